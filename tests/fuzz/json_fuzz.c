/* Data for templates: the input is read as JSON and as YAML. As a text it is written as JSON and read back the same. */
#include "fuzz.h"

#include "base/json.h"
#include "values.h"

static void
check_string(struct arena *arena, str text, struct diag_list *diags)
{
	struct buffer out = {.arena = arena};
	struct json json = {.out = &out};
	struct value value = {0};
	json_array(&json);
	json_string(&json, text);
	json_array_end(&json);
	str written = buffer_str(&out);
	if (str_contains(written, S("<")) || str_contains(written, S("&")) || str_contains(written, S("\xe2\x80\xa8")))
		broken("a character that may not stand in a script", written);
	const struct source *source = source_make(arena, S("x"), S("x"), written, diags);
	if (!source || !value_from_json(arena, source, &value, diags) || value.n != 1 || !str_eq(value.items[0].text, text))
		broken("a text does not come back", written);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct value value = {0};
	const struct source *source = source_of(&arena, data, size, &diags);
	if (source) {
		value_from_json(&arena, source, &value, &diags);
		value_from_yaml_text(&arena, source, &value, &diags);
		if (source->text.n < 10000)
			check_string(&arena, source->text, &diags);
	}
	print_all(&diags);
	arena_free(&arena);
	return 0;
}
