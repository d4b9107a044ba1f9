/* Makes the search index beside the rendering of pages: it waits for another program, and the pages need not wait with it. */
#ifndef INDEXING_H
#define INDEXING_H

#include "export/exports.h"
#include "publish/search_index.h"

struct indexing;

/* Where the indexer is, or NULL: not on this machine. */
const struct search_indexer *indexing_prepare(struct arena *);

/* Begins. What it is given must last until indexing_finish(). */
struct indexing *indexing_start(struct arena *, const struct search_indexer *, const struct export_context *, struct stage *);

/* Waits for the end. False after reporting that there is no index. Also takes NULL: nothing was begun. */
bool indexing_finish(struct indexing *, struct diag_list *);

#endif
