/* The site as it stands in memory while somebody writes: the last good build, what is wrong with the newest one, and the
   bytes of any of its files. */
#ifndef COMMANDS_PREVIEW_H
#define COMMANDS_PREVIEW_H

#include "commands/options.h"
#include "publish/server.h"

struct preview;

/* `options` say what to build; they are copied for each build. */
struct preview *preview_new(const struct options *);

/* Builds anew, reports what is wrong by options->report, and shows faults over the pages. The options take the archive's
   language. True when the site that is shown is the new one. */
bool preview_build(struct preview *, struct options *);

/* Answers a request for a path; see server_options.answer. */
void preview_answer(void *preview, struct arena *, str path, struct server_answer *);

/* The search index of the newest site is made beside; this descriptor can be read when one is ready, and preview_search()
   takes it over, or reports why there is none. -1: there is no search on this machine. */
int preview_search_descriptor(const struct preview *);
void preview_search(struct preview *, struct diag_list *);

/* The folders to watch: the content, and the theme's. */
const struct strs *preview_folders(const struct preview *);

void preview_free(struct preview *);

#endif
