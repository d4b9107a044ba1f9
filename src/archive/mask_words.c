/* Short names: whom one means is said by the document, else by who bears it in the whole archive. */
#include "archive/masking.h"

#include "archive/names.h"
#include "archive/person.h"
#include "base/text.h"

/* ---- the surname behind ---- */

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
	for (size_t i = 0; i < found->n; i++)
		if (word.n && text.p + found->items[i].start == word.p)
			return false;
	return text_is_capitalised(word) && !archive_find(archive, ENTITY_KINDS, word);
}

static bool
is_of(const struct document *document, const struct entity *person)
{
	return document && (document_lists(document, person) || references_have(&document->chairs, person) ||
	                    references_have(&document->secretaries, person));
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

void
masking_find_words(const struct archive *archive, struct arena *arena, struct manner manner, str text, struct stretches *found)
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
void
masking_find_own(struct arena *arena, const struct document *document, str text, struct stretches *found)
{
	for (size_t i = 0; document && i < document->names.n; i++) {
		const struct own_name *name = &document->names.items[i];
		const struct entity *who = name->person.entity;
		str own = name->secret.n ? name->secret : name->name.text;
		if (!own.n || !who || masking_shows(who))
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
