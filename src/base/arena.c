/* Block-wise bump allocation. With -DHOSTILE every allocation is a block of its own and is poisoned on reset, so that a
   stale pointer or an overrun meets the sanitizer instead of a neighbour. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

_Noreturn void
out_of_memory(void)
{
	static const char text[] = "protokoll: minnet räckte inte; inget har publicerats (out of memory)\n";
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

static struct arena_block *
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
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = aligned(size ? size : 1);
#ifdef HOSTILE
	new_block(arena, size);
#else
	if (!arena->next || (size_t)(arena->end - arena->next) < size)
		new_block(arena, size > BLOCK_SIZE ? size : BLOCK_SIZE);
#endif
	char *result = arena->next;
	arena->next += size;
	arena->used += size;
	memset(result, 0, size);
	return result;
}

void *
arena_grow(struct arena *arena, void *memory, size_t old, size_t size)
{
	char *bytes = memory;
	size_t had = aligned(old ? old : 1), wants = aligned(size ? size : 1);
#ifndef HOSTILE
	if (bytes && size >= old && bytes + had == arena->next && wants - had <= (size_t)(arena->end - arena->next)) {
		memset(bytes + old, 0, wants - old);
		arena->next += wants - had;
		arena->used += wants - had;
		return bytes;
	}
#else
	(void)had;
	(void)wants;
#endif
	void *result = arena_alloc(arena, size);
	if (bytes)
		memcpy(result, bytes, old < size ? old : size);
	return result;
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
	/* The largest block stays: a loop over documents soon stops asking the system for memory. */
	struct arena_block *keep = NULL;
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->older;
#ifndef HOSTILE
		if (!keep || block->size > keep->size) {
			struct arena_block *smaller = keep;
			keep = block;
			block = smaller;
		}
#endif
		if (block)
			release(block);
	}
	*arena = (struct arena){.blocks = keep};
	if (keep) {
		keep->older = NULL;
		arena->next = keep->bytes;
		arena->end = keep->bytes + keep->size;
	}
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
