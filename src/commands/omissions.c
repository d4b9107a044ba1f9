/* Passages that were left out, over the whole archive. */
#include "commands/omissions.h"

#include "base/personal.h"

static void
print_omission(struct buffer *out, const struct omission *omission)
{
	const struct source *source = omission->place.source;
	struct position at = source_position(source, omission->place.start);
	buffer_add_format(out, "  %.*s:%u:%u: %.*s\n", STR(source->path), (unsigned)at.line, (unsigned)at.column,
	                  STR(personal_masked(out->arena, omission->reason, true)));
}

void
omissions_print(const struct build *build, struct buffer *out, enum language language)
{
	size_t n = 0;
	for (size_t i = 0; build->bodies && i < build->archive->documents.n; i++)
		n += build->bodies[i] ? build->bodies[i]->omissions.n : 0;
	if (n == 0)
		return;
	if (language == LANGUAGE_EN)
		buffer_add_format(out, "Passages left out: %zu\n", n);
	else
		buffer_add_format(out, "Utelämnade passager: %zu\n", n);
	for (size_t i = 0; i < build->archive->documents.n; i++)
		for (size_t j = 0; build->bodies[i] && j < build->bodies[i]->omissions.n; j++)
			print_omission(out, &build->bodies[i]->omissions.items[j]);
}
