/* Unicode text on top of ICU: the only file that includes it. Plain Latin text, which is nearly all there is, takes
   short ways that never convert to UTF-16. ICU's normalisers and collators are safe to share between threads once they
   are open. */
#include "base/text.h"

#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/arena.h"

enum {
	REPLACEMENT = 0xfffd,
	FIRST_MARK = 0x300, /* nothing below combines with what stands before it or changes in NFC */
	FIRST_MARK_LEAD = 0xcc, /* the first byte of U+0300 */
	SOFT_HYPHEN = 0xad,
	ZERO_WIDTH_JOINER = 0x200d,
	EMOJI_PRESENTATION = 0xfe0f,
	LONGEST_GUESS = 64, /* code points of a word that text_nearest() looks at */
};

/* A byte in each of the eight places of a word. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* A string in ICU's form, in a scratch arena. */
struct utf16 {
	UChar *p;
	int32_t n;
};

/* With valid arguments and enough room ICU fails for one reason only. */
static void
demand(UErrorCode status)
{
	if (U_FAILURE(status))
		out_of_memory();
}

/* Half a gigabyte is far above every limit on files; longer text would not fit ICU's lengths when it grows. */
static bool
fits(str s)
{
	return s.n < INT32_MAX / 4;
}

static struct utf16
to_utf16(struct arena *scratch, str s)
{
	struct utf16 wide = {arena_array(scratch, UChar, s.n + 1), 0};
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8WithSub(wide.p, (int32_t)s.n + 1, &wide.n, s.n ? s.p : "", (int32_t)s.n, REPLACEMENT, NULL,
	                     &status);
	demand(status);
	return wide;
}

static str
to_utf8(struct arena *arena, struct utf16 wide)
{
	int32_t n = 0;
	UErrorCode status = U_ZERO_ERROR;
	u_strToUTF8WithSub(NULL, 0, &n, wide.p, wide.n, REPLACEMENT, NULL, &status);
	if (status != U_BUFFER_OVERFLOW_ERROR)
		demand(status);
	char *bytes = arena_alloc(arena, (size_t)n + 1);
	status = U_ZERO_ERROR;
	u_strToUTF8WithSub(bytes, n + 1, &n, wide.p, wide.n, REPLACEMENT, NULL, &status);
	demand(status);
	return (str){bytes, (size_t)n};
}

static struct utf16
normalised(struct arena *scratch, const UNormalizer2 *form, struct utf16 wide)
{
	/* The most that a UTF-16 string can grow is threefold in NFC and fourfold in NFD (UAX 15). */
	int32_t room = wide.n * 4 + 1;
	struct utf16 result = {arena_array(scratch, UChar, (size_t)room), 0};
	UErrorCode status = U_ZERO_ERROR;
	result.n = unorm2_normalize(form, wide.p, wide.n, result.p, room, &status);
	demand(status);
	return result;
}

static const UNormalizer2 *
nfc(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);
	demand(status);
	return form;
}

static const UNormalizer2 *
nfd(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFDInstance(&status);
	demand(status);
	return form;
}

/* The first byte at or after `at` that is not ASCII, or the end. Most text is ASCII, and eight bytes are seen at a time. */
static size_t
skip_ascii(str s, size_t at)
{
	for (uint64_t word; s.n - at >= sizeof word; at += sizeof word) {
		memcpy(&word, s.p + at, sizeof word);
		if (word & EIGHT(0x80))
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] < 0x80)
		at++;
	return at;
}

/* The first byte at or after `at` that can begin a character from FIRST_MARK on, or the end. */
static size_t
skip_below_marks(str s, size_t at)
{
	/* A byte is one of them when its highest bit is set and the lower seven, with what is missing added, reach it again. */
	const uint64_t missing = EIGHT(0x100 - FIRST_MARK_LEAD);
	for (uint64_t word; s.n - at >= sizeof word; at += sizeof word) {
		memcpy(&word, s.p + at, sizeof word);
		if (((word & EIGHT(0x7f)) + missing) & word & EIGHT(0x80))
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] < FIRST_MARK_LEAD)
		at++;
	return at;
}

static bool
is_ascii(str s)
{
	return skip_ascii(s, 0) == s.n;
}

uint32_t
text_next_of_many(str s, size_t *offset)
{
	size_t at = *offset;
	if (at >= s.n)
		return REPLACEMENT;
	/* A sequence has four bytes at most; the window keeps ICU's index small. */
	const uint8_t *window = (const uint8_t *)s.p + at;
	int32_t moved = 0, length = s.n - at < 4 ? (int32_t)(s.n - at) : 4;
	UChar32 code;
	U8_NEXT(window, moved, length, code);
	*offset = at + (code < 0 ? 1 : (size_t)moved);
	return code < 0 ? REPLACEMENT : (uint32_t)code;
}

uint32_t
text_before(str s, size_t offset)
{
	if (offset > s.n)
		offset = s.n;
	size_t start = offset;
	while (start > 0 && offset - start < 4) {
		start--;
		if (((unsigned char)s.p[start] & 0xc0) == 0x80)
			continue;
		size_t end = start;
		uint32_t code = text_next(s, &end);
		return end == offset ? code : REPLACEMENT;
	}
	return REPLACEMENT;
}

size_t
text_previous(str s, size_t offset)
{
	do
		offset--;
	while (offset > 0 && ((unsigned char)s.p[offset] & 0xc0) == 0x80);
	return offset;
}

size_t
text_invalid(str s)
{
	for (size_t at = 0; (at = skip_ascii(s, at)) < s.n;) {
		size_t start = at;
		/* U+FFFD itself has three bytes; as an answer to a fault it moves by one. */
		if (text_next(s, &at) == REPLACEMENT && at - start == 1)
			return start;
	}
	return SIZE_MAX;
}

size_t
text_length(str s)
{
	size_t count = s.n, i = 0;
	/* All bytes but those that continue a character: the highest bit set, the next one not. */
	for (uint64_t word; s.n - i >= sizeof word; i += sizeof word) {
		memcpy(&word, s.p + i, sizeof word);
		uint64_t continuing = (word & ~(word << 1) & EIGHT(0x80)) >> 7;
		count -= (size_t)(continuing * EIGHT(1) >> 56); /* the sum of the eight bytes */
	}
	for (; i < s.n; i++)
		count -= ((unsigned char)s.p[i] & 0xc0) == 0x80;
	return count;
}

static size_t
code_width(uint32_t code)
{
	if (code < FIRST_MARK)
		return 1;
	uint32_t kind = U_MASK(u_charType((UChar32)code));
	bool joining_jamo = code >= 0x1160 && code <= 0x11ff;
	if ((kind & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) || joining_jamo)
		return 0;
	int width = u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t
text_width(str s)
{
	size_t width = 0;
	for (size_t at = 0; at < s.n;)
		width += code_width(text_next(s, &at));
	return width;
}

bool
text_is_word(uint32_t code)
{
	if (code < 0x80)
		return text_is_digit(code) || (code | 0x20) - 'a' < 26 || code == '_';
	return (U_MASK(u_charType((UChar32)code)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

bool
text_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) - 'a' < 26;
	return (U_MASK(u_charType((UChar32)code)) & U_GC_L_MASK) != 0;
}

bool
text_begins_upper(str text)
{
	size_t at = 0;
	return text_is_upper(text_next(text, &at));
}

bool
text_is_capitalised(str text)
{
	size_t at = 0;
	return text_is_upper(text_next(text, &at)) && text_is_lower(text_next(text, &at));
}

int
text_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char lower = (char)(c | 0x20);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool
text_is_upper(uint32_t code)
{
	return code < 0x80 ? code - 'A' < 26 : u_isUUppercase((UChar32)code);
}

bool
text_is_lower(uint32_t code)
{
	return code < 0x80 ? code - 'a' < 26 : u_isULowercase((UChar32)code);
}

bool
text_is_digit(uint32_t code)
{
	return code - '0' < 10;
}

bool
text_is_space(uint32_t code)
{
	return code < 0x80 ? code == ' ' || code - '\t' < 5 : u_isUWhiteSpace((UChar32)code);
}

bool
text_is_mark(uint32_t code)
{
	return code >= FIRST_MARK && (U_MASK(u_charType((UChar32)code)) & U_GC_M_MASK) != 0;
}

bool
text_is_invisible(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
	    {0x034f, 0x034f}, /* combining grapheme joiner */
	    {0x061c, 0x061c}, /* Arabic letter mark */
	    {0x115f, 0x1160}, /* Hangul fillers */
	    {0x17b4, 0x17b5}, /* Khmer inherent vowels */
	    {0x180e, 0x180e}, /* Mongolian vowel separator */
	    {0x200b, 0x200f}, /* zero-width space, joiners, direction marks */
	    {0x202a, 0x202e}, /* bidirectional embeddings and overrides */
	    {0x2060, 0x206f}, /* word joiner, invisible operators, isolates */
	    {0x3164, 0x3164}, /* Hangul filler */
	    {0xfeff, 0xfeff}, /* BOM */
	    {0xffa0, 0xffa0}, /* Hangul filler, halfwidth */
	    {0xfff9, 0xfffb}, /* interlinear annotation */
	    {0xe0000, 0xe0fff}, /* tags, further variation selectors */
	};
	if (code < ranges[0].first)
		return false;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

static bool
is_emoji_part(uint32_t code)
{
	return code == EMOJI_PRESENTATION || u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
	       u_hasBinaryProperty((UChar32)code, UCHAR_EMOJI_MODIFIER);
}

size_t
text_invisible(str s, size_t from)
{
	for (size_t at = from; at < s.n && (at = skip_below_marks(s, at)) < s.n;) {
		size_t start = at;
		uint32_t code = text_next(s, &at);
		if (!text_is_invisible(code))
			continue;
		size_t after = at;
		if (code == ZERO_WIDTH_JOINER && is_emoji_part(text_before(s, start)) &&
		    is_emoji_part(text_next(s, &after)))
			continue;
		return start;
	}
	return SIZE_MAX;
}

/* True when the text surely is NFC: every character may stand in it, and none is a mark that could be out of order. */
static bool
is_plain_nfc(str s)
{
	for (size_t at = 0; (at = skip_below_marks(s, at)) < s.n;) {
		UChar32 code = (UChar32)text_next(s, &at);
		if (u_getCombiningClass(code) != 0 || u_getIntPropertyValue(code, UCHAR_NFC_QUICK_CHECK) != UNORM_YES)
			return false;
	}
	return true;
}

str
text_nfc(struct arena *arena, str s)
{
	if (is_plain_nfc(s) || !fits(s))
		return s;
	struct arena scratch = {0};
	struct utf16 wide = to_utf16(&scratch, s);
	UErrorCode status = U_ZERO_ERROR;
	bool already = unorm2_isNormalized(nfc(), wide.p, wide.n, &status);
	demand(status);
	str result = already ? s : to_utf8(arena, normalised(&scratch, nfc(), wide));
	arena_free(&scratch);
	return result;
}

str
text_nfd(struct arena *arena, str s)
{
	if (is_ascii(s) || !fits(s))
		return s;
	struct arena scratch = {0};
	str result = to_utf8(arena, normalised(&scratch, nfd(), to_utf16(&scratch, s)));
	arena_free(&scratch);
	return result;
}

size_t
text_segment_end(str s, size_t start)
{
	size_t end = start;
	text_next(s, &end);
	while (end < s.n) {
		size_t next = end;
		uint32_t code = text_next(s, &next);
		if (code < FIRST_MARK || unorm2_hasBoundaryBefore(nfc(), (UChar32)code))
			break;
		end = next;
	}
	return end;
}

/* Folds text of U+0000 to U+00FF in place of ICU. Returns false when there is more to it: ß and µ fold to something
   else than a small letter of this range. */
static bool
fold_latin1(char *out, str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char byte = (unsigned char)s.p[i];
		if (byte >= 'A' && byte <= 'Z') {
			byte |= 0x20;
		} else if (byte >= 0x80) {
			if ((byte != 0xc2 && byte != 0xc3) || i + 1 == s.n)
				return false;
			out[i++] = (char)byte;
			unsigned char second = (unsigned char)s.p[i];
			if (second < 0x80 || second > 0xbf || (byte == 0xc2 && second == 0xb5) ||
			    (byte == 0xc3 && second == 0x9f))
				return false;
			bool capital = byte == 0xc3 && second <= 0x9e && second != 0x97;
			byte = capital ? (unsigned char)(second + 0x20) : second;
		}
		out[i] = (char)byte;
	}
	return true;
}

str
text_fold(struct arena *arena, str s)
{
	if (s.n == 0 || !fits(s))
		return s;
	char *folded = arena_bytes(arena, s.n);
	if (fold_latin1(folded, s))
		return (str){folded, s.n};
	struct arena scratch = {0};
	struct utf16 wide = to_utf16(&scratch, s);
	int32_t room = wide.n * 3 + 1; /* no character folds to more than three */
	struct utf16 result = {arena_array(&scratch, UChar, (size_t)room), 0};
	UErrorCode status = U_ZERO_ERROR;
	result.n = u_strFoldCase(result.p, room, wide.p, wide.n, U_FOLD_CASE_DEFAULT, &status);
	demand(status);
	str all = to_utf8(arena, normalised(&scratch, nfc(), result));
	arena_free(&scratch);
	return all;
}

uint32_t
text_fold_code(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
	return (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT);
}

uint32_t
text_base(uint32_t code)
{
	UChar units[32]; /* no decomposition has more than four characters */
	UErrorCode status = U_ZERO_ERROR;
	bool syllable = code >= 0xac00 && code <= 0xd7a3; /* Hangul: its parts are letters, not marks */
	if (code < 0x80 || syllable)
		return text_fold_code(code);
	uint32_t first = code;
	int32_t n = unorm2_getDecomposition(nfd(), (UChar32)code, units, sizeof units / sizeof *units, &status);
	if (U_SUCCESS(status) && n > 0)
		first = U16_IS_LEAD(units[0]) && n > 1 ? (uint32_t)U16_GET_SUPPLEMENTARY(units[0], units[1]) : units[0];
	return text_fold_code(first);
}

str
text_upper_first(struct arena *arena, str s)
{
	size_t after = 0;
	uint32_t code = text_next(s, &after);
	UChar32 upper = u_totitle((UChar32)code);
	if (s.n == 0 || (uint32_t)upper == code)
		return s;
	UChar units[2];
	struct utf16 wide = {units, 0};
	UBool failed = false;
	U16_APPEND(units, wide.n, 2, upper, failed);
	return failed ? s : str_join(arena, to_utf8(arena, wide), str_from(s, after));
}

/* What a character of folded, decomposed text becomes in a slug; NULL: it separates. */
static const char *
slug_letter(uint32_t code, char ascii[2])
{
	if (code < 0x80 && (text_is_digit(code) || text_is_lower(code))) {
		ascii[0] = (char)code;
		return ascii;
	}
	if (code == 0xe6) /* æ */
		return "ae";
	if (code == 0xf8) /* ø */
		return "o";
	return text_is_mark(code) ? "" : NULL;
}

str
text_slug(struct arena *arena, str s)
{
	struct arena scratch = {0};
	str plain = text_nfd(&scratch, text_fold(&scratch, text_nfc(&scratch, s)));
	/* A hyphen and two letters never outgrow the characters they stand for. */
	char *slug = arena_alloc(arena, plain.n + 1);
	size_t n = 0;
	bool separate = false;
	for (size_t at = 0; at < plain.n;) {
		char ascii[2] = "";
		const char *letter = slug_letter(text_next(plain, &at), ascii);
		if (!letter) {
			separate = n > 0;
			continue;
		}
		if (*letter && separate) {
			slug[n++] = '-';
			separate = false;
		}
		for (; *letter; letter++)
			slug[n++] = *letter;
	}
	arena_free(&scratch);
	return (str){slug, n};
}

static UCollator *swedish_collator;
static pthread_once_t swedish_once = PTHREAD_ONCE_INIT;

static void
open_swedish(void)
{
	UErrorCode status = U_ZERO_ERROR;
	swedish_collator = ucol_open("sv", &status);
	demand(status);
	ucol_setAttribute(swedish_collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
	demand(status);
}

/* One collator for all threads: its comparing functions do not change it. It lives as long as the process. */
static const UCollator *
swedish(void)
{
	pthread_once(&swedish_once, open_swedish);
	return swedish_collator;
}

int
text_collate(str a, str b)
{
	if (!fits(a) || !fits(b))
		return str_compare(a, b);
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult order =
	    ucol_strcollUTF8(swedish(), a.n ? a.p : "", (int32_t)a.n, b.n ? b.p : "", (int32_t)b.n, &status);
	demand(status);
	if (order != UCOL_EQUAL)
		return order == UCOL_LESS ? -1 : 1;
	return str_compare(a, b);
}

str
text_sort_key(struct arena *arena, str s)
{
	if (!fits(s))
		return s;
	struct arena scratch = {0};
	struct utf16 wide = to_utf16(&scratch, s);
	int32_t n = ucol_getSortKey(swedish(), wide.p, wide.n, NULL, 0);
	if (n <= 0)
		out_of_memory();
	uint8_t *key = arena_alloc(arena, (size_t)n);
	ucol_getSortKey(swedish(), wide.p, wide.n, key, n);
	arena_free(&scratch);
	return (str){(const char *)key, (size_t)n - 1}; /* ICU's keys end in a NUL */
}

/* Folded code points of a word; returns how many, or more than the room when it is too long to be guessed at. */
static size_t
folded_codes(str word, uint32_t codes[LONGEST_GUESS])
{
	size_t n = 0;
	for (size_t at = 0; at < word.n;) {
		uint32_t code = text_next(word, &at);
		if (n == LONGEST_GUESS)
			return LONGEST_GUESS + 1;
		codes[n++] = (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT);
	}
	return n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions and swapped neighbours cost one each. Returns more
   than `most` as soon as that is certain. */
static size_t
distance(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, size_t most)
{
	size_t rows[3][LONGEST_GUESS + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	for (size_t j = 0; j <= bn; j++)
		last[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t best = row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t cost = a[i - 1] != b[j - 1];
			row[j] = least(least(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > most)
			return most + 1;
		size_t *oldest = before;
		before = last;
		last = row;
		row = oldest;
	}
	return last[bn];
}

str
text_nearest(str word, const str *candidates, size_t n)
{
	uint32_t wanted[LONGEST_GUESS], codes[LONGEST_GUESS];
	size_t length = folded_codes(word, wanted);
	if (length == 0 || length > LONGEST_GUESS)
		return (str){0};
	size_t allowed = length / 3;
	str best = {0};
	for (size_t i = 0; i < n; i++) {
		size_t other = folded_codes(candidates[i], codes);
		if (other == 0 || other > length + allowed || other + allowed < length || other > LONGEST_GUESS)
			continue;
		size_t far = distance(wanted, length, codes, other, allowed);
		if (far > allowed)
			continue;
		best = candidates[i];
		if (far == 0)
			break;
		allowed = far - 1; /* only a nearer one can still win, so the first of several wins */
	}
	return best;
}
