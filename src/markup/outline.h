/* The parts of a document: what stands before the first heading, and each level-2 section. */
#ifndef MARKUP_OUTLINE_H
#define MARKUP_OUTLINE_H

#include "markup/tree.h"

struct diag_list;

struct part {
	struct node *heading;       /* NULL for the text before the first heading */
	struct node *first, *after; /* its blocks: from first up to but not with after */
	unsigned number;            /* of #p<number> */
	unsigned blocks;            /* counted blocks */
	str label;                  /* the number as written, or empty */
	uint32_t title;             /* where the title begins in the heading's text */
};
struct outline {
	struct part *items;
	size_t n, cap;
};

/* Finds the parts, numbers them and their counted blocks (nodes and flows get their numbers) and makes the levels of the
   headings inside them continuous. */
struct outline outline_make(struct tree *, struct diag_list *);

#endif
