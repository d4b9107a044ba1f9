/* Views of files that are not text: what in them may be read as text, in several codings. */
#include "base/text.h"
#include "base/unescape.h"
#include "publish/view.h"

enum { SHORTEST_RUN = 4 /* characters */, LAST_WIDE = 0x590 /* beyond Latin, Greek and Cyrillic */ };

/* ---- stretches of text ---- */

struct character {
	size_t length; /* bytes; 0: none begins here */
	uint32_t code;
};

static bool
is_printable(uint32_t code)
{
	return code >= 0x20 && code != 0x7f;
}

static struct character
character_at(str text, size_t at, enum view_coding coding)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	struct character found = {0};
	if (coding == CODING_UTF8) {
		size_t next = at;
		found.code = text_next(text, &next);
		found.length = found.code == 0xfffd ? 0 : next - at;
	} else if (coding == CODING_LATIN1) {
		found = (struct character){p[0] < 0x7f || p[0] >= 0xc0, p[0]};
	} else if (at + 1 < text.n) {
		found.code = coding == CODING_UTF16_LE ? p[0] | (uint32_t)p[1] << 8 : p[1] | (uint32_t)p[0] << 8;
		found.length = found.code < LAST_WIDE ? 2 : 0;
	}
	if (!is_printable(found.code) && found.code != '\n' && found.code != '\t')
		found.length = 0;
	return found;
}

static void
put_run(struct view_making *making, size_t start, size_t end, enum view_coding coding)
{
	view_put(making, S(APART_MARK), start);
	if (coding == CODING_UTF8) {
		view_keep(making, start, end);
		return;
	}
	/* One step for the whole run: inside it a place is only near. */
	struct buffer run = {.arena = making->arena};
	for (size_t at = start; at < end;) {
		struct character found = character_at(making->view->of->text, at, coding);
		char bytes[4];
		buffer_add(&run, (str){bytes, utf8_encode(found.code, bytes)});
		at += found.length;
	}
	view_put(making, buffer_str(&run), start);
}

const struct view *
view_runs(struct arena *arena, const struct view *of, enum view_coding coding, size_t first)
{
	struct view_making making = {0};
	const size_t unit = coding >= CODING_UTF16_LE ? 2 : 1;
	for (size_t at = first; at < of->text.n; at += unit) {
		size_t start = at, count = 0;
		for (struct character found; at < of->text.n && (found = character_at(of->text, at, coding)).length;
		     count++)
			at += found.length;
		if (count < SHORTEST_RUN)
			continue;
		if (!making.view)
			making = view_begin(arena, of);
		put_run(&making, start, at, coding);
	}
	return making.view ? view_end(&making) : NULL;
}

/* ---- CBOR ---- */

/* The number that follows the first byte of an item (RFC 8949, 3). */
static uint64_t
cbor_number(str text, size_t *at, unsigned additional)
{
	size_t n = additional < 24 || additional > 27 ? 0 : (size_t)1 << (additional - 24);
	uint64_t value = n ? 0 : additional;
	for (size_t i = 0; i < n && *at < text.n; i++)
		value = value << 8 | (unsigned char)text.p[(*at)++];
	return value;
}

const struct view *
view_cbor(struct arena *arena, const struct view *of)
{
	enum { BYTES = 2, TEXT = 3, WITHOUT_LENGTH = 31 };
	struct view_making making = view_begin(arena, of);
	for (size_t at = 0; at < of->text.n;) {
		unsigned char first = (unsigned char)of->text.p[at++];
		unsigned kind = first >> 5, additional = first & 31;
		uint64_t n = cbor_number(of->text, &at, additional);
		if ((kind != BYTES && kind != TEXT) || additional == WITHOUT_LENGTH)
			continue; /* what a list or map holds follows by itself */
		size_t end = n < of->text.n - at ? at + (size_t)n : of->text.n;
		view_put(&making, S(APART_MARK), at);
		view_keep(&making, at, end);
		at = end;
	}
	return view_end(&making);
}

/* ---- whole texts ---- */

str
utf16_to_utf8(struct arena *arena, str text, bool big_endian)
{
	struct buffer out = {.arena = arena};
	const unsigned char *p = (const unsigned char *)text.p;
	uint32_t high = 0;
	for (size_t at = 0; at + 1 < text.n; at += 2) {
		uint32_t unit = big_endian ? (uint32_t)p[at] << 8 | p[at + 1] : (uint32_t)p[at + 1] << 8 | p[at];
		char bytes[4];
		if (unit >= 0xd800 && unit < 0xdc00) {
			high = unit;
			continue;
		}
		if (high && unit >= 0xdc00 && unit < 0xe000)
			unit = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
		high = 0;
		buffer_add(&out, (str){bytes, utf8_encode(unit, bytes)});
	}
	return buffer_str(&out);
}

/* What differs from Latin-1, as far as it is letters that Swedish names are written with. */
static const struct {
	enum code_page page;
	unsigned char byte;
	uint16_t code;
} page_letters[] = {
    {PAGE_WINDOWS, 0x8a, 0x160}, {PAGE_WINDOWS, 0x8c, 0x152}, {PAGE_WINDOWS, 0x8e, 0x17d}, {PAGE_WINDOWS, 0x9a, 0x161},
    {PAGE_WINDOWS, 0x9c, 0x153}, {PAGE_WINDOWS, 0x9e, 0x17e}, {PAGE_WINDOWS, 0x9f, 0x178}, {PAGE_DOS, 0x81, 0xfc},
    {PAGE_DOS, 0x82, 0xe9},      {PAGE_DOS, 0x84, 0xe4},      {PAGE_DOS, 0x86, 0xe5},      {PAGE_DOS, 0x8e, 0xc4},
    {PAGE_DOS, 0x8f, 0xc5},      {PAGE_DOS, 0x90, 0xc9},      {PAGE_DOS, 0x94, 0xf6},      {PAGE_DOS, 0x99, 0xd6},
    {PAGE_DOS, 0x9a, 0xdc},      {PAGE_MAC, 0x80, 0xc4},      {PAGE_MAC, 0x81, 0xc5},      {PAGE_MAC, 0x83, 0xc9},
    {PAGE_MAC, 0x85, 0xd6},      {PAGE_MAC, 0x86, 0xdc},      {PAGE_MAC, 0x8a, 0xe4},      {PAGE_MAC, 0x8c, 0xe5},
    {PAGE_MAC, 0x8e, 0xe9},      {PAGE_MAC, 0x9a, 0xf6},      {PAGE_MAC, 0x9f, 0xfc},
};

str
code_page_to_utf8(struct arena *arena, str text, enum code_page page)
{
	uint32_t codes[0x100];
	for (uint32_t i = 0; i < 0x100; i++)
		codes[i] = i >= 0x80 && i < 0xa0 ? '?' : i;
	for (size_t i = 0; i < sizeof page_letters / sizeof *page_letters; i++)
		if (page_letters[i].page == page)
			codes[page_letters[i].byte] = page_letters[i].code;
	struct buffer out = {.arena = arena};
	for (size_t at = 0; at < text.n; at++) {
		char bytes[4];
		buffer_add(&out, (str){bytes, utf8_encode(codes[(unsigned char)text.p[at]], bytes)});
	}
	return buffer_str(&out);
}
