/* Growable strings. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

enum { FIRST_SIZE = 64 }; /* most are short; a long one grows in place while it is its arena's newest */

char *
buffer_room(struct buffer *buffer, size_t n)
{
	if (n > SIZE_MAX / 4 - buffer->n)
		out_of_memory();
	size_t wanted = buffer->n + n;
	if (wanted > buffer->cap) {
		size_t cap = buffer->cap ? buffer->cap : FIRST_SIZE;
		while (cap < wanted)
			cap *= 2;
		buffer->bytes = arena_grow_bytes(buffer->arena, buffer->bytes, buffer->cap, cap);
		buffer->cap = cap;
	}
	return buffer->bytes + buffer->n;
}

void
buffer_add_number(struct buffer *buffer, unsigned long long number)
{
	char room[STR_DIGITS];
	buffer_add(buffer, str_digits(room, number));
}

void
buffer_add_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	size_t left = buffer->cap - buffer->n;
	int n = vsnprintf(left ? buffer->bytes + buffer->n : NULL, left, format, arguments);
	va_end(arguments);
	if (n > 0 && (size_t)n >= left)
		vsnprintf(buffer_room(buffer, (size_t)n + 1), (size_t)n + 1, format, again);
	if (n > 0)
		buffer->n += (size_t)n;
	va_end(again);
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->n = 0;
}

str
buffer_str(const struct buffer *buffer)
{
	return (str){buffer->bytes, buffer->n};
}
