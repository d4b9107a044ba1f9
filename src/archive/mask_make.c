/* Filling what the masking works with: every way to write the name of each hidden person, and whose it is. */
#include "archive/masking.h"

#include "archive/names.h"
#include "archive/variants.h"
#include "base/text.h"

/* By what a name is told from others however it is written. Letters that an address cannot hold give no slug. */
str
masking_key(struct arena *arena, str name)
{
	str slug = text_slug(arena, name);
	return slug.n ? slug : text_fold(arena, name);
}

static void
add_phrase(struct archive *archive, struct masking *masking, struct variant phrase, size_t secret)
{
	str key = masking_key(masking->arena, phrase.text);
	if (key.n == 0 || archive_is_borne(archive, phrase.text))
		return;
	void **slot = map_at(&masking->owners, key);
	struct owner *owner = *slot;
	if (!owner) {
		*slot = owner = arena_new(masking->arena, struct owner);
		owner->secret = (uint32_t)secret;
	}
	if (owner->secret != secret)
		owner->secret = SEVERAL;
	vec_push(masking->arena, &masking->phrases, (struct phrase){phrase.text, owner, phrase.turned});
}

static void
add_secret(struct archive *archive, struct masking *masking, size_t index)
{
	const struct secret *secret = &archive->secrets.items[index];
	for (size_t i = 0; i < secret->names.n; i++) {
		struct variants variants = {0};
		bool turned = str_find_char(secret->names.items[i], ',') != SIZE_MAX;
		add_phrase(archive, masking, (struct variant){secret->names.items[i], turned}, index);
		name_variants(masking->arena, secret->names.items[i], secret->short_name, &variants);
		masking_add_surname(masking, secret->names.items[i], (uint32_t)index);
		for (size_t k = 0; k < variants.n; k++)
			add_phrase(archive, masking, variants.items[k], index);
	}
}

static void
add_word(struct masking *masking, str text, size_t secret, bool log)
{
	if (text.n == 0)
		return;
	forms_add(masking->words, text, 0);
	void **slot = map_at(&masking->by_text, text);
	struct word *word = *slot;
	if (!word) {
		*slot = word = arena_new(masking->arena, struct word);
		*word = (struct word){(uint32_t)secret, log};
		return;
	}
	word->log = word->log && log;
	if (word->secret != secret)
		word->secret = SEVERAL;
}

/* "Anna Ek Lund" is another person than Anna Ek; a system that is called Stella is no person at all. */
static void
allow_others(struct archive *archive, struct masking *masking)
{
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			const struct entity *entity = archive->entities[kind].items[i];
			if (!masking_shows(entity))
				continue;
			for (size_t k = 0; k <= entity->aliases.n; k++) {
				str name = k ? entity->aliases.items[k - 1].text : entity->name;
				if (kind == ENTITY_PERSON)
					forms_allow(masking->full, name);
				forms_allow(masking->words, name);
			}
		}
	}
}

void
masking_make(struct archive *archive)
{
	struct arena *arena = archive->arena;
	struct masking *masking = arena_new(arena, struct masking);
	*masking = (struct masking){.arena = arena,
	                            .full = forms_new(arena),
	                            .words = forms_new(arena),
	                            .surnames = forms_new(arena),
	                            .unread = forms_new(arena)};
	masking->owners.arena = masking->by_text.arena = masking->families.arena = arena;
	for (size_t i = 0; i < archive->secrets.n; i++) {
		add_secret(archive, masking, i);
		masking->any_shared = masking->any_shared || archive->secrets.items[i].shared.n > 0;
		if (!archive_is_borne(archive, archive->secrets.items[i].short_name))
			add_word(masking, archive->secrets.items[i].short_name, i, false);
	}
	for (size_t i = 0; i < masking->phrases.n; i++) {
		const struct phrase *phrase = &masking->phrases.items[i];
		forms_add(masking->full, phrase->text, phrase->owner->secret | (phrase->turned ? TURNED : 0));
	}
	allow_others(archive, masking);
	archive->masking = masking;
	archive->hidden = masking->full;
}

void
masking_add_word(struct archive *archive, str text, const struct entity *person)
{
	const struct secret *secret = archive_secret(archive, person);
	/* The archive's own; it is const for those who only read it. */
	struct masking *masking = (struct masking *)(uintptr_t)archive->masking;
	if (secret && masking)
		add_word(masking, text, (size_t)(secret - archive->secrets.items), true);
}

void
masking_add_text(struct archive *archive, str text)
{
	struct masking *masking = (struct masking *)(uintptr_t)archive->masking;
	add_word(masking, text, SEVERAL, true);
	if (text_slug(masking->arena, text).n >= LONG_NAME) /* shorter ones are words like "per" */
		forms_add(masking->unread, text, 0);
}
