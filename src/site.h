/* The files of the site, whichever way they go out: staged by `build`, sent by `serve`. Each has a path and is made by
   itself, so that all can be made on all cores and any of them when somebody asks for it. */
#ifndef SITE_H
#define SITE_H

#include "export/exports.h"
#include "pages/pages.h"

struct build;

enum site_file_kind { SITE_PAGE, SITE_ASSET, SITE_EXPORT, SITE_ATTACHMENT };

struct site_file {
	enum site_file_kind kind;
	str path; /* "amnen/ai/index.html" */
	size_t index; /* of the page, asset or export */
	str attachment; /* below bilagor/ */
};

struct site_files {
	struct site_file *items;
	size_t n, cap;
	struct exports exports;
	struct export_context context; /* of the exports */
};

/* Which there are, after the pages have been chosen. Each lives in the build's arena. */
void site_list(struct build *, struct site_files *);

/* Makes one of them. False after reporting why it could not be made. */
bool site_make(const struct build *, const struct site_file *, struct arena *scratch, struct buffer *,
               struct diag_list *);

#endif
