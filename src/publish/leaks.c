/* What kind of file it is decides how it is looked through. A text is looked at as it stands, and then with its escapes
   undone up to three times (feeds hold escaped pages), each time with tags and without. */
#include "publish/leaks.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/personal.h"
#include "base/text.h"
#include "publish/inflate.h"
#include "publish/office.h"
#include "publish/package.h"
#include "publish/pdf.h"
#include "publish/png.h"
#include "publish/view.h"

enum {
	MOST_UNPACKED = 64000000, /* bytes of one file */
	MOST_PIECES = 20000, /* packed pieces of one file */
	MOST_DEEP = 4, /* packages in packages */
	ROUNDS = 3,
	SHORTEST_IN_BYTES = 6, /* bytes of a name: shorter ones come about by chance */
	PDF_HEAD = 1024,
};

/* How a place in a text is told. */
enum place_kind { PLACE_LINE, PLACE_PAGE, PLACE_BYTE, PLACE_NONE };

/* A name found: the bytes of the text that all views began with. */
struct hit {
	size_t start, end;
	uint32_t value;
};
struct hits {
	struct hit *items;
	size_t n, cap;
};

struct scan {
	struct arena *arena, *scratch;
	const struct leak_names *names;
	struct leaks *leaks;
	bool csv, pdf; /* what the file is */
	size_t left; /* bytes that may still be unpacked */
	size_t pieces; /* packed pieces so far */
	int depth;
};

/* ---- finding ---- */

static bool
is_border(char c)
{
	return c == CELL_MARK[0] || c == APART_MARK[0];
}

/* A name over several cells has all of each: "Karin Anna | Ek Peter" is none. */
static bool
fills_cells(str text, const struct form_match *match)
{
	size_t start = match->start, end = match->end;
	while (start > 0 && !is_border(text.p[start - 1]) && (unsigned char)text.p[start - 1] <= ' ')
		start--;
	while (end < text.n && !is_border(text.p[end]) && (unsigned char)text.p[end] <= ' ')
		end++;
	return (start == 0 || is_border(text.p[start - 1])) && (end == text.n || is_border(text.p[end]));
}

static bool
counts(const struct scan *scan, str text, const struct form_match *match, size_t shortest)
{
	str found = str_slice(text, match->start, match->end);
	bool cells = str_find_char(found, CELL_MARK[0]) != SIZE_MAX;
	if (found.n < shortest || (cells && !fills_cells(text, match)))
		return false;
	if (scan->csv && str_find_char(found, '\n') != SIZE_MAX) /* the next row */
		return false;
	if (cells || !scan->names->subjects[match->value].turned)
		return true;
	return str_find_char(found, ',') != SIZE_MAX && !forms_joins_two(scan->names->forms, text, match);
}

static void
look(struct scan *scan, const struct view *view, size_t shortest, struct hits *hits)
{
	struct form_match match;
	for (size_t at = 0; forms_next(scan->names->forms, view->text, &at, &match);) {
		if (!counts(scan, view->text, &match, shortest)) {
			at = match.start + 1; /* another may begin at its second word */
			continue;
		}
		struct hit hit = {view_origin(view, match.start), view_origin(view, match.end), match.value};
		vec_push(scan->scratch, hits, hit);
	}
}

static size_t
count_char(str text, char c)
{
	size_t count = 0;
	for (size_t at; (at = str_find_char(text, c)) != SIZE_MAX; count++)
		text = str_from(text, at + 1);
	return count;
}

/* The text as it stands, and in every other way a program could read it. */
static void
look_through(struct scan *scan, const struct view *text, enum view_markup markup, size_t shortest, struct hits *hits)
{
	size_t tags = 0;
	for (int round = 0; text && round <= ROUNDS; round++) {
		look(scan, text, shortest, hits);
		size_t now = count_char(text->text, '<');
		const struct view *bare = now > tags ? view_stripped(scan->scratch, text, markup) : NULL;
		const struct view *plain = bare ? view_unescaped(scan->scratch, bare) : NULL;
		if (bare)
			look(scan, plain ? plain : bare, shortest, hits);
		tags = now;
		text = round < ROUNDS ? view_unescaped(scan->scratch, text) : NULL;
	}
}

static int
compare_hits(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

/* Several views find the same name. */
static void
merge(struct hits *hits)
{
	if (hits->n)
		qsort(hits->items, hits->n, sizeof *hits->items, compare_hits);
	size_t n = 0;
	for (size_t i = 0; i < hits->n; i++) {
		struct hit *last = n ? &hits->items[n - 1] : NULL;
		if (last && (hits->items[i].start < last->end || hits->items[i].start == last->start))
			last->end = hits->items[i].end > last->end ? hits->items[i].end : last->end;
		else
			hits->items[n++] = hits->items[i];
	}
	hits->n = n;
}

/* ---- telling where ---- */

/* A short text of the site (a path, an id) without the names in it. Says whose the first one was. */
static str
without_names(struct scan *scan, str text, uint32_t *value, bool *found)
{
	struct hits hits = {0};
	const struct view whole = {.text = text};
	look_through(scan, &whole, MARKUP_PAGE, 0, &hits);
	merge(&hits);
	*found = hits.n > 0;
	if (!hits.n)
		return str_copy(scan->arena, text);
	*value = hits.items[0].value;
	struct buffer out = {.arena = scan->arena};
	size_t kept = 0;
	for (size_t i = 0; i < hits.n; i++) {
		buffer_add(&out, str_slice(text, kept, hits.items[i].start));
		buffer_lit(&out, "[…]");
		kept = hits.items[i].end;
	}
	buffer_add(&out, str_from(text, kept));
	return buffer_str(&out);
}

static str
line_and_column(struct scan *scan, str text, size_t at)
{
	size_t line = 1, start = 0;
	for (size_t i = 0; i < at; i++)
		if (text.p[i] == '\n') {
			line++;
			start = i + 1;
		}
	return str_format(scan->arena, "%zu:%zu", line, text_length(str_slice(text, start, at)) + 1);
}

/* The id that stands nearest before, as "#p5-1 ". */
static str
nearest_id(struct scan *scan, str text, size_t at)
{
	static const str mark = {" id=\"", 5};
	while (at > 0 && !str_starts(str_from(text, at), mark))
		at--;
	str id = str_starts(str_from(text, at), mark) ? str_from(text, at + mark.n) : (str){0};
	id = str_slice(id, 0, str_find_char(id, '"'));
	uint32_t value;
	bool found;
	return id.n ? str_format(scan->arena, "#%.*s ", STR(without_names(scan, id, &value, &found))) : (str){0};
}

static str
place_in_text(struct scan *scan, str text, size_t at, enum place_kind kind)
{
	if (kind == PLACE_BYTE)
		return str_format(scan->arena, "byte %zu", at + 1);
	if (kind == PLACE_PAGE)
		return str_format(scan->arena, "#page=%zu", count_char(str_slice(text, 0, at), '\f') + 1);
	if (kind == PLACE_NONE)
		return (str){0};
	return str_join(scan->arena, nearest_id(scan, text, at), line_and_column(scan, text, at));
}

/* `inner` is the part of the file where the text stands; empty when it is the file itself. */
static str
place_of_hit(struct scan *scan, str inner, str text, size_t at, enum place_kind kind)
{
	str place = place_in_text(scan, text, at, kind);
	if (inner.n && place.n)
		return str_format(scan->arena, "%.*s %.*s", STR(inner), STR(place));
	return inner.n ? str_copy(scan->arena, inner) : place;
}

static void
tell(struct scan *scan, str inner, str text, enum place_kind kind, struct hits *hits)
{
	merge(hits);
	for (size_t i = 0; i < hits->n; i++) {
		if (scan->leaks->places.n == MOST_PLACES) {
			scan->leaks->more++;
			continue;
		}
		str place = place_of_hit(scan, inner, text, hits->items[i].start, kind);
		vec_push(scan->arena, &scan->leaks->places, (struct leak){hits->items[i].value, place});
	}
}

static void
not_all(struct scan *scan, enum unread_why why)
{
	if (why > scan->leaks->unread)
		scan->leaks->unread = why;
}

/* In what a reader of a document sees. All other texts come from sources, where numbers have been looked for. */
static void
look_for_numbers(struct scan *scan, str inner, const struct view *seen, enum place_kind kind)
{
	const struct view *first = seen;
	while (first->of)
		first = first->of;
	struct personal_match match;
	for (size_t at = 0; personal_next(seen->text, &at, &match);) {
		if (match.kind != PERSONAL_IDENTITY_NUMBER || scan->leaks->numbers.n == MOST_PLACES)
			continue;
		str place = place_of_hit(scan, inner, first->text, view_origin(seen, match.start), kind);
		vec_push(scan->arena, &scan->leaks->numbers, place);
	}
}

/* What only files of its kind hold. */
static void
look_by_kind(struct scan *scan, const struct view *text, size_t shortest, struct hits *hits)
{
	if (scan->csv) {
		scan->csv = false; /* a line's end that is left stands inside quotes */
		look(scan, view_cells(scan->scratch, text), 0, hits);
		scan->csv = true;
	}
	if (scan->pdf)
		look(scan, view_pdf_strings(scan->scratch, text), shortest, hits);
}

/* ---- texts ---- */

static void
scan_text(struct scan *scan, str inner, str text, enum view_markup markup, enum place_kind kind)
{
	struct hits hits = {0};
	const struct view whole = {.text = text};
	const struct view *unfolded = view_unfolded(scan->scratch, &whole);
	look_through(scan, &whole, markup, 0, &hits);
	if (unfolded)
		look_through(scan, unfolded, markup, 0, &hits);
	look_by_kind(scan, &whole, 0, &hits);
	tell(scan, inner, text, kind, &hits);
}

/* Whether bytes that are not UTF-8 are the letters of an older coding. */
static bool
is_old_text(str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		if (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b)
			return false;
	}
	return true;
}

static void
scan_old_text(struct scan *scan, str inner, str bytes)
{
	struct hits hits = {0};
	str text = {0};
	for (enum code_page page = 0; page < CODE_PAGES; page++) {
		text = code_page_to_utf8(scan->scratch, bytes, page);
		const struct view whole = {.text = text};
		look_through(scan, &whole, MARKUP_PAGE, 0, &hits);
		look_by_kind(scan, &whole, 0, &hits);
	}
	tell(scan, inner, text, PLACE_LINE, &hits);
}

/* ---- bytes ---- */

static void scan_bytes(struct scan *scan, str inner, str bytes, enum view_markup markup);

static void
look_through_bytes(struct scan *scan, const struct view *bytes, struct hits *hits)
{
	for (enum view_coding coding = CODING_UTF8; coding <= CODING_UTF16_BE; coding++) {
		for (size_t first = 0; first < (coding >= CODING_UTF16_LE ? 2 : 1); first++) {
			const struct view *runs = view_runs(scan->scratch, bytes, coding, first);
			if (runs)
				look_through(scan, runs, MARKUP_PAGE, SHORTEST_IN_BYTES, hits);
		}
	}
}

/* One more packed piece: what may come out of it, or nothing when there have been too many. */
static bool
may_unpack(struct scan *scan)
{
	if (scan->pieces++ < MOST_PIECES && scan->left && scan->depth < MOST_DEEP)
		return true;
	not_all(scan, UNREAD_LARGE);
	return false;
}

static struct inflated
unpacked(struct scan *scan, str packed)
{
	struct inflated piece = inflate_bytes(scan->scratch, packed, scan->left);
	if (piece.large)
		not_all(scan, UNREAD_LARGE);
	scan->left -= piece.bytes.n < scan->left ? piece.bytes.n : scan->left;
	return piece;
}

static void
scan_gzip(struct scan *scan, str inner, str bytes)
{
	static const str magic = {"\x1f\x8b\x08", 3};
	for (size_t at = str_find(bytes, magic); at < bytes.n && may_unpack(scan);) {
		struct inflated piece = unpacked(scan, str_from(bytes, at));
		if (piece.bytes.n) {
			scan->depth++;
			scan_bytes(scan, inner.n ? inner : S("gzip"), piece.bytes, MARKUP_PAGE);
			scan->depth--;
		}
		size_t from = at + (piece.whole ? piece.used : magic.n), next = str_find(str_from(bytes, from), magic);
		at = next == SIZE_MAX ? bytes.n : from + next;
	}
}

/* ---- office documents ---- */

static str
member(const struct package *package, str name)
{
	for (size_t i = 0; i < package->n; i++)
		if (str_eq(package->items[i].name, name))
			return package->items[i].bytes;
	return (str){0};
}

static void
scan_sheet(struct scan *scan, const struct package *package, str name, str xml)
{
	str cells = office_sheet(scan->scratch, member(package, S("xl/sharedStrings.xml")), xml);
	const struct view whole = {.text = cells};
	struct hits hits = {0};
	look(scan, &whole, 0, &hits);
	tell(scan, name, cells, PLACE_NONE, &hits);
	look_for_numbers(scan, name, &whole, PLACE_NONE);
}

static void
scan_words(struct scan *scan, str name, str xml)
{
	const struct view whole = {.text = xml};
	const struct view *bare = view_stripped(scan->scratch, &whole, MARKUP_OFFICE);
	const struct view *plain = bare ? view_unescaped(scan->scratch, bare) : NULL;
	if (bare)
		look_for_numbers(scan, name, plain ? plain : bare, PLACE_LINE);
}

static void
scan_member(struct scan *scan, const struct package *package, str inner, const struct package_member *found)
{
	uint32_t value;
	bool named;
	str name = inner.n ? str_format(scan->scratch, "%.*s/%.*s", STR(inner), STR(found->name)) : found->name;
	str shown = without_names(scan, name, &value, &named);
	if (named)
		vec_push(scan->arena, &scan->leaks->places, (struct leak){value, shown});
	if (str_starts(found->name, S("xl/worksheets/")) && str_ends(found->name, S(".xml")))
		scan_sheet(scan, package, shown, found->bytes);
	else if (str_ends(found->name, S(".xml")))
		scan_words(scan, shown, found->bytes);
	scan_bytes(scan, shown, found->bytes, MARKUP_OFFICE);
}

static void
scan_package(struct scan *scan, str inner, str bytes)
{
	if (!may_unpack(scan))
		return;
	struct package package = {0};
	enum package_end end = package_unpack(scan->scratch, bytes, scan->left, &package);
	if (end != PACKAGE_READ)
		not_all(scan, end == PACKAGE_LARGE ? UNREAD_LARGE : UNREAD_LOCKED);
	for (size_t i = 0; i < package.n; i++)
		scan->left -= package.items[i].bytes.n < scan->left ? package.items[i].bytes.n : scan->left;
	scan->depth++;
	for (size_t i = 0; i < package.n; i++)
		scan_member(scan, &package, inner, &package.items[i]);
	scan->depth--;
}

/* ---- PDF ---- */

static void
scan_pdf_streams(struct scan *scan, str inner, str bytes)
{
	str packed;
	for (size_t at = 0; pdf_next_stream(bytes, &at, &packed) && may_unpack(scan);) {
		struct inflated piece = unpacked(scan, packed);
		str where = str_format(scan->scratch, "%.*sbyte %zu", STR(inner), at + 1);
		scan->depth++;
		scan_bytes(scan, where, piece.bytes, MARKUP_PAGE);
		scan->depth--;
	}
}

static void
scan_pdf(struct scan *scan, str inner, str bytes)
{
	static const enum unread_why why[] = {
	    [PDF_READ] = ALL_READ,        [PDF_NO_PROGRAM] = UNREAD_PROGRAM,
	    [PDF_LOCKED] = UNREAD_LOCKED, [PDF_PICTURES] = UNREAD_PICTURES,
	    [PDF_LARGE] = UNREAD_LARGE,
	};
	str pages = {0}, about = {0};
	not_all(scan, why[pdf_read(scan->scratch, bytes, &pages, &about)]);
	struct hits hits = {0};
	const struct view whole = {.text = pages};
	const struct view *joined = view_joined(scan->scratch, &whole);
	look(scan, &whole, 0, &hits);
	if (joined)
		look(scan, joined, 0, &hits);
	tell(scan, inner, pages, PLACE_PAGE, &hits);
	look_for_numbers(scan, inner, &whole, PLACE_PAGE);
	if (forms_are_empty(scan->names->forms))
		return;
	scan_text(scan, inner.n ? inner : S("pdfinfo"), about, MARKUP_PAGE, PLACE_NONE);
	scan->pdf = true;
	scan_pdf_streams(scan, inner.n ? str_join(scan->scratch, inner, S(" ")) : inner, bytes);
}

/* ---- pictures ---- */

static void
scan_png_texts(struct scan *scan, str inner, str bytes)
{
	str packed;
	for (size_t at = 0; png_next_text(bytes, &at, &packed) && may_unpack(scan);) {
		struct inflated piece = unpacked(scan, packed);
		str where = str_format(scan->scratch, "%.*sbyte %zu", STR(inner), (size_t)(packed.p - bytes.p) + 1);
		scan->depth++;
		scan_bytes(scan, where, piece.bytes, MARKUP_PAGE);
		scan->depth--;
	}
}

/* ---- any file ---- */

static void
scan_binary(struct scan *scan, str inner, str bytes)
{
	static const str mark = {"pagefind_dcd", 12};
	struct hits hits = {0};
	const struct view whole = {.text = bytes};
	look_through_bytes(scan, &whole, &hits);
	look_by_kind(scan, &whole, SHORTEST_IN_BYTES, &hits);
	tell(scan, inner, bytes, PLACE_BYTE, &hits);
	if (str_starts(bytes, mark)) {
		const struct view packed = {.text = str_from(bytes, mark.n)};
		struct hits strings = {0};
		look_through(scan, view_cbor(scan->scratch, &packed), MARKUP_PAGE, 0, &strings);
		tell(scan, inner, packed.text, PLACE_BYTE, &strings);
	}
	if (is_png(bytes))
		scan_png_texts(scan, inner.n ? str_join(scan->scratch, inner, S(" ")) : inner, bytes);
	scan_gzip(scan, inner, bytes);
}

static bool
is_text(str bytes)
{
	return str_find_char(bytes, '\0') == SIZE_MAX && text_invalid(bytes) == SIZE_MAX;
}

static bool
is_utf16(str bytes)
{
	return bytes.n % 2 == 0 && (str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")));
}

static void
scan_bytes(struct scan *scan, str inner, str bytes, enum view_markup markup)
{
	bool around = scan->pdf, document = true, nobody = forms_are_empty(scan->names->forms);
	if (str_starts(bytes, S("PK\x03\x04")))
		scan_package(scan, inner, bytes);
	else if (str_contains(str_slice(bytes, 0, PDF_HEAD), S("%PDF-")))
		scan_pdf(scan, inner, bytes);
	else
		document = false;
	if (nobody) {
		scan->pdf = around;
		return;
	}
	if (document) {
		scan_binary(scan, inner, bytes);
	} else if (is_utf16(bytes)) {
		bool big_endian = bytes.p[0] == '\xfe';
		scan_text(scan, inner, utf16_to_utf8(scan->scratch, str_from(bytes, 2), big_endian), markup,
		          PLACE_LINE);
	} else if (is_text(bytes)) {
		scan_text(scan, inner, bytes, markup, PLACE_LINE);
	} else if (is_old_text(bytes)) {
		scan_old_text(scan, inner, bytes);
	} else {
		scan_binary(scan, inner, bytes);
	}
	scan->pdf = around;
}

void
leaks_of(struct arena *arena, struct arena *scratch, const struct leak_names *names, str path, str bytes,
         struct leaks *leaks)
{
	struct scan scan = {.arena = arena, .scratch = scratch, .names = names, .leaks = leaks, .left = MOST_UNPACKED};
	leaks->path = without_names(&scan, path, &leaks->path_value, &leaks->in_path);
	scan.csv = str_ends(path, S(".csv"));
	scan_bytes(&scan, (str){0}, bytes, MARKUP_PAGE);
}
