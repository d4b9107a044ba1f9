/* Puts together the forms that the leak scan looks for. */
#include "sought.h"

#include "archive/mask.h"
#include "archive/variants.h"
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

/* What somebody who is shown is called as well cannot be looked for. */
static void
seek_name(struct sought *sought, const struct archive *archive, str name, struct leak_subject subject)
{
	if (name.n && !archive_is_borne(archive, name))
		seek(sought, name, subject);
}

static void
seek_names(struct sought *sought, const struct archive *archive, const struct secret *secret)
{
	for (size_t i = 0; i < secret->names.n; i++) {
		str name = secret->names.items[i];
		struct leak_subject subject = {.person = secret->person->id, .turned = str_contains(name, S(","))};
		struct variants variants = {0};
		seek_name(sought, archive, name, subject);
		name_variants(sought->arena, name, secret->short_name, &variants);
		for (size_t k = 0; k < variants.n; k++) {
			subject.turned = variants.items[k].turned;
			seek_name(sought, archive, variants.items[k].text, subject);
		}
	}
}

/* "Anna Ek Lund" is somebody else. What is given for a name that is itself looked for does nothing. */
static void
allow_others(struct sought *sought, const struct archive *archive)
{
	const struct entities *people = &archive->entities[ENTITY_PERSON];
	for (size_t i = 0; i < people->n; i++) {
		const struct entity *person = people->items[i];
		for (size_t k = 0; !person->person.hidden && k <= person->aliases.n; k++)
			forms_allow(sought->forms, k ? person->aliases.items[k - 1].text : person->name);
	}
}

/* ---- short names in their phrases ---- */

struct phrase {
	str text;
	VEC(const struct source *) masked; /* where it was masked */
	bool elsewhere; /* it stands in another source as well */
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
			vec_push(arena, &phrase->masked, archive->documents.items[i]->source);
		}
	}
	return phrases;
}

static bool
was_masked_in(const struct phrase *phrase, const struct source *source)
{
	for (size_t i = 0; i < phrase->masked.n; i++)
		if (phrase->masked.items[i] == source)
			return true;
	return false;
}

static void
look_elsewhere(struct arena *arena, const struct archive *archive, const struct map *phrases)
{
	struct forms *forms = forms_new(arena);
	for (size_t i = 0; i < phrases->n; i++)
		forms_add(forms, ((struct phrase *)phrases->entries[i].value)->text, (uint32_t)i);
	for (size_t i = 0; i < archive->sources.n; i++) {
		const struct source *source = archive->sources.items[i];
		struct form_match match;
		for (size_t at = 0; forms_next(forms, source->text, &at, &match);) {
			struct phrase *phrase = phrases->entries[match.value].value;
			phrase->elsewhere = phrase->elsewhere || !was_masked_in(phrase, source);
			at = match.start + 1; /* another may begin inside it */
		}
	}
}

static void
seek_phrases(struct sought *sought, const struct archive *archive, const struct body *const *bodies)
{
	struct map phrases = masked_phrases(sought->arena, archive, bodies);
	look_elsewhere(sought->arena, archive, &phrases);
	for (size_t i = 0; i < phrases.n; i++) {
		const struct phrase *phrase = phrases.entries[i].value;
		if (!phrase->elsewhere)
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
	for (size_t i = 0; i < archive->secrets.n; i++)
		seek_names(&sought, archive, &archive->secrets.items[i]);
	seek_phrases(&sought, archive, bodies);
	allow_others(&sought, archive);
	return (struct leak_names){sought.forms, sought.subjects.items};
}
