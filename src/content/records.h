/* The tables of fields, one for each kind of file and for the entries inside them. */
#ifndef CONTENT_RECORDS_H
#define CONTENT_RECORDS_H

#include "content/fields.h"

extern const struct record record_minutes;    /* minutes.c: struct document */
extern const struct record record_document;   /* document.c: struct document */
extern const struct record record_page;       /* page.c: struct document */
extern const struct record record_site;       /* site.c: struct site */
extern const struct record record_entity[ENTITY_KINDS]; /* register.c: struct entity */

/* parts.c: what several kinds of files hold. */
extern const struct record record_attachment; /* struct attachment */
extern const struct record record_correction; /* struct correction */
extern const struct choice choices_status[];
extern const struct choice choices_publication[];

/* compound.c: the forms of compound values that have keys. */
extern const struct record record_attendee;    /* {person, för} */
extern const struct record record_term;        /* {vem, från, till} */
extern const struct record record_publication; /* {regel, grund, från, till} */

#endif
