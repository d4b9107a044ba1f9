/* The publication rules, applied once (format.md, "Publication rules"). */
#ifndef ARCHIVE_HIDE_H
#define ARCHIVE_HIDE_H

#include "archive/archive.h"

/* After archive_resolve(), before anything else looks at the model. Decides who is hidden, puts what is shown in the
   place of their names in every text and reference of the model, gives those who are only mentioned an id that tells
   nothing, orders hidden people last, and fills `secrets`, `hidden` and `masking`. Reports ids, addresses and names of
   files that tell. */
void archive_hide(struct archive *, struct diag_list *);

#endif
