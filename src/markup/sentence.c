/* Where sentences begin and end in running Swedish text. What ends none is told by the word before the full stop:
   abbreviations, initials and ordinals. */
#include "markup/sentence.h"

#include <string.h>

#include "base/text.h"

enum { WORD_MAX = 16, ABBREVIATION_MAX = 6 /* bytes of the longest one without dots */ };

#define W(word) {word, sizeof(word) - 1}

/* Words that are cut short by a full stop and followed by what they belong to. Those with dots inside ("t.ex.", "s.k.")
   are known by their shape. */
static const str abbreviations[] = {
    W("adj"), W("ang"), W("anm"), W("ansv"), W("apr"), W("aug"), W("avd"), W("bitr"), W("bl"), W("bl.a"), W("ca"),
    W("dec"), W("dnr"), W("doc"), W("dr"), W("dvs"), W("enl"), W("ev"), W("evt"), W("ex"), W("exkl"), W("f.d"),
    W("feb"), W("febr"), W("fig"), W("fr"), W("fr.o.m"), W("fre"), W("föreg"), W("förf"), W("gm"), W("hr"),
    W("inkl"), W("jan"), W("jfr"), W("kap"), W("kl"), W("lör"), W("mr"), W("mrs"), W("mån"), W("nov"), W("nr"),
    W("nuv"), W("näml"), W("okt"), W("ons"), W("ordf"), W("pga"), W("pkt"), W("prel"), W("prof"), W("rekt"),
    W("resp"), W("s"), W("sek"), W("sekr"), W("sep"), W("sept"), W("sid"), W("skr"), W("stf"), W("sön"), W("tel"), W("tex"),
    W("tf"), W("tfn"), W("tis"), W("tors"), W("utg"), W("v"), W("åk"), W("övr"),
};

/* Abbreviations at the end of an enumeration: what follows with a capital is a new sentence. */
static const str closing_abbreviations[] = {
    W("e.d"), W("e.dyl"), W("e.m"), W("f.m"), W("m.fl"), W("m.m"), W("m.v"), W("o.d"), W("o.dyl"), W("o.s.v"),
};

/* Before a number that counts or names something, and is no ordinal: "kl. 9.", "åk 6." */
static const str before_cardinals[] = {
    W("kl"), W("klockan"), W("åk"), W("årskurs"), W("klass"), W("sal"), W("rum"), W("nr"), W("nummer"), W("sid"),
    W("sida"), W("kap"), W("v"), W("vecka"), W("plan"),
};

static bool
is_among(const str *words, size_t n, str word)
{
	for (size_t i = 0; word.n && i < n; i++)
		if (word.n == words[i].n && word.p[0] == words[i].p[0] && str_eq(word, words[i]))
			return true;
	return false;
}

#define is_in(table, word) is_among((table), sizeof(table) / sizeof *(table), (word))

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* The word before the offset, from the last white space, without brackets and quotation marks at its head. */
static str
word_before(str text, size_t start, size_t end)
{
	size_t from = end;
	while (from > start && !is_white(text.p[from - 1]))
		from--;
	while (from < end) {
		size_t next = from;
		if (text_is_word(text_next(text, &next)))
			break;
		from = next;
	}
	return str_slice(text, from, end);
}

/* The word in small letters, in `small`; empty when it is longer than any of ours. */
static str
in_small_letters(str word, char small[WORD_MAX])
{
	if (word.n == 0 || word.n > WORD_MAX)
		return (str){0};
	memcpy(small, word.p, word.n);
	for (size_t i = 0; i < word.n; i++) {
		if (small[i] >= 'A' && small[i] <= 'Z')
			small[i] = (char)(small[i] + ('a' - 'A'));
		else if (i > 0 && (unsigned char)small[i - 1] == 0xc3 && (unsigned char)small[i] < 0xa0)
			small[i] = (char)((unsigned char)small[i] + 0x20); /* Å, Ä, Ö */
	}
	return (str){small, word.n};
}

/* "t.ex", "p.g.a", "A.B": parts of one or two letters between dots; "A": an initial. */
static bool
is_dotted(str word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.n;) {
		uint32_t code = text_next(word, &at);
		if (code == '.' || code == '-') {
			letters = 0;
			continue;
		}
		if (!text_is_letter(code) || ++letters > 2)
			return false;
	}
	size_t at = 0;
	bool initial = text_is_upper(text_next(word, &at)) && at == word.n;
	return initial || str_find_char(word, '.') != SIZE_MAX;
}

/* "J-E", "P-O": initials with a hyphen. */
static bool
is_double_initial(str word)
{
	size_t at = 0;
	if (!text_is_upper(text_next(word, &at)) || at >= word.n || word.p[at++] != '-')
		return false;
	return text_is_upper(text_next(word, &at)) && at == word.n;
}

static bool
is_ordinal(str text, size_t start, str word)
{
	if (word.n == 0 || word.n > 2)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (!text_is_digit((unsigned char)word.p[i]))
			return false;
	size_t end = (size_t)(word.p - text.p);
	while (end > start && is_white(text.p[end - 1]))
		end--;
	if (end > start && text.p[end - 1] == '.')
		end--;
	char small[WORD_MAX];
	return !is_in(before_cardinals, in_small_letters(word_before(text, start, end), small));
}

/* Whether a full stop at `stop` belongs to the word before it. */
static bool
belongs_to_word(str text, size_t start, size_t stop)
{
	str word = word_before(text, start, stop);
	if (word.n > ABBREVIATION_MAX && str_find_char(word, '.') == SIZE_MAX && str_find_char(word, '-') == SIZE_MAX)
		return false; /* most words that end a sentence */
	char small[WORD_MAX];
	str lower = in_small_letters(word, small);
	if (is_in(closing_abbreviations, lower))
		return false;
	return is_in(abbreviations, lower) || is_dotted(word) || is_double_initial(word) ||
	       is_ordinal(text, start, word);
}

/* Length of the sign at an offset that may end a sentence, or 0. */
static size_t
terminator(str text, size_t at)
{
	switch (text.p[at]) {
	case '.':
	case '!':
	case '?':
		return 1;
	case '\xe2': /* the first byte of an ellipsis */
		return str_starts(str_from(text, at), S("…")) ? S("…").n : 0;
	default:
		return 0;
	}
}

static bool
is_closing_sign(uint32_t code)
{
	return code == ')' || code == ']' || code == '"' || code == '\'' || code == 0x201d || code == 0x2019 || code == 0xbb;
}

static bool
is_opening_sign(uint32_t code)
{
	return code == '(' || code == '[' || code == '"' || code == '\'' || code == 0x201d || code == 0x201c ||
	       code == 0x2019 || code == 0xbb || code == 0xab;
}

static size_t
after_white(str text, size_t at)
{
	while (at < text.n && is_white(text.p[at]))
		at++;
	return at;
}

/* The end of the sentence whose last signs begin at `at`, or SIZE_MAX when they end none. `*next` is where to go on. */
static size_t
end_at(str text, size_t start, size_t at, size_t *next)
{
	size_t end = at, signs = 0;
	for (size_t n; end < text.n && (n = terminator(text, end)); signs++)
		end += n;
	*next = end;
	bool full_stop = signs == 1 && text.p[at] == '.';
	for (size_t after = end; after < text.n && is_closing_sign(text_next(text, &after));)
		end = after;
	if (end < text.n && !is_white(text.p[end]))
		return SIZE_MAX;
	size_t follows = after_white(text, end);
	uint32_t code = follows < text.n ? text_next(text, &follows) : 0;
	while (follows < text.n && is_opening_sign(code))
		code = text_next(text, &follows);
	if (text_is_lower(code) || (full_stop && code && belongs_to_word(text, start, at)))
		return SIZE_MAX;
	*next = end;
	return end;
}

/* Full stops inside marks and code are no signs of the text. */
static bool
is_sign_of_text(const struct flow *flow, size_t at)
{
	size_t leaf = flow_leaf(flow, at);
	if (leaf != SIZE_MAX && flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML))
		return false;
	return !flow_is_taken(flow, at, at + 1);
}

static bool
is_hard_break(const struct flow *flow, size_t at)
{
	size_t leaf = flow_leaf(flow, at);
	return leaf != SIZE_MAX && flow->leaves.items[leaf].flags & LEAF_BREAK &&
	       flow->leaves.items[leaf].node->kind == NODE_HARD_BREAK;
}

static void
add_sentence(struct arena *arena, struct sentences *sentences, str text, size_t start, size_t end)
{
	while (start < end && is_white(text.p[start]))
		start++;
	while (start < end && is_white(text.p[end - 1]))
		end--;
	if (start < end)
		vec_push(arena, sentences, (struct sentence){(uint32_t)start, (uint32_t)end});
}

/* The bytes that can end a sentence, and where each stands next: most are rare, so each is looked for once and kept. */
struct signs {
	size_t next[5];
};

static size_t
next_sign(struct signs *signs, str text, size_t at)
{
	static const char bytes[] = {'.', '!', '?', '\n', '\xe2'};
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < sizeof bytes; i++) {
		size_t *next = &signs->next[i];
		if (*next != SIZE_MAX && (*next < at || at == 0)) {
			size_t found = str_find_char(str_from(text, at), bytes[i]);
			*next = found == SIZE_MAX ? SIZE_MAX : at + found;
		}
		if (*next < first)
			first = *next;
	}
	return first;
}

struct sentences
sentences_of(struct arena *arena, const struct flow *flow)
{
	struct sentences sentences = {0};
	str text = flow->text;
	size_t start = 0;
	struct signs signs = {0};
	for (size_t at = next_sign(&signs, text, 0), next; at < text.n; at = next_sign(&signs, text, next)) {
		size_t end = SIZE_MAX;
		next = at + 1;
		if (text.p[at] == '\n' && is_hard_break(flow, at))
			end = next;
		else if (terminator(text, at) && is_sign_of_text(flow, at))
			end = end_at(text, start, at, &next);
		if (end != SIZE_MAX) {
			add_sentence(arena, &sentences, text, start, end);
			start = end;
		}
	}
	add_sentence(arena, &sentences, text, start, text.n);
	return sentences;
}

const struct sentences *
flow_sentences(struct arena *arena, struct flow *flow)
{
	if (!flow->sentences) {
		flow->sentences = arena_new(arena, struct sentences);
		*flow->sentences = sentences_of(arena, flow);
	}
	return flow->sentences;
}

size_t
sentence_at(const struct sentences *sentences, size_t offset)
{
	size_t low = 0, high = sentences->n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (sentences->items[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}
