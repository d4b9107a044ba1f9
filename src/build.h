/* The pipeline from content/ to public/, for the commands: how far to go, and what each stage produced. */
#ifndef BUILD_H
#define BUILD_H

#include "commands/options.h"
#include "history.h"
#include "index/index.h"
#include "markup/markup.h"
#include "pages/pages.h"
#include "publish/publish.h"
#include "site.h"
#include "template/theme.h"

/* Each stage includes those before it. */
enum build_stage { BUILD_READ, BUILD_CHECK, BUILD_THEME, BUILD_LINK, BUILD_ARRANGE, BUILD_SHOW, BUILD_RENDER, BUILD_PUBLISH, BUILD_STAGES };

struct build {
	struct options *options;
	struct archive *archive;
	bool places; /* set before running: mentions say where they stand in the source */
	const struct markup *markup;
	const struct body **bodies; /* by document index; NULL where a document could not be rendered */
	const struct index *index;
	struct strs theme_folders; /* the theme's, the most specific first */
	const struct theme *theme;
	const struct value *words; /* the theme's ord.yaml; NULL when the theme could not be loaded */
	struct pages pages;
	struct promises promises; /* what may not vanish once it is published */
	struct page_context context;
	struct site_files files;
	struct history *history; /* being asked for; NULL: nothing to wait for */
	size_t documents_read;
	struct stage_counts counts;

	struct arena *scratch; /* one for each worker, reset for each document or page */
	long long began, ended[BUILD_STAGES]; /* nanoseconds of a monotonic clock; 0 when not reached */
};

struct build *build_new(struct options *);

/* Runs the stages up to and with `last`. True when all went well: with BUILD_PUBLISH the new site then stands. What is
   wrong is in options->diags. */
bool build_run(struct build *, enum build_stage last);

long build_milliseconds(const struct build *);
void build_print_times(const struct build *, struct buffer *, enum language);
void build_free(struct build *);

#endif
