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

/* --- moves --- */

struct plan_row {
	struct plan **items;
	size_t n, cap;
};

/* What the minutes of one network plan for the same bodies and of the same kind. */
struct series {
	struct plan_row open;  /* days that no minutes have been written for and no later minutes have named */
	struct plan_row fresh; /* days that these minutes are the first to name */
	struct map days;       /* every day planned so far: the newest plan that names it */
	const struct document *at; /* the minutes that were read last */
};

static str
series_key(struct arena *arena, const struct plan *plan, const struct reference *network)
{
	const struct references *who = bodies_of(plan);
	struct strs ids = {0};
	for (size_t i = 0; i < who->n; i++) {
		vec_push(arena, &ids, body_id(&who->items[i]));
		for (size_t j = i; j && str_compare(ids.items[j], ids.items[j - 1]) < 0; j--) {
			str other = ids.items[j];
			ids.items[j] = ids.items[j - 1];
			ids.items[j - 1] = other;
		}
	}
	struct buffer key = {.arena = arena};
	buffer_add_format(&key, "%d\n%.*s", (int)plan->meeting->kind, STR(body_id(network)));
	for (size_t i = 0; i < ids.n; i++)
		buffer_add_format(&key, "\n%.*s", STR(ids.items[i]));
	return buffer_str(&key);
}

static long
last_day(struct date date)
{
	return date_days(date_last_day(date));
}

static size_t
topics_in_common(const struct planned_meeting *a, const struct planned_meeting *b)
{
	size_t n = 0;
	for (size_t i = 0; i < a->topics.n; i++)
		for (size_t j = 0; j < b->topics.n; j++)
			n += a->topics.items[i].entity && a->topics.items[i].entity == b->topics.items[j].entity;
	return n;
}

/* What pairing the two is worth: as many pairs as possible come first, then nearness, then topics in common. Below 0:
   not to be paired. */
static long long
worth(const struct plan *lost, const struct plan *fresh)
{
	enum { TOPICS = 8 };
	long apart = labs(date_days(fresh->meeting->dates.first) - date_days(lost->meeting->dates.first));
	size_t common = topics_in_common(lost->meeting, fresh->meeting);
	if (apart > MOVED_MOST && !common)
		return -1;
	return (1LL << 40) - apart * TOPICS + (long long)(common < TOPICS ? common : TOPICS - 1);
}

static void
move(struct plan *from, struct plan *to)
{
	from->moved_to = to;
	to->moved_from = from;
}

/* Pairs the two in the order of their days, no pair crossing another. */
static void
pair_in_order(struct arena *arena, const struct plan_row *lost, const struct plan_row *fresh)
{
	size_t columns = fresh->n + 1;
	long long *best = arena_array(arena, long long, (lost->n + 1) * columns);
	for (size_t i = 1; i <= lost->n; i++)
		for (size_t j = 1; j <= fresh->n; j++) {
			long long above = best[(i - 1) * columns + j], left = best[i * columns + j - 1];
			long long pair = worth(lost->items[i - 1], fresh->items[j - 1]);
			long long both = pair < 0 ? pair : pair + best[(i - 1) * columns + j - 1];
			long long most = above > left ? above : left;
			best[i * columns + j] = both > most ? both : most;
		}
	for (size_t i = lost->n, j = fresh->n; i && j;) {
		if (best[i * columns + j] == best[(i - 1) * columns + j])
			i--;
		else if (best[i * columns + j] == best[i * columns + j - 1])
			j--;
		else
			move(lost->items[--i], fresh->items[--j]);
	}
}

static int
compare_pointed(const void *a, const void *b)
{
	return compare_plans(*(struct plan *const *)a, *(struct plan *const *)b);
}

/* The minutes say other days than those before them did: what they no longer say has moved to what is new in them. */
static void
follow_series(struct arena *arena, struct series *series)
{
	struct plan_row lost = {0}, fresh = {0};
	size_t kept = 0;
	for (size_t i = 0; i < series->open.n; i++) {
		struct plan *plan = series->open.items[i];
		/* What lies before the minutes cannot be moved by them, and neither can what they may come after. */
		if (last_day(plan->meeting->dates.first) < last_day(series->at->date) || plan->moved_to)
			continue;
		series->open.items[kept++] = plan;
		if (date_days(plan->document->date) < date_days(series->at->date))
			vec_push(arena, &lost, plan);
	}
	series->open.n = kept;
	for (size_t i = 0; i < series->fresh.n; i++)
		if (!series->fresh.items[i]->moved_from)
			vec_push(arena, &fresh, series->fresh.items[i]);
	series->fresh.n = 0;
	if (!lost.n || !fresh.n || lost.n > SERIES_MOST || fresh.n > SERIES_MOST)
		return;
	qsort(lost.items, lost.n, sizeof *lost.items, compare_pointed);
	pair_in_order(arena, &lost, &fresh);
}

static void
read_plan(struct arena *arena, struct series *series, struct plan *plan)
{
	struct plan **named = (struct plan **)map_at(&series->days, date_iso(arena, plan->meeting->dates.first));
	if (!*named)
		vec_push(arena, &series->fresh, plan);
	else if ((*named)->moved_from && (*named)->document != plan->document)
		move((struct plan *)(*named)->moved_from, plan); /* said again: the newest saying stands for it */
	*named = plan;
}

static void
read_minutes(struct arena *arena, struct index *index, struct map *all, const struct document *minutes)
{
	const struct plan_list *plans = &index->plans_in[minutes->index];
	for (size_t n = 0; n < minutes->networks.n; n++) {
		VEC(struct series *) touched = {0};
		for (size_t i = 0; i < plans->n; i++) {
			struct plan *plan = &index->plans.items[plans->items[i] - index->plans.items];
			if (!plan->meeting->dates.first.year)
				continue;
			str key = series_key(arena, plan, &minutes->networks.items[n]);
			struct series **series = (struct series **)map_at(all, key);
			if (!*series)
				*series = arena_new(arena, struct series);
			if ((*series)->at != minutes)
				vec_push(arena, &touched, *series);
			(*series)->at = minutes;
			(*series)->days.arena = arena;
			read_plan(arena, *series, plan);
			if (!plan->became && !plan->replaced)
				vec_push(arena, &(*series)->open, plan);
		}
		for (size_t i = 0; i < touched.n; i++)
			follow_series(arena, touched.items[i]);
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
