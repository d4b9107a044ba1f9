/* The CSV writer: what is quoted, and that nothing else changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "export/csv.h"

static struct arena arena;

static int
forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
assert_cell(const char *text, const char *expected)
{
	struct buffer out = {.arena = &arena};
	struct csv csv = {.out = &out};
	csv_cell(&csv, str_of(text));
	buffer_add_char(&out, '\0');
	assert_string_equal(out.bytes, expected);
}

static void
only_what_needs_quotes_is_quoted(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("Levene skola", "Levene skola");
	assert_cell("ä;ö", "ä;ö");
	assert_cell(" kant ", " kant ");
	assert_cell("'", "'");
	assert_cell("Sal 4, hus 3", "\"Sal 4, hus 3\"");
	assert_cell("två\nrader", "\"två\nrader\"");
	assert_cell("två\r\nrader", "\"två\r\nrader\"");
	assert_cell("\r", "\"\r\"");
}

static void
quotes_are_doubled(void **state)
{
	(void)state;
	assert_cell("\"", "\"\"\"\"");
	assert_cell("säg \"a\"", "\"säg \"\"a\"\"\"");
	assert_cell("\"a\" och b", "\"\"\"a\"\" och b\"");
	assert_cell("\"\"", "\"\"\"\"\"\"");
}

/* The data are a record: what looks like a formula stays what was written. */
static void
nothing_is_put_before_what_looks_like_a_formula(void **state)
{
	(void)state;
	assert_cell("=1+1", "=1+1");
	assert_cell("-5 procent", "-5 procent");
	assert_cell("+46", "+46");
	assert_cell("@a", "@a");
	assert_cell("=HYPERLINK(\"x\")", "\"=HYPERLINK(\"\"x\"\")\"");
}

static void
rows_end_in_crlf(void **state)
{
	(void)state;
	struct buffer out = {.arena = &arena};
	struct csv csv = {.out = &out};
	csv_cell(&csv, S("a"));
	csv_cell(&csv, (str){0});
	csv_number(&csv, 12);
	csv_number(&csv, 0);
	csv_end_row(&csv);
	csv_cell(&csv, (str){0});
	csv_cell(&csv, S("b"));
	csv_end_row(&csv);
	buffer_add_char(&out, '\0');
	assert_string_equal(out.bytes, "a,,12,\r\n,b\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(only_what_needs_quotes_is_quoted, forget),
	    cmocka_unit_test_teardown(quotes_are_doubled, forget),
	    cmocka_unit_test_teardown(nothing_is_put_before_what_looks_like_a_formula, forget),
	    cmocka_unit_test_teardown(rows_end_in_crlf, forget),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
