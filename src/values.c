/* JSON through jansson, YAML through our own reader. jansson gives numbers as C numbers; the text of the n-th number of the
   file is what a template shows, so the numbers are read beside it: it keeps the order in which things are written. */
#include "values.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/vec.h"

struct json_text {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	struct strs numbers; /* as written, in the order of the text */
	size_t next; /* the first one that no value has taken */
};

static bool
is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* Past the string that begins at `at`. */
static size_t
skip_string(str text, size_t at)
{
	for (at++; at < text.n && text.p[at] != '"'; at++)
		if (text.p[at] == '\\')
			at++;
	return at + 1;
}

/* Goes over the text once: nesting, and the numbers as they are written. False after reporting. */
static bool
survey(struct json_text *json)
{
	str text = json->source->text;
	size_t depth = 0;
	for (size_t at = 0; at < text.n;) {
		char c = text.p[at];
		size_t start = at++;
		if (c == '"') {
			at = skip_string(text, start);
		} else if (c == '-' || (c >= '0' && c <= '9')) {
			while (at < text.n && is_number_char(text.p[at]))
				at++;
			vec_push(json->arena, &json->numbers, str_slice(text, start, at));
		} else if (c == '[' || c == '{') {
			if (++depth <= LIMIT_DATA_DEPTH)
				continue;
			diag(json->diags, DIAG_DATA_DEPTH, place_of(json->source, start, start + 1), (str){0},
			     str_format(json->arena, "%d", LIMIT_DATA_DEPTH));
			return false;
		} else if ((c == ']' || c == '}') && depth) {
			depth--;
		}
	}
	return true;
}

static struct value convert(struct json_text *, const json_t *);

static str
copy_string(struct arena *arena, const json_t *json)
{
	return str_copy(arena, (str){json_string_value(json), json_string_length(json)});
}

static struct value
convert_list(struct json_text *text, const json_t *json)
{
	struct value list = value_list();
	for (size_t i = 0; i < json_array_size(json); i++)
		value_push(text->arena, &list, convert(text, json_array_get(json, i)));
	return list;
}

static struct value
convert_object(struct json_text *text, json_t *json)
{
	struct value object = value_object();
	for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at))
		value_append(text->arena, &object, str_copy(text->arena, str_of(json_object_iter_key(at))),
		             convert(text, json_object_iter_value(at)));
	return object;
}

static struct value
convert(struct json_text *text, const json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return convert_object(text, (json_t *)(uintptr_t)json);
	case JSON_ARRAY:
		return convert_list(text, json);
	case JSON_STRING:
		return value_text(copy_string(text->arena, json));
	case JSON_INTEGER:
	case JSON_REAL:
		return value_text(text->numbers.items[text->next++]);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_bool(json_is_true(json));
	case JSON_NULL:
		break;
	}
	return (struct value){.kind = VALUE_ABSENT};
}

/* jansson says how far it had read when it gave up, and quotes what it stumbled over. */
static void
report(struct json_text *json, const json_error_t *error)
{
	static const struct {
		enum json_error_code code;
		enum diag_code diag;
	} known[] = {
	    {json_error_premature_end_of_input, DIAG_DATA_JSON_END},
	    {json_error_duplicate_key, DIAG_DATA_JSON_TWICE},
	    {json_error_numeric_overflow, DIAG_DATA_JSON_NUMBER},
	    {json_error_null_character, DIAG_DATA_JSON_NULL},
	    {json_error_null_byte_in_key, DIAG_DATA_JSON_NULL},
	    {json_error_end_of_input_expected, DIAG_DATA_JSON_MORE},
	};
	enum diag_code code = DIAG_DATA_JSON;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == json_error_code(error))
			code = known[i].diag;
	str text = json->source->text;
	size_t end = error->position > 0 ? (size_t)error->position : 0;
	if (end > text.n)
		end = text.n;
	str near = str_of(strstr(error->text, "near '"));
	near = str_slice(near, 6, near.n ? near.n - 1 : 0);
	bool quoted = near.n && near.n <= end && str_eq(str_slice(text, end - near.n, end), near);
	size_t start = quoted ? end - near.n : end ? end - 1 : 0;
	while (start > 0 && start < text.n && ((unsigned char)text.p[start] & 0xc0) == 0x80)
		start--;
	diag(json->diags, code, place_of(json->source, start, end), (str){0},
	     str_copy(json->diags->arena, str_slice(text, start, end)));
}

bool
value_from_json(struct arena *arena, const struct source *source, struct value *value, struct diag_list *diags)
{
	struct json_text json = {.arena = arena, .source = source, .diags = diags};
	if (!survey(&json))
		return false;
	json_error_t error;
	json_t *root = json_loadb(source->text.n ? source->text.p : "", source->text.n,
	                          JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
	if (!root) {
		report(&json, &error);
		return false;
	}
	*value = convert(&json, root);
	json_decref(root);
	return true;
}

struct value
value_from_yaml(struct arena *arena, const struct yaml_node *node)
{
	struct value value = {.kind = VALUE_ABSENT};
	switch (node->kind) {
	case YAML_LIST:
		value = value_list();
		for (size_t i = 0; i < node->n; i++)
			value_push(arena, &value, value_from_yaml(arena, node->items[i]));
		return value;
	case YAML_MAP:
		value = value_object();
		for (size_t i = 0; i < node->n; i++)
			value_append(arena, &value, node->keys[i]->text, value_from_yaml(arena, node->items[i]));
		return value;
	case YAML_SCALAR:
		break;
	}
	if (node->plain && yaml_is_empty(node))
		return value;
	bool truth = str_eq(node->text, S("true"));
	if (node->plain && (truth || str_eq(node->text, S("false"))))
		return value_bool(truth);
	return value_text(node->text);
}

bool
value_from_yaml_text(struct arena *arena, const struct source *source, struct value *value, struct diag_list *diags)
{
	size_t faults = diag_count(diags, SEVERITY_ERROR);
	struct yaml_limits limits = yaml_register;
	limits.depth = LIMIT_DATA_DEPTH;
	const struct yaml_node *tree = yaml_parse(arena, source, 0, source->text.n, limits, diags);
	if (!tree || diag_count(diags, SEVERITY_ERROR) > faults)
		return false;
	*value = value_from_yaml(arena, tree);
	return true;
}
