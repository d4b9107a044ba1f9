/* arkiv.schema.json: what arkiv.json may hold, as tables of members. Strict: a key that is not in its table is an error
   to whoever checks with it, so a test that validates real archives holds the writers and these tables together. */
#include "export/archive_json.h"

enum shape {
	A_TEXT,
	AN_ID,
	A_DATE, /* EDTF */
	A_PERIOD, /* a date or an interval of two */
	A_TIME,
	AN_ADDRESS,
	A_NUMBER, /* from 0 */
	A_COUNT, /* from 1 */
	THE_VERSION,
	ONLY_TRUE,
	A_CHOICE,
	A_TILE,
	TEXTS,
	IDS,
	A_RECORD,
	RECORDS,
};

struct record;

struct member {
	const char *key;
	const char *meaning; /* data.fält.<meaning>; NULL: the key itself */
	enum shape shape;
	bool required;
	const struct record *record; /* A_RECORD, RECORDS */
	const struct record *or_record; /* RECORDS: an element may be this one instead */
	const char *const *choices; /* A_CHOICE */
};

struct record {
	const char *name; /* under $defs */
	const struct member *members;
	size_t n;
};

/* clang-format off: one member on each line */

#define MEMBER(key, meaning, shape, required, record, choices) {key, meaning, shape, required, record, NULL, choices}
#define MUST(key, meaning, shape) MEMBER(key, meaning, shape, true, NULL, NULL)
#define MAY(key, meaning, shape) MEMBER(key, meaning, shape, false, NULL, NULL)
#define MUST_BE(key, meaning, record) MEMBER(key, meaning, A_RECORD, true, record, NULL)
#define MAY_BE(key, meaning, record) MEMBER(key, meaning, A_RECORD, false, record, NULL)
#define MUST_LIST(key, meaning, record) MEMBER(key, meaning, RECORDS, true, record, NULL)
#define MAY_LIST(key, meaning, record) MEMBER(key, meaning, RECORDS, false, record, NULL)
#define MUST_CHOOSE(key, meaning, choices) MEMBER(key, meaning, A_CHOICE, true, NULL, choices)
#define MAY_CHOOSE(key, meaning, choices) MEMBER(key, meaning, A_CHOICE, false, NULL, choices)

#define RECORD_OF(name, members) {name, members, sizeof(members) / sizeof *(members)}

/* --- references and what lies in lists --- */

static const struct member reference_members[] = {
    MAY_CHOOSE("typ", "typ_referens", fact_entity_kinds),
    MAY("id", NULL, AN_ID),
    MUST("namn", "namn_referens", A_TEXT),
};
static const struct record reference = RECORD_OF("referens", reference_members);

static const struct member tenure_members[] = {
    MAY_BE("vem", "vem_roll", &reference),
    MAY("roll", NULL, A_TEXT),
    MAY_BE("organ", NULL, &reference),
    MAY("fran", NULL, A_DATE),
    MAY("till", NULL, A_DATE),
};
static const struct record tenure = RECORD_OF("roll", tenure_members);

static const struct member publisher_members[] = {
    MAY("namn", "namn_utgivare", A_TEXT),
    MAY("epost", NULL, A_TEXT),
    MAY("webb", NULL, AN_ADDRESS),
};
static const struct record publisher = RECORD_OF("utgivare", publisher_members);

static const struct member item_members[] = {
    MUST("nummer", "nummer_punkt", A_NUMBER),
    MAY("beteckning", NULL, A_TEXT),
    MAY("rubrik", NULL, A_TEXT),
    MUST("adress", "adress_punkt", AN_ADDRESS),
    MAY("text", "text_punkt", A_TEXT),
    MAY("html", NULL, A_TEXT),
};
static const struct record item = RECORD_OF("punkt", item_members);

static const struct member superseded_members[] = {
    MUST("dokument", "dokument_ersatt", AN_ID),
    MUST("nummer", "nummer_beslut", A_COUNT),
};
static const struct record superseded = RECORD_OF("ersatt_beslut", superseded_members);

static const struct member decision_members[] = {
    MUST("nummer", "nummer_beslut", A_COUNT),
    MUST("punkt", NULL, A_NUMBER),
    MAY("stycke", NULL, A_COUNT),
    MAY("text", "text_beslut", A_TEXT),
    MUST_CHOOSE("status", "status_beslut", fact_decision),
    MAY("ersatt_av", NULL, AN_ID),
    MUST_LIST("ersatter", NULL, &superseded),
    MUST("adress", "adress_stycke", AN_ADDRESS),
};
static const struct record decision = RECORD_OF("beslut", decision_members);

static const struct member assignment_members[] = {
    MUST("nummer", "nummer_uppdrag", A_COUNT),
    MUST("punkt", NULL, A_NUMBER),
    MAY("stycke", NULL, A_COUNT),
    MUST_LIST("till", "till_vem", &reference),
    MAY("alla", NULL, ONLY_TRUE),
    MAY("text", "text_uppdrag", A_TEXT),
    MAY("senast", "senast_dag", A_DATE),
    MAY("senast_mote", NULL, A_TEXT),
    MUST_CHOOSE("status", "status_uppdrag", fact_assignment),
    MAY("avslutat_i", NULL, AN_ID),
    MUST("adress", "adress_stycke", AN_ADDRESS),
};
static const struct record assignment = RECORD_OF("uppdrag", assignment_members);

static const struct member report_members[] = {
    MUST("punkt", NULL, A_NUMBER),
    MAY("stycke", NULL, A_COUNT),
    MUST_BE("kommun", "kommun_rapport", &reference),
    MAY("text", "text_rapport", A_TEXT),
    MUST("adress", "adress_stycke", AN_ADDRESS),
};
static const struct record report = RECORD_OF("rapport", report_members);

static const struct member attendee_members[] = {
    MAY_CHOOSE("typ", "typ_deltagare", fact_entity_kinds),
    MAY("id", NULL, AN_ID),
    MUST("namn", NULL, A_TEXT),
    MUST_CHOOSE("status", "status_deltagare", fact_attendance),
    MAY_BE("for_kommun", NULL, &reference),
};
static const struct record attendee = RECORD_OF("deltagare", attendee_members);

static const struct member moved_members[] = {
    MUST("dokument", "dokument_kommande", AN_ID),
    MAY("datum", "datum_kommande", A_PERIOD),
};
static const struct record moved = RECORD_OF("flyttat_till", moved_members);

static const struct member plan_members[] = {
    MAY("datum", "datum_kommande", A_PERIOD),
    MAY("tid", NULL, A_TIME),
    MAY("plats", NULL, A_TEXT),
    MAY_BE("kommun", NULL, &reference),
    MUST_LIST("vem", NULL, &reference),
    MUST_CHOOSE("typ", "typ_kommande", fact_planned),
    MUST_LIST("amnen", NULL, &reference),
    MUST_LIST("medverkande", NULL, &reference),
    MAY("text", "text_kommande", A_TEXT),
    MUST_CHOOSE("status", "status_kommande", fact_plan),
    MAY("blev", NULL, AN_ID),
    MAY_BE("flyttat_till", NULL, &moved),
};
static const struct record plan = RECORD_OF("kommande", plan_members);

static const struct member attachment_members[] = {
    MUST("titel", "titel_bilaga", A_TEXT),
    MAY("adress", "adress_bilaga", AN_ADDRESS),
    MAY("dokument", "dokument_bilaga", AN_ID),
    MAY("plats", "plats_bilaga", A_TEXT),
    MAY("storlek", NULL, A_COUNT),
};
static const struct record attachment = RECORD_OF("bilaga", attachment_members);

static const struct member correction_members[] = {
    MAY("datum", "datum_rattelse", A_DATE),
    MAY("text", "text_rattelse", A_TEXT),
};
static const struct record correction = RECORD_OF("rattelse", correction_members);

static const char *const mention_kinds[] = {"person", "kommun", "amne", "natverk", "organisation", "dokument", NULL};

static const struct member mention_members[] = {
    MUST("punkt", NULL, A_NUMBER),
    MAY("stycke", NULL, A_COUNT),
    MUST_CHOOSE("typ", "typ_omnamnande", mention_kinds),
    MUST("id", "id_omnamnande", AN_ID),
    MUST("namn", "namn_omnamnande", A_TEXT),
    MUST("antal", NULL, A_COUNT),
    MUST("adress", "adress_stycke", AN_ADDRESS),
};
static const struct record mention = RECORD_OF("omnamnande", mention_members);

/* --- registers --- */

#define ENTITY_MEMBERS \
	MUST("id", NULL, AN_ID), MUST("namn", NULL, A_TEXT), MAY("adress", "adress_sida", AN_ADDRESS), \
	MAY("alias", NULL, TEXTS), MAY("beskrivning", NULL, A_TEXT)

static const struct member network_members[] = {
    ENTITY_MEMBERS,
    MAY("fullstandigt", NULL, A_TEXT),
    MAY_BE("del_av", NULL, &reference),
    MUST_LIST("kommuner", "kommuner_natverk", &reference),
    MUST_LIST("medlemmar", NULL, &tenure),
    MUST_LIST("ordforande", "ordforande_natverk", &tenure),
    MUST("dagordning", NULL, TEXTS),
    MAY("fran", NULL, A_DATE),
    MAY("till", NULL, A_DATE),
};
static const struct record network = RECORD_OF("natverk", network_members);

static const struct member municipality_members[] = {
    ENTITY_MEMBERS,
    MAY("kod", NULL, A_TEXT),
    MAY("ruta", NULL, A_TILE),
};
static const struct record municipality = RECORD_OF("kommun", municipality_members);

static const struct member person_members[] = {
    ENTITY_MEMBERS,
    MAY_BE("kommun", "kommun_person", &reference),
    MAY_LIST("roller", NULL, &tenure),
};
static const struct record person = RECORD_OF("person", person_members);

static const struct member topic_members[] = {
    ENTITY_MEMBERS,
    MAY_BE("del_av", NULL, &reference),
    MAY("ar", NULL, A_TEXT),
    MUST_LIST("se_aven", NULL, &reference),
};
static const struct record topic = RECORD_OF("amne", topic_members);

static const struct member organisation_members[] = {
    ENTITY_MEMBERS,
    MAY("typ", "typ_organisation", A_TEXT),
    MAY_BE("del_av", NULL, &reference),
    MUST_LIST("medlemmar", NULL, &tenure),
};
static const struct record organisation = RECORD_OF("organisation", organisation_members);

/* --- documents --- */

static const struct member document_members[] = {
    MUST("id", "dokument", AN_ID),
    MUST("adress", NULL, AN_ADDRESS),
    MUST_CHOOSE("slag", NULL, fact_document_kinds),
    MUST("titel", NULL, A_TEXT),
    MAY("typ", "typ_dokument", A_TEXT),
    MUST_CHOOSE("status", "status_dokument", fact_statuses),
    MUST_LIST("natverk", NULL, &reference),
    MAY("datum", NULL, A_DATE),
    MAY_CHOOSE("datum_sakerhet", NULL, fact_certainty),
    MAY("datum_kalla", NULL, A_TEXT),
    MAY("tid", NULL, A_TIME),
    MAY("plats", NULL, A_TEXT),
    MAY_BE("kommun", NULL, &reference),
    MUST_LIST("ordforande", NULL, &reference),
    MUST_LIST("sekreterare", NULL, &reference),
    MUST_LIST("narvaro", NULL, &attendee),
    MUST_LIST("kommande", NULL, &plan),
    MUST_LIST("oplanerat", NULL, &reference),
    MAY("foregaende", NULL, AN_ID),
    MAY("nasta", NULL, AN_ID),
    MUST_LIST("amnen", NULL, &reference),
    MUST_LIST("bilagor", NULL, &attachment),
    MUST_LIST("rattelser", NULL, &correction),
    MAY("granskad_av", NULL, A_TEXT),
    MAY("granskad_datum", NULL, A_DATE),
    MAY("kalla", NULL, A_TEXT),
    MUST_LIST("punkter", NULL, &item),
    MAY("fotnoter_html", NULL, A_TEXT),
    MUST_LIST("beslut", NULL, &decision),
    MUST_LIST("uppdrag", NULL, &assignment),
    MUST_LIST("laget_runt", NULL, &report),
    MUST_LIST("omnamnanden", NULL, &mention),
};
static const struct record document = RECORD_OF("dokument", document_members);

static const struct member withdrawn_members[] = {
    MUST("id", "dokument", AN_ID),
    MUST("adress", NULL, AN_ADDRESS),
    MUST("avpublicerad", NULL, ONLY_TRUE),
};
static const struct record withdrawn = RECORD_OF("avpublicerat", withdrawn_members);

static const struct member missing_members[] = {
    MUST("id", "id_saknat", AN_ID),
    MUST("adress", "adress_sida", AN_ADDRESS),
    MAY_BE("natverk", NULL, &reference),
    MAY("datum", NULL, A_DATE),
    MUST("namns_i", NULL, IDS),
};
static const struct record missing = RECORD_OF("saknat", missing_members);

static const struct member waiting_members[] = {
    MUST_BE("amne", "amne_oplanerat", &reference),
    MUST("vantade_vid", NULL, IDS),
    MAY("togs_upp", NULL, AN_ID),
};
static const struct record waiting = RECORD_OF("vantande", waiting_members);

static const struct member archive_members[] = {
    MUST("$schema", "schema", AN_ADDRESS),
    MUST("format", NULL, THE_VERSION),
    MUST("titel", "titel_arkiv", A_TEXT),
    MAY("beskrivning", "beskrivning_arkiv", A_TEXT),
    MUST("adress", "adress_arkiv", AN_ADDRESS),
    MAY("sprak", NULL, A_TEXT),
    MAY("per_den", NULL, A_DATE),
    MUST_BE("utgivare", NULL, &publisher),
    MAY("licens", NULL, A_TEXT),
    MAY("kallkod", NULL, AN_ADDRESS),
    MUST_LIST("natverk", "natverken", &network),
    MUST_LIST("kommuner", "kommunerna", &municipality),
    MUST_LIST("personer", "personerna", &person),
    MUST_LIST("amnen", "amnena", &topic),
    MUST_LIST("organisationer", "organisationerna", &organisation),
    {"dokument", "dokumenten", RECORDS, true, &document, &withdrawn, NULL},
    MUST_LIST("saknade", NULL, &missing),
    MUST_LIST("oplanerat", "oplanerade", &waiting),
};
static const struct record whole = RECORD_OF("arkiv", archive_members);

static const struct record *const definitions[] = {
    &reference, &tenure, &publisher, &item, &superseded, &decision, &assignment, &report, &attendee, &moved, &plan,
    &attachment, &correction, &mention, &network, &municipality, &person, &topic, &organisation, &document, &withdrawn,
    &missing, &waiting,
};

/* clang-format on */

/* --- writing --- */

#define DAY "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?"

/* The simple shapes: a type and what it must look like. */
static const struct {
	const char *type, *pattern;
	int minimum;
} simple[] = {
    [A_TEXT] = {"string", NULL, 0},
    [AN_ID] = {"string", "^[a-z0-9]+(-[a-z0-9]+)*$", 0},
    [A_DATE] = {"string", "^" DAY "$", 0},
    [A_PERIOD] = {"string", "^" DAY "(/" DAY ")?$", 0},
    [A_TIME] = {"string", "^[0-9]{2}:[0-9]{2}(–[0-9]{2}:[0-9]{2})?$", 0},
    [AN_ADDRESS] = {"string", "^https?://", 0},
    [A_NUMBER] = {"integer", NULL, 0},
    [A_COUNT] = {"integer", NULL, 1},
};

static void
number_field(struct json *json, str key, int number)
{
	json_key(json, key);
	json_number(json, number);
}

static void
write_simple(struct json *json, enum shape shape)
{
	json_field(json, S("type"), str_of(simple[shape].type));
	json_field(json, S("pattern"), str_of(simple[shape].pattern));
	if (shape == A_NUMBER || shape == A_COUNT)
		number_field(json, S("minimum"), simple[shape].minimum);
}

static void
write_choices(struct json *json, const char *const *choices)
{
	json_key(json, S("enum"));
	json_array(json);
	for (; *choices; choices++)
		json_string(json, str_of(*choices));
	json_array_end(json);
}

static void
write_ref(struct json *json, struct arena *arena, const struct record *record)
{
	json_field(json, S("$ref"), str_format(arena, "#/$defs/%s", record->name));
}

static void
write_list_of(struct json *json, enum shape shape)
{
	json_field(json, S("type"), S("array"));
	json_key(json, S("items"));
	json_object(json);
	write_simple(json, shape);
	json_object_end(json);
}

static void
write_records(struct json *json, struct arena *arena, const struct member *member)
{
	const struct record *either[] = {member->record, member->or_record};
	json_field(json, S("type"), S("array"));
	json_key(json, S("items"));
	json_object(json);
	if (member->or_record) {
		json_key(json, S("oneOf"));
		json_array(json);
		for (size_t i = 0; i < 2; i++) {
			json_object(json);
			write_ref(json, arena, either[i]);
			json_object_end(json);
		}
		json_array_end(json);
	} else {
		write_ref(json, arena, member->record);
	}
	json_object_end(json);
}

static void
write_shape(struct json *json, struct arena *arena, const struct member *member)
{
	switch (member->shape) {
	case THE_VERSION:
		number_field(json, S("const"), 1);
		break;
	case ONLY_TRUE:
		json_key(json, S("const"));
		json_bool(json, true);
		break;
	case A_CHOICE:
		write_choices(json, member->choices);
		break;
	case A_TILE:
		write_list_of(json, A_COUNT);
		number_field(json, S("minItems"), 2);
		number_field(json, S("maxItems"), 2);
		break;
	case TEXTS:
	case IDS:
		write_list_of(json, member->shape == IDS ? AN_ID : A_TEXT);
		break;
	case A_RECORD:
		write_ref(json, arena, member->record);
		break;
	case RECORDS:
		write_records(json, arena, member);
		break;
	default:
		write_simple(json, member->shape);
	}
}

static str
described(const struct export_context *context, struct arena *arena, const char *group, const char *meaning)
{
	str path = str_format(arena, "data.%s.%s", group, meaning);
	return context->word(context->words, str_c(arena, path));
}

static void
write_record(const struct export_context *context, struct json *json, const struct record *record)
{
	struct arena *arena = json->out->arena;
	json_field(json, S("type"), S("object"));
	json_key(json, S("properties"));
	json_object(json);
	for (size_t i = 0; i < record->n; i++) {
		const struct member *member = &record->members[i];
		json_key(json, str_of(member->key));
		json_object(json);
		json_field(json, S("description"),
		           described(context, arena, "fält", member->meaning ? member->meaning : member->key));
		write_shape(json, arena, member);
		json_object_end(json);
	}
	json_object_end(json);
	json_key(json, S("required"));
	json_array(json);
	for (size_t i = 0; i < record->n; i++)
		if (record->members[i].required)
			json_string(json, str_of(record->members[i].key));
	json_array_end(json);
	json_key(json, S("additionalProperties"));
	json_bool(json, false);
}

void
archive_schema(const struct export_context *context, struct buffer *out)
{
	struct json json = {.out = out, .pretty = true};
	struct arena *arena = out->arena;
	json_object(&json);
	json_field(&json, S("$schema"), S("https://json-schema.org/draft/2020-12/schema"));
	json_field(&json, S("$id"), fact_address(context, arena, address_of_data(arena, S(DATA_SCHEMA))));
	json_field(&json, S("title"), context->archive->site.title);
	json_field(&json, S("description"), described(context, arena, "filer", "arkiv"));
	write_record(context, &json, &whole);
	json_key(&json, S("$defs"));
	json_object(&json);
	for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
		json_key(&json, str_of(definitions[i]->name));
		json_object(&json);
		write_record(context, &json, definitions[i]);
		json_object_end(&json);
	}
	json_object_end(&json);
	json_object_end(&json);
	buffer_add_char(out, '\n');
}
