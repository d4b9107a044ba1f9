/* Builds the derived orders in one pass over the documents for each of them. Whatever is sorted is sorted by keys
   made once, so that the Swedish collation is not asked n log n times. */
#include "index/index.h"

#include <stdlib.h>

#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"
#include "index/arrange.h"

/* --- Swedish order --- */

struct keyed {
	str key;
	str id;
	const void *item;
};

static int
compare_keyed(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;
	int order = str_compare(left->key, right->key);
	return order ? order : str_compare(left->id, right->id);
}

/* The archive has its entities in Swedish order already; those without a page fall out. */
static void
list_entities(struct arena *arena, const struct archive *archive, enum entity_kind kind, struct entity_list *out)
{
	const struct entities *all = &archive->entities[kind];
	for (size_t i = 0; i < all->n; i++)
		if (kind != ENTITY_PERSON || person_shown(arena, archive, all->items[i]).linked)
			vec_push(arena, out, (const struct entity *)all->items[i]);
}

static void
sort_by_title(struct arena *arena, struct document_list *list)
{
	struct keyed *keys = arena_array(arena, struct keyed, list->n + 1);
	for (size_t i = 0; i < list->n; i++)
		keys[i] =
		    (struct keyed){text_sort_key(arena, list->items[i]->title), list->items[i]->id, list->items[i]};
	qsort(keys, list->n, sizeof *keys, compare_keyed);
	for (size_t i = 0; i < list->n; i++)
		list->items[i] = keys[i].item;
}

/* --- appearances --- */

static void
add_appearance(struct arena *arena, struct index *index, const struct entity *entity, struct appearance appearance)
{
	if (!entity)
		return;
	struct appearances *list = &index->appearances[entity->kind][entity->index];
	const struct appearance *last = list->n ? &list->items[list->n - 1] : NULL;
	bool again = last && last->document == appearance.document && last->role == appearance.role &&
	             last->planned == appearance.planned;
	if (!again)
		vec_push(arena, list, appearance);
}

static void
add_references(struct arena *arena, struct index *index, const struct references *references,
               struct appearance appearance)
{
	for (size_t i = 0; i < references->n; i++)
		add_appearance(arena, index, references->items[i].entity, appearance);
}

static void
add_attendees(struct arena *arena, struct index *index, const struct attendees *attendees, struct appearance appearance)
{
	for (size_t i = 0; i < attendees->n; i++) {
		add_appearance(arena, index, attendees->items[i].who.entity, appearance);
		if (appearance.role == APPEARS_PRESENT)
			add_appearance(arena, index, attendees->items[i].counts_for.entity, appearance);
	}
}

static void
add_plans(struct arena *arena, struct index *index, const struct document *document)
{
	for (size_t i = 0; i < document->planned.n; i++) {
		const struct planned_meeting *meeting = &document->planned.items[i];
		struct appearance planned = {.document = document, .role = APPEARS_PLANNED, .planned = meeting};
		add_references(arena, index, &meeting->topics, planned);
		add_references(arena, index, &meeting->who, planned);
		add_references(arena, index, &meeting->taking_part, planned);
		add_appearance(arena, index, meeting->municipality.entity, planned);
		vec_push(arena, &index->plans, (struct plan){.document = document, .meeting = meeting});
	}
}

static void
add_document(struct arena *arena, struct index *index, const struct document *document, const struct traces *traces)
{
	struct appearance by = {.document = document};
	add_references(arena, index, &document->networks, by);
	by.role = APPEARS_CHAIR;
	add_references(arena, index, &document->chairs, by);
	by.role = APPEARS_SECRETARY;
	add_references(arena, index, &document->secretaries, by);
	by.role = APPEARS_PRESENT;
	add_attendees(arena, index, &document->present, by);
	by.role = APPEARS_ABSENT;
	add_attendees(arena, index, &document->absent, by);
	by.role = APPEARS_HOST;
	add_appearance(arena, index, document->municipality.entity, by);
	by.role = APPEARS_TOPIC;
	add_references(arena, index, &document->topics, by);
	add_plans(arena, index, document);
	by.role = APPEARS_WAITING;
	add_references(arena, index, &document->waiting, by);
	for (size_t i = 0; i < traces->n; i++)
		vec_push(arena, traces->items[i].list, traces->items[i].appearance);
}

/* Texts take most of the time, and each is looked through by itself. */
struct finding {
	const struct index *index;
	struct workers workers;
	struct arena *scratch;
	struct traces *traces; /* by document */
};

static void
find_traces(void *context, unsigned worker, size_t i)
{
	struct finding *finding = context;
	const struct document *document = finding->index->archive->documents.items[i];
	if (!document->withdrawn)
		traces_find(&finding->workers.arenas[worker], &finding->scratch[worker], finding->index, document,
		            &finding->traces[i]);
	arena_reset(&finding->scratch[worker]);
}

static void
add_documents(struct arena *arena, struct index *index, struct workers workers)
{
	const struct documents *documents = &index->archive->documents;
	struct finding finding = {
	    .index = index,
	    .workers = workers,
	    .scratch = arena_array(arena, struct arena, workers.jobs),
	    .traces = arena_array(arena, struct traces, documents->n),
	};
	parallel_for(documents->n, workers.jobs, find_traces, &finding);
	for (unsigned i = 0; i < workers.jobs; i++)
		arena_free(&finding.scratch[i]);
	for (size_t i = 0; i < documents->n; i++)
		if (!documents->items[i]->withdrawn)
			add_document(arena, index, documents->items[i], &finding.traces[i]);
}

/* --- lists of documents --- */

static void
add_to_networks(struct arena *arena, struct index *index, const struct document *document, int which)
{
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct entity *network = document->networks.items[i].entity;
		if (!network || network->kind != ENTITY_NETWORK)
			continue;
		struct document_list *list = &index->of_network[which][network->index];
		if (!list->n || list->items[list->n - 1] != document)
			vec_push(arena, list, document);
	}
}

static void
add_minutes(struct arena *arena, struct index *index, const struct document *document)
{
	vec_push(arena, &index->minutes, document);
	size_t n = index->years.n;
	if (!n || index->years.items[n - 1].year != document->date.year)
		vec_push(arena, &index->years, (struct year){.year = document->date.year});
	vec_push(arena, &index->years.items[index->years.n - 1].minutes, document);
	add_to_networks(arena, index, document, 0);
}

static void
list_documents(struct arena *arena, struct index *index)
{
	const struct documents *documents = &index->archive->documents;
	for (size_t i = 0; i < documents->n; i++) {
		const struct document *document = documents->items[i];
		if (document->withdrawn)
			continue;
		if (document->kind == DOCUMENT_MINUTES)
			add_minutes(arena, index, document);
		else
			vec_push(arena, document->kind == DOCUMENT_OTHER ? &index->others : &index->plain, document);
	}
	sort_by_title(arena, &index->others);
	sort_by_title(arena, &index->plain);
	for (size_t i = 0; i < index->others.n; i++)
		add_to_networks(arena, index, index->others.items[i], 1);
}

/* What two documents with the same heading have in common. */
static str
heading_key(struct arena *arena, const struct document *document)
{
	struct buffer key = {.arena = arena};
	buffer_add_format(&key, "%d\n", (int)document->kind);
	buffer_add(&key, document->title);
	if (document->title.n)
		return buffer_str(&key);
	buffer_add_format(&key, "\n%d-%d-%d%d", document->date.year, document->date.month, document->date.day,
	                  document->date.approximate);
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct reference *network = &document->networks.items[i];
		buffer_lit(&key, "\n");
		buffer_add(&key, network->entity ? network->entity->id : network->text);
	}
	return buffer_str(&key);
}

static void
count_namesakes(struct arena *arena, struct index *index)
{
	const struct documents *documents = &index->archive->documents;
	struct map seen = {.arena = arena};
	for (size_t i = 0; i < documents->n; i++) {
		unsigned *count = NULL;
		void **slot = map_at(&seen, heading_key(arena, documents->items[i]));
		if (!*slot)
			*slot = arena_new(arena, unsigned);
		count = *slot;
		index->namesakes[documents->items[i]->index] = ++*count;
	}
}

/* --- entities of entities --- */

static void
list_children(struct arena *arena, struct index *index)
{
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < index->sorted[kind].n; i++) {
			const struct entity *entity = index->sorted[kind].items[i], *parent = entity_parent(entity);
			if (parent)
				vec_push(arena, &index->children[parent->kind][parent->index], entity);
		}
	for (size_t i = 0; i < index->sorted[ENTITY_PERSON].n; i++) {
		const struct entity *person = index->sorted[ENTITY_PERSON].items[i];
		const struct entity *home = person->person.municipality.entity;
		if (home && home->kind == ENTITY_MUNICIPALITY)
			vec_push(arena, &index->people[home->index], person);
	}
}

/* --- attendance --- */

bool
attendance_is_present(enum attendance state)
{
	return state == ATTENDANCE_PRESENT || state == ATTENDANCE_DERIVED;
}

static unsigned char *
attendance_row(const struct index *index, const struct document *minutes)
{
	return index->attendance + minutes->index * index->archive->entities[ENTITY_MUNICIPALITY].n;
}

/* Which municipalities are of each network, asked once: [network][municipality]. */
static bool *
membership_table(struct arena *arena, const struct archive *archive)
{
	size_t columns = archive->entities[ENTITY_MUNICIPALITY].n;
	bool *table = arena_array(arena, bool, archive->entities[ENTITY_NETWORK].n * columns + 1);
	for (size_t i = 0; i < archive->entities[ENTITY_NETWORK].n; i++)
		for (size_t j = 0; j < columns; j++) {
			const struct entity *network = archive->entities[ENTITY_NETWORK].items[i];
			table[network->index * columns + j] =
			    network_has_municipality(archive, network, archive->entities[ENTITY_MUNICIPALITY].items[j]);
		}
	return table;
}

static void
mark_attendance(unsigned char *row, const struct reference *reference, enum attendance state)
{
	if (reference->entity && reference->entity->kind == ENTITY_MUNICIPALITY)
		row[reference->entity->index] = (unsigned char)state;
}

static void
fill_attendance(const struct index *index, const struct document *minutes, const bool *members)
{
	size_t columns = index->archive->entities[ENTITY_MUNICIPALITY].n;
	unsigned char *row = attendance_row(index, minutes);
	for (size_t i = 0; i < minutes->networks.n; i++) {
		const struct entity *network = minutes->networks.items[i].entity;
		for (size_t j = 0; network && network->kind == ENTITY_NETWORK && j < columns; j++)
			if (members[network->index * columns + j])
				row[j] = ATTENDANCE_UNKNOWN;
	}
	for (size_t i = 0; i < minutes->absent.n; i++)
		mark_attendance(row, &minutes->absent.items[i].who, ATTENDANCE_ABSENT);
	for (size_t i = 0; i < minutes->present.n; i++) {
		mark_attendance(row, &minutes->present.items[i].who, ATTENDANCE_PRESENT);
		mark_attendance(row, &minutes->present.items[i].counts_for, ATTENDANCE_PRESENT);
	}
	const struct body *body = index->bodies[minutes->index];
	for (size_t i = 0; body && i < body->reports.n; i++) {
		const struct entity *reporting = body->reports.items[i].municipality;
		unsigned char said = reporting ? row[reporting->index] : ATTENDANCE_NONE;
		if (reporting && said != ATTENDANCE_PRESENT && said != ATTENDANCE_ABSENT)
			row[reporting->index] = ATTENDANCE_DERIVED; /* also a guest of the network */
	}
}

static void
list_attendance(struct arena *arena, struct index *index)
{
	const struct archive *archive = index->archive;
	size_t columns = archive->entities[ENTITY_MUNICIPALITY].n;
	index->attendance = arena_alloc(arena, archive->documents.n * columns + 1);
	const bool *members = membership_table(arena, archive);
	for (size_t i = 0; i < index->minutes.n; i++)
		fill_attendance(index, index->minutes.items[i], members);
	index->attended = arena_array(arena, size_t, columns + 1);
	for (size_t i = 0; i < archive->documents.n * columns; i++)
		index->attended[i % columns] += attendance_is_present(index->attendance[i]);
}

/* --- backlog, missing minutes --- */

/* Whether the minutes have a topic on their agenda: among their topics, or in a heading. */
static bool
takes_up(const struct appearance *appearance)
{
	return appearance->document->kind == DOCUMENT_MINUTES &&
	       (appearance->role == APPEARS_TOPIC || (appearance->role == APPEARS_TEXT && appearance->trace->heading));
}

/* The waiting of one topic, read from its appearances (in the order of the documents). Once it has been taken up it may
   come to wait again: that is another entry. */
static void
follow_topic(struct arena *arena, struct index *index, const struct entity *topic)
{
	const struct appearances *appearances = index_appearances(index, topic);
	struct waiting waiting = {.topic = topic};
	for (size_t i = 0; i < appearances->n; i++) {
		const struct appearance *appearance = &appearances->items[i];
		if (appearance->role == APPEARS_WAITING) {
			if (waiting.taken_up && waiting.taken_up != appearance->document) {
				vec_push(arena, &index->backlog, waiting);
				waiting = (struct waiting){.topic = topic};
			}
			vec_push(arena, &waiting.minutes, appearance->document);
			waiting.taken_up = NULL;
		} else if (waiting.minutes.n && !waiting.taken_up && takes_up(appearance) &&
		           appearance->document != waiting.minutes.items[waiting.minutes.n - 1]) {
			waiting.taken_up = appearance->document;
		}
	}
	if (waiting.minutes.n)
		vec_push(arena, &index->backlog, waiting);
}

static int
compare_missing(const void *a, const void *b)
{
	return str_compare(((const struct missing *)a)->stub->id, ((const struct missing *)b)->stub->id);
}

static void
list_missing(struct arena *arena, struct index *index)
{
	struct map by_id = {.arena = arena};
	for (size_t i = 0; i < index->archive->documents.n; i++) {
		const struct document *document = index->archive->documents.items[i];
		const struct body *body = index->bodies[document->index];
		for (size_t j = 0; body && j < body->stubs.n; j++) {
			const struct stub *stub = &body->stubs.items[j];
			void **slot = map_at(&by_id, stub->id);
			if (!*slot) {
				vec_push(arena, &index->missing, (struct missing){.stub = stub});
				*slot = (void *)(uintptr_t)index->missing.n;
			}
			struct document_list *cited_in = &index->missing.items[(uintptr_t)*slot - 1].cited_in;
			if (!cited_in->n || cited_in->items[cited_in->n - 1] != document)
				vec_push(arena, cited_in, document);
		}
	}
	if (index->missing.n)
		qsort(index->missing.items, index->missing.n, sizeof *index->missing.items, compare_missing);
}

/* --- */

enum attendance
index_attendance(const struct index *index, const struct document *minutes, const struct entity *municipality)
{
	if (minutes->kind != DOCUMENT_MINUTES)
		return ATTENDANCE_NONE;
	return attendance_row(index, minutes)[municipality->index];
}

const struct appearances *
index_appearances(const struct index *index, const struct entity *entity)
{
	return &index->appearances[entity->kind][entity->index];
}

const struct index *
index_new(struct arena *arena, const struct archive *archive, const struct body *const *bodies, struct workers workers)
{
	struct index *index = arena_new(arena, struct index);
	index->archive = archive;
	index->bodies = bodies;
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		index->appearances[kind] = arena_array(arena, struct appearances, archive->entities[kind].n + 1);
		index->plans_of[kind] = arena_array(arena, struct plan_list, archive->entities[kind].n + 1);
		index->children[kind] = arena_array(arena, struct entity_list, archive->entities[kind].n + 1);
		list_entities(arena, archive, (enum entity_kind)kind, &index->sorted[kind]);
	}
	for (int which = 0; which < 2; which++)
		index->of_network[which] =
		    arena_array(arena, struct document_list, archive->entities[ENTITY_NETWORK].n + 1);
	trails_prepare(arena, index);
	index->people = arena_array(arena, struct entity_list, archive->entities[ENTITY_MUNICIPALITY].n + 1);
	index->plans_in = arena_array(arena, struct plan_list, archive->documents.n + 1);
	index->of_document = arena_array(arena, struct appearances, archive->documents.n + 1);
	index->namesakes = arena_array(arena, unsigned, archive->documents.n + 1);

	add_documents(arena, index, workers);
	list_documents(arena, index);
	count_namesakes(arena, index);
	list_children(arena, index);
	list_attendance(arena, index);
	plans_arrange(arena, index);
	trails_arrange(arena, index, workers);
	for (size_t i = 0; i < index->sorted[ENTITY_TOPIC].n; i++)
		follow_topic(arena, index, index->sorted[ENTITY_TOPIC].items[i]);
	backlog_arrange(arena, index);
	list_missing(arena, index);
	registers_arrange(arena, index);
	return index;
}
