/* A growable string of bytes that owns its memory in an arena. `buffer.bytes` is never NULL-dereferenced: view it with
   buffer_str(). Appending cannot fail. The view is valid until the next append. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/str.h"

struct arena;

struct buffer {
	struct arena *arena; /* set it: struct buffer out = {.arena = arena}; */
	char *bytes;
	size_t n, cap;
};

/* Where the next n bytes go; they count once buffer->n does. */
char *buffer_room(struct buffer *, size_t n);

void buffer_add_number(struct buffer *, unsigned long long); /* in decimal */
void buffer_add_format(struct buffer *, const char *, ...) __attribute__((format(printf, 2, 3)));
void buffer_clear(struct buffer *); /* empty again, memory kept */
str buffer_str(const struct buffer *);

/* Most of what is written comes through these two, so they stand here for the compiler to put in place. */

static inline void
buffer_add(struct buffer *buffer, str s)
{
	if (s.n == 0)
		return;
	memcpy(buffer->cap - buffer->n >= s.n ? buffer->bytes + buffer->n : buffer_room(buffer, s.n), s.p, s.n);
	buffer->n += s.n;
}

static inline void
buffer_add_char(struct buffer *buffer, char c)
{
	*(buffer->cap > buffer->n ? buffer->bytes + buffer->n : buffer_room(buffer, 1)) = c;
	buffer->n++;
}

/* Appends a string literal. */
#define buffer_lit(buffer, literal) buffer_add((buffer), S(literal))

#endif
