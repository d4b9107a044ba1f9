/* The orders of the registers: decisions and assignments by meeting and year, what supersedes what, by when assignments
   are due and which of them are open, and the round tables spread over pages. */
#include <limits.h>
#include <stdlib.h>

#include "base/text.h"
#include "index/arrange.h"

/* --- decisions and assignments, newest meeting first --- */

static void
add_rulings(struct arena *arena, struct index *index, const struct document *document)
{
	const struct body *body = index->bodies[document->index];
	for (size_t i = 0; body && i < body->decisions.n; i++)
		vec_push(arena, &index->decisions, (struct ruled){document, {.decision = &body->decisions.items[i]}});
	for (size_t i = 0; body && i < body->assignments.n; i++)
		vec_push(arena, &index->assignments,
		         (struct ruled){document, {.assignment = &body->assignments.items[i]}});
}

static void
end_year(struct arena *arena, struct ruling_list *list, const struct year *year)
{
	size_t from = list->years.n ? list->years.items[list->years.n - 1].to : 0;
	if (list->n > from)
		vec_push(arena, &list->years, (struct ruling_year){year, from, list->n});
}

static void
list_rulings(struct arena *arena, struct index *index)
{
	for (size_t i = index->years.n; i-- > 0;) {
		const struct year *year = &index->years.items[i];
		for (size_t j = year->minutes.n; j-- > 0;)
			add_rulings(arena, index, year->minutes.items[j]);
		end_year(arena, &index->decisions, year);
		end_year(arena, &index->assignments, year);
	}
}

/* --- what supersedes what --- */

static void
add_superseding(struct index *index, const struct document *by, const struct decision *decision)
{
	for (size_t i = 0; i < decision->supersedes.n; i++) {
		const struct citation *citation = &decision->supersedes.items[i];
		const struct body *body = citation->document ? index->bodies[citation->document->index] : NULL;
		if (!body || citation->letter != 'B' || !citation->number || citation->number > body->decisions.n)
			continue;
		struct ruled *slot = &index->superseding[citation->document->index][citation->number - 1];
		if (!slot->document)
			*slot = (struct ruled){by, {.decision = decision}};
	}
}

static void
list_superseding(struct arena *arena, struct index *index)
{
	size_t n = index->archive->documents.n;
	index->superseding = arena_array(arena, struct ruled *, n + 1);
	for (size_t i = 0; i < n; i++)
		if (index->bodies[i] && index->bodies[i]->decisions.n)
			index->superseding[i] = arena_array(arena, struct ruled, index->bodies[i]->decisions.n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; index->bodies[i] && j < index->bodies[i]->decisions.n; j++)
			add_superseding(index, index->archive->documents.items[i],
			                &index->bodies[i]->decisions.items[j]);
}

const struct ruled *
index_superseding(const struct index *index, const struct document *document, const struct decision *decision)
{
	const struct ruled *by = &index->superseding[document->index][decision->number - 1];
	return by->document ? by : NULL;
}

/* --- decisions by topic --- */

/* Where the decisions in the document of appearances [0, end) begin. */
static size_t
document_start(const struct appearances *all, size_t end)
{
	size_t from = end;
	while (from && all->items[from - 1].document == all->items[end - 1].document)
		from--;
	return from;
}

static void
list_by_topic(struct arena *arena, struct index *index)
{
	const struct entity_list *topics = &index->sorted[ENTITY_TOPIC];
	bool **told = arena_array(arena, bool *, index->archive->documents.n + 1);
	for (size_t i = 0; i < index->archive->documents.n; i++)
		if (index->bodies[i] && index->bodies[i]->decisions.n)
			told[i] = arena_array(arena, bool, index->bodies[i]->decisions.n);
	index->decisions_about = arena_array(arena, struct ruling_list, index->archive->entities[ENTITY_TOPIC].n + 1);
	for (size_t i = 0; i < topics->n; i++) {
		const struct appearances *all = index_appearances(index, topics->items[i]);
		struct ruling_list *list = &index->decisions_about[topics->items[i]->index];
		for (size_t end = all->n, from; end; end = from) {
			from = document_start(all, end);
			for (size_t j = from; j < end; j++) {
				if (all->items[j].role != APPEARS_DECISION)
					continue;
				const struct document *document = all->items[j].document;
				vec_push(arena, list, (struct ruled){document, {.decision = all->items[j].decision}});
				told[document->index][all->items[j].decision->number - 1] = true;
			}
		}
	}
	for (size_t i = 0; i < index->decisions.n; i++) {
		const struct ruled *ruling = &index->decisions.items[i];
		if (!told[ruling->document->index][ruling->decision->number - 1])
			vec_push(arena, &index->decisions_elsewhere, *ruling);
	}
}

/* --- by when --- */

/* The first minutes of a network that are not before a date. Those without a date stand first. */
static size_t
first_minutes(const struct document_list *minutes, struct date date)
{
	size_t low = 0, high = minutes->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (date_compare(minutes->items[middle]->date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first plan that is not before a date, or one without a date. */
static size_t
first_plan(const struct plan_list *plans, struct date date)
{
	size_t low = 0, high = plans->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct date first = plans->items[middle]->meeting->dates.first;
		if (first.year && date_compare(first, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_planned_for(const struct plan *plan, const struct entity *network)
{
	return plan->meeting->who.n ? references_have(&plan->meeting->who, network)
	                            : document_is_of(plan->document, network);
}

/* The minutes of a meeting that is to be on a day, or the newest plan of it. */
static struct due
meeting_on(const struct index *index, const struct entity *network, struct date date)
{
	const struct document_list *minutes = &index->of_network[0][network->index];
	const struct plan_list *plans = &index->plans_of[ENTITY_NETWORK][network->index];
	struct due due = {.date = date};
	size_t at = first_minutes(minutes, date);
	if (at < minutes->n && date_equal(minutes->items[at]->date, date)) {
		due.minutes = minutes->items[at];
		return due;
	}
	for (at = first_plan(plans, date); at < plans->n && date_equal(plans->items[at]->meeting->dates.first, date);
	     at++)
		if (is_planned_for(plans->items[at], network))
			due.plan = plans->items[at];
	return due;
}

/* The meeting of a network that comes after other minutes: held, or else planned. */
static struct due
meeting_after(const struct index *index, const struct entity *network, const struct document *document)
{
	const struct document_list *minutes = &index->of_network[0][network->index];
	const struct plan_list *plans = &index->plans_of[ENTITY_NETWORK][network->index];
	size_t at = first_minutes(minutes, document->date);
	while (at < minutes->n && minutes->items[at]->index <= document->index)
		at++;
	if (at < minutes->n)
		return (struct due){.date = minutes->items[at]->date, .minutes = minutes->items[at]};
	for (at = first_plan(plans, document->date); at < plans->n && plans->items[at]->meeting->dates.first.year;
	     at++) {
		const struct plan *plan = plans->items[at];
		bool later = date_compare(document->date, plan->meeting->dates.first) < 0;
		if (later && !plan->replaced && !plan->moved_to && is_planned_for(plan, network))
			return (struct due){.date = plan->meeting->dates.first, .plan = plan};
	}
	return (struct due){0};
}

static bool
take_end(str *text, str end)
{
	if (!str_ends(*text, end))
		return false;
	text->n -= end.n;
	return true;
}

static bool
take_start(str *text, str start)
{
	if (!str_starts(*text, start))
		return false;
	*text = str_from(*text, start.n);
	return true;
}

/* The network whose next meeting the words mean: "nästa möte", "nästa SIKT-möte", "nästa möte med SIKT"; NULL. */
static const struct entity *
network_of_next(struct arena *arena, const struct index *index, const struct document *document, str words)
{
	static const char *const meetings[] = {"möte", "mötet", "träff", "träffen", "sammanträde", "sammanträdet"};
	static const char *const links[] = {" i ", " med ", " för "};
	const struct entity *own = document->networks.n ? document->networks.items[0].entity : NULL;
	str rest = text_fold(arena, words);
	if (!take_start(&rest, S("nästa ")) && !take_start(&rest, S("nästkommande ")))
		return NULL;
	for (size_t i = 0; i < sizeof meetings / sizeof *meetings; i++) {
		str meeting = str_of(meetings[i]), name = rest;
		if (str_eq(rest, meeting))
			return own && own->kind == ENTITY_NETWORK ? own : NULL;
		if (take_end(&name, meeting) && take_end(&name, S("-")))
			return archive_find(index->archive, ENTITY_NETWORK, name);
		name = rest;
		for (size_t j = 0; take_start(&name, meeting) && j < sizeof links / sizeof *links; j++, name = rest)
			if (take_start(&name, str_of(links[j])))
				return archive_find(index->archive, ENTITY_NETWORK, name);
	}
	return NULL;
}

/* A plan that was moved is due on its new day. */
static struct due
as_moved(struct due due)
{
	while (due.plan && due.plan->moved_to)
		due = (struct due){.date = due.plan->moved_to->meeting->dates.first, .plan = due.plan->moved_to};
	if (due.plan && due.plan->became)
		due = (struct due){.date = due.plan->became->date, .minutes = due.plan->became};
	return due;
}

static struct due
due_of(struct arena *arena, const struct index *index, const struct document *document,
       const struct assignment *assignment)
{
	struct due due = {.date = assignment->due};
	for (size_t i = 0; i < assignment->due_networks.n; i++) {
		due = meeting_on(index, assignment->due_networks.items[i], assignment->due);
		if (due.minutes || due.plan)
			return as_moved(due);
	}
	if (due.date.year || !assignment->due_meeting.n || !document->date.year)
		return due;
	const struct entity *network = network_of_next(arena, index, document, assignment->due_meeting);
	return network ? as_moved(meeting_after(index, network, document)) : due;
}

static void
list_dues(struct arena *arena, struct index *index)
{
	size_t n = index->archive->documents.n;
	index->due = arena_array(arena, struct due *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct body *body = index->bodies[i];
		if (!body || !body->assignments.n)
			continue;
		index->due[i] = arena_array(arena, struct due, body->assignments.n);
		for (size_t j = 0; j < body->assignments.n; j++)
			index->due[i][j] =
			    due_of(arena, index, index->archive->documents.items[i], &body->assignments.items[j]);
	}
}

const struct due *
index_due(const struct index *index, const struct document *document, const struct assignment *assignment)
{
	return &index->due[document->index][assignment->number - 1];
}

/* --- open assignments --- */

struct pressing {
	long day; /* by which it is due; LONG_MAX: none */
	struct ruled ruling;
};

/* By the day they are due, those without one last; the oldest first of those alike. */
static int
compare_pressing(const void *a, const void *b)
{
	const struct pressing *left = a, *right = b;
	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	if (left->ruling.document != right->ruling.document)
		return left->ruling.document->index < right->ruling.document->index ? -1 : 1;
	unsigned x = left->ruling.assignment->number, y = right->ruling.assignment->number;
	return (x > y) - (x < y);
}

static void
list_open(struct arena *arena, struct index *index)
{
	const struct ruling_list *all = &index->assignments;
	struct pressing *open = arena_array(arena, struct pressing, all->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct ruled *ruling = &all->items[i];
		enum assignment_status status = index_assignment_status(index, ruling->document, ruling->assignment);
		if (status == ASSIGNMENT_CLOSED)
			continue;
		struct date due = index_due(index, ruling->document, ruling->assignment)->date;
		open[n++] = (struct pressing){due.year ? date_days(date_last_day(due)) : LONG_MAX, *ruling};
		index->overdue += status == ASSIGNMENT_OVERDUE;
	}
	qsort(open, n, sizeof *open, compare_pressing);
	for (size_t i = 0; i < n; i++)
		vec_push(arena, &index->open, open[i].ruling);
}

/* --- round tables --- */

static void
add_round_table(struct arena *arena, struct index *index, const struct year *year, const struct document *minutes)
{
	size_t reports = index->bodies[minutes->index]->reports.n, n = index->round_parts.n;
	struct round_part *last = n ? &index->round_parts.items[n - 1] : NULL;
	bool same_year = last && last->year == year;
	if (!same_year || last->reports + reports > LIST_SPLIT) {
		struct round_part part = {.year = year, .number = same_year ? last->number + 1 : 1};
		part.from = part.to = index->round_tables.n;
		vec_push(arena, &index->round_parts, part);
	}
	last = &index->round_parts.items[index->round_parts.n - 1];
	vec_push(arena, &index->round_tables, minutes);
	last->to = index->round_tables.n;
	last->reports += reports;
}

static void
list_round_tables(struct arena *arena, struct index *index)
{
	for (size_t i = index->years.n; i-- > 0;) {
		const struct year *year = &index->years.items[i];
		for (size_t j = year->minutes.n; j-- > 0;) {
			const struct body *body = index->bodies[year->minutes.items[j]->index];
			if (body && body->reports.n)
				add_round_table(arena, index, year, year->minutes.items[j]);
		}
	}
}

/* --- */

void
registers_arrange(struct arena *arena, struct index *index)
{
	list_rulings(arena, index);
	list_superseding(arena, index);
	list_by_topic(arena, index);
	list_dues(arena, index);
	list_open(arena, index);
	list_round_tables(arena, index);
}
