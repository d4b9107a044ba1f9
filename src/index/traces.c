/* What the texts name, turned around: for each entity the items that name it, with the sentence that says most, and the
   decisions, assignments and reports about it. Everything found in one document is gathered as sightings, sorted by what
   is named and where, and read off run by run. */
#include "index/arrange.h"

#include <stdlib.h>
#include <string.h>

enum sighting_kind { SEEN_MENTION, SEEN_DECISION, SEEN_ASSIGNMENT, SEEN_REPORT };

enum {
	SAYS_MUCH = 120, /* letters around the name; past this a sentence does not become better by being longer */
	FEW_TOPICS = 3, /* an item that names no more of them is about each */
	RULINGS_TRIED = 64, /* decisions of one block that are compared with a mention */
};

/* Something about `entity` (or the cited `document`) in one item; `at` is its place in the body's list of its kind. */
struct sighting {
	const struct entity *entity;
	const struct document *document;
	uint64_t named; /* the entity or document as a number: what the sightings are sorted by */
	uint32_t position; /* of the item in body->items */
	uint32_t at;
	enum sighting_kind kind;
};

struct sightings {
	struct sighting *items;
	size_t n, cap;
};

/* Decisions or assignments in the order of the text; those of an item stand together. */
struct ruling {
	unsigned item, block;
	str text;
};

struct rulings {
	struct ruling *items;
	size_t n, cap;
	uint32_t *first, *end; /* by position of the item */
};

/* The number of an item's anchor, and where it stands in body->items. */
struct numbered {
	unsigned number;
	uint32_t position;
};

struct tracing {
	struct arena *arena, *scratch;
	const struct index *index;
	const struct document *document;
	const struct body *body;
	struct numbered *numbers; /* by number */
	struct sightings found;
	struct traces traces;
	struct entity_list *topics; /* by position: those that the item names */
	struct rulings rulings[2]; /* decisions, assignments */
	unsigned char *ruled; /* by mention: 2 when it stands in a decision, 1 in an assignment */
	uint32_t *topic_count; /* by position: how many topics the item names */
};

/* --- items --- */

static int
compare_numbered(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return (left->position > right->position) - (left->position < right->position);
}

static void
number_items(struct tracing *tracing)
{
	const struct body *body = tracing->body;
	tracing->numbers = arena_array(tracing->scratch, struct numbered, body->items.n);
	bool sorted = true;
	for (size_t i = 0; i < body->items.n; i++) {
		tracing->numbers[i] = (struct numbered){body->items.items[i].number, (uint32_t)i};
		sorted = sorted && (i == 0 || tracing->numbers[i - 1].number < tracing->numbers[i].number);
	}
	if (!sorted)
		qsort(tracing->numbers, body->items.n, sizeof *tracing->numbers, compare_numbered);
}

/* Where the item with that number stands; false for a number that no item has. */
static bool
position_of(const struct tracing *tracing, unsigned number, uint32_t *position)
{
	const struct numbered *numbers = tracing->numbers;
	size_t n = tracing->body->items.n, low = number - numbers[0].number, high = n;
	if (low >= n || numbers[low].number != number) /* unlike where no number is left out */
		low = 0;
	else
		high = low;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (numbers[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == n || numbers[low].number != number)
		return false;
	*position = numbers[low].position;
	return true;
}

static void
place_rulings(struct tracing *tracing, struct rulings *rulings)
{
	uint32_t position;
	rulings->first = arena_array(tracing->scratch, uint32_t, tracing->body->items.n);
	rulings->end = arena_array(tracing->scratch, uint32_t, tracing->body->items.n);
	for (size_t i = 0; i < rulings->n; i++) {
		if (!position_of(tracing, rulings->items[i].item, &position))
			continue;
		if (!rulings->end[position])
			rulings->first[position] = (uint32_t)i;
		rulings->end[position] = (uint32_t)i + 1;
	}
}

static void
list_rulings(struct tracing *tracing)
{
	const struct body *body = tracing->body;
	for (size_t i = 0; i < body->decisions.n; i++) {
		const struct decision *decision = &body->decisions.items[i];
		vec_push(tracing->scratch, &tracing->rulings[0],
		         (struct ruling){decision->item, decision->block, decision->text});
	}
	for (size_t i = 0; i < body->assignments.n; i++) {
		const struct assignment *assignment = &body->assignments.items[i];
		vec_push(tracing->scratch, &tracing->rulings[1],
		         (struct ruling){assignment->item, assignment->block, assignment->text});
	}
	for (int kind = 0; kind < 2; kind++)
		place_rulings(tracing, &tracing->rulings[kind]);
	tracing->ruled = arena_array(tracing->scratch, unsigned char, body->mentions.n);
}

/* --- sightings --- */

static void
see(struct tracing *tracing, const struct entity *entity, unsigned item, enum sighting_kind kind, size_t at)
{
	struct sighting sighting = {.entity = entity, .kind = kind, .at = (uint32_t)at};
	if (!entity || !position_of(tracing, item, &sighting.position))
		return;
	sighting.named = (uint64_t)entity->kind << 32 | entity->index;
	vec_push(tracing->scratch, &tracing->found, sighting);
}

/* Whether the words from the mention to the end of its sentence stand in the decision or assignment. */
static bool
has_words_of(const struct ruling *ruling, const struct mention *mention)
{
	str tail = str_trim(str_from(mention->sentence, mention->mark));
	while (tail.n && (tail.p[tail.n - 1] == '.' || tail.p[tail.n - 1] == ':'))
		tail.n--;
	return tail.n && str_contains(ruling->text, tail);
}

/* Which decision or assignment of the item a mention stands in, or SIZE_MAX: one of its block, or the last before it
   when that goes on in a list. */
static size_t
ruling_around(const struct rulings *rulings, uint32_t position, const struct mention *mention)
{
	size_t low = rulings->first[position], end = rulings->end[position], high = end;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rulings->items[middle].block <= mention->block)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low, tries = 0; !mention->heading && i > rulings->first[position] && tries < RULINGS_TRIED;
	     tries++) {
		if (rulings->items[--i].block != rulings->items[low - 1].block)
			break;
		if (has_words_of(&rulings->items[i], mention))
			return i;
	}
	return SIZE_MAX;
}

static void
see_mentions(struct tracing *tracing)
{
	const struct body *body = tracing->body;
	for (size_t i = 0; i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		uint32_t position;
		if (!mention->entity || !position_of(tracing, mention->item, &position))
			continue;
		see(tracing, mention->entity, mention->item, SEEN_MENTION, i);
		for (int kind = 0; kind < 2; kind++) {
			size_t at = ruling_around(&tracing->rulings[kind], position, mention);
			if (at == SIZE_MAX)
				continue;
			tracing->ruled[i] |= kind ? 1 : 2;
			see(tracing, mention->entity, mention->item, kind ? SEEN_ASSIGNMENT : SEEN_DECISION, at);
		}
	}
}

static void
see_conventions(struct tracing *tracing)
{
	const struct body *body = tracing->body;
	for (size_t i = 0; i < body->assignments.n; i++)
		for (size_t j = 0; j < body->assignments.items[i].assigned.n; j++)
			see(tracing, body->assignments.items[i].assigned.items[j], body->assignments.items[i].item,
			    SEEN_ASSIGNMENT, i);
	for (size_t i = 0; i < body->reports.n; i++)
		see(tracing, body->reports.items[i].municipality, body->reports.items[i].item, SEEN_REPORT, i);
}

static void
see_citations(struct tracing *tracing)
{
	const struct body *body = tracing->body;
	for (size_t i = 0; i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		struct sighting sighting = {.document = mention->document, .kind = SEEN_MENTION, .at = (uint32_t)i};
		if (mention->entity || !mention->document || mention->document == tracing->document ||
		    !position_of(tracing, mention->item, &sighting.position))
			continue;
		sighting.named = (uint64_t)ENTITY_KINDS << 32 | mention->document->index;
		vec_push(tracing->scratch, &tracing->found, sighting);
	}
}

static int
compare_sightings(const void *a, const void *b)
{
	const struct sighting *left = a, *right = b;
	if (left->named != right->named)
		return left->named < right->named ? -1 : 1;
	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	return (left->at > right->at) - (left->at < right->at);
}

/* --- the best sentence --- */

/* How much a sentence says beside the name: what is no more than a label ("Vara:") says nothing. */
static size_t
said_beside(const struct mention *mention)
{
	size_t n = 0;
	for (size_t i = 0; i < mention->sentence.n && n < SAYS_MUCH; i++) {
		unsigned char c = (unsigned char)mention->sentence.p[i];
		bool inside = i >= mention->mark && i < mention->mark_end;
		n += !inside && (c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'));
	}
	return n;
}

/* Text before headings, sentences before labels, decisions before assignments and these before other text, long before
   short. */
static size_t
worth(const struct tracing *tracing, const struct mention *mention)
{
	size_t said = said_beside(mention);
	size_t ruled = tracing->ruled[mention - tracing->body->mentions.items];
	return (size_t)!mention->heading << 12 | (size_t)(said > 2) << 11 | ruled << 8 | said;
}

/* --- reading off --- */

static void
add(struct tracing *tracing, const struct sighting *sighting, struct appearance appearance)
{
	const struct index *index = tracing->index;
	const struct document *document = sighting->document;
	const struct entity *entity = sighting->entity;
	struct appearances *list =
	    document ? &index->of_document[document->index] : &index->appearances[entity->kind][entity->index];
	vec_push(tracing->scratch, &tracing->traces, (struct traced){list, appearance});
}

static void
add_ruling(struct tracing *tracing, const struct sighting *sighting, size_t at, enum appearance_role role)
{
	struct appearance appearance = {.document = tracing->document, .role = role};
	if (role == APPEARS_DECISION)
		appearance.decision = &tracing->body->decisions.items[at];
	else
		appearance.assignment = &tracing->body->assignments.items[at];
	add(tracing, sighting, appearance);
}

/* What an item decides is about a topic in its heading, and about one in its text unless it names many: then only the
   decisions that say so are. */
static bool
is_all_about(const struct tracing *tracing, const struct sighting *first, const struct trace *trace)
{
	return first->entity && first->entity->kind == ENTITY_TOPIC &&
	       (trace->heading || tracing->topic_count[first->position] <= FEW_TOPICS);
}

static void
add_rulings_of_item(struct tracing *tracing, const struct sighting *sighting, struct trace *trace)
{
	for (int kind = 0; kind < 2; kind++) {
		const struct rulings *rulings = &tracing->rulings[kind];
		for (size_t i = rulings->first[sighting->position]; i < rulings->end[sighting->position]; i++) {
			add_ruling(tracing, sighting, i, kind ? APPEARS_ASSIGNMENT : APPEARS_DECISION);
			*(kind ? &trace->assignment : &trace->decision) = true;
		}
	}
}

static void
add_sighting(struct tracing *tracing, const struct sighting *sighting, struct trace *trace, bool all)
{
	const struct body *body = tracing->body;
	if (sighting->kind == SEEN_MENTION) {
		/* Most items name a thing once. The first of two alike is kept. */
		const struct mention *mention = &body->mentions.items[sighting->at];
		if (!trace->mention || worth(tracing, mention) > worth(tracing, trace->mention))
			trace->mention = mention;
	} else if (sighting->kind == SEEN_REPORT) {
		struct appearance report = {.document = tracing->document, .role = APPEARS_REPORT};
		report.report = &body->reports.items[sighting->at];
		add(tracing, sighting, report);
		if (!trace->report)
			trace->report = report.report;
	} else if (!all) {
		bool decision = sighting->kind == SEEN_DECISION;
		add_ruling(tracing, sighting, sighting->at, decision ? APPEARS_DECISION : APPEARS_ASSIGNMENT);
		*(decision ? &trace->decision : &trace->assignment) = true;
	}
}

/* Mentions come first in a run of sightings of one thing in one item. */
static size_t
run_end(const struct sightings *found, size_t from)
{
	size_t end = from;
	while (end < found->n && found->items[end].named == found->items[from].named &&
	       found->items[end].position == found->items[from].position)
		end++;
	return end;
}

static bool
names_in_heading(const struct tracing *tracing, size_t from, size_t end)
{
	for (size_t i = from; i < end && tracing->found.items[i].kind == SEEN_MENTION; i++)
		if (tracing->body->mentions.items[tracing->found.items[i].at].heading)
			return true;
	return false;
}

static void
add_run(struct tracing *tracing, size_t from, size_t end)
{
	const struct sighting *items = tracing->found.items, *first = &items[from];
	struct trace *trace = arena_new(tracing->arena, struct trace);
	trace->item = &tracing->body->items.items[first->position];
	trace->heading = names_in_heading(tracing, from, end);
	bool all = is_all_about(tracing, first, trace);
	for (size_t i = from; i < end; i++)
		if (i == from || items[i].kind != items[i - 1].kind || items[i].at != items[i - 1].at)
			add_sighting(tracing, &items[i], trace, all);
	if (all)
		add_rulings_of_item(tracing, first, trace);
	if (first->entity && first->entity->kind == ENTITY_TOPIC) {
		vec_push(tracing->arena, &tracing->topics[first->position], first->entity);
		trace->topics = &tracing->topics[first->position];
	}
	struct appearance text = {.document = tracing->document, .role = APPEARS_TEXT};
	text.trace = trace;
	if (trace->mention || trace->report)
		add(tracing, first, text);
}

static void
add_runs(struct tracing *tracing)
{
	const struct sightings *found = &tracing->found;
	tracing->topic_count = arena_array(tracing->scratch, uint32_t, tracing->body->items.n);
	for (size_t from = 0; from < found->n; from = run_end(found, from))
		if (found->items[from].entity && found->items[from].entity->kind == ENTITY_TOPIC)
			tracing->topic_count[found->items[from].position]++;
	for (size_t from = 0, end; from < found->n; from = end) {
		end = run_end(found, from);
		add_run(tracing, from, end);
	}
}

void
traces_find(struct arena *arena, struct arena *scratch, const struct index *index, const struct document *document,
            struct traces *traces)
{
	const struct body *body = index->bodies[document->index];
	if (!body || body->items.n == 0)
		return;
	struct tracing tracing = {
	    .arena = arena, .scratch = scratch, .index = index, .document = document, .body = body};
	tracing.topics = arena_array(arena, struct entity_list, body->items.n);
	number_items(&tracing);
	list_rulings(&tracing);
	see_citations(&tracing);
	if (document->kind != DOCUMENT_PAGE) { /* plain pages tell of the archive, not of what happened */
		see_mentions(&tracing);
		see_conventions(&tracing);
	}
	if (tracing.found.n)
		qsort(tracing.found.items, tracing.found.n, sizeof *tracing.found.items, compare_sightings);
	add_runs(&tracing);
	size_t n = tracing.traces.n;
	*traces = (struct traces){arena_bytes(arena, n * sizeof *traces->items), n, n};
	if (n)
		memcpy(traces->items, tracing.traces.items, n * sizeof *traces->items);
}
