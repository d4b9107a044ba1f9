/* The content lines of iCalendar (RFC 5545, 3.1): folded at 75 octets, never inside a character, ended by CRLF; and the
   escaping of its TEXT values (3.3.11). */
#ifndef EXPORT_ICAL_H
#define EXPORT_ICAL_H

#include "base/buffer.h"

/* A line that is written as it is: a name, parameters and a value of ours ("BEGIN:VEVENT"). */
void ical_line(struct buffer *out, str line);

/* A property whose value is text. Nothing is written for an empty value. */
void ical_text(struct buffer *out, const char *name, str value);

/* A property with a list of texts, separated by commas. Nothing is written for an empty list. */
void ical_list(struct buffer *out, const char *name, const struct strs *values);

/* Escapes a TEXT value: \ ; , and line ends. Control characters, which the format forbids, become U+FFFD, and so does
   what is not UTF-8; what separates lines without being a line end to the format (U+0085, U+2028, U+2029) becomes one. */
void ical_escape(struct buffer *out, str text);

#endif
