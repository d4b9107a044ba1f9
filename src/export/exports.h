/* The files of the site that are no pages: feeds, calendars, data. exports_list() says which there are; each is written by
   itself, so that it can be done on all cores. Nothing here touches files. */
#ifndef EXPORT_EXPORTS_H
#define EXPORT_EXPORTS_H

#include "archive/address.h"
#include "base/buffer.h"
#include "index/index.h"

struct export_context {
	const struct archive *archive;
	const struct body *const *bodies;
	const struct index *index;
	struct strs indexed; /* addresses of the pages that search engines may list */
	const str *titles; /* what the pages call the documents ("SIKT 14 december 2018"), by index */
	str (*word)(const void *words, const char *path); /* one of the theme's words: "flöde.beslut"; the path when it has none */
	const void *words;
};

struct export {
	str address; /* "/amnen/ai/atom.xml" */
	void (*write)(const struct export_context *, const struct export *, struct buffer *); /* into the buffer's arena */
	const struct entity *entity; /* whose it is; NULL: of the whole archive */
	unsigned which; /* as its writer needs */
};

struct exports {
	struct export *items;
	size_t n, cap;
};

/* All of them, in a total order. */
void exports_list(const struct export_context *, struct arena *, struct exports *);

/* One for each format: appends its files. */
void atom_list(const struct export_context *, struct arena *, struct exports *);
void calendar_list(const struct export_context *, struct arena *, struct exports *);
void tables_list(const struct export_context *, struct arena *, struct exports *);
void open_data_list(const struct export_context *, struct arena *, struct exports *);
void sources_list(const struct export_context *, struct arena *, struct exports *);
void sitemap_list(const struct export_context *, struct arena *, struct exports *);
void robots_list(const struct export_context *, struct arena *, struct exports *);

#endif
