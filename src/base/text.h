/* Unicode text, with ICU behind it (text.c is the only file that includes ICU). All text is UTF-8. Every function may be
   called from several threads at once. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/str.h"

struct arena;

/* Decodes the code point at *offset and moves past it. At the end, or on a byte that is not UTF-8, returns U+FFFD (and
   moves by one byte when there is one). */
static inline uint32_t text_next(str, size_t *offset);

uint32_t text_next_of_many(str, size_t *offset); /* the same, where no ASCII character stands */

static inline uint32_t
text_next(str s, size_t *offset)
{
	if (*offset < s.n && (unsigned char)s.p[*offset] < 0x80)
		return (unsigned char)s.p[(*offset)++];
	return text_next_of_many(s, offset);
}

/* The code point that ends at `offset`; U+FFFD at the start. And where it begins; `offset` is more than 0. */
uint32_t text_before(str, size_t offset);
size_t text_previous(str, size_t offset);

/* Offset of the first byte that is not valid UTF-8, or SIZE_MAX. */
size_t text_invalid(str);

size_t text_length(str);             /* code points */
size_t text_width(str);              /* columns in a terminal: wide East Asian 2, combining marks 0 */
bool text_is_word(uint32_t code);    /* letter, mark, digit or underscore: what a word boundary stands between */
bool text_is_letter(uint32_t code);
bool text_is_upper(uint32_t code);
bool text_is_lower(uint32_t code);
bool text_is_digit(uint32_t code);   /* ASCII 0-9 only */
bool text_is_space(uint32_t code);
bool text_is_mark(uint32_t code);    /* combines with what stands before it */
int text_hex_digit(char c);          /* its value, or -1 */
bool text_begins_upper(str);         /* with a capital */
bool text_is_capitalised(str);       /* a capital and then a small letter: "Anna", not "ANNA" or "anna" */

/* Characters that change how the text around them looks without being seen: bidirectional controls and zero-width
   characters (reliability.md). A BOM inside a text is one. U+200D between emoji is none. */
bool text_is_invisible(uint32_t code);

/* Offset of the next such character at or after `from`, or SIZE_MAX. This one knows about U+200D between emoji. */
size_t text_invisible(str, size_t from);

str text_nfc(struct arena *, str);   /* the same slice when it already is NFC */
str text_nfd(struct arena *, str);

/* The end of the stretch from `start` that normalises by itself: a character with the marks that may combine with it. */
size_t text_segment_end(str, size_t start);

uint32_t text_fold_code(uint32_t code); /* simple case folding of one code point */
uint32_t text_base(uint32_t code); /* the same without diacritics: what its decomposition begins with */
str text_fold(struct arena *, str);  /* NFC of the full case folding */
str text_upper_first(struct arena *, str);

/* The slug rule of format.md: NFC, folded, å ä → a, ö ø → o, æ → ae, ß → ss, other marks dropped, the rest to single
   hyphens. May be empty. */
str text_slug(struct arena *, str);

/* Swedish order (ICU collation sv, å ä ö last), made total by byte order. */
int text_collate(str, str);

/* A byte string whose str_compare order is the Swedish order; equal keys need a tie-break by the caller. */
str text_sort_key(struct arena *, str);

/* The candidate that is nearest to the word (edit distance over folded text, at most a third of its length), or the
   empty slice. */
str text_nearest(str word, const str *candidates, size_t n);

#endif
