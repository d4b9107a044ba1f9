/* The parts of index_new() that have files of their own. Inside index/ only. */
#ifndef INDEX_ARRANGE_H
#define INDEX_ARRANGE_H

#include "index/index.h"

/* Adds what the text of a document names: appearances of entities, and of the documents it links to. Documents come in
   their order, each once. */
void traces_add(struct arena *, struct index *, const struct document *);

/* Makes room for what trails_arrange() works out once all documents are added: counts, parts, letters, related topics,
   what was superseded and closed. */
void trails_prepare(struct arena *, struct index *);
void trails_arrange(struct arena *, struct index *);

/* Once index->plans has them all and the minutes are listed: what became of each, and whose they are. */
void plans_arrange(struct arena *, struct index *);

/* The orders of the registers, when all else is arranged. */
void registers_arrange(struct arena *, struct index *);

#endif
