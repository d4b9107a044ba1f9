/* The folder to publish to: whether it may be used at all, what stands in it, and the names beside it. */
#ifndef PUBLISH_OUTPUT_H
#define PUBLISH_OUTPUT_H

#include "base/map.h"
#include "publish/publish.h"

struct output {
	str path;          /* as the user gave it, for messages */
	str beside;        /* the folder around it, for messages: "" or "x/y" */
	int parent;        /* the folder around it */
	int folder;        /* itself; -1 when it is absent */
	const char *name;  /* "public" */
	const char *stage; /* ".public.stage" */
	const char *lock;  /* ".public.lock" */
};

/* What stands in the output. Paths live in the arena of `lines`. */
struct survey {
	struct map lines;          /* of our manifest: path to hash; empty when there is none */
	struct strs files;         /* foreign ones */
	struct strs folders;       /* that hold none of our files, a folder before what it holds */
	bool ours;                 /* the manifest is one of ours */
	bool empty;                /* nothing at all stands there */
};

/* Looks at the path and opens what is there. Missing folders on the way are made. False after reporting why it may
   not be used; nothing stays open then. */
bool output_open(struct arena *, const struct publish_options *, struct output *, struct diag_list *);

/* Sorts what stands in the output into ours and foreign. False after reporting that it could not be read, or that there
   is something foreign and it may not be taken over. */
bool output_survey(struct arena *, const struct output *, bool force, struct survey *, struct diag_list *);

void output_close(struct output *);

/* Reports a fault of the machine, with the text of errno. */
void report_errno(struct diag_list *, enum diag_code, str path, int error);

#endif
