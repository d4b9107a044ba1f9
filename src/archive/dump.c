/* Everything that is known, as JSON: for people who debug and for tests that measure. */
#include "archive/dump.h"

#include "archive/address.h"
#include "archive/mask.h"
#include "base/buffer.h"
#include "base/json.h"

struct dump {
	const struct archive *archive;
	struct arena *arena; /* a scratch of its own */
	struct json json;
};

static const char *const kind_words[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "person",   [ENTITY_MUNICIPALITY] = "kommun",       [ENTITY_TOPIC] = "amne",
    [ENTITY_NETWORK] = "natverk", [ENTITY_ORGANISATION] = "organisation",
};

static const char *const list_words[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "personer", [ENTITY_MUNICIPALITY] = "kommuner",       [ENTITY_TOPIC] = "amnen",
    [ENTITY_NETWORK] = "natverk", [ENTITY_ORGANISATION] = "organisationer",
};

static const char *const rule_words[] = {
    [PUBLISH_NAME] = "namn",
    [PUBLISH_INITIALS] = "initialer",
    [PUBLISH_ROLE] = "roll",
    [PUBLISH_NOTHING] = "nej",
};

static const char *const document_words[] = {
    [DOCUMENT_MINUTES] = "protokoll",
    [DOCUMENT_OTHER] = "dokument",
    [DOCUMENT_PAGE] = "sida",
};

static const char *const status_words[] = {
    [STATUS_PUBLISHED] = "publicerat",
    [STATUS_REVIEWED] = "granskat",
    [STATUS_DRAFT] = "utkast",
};

static const char *const planned_words[] = {
    [PLANNED_MEETING] = "möte",
    [PLANNED_THEME_DAY] = "temadag",
    [PLANNED_CONFERENCE] = "konferens",
    [PLANNED_EXTERNAL] = "extern",
};

static const char *const target_words[] = {
    [ATTACHMENT_FILE] = "fil",
    [ATTACHMENT_URL] = "url",
    [ATTACHMENT_DOCUMENT] = "dokument",
    [ATTACHMENT_ELSEWHERE] = "plats",
};

/* Small values */

static void
text(struct dump *dump, const char *key, str value)
{
	json_field(&dump->json, str_of(key), value);
}

static void
number(struct dump *dump, const char *key, long long value)
{
	if (value == 0)
		return;
	json_key(&dump->json, str_of(key));
	json_number(&dump->json, value);
}

static void
flag(struct dump *dump, const char *key, bool value)
{
	if (!value)
		return;
	json_key(&dump->json, str_of(key));
	json_bool(&dump->json, true);
}

static void
date(struct dump *dump, const char *key, struct date value)
{
	if (value.year)
		text(dump, key, date_edtf(dump->arena, value));
}

static void
texts(struct dump *dump, const char *key, const struct texts_at *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, str_of(key));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++)
		json_string(&dump->json, list->items[i].text);
	json_array_end(&dump->json);
}

/* References */

static void
reference_value(struct dump *dump, const struct reference *reference)
{
	json_object(&dump->json);
	if (reference->entity) {
		text(dump, "typ", str_of(kind_words[reference->entity->kind]));
		text(dump, "id", reference->entity->id);
		text(dump, "namn", reference->entity->name);
	} else {
		text(dump, "text", reference->text);
	}
	json_object_end(&dump->json);
}

static void
reference(struct dump *dump, const char *key, const struct reference *value)
{
	if (!value->entity && value->text.n == 0)
		return;
	json_key(&dump->json, str_of(key));
	reference_value(dump, value);
}

static void
references(struct dump *dump, const char *key, const struct references *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, str_of(key));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++)
		reference_value(dump, &list->items[i]);
	json_array_end(&dump->json);
}

static void
tenures(struct dump *dump, const char *key, const struct tenures *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, str_of(key));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++) {
		const struct tenure *tenure = &list->items[i];
		json_object(&dump->json);
		reference(dump, "vem", &tenure->who);
		reference(dump, "organ", &tenure->body);
		text(dump, "roll", tenure->role);
		date(dump, "fran", tenure->from);
		date(dump, "till", tenure->to);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
}

/* Entities */

static void
person_fields(struct dump *dump, const struct entity *entity)
{
	const struct person *person = &entity->person;
	reference(dump, "kommun", &person->municipality);
	tenures(dump, "roller", &person->roles);
	text(dump, "publicering", str_of(rule_words[person->publication.rule]));
	texts(dump, "alias", &entity->aliases);
	text(dump, "tilltalsnamn", person->short_name);
	text(dump, "sorteras", person->sort_as);
}

static void
municipality_fields(struct dump *dump, const struct entity *entity)
{
	text(dump, "kod", entity->municipality.code);
	number(dump, "kolumn", entity->municipality.column);
	number(dump, "rad", entity->municipality.row);
}

static void
topic_fields(struct dump *dump, const struct entity *entity)
{
	reference(dump, "del_av", &entity->topic.parent);
	text(dump, "ar", entity->topic.year);
	references(dump, "se_aven", &entity->topic.see_also);
}

static void
network_fields(struct dump *dump, const struct entity *entity)
{
	const struct network *network = &entity->network;
	text(dump, "fullstandigt", network->full_name);
	reference(dump, "del_av", &network->parent);
	references(dump, "kommuner", &network->municipalities);
	tenures(dump, "medlemmar", &network->members);
	texts(dump, "dagordning", &network->agenda);
	date(dump, "fran", network->from);
	date(dump, "till", network->to);
	tenures(dump, "ordforande", &network->chairs);
}

static void
organisation_fields(struct dump *dump, const struct entity *entity)
{
	text(dump, "slag", entity->organisation.type);
	reference(dump, "del_av", &entity->organisation.parent);
	tenures(dump, "medlemmar", &entity->organisation.members);
}

static void
entity_value(struct dump *dump, const struct entity *entity)
{
	static void (*const fields[ENTITY_KINDS])(struct dump *, const struct entity *) = {
	    [ENTITY_PERSON] = person_fields,
	    [ENTITY_MUNICIPALITY] = municipality_fields,
	    [ENTITY_TOPIC] = topic_fields,
	    [ENTITY_NETWORK] = network_fields,
	    [ENTITY_ORGANISATION] = organisation_fields,
	};
	json_object(&dump->json);
	text(dump, "id", entity->id);
	text(dump, "namn", entity->name);
	text(dump, "adress", address_of_entity(dump->arena, entity));
	if (entity->kind != ENTITY_PERSON)
		texts(dump, "alias", &entity->aliases);
	text(dump, "beskrivning", entity->description);
	flag(dump, "tvetydig", entity->ambiguous);
	flag(dump, "skiftlage", entity->match_case);
	flag(dump, "harledd", entity->derived);
	texts(dump, "tidigare", &entity->earlier);
	fields[entity->kind](dump, entity);
	json_object_end(&dump->json);
}

/* Documents */

static void
attendees(struct dump *dump, const char *key, const struct attendees *list)
{
	if (list->unknown || list->n == 0)
		return;
	json_key(&dump->json, str_of(key));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++) {
		json_object(&dump->json);
		reference(dump, "vem", &list->items[i].who);
		reference(dump, "for_kommun", &list->items[i].counts_for);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
}

static void
own_names(struct dump *dump, const struct own_names *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, S("personer"));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++) {
		json_object(&dump->json);
		text(dump, "ord", list->items[i].name.text);
		reference(dump, "person", &list->items[i].person);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
}

static void
attachments(struct dump *dump, const struct attachments *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, S("bilagor"));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++) {
		const struct attachment *attachment = &list->items[i];
		json_object(&dump->json);
		text(dump, "titel", attachment->title.text);
		text(dump, target_words[attachment->kind],
		     attachment->document ? attachment->document->id : attachment->target.text);
		number(dump, "storlek", (long long)attachment->size);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
}

static void
planned_value(struct dump *dump, const struct planned_meeting *planned)
{
	json_object(&dump->json);
	date(dump, "datum", planned->dates.first);
	date(dump, "till_datum", planned->dates.last);
	text(dump, "tid", times_text(dump->arena, planned->times));
	text(dump, "plats", planned->venue);
	reference(dump, "kommun", &planned->municipality);
	references(dump, "vem", &planned->who);
	text(dump, "typ", str_of(planned_words[planned->kind]));
	references(dump, "amnen", &planned->topics);
	references(dump, "medverkande", &planned->taking_part);
	text(dump, "text", planned->text);
	json_object_end(&dump->json);
}

static void
planned_meetings(struct dump *dump, const struct planned_meetings *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, S("kommande"));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++)
		planned_value(dump, &list->items[i]);
	json_array_end(&dump->json);
}

static void
corrections(struct dump *dump, const struct corrections *list)
{
	if (list->n == 0)
		return;
	json_key(&dump->json, S("rattelser"));
	json_array(&dump->json);
	for (size_t i = 0; i < list->n; i++) {
		json_object(&dump->json);
		date(dump, "datum", list->items[i].date);
		text(dump, "text", list->items[i].text);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
}

static void
meeting_fields(struct dump *dump, const struct document *document)
{
	text(dump, "tid", times_text(dump->arena, document->times));
	text(dump, "plats", document->venue);
	reference(dump, "kommun", &document->municipality);
	references(dump, "ordforande", &document->chairs);
	references(dump, "sekreterare", &document->secretaries);
	attendees(dump, "narvarande", &document->present);
	attendees(dump, "franvarande", &document->absent);
	planned_meetings(dump, &document->planned);
	references(dump, "oplanerat", &document->waiting);
	text(dump, "granskad_av", document->reviewed_by);
	date(dump, "granskad_datum", document->reviewed);
	date(dump, "avpublicera_efter", document->withdraw_after);
	text(dump, "foregaende", document->previous ? document->previous->id : (str){0});
	text(dump, "nasta", document->next ? document->next->id : (str){0});
}

static void
document_value(struct dump *dump, const struct document *document)
{
	json_object(&dump->json);
	text(dump, "slag", str_of(document_words[document->kind]));
	text(dump, "id", document->id);
	text(dump, "fil", archive_mask_log(dump->archive, dump->arena, document->source->relative, true));
	text(dump, "adress", address_of_document(dump->arena, document));
	text(dump, "titel", document->title);
	text(dump, "typ", document->type);
	references(dump, "natverk", &document->networks);
	date(dump, "datum", document->date);
	text(dump, "datum_kalla", document->date_source);
	meeting_fields(dump, document);
	references(dump, "amnen", &document->topics);
	own_names(dump, &document->names);
	texts(dump, "lanka_inte", &document->never_link);
	attachments(dump, &document->attachments);
	text(dump, "status", str_of(status_words[document->status]));
	corrections(dump, &document->corrections);
	text(dump, "kalla", document->origin);
	texts(dump, "tidigare", &document->earlier);
	json_object_end(&dump->json);
}

/* The site */

static void
accessibility_fields(struct dump *dump, const struct accessibility *accessibility)
{
	if (!accessibility->given)
		return;
	json_key(&dump->json, S("tillganglighet"));
	json_object(&dump->json);
	text(dump, "aktor", accessibility->actor);
	text(dump, "tjanst", accessibility->service);
	text(dump, "grad", accessibility->degree);
	text(dump, "metod", accessibility->method);
	text(dump, "kontakt", accessibility->contact);
	date(dump, "bedomd", accessibility->assessed);
	date(dump, "uppdaterad", accessibility->updated);
	json_key(&dump->json, S("brister"));
	json_array(&dump->json);
	for (size_t i = 0; i < accessibility->shortcomings.n; i++) {
		json_object(&dump->json);
		text(dump, "vad", accessibility->shortcomings.items[i].what);
		text(dump, "varfor", accessibility->shortcomings.items[i].why);
		text(dump, "alternativ", accessibility->shortcomings.items[i].alternative);
		json_object_end(&dump->json);
	}
	json_array_end(&dump->json);
	texts(dump, "oskaligt", &accessibility->disproportionate);
	texts(dump, "utanfor", &accessibility->outside);
	json_object_end(&dump->json);
}

static void
site_value(struct dump *dump, const struct site *site)
{
	json_object(&dump->json);
	text(dump, "titel", site->title);
	text(dump, "beskrivning", site->description);
	text(dump, "adress", site->address);
	text(dump, "sprak", site->language);
	text(dump, "tema", site->theme);
	text(dump, "utgivare", site->publisher_name);
	text(dump, "utgivare_epost", site->publisher_mail);
	text(dump, "utgivare_webb", site->publisher_web);
	text(dump, "licens", site->licence);
	text(dump, "kallkod", site->source_code);
	text(dump, "ansvarig", site->responsible);
	text(dump, "grund", site->ground);
	text(dump, "kontakt", site->contact);
	text(dump, "endast_namnda", str_of(rule_words[site->mentioned_only]));
	texts(dump, "tillatna_adresser", &site->allowed_addresses);
	text(dump, "tidszon", site->time_zone);
	accessibility_fields(dump, &site->accessibility);
	json_object_end(&dump->json);
}

void
archive_dump(const struct archive *archive, struct buffer *out)
{
	struct arena scratch = {0};
	struct dump dump = {.archive = archive, .arena = &scratch, .json = {.out = out, .pretty = true}};
	json_object(&dump.json);
	json_key(&dump.json, S("arkiv"));
	site_value(&dump, &archive->site);
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		json_key(&dump.json, str_of(list_words[kind]));
		json_array(&dump.json);
		for (size_t i = 0; i < archive->entities[kind].n; i++)
			entity_value(&dump, archive->entities[kind].items[i]);
		json_array_end(&dump.json);
	}
	json_key(&dump.json, S("dokument"));
	json_array(&dump.json);
	for (size_t i = 0; i < archive->documents.n; i++) {
		document_value(&dump, archive->documents.items[i]);
		arena_reset(&scratch);
	}
	json_array_end(&dump.json);
	json_object_end(&dump.json);
	buffer_add_char(out, '\n');
	arena_free(&scratch);
}
