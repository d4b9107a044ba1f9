/* The lists of a document's section: what a governing document says in points. */
#ifndef PAGES_OUTLINE_H
#define PAGES_OUTLINE_H

#include "base/str.h"

struct arena;

struct outline_point {
	str heading; /* the subheading it stands under, or empty */
	str text;    /* plain */
	str anchor;  /* "p2-4", or empty */
};
struct outline {
	struct outline_point *items;
	size_t n, cap;
};

/* The list items of rendered text, in their order; what stands inside another one is a point of its own. */
struct outline outline_of(struct arena *, str html);

#endif
