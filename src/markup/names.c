/* The table of names and the walk through it. Forms are stored as paths of tokens; a walk begins at every word and goes on
   as long as the table has the next token, and the longest form whose rules hold wins. */
#include "markup/names.h"

#include "archive/archive.h"
#include "base/text.h"
#include "markup/sentence.h"
#include "markup/token.h"

enum { ROOT = 0 };

/* From a node, by a token, to a node. */
struct edge {
	uint64_t token;
	uint32_t node, child; /* child 0: a free slot */
};

struct name_table {
	struct arena *arena;
	struct edge *edges; /* open addressing; slot_count is a power of two */
	size_t edge_count, slot_count;
	struct name_form **forms; /* by node: the forms that end there */
	size_t node_count, node_cap;
};

/* ---- building ---- */

static struct edge *
edge_slot(const struct name_table *table, uint32_t node, uint64_t token)
{
	size_t mask = table->slot_count - 1;
	size_t at = (size_t)(token ^ (token >> 29) ^ ((uint64_t)node * 0x9e3779b97f4a7c15u)) & mask;
	while (table->edges[at].child && (table->edges[at].node != node || table->edges[at].token != token))
		at = (at + 1) & mask;
	return &table->edges[at];
}

static void
grow_edges(struct name_table *table)
{
	struct edge *old = table->edges;
	size_t n = table->slot_count;
	table->slot_count = n ? n * 2 : 64;
	table->edges = arena_array(table->arena, struct edge, table->slot_count);
	for (size_t i = 0; i < n; i++)
		if (old[i].child)
			*edge_slot(table, old[i].node, old[i].token) = old[i];
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
	if ((table->edge_count + 1) * 2 > table->slot_count)
		grow_edges(table);
	struct edge *edge = edge_slot(table, node, token);
	if (!edge->child) {
		*edge = (struct edge){token, node, add_node(table)};
		table->edge_count++;
	}
	return edge->child;
}

static struct name_table *
table_new(struct arena *arena)
{
	struct name_table *table = arena_new(arena, struct name_table);
	table->arena = arena;
	add_node(table);
	grow_edges(table);
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

struct walk {
	struct arena *arena;
	const struct flow *flow;
	const struct token *tokens;
	size_t n;
	struct sentences sentences; /* made when the first rule asks */
	bool has_sentences;
};

/* Nothing but signs and figures between the start of the sentence and the place: "2. Vara", "”Vara". */
static bool
begins_sentence(struct walk *walk, size_t at)
{
	if (!walk->has_sentences)
		walk->sentences = sentences_of(walk->arena, walk->flow);
	walk->has_sentences = true;
	if (walk->sentences.n == 0)
		return true;
	size_t start = walk->sentences.items[sentence_at(&walk->sentences, at)].start;
	while (start < at)
		if (text_is_letter(text_next(walk->flow->text, &start)))
			return false;
	return true;
}

/* Whether the form's text stands at `from` with its very letters; the first may be a capital at the start of a sentence. */
static bool
is_written_so(struct walk *walk, const struct name_form *form, const struct token *from)
{
	str text = walk->flow->text;
	struct token token = {0};
	for (bool first = true; token_next(form->text, &token); first = false, from++) {
		str wanted = str_slice(form->text, token.start, token.end);
		str stands = str_slice(text, from->start, from->end);
		/* The last word may carry a genitive -s that the form has not. */
		if (token.kind != TOKEN_WORD || str_starts(stands, wanted))
			continue;
		size_t a = 0, b = 0;
		uint32_t small = text_next(wanted, &a), large = text_next(stands, &b);
		bool lifted = first && form->letter_case == CASE_WRITTEN && text_is_lower(small) &&
		              text_fold_code(large) == text_fold_code(small) && begins_sentence(walk, from->start);
		if (!lifted || !str_starts(str_from(stands, b), str_from(wanted, a)))
			return false;
	}
	return true;
}

static bool
is_hyphen_between_words(const struct walk *walk, size_t sign, size_t outer)
{
	return sign < walk->n && walk->tokens[sign].kind == TOKEN_HYPHEN && outer < walk->n &&
	       walk->tokens[outer].kind == TOKEN_WORD;
}

/* "SIKT-mötet", "nät-SIKT", and the first half of "SIKT- och SKIS-möten". */
static bool
joins_rightly(const struct walk *walk, const struct name_form *form, size_t first, size_t after)
{
	bool left = first >= 2 && is_hyphen_between_words(walk, first - 1, first - 2);
	bool right = after < walk->n && walk->tokens[after].kind == TOKEN_HYPHEN;
	return !left && !right ? true : form->joins && !(left && is_hyphen_between_words(walk, after, after + 1));
}

/* "mediapoolen.se", "tibro@…": part of an address that is no link here, and no name. */
static bool
is_in_address(const struct walk *walk, size_t first, size_t after)
{
	str text = walk->flow->text;
	size_t end = walk->tokens[after - 1].end;
	if (end < text.n && text.p[end] == '@')
		return true;
	if (end + 1 < text.n && text.p[end] == '.' && text.p[end + 1] >= 'a' && text.p[end + 1] <= 'z')
		return true;
	size_t start = walk->tokens[first].start;
	return start >= 2 && (text.p[start - 1] == '@' || (text.p[start - 1] == '.' && text.p[start - 2] >= 'a' && text.p[start - 2] <= 'z' &&
	                                                    text_is_lower(text_next(text, &start))));
}

static bool
is_label(const struct walk *walk, size_t after)
{
	if (after < walk->n && walk->tokens[after].kind == TOKEN_SPACE)
		after++;
	str text = walk->flow->text;
	return after < walk->n && (text.p[walk->tokens[after].start] == ':' || text.p[walk->tokens[after].start] == ';');
}

/* A name that is also an ordinary word: with its capital inside a sentence, and at the start of one only where nothing
   but the name can stand. ("X kommun" is a form of its own.) */
static bool
is_meant(struct walk *walk, size_t first, size_t after, bool genitive)
{
	size_t start = walk->tokens[first].start;
	size_t at = start;
	if (!text_is_upper(text_next(walk->flow->text, &at)))
		return false;
	return genitive || is_label(walk, after) || !begins_sentence(walk, start);
}

static bool
fits(struct walk *walk, const struct name_form *form, size_t first, size_t after, bool genitive)
{
	if (form->letter_case != CASE_ANY && !is_written_so(walk, form, &walk->tokens[first]))
		return false;
	return joins_rightly(walk, form, first, after) && !is_in_address(walk, first, after) &&
	       (!form->ambiguous || is_meant(walk, first, after, genitive));
}

/* ---- the walk ---- */

struct hit {
	const struct name_form *form;
	size_t after; /* index of the token behind it */
	bool genitive;
};

static void
try_forms(struct walk *walk, const struct name_form *form, size_t first, size_t after, bool genitive, struct hit *best)
{
	for (; form; form = form->next) {
		if (!fits(walk, form, first, after, genitive))
			continue;
		if (after > best->after)
			*best = (struct hit){form, after, genitive};
		return;
	}
}

/* ":s" and "'s" after a name: "SIKT:s". */
static bool
is_genitive_sign(const struct walk *walk, size_t at)
{
	str text = walk->flow->text;
	if (at + 1 >= walk->n || walk->tokens[at].kind != TOKEN_SIGN || walk->tokens[at + 1].kind != TOKEN_WORD)
		return false;
	str sign = str_slice(text, walk->tokens[at].start, walk->tokens[at].end);
	str ending = str_slice(text, walk->tokens[at + 1].start, walk->tokens[at + 1].end);
	return (str_eq(sign, S(":")) || str_eq(sign, S("'")) || str_eq(sign, S("’"))) && str_eq(ending, S("s"));
}

static struct hit
longest_from(struct walk *walk, const struct name_table *table, size_t first)
{
	struct hit best = {0};
	uint32_t node = ROOT;
	for (size_t i = first; i < walk->n; i++) {
		const struct token *token = &walk->tokens[i];
		uint32_t whole = edge_slot(table, node, token->hash)->child;
		uint32_t stem = token->genitive_hash ? edge_slot(table, node, token->genitive_hash)->child : 0;
		/* "Hannes" is the name before it is a genitive of "Hanne". */
		if (whole)
			try_forms(walk, table->forms[whole], first, i + 1, false, &best);
		if (stem)
			try_forms(walk, table->forms[stem], first, i + 1, true, &best);
		if (whole && is_genitive_sign(walk, i + 1))
			try_forms(walk, table->forms[whole], first, i + 3, true, &best);
		if (!whole)
			break;
		node = whole;
	}
	return best;
}

/* Cuts the flow into tokens; where a link, image, code, HTML or span stands, a barrier that no name crosses. */
static size_t
cut_tokens(struct arena *arena, const struct flow *flow, struct token **tokens)
{
	VEC(struct token) list = {0};
	struct token token = {0};
	size_t leaf = 0, span = 0;
	while (token_next(flow->text, &token)) {
		while (leaf < flow->leaves.n && flow->leaves.items[leaf].end <= token.start)
			leaf++;
		while (span < flow->spans.n && flow->spans.items[span].end <= token.start)
			span++;
		bool barred = leaf < flow->leaves.n && flow->leaves.items[leaf].start < token.end &&
		              flow->leaves.items[leaf].flags & (LEAF_LINK | LEAF_IMAGE | LEAF_CODE | LEAF_HTML);
		barred = barred || (span < flow->spans.n && flow->spans.items[span].start < token.end);
		vec_push(arena, &list, token);
		if (barred) {
			struct token *last = &list.items[list.n - 1];
			*last = (struct token){last->start, last->end, TOKEN_BARRIER, 0, 0};
		}
	}
	*tokens = list.items;
	return list.n;
}

void
names_recognise(struct arena *arena, const struct name_table *table, const struct name_table *own, struct flow *flow,
           struct name_matches *matches)
{
	struct token *tokens;
	struct walk walk = {.arena = arena, .flow = flow};
	walk.n = cut_tokens(arena, flow, &tokens);
	walk.tokens = tokens;
	for (size_t i = 0; i < walk.n; i++) {
		if (tokens[i].kind != TOKEN_WORD)
			continue;
		struct hit hit = longest_from(&walk, table, i);
		if (own) {
			struct hit mine = longest_from(&walk, own, i);
			if (mine.form && mine.after >= hit.after)
				hit = mine;
		}
		if (!hit.form)
			continue;
		struct name_match match = {flow, tokens[i].start, tokens[hit.after - 1].end, hit.form, hit.genitive};
		if (hit.form->entities.n)
			vec_push(arena, matches, match);
		i = hit.after - 1;
	}
}
