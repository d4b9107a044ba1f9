/* Undoing, once over, what stands for something else in an address or in HTML, with the way back. */
#include "archive/decode.h"

#include "base/arena.h"

enum { TAG_MAX = 400, ENTITY_MAX = 10 };

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Something at an offset: its length, and the bytes it stands for. Length 0: nothing. */
struct coded {
	size_t length;
	char bytes[4];
	size_t n;
};

static struct coded
percent_at(str text, size_t at)
{
	int high = at + 2 < text.n ? hex(text.p[at + 1]) : -1, low = high >= 0 ? hex(text.p[at + 2]) : -1;
	if (low < 0)
		return (struct coded){0};
	return (struct coded){.length = 3, .bytes = {(char)(high * 16 + low)}, .n = 1};
}

static size_t
put_utf8(char bytes[4], uint32_t code)
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (char)(0xc0 | code >> 6);
		bytes[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	bytes[0] = (char)(0xe0 | code >> 12);
	bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
	bytes[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

/* The number between "&#" and ";", or 0. */
static uint32_t
entity_number(str digits)
{
	bool sixteen = digits.n && (digits.p[0] | 32) == 'x';
	uint32_t code = 0;
	for (size_t i = sixteen; i < digits.n; i++) {
		int digit = hex(digits.p[i]);
		if (digit < 0 || (!sixteen && digit > 9))
			return 0;
		code = code * (sixteen ? 16 : 10) + (uint32_t)digit;
	}
	return code < 0x10000 && (code < 0xd800 || code > 0xdfff) ? code : 0;
}

static struct coded
entity_at(str text, size_t at)
{
	static const struct {
		const char *name;
		uint32_t code;
	} entities[] = {
	    {"nbsp", ' '},    {"shy", 0xad},    {"aring", 0xe5},  {"auml", 0xe4},   {"ouml", 0xf6},   {"Aring", 0xc5},
	    {"Auml", 0xc4},   {"Ouml", 0xd6},   {"eacute", 0xe9}, {"Eacute", 0xc9}, {"uuml", 0xfc},   {"Uuml", 0xdc},
	    {"oslash", 0xf8}, {"Oslash", 0xd8}, {"aelig", 0xe6},  {"AElig", 0xc6},  {"egrave", 0xe8}, {"agrave", 0xe0},
	};
	str rest = str_slice(text, at + 1, at + 1 + ENTITY_MAX);
	size_t end = str_find_char(rest, ';');
	if (end == SIZE_MAX || end < 2)
		return (struct coded){0};
	str name = str_slice(rest, 0, end);
	uint32_t code = name.p[0] == '#' ? entity_number(str_from(name, 1)) : 0;
	for (size_t i = 0; code == 0 && i < sizeof entities / sizeof *entities; i++)
		if (str_eq(name, str_of(entities[i].name)))
			code = entities[i].code;
	struct coded coded = {.length = code ? end + 2 : 0};
	coded.n = code ? put_utf8(coded.bytes, code) : 0;
	return coded;
}

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* "<b>", "</i>", "<!-- … -->", but not "<https://…>". */
static struct coded
tag_at(str text, size_t at)
{
	str rest = str_slice(text, at + 1, at + TAG_MAX);
	size_t name = rest.n && (rest.p[0] == '/' || rest.p[0] == '!'), after = name;
	while (after < rest.n &&
	       (is_letter(rest.p[after]) || (after > name && rest.p[after] >= '0' && rest.p[after] <= '9')))
		after++;
	bool tag = after < rest.n && (after > name || rest.p[0] == '!') && rest.p[after] != ':' &&
	           rest.p[after] != '@' && rest.p[after] != '.';
	size_t end = tag ? str_find_char(rest, '>') : SIZE_MAX;
	return (struct coded){.length = end == SIZE_MAX ? 0 : end + 2};
}

static struct coded
coded_at(str text, size_t at)
{
	switch (text.p[at]) {
	case '%':
		return percent_at(text, at);
	case '&':
		return entity_at(text, at);
	case '<':
		return tag_at(text, at);
	default:
		return (struct coded){0};
	}
}

bool
text_decode(struct arena *arena, str text, struct decoded *decoded)
{
	bool any = false;
	if (str_find_char(text, '%') == SIZE_MAX && str_find_char(text, '&') == SIZE_MAX &&
	    str_find_char(text, '<') == SIZE_MAX)
		return false;
	char *bytes = arena_bytes(arena, text.n + 1);
	uint32_t *start = arena_bytes(arena, (text.n + 1) * sizeof *start),
	         *end = arena_bytes(arena, (text.n + 1) * sizeof *end);
	size_t n = 0;
	for (size_t at = 0; at < text.n;) {
		struct coded coded = coded_at(text, at);
		any = any || coded.length;
		size_t length = coded.length ? coded.length : 1;
		if (!coded.length)
			coded = (struct coded){.bytes = {text.p[at]}, .n = 1};
		for (size_t i = 0; i < coded.n; i++, n++) {
			bytes[n] = coded.bytes[i];
			start[n] = (uint32_t)at;
			end[n] = (uint32_t)(at + length);
		}
		at += length;
	}
	*decoded = (struct decoded){{bytes, n}, start, end};
	return any;
}
