/* The files that documents attach: they must be there, be of an allowed kind, and hold what their ending says. */
#ifndef CONTENT_ATTACHMENTS_H
#define CONTENT_ATTACHMENTS_H

#include "archive/archive.h"

/* Checks the attached files of one document and fills in their sizes. `files` leads from the NFC form of each path of a
   regular file below the content folder to its path on disk (str *). The scratch arena is the caller's to reset. */
void attachments_check(struct arena *, struct arena *scratch, str root, const struct map *files, struct document *,
                       struct diag_list *);

#endif
