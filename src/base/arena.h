/* Memory that is given back all at once. Two lifetimes exist in the program: the build and the document or page being
   worked on. An arena argument in a signature means "the result lives there". */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <string.h>

struct arena_block;

/* A zeroed arena is valid and empty. One thread uses an arena at a time. */
struct arena {
	struct arena_block *blocks; /* newest first */
	char *next;                 /* first free byte of the newest block */
	char *end;
	size_t used;                /* bytes handed out since the last reset */
};

/* Returns `size` zeroed bytes, aligned for any type. Cannot fail: when the machine has no memory left the process ends
   through out_of_memory(). */
static inline void *arena_alloc(struct arena *, size_t size);

/* The same for memory that the caller fills whole before it reads it: the bytes are not zeroed. */
void *arena_bytes(struct arena *, size_t size);

/* Grows an allocation of `old` bytes to `size` bytes, in place when it was the newest one. The new bytes are zero. */
void *arena_grow(struct arena *, void *, size_t old, size_t size);
void *arena_grow_bytes(struct arena *, void *, size_t old, size_t size); /* the new bytes are not zeroed */

/* Forgets everything allocated but keeps the memory for the next round. */
void arena_reset(struct arena *);

/* Gives the memory back. The arena is valid and empty afterwards. */
void arena_free(struct arena *);

/* The one place that decides what happens without memory: says so on stderr and ends the process with exit status 3
   (the machine refused). The site that is published is whole then, old or (after the swap) new. */
_Noreturn void out_of_memory(void);

static inline void *
arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_bytes(arena, size), 0, size);
}

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (count)))

#endif
