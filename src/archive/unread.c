/* What could not be read, as far as others refer to it: one fault gives one message and not another in every file that
   names what the broken one would have said. */
#include "archive/archive.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

/* "2018-12-14-sikt" is probably the id of the minutes in 2018-12-14-sikt.md. */
static bool
is_called(struct arena *scratch, const struct unread *unread, str slug)
{
	return slug.n && str_eq(slug, text_slug(scratch, path_stem(unread->relative)));
}

bool
archive_may_be_unread(const struct archive *archive, str text)
{
	if (archive->unread.n == 0 || text.n == 0)
		return false;
	struct arena scratch = {0};
	str slug = text_slug(&scratch, text);
	bool may = false;
	for (size_t i = 0; i < archive->unread.n && !may; i++) {
		const struct unread *unread = &archive->unread.items[i];
		may = unread->text.n == 0 || str_contains(unread->text, text) || str_eq(unread->relative, text) ||
		      is_called(&scratch, unread, slug);
	}
	arena_free(&scratch);
	return may;
}
