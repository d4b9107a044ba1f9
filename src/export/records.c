/* One record an agenda item. The facets say what the item is about; `med`, whom it means, is one that only the search fields of
   people and organisations use. `ord` and `namn` hold words that a search should find the item by although they do not stand
   in its text as they are typed: parts of compounds, and full names of those it calls by their first. */
#include "export/records.h"

#include "archive/person.h"
#include "base/json.h"
#include "index/compounds.h"

/* A word that every record holds and nobody types. To a search without words Pagefind loads the whole index; the search page
   searches for this one instead. */
#define EVERY_RECORD "qxqx"

enum facet { FACET_TOPIC, FACET_MUNICIPALITY, FACET_NETWORK, FACET_YEAR, FACET_KIND, FACET_WHOM, FACETS };

static const char *const facet_names[FACETS] = {"amne", "kommun", "natverk", "ar", "slag", "med"};

struct record {
	const struct export_context *context;
	const struct compounds *compounds;
	struct arena *arena; /* of the record */
	const struct body *body;
	const struct item *item;
	struct strs facets[FACETS];
	struct strs names; /* of people and organisations the item means */
};

static void
add_once(struct arena *arena, struct strs *list, str text)
{
	if (text.n && !strs_have(list, text))
		vec_push(arena, list, text);
}

static void
add_facet(struct record *record, enum facet facet, str id, str name)
{
	struct buffer value = {.arena = record->arena};
	buffer_add(&value, id);
	buffer_add_char(&value, '|');
	buffer_add(&value, name);
	add_once(record->arena, &record->facets[facet], buffer_str(&value));
}

static void
add_kind(struct record *record, str id, const char *path)
{
	add_facet(record, FACET_KIND, id, record->context->word(record->context->words, path));
}

static void
add_entity(struct record *record, const struct entity *entity)
{
	if (!entity)
		return;
	switch (entity->kind) {
	case ENTITY_TOPIC:
		add_facet(record, FACET_TOPIC, entity->id, entity->name);
		break;
	case ENTITY_MUNICIPALITY:
		add_facet(record, FACET_MUNICIPALITY, entity->id, entity->name);
		break;
	case ENTITY_PERSON:
		if (!person_shown(record->arena, record->context->archive, entity).linked)
			break; /* has no page to search from, and a name that may not be known */
		/* fall through */
	case ENTITY_ORGANISATION:
		add_facet(record, FACET_WHOM, entity->id, entity->name);
		add_once(record->arena, &record->names, entity->name);
		break;
	default: /* a network that an item only mentions is not whose item it is */
		break;
	}
}

static void
add_kinds(struct record *record)
{
	const struct body *body = record->body;
	unsigned number = record->item->number;
	if (body->document->kind == DOCUMENT_MINUTES)
		add_kind(record, S("punkt"), "sök.punkt");
	else
		add_kind(record, S("dokument"), "sök.dokument");
	for (size_t i = 0; i < body->decisions.n; i++)
		if (body->decisions.items[i].item == number)
			add_kind(record, S("beslut"), "sök.beslut");
	for (size_t i = 0; i < body->assignments.n; i++)
		if (body->assignments.items[i].item == number)
			add_kind(record, S("uppdrag"), "sök.uppdrag");
	for (size_t i = 0; i < body->reports.n; i++)
		if (body->reports.items[i].item == number) {
			add_kind(record, S("rapport"), "sök.rapport");
			add_entity(record, body->reports.items[i].municipality);
		}
}

static void
add_facets(struct record *record)
{
	const struct document *document = record->body->document;
	for (size_t i = 0; i < record->body->mentions.n; i++)
		if (record->body->mentions.items[i].item == record->item->number)
			add_entity(record, record->body->mentions.items[i].entity);
	add_kinds(record);
	for (size_t i = 0; i < document->networks.n; i++)
		if (document->networks.items[i].entity)
			add_facet(record, FACET_NETWORK, document->networks.items[i].entity->id,
			          document->networks.items[i].entity->name);
	if (document->date.year) {
		str year = str_format(record->arena, "%04d", document->date.year);
		add_facet(record, FACET_YEAR, year, year);
	}
}

/* The sign keeps words that have nothing to do with each other from being read as one name: "sten" and "berg". */
static str
joined(struct arena *arena, const struct strs *list)
{
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < list->n; i++) {
		if (i)
			buffer_lit(&out, " | ");
		buffer_add(&out, list->items[i]);
	}
	return buffer_str(&out);
}

static str
title_of(const struct record *record)
{
	const struct item *item = record->item;
	if (!item->title.n)
		return record->context->titles[record->body->document->index];
	return item->label.n ? str_format(record->arena, "§ %.*s %.*s", STR(item->label), STR(item->title)) : item->title;
}

static str
text_of(const struct record *record)
{
	/* Without a text the heading is all there is to show; the index needs some text. */
	return record->item->text.n ? record->item->text : title_of(record);
}

static void
write_meta(struct json *json, struct record *record)
{
	const struct document *document = record->body->document;
	struct strs parts = {0};
	compounds_parts(record->compounds, record->arena, record->item->title, &parts);
	compounds_parts(record->compounds, record->arena, record->item->text, &parts);
	json_key(json, S("meta"));
	json_object(json);
	json_field(json, S("title"), title_of(record));
	json_field(json, S("dokument"), record->context->titles[document->index]);
	json_field(json, S("datum"), date_iso(record->arena, document->date));
	json_field(json, S("ord"), joined(record->arena, &parts));
	json_field(json, S("namn"), joined(record->arena, &record->names));
	json_field(json, S("alla"), S(EVERY_RECORD));
	json_object_end(json);
}

static void
write_filters(struct json *json, const struct record *record)
{
	json_key(json, S("filters"));
	json_object(json);
	for (int facet = 0; facet < FACETS; facet++) {
		if (!record->facets[facet].n)
			continue;
		json_key(json, str_of(facet_names[facet]));
		json_array(json);
		for (size_t i = 0; i < record->facets[facet].n; i++)
			json_string(json, record->facets[facet].items[i]);
		json_array_end(json);
	}
	json_object_end(json);
}

static void
write_record(struct record *record, struct buffer *out)
{
	struct arena *arena = record->arena;
	const struct document *document = record->body->document;
	str anchor = str_join(arena, S("#"), address_item(arena, record->item->number));
	struct json json = {.out = out};
	add_facets(record);
	json_object(&json);
	json_field(&json, S("url"), str_join(arena, address_of_document(arena, document), anchor));
	json_field(&json, S("content"), text_of(record));
	write_meta(&json, record);
	write_filters(&json, record);
	json_key(&json, S("sort"));
	json_object(&json);
	json_field(&json, S("datum"), document->date.year ? date_iso(arena, document->date) : S("0000"));
	json_object_end(&json);
	json_object_end(&json);
	buffer_add_char(out, '\n');
}

/* Plain pages are about the archive and not of it: the secretary's guide would turn up in every search. */
static bool
is_searched(const struct body *body)
{
	return body && body->document->kind != DOCUMENT_PAGE && !body->document->withdrawn;
}

void
export_records(const struct export_context *context, struct buffer *out)
{
	const struct archive *archive = context->archive;
	const struct compounds *compounds = compounds_new(out->arena, archive, context->bodies);
	struct arena scratch = {0};
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct body *body = context->bodies[i];
		for (size_t k = 0; is_searched(body) && k < body->items.n; k++) {
			struct record record = {context, compounds, &scratch, body, &body->items.items[k], {{0}}, {0}};
			if (record.item->text.n || record.item->title.n)
				write_record(&record, out);
			arena_reset(&scratch);
		}
	}
	arena_free(&scratch);
}
