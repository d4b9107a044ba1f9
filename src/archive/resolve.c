/* The second half of reading: every reference in registers and documents becomes its entity. First what others are told
   apart by (networks, municipalities), then the rest, then ids and orders. */
#include "archive/derive.h"
#include "archive/hierarchy.h"
#include "archive/names.h"
#include "archive/order.h"
#include "archive/person.h"
#include "archive/reference.h"
#include "base/text.h"

static void
resolve_one(struct resolver *resolver, struct reference *reference, const struct slot *slot)
{
	reference_resolve(resolver, reference, slot, NULL);
}

static void
resolve_tenures(struct resolver *resolver, struct tenures *list, const struct slot *slot)
{
	for (size_t i = 0; i < list->n; i++)
		resolve_one(resolver, &list->items[i].who, slot);
}

/* Registers. Entities that are made on the way have nothing to resolve, and stand after the `n` of the register. */

static void
give_short_names(struct entities *people)
{
	for (size_t i = 0; i < people->n; i++) {
		struct entity *entity = people->items[i];
		if (entity->person.short_name.n == 0)
			entity->person.short_name = person_first_name(entity->name);
	}
}

static void
resolve_municipalities_of_registers(struct resolver *resolver)
{
	struct archive *archive = resolver->archive;
	for (size_t i = 0; i < archive->entities[ENTITY_PERSON].n; i++)
		resolve_one(resolver, &archive->entities[ENTITY_PERSON].items[i]->person.municipality,
		            &slot_municipality);
	for (size_t i = 0; i < archive->entities[ENTITY_NETWORK].n; i++)
		references_resolve(resolver, &archive->entities[ENTITY_NETWORK].items[i]->network.municipalities,
		                   &slot_municipality);
}

static void
resolve_topic(struct resolver *resolver, struct entity *entity)
{
	resolve_one(resolver, &entity->topic.parent, &slot_related_topic);
	references_resolve(resolver, &entity->topic.see_also, &slot_related_topic);
}

static void
resolve_network(struct resolver *resolver, struct entity *entity)
{
	resolve_one(resolver, &entity->network.parent, &slot_body);
	resolve_tenures(resolver, &entity->network.members, &slot_member);
	resolve_tenures(resolver, &entity->network.chairs, &slot_attendee);
}

static void
resolve_organisation(struct resolver *resolver, struct entity *entity)
{
	resolve_one(resolver, &entity->organisation.parent, &slot_body);
	resolve_tenures(resolver, &entity->organisation.members, &slot_taking_part);
}

static void
resolve_person(struct resolver *resolver, struct entity *entity)
{
	for (size_t i = 0; i < entity->person.roles.n; i++)
		resolve_one(resolver, &entity->person.roles.items[i].body, &slot_role_body);
}

static void
resolve_registers(struct resolver *resolver)
{
	static void (*const resolve[ENTITY_KINDS])(struct resolver *, struct entity *) = {
	    [ENTITY_TOPIC] = resolve_topic,
	    [ENTITY_NETWORK] = resolve_network,
	    [ENTITY_ORGANISATION] = resolve_organisation,
	    [ENTITY_PERSON] = resolve_person,
	};
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		const struct entities *all = &resolver->archive->entities[kind];
		for (size_t i = 0, n = all->n; resolve[kind] && i < n; i++)
			if (!all->items[i]->derived)
				resolve[kind](resolver, all->items[i]);
	}
}

/* Documents */

static void
resolve_counted_for(struct resolver *resolver, struct attendees *list)
{
	for (size_t i = 0; i < list->n; i++)
		resolve_one(resolver, &list->items[i].counts_for, &slot_municipality);
}

static void
resolve_networks_and_municipalities(struct resolver *resolver, struct document *document)
{
	references_resolve(resolver, &document->networks, &slot_network);
	resolve_one(resolver, &document->municipality, &slot_municipality);
	resolve_counted_for(resolver, &document->present);
	resolve_counted_for(resolver, &document->absent);
	for (size_t i = 0; i < document->planned.n; i++)
		resolve_one(resolver, &document->planned.items[i].municipality, &slot_municipality);
}

/* A person counts for the municipality written here, else for that of the register; one that is made from a document
   belongs to the first municipality that is written beside the name. */
static void
settle_municipality(struct attendee *attendee)
{
	struct entity *who = attendee->who.entity;
	if (!who || who->kind != ENTITY_PERSON)
		return;
	if (who->derived && !who->person.municipality.entity)
		who->person.municipality = attendee->counts_for;
	if (attendee->counts_for.text.n == 0)
		attendee->counts_for.entity = who->person.municipality.entity;
}

static void
resolve_attendees(struct resolver *resolver, struct attendees *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct attendee *attendee = &list->items[i];
		reference_resolve(resolver, &attendee->who, &slot_attendee, attendee->counts_for.entity);
		settle_municipality(attendee);
	}
}

static void
resolve_planned(struct resolver *resolver, struct planned_meetings *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct planned_meeting *planned = &list->items[i];
		references_resolve(resolver, &planned->who, &slot_body);
		references_resolve(resolver, &planned->topics, &slot_topic);
		references_resolve(resolver, &planned->taking_part, &slot_taking_part);
	}
}

static void
resolve_document(struct resolver *resolver, struct document *document)
{
	resolver->document = document;
	resolve_attendees(resolver, &document->present);
	resolve_attendees(resolver, &document->absent);
	for (size_t i = 0; i < document->names.n; i++)
		resolve_one(resolver, &document->names.items[i].person, &slot_person);
	references_resolve(resolver, &document->chairs, &slot_person);
	references_resolve(resolver, &document->secretaries, &slot_person);
	references_resolve(resolver, &document->topics, &slot_topic);
	references_resolve(resolver, &document->waiting, &slot_topic);
	resolve_planned(resolver, &document->planned);
	resolver->document = NULL;
}

static void
each_document(struct resolver *resolver, void (*resolve)(struct resolver *, struct document *))
{
	for (size_t i = 0; i < resolver->archive->documents.n; i++)
		resolve(resolver, resolver->archive->documents.items[i]);
}

/* Attached documents; they need the ids of all. */

static str
nearest_document(struct resolver *resolver, str text)
{
	const struct documents *all = &resolver->archive->documents;
	struct strs *words = &resolver->words[0];
	if (!reference_may_suggest(resolver))
		return (str){0};
	for (size_t i = words->n; i < all->n; i++) {
		const struct document *document = all->items[i];
		vec_push(resolver->archive->arena, words, document->title.n ? document->title : document->id);
	}
	return text_nearest(text, words->items, words->n);
}

static void
resolve_attachments(struct resolver *resolver, struct document *document)
{
	for (size_t i = 0; i < document->attachments.n; i++) {
		struct attachment *attachment = &document->attachments.items[i];
		if (attachment->kind != ATTACHMENT_DOCUMENT || attachment->target.text.n == 0)
			continue;
		attachment->document = archive_find_document(resolver->archive, attachment->target.text);
		if (!attachment->document && !archive_may_be_unread(resolver->archive, attachment->target.text))
			diag(resolver->diags, DIAG_UNKNOWN_DOCUMENT, attachment->target.place,
			     nearest_document(resolver, attachment->target.text), attachment->target.text);
	}
}

void
archive_resolve(struct archive *archive, struct diag_list *diags)
{
	archive_withdraw(archive, diags);
	archive->names.arena = archive->by_id.arena = archive->by_title.arena = archive->by_path.arena = archive->arena;
	struct resolver resolver = {
	    .archive = archive,
	    .diags = diags,
	    .keys = {.arena = archive->arena},
	    .nearest = {.arena = archive->arena},
	};
	names_claim(archive, diags);
	give_short_names(&archive->entities[ENTITY_PERSON]);
	resolve_municipalities_of_registers(&resolver);
	each_document(&resolver, resolve_networks_and_municipalities);
	resolve_registers(&resolver);
	each_document(&resolver, resolve_document);
	give_short_names(&archive->entities[ENTITY_PERSON]);
	order_entities(archive);
	order_documents(archive, diags);
	each_document(&resolver, resolve_attachments);
	hierarchy_check(archive, diags);
}

/* What later stages ask */

const struct document *
archive_find_document(const struct archive *archive, str text)
{
	const struct document *document = map_get(&archive->by_path, text);
	if (!document)
		document = map_get(&archive->by_id, text);
	/* An arena of its own: documents are linked on several threads. */
	struct arena scratch = {0};
	for (int kind = DOCUMENT_MINUTES; !document && kind <= DOCUMENT_PAGE; kind++)
		document = map_get(&archive->by_id, document_key(&scratch, (enum document_kind)kind, text));
	if (!document)
		document = map_get(&archive->by_title, name_key(&scratch, text));
	arena_free(&scratch);
	return document;
}

bool
references_have(const struct references *references, const struct entity *entity)
{
	for (size_t i = 0; i < references->n; i++)
		if (references->items[i].entity == entity)
			return true;
	return false;
}

bool
network_has_municipality(const struct archive *archive, const struct entity *network, const struct entity *municipality)
{
	(void)archive;
	const struct references *members = &network->network.municipalities;
	return members->n == 0 || references_have(members, municipality);
}

bool
document_is_of(const struct document *document, const struct entity *network)
{
	return references_have(&document->networks, network);
}

static bool
attends(const struct attendees *list, const struct entity *person)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].who.entity == person)
			return true;
	return false;
}

bool
document_lists(const struct document *document, const struct entity *person)
{
	return attends(&document->present, person) || attends(&document->absent, person);
}
