/* A full name that is written with more than the register has, or with less: "Anna Eva Ek", "Anna (Ek)", "A. Ek". Each is
   found by its surname and read backwards from there. */
#include "archive/masking.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	MOST_BETWEEN = 2, /* words between the first name and the surname */
	MOST_SIGNS = 4,
	MOST_INITIALS = 3,
	SHORTEST_SURNAME = 2, /* letters */
};

/* ---- reading backwards ---- */

static bool
is_joint(uint32_t code)
{
	static const char signs[] = ".()\"";
	return text_is_space(code) || (code < 0x80 && code && memchr(signs, (int)code, sizeof signs - 1)) || code == 0x201d;
}

/* A word before an offset, and whether more than white space stands behind it. */
struct before {
	str word; /* with its hyphens: "Per-Olof", "P.-O"; empty when there is none */
	bool stop, sign;
};

static struct before
before(str text, size_t at)
{
	struct before found = {0};
	size_t end = at;
	for (unsigned signs = 0; end > 0 && is_joint(text_before(text, end)) && signs < MOST_SIGNS; signs++) {
		uint32_t code = text_before(text, end);
		found.stop = found.stop || code == '.';
		found.sign = found.sign || !text_is_space(code);
		end = text_previous(text, end);
	}
	size_t start = end;
	while (start > 0 && end < at) {
		uint32_t code = text_before(text, start);
		bool inside = code == '-' || (code == '.' && start < end && text.p[start] == '-');
		if (!text_is_word(code) && !inside)
			break;
		start = text_previous(text, start);
	}
	found.word = str_slice(text, start, end);
	return found;
}

/* ---- names ---- */

/* Empty for a name of one word. */
static str
surname_of(str name)
{
	size_t start = name.n;
	while (start && name.p[start - 1] != ' ')
		start--;
	str last = str_from(name, start);
	return start && text_length(last) >= SHORTEST_SURNAME ? last : (str){0};
}

/* "E", "P.-O" */
static bool
is_brief(str word)
{
	for (size_t at = 0, next = 0; at < word.n; at = next) {
		bool letter = text_is_word(text_next(word, &next));
		if (letter && next < word.n && word.p[next] != '.' && word.p[next] != '-')
			return false;
	}
	return true;
}

/* "p.-o" of "per-olof". */
static bool
are_initials(str written, str first)
{
	char letters[2][4 * MOST_INITIALS + 1] = {{0}};
	const str texts[] = {written, first};
	for (int i = 0; i < 2; i++) {
		size_t n = 0;
		for (size_t at = 0, next = 0; at < texts[i].n && n + 4 < sizeof letters[i]; at = next) {
			bool begins = at == 0 || texts[i].p[at - 1] == '-';
			text_next(texts[i], &next);
			if (i == 0 ? texts[i].p[at] != '-' && texts[i].p[at] != '.' : begins)
				for (size_t k = at; k < next; k++)
					letters[i][n++] = texts[i].p[k];
		}
	}
	return str_eq(str_of(letters[0]), str_of(letters[1]));
}

/* Where the name begins whose surname stands at `at`; `at` when there is none. */
static size_t
name_start(struct arena *scratch, str text, size_t at, str first)
{
	size_t from = at;
	for (int between = 0; between <= MOST_BETWEEN; between++) {
		struct before found = before(text, from);
		if (!text_begins_upper(found.word) || (found.stop && !is_brief(found.word)))
			return at;
		from = (size_t)(found.word.p - text.p);
		str word = text_fold(scratch, found.word);
		if (between == 0 && found.stop && are_initials(word, first))
			return from;
		if (str_eq(word, first))
			return between || found.sign ? from : at; /* as it is in the register it has been found already */
	}
	return at;
}

/* ---- finding ---- */

/* The widest name that may be theirs, of the hidden people with a surname. */
static void
widen_by(const struct family *family, struct arena *scratch, str text, size_t surname, struct form_match *match)
{
	for (size_t i = 0; family && i < family->members.n; i++) {
		const struct member *member = &family->members.items[i];
		size_t start = name_start(scratch, text, surname, member->first);
		if (start == surname || start > match->start)
			continue;
		match->value = start == match->start && match->value != member->secret ? SEVERAL : member->secret;
		match->start = start;
	}
}

/* A surname, perhaps in the genitive, to the name that it ends. */
static bool
widen(const struct archive *archive, struct arena *scratch, str text, struct form_match *match)
{
	size_t surname = match->start;
	const struct map *families = &archive->masking->families;
	str written = text_fold(scratch, str_slice(text, match->start, match->end));
	widen_by(map_get(families, written), scratch, text, surname, match);
	if (str_ends(written, S("s")))
		widen_by(map_get(families, str_slice(written, 0, written.n - 1)), scratch, text, surname, match);
	if (match->start == surname || archive_is_borne(archive, str_slice(text, match->start, match->end)))
		return false;
	bool bracket = surname > 0 && text.p[surname - 1] == '(' && match->end < text.n && text.p[match->end] == ')';
	match->end += bracket;
	return true;
}

bool
masking_next_loose(const struct archive *archive, str text, size_t at, struct form_match *match)
{
	struct arena scratch = {0};
	bool found = false;
	for (size_t from = at; !found && forms_next(archive->masking->surnames, text, &from, match); from = match->end)
		found = text_begins_upper(str_slice(text, match->start, match->end)) && widen(archive, &scratch, text, match) &&
		        match->start >= at;
	arena_free(&scratch);
	return found;
}

void
masking_add_surname(struct masking *masking, str name, uint32_t secret)
{
	str last = surname_of(name), rest = name, first = str_cut(&rest, ' ');
	if (!last.n || str_find_char(name, ',') != SIZE_MAX)
		return;
	forms_add(masking->surnames, last, 0);
	void **slot = map_at(&masking->families, text_fold(masking->arena, last));
	struct family *family = *slot ? *slot : (*slot = arena_new(masking->arena, struct family));
	vec_push(masking->arena, &family->members, (struct member){secret, text_fold(masking->arena, first)});
}
