/* Where the front matter of a Markdown file stands: between a first line "---" and the next line "---" or "...". */
#ifndef CONTENT_FRONT_MATTER_H
#define CONTENT_FRONT_MATTER_H

#include "base/source.h"

struct diag_list;

struct front_matter {
	size_t start, end; /* of the YAML in source->text, without the marking lines */
	size_t body;       /* where the Markdown begins */
};

/* False after reporting that there is none or that it does not end. */
bool front_matter_find(const struct source *, struct front_matter *, struct diag_list *);

#endif
