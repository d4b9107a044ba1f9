/* From rendered bytes to a published folder: staged beside the output, checked, and swapped in by one rename. Knows
   nothing of pages. The program only ever removes what the manifest of the old site lists. */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/diag.h"

struct stage;

struct publish_options {
	str output;      /* the folder to publish to; made when absent */
	str content;     /* the content folder, which may not be, hold or lie in the output */
	bool force;      /* take over a folder that is not ours: foreign files are kept where they are */
};

/* Takes the lock, removes the debris of a build that was killed, and makes an empty stage beside the output. NULL after
   reporting P4xx (all of them mean exit status 3: the machine refused). */
struct stage *stage_open(struct arena *, const struct publish_options *, struct diag_list *);

/* Writes one file of the site. `path` is relative, safe and not yet written ("amnen/ai/index.html"). A file whose
   bytes are those of the published one is taken over by hard link, so that its inode and times stand. May be called
   from several threads. Returns false when the machine refused; the fault is kept and reported by stage_check(). */
bool stage_write(struct stage *, str path, str bytes);

/* Checks what has been staged, on up to `jobs` threads: every internal link (href, src, srcset) and anchor leads
   somewhere, every id is unique in its page. */
bool stage_check(struct stage *, unsigned jobs, struct diag_list *);

/* Writes the manifest and swaps. True: the new site stands. The stage is closed in either case. */
bool stage_publish(struct stage *, struct diag_list *);

/* Gives up: removes the stage and the lock. */
void stage_abandon(struct stage *);

struct stage_counts {
	size_t written, unchanged;
};
struct stage_counts stage_counts(const struct stage *);

#endif
