/* Undoing what formats do to a text so that it may stand in them. One decoder, for the links of a page, for the masking
   of names and for the search for names that may not be there. */
#ifndef BASE_UNESCAPE_H
#define BASE_UNESCAPE_H

#include "base/str.h"

struct arena;

enum {
	ESCAPE_ENTITY = 1,    /* HTML and XML: &ouml; &#246; &#xf6; */
	ESCAPE_PERCENT = 2,   /* addresses: %C3%B6 */
	ESCAPE_BACKSLASH = 4, /* JSON, JavaScript, iCalendar: \u00f6 \xf6 \/ \n \, */
};

struct unescaped {
	size_t length; /* bytes of the escape; 0: none begins here */
	size_t n;      /* bytes that it stands for */
	char bytes[4];
};

/* The escape of these kinds that begins at `at`. */
struct unescaped escape_at(str text, size_t at, unsigned kinds);

/* Where the next byte stands that may begin an escape of these kinds, from `at` on; or the end. */
size_t escape_find(str text, size_t at, unsigned kinds);

/* The text without them, once over; the same slice when there are none. */
str unescape(struct arena *, str, unsigned kinds);

/* A code point as UTF-8; what is none becomes U+FFFD. Returns the number of bytes. */
size_t utf8_encode(uint32_t code, char bytes[4]);

#endif
