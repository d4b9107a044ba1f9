/* The derived orders: who appears where and how, attendance, plans and what became of them, the backlog. */
#include "world.h"

#include "index/index.h"
#include "index/open_data.h"

static struct body bodies[16];
static const struct body *body_list[16];

static const struct index *
make_index(struct world *world)
{
	resolve(world);
	assert_true(world->archive->documents.n <= 16);
	for (size_t i = 0; i < world->archive->documents.n; i++)
		body_list[i] = &bodies[i];
	return index_new(&world->arena, world->archive, body_list, (struct workers){1, &world->arena});
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
	struct item items[] = {{.number = 3}};
	struct mention mentions[] = {{.entity = anna, .item = 3, .block = 1}, {.entity = anna, .item = 3, .block = 1}};
	bodies[late->index].items.items = items;
	bodies[late->index].items.n = 1;
	bodies[late->index].mentions.items = mentions;
	bodies[late->index].mentions.n = 2;
	for (size_t i = 0; i < 2; i++)
		body_list[i] = &bodies[i];
	const struct index *index = index_new(&world->arena, world->archive, body_list, (struct workers){1, &world->arena});

	const struct appearances *found = index_appearances(index, anna);
	static const enum appearance_role roles[] = {APPEARS_SECRETARY, APPEARS_CHAIR, APPEARS_PRESENT, APPEARS_TEXT};
	assert_int_equal(found->n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(found->items[i].role, roles[i]);
		assert_ptr_equal(found->items[i].document, i ? late : early);
	}
	assert_ptr_equal(found->items[3].trace->item, &items[0]); /* two mentions in one item count once */
	assert_ptr_equal(found->items[3].trace->mention, &mentions[0]);
	assert_int_equal(index->meetings[ENTITY_PERSON][anna->index], 2);
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

/* Whoever is listed twice was there once; who counts for two municipalities is told for both. */
static void
nobody_is_told_twice(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	entry(world, ENTITY_MUNICIPALITY, "Skara");
	person(world, "Anna Exempelsson", "Skara");
	struct document *meeting = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &meeting->present, "Anna Exempelsson", "");
	attend(world, &meeting->present, "Anna Exempelsson", "Skara");
	attend(world, &meeting->present, "Anna Exempelsson", "Vara");
	const struct index *index = make_index(world);
	struct attendance_rows rows = {0};
	data_attendance(index, meeting, &world->arena, &rows);
	assert_int_equal(rows.n, 4);
	assert_str(rows.items[2].counts_for->entity->id, "skara");
	assert_str(rows.items[3].counts_for->entity->id, "vara");
}

/* --- what the texts name --- */

static struct body *
body_of(struct world *world, const struct document *document, unsigned items)
{
	struct body *body = &bodies[document->index];
	for (unsigned i = 1; i <= items; i++)
		vec_push(&world->arena, &body->items, (struct item){.number = i});
	return body;
}

/* A mention whose sentence is `before`, the name, `after`. */
static struct mention *
mention(struct world *world, struct body *body, const struct entity *entity, unsigned item, const char *before,
        const char *after)
{
	struct mention *made = vec_add(&world->arena, &body->mentions);
	str start = str_join(&world->arena, str_of(before), entity->name);
	*made = (struct mention){.entity = entity, .item = item, .block = 1};
	made->sentence = str_join(&world->arena, start, str_of(after));
	made->mark = (uint32_t)str_of(before).n;
	made->mark_end = (uint32_t)start.n;
	return made;
}

static const struct index *
index_of(struct world *world)
{
	for (size_t i = 0; i < world->archive->documents.n; i++)
		body_list[i] = &bodies[i];
	return index_new(&world->arena, world->archive, body_list, (struct workers){1, &world->arena});
}

static void
the_best_sentence_stands_for_an_item(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *ai = entry(world, ENTITY_TOPIC, "AI");
	struct document *meeting = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	resolve(world);
	struct body *body = body_of(world, meeting, 3);
	static const char *const long_one =
	    " är något som alla vill veta mer om och som nätverket återkommer till nästa gång.";
	static const struct {
		unsigned item;
		const char *before, *after;
		bool heading, best;
	} cases[] = {
	    {1, "", " i skolan och mycket annat som är långt", true, false}, /* a heading gives way to text */
	    {1, "", ":", false, false}, /* no more than a label */
	    {1, "Om ", " sades lite.", false, false},
	    {1, "Att ", long_one, false, true},
	    {1, "Och ", long_one, false, false}, /* of two as good the first */
	    {2, "Att ", long_one, false, false},
	    {2, "Beslut: pröva ", ".", false, true}, /* what was decided comes before what was said */
	    {3, "", "", true, true}, /* a heading that is all there is */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		mention(world, body, ai, cases[i].item, cases[i].before, cases[i].after)->heading = cases[i].heading;
	vec_push(&world->arena, &body->decisions,
	         (struct decision){.number = 1, .item = 2, .block = 1, .text = S("pröva AI.")});
	const struct appearances *found = index_appearances(index_of(world), ai);
	size_t at = 0;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!cases[i].best)
			continue;
		while (found->items[at].role != APPEARS_TEXT)
			at++;
		assert_ptr_equal(found->items[at].trace->mention, &body->mentions.items[i]);
		assert_int_equal(found->items[at].trace->decision, cases[i].item == 2);
		at++;
	}
	assert_int_equal(at, found->n);
}

static void
decisions_are_about_what_they_name(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *anna = person(world, "Anna Exempelsson", ""), *bo = person(world, "Bo Exempelsson", "");
	struct entity *topics[5];
	static const char *const names[] = {"AI", "AR", "GDPR", "LIKA", "VFU"};
	for (size_t i = 0; i < 5; i++)
		topics[i] = entry(world, ENTITY_TOPIC, names[i]);
	struct document *meeting = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	resolve(world);
	struct body *body = body_of(world, meeting, 2);
	mention(world, body, bo, 1, "", " var med.");
	mention(world, body, topics[0], 1, "Om ", " sades lite.");
	mention(world, body, anna, 1, "Beslut: ", " skriver.");
	for (size_t i = 1; i < 5; i++) /* the second item names four topics, and decides about one */
		mention(world, body, topics[i], 2, i == 2 ? "Beslut: läsa om " : "Om ", i == 2 ? "." : " sades lite.");
	vec_push(&world->arena, &body->decisions,
	         (struct decision){.number = 1, .item = 1, .block = 1, .text = S("Anna Exempelsson skriver.")});
	vec_push(&world->arena, &body->decisions,
	         (struct decision){.number = 2, .item = 2, .block = 1, .text = S("läsa om GDPR.")});
	struct assignment *assignment = vec_add(&world->arena, &body->assignments);
	*assignment = (struct assignment){.number = 1, .item = 2, .block = 1, .text = S("ring")};
	vec_push(&world->arena, &assignment->assigned, (const struct entity *)bo);
	const struct index *index = index_of(world);
	static const struct {
		size_t decisions, assignments;
	} expected[] = {{1, 0}, {0, 1}, {1, 0}, {0, 0}, {1, 0}, {0, 0}, {0, 0}};
	const struct entity *who[] = {anna, bo, topics[0], topics[1], topics[2], topics[3], topics[4]};
	for (size_t i = 0; i < 7; i++) {
		size_t decisions = 0, assignments = 0;
		const struct appearances *found = index_appearances(index, who[i]);
		for (size_t j = 0; j < found->n; j++) {
			decisions += found->items[j].role == APPEARS_DECISION;
			assignments += found->items[j].role == APPEARS_ASSIGNMENT;
		}
		assert_int_equal(decisions, expected[i].decisions);
		assert_int_equal(assignments, expected[i].assignments);
	}
}

static void
reports_tell_who_was_there(void **state)
{
	struct world *world = *state;
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *vara = entry(world, ENTITY_MUNICIPALITY, "Vara"),
	              *hjo = entry(world, ENTITY_MUNICIPALITY, "Hjo"),
	              *guest = entry(world, ENTITY_MUNICIPALITY, "Tibro"); /* not of the network */
	refer(world, &sikt->network.municipalities, "Vara");
	refer(world, &sikt->network.municipalities, "Hjo");
	struct document *meeting = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &meeting->absent, "Hjo", "");
	resolve(world);
	struct body *body = body_of(world, meeting, 1);
	struct entity *reporting[] = {vara, hjo, guest};
	for (unsigned i = 0; i < 3; i++)
		vec_push(&world->arena, &body->reports,
		         (struct report){.municipality = reporting[i], .item = 1, .block = i + 1, .text = S("Köper.")});
	const struct index *index = index_of(world);
	assert_int_equal(index_attendance(index, meeting, vara), ATTENDANCE_DERIVED);
	assert_int_equal(index_attendance(index, meeting, hjo), ATTENDANCE_ABSENT); /* said, and said weighs more */
	assert_int_equal(index_attendance(index, meeting, guest), ATTENDANCE_DERIVED);
	assert_int_equal(index->attended[vara->index], 1);
	const struct appearances *found = index_appearances(index, vara);
	assert_int_equal(found->n, 2);
	assert_int_equal(found->items[0].role, APPEARS_REPORT);
	assert_null(found->items[1].trace->mention); /* [[rapport: …]] shows no name */
	assert_ptr_equal(found->items[1].trace->report, &body->reports.items[0]);
}

static void
topics_named_together_and_one_after_another(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *ai = entry(world, ENTITY_TOPIC, "AI"), *gdpr = entry(world, ENTITY_TOPIC, "GDPR");
	struct entity *lika = entry(world, ENTITY_TOPIC, "LIKA"), *l7 = entry(world, ENTITY_TOPIC, "L7");
	l7->topic.parent = ref(world, "LIKA");
	struct document *all[4];
	static const char *const dates[] = {"2018", "2019", "2020", ""};
	for (size_t i = 0; i < 4; i++)
		all[i] = minutes(world, "protokoll/a.md", "SIKT", dates[i]);
	for (size_t i = 0; i < 4; i++)
		all[i]->id = (str){&"abcd"[i], 1};
	refer(world, &all[1]->topics, "AI");
	resolve(world);
	for (size_t i = 0; i < 4; i += 2) {
		struct body *body = body_of(world, all[i], 2);
		mention(world, body, ai, 1, "Om ", ".");
		mention(world, body, gdpr, 1, "Om ", ".");
		mention(world, body, lika, 1, "Om ", ".");
		mention(world, body, ai, 2, "", "")->heading = true;
		mention(world, body, lika, 2, "Om ", ".");
		mention(world, body, l7, 2, "Om ", ".");
	}
	mention(world, body_of(world, all[3], 1), ai, 1, "Om ", ".");
	const struct index *index = index_of(world);
	const struct entity_list *related = &index->related[ai->index];
	assert_int_equal(related->n, 3);
	assert_ptr_equal(related->items[0], lika); /* in two items of each */
	assert_ptr_equal(related->items[1], gdpr); /* as often as L7: in Swedish order */
	assert_ptr_equal(related->items[2], l7);
	assert_int_equal(index->related[l7->index].n, 1); /* not its own parent */
	assert_ptr_equal(index_raised_before(index, ai, all[2])->document, all[1]);
	assert_null(index_raised_before(index, ai, all[2])->trace); /* only in its front matter */
	assert_ptr_equal(index_raised_before(index, ai, all[1])->trace->item, &bodies[all[0]->index].items.items[1]);
	assert_ptr_equal(index_raised_after(index, ai, all[1])->document, all[2]);
	assert_null(index_raised_before(index, ai, all[0]));
	assert_null(index_raised_after(index, ai, all[2]));
	assert_null(index_raised_before(index, ai, all[3])); /* nobody knows what came before the undated */
	assert_null(index_raised_after(index, ai, all[3]));
}

static void
what_was_superseded_and_closed(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *early = minutes(world, "protokoll/a.md", "SIKT", "2018");
	struct document *late = minutes(world, "protokoll/b.md", "SIKT", "2019");
	resolve(world);
	struct body *body = body_of(world, early, 1), *later = body_of(world, late, 1);
	for (unsigned i = 1; i <= 2; i++) {
		vec_push(&world->arena, &body->decisions, (struct decision){.number = i, .item = 1, .block = 1});
		vec_push(&world->arena, &body->assignments, (struct assignment){.number = i, .item = 1, .block = 1});
	}
	vec_push(&world->arena, &later->decisions, (struct decision){.number = 1, .item = 1, .block = 1});
	static const struct {
		char letter;
		unsigned number;
	} cited[] = {{'U', 2}, {'U', 3}, {'U', 0}, {'B', 1}};
	for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
		vec_push(&world->arena, &later->closings,
		         (struct closing){
		             .citation = {.document = early, .letter = cited[i].letter, .number = cited[i].number}});
	vec_push(&world->arena, &later->decisions.items[0].supersedes,
	         (struct citation){.document = early, .letter = 'B', .number = 2});
	const struct index *index = index_of(world);
	assert_null(index_closed(index, early, &body->assignments.items[0]));
	assert_ptr_equal(index_closed(index, early, &body->assignments.items[1]), late);
	assert_null(index_superseded(index, early, &body->decisions.items[0]));
	assert_ptr_equal(index_superseded(index, early, &body->decisions.items[1]), late);
	assert_null(index_superseded(index, late, &later->decisions.items[0]));
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
	refer(world, &c->waiting, "LIKA"); /* waits again: another entry */
	refer(world, &c->topics, "AI");
	const struct index *index = make_index(world);
	assert_int_equal(index->backlog.n, 3);
	assert_ptr_equal(index->backlog.items[0].topic, ai);
	assert_ptr_equal(index->backlog.items[0].taken_up, c);
	assert_ptr_equal(index->backlog.items[1].topic, lika);
	assert_ptr_equal(index->backlog.items[1].taken_up, b);
	assert_int_equal(index->backlog.items[1].minutes.n, 1);
	assert_ptr_equal(index->backlog.items[2].topic, lika);
	assert_null(index->backlog.items[2].taken_up);
	assert_ptr_equal(index->backlog.items[2].minutes.items[0], c);
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
	    with_bodies(nobody_is_told_twice),
	    with_bodies(the_best_sentence_stands_for_an_item),
	    with_bodies(decisions_are_about_what_they_name),
	    with_bodies(reports_tell_who_was_there),
	    with_bodies(topics_named_together_and_one_after_another),
	    with_bodies(what_was_superseded_and_closed),
	    with_bodies(plans_by_date_and_what_became_of_them),
	    with_bodies(backlog_until_taken_up),
	    with_bodies(hidden_people_have_no_place_of_their_own),
	    with_bodies(years_and_namesakes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
