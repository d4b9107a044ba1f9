/* What is shown of a person, by rule and period, and that the dump shows no more. */
#include "world.h"

#include "archive/dump.h"
#include "archive/person.h"
#include "base/buffer.h"

/* What is shown of a person of Tidaholm with a rule. */
static str
replacement(struct world *world, const char *name, enum publication rule)
{
	struct entity *tidaholm = entry(world, ENTITY_MUNICIPALITY, "Tidaholm");
	struct entity *somebody = person(world, name, "Tidaholm");
	somebody->person.municipality.entity = tidaholm;
	return person_replacement(&world->arena, somebody, rule);
}

static void
by_rule(void **state)
{
	struct world *world = *state;
	assert_str(replacement(world, "Sara von Seth", PUBLISH_NAME), "Sara von Seth");
	assert_str(replacement(world, "Sara von Seth", PUBLISH_INITIALS), "S. v. S.");
	assert_str(replacement(world, "Sara von Seth", PUBLISH_ROLE), "representant, Tidaholm");
	assert_str(replacement(world, "Sara von Seth", PUBLISH_NOTHING), "[namn borttaget]");
	assert_str(person_replacement(&world->arena, person(world, "Sara von Seth", ""), PUBLISH_ROLE), "representant");
}

static void
initials_of_hyphens_and_foreign_letters(void **state)
{
	struct world *world = *state;
	assert_str(replacement(world, "Per-Anders  Johansson Ögren", PUBLISH_INITIALS), "P.-A. J. Ö.");
	assert_str(replacement(world, "\"Ada\" - Berg", PUBLISH_INITIALS), "A. B.");
	assert_str(replacement(world, "–", PUBLISH_INITIALS), "[namn borttaget]");
}

static void
genitives(void **state)
{
	struct world *world = *state;
	assert_str(person_genitive(&world->arena, S("H. B.")), "H. B:s");
	assert_str(person_genitive(&world->arena, S("representant, Tidaholm")), "representant, Tidaholms");
	assert_str(person_genitive(&world->arena, S("representant, Mellerås")), "representant, Mellerås");
	assert_str(person_genitive(&world->arena, S("[namn borttaget]")), "[namn borttaget]");
}

static enum publication
rule_in(struct world *world, const char *from, const char *to)
{
	struct entity *anna = person(world, "Anna Exempelsson", "");
	anna->person.publication.rule = PUBLISH_NOTHING;
	anna->person.publication.period.first = a_date(from);
	anna->person.publication.period.last = a_date(to);
	return person_rule(world->archive, anna);
}

static void
only_in_its_period(void **state)
{
	struct world *world = *state; /* today is 2026-10-01 */
	assert_int_equal(rule_in(world, "2026-10-02", ""), PUBLISH_NAME);
	assert_int_equal(rule_in(world, "2026-10-01", ""), PUBLISH_NOTHING);
	assert_int_equal(rule_in(world, "2026-10-01", "2026-10"), PUBLISH_NOTHING);
	assert_int_equal(rule_in(world, "", "2026-09"), PUBLISH_NAME);
	assert_int_equal(rule_in(world, "", "2026"), PUBLISH_NOTHING);
}

static void
dump_shows_people_as_the_site_does(void **state)
{
	struct world *world = *state;
	struct entity *anna = person(world, "Anna Exempelsson", "");
	anna->id = S("p1");
	anna->person.publication.rule = PUBLISH_NOTHING;
	anna->person.short_name = S("Annis");
	anna->person.sort_as = S("Exempelsson, Anna");
	alias(world, anna, "Ankan");
	struct document *document = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &document->present, "Anna Exempelsson", "Vara");
	refer(world, &document->chairs, "Ankan");
	vec_push(&world->arena, &document->names,
	         (struct own_name){.name.text = S("Annsan"), .person = ref(world, "p1")});
	resolve(world);
	struct buffer out = {.arena = &world->arena};
	archive_dump(world->archive, &out);
	str json = buffer_str(&out);
	static const char *const hidden[] = {"Anna", "Exempelsson", "Annis", "Ankan", "Annsan"};
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (str_contains(json, str_of(hidden[i])))
			fail_msg("the dump tells %s", hidden[i]);
	assert_true(str_contains(json, S("[namn borttaget]")));
	assert_true(str_contains(json, S("\"id\": \"2018-12-14-sikt\"")));
	assert_true(str_contains(json, S("\"adress\": \"/kommuner/vara/\"")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(by_rule),
	    test(initials_of_hyphens_and_foreign_letters),
	    test(genitives),
	    test(only_in_its_period),
	    test(dump_shows_people_as_the_site_does),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
