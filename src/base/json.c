/* The JSON writer. No stack of levels is needed: a level that ends was an element of the level around it, so `first` is
   false again there. */
#include "base/json.h"

#include "base/buffer.h"
#include "base/escape.h"

static void
line_break(struct json *json)
{
	if (!json->pretty)
		return;
	buffer_add_char(json->out, '\n');
	for (int i = 0; i < json->depth; i++)
		buffer_lit(json->out, "  ");
}

/* What stands before a key, or before a value that has none. */
static void
separate(struct json *json)
{
	if (json->keyed) {
		json->keyed = false;
		return;
	}
	if (json->depth > 0) {
		if (!json->first)
			buffer_add_char(json->out, ',');
		line_break(json);
	}
	json->first = false;
}

static void
begin(struct json *json, char bracket)
{
	separate(json);
	buffer_add_char(json->out, bracket);
	json->depth++;
	json->first = true;
}

static void
end(struct json *json, char bracket)
{
	json->depth--;
	if (!json->first)
		line_break(json);
	buffer_add_char(json->out, bracket);
	json->first = false;
}

static void
quoted(struct json *json, str text)
{
	buffer_add_char(json->out, '"');
	escape_json(json->out, text);
	buffer_add_char(json->out, '"');
}

void
json_object(struct json *json)
{
	begin(json, '{');
}

void
json_object_end(struct json *json)
{
	end(json, '}');
}

void
json_array(struct json *json)
{
	begin(json, '[');
}

void
json_array_end(struct json *json)
{
	end(json, ']');
}

void
json_key(struct json *json, str key)
{
	separate(json);
	quoted(json, key);
	buffer_add(json->out, json->pretty ? S(": ") : S(":"));
	json->keyed = true;
}

void
json_string(struct json *json, str text)
{
	separate(json);
	quoted(json, text);
}

void
json_number(struct json *json, long long number)
{
	separate(json);
	if (number < 0)
		buffer_add_char(json->out, '-');
	buffer_add_number(json->out, number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
}

void
json_bool(struct json *json, bool value)
{
	separate(json);
	buffer_add(json->out, value ? S("true") : S("false"));
}

void
json_null(struct json *json)
{
	separate(json);
	buffer_lit(json->out, "null");
}

void
json_field(struct json *json, str key, str value)
{
	if (value.n == 0)
		return;
	json_key(json, key);
	json_string(json, value);
}
