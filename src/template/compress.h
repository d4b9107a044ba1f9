/* A style sheet with nothing in it that only people need. */
#ifndef TEMPLATE_COMPRESS_H
#define TEMPLATE_COMPRESS_H

#include "base/str.h"

struct arena;

/* The same rules in fewer bytes: without comments (but those that begin with an exclamation mark, which licences do), and
   with white space only where it separates something. */
str css_compress(struct arena *, str css);

#endif
