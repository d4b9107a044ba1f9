/* From the content tree to the archive. */
#ifndef CONTENT_READ_H
#define CONTENT_READ_H

#include "archive/archive.h"

struct content_options {
	str root;             /* the content folder as given by --source; paths are shown below it */
	struct date today;
	unsigned jobs;        /* at least 1 */
	bool drafts;          /* keep documents whose status is not `publicerat` */
	struct arena *arenas; /* one for each job, of the caller; what is read lives in them as long as the build */
};

/* Reads everything below the content folder and reports all that is wrong with it. Documents stand in the order of their
   paths; ids that were not given are empty and no reference has its entity yet: archive_resolve() comes next. Documents
   that could not be read, and those that are not to be shown, are not in the archive. Returns NULL when the folder itself
   cannot be read. */
struct archive *content_read(struct arena *, struct content_options, struct diag_list *);

/* The archive's `språk`, for what is said before the content is read; empty when nothing tells. */
str content_language(struct arena *, str root);

#endif
