/* What the finished site is searched for: which names, and which phrases around a short name. */
#include "world.h"

#include "base/forms.h"
#include "sought.h"

static void
add_secret(struct world *world, const char *id, const char *name)
{
	struct entity *person = entry(world, ENTITY_PERSON, name);
	person->id = str_of(id);
	person->person.hidden = true;
	struct secret secret = {.person = person, .name = str_of(name), .recognised = 1};
	secret.short_name = str_slice(secret.name, 0, str_find_char(secret.name, ' '));
	vec_push(&world->arena, &secret.names, secret.name);
	vec_push(&world->arena, &world->archive->secrets, secret);
	person->name = S("ledamot");
}

/* A document with a text, and the phrases that were masked in it. */
static const struct body *
add_document(struct world *world, const char *text, const char *const *phrases)
{
	struct body *body = arena_new(&world->arena, struct body);
	const struct source *source = source_make(&world->arena, S("a.md"), S("a.md"), str_of(text), &world->diags);
	vec_push(&world->arena, &world->archive->sources, source);
	document(world, DOCUMENT_MINUTES, "a.md", "")->source = source;
	for (size_t i = 0; phrases[i]; i++)
		vec_push(&world->arena, &body->masked, str_of(phrases[i]));
	return body;
}

/* "id" or "id turned" of what is found first, "(short)" for a phrase, "" for nothing. */
static const char *
found(struct world *world, struct leak_names names, const char *text)
{
	struct form_match match;
	size_t at = 0;
	if (!forms_next(names.forms, str_of(text), &at, &match))
		return "";
	struct leak_subject subject = names.subjects[match.value];
	if (!subject.person.n)
		return "(short)";
	return str_c(&world->arena, str_join(&world->arena, subject.person, subject.turned ? S(" turned") : S("")));
}

static void
nobody(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_PERSON, "Anna Exempelsson");
	struct leak_names names = sought_names(&world->arena, world->archive, NULL);
	assert_true(forms_are_empty(names.forms));
}

static void
names(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_PERSON, "Anna Ek Lund");
	add_secret(world, "p-1", "Anna Karin Ek");
	add_secret(world, "p-2", "Bo");
	struct leak_names all = sought_names(&world->arena, world->archive, NULL);
	assert_string_equal(found(world, all, "Anna Karin Ek"), "p-1");
	assert_string_equal(found(world, all, "anna-karin-eks"), "p-1");
	assert_string_equal(found(world, all, "Anna Ek"), "p-1");
	assert_string_equal(found(world, all, "Ek, Anna Karin"), "p-1 turned");
	assert_string_equal(found(world, all, "Bos"), "p-2");
	assert_string_equal(found(world, all, "Anna Ek Lund"), "");
	assert_string_equal(found(world, all, "Anna"), "");
	assert_string_equal(found(world, all, "ledamot"), "");
}

static void
phrases(void **state)
{
	struct world *world = *state;
	add_secret(world, "p-1", "Anna Ek");
	const char *const first[] = {"kontaktar Anna om",  "Anna:", "och Anna", "sade Anna att", "sade Anna att",
	                             "tack till Anna för", NULL};
	const char *const second[] = {"tack till Anna för", NULL};
	const char *const none[] = {NULL};
	const struct body *bodies[3] = {0}; /* the third document could not be rendered */
	bodies[0] = add_document(world,
	                         "Bo kontaktar Anna om det. Anna: ja. Bo och Anna. Det sade Anna att hon. Ett tack "
	                         "till Anna för i dag.",
	                         first);
	bodies[1] = add_document(world, "Ett tack till Anna för i dag.", second);
	add_document(world, "Vi **kontaktar Anna om**\ndet.", none);
	struct leak_names all = sought_names(&world->arena, world->archive, bodies);
	/* masked in one place, and said of another Anna in the third document */
	assert_string_equal(found(world, all, "Bo kontaktar Anna om det"), "");
	/* masked wherever they stand */
	assert_string_equal(found(world, all, "<p>sade <b>Anna</b> att"), "");
	assert_string_equal(found(world, all, "det sade Anna\natt"), "(short)");
	assert_string_equal(found(world, all, "tack till Anna för"), "(short)");
	/* too few words */
	assert_string_equal(found(world, all, "Anna: ja"), "");
	assert_string_equal(found(world, all, "Cilla och Anna"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(nobody, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(names, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(phrases, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
