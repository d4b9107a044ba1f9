/* Who is called what. An id, name or alias belongs to one entry over all registers; only people may share a name. */
#include "archive/names.h"

#include <string.h>

#include "archive/mask.h"
#include "base/diag.h"
#include "base/text.h"

str
register_file(enum entity_kind kind)
{
	static const str files[ENTITY_KINDS] = {
	    [ENTITY_PERSON] = {"register/personer.yaml", 22},
	    [ENTITY_MUNICIPALITY] = {"register/kommuner.yaml", 22},
	    [ENTITY_TOPIC] = {"register/amnen.yaml", 19},
	    [ENTITY_NETWORK] = {"register/natverk.yaml", 21},
	    [ENTITY_ORGANISATION] = {"register/organisationer.yaml", 28},
	};
	return files[kind];
}

str
place_words(struct arena *arena, struct place place)
{
	if (!place.source)
		return (str){0};
	if (place.whole)
		return place.source->path;
	struct position at = source_position(place.source, place.start);
	return str_format(arena, "%.*s:%u", STR(place.source->path), at.line);
}

str
name_key(struct arena *arena, str text)
{
	str folded = text_fold(arena, text);
	char *key = arena_alloc(arena, folded.n + 1);
	size_t n = 0;
	bool gap = false;
	for (size_t at = 0; at < folded.n;) {
		size_t start = at;
		if (text_is_space(text_next(folded, &at))) {
			gap = n > 0;
			continue;
		}
		if (gap)
			key[n++] = ' ';
		gap = false;
		memcpy(key + n, folded.p + start, at - start);
		n += at - start;
	}
	return (str){key, n};
}

str
without_kommun(str text)
{
	static const str endings[] = {{" kommun", 7}, {" Kommun", 7}};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text.n > endings[i].n && str_ends(text, endings[i]))
			return str_trim(str_slice(text, 0, text.n - endings[i].n));
	return (str){0};
}

static struct entities *
holders_of(struct archive *archive, str key)
{
	void **slot = map_at(&archive->names, key);
	if (!*slot)
		*slot = arena_new(archive->arena, struct entities);
	return *slot;
}

static bool
holds(const struct entities *holders, const struct entity *entity)
{
	for (size_t i = 0; i < holders->n; i++)
		if (holders->items[i] == entity)
			return true;
	return false;
}

void
names_add(struct archive *archive, struct entity *entity, str key)
{
	struct entities *holders = holders_of(archive, key);
	if (key.n && !holds(holders, entity))
		vec_push(archive->arena, holders, entity);
}

/* One name, id or alias on its way into the map. */
struct claim {
	struct entity *entity;
	str text;
	struct place place;
	bool is_name;
	struct entity *quarrel; /* the entry that was last reported against this entity: one report for each pair */
};

/* Where an entity says that it is called so. */
static struct place
place_of_key(struct arena *arena, const struct entity *entity, str key)
{
	if (str_eq(name_key(arena, entity->name), key))
		return entity->place;
	for (size_t i = 0; i < entity->aliases.n; i++)
		if (str_eq(name_key(arena, entity->aliases.items[i].text), key))
			return entity->aliases.items[i].place;
	return entity->id_place.source ? entity->id_place : entity->place;
}

static bool
are_namesakes(struct arena *arena, const struct claim *claim, const struct entity *holder, str key)
{
	return claim->is_name && claim->entity->kind == ENTITY_PERSON && holder->kind == ENTITY_PERSON &&
	       str_eq(name_key(arena, holder->name), key);
}

static void
report_namesake(struct archive *archive, struct diag_list *diags, const struct entity *lacking,
                const struct entity *other)
{
	diag(diags, DIAG_NAMESAKES_NEED_ID, lacking->place, (str){0}, lacking->name,
	     place_words(archive->arena, other->place));
}

static void
report_claim(struct archive *archive, struct diag_list *diags, struct claim *claim, const struct entities *holders,
             str key)
{
	struct entity *holder = holders->items[0], *entity = claim->entity;
	/* Habo and Håbo: of two names within a kind that give one id, check_addresses() says so. */
	bool same_address = holder->kind == entity->kind && str_eq(holder->id, entity->id) &&
	                    !str_eq(name_key(archive->arena, holder->name), name_key(archive->arena, entity->name));
	if (claim->quarrel == holder || same_address)
		return;
	if (!are_namesakes(archive->arena, claim, holder, key)) {
		claim->quarrel = holder;
		diag(diags, DIAG_NAME_TAKEN, claim->place, (str){0}, claim->text, holder->name,
		     place_words(archive->arena, place_of_key(archive->arena, holder, key)));
		return;
	}
	bool entity_lacks = !entity->id_place.source, holder_lacks = !holder->id_place.source && holders->n == 1;
	if (entity_lacks)
		report_namesake(archive, diags, entity, holder);
	else if (holder_lacks)
		report_namesake(archive, diags, holder, entity);
	if (entity_lacks || holder_lacks)
		claim->quarrel = holder;
}

static void
claim_text(struct archive *archive, struct diag_list *diags, struct claim *claim)
{
	str key = name_key(archive->arena, claim->text);
	if (key.n == 0)
		return;
	struct entities *holders = holders_of(archive, key);
	if (holds(holders, claim->entity))
		return;
	if (holders->n)
		report_claim(archive, diags, claim, holders, key);
	vec_push(archive->arena, holders, claim->entity);
}

static void
claim_all(struct archive *archive, struct diag_list *diags, struct entity *entity)
{
	struct claim claim = {.entity = entity, .text = entity->name, .place = entity->place, .is_name = true};
	claim_text(archive, diags, &claim);
	claim.is_name = false;
	claim.text = entity->id;
	claim.place = entity->id_place.source ? entity->id_place : entity->place;
	claim_text(archive, diags, &claim);
	for (size_t i = 0; i < entity->aliases.n; i++) {
		claim.text = entity->aliases.items[i].text;
		claim.place = entity->aliases.items[i].place;
		claim_text(archive, diags, &claim);
	}
}

void
names_give_id(struct archive *archive, struct entity *entity, struct diag_list *diags)
{
	if (entity->id.n) {
		if (!entity->id_place.source)
			entity->id_place = entity->place;
	} else {
		entity->id_place = (struct place){0};
		entity->id = text_slug(archive->arena, entity->name);
		if (entity->id.n == 0 && entity->name.n)
			diag(diags, DIAG_NAME_GIVES_NO_ID, entity->place, (str){0}, entity->name);
	}
	/* After an error the work goes on to find the others: an id of some sort is needed for that. */
	if (entity->id.n == 0)
		entity->id = str_format(archive->arena, "utan-id-%d-%zu", (int)entity->kind, archive->names.n);
}

void
names_claim(struct archive *archive, struct diag_list *diags)
{
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		const struct entities *all = &archive->entities[kind];
		for (size_t i = 0; i < all->n; i++) {
			names_give_id(archive, all->items[i], diags);
			claim_all(archive, diags, all->items[i]);
		}
	}
}

static bool
is_written_so(const struct archive *archive, const struct entity *entity, str text)
{
	const struct secret *secret = archive_secret(archive, entity);
	if (secret && (strs_have(&secret->names, text) || strs_have(&secret->shared, text)))
		return true;
	if (str_eq(entity->name, text) || str_eq(entity->id, text))
		return true;
	for (size_t i = 0; i < entity->aliases.n; i++)
		if (str_eq(entity->aliases.items[i].text, text))
			return true;
	return false;
}

static struct found
find_key(const struct archive *archive, unsigned kinds, str key, str text)
{
	struct found found = {.holders = map_get(&archive->names, key), .kinds = kinds};
	struct entity *exact = NULL;
	size_t exacts = 0;
	for (size_t i = 0; found.holders && i < found.holders->n; i++) {
		struct entity *entity = found.holders->items[i];
		if (!(KIND(entity->kind) & kinds))
			continue;
		if (found.n++ == 0)
			found.first = entity;
		if (is_written_so(archive, entity, text) && exacts++ == 0)
			exact = entity;
	}
	if (found.n > 1 && exacts == 1) {
		found.first = exact;
		found.n = 1;
	}
	return found;
}

struct found
names_find(const struct archive *archive, unsigned kinds, str key, str text)
{
	struct found found = find_key(archive, kinds, key, text);
	str bare = without_kommun(key);
	if (found.n || bare.n == 0 || !(kinds & KIND(ENTITY_MUNICIPALITY)))
		return found;
	found = find_key(archive, KIND(ENTITY_MUNICIPALITY), bare, text);
	if (found.n == 0 && str_ends(bare, S("s")))
		found = find_key(archive, KIND(ENTITY_MUNICIPALITY), str_slice(bare, 0, bare.n - 1), text);
	return found;
}

struct entity *
archive_find(const struct archive *archive, enum entity_kind kind, str text)
{
	/* An arena of its own: documents are linked on several threads. */
	struct arena scratch = {0};
	unsigned kinds = kind == ENTITY_KINDS ? KINDS_ALL : KIND(kind);
	struct found found = names_find(archive, kinds, name_key(&scratch, text), text);
	arena_free(&scratch);
	return found.n == 1 ? found.first : NULL;
}
