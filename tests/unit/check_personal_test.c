/* Tests of archive/check_personal.c: what is reported where, and what arkiv.yaml allows. */
#include "world.h"

static void
source(struct world *world, const char *relative, const char *text)
{
	const struct source *made = source_make(&world->arena, str_of(relative), str_of(relative), str_of(text), &world->diags);
	assert_non_null(made);
	vec_push(&world->arena, &world->archive->sources, made);
}

static void
allow(struct world *world, const char *entry)
{
	vec_push(&world->arena, &world->archive->site.allowed_addresses, (struct text_at){str_of(entry), {0}});
}

static void
test_each_at_its_place(void **state)
{
	struct world *world = *state;
	source(world, "protokoll/a.md", "---\nplats: 121212-1212\n---\n\ntel 070-123 45 67, ida@example.se, 121212-1212\n");
	source(world, "register/personer.yaml", "- namn: Anna Exempelsson\n  beskrivning: 19121212-1212\n");
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER), 3);
	assert_int_equal(times_reported(world, DIAG_PHONE_NUMBER), 1);
	assert_int_equal(times_reported(world, DIAG_MAIL_ADDRESS), 1);
	struct place place = first_reported(world, DIAG_IDENTITY_NUMBER)->place;
	assert_str(str_slice(place.source->text, place.start, place.end), "121212-1212");
	assert_int_equal(place.start, 11);
	place = first_reported(world, DIAG_MAIL_ADDRESS)->place;
	assert_str(str_slice(place.source->text, place.start, place.end), "ida@example.se");
	for (size_t i = 0; i < world->diags.n; i++)
		assert_int_equal(world->diags.items[i].arguments[0].n, 0);
}

static void
test_allowed(void **state)
{
	struct world *world = *state;
	struct site *site = &world->archive->site;
	allow(world, "IT@example.se");
	allow(world, "skola.example");
	allow(world, "0500-49 80 00");
	site->publisher_mail = S("arkiv@example.org");
	site->contact = S("Skriv till Fel@Example.org eller ring 08-123 456 78.");
	site->accessibility.contact = S("brist@example.org");
	source(world, "sidor/a.md", "it@EXAMPLE.se a@skola.example b@utb.skola.example arkiv@example.org fel@example.org "
	                            "brist@example.org +46 (0)500-49 80 00, +46 500 498000, 0500/49 80 00, 08-123 456 78\n");
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_MAIL_ADDRESS), 0);
	assert_int_equal(times_reported(world, DIAG_PHONE_NUMBER), 0);
	source(world, "sidor/b.md",
	       "anna@example.se a@annanskola.example a@skola.example.org it@example.se.com, 0500-49 80 01\n");
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_MAIL_ADDRESS), 4);
	assert_int_equal(times_reported(world, DIAG_PHONE_NUMBER), 1);
}

static void
test_names_of_files(void **state)
{
	struct world *world = *state;
	allow(world, "0500-49 80 00");
	source(world, "protokoll/elev-19121212-1212-och-121212-1212.md", "Text\n");
	source(world, "dokument/ida@example.se_0701234567.md", "Text\n");
	source(world, "dokument/vaxel-0500-498000.md", "Text\n");
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER_IN_FILE_NAME), 1);
	assert_int_equal(times_reported(world, DIAG_CONTACT_IN_FILE_NAME), 1);
	assert_true(first_reported(world, DIAG_IDENTITY_NUMBER_IN_FILE_NAME)->place.whole);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER), 0);
}

/* What stands in the text as it is has been reported there. */
static void
test_names_of_attachments(void **state)
{
	struct world *world = *state;
	source(world, "protokoll/a.md", "fil: \"19121212\\u002D1212.pdf\"\nfil: 19121212-1212.pdf\n");
	const struct source *made = world->archive->sources.items[0];
	struct document *minutes = document(world, DOCUMENT_OTHER, "protokoll/a.md", "A");
	struct attachment escaped = {.target = {S("19121212-1212.pdf"), place_of(made, 5, 29)}};
	struct attachment plain = {.target = {S("19121212-1212.pdf"), place_of(made, 35, 52)}};
	vec_push(&world->arena, &minutes->attachments, escaped);
	vec_push(&world->arena, &minutes->attachments, plain);
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER), 2);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER_IN_FILE_NAME), 1);
	assert_int_equal(first_reported(world, DIAG_IDENTITY_NUMBER_IN_FILE_NAME)->place.start, 5);
}

/* What only a reader of the page would see. */
static void
test_coded_numbers(void **state)
{
	struct world *world = *state;
	source(world, "protokoll/a.md", "x 121212&ndash;1212 y\n12**1212**-1212 och 121212-1212\nplats: \"121212\\u002D1212\"\n");
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER), 4);
}

/* A table has many telephone numbers: one is told. */
static void
test_attached_text(void **state)
{
	struct world *world = *state;
	str text = S("namn;tel\nA;070-123 45 67;121212-1212\nB;070-123 45 68;19121212-1212\n");
	struct attachment file = {.text = source_make(&world->arena, S("a.csv"), S("bilagor/a.csv"), text, &world->diags)};
	struct document *first = document(world, DOCUMENT_OTHER, "dokument/a.md", "A");
	struct document *second = document(world, DOCUMENT_OTHER, "dokument/b.md", "B");
	vec_push(&world->arena, &first->attachments, file);
	vec_push(&world->arena, &second->attachments, file);
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(times_reported(world, DIAG_IDENTITY_NUMBER), 2);
	assert_int_equal(times_reported(world, DIAG_PHONE_NUMBER), 1);
	assert_str(first_reported(world, DIAG_IDENTITY_NUMBER)->place.source->relative, "bilagor/a.csv");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(test_each_at_its_place),
	    test(test_allowed),
	    test(test_names_of_files),
	    test(test_names_of_attachments),
	    test(test_coded_numbers),
	    test(test_attached_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
