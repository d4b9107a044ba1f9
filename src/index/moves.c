/* What later minutes say of meetings that earlier ones planned: the same again, or another day. Minutes are read in
   their order, series by series; what was held in the end is known already. */
#include <stdlib.h>

#include "base/buffer.h"
#include "index/arrange.h"

enum {
	SERIES_MOST = 64, /* meetings of one series that are paired with others at once: more are left as they are */
	MOVED_MOST = 183, /* days between the two, unless they have a topic in common */
};

struct plan_row {
	struct plan **items;
	size_t n, cap;
};

/* What the minutes of one network plan for the same bodies and of the same kind. */
struct series {
	struct plan_row open; /* days that no minutes have been written for and no later minutes have named */
	struct plan_row said; /* what the minutes that are read plan, by day */
	struct map days; /* every day planned so far: the newest plan that names it */
	struct map waiting; /* what has no day yet, by its topics, or by its text where it has none */
	const struct document *at; /* the minutes that are read */
};

struct reading {
	struct arena *arena;
	struct index *index;
	struct map all; /* the series */
};

/* --- keys --- */

/* Their ids in order, one a line: which comes first says nothing. */
static void
add_ids(struct buffer *key, const struct references *references)
{
	struct strs ids = {0};
	for (size_t i = 0; i < references->n; i++) {
		vec_push(key->arena, &ids, reference_id(&references->items[i]));
		for (size_t j = i; j && str_compare(ids.items[j], ids.items[j - 1]) < 0; j--) {
			str other = ids.items[j];
			ids.items[j] = ids.items[j - 1];
			ids.items[j - 1] = other;
		}
	}
	for (size_t i = 0; i < ids.n; i++)
		buffer_add_format(key, "%.*s\n", STR(ids.items[i]));
}

static str
series_key(struct arena *arena, const struct plan *plan, const struct reference *network)
{
	struct buffer key = {.arena = arena};
	buffer_add_format(&key, "%d\n%.*s\n", (int)plan->meeting->kind, STR(reference_id(network)));
	add_ids(&key, plan_bodies(plan));
	return buffer_str(&key);
}

/* What it is about; empty for a dated plan without topics. */
static str
matter_key(struct arena *arena, const struct planned_meeting *meeting)
{
	struct buffer key = {.arena = arena};
	add_ids(&key, &meeting->topics);
	if (!meeting->topics.n && !meeting->dates.first.year)
		buffer_add_format(&key, "\n%.*s", STR(meeting->text));
	return buffer_str(&key);
}

static str
day_key(struct arena *arena, const struct plan *plan)
{
	return date_iso(arena, plan->meeting->dates.first);
}

static long
last_day(struct date date)
{
	return date_days(date_last_day(date));
}

/* --- which day became which --- */

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
compare_days(const void *a, const void *b)
{
	const struct plan *left = *(struct plan *const *)a, *right = *(struct plan *const *)b;
	int order = date_compare(left->meeting->dates.first, right->meeting->dates.first);
	return order ? order : (left > right) - (left < right); /* plans stand in the order of their days */
}

/* --- reading minutes --- */

static void
say_again(struct plan *earlier, struct plan *later)
{
	earlier->again = later;
	if (earlier->moved_from)
		move((struct plan *)earlier->moved_from, later); /* the newest saying stands for it */
}

/* What has a day now no longer waits for one. */
static void
read_waiting(struct arena *arena, struct series *series, struct plan *plan)
{
	str matter = matter_key(arena, plan->meeting);
	bool dated = plan->meeting->dates.first.year;
	if (!matter.n)
		return;
	struct plan **waiting = (struct plan **)map_at(&series->waiting, matter);
	if (*waiting && (*waiting)->document != plan->document)
		(*waiting)->again = plan;
	*waiting = dated ? NULL : plan;
}

/* Minutes that name both the day a meeting was thought to have left and the one it went to plan two meetings. */
static void
take_back(struct arena *arena, struct series *series)
{
	struct map now = {.arena = arena};
	for (size_t i = 0; i < series->said.n; i++)
		*map_at(&now, day_key(arena, series->said.items[i])) = series->said.items[i];
	for (size_t i = 0; i < series->said.n; i++) {
		struct plan *from = map_get(&series->days, day_key(arena, series->said.items[i]));
		struct plan *to = from ? (struct plan *)from->moved_to : NULL;
		const struct plan *last = to;
		while (last && last->moved_to)
			last = last->moved_to;
		if (last && map_get(&now, day_key(arena, last)))
			from->moved_to = to->moved_from = NULL;
	}
}

/* The days that nobody has named, or that the meeting had left: it may have come back. */
static void
read_days(struct arena *arena, struct series *series, struct plan_row *fresh)
{
	for (size_t i = 0; i < series->said.n; i++) {
		struct plan *plan = series->said.items[i];
		struct plan **named = (struct plan **)map_at(&series->days, day_key(arena, plan));
		if (!*named || (*named)->moved_to)
			vec_push(arena, fresh, plan);
		else if ((*named)->document != plan->document)
			say_again(*named, plan);
		*named = plan;
	}
}

/* Those that the minutes could have moved, and do not name. */
static void
list_lost(struct arena *arena, struct series *series, struct plan_row *lost)
{
	size_t kept = 0;
	for (size_t i = 0; i < series->open.n; i++) {
		struct plan *plan = series->open.items[i];
		/* What lies before the minutes cannot be moved by them, and neither can what they may come after. */
		if (last_day(plan->meeting->dates.first) < last_day(series->at->date) || plan->moved_to || plan->again)
			continue;
		series->open.items[kept++] = plan;
		if (date_days(plan->document->date) < date_days(series->at->date))
			vec_push(arena, lost, plan);
	}
	series->open.n = kept;
}

/* The minutes say other days than those before them did: what they no longer say has moved to what is new in them. */
static void
follow_series(struct arena *arena, struct series *series)
{
	struct plan_row lost = {0}, fresh = {0};
	take_back(arena, series);
	read_days(arena, series, &fresh);
	list_lost(arena, series, &lost);
	if (lost.n && fresh.n && lost.n <= SERIES_MOST && fresh.n <= SERIES_MOST) {
		qsort(lost.items, lost.n, sizeof *lost.items, compare_days);
		pair_in_order(arena, &lost, &fresh);
	}
	/* What was held on its day was not moved, unless later minutes come back to that day. */
	for (size_t i = 0; i < series->said.n; i++)
		if (!series->said.items[i]->became || series->said.items[i]->replaced)
			vec_push(arena, &series->open, series->said.items[i]);
	series->said.n = 0;
}

static struct series *
series_of(struct reading *reading, const struct plan *plan, const struct reference *network)
{
	struct series **series = (struct series **)map_at(&reading->all, series_key(reading->arena, plan, network));
	if (!*series) {
		*series = arena_new(reading->arena, struct series);
		(*series)->days.arena = (*series)->waiting.arena = reading->arena;
	}
	return *series;
}

static void
read_minutes(struct reading *reading, const struct document *minutes, const struct reference *network)
{
	struct arena *arena = reading->arena;
	const struct plan_list *plans = &reading->index->plans_in[minutes->index];
	VEC(struct series *) touched = {0};
	for (size_t i = 0; i < plans->n; i++) {
		struct plan *plan = &reading->index->plans.items[plans->items[i] - reading->index->plans.items];
		struct series *series = series_of(reading, plan, network);
		read_waiting(arena, series, plan);
		if (!plan->meeting->dates.first.year)
			continue;
		if (series->at != minutes)
			vec_push(arena, &touched, series);
		series->at = minutes;
		vec_push(arena, &series->said, plan);
	}
	for (size_t i = 0; i < touched.n; i++)
		follow_series(arena, touched.items[i]);
}

/* --- in the end --- */

/* A meeting that was held did not move: it came back to its day, or the other is a meeting of its own. */
static void
settle_held(struct plan *plan)
{
	struct plan *to = (struct plan *)plan->moved_to;
	if (!plan->became || !to)
		return;
	const struct plan *last = to;
	while (last->moved_to)
		last = last->moved_to;
	plan->moved_to = NULL;
	if (last->became != plan->became)
		to->moved_from = NULL;
}

/* Who says the same again says what becomes of it: later minutes first. */
static void
settle_again(struct plan *plan)
{
	const struct plan *later = plan->again;
	if (later) {
		plan->replaced = true;
		plan->moved_to = later->moved_to;
		if (plan->meeting->dates.first.year)
			plan->moved_from = later->moved_from;
		plan->became = plan->became ? plan->became : later->became;
	} else if (plan->moved_to) {
		plan->replaced = false; /* later minutes come back to the day */
	}
}

void
moves_follow(struct arena *arena, struct index *index)
{
	struct reading reading = {arena, index, {.arena = arena}};
	for (size_t i = 0; i < index->minutes.n; i++) {
		const struct document *minutes = index->minutes.items[i];
		for (size_t j = 0; minutes->date.year && j < minutes->networks.n; j++)
			read_minutes(&reading, minutes, &minutes->networks.items[j]);
	}
	for (size_t i = 0; i < index->plans.n; i++)
		settle_held(&index->plans.items[i]);
	for (size_t i = index->minutes.n; i-- > 0;) {
		const struct plan_list *plans = &index->plans_in[index->minutes.items[i]->index];
		for (size_t j = 0; j < plans->n; j++)
			settle_again(&index->plans.items[plans->items[j] - index->plans.items]);
	}
}
