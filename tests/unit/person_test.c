/* How a person is shown, by rule and period, and that the dump asks. */
#include "world.h"

#include "archive/dump.h"
#include "archive/person.h"
#include "base/buffer.h"

static struct shown_person
shown(struct world *world, const struct entity *entity)
{
	return person_shown(&world->arena, world->archive, entity);
}

static void
by_rule(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_MUNICIPALITY, "Tidaholm");
	struct entity *sara = person(world, "Sara von Seth", "Tidaholm");
	resolve(world);
	assert_str(shown(world, sara).name, "Sara von Seth");
	assert_true(shown(world, sara).linked);
	sara->person.publication.rule = PUBLISH_INITIALS;
	assert_str(shown(world, sara).name, "S. v. S.");
	assert_false(shown(world, sara).linked);
	sara->person.publication.rule = PUBLISH_ROLE;
	assert_str(shown(world, sara).name, "representant, Tidaholm");
	assert_false(shown(world, sara).linked);
	sara->person.municipality = (struct reference){0};
	assert_str(shown(world, sara).name, "representant");
	sara->person.publication.rule = PUBLISH_NOTHING;
	assert_str(shown(world, sara).name, "[namn borttaget]");
	assert_false(shown(world, sara).linked);
}

static void
initials_of_hyphens_and_foreign_letters(void **state)
{
	struct world *world = *state;
	struct entity *per = person(world, "Per-Anders  Johansson Ögren", "");
	per->person.publication.rule = PUBLISH_INITIALS;
	assert_str(shown(world, per).name, "P.-A. J. Ö.");
	per->name = S("\"Ada\" - Berg");
	assert_str(shown(world, per).name, "A. B.");
}

static void
only_in_its_period(void **state)
{
	struct world *world = *state; /* today is 2026-10-01 */
	struct entity *anna = person(world, "Anna Exempelsson", "");
	anna->person.publication.rule = PUBLISH_NOTHING;
	anna->person.publication.period.first = a_date("2026-10-02");
	assert_true(shown(world, anna).linked);
	anna->person.publication.period.first = a_date("2026-10-01");
	assert_false(shown(world, anna).linked);
	anna->person.publication.period.last = a_date("2026-10");
	assert_false(shown(world, anna).linked);
	anna->person.publication.period.last = a_date("2026-09");
	assert_true(shown(world, anna).linked);
	anna->person.publication.period.first = (struct date){0};
	anna->person.publication.period.last = a_date("2026");
	assert_false(shown(world, anna).linked);
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
	    test(only_in_its_period),
	    test(dump_shows_people_as_the_site_does),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
