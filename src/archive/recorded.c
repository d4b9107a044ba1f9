/* What has been published: compared with what there is, and written down again. */
#include "archive/recorded.h"

#include <stdlib.h>

#include "archive/mask.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/text.h"

enum { FINGERPRINT = 8 };

/* The words of the first comment, where there is none. */
static const char head[] =
    "# Adresser som har publicerats. Filen skrivs av programmet; README.md berättar hur den ändras.\n";

/* ---- the sum ---- */

/* The end of what stands at `at` and is no word: of "[[Hannes Berggren|" in "[[Hannes Berggren|Hannes]]", and of
   "](x.md)". */
static size_t
skip_mark(str text, size_t at)
{
	str rest = str_from(text, at);
	if (str_starts(rest, S("[["))) {
		size_t bar = str_find_char(rest, '|');
		return bar < str_find(rest, S("]]")) ? at + bar + 1 : at + 2;
	}
	if (str_starts(rest, S("]("))) {
		size_t close = str_find_char(rest, ')');
		return close == SIZE_MAX ? at + 2 : at + close + 1;
	}
	return at;
}

str
recorded_fingerprint(struct arena *arena, str source)
{
	str text = text_fold(arena, source);
	struct buffer words = {.arena = arena};
	for (size_t at = 0; at < text.n;) {
		size_t past = skip_mark(text, at), start = at;
		if (past > at) {
			at = past;
			continue;
		}
		uint32_t code = text_next(text, &at);
		if (text_is_word(code) && code != '_')
			buffer_add(&words, str_slice(text, start, at));
	}
	return str_slice(sha256_hex(arena, buffer_str(&words)), 0, FINGERPRINT);
}

/* ---- looking up ---- */

static int
compare_promises(const void *a, const void *b)
{
	return str_compare(((const struct promise *)a)->address, ((const struct promise *)b)->address);
}

static const struct promise *
find(const struct promises *promises, str address)
{
	const struct promise key = {.address = address};
	return promises->n ? bsearch(&key, promises->items, promises->n, sizeof key, compare_promises) : NULL;
}

static const struct promised_number *
find_number(const struct promise *promise, str anchor)
{
	for (size_t i = 0; i < promise->numbers.n; i++)
		if (str_eq(promise->numbers.items[i].anchor, anchor))
			return &promise->numbers.items[i];
	return NULL;
}

/* "#beslut-3" when that number now says what the recorded one said; empty. */
static str
moved_to(struct arena *arena, const struct promise *promise, const struct recorded *recorded)
{
	for (size_t i = 0; recorded->fingerprint.n && i < promise->numbers.n; i++)
		if (str_eq(promise->numbers.items[i].fingerprint, recorded->fingerprint))
			return str_join(arena, S("#"), promise->numbers.items[i].anchor);
	return (str){0};
}

bool
recorded_has_stone(const struct archive *archive, const struct recorded *line)
{
	bool page = str_ends(line->address, S("/")) || str_ends(line->address, S(".html"));
	return line->withdrawn.year && !line->anchor.n && page && !archive_tells_hidden(archive, line->address);
}

/* ---- comparing ---- */

/* Where a page that has moved stands now. A forward leads to a page, never to another forward. */
static const struct promise *
arrived(const struct promises *promises, const struct promise *promise)
{
	return promise->forward.n ? find(promises, promise->forward) : promise;
}

static void
check_number(const struct archive *archive, const struct promise *promise, const struct recorded *recorded,
             struct diag_list *diags)
{
	if (!promise || promise->any_number)
		return;
	const struct promised_number *number = find_number(promise, recorded->anchor);
	if (number && (recorded->fingerprint.n == 0 || str_eq(number->fingerprint, recorded->fingerprint)))
		return;
	str name = str_join(archive->arena, S("#"), recorded->anchor);
	str moved = moved_to(archive->arena, promise, recorded);
	if (moved.n)
		diag(diags, DIAG_NUMBER_MOVED, recorded->place, (str){0}, name, recorded->address, moved);
	else if (number)
		diag(diags, DIAG_NUMBER_CHANGED, recorded->place, (str){0}, name, recorded->address);
	else
		diag(diags, DIAG_NUMBER_VANISHES, recorded->place, (str){0}, name, recorded->address, recorded->anchor);
}

/* A page that is gone takes its numbers along, and is reported once: on its own line, if it has one. */
static bool
has_line(const struct map *lines, str address)
{
	return map_get(lines, address) != NULL;
}

static void
check_line(const struct archive *archive, const struct promises *promises, const struct map *lines,
           const struct recorded *recorded, struct diag_list *diags)
{
	const struct promise *promise = find(promises, recorded->address);
	if (recorded->withdrawn.year) {
		if (promise && !promise->stands_in && !recorded->anchor.n)
			diag(diags, DIAG_WITHDRAWN_STANDS, recorded->place, (str){0}, recorded->address);
		return;
	}
	if (promise && recorded->anchor.n) {
		check_number(archive, arrived(promises, promise), recorded, diags);
		return;
	}
	bool told = recorded->anchor.n && has_line(lines, recorded->address);
	if (!promise && !told && archive->unread.n == 0 && !archive_tells_hidden(archive, recorded->address))
		diag(diags, DIAG_ADDRESS_VANISHES, recorded->place, (str){0}, recorded->address);
}

void
recorded_check(const struct archive *archive, const struct promises *promises, struct diag_list *diags)
{
	struct map lines = {.arena = archive->arena};
	for (size_t i = 0; i < archive->recorded.n; i++)
		if (archive->recorded.items[i].anchor.n == 0)
			*map_at(&lines, archive->recorded.items[i].address) = &archive->recorded.items[i];
	for (size_t i = 0; i < archive->recorded.n; i++)
		check_line(archive, promises, &lines, &archive->recorded.items[i], diags);
}

/* ---- writing ---- */

/* By address; the page before its numbers, decisions before assignments, 2 before 10. */
static int
compare_lines(const void *a, const void *b)
{
	const struct recorded *x = a, *y = b;
	int order = str_compare(x->address, y->address);
	if (order)
		return order;
	if (x->anchor.n == 0 || y->anchor.n == 0 || x->anchor.p[0] != y->anchor.p[0])
		return str_compare(x->anchor, y->anchor);
	if (x->anchor.n != y->anchor.n)
		return x->anchor.n < y->anchor.n ? -1 : 1;
	return str_compare(x->anchor, y->anchor);
}

struct lines {
	struct recorded *items;
	size_t n, cap;
};

/* What is written already stays as it is, but for a sum that was taken off. */
static void
merge(struct arena *arena, struct lines *lines, struct map *seen, struct recorded line)
{
	void **slot = map_at(seen, str_join(arena, str_join(arena, line.address, S("#")), line.anchor));
	if (!*slot) {
		vec_push(arena, lines, line);
		*slot = (void *)(uintptr_t)lines->n;
		return;
	}
	struct recorded *old = &lines->items[(uintptr_t)*slot - 1];
	if (old->fingerprint.n == 0 && old->withdrawn.year == 0)
		old->fingerprint = line.fingerprint;
}

static void
write_line(struct buffer *out, const struct recorded *line)
{
	buffer_add(out, line->withdrawn.year ? S("- ") : (str){0});
	buffer_add(out, line->address);
	if (line->anchor.n)
		buffer_add_format(out, "#%.*s", STR(line->anchor));
	if (line->fingerprint.n)
		buffer_add_format(out, " %.*s", STR(line->fingerprint));
	if (line->withdrawn.year)
		buffer_add_format(out, " %.*s %.*s", STR(date_iso(out->arena, line->withdrawn)), STR(line->reason));
	buffer_add_char(out, '\n');
}

void
recorded_write(const struct archive *archive, const struct promises *promises, struct buffer *out)
{
	struct arena *arena = out->arena;
	struct lines lines = {0};
	struct map seen = {.arena = arena};
	for (size_t i = 0; i < archive->recorded.n; i++)
		merge(arena, &lines, &seen, archive->recorded.items[i]);
	for (size_t i = 0; i < promises->n; i++) {
		const struct promise *promise = &promises->items[i];
		if (promise->recorded)
			merge(arena, &lines, &seen, (struct recorded){.address = promise->address});
		for (size_t j = 0; promise->recorded && j < promise->numbers.n; j++)
			merge(arena, &lines, &seen,
			      (struct recorded){.address = promise->address,
			                        .anchor = promise->numbers.items[j].anchor,
			                        .fingerprint = promise->numbers.items[j].fingerprint});
	}
	if (lines.n)
		qsort(lines.items, lines.n, sizeof *lines.items, compare_lines);
	for (size_t i = 0; i < archive->recorded_notes.n; i++)
		buffer_add_format(out, "%.*s\n", STR(archive->recorded_notes.items[i]));
	if (archive->recorded_notes.n == 0)
		buffer_add(out, str_of(head));
	for (size_t i = 0; i < lines.n; i++)
		write_line(out, &lines.items[i]);
}
