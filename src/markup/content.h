/* What the inline parser was given for a block: the lines of the source without the marks of the lists and quotes around
   them. Between textmap.c, which aligns text with it, and content.c, which finds it. */
#ifndef MARKUP_CONTENT_H
#define MARKUP_CONTENT_H

#include "markup/tree.h"

/* Content from `at` to the next segment stands in the source from `source` on, byte for byte. */
struct segment {
	uint32_t at, source;
};

struct content {
	str text;
	VEC(struct segment) segments;
};

/* The content of a paragraph, heading or table cell, its leading link reference definitions left out. */
struct content content_of(const struct tree *, const struct node *block);

/* The stretch of the content from `at` on that is contiguous in the source: its source offset, and in `left` its length. */
uint32_t content_source(const struct content *, size_t at, size_t *left);

#endif
