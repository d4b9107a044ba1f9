/* A trie of phrases whose edges are hashes of words: all its steps stand in one hash table. Nodes are numbers, counted from the
   root; what ends at them is the owner's, in an array of its own. */
#ifndef BASE_TRIE_H
#define BASE_TRIE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { TRIE_ROOT };

struct trie {
	struct arena *arena;
	struct trie_step *steps; /* open addressing; slot_count is a power of two */
	size_t step_count, slot_count;
	uint32_t node_count;
};

/* From a node, by a token, to a node. */
struct trie_step {
	uint64_t token;
	uint32_t node, child; /* child 0: a free slot, since no step leads to the root */
};

/* One with a root and nothing else, in the arena. */
struct trie trie_new(struct arena *);

/* The node that the step leads to, made when there is no such step. */
uint32_t trie_add(struct trie *, uint32_t node, uint64_t token);

/* Another step to a node that is there already. */
void trie_join(struct trie *, uint32_t node, uint64_t token, uint32_t child);

/* The slot of the step, or the free one where it would be. In the header because it is what finding names costs. */
static inline struct trie_step *
trie_slot(const struct trie *trie, uint32_t node, uint64_t token)
{
	size_t mask = trie->slot_count - 1;
	size_t at = (size_t)(token ^ (token >> 29) ^ ((uint64_t)node * 0x9e3779b97f4a7c15u)) & mask;
	while (trie->steps[at].child && (trie->steps[at].node != node || trie->steps[at].token != token))
		at = (at + 1) & mask;
	return &trie->steps[at];
}

/* The node that the step leads to, or 0. */
static inline uint32_t
trie_next(const struct trie *trie, uint32_t node, uint64_t token)
{
	return trie_slot(trie, node, token)->child;
}

#endif
