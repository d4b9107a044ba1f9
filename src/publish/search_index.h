/* The search index: made by scripts/search-index.mjs (Pagefind, in Node) from records, and staged like every other file. */
#ifndef PUBLISH_SEARCH_INDEX_H
#define PUBLISH_SEARCH_INDEX_H

#include "publish/publish.h"

struct search_indexer {
	str script; /* "scripts/search-index.mjs" */
	str versions; /* what the index depends on beside the records: the script and the pinned version of Pagefind */
	int cancel; /* a descriptor that can be read when the index is no longer wanted; 0: none */
};

/* Looks for the script in the folders given, in that order, and for Node and Pagefind beside it. False when one of them is
   not on this machine. */
bool search_indexer_find(struct arena *, const str *folders, size_t n, struct search_indexer *);

/* Runs the indexer and hands over each file of the index, named as below its folder. False, with why in one line, when there
   is none; some files may have been taken then. */
bool search_index_make(struct arena *, const struct search_indexer *, str records,
                       void (*take)(void *context, str path, str bytes), void *context, str *why);

/* Stages the index below `folder` ("pagefind/"). The published one is taken over when it was made from the same records.
   May run while pages are staged. False after reporting why there is no index. */
bool search_index_stage(struct stage *, const struct search_indexer *, str folder, str records, struct diag_list *);

#endif
