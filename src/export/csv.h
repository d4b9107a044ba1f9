/* Writing CSV as RFC 4180 has it: commas, CRLF, quotes only where they are needed. UTF-8 without a byte order mark. */
#ifndef EXPORT_CSV_H
#define EXPORT_CSV_H

#include "base/buffer.h"

struct csv {
	struct buffer *out;
	bool begun; /* the row has a cell */
};

/* The text is written as it is, also when it begins with = + - or @. A spreadsheet may take such a cell for a formula,
   but what would stop it (an apostrophe or a space before it) is no part of RFC 4180: every other program would read it
   as text that nobody has said. These files are a record, and /data/ says how to open them as text. */
void csv_cell(struct csv *, str);

/* A cell with a number; 0 is the empty cell. */
void csv_number(struct csv *, size_t);

void csv_end_row(struct csv *);

#endif
