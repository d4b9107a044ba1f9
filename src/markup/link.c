/* Names to mentions to links, for one document. */
#include "markup/link.h"

#include <stdlib.h>
#include <string.h>

#include "archive/address.h"
#include "archive/mask.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"
#include "markup/names.h"
#include "markup/resolve.h"
#include "markup/sentence.h"
#include "markup/textmap.h"
#include "markup/token.h"

/* ---- remembering ---- */

/* What a reader sees of the whole flow, on one line; made once, for all mentions in it. */
static str
plain_text(struct work *work, struct flow *flow)
{
	if (flow->plain.p)
		return flow->plain;
	str text = flow->text;
	if (flow->spans.n) {
		struct buffer out = {.arena = work->scratch};
		flow_plain(&out, flow, 0, flow->text.n);
		text = buffer_str(&out);
	}
	char *copy = arena_bytes(work->arena, text.n + 1);
	memcpy(copy, text.p, text.n);
	for (char *line = copy; (line = memchr(line, '\n', (size_t)(copy + text.n - line)));)
		*line = ' ';
	return flow->plain = (str){copy, text.n};
}

/* Where an offset of the flow's text stands in its plain text: marks of ours show less than they are. */
static size_t
plain_offset(const struct flow *flow, size_t at)
{
	size_t plain = at;
	for (size_t i = 0; i < flow->spans.n && flow->spans.items[i].start < at; i++) {
		const struct span *span = &flow->spans.items[i];
		size_t shown = span->text.n ? span->text.n : span->shown_end - span->shown;
		size_t passed = (at < span->end ? at : span->end) - span->start;
		size_t seen = at >= span->shown_end ? shown : at > span->shown && !span->text.n ? at - span->shown : 0;
		plain = plain - passed + seen;
	}
	return plain;
}

static str
plain_slice(struct work *work, struct flow *flow, size_t start, size_t end)
{
	return str_slice(plain_text(work, flow), plain_offset(flow, start), plain_offset(flow, end));
}

/* The sentence around the mention, and where the name stands in it. */
static void
add_sentence(struct work *work, const struct found *found, struct mention *mention)
{
	const struct sentences *sentences = flow_sentences(work->scratch, found->flow);
	if (sentences->n == 0)
		return;
	struct sentence sentence = sentences->items[sentence_at(sentences, found->start)];
	size_t start = sentence.start < found->start ? sentence.start : found->start;
	mention->sentence = plain_slice(work, found->flow, start, sentence.end > found->end ? sentence.end : found->end);
	mention->mark = (uint32_t)(mention->text.p - mention->sentence.p);
	mention->mark_end = mention->mark + (uint32_t)mention->text.n;
}

static struct place
place_of_found(const struct work *work, const struct found *found)
{
	return textmap_place(work->tree, found->flow, found->start, found->end);
}

void
remember_mention(struct work *work, struct flow *flow, size_t start, size_t end, struct mention mention)
{
	struct found *found = vec_add(work->scratch, &work->found);
	*found = (struct found){.flow = flow, .start = (uint32_t)start, .end = (uint32_t)end, .mention = mention};
	found->mention.item = flow->item;
	found->mention.block = flow->counted;
	found->mention.heading = flow->block->kind == NODE_HEADING;
	found->mention.place = place_file(work->document->source);
}

/* ---- what stands around a short name ---- */

/* Whether the name holds the word, whole: "Ek" is not in "Exempelsson-Ek". */
static bool
has_word(str name, str word)
{
	while (name.n) {
		if (str_eq(str_cut(&name, ' '), word))
			return true;
	}
	return false;
}

/* Whether some word of the name but the first begins with the letter. */
static bool
has_initial(str name, str letter)
{
	struct token token = {0};
	token_next(name, &token);
	while (token_next(name, &token))
		if (token.kind == TOKEN_WORD && str_starts(str_slice(name, token.start, token.end), letter))
			return true;
	return false;
}

/* Small words inside surnames. */
static bool
is_particle(str word)
{
	static const str particles[] = {{"von", 3}, {"af", 2}, {"av", 2}, {"van", 3}, {"de", 2}, {"der", 3}, {"den", 3}, {"la", 2},
	                                {"zu", 2}, {"ter", 3}, {"d", 1}, {"di", 2}, {"da", 2}, {"al", 2}, {"el", 2}};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (str_eq(word, particles[i]))
			return true;
	return false;
}

/* The word right behind `end` with white space between, hyphens and all ("Exempelsson-Ek"), or empty. */
static str
word_behind(str text, size_t end)
{
	struct token token = {.end = (uint32_t)end};
	if (!token_next(text, &token) || token.kind != TOKEN_SPACE || !token_next(text, &token) || token.kind != TOKEN_WORD)
		return (str){0};
	uint32_t start = token.start, stop = token.end;
	while (token_next(text, &token) && token.kind == TOKEN_HYPHEN && token_next(text, &token) && token.kind == TOKEN_WORD)
		stop = token.end;
	return str_slice(text, start, stop);
}

/* The surname behind a first name, its particles left out, or empty: "Hannes von Ovan". */
static str
surname_behind(str text, size_t end)
{
	str word = word_behind(text, end);
	for (int i = 0; i < 3 && is_particle(word); i++) {
		size_t after = (size_t)(word.p - text.p) + word.n;
		str next = after < text.n && (text.p[after] == '\'') ? word_behind(text, after + 1) : word_behind(text, after);
		if (next.n == 0)
			return (str){0};
		word = next;
	}
	return word;
}

/* A first name that is followed by a surname means only those who bear that surname ("Mattias Hultqvist", "Mattias H");
   when nobody does it is a person whom the registers do not know, and no name of theirs. Returns false then. */
static bool
allowed_by_surname(struct work *work, const struct name_matches *matches, size_t at, bool **fitting)
{
	const struct name_match *match = &matches->items[at];
	str word = match->genitive ? (str){0} : surname_behind(match->flow->text, match->end);
	size_t next = word.n ? (size_t)(word.p - match->flow->text.p) : 0;
	bool is_name = at + 1 < matches->n && match[1].flow == match->flow && match[1].start == next;
	bool initial = word.n == 1 && word.p[0] >= 'A' && word.p[0] <= 'Z';
	*fitting = NULL;
	if (word.n == 0 || is_name || (!initial && !text_is_capitalised(word)))
		return true;
	bool any = false;
	*fitting = arena_array(work->scratch, bool, match->form->entities.n);
	for (size_t i = 0; i < match->form->entities.n; i++) {
		str name = archive_known_name(work->markup->archive, match->form->entities.items[i]);
		(*fitting)[i] = initial ? has_initial(name, word) : has_word(name, word);
		any = any || (*fitting)[i];
	}
	return any;
}

/* Where the word that ends at `end` begins. */
static size_t
word_start(str text, size_t end)
{
	while (end > 0 && text_is_word(text_before(text, end)))
		end = text_previous(text, end);
	return end;
}

/* "Lisa Johan": a first name that ends somebody else's name. */
static bool
ends_another_name(struct work *work, const struct name_matches *matches, size_t at)
{
	const struct name_match *match = &matches->items[at];
	struct flow *flow = match->flow;
	str text = flow->text;
	if (match->start == 0 || (text.p[match->start - 1] != ' ' && text.p[match->start - 1] != '\n'))
		return false;
	size_t end = match->start - 1, start = word_start(text, end);
	if (at > 0 && match[-1].flow == flow && match[-1].end == end)
		return false;
	if (!text_is_capitalised(str_slice(text, start, end)) || (start > 0 && text.p[start - 1] == '-'))
		return false;
	const struct sentences *sentences = flow_sentences(work->scratch, flow);
	size_t from = sentences->n ? sentences->items[sentence_at(sentences, start)].start : start;
	while (from < start)
		if (text_is_letter(text_next(text, &from)))
			return true;
	return false;
}

/* ---- what stands around a namesake ---- */

static bool
links_to_municipality(str between)
{
	struct token token = {0};
	while (token_next(between, &token)) {
		str word = str_slice(between, token.start, token.end);
		if (token.kind == TOKEN_SPACE || str_eq(word, S(",")) || str_eq(word, S("(")) || str_eq(word, S("från")) ||
		    str_eq(word, S("i")) || str_eq(word, S("för")))
			continue;
		return false;
	}
	return true;
}

bool
counts_for(const struct document *document, const struct entity *person, const struct entity *municipality)
{
	for (size_t i = 0; i < document->present.n; i++)
		if (document->present.items[i].who.entity == person && document->present.items[i].counts_for.entity == municipality)
			return true;
	return person->person.municipality.entity == municipality;
}

/* The municipality written beside a name tells namesakes apart: "Anna Ek, Vara", "Anna Ek från Vara". */
static bool *
fitting_municipality(struct work *work, const struct name_matches *matches, size_t at)
{
	const struct name_match *match = &matches->items[at], *next = match + 1;
	if (at + 1 >= matches->n || next->flow != match->flow || next->form->entities.n != 1 ||
	    next->form->entities.items[0]->kind != ENTITY_MUNICIPALITY ||
	    !links_to_municipality(str_slice(match->flow->text, match->end, next->start)))
		return NULL;
	bool *fitting = arena_array(work->scratch, bool, match->form->entities.n);
	for (size_t i = 0; i < match->form->entities.n; i++)
		fitting[i] = counts_for(work->document, match->form->entities.items[i], next->form->entities.items[0]);
	return fitting;
}

/* ---- resolving ---- */

static void
name_people(struct people *people, const struct entity *entity)
{
	people_add(people, entity);
	people_add_group(people, entity);
}

/* Who is named in full by the document, by hand, in its front matter or in its text. */
static struct people *
people_of(struct work *work, const struct name_matches *matches)
{
	struct people *people = people_new(work->scratch, work->markup, work->document);
	for (size_t i = 0; i < work->found.n; i++)
		name_people(people, work->found.items[i].mention.entity);
	for (size_t i = 0; i < work->document->planned.n; i++) {
		const struct references *who = &work->document->planned.items[i].who;
		for (size_t k = 0; k < who->n; k++)
			people_add_group(people, who->items[k].entity);
	}
	for (size_t i = 0; i < matches->n; i++) {
		const struct name_form *form = matches->items[i].form;
		if (!form->short_name && form->entities.n == 1)
			name_people(people, form->entities.items[0]);
	}
	return people;
}

bool
name_resolve(struct work *work, const struct name_matches *matches, size_t at, bool doubtful, struct mention *mention)
{
	struct people *people = work->people;
	const struct name_form *form = matches->items[at].form;
	bool *fitting;
	if (form->short_name) {
		if (!allowed_by_surname(work, matches, at, &fitting) || (!doubtful && ends_another_name(work, matches, at)))
			return false;
		resolve_short_name(people, form, fitting, work->arena, mention);
	} else if (form->entities.n > 1) {
		resolve_namesake(people, form, fitting_municipality(work, matches, at), work->arena, mention);
		people_add(people, mention->entity);
	} else {
		mention->entity = form->entities.items[0];
		mention->how = form->own ? MENTION_DOCUMENT : MENTION_FULL;
	}
	return true;
}

static int
by_position(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->flow->index != y->flow->index)
		return x->flow->index < y->flow->index ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static str
candidate_names(struct work *work, const struct mention *mention)
{
	struct buffer out = {.arena = work->diags->arena};
	for (size_t i = 0; i < mention->candidate_count; i++) {
		if (i > 0)
			buffer_add(&out, i + 1 < mention->candidate_count ? S(", ") : S(" / "));
		str name = mention->candidates[i]->name;
		buffer_add(&out, name);
		/* Namesakes are told apart by their ids. */
		if (str_eq(name, mention->candidates[i == 0 ? 1 : 0]->name))
			buffer_add_format(&out, " (%.*s)", STR(mention->candidates[i]->id));
	}
	return buffer_str(&out);
}

/* A note for each name that stayed unresolved, at its first place. */
static void
note_unresolved(struct work *work)
{
	struct strs seen = {0};
	for (size_t i = 0; i < work->found.n; i++) {
		const struct mention *mention = &work->found.items[i].mention;
		str written = str_slice(work->found.items[i].flow->text, work->found.items[i].start, work->found.items[i].end);
		if ((mention->how != MENTION_AMBIGUOUS && mention->how != MENTION_UNKNOWN) || strs_have(&seen, written))
			continue;
		vec_push(work->scratch, &seen, written);
		struct place place = place_of_found(work, &work->found.items[i]);
		if (mention->how == MENTION_AMBIGUOUS)
			diag(work->diags, DIAG_NAME_AMBIGUOUS, place, (str){0}, mention->text, candidate_names(work, mention));
		else
			diag(work->diags, DIAG_NAME_UNKNOWN, place, (str){0}, mention->text);
	}
}

/* Mentions last as long as the build, and there are many: they share the text of their paragraph, and where they stand in
   the source is worked out for those who ask alone. */
static void
keep_mentions(struct work *work)
{
	struct mentions *kept = &work->body->mentions;
	kept->items = arena_bytes(work->arena, work->found.n * sizeof *kept->items);
	kept->cap = work->found.n;
	for (size_t i = 0; i < work->found.n; i++) {
		struct found *found = &work->found.items[i];
		found->mention.text = plain_slice(work, found->flow, found->start, found->end);
		add_sentence(work, found, &found->mention);
		if (work->markup->places)
			found->mention.place = place_of_found(work, found);
		kept->items[kept->n++] = found->mention;
		if (found->masked)
			kept->items[kept->n - 1].genitive = false;
	}
}

void
names_resolve(struct work *work)
{
	struct name_matches matches = {0};
	const struct name_table *own = name_table_of_document(work->scratch, work->document, true);
	for (size_t i = 0; work->markup->table && i < work->tree->flows.n; i++)
		names_recognise(work->scratch, work->markup->table, own, work->tree->flows.items[i], &matches);
	bool by_hand = work->found.n > 0;
	work->found.items = arena_grow_bytes(work->scratch, work->found.items, work->found.cap * sizeof *work->found.items,
	                               (work->found.n + matches.n) * sizeof *work->found.items);
	work->found.cap = work->found.n + matches.n;
	work->people = people_of(work, &matches);
	for (size_t i = 0; i < matches.n; i++) {
		const struct name_match *match = &matches.items[i];
		struct mention mention = {.genitive = match->genitive};
		if (!name_resolve(work, &matches, i, false, &mention))
			continue;
		remember_mention(work, match->flow, match->start, match->end, mention);
		work->found.items[work->found.n - 1].short_name = match->form->short_name || match->form->own;
	}
	if (by_hand)
		qsort(work->found.items, work->found.n, sizeof *work->found.items, by_position);
}

void
names_keep(struct work *work)
{
	keep_mentions(work);
	note_unresolved(work);
}

size_t
found_in_flow(const struct work *work, const struct flow *flow, size_t *first)
{
	size_t low = 0, high = work->found.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (work->found.items[middle].flow->index < flow->index)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	while (low < work->found.n && work->found.items[low].flow == flow)
		low++;
	return low;
}

/* ---- linking ---- */

/* Where each kind's entities begin in one row of all of them. */
struct linked {
	unsigned *item; /* by entity: 1 + the item it was linked in last; 0 not yet */
	size_t first[ENTITY_KINDS];
};

static struct linked
linked_new(struct work *work)
{
	struct linked linked = {0};
	size_t n = 0;
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		linked.first[kind] = n;
		n += work->markup->archive->entities[kind].n;
	}
	linked.item = arena_array(work->scratch, unsigned, n + 1);
	return linked;
}

static bool
may_link(const struct work *work, const struct found *found)
{
	const struct entity *entity = found->mention.entity;
	return entity && !found->masked && !found->mention.heading && found->mention.how != MENTION_EXPLICIT &&
	       flow_is_words(found->flow, found->start, found->end) &&
	       (entity->kind != ENTITY_PERSON || person_shown(work->scratch, work->markup->archive, entity).linked);
}

static str
address_from_root(const struct work *work, const struct entity *entity)
{
	return str_from(work->markup->entity_addresses[entity->kind][entity->index], 1);
}

void
names_link(struct work *work)
{
	struct linked linked = linked_new(work);
	struct spans spans = {0};
	/* Pages of entities and of documents lie below different folders, so all links go up to the root first. */
	str up = address_relative(work->scratch, work->address, S("/"));
	for (size_t i = 0; i < work->found.n; i++) {
		const struct found *found = &work->found.items[i];
		const struct entity *entity = found->mention.entity;
		unsigned *item = entity ? &linked.item[linked.first[entity->kind] + entity->index] : NULL;
		bool first = item && *item != found->mention.item + 1;
		if (first && found->mention.how == MENTION_EXPLICIT)
			*item = found->mention.item + 1;
		if (first && may_link(work, found)) {
			*item = found->mention.item + 1;
			struct span span = {.start = found->start, .end = found->end, .shown = found->start, .shown_end = found->end,
			                    .kind = SPAN_LINK,
			                    .href = str_join(work->scratch, up, address_from_root(work, entity))};
			vec_push(work->scratch, &spans, span);
		}
		if (i + 1 == work->found.n || work->found.items[i + 1].flow != found->flow) {
			flow_add_spans(work->scratch, found->flow, &spans);
			spans = (struct spans){0};
		}
	}
}
