/* Finding phrases however they are written: paths of folded words through a trie, and a filter of first letters before
   it that spares most words the look-up. */
#include "base/forms.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/trie.h"
#include "base/vec.h"

enum {
	LONGEST_PHRASE = 32, /* words; of a longer phrase its beginning is looked for */
	LONGEST_SIGNS = 8, /* signs between two words of a phrase */
	LATIN_END = 0x180, /* below it what a character counts as is looked up */
	NO_WORD = 0, /* what a character counts as that is part of no word, */
	NO_LETTER = 1, /* and one that is not seen within a word: marks, invisible characters, U+00AD */
	LETTER_CLASSES = 38, /* of the filter: none, a-z, 0-9, any other */
	NOT_ASCII = 255, /* in place of such a class */
	SHARP_S = 0xdf,
	LETTER_AE = 0xe6,
	LETTER_O_SLASH = 0xf8,
	SOFT_HYPHEN = 0xad,
	FIRST_LIGATURE = 0xfb00,
};

/* What ends at a node. The greater decides where several do. */
enum rank { RANK_NONE, RANK_ALLOWED_GENITIVE, RANK_ALLOWED, RANK_WANTED_GENITIVE, RANK_WANTED };

struct node {
	enum rank rank;
	uint32_t value;
};

struct forms {
	struct arena *arena;
	struct trie trie; /* a step is a word and the signs before it */
	VEC(struct node) nodes; /* by the trie's numbers */
	bool any; /* a phrase is looked for */
	uint16_t latin[LATIN_END]; /* what these characters count as */
	uint8_t classes[256]; /* of letters that are one byte; 0 for other signs */
	uint8_t filter[(LETTER_CLASSES * LETTER_CLASSES * LETTER_CLASSES + 7) / 8];
};

/* A word of the text, folded. */
struct word {
	size_t start, end;
	uint64_t hash;
	uint32_t last; /* letter */
};

/* The longest form that begins at a word. */
struct reached {
	enum rank rank;
	uint32_t value;
	size_t end;
};

static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

/* ---- letters ---- */

/* FNV-1a over letters: http://www.isthe.com/chongo/tech/comp/fnv/ */
#define HASH_START 0xcbf29ce484222325u

static uint64_t
mix(uint64_t hash, uint32_t letter)
{
	return (hash ^ letter) * 0x100000001b3u;
}

static bool
is_hyphen(uint32_t code)
{
	return code == '-' || code == 0x2010 || code == 0x2011; /* the hyphen and the one that does not break */
}

/* What a character counts as: NO_WORD, NO_LETTER or a letter. */
static uint32_t
kind_of(uint32_t code)
{
	if (code == '_' || code == 0xfffd)
		return NO_WORD;
	if (code == SOFT_HYPHEN || text_is_mark(code) || text_is_invisible(code))
		return NO_LETTER;
	if (!text_is_word(code))
		return NO_WORD;
	uint32_t base = text_base(code);
	return base == LETTER_O_SLASH ? 'o' : base;
}

static uint8_t
letter_class(uint32_t letter)
{
	if (letter - 'a' < 26)
		return (uint8_t)(1 + letter - 'a');
	if (letter - '0' < 10)
		return (uint8_t)(27 + letter - '0');
	return LETTER_CLASSES - 1;
}

static void
fill_tables(struct forms *forms)
{
	for (uint32_t code = 0; code < LATIN_END; code++)
		forms->latin[code] = (uint16_t)kind_of(code);
	for (unsigned byte = 0; byte < 256; byte++) {
		uint32_t kind = forms->latin[byte];
		forms->classes[byte] = byte >= 0x80 ? NOT_ASCII : kind == NO_WORD ? 0 : letter_class(kind);
	}
}

static uint8_t
class_at(const struct forms *forms, str text, size_t at)
{
	return at < text.n ? forms->classes[(unsigned char)text.p[at]] : 0;
}

/* What the character at *at counts as; moves past it. */
static uint32_t
next_kind(const struct forms *forms, str text, size_t *at)
{
	unsigned char byte = (unsigned char)text.p[*at];
	if (byte < 0x80) {
		(*at)++;
		return forms->latin[byte];
	}
	uint32_t code = text_next(text, at);
	if (code < LATIN_END)
		return forms->latin[code];
	bool punctuation = code >= 0x2010 && code <= 0x2027;
	return punctuation ? NO_WORD : kind_of(code);
}

/* The letters that one letter is looked for as. Returns how many. */
static size_t
spelled_out(uint32_t letter, uint32_t out[3])
{
	out[0] = letter;
	if (letter == LETTER_AE || letter == SHARP_S) {
		out[0] = letter == SHARP_S ? 's' : 'a';
		out[1] = letter == SHARP_S ? 's' : 'e';
		return 2;
	}
	if (letter < FIRST_LIGATURE || letter - FIRST_LIGATURE >= sizeof ligatures / sizeof *ligatures)
		return 1;
	const char *letters = ligatures[letter - FIRST_LIGATURE];
	size_t n = 0;
	for (; letters[n]; n++)
		out[n] = (unsigned char)letters[n];
	return n;
}

/* Where the next word begins, or the end. */
static size_t
find_word(const struct forms *forms, str text, size_t at)
{
	for (size_t next; at < text.n; at = next) {
		while (at < text.n && class_at(forms, text, at) == 0)
			at++;
		next = at;
		if (at < text.n && next_kind(forms, text, &next) > NO_LETTER)
			break;
	}
	return at;
}

static size_t
skip_word(const struct forms *forms, str text, size_t at)
{
	for (size_t next; at < text.n; at = next) {
		while ((uint8_t)(class_at(forms, text, at) - 1) < LETTER_CLASSES)
			at++;
		next = at;
		if (at == text.n || next_kind(forms, text, &next) == NO_WORD)
			break;
	}
	return at;
}

static struct word
take_word(const struct forms *forms, str text, size_t start)
{
	struct word word = {start, start, HASH_START, 0};
	for (size_t next = start; next < text.n; word.end = next) {
		uint32_t kind = next_kind(forms, text, &next), letters[3];
		if (kind == NO_WORD)
			break;
		if (kind == NO_LETTER)
			continue;
		size_t n = spelled_out(kind, letters);
		for (size_t i = 0; i < n; i++)
			word.hash = mix(word.hash, letters[i]);
		word.last = letters[n - 1];
	}
	return word;
}

/* The apostrophe is that of "O'Neill". */
static bool
is_separator(uint32_t code)
{
	return code == '_' || code == '.' || code == '+' || code == '\'' || code == 0x2019 || is_hyphen(code);
}

/* What stands between a word and the next one, as a hash of its signs: 0 for what separates the words of any phrase;
   other signs count only where the phrase itself is written with them ("Berg, Ann"). Moves to the next word; false when
   there is none or too much is between. */
static bool
take_gap(const struct forms *forms, str text, size_t *at, uint64_t *gap)
{
	size_t spaces = 0, signs = 0, separators = 0, emphasis = 0;
	uint64_t hash = HASH_START, others = HASH_START; /* others: without those that stand for a space in addresses */
	for (size_t next = *at; next < text.n; *at = next) {
		uint32_t kind = next_kind(forms, text, &next);
		size_t start = *at;
		if (kind > NO_LETTER)
			break;
		uint32_t code = kind == NO_LETTER ? 0 : text_next(text, &start);
		if (code == 0)
			continue;
		if (text_is_space(code)) {
			spaces++;
			continue;
		}
		if (++signs > LONGEST_SIGNS)
			return false;
		hash = mix(hash, code);
		others = code == '_' || code == '+' ? others : mix(others, code);
		emphasis += code == '*' || code == '_' || code == '`' || code == '~';
		separators += is_separator(code);
	}
	bool plain = spaces ? signs == emphasis : signs == 1 && separators == 1;
	*gap = plain ? 0 : spaces ? hash : others;
	return *at < text.n && spaces + signs > 0;
}

/* ---- the filter ---- */

static size_t
filter_bit(size_t first, size_t second, size_t third)
{
	return (first * LETTER_CLASSES + second) * LETTER_CLASSES + (second ? third : 0);
}

/* By the first three letters of the word at `at`. */
static size_t
filter_bit_at(const struct forms *forms, str text, size_t at)
{
	size_t classes[3] = {0}, n = 0;
	while (n < 3 && at < text.n) {
		uint32_t kind = next_kind(forms, text, &at), letters[3];
		if (kind == NO_WORD)
			break;
		size_t count = kind == NO_LETTER ? 0 : spelled_out(kind, letters);
		for (size_t i = 0; i < count && n < 3; i++)
			classes[n++] = letter_class(letters[i]);
	}
	return filter_bit(classes[0], classes[1], classes[2]);
}

/* A genitive -s may follow a word of one or two letters. */
static void
add_to_filter(struct forms *forms, str phrase, size_t at)
{
	size_t bit = filter_bit_at(forms, phrase, at);
	size_t s = letter_class('s'), with_s = bit;
	if (bit % LETTER_CLASSES == 0)
		with_s = bit / LETTER_CLASSES % LETTER_CLASSES ? bit + s : bit + s * LETTER_CLASSES;
	forms->filter[bit >> 3] |= (uint8_t)(1u << (bit & 7));
	forms->filter[with_s >> 3] |= (uint8_t)(1u << (with_s & 7));
}

/* False for most words that begin no form. */
static bool
may_begin(const struct forms *forms, str text, size_t at)
{
	uint8_t first = class_at(forms, text, at), second = class_at(forms, text, at + 1);
	uint8_t third = class_at(forms, text, at + 2);
	bool ascii = first != NOT_ASCII && second != NOT_ASCII && (third != NOT_ASCII || second == 0);
	size_t bit = ascii ? filter_bit(first, second, third) : filter_bit_at(forms, text, at);
	return forms->filter[bit >> 3] >> (bit & 7) & 1;
}

/* ---- the table ---- */

/* The token of a word after a gap. */
static uint64_t
token_of(uint64_t word, uint64_t gap)
{
	return word ^ gap * 0x9e3779b97f4a7c15u;
}

/* A phrase that is written with signs is found with them and without. */
static uint32_t
child_of(struct forms *forms, uint32_t node, uint64_t word, uint64_t gap)
{
	uint32_t child = trie_add(&forms->trie, node, word);
	if (gap)
		trie_join(&forms->trie, node, token_of(word, gap), child);
	while (forms->nodes.n < forms->trie.node_count)
		vec_push(forms->arena, &forms->nodes, (struct node){0});
	return child;
}

static void
mark_end(struct forms *forms, uint32_t node, enum rank rank, uint32_t value)
{
	if (rank > forms->nodes.items[node].rank)
		forms->nodes.items[node] = (struct node){rank, value};
}

/* `rank` and, for the genitive, the one below it. Returns false when the phrase has no word. */
static bool
add_phrase(struct forms *forms, str phrase, enum rank rank, uint32_t value)
{
	size_t at = find_word(forms, phrase, 0);
	if (at == phrase.n)
		return false;
	add_to_filter(forms, phrase, at);
	uint32_t node = TRIE_ROOT, before = TRIE_ROOT;
	uint64_t gap = 0, last_gap = 0;
	struct word word = {0};
	for (size_t i = 0; i < LONGEST_PHRASE; i++) {
		word = take_word(forms, phrase, at);
		before = node;
		last_gap = gap;
		node = child_of(forms, node, word.hash, gap);
		at = word.end;
		if (!take_gap(forms, phrase, &at, &gap) && (at = find_word(forms, phrase, at)) == phrase.n)
			break;
	}
	mark_end(forms, node, rank, value);
	if (word.last != 's' && word.last != 'x' && word.last != 'z')
		mark_end(forms, child_of(forms, before, mix(word.hash, 's'), last_gap), rank - 1, value);
	return true;
}

struct forms *
forms_new(struct arena *arena)
{
	struct forms *forms = arena_new(arena, struct forms);
	forms->arena = arena;
	fill_tables(forms);
	forms->trie = trie_new(arena);
	return forms;
}

void
forms_add(struct forms *forms, str phrase, uint32_t value)
{
	if (add_phrase(forms, phrase, RANK_WANTED, value))
		forms->any = true;
}

void
forms_allow(struct forms *forms, str phrase)
{
	add_phrase(forms, phrase, RANK_ALLOWED, 0);
}

bool
forms_are_empty(const struct forms *forms)
{
	return !forms || !forms->any;
}

/* ---- searching ---- */

/* Whether a hyphen makes the words around it one name: both begin with a capital. */
static bool
joins_names(str text, size_t before, size_t after)
{
	return text_is_upper(text_next(text, &before)) && text_is_upper(text_next(text, &after));
}

/* Where the word begins that ends at `end`. */
static size_t
word_start(const struct forms *forms, str text, size_t end)
{
	for (;;) {
		size_t start = end, at;
		while (start > 0 && end - start < 4 && ((unsigned char)text.p[--start] & 0xc0) == 0x80)
			;
		at = start;
		if (start == end || next_kind(forms, text, &at) == NO_WORD || at != end)
			return end;
		end = start;
	}
}

/* "Ann Berg" in "Mary-Ann Berg" and "Ann Berg-Larsson". */
static bool
is_part_of_a_name(const struct forms *forms, str text, size_t start, struct word last)
{
	if (start > 0 && is_hyphen(text_before(text, start))) {
		size_t hyphen = start - (text.p[start - 1] == '-' ? 1 : 3);
		if (joins_names(text, word_start(forms, text, hyphen), start))
			return true;
	}
	size_t after = last.end;
	return last.end < text.n && is_hyphen(text_next(text, &after)) && joins_names(text, last.start, after);
}

/* Between the words of a file name or an address hyphens stand for spaces, and so they do around them. */
static bool
is_hyphen_gap(str text, size_t start, size_t end)
{
	size_t at = start;
	return is_hyphen(text_next(text, &at)) && at == end;
}

static struct reached
walk(const struct forms *forms, str text, size_t start)
{
	struct reached best = {0};
	uint32_t node = TRIE_ROOT;
	uint64_t gap = 0;
	bool spaces = false, hyphens = false;
	for (size_t at = start;;) {
		struct word word = take_word(forms, text, at);
		node = trie_next(&forms->trie, node, token_of(word.hash, gap));
		if (!node)
			return best;
		const struct node *ending = &forms->nodes.items[node];
		bool slug = hyphens && !spaces;
		if (ending->rank && (slug || !is_part_of_a_name(forms, text, start, word)))
			best = (struct reached){ending->rank, ending->value, word.end};
		at = word.end;
		if (!take_gap(forms, text, &at, &gap))
			return best;
		if (is_hyphen_gap(text, word.end, at))
			hyphens = true;
		else
			spaces = true;
	}
}

/* `at`, or the end of the word when it stands inside one. */
static size_t
outside_words(const struct forms *forms, str text, size_t at)
{
	if (at == 0 || at >= text.n || word_start(forms, text, at) == at)
		return at;
	return skip_word(forms, text, at);
}

bool
forms_next(const struct forms *forms, str text, size_t *at, struct form_match *match)
{
	/* The end of an allowed phrase: what lies in it is none, what goes on after it may be one. */
	size_t covered = 0;
	size_t start = forms_are_empty(forms) ? text.n : outside_words(forms, text, *at);
	for (;; start = skip_word(forms, text, start)) {
		start = find_word(forms, text, start < text.n ? start : text.n);
		if (start == text.n)
			break;
		if (!may_begin(forms, text, start))
			continue;
		struct reached reached = walk(forms, text, start);
		if (reached.end <= covered)
			continue;
		if (reached.rank <= RANK_ALLOWED) {
			covered = reached.end;
			continue;
		}
		*match = (struct form_match){start, reached.end, reached.value};
		*at = reached.end;
		return true;
	}
	*at = text.n;
	return false;
}

/* ---- what is around a match ---- */

static bool
is_blank(str text, size_t at)
{
	return at < text.n && (text.p[at] == ' ' || text.p[at] == '\t');
}

/* Where an allowed phrase ends that begins at a word; 0. */
static size_t
allowed_end(const struct forms *forms, str text, size_t start)
{
	struct reached reached = may_begin(forms, text, start) ? walk(forms, text, start) : (struct reached){0};
	return reached.rank == RANK_ALLOWED || reached.rank == RANK_ALLOWED_GENITIVE ? reached.end : 0;
}

bool
forms_joins_two(const struct forms *forms, str text, const struct form_match *match)
{
	size_t before_end = match->start, after = match->end;
	while (before_end > 0 && is_blank(text, before_end - 1))
		before_end--;
	while (is_blank(text, after))
		after++;
	size_t before = before_end < match->start ? word_start(forms, text, before_end) : before_end;
	if (before > 0 && text.p[before - 1] == '\\' && before < before_end && text.p[before] == 'n')
		before++; /* JSON's line break: "\nAnna Ek, Per" */
	size_t after_end = after > match->end ? skip_word(forms, text, after) : after;
	if (before < before_end && allowed_end(forms, text, before) > match->start)
		return true;
	size_t last = word_start(forms, text, match->end);
	if (after < after_end && allowed_end(forms, text, last) > match->end)
		return true;
	return text_is_capitalised(str_slice(text, before, before_end)) &&
	       text_is_capitalised(str_slice(text, after, after_end));
}
