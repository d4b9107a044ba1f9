/* Values with parts: attendance entries, terms of office, publication rules, the document's own names, tiles. */
#include "content/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "content/records.h"

static const struct field attendee_fields[] = {
    {"person", FIELD_REFERENCE, .required = true, .offset = offsetof(struct attendee, who),
     .about = "Den som var med."},
    {"för", FIELD_REFERENCE, .required = true, .offset = offsetof(struct attendee, counts_for),
     .about = "Kommunen som personen räknas till vid just det här mötet."},
};

const struct record record_attendee = {FIELDS(attendee_fields), sizeof(struct attendee), NULL,
                                       "En person och kommunen hen räknas till."};

/* {vem, från, till} before it is spread over a tenure for each. */
struct term {
	struct references who;
	struct date from, to;
	struct place to_place;
};

static const struct field term_fields[] = {
    {"vem", FIELD_REFERENCES, .required = true, .offset = offsetof(struct term, who),
     .about = "En person, en kommun, en organisation eller en lista av dem."},
    {"från", FIELD_DATE, .offset = offsetof(struct term, from), .about = "Första dagen, så långt den är känd."},
    {"till", FIELD_DATE, .offset = offsetof(struct term, to), .place = offsetof(struct term, to_place),
     .about = "Sista dagen; utelämnas så länge det pågår."},
};

const struct record record_term = {FIELDS(term_fields), sizeof(struct term), NULL, "Vem, och från när till när."};

static const struct field publication_fields[] = {
    {"regel", FIELD_CHOICE, .required = true, .offset = offsetof(struct publication_rule, rule),
     .choices = choices_publication, .about = "Hur personen visas: namn, initialer, roll eller nej."},
    {"grund", FIELD_TEXT, .offset = offsetof(struct publication_rule, ground), .about = "Varför; visas aldrig."},
    {"från", FIELD_DATE, .offset = offsetof(struct publication_rule, period.first), .about = "Från och med."},
    {"till", FIELD_DATE, .offset = offsetof(struct publication_rule, period.last), .about = "Till och med."},
};

const struct record record_publication = {FIELDS(publication_fields), sizeof(struct publication_rule), NULL,
                                          "Hur en person visas på webbplatsen."};

static bool
tile_number(const struct yaml_node *node, int *to)
{
	if (node->kind != YAML_SCALAR || node->text.n == 0 || node->text.n > 2)
		return false;
	int number = 0;
	for (size_t i = 0; i < node->text.n; i++) {
		if (node->text.p[i] < '0' || node->text.p[i] > '9')
			return false;
		number = number * 10 + (node->text.p[i] - '0');
	}
	*to = number;
	return number > 0;
}

bool
decode_tile(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	int tile[2];
	if (node->n != 2 || !tile_number(node->items[0], &tile[0]) || !tile_number(node->items[1], &tile[1])) {
		diag(decoder->diags, DIAG_BAD_TILE, node->place, (str){0});
		return false;
	}
	memcpy(to, tile, sizeof tile);
	return true;
}

/* The part [from, to) of the entry without blanks around it. */
static struct reference
part_of(const struct yaml_node *node, size_t from, size_t to)
{
	str text = str_trim(str_slice(node->text, from, to));
	size_t start = text.n ? (size_t)(text.p - node->text.p) : from;
	return (struct reference){text, yaml_place(node, start, start + text.n), NULL};
}

/* `Namn`, `Namn, Kommun`, `Kommun` or {person:, för:}. */
bool
decode_attendee(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	struct attendee *attendee = to;
	if (node->kind == YAML_MAP)
		return fields_decode(decoder, &record_attendee, node, node->place, attendee);
	size_t comma = str_find_char(node->text, ',');
	if (comma == SIZE_MAX) {
		attendee->who = part_of(node, 0, node->text.n);
		return true;
	}
	attendee->who = part_of(node, 0, comma);
	attendee->counts_for = part_of(node, comma + 1, node->text.n);
	if (attendee->who.text.n && attendee->counts_for.text.n &&
	    str_find_char(attendee->counts_for.text, ',') == SIZE_MAX)
		return true;
	diag(decoder->diags, DIAG_BAD_ATTENDEE, node->place, (str){0}, node->text);
	return false;
}

bool
decode_own_names(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	struct own_names *names = to;
	for (size_t i = 0; i < node->n; i++) {
		const struct yaml_node *key = node->keys[i], *item = node->items[i];
		if (key->broken || !fields_accept(decoder, ACCEPTS_SCALAR, field->key, NULL, item))
			continue;
		if (fields_empty(item)) {
			diag(decoder->diags, DIAG_EMPTY_VALUE, item->place, (str){0}, key->text);
			continue;
		}
		vec_push(
		    decoder->arena, names,
		    (struct own_name){.name = {str_trim(key->text), key->place}, .person = {str_trim(item->text), item->place, NULL}});
	}
	return true;
}

/* One entry: a name, or a name or several with a period. */
static void
read_term(struct decoder *decoder, const struct field *field, const struct yaml_node *node, struct tenures *to)
{
	struct term term = {0};
	if (!fields_accept(decoder, ACCEPTS_SCALAR | ACCEPTS_MAP, field->key, &record_term, node))
		return;
	if (node->kind == YAML_MAP) {
		fields_decode(decoder, &record_term, node, node->place, &term);
	} else if (fields_empty(node)) {
		diag(decoder->diags, DIAG_EMPTY_VALUE, node->place, (str){0}, str_of(field->key));
	} else {
		struct reference who;
		decode_reference(decoder, field, node, &who);
		vec_push(decoder->arena, &term.who, who);
	}
	for (size_t i = 0; i < term.who.n; i++)
		vec_push(decoder->arena, to,
		         (struct tenure){.who = term.who.items[i], .from = term.from, .to = term.to,
		                         .to_place = term.to_place});
}

bool
decode_tenures(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	if (node->kind != YAML_LIST)
		read_term(decoder, field, node, to);
	for (size_t i = 0; node->kind == YAML_LIST && i < node->n; i++)
		read_term(decoder, field, node->items[i], to);
	return true;
}

bool
decode_publication(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	struct publication_rule *rule = to;
	struct field rule_field = publication_fields[0];
	size_t faults = decoder->diags->n;
	rule_field.key = field->key;
	rule->place = node->place;
	bool read = node->kind == YAML_MAP ? fields_decode(decoder, &record_publication, node, node->place, rule)
	                                   : decode_choice(decoder, &rule_field, node, &rule->rule);
	if (decoder->diags->n > faults) /* nothing is published, but the faults of the archive are printed */
		rule->rule = PUBLISH_NOTHING;
	return read;
}
