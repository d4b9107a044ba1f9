/* Compounds are cut at most once, at the cut that gives the longest last part: the head of a Swedish compound stands last. */
#include "index/compounds.h"

#include "base/arena.h"
#include "base/stem.h"
#include "base/text.h"

enum { SHORTEST_FIRST = 3, SHORTEST_LAST = 4, LONGEST_WORD = 60 };

struct compounds {
	struct map words; /* folded, as they stand */
	struct map stems; /* of those words that can be a last part */
	struct map parts; /* folded compound -> struct strs of two, or NULL */
};

/* The next word of letters at or after *at, as it stands; false at the end. Hyphens end words: their parts are words. */
static bool
next_word(str text, size_t *at, str *word)
{
	size_t start = SIZE_MAX;
	while (*at < text.n) {
		size_t before = *at;
		bool letter = text_is_letter(text_next(text, at));
		if (letter && start == SIZE_MAX)
			start = before;
		if (!letter && start != SIZE_MAX) {
			*word = str_slice(text, start, before);
			return true;
		}
	}
	*word = str_from(text, start == SIZE_MAX ? text.n : start);
	return start != SIZE_MAX;
}

static void
add_words(struct arena *arena, struct compounds *compounds, str text)
{
	size_t at = 0;
	for (str word; next_word(text, &at, &word);) {
		if (word.n < SHORTEST_FIRST || word.n > LONGEST_WORD)
			continue;
		str folded = text_fold(arena, word);
		if (!map_get(&compounds->words, folded))
			*map_at(&compounds->words, folded) = (void *)folded.p;
	}
}

static void
add_stems(struct arena *arena, struct stemmer *stemmer, struct compounds *compounds)
{
	for (size_t i = 0; i < compounds->words.n; i++) {
		str word = compounds->words.entries[i].key;
		if (word.n >= SHORTEST_LAST)
			*map_at(&compounds->stems, stem(stemmer, arena, word)) = (void *)word.p;
	}
}

/* The word that the first part is a form of in compounds: itself, with the s of composition ("verksamhetschef"), or
   without its last vowel ("skolchef", "gatukontor"). Empty when the archive has no such word. */
static str
first_word(struct arena *arena, const struct compounds *compounds, str first)
{
	static const char *const endings[] = {"", "a", "e", "an", "or"};
	str bare = str_ends(first, S("s")) ? str_slice(first, 0, first.n - 1) : first;
	if (map_get(&compounds->words, first))
		return first;
	if (bare.n >= SHORTEST_FIRST && map_get(&compounds->words, bare))
		return bare;
	for (size_t i = 1; i < sizeof endings / sizeof *endings; i++) {
		str whole = str_join(arena, first, str_of(endings[i]));
		if (map_get(&compounds->words, whole))
			return whole;
	}
	return (str){0};
}

/* Whether an offset stands between characters. */
static bool
is_boundary(str word, size_t at)
{
	return ((unsigned char)word.p[at] & 0xc0) != 0x80;
}

static struct strs *
cut(struct arena *arena, struct stemmer *stemmer, const struct compounds *compounds, str word)
{
	for (size_t at = SHORTEST_FIRST; at + SHORTEST_LAST <= word.n; at++) {
		if (!is_boundary(word, at))
			continue;
		str last = str_from(word, at);
		if (!map_get(&compounds->stems, stem(stemmer, arena, last)))
			continue;
		str first = first_word(arena, compounds, str_slice(word, 0, at));
		if (!first.n)
			continue;
		struct strs *parts = arena_new(arena, struct strs);
		vec_push(arena, parts, first);
		vec_push(arena, parts, last);
		return parts;
	}
	return NULL;
}

const struct compounds *
compounds_new(struct arena *arena, const struct archive *archive, const struct body *const *bodies)
{
	struct compounds *compounds = arena_new(arena, struct compounds);
	compounds->words.arena = compounds->stems.arena = compounds->parts.arena = arena;
	for (size_t i = 0; i < archive->documents.n; i++)
		for (size_t k = 0; bodies[i] && k < bodies[i]->items.n; k++) {
			add_words(arena, compounds, bodies[i]->items.items[k].title);
			add_words(arena, compounds, bodies[i]->items.items[k].text);
		}
	struct stemmer *stemmer = stemmer_new();
	add_stems(arena, stemmer, compounds);
	for (size_t i = 0; i < compounds->words.n; i++) {
		str word = compounds->words.entries[i].key;
		struct strs *parts = cut(arena, stemmer, compounds, word);
		if (parts)
			*map_at(&compounds->parts, word) = parts;
	}
	stemmer_free(stemmer);
	return compounds;
}

/* The parts of a word, and theirs: "distansundervisningsplan" is also found by "undervisning". Parts are shorter than what
   they are parts of, so this ends. */
static void
add_parts(const struct compounds *compounds, struct map *seen, str word, struct strs *parts)
{
	const struct strs *found = map_get(&compounds->parts, word);
	for (size_t i = 0; found && i < found->n; i++) {
		str part = found->items[i];
		if (map_get(seen, part))
			continue;
		*map_at(seen, part) = parts;
		vec_push(seen->arena, parts, part);
		if (part.n < word.n)
			add_parts(compounds, seen, part, parts);
	}
}

void
compounds_parts(const struct compounds *compounds, struct arena *arena, str text, struct strs *parts)
{
	struct map seen = {.arena = arena};
	for (size_t i = 0; i < parts->n; i++)
		*map_at(&seen, parts->items[i]) = parts;
	size_t at = 0;
	for (str word; next_word(text, &at, &word);)
		if (word.n >= SHORTEST_FIRST + SHORTEST_LAST && word.n <= LONGEST_WORD)
			add_parts(compounds, &seen, text_fold(arena, word), parts);
}
