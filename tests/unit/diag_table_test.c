/* Every row of diagnostics.def explains itself in both languages, and lists of faults fit the pages of a job. */
#include "world.h"

#include <string.h>

#include "base/buffer.h"

enum { SHORTEST_EXPLANATION = 40 };

static bool
same_places(const char *a, const char *b)
{
	for (char digit = '1'; digit <= '4'; digit++) {
		char place[] = {'{', digit, '}', '\0'};
		if (!strstr(a, place) != !strstr(b, place))
			return false;
	}
	return true;
}

static void
every_number_is_explained(void **state)
{
	(void)state;
	for (int code = 0; code < DIAG_COUNT; code++) {
		const struct diag_row *row = diag_row((enum diag_code)code);
		for (int language = 0; language < 2; language++) {
			if (!*row->text[language] || strlen(row->explain[language]) < SHORTEST_EXPLANATION)
				fail_msg("%s has no explanation (%d)", row->number, language);
			if (strchr(row->explain[language], '{') && strstr(row->explain[language], "{1}"))
				fail_msg("%s explains without an occasion: {1} means nothing", row->number);
		}
		if (!strcmp(row->explain[LANGUAGE_SV], row->explain[LANGUAGE_EN]))
			fail_msg("%s is not translated", row->number);
		if (!*row->hint[LANGUAGE_SV] != !*row->hint[LANGUAGE_EN])
			fail_msg("%s has a hint in one language only", row->number);
		if (!same_places(row->text[LANGUAGE_SV], row->text[LANGUAGE_EN]) ||
		    !same_places(row->hint[LANGUAGE_SV], row->hint[LANGUAGE_EN]))
			fail_msg("%s names other things in the other language", row->number);
	}
}

static size_t
count(str text, str part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(text, part)) != SIZE_MAX; text = str_from(text, at + part.n))
		n++;
	return n;
}

static void
report(struct world *world, enum diag_code code, size_t times)
{
	const struct source *source = source_make(&world->arena, S("x.md"), S("x.md"),
	                                          S("---\nett två tre fyra fem sex sju åtta\n"), &world->diags);
	for (size_t i = 0; i < times; i++)
		diag(&world->diags, code, place_of(source, 4 + i, 5 + i), (str){0}, str_number(&world->arena, i));
	diag_sort(&world->diags);
}

static str
annotations(struct world *world)
{
	struct buffer out = {.arena = &world->arena};
	diag_print_all(&out, &world->diags, (struct diag_style){.format = DIAG_GITHUB});
	return buffer_str(&out);
}

static void
ten_are_told_without_more(void **state)
{
	struct world *world = *state;
	report(world, DIAG_UNKNOWN_NETWORK, 10);
	report(world, DIAG_DATE_IN_FUTURE, 10);
	str out = annotations(world);
	assert_int_equal(count(out, S("::error ")), 10);
	assert_int_equal(count(out, S("::warning ")), 10);
	assert_int_equal(count(out, S("::notice ")), 0);
}

static void
the_rest_is_one_notice(void **state)
{
	struct world *world = *state;
	report(world, DIAG_DATE_IN_FUTURE, 11);
	report(world, DIAG_UNKNOWN_NETWORK, 25);
	report(world, DIAG_NAME_AMBIGUOUS, 12);
	str out = annotations(world);
	assert_true(str_starts(out, S("::error ")));
	assert_int_equal(count(out, S("::error ")), 10);
	assert_int_equal(count(out, S("::warning ")), 10);
	assert_int_equal(count(out, S("::notice ")), 10);
	assert_true(str_contains(out, S("::notice title=protokoll::19 meddelanden till:%0A")));
	assert_int_equal(count(out, S("%0Ax.md:2:")), 19);
}

static void
a_flood_is_cut(void **state)
{
	struct world *world = *state;
	struct buffer long_text = {.arena = &world->arena};
	for (size_t i = 0; i < 1000; i++)
		buffer_lit(&long_text, "ord ");
	for (size_t i = 0; i < 100; i++)
		diag(&world->diags, DIAG_UNKNOWN_COMMAND, (struct place){0}, (str){0},
		     str_format(&world->arena, "%zu %.*s", i, STR(buffer_str(&long_text))));
	diag_sort(&world->diags);
	str out = annotations(world);
	size_t notice = str_find(out, S("::notice "));
	assert_true(notice != SIZE_MAX && out.n - notice < 64 * 1024);
	assert_true(str_contains(str_from(out, notice), S("Kör protokoll check")));
}

static void
markdown_has_a_row_for_each(void **state)
{
	struct world *world = *state;
	struct buffer out = {.arena = &world->arena};
	diag_print_markdown(&out, &world->diags, (struct diag_style){0});
	assert_true(str_contains(buffer_str(&out), S("Allt är rätt.")));
	buffer_clear(&out);
	report(world, DIAG_UNKNOWN_NETWORK, 3);
	diag(&world->diags, DIAG_UNKNOWN_COMMAND, (struct place){0}, (str){0},
	     S("a | <b>b</b> [c](https://d.example)"));
	diag_sort(&world->diags);
	diag_print_markdown(&out, &world->diags, (struct diag_style){.format = DIAG_GITHUB});
	str page = buffer_str(&out);
	assert_int_equal(count(page, S(" | **fel** | ")), 4);
	assert_int_equal(count(page, S("\n| x&#46;md | 2 | ")), 3);
	assert_int_equal(count(page, S("4 fel i 1 dokument\n")), 1);
	assert_int_equal(count(page, S("<")), 0);
	assert_int_equal(count(page, S("](")), 0);
	assert_int_equal(count(page, S("https:")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(every_number_is_explained),   test(ten_are_told_without_more),
	    test(the_rest_is_one_notice),      test(a_flood_is_cut),
	    test(markdown_has_a_row_for_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
