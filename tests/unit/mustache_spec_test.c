/* The Mustache specification's own tests (github.com/mustache/spec), read where they lie: every required module, and the
   optional one for inheritance. */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "template/template.h"

struct partials {
	struct arena *arena;
	struct diag_list *diags;
	json_t *texts;
};

static const struct template *
compile(struct arena *arena, const json_t *text, struct diag_list *diags)
{
	/* Made by hand: source_make() would turn CRLF into LF, which the tests are partly about. */
	struct source *source = arena_new(arena, struct source);
	source->text = source->raw = (str){json_string_value(text), json_string_length(text)};
	source->same = true;
	return template_compile(arena, source, false, diags);
}

static const struct template *
find(const void *context, str name)
{
	const struct partials *partials = context;
	const json_t *text = json_object_getn(partials->texts, name.p, name.n);
	return text ? compile(partials->arena, text, partials->diags) : NULL;
}

static struct value
convert(struct arena *arena, json_t *json)
{
	struct value value = {.kind = VALUE_ABSENT};
	const char *key;
	json_t *item;
	size_t i;
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value = value_object();
		json_object_foreach(json, key, item) value_set(arena, &value, str_of(key), convert(arena, item));
		return value;
	case JSON_ARRAY:
		value = value_list();
		json_array_foreach(json, i, item) value_push(arena, &value, convert(arena, item));
		return value;
	case JSON_STRING:
		return value_text(str_of(json_string_value(json)));
	case JSON_INTEGER:
		return value_number(arena, json_integer_value(json));
	case JSON_REAL:
		return value_text(str_format(arena, "%.15g", json_real_value(json)));
	case JSON_TRUE:
	case JSON_FALSE:
		return value_bool(json_is_true(json));
	case JSON_NULL:
		break;
	}
	return value;
}

static bool
passes(json_t *test, const char *module)
{
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct buffer out = {.arena = &arena};
	struct partials partials = {&arena, &diags, json_object_get(test, "partials")};
	struct template_set set = {.find = find, .context = &partials};
	struct value data = convert(&arena, json_object_get(test, "data"));
	const struct template *template = compile(&arena, json_object_get(test, "template"), &diags);
	bool ran = template && template_run(template, &set, &data, &arena, &out, &diags);
	str expected = str_of(json_string_value(json_object_get(test, "expected")));
	bool equal = ran && diags.n == 0 && str_eq(buffer_str(&out), expected);
	if (!equal)
		print_error("%s: %s\n--- expected\n%.*s\n--- got\n%.*s\n---\n", module,
		            json_string_value(json_object_get(test, "name")), STR(expected), STR(buffer_str(&out)));
	arena_free(&arena);
	return equal;
}

static void
run_module(const char *module, size_t least)
{
	struct arena arena = {0};
	str shared = str_of(getenv("SHARED") ? getenv("SHARED") : "../shared"), bytes;
	str relative = str_format(&arena, "testdata/mustache-spec/%s.json", module);
	if (file_read(&arena, shared, relative, 1000000, &bytes) != FILE_OK) {
		print_message("%.*s/%.*s is not there: skipped\n", STR(shared), STR(relative));
		arena_free(&arena);
		skip();
	}
	json_t *root = json_loadb(bytes.p, bytes.n, 0, NULL);
	json_t *tests = json_object_get(root, "tests"), *test;
	assert_true(json_array_size(tests) >= least);
	size_t failed = 0, i;
	json_array_foreach(tests, i, test) failed += !passes(test, module);
	json_decref(root);
	arena_free(&arena);
	assert_int_equal(failed, 0);
}

/* The number of tests each module has at the least, so that none passes by being empty. */
#define MODULE(name, file, least)                                                                                      \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		(void)state;                                                                                           \
		run_module(file, least);                                                                               \
	}

MODULE(comments, "comments", 12)
MODULE(delimiters, "delimiters", 14)
MODULE(interpolation, "interpolation", 40)
MODULE(inverted, "inverted", 21)
MODULE(partials, "partials", 12)
MODULE(sections, "sections", 34)
MODULE(inheritance, "~inheritance", 26)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(comments),    cmocka_unit_test(delimiters), cmocka_unit_test(interpolation),
	    cmocka_unit_test(inverted),    cmocka_unit_test(partials),   cmocka_unit_test(sections),
	    cmocka_unit_test(inheritance),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
