/* A hash map from a slice to a pointer, in an arena. Keys are borrowed. Iterating goes in the order of insertion, so
   nothing that is written out can depend on the hash. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

struct map_entry {
	str key;
	void *value;
	uint64_t hash; /* of the key */
};

struct map {
	struct arena *arena;       /* set it: struct map m = {.arena = arena}; */
	struct map_entry *entries; /* n of them, in the order of insertion */
	size_t n, cap;
	uint32_t *slots;           /* index + 1 into entries, 0 when free */
	size_t slot_count;         /* a power of two, or 0 */
};

void *map_get(const struct map *, str key); /* NULL when absent */

/* The place of the key's value, made (NULL inside) when absent. Valid until the next map_at of a new key. */
void **map_at(struct map *, str key);

#endif
