/* Personal data that may not be published: identity numbers anywhere, telephone numbers and mail addresses unless arkiv.yaml
   allows them. It goes over the files as they were read, front matter and registers included, over attached text and over names of
   files. */
#include "archive/check.h"

#include "archive/decode.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/personal.h"
#include "base/text.h"

enum { SHORTEST_NUMBER = 10 /* figures of an identity number without its century */ };

/* What arkiv.yaml allows, as it is compared: mail addresses and domains folded, telephone numbers as bare figures. */
struct allowed {
	struct arena *arena;
	struct strs mails, domains, phones;
};

/* ---- what is allowed ---- */

/* "+46 (0)500-49 80 00" and "0500-49 80 00" are the same number. */
static str
phone_digits(struct arena *arena, str text)
{
	char *digits = arena_bytes(arena, text.n + 1);
	size_t n = 0, from = str_starts(text, S("+46")) ? 3 : str_starts(text, S("0046")) ? 4 : 0;
	if (from)
		digits[n++] = '0';
	for (size_t i = from; i < text.n; i++) {
		bool trunk = from && n == 1 && text.p[i] == '0'; /* the zero of "(0)" */
		if (text_is_digit((unsigned char)text.p[i]) && !trunk)
			digits[n++] = text.p[i];
	}
	return (str){digits, n};
}

/* Every address and number in a text that people write freely. */
static void
allow_all_in(struct allowed *allowed, str text)
{
	struct personal_match match;
	for (size_t at = 0; personal_next(text, &at, &match);) {
		str found = str_slice(text, match.start, match.end);
		if (match.kind == PERSONAL_MAIL)
			vec_push(allowed->arena, &allowed->mails, text_fold(allowed->arena, found));
		else if (match.kind == PERSONAL_PHONE)
			vec_push(allowed->arena, &allowed->phones, phone_digits(allowed->arena, found));
	}
}

/* An entry of `tillåtna_adresser`: an address, a telephone number or a domain. */
static void
allow_entry(struct allowed *allowed, str entry)
{
	entry = str_trim(entry);
	if (str_find_char(entry, '@') != SIZE_MAX)
		vec_push(allowed->arena, &allowed->mails, text_fold(allowed->arena, entry));
	else if (str_find_char(entry, '.') == SIZE_MAX)
		vec_push(allowed->arena, &allowed->phones, phone_digits(allowed->arena, entry));
	else
		vec_push(allowed->arena, &allowed->domains, text_fold(allowed->arena, entry));
}

static struct allowed
allowed_by(const struct site *site, struct arena *arena)
{
	struct allowed allowed = {.arena = arena};
	for (size_t i = 0; i < site->allowed_addresses.n; i++)
		allow_entry(&allowed, site->allowed_addresses.items[i].text);
	allow_all_in(&allowed, site->publisher_mail);
	allow_all_in(&allowed, site->contact);
	allow_all_in(&allowed, site->accessibility.contact);
	return allowed;
}

static bool
is_allowed(const struct allowed *allowed, enum personal_kind kind, str text)
{
	if (kind == PERSONAL_IDENTITY_NUMBER)
		return false;
	if (kind == PERSONAL_PHONE)
		return strs_have(&allowed->phones, phone_digits(allowed->arena, text));
	str mail = text_fold(allowed->arena, text);
	if (strs_have(&allowed->mails, mail))
		return true;
	for (str domain = str_from(mail, str_find_char(mail, '@') + 1); domain.n; str_cut(&domain, '.'))
		if (strs_have(&allowed->domains, domain))
			return true;
	return false;
}

/* ---- what is published ---- */

static enum diag_code
code_for(enum personal_kind kind)
{
	static const enum diag_code codes[] = {
	    [PERSONAL_IDENTITY_NUMBER] = DIAG_IDENTITY_NUMBER,
	    [PERSONAL_PHONE] = DIAG_PHONE_NUMBER,
	    [PERSONAL_MAIL] = DIAG_MAIL_ADDRESS,
	};
	return codes[kind];
}

static void
check_text(const struct source *source, const struct allowed *allowed, struct diag_list *diags)
{
	struct personal_match match;
	for (size_t at = 0; personal_next(source->text, &at, &match);)
		if (!is_allowed(allowed, match.kind, str_slice(source->text, match.start, match.end)))
			diag(diags, code_for(match.kind), place_of(source, match.start, match.end), (str){0});
}

/* Identity numbers that only a reader of the page would see, in one line of a source: "811218&ndash;9876". */
static void
check_line(const struct source *source, size_t start, size_t end, struct arena *scratch, struct diag_list *diags)
{
	struct decoding decoding = {.text = str_slice(source->text, start, end), .markdown = true};
	struct decoded decoded;
	struct personal_match match;
	size_t told = 0;
	while (decode_next(scratch, &decoding, &decoded)) {
		for (size_t at = 0; personal_next(decoded.text, &at, &match);) {
			size_t from = decoded.start[match.start], to = decoded.end[match.end - 1];
			bool plain = to - from == match.end - match.start; /* has been seen as it stands */
			if (match.kind != PERSONAL_IDENTITY_NUMBER || plain || from < told)
				continue;
			diag(diags, DIAG_IDENTITY_NUMBER, place_of(source, start + from, start + to), (str){0});
			told = to;
		}
	}
}

/* Whether there is anything to decode, and figures enough: what stands for a figure is written with one. */
static bool
may_be_coded(str line)
{
	static const char signs[] = "&\\*";
	bool coded = false;
	for (size_t i = 0; signs[i] && !coded; i++)
		coded = str_find_char(line, signs[i]) != SIZE_MAX;
	if (!coded)
		return false;
	size_t figures = 0;
	for (size_t i = 0; i < line.n && figures < SHORTEST_NUMBER; i++)
		figures += text_is_digit((unsigned char)line.p[i]);
	return figures == SHORTEST_NUMBER;
}

static void
check_coded(const struct source *source, struct arena *scratch, struct diag_list *diags)
{
	for (size_t start = 0; start < source->text.n;) {
		size_t length = str_find_char(str_from(source->text, start), '\n');
		size_t end = length == SIZE_MAX ? source->text.n : start + length;
		if (may_be_coded(str_slice(source->text, start, end)))
			check_line(source, start, end, scratch, diags);
		start = end + 1;
	}
}

/* Text that is attached: a table of people has many telephone numbers, of which one is enough to warn. */
static void
check_attached(const struct source *source, const struct allowed *allowed, struct diag_list *diags)
{
	struct personal_match match;
	bool told[PERSONAL_MAIL + 1] = {false};
	for (size_t at = 0; personal_next(source->text, &at, &match);) {
		if (told[match.kind] ||
		    is_allowed(allowed, match.kind, str_slice(source->text, match.start, match.end)))
			continue;
		diag(diags, code_for(match.kind), place_of(source, match.start, match.end), (str){0});
		told[match.kind] = match.kind != PERSONAL_IDENTITY_NUMBER;
	}
}

/* One fault of each kind: the place is the file or its whole name. */
static void
check_name(str name, struct place place, const struct allowed *allowed, struct diag_list *diags)
{
	bool number = false, contact = false;
	struct personal_match match;
	for (size_t at = 0; personal_next(name, &at, &match);) {
		if (is_allowed(allowed, match.kind, str_slice(name, match.start, match.end)))
			continue;
		number = number || match.kind == PERSONAL_IDENTITY_NUMBER;
		contact = contact || match.kind != PERSONAL_IDENTITY_NUMBER;
	}
	if (number)
		diag(diags, DIAG_IDENTITY_NUMBER_IN_FILE_NAME, place, (str){0});
	if (contact)
		diag(diags, DIAG_CONTACT_IN_FILE_NAME, place, (str){0});
}

/* The name of an attachment stands in the text, where it has been seen unless it is written with escapes. */
static void
check_attachments(const struct document *document, const struct allowed *allowed, struct map *seen,
                  struct diag_list *diags)
{
	for (size_t i = 0; i < document->attachments.n; i++) {
		const struct text_at *target = &document->attachments.items[i].target;
		const struct source *text = document->attachments.items[i].text;
		if (text && !map_get(seen, text->relative)) {
			*map_at(seen, text->relative) = (void *)(uintptr_t)text;
			check_attached(text, allowed, diags);
		}
		const struct place *place = &target->place;
		if (document->attachments.items[i].kind != ATTACHMENT_FILE || !place->source)
			continue;
		if (!str_contains(str_slice(place->source->text, place->start, place->end), target->text))
			check_name(target->text, *place, allowed, diags);
	}
}

/* ---- */

struct checking {
	const struct archive *archive;
	const struct allowed *allowed;
	struct workers workers;
	struct diag_list *faults; /* by source */
};

static void
check_source(void *context, unsigned worker, size_t i)
{
	const struct checking *checking = context;
	const struct source *source = checking->archive->sources.items[i];
	struct arena scratch = {0};
	struct allowed allowed = *checking->allowed;
	allowed.arena = &scratch;
	checking->faults[i].arena = &checking->workers.arenas[worker];
	check_name(source->relative, place_file(source), &allowed, &checking->faults[i]);
	check_text(source, &allowed, &checking->faults[i]);
	check_coded(source, &scratch, &checking->faults[i]);
	arena_free(&scratch);
}

void
check_personal(const struct archive *archive, struct workers workers, struct diag_list *diags)
{
	struct arena scratch = {0};
	struct allowed allowed = allowed_by(&archive->site, &scratch);
	size_t n = archive->sources.n;
	struct checking checking = {archive, &allowed, workers, arena_array(&scratch, struct diag_list, n)};
	parallel_for(n, workers.jobs, check_source, &checking);
	for (size_t i = 0; i < n; i++)
		diag_append(diags, &checking.faults[i]);
	struct map seen = {.arena = &scratch}; /* a file may be attached to several documents */
	for (size_t i = 0; i < archive->documents.n; i++)
		check_attachments(archive->documents.items[i], &allowed, &seen, diags);
	arena_free(&scratch);
}
