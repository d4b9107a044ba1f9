/* Finding what names a hidden person in a plain text: full names and aliases in any form (base/forms.h), short names as
   they are written. */
#include "archive/masking.h"

#include <stdlib.h>

#include "archive/decode.h"
#include "archive/names.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"

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

bool
masking_shows(const struct entity *entity)
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
		if (masking_shows(holders->items[i]))
			return true;
	return false;
}

/* ---- full names ---- */

/* The words that were found may end in a genitive -s. */
static str
shown_for(const struct archive *archive, struct arena *arena, uint32_t value, str written)
{
	if (value == SEVERAL)
		return name_removed;
	str shown = archive->secrets.items[value].person->name, key = masking_key(arena, written);
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

/* "Ek, Per Ek" is one stretch: the name that is turned, and the one that begins in it. */
static void
take_overlapping(const struct archive *archive, str text, struct form_match *match)
{
	struct form_match next;
	size_t at = match->start + 1;
	if (forms_next(archive->hidden, text, &at, &next) && next.start < match->end && next.end > match->end)
		match->end = next.end;
}

/* In "Anna Ek, Per Berg" nobody is called Per Ek. */
static bool
next_exact(const struct archive *archive, str text, size_t *at, struct form_match *match)
{
	while (forms_next(archive->hidden, text, at, match)) {
		bool turned = match->value & TURNED;
		match->value &= ~TURNED;
		if (turned && forms_joins_two(archive->hidden, text, match)) {
			*at = match->start + 1; /* another may begin at its second word */
			continue;
		}
		if (turned)
			take_overlapping(archive, text, match);
		*at = match->end;
		return true;
	}
	return false;
}

/* What is written more fully, or less, may begin before. */
static bool
next_full(const struct archive *archive, str text, size_t *at, struct form_match *match)
{
	size_t from = *at;
	struct form_match loose;
	bool exact = next_exact(archive, text, at, match);
	str until = exact ? str_slice(text, 0, match->end) : text;
	if (!masking_next_loose(archive, until, from, &loose) || (exact && loose.start >= match->start))
		return exact;
	*match = loose;
	*at = loose.end;
	return true;
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
		masking_find_words(archive, arena, manner, decoded.text, &inside);
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
	masking_find_words(archive, arena, manner, text, &found);
	masking_find_own(arena, manner.document, text, &found);
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

str
archive_mask_lines(const struct archive *archive, struct arena *arena, str text)
{
	struct buffer out = {.arena = arena};
	struct form_match match;
	size_t copied = 0;
	for (size_t at = 0; archive->masking && next_full(archive, text, &at, &match);) {
		size_t end = str_find_char(str_slice(text, match.start, match.end), '\n');
		if (end == SIZE_MAX)
			continue;
		at = match.start + end + 1;
		buffer_add(&out, str_slice(text, copied, at));
		buffer_lit(&out, "– ");
		copied = at;
	}
	if (!copied)
		return text;
	buffer_add(&out, str_from(text, copied));
	return buffer_str(&out);
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
