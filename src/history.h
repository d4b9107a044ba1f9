/* What git knows of the archive's files: when each was last changed, and where the content lies in its repository. Git runs
   beside the reading and linking of the archive. Where there is no repository or no git the archive is whole without. */
#ifndef HISTORY_H
#define HISTORY_H

#include "archive/archive.h"
#include "base/diag.h"

struct history;

/* Starts asking about the content folder. NULL: it is in no repository, or there is no git. */
struct history *history_start(struct arena *, str folder);

/* Waits for the answer and sets `changed` of the documents and `in_repository` of the archive. Reports notes when there is a
   repository that does not tell. Also takes NULL. */
void history_finish(struct history *, struct archive *, unsigned jobs, struct diag_list *);

/* Waits, and forgets the answer. */
void history_abandon(struct history *);

#endif
