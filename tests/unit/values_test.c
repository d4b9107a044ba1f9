/* JSON and YAML become values: numbers as written, repeated keys and depth refused, and the place of every fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "values.h"

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

static const struct source *
source(str text)
{
	return source_make(&arena, S("data"), S("data"), text, &list);
}

/* A value in one line: what the tests compare. */
static void
show(struct buffer *out, const struct value *value)
{
	static const char *const kinds[] = {"absent", "", "", "html:", "url:", "json:", "", ""};
	buffer_add(out, str_of(kinds[value->kind]));
	if (value->kind == VALUE_BOOL)
		buffer_add(out, value->truth ? S("true") : S("false"));
	if (value->kind == VALUE_TEXT)
		buffer_add_format(out, "'%.*s'", STR(value->text));
	if (value->kind != VALUE_LIST && value->kind != VALUE_OBJECT)
		return;
	buffer_add_char(out, value->kind == VALUE_LIST ? '[' : '{');
	for (size_t i = 0; i < value->n; i++) {
		if (i)
			buffer_add_char(out, ' ');
		if (value->kind == VALUE_OBJECT)
			buffer_add_format(out, "%.*s:", STR(value->keys[i]));
		show(out, &value->items[i]);
	}
	buffer_add_char(out, value->kind == VALUE_LIST ? ']' : '}');
}

static void
assert_shown(const struct value *value, const char *expected)
{
	struct buffer out = {.arena = &arena};
	show(&out, value);
	if (!str_eq(buffer_str(&out), str_of(expected)))
		fail_msg("%.*s, not %s", STR(buffer_str(&out)), expected);
}

static void
test_json(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"{\"a\": 1.21, \"b\": 85, \"c\": [1e3, -0.50, 12345678901234567890]}",
	     "{a:'1.21' b:'85' c:['1e3' '-0.50' '12345678901234567890']}"},
	    {"{\"b\": \"1 2 \\\" 3\", \"a\": {\"7\": 8}, \"c\": 9}", "{b:'1 2 \" 3' a:{7:'8'} c:'9'}"},
	    {"[true, false, null, \"\", [], {}]", "[true false absent '' [] {}]"},
	    {"\"\\u00e5\\ud83d\\ude00å\"", "'å😀å'"},
	    {" 5 ", "'5'"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		assert_true(value_from_json(&arena, source(str_of(cases[i][0])), &value, &list));
		assert_shown(&value, cases[i][1]);
	}
	assert_int_equal(list.n, 0);
}

static void
test_json_faults(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum diag_code code;
		uint32_t line, column;
	} cases[] = {
	    {"{\n \"å\": 1,\n \"b\" 2}", DIAG_DATA_JSON, 3, 6},
	    {"{\"a\": 1,}", DIAG_DATA_JSON, 1, 9},
	    {"{\"å\": hej}", DIAG_DATA_JSON, 1, 7},
	    {"{\"a\": 1, \"a\": 2}", DIAG_DATA_JSON_TWICE, 1, 10},
	    {"{\"a\": [1, 2", DIAG_DATA_JSON_END, 1, 11},
	    {"", DIAG_DATA_JSON_END, 1, 1},
	    {"{\"a", DIAG_DATA_JSON_END, 1, 2},
	    {"[1] 2", DIAG_DATA_JSON_MORE, 1, 5},
	    {"[1e999]", DIAG_DATA_JSON_NUMBER, 1, 2},
	    {"[\"\\u0000\"]", DIAG_DATA_JSON_NULL, 1, 2},
	    {"[01]", DIAG_DATA_JSON, 1, 2},
	    {"[--1]", DIAG_DATA_JSON, 1, 2},
	    {"[\"a\nb\"]", DIAG_DATA_JSON, 1, 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		list.n = 0;
		assert_false(value_from_json(&arena, source(str_of(cases[i].text)), &value, &list));
		assert_int_equal(list.n, 1);
		const struct diag *fault = &list.items[0];
		struct position position = source_position(fault->place.source, fault->place.start);
		if (fault->code != cases[i].code || position.line != cases[i].line ||
		    position.column != cases[i].column)
			fail_msg("%s: %s at %u:%u", cases[i].text, diag_row(fault->code)->number, position.line,
			         position.column);
	}
}

static str
nested(char open, char close, size_t depth)
{
	struct buffer out = {.arena = &arena};
	for (size_t i = 0; i < depth; i++)
		buffer_add_char(&out, open);
	for (size_t i = 0; i < depth; i++)
		buffer_add_char(&out, close);
	return buffer_str(&out);
}

static void
test_depth(void **state)
{
	(void)state;
	struct value value;
	assert_true(value_from_json(&arena, source(nested('[', ']', LIMIT_DATA_DEPTH)), &value, &list));
	assert_int_equal(list.n, 0);
	assert_false(value_from_json(&arena, source(nested('[', ']', LIMIT_DATA_DEPTH + 1)), &value, &list));
	assert_int_equal(list.items[0].code, DIAG_DATA_DEPTH);
	assert_int_equal(list.items[0].place.start, LIMIT_DATA_DEPTH);
	list.n = 0;
	assert_false(value_from_json(&arena, source(nested('[', ']', 500000)), &value, &list));
	assert_int_equal(list.n, 1);
	assert_true(value_from_yaml_text(&arena, source(nested('[', ']', LIMIT_DATA_DEPTH)), &value, &list));
	list.n = 0;
	assert_false(value_from_yaml_text(&arena, source(nested('[', ']', LIMIT_DATA_DEPTH + 1)), &value, &list));
	assert_true(list.n > 0);
}

static void
test_yaml(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"a: 1.10\nb: true\nc: false\nd: null\ne:\nf: ~\n", "{a:'1.10' b:true c:false d:absent e:absent f:absent}"},
	    {"a: 'true'\nb: \"null\"\nc: nej\nd: 2018-12-14\ne: ''\n",
	     "{a:'true' b:'null' c:'nej' d:'2018-12-14' e:''}"},
	    {"- a\n- [b, {c: d}]\n", "['a' ['b' {c:'d'}]]"},
	    {"", "absent"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		assert_true(value_from_yaml_text(&arena, source(str_of(cases[i][0])), &value, &list));
		assert_shown(&value, cases[i][1]);
	}
	assert_int_equal(list.n, 0);
	struct value value;
	assert_false(value_from_yaml_text(&arena, source(S("a: 1\na: 2\n")), &value, &list));
	assert_false(value_from_yaml_text(&arena, source(S("a: [\n")), &value, &list));
	assert_int_equal(list.n, 2);
}

static void
test_cut_off(void **state)
{
	(void)state;
	str text = S("{\"a\": [1.5e3, \"\\u00e5\\\"\", {\"b\": null}], \"c\": true}");
	for (size_t n = 0; n < text.n; n++) {
		struct value value;
		list.n = 0;
		assert_false(value_from_json(&arena, source(str_slice(text, 0, n)), &value, &list));
		assert_int_equal(list.n, 1);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_json), TEST(test_json_faults), TEST(test_depth), TEST(test_yaml), TEST(test_cut_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
