/* Open addressing over an insertion-ordered array. */
#include "base/map.h"

#include "base/arena.h"

static uint32_t *
slot_of(const struct map *map, str key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
		if (!map->slots[at])
			return &map->slots[at];
		const struct map_entry *entry = &map->entries[map->slots[at] - 1];
		if (entry->hash == hash && str_eq(entry->key, key))
			return &map->slots[at];
	}
}

static void
rehash(struct map *map, size_t slot_count)
{
	map->slots = arena_array(map->arena, uint32_t, slot_count);
	map->slot_count = slot_count;
	for (size_t i = 0; i < map->n; i++)
		*slot_of(map, map->entries[i].key, map->entries[i].hash) = (uint32_t)i + 1;
}

void *
map_get(const struct map *map, str key)
{
	if (map->n == 0)
		return NULL;
	uint32_t index = *slot_of(map, key, str_hash(key));
	return index ? map->entries[index - 1].value : NULL;
}

void **
map_at(struct map *map, str key)
{
	if ((map->n + 1) * 2 > map->slot_count)
		rehash(map, map->slot_count ? map->slot_count * 2 : 16);
	uint64_t hash = str_hash(key);
	uint32_t *slot = slot_of(map, key, hash);
	if (!*slot) {
		if (map->n == map->cap) {
			size_t cap = map->cap ? map->cap * 2 : 8;
			map->entries = arena_grow(map->arena, map->entries, map->cap * sizeof *map->entries,
			                          cap * sizeof *map->entries);
			map->cap = cap;
		}
		map->entries[map->n++] = (struct map_entry){.key = key, .hash = hash};
		*slot = (uint32_t)map->n;
	}
	return &map->entries[*slot - 1].value;
}
