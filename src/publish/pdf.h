/* What a PDF says: its pages by poppler's pdftotext, its title and author by pdfinfo. */
#ifndef PUBLISH_PDF_H
#define PUBLISH_PDF_H

#include "base/str.h"

struct arena;

enum pdf_end {
	PDF_READ,
	PDF_NO_PROGRAM, /* pdftotext is not on this machine */
	PDF_LOCKED,     /* damaged, or behind a password */
	PDF_PICTURES,   /* there is no text: scanned paper */
	PDF_LARGE,      /* it took too long or gave too much */
};

/* `pages` become the words of all pages, a form feed after each, and `about` a line for each thing said about the
   file. */
enum pdf_end pdf_read(struct arena *, str bytes, str *pages, str *about);

/* The next stream of the file at or after *at, packed as it stands, that may hold words: no picture and no font.
   Moves past where it begins. */
bool pdf_next_stream(str bytes, size_t *at, str *packed);

#endif
