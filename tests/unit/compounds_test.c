/* The parts of compounds: only where the archive knows both, at the cut that leaves the longest last part. */
#include "world.h"

#include <string.h>

#include "base/buffer.h"
#include "index/compounds.h"

/* The parts of `text` in an archive whose only item says `archive`, joined by spaces. */
static const char *
parts_in(struct world *world, const char *archive, const char *text)
{
	static struct body body;
	static struct item item;
	static const struct body *bodies[] = {&body};
	item = (struct item){.number = 1, .title = S("Rubrik"), .text = str_of(archive)};
	body = (struct body){.items = {&item, 1, 1}};
	if (!world->archive->documents.n)
		minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	const struct compounds *compounds = compounds_new(&world->arena, world->archive, bodies);
	struct strs parts = {0};
	compounds_parts(compounds, &world->arena, str_of(text), &parts);
	struct buffer out = {.arena = &world->arena};
	for (size_t i = 0; i < parts.n; i++) {
		if (i)
			buffer_lit(&out, " ");
		buffer_add(&out, parts.items[i]);
	}
	return str_c(&world->arena, buffer_str(&out));
}

static void
are_words_of_the_archive(void **state)
{
	struct world *world = *state;
	const char *archive = "Undervisning på distans. Distansundervisning. Fjärrundervisning. Skolbuss.";
	assert_string_equal(parts_in(world, archive, "Om distansundervisning"), "distans undervisning");
	assert_string_equal(parts_in(world, archive, "fjärrundervisning, skolbuss"), "");
	assert_string_equal(parts_in(world, archive, "undervisning på distans"), "");
}

static void
are_found_in_any_form(void **state)
{
	struct world *world = *state;
	assert_string_equal(
	    parts_in(world, "En plan för verksamheten. VERKSAMHETSPLANEN. Verksamhet.", "Verksamhetsplanen"),
	    "verksamhet planen");
	assert_string_equal(parts_in(world, "Skola och chef. Skolchef.", "skolchef"), "skola chef");
	assert_string_equal(parts_in(world, "Läroplaner finns. Lära. Planen. Läroplan.", "läroplan"), "");
	assert_string_equal(parts_in(world, "Elever. Elevens val. Hälsan. Elevhälsan. Elev.", "elevhälsan"),
	                    "elev hälsan");
}

static void
keep_the_longest_last_part(void **state)
{
	struct world *world = *state;
	const char *archive = "distans undervisning visning distansunder distansundervisning";
	assert_string_equal(parts_in(world, archive, "distansundervisning"), "distans undervisning");
}

static void
of_parts_are_parts_too(void **state)
{
	struct world *world = *state;
	const char *archive = "distans, undervisning, plan, undervisningsplan, distansundervisningsplan";
	assert_string_equal(parts_in(world, archive, "distansundervisningsplan"),
	                    "distans undervisningsplan undervisning plan");
}

static void
come_once_each(void **state)
{
	struct world *world = *state;
	const char *archive = "skolbuss skolbok skol buss bok boken skolboken";
	assert_string_equal(parts_in(world, archive, "Skolbuss skolboken SKOLBUSS"), "skol buss boken");
}

static void
are_never_halves_of_letters(void **state)
{
	struct world *world = *state;
	/* "åäö" is six bytes; a cut inside one of them would give what is no text. */
	const char *parts = parts_in(world, "ååå ääää åååääää ööö", "åååääää");
	assert_string_equal(parts, "ååå ääää");
	char endless[200];
	memset(endless, 'a', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	assert_string_equal(parts_in(world, endless, endless), "");
	assert_string_equal(parts_in(world, "", ""), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(are_words_of_the_archive, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(are_found_in_any_form, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(keep_the_longest_last_part, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(of_parts_are_parts_too, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(come_once_each, world_setup, world_teardown),
	    cmocka_unit_test_setup_teardown(are_never_halves_of_letters, world_setup, world_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
