/* Finding the front matter. */
#include "content/front_matter.h"

#include "base/diag.h"

static bool
is_mark(str line, bool closing)
{
	str words = str_trim(line);
	if (words.n && words.p != line.p)
		return false; /* an indented one is text */
	return str_eq(words, S("---")) || (closing && str_eq(words, S("...")));
}

bool
front_matter_find(const struct source *source, struct front_matter *found, struct diag_list *diags)
{
	str text = source->text, rest = text;
	str first = str_cut(&rest, '\n');
	if (!is_mark(first, false)) {
		diag(diags, DIAG_FRONT_MATTER_MISSING, place_of(source, 0, first.n), (str){0});
		return false;
	}
	found->start = text.n - rest.n;
	while (rest.n) {
		size_t at = text.n - rest.n;
		str line = str_cut(&rest, '\n');
		if (!is_mark(line, true))
			continue;
		found->end = at;
		found->body = text.n - rest.n;
		return true;
	}
	diag(diags, DIAG_FRONT_MATTER_UNTERMINATED, place_of(source, 0, first.n), (str){0});
	return false;
}
