/* Slices of bytes: comparing, cutting, copying. Nothing here knows about Unicode; see text.h for that. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"

enum {
	SHORT = 8, /* looking for the first byte of a short part is faster than memmem() and as good as linear */
	FORMATTED = 256, /* what is longer is formatted twice */
};

str
str_of(const char *text)
{
	return text ? (str){text, strlen(text)} : (str){0};
}

int
str_compare(str a, str b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	int order = shorter ? memcmp(a.p, b.p, shorter) : 0;
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

str
str_trim(str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_from(s, 1);
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t
str_find(str s, str part)
{
	if (part.n == 0)
		return 0;
	if (part.n > SHORT) {
		const char *found = s.n ? memmem(s.p, s.n, part.p, part.n) : NULL;
		return found ? (size_t)(found - s.p) : SIZE_MAX;
	}
	for (size_t at = 0; s.n - at >= part.n; at++) {
		const char *found = memchr(s.p + at, part.p[0], s.n - at - part.n + 1);
		if (!found)
			break;
		at = (size_t)(found - s.p);
		if (memcmp(found, part.p, part.n) == 0)
			return at;
	}
	return SIZE_MAX;
}

bool
str_contains(str s, str part)
{
	return str_find(s, part) != SIZE_MAX;
}

uint64_t
str_hash(str s)
{
	/* FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) on eight bytes at a time; the shift brings the upper ones down
	   to where they are multiplied into everything. */
	uint64_t hash = 0xcbf29ce484222325u ^ s.n;
	while (s.n) {
		uint64_t word = 0;
		size_t n = s.n < sizeof word ? s.n : sizeof word;
		memcpy(&word, s.p, n);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 32;
		s = (str){s.p + n, s.n - n};
	}
	return hash;
}

str
str_cut(str *rest, char separator)
{
	str s = *rest;
	size_t at = str_find_char(s, separator);
	if (at == SIZE_MAX) {
		*rest = (str){0};
		return s;
	}
	*rest = str_from(s, at + 1);
	return (str){s.p, at};
}

char *
str_c(struct arena *arena, str s)
{
	char *copy = arena_bytes(arena, s.n + 1);
	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

str
str_copy(struct arena *arena, str s)
{
	return (str){str_c(arena, s), s.n};
}

str
str_join(struct arena *arena, str a, str b)
{
	char *joined = arena_bytes(arena, a.n + b.n + 1);
	if (a.n)
		memcpy(joined, a.p, a.n);
	if (b.n)
		memcpy(joined + a.n, b.p, b.n);
	joined[a.n + b.n] = '\0';
	return (str){joined, a.n + b.n};
}

str
str_joined(struct arena *arena, const str *parts, size_t n)
{
	size_t length = 0, at = 0;
	for (size_t i = 0; i < n; i++)
		length += parts[i].n;
	char *joined = arena_bytes(arena, length + 1);
	for (size_t i = 0; i < n; i++) {
		if (parts[i].n)
			memcpy(joined + at, parts[i].p, parts[i].n);
		at += parts[i].n;
	}
	joined[length] = '\0';
	return (str){joined, length};
}

str
str_digits(char room[STR_DIGITS], unsigned long long number)
{
	size_t at = STR_DIGITS;
	do
		room[--at] = (char)('0' + number % 10);
	while (number /= 10);
	return (str){room + at, STR_DIGITS - at};
}

str
str_number(struct arena *arena, unsigned long long number)
{
	char room[STR_DIGITS];
	return str_copy(arena, str_digits(room, number));
}

str
str_format(struct arena *arena, const char *format, ...)
{
	char room[FORMATTED];
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int n = vsnprintf(room, sizeof room, format, arguments);
	va_end(arguments);
	size_t length = n < 0 ? 0 : (size_t)n;
	char *text = arena_bytes(arena, length + 1);
	if (length < sizeof room)
		memcpy(text, room, length + 1);
	else
		vsnprintf(text, length + 1, format, again);
	va_end(again);
	return (str){text, length};
}

str
str_fill(struct arena *arena, str pattern, const str *arguments, size_t n)
{
	if (str_find_char(pattern, '{') == SIZE_MAX)
		return pattern;
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < pattern.n; i++) {
		char digit = i + 2 < pattern.n && pattern.p[i] == '{' && pattern.p[i + 2] == '}' ? pattern.p[i + 1] : 0;
		if (digit < '1' || digit > '9' || (size_t)(digit - '1') >= n) {
			buffer_add_char(&out, pattern.p[i]);
			continue;
		}
		buffer_add(&out, arguments[digit - '1']);
		i += 2;
	}
	return buffer_str(&out);
}

bool
strs_have(const struct strs *list, str s)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->items[i], s))
			return true;
	return false;
}
