/* One reference: by id, name or alias, exact before folded; two namesakes are told apart by the municipality beside the
   name or by the meeting's attendance, never by guessing. */
#include "archive/reference.h"

#include "archive/derive.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"

enum {
	PERSON = KIND(ENTITY_PERSON),
	MUNICIPALITY = KIND(ENTITY_MUNICIPALITY),
	TOPIC = KIND(ENTITY_TOPIC),
	NETWORK = KIND(ENTITY_NETWORK),
	ORGANISATION = KIND(ENTITY_ORGANISATION),

	/* Suggestions compare with every name of a register. Whoever has this many unknown names has other worries than
	   the spelling of the last ones. */
	SUGGESTIONS = 500,
};

const struct slot slot_network = {
    .kinds = NETWORK,
    .made = ENTITY_NETWORK,
    .unknown = DIAG_UNKNOWN_NETWORK,
};
const struct slot slot_municipality = {
    .kinds = MUNICIPALITY,
    .made = ENTITY_MUNICIPALITY,
    .unknown = DIAG_UNKNOWN_MUNICIPALITY,
};
const struct slot slot_person = {
    .kinds = PERSON,
    .made = ENTITY_PERSON,
    .unknown = DIAG_UNKNOWN_PERSON,
    .make_anyway = true,
};
const struct slot slot_topic = {
    .kinds = TOPIC,
    .made = ENTITY_TOPIC,
    .unknown = DIAG_UNKNOWN_TOPIC,
    .make_anyway = true,
};
const struct slot slot_related_topic = {
    .kinds = TOPIC,
    .made = ENTITY_TOPIC,
    .unknown = DIAG_UNKNOWN_RELATED_TOPIC,
};
const struct slot slot_body = {
    .kinds = NETWORK | ORGANISATION,
    .made = ENTITY_ORGANISATION,
    .unknown = DIAG_UNKNOWN_BODY,
};
const struct slot slot_role_body = {
    .kinds = NETWORK | ORGANISATION | MUNICIPALITY,
    .made = ENTITY_ORGANISATION,
    .unknown = DIAG_UNKNOWN_BODY,
};
const struct slot slot_attendee = {
    .kinds = PERSON | MUNICIPALITY | ORGANISATION,
    .made = ENTITY_PERSON,
    .unknown = DIAG_UNKNOWN_PERSON,
    .make_anyway = true,
    .guesses = true,
};
const struct slot slot_member = {
    .kinds = PERSON | MUNICIPALITY | ORGANISATION | NETWORK,
    .made = ENTITY_PERSON,
    .unknown = DIAG_UNKNOWN_PERSON,
    .make_anyway = true,
    .guesses = true,
};
const struct slot slot_taking_part = {
    .kinds = PERSON | MUNICIPALITY | ORGANISATION | NETWORK,
    .keeps_text = true,
};

/* How an unknown name of each kind is treated when the slot leaves the kind open. */
static const struct slot *const slot_of_kind[ENTITY_KINDS] = {
    [ENTITY_PERSON] = &slot_person,   [ENTITY_MUNICIPALITY] = &slot_municipality, [ENTITY_TOPIC] = &slot_topic,
    [ENTITY_NETWORK] = &slot_network, [ENTITY_ORGANISATION] = &slot_body,
};

static str
key_of(struct resolver *resolver, str text)
{
	void **slot = map_at(&resolver->keys, text);
	if (!*slot) {
		str *key = arena_new(resolver->archive->arena, str);
		*key = name_key(resolver->archive->arena, text);
		*slot = key;
	}
	return *(str *)*slot;
}

/* Suggestions */

bool
reference_may_suggest(struct resolver *resolver)
{
	return resolver->suggestions++ < SUGGESTIONS;
}

static bool
may_be_suggested(struct archive *archive, const struct entity *entity)
{
	if (entity->derived)
		return false;
	return entity->kind != ENTITY_PERSON || person_rule(archive, entity) == PUBLISH_NAME;
}

static const struct strs *
words_of(struct resolver *resolver, unsigned kinds)
{
	struct archive *archive = resolver->archive;
	struct strs *words = &resolver->words[kinds];
	if (words->n)
		return words;
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		const struct entities *all = &archive->entities[kind];
		for (size_t i = 0; (KIND(kind) & kinds) && i < all->n; i++) {
			const struct entity *entity = all->items[i];
			if (!may_be_suggested(archive, entity))
				continue;
			vec_push(archive->arena, words, entity->name);
			for (size_t j = 0; j < entity->aliases.n; j++)
				vec_push(archive->arena, words, entity->aliases.items[j].text);
		}
	}
	return words;
}

/* The full name of the only one whose short name this is: "Hannes" in a list of those present. */
static str
full_name_of(struct archive *archive, str text)
{
	const struct entities *people = &archive->entities[ENTITY_PERSON];
	str name = {0};
	for (size_t i = 0; i < people->n; i++) {
		const struct entity *person = people->items[i];
		if (!str_eq(person->person.short_name, text) || !may_be_suggested(archive, person))
			continue;
		if (name.n)
			return (str){0};
		name = person->name;
	}
	return name;
}

str
reference_nearest(struct resolver *resolver, unsigned kinds, str text)
{
	struct arena *arena = resolver->archive->arena;
	void **slot = map_at(&resolver->nearest, str_format(arena, "%u %.*s", kinds, STR(text)));
	if (*slot)
		return *(str *)*slot;
	str *nearest = arena_new(arena, str);
	*slot = nearest;
	if (!reference_may_suggest(resolver))
		return *nearest;
	if (kinds & PERSON)
		*nearest = full_name_of(resolver->archive, text);
	if (nearest->n == 0) {
		const struct strs *words = words_of(resolver, kinds);
		*nearest = text_nearest(text, words->items, words->n);
	}
	return *nearest;
}

/* Unknown names */

/* What an unknown text in a list of those present or absent was meant to be. */
static enum entity_kind
guess_kind(struct resolver *resolver, str text)
{
	const bool *has = resolver->archive->has_register;
	if (without_kommun(text).n)
		return ENTITY_MUNICIPALITY;
	bool one_word = !str_contains(text, S(" "));
	if (has[ENTITY_PERSON] && reference_nearest(resolver, PERSON, text).n)
		return ENTITY_PERSON;
	if (one_word && (!has[ENTITY_MUNICIPALITY] || reference_nearest(resolver, MUNICIPALITY, text).n))
		return ENTITY_MUNICIPALITY;
	if (has[ENTITY_ORGANISATION] && reference_nearest(resolver, ORGANISATION, text).n)
		return ENTITY_ORGANISATION;
	return ENTITY_PERSON;
}

static str
register_files(struct arena *arena, unsigned kinds)
{
	struct buffer files = {.arena = arena};
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		if (!(KIND(kind) & kinds))
			continue;
		if (files.n)
			buffer_lit(&files, ", ");
		buffer_add(&files, register_file((enum entity_kind)kind));
	}
	return buffer_str(&files);
}

static bool
report_wrong_kind(struct resolver *resolver, const struct reference *reference, const struct slot *slot, str name)
{
	struct archive *archive = resolver->archive;
	struct found found = names_find(archive, KINDS_ALL & ~slot->kinds, key_of(resolver, name), name);
	if (found.n == 0 || found.first->derived)
		return false;
	diag(resolver->diags, DIAG_WRONG_KIND, reference->place, (str){0}, name, register_file(found.first->kind),
	     register_files(archive->arena, slot->kinds));
	return true;
}

/* "SIKT, SKIS" as the list that was meant; empty when a part is unknown. */
static str
as_list(struct resolver *resolver, const struct slot *slot, str text)
{
	struct archive *archive = resolver->archive;
	for (str rest = text; rest.n;) {
		str name = str_trim(str_cut(&rest, ','));
		if (name.n == text.n || names_find(archive, slot->kinds, key_of(resolver, name), name).n == 0)
			return (str){0};
	}
	return str_format(archive->arena, "[%.*s]", STR(text));
}

static void
report_unknown(struct resolver *resolver, const struct reference *reference, const struct slot *slot, str name)
{
	if (archive_may_be_unread(resolver->archive, name))
		return;
	str list = as_list(resolver, slot, name);
	diag(resolver->diags, slot->unknown, reference->place,
	     list.n ? list : reference_nearest(resolver, slot->kinds, name), name);
}

static struct entity *
unknown(struct resolver *resolver, const struct reference *reference, const struct slot *slot, str name, bool is_person)
{
	if (slot->keeps_text || report_wrong_kind(resolver, reference, slot, name))
		return NULL;
	if (slot->guesses)
		slot = slot_of_kind[is_person ? ENTITY_PERSON : guess_kind(resolver, name)];
	bool known_register = resolver->archive->has_register[slot->made];
	if (known_register)
		report_unknown(resolver, reference, slot, name);
	if (known_register && !slot->make_anyway)
		return NULL;
	return derive_entity(resolver->archive, slot->made, name, reference->place, resolver->diags);
}

/* Several by one name */

static bool
is_of_document(const struct document *document, const struct entity *person)
{
	return document && document_lists(document, person);
}

/* The only candidate that lies in the municipality, or (without one) the only one who was at the meeting. */
static struct entity *
only_one(const struct resolver *resolver, const struct found *found, const struct entity *municipality)
{
	struct entity *only = NULL;
	for (size_t i = 0; i < found->holders->n; i++) {
		struct entity *entity = found->holders->items[i];
		if (!(KIND(entity->kind) & found->kinds & PERSON))
			continue;
		if (municipality ? entity->person.municipality.entity != municipality
		                 : !is_of_document(resolver->document, entity))
			continue;
		if (only)
			return NULL;
		only = entity;
	}
	return only;
}

/* Names can be alike across kinds only where one was made from front matter: the registered one is meant, and of two
   that were made the municipality. NULL when all are people. */
static struct entity *
of_mixed_kinds(const struct found *found)
{
	struct entity *best = NULL;
	bool mixed = false;
	for (size_t i = 0; i < found->holders->n; i++) {
		struct entity *entity = found->holders->items[i];
		if (!(KIND(entity->kind) & found->kinds))
			continue;
		mixed |= entity->kind != found->first->kind;
		if (!best || (best->derived && (!entity->derived || entity->kind == ENTITY_MUNICIPALITY)))
			best = entity;
	}
	return mixed ? best : NULL;
}

static str
candidate_ids(struct arena *arena, const struct found *found)
{
	struct buffer ids = {.arena = arena};
	for (size_t i = 0; i < found->holders->n; i++) {
		const struct entity *entity = found->holders->items[i];
		if (!(KIND(entity->kind) & found->kinds))
			continue;
		if (ids.n)
			buffer_lit(&ids, ", ");
		buffer_add(&ids, entity->id);
	}
	return buffer_str(&ids);
}

/* Namesakes without ids of their own have been reported where they stand. */
static bool
have_one_id(const struct found *found)
{
	for (size_t i = 0; i < found->holders->n; i++) {
		const struct entity *entity = found->holders->items[i];
		if ((KIND(entity->kind) & found->kinds) && !str_eq(entity->id, found->first->id))
			return false;
	}
	return true;
}

static struct entity *
choose(struct resolver *resolver, const struct reference *reference, const struct found *found, str name,
       const struct entity *municipality)
{
	struct entity *chosen = of_mixed_kinds(found);
	if (!chosen)
		chosen = only_one(resolver, found, municipality);
	if (!chosen && !have_one_id(found))
		diag(resolver->diags, DIAG_AMBIGUOUS_REFERENCE, reference->place, (str){0}, name,
		     candidate_ids(resolver->archive->arena, found));
	return chosen;
}

/* "Johan Wernvik, Tibro" where content/ has not cut it apart: the person's name, and the municipality as a reference with
   a place of its own. */
static bool
split_municipality(const struct reference *reference, str *name, struct reference *municipality)
{
	str rest = reference->text;
	*name = str_trim(str_cut(&rest, ','));
	str text = str_trim(rest);
	if (name->n == 0 || text.n == 0)
		return false;
	*municipality = (struct reference){.text = text, .place = reference->place};
	const struct place *place = &reference->place;
	if (place->source && !place->whole &&
	    str_eq(str_slice(place->source->text, place->start, place->end), reference->text))
		municipality->place.start += (uint32_t)(text.p - reference->text.p);
	return true;
}

void
reference_resolve(struct resolver *resolver, struct reference *reference, const struct slot *slot,
                  const struct entity *municipality)
{
	str name = reference->text;
	if (name.n == 0)
		return;
	struct found found = names_find(resolver->archive, slot->kinds, key_of(resolver, name), name);
	struct reference beside = {0};
	bool split = found.n == 0 && (slot->kinds & PERSON) && split_municipality(reference, &name, &beside);
	if (split) {
		found = names_find(resolver->archive, PERSON, key_of(resolver, name), name);
		if (found.n || !slot->keeps_text)
			reference_resolve(resolver, &beside, &slot_municipality, NULL);
		if (beside.entity)
			municipality = beside.entity;
	}
	if (found.n == 0)
		reference->entity = unknown(resolver, reference, slot, name, split || municipality);
	else if (found.n > 1)
		reference->entity = choose(resolver, reference, &found, name, municipality);
	else
		reference->entity = found.first;
	const struct entity *entity = reference->entity;
	if (found.n && entity && entity->derived && resolver->archive->has_register[entity->kind])
		report_unknown(resolver, reference, slot_of_kind[entity->kind], name);
}

void
references_resolve(struct resolver *resolver, struct references *list, const struct slot *slot)
{
	for (size_t i = 0; i < list->n; i++)
		reference_resolve(resolver, &list->items[i], slot, NULL);
}
