/* The site as it stands in memory while somebody writes: the last good build, what is wrong with the newest one, and the
   bytes of any of its files. */
#ifndef COMMANDS_PREVIEW_H
#define COMMANDS_PREVIEW_H

#include "commands/options.h"
#include "publish/server.h"

struct preview;

/* `options` say what to build; they are copied for each build. */
struct preview *preview_new(const struct options *);

/* Builds anew. Faults are left in *faults of the caller's options (to be printed), and shown over the pages. True when the
   site that is shown is the new one. */
bool preview_build(struct preview *, struct options *faults);

/* Answers a request for a path; see server_options.answer. */
void preview_answer(void *preview, struct arena *, str path, struct server_answer *);

/* The search index of the newest site is made beside; this descriptor can be read when one is ready, and preview_search()
   takes it over. -1: there is no search on this machine. */
int preview_search_descriptor(const struct preview *);
void preview_search(struct preview *);

/* The folders to watch: the content, and the theme's. */
const struct strs *preview_folders(const struct preview *);

void preview_free(struct preview *);

#endif
