/* arkiv.json: everything public in one file, and its schema beside it. What the archive does not know is left out;
   lists are always there. */
#include "archive/person.h"
#include "export/archive_json.h"

enum { FORMAT = 1 }; /* of arkiv.json: a key that changes its meaning or vanishes gives it the next number */

/* --- registers --- */

static void
put_parent(struct archive_json *archive, const struct entity *entity)
{
	const struct entity *parent = entity_parent(entity);
	if (parent)
		put_entity(archive, "del_av", parent);
}

static void
put_person(struct archive_json *archive, const struct entity *entity)
{
	put_reference(archive, "kommun", &entity->person.municipality);
	put_tenures(archive, "roller", &entity->person.roles);
}

static void
put_municipality(struct archive_json *archive, const struct entity *entity)
{
	put_text(archive, "kod", entity->municipality.code);
	if (!entity->municipality.column)
		return;
	begin_list(archive, "ruta");
	json_number(&archive->json, entity->municipality.column);
	json_number(&archive->json, entity->municipality.row);
	end_list(archive);
}

static void
put_topic(struct archive_json *archive, const struct entity *entity)
{
	put_parent(archive, entity);
	put_text(archive, "ar", entity->topic.year);
	put_references(archive, "se_aven", &entity->topic.see_also);
}

static void
put_network(struct archive_json *archive, const struct entity *entity)
{
	const struct network *network = &entity->network;
	const struct entities *all = &archive->context->archive->entities[ENTITY_MUNICIPALITY];
	put_text(archive, "fullstandigt", network->full_name);
	put_parent(archive, entity);
	begin_list(archive, "kommuner");
	for (size_t i = 0; i < all->n; i++)
		if (network_has_municipality(archive->context->archive, entity, all->items[i]))
			add_entity(archive, all->items[i]);
	end_list(archive);
	put_tenures(archive, "medlemmar", &network->members);
	put_tenures(archive, "ordforande", &network->chairs);
	put_texts(archive, "dagordning", &network->agenda);
	put_date(archive, "fran", network->from);
	put_date(archive, "till", network->to);
}

static void
put_organisation(struct archive_json *archive, const struct entity *entity)
{
	put_text(archive, "typ", entity->organisation.type);
	put_parent(archive, entity);
	put_tenures(archive, "medlemmar", &entity->organisation.members);
}

/* Of a person whose name is not published there is the id and what stands instead of the name, and nothing else. */
static bool
is_told(const struct archive_json *archive, const struct entity *entity)
{
	return entity->kind != ENTITY_PERSON || person_shown(archive->arena, archive->context->archive, entity).linked;
}

static void
add_register_entry(struct archive_json *archive, const struct entity *entity)
{
	static void (*const rest[ENTITY_KINDS])(struct archive_json *, const struct entity *) = {
	    [ENTITY_PERSON] = put_person,   [ENTITY_MUNICIPALITY] = put_municipality, [ENTITY_TOPIC] = put_topic,
	    [ENTITY_NETWORK] = put_network, [ENTITY_ORGANISATION] = put_organisation,
	};
	json_object(&archive->json);
	put_text(archive, "id", entity->id);
	put_text(archive, "namn", fact_name(archive->context, archive->arena, entity));
	if (is_told(archive, entity)) {
		put_page(archive, "adress", address_of_entity(archive->arena, entity));
		put_texts(archive, "alias", &entity->aliases);
		put_text(archive, "beskrivning", entity->description);
		rest[entity->kind](archive, entity);
	}
	json_object_end(&archive->json);
}

static void
put_registers(struct archive_json *archive)
{
	static const struct {
		const char *key;
		enum entity_kind kind;
	} registers[] = {
	    {"natverk", ENTITY_NETWORK}, {"kommuner", ENTITY_MUNICIPALITY},       {"personer", ENTITY_PERSON},
	    {"amnen", ENTITY_TOPIC},     {"organisationer", ENTITY_ORGANISATION},
	};
	for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
		const struct entities *entities = &archive->context->archive->entities[registers[i].kind];
		begin_list(archive, registers[i].key);
		for (size_t j = 0; j < entities->n; j++)
			add_register_entry(archive, entities->items[j]);
		end_list(archive);
	}
}

/* --- over all documents --- */

static void
put_ids(struct archive_json *archive, const char *key, const struct document_list *documents)
{
	begin_list(archive, key);
	for (size_t i = 0; i < documents->n; i++)
		json_string(&archive->json, documents->items[i]->id);
	end_list(archive);
}

static void
put_documents(struct archive_json *archive)
{
	const struct documents *documents = &archive->context->archive->documents;
	begin_list(archive, "dokument");
	struct arena scratch = {0}, *arena = archive->arena;
	archive->arena = &scratch;
	for (size_t i = 0; i < documents->n; i++) {
		add_document(archive, documents->items[i]);
		arena_reset(&scratch);
	}
	archive->arena = arena;
	arena_free(&scratch);
	end_list(archive);
}

/* Minutes that others cite and the archive lacks; they have a page that says so. */
static void
put_missing(struct archive_json *archive)
{
	begin_list(archive, "saknade");
	for (size_t i = 0; i < archive->context->index->missing.n; i++) {
		const struct missing *missing = &archive->context->index->missing.items[i];
		const struct document absent = {.kind = DOCUMENT_MINUTES, .id = missing->stub->id};
		json_object(&archive->json);
		put_text(archive, "id", absent.id);
		put_anchor(archive, &absent, (str){0});
		if (missing->stub->network)
			put_entity(archive, "natverk", missing->stub->network);
		put_date(archive, "datum", missing->stub->date);
		put_ids(archive, "namns_i", &missing->cited_in);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_backlog(struct archive_json *archive)
{
	begin_list(archive, "oplanerat");
	for (size_t i = 0; i < archive->context->index->backlog.n; i++) {
		const struct waiting *waiting = &archive->context->index->backlog.items[i];
		json_object(&archive->json);
		put_entity(archive, "amne", waiting->topic);
		put_ids(archive, "vantade_vid", &waiting->minutes);
		put_document(archive, "togs_upp", waiting->taken_up);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_site(struct archive_json *archive)
{
	const struct site *site = &archive->context->archive->site;
	put_page(archive, "$schema", address_of_data(archive->arena, S(DATA_SCHEMA)));
	put_number(archive, "format", FORMAT);
	put_text(archive, "titel", site->title);
	put_text(archive, "beskrivning", site->description);
	put_text(archive, "adress", site->address);
	put_text(archive, "sprak", site->language);
	put_date(archive, "per_den", archive->context->archive->today);
	json_key(&archive->json, S("utgivare"));
	json_object(&archive->json);
	put_text(archive, "namn", site->publisher_name);
	put_text(archive, "epost", site->publisher_mail);
	put_text(archive, "webb", site->publisher_web);
	json_object_end(&archive->json);
	put_text(archive, "licens", site->licence);
	put_text(archive, "kallkod", site->source_code);
}

/* --- */

static void
write_archive(const struct export_context *context, const struct export *export, struct buffer *out)
{
	(void)export;
	struct archive_json archive = {context, out->arena, {.out = out, .pretty = true}};
	json_object(&archive.json);
	put_site(&archive);
	put_registers(&archive);
	put_documents(&archive);
	put_missing(&archive);
	put_backlog(&archive);
	json_object_end(&archive.json);
	buffer_add_char(out, '\n');
}

static void
write_schema(const struct export_context *context, const struct export *export, struct buffer *out)
{
	(void)export;
	archive_schema(context, out);
}

void
open_data_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context;
	str data = address_of_data(arena, S(DATA_ARCHIVE)), schema = address_of_data(arena, S(DATA_SCHEMA));
	vec_push(arena, exports, (struct export){.address = data, .write = write_archive});
	vec_push(arena, exports, (struct export){.address = schema, .write = write_schema});
}
