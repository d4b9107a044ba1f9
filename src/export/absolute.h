/* Links of a page for those who read its text elsewhere: full addresses. */
#ifndef EXPORT_ABSOLUTE_H
#define EXPORT_ABSOLUTE_H

#include "archive/archive.h"
#include "base/buffer.h"

/* The full address of a page or file of the site, percent-encoded where it must be; `address` may have a fragment. */
str full_address(struct arena *, const struct site *, str address);

/* An address outside the site, percent-encoded where it must be. */
str full_url(struct arena *, str url);

/* Appends HTML of our own writer (quoted attributes, no "<" or ">" but in tags) with every href and src made absolute.
   `address` is that of the page the HTML was written for. */
void absolute_links(struct buffer *out, const struct site *, str address, str html);

#endif
