/* The texts that a PNG picture carries packed: who made it, with what (https://www.w3.org/TR/png-3/, 11.3.3). */
#ifndef PUBLISH_PNG_H
#define PUBLISH_PNG_H

#include "base/str.h"

bool is_png(str bytes);

/* The next packed text that begins at or after *at, as a zlib stream; *at moves behind it. False when there is none. */
bool png_next_text(str bytes, size_t *at, str *packed);

#endif
