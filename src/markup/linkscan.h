/* The two inner parts of a Markdown link, scanned as cmark-gfm scans them, so that textmap.c can step over them. */
#ifndef MARKUP_LINKSCAN_H
#define MARKUP_LINKSCAN_H

#include "base/str.h"

/* End of "(destination "title")" that begins at `at`, or SIZE_MAX when what stands there is none. */
size_t linkscan_inline(str text, size_t at);

/* End of "[label]" that begins at `at`, or SIZE_MAX. */
size_t linkscan_label(str text, size_t at);

/* End of the link reference definition that begins at `at`, its line end included, or SIZE_MAX. */
size_t linkscan_definition(str text, size_t at);

#endif
