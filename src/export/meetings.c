/* Joins plans to meetings. A plan goes on from another when it moves it, or when later minutes plan the same body for
   the same day again; the minutes of a day end the row. Nothing here compares plans pairwise: what goes on from what is
   found by keys, plan by plan in the order of the documents. */
#include "export/meetings.h"

#include <stdlib.h>

#include "base/text.h"

/* A meeting while it is put together. */
struct row {
	struct meeting meeting;
	size_t statements; /* how many minutes or plans said something of it */
	bool joined; /* into another, with which it shares its minutes */
};

struct joining {
	const struct export_context *context;
	struct arena *arena;
	struct row **row_of; /* by plan */
	VEC(struct row *) rows; /* in the order of what was said first */
	struct map newest; /* body and day -> the plan that said so last */
};

static const struct references *
plan_bodies(const struct plan *plan)
{
	return plan->meeting->who.n ? &plan->meeting->who : &plan->document->networks;
}

static str
body_id(struct arena *arena, const struct reference *body)
{
	return body->entity ? body->entity->id : text_slug(arena, body->text);
}

/* The k-th plan of one document for a body and day goes on from the k-th of an earlier one: "sikt 2019-02-01 0". */
static str
day_key(struct joining *joining, struct map *counts, const struct plan *plan, const struct reference *body)
{
	str day = date_iso(joining->arena, plan->meeting->dates.first);
	str key = str_format(joining->arena, "%.*s %.*s", STR(body_id(joining->arena, body)), STR(day));
	void **count = map_at(counts, key);
	uintptr_t k = (uintptr_t)*count;
	*count = (void *)(k + 1);
	return str_format(joining->arena, "%.*s %zu", STR(key), (size_t)k);
}

static size_t
number_of(const struct joining *joining, const struct plan *plan)
{
	return (size_t)(plan - joining->context->index->plans.items);
}

static struct row *
new_row(struct joining *joining)
{
	struct row *row = arena_new(joining->arena, struct row);
	vec_push(joining->arena, &joining->rows, row);
	return row;
}

/* The row that the plan goes on with, or a new one. A meeting that was held was not moved. */
static struct row *
row_for(struct joining *joining, const struct plan *plan, const struct strs *keys)
{
	const struct plan *from = plan->moved_from;
	if (from && !from->became && joining->row_of[number_of(joining, from)])
		return joining->row_of[number_of(joining, from)];
	for (size_t i = 0; i < keys->n; i++) {
		from = map_get(&joining->newest, keys->items[i]);
		if (from && from->document != plan->document)
			return joining->row_of[number_of(joining, from)];
	}
	return new_row(joining);
}

static void
add_plan(struct joining *joining, struct map *counts, const struct plan *plan)
{
	const struct references *bodies = plan_bodies(plan);
	struct strs keys = {0};
	for (size_t i = 0; i < bodies->n; i++)
		vec_push(joining->arena, &keys, day_key(joining, counts, plan, &bodies->items[i]));
	struct row *row = row_for(joining, plan, &keys);
	struct meeting *meeting = &row->meeting;
	joining->row_of[number_of(joining, plan)] = row;
	meeting->first = meeting->first ? meeting->first : plan;
	meeting->plan = plan;
	meeting->said = plan->document;
	if (plan->became && !plan->became->withdrawn)
		meeting->held = plan->became;
	row->statements++;
	for (size_t i = 0; i < keys.n; i++)
		*map_at(&joining->newest, keys.items[i]) = (void *)plan;
}

static void
add_plans(struct joining *joining)
{
	const struct index *index = joining->context->index;
	for (size_t i = 0; i < index->minutes.n; i++) {
		const struct plan_list *plans = &index->plans_in[index->minutes.items[i]->index];
		struct map counts = {.arena = joining->arena};
		for (size_t j = 0; j < plans->n; j++)
			if (plans->items[j]->meeting->dates.first.year)
				add_plan(joining, &counts, plans->items[j]);
	}
}

/* A plan for some day of a month is in no calendar, so its uid may give way. */
static bool
has_day(const struct row *row)
{
	return date_is_day(row->meeting.plan->meeting->dates.first);
}

/* Two plans with one set of minutes (a joint meeting) were one meeting. */
static void
join(struct row **of_minutes, struct row *row)
{
	struct row *other = *of_minutes;
	if (other && has_day(row) && !has_day(other)) {
		*of_minutes = row;
		row = other;
		other = *of_minutes;
	}
	*of_minutes = other ? other : row;
	row->joined = other != NULL;
	if (other)
		other->statements += row->statements;
}

/* The minutes of meetings, planned ones and those that nobody planned. */
static void
add_minutes(struct joining *joining)
{
	const struct index *index = joining->context->index;
	struct row **by_minutes = arena_array(joining->arena, struct row *, index->archive->documents.n + 1);
	for (size_t i = 0; i < joining->rows.n; i++)
		if (joining->rows.items[i]->meeting.held)
			join(&by_minutes[joining->rows.items[i]->meeting.held->index], joining->rows.items[i]);
	for (size_t i = 0; i < index->minutes.n; i++) {
		const struct document *held = index->minutes.items[i];
		if (held->withdrawn)
			continue;
		struct row *row = by_minutes[held->index] ? by_minutes[held->index] : new_row(joining);
		row->meeting.held = row->meeting.said = held;
		row->statements++;
	}
}

/* Whether the minutes are of the planned day, of one of the planned days, or know no more than its month. */
static bool
is_of_planned_day(const struct planned_meeting *planned, struct date held)
{
	struct date first = planned->dates.first, last = planned->dates.last.year ? planned->dates.last : first;
	if (!date_is_day(first))
		return false;
	if (!date_is_day(held) || held.approximate)
		return held.year == first.year && (!held.month || held.month == first.month);
	return date_days(first) <= date_days(held) && date_days(held) <= date_days(date_last_day(last));
}

/* What the minutes say goes before what was planned; a plan for the same day adds what they leave out. */
static void
settle(struct meeting *meeting)
{
	const struct planned_meeting *planned = meeting->plan ? meeting->plan->meeting : NULL;
	if (planned) {
		meeting->dates = planned->dates;
		meeting->times = planned->times;
	}
	if (!meeting->held)
		return;
	if (!planned || !is_of_planned_day(planned, meeting->held->date)) {
		meeting->dates = (struct dates){.first = meeting->held->date};
		meeting->times = (struct times){-1, -1};
	}
	meeting->dates.first.approximate = meeting->held->date.approximate;
	if (meeting->held->times.from >= 0)
		meeting->times = meeting->held->times;
}

/* From what was said first, so that it stays the same whatever comes later. */
static str
uid_of(struct arena *arena, const struct meeting *meeting)
{
	if (!meeting->first)
		return meeting->held->id;
	const struct references *bodies = plan_bodies(meeting->first);
	str uid = date_iso(arena, meeting->first->meeting->dates.first);
	for (size_t i = 0; i < bodies->n; i++)
		uid = str_format(arena, "%.*s-%.*s", STR(uid), STR(body_id(arena, &bodies->items[i])));
	return uid;
}

/* Two meetings of one body on one day differ by a number, in the order they were first said. */
static void
name_meeting(struct joining *joining, struct map *uids, struct meeting *meeting)
{
	str uid = uid_of(joining->arena, meeting);
	meeting->uid = uid;
	uintptr_t number = (uintptr_t)map_get(uids, uid);
	while (map_get(uids, meeting->uid))
		meeting->uid = str_format(joining->arena, "%.*s-%zu", STR(uid), (size_t)++number);
	*map_at(uids, meeting->uid) = (void *)(uintptr_t)1;
	*map_at(uids, uid) = (void *)(number ? number : 1);
}

static int
compare_meetings(const void *a, const void *b)
{
	const struct meeting *left = a, *right = b;
	int order = date_compare(left->dates.first, right->dates.first);
	return order ? order : str_compare(left->uid, right->uid);
}

void
meetings_list(const struct export_context *context, struct arena *arena, struct meetings *meetings)
{
	struct joining joining = {.context = context, .arena = arena, .newest = {.arena = arena}};
	joining.row_of = arena_array(arena, struct row *, context->index->plans.n + 1);
	add_plans(&joining);
	add_minutes(&joining);
	struct map uids = {.arena = arena};
	for (size_t i = 0; i < joining.rows.n; i++) {
		struct row *row = joining.rows.items[i];
		if (row->joined)
			continue;
		row->meeting.said_before = (unsigned)(row->statements - 1);
		settle(&row->meeting);
		name_meeting(&joining, &uids, &row->meeting);
		if (date_is_day(row->meeting.dates.first))
			vec_push(arena, meetings, row->meeting);
	}
	if (meetings->n)
		qsort(meetings->items, meetings->n, sizeof *meetings->items, compare_meetings);
}

const struct references *
meeting_bodies(const struct meeting *meeting)
{
	return meeting->held ? &meeting->held->networks : plan_bodies(meeting->plan);
}

bool
meeting_is_of(const struct meeting *meeting, const struct entity *network)
{
	return (meeting->held && references_have(&meeting->held->networks, network)) ||
	       (meeting->plan && references_have(plan_bodies(meeting->plan), network));
}
