/* `dump archive`: everything that is known, as JSON. */
#ifndef ARCHIVE_DUMP_H
#define ARCHIVE_DUMP_H

#include "archive/archive.h"

struct buffer;

/* Writes the resolved archive, with keys as in the data files (ASCII) and what is not given left out. People are shown as
   the site shows them: no other name of a hidden person is written. */
void archive_dump(const struct archive *, struct buffer *);

#endif
