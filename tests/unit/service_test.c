/* Who served a network, and when: terms of chairs and secretaries, and members over time. */
#include "world.h"

#include "index/service.h"

static const struct index *
make_index(struct world *world)
{
	static const struct body *none[32];
	resolve(world);
	return index_new(&world->arena, world->archive, none, (struct workers){1, &world->arena});
}

static struct document *
chaired(struct world *world, const char *date, const char *chair)
{
	struct document *made = minutes(world, "protokoll/a.md", "SIKT", date);
	made->id = str_of(date);
	if (*chair)
		refer(world, &made->chairs, chair);
	return made;
}

static void
hold(struct world *world, struct tenures *tenures, const char *who, const char *from, const char *to)
{
	struct tenure *tenure = vec_add(&world->arena, tenures);
	*tenure = (struct tenure){.who = ref(world, who), .from = a_date(from), .to = a_date(to)};
}

static void
assert_term(const struct term *term, const char *who, const char *from, const char *to, size_t meetings)
{
	struct arena arena = {0};
	assert_str(term->who.entity ? term->who.entity->name : term->who.text, who);
	assert_str(term->from.year ? date_iso(&arena, term->from) : (str){0}, from);
	assert_str(term->to.year ? date_iso(&arena, term->to) : (str){0}, to);
	assert_int_equal(term->meetings, meetings);
	arena_free(&arena);
}

static struct terms
chairs_of(struct world *world, const struct entity *network)
{
	struct terms terms = {0};
	service_terms(make_index(world), network, APPEARS_CHAIR, &world->arena, &terms);
	return terms;
}

static void
meetings_in_a_row_are_one_term(void **state)
{
	struct world *world = *state;
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	person(world, "Anna Exempelsson", "");
	person(world, "Bo Exempelsson", "");
	chaired(world, "2018-01-01", "Anna Exempelsson");
	chaired(world, "2018-02-01", ""); /* says nothing: goes on */
	chaired(world, "2018-03-01", "Anna Exempelsson");
	chaired(world, "2018-04-01", "Bo Exempelsson");
	chaired(world, "2018-05-01", "Anna Exempelsson");
	refer(world, &chaired(world, "2018-06-01", "Bo Exempelsson")->chairs, "Anna Exempelsson");
	chaired(world, "", "Bo Exempelsson"); /* nobody knows when */
	struct terms terms = chairs_of(world, sikt);
	assert_int_equal(terms.n, 4);
	assert_term(&terms.items[0], "Anna Exempelsson", "2018-01-01", "2018-03-01", 2);
	assert_term(&terms.items[1], "Bo Exempelsson", "2018-04-01", "2018-04-01", 1);
	assert_term(&terms.items[2], "Anna Exempelsson", "2018-05-01", "2018-06-01", 2);
	assert_term(&terms.items[3], "Bo Exempelsson", "2018-06-01", "2018-06-01", 1);
}

static void
the_register_and_the_minutes_are_one(void **state)
{
	struct world *world = *state;
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *anna = person(world, "Anna Exempelsson", "");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	person(world, "Bo Exempelsson", "");
	chaired(world, "2017-12-01", "Anna Exempelsson"); /* before the register's day: the term begins here */
	chaired(world, "2018-05-01", "Bo Exempelsson");
	chaired(world, "2019-05-01", "Anna Exempelsson");
	chaired(world, "2015-05-01", "Bo Exempelsson");
	hold(world, &sikt->network.chairs, "Anna Exempelsson", "2017-12", "");
	hold(world, &sikt->network.chairs, "Hjo", "2018-01-01", "2018-12-31");
	hold(world, &sikt->network.chairs, "Bo Exempelsson", "", "2014");
	struct tenure *role = vec_add(&world->arena, &anna->person.roles); /* says the same as the network's entry */
	*role = (struct tenure){.role = S("Ordförande"), .body = ref(world, "SIKT"), .from = a_date("2018")};
	struct terms terms = chairs_of(world, sikt);
	assert_int_equal(terms.n, 5);
	assert_term(&terms.items[0], "Bo Exempelsson", "", "2014", 0);
	assert_term(&terms.items[1], "Bo Exempelsson", "2015-05-01", "2015-05-01", 1);
	assert_term(&terms.items[2], "Anna Exempelsson", "2017-12", "", 2); /* lasts, so it holds all her meetings */
	assert_true(terms.items[2].lasting);
	assert_term(&terms.items[3], "Hjo", "2018-01-01", "2018-12-31", 0);
	assert_term(&terms.items[4], "Bo Exempelsson", "2018-05-01", "2018-05-01", 1);
}

static void
years_grow_together(void **state)
{
	struct world *world = *state;
	struct spans spans = {0};
	static const struct span added[] = {{2018, 2018}, {2020, 2020}, {2025, SPAN_OPEN},
	                                    {2019, 2019}, {2015, 2016}, {2022, 2022}};
	for (size_t i = 0; i < sizeof added / sizeof *added; i++)
		spans_add(&world->arena, &spans, added[i]);
	static const struct span expected[] = {{2015, 2016}, {2018, 2020}, {2022, 2022}, {2025, SPAN_OPEN}};
	assert_int_equal(spans.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < spans.n; i++) {
		assert_int_equal(spans.items[i].from, expected[i].from);
		assert_int_equal(spans.items[i].to, expected[i].to);
	}
	spans_add(&world->arena, &spans, (struct span){2017, 2024});
	assert_int_equal(spans.n, 1);
	assert_int_equal(spans.items[0].from, 2015);
	assert_int_equal(spans.items[0].to, SPAN_OPEN);
}

static void
members_come_by_municipality(void **state)
{
	struct world *world = *state;
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	struct entity *vara = entry(world, ENTITY_MUNICIPALITY, "Vara"), *hjo = entry(world, ENTITY_MUNICIPALITY, "Hjo");
	person(world, "Anna Exempelsson", "Vara");
	person(world, "Bo Exempelsson", "");
	person(world, "Cilla Exempelsson", "Vara");
	struct document *a = chaired(world, "2018-01-01", ""), *b = chaired(world, "2019-01-01", "");
	struct document *c = chaired(world, "2021-01-01", "");
	struct document *other = minutes(world, "protokoll/b.md", "SKIS", "2020-01-01");
	attend(world, &a->present, "Anna Exempelsson", "");
	attend(world, &b->present, "Anna Exempelsson", "");
	attend(world, &c->present, "Anna Exempelsson", "Hjo"); /* for another municipality that year */
	attend(world, &other->present, "Anna Exempelsson", ""); /* another network */
	attend(world, &c->present, "Vara", "");
	attend(world, &c->present, "Bo Exempelsson", "");
	attend(world, &c->absent, "Cilla Exempelsson", "");
	hold(world, &sikt->network.members, "Cilla Exempelsson", "2020", "");
	hold(world, &sikt->network.members, "En rektor", "", "");
	struct members members = {0};
	service_members(make_index(world), sikt, &world->arena, &members);
	static const struct {
		const char *who;
		bool vara, hjo;
		int from, to;
	} expected[] = {{"Anna Exempelsson", false, true, 2021, 2021}, {"Anna Exempelsson", true, false, 2018, 2019},
	                {"Cilla Exempelsson", true, false, 2020, SPAN_OPEN}, {"Bo Exempelsson", false, false, 2021, 2021},
	                {"En rektor", false, false, 0, 0}};
	assert_int_equal(members.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < members.n; i++) {
		const struct member *member = &members.items[i];
		assert_str(member->who.entity ? member->who.entity->name : member->who.text, expected[i].who);
		assert_ptr_equal(member->municipality, expected[i].vara ? vara : expected[i].hjo ? hjo : NULL);
		assert_int_equal(member->years.n, expected[i].from ? 1 : 0);
		assert_int_equal(member->years.n ? member->years.items[0].from : 0, expected[i].from);
		assert_int_equal(member->years.n ? member->years.items[0].to : 0, expected[i].to);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(meetings_in_a_row_are_one_term),
	    test(the_register_and_the_minutes_are_one),
	    test(years_grow_together),
	    test(members_come_by_municipality),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
