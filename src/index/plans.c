/* Planned meetings: which were held, which later minutes say again, and which later minutes put on another day. */
#include <stdlib.h>

#include "base/buffer.h"
#include "index/arrange.h"

enum {
	SERIES_MOST = 64, /* meetings of one series that are paired with others at once: more are left as they are */
	MOVED_MOST = 183, /* days between the two, unless they have a topic in common */
	HELD_DAYS = 31, /* of an interval that are looked through for minutes */
};

/* The bodies of a planned meeting: its own, else the networks of the minutes. */
static const struct references *
bodies_of(const struct plan *plan)
{
	return plan->meeting->who.n ? &plan->meeting->who : &plan->document->networks;
}

static str
body_id(const struct reference *body)
{
	return body->entity ? body->entity->id : body->text;
}

/* --- what became of them --- */

static str
meeting_key(struct arena *arena, const struct reference *body, struct date date)
{
	return str_format(arena, "%.*s %.*s", STR(body_id(body)), STR(date_iso(arena, date)));
}

/* Minutes by body and day, and by body and month. */
static struct map
minutes_by_day(struct arena *arena, const struct index *index)
{
	struct map map = {.arena = arena};
	for (size_t i = 0; i < index->archive->documents.n; i++) {
		const struct document *minutes = index->archive->documents.items[i];
		if (minutes->kind != DOCUMENT_MINUTES) /* those that are withdrawn count: the meeting was held */
			break;
		struct date month = {.year = minutes->date.year, .month = minutes->date.month};
		for (size_t j = 0; minutes->date.year && j < minutes->networks.n; j++) {
			const struct reference *body = &minutes->networks.items[j];
			*map_at(&map, meeting_key(arena, body, minutes->date)) = (void *)minutes;
			if (minutes->date.day)
				*map_at(&map, meeting_key(arena, body, month)) = (void *)minutes;
		}
	}
	return map;
}

/* The minutes of the day, of one of the days, or of a day in the month that was planned. Minutes do not hold what they
   plan. */
static const struct document *
minutes_of(struct arena *arena, const struct map *held, const struct plan *plan, const struct reference *body)
{
	struct dates dates = plan->meeting->dates;
	long first = date_days(dates.first), days = 1;
	if (date_is_day(dates.first) && date_is_day(dates.last))
		days = date_days(dates.last) - first + 1;
	for (long i = 0; i < days && i < HELD_DAYS; i++) {
		struct date day = i ? date_from_days(first + i) : dates.first;
		const struct document *minutes = map_get(held, meeting_key(arena, body, day));
		if (minutes && minutes != plan->document)
			return minutes;
	}
	return NULL;
}

static void
follow_plan(struct arena *arena, struct plan *plan, const struct map *held, struct map *newest)
{
	const struct references *who = bodies_of(plan);
	for (size_t i = 0; plan->meeting->dates.first.year && i < who->n; i++) {
		if (!plan->became)
			plan->became = minutes_of(arena, held, plan, &who->items[i]);
		str key = meeting_key(arena, &who->items[i], plan->meeting->dates.first);
		struct plan **earlier = (struct plan **)map_at(newest, key);
		if (*earlier && (*earlier)->document != plan->document)
			(*earlier)->replaced = true;
		*earlier = plan;
	}
}

static int
compare_plans(const void *a, const void *b)
{
	const struct plan *left = a, *right = b;
	struct date x = left->meeting->dates.first, y = right->meeting->dates.first;
	if (!x.year != !y.year)
		return x.year ? -1 : 1;
	int order = date_compare(x, y);
	if (order)
		return order;
	if (left->document != right->document)
		return left->document->index < right->document->index ? -1 : 1;
	return (left->meeting > right->meeting) - (left->meeting < right->meeting);
}

/* --- by entity and document --- */

static void
add_plan(struct arena *arena, struct index *index, const struct entity *entity, const struct plan *plan)
{
	if (!entity)
		return;
	struct plan_list *list = &index->plans_of[entity->kind][entity->index];
	if (!list->n || list->items[list->n - 1] != plan)
		vec_push(arena, list, plan);
}

static void
add_plan_references(struct arena *arena, struct index *index, const struct references *references,
                    const struct plan *plan)
{
	for (size_t i = 0; i < references->n; i++)
		add_plan(arena, index, references->items[i].entity, plan);
}

static void
list_plans(struct arena *arena, struct index *index)
{
	for (size_t i = 0; i < index->plans.n; i++) {
		const struct plan *plan = &index->plans.items[i];
		add_plan_references(arena, index, bodies_of(plan), plan);
		add_plan_references(arena, index, &plan->meeting->topics, plan);
		add_plan_references(arena, index, &plan->meeting->taking_part, plan);
		add_plan(arena, index, plan->meeting->municipality.entity, plan);
		vec_push(arena, &index->plans_in[plan->document->index], plan);
	}
}

static void
list_past(struct arena *arena, struct index *index)
{
	for (size_t i = index->plans.n; i-- > 0;) {
		const struct plan *plan = &index->plans.items[i];
		if (plan->replaced || index_plan_status(index, plan) == PLAN_COMING)
			continue;
		int year = plan->meeting->dates.first.year;
		size_t n = index->plan_years.n;
		if (!n || index->plan_years.items[n - 1].year.year != year)
			vec_push(arena, &index->plan_years, (struct plan_year){{.year = year}, index->past.n, index->past.n});
		vec_push(arena, &index->past, plan);
		index->plan_years.items[index->plan_years.n - 1].to++;
	}
}

void
plans_arrange(struct arena *arena, struct index *index)
{
	struct map held = minutes_by_day(arena, index), newest = {.arena = arena}, all = {.arena = arena};
	for (size_t i = 0; i < index->plans.n; i++)
		follow_plan(arena, &index->plans.items[i], &held, &newest);
	if (index->plans.n)
		qsort(index->plans.items, index->plans.n, sizeof *index->plans.items, compare_plans);
	list_plans(arena, index);
	for (size_t i = 0; i < index->minutes.n; i++)
		if (index->minutes.items[i]->date.year)
			read_minutes(arena, index, &all, index->minutes.items[i]);
	list_past(arena, index);
}
