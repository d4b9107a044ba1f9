/* The parts of index_new() that have files of their own. Inside index/ only. */
#ifndef INDEX_ARRANGE_H
#define INDEX_ARRANGE_H

#include "index/index.h"

/* What the text of one document names: appearances of entities, and of the documents it links to, each with the list it
   belongs in, in their order. */
struct traced {
	struct appearances *list;
	struct appearance appearance;
};
struct traces {
	struct traced *items;
	size_t n, cap;
};

/* Changes nothing in the index, so that documents can be looked through at the same time. */
void traces_find(struct arena *, struct arena *scratch, const struct index *, const struct document *, struct traces *);

/* Makes room for what trails_arrange() works out once all documents are added: counts, parts, letters, related topics,
   what was superseded and closed. */
void trails_prepare(struct arena *, struct index *);
void trails_arrange(struct arena *, struct index *, struct workers);

/* Once index->plans has them all and the minutes are listed: what became of each, and whose they are. */
void plans_arrange(struct arena *, struct index *);

/* Which plans later minutes say again, and which they put on another day. */
void moves_follow(struct arena *, struct index *);

const struct references *plan_bodies(const struct plan *); /* its own, else the networks of the minutes */
str reference_id(const struct reference *); /* or its text, where it means nothing in the archive */

/* Once index->backlog has them all. */
void backlog_arrange(struct arena *, struct index *);

/* The orders of the registers, when all else is arranged. */
void registers_arrange(struct arena *, struct index *);

#endif
