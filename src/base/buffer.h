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

void buffer_add(struct buffer *, str);
void buffer_add_char(struct buffer *, char);
void buffer_add_format(struct buffer *, const char *, ...) __attribute__((format(printf, 2, 3)));
void buffer_clear(struct buffer *); /* empty again, memory kept */
str buffer_str(const struct buffer *);

/* Appends a string literal. */
#define buffer_lit(buffer, literal) buffer_add((buffer), S(literal))

#endif
