/* Writes robots.txt. */
#include "export/robots.h"

#include "archive/address.h"
#include "base/escape.h"

void
export_robots(const struct site *site, struct buffer *out)
{
	buffer_lit(out, "User-agent: *\nDisallow:\n\nSitemap: ");
	escape_url(out, address_full(out->arena, site, address_of(ADDRESS_SITEMAP)));
	buffer_lit(out, "\n");
}
