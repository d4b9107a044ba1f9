/* Finds what tells who somebody is without being a name: Swedish personal identity numbers and coordination numbers
   (folkbokföringslagen 1991:481, 18 §; SKV 704: date, three digits, check digit by the Luhn rule; the day plus 60 in a
   coordination number), telephone numbers and mail addresses. */
#ifndef BASE_PERSONAL_H
#define BASE_PERSONAL_H

#include "base/str.h"

enum personal_kind { PERSONAL_IDENTITY_NUMBER, PERSONAL_PHONE, PERSONAL_MAIL };

struct arena;

struct personal_match {
	enum personal_kind kind;
	size_t start, end; /* bytes of the text */
};

/* The first at or after *at, which moves to its end. False when there is none.
   An identity number has ten or twelve digits, a valid date (of 1850 to 2099 in the twelve-digit form) and a right check
   digit; "-", "+", dashes and spaces may stand where people write them. It is none inside a longer
   row of digits or letters, and organisation numbers, dates, ratios and document numbers are none. */
bool personal_next(str text, size_t *at, struct personal_match *);

/* The text with a dot for each character of identity numbers, and with `contacts` of telephone numbers and mail addresses;
   the same slice when there are none. */
str personal_masked(struct arena *, str text, bool contacts);

#endif
