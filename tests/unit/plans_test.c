/* Planned meetings against later minutes: what was held, what was said again, what was put on another day - and what
   only looks like it. */
#include "world.h"

#include "index/index.h"

static const struct index *
make_index(struct world *world)
{
	static const struct body *none[32];
	resolve(world);
	assert_true(world->archive->documents.n <= 32);
	return index_new(&world->arena, world->archive, none, (struct workers){1, &world->arena});
}

static struct document *
sikt(struct world *world, const char *date)
{
	struct document *made = minutes(world, "protokoll/a.md", "SIKT", date);
	made->id = str_of(date);
	return made;
}

static struct planned_meeting *
plan(struct world *world, struct document *document, const char *date)
{
	struct planned_meeting *planned = vec_add(&world->arena, &document->planned);
	planned->dates.first = a_date(date);
	return planned;
}

static void
plan_all(struct world *world, struct document *document, const char *const *dates)
{
	for (; *dates; dates++)
		plan(world, document, *dates);
}

/* The plan of the day in the minutes. */
static const struct plan *
plan_in(const struct index *index, const struct document *document, const char *date)
{
	const struct plan_list *plans = &index->plans_in[document->index];
	for (size_t i = 0; i < plans->n; i++)
		if (date_equal(plans->items[i]->meeting->dates.first, a_date(date)))
			return plans->items[i];
	fail_msg("%s is not planned", date);
	return NULL;
}

static void
assert_moved(const struct plan *from, const struct plan *to)
{
	assert_ptr_equal(from->moved_to, to);
	assert_ptr_equal(to->moved_from, from);
}

/* A day in the first minutes, what the second plan, and where the day moved: "" for nowhere. */
struct series {
	const char *why;
	const char *first[5], *second[5];
	const char *from, *to;
};

static void
series_are_matched_in_order(void **state)
{
	static const struct series cases[] = {
	    {"a new day for the same meeting", {"2019-10-11"}, {"2019-10-18"}, "2019-10-11", "2019-10-18"},
	    {"earlier than it was", {"2019-10-11"}, {"2019-10-04"}, "2019-10-11", "2019-10-04"},
	    {"said again: the other day is one more", {"2019-10-11"}, {"2019-10-11", "2019-10-18"}, "2019-10-11", ""},
	    {"planned already", {"2019-10-11", "2019-10-18"}, {"2019-10-18"}, "2019-10-11", ""},
	    {"the next in the series", {"2019-10-11", "2019-11-22"}, {"2019-11-22", "2020-01-31"}, "2019-10-11", "2020-01-31"},
	    {"the nearest of two", {"2019-10-11"}, {"2019-12-01", "2019-10-18"}, "2019-10-11", "2019-10-18"},
	    {"one of two lost ones: the nearer", {"2019-10-11", "2019-11-22"}, {"2019-11-20"}, "2019-10-11", ""},
	    {"one of two lost ones: the nearer", {"2019-10-11", "2019-11-22"}, {"2019-11-20"}, "2019-11-22", "2019-11-20"},
	    {"all a week later", {"2019-10-11", "2019-11-22"}, {"2019-10-18", "2019-11-29"}, "2019-11-22", "2019-11-29"},
	    /* Each taken alone, both would be nearest to the 12th of November. */
	    {"in order", {"2019-11-10", "2019-11-14"}, {"2019-11-12", "2019-11-25"}, "2019-11-10", "2019-11-12"},
	    {"in order", {"2019-11-10", "2019-11-14"}, {"2019-11-12", "2019-11-25"}, "2019-11-14", "2019-11-25"},
	    {"too far away", {"2019-10-11"}, {"2020-10-09"}, "2019-10-11", ""},
	    {"the second are from after the day", {"2019-09-10"}, {"2019-10-18"}, "2019-09-10", ""},
	    {"the second are from some day that month", {"2019-09-20~"}, {"2019-10-18"}, "2019-09-20", "2019-10-18"},
	    {"no day at all is no new day", {"2019-10-11"}, {""}, "2019-10-11", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *world = *state; /* a new one for each case */
		entry(world, ENTITY_NETWORK, "SIKT");
		struct document *first = sikt(world, "2019-06-01"), *second = sikt(world, "2019-09-15");
		plan_all(world, first, cases[i].first);
		plan_all(world, second, cases[i].second);
		const struct index *index = make_index(world);
		const struct plan *from = plan_in(index, first, cases[i].from);
		if (!*cases[i].to && from->moved_to)
			fail_msg("%s: moved", cases[i].why);
		if (*cases[i].to && !from->moved_to)
			fail_msg("%s: not moved", cases[i].why);
		if (*cases[i].to)
			assert_moved(from, plan_in(index, second, cases[i].to));
		world_teardown(state);
		world_setup(state);
	}
}

static void
only_the_same_meeting_moves(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_ORGANISATION, "Styrgruppen");
	struct document *first = sikt(world, "2019-06-01"), *second = sikt(world, "2019-09-15");
	struct document *other = minutes(world, "protokoll/b.md", "SKIS", "2019-09-16");
	plan(world, first, "2019-10-11");
	plan(world, first, "2019-10-12")->kind = PLANNED_THEME_DAY;
	refer(world, &plan(world, first, "2019-10-13")->who, "Styrgruppen");
	plan(world, second, "2019-10-20")->kind = PLANNED_CONFERENCE;
	refer(world, &plan(world, second, "2019-10-21")->who, "SKIS");
	plan(world, other, "2019-10-22");
	const struct index *index = make_index(world);
	for (size_t i = 0; i < index->plans.n; i++) {
		assert_null(index->plans.items[i].moved_to);
		assert_null(index->plans.items[i].moved_from);
	}
}

static void
bodies_are_a_set_and_topics_break_ties(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_TOPIC, "AI");
	struct document *first = sikt(world, "2019-06-01"), *second = sikt(world, "2019-09-15");
	struct planned_meeting *lost = plan(world, first, "2019-10-11");
	refer(world, &lost->who, "SIKT");
	refer(world, &lost->who, "SKIS");
	refer(world, &lost->topics, "AI");
	struct planned_meeting *before = plan(world, second, "2019-10-04"), *after = plan(world, second, "2019-10-18");
	for (int i = 0; i < 2; i++) {
		refer(world, &(i ? after : before)->who, "SKIS");
		refer(world, &(i ? after : before)->who, "SIKT");
	}
	refer(world, &after->topics, "AI"); /* as near as the other */
	const struct index *index = make_index(world);
	assert_moved(plan_in(index, first, "2019-10-11"), plan_in(index, second, "2019-10-18"));
	assert_null(plan_in(index, second, "2019-10-04")->moved_from);
}

static void
what_was_held_has_not_moved(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = sikt(world, "2019-06-01"), *second = sikt(world, "2019-09-15");
	struct document *held = sikt(world, "2019-10-11");
	plan(world, first, "2019-10-11");
	plan(world, second, "2019-11-01");
	const struct index *index = make_index(world);
	assert_ptr_equal(plan_in(index, first, "2019-10-11")->became, held);
	assert_null(plan_in(index, first, "2019-10-11")->moved_to);
	assert_null(plan_in(index, second, "2019-11-01")->moved_from);
	assert_int_equal(index_plan_status(index, plan_in(index, first, "2019-10-11")), PLAN_HELD);
}

static void
moved_twice_and_said_again(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	struct document *d = sikt(world, "2019-08-01");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-18");
	plan(world, c, "2019-10-18"); /* the same again */
	plan(world, d, "2019-10-25");
	const struct index *index = make_index(world);
	const struct plan *first = plan_in(index, a, "2019-10-11"), *again = plan_in(index, c, "2019-10-18");
	assert_true(plan_in(index, b, "2019-10-18")->replaced);
	assert_moved(first, again);
	assert_moved(again, plan_in(index, d, "2019-10-25"));
	assert_int_equal(index_plan_status(index, first), PLAN_MOVED);
	assert_int_equal(index_plan_status(index, plan_in(index, d, "2019-10-25")), PLAN_UNRECORDED);
	/* The page lists each day once, the newest first. */
	assert_int_equal(index->past.n, 3);
	assert_ptr_equal(index->past.items[1], again);
	assert_int_equal(index->plan_years.n, 1);
	assert_int_equal(index->plan_years.items[0].to, 3);
}

static void
assert_status(const struct index *index, const struct document *document, const char *date, enum plan_status status)
{
	assert_int_equal(index_plan_status(index, plan_in(index, document, date)), status);
}

static void
moved_and_moved_back(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-18");
	plan(world, c, "2019-10-11");
	const struct index *index = make_index(world);
	assert_moved(plan_in(index, a, "2019-10-11"), plan_in(index, b, "2019-10-18"));
	assert_moved(plan_in(index, b, "2019-10-18"), plan_in(index, c, "2019-10-11"));
	assert_status(index, a, "2019-10-11", PLAN_MOVED);
	assert_status(index, b, "2019-10-18", PLAN_MOVED);
	assert_status(index, c, "2019-10-11", PLAN_UNRECORDED);
	assert_int_equal(index->past.n, 3); /* all are shown */
}

/* What the minutes of the day prove was not moved in the end, and the day between is no meeting of its own. */
static void
moved_back_and_held(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	sikt(world, "2019-10-11");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-18");
	plan(world, c, "2019-10-11");
	const struct index *index = make_index(world);
	assert_status(index, a, "2019-10-11", PLAN_HELD);
	assert_null(plan_in(index, a, "2019-10-11")->moved_to);
	assert_status(index, b, "2019-10-18", PLAN_MOVED);
	assert_moved(plan_in(index, b, "2019-10-18"), plan_in(index, c, "2019-10-11"));
	assert_status(index, c, "2019-10-11", PLAN_HELD);
	assert_int_equal(index->past.n, 2);
}

static void
two_meetings_after_all(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-18");
	plan(world, c, "2019-10-18");
	plan(world, c, "2019-10-11");
	const struct index *index = make_index(world);
	for (size_t i = 0; i < index->plans.n; i++) {
		assert_null(index->plans.items[i].moved_to);
		assert_null(index->plans.items[i].moved_from);
	}
	assert_int_equal(index->past.n, 2);
}

static void
both_were_held(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	sikt(world, "2019-10-11");
	sikt(world, "2019-10-18");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-18");
	plan(world, c, "2019-10-11");
	const struct index *index = make_index(world);
	for (size_t i = 0; i < index->plans.n; i++) {
		assert_int_equal(index_plan_status(index, &index->plans.items[i]), PLAN_HELD);
		assert_null(index->plans.items[i].moved_to);
		assert_null(index->plans.items[i].moved_from);
	}
}

/* All who said the day say the same of what became of it. */
static void
said_again_and_then_moved(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	plan(world, a, "2019-10-11");
	plan(world, b, "2019-10-11");
	plan(world, c, "2019-10-18");
	const struct index *index = make_index(world);
	assert_status(index, a, "2019-10-11", PLAN_MOVED);
	assert_ptr_equal(plan_in(index, a, "2019-10-11")->moved_to, plan_in(index, c, "2019-10-18"));
	assert_true(plan_in(index, a, "2019-10-11")->replaced);
	assert_moved(plan_in(index, b, "2019-10-11"), plan_in(index, c, "2019-10-18"));
	assert_int_equal(index->past.n, 2);
}

/* What waits for its day is said once, and is gone when the day is set. */
static void
without_a_day(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_TOPIC, "AI");
	struct document *a = sikt(world, "2019-05-01"), *b = sikt(world, "2019-06-01"), *c = sikt(world, "2019-07-01");
	struct document *held = sikt(world, "2019-10-18");
	refer(world, &plan(world, a, "")->topics, "AI");
	plan(world, a, "")->text = S("Studiebesök");
	refer(world, &plan(world, b, "")->topics, "AI");
	plan(world, b, "")->text = S("Julmiddag");
	refer(world, &plan(world, c, "2019-10-18")->topics, "AI");
	const struct index *index = make_index(world);
	const struct plan_list *in_a = &index->plans_in[a->index], *in_b = &index->plans_in[b->index];
	assert_true(in_a->items[0]->replaced);
	assert_true(in_b->items[0]->replaced);
	assert_int_equal(index_plan_status(index, in_a->items[0]), PLAN_HELD);
	assert_ptr_equal(in_a->items[0]->became, held);
	assert_false(in_a->items[1]->replaced);
	assert_int_equal(index_plan_status(index, in_a->items[1]), PLAN_COMING);
	assert_false(in_b->items[1]->replaced);
}

/* Where a date is not known to the day, what fits was that meeting. */
static void
minutes_of_an_unknown_day(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = sikt(world, "2019-05-01"), *september = sikt(world, "2019-09~");
	struct document *exact = sikt(world, "2019-11-08"), *december = sikt(world, "2019-12-13");
	sikt(world, "2020-02~");
	plan(world, first, "2019-09-13");
	plan(world, first, "2019-11-07"); /* the minutes say another day */
	plan(world, first, "2019-12-12~");
	plan(world, first, "2020-02-07"); /* which of the two they are of, nobody can say */
	plan(world, first, "2020-02-21");
	const struct index *index = make_index(world);
	assert_ptr_equal(plan_in(index, first, "2019-09-13")->became, september);
	assert_null(plan_in(index, first, "2019-11-07")->became);
	assert_ptr_equal(plan_in(index, first, "2019-12-12")->became, december);
	assert_null(plan_in(index, first, "2020-02-07")->became);
	assert_null(plan_in(index, first, "2020-02-21")->became);
	assert_non_null(exact);
}

static void
minutes_of_a_month_and_of_an_interval(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = sikt(world, "2019-06-01"), *second = sikt(world, "2019-09-15");
	struct document *third = sikt(world, "2019-11-15");
	plan(world, first, "2019-09");
	plan(world, first, "2019-11-14")->dates.last = a_date("2019-11-15");
	plan(world, first, "2019-06"); /* these minutes do not hold what they plan */
	const struct index *index = make_index(world);
	assert_ptr_equal(plan_in(index, first, "2019-09")->became, second);
	assert_ptr_equal(plan_in(index, first, "2019-11-14")->became, third);
	assert_null(plan_in(index, first, "2019-06")->became);
}

static void
status_at_the_day_of_the_build(void **state)
{
	struct world *world = *state; /* it is 2026-10-01 */
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = sikt(world, "2019-06-01");
	static const struct {
		const char *date;
		enum plan_status status;
	} cases[] = {{"2026-09-30", PLAN_UNRECORDED}, {"2026-10-01", PLAN_COMING}, {"2026-10", PLAN_COMING},
	             {"2026-09", PLAN_UNRECORDED},    {"", PLAN_COMING}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		plan(world, first, cases[i].date);
	plan(world, first, "2026-09-29")->dates.last = a_date("2026-10-02");
	const struct index *index = make_index(world);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(index_plan_status(index, plan_in(index, first, cases[i].date)), cases[i].status);
	assert_int_equal(index_plan_status(index, plan_in(index, first, "2026-09-29")), PLAN_COMING);
	assert_int_equal(index->past.n, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(series_are_matched_in_order),
	    test(only_the_same_meeting_moves),
	    test(bodies_are_a_set_and_topics_break_ties),
	    test(what_was_held_has_not_moved),
	    test(moved_twice_and_said_again),
	    test(moved_and_moved_back),
	    test(moved_back_and_held),
	    test(two_meetings_after_all),
	    test(both_were_held),
	    test(said_again_and_then_moved),
	    test(without_a_day),
	    test(minutes_of_an_unknown_day),
	    test(minutes_of_a_month_and_of_an_interval),
	    test(status_at_the_day_of_the_build),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
