/* The JSON writer: commas, line breaks, and text that reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"

static void
write_sample(struct json *json)
{
	json_object(json);
	json_field(json, S("namn"), S("Anna \"Exempelsson\"\n</b>"));
	json_field(json, S("tom"), S(""));
	json_key(json, S("tal"));
	json_array(json);
	json_number(json, -1);
	json_number(json, 9007199254740993);
	json_array(json);
	json_array_end(json);
	json_object(json);
	json_object_end(json);
	json_array_end(json);
	json_key(json, S("sant"));
	json_bool(json, true);
	json_key(json, S("inget"));
	json_null(json);
	json_object_end(json);
}

static void
compact(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buffer out = {.arena = &arena};
	struct json json = {.out = &out};
	write_sample(&json);
	assert_true(
	    str_eq(buffer_str(&out),
	           S("{\"namn\":\"Anna \\\"Exempelsson\\\"\\n\\u003c/b\\u003e\",\"tal\":[-1,9007199254740993,[],{}],"
	             "\"sant\":true,\"inget\":null}")));
	arena_free(&arena);
}

static void
pretty(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buffer out = {.arena = &arena};
	struct json json = {.out = &out, .pretty = true};
	write_sample(&json);
	const char *wanted = "{\n"
	                     "  \"namn\": \"Anna \\\"Exempelsson\\\"\\n\\u003c/b\\u003e\",\n"
	                     "  \"tal\": [\n"
	                     "    -1,\n"
	                     "    9007199254740993,\n"
	                     "    [],\n"
	                     "    {}\n"
	                     "  ],\n"
	                     "  \"sant\": true,\n"
	                     "  \"inget\": null\n"
	                     "}";
	assert_true(str_eq(buffer_str(&out), str_of(wanted)));
	arena_free(&arena);
}

static void
reads_back(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buffer out = {.arena = &arena};
	struct json json = {.out = &out, .pretty = true};
	str text = S("\x01\x1f\"\\/ åäö \xf0\x9f\x98\x80 \xe2\x80\xa8 <&>");
	json_array(&json);
	json_string(&json, text);
	json_array_end(&json);
	json_t *root = json_loadb(out.bytes, out.n, 0, NULL);
	assert_non_null(root);
	json_t *first = json_array_get(root, 0);
	assert_int_equal(json_string_length(first), text.n);
	assert_memory_equal(json_string_value(first), text.p, text.n);
	json_decref(root);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(compact),
	    cmocka_unit_test(pretty),
	    cmocka_unit_test(reads_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
