/* Planned meetings: which were held, and whose they are. */
#include <stdlib.h>

#include "index/arrange.h"

enum { HELD_DAYS = 31 /* of an interval that are looked through for minutes */ };

const struct references *
plan_bodies(const struct plan *plan)
{
	return plan->meeting->who.n ? &plan->meeting->who : &plan->document->networks;
}

str
reference_id(const struct reference *reference)
{
	return reference->entity ? reference->entity->id : reference->text;
}

/* --- what became of them --- */

static str
meeting_key(struct arena *arena, const struct reference *body, struct date date)
{
	return str_format(arena, "%.*s %.*s", STR(reference_id(body)), STR(date_iso(arena, date)));
}

/* Minutes by body and day, by body and month, and those whose day is not known by body and month again. */
struct held {
	struct map of_day, some_day;
};

static bool
has_exact_day(struct date date)
{
	return date_is_day(date) && !date.approximate;
}

static struct date
month_of(struct date date)
{
	return (struct date){.year = date.year, .month = date.month};
}

static struct held
minutes_by_day(struct arena *arena, const struct index *index)
{
	struct held held = {{.arena = arena}, {.arena = arena}};
	for (size_t i = 0; i < index->archive->documents.n; i++) {
		const struct document *minutes = index->archive->documents.items[i];
		if (minutes->kind != DOCUMENT_MINUTES) /* those that are withdrawn count: the meeting was held */
			break;
		for (size_t j = 0; minutes->date.year && j < minutes->networks.n; j++) {
			str month = meeting_key(arena, &minutes->networks.items[j], month_of(minutes->date));
			str day = meeting_key(arena, &minutes->networks.items[j], minutes->date);
			*map_at(&held.of_day, day) = (void *)minutes;
			if (minutes->date.day)
				*map_at(&held.of_day, month) = (void *)minutes;
			if (minutes->date.month && !has_exact_day(minutes->date))
				*map_at(&held.some_day, month) = (void *)minutes;
		}
	}
	return held;
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
	const struct references *who = plan_bodies(plan);
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

/* Minutes of the month where the day of one of the two is not known. */
static const struct document *
minutes_of_month(struct arena *arena, const struct held *held, const struct plan *plan)
{
	struct date day = plan->meeting->dates.first;
	const struct references *who = plan_bodies(plan);
	for (size_t i = 0; date_is_day(day) && i < who->n; i++) {
		str key = meeting_key(arena, &who->items[i], month_of(day));
		const struct document *minutes = map_get(day.approximate ? &held->of_day : &held->some_day, key);
		if (minutes && minutes != plan->document)
			return minutes;
	}
	return NULL;
}

/* The days that would fit minutes of some day in the month. More than one, and nobody can say which it was. */
struct claims {
	struct date day;
	bool several;
};

static void
claim(struct claims *claims, struct date day)
{
	claims->several = claims->several || (claims->day.year && !date_equal(claims->day, day));
	claims->day = day;
}

/* When it is known what moved. */
static void
follow_unknown_days(struct arena *arena, struct index *index, const struct held *held)
{
	struct claims *claims = arena_array(arena, struct claims, index->archive->documents.n + 1);
	for (size_t i = 0; i < index->plans.n; i++) {
		struct plan *plan = &index->plans.items[i];
		const struct document *minutes = plan->became ? plan->became : minutes_of_month(arena, held, plan);
		if (minutes && !plan->moved_to && date_is_day(plan->meeting->dates.first))
			claim(&claims[minutes->index], plan->meeting->dates.first);
	}
	for (size_t i = 0; i < index->plans.n; i++) {
		struct plan *plan = &index->plans.items[i];
		const struct document *minutes =
		    plan->became || plan->moved_to ? NULL : minutes_of_month(arena, held, plan);
		if (minutes && !claims[minutes->index].several)
			plan->became = minutes;
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
		add_plan_references(arena, index, plan_bodies(plan), plan);
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
	struct held held = minutes_by_day(arena, index);
	struct map newest = {.arena = arena};
	for (size_t i = 0; i < index->plans.n; i++)
		follow_plan(arena, &index->plans.items[i], &held.of_day, &newest);
	if (index->plans.n)
		qsort(index->plans.items, index->plans.n, sizeof *index->plans.items, compare_plans);
	list_plans(arena, index);
	moves_follow(arena, index);
	follow_unknown_days(arena, index, &held);
	list_past(arena, index);
}
