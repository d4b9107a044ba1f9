/* One table of HTML's names, and a function for each way of escaping. */
#include "base/unescape.h"

#include <stdlib.h>

#include "base/buffer.h"

enum { REPLACEMENT = 0xfffd, CODE_MAX = 0x10ffff, LONGEST_ENTITY = 24 };

static const struct entity_name {
	str name;
	uint16_t code;
	bool open; /* may stand without its semicolon */
} names[] = {
#define ENTITY(name, code, open) {{name, sizeof name - 1}, code, open},
#include "base/entities.def"
#undef ENTITY
};

size_t
utf8_encode(uint32_t code, char bytes[4])
{
	if (code == 0 || code > CODE_MAX || (code >= 0xd800 && code < 0xe000))
		code = REPLACEMENT;
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	if (n == 1) {
		bytes[0] = (char)code;
		return 1;
	}
	for (size_t i = n - 1; i > 0; i--, code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3f));
	bytes[0] = (char)((0xf0u << (4 - n)) | code);
	return n;
}

static struct unescaped
character(size_t length, uint32_t code)
{
	struct unescaped found = {.length = length};
	found.n = utf8_encode(code, found.bytes);
	return found;
}

static uint32_t
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	char lower = (char)(c | 0x20);
	return lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10) : 16;
}

/* Reads up to `most` digits at `at`; returns how many there were. A value that is too large stays too large. */
static size_t
read_digits(str text, size_t at, uint32_t base, size_t most, uint32_t *value)
{
	size_t n = 0;
	*value = 0;
	for (; n < most && at + n < text.n && digit_value(text.p[at + n]) < base; n++)
		*value = *value > CODE_MAX ? *value : *value * base + digit_value(text.p[at + n]);
	return n;
}

/* ---- entities ---- */

static int
compare_names(const void *key, const void *row)
{
	return str_compare(*(const str *)key, ((const struct entity_name *)row)->name);
}

static const struct entity_name *
named(str name)
{
	return bsearch(&name, names, sizeof names / sizeof *names, sizeof *names, compare_names);
}

static struct unescaped
numbered_at(str text, size_t at)
{
	bool hex = at + 2 < text.n && (text.p[at + 2] | 0x20) == 'x';
	size_t start = at + (hex ? 3 : 2);
	uint32_t code;
	size_t end = start + read_digits(text, start, hex ? 16 : 10, SIZE_MAX, &code);
	if (end == start)
		return (struct unescaped){0};
	end += end < text.n && text.p[end] == ';';
	return character(end - at, code);
}

static struct unescaped
entity_at(str text, size_t at)
{
	if (at + 1 < text.n && text.p[at + 1] == '#')
		return numbered_at(text, at);
	size_t n = 0;
	while (n < LONGEST_ENTITY && at + 1 + n < text.n &&
	       (((text.p[at + 1 + n] | 0x20) >= 'a' && (text.p[at + 1 + n] | 0x20) <= 'z') ||
	        digit_value(text.p[at + 1 + n]) < 10))
		n++;
	str name = str_slice(text, at + 1, at + 1 + n);
	const struct entity_name *row = named(name);
	if (row && at + 1 + n < text.n && text.p[at + 1 + n] == ';')
		return character(n + 2, row->code);
	/* Without a semicolon the longest name counts that may go without: "Andr&eacute Ek", "Bj&oumlrn". */
	for (; n > 1; n--) {
		row = named(str_slice(name, 0, n));
		if (row && row->open)
			return character(n + 1, row->code);
	}
	return (struct unescaped){0};
}

/* ---- percent ---- */

static struct unescaped
percent_at(str text, size_t at)
{
	uint32_t byte;
	if (read_digits(text, at + 1, 16, 2, &byte) < 2)
		return (struct unescaped){0};
	return (struct unescaped){.length = 3, .n = 1, .bytes = {(char)byte}};
}

/* ---- backslashes ---- */

/* The four digits of "\uXXXX" at `at`. */
static bool
unit_at(str text, size_t at, uint32_t *unit)
{
	return at + 1 < text.n && text.p[at] == '\\' && text.p[at + 1] == 'u' &&
	       read_digits(text, at + 2, 16, 4, unit) == 4;
}

static struct unescaped
unicode_at(str text, size_t at)
{
	uint32_t code, low;
	if (at + 2 < text.n && text.p[at + 2] == '{') {
		size_t n = read_digits(text, at + 3, 16, 8, &code);
		bool closed = n && at + 3 + n < text.n && text.p[at + 3 + n] == '}';
		return closed ? character(n + 4, code) : (struct unescaped){0};
	}
	if (!unit_at(text, at, &code))
		return (struct unescaped){0};
	if (code >= 0xd800 && code < 0xdc00 && unit_at(text, at + 6, &low) && low >= 0xdc00 && low < 0xe000)
		return character(12, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
	return character(6, code);
}

static struct unescaped
backslash_at(str text, size_t at)
{
	static const char letters[] = "nNrtbf/\\\"',;", meant[] = "\n\n\n   /\\\"',;";
	if (at + 1 >= text.n)
		return (struct unescaped){0};
	char next = text.p[at + 1];
	uint32_t code;
	if (next == 'u')
		return unicode_at(text, at);
	if (next == 'x')
		return read_digits(text, at + 2, 16, 2, &code) == 2 ? character(4, code) : (struct unescaped){0};
	const char *found = next ? strchr(letters, next) : NULL;
	return found ? character(2, (unsigned char)meant[found - letters]) : (struct unescaped){0};
}

/* ---- all of them ---- */

struct unescaped
escape_at(str text, size_t at, unsigned kinds)
{
	char c = at < text.n ? text.p[at] : '\0';
	if (c == '&' && kinds & ESCAPE_ENTITY)
		return entity_at(text, at);
	if (c == '%' && kinds & ESCAPE_PERCENT)
		return percent_at(text, at);
	if (c == '\\' && kinds & ESCAPE_BACKSLASH)
		return backslash_at(text, at);
	return (struct unescaped){0};
}

size_t
escape_find(str text, size_t at, unsigned kinds)
{
	static const unsigned char begins[0x100] = {
	    ['&'] = ESCAPE_ENTITY, ['%'] = ESCAPE_PERCENT, ['\\'] = ESCAPE_BACKSLASH};
	if (kinds == ESCAPE_ENTITY || kinds == ESCAPE_PERCENT) { /* most often one is looked for, in links without any */
		size_t found = str_find_char(str_from(text, at), kinds == ESCAPE_ENTITY ? '&' : '%');
		return found == SIZE_MAX ? text.n : at + found;
	}
	while (at < text.n && !(begins[(unsigned char)text.p[at]] & kinds))
		at++;
	return at;
}

str
unescape(struct arena *arena, str text, unsigned kinds)
{
	size_t at = escape_find(text, 0, kinds), copied = 0;
	struct buffer out = {.arena = arena};
	while (at < text.n) {
		struct unescaped found = escape_at(text, at, kinds);
		if (found.length) {
			buffer_add(&out, str_slice(text, copied, at));
			buffer_add(&out, (str){found.bytes, found.n});
			copied = at + found.length;
		}
		at = escape_find(text, at + (found.length ? found.length : 1), kinds);
	}
	if (copied == 0)
		return text;
	buffer_add(&out, str_from(text, copied));
	return buffer_str(&out);
}
