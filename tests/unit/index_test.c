/* The derived orders: who appears where and how, attendance, plans and what became of them, the backlog. */
#include "world.h"

#include "index/index.h"

static struct body bodies[16];
static const struct body *body_list[16];

static const struct index *
make_index(struct world *world)
{
	resolve(world);
	assert_true(world->archive->documents.n <= 16);
	for (size_t i = 0; i < world->archive->documents.n; i++)
		body_list[i] = &bodies[i];
	return index_new(&world->arena, world->archive, body_list);
}

static int
fresh_bodies(void **state)
{
	for (size_t i = 0; i < 16; i++)
		bodies[i] = (struct body){0};
	return world_setup(state);
}

static struct planned_meeting *
plan(struct world *world, struct document *document, const char *date)
{
	struct planned_meeting *planned = vec_add(&world->arena, &document->planned);
	planned->dates.first = a_date(date);
	return planned;
}

static void
appearances_come_in_order(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	struct entity *anna = person(world, "Anna Exempelsson", "Vara");
	struct document *late = minutes(world, "protokoll/b.md", "SIKT", "2019-02-01");
	struct document *early = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &late->present, "Anna Exempelsson", "");
	refer(world, &late->chairs, "Anna Exempelsson");
	refer(world, &early->secretaries, "Anna Exempelsson");
	resolve(world);
	struct mention mentions[] = {{.entity = anna, .item = 3, .block = 1}, {.entity = anna, .item = 3, .block = 1}};
	bodies[late->index].mentions.items = mentions;
	bodies[late->index].mentions.n = 2;
	for (size_t i = 0; i < 2; i++)
		body_list[i] = &bodies[i];
	const struct index *index = index_new(&world->arena, world->archive, body_list);

	const struct appearances *found = index_appearances(index, anna);
	static const enum appearance_role roles[] = {APPEARS_SECRETARY, APPEARS_CHAIR, APPEARS_PRESENT, APPEARS_TEXT,
	                                             APPEARS_TEXT};
	assert_int_equal(found->n, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(found->items[i].role, roles[i]);
		assert_ptr_equal(found->items[i].document, i ? late : early);
	}
	assert_ptr_equal(found->items[4].mention, &mentions[1]);
	/* The municipality is there through her, once. */
	const struct appearances *vara =
	    index_appearances(index, archive_find(world->archive, ENTITY_MUNICIPALITY, S("Vara")));
	assert_int_equal(vara->n, 1);
	assert_int_equal(vara->items[0].role, APPEARS_PRESENT);
}

static void
four_states_of_attendance(void **state)
{
	struct world *world = *state;
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	static const char *const names[] = {"Vara", "Skara", "Hjo", "Tibro"};
	struct entity *places[4];
	for (size_t i = 0; i < 4; i++)
		places[i] = entry(world, ENTITY_MUNICIPALITY, names[i]);
	for (size_t i = 0; i < 3; i++) /* Tibro is not of the network */
		refer(world, &sikt->network.municipalities, names[i]);
	person(world, "Anna Exempelsson", "Skara");
	person(world, "Bo Exempelsson", "Hjo");
	struct document *meeting = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &meeting->present, "Anna Exempelsson", "Vara"); /* counts for Vara here */
	attend(world, &meeting->absent, "Skara", "");
	attend(world, &meeting->absent, "Bo Exempelsson", ""); /* that he is away says nothing of Hjo */
	const struct index *index = make_index(world);
	assert_int_equal(index_attendance(index, meeting, places[0]), ATTENDANCE_PRESENT);
	assert_int_equal(index_attendance(index, meeting, places[1]), ATTENDANCE_ABSENT);
	assert_int_equal(index_attendance(index, meeting, places[2]), ATTENDANCE_UNKNOWN);
	assert_int_equal(index_attendance(index, meeting, places[3]), ATTENDANCE_NONE);
	assert_int_equal(index->attended[places[0]->index], 1);
	assert_int_equal(index->attended[places[1]->index], 0);
}

static void
plans_by_date_and_what_became_of_them(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_ORGANISATION, "Styrgruppen");
	struct entity *ai = entry(world, ENTITY_TOPIC, "AI");
	struct document *first = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	struct document *second = minutes(world, "protokoll/b.md", "SIKT", "2019-02-01~");
	plan(world, first, "");
	plan(world, first, "2019-05-01");
	struct planned_meeting *held = plan(world, first, "2019-02-01");
	refer(world, &held->topics, "AI");
	struct planned_meeting *other = plan(world, first, "2019-02-01");
	refer(world, &other->who, "Styrgruppen");
	plan(world, second, "2019-05-01");
	const struct index *index = make_index(world);
	assert_int_equal(index->plans.n, 5);
	assert_ptr_equal(index->plans.items[0].meeting, held);
	assert_ptr_equal(index->plans.items[0].became, second);
	assert_null(index->plans.items[1].became); /* another body on the same day */
	assert_true(index->plans.items[2].replaced); /* said again by the later minutes */
	assert_ptr_equal(index->plans.items[2].document, first);
	assert_false(index->plans.items[3].replaced);
	assert_int_equal(index->plans.items[4].meeting->dates.first.year, 0); /* not set yet: last */
	assert_int_equal(index->plans_of[ENTITY_TOPIC][ai->index].n, 1);
	assert_int_equal(index->plans_in[first->index].n, 4);
	const struct entity *sikt = archive_find(world->archive, ENTITY_NETWORK, S("SIKT"));
	assert_int_equal(index->plans_of[ENTITY_NETWORK][sikt->index].n, 4);
}

static void
backlog_until_taken_up(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *ai = entry(world, ENTITY_TOPIC, "AI");
	struct entity *lika = entry(world, ENTITY_TOPIC, "LIKA");
	struct document *a = minutes(world, "protokoll/a.md", "SIKT", "2018-01-01");
	struct document *b = minutes(world, "protokoll/b.md", "SIKT", "2019-01-01");
	struct document *c = minutes(world, "protokoll/c.md", "SIKT", "2020-01-01");
	refer(world, &a->topics, "AI"); /* before it waited: does not count */
	refer(world, &a->waiting, "LIKA");
	refer(world, &b->waiting, "AI");
	refer(world, &b->topics, "LIKA");
	refer(world, &c->waiting, "LIKA"); /* waits again */
	refer(world, &c->topics, "AI");
	const struct index *index = make_index(world);
	assert_int_equal(index->backlog.n, 2);
	assert_ptr_equal(index->backlog.items[0].topic, ai);
	assert_ptr_equal(index->backlog.items[0].taken_up, c);
	assert_ptr_equal(index->backlog.items[1].topic, lika);
	assert_null(index->backlog.items[1].taken_up);
	assert_int_equal(index->backlog.items[1].minutes.n, 2);
}

static void
hidden_people_have_no_place_of_their_own(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *vara = entry(world, ENTITY_MUNICIPALITY, "Vara");
	person(world, "Öde Exempelsson", "Vara");
	person(world, "Anna Östlund", "Vara");
	person(world, "Sara Hemlig", "Vara")->person.publication.rule = PUBLISH_ROLE;
	minutes(world, "protokoll/a.md", "SIKT", "2018-01-01");
	const struct index *index = make_index(world);
	assert_int_equal(index->sorted[ENTITY_PERSON].n, 2);
	assert_str(index->sorted[ENTITY_PERSON].items[0]->name, "Öde Exempelsson"); /* by surname, ö last */
	assert_int_equal(index->people[vara->index].n, 2);
}

static void
years_and_namesakes(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	static const char *const dates[] = {"", "2018-12-14", "2018-12-14", "2019-09~"};
	struct document *all[4];
	for (size_t i = 0; i < 4; i++) {
		all[i] = minutes(world, "protokoll/a.md", "SIKT", dates[i]);
		all[i]->id = (str){&"abcd"[i], 1};
	}
	const struct index *index = make_index(world);
	assert_int_equal(index->years.n, 3);
	assert_int_equal(index->years.items[0].year, 0);
	assert_int_equal(index->years.items[1].year, 2018);
	assert_int_equal(index->years.items[1].minutes.n, 2);
	assert_int_equal(index->namesakes[all[0]->index], 1);
	assert_int_equal(index->namesakes[all[1]->index] + index->namesakes[all[2]->index], 3);
	assert_int_equal(index->of_network[0][0].n, 4);
}

#define with_bodies(function) cmocka_unit_test_setup_teardown(function, fresh_bodies, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    with_bodies(appearances_come_in_order),
	    with_bodies(four_states_of_attendance),
	    with_bodies(plans_by_date_and_what_became_of_them),
	    with_bodies(backlog_until_taken_up),
	    with_bodies(hidden_people_have_no_place_of_their_own),
	    with_bodies(years_and_namesakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
