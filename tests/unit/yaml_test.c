/* YAML to a tree: exact places, what is refused, every limit at, below and above, and the explanation of each kind of
   mistake at the place where it was made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/limits.h"
#include "content/yaml.h"

static struct arena arena;
static struct diag_list list;

static int
prepare(void **state)
{
	(void)state;
	list = (struct diag_list){.arena = &arena};
	return 0;
}

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct yaml_node *
parse_with(str bytes, struct yaml_limits limits)
{
	const struct source *source = source_make(&arena, S("content/a.yaml"), S("a.yaml"), bytes, &list);
	assert_non_null(source);
	return yaml_parse(&arena, source, 0, source->text.n, limits, &list);
}

static const struct yaml_node *
parse(str bytes)
{
	return parse_with(bytes, yaml_front_matter);
}

static void
assert_str(str actual, const char *expected)
{
	assert_string_equal(str_c(&arena, actual), expected);
}

/* Where a place begins, and how many code points of the file's line it covers up to its end. */
static void
assert_place(struct place place, uint32_t line, uint32_t column, uint32_t end_column)
{
	struct position start = source_position(place.source, place.start);
	struct position end = source_position(place.source, place.end);
	assert_int_equal(start.line, line);
	assert_int_equal(start.column, column);
	assert_int_equal(end.column, end_column);
}

static const struct yaml_node *
get(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *value = yaml_get(map, str_of(key));
	assert_non_null(value);
	return value;
}

static void
test_tree(void **state)
{
	(void)state;
	const struct yaml_node *root = parse(S("titel: SIKT\n"
	                                       "datum: 2018-12-14\n"
	                                       "nej: nej\n"
	                                       "lista:\n"
	                                       "  - a\n"
	                                       "  - {b: \"c\"}\n"
	                                       "text: |\n"
	                                       "  en\n"
	                                       "  två\n"
	                                       "tom:\n"));
	assert_non_null(root);
	assert_int_equal(list.n, 0);
	assert_int_equal(root->kind, YAML_MAP);
	assert_int_equal(root->n, 6);
	assert_str(get(root, "datum")->text, "2018-12-14");
	assert_str(get(root, "nej")->text, "nej");
	assert_true(get(root, "titel")->plain);
	assert_int_equal(get(root, "lista")->n, 2);
	const struct yaml_node *c = get(get(root, "lista")->items[1], "b");
	assert_str(c->text, "c");
	assert_false(c->plain);
	assert_true(get(root, "text")->literal);
	assert_str(get(root, "text")->text, "en\ntvå\n");
	assert_true(yaml_is_empty(get(root, "tom")));
	assert_null(yaml_get(root, S("finns inte")));
}

static void
test_empty(void **state)
{
	(void)state;
	assert_true(yaml_is_empty(parse(S(""))));
	assert_true(yaml_is_empty(parse(S("\n# bara en kommentar\n"))));
	assert_true(yaml_is_empty(parse(S("~"))));
	assert_false(yaml_is_empty(parse(S("''"))));
	assert_int_equal(list.n, 0);
}

static void
test_places(void **state)
{
	(void)state;
	const struct yaml_node *root = parse(S("närvarande:\n"
	                                       "  - Åsa Öberg, Skövd\n"
	                                       "  - \"Åsa\"\n"
	                                       "  - 'it''s'\n"));
	const struct yaml_node *names = get(root, "närvarande");
	assert_place(root->keys[0]->place, 1, 1, 11);
	assert_place(names->items[0]->place, 2, 5, 21);
	assert_place(names->items[1]->place, 3, 6, 9); /* inside the quotes */
	assert_place(names->items[2]->place, 4, 5, 12); /* not verbatim: with them */
	size_t part = str_find(names->items[0]->text, S("Skövd"));
	assert_place(yaml_place(names->items[0], part, part + strlen("Skövd")), 2, 16, 21);
	assert_place(yaml_place(names->items[2], 0, 2), 4, 5, 12);
	assert_place(names->place, 2, 3, 21); /* a list: its first line */
}

/* The file's own columns, whatever normalising does: A + ring is two code points on disk. */
static void
test_places_normalised(void **state)
{
	(void)state;
	const struct yaml_node *root = parse(S("a: A\xcc\x8asa\r\n"
	                                       "b: {o\xcc\x88: A\xcc\x8asa, c: X}\r\n"));
	assert_str(get(root, "a")->text, "Åsa");
	assert_place(get(root, "a")->place, 1, 4, 8);
	const struct yaml_node *b = get(root, "b");
	assert_str(b->keys[0]->text, "ö");
	assert_place(b->keys[0]->place, 2, 5, 7);
	assert_place(b->items[0]->place, 2, 9, 13);
	assert_place(b->items[1]->place, 2, 18, 19);
}

static void
test_after_front_matter_line(void **state)
{
	(void)state;
	const struct source *source =
	    source_make(&arena, S("a.md"), S("a.md"), S("---\nå: ä\n---\nö: [ text\n"), &list);
	const struct yaml_node *root =
	    yaml_parse(&arena, source, 4, str_find(source->text, S("---\nö")), yaml_front_matter, &list);
	assert_non_null(root);
	assert_int_equal(root->n, 1);
	assert_place(root->items[0]->place, 2, 4, 5);
	assert_int_equal(list.n, 0);
}

static const struct {
	const char *text;
	enum diag_code code;
	uint32_t line, column;
} faults[] = {
    {"a: 1\n%b\n", DIAG_YAML_RESERVED_START, 2, 1},
    {"%YAML 1.1\n---\na: b\n", DIAG_YAML_DIRECTIVE, 1, 1},
    {"a: &x b\n", DIAG_YAML_ANCHOR, 1, 4},
    {"a: &x\n  - b\n", DIAG_YAML_ANCHOR, 1, 4},
    {"a: &x {b: c}\n", DIAG_YAML_ANCHOR, 1, 4},
    {"å: *x\n", DIAG_YAML_ALIAS, 1, 4},
    {"a: !x b\n", DIAG_YAML_TAG, 1, 4},
    {"a: !!str b\n", DIAG_YAML_TAG, 1, 4},
    {"a: !x [b]\n", DIAG_YAML_TAG, 1, 4},
    {"<<: b\n", DIAG_YAML_MERGE_KEY, 1, 1},
    {"a: b\n---\nc: d\n", DIAG_YAML_SECOND_DOCUMENT, 2, 1},
    {"a: b\n...\nc: d\n", DIAG_YAML_SYNTAX, 3, 1},
    {"? [a]\n: b\n", DIAG_YAML_KEY_NOT_TEXT, 1, 3},
    {"a: b\n: c\n", DIAG_YAML_KEY_NOT_TEXT, 2, 1},
    {"a: b\nå: c\na: d\n", DIAG_YAML_DUPLICATE_KEY, 3, 1},
    {"a:\n\t- b\n", DIAG_YAML_TAB, 2, 1},
    {"a:\n  b: c\n\td: e\n", DIAG_YAML_TAB, 3, 1},
    {"a: b\nc\nd: e\n", DIAG_YAML_MISSING_COLON, 2, 1},
    {"a b\nc: d\n", DIAG_YAML_MISSING_COLON, 1, 1},
    {"bara ord\n", DIAG_YAML_MISSING_COLON, 1, 1},
    {"a: b\nc:d\ne: f\n", DIAG_YAML_MISSING_SPACE, 2, 1},
    {"a:b\nc: d\n", DIAG_YAML_MISSING_SPACE, 1, 1},
    {"a:b\n", DIAG_YAML_MISSING_SPACE, 1, 1},
    {"å: \"b\nc: d\n", DIAG_YAML_UNCLOSED_QUOTE, 1, 4},
    {"å: 'b\nc: d\n", DIAG_YAML_UNCLOSED_QUOTE, 1, 4},
    {"å: \"b\nc: \"d\"\n", DIAG_YAML_UNCLOSED_QUOTE, 1, 4},
    {"ä: ö: å\n", DIAG_YAML_COLON_IN_VALUE, 1, 4},
    {"- a: b: c\n", DIAG_YAML_COLON_IN_VALUE, 1, 6},
    {"a: @b\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: `b\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: %b\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: **b**\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: & b\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: !b!c d\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: ]b\n", DIAG_YAML_RESERVED_START, 1, 4},
    {"a: b\n  c: d\n", DIAG_YAML_INDENTATION, 2, 3},
    {"a:\n  - b\n - c\n", DIAG_YAML_INDENTATION, 3, 2},
    {"- a: b\n   c: d\n", DIAG_YAML_INDENTATION, 2, 4},
    {"a:\n- b\n  - c\n", DIAG_YAML_INDENTATION, 3, 3},
    {"a: [b, c\nd: e\n", DIAG_YAML_UNCLOSED_BRACKET, 1, 4},
    {"a: {b: c\nd: e\n", DIAG_YAML_UNCLOSED_BRACKET, 1, 4},
    {"a: \"b\" c\n", DIAG_YAML_TEXT_AFTER, 1, 8},
    {"- \"b\" c\n", DIAG_YAML_TEXT_AFTER, 1, 7},
    {"a: [b] c\n", DIAG_YAML_TEXT_AFTER, 1, 8},
    {"a: - b\n", DIAG_YAML_LIST_ON_KEY_LINE, 1, 4},
    {"a: \"G:\\Vara\"\n", DIAG_YAML_BAD_ESCAPE, 1, 7},
    {"a: | b\n", DIAG_YAML_BLOCK_MARK, 1, 4},
    {"a: >b\n", DIAG_YAML_BLOCK_MARK, 1, 4},
    {"a: b\xe2\x80\x8b"
     "c\n",
     DIAG_YAML_INVISIBLE_CHARACTER, 1, 5},
    {"a: b\xe2\x80\xae"
     "c\n",
     DIAG_YAML_INVISIBLE_CHARACTER, 1, 5},
    {"a: \"\\u202e\"\n", DIAG_YAML_INVISIBLE_CHARACTER, 1, 4},
    {"a: \"b\\0\"\n", DIAG_YAML_CONTROL_CHARACTER, 1, 4},
    {"å: b\x01"
     "c\n",
     DIAG_YAML_CONTROL_CHARACTER, 1, 5},
    {"å: b\xc2\x85"
     "c\n",
     DIAG_YAML_LINE_SEPARATOR, 1, 5},
    {"å: b\xe2\x80\xa8"
     "c\n",
     DIAG_YAML_LINE_SEPARATOR, 1, 5},
    {"å: b\xe2\x80\xa9"
     "c\n",
     DIAG_YAML_LINE_SEPARATOR, 1, 5},
    {"a: \"b\\Lc\"\n", DIAG_YAML_LINE_SEPARATOR, 1, 4},
    {"plats: Sal #4\n", DIAG_YAML_CUT_BY_COMMENT, 1, 12},
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		list.n = 0;
		parse(str_of(faults[i].text));
		struct position position = list.n
		                               ? source_position(list.items[0].place.source, list.items[0].place.start)
		                               : (struct position){0, 0};
		if (list.n != 1 || list.items[0].code != faults[i].code || position.line != faults[i].line ||
		    position.column != faults[i].column)
			fail_msg("%s gives %zu diagnostics, first %s at %u:%u; expected %s at %u:%u", faults[i].text,
			         list.n, list.n ? diag_row(list.items[0].code)->number : "-", position.line,
			         position.column, diag_row(faults[i].code)->number, faults[i].line, faults[i].column);
	}
}

/* What looks like one of them and is fine. */
static void
test_harmless(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "# kommentar\na: b\n",
	    "---\na: b\n...\n# slut\n",
	    "a: 'b #c'\n",
	    "a: b#c\n",
	    "a: 1:1\n",
	    "a: http://b.se/c\n",
	    "a: \"å\\u00e4\"\n",
	    "a: a & b * c ! d % e @ f\n",
	    "a: [b, c]\nd: {e: f}\n",
	    "a:\n- b\n- c\n",
	    "a: b\n  c\n",
	    "a: 09:00–12:00\n",
	    "a: \"b\\nc\"\n",
	    "a: 2018-12-14~\n",
	    "'<<': b\n",
	    "a: b # c\n" /* last: a warning, but read */,
	};
	size_t n = sizeof texts / sizeof *texts;
	for (size_t i = 0; i < n; i++) {
		assert_non_null(parse(str_of(texts[i])));
		if (i + 1 < n && list.n)
			fail_msg("%s is reported as %s", texts[i], diag_row(list.items[0].code)->number);
	}
	assert_int_equal(diag_count(&list, SEVERITY_ERROR), 0);
}

static void
test_several_faults(void **state)
{
	(void)state;
	assert_non_null(parse(S("a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: 4\n")));
	assert_int_equal(list.n, 5);
	assert_true(get(parse(S("b: *x\n")), "b")->broken);
}

static void
test_duplicates_in_large_map(void **state)
{
	(void)state;
	struct buffer text = {.arena = &arena};
	for (int i = 0; i < 100; i++)
		buffer_add_format(&text, "k%d: v\n", i);
	buffer_lit(&text, "k7: w\nk99: w\n");
	assert_non_null(parse(buffer_str(&text)));
	assert_int_equal(list.n, 2);
	assert_str(list.items[0].arguments[0], "k7");
	assert_str(list.items[0].arguments[1], "8");
	assert_str(list.items[1].arguments[1], "100");
}

static str
repeated(const char *text, size_t n, const char *end)
{
	struct buffer buffer = {.arena = &arena};
	for (size_t i = 0; i < n; i++)
		buffer_add(&buffer, str_of(text));
	buffer_add(&buffer, str_of(end));
	return buffer_str(&buffer);
}

static void
test_depth(void **state)
{
	(void)state;
	assert_non_null(parse(S("[[[x]]]")));
	assert_non_null(parse(S("[[[[x]]]]")));
	assert_int_equal(list.n, 0);
	assert_null(parse(S("[[[[[x]]]]]")));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].code, DIAG_YAML_TOO_DEEP);
	assert_place(list.items[0].place, 1, 5, 6);
	assert_non_null(parse_with(S("[[[[[x]]]]]"), yaml_register));
	assert_null(parse_with(S("- - - - - - x"), yaml_register));
}

/* libyaml alone needs minutes for these. */
static void
test_deep_is_fast(void **state)
{
	(void)state;
	static const char *const openers[] = {"[", "{", "- ", "? ", "[a, ", "{a: ", "&a [", "!a [", "[[]: "};
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
		assert_null(parse_with(repeated(openers[i], 3000000 / strlen(openers[i]), ""), yaml_register));
}

static void
test_items(void **state)
{
	(void)state;
	struct yaml_limits five = {1000, 4, 5};
	assert_non_null(parse_with(S("a: b\nc: [d, e]\n"), five));
	assert_non_null(parse_with(S("a: b\nc: [d, e, f]\n"), five));
	assert_int_equal(list.n, 0);
	assert_null(parse_with(S("a: b\nc: [d, e, f, g]\n"), five));
	assert_int_equal(list.items[0].code, DIAG_YAML_TOO_MANY_ITEMS);
	assert_non_null(parse(repeated("- a\n", LIMIT_YAML_ITEMS, "")));
	assert_null(parse(repeated("- a\n", LIMIT_YAML_ITEMS + 1, "")));
}

static void
test_bytes(void **state)
{
	(void)state;
	assert_non_null(parse(repeated("#", LIMIT_FRONT_MATTER - 1, "")));
	assert_non_null(parse(repeated("#", LIMIT_FRONT_MATTER, "")));
	assert_int_equal(list.n, 0);
	assert_null(parse(repeated("#", LIMIT_FRONT_MATTER + 1, "")));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].code, DIAG_YAML_TOO_LARGE);
}

/* A flood of forbidden characters is not a flood of messages. */
static void
test_flood(void **state)
{
	(void)state;
	assert_null(parse_with(repeated("\xe2\x80\xa8", 1000000, ""), yaml_register));
	assert_true(list.n > 0 && list.n <= 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_tree),
	    TEST(test_empty),
	    TEST(test_places),
	    TEST(test_places_normalised),
	    TEST(test_after_front_matter_line),
	    TEST(test_faults),
	    TEST(test_harmless),
	    TEST(test_several_faults),
	    TEST(test_duplicates_in_large_map),
	    TEST(test_depth),
	    TEST(test_deep_is_fast),
	    TEST(test_items),
	    TEST(test_bytes),
	    TEST(test_flood),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
