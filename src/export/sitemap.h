/* sitemap.xml (sitemaps.org, protocol 0.9): the full addresses of the pages that search engines may keep. */
#ifndef EXPORT_SITEMAP_H
#define EXPORT_SITEMAP_H

#include "archive/archive.h"
#include "base/buffer.h"

/* A site map holds so many addresses at most; past that the site has several and sitemap.xml lists them. */
enum { SITEMAP_ADDRESSES = 50000 };

/* How many files the addresses take: 1, or the number of parts besides the list of them. */
size_t sitemap_parts(const struct strs *addresses);

/* The file at /sitemap.xml: the addresses, or the list of the parts. Addresses are those of the site ("/om/"). */
void export_sitemap(const struct site *, const struct strs *addresses, struct buffer *out);

/* The file at /sitemap-<part>.xml, for parts from 1, when there is more than one. */
void export_sitemap_part(const struct site *, const struct strs *addresses, size_t part, struct buffer *out);

#endif
