/* Writes robots.txt. */
#include "export/robots.h"

#include "base/escape.h"
#include "export/exports.h"

void
export_robots(const struct site *site, struct buffer *out)
{
	buffer_lit(out, "User-agent: *\nDisallow:\n\nSitemap: ");
	escape_url(out, address_full(out->arena, site, address_of(ADDRESS_SITEMAP)));
	buffer_lit(out, "\n");
}

static void
write_robots(const struct export_context *context, const struct export *export, struct buffer *out)
{
	(void)export;
	export_robots(&context->archive->site, out);
}

void
robots_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context;
	vec_push(arena, exports, ((struct export){.address = address_of(ADDRESS_ROBOTS), .write = write_robots}));
}
