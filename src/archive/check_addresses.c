/* No two things at one address, not by case or by form of letters either, and nothing where the program's own pages
   are. */
#include "archive/address.h"
#include "archive/check.h"
#include "archive/names.h"
#include "archive/order.h"
#include "base/diag.h"
#include "base/text.h"

/* Who has an address. */
struct owner {
	str address;
	struct place place;
	const struct entity *entity; /* NULL for documents, attachments and earlier addresses */
	bool attachment;
};

struct address_check {
	const struct archive *archive;
	struct diag_list *diags;
	struct map owners; /* folded file of the output -> struct owner * */
};

/* The owner that the address had before, or NULL. */
static const struct owner *
take(struct address_check *check, struct owner owner)
{
	struct arena *arena = check->archive->arena;
	void **slot = map_at(&check->owners, text_fold(arena, address_file(arena, owner.address)));
	if (*slot)
		return *slot;
	struct owner *first = arena_new(arena, struct owner);
	*first = owner;
	*slot = first;
	return NULL;
}

static void
report(struct address_check *check, enum diag_code code, struct owner owner, const struct owner *first)
{
	diag(check->diags, code, owner.place, (str){0}, owner.address,
	     place_words(check->archive->arena, first->place));
}

static bool
refuse_reserved(struct address_check *check, struct owner owner)
{
	if (!address_is_reserved(owner.address))
		return false;
	diag(check->diags, DIAG_RESERVED_ADDRESS, owner.place, (str){0}, owner.address);
	return true;
}

static void
check_document(struct address_check *check, const struct document *document)
{
	const struct archive *archive = check->archive;
	/* Two documents with one id have been reported where ids are given. */
	if (map_get(&archive->by_id, document_key(archive->arena, document->kind, document->id)) != document)
		return;
	struct owner owner = {
	    .address = address_of_document(archive->arena, document),
	    .place = place_or(document->id_place, place_file(document->source)),
	};
	const struct owner *first = refuse_reserved(check, owner) ? NULL : take(check, owner);
	if (first)
		report(check, DIAG_SAME_ADDRESS, owner, first);
}

static bool
is_hidden(const struct entity *entity)
{
	return entity->kind == ENTITY_PERSON && entity->person.hidden;
}

/* Two register entries of one name have been reported as such. Of hidden people the names can no longer be compared. */
static bool
are_reported(struct arena *arena, const struct entity *first, const struct entity *second)
{
	return first && !is_hidden(first) && !is_hidden(second) && !first->derived && !second->derived &&
	       str_eq(name_key(arena, first->name), name_key(arena, second->name));
}

static void
check_entity(struct address_check *check, const struct entity *entity)
{
	struct owner owner = {
	    .address = address_of_entity(check->archive->arena, entity),
	    .place = place_or(entity->id_place, entity->place),
	    .entity = entity,
	};
	const struct owner *first = refuse_reserved(check, owner) ? NULL : take(check, owner);
	if (first && !are_reported(check->archive->arena, first->entity, entity))
		report(check, DIAG_SAME_ADDRESS, owner, first);
}

static void
check_attachments(struct address_check *check, const struct document *document)
{
	for (size_t i = 0; i < document->attachments.n; i++) {
		const struct attachment *attachment = &document->attachments.items[i];
		if (attachment->kind != ATTACHMENT_FILE)
			continue;
		struct owner owner = {
		    .address = address_of_attachment(check->archive->arena, attachment->target.text),
		    .place = attachment->target.place,
		    .attachment = true,
		};
		const struct owner *first = take(check, owner);
		if (first && !(first->attachment && str_eq(first->address, owner.address)))
			report(check, DIAG_SAME_ADDRESS, owner, first);
	}
}

static void
check_earlier(struct address_check *check, const struct texts_at *earlier)
{
	for (size_t i = 0; i < earlier->n; i++) {
		const struct text_at *written = &earlier->items[i];
		struct owner owner = {
		    .address = address_of_earlier(check->archive->arena, written->text),
		    .place = written->place,
		};
		bool reserved = address_is_reserved(owner.address);
		const struct owner *first = reserved ? NULL : take(check, owner);
		if (reserved)
			diag(check->diags, DIAG_EARLIER_ADDRESS_RESERVED, owner.place, (str){0}, owner.address);
		else if (first)
			report(check, DIAG_EARLIER_ADDRESS_TAKEN, owner, first);
	}
}

void
check_addresses(const struct archive *archive, struct diag_list *diags)
{
	struct address_check check = {.archive = archive, .diags = diags, .owners = {.arena = archive->arena}};
	const struct documents *documents = &archive->documents;
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < archive->entities[kind].n; i++)
			check_entity(&check, archive->entities[kind].items[i]);
	for (size_t i = 0; i < documents->n; i++)
		check_document(&check, documents->items[i]);
	for (size_t i = 0; i < documents->n; i++)
		check_attachments(&check, documents->items[i]);
	/* Last: an earlier address gives way to a page that stands there. */
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < archive->entities[kind].n; i++)
			check_earlier(&check, &archive->entities[kind].items[i]->earlier);
	for (size_t i = 0; i < documents->n; i++)
		check_earlier(&check, &documents->items[i]->earlier);
}
