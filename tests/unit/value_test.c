/* Values: keys are set, replaced and found; growing keeps what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "template/value.h"

static struct arena arena;

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
assert_text(const struct value *value, str text)
{
	assert_non_null(value);
	assert_int_equal(value->kind, VALUE_TEXT);
	assert_true(str_eq(value->text, text));
}

static void
test_objects(void **state)
{
	(void)state;
	struct value object = value_object();
	value_set(&arena, &object, S("titel"), value_text(S("a")));
	value_set(&arena, &object, S("titlar"), value_text(S("b")));
	value_set(&arena, &object, S("titel"), value_text(S("c")));
	assert_int_equal(object.n, 2);
	assert_text(value_get(&object, S("titel")), S("c"));
	assert_text(value_get(&object, S("titlar")), S("b"));
	assert_null(value_get(&object, S("tite")));
	assert_null(value_get(&object, S("titel ")));
	assert_null(value_get(&object, S("")));
	assert_null(value_get(value_get(&object, S("titel")), S("titel")));
}

static void
test_growing(void **state)
{
	(void)state;
	struct value object = value_object(), list = value_list();
	for (int i = 0; i < 1000; i++) {
		value_set(&arena, &object, str_format(&arena, "k%d", i), value_number(&arena, i));
		value_push(&arena, &list, value_number(&arena, -i));
	}
	assert_int_equal(object.n, 1000);
	assert_int_equal(list.n, 1000);
	for (int i = 0; i < 1000; i++) {
		assert_text(value_get(&object, str_format(&arena, "k%d", i)), str_format(&arena, "%d", i));
		assert_text(&list.items[i], str_format(&arena, "%d", -i));
		assert_true(str_eq(object.keys[i], str_format(&arena, "k%d", i)));
	}
}

static void
test_empty_text_is_not_set(void **state)
{
	(void)state;
	struct value object = value_object();
	value_set_text(&arena, &object, S("a"), S(""));
	value_set_text(&arena, &object, S("b"), S("x"));
	assert_null(value_get(&object, S("a")));
	assert_text(value_get(&object, S("b")), S("x"));
}

static void
test_numbers(void **state)
{
	(void)state;
	struct value least = value_number(&arena, INT64_MIN);
	assert_text(&least, S("-9223372036854775808"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_objects, clear),
	    cmocka_unit_test_teardown(test_growing, clear),
	    cmocka_unit_test_teardown(test_empty_text_is_not_set, clear),
	    cmocka_unit_test_teardown(test_numbers, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
