/* Building the table of names: forms as paths of tokens through a trie, and a filter of first letters before it. */
#include "markup/name_table.h"

#include "archive/mask.h"
#include "base/text.h"
#include "base/trie.h"
#include "base/vec.h"
#include "markup/token.h"

enum { FILTER_BITS = 15 };

struct name_table {
	struct arena *arena;
	struct trie trie;
	VEC(struct name_form *) forms; /* by node: those that end there */
	/* Bits of the first letters of all forms, so that most words cost no look-up: [1] for words that begin with a small
	   letter or a figure, which few names do. */
	uint8_t filter[2][1 << (FILTER_BITS - 3)];
	uint8_t letters[256]; /* what a byte counts as in it */
};

/* ---- the filter ---- */

/* What a byte counts as in the filter, the same for forms and for text: ASCII letters and figures as small letters, other
   signs 0, and so what begins a character outside the Latin, Greek and Cyrillic letters (quotation marks and dashes among
   them). The other bytes of letters stand for themselves, but that the last ones of À to Þ count as those of à to þ. */
static void
fill_letters(uint8_t letters[256])
{
	for (unsigned c = 0; c < 256; c++) {
		bool letter = c < 0xe0 && c != 0xc2;
		letters[c] = (uint8_t)(c < 0x80 ? small_letters[c] : c < 0xa0 ? c + 0x20 : letter ? c : 0);
	}
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

static unsigned
letter_at(const struct name_table *table, str text, size_t at)
{
	return at < text.n ? table->letters[(unsigned char)text.p[at]] : 0;
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
	unsigned first = letter_at(table, text, 0), second = letter_at(table, text, 1);
	unsigned third = second ? letter_at(table, text, 2) : 0;
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

static uint32_t
child_of(struct name_table *table, uint32_t node, uint64_t token)
{
	uint32_t child = trie_add(&table->trie, node, token);
	while (table->forms.n < table->trie.node_count)
		vec_push(table->arena, &table->forms, NULL);
	return child;
}

static struct name_table *
table_new(struct arena *arena)
{
	struct name_table *table = arena_new(arena, struct name_table);
	table->arena = arena;
	fill_letters(table->letters);
	table->trie = trie_new(arena);
	return table;
}

/* Full names stand before short ones: the first form that fits decides. */
static struct name_form *
insert_form(struct name_table *table, uint32_t node, const struct name_form *form)
{
	struct name_form **at = &table->forms.items[node];
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
	uint32_t node = NAME_ROOT;
	struct token token = {0};
	form.text = str_trim(form.text);
	while (token_next(form.text, &token))
		node = child_of(table, node, token.hash);
	if (node == NAME_ROOT)
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
add_short_name(struct name_table *table, struct entity *person, str name)
{
	if (!name.n)
		return;
	struct name_form form = {
	    .text = name,
	    .letter_case = case_of(person, name),
	    .short_name = true,
	    .ambiguous = person->ambiguous,
	};
	add_form(table, form, person);
}

/* Hidden people are recognised by the names they have, so that these can be masked. */
static void
add_secret(struct name_table *table, struct entity *person, const struct secret *secret)
{
	for (size_t i = 0; i < secret->recognised; i++)
		add_name(table, person, secret->names.items[i]);
	for (size_t i = 0; i < secret->shared.n; i++)
		add_name(table, person, secret->shared.items[i]);
	add_short_name(table, person, secret->short_name);
}

const struct name_table *
name_table_new(struct arena *arena, const struct archive *archive)
{
	struct name_table *table = table_new(arena);
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			struct entity *entity = archive->entities[kind].items[i];
			const struct secret *secret = archive_secret(archive, entity);
			if (secret) {
				add_secret(table, entity, secret);
				continue;
			}
			add_name(table, entity, entity->name);
			for (size_t k = 0; k < entity->aliases.n; k++)
				add_name(table, entity, entity->aliases.items[k].text);
			if (kind == ENTITY_NETWORK && entity->network.full_name.n)
				add_name(table, entity, entity->network.full_name);
			if (kind == ENTITY_PERSON)
				add_short_name(table, entity, entity->person.short_name);
		}
	}
	return table;
}

static void
add_forbidden(struct name_table *table, str text)
{
	struct name_form form = {.text = text, .letter_case = CASE_WRITTEN, .own = true, .joins = true};
	add_form(table, form, NULL);
}

const struct name_table *
name_table_of_document(struct arena *arena, const struct document *document, bool with_forbidden)
{
	if (document->names.n + (with_forbidden ? document->never_link.n + document->secret_words.n : 0) == 0)
		return NULL;
	struct name_table *table = table_new(arena);
	for (size_t i = 0; i < document->names.n; i++) {
		const struct own_name *own = &document->names.items[i];
		str text = own->secret.n ? own->secret : own->name.text;
		struct name_form form = {.text = text, .letter_case = CASE_WRITTEN, .own = true};
		if (own->person.entity)
			add_form(table, form, own->person.entity);
	}
	for (size_t i = 0; with_forbidden && i < document->never_link.n; i++)
		add_forbidden(table, document->never_link.items[i].text);
	for (size_t i = 0; with_forbidden && i < document->secret_words.n; i++)
		add_forbidden(table, document->secret_words.items[i]);
	return table;
}

/* ---- asking ---- */

/* False for most words that begin no name; `at` is where a word begins. */
static bool
may_begin(const struct name_table *table, str text, size_t at)
{
	unsigned first = letter_at(table, text, at), second = letter_at(table, text, at + 1);
	unsigned hash = filter_hash(first, second, letter_at(table, text, at + 2));
	return table->filter[begins_small(text, at)][hash >> 3] >> (hash & 7) & 1;
}

/* Whether the character above ASCII at *at is one of a word; moves past it then. À to ÿ are letters, but for × and ÷. */
static bool
pass_letter(str text, size_t *at)
{
	unsigned char second = *at + 1 < text.n ? (unsigned char)text.p[*at + 1] : 0;
	size_t next = *at;
	if ((unsigned char)text.p[*at] == 0xc3 && (second & 0xc0) == 0x80 && second != 0x97 && second != 0xb7)
		next += 2;
	else if (!text_is_word(text_next(text, &next)))
		return false;
	*at = next;
	return true;
}

size_t
name_word_end(str text, size_t at, size_t end)
{
	const unsigned char *bytes = (const unsigned char *)text.p;
	do
		while (at < end && small_letters[bytes[at]])
			at++;
	while (at < end && bytes[at] >= 0x80 && pass_letter(text, &at));
	return at;
}

/* Where the next word begins, or `end`. */
static size_t
word_start(str text, size_t at, size_t end)
{
	const unsigned char *bytes = (const unsigned char *)text.p;
	for (;;) {
		while (at < end && bytes[at] < 0x80 && !small_letters[bytes[at]])
			at++;
		size_t next = at;
		if (at >= end || bytes[at] < 0x80 || pass_letter(text, &next))
			return at;
		text_next(text, &at);
	}
}

size_t
name_candidate(const struct name_table *table, str text, size_t at, size_t end)
{
	for (at = word_start(text, at, end); at < end && !may_begin(table, text, at); at = word_start(text, at, end))
		at = name_word_end(text, at, end);
	return at;
}

uint32_t
name_step(const struct name_table *table, uint32_t node, uint64_t token)
{
	return trie_next(&table->trie, node, token);
}

const struct name_form *
name_forms(const struct name_table *table, uint32_t node)
{
	return table->forms.items[node];
}
