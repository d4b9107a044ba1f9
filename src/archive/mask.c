/* Finding what names a hidden person in a plain text: full names and aliases in any form (base/forms.h), short names as
   they are written. */
#include "archive/mask.h"

#include <stdlib.h>

#include "archive/decode.h"
#include "archive/names.h"
#include "archive/person.h"
#include "archive/variants.h"
#include "base/buffer.h"
#include "base/forms.h"
#include "base/text.h"

#define SEVERAL 0x7fffffffu
#define TURNED 0x80000000u /* with the number of a secret, of a phrase: "Ek, Per" */

/* A short name, or a word for logs alone. */
struct word {
	uint32_t secret; /* index, or SEVERAL */
	bool log;
};

/* Whose a full name or alias is. */
struct owner {
	uint32_t secret; /* index, or SEVERAL */
};

struct phrase {
	str text;
	const struct owner *owner;
	bool turned;
};

struct masking {
	struct arena *arena;
	struct map owners; /* owner_key() of a full name or alias -> struct owner * */
	VEC(struct phrase) phrases;
	struct forms *full; /* archive.hidden */
	struct forms *words;
	struct forms *unread; /* names that nobody knows whose they are, for logs alone */
	struct map by_text; /* as written -> struct word * */
	bool any_shared; /* somebody who is shown bears a name of a hidden person */
};

struct stretches {
	struct masked *items;
	size_t n, cap;
};

/* ---- people ---- */

const struct secret *
archive_secret(const struct archive *archive, const struct entity *person)
{
	if (person->kind != ENTITY_PERSON || !person->person.hidden)
		return NULL;
	size_t shown = archive->entities[ENTITY_PERSON].n - archive->secrets.n;
	size_t at = person->index - shown;
	if (person->index >= shown && at < archive->secrets.n && archive->secrets.items[at].person == person)
		return &archive->secrets.items[at];
	for (size_t i = 0; i < archive->secrets.n; i++)
		if (archive->secrets.items[i].person == person)
			return &archive->secrets.items[i];
	return NULL;
}

str
archive_known_name(const struct archive *archive, const struct entity *entity)
{
	const struct secret *secret = archive_secret(archive, entity);
	return secret ? secret->name : entity->name;
}

static bool
is_shown(const struct entity *entity)
{
	return entity->kind != ENTITY_PERSON || !entity->person.hidden;
}

bool
archive_is_borne(const struct archive *archive, str name)
{
	struct arena scratch = {0};
	const struct entities *holders = map_get(&archive->names, name_key(&scratch, name));
	arena_free(&scratch);
	for (size_t i = 0; holders && i < holders->n; i++)
		if (is_shown(holders->items[i]))
			return true;
	return false;
}

/* ---- making ---- */

/* By what a name is told from others however it is written. Letters that an address cannot hold give no slug. */
static str
owner_key(struct arena *arena, str name)
{
	str slug = text_slug(arena, name);
	return slug.n ? slug : text_fold(arena, name);
}

static void
add_phrase(struct archive *archive, struct masking *masking, struct variant phrase, size_t secret)
{
	str key = owner_key(masking->arena, phrase.text);
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
			if (!is_shown(entity))
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
	*masking = (struct masking){.arena = arena, .full = forms_new(arena), .words = forms_new(arena), .unread = forms_new(arena)};
	masking->owners.arena = masking->by_text.arena = arena;
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
	if (str_find_char(text, ' ') != SIZE_MAX)
		forms_add(masking->unread, text, 0);
}

/* ---- full names ---- */

/* The words that were found may end in a genitive -s. */
static str
shown_for(const struct archive *archive, struct arena *arena, uint32_t value, str written)
{
	if (value == SEVERAL)
		return name_removed;
	str shown = archive->secrets.items[value].person->name, key = owner_key(arena, written);
	const struct map *owners = &archive->masking->owners;
	bool genitive =
	    str_ends(key, S("s")) && !map_get(owners, key) && map_get(owners, str_slice(key, 0, key.n - 1));
	return genitive ? person_genitive(arena, shown) : shown;
}

size_t
archive_mask_stop(str shown, str text, size_t end)
{
	if (!str_ends(shown, S(".")) || end >= text.n || text.p[end] != '.')
		return end;
	size_t after = end + 1;
	bool goes_on = after < text.n && (text.p[after] == '.' || text_is_word(text_next(text, &after)));
	return goes_on ? end : end + 1;
}

/* In "Anna Ek, Per Berg" nobody is called Per Ek. */
static bool
next_full(const struct archive *archive, str text, size_t *at, struct form_match *match)
{
	while (forms_next(archive->hidden, text, at, match)) {
		bool turned = match->value & TURNED;
		match->value &= ~TURNED;
		if (!turned || !forms_joins_two(archive->hidden, text, match))
			return true;
		*at = match->start + 1; /* another may begin at its second word */
	}
	return false;
}

bool
archive_mask_next(const struct archive *archive, struct arena *arena, str text, size_t *at, struct masked *masked)
{
	struct form_match match;
	if (!archive->masking || !next_full(archive, text, at, &match))
		return false;
	masked->start = match.start;
	masked->shown = shown_for(archive, arena, match.value, str_slice(text, match.start, match.end));
	masked->end = archive_mask_stop(masked->shown, text, match.end);
	*at = masked->end;
	return true;
}

str
archive_shown(const struct archive *archive, struct arena *arena, const struct entity *person, str written)
{
	const struct secret *secret = archive_secret(archive, person);
	if (!secret)
		return person->name;
	written = str_trim(written);
	bool genitive = str_ends(written, S("s")) && !str_eq(written, secret->short_name) &&
	                !strs_have(&secret->names, written) && !strs_have(&secret->shared, written);
	return genitive ? person_genitive(arena, person->name) : person->name;
}

/* ---- short names ---- */

/* The word, with the hyphens and apostrophes in it, behind white space; empty when there is none. */
static str
word_behind(str text, size_t end)
{
	size_t start = end;
	for (size_t next = start; next < text.n && text_is_space(text_next(text, &next)); start = next)
		;
	size_t stop = start;
	for (size_t next = stop; start > end && next < text.n; stop = next) {
		uint32_t code = text_next(text, &next);
		bool joins = code == '-' || code == '\'' || code == 0x2019;
		size_t after = next;
		if (!text_is_word(code) && !(joins && after < text.n && text_is_word(text_next(text, &after))))
			break;
	}
	return str_slice(text, start, stop);
}

/* Whether a hidden person of that short name has the word, or a word with that initial, in their name. */
static bool
goes_on_with(const struct archive *archive, str short_name, str word)
{
	size_t letter = 0;
	bool initial = word.n && text_is_upper(text_next(word, &letter)) && letter == word.n;
	for (size_t i = 0; i < archive->secrets.n; i++) {
		const struct secret *secret = &archive->secrets.items[i];
		str rest = secret->name;
		str_cut(&rest, ' ');
		while (str_eq(secret->short_name, short_name) && rest.n) {
			str part = str_cut(&rest, ' ');
			bool genitive = word.n == part.n + 1 && str_ends(word, S("s")) && str_starts(word, part);
			if (str_eq(part, word) || genitive || (initial && str_starts(part, word)))
				return true;
		}
	}
	return false;
}

size_t
archive_mask_surname(const struct archive *archive, str short_name, str text, size_t end)
{
	for (str word = word_behind(text, end); word.n && goes_on_with(archive, short_name, word);
	     word = word_behind(text, end))
		end = (size_t)(word.p - text.p) + word.n;
	return end;
}

/* A capital and a small letter behind the name: somebody whom no register has, unless it is a name of something else.
   */
static bool
is_strange(const struct archive *archive, str text, size_t end, const struct stretches *found)
{
	str word = word_behind(text, end);
	size_t at = 0;
	for (size_t i = 0; i < found->n; i++)
		if (word.n && text.p + found->items[i].start == word.p)
			return false;
	return word.n && text_is_upper(text_next(word, &at)) && at < word.n && text_is_lower(text_next(word, &at)) &&
	       !archive_find(archive, ENTITY_KINDS, word);
}

static bool
attends(const struct attendees *list, const struct entity *person)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].who.entity == person)
			return true;
	return false;
}

static bool
names(const struct references *list, const struct entity *person)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].entity == person)
			return true;
	return false;
}

static bool
is_of(const struct document *document, const struct entity *person)
{
	return document && (attends(&document->present, person) || attends(&document->absent, person) ||
	                    names(&document->chairs, person) || names(&document->secretaries, person));
}

/* Who bears a short name: all over the archive, and of the people of a document. */
struct bearers {
	size_t shown, hidden;
	const struct entity *only; /* the last hidden one */
};

static struct bearers
bearers_of(const struct archive *archive, str short_name, const struct document *document)
{
	struct bearers bearers = {0};
	const struct entities *people = &archive->entities[ENTITY_PERSON];
	for (size_t i = 0; i < people->n; i++) {
		const struct entity *person = people->items[i];
		const struct secret *secret = archive_secret(archive, person);
		if (!str_eq(secret ? secret->short_name : person->person.short_name, short_name) ||
		    (document && !is_of(document, person)))
			continue;
		bearers.shown += !secret;
		bearers.hidden += secret != NULL;
		if (secret)
			bearers.only = person;
	}
	return bearers;
}

/* What stands in place of a short name; empty when somebody who is shown is meant. */
static str
shown_short(const struct archive *archive, const struct document *document, str short_name)
{
	struct bearers here = document ? bearers_of(archive, short_name, document) : (struct bearers){0};
	if (here.shown == 1 && here.hidden == 0)
		return (str){0};
	if (here.shown + here.hidden == 0)
		here = bearers_of(archive, short_name, NULL);
	return here.shown == 0 && here.hidden == 1 ? here.only->name : name_removed;
}

/* The word as it is written, or without a genitive -s; NULL. */
static const struct word *
known_word(const struct masking *masking, str written, str *text)
{
	*text = written;
	const struct word *word = map_get(&masking->by_text, written);
	if (word || !str_ends(written, S("s")))
		return word;
	*text = str_slice(written, 0, written.n - 1);
	return map_get(&masking->by_text, *text);
}

/* How short names are treated. */
struct manner {
	const struct document *document;
	bool log;
};

static void
find_words(const struct archive *archive, struct arena *arena, struct manner manner, str text, struct stretches *found)
{
	struct form_match match;
	for (size_t at = 0; forms_next(archive->masking->words, text, &at, &match);) {
		str written = str_slice(text, match.start, match.end), bare;
		const struct word *word = known_word(archive->masking, written, &bare);
		if (!word || (word->log && !manner.log))
			continue;
		size_t end = archive_mask_surname(archive, bare, text, match.end);
		if (!manner.log && end == match.end && is_strange(archive, text, end, found))
			continue;
		str shown = word->log ? name_removed : shown_short(archive, manner.log ? NULL : manner.document, bare);
		if (shown.n == 0)
			continue;
		if (bare.n < written.n ||
		    (end > match.end && text.p[end - 1] == 's' && !str_eq(shown, name_removed) &&
		     archive_mask_surname(archive, bare, str_slice(text, 0, end - 1), match.end) == end - 1))
			shown = person_genitive(arena, shown);
		vec_push(arena, found, (struct masked){match.start, archive_mask_stop(shown, text, end), shown});
		at = found->items[found->n - 1].end;
	}
}

/* ---- what a document calls somebody ---- */

static bool
is_word_at(str text, size_t at)
{
	return at < text.n && text_is_word(text_next(text, &at));
}

/* The end of the word when it stands at `at` by itself, perhaps in the genitive; 0. */
static size_t
own_end(str text, size_t at, str own)
{
	size_t end = at + own.n;
	if (at > 0 && text_is_word(text_before(text, at)))
		return 0;
	if (!is_word_at(text, end))
		return end;
	return text.p[end] == 's' && !is_word_at(text, end + 1) ? end + 1 : 0;
}

/* The words of its `personer:`, as they are written. */
static void
find_own(struct arena *arena, const struct document *document, str text, struct stretches *found)
{
	for (size_t i = 0; document && i < document->names.n; i++) {
		const struct own_name *name = &document->names.items[i];
		const struct entity *who = name->person.entity;
		str own = name->secret.n ? name->secret : name->name.text;
		if (!own.n || !who || is_shown(who))
			continue;
		size_t next;
		for (size_t at = 0; (next = str_find(str_from(text, at), own)) != SIZE_MAX; at += next + own.n) {
			size_t end = own_end(text, at + next, own);
			str shown = end > at + next + own.n ? person_genitive(arena, who->name) : who->name;
			if (end)
				vec_push(arena, found,
				         (struct masked){at + next, archive_mask_stop(shown, text, end), shown});
		}
	}
}

/* ---- both ---- */

static int
by_start(const void *a, const void *b)
{
	const struct masked *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

/* What overlaps becomes one; the longer says what is shown. */
static void
merge(struct stretches *found)
{
	if (found->n == 0)
		return;
	qsort(found->items, found->n, sizeof *found->items, by_start);
	size_t n = 1;
	for (size_t i = 1; i < found->n; i++) {
		struct masked *last = &found->items[n - 1], *next = &found->items[i];
		if (next->start >= last->end) {
			found->items[n++] = *next;
			continue;
		}
		if (next->end - next->start > last->end - last->start)
			last->shown = next->shown;
		if (next->end > last->end)
			last->end = next->end;
	}
	found->n = n;
}

static void
add_dots(struct buffer *out, str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		if (text_next(text, &at) == '\n')
			buffer_add(out, str_slice(text, start, at));
		else
			buffer_lit(out, "•");
	}
}

static str
replaced(struct arena *arena, str text, const struct stretches *found, bool keep_width)
{
	if (found->n == 0)
		return text;
	struct buffer out = {.arena = arena};
	size_t copied = 0;
	for (size_t i = 0; i < found->n; i++) {
		const struct masked *masked = &found->items[i];
		buffer_add(&out, str_slice(text, copied, masked->start));
		if (keep_width)
			add_dots(&out, str_slice(text, masked->start, masked->end));
		else
			buffer_add(&out, masked->shown);
		copied = masked->end;
	}
	buffer_add(&out, str_from(text, copied));
	return str_copy(arena, buffer_str(&out));
}

static void
find_full(const struct archive *archive, struct arena *arena, struct manner manner, str text, struct stretches *found)
{
	struct masked masked;
	struct form_match match;
	for (size_t at = 0; archive_mask_next(archive, arena, text, &at, &masked);)
		vec_push(arena, found, masked);
	for (size_t at = 0; manner.log && forms_next(archive->masking->unread, text, &at, &match);)
		vec_push(arena, found, (struct masked){match.start, match.end, name_removed});
}

/* In what an address, HTML or a programming language's string says. */
static void
find_decoded(const struct archive *archive, struct arena *arena, struct manner manner, str text,
             struct stretches *found)
{
	struct decoding decoding = {.text = text, .markdown = manner.log};
	struct decoded decoded;
	while (decode_next(arena, &decoding, &decoded)) {
		struct stretches inside = {0};
		find_full(archive, arena, manner, decoded.text, &inside);
		find_words(archive, arena, manner, decoded.text, &inside);
		for (size_t i = 0; i < inside.n; i++)
			vec_push(arena, found,
			         (struct masked){decoded.start[inside.items[i].start],
			                         decoded.end[inside.items[i].end - 1], inside.items[i].shown});
	}
}

str
archive_mask(const struct archive *archive, struct arena *arena, str text)
{
	struct stretches found = {0};
	if (!archive->masking)
		return text;
	find_full(archive, arena, (struct manner){0}, text, &found);
	return replaced(arena, text, &found, false);
}

static str
mask_all(const struct archive *archive, struct arena *arena, str text, struct manner manner, bool keep_width)
{
	struct stretches found = {0};
	find_full(archive, arena, manner, text, &found);
	find_words(archive, arena, manner, text, &found);
	find_own(arena, manner.document, text, &found);
	find_decoded(archive, arena, manner, text, &found);
	merge(&found);
	return replaced(arena, text, &found, keep_width);
}

str
archive_mask_text(const struct archive *archive, struct arena *arena, const struct document *document, str text)
{
	return archive->masking ? mask_all(archive, arena, text, (struct manner){.document = document}, false) : text;
}

str
archive_mask_log(const void *masking, struct arena *arena, str text, bool keep_width)
{
	const struct archive *archive = masking;
	return archive && archive->masking ? mask_all(archive, arena, text, (struct manner){.log = true}, keep_width)
	                                   : text;
}

/* ---- addresses, and any texts ---- */

static bool
has_full(const struct archive *archive, str text)
{
	size_t at = 0;
	struct form_match match;
	return next_full(archive, text, &at, &match);
}

static bool
has_word(const struct archive *archive, str text)
{
	size_t at = 0;
	struct form_match match;
	return forms_next(archive->masking->words, text, &at, &match);
}

bool
archive_tells_hidden(const struct archive *archive, str text)
{
	if (!archive->masking || text.n == 0)
		return false;
	if (has_full(archive, text))
		return true;
	struct arena scratch = {0};
	struct decoding decoding = {.text = text};
	struct decoded decoded;
	bool tells = false;
	while (!tells && decode_next(&scratch, &decoding, &decoded))
		tells = has_full(archive, decoded.text);
	arena_free(&scratch);
	return tells;
}

/* Whether it may read otherwise to a program than it stands. */
static bool
may_be_coded(str text)
{
	static const char signs[] = "%&<\\";
	for (size_t i = 0; signs[i]; i++)
		if (str_find_char(text, signs[i]) != SIZE_MAX)
			return true;
	return false;
}

bool
archive_may_name_hidden(const struct archive *archive, str text)
{
	if (!archive->masking)
		return false;
	return archive->masking->any_shared || has_full(archive, text) ||
	       has_word(archive, text) || may_be_coded(text);
}
