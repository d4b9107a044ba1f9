/* Finding names in running text: a walk through the table begins at every word that may begin one, and goes on as long as the
   table has the next token; the longest form whose rules hold wins. */
#include "markup/names.h"

#include "archive/archive.h"
#include "base/text.h"
#include "markup/name_table.h"
#include "markup/sentence.h"
#include "markup/token.h"

/* ---- the rules for a match ---- */

/* A stretch of a flow's text in which names are looked for, and the flow around it. */
struct walk {
	struct arena *arena;
	struct flow *flow;
	str text;   /* of the flow */
	size_t end; /* of the stretch: nothing that a name may hold stands behind it */
};

/* [start, end) of the text, the words of a form and perhaps a genitive -s. */
struct stretch {
	size_t start, end;
	bool genitive;
};

/* Nothing but signs and figures between the start of the sentence and the place: "2. Vara", "”Vara". */
static bool
begins_sentence(const struct walk *walk, size_t at)
{
	const struct sentences *sentences = flow_sentences(walk->arena, walk->flow);
	if (sentences->n == 0)
		return true;
	size_t start = sentences->items[sentence_at(sentences, at)].start;
	while (start < at)
		if (text_is_letter(text_next(walk->text, &start)))
			return false;
	return true;
}

/* Whether the word is the form's with its very letters; the first may be a capital at the start of a sentence. */
static bool
is_same_word(const struct walk *walk, const struct name_form *form, str wanted, str stands, bool first)
{
	/* The last word may carry a genitive -s that the form has not. */
	if (str_starts(stands, wanted))
		return true;
	size_t a = 0, b = 0;
	uint32_t small = text_next(wanted, &a), large = text_next(stands, &b);
	return first && form->letter_case == CASE_WRITTEN && text_is_lower(small) &&
	       text_fold_code(large) == text_fold_code(small) && str_starts(str_from(stands, b), str_from(wanted, a)) &&
	       begins_sentence(walk, (size_t)(stands.p - walk->text.p));
}

static bool
is_written_so(const struct walk *walk, const struct name_form *form, size_t start)
{
	if (str_starts(str_from(walk->text, start), form->text))
		return true;
	struct token wanted = {0}, stands = {.end = (uint32_t)start};
	for (bool first = true; token_next(form->text, &wanted); first = false) {
		token_next(walk->text, &stands);
		if (wanted.kind == TOKEN_WORD &&
		    !is_same_word(walk, form, str_slice(form->text, wanted.start, wanted.end),
		                  str_slice(walk->text, stands.start, stands.end), first))
			return false;
	}
	return true;
}

static bool
is_hyphen(uint32_t code)
{
	return code == '-' || code == 0x2010 || code == 0x2011;
}

/* "SIKT-mötet", "nät-SIKT", and the first half of "SIKT- och SKIS-möten". */
static bool
joins_rightly(const struct walk *walk, const struct name_form *form, struct stretch at)
{
	str text = walk->text;
	uint32_t sign = text_before(text, at.start);
	size_t before = at.start - (sign < 0x80 ? 1 : 3), after = at.end;
	bool left = at.start > 0 && is_hyphen(sign) && before > 0 && text_is_word(text_before(text, before));
	bool right = at.end < text.n && is_hyphen(text_next(text, &after));
	if (!left && !right)
		return true;
	return form->joins && !(left && right && after < text.n && text_is_word(text_next(text, &after)));
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool
is_small_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "mediapoolen.se", "sub.tibro.se": labels with dots between, the last of two or more small letters. */
static bool
is_host(str word)
{
	size_t dot = SIZE_MAX;
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];
		if (c == '.')
			dot = i;
		else if (c != '-' && (c >= 0x80 || !small_letters[c]))
			return false;
	}
	if (dot == SIZE_MAX || dot == 0 || word.n - dot < 3)
		return false;
	for (size_t i = dot + 1; i < word.n; i++)
		if (!is_small_letter(word.p[i]))
			return false;
	return true;
}

/* "mediapoolen.se", "tibro@…", "exempel.se/SIKT", "ftp://…/Skara": part of an address, and no name. */
static bool
is_in_address(const struct walk *walk, struct stretch at)
{
	str text = walk->text;
	size_t start = at.start, end = at.end;
	if (end < text.n && (text.p[end] == '@' || (end + 1 < text.n && text.p[end] == '.' && is_small_letter(text.p[end + 1]))))
		return true;
	while (start > 0 && !is_white(text.p[start - 1]))
		start--;
	while (end < text.n && !is_white(text.p[end]))
		end++;
	str word = str_slice(text, start, end);
	if (start == at.start && end == at.end)
		return false;
	if (str_contains(word, S("://")) || (at.start > start && text.p[at.start - 1] == '@'))
		return true;
	while (word.n && (unsigned char)word.p[0] < 0x80 && !small_letters[(unsigned char)word.p[0]])
		word = str_from(word, 1);
	size_t host = 0;
	while (host < word.n && word.p[host] != '/' && word.p[host] != '?' && word.p[host] != '#')
		host++;
	return host < word.n && is_host(str_slice(word, 0, host));
}

static bool
is_label(const struct walk *walk, size_t end)
{
	str text = walk->text;
	while (end < text.n && text.p[end] == ' ')
		end++;
	return end < text.n && (text.p[end] == ':' || text.p[end] == ';');
}

static bool
is_whole_cell(const struct walk *walk, struct stretch at)
{
	return walk->flow->block->kind == NODE_CELL && str_trim(walk->text).n == at.end - at.start;
}

/* A name that is also an ordinary word: with its capital inside a sentence, and at the start of one only where nothing
   but the name can stand. ("X kommun" is a form of its own.) */
static bool
is_meant(const struct walk *walk, struct stretch at)
{
	size_t first = at.start;
	if (!text_is_upper(text_next(walk->text, &first)))
		return false;
	return at.genitive || is_label(walk, at.end) || is_whole_cell(walk, at) || !begins_sentence(walk, at.start);
}

static bool
fits(const struct walk *walk, const struct name_form *form, struct stretch at)
{
	if (form->letter_case != CASE_ANY && !is_written_so(walk, form, at.start))
		return false;
	return joins_rightly(walk, form, at) && !is_in_address(walk, at) && (!form->ambiguous || is_meant(walk, at));
}

/* ---- the walk ---- */

struct hit {
	const struct name_form *form;
	struct stretch at;
};

static void
try_forms(const struct walk *walk, const struct name_form *form, struct stretch at, struct hit *best)
{
	if (at.end > walk->end || (best->form && at.end <= best->at.end))
		return;
	for (; form; form = form->next) {
		if (fits(walk, form, at)) {
			*best = (struct hit){form, at};
			return;
		}
	}
}

/* Where the ending of "SIKT:s" or "SIKT's" ends, or 0. */
static size_t
genitive_sign(str text, size_t at)
{
	static const str endings[] = {{":s", 2}, {"'s", 2}, {"’s", sizeof "’s" - 1}};
	if (at >= text.n || (text.p[at] != ':' && text.p[at] != '\'' && text.p[at] != endings[2].p[0]))
		return 0;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t end = at + endings[i].n, next = end;
		if (str_starts(str_from(text, at), endings[i]) && (end == text.n || !text_is_word(text_next(text, &next))))
			return end;
	}
	return 0;
}

static struct hit
longest_from(const struct walk *walk, const struct name_table *table, size_t start)
{
	struct hit best = {0};
	struct token token = {.end = (uint32_t)start};
	uint32_t node = NAME_ROOT;
	while (token.end < walk->end && token_next(walk->text, &token)) {
		uint32_t whole = name_step(table, node, token.hash);
		uint32_t stem = token.genitive_hash ? name_step(table, node, token.genitive_hash) : 0;
		/* "Hannes" is the name before it is a genitive of "Hanne". */
		if (whole && name_forms(table, whole))
			try_forms(walk, name_forms(table, whole), (struct stretch){start, token.end, false}, &best);
		if (stem && name_forms(table, stem))
			try_forms(walk, name_forms(table, stem), (struct stretch){start, token.end, true}, &best);
		size_t sign = whole && name_forms(table, whole) ? genitive_sign(walk->text, token.end) : 0;
		if (sign)
			try_forms(walk, name_forms(table, whole), (struct stretch){start, sign, true}, &best);
		if (!whole)
			break;
		node = whole;
	}
	return best;
}

/* The next word at or behind `at` that may begin a name of the table, if there is a table. */
static size_t
next_candidate(const struct walk *walk, const struct name_table *table, size_t at)
{
	return table ? name_candidate(table, walk->text, at, walk->end) : walk->end;
}

static void
find_in_stretch(const struct walk *walk, const struct name_table *table, const struct name_table *own, size_t at,
                struct name_matches *matches)
{
	size_t theirs = next_candidate(walk, table, at), mine = next_candidate(walk, own, at);
	while ((at = theirs < mine ? theirs : mine) < walk->end) {
		struct hit hit = {0};
		if (theirs == at)
			hit = longest_from(walk, table, at);
		if (mine == at) {
			struct hit other = longest_from(walk, own, at);
			if (other.form && other.at.end >= hit.at.end)
				hit = other;
		}
		if (hit.form && hit.form->entities.n)
			vec_push(walk->arena, matches,
			         (struct name_match){walk->flow, (uint32_t)at, (uint32_t)hit.at.end, hit.form, hit.at.genitive});
		at = hit.form ? hit.at.end : name_word_end(walk->text, at, walk->end);
		theirs = theirs < at ? next_candidate(walk, table, at) : theirs;
		mine = mine < at ? next_candidate(walk, own, at) : mine;
	}
}

void
names_recognise(struct arena *arena, const struct name_table *table, const struct name_table *own, struct flow *flow,
                struct name_matches *matches)
{
	struct walk walk = {.arena = arena, .flow = flow, .text = flow->text};
	size_t start = 0, span = 0;
	/* Links, images, code, HTML and what a span has taken stand between the stretches; words run on over the rest. */
	for (size_t i = 0; i < flow->leaves.n; i++) {
		const struct leaf *leaf = &flow->leaves.items[i];
		if (leaf->flags & (LEAF_LINK | LEAF_IMAGE | LEAF_CODE | LEAF_HTML)) {
			walk.end = leaf->start;
			find_in_stretch(&walk, table, own, start, matches);
			start = leaf->end;
		}
		for (; span < flow->spans.n && flow->spans.items[span].start < leaf->end; span++) {
			if (flow->spans.items[span].end <= start)
				continue;
			walk.end = flow->spans.items[span].start;
			find_in_stretch(&walk, table, own, start, matches);
			start = flow->spans.items[span].end;
		}
	}
	walk.end = flow->text.n;
	find_in_stretch(&walk, table, own, start, matches);
}
