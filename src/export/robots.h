/* robots.txt (RFC 9309): everything may be read. Pages about people are not kept out here: a crawler that may not
   read them cannot see that they say noindex. */
#ifndef EXPORT_ROBOTS_H
#define EXPORT_ROBOTS_H

#include "archive/archive.h"
#include "base/buffer.h"

void export_robots(const struct site *, struct buffer *out);

#endif
