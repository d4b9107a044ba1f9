/* Puts together the forms that the leak scan looks for. */
#include "sought.h"

#include "base/text.h"

enum { FEWEST_WORDS = 3 /* of a phrase around a short name */ };

struct sought {
	struct arena *arena;
	struct forms *forms;
	VEC(struct leak_subject) subjects;
};

static void
seek(struct sought *sought, str phrase, struct leak_subject subject)
{
	forms_add(sought->forms, phrase, (uint32_t)sought->subjects.n);
	vec_push(sought->arena, &sought->subjects, subject);
}

/* ---- names ---- */

static void
seek_name(struct sought *sought, str name, str person)
{
	seek(sought, name, (struct leak_subject){.person = person});
	size_t space = name.n;
	while (space > 0 && name.p[space - 1] != ' ')
		space--;
	if (space == 0 || str_contains(name, S(",")))
		return;
	str turned =
	    str_format(sought->arena, "%.*s, %.*s", STR(str_from(name, space)), STR(str_slice(name, 0, space - 1)));
	seek(sought, turned, (struct leak_subject){.person = person, .turned = true});
}

/* What is given for a name that is itself looked for does nothing. */
static void
allow_others(struct sought *sought, const struct archive *archive)
{
	for (enum entity_kind kind = 0; kind < ENTITY_KINDS; kind++) {
		const struct entities *entities = &archive->entities[kind];
		for (size_t i = 0; i < entities->n; i++) {
			const struct entity *entity = entities->items[i];
			if (kind == ENTITY_PERSON && entity->person.hidden)
				continue;
			forms_allow(sought->forms, entity->name);
			for (size_t k = 0; k < entity->aliases.n; k++)
				forms_allow(sought->forms, entity->aliases.items[k].text);
		}
	}
}

/* ---- short names in their phrases ---- */

struct phrase {
	str text;
	size_t masked, found; /* how often it was masked, and stands in the sources */
};

static size_t
count_words(str text)
{
	size_t count = 0;
	bool inside = false;
	for (size_t at = 0; at < text.n;) {
		bool word = text_is_word(text_next(text, &at));
		count += word && !inside;
		inside = word;
	}
	return count;
}

/* Every phrase once, by its folded text. */
static struct map
masked_phrases(struct arena *arena, const struct archive *archive, const struct body *const *bodies)
{
	struct map phrases = {.arena = arena};
	for (size_t i = 0; i < archive->documents.n; i++) {
		for (size_t k = 0; bodies[i] && k < bodies[i]->masked.n; k++) {
			str text = bodies[i]->masked.items[k];
			if (count_words(text) < FEWEST_WORDS)
				continue;
			void **slot = map_at(&phrases, text_fold(arena, text));
			struct phrase *phrase = *slot ? *slot : (*slot = arena_new(arena, struct phrase));
			phrase->text = text;
			phrase->masked++;
		}
	}
	return phrases;
}

static void
count_in_sources(struct arena *arena, const struct archive *archive, const struct map *phrases)
{
	struct forms *forms = forms_new(arena);
	for (size_t i = 0; i < phrases->n; i++)
		forms_add(forms, ((struct phrase *)phrases->entries[i].value)->text, (uint32_t)i);
	for (size_t i = 0; i < archive->sources.n; i++) {
		struct form_match match;
		for (size_t at = 0; forms_next(forms, archive->sources.items[i]->text, &at, &match);)
			((struct phrase *)phrases->entries[match.value].value)->found++;
	}
}

static void
seek_phrases(struct sought *sought, const struct archive *archive, const struct body *const *bodies)
{
	struct map phrases = masked_phrases(sought->arena, archive, bodies);
	count_in_sources(sought->arena, archive, &phrases);
	for (size_t i = 0; i < phrases.n; i++) {
		const struct phrase *phrase = phrases.entries[i].value;
		if (phrase->found <= phrase->masked)
			seek(sought, phrase->text, (struct leak_subject){0});
	}
}

struct leak_names
sought_names(struct arena *arena, const struct archive *archive, const struct body *const *bodies)
{
	struct sought sought = {.arena = arena};
	if (archive->secrets.n == 0)
		return (struct leak_names){0};
	sought.forms = forms_new(arena);
	for (size_t i = 0; i < archive->secrets.n; i++) {
		const struct secret *secret = &archive->secrets.items[i];
		for (size_t k = 0; k < secret->names.n; k++)
			seek_name(&sought, secret->names.items[k], secret->person->id);
	}
	seek_phrases(&sought, archive, bodies);
	allow_others(&sought, archive);
	return (struct leak_names){sought.forms, sought.subjects.items};
}
