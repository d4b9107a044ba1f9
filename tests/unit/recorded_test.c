/* What has been published: which changes of a decision's text count, which lines of adresser.txt no longer hold,
   and what is written. */
#include "world.h"

#include "archive/hide.h"
#include "archive/recorded.h"
#include "base/buffer.h"
#include "content/addresses.h"

static const char *
sum(struct world *world, const char *text)
{
	return str_c(&world->arena, recorded_fingerprint(&world->arena, str_of(text)));
}

static void
only_words_count(void **state)
{
	struct world *world = *state;
	const char *plain = sum(world, "Beslut: Hannes Berggren ringer Mediapoolen om avtalet.");
	assert_int_equal(strlen(plain), 8);
	static const char *const same[] = {
	    "**Beslut:** Hannes Berggren ringer\n  Mediapoolen om avtalet",
	    "Beslut: [[Hannes|Hannes Berggren]] ringer [[Mediapoolen]] om [avtalet](https://example.org/b).",
	    "BESLUT: Hannes Berggren ringer, [[!Mediapoolen]] om avtalet!",
	    "| Beslut: Hannes Berggren ringer `Mediapoolen` om _avtalet_ |",
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(sum(world, same[i]), plain);
	static const char *const other[] = {
	    "Beslut: Hannes Berggren ringer Mediapoolen om avtalen.",
	    "Beslut: Hannes Berggren ringer inte Mediapoolen om avtalet.",
	    "Beslut: [[Hannes]] ringer Mediapoolen om avtalet.",
	};
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		assert_string_not_equal(sum(world, other[i]), plain);
	sum(world, "[[");
	sum(world, "](");
	sum(world, "");
}

static void
record(struct world *world, const char *address, const char *anchor, const char *fingerprint)
{
	struct recorded line = {.address = str_of(address), .anchor = str_of(anchor)};
	line.fingerprint = str_of(fingerprint);
	line.place = a_place(world, "adresser.txt");
	vec_push(&world->arena, &world->archive->recorded, line);
}

static struct promise *
promise(struct world *world, struct promises *promises, const char *address)
{
	vec_push(&world->arena, promises, (struct promise){.address = str_of(address), .recorded = true});
	return &promises->items[promises->n - 1];
}

static void
number(struct world *world, struct promise *of, const char *anchor, const char *fingerprint)
{
	vec_push(&world->arena, &of->numbers, (struct promised_number){str_of(anchor), str_of(fingerprint)});
}

static void
every_line_must_hold(void **state)
{
	struct world *world = *state;
	struct promises now = {0};
	struct promise *minutes_page = promise(world, &now, "/a/");
	number(world, minutes_page, "beslut-1", "11111111");
	number(world, minutes_page, "beslut-2", "22222222");
	promise(world, &now, "/b/")->forward = S("/a/");
	promise(world, &now, "/c/")->any_number = true;
	record(world, "/a/", "", "");
	record(world, "/a/", "beslut-1", "11111111");
	record(world, "/a/", "beslut-2", "");
	record(world, "/b/", "", "");
	record(world, "/b/", "beslut-2", "22222222");
	record(world, "/c/", "uppdrag-9", "99999999");
	recorded_check(world->archive, &now, &world->diags);
	assert_int_equal(world->diags.n, 0);

	record(world, "/a/", "beslut-3", "22222222"); /* moved */
	record(world, "/b/", "beslut-1", "33333333"); /* changed */
	record(world, "/a/", "uppdrag-1", "");        /* gone */
	record(world, "/d/", "", "");
	record(world, "/d/", "beslut-1", "11111111"); /* goes with its page */
	record(world, "/e/", "beslut-1", "11111111"); /* its page has no line */
	recorded_check(world->archive, &now, &world->diags);
	assert_int_equal(times_reported(world, DIAG_NUMBER_MOVED), 1);
	assert_str(first_reported(world, DIAG_NUMBER_MOVED)->arguments[2], "#beslut-2");
	assert_int_equal(times_reported(world, DIAG_NUMBER_CHANGED), 1);
	assert_int_equal(times_reported(world, DIAG_NUMBER_VANISHES), 1);
	assert_int_equal(times_reported(world, DIAG_ADDRESS_VANISHES), 2);
	assert_int_equal(world->diags.n, 5);
}

static void
what_is_gone_on_purpose_is_no_fault(void **state)
{
	struct world *world = *state;
	struct promises now = {0};
	promise(world, &now, "/amnen/ai/")->stands_in = true;
	struct entity *hidden = person(world, "Zebulon Hemligsson", "");
	hidden->id = S("p7");
	hidden->person.publication.rule = PUBLISH_ROLE;
	resolve(world);
	archive_hide(world->archive, &world->diags);
	record(world, "/personer/zebulon-hemligsson/", "", "");
	record(world, "/amnen/ai/", "", "");
	world->archive->recorded.items[1].withdrawn = a_date("2026-01-01");
	record(world, "/amnen/zebulon-hemligsson/", "", "");
	world->archive->recorded.items[2].withdrawn = a_date("2026-01-01");
	recorded_check(world->archive, &now, &world->diags);
	assert_int_equal(world->diags.n, 0);
	assert_true(recorded_has_stone(world->archive, &world->archive->recorded.items[1]));
	assert_false(recorded_has_stone(world->archive, &world->archive->recorded.items[0]));
	assert_false(recorded_has_stone(world->archive, &world->archive->recorded.items[2]));

	now.items[0].stands_in = false;
	recorded_check(world->archive, &now, &world->diags);
	assert_int_equal(times_reported(world, DIAG_WITHDRAWN_STANDS), 1);
}

static void
nothing_is_missed_while_a_file_cannot_be_read(void **state)
{
	struct world *world = *state;
	record(world, "/a/", "", "");
	vec_push(&world->arena, &world->archive->unread, (struct unread){.relative = S("protokoll/a.md")});
	recorded_check(world->archive, &(struct promises){0}, &world->diags);
	assert_int_equal(world->diags.n, 0);
}

static void
lines_are_joined_and_sorted(void **state)
{
	struct world *world = *state;
	struct promises now = {0};
	struct promise *page = promise(world, &now, "/a/");
	for (size_t i = 1; i <= 10; i++)
		number(world, page, str_c(&world->arena, str_format(&world->arena, "beslut-%zu", i)), "11111111");
	number(world, page, "uppdrag-1", "22222222");
	promise(world, &now, "/b/")->recorded = false;
	record(world, "/z/", "", "");
	record(world, "/a/", "uppdrag-1", "");
	record(world, "/a/", "beslut-2", "00000000");
	record(world, "/m/", "", "");
	world->archive->recorded.items[3].withdrawn = a_date("2026-01-31");
	world->archive->recorded.items[3].reason = S("Delades.");
	struct buffer out = {.arena = &world->arena};
	recorded_write(world->archive, &now, &out);
	str text = buffer_str(&out);
	assert_true(str_starts(text, S("# ")));
	str_cut(&text, '\n');
	assert_str(text, "/a/\n/a/#beslut-1 11111111\n/a/#beslut-2 00000000\n/a/#beslut-3 11111111\n"
	                 "/a/#beslut-4 11111111\n"
	                 "/a/#beslut-5 11111111\n/a/#beslut-6 11111111\n/a/#beslut-7 11111111\n/a/#beslut-8 11111111\n"
	                 "/a/#beslut-9 11111111\n/a/#beslut-10 11111111\n/a/#uppdrag-1 22222222\n"
	                 "- /m/ 2026-01-31 Delades.\n/z/\n");
}

static void
what_is_written_can_be_read(void **state)
{
	struct world *world = *state;
	static const char text[] = "# En rad\r\n\r\n/a/\r\n/a/#beslut-12 0123abcd\r\n/b.html\r\n"
	                           "- /m/#uppdrag-1 2026-01-31  Delades. \n/x%C3%B6/";
	const struct source *source =
	    source_make(&world->arena, S("adresser.txt"), S("adresser.txt"), str_of(text), &world->diags);
	struct addresses read = {0};
	addresses_read(&world->arena, source, &read, &world->diags);
	assert_int_equal(world->diags.n, 0);
	assert_int_equal(read.lines.n, 5);
	assert_int_equal(read.notes.n, 1);
	assert_str(read.lines.items[1].anchor, "beslut-12");
	assert_str(read.lines.items[1].fingerprint, "0123abcd");
	assert_int_equal(read.lines.items[3].withdrawn.day, 31);
	assert_str(read.lines.items[3].reason, "Delades.");
	assert_int_equal(source_position(source, read.lines.items[3].place.start).line, 6);

	static const char *const wrong[] = {
	    "a/", "//a/", "/a//b/", "/../", "/a/./", "/a b/", "/a?b/", "/å/", "/a/#p5", "/a/#", "/a/#beslut-",
	    "/a/#beslut-0", "/a/#beslut-12345", "/a/#beslut-1 0123ABCD", "/a/#beslut-1 0123abc", "/a/ 0123abcd", "-", "- ",
	    "- /a/", "- /a/ 2026-01 x", "- /a/ 2026-02-30 x", "- /a/ 2026-01-01", "-/a/ 2026-01-01 x"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct addresses none = {0};
		size_t before = times_reported(world, DIAG_RECORDED_LINE);
		source = source_make(&world->arena, S("x"), S("x"), str_of(wrong[i]), &world->diags);
		addresses_read(&world->arena, source, &none, &world->diags);
		if (none.lines.n || times_reported(world, DIAG_RECORDED_LINE) != before + 1)
			fail_msg("%s is taken for a line", wrong[i]);
	}
}

static void
an_assessment_holds_for_a_year(void **state)
{
	struct world *world = *state; /* today is 2026-10-01 */
	static const struct {
		const char *assessed;
		bool old;
	} cases[] = {{"2025-10-01", false}, {"2025-09-30", true}, {"2026-09-30", false},
	             {"2025-09", true},     {"2025", false},      {"2024-02-29", true}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t before = times_reported(world, DIAG_STATEMENT_OLD);
		world->archive->site.accessibility.given = true;
		world->archive->site.accessibility.assessed = a_date(cases[i].assessed);
		archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
		if (times_reported(world, DIAG_STATEMENT_OLD) != before + cases[i].old)
			fail_msg("%s", cases[i].assessed);
	}
}

static void
minutes_are_withdrawn_the_day_after(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *after;
		bool gone;
	} cases[] = {{"2026-09-30", true}, {"2026-10-01", false}, {"2026-09", true}, {"2026-10", false},
	             {"2026", false},      {"2025~", true},       {"", false}};
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *all[8];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		all[i] = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
		all[i]->id = str_format(&world->arena, "mote-%zu", i);
		all[i]->withdraw_after = a_date(cases[i].after);
		attend(world, &all[i]->present, cases[i].gone ? "Gone Goneson" : "Anna Exempelsson", "");
	}
	resolve(world);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(all[i]->withdrawn, cases[i].gone);
		assert_int_equal(all[i]->present.n, !cases[i].gone);
		assert_int_equal(all[i]->previous == NULL, cases[i].gone || i == 1);
	}
	assert_int_equal(times_reported(world, DIAG_WITHDRAWN), 3);
	assert_null(archive_find(world->archive, ENTITY_PERSON, S("Gone Goneson"))); /* nobody is made of what it said */
	assert_int_equal(document_withdrawn_since(all[2]).month, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(only_words_count),
	    test(every_line_must_hold),
	    test(what_is_gone_on_purpose_is_no_fault),
	    test(nothing_is_missed_while_a_file_cannot_be_read),
	    test(lines_are_joined_and_sorted),
	    test(what_is_written_can_be_read),
	    test(an_assessment_holds_for_a_year),
	    test(minutes_are_withdrawn_the_day_after),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
