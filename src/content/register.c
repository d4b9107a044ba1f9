/* Entries of the registers (format.md, "Registers"): natverk, kommuner, personer, amnen, organisationer. */
#include "content/records.h"

#define ENTITY(member) offsetof(struct entity, member)

/* clang-format off */
#define COMMON_FIELDS                                                                                                  \
	{"namn", FIELD_TEXT, .required = true, .offset = ENTITY(name), .place = ENTITY(place),                         \
	 .about = "Namnet som visas."},                                                                                \
	{"id", FIELD_ID, .offset = ENTITY(id), .about = "Sista delen av adressen; annars görs den av namnet."},        \
	{"alias", FIELD_TEXTS, .offset = ENTITY(aliases),                                                              \
	 .about = "Andra former av namnet; genitiv behövs inte."},                                                     \
	{"beskrivning", FIELD_TEXT, .offset = ENTITY(description), .about = "En mening eller två."},                   \
	{"tvetydig", FIELD_BOOL, .offset = ENTITY(ambiguous),                                                          \
	 .about = "Ja när namnet också är ett vanligt ord, som Vara."},                                                \
	{"skiftläge", FIELD_BOOL, .offset = ENTITY(match_case),                                                        \
	 .about = "Ja när namnet bara gäller precis som det är skrivet, med stora och små bokstäver."},                \
	{"tidigare", FIELD_EARLIER, .offset = ENTITY(earlier),                                                         \
	 .about = "Tidigare adresser till sidan, som leder vidare hit."}
/* clang-format on */

static const struct field role_fields[] = {
    {"organ", FIELD_REFERENCE, .required = true, .offset = offsetof(struct tenure, body),
     .about = "Nätverk, kommun eller organisation."},
    {"roll", FIELD_TEXT, .offset = offsetof(struct tenure, role), .about = "Till exempel ordförande."},
    {"från", FIELD_DATE, .offset = offsetof(struct tenure, from), .about = "Första dagen, så långt den är känd."},
    {"till", FIELD_DATE, .offset = offsetof(struct tenure, to), .place = offsetof(struct tenure, to_place),
     .about = "Sista dagen; utelämnas så länge det pågår."},
};

static const struct record role_record = {FIELDS(role_fields), sizeof(struct tenure), NULL, "En roll över tid."};

static const struct field person_fields[] = {
    COMMON_FIELDS,
    {"kommun", FIELD_REFERENCE, .offset = ENTITY(person.municipality), .about = "Kommunen som personen arbetar för."},
    {"tilltalsnamn", FIELD_TEXT, .offset = ENTITY(person.short_name),
     .about = "Det korta namnet; annars första ordet."},
    {"sorteras", FIELD_TEXT, .offset = ENTITY(person.sort_as), .about = "Namnet som det ordnas: Seth, Sara von."},
    {"roller", FIELD_RECORDS, .offset = ENTITY(person.roles), .record = &role_record,
     .about = "Uppdrag i nätverk och organisationer."},
    {"publicering", FIELD_PUBLICATION, .offset = ENTITY(person.publication), .choices = choices_publication,
     .record = &record_publication, .about = "Hur personen visas: namn (annars), initialer, roll eller nej."},
};

static const struct field municipality_fields[] = {
    COMMON_FIELDS,
    {"kod", FIELD_CODE, .offset = ENTITY(municipality.code), .about = "Kommunkod, fyra siffror."},
    {"ruta", FIELD_TILE, .offset = ENTITY(municipality.column), .about = "Plats på rutkartan: [kolumn, rad]."},
};

static const struct field topic_fields[] = {
    COMMON_FIELDS,
    {"del_av", FIELD_REFERENCE, .offset = ENTITY(topic.parent), .about = "Det större ämne som detta hör till."},
    {"år", FIELD_YEARS, .offset = ENTITY(topic.year), .about = "Året det gäller, när det byts mellan år."},
    {"se_även", FIELD_REFERENCES, .offset = ENTITY(topic.see_also), .about = "Närliggande ämnen."},
};

static const struct field network_fields[] = {
    COMMON_FIELDS,
    {"fullständigt", FIELD_TEXT, .offset = ENTITY(network.full_name), .about = "Namnet utskrivet."},
    {"del_av", FIELD_REFERENCE, .offset = ENTITY(network.parent), .about = "Organet ovanför."},
    {"kommuner", FIELD_REFERENCES, .offset = ENTITY(network.municipalities),
     .about = "Kommunerna som är med; annars alla i registret."},
    {"medlemmar", FIELD_TENURES, .offset = ENTITY(network.members), .record = &record_term,
     .about = "Personer, eller {vem, från, till}."},
    {"dagordning", FIELD_TEXTS, .offset = ENTITY(network.agenda), .about = "De stående punkterna."},
    {"från", FIELD_DATE, .offset = ENTITY(network.from), .about = "När nätverket började."},
    {"till", FIELD_DATE, .offset = ENTITY(network.to), .place = ENTITY(network.to_place), .about = "När det upphörde."},
    {"ordförande", FIELD_TENURES, .offset = ENTITY(network.chairs), .record = &record_term,
     .about = "Lista av {vem, från, till}: en person eller kommuner."},
};

static const struct field organisation_fields[] = {
    COMMON_FIELDS,
    {"typ", FIELD_TEXT, .offset = ENTITY(organisation.type), .about = "Till exempel företag eller arbetsgrupp."},
    {"del_av", FIELD_REFERENCE, .offset = ENTITY(organisation.parent), .about = "Organisationen ovanför."},
    {"medlemmar", FIELD_TENURES, .offset = ENTITY(organisation.members), .record = &record_term,
     .about = "Personer, eller {vem, från, till}."},
};

static void
finish_person(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	struct publication_rule *publication = &((struct entity *)into)->person.publication;
	/* "publisering: nej" has been reported; until it is mended the name stays out of what is printed. */
	if (!publication->place.source && fields_given(decoder, &record_entity[ENTITY_PERSON], map, "publicering"))
		publication->rule = PUBLISH_NOTHING;
}

const struct record record_entity[ENTITY_KINDS] = {
    [ENTITY_PERSON] = {FIELDS(person_fields), sizeof(struct entity), finish_person, "En person."},
    [ENTITY_MUNICIPALITY] = {FIELDS(municipality_fields), sizeof(struct entity), NULL, "En kommun."},
    [ENTITY_TOPIC] = {FIELDS(topic_fields), sizeof(struct entity), NULL, "Ett ämne."},
    [ENTITY_NETWORK] = {FIELDS(network_fields), sizeof(struct entity), NULL, "Ett nätverk eller organet ovanför."},
    [ENTITY_ORGANISATION] = {FIELDS(organisation_fields), sizeof(struct entity), NULL,
                             "Ett företag, en organisation eller en arbetsgrupp."},
};
