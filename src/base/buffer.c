/* Growable strings. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_SIZE = 64 }; /* most are short; a long one grows in place while it is its arena's newest */

static char *
room(struct buffer *buffer, size_t n)
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
buffer_add(struct buffer *buffer, str s)
{
	if (s.n == 0)
		return;
	memcpy(room(buffer, s.n), s.p, s.n);
	buffer->n += s.n;
}

void
buffer_add_char(struct buffer *buffer, char c)
{
	*room(buffer, 1) = c;
	buffer->n++;
}

void
buffer_add_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (n > 0) {
		vsnprintf(room(buffer, (size_t)n + 1), (size_t)n + 1, format, again);
		buffer->n += (size_t)n;
	}
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
