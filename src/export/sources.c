/* Writes kallor.txt: the SHA-256 of every published source, in the form that `sha256sum -c` reads in the content
   folder. Each page says the same of its own source, and manifest.txt says it of every page. */
#include <stdlib.h>

#include "archive/mask.h"
#include "base/hash.h"
#include "export/exports.h"

struct sources {
	const struct document **items;
	size_t n, cap;
};

/* A path that tells a hidden name is left out; the page still tells the sum. */
static bool
is_told(const struct archive *archive, const struct document *document)
{
	return !document->withdrawn && !archive_tells_hidden(archive, document->source->relative);
}

static int
compare_paths(const void *a, const void *b)
{
	const struct document *x = *(const struct document *const *)a, *y = *(const struct document *const *)b;
	return str_compare(x->source->relative, y->source->relative);
}

static void
write_sources(const struct export_context *context, const struct export *export, struct buffer *out)
{
	(void)export;
	struct sources sources = {0};
	for (size_t i = 0; i < context->archive->documents.n; i++)
		if (is_told(context->archive, context->archive->documents.items[i]))
			vec_push(out->arena, &sources, (const struct document *)context->archive->documents.items[i]);
	if (sources.n)
		qsort(sources.items, sources.n, sizeof *sources.items, compare_paths);
	buffer_add(out, context->word(context->words, "källor.förklaring"));
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < sources.n; i++) {
		buffer_add(out, sha256_hex(out->arena, sources.items[i]->source->text));
		buffer_lit(out, "  ");
		buffer_add(out, sources.items[i]->source->relative);
		buffer_add_char(out, '\n');
	}
}

void
sources_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context;
	vec_push(arena, exports, (struct export){.address = address_of(ADDRESS_SOURCES), .write = write_sources});
}
