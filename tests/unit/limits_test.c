/* Every limit of a Markdown file below, at and above it, and the inputs that make cmark slow. */
#include "world.h"

#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "markup/limits.h"
#include "markup/parse.h"
#include "markup/watch.h"

static void
repeat(struct buffer *out, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buffer_add(out, str_of(text));
}

/* How often a code is reported when the text is measured and, where it passes, parsed. */
static size_t
faults(struct world *world, str text, enum diag_code code)
{
	struct arena scratch = {0};
	world->diags.n = 0;
	const struct source *source = source_make(&world->arena, S("x.md"), S("x.md"), text, &world->diags);
	if (limits_hold(source, 0, &world->diags)) {
		bool parsed = parse_markdown(&scratch, source, 0, &world->diags) != NULL;
		assert_true(parsed == (world->diags.n == 0));
	}
	arena_free(&scratch);
	assert_int_equal(times_reported(world, code), world->diags.n);
	return world->diags.n;
}

static str
repeated(struct world *world, const char *before, const char *text, size_t n, const char *after)
{
	struct buffer out = {.arena = &world->arena};
	buffer_add(&out, str_of(before));
	repeat(&out, text, n);
	buffer_add(&out, str_of(after));
	return buffer_str(&out);
}

static void
size_of_file(void **state)
{
	struct world *world = *state;
	assert_int_equal(
	    faults(world, repeated(world, "", "abc def\n\n\n", LIMIT_MARKDOWN / 10, ""), DIAG_MARKDOWN_TOO_LARGE), 0);
	assert_int_equal(
	    faults(world, repeated(world, "x", "abc def\n\n\n", LIMIT_MARKDOWN / 10, ""), DIAG_MARKDOWN_TOO_LARGE), 1);
}

static void
length_of_line_and_block(void **state)
{
	struct world *world = *state;
	assert_int_equal(faults(world, repeated(world, "a\n\n", "x", LIMIT_LINE, "\n\nb\n"), DIAG_LINE_TOO_LONG), 0);
	str long_line = repeated(world, "a\n\n", "x", LIMIT_LINE + 1, "\n\nb\n");
	const struct source *source = source_make(&world->arena, S("x.md"), S("x.md"), long_line, &world->diags);
	assert_false(limits_hold(source, 0, &world->diags));
	assert_int_equal(times_reported(world, DIAG_LINE_TOO_LONG), 1);
	assert_int_equal(first_reported(world, DIAG_LINE_TOO_LONG)->place.start, 3);
	/* 320 lines of 100 bytes; the last line end is not of the block. */
	const char *line =
	    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456 x\n";
	assert_int_equal(strlen(line), 100);
	assert_int_equal(faults(world, repeated(world, "", line, LIMIT_BLOCK / 100, "\nb\n"), DIAG_BLOCK_TOO_LONG), 0);
	assert_int_equal(faults(world, repeated(world, "a", line, LIMIT_BLOCK / 100, "\nb\n"), DIAG_BLOCK_TOO_LONG), 0);
	assert_int_equal(faults(world, repeated(world, "ab", line, LIMIT_BLOCK / 100, "\nb\n"), DIAG_BLOCK_TOO_LONG),
	                 1);
	assert_int_equal(faults(world, repeated(world, "", "> a\n>\n", LIMIT_BLOCK, ""), DIAG_BLOCK_TOO_LONG), 0);
}

static void
depth(void **state)
{
	struct world *world = *state;
	static const char *const marks[] = {"> ", "- ", "1. ", ">", "*   "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		assert_int_equal(
		    faults(world, repeated(world, "", marks[i], LIMIT_CONTAINERS, "x\n"), DIAG_NESTED_TOO_DEEP), 0);
		assert_int_equal(
		    faults(world, repeated(world, "", marks[i], LIMIT_CONTAINERS + 1, "x\n"), DIAG_NESTED_TOO_DEEP), 1);
	}
	assert_int_equal(faults(world, repeated(world, "", "- ", 300, "\n"), DIAG_NESTED_TOO_DEEP), 0); /* a rule */
	assert_int_equal(faults(world, repeated(world, "", "* ", 300, "*\n"), DIAG_NESTED_TOO_DEEP), 0);
	/* Nesting by indentation, a line for each level. */
	for (size_t levels = LIMIT_CONTAINERS; levels <= LIMIT_CONTAINERS + 1; levels++) {
		struct buffer out = {.arena = &world->arena};
		for (size_t i = 0; i < levels; i++) {
			repeat(&out, "  ", i);
			buffer_lit(&out, "- x\n");
		}
		assert_int_equal(faults(world, buffer_str(&out), DIAG_NESTED_TOO_DEEP), levels - LIMIT_CONTAINERS);
	}
}

static str
table(struct world *world, size_t columns, size_t rows)
{
	struct buffer out = {.arena = &world->arena};
	repeat(&out, "|x", columns);
	buffer_lit(&out, "\n");
	repeat(&out, "|-", columns);
	buffer_lit(&out, "\n");
	repeat(&out, "|\n", rows);
	buffer_lit(&out, "\n");
	return buffer_str(&out);
}

static void
tables(void **state)
{
	struct world *world = *state;
	assert_int_equal(faults(world, table(world, LIMIT_TABLE_COLUMNS, 3), DIAG_TABLE_TOO_WIDE), 0);
	assert_int_equal(faults(world, table(world, LIMIT_TABLE_COLUMNS + 1, 3), DIAG_TABLE_TOO_WIDE), 1);
	/* Two tables of 20 columns: 500 rows and 499 with their headings. */
	str first = table(world, 20, 499);
	assert_int_equal(faults(world, str_join(&world->arena, first, table(world, 20, 499)), DIAG_TABLE_TOO_LARGE), 0);
	assert_int_equal(faults(world, str_join(&world->arena, first, table(world, 20, 500)), DIAG_TABLE_TOO_LARGE), 1);
}

static void
references(void **state)
{
	struct world *world = *state;
	/* A target of 20,000 bytes, 400 times: 8,000,000. */
	str definition = repeated(world, "[a]: /", "x", 19999, "\n\n");
	str at = str_join(&world->arena, definition, repeated(world, "", "[a] ", 400, "\n"));
	str above = str_join(&world->arena, definition, repeated(world, "", "[a] ", 401, "\n"));
	assert_int_equal(faults(world, at, DIAG_REFERENCES_TOO_LARGE), 0);
	assert_int_equal(faults(world, above, DIAG_REFERENCES_TOO_LARGE), 1);
	/* What makes cmark allocate 2.4 GB is stopped by the ceiling on memory. */
	definition = repeated(world, "[a]: /", "x", 30000, "\n\n");
	str worst = repeated(world, "", "[a]\n", 7999, "\n");
	struct buffer out = {.arena = &world->arena};
	buffer_add(&out, definition);
	for (int i = 0; i < 15; i++)
		buffer_add(&out, worst);
	assert_int_equal(faults(world, buffer_str(&out), DIAG_DOCUMENT_MEMORY), 1);
}

/* The inputs that reliability.md names, as long as a block may be, twice. (Files full of them: tests/hostile.) */
static void
slow_inputs_are_stopped(void **state)
{
	struct world *world = *state;
	static const char *const patterns[][3] = {
	    {"*a ", "_a*_ ", ""},
	    {"![[]()", "", ""},
	    {"<![CDATA[", "", ""},
	    {"<?", "", ""},
	    {"[a](<b", "", ""},
	    {"[a](b", "", ""},
	    {"a**b c* ", "", ""},
	    {"[ (](", "", ""},
	    {"*", "a", "*"},
	    {"[", "a", "]"},
	    {"[[", "a", "]]"},
	    {"[^a", "", ""},
	    {"~~a ", "", ""},
	    {"www.a.b)", "", ""},
	    {"a@", "", ""},
	    {"&amp;\\", "", ""},
	    {"`", "a", ""},
	    {"<!--", "", ""},
	    {"*a **a ", "b", " a** a*"},
	};
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct buffer out = {.arena = &world->arena};
		while (out.n < LIMIT_BLOCK) {
			size_t length = strlen(patterns[i][0]) + strlen(patterns[i][1]) + strlen(patterns[i][2]);
			size_t n = (LIMIT_BLOCK - 1) / length;
			buffer_lit(&out, "a");
			for (int part = 0; part < 3; part++)
				repeat(&out, patterns[i][part], n);
			buffer_lit(&out, "\n\n");
		}
		clock_t start = clock();
		faults(world, buffer_str(&out), DIAG_NESTED_TOO_DEEP);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		assert_true(seconds < LIMIT_DOCUMENT_SECONDS);
	}
}

static str given_up;

static void
give_up(str path)
{
	given_up = path;
}

static void
watch_is_silent_about_quick_documents(void **state)
{
	(void)state;
	struct watch *watch = watch_start(2, give_up);
	assert_non_null(watch);
	for (int i = 0; i < 1000; i++) {
		watch_begin(watch, (unsigned)i % 2, S("x.md"));
		watch_end(watch, (unsigned)i % 2);
	}
	watch_stop(watch);
	watch_begin(NULL, 0, S("x.md"));
	watch_stop(NULL);
	assert_int_equal(given_up.n, 0);
}

int
main(void)
{
	parse_prepare();
	const struct CMUnitTest tests[] = {
	    test(size_of_file),
	    test(length_of_line_and_block),
	    test(depth),
	    test(tables),
	    test(references),
	    test(slow_inputs_are_stopped),
	    test(watch_is_silent_about_quick_documents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
