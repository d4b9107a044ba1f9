/* When files were last changed, read from what one `git log` prints. Only dates and paths are asked of git, never a name or
   an address of somebody. */
#ifndef CONTENT_GIT_LOG_H
#define CONTENT_GIT_LOG_H

#include "base/date.h"
#include "base/str.h"

struct arena;

/* The format of the log: `git log -z --raw -c -M100% --no-abbrev --format=GIT_LOG_FORMAT`. A renamed file whose bytes
   stayed the same (-M100%) has not changed; finding those needs no file's content. A merge (-c) shows what it changed
   itself. */
#define GIT_LOG_FORMAT "%cs %P" /* the committer's day, and the parents */

struct last_change {
	str path; /* in: below the root of the repository */
	struct date date; /* out: of the last commit that changed the file; year 0 when the log does not tell */
	str blob; /* out: what git calls the bytes it had then; in the log */
	bool cut; /* out: the change lies where a shallow clone begins, or before: its date is not known */
};

/* Reads the log, newest commit first, and fills in the files. False when it is not a log of that format; what was read
   until then stands. Time and memory are in proportion to the log. */
bool git_log_read(struct arena *, str log, bool shallow, struct last_change *files, size_t n);

#endif
