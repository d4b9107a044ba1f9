/* Finds the links and ids of a page or a style sheet as this program writes them (quoted, escaped attributes).
   Anything at all may be scanned: what is not understood gives no links. */
#ifndef PUBLISH_LINKS_H
#define PUBLISH_LINKS_H

#include "base/str.h"

struct arena;

enum link_kind {
	LINK_INSIDE,  /* leads to a file of the site */
	LINK_OUTSIDE, /* climbs out of the site */
	LINK_SCHEME,  /* begins with a scheme that may not stand in a page */
};

/* A link as it stands in the file, and where it leads. Links to other sites, and those that begin with "/" and so
   depend on where the site lies, are left out. */
struct link {
	enum link_kind kind;
	str raw;      /* entities decoded */
	str path;     /* of the file it leads to: "amnen/ai/index.html" */
	str fragment; /* without "#", percent-decoded; empty when there is none that must be an id */
};

struct links {
	struct {
		struct link *items; /* each raw link once, in the order of the file */
		size_t n, cap;
	} links;
	struct strs ids;      /* each once */
	struct strs repeated; /* ids that stand more than once */
};

/* `path` is that of the scanned file in the site; .html and .css files have links, others none. */
void links_of(struct arena *, str path, str bytes, struct links *);

#endif
