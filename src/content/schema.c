/* The tables of fields as a JSON Schema. A plain number is text to the reader of files but a number to editors, so both are
   allowed where a text may look like one. */
#include "content/schema.h"

#include "base/buffer.h"
#include "base/json.h"
#include "content/records.h"

static void write_record(struct json *, const struct record *);

/* How one value of a type looks: the JSON type or types, and a pattern. */
static const struct {
	const char *type, *other, *pattern, *format;
	bool list; /* one or a list of it */
} shapes[FIELD_TYPES] = {
    [FIELD_TEXT] = {"string", "number", NULL, NULL, false},
    [FIELD_TEXT_AT] = {"string", "number", NULL, NULL, false},
    [FIELD_TEXTS] = {"string", "number", NULL, NULL, true},
    [FIELD_REFERENCE] = {"string", NULL, NULL, NULL, false},
    [FIELD_REFERENCES] = {"string", NULL, NULL, NULL, true},
    [FIELD_ID] = {"string", NULL, "^[a-z0-9]+(-[a-z0-9]+)*$", NULL, false},
    [FIELD_CODE] = {"string", "integer", "^[0-9]{4}$", NULL, false},
    [FIELD_YEARS] = {"string", "integer", "^[0-9]{4}([-–/][0-9]{4})?$", NULL, false},
    [FIELD_URL] = {"string", NULL, "^https?://", "uri", false},
    [FIELD_URL_AT] = {"string", NULL, "^https?://", "uri", false},
    [FIELD_BASE_URL] = {"string", NULL, "^https?://[^?#]+$", "uri", false},
    [FIELD_MAIL] = {"string", NULL, NULL, "email", false},
    [FIELD_MAILS] = {"string", NULL, "^[^ ]+\\.[^ ]+$", NULL, true},
    [FIELD_EARLIER] = {"string", NULL, "^/.", NULL, true},
    [FIELD_DATE] = {"string", "integer", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$", NULL, false},
    [FIELD_DATE_IF_KNOWN] = {"string", "integer", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?|okänt)$", NULL, false},
    [FIELD_DATES] = {"string", "integer", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?)?$",
                     NULL, false},
    [FIELD_TIMES] = {"string", "number", "^[0-9]{1,2}[:.][0-9]{2}( ?[–-] ?[0-9]{1,2}[:.][0-9]{2})?$", NULL, false},
};

static void
write_shape(struct json *json, enum field_type type)
{
	json_key(json, S("type"));
	if (shapes[type].other)
		json_array(json);
	json_string(json, str_of(shapes[type].type));
	if (shapes[type].other) {
		json_string(json, str_of(shapes[type].other));
		json_array_end(json);
	}
	json_field(json, S("pattern"), str_of(shapes[type].pattern));
	json_field(json, S("format"), str_of(shapes[type].format));
}

static void
write_choices(struct json *json, const struct choice *choices)
{
	json_key(json, S("enum"));
	json_array(json);
	for (; choices->word; choices++)
		json_string(json, str_of(choices->word));
	json_array_end(json);
}

static void
write_bool(struct json *json)
{
	json_key(json, S("enum"));
	json_array(json);
	json_bool(json, true);
	json_bool(json, false);
	json_string(json, S("ja"));
	json_string(json, S("nej"));
	json_array_end(json);
}

/* One value, without its description. */
static void
write_value(struct json *json, const struct field *field)
{
	bool text_too =
	    field->type == FIELD_ATTENDEES || field->type == FIELD_TENURES || field->type == FIELD_PUBLICATION;
	json_object(json);
	if (text_too) {
		json_key(json, S("anyOf"));
		json_array(json);
		json_object(json);
		if (field->choices)
			write_choices(json, field->choices);
		else
			json_field(json, S("type"), S("string"));
		json_object_end(json);
		json_object(json);
		write_record(json, field->record);
		json_object_end(json);
		json_array_end(json);
	} else if (field->record) {
		write_record(json, field->record);
	} else if (field->choices) {
		write_choices(json, field->choices);
	} else {
		write_shape(json, field->type);
	}
	json_object_end(json);
}

static void
write_one_or_list(struct json *json, const struct field *field)
{
	json_key(json, S("anyOf"));
	json_array(json);
	write_value(json, field);
	json_object(json);
	json_field(json, S("type"), S("array"));
	json_key(json, S("items"));
	write_value(json, field);
	json_object_end(json);
	json_array_end(json);
}

static void
write_map_of_texts(struct json *json)
{
	json_field(json, S("type"), S("object"));
	json_key(json, S("additionalProperties"));
	json_object(json);
	json_field(json, S("type"), S("string"));
	json_object_end(json);
}

static void
write_tile(struct json *json)
{
	json_field(json, S("type"), S("array"));
	json_key(json, S("items"));
	json_object(json);
	json_field(json, S("type"), S("integer"));
	json_key(json, S("minimum"));
	json_number(json, 1);
	json_object_end(json);
	json_key(json, S("minItems"));
	json_number(json, 2);
	json_key(json, S("maxItems"));
	json_number(json, 2);
}

static void
write_field(struct json *json, const struct field *field)
{
	json_key(json, str_of(field->key));
	json_object(json);
	json_field(json, S("description"), str_of(field->about));
	switch (field->type) {
	case FIELD_BOOL:
		write_bool(json);
		break;
	case FIELD_VERSION:
		json_key(json, S("const"));
		json_number(json, 1);
		break;
	case FIELD_TILE:
		write_tile(json);
		break;
	case FIELD_OWN_NAMES:
		write_map_of_texts(json);
		break;
	case FIELD_GROUP:
		write_record(json, field->record);
		break;
	case FIELD_CHOICE:
	case FIELD_WORD:
		write_choices(json, field->choices);
		break;
	case FIELD_PUBLICATION:
		json_key(json, S("allOf"));
		json_array(json);
		write_value(json, field);
		json_array_end(json);
		break;
	case FIELD_ATTENDEES:
	case FIELD_TENURES:
	case FIELD_RECORDS:
		write_one_or_list(json, field);
		break;
	default:
		if (shapes[field->type].list)
			write_one_or_list(json, field);
		else
			write_shape(json, field->type);
	}
	json_object_end(json);
}

/* The members of an object's schema. */
static void
write_record(struct json *json, const struct record *record)
{
	json_field(json, S("type"), S("object"));
	json_key(json, S("properties"));
	json_object(json);
	for (size_t i = 0; i < record->n; i++)
		write_field(json, &record->fields[i]);
	json_object_end(json);
	json_key(json, S("required"));
	json_array(json);
	for (size_t i = 0; i < record->n; i++)
		if (record->fields[i].required)
			json_string(json, str_of(record->fields[i].key));
	json_array_end(json);
	json_key(json, S("additionalProperties"));
	json_bool(json, false);
}

static void
write_file(struct json *json, str name, const struct record *record)
{
	json_key(json, name);
	json_object(json);
	json_field(json, S("description"), str_of(record->about));
	write_record(json, record);
	json_object_end(json);
}

static void
write_register(struct json *json, str name, const struct record *record)
{
	json_key(json, name);
	json_object(json);
	json_field(json, S("type"), S("array"));
	json_key(json, S("items"));
	json_object(json);
	json_field(json, S("description"), str_of(record->about));
	write_record(json, record);
	json_object_end(json);
	json_object_end(json);
}

void
content_schema(struct buffer *out)
{
	struct json json = {.out = out, .pretty = true};
	json_object(&json);
	json_field(&json, S("$schema"), S("https://json-schema.org/draft/2020-12/schema"));
	json_field(&json, S("title"), S("Protokollarkivets filer"));
	json_key(&json, S("$defs"));
	json_object(&json);
	write_file(&json, S("protokoll"), &record_minutes);
	write_file(&json, S("dokument"), &record_document);
	write_file(&json, S("sida"), &record_page);
	write_register(&json, S("natverk"), &record_entity[ENTITY_NETWORK]);
	write_register(&json, S("kommuner"), &record_entity[ENTITY_MUNICIPALITY]);
	write_register(&json, S("personer"), &record_entity[ENTITY_PERSON]);
	write_register(&json, S("amnen"), &record_entity[ENTITY_TOPIC]);
	write_register(&json, S("organisationer"), &record_entity[ENTITY_ORGANISATION]);
	write_file(&json, S("arkiv"), &record_site);
	json_object_end(&json);
	json_object_end(&json);
	buffer_add_char(out, '\n');
}
