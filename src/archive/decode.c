/* Undoing what stands for something else in an address or in HTML, with the way back. */
#include "archive/decode.h"

#include <string.h>

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

/* ---- marks ---- */

/* Emphasis, code, and a link's brackets with its target: "**Z**acharias", "[Zach](x)arias". */
static struct unescaped
mark_at(str text, size_t at)
{
	str rest = str_from(text, at);
	size_t close = str_starts(rest, S("](")) ? str_find_char(rest, ')') : SIZE_MAX;
	if (close != SIZE_MAX)
		return (struct unescaped){.length = close + 1};
	return (struct unescaped){.length = rest.p[0] && strchr("*~`[\\", rest.p[0])};
}

/* ---- once over ---- */

enum taken_out { NOTHING, TAGS, MARKS };

static struct unescaped
code_at(str text, size_t at, enum taken_out out)
{
	struct unescaped found = {0};
	if (out == TAGS && text.p[at] == '<')
		found = tag_at(text, at);
	else if (out == MARKS)
		found = mark_at(text, at);
	return found.length ? found : escape_at(text, at, ALL_ESCAPES);
}

/* Decodes what `from` reads; false when that shows nothing new. */
static bool
decode(struct arena *arena, const struct decoded *from, enum taken_out out, struct decoded *to)
{
	str text = from->text;
	if (escape_find(text, 0, ALL_ESCAPES) == text.n && out == NOTHING)
		return false;
	char *bytes = arena_bytes(arena, text.n + 1);
	uint32_t *start = arena_bytes(arena, (text.n + 1) * sizeof *start);
	uint32_t *end = arena_bytes(arena, (text.n + 1) * sizeof *end);
	size_t n = 0;
	bool any = false;
	for (size_t at = 0; at < text.n;) {
		struct unescaped found = code_at(text, at, out);
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
	static const struct {
		enum taken_out out;
		bool again; /* what the one before has read */
	} ways[] = {{NOTHING, false}, {NOTHING, true}, {TAGS, false}, {TAGS, true}, {MARKS, false}};
	const struct decoded plain = {.text = decoding->text};
	if (decoding->done == 0)
		decoding->tags = str_find_char(decoding->text, '<') != SIZE_MAX;
	while (decoding->done < sizeof ways / sizeof *ways) {
		unsigned way = decoding->done++;
		if ((ways[way].out == TAGS && !decoding->tags) || (ways[way].out == MARKS && !decoding->markdown) ||
		    (ways[way].again && !decoding->read))
			continue;
		struct decoded next;
		decoding->read = decode(arena, ways[way].again ? &decoding->last : &plain, ways[way].out, &next);
		if (!decoding->read)
			continue;
		*decoded = decoding->last = next;
		decoding->tags = decoding->tags || str_find_char(next.text, '<') != SIZE_MAX;
		return true;
	}
	return false;
}
