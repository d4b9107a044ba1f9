/* Block-wise bump allocation. With -DHOSTILE every allocation is a block of its own and is poisoned on reset, so that a
   stale pointer or an overrun meets the sanitizer instead of a neighbour. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* Blocks double as an arena grows, so that a large archive asks seldom. (Asking for large pages of the machine was measured:
   clearing them cost more than it saved.) */
enum { SMALL = 64 * 1024, LARGE = 1024 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

_Noreturn void
out_of_memory(void)
{
	static const char text[] = "protokoll: minnet räckte inte; den publicerade webbplatsen är hel (out of memory)\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(3);
}

static size_t
aligned(size_t size)
{
	size_t unit = alignof(max_align_t);
	return (size + unit - 1) / unit * unit;
}

static void
new_block(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_block))
		out_of_memory();
	struct arena_block *block = malloc(sizeof *block + size);
	if (!block)
		out_of_memory();
	block->older = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->next = block->bytes;
	arena->end = block->bytes + size;
}

#ifndef HOSTILE
/* How large the next block of an arena should be that was asked for `size` bytes. */
static size_t
block_size(const struct arena *arena, size_t size)
{
	size_t usual = arena->blocks ? arena->blocks->size * 2 : SMALL;
	if (usual > LARGE)
		usual = LARGE;
	return size > usual ? size : usual;
}

/* Grows the newest block, which holds nothing but the first `kept` bytes that matter. The system can move a large one
   without copying it. */
static void
grow_block(struct arena *arena, size_t kept, size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	struct arena_block *block = realloc(arena->blocks, sizeof *block + size);
	if (!block)
		out_of_memory();
	block->size = size;
	arena->blocks = block;
	arena->next = block->bytes + kept;
	arena->end = block->bytes + size;
}
#endif

void *
arena_bytes(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = aligned(size ? size : 1);
#ifdef HOSTILE
	new_block(arena, size);
	memset(arena->next, 0xa5, size);
#else
	if (!arena->next || (size_t)(arena->end - arena->next) < size)
		new_block(arena, block_size(arena, size));
#endif
	char *result = arena->next;
	arena->next += size;
	arena->used += size;
	return result;
}

void *
arena_grow_bytes(struct arena *arena, void *memory, size_t old, size_t size)
{
	char *bytes = memory;
#ifndef HOSTILE
	size_t had = aligned(old ? old : 1), wants = aligned(size ? size : 1);
	if (bytes && size >= old && bytes + had == arena->next) {
		bool alone = bytes == arena->blocks->bytes;
		if (alone && wants > arena->blocks->size)
			grow_block(arena, had, wants);
		if (wants - had <= (size_t)(arena->end - arena->next)) {
			arena->next += wants - had;
			arena->used += wants - had;
			return alone ? arena->blocks->bytes : bytes;
		}
	}
#endif
	void *result = arena_bytes(arena, size);
	if (bytes)
		memcpy(result, bytes, old < size ? old : size);
#ifdef HOSTILE
	if (bytes)
		memset(bytes, 0xdb, old); /* who still reads it there shall see it */
#endif
	return result;
}

void *
arena_grow(struct arena *arena, void *memory, size_t old, size_t size)
{
	char *bytes = arena_grow_bytes(arena, memory, old, size);
	size_t kept = memory ? old : 0;
	if (size > kept)
		memset(bytes + kept, 0, size - kept);
	return bytes;
}

static void
release(struct arena_block *block)
{
#ifdef HOSTILE
	memset(block->bytes, 0xdb, block->size);
#endif
	free(block);
}

void
arena_reset(struct arena *arena)
{
#ifdef HOSTILE
	arena_free(arena);
#else
	/* What took several blocks gets one as large as all of them: a loop over documents soon stops asking the system. */
	if (arena->blocks && arena->blocks->older) {
		size_t total = 0;
		for (const struct arena_block *block = arena->blocks; block; block = block->older)
			total += block->size;
		arena_free(arena);
		new_block(arena, total);
	} else if (arena->blocks) {
		arena->next = arena->blocks->bytes;
	}
	arena->used = 0;
#endif
}

void
arena_free(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *older = arena->blocks->older;
		release(arena->blocks);
		arena->blocks = older;
	}
	*arena = (struct arena){0};
}
