/* Undoing what stands for something else in an address or in HTML, with the way back. */
#include "archive/decode.h"

#include "base/arena.h"
#include "base/unescape.h"

enum { LONGEST_TAG = 400, ALL_ESCAPES = ESCAPE_ENTITY | ESCAPE_PERCENT | ESCAPE_BACKSLASH };

/* ---- tags ---- */

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Whether the words on both sides of such a tag may be one. */
static bool
is_inside_words(str name)
{
	static const char *const tags[] = {"a",   "abbr", "b",   "bdi", "bdo",  "big",   "cite", "code",   "del", "dfn",
	                                   "em",  "font", "i",   "ins", "kbd",  "mark",  "q",    "s",      "small",
	                                   "sub", "span", "sup", "tt",  "time", "strong", "u",    "strike", "wbr"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		str tag = str_of(tags[i]);
		size_t n = 0;
		while (n < tag.n && n < name.n && (name.p[n] | 32) == tag.p[n])
			n++;
		if (n == tag.n && n == name.n)
			return true;
	}
	return false;
}

/* "<b>", "</i>", "<br>", "<!-- … -->", but not "<https://…>". */
static struct unescaped
tag_at(str text, size_t at)
{
	str rest = str_slice(text, at + 1, at + LONGEST_TAG);
	size_t name = rest.n && (rest.p[0] == '/' || rest.p[0] == '!'), after = name;
	while (after < rest.n &&
	       (is_letter(rest.p[after]) || (after > name && rest.p[after] >= '0' && rest.p[after] <= '9')))
		after++;
	bool tag = after < rest.n && (after > name || rest.p[0] == '!') && rest.p[after] != ':' &&
	           rest.p[after] != '@' && rest.p[after] != '.';
	size_t end = tag ? str_find_char(rest, '>') : SIZE_MAX;
	if (end == SIZE_MAX)
		return (struct unescaped){0};
	bool inside = rest.p[0] == '!' || is_inside_words(str_slice(rest, name, after));
	return (struct unescaped){.length = end + 2, .n = !inside, .bytes = {' '}};
}

/* ---- once over ---- */

/* Decodes what `from` reads; false when that shows nothing new. */
static bool
decode(struct arena *arena, const struct decoded *from, bool tags, struct decoded *to)
{
	str text = from->text;
	size_t at = escape_find(text, 0, ALL_ESCAPES);
	if (at == text.n && (!tags || str_find_char(text, '<') == SIZE_MAX))
		return false;
	char *bytes = arena_bytes(arena, text.n + 1);
	uint32_t *start = arena_bytes(arena, (text.n + 1) * sizeof *start);
	uint32_t *end = arena_bytes(arena, (text.n + 1) * sizeof *end);
	size_t n = 0;
	bool any = false;
	for (at = 0; at < text.n;) {
		bool tag = tags && text.p[at] == '<';
		struct unescaped found = tag ? tag_at(text, at) : escape_at(text, at, ALL_ESCAPES);
		any = any || found.length;
		if (!found.length)
			found = (struct unescaped){.length = 1, .n = 1, .bytes = {text.p[at]}};
		for (size_t i = 0; i < found.n; i++, n++) {
			bytes[n] = found.bytes[i];
			start[n] = from->start ? from->start[at] : (uint32_t)at;
			end[n] = from->end ? from->end[at + found.length - 1] : (uint32_t)(at + found.length);
		}
		at += found.length;
	}
	*to = (struct decoded){{bytes, n}, start, end};
	return any;
}

bool
decode_next(struct arena *arena, struct decoding *decoding, struct decoded *decoded)
{
	enum { ONCE, TWICE, BARE, BARE_TWICE, WAYS };
	const struct decoded plain = {.text = decoding->text};
	while (decoding->done < WAYS) {
		unsigned way = decoding->done++;
		const struct decoded *from = way == ONCE || way == BARE ? &plain : &decoding->last;
		struct decoded next;
		if (decode(arena, from, way >= BARE, &next)) {
			*decoded = decoding->last = next;
			return true;
		}
		decoding->done += way == ONCE || way == BARE; /* nor would it twice */
		if (way < BARE && str_find_char(decoding->text, '<') == SIZE_MAX)
			decoding->done = WAYS;
	}
	return false;
}
