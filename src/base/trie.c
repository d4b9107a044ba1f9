/* Building a trie: steps are added, and the table doubles before it is half full. */
#include "base/trie.h"

#include "base/arena.h"

static void
grow(struct trie *trie)
{
	struct trie_step *old = trie->steps;
	size_t n = trie->slot_count;
	trie->slot_count = n ? n * 2 : 64;
	trie->steps = arena_array(trie->arena, struct trie_step, trie->slot_count);
	for (size_t i = 0; i < n; i++)
		if (old[i].child)
			*trie_slot(trie, old[i].node, old[i].token) = old[i];
}

struct trie
trie_new(struct arena *arena)
{
	struct trie trie = {.arena = arena, .node_count = 1};
	grow(&trie);
	return trie;
}

void
trie_join(struct trie *trie, uint32_t node, uint64_t token, uint32_t child)
{
	if ((trie->step_count + 1) * 2 > trie->slot_count)
		grow(trie);
	struct trie_step *step = trie_slot(trie, node, token);
	trie->step_count += !step->child;
	*step = (struct trie_step){token, node, child};
}

uint32_t
trie_add(struct trie *trie, uint32_t node, uint64_t token)
{
	uint32_t child = trie_next(trie, node, token);
	if (!child)
		trie_join(trie, node, token, child = trie->node_count++);
	return child;
}
