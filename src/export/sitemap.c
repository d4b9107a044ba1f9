/* Writes sitemap.xml. No dates of change: nothing in the output depends on the clock. */
#include "export/sitemap.h"

#include "base/escape.h"
#include "export/exports.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SCHEMA "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static void
add_location(struct buffer *out, const struct site *site, str address)
{
	struct buffer full = {.arena = out->arena};
	buffer_add(&full, site->address);
	escape_url(&full, str_starts(address, S("/")) ? str_from(address, 1) : address);
	buffer_lit(out, "<loc>");
	escape_xml(out, buffer_str(&full));
	buffer_lit(out, "</loc>");
}

static void
add_addresses(struct buffer *out, const struct site *site, const struct strs *addresses, size_t from)
{
	buffer_lit(out, XML "<urlset " SCHEMA ">\n");
	for (size_t i = from; i < addresses->n && i < from + SITEMAP_ADDRESSES; i++) {
		buffer_lit(out, "<url>");
		add_location(out, site, addresses->items[i]);
		buffer_lit(out, "</url>\n");
	}
	buffer_lit(out, "</urlset>\n");
}

size_t
sitemap_parts(const struct strs *addresses)
{
	return addresses->n ? (addresses->n + SITEMAP_ADDRESSES - 1) / SITEMAP_ADDRESSES : 1;
}

void
export_sitemap(const struct site *site, const struct strs *addresses, struct buffer *out)
{
	size_t parts = sitemap_parts(addresses);
	if (parts == 1) {
		add_addresses(out, site, addresses, 0);
		return;
	}
	buffer_lit(out, XML "<sitemapindex " SCHEMA ">\n");
	for (size_t part = 1; part <= parts; part++) {
		buffer_lit(out, "<sitemap>");
		add_location(out, site, address_of_sitemap_part(out->arena, part));
		buffer_lit(out, "</sitemap>\n");
	}
	buffer_lit(out, "</sitemapindex>\n");
}

void
export_sitemap_part(const struct site *site, const struct strs *addresses, size_t part, struct buffer *out)
{
	add_addresses(out, site, addresses, (part - 1) * SITEMAP_ADDRESSES);
}

static void
write_sitemap(const struct export_context *context, const struct export *export, struct buffer *out)
{
	if (export->which)
		export_sitemap_part(&context->archive->site, &context->indexed, export->which, out);
	else
		export_sitemap(&context->archive->site, &context->indexed, out);
}

void
sitemap_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	size_t parts = sitemap_parts(&context->indexed);
	vec_push(arena, exports, ((struct export){.address = address_of(ADDRESS_SITEMAP), .write = write_sitemap}));
	for (size_t part = 1; parts > 1 && part <= parts; part++)
		vec_push(arena, exports,
		         ((struct export){.address = address_of_sitemap_part(arena, part), .write = write_sitemap, .which = (unsigned)part}));
}
