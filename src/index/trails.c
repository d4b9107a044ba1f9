/* What follows from the appearances once all documents have given theirs: how many meetings name an entity, over which
   pages they are spread, when topics were taken up and which are named together, and what ended decisions and
   assignments. */
#include "index/arrange.h"

#include <stdlib.h>

#include "base/text.h"

enum {
	RELATED = 8, /* how many related topics are kept */
	RELATED_MOST = 16, /* an item that names more topics says nothing about what belongs together */
	RELATED_WEIGHT = 720720, /* of an item, divided among the others it names; all of 1 to 15 divide it */
};

static struct appearances *
appearances_of(const struct index *index, const struct entity *entity)
{
	return &index->appearances[entity->kind][entity->index];
}

/* Where the appearances in the document of `from` end. */
static size_t
document_end(const struct appearances *all, size_t from)
{
	size_t end = from;
	while (end < all->n && all->items[end].document == all->items[from].document)
		end++;
	return end;
}

/* --- parts --- */

/* The rows of the longest list that the appearances [from, end) in one document give. */
static size_t
entries_in(const struct appearances *all, size_t from, size_t end)
{
	size_t count[APPEARS_TEXT + 1] = {0}, most = 1;
	for (size_t i = from; i < end; i++) {
		enum appearance_role role = all->items[i].role;
		if (role >= APPEARS_DECISION && ++count[role] > most)
			most = count[role];
	}
	return most;
}

static void
add_to_parts(struct arena *arena, struct parts *parts, const struct appearances *all, size_t from, size_t end)
{
	int year = all->items[from].document->date.year;
	size_t entries = entries_in(all, from, end);
	struct part *last = parts->n ? &parts->items[parts->n - 1] : NULL;
	bool same_year = last && last->year == year;
	if (!same_year || last->entries + entries > LIST_SPLIT) {
		struct part part = {.year = year, .number = same_year ? last->number + 1 : 1, .from = end, .to = end};
		vec_push(arena, parts, part);
	}
	last = &parts->items[parts->n - 1];
	last->from = from;
	last->entries += entries;
}

/* The entity's own page shows as many of the newest years as fit on it, and at least a part of the newest. */
static void
choose_front(struct parts *parts)
{
	size_t shown = 0;
	parts->front = parts->items[0].from;
	for (size_t i = 0; i < parts->n;) {
		size_t end = i, year = 0;
		for (; end < parts->n && parts->items[end].year == parts->items[i].year; end++)
			year += parts->items[end].entries;
		if (shown + year > LIST_SPLIT)
			return;
		shown += year;
		parts->front = parts->items[end - 1].from;
		i = end;
	}
}

static void
split(struct arena *arena, struct index *index, const struct entity *entity)
{
	const struct appearances *all = appearances_of(index, entity);
	struct parts *parts = &index->parts[entity->kind][entity->index];
	size_t entries = 0;
	for (size_t end; parts->minutes < all->n; parts->minutes = end) {
		if (all->items[parts->minutes].document->kind != DOCUMENT_MINUTES)
			break;
		end = document_end(all, parts->minutes);
		entries += entries_in(all, parts->minutes, end);
		index->meetings[entity->kind][entity->index]++;
	}
	if (entries <= LIST_SPLIT)
		return;
	for (size_t end = parts->minutes, from; end; end = from) {
		for (from = end - 1; from && all->items[from - 1].document == all->items[from].document; from--)
			;
		add_to_parts(arena, parts, all, from, end);
	}
	choose_front(parts);
}

/* --- when topics were taken up --- */

static void
add_raised(struct arena *arena, struct index *index, const struct entity *topic)
{
	const struct appearances *all = appearances_of(index, topic);
	struct raised_list *list = &index->raised[topic->index];
	for (size_t i = 0; i < all->n; i++) {
		const struct appearance *appearance = &all->items[i];
		const struct document *document = appearance->document;
		bool text = appearance->role == APPEARS_TEXT;
		if (document->kind != DOCUMENT_MINUTES || !document->date.year ||
		    (!text && appearance->role != APPEARS_TOPIC))
			continue;
		if (!list->n || list->items[list->n - 1].document != document)
			vec_push(arena, list, (struct raised){.document = document});
		struct raised *last = &list->items[list->n - 1];
		if (text && (!last->trace || (appearance->trace->heading && !last->trace->heading)))
			last->trace = appearance->trace;
	}
}

/* The first of them whose document does not come before this one. */
static size_t
raised_from(const struct raised_list *list, const struct document *document)
{
	size_t low = 0, high = list->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->items[middle].document->index < document->index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct raised *
index_raised_before(const struct index *index, const struct entity *topic, const struct document *document)
{
	const struct raised_list *list = &index->raised[topic->index];
	size_t at = raised_from(list, document);
	return at && document->date.year ? &list->items[at - 1] : NULL;
}

const struct raised *
index_raised_after(const struct index *index, const struct entity *topic, const struct document *document)
{
	const struct raised_list *list = &index->raised[topic->index];
	size_t at = raised_from(list, document);
	at += at < list->n && list->items[at].document == document;
	return at < list->n && document->date.year ? &list->items[at] : NULL;
}

/* --- related topics --- */

/* Counted for one topic at a time: `weight` is zero again for every topic when it is done. */
struct relating {
	uint64_t *weight; /* by topic */
	struct entity_list touched;
};

static void
count_beside(struct arena *arena, struct relating *relating, const struct entity *topic,
             const struct entity_list *beside)
{
	if (!beside || beside->n < 2 || beside->n > RELATED_MOST)
		return;
	for (size_t i = 0; i < beside->n; i++) {
		uint64_t *weight = &relating->weight[beside->items[i]->index];
		if (beside->items[i] == topic)
			continue;
		if (!*weight)
			vec_push(arena, &relating->touched, beside->items[i]);
		*weight += RELATED_WEIGHT / (beside->n - 1);
	}
}

static bool
is_nearer(const struct relating *relating, const struct entity *a, const struct entity *b)
{
	uint64_t x = relating->weight[a->index], y = relating->weight[b->index];
	return x != y ? x > y : a->index < b->index;
}

static void
keep_nearest(struct arena *arena, const struct relating *relating, struct entity_list *nearest,
             const struct entity *topic)
{
	if (nearest->n == RELATED && !is_nearer(relating, topic, nearest->items[RELATED - 1]))
		return;
	if (nearest->n < RELATED)
		vec_push(arena, nearest, topic);
	size_t at = nearest->n - 1;
	for (; at && is_nearer(relating, topic, nearest->items[at - 1]); at--)
		nearest->items[at] = nearest->items[at - 1];
	nearest->items[at] = topic;
}

static bool
is_family(const struct entity *a, const struct entity *b)
{
	return a->topic.parent.entity == b || b->topic.parent.entity == a;
}

static void
relate(struct arena *arena, struct index *index, struct relating *relating, const struct entity *topic)
{
	const struct appearances *all = appearances_of(index, topic);
	relating->touched.n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].role == APPEARS_TEXT)
			count_beside(arena, relating, topic, all->items[i].trace->topics);
	for (size_t i = 0; i < relating->touched.n; i++)
		if (!is_family(topic, relating->touched.items[i]))
			keep_nearest(arena, relating, &index->related[topic->index], relating->touched.items[i]);
	for (size_t i = 0; i < relating->touched.n; i++)
		relating->weight[relating->touched.items[i]->index] = 0;
}

/* --- what ended decisions and assignments --- */

static void
end_by(const struct document ***ended, size_t count, const struct citation *citation, char letter,
       const struct document *by)
{
	const struct document *document = citation->document;
	if (!document || citation->letter != letter || !citation->number || citation->number > count)
		return;
	const struct document **slot = &ended[document->index][citation->number - 1];
	*slot = *slot ? *slot : by;
}

static void
end_rulings(struct index *index, const struct document *by)
{
	const struct body *body = index->bodies[by->index];
	for (size_t i = 0; body && i < body->decisions.n; i++)
		for (size_t j = 0; j < body->decisions.items[i].supersedes.n; j++) {
			const struct citation *citation = &body->decisions.items[i].supersedes.items[j];
			const struct body *other = citation->document ? index->bodies[citation->document->index] : NULL;
			end_by(index->superseded, other ? other->decisions.n : 0, citation, 'B', by);
		}
	for (size_t i = 0; body && i < body->closings.n; i++) {
		const struct citation *citation = &body->closings.items[i].citation;
		const struct body *other = citation->document ? index->bodies[citation->document->index] : NULL;
		end_by(index->closed, other ? other->assignments.n : 0, citation, 'U', by);
	}
}

static void
list_endings(struct arena *arena, struct index *index)
{
	const struct documents *documents = &index->archive->documents;
	for (size_t i = 0; i < documents->n; i++) {
		const struct body *body = index->bodies[i];
		if (body && body->decisions.n)
			index->superseded[i] = arena_array(arena, const struct document *, body->decisions.n);
		if (body && body->assignments.n)
			index->closed[i] = arena_array(arena, const struct document *, body->assignments.n);
	}
	for (size_t i = 0; i < documents->n; i++)
		end_rulings(index, documents->items[i]);
}

const struct document *
index_superseded(const struct index *index, const struct document *document, const struct decision *decision)
{
	return index->superseded[document->index][decision->number - 1];
}

const struct document *
index_closed(const struct index *index, const struct document *document, const struct assignment *assignment)
{
	return index->closed[document->index][assignment->number - 1];
}

/* --- people by letter --- */

/* What a person is filed under: `sorteras`, else the last name. */
static str
filed_name(const struct entity *person)
{
	str name = str_trim(person->name);
	size_t start = name.n;
	if (person->person.sort_as.n)
		return person->person.sort_as;
	while (start && name.p[start - 1] != ' ')
		start--;
	return str_from(name, start);
}

static str
first_character(str text, uint32_t *code)
{
	size_t end = 0;
	*code = text_next(text, &end);
	return str_slice(text, 0, end);
}

/* The letter a Swedish reader looks under: "Ö", never "O", but É under E; what begins with no letter is under "#". */
static str
first_letter(struct arena *arena, const struct entity *person)
{
	uint32_t code;
	str upper = text_nfc(arena, text_upper_first(arena, filed_name(person)));
	str letter = first_character(upper, &code);
	if (!text_is_letter(code))
		return S("#");
	if (str_eq(letter, S("Å")) || str_eq(letter, S("Ä")) || str_eq(letter, S("Ö")))
		return letter;
	return first_character(text_nfd(arena, letter), &code);
}

/* Å, Ä and Ö are letters of their own, and their addresses must differ from those of A and O. */
static str
letter_slug(struct arena *arena, str letter)
{
	static const struct {
		const char *letter, *slug;
	} own[] = {{"Å", "aa"}, {"Ä", "ae"}, {"Ö", "oe"}, {"#", "ovriga"}};
	size_t at = 0;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_eq(letter, str_of(own[i].letter)))
			return str_of(own[i].slug);
	str slug = text_slug(arena, letter);
	return slug.n == 1 ? slug : str_format(arena, "u%x", text_next(letter, &at));
}

/* Names of other scripts and with accents may stand between those of one letter. */
static void
list_letters(struct arena *arena, struct index *index)
{
	const struct entity_list *people = &index->sorted[ENTITY_PERSON];
	struct map seen = {.arena = arena};
	for (size_t i = 0; i < people->n; i++) {
		str letter = first_letter(arena, people->items[i]);
		void **slot = map_at(&seen, letter);
		if (!*slot) {
			vec_push(arena, &index->letters, (struct letter){letter, letter_slug(arena, letter), {0}});
			*slot = (void *)(uintptr_t)index->letters.n;
		}
		vec_push(arena, &index->letters.items[(uintptr_t)*slot - 1].people, people->items[i]);
	}
}

/* --- */

void
trails_prepare(struct arena *arena, struct index *index)
{
	const struct archive *archive = index->archive;
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		index->meetings[kind] = arena_array(arena, size_t, archive->entities[kind].n + 1);
		index->parts[kind] = arena_array(arena, struct parts, archive->entities[kind].n + 1);
	}
	index->raised = arena_array(arena, struct raised_list, archive->entities[ENTITY_TOPIC].n + 1);
	index->related = arena_array(arena, struct entity_list, archive->entities[ENTITY_TOPIC].n + 1);
	index->superseded = arena_array(arena, const struct document **, archive->documents.n + 1);
	index->closed = arena_array(arena, const struct document **, archive->documents.n + 1);
}

/* Entities are followed one by one, each on its own. */
struct following {
	struct index *index;
	struct workers workers;
	struct relating *relating; /* by worker */
	struct entity_list entities;
};

static void
follow(void *context, unsigned worker, size_t i)
{
	struct following *following = context;
	struct arena *arena = &following->workers.arenas[worker];
	const struct entity *entity = following->entities.items[i];
	split(arena, following->index, entity);
	if (entity->kind != ENTITY_TOPIC)
		return;
	add_raised(arena, following->index, entity);
	relate(arena, following->index, &following->relating[worker], entity);
}

void
trails_arrange(struct arena *arena, struct index *index, struct workers workers)
{
	const struct entities *all = index->archive->entities;
	struct following following = {
	    .index = index, .workers = workers, .relating = arena_array(arena, struct relating, workers.jobs)};
	for (unsigned i = 0; i < workers.jobs; i++)
		following.relating[i].weight = arena_array(arena, uint64_t, all[ENTITY_TOPIC].n + 1);
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < all[kind].n; i++)
			vec_push(arena, &following.entities, (const struct entity *)all[kind].items[i]);
	parallel_for(following.entities.n, workers.jobs, follow, &following);
	list_endings(arena, index);
	list_letters(arena, index);
}
