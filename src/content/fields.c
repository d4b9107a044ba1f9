/* The table-driven decoder: walks a map, finds each key's row and lets the row's type read the value. */
#include "content/fields.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"
#include "content/records.h"
#include "content/values.h"

struct value_type {
	bool (*read)(struct decoder *, const struct field *, const struct yaml_node *, void *to);
	unsigned accepts; /* of one value */
	size_t item; /* one or a list: the size of an item, else 0 */
	bool filled; /* the value may not be left empty: it would mean something nobody said */
};

static const struct value_type types[FIELD_TYPES] = {
    [FIELD_TEXT] = {.read = decode_text, .accepts = ACCEPTS_SCALAR},
    [FIELD_TEXT_AT] = {.read = decode_text_at, .accepts = ACCEPTS_SCALAR},
    [FIELD_TEXTS] = {.read = decode_text_at, .accepts = ACCEPTS_SCALAR, .item = sizeof(struct text_at)},
    [FIELD_REFERENCE] = {.read = decode_reference, .accepts = ACCEPTS_SCALAR},
    [FIELD_REFERENCES] = {.read = decode_reference, .accepts = ACCEPTS_SCALAR, .item = sizeof(struct reference)},
    [FIELD_ID] = {.read = decode_id, .accepts = ACCEPTS_SCALAR, .filled = true},
    [FIELD_CODE] = {.read = decode_code, .accepts = ACCEPTS_SCALAR},
    [FIELD_YEARS] = {.read = decode_years, .accepts = ACCEPTS_SCALAR},
    [FIELD_URL] = {.read = decode_url, .accepts = ACCEPTS_SCALAR},
    [FIELD_URL_AT] = {.read = decode_url_at, .accepts = ACCEPTS_SCALAR},
    [FIELD_BASE_URL] = {.read = decode_base_url, .accepts = ACCEPTS_SCALAR},
    [FIELD_MAIL] = {.read = decode_mail, .accepts = ACCEPTS_SCALAR},
    [FIELD_MAILS] = {.read = decode_mail_or_domain, .accepts = ACCEPTS_SCALAR, .item = sizeof(struct text_at)},
    [FIELD_EARLIER] = {.read = decode_earlier, .accepts = ACCEPTS_SCALAR, .item = sizeof(struct text_at)},
    [FIELD_BOOL] = {.read = decode_bool, .accepts = ACCEPTS_SCALAR, .filled = true},
    [FIELD_CHOICE] = {.read = decode_choice, .accepts = ACCEPTS_SCALAR, .filled = true},
    [FIELD_WORD] = {.read = decode_word, .accepts = ACCEPTS_SCALAR, .filled = true},
    [FIELD_VERSION] = {.read = decode_version, .accepts = ACCEPTS_SCALAR, .filled = true},
    [FIELD_DATE] = {.read = decode_date, .accepts = ACCEPTS_SCALAR},
    [FIELD_DATE_IF_KNOWN] = {.read = decode_date_if_known, .accepts = ACCEPTS_SCALAR},
    [FIELD_DATES] = {.read = decode_dates, .accepts = ACCEPTS_SCALAR},
    [FIELD_TIMES] = {.read = decode_times, .accepts = ACCEPTS_SCALAR},
    [FIELD_TILE] = {.read = decode_tile, .accepts = ACCEPTS_LIST},
    [FIELD_ATTENDEES] = {.read = decode_attendee,
                         .accepts = ACCEPTS_SCALAR | ACCEPTS_MAP,
                         .item = sizeof(struct attendee)},
    [FIELD_OWN_NAMES] = {.read = decode_own_names, .accepts = ACCEPTS_MAP},
    [FIELD_TENURES] = {.read = decode_tenures, .accepts = ACCEPTS_SCALAR | ACCEPTS_LIST | ACCEPTS_MAP},
    [FIELD_PUBLICATION] = {.read = decode_publication, .accepts = ACCEPTS_SCALAR | ACCEPTS_MAP, .filled = true},
    [FIELD_GROUP] = {.accepts = ACCEPTS_MAP},
    [FIELD_RECORDS] = {.accepts = ACCEPTS_MAP},
};

bool
fields_empty(const struct yaml_node *node)
{
	return yaml_is_empty(node) || (node->kind == YAML_SCALAR && str_trim(node->text).n == 0);
}

str
fields_keys(struct arena *arena, const struct record *record)
{
	struct buffer keys = {.arena = arena};
	for (size_t i = 0; i < record->n; i++) {
		buffer_add(&keys, i ? S(", ") : (str){0});
		buffer_add(&keys, str_of(record->fields[i].key));
	}
	return buffer_str(&keys);
}

static const struct field *
field_of(const struct record *record, str key)
{
	for (size_t i = 0; i < record->n; i++)
		if (str_eq(str_of(record->fields[i].key), key))
			return &record->fields[i];
	return NULL;
}

static str
nearest_key(struct decoder *decoder, const struct record *record, str key)
{
	str *candidates = arena_array(decoder->arena, str, record->n);
	for (size_t i = 0; i < record->n; i++)
		candidates[i] = str_of(record->fields[i].key);
	return text_nearest(key, candidates, record->n);
}

/* "- Temadag: AI" where a text or keys may stand: the colon belongs to a text. */
static bool
is_text_with_colon(struct decoder *decoder, const struct record *record, const struct yaml_node *node)
{
	if (!record || node->kind != YAML_MAP || node->n != 1 || node->keys[0]->broken)
		return false;
	str key = node->keys[0]->text;
	return !field_of(record, key) && nearest_key(decoder, record, key).n == 0;
}

bool
fields_accept(struct decoder *decoder, unsigned accepts, const char *key, const struct record *record,
              const struct yaml_node *node)
{
	static const struct {
		unsigned bit;
		enum diag_code text_wanted, keys_wanted;
	} kinds[] = {
	    [YAML_SCALAR] = {ACCEPTS_SCALAR, DIAG_LIST_EXPECTED, DIAG_KEYS_EXPECTED_TEXT},
	    [YAML_LIST] = {ACCEPTS_LIST, DIAG_TEXT_EXPECTED_LIST, DIAG_KEYS_EXPECTED_LIST},
	    [YAML_MAP] = {ACCEPTS_MAP, DIAG_TEXT_EXPECTED_KEYS, DIAG_LIST_EXPECTED},
	};
	if (node->broken)
		return false;
	bool colon = (accepts & ACCEPTS_SCALAR) && is_text_with_colon(decoder, record, node);
	if ((accepts & kinds[node->kind].bit) && !colon)
		return true;
	bool only_list = accepts == ACCEPTS_LIST;
	enum diag_code code = only_list                  ? DIAG_LIST_EXPECTED
	                      : accepts & ACCEPTS_SCALAR ? kinds[node->kind].text_wanted
	                                                 : kinds[node->kind].keys_wanted;
	diag(decoder->diags, code, node->place, (str){0}, str_of(key),
	     record ? fields_keys(decoder->arena, record) : (str){0});
	return false;
}

static bool
read_one(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	const struct value_type *type = &types[field->type];
	if (!fields_accept(decoder, type->accepts, field->key, field->record, node))
		return false;
	if (type->read)
		return type->read(decoder, field, node, to);
	return fields_decode(decoder, field->record, node, node->place, to);
}

/* The head that every vector has in common. */
struct vector {
	void *items;
	size_t n, cap;
};

static void
read_items(struct decoder *decoder, const struct field *field, const struct yaml_node *node, size_t size, void *to)
{
	bool single = node->kind != YAML_LIST;
	size_t n = single ? 1 : node->n;
	struct vector vector = {arena_alloc(decoder->arena, n * size), 0, n};
	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *item = single ? node : node->items[i];
		char *slot = (char *)vector.items + vector.n * size;
		if (!item->broken && fields_empty(item))
			diag(decoder->diags, DIAG_EMPTY_VALUE, item->place, (str){0}, str_of(field->key));
		else if (read_one(decoder, field, item, slot))
			vector.n++;
		else
			memset(slot, 0, size);
	}
	memcpy(to, &vector, sizeof vector);
}

/* `okänt` in place of the list says that nobody knows; so does the missing key, which fields start from. */
static bool
read_unknown(const struct field *field, const struct yaml_node *node, void *to)
{
	if (field->type != FIELD_ATTENDEES)
		return false;
	struct attendees *attendees = to;
	attendees->place = node->place;
	attendees->unknown = node->kind == YAML_SCALAR && str_eq(str_trim(node->text), S("okänt"));
	return attendees->unknown;
}

static void
read_field(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *into)
{
	const struct value_type *type = &types[field->type];
	char *to = (char *)into + field->offset;
	size_t item = field->type == FIELD_RECORDS ? field->record->size : type->item;
	bool empty = fields_empty(node) || (item && node->kind == YAML_LIST && node->n == 0 && field->required);
	if (node->broken)
		return;
	if (empty) {
		if (field->required || type->filled)
			diag(decoder->diags, DIAG_EMPTY_VALUE, node->place, (str){0}, str_of(field->key));
		return;
	}
	if (field->place)
		memcpy((char *)into + field->place, &node->place, sizeof node->place);
	if (read_unknown(field, node, to))
		return;
	if (item)
		read_items(decoder, field, node, item, to);
	else
		read_one(decoder, field, node, to);
}

bool
fields_given(struct decoder *decoder, const struct record *record, const struct yaml_node *map, const char *key)
{
	if (yaml_get(map, str_of(key)))
		return true;
	for (size_t i = 0; i < map->n; i++) {
		str written = map->keys[i]->text;
		if (!map->keys[i]->broken && !field_of(record, written) &&
		    str_eq(nearest_key(decoder, record, written), str_of(key)))
			return true;
	}
	return false;
}

static void
report_unknown(struct decoder *decoder, const struct record *record, const struct yaml_node *key)
{
	diag(decoder->diags, DIAG_UNKNOWN_KEY, key->place, nearest_key(decoder, record, key->text), key->text,
	     fields_keys(decoder->arena, record));
}

/* "- Mediapoolen" in a register lacks its "namn: ". */
static str
as_first_key(struct decoder *decoder, const struct record *record, const struct yaml_node *node)
{
	if (node->kind != YAML_SCALAR || fields_empty(node) || node->literal)
		return (str){0};
	str written = str_slice(node->place.source->text, node->place.start, node->place.end);
	return str_format(decoder->arena, "%s: %.*s", record->fields[0].key, STR(written));
}

bool
fields_decode(struct decoder *decoder, const struct record *record, const struct yaml_node *node, struct place missing,
              void *into)
{
	if (node->broken)
		return false;
	if (node->kind != YAML_MAP) {
		diag(decoder->diags, DIAG_KEYS_EXPECTED_HERE, node->place, as_first_key(decoder, record, node),
		     fields_keys(decoder->arena, record));
		return false;
	}
	for (size_t i = 0; i < node->n; i++) {
		const struct yaml_node *key = node->keys[i];
		const struct field *field = key->broken ? NULL : field_of(record, key->text);
		if (field)
			read_field(decoder, field, node->items[i], into);
		else if (!key->broken)
			report_unknown(decoder, record, key);
	}
	for (size_t i = 0; i < record->n; i++)
		if (record->fields[i].required && !fields_given(decoder, record, node, record->fields[i].key))
			diag(decoder->diags, DIAG_MISSING_KEY, missing, (str){0}, str_of(record->fields[i].key));
	if (record->finish)
		record->finish(decoder, into, node);
	return true;
}
