/* The table of names and the walk through it. Forms are stored as paths of tokens; a walk begins at every word and goes on
   as long as the table has the next token, and the longest form whose rules hold wins. */
#include "markup/names.h"

#include "archive/archive.h"
#include "base/text.h"
#include "markup/sentence.h"
#include "markup/token.h"

enum { ROOT = 0, FILTER_BITS = 15 };

/* From a node, by a token, to a node. */
struct step {
	uint64_t token;
	uint32_t node, child; /* child 0: a free slot */
};

struct name_table {
	struct arena *arena;
	struct step *steps; /* open addressing; slot_count is a power of two */
	size_t step_count, slot_count;
	struct name_form **forms; /* by node: the forms that end there */
	size_t node_count, node_cap;
	/* Bits of the first letters of all forms, so that most words cost no look-up: [1] for words that begin with a small
	   letter or a figure, which few names do. */
	uint8_t filter[2][1 << (FILTER_BITS - 3)];
};

/* ---- the filter ---- */

/* What a byte counts as in the filter, the same for forms and for text: ASCII letters, figures and "_" as small letters, other
   signs 0, and so what begins a character outside the Latin, Greek and Cyrillic letters (quotation marks and dashes among
   them). The other bytes of letters stand for themselves, but that the last ones of À to Þ count as those of à to þ. */
static const uint8_t filter_bytes[256] = {
    ['_'] = '_',
#define SAME(byte) [byte] = byte
#define LETTER(large, small) [large] = small, [small] = small
#define EIGHT(row, first) row((first) + 0), row((first) + 1), row((first) + 2), row((first) + 3), row((first) + 4), row((first) + 5), \
	                          row((first) + 6), row((first) + 7)
#define LARGE(byte) [byte] = (byte) + 0x20
    SAME('0'), SAME('1'), SAME('2'), SAME('3'), SAME('4'), SAME('5'), SAME('6'), SAME('7'), SAME('8'), SAME('9'),
    LETTER('A', 'a'), LETTER('B', 'b'), LETTER('C', 'c'), LETTER('D', 'd'), LETTER('E', 'e'), LETTER('F', 'f'),
    LETTER('G', 'g'), LETTER('H', 'h'), LETTER('I', 'i'), LETTER('J', 'j'), LETTER('K', 'k'), LETTER('L', 'l'),
    LETTER('M', 'm'), LETTER('N', 'n'), LETTER('O', 'o'), LETTER('P', 'p'), LETTER('Q', 'q'), LETTER('R', 'r'),
    LETTER('S', 's'), LETTER('T', 't'), LETTER('U', 'u'), LETTER('V', 'v'), LETTER('W', 'w'), LETTER('X', 'x'),
    LETTER('Y', 'y'), LETTER('Z', 'z'),
    EIGHT(LARGE, 0x80), EIGHT(LARGE, 0x88), EIGHT(LARGE, 0x90), EIGHT(LARGE, 0x98),
    EIGHT(SAME, 0xa0), EIGHT(SAME, 0xa8), EIGHT(SAME, 0xb0), EIGHT(SAME, 0xb8),
    SAME(0xc3), EIGHT(SAME, 0xc4), SAME(0xcc), SAME(0xcd), SAME(0xce), SAME(0xcf), EIGHT(SAME, 0xd0), EIGHT(SAME, 0xd8),
#undef SAME
#undef LETTER
#undef EIGHT
#undef LARGE
};

static unsigned
filter_byte(str text, size_t at)
{
	return at < text.n ? filter_bytes[(unsigned char)text.p[at]] : 0;
}

static unsigned
filter_hash(unsigned first, unsigned second, unsigned third)
{
	if (second == 0)
		third = 0;
	return ((first | second << 8 | third << 16) * 0x9e3779b1u) >> (32 - FILTER_BITS);
}

static bool
begins_small(str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];
	return !((c >= 'A' && c <= 'Z') || (c == 0xc3 && at + 1 < text.n && (unsigned char)text.p[at + 1] < 0xa0) || c > 0xc3);
}

/* Asked of every word, so it is written out. */
static bool
passes_filter(const struct name_table *table, str text, size_t at)
{
	const unsigned char *letters = (const unsigned char *)text.p + at;
	size_t left = text.n - at;
	unsigned first = filter_bytes[letters[0]], second = left > 1 ? filter_bytes[letters[1]] : 0;
	unsigned third = left > 2 ? filter_bytes[letters[2]] : 0, hash = filter_hash(first, second, third);
	return table->filter[begins_small(text, at)][hash >> 3] >> (hash & 7) & 1;
}

static void
set_filter(struct name_table *table, bool small, unsigned hash)
{
	table->filter[small][hash >> 3] |= (uint8_t)(1u << (hash & 7));
}

/* Any case counts for both; a genitive -s may follow a word of one or two letters. */
static void
add_to_filter(struct name_table *table, const struct name_form *form)
{
	str text = form->text;
	unsigned first = filter_byte(text, 0), second = filter_byte(text, 1), third = second ? filter_byte(text, 2) : 0;
	bool small = begins_small(text, 0);
	for (int side = 0; side < 2; side++) {
		if (form->letter_case == CASE_EXACT && side != small)
			continue;
		if (form->letter_case == CASE_WRITTEN && side == 1 && !small)
			continue;
		set_filter(table, side, filter_hash(first, second, third));
		if (second == 0)
			set_filter(table, side, filter_hash(first, 's', 0));
		else if (third == 0)
			set_filter(table, side, filter_hash(first, second, 's'));
	}
}

/* ---- building ---- */

static struct step *
step_slot(const struct name_table *table, uint32_t node, uint64_t token)
{
	size_t mask = table->slot_count - 1;
	size_t at = (size_t)(token ^ (token >> 29) ^ ((uint64_t)node * 0x9e3779b97f4a7c15u)) & mask;
	while (table->steps[at].child && (table->steps[at].node != node || table->steps[at].token != token))
		at = (at + 1) & mask;
	return &table->steps[at];
}

static void
grow_steps(struct name_table *table)
{
	struct step *old = table->steps;
	size_t n = table->slot_count;
	table->slot_count = n ? n * 2 : 64;
	table->steps = arena_array(table->arena, struct step, table->slot_count);
	for (size_t i = 0; i < n; i++)
		if (old[i].child)
			*step_slot(table, old[i].node, old[i].token) = old[i];
}

static uint32_t
add_node(struct name_table *table)
{
	if (table->node_count == table->node_cap) {
		size_t cap = table->node_cap ? table->node_cap * 2 : 64;
		table->forms = arena_grow(table->arena, table->forms, table->node_cap * sizeof *table->forms,
		                          cap * sizeof *table->forms);
		table->node_cap = cap;
	}
	return (uint32_t)table->node_count++;
}

static uint32_t
child_of(struct name_table *table, uint32_t node, uint64_t token)
{
	if ((table->step_count + 1) * 2 > table->slot_count)
		grow_steps(table);
	struct step *step = step_slot(table, node, token);
	if (!step->child) {
		*step = (struct step){token, node, add_node(table)};
		table->step_count++;
	}
	return step->child;
}

static struct name_table *
table_new(struct arena *arena)
{
	struct name_table *table = arena_new(arena, struct name_table);
	table->arena = arena;
	add_node(table);
	grow_steps(table);
	return table;
}

/* Full names stand before short ones: the first form that fits decides. */
static struct name_form *
insert_form(struct name_table *table, uint32_t node, const struct name_form *form)
{
	struct name_form **at = &table->forms[node];
	while (*at && (!(*at)->short_name || form->short_name)) {
		if (str_eq((*at)->text, form->text) && (*at)->short_name == form->short_name &&
		    (*at)->letter_case == form->letter_case)
			return *at;
		at = &(*at)->next;
	}
	struct name_form *copy = arena_new(table->arena, struct name_form);
	*copy = *form;
	copy->next = *at;
	*at = copy;
	return copy;
}

static void
add_form(struct name_table *table, struct name_form form, struct entity *entity)
{
	uint32_t node = ROOT;
	struct token token = {0};
	form.text = str_trim(form.text);
	while (token_next(form.text, &token))
		node = child_of(table, node, token.hash);
	if (node == ROOT)
		return;
	struct name_form *at = insert_form(table, node, &form);
	add_to_filter(table, &form);
	if (!entity)
		return;
	for (size_t i = 0; i < at->entities.n; i++)
		if (at->entities.items[i] == entity)
			return;
	vec_push(table->arena, &at->entities, entity);
}

/* LIKA, AI, L7: at least one letter, and none that is small. */
static bool
is_capitals(str text)
{
	bool letters = false;
	for (size_t at = 0; at < text.n;) {
		uint32_t code = text_next(text, &at);
		if (text_is_lower(code))
			return false;
		letters = letters || text_is_upper(code);
	}
	return letters;
}

static enum name_case
case_of(const struct entity *entity, str text)
{
	if (entity->match_case || is_capitals(text))
		return CASE_EXACT;
	return entity->kind == ENTITY_TOPIC ? CASE_ANY : CASE_WRITTEN;
}

static void
add_name(struct name_table *table, struct entity *entity, str text)
{
	struct name_form form = {
	    .text = text,
	    .letter_case = case_of(entity, text),
	    .ambiguous = entity->ambiguous,
	    .joins = entity->kind != ENTITY_PERSON && entity->kind != ENTITY_MUNICIPALITY,
	};
	add_form(table, form, entity);
	if (entity->kind != ENTITY_MUNICIPALITY)
		return;
	/* "Skövde kommun" and "Skövdes kommun" say for themselves that they are no ordinary words. */
	form.ambiguous = false;
	form.text = str_join(table->arena, text, S(" kommun"));
	add_form(table, form, entity);
	if (!str_ends(text, S("s"))) {
		form.text = str_join(table->arena, text, S("s kommun"));
		add_form(table, form, entity);
	}
}

static void
add_short_name(struct name_table *table, struct entity *person)
{
	if (!person->person.short_name.n)
		return;
	struct name_form form = {
	    .text = person->person.short_name,
	    .letter_case = case_of(person, person->person.short_name),
	    .short_name = true,
	    .ambiguous = person->ambiguous,
	};
	add_form(table, form, person);
}

const struct name_table *
name_table_new(struct arena *arena, const struct archive *archive)
{
	struct name_table *table = table_new(arena);
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			struct entity *entity = archive->entities[kind].items[i];
			add_name(table, entity, entity->name);
			for (size_t k = 0; k < entity->aliases.n; k++)
				add_name(table, entity, entity->aliases.items[k].text);
			if (kind == ENTITY_NETWORK && entity->network.full_name.n)
				add_name(table, entity, entity->network.full_name);
			if (kind == ENTITY_PERSON)
				add_short_name(table, entity);
		}
	}
	return table;
}

const struct name_table *
name_table_of_document(struct arena *arena, const struct document *document)
{
	if (document->names.n + document->never_link.n == 0)
		return NULL;
	struct name_table *table = table_new(arena);
	for (size_t i = 0; i < document->names.n; i++) {
		const struct own_name *own = &document->names.items[i];
		struct name_form form = {.text = own->name.text, .letter_case = CASE_WRITTEN, .own = true};
		if (own->person.entity)
			add_form(table, form, own->person.entity);
	}
	for (size_t i = 0; i < document->never_link.n; i++) {
		struct name_form form = {.text = document->never_link.items[i].text, .letter_case = CASE_WRITTEN, .own = true,
		                         .joins = true};
		add_form(table, form, NULL);
	}
	return table;
}

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
		else if (c != '-' && (c >= 0x80 || !filter_byte(word, i)))
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
	while (word.n && !filter_byte(word, 0))
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
	uint32_t node = ROOT;
	while (token.end < walk->end && token_next(walk->text, &token)) {
		uint32_t whole = step_slot(table, node, token.hash)->child;
		uint32_t stem = token.genitive_hash ? step_slot(table, node, token.genitive_hash)->child : 0;
		/* "Hannes" is the name before it is a genitive of "Hanne". */
		if (whole && table->forms[whole])
			try_forms(walk, table->forms[whole], (struct stretch){start, token.end, false}, &best);
		if (stem && table->forms[stem])
			try_forms(walk, table->forms[stem], (struct stretch){start, token.end, true}, &best);
		size_t sign = whole && table->forms[whole] ? genitive_sign(walk->text, token.end) : 0;
		if (sign)
			try_forms(walk, table->forms[whole], (struct stretch){start, sign, true}, &best);
		if (!whole)
			break;
		node = whole;
	}
	return best;
}

static struct hit
hit_at(const struct walk *walk, const struct name_table *table, const struct name_table *own, size_t at)
{
	struct hit hit = {0};
	if (passes_filter(table, walk->text, at))
		hit = longest_from(walk, table, at);
	if (own && passes_filter(own, walk->text, at)) {
		struct hit mine = longest_from(walk, own, at);
		if (mine.form && mine.at.end >= hit.at.end)
			hit = mine;
	}
	return hit;
}

static bool
is_long_word(str text, size_t *at)
{
	return text_is_word(text_next(text, at));
}

/* Moves past the rest of a word. */
static size_t
skip_word(const struct walk *walk, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)walk->text.p;
	const size_t end = walk->end;
	for (size_t next; at < end; at = next) {
		next = at + 1;
		if (bytes[at] < 0x80 ? !filter_bytes[bytes[at]] : !is_long_word(walk->text, (next = at, &next)))
			break;
	}
	return at;
}

/* Moves past what is no word. */
static size_t
skip_signs(const struct walk *walk, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)walk->text.p;
	const size_t end = walk->end;
	for (size_t next; at < end; at = next) {
		next = at + 1;
		if (bytes[at] < 0x80 ? filter_bytes[bytes[at]] : is_long_word(walk->text, (next = at, &next)))
			break;
	}
	return at;
}

static void
find_in_stretch(const struct walk *walk, const struct name_table *table, const struct name_table *own, size_t at,
                struct name_matches *matches)
{
	for (at = skip_signs(walk, at); at < walk->end; at = skip_signs(walk, at)) {
		struct hit hit = hit_at(walk, table, own, at);
		if (!hit.form) {
			at = skip_word(walk, at);
			continue;
		}
		struct name_match match = {walk->flow, (uint32_t)at, (uint32_t)hit.at.end, hit.form, hit.at.genitive};
		if (hit.form->entities.n)
			vec_push(walk->arena, matches, match);
		at = hit.at.end;
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
