/* The pipeline: from content/ to public/ in one straight line. build_run() reads as the table of contents; what each stage
   makes is const for those after it. Inside a stage everything that is wrong is reported. */
#include "build.h"

#include <stdlib.h>
#include <unistd.h>

#include "archive/hide.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/read.h"
#include "content/yaml.h"
#include "indexing.h"
#include "markup/watch.h"
#include "publish/record.h"
#include "sought.h"
#include "values.h"

#ifndef PREFIX
#define PREFIX "/usr/local"
#endif

static struct workers
workers(const struct build *build)
{
	return (struct workers){build->options->jobs, build->options->arenas};
}

/* ---- read: content/ and register/ to the model ---- */

static bool
read_content(struct build *build)
{
	struct options *options = build->options;
	struct content_options content = {
	    .root = options->source,
	    .today = options->today,
	    .jobs = options->jobs,
	    .drafts = options->drafts,
	    .arenas = options->arenas,
	};
	build->archive = content_read(options->arena, content, options->diags);
	if (!build->archive)
		return false;
	build->documents_read = build->archive->documents.n;
	if (options->base_url.n)
		build->archive->site.address = str_ends(options->base_url, S("/")) ? options->base_url
		                                                                    : str_join(options->arena, options->base_url, S("/"));
	options_use_archive_language(options, build->archive->site.language);
	return true;
}

/* ---- check: what must hold over the whole archive ---- */

static bool
check_archive(struct build *build)
{
	archive_resolve(build->archive, build->options->diags);
	archive_hide(build->archive, build->options->diags);
	build->options->archive = build->archive;
	archive_check(build->archive, workers(build), build->options->diags);
	return true;
}

/* ---- theme: templates, assets and words ---- */

/* Where themes may lie: beside the work, beside the archive, beside the program as it was compiled, and installed. */
static str
theme_folder(const struct build *build, str name)
{
	struct arena *arena = build->options->arena;
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program);
	str beside = path_folder((str){program, n > 0 ? (size_t)n : 0});
	str roots[] = {
	    S("themes"),
	    path_join(arena, path_folder(build->options->source), S("themes")),
	    path_join(arena, path_folder(beside), S("themes")),
	    path_join(arena, path_folder(path_folder(beside)), S("themes")),
	    path_join(arena, path_folder(beside), S("share/protokoll/themes")),
	    S(PREFIX "/share/protokoll/themes"),
	};
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		str folder = path_join(arena, roots[i], name);
		struct file_entries files = {0};
		if (file_walk(arena, folder, (str){0}, &files) == FILE_OK)
			return folder;
	}
	return (str){0};
}

/* The folders of the theme and of those it builds on, the most specific first. */
static bool
theme_chain(struct build *build, struct strs *folders)
{
	struct options *options = build->options;
	str name = build->archive->site.theme, folder = options->theme;
	struct place place = build->archive->site.theme_place;
	while (folder.n || name.n) {
		if (!folder.n)
			folder = theme_folder(build, name);
		if (!folder.n || strs_have(folders, folder)) {
			static const str shipped = {"skaraborg", sizeof "skaraborg" - 1};
			diag(options->diags, folder.n ? DIAG_THEME_CIRCLE : DIAG_THEME_UNKNOWN, place,
			     folder.n || str_eq(name, shipped) ? (str){0} : text_nearest(name, &shipped, 1), name);
			return false;
		}
		vec_push(options->arena, folders, folder);
		place = place_file(source_unread(options->arena, path_join(options->arena, folder, S("tema.yaml")), S("tema.yaml")));
		if (!theme_base(options->arena, folder, &name, options->diags))
			return false;
		folder = (str){0};
	}
	return true;
}

static bool
load_words(struct build *build, str folder)
{
	struct options *options = build->options;
	const struct theme_file *file = theme_file(build->theme, S("ord.yaml"));
	if (!file || !file->source) {
		str path = path_join(options->arena, folder, S("ord.yaml"));
		diag(options->diags, DIAG_THEME_WITHOUT_WORDS, place_file(source_unread(options->arena, path, path)), (str){0});
		return false;
	}
	struct value *words = arena_new(options->arena, struct value);
	if (!value_from_yaml_text(options->arena, file->source, words, options->diags))
		return false;
	build->words = words;
	return true;
}

static bool
load_theme(struct build *build)
{
	struct options *options = build->options;
	struct strs *folders = &build->theme_folders;
	if (!theme_chain(build, folders))
		return false;
	build->theme = theme_load(options->arena, folders->items, folders->n, options->diags);
	return build->theme && load_words(build, folders->items[0]);
}

static str
word(const struct build *build, str key)
{
	const struct value *text = build->words ? value_get(build->words, S("text")) : NULL;
	const struct value *found = text ? value_get(text, key) : NULL;
	return found && found->kind == VALUE_TEXT ? found->text : (str){0};
}

/* The words that the texts themselves need come from the theme like all others. */
static struct markup_words
markup_words(const struct build *build)
{
	return (struct markup_words){
	    .footnotes = word(build, S("fotnoter")),
	    .footnote = word(build, S("fotnot")),
	    .back = word(build, S("tillbaka")),
	    .omitted = word(build, S("utelämnat")),
	    .table = word(build, S("tabell")),
	    .done = word(build, S("klart")),
	    .undone = word(build, S("inte_klart")),
	};
}

/* ---- link: Markdown to bodies, one document at a time on all cores ---- */

struct linking {
	struct build *build;
	struct diag_list *faults; /* one list for each document, so that the order does not depend on the workers */
	struct watch *watch;
};

static void
link_one(void *context, unsigned worker, size_t index)
{
	struct linking *linking = context;
	struct build *build = linking->build;
	const struct document *document = build->archive->documents.items[index];
	linking->faults[index].arena = &build->options->arenas[worker];
	watch_begin(linking->watch, worker, document->source->path);
	build->bodies[index] = markup_body(build->markup, document, &build->options->arenas[worker], &build->scratch[worker],
	                                   &linking->faults[index]);
	watch_end(linking->watch, worker);
	arena_reset(&build->scratch[worker]);
}

static bool
link_documents(struct build *build)
{
	struct options *options = build->options;
	size_t n = build->archive->documents.n;
	build->bodies = arena_array(options->arena, const struct body *, n);
	struct markup_words words = markup_words(build);
	build->markup = markup_new(options->arena, build->archive, &words, build->places);
	struct linking linking = {
	    .build = build,
	    .faults = arena_array(options->arena, struct diag_list, n),
	    .watch = watch_start(options->jobs, options->gives_up),
	};
	parallel_for(n, options->jobs, link_one, &linking);
	watch_stop(linking.watch);
	for (size_t i = 0; i < n; i++)
		diag_append(options->diags, &linking.faults[i]);
	return true;
}

/* ---- arrange: the derived orders ---- */

static bool
arrange(struct build *build)
{
	build->index = index_new(build->options->arena, build->archive, build->bodies, workers(build));
	return true;
}

/* ---- show: which pages there are ---- */

static int
compare_addresses(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

/* Where texts may lead: pages, and feeds, calendars and data. */
static struct strs
all_addresses(const struct build *build)
{
	struct strs addresses = {0};
	for (size_t i = 0; i < build->pages.n; i++)
		vec_push(build->options->arena, &addresses, build->pages.items[i].address);
	for (size_t i = 0; i < build->files.exports.n; i++)
		vec_push(build->options->arena, &addresses, build->files.exports.items[i].address);
	if (addresses.n)
		qsort(addresses.items, addresses.n, sizeof *addresses.items, compare_addresses);
	return addresses;
}

static bool
show(struct build *build)
{
	struct options *options = build->options;
	if (!build->words)
		return false; /* said when the theme was loaded */
	build->context = (struct page_context){
	    .archive = build->archive,
	    .bodies = build->bodies,
	    .index = build->index,
	    .theme = build->theme,
	    .words = build->words,
	    .searchable = build->context.searchable,
	};
	pages_list(&build->context, workers(build), options->arena, &build->pages);
	for (size_t i = 0; options->noindex && i < build->pages.n; i++)
		build->pages.items[i].indexed = false;
	site_list(build, &build->files);
	struct strs addresses = all_addresses(build);
	pages_promises(&build->context, workers(build), &build->pages, options->arena, &build->promises);
	recorded_check(build->archive, &build->promises, options->diags);
	markup_check_links(build->markup, build->bodies, build->archive->documents.n, &addresses, options->diags);
	return true;
}

/* ---- render: each file of the site, on all cores ---- */

struct rendering {
	struct build *build;
	struct stage *stage; /* NULL: nothing is written (check) */
	struct diag_list *faults; /* by file */
	struct arena *output; /* by worker: of the bytes alone, which grow in place there */
};

static void
render_one(void *context, unsigned worker, size_t index)
{
	struct rendering *rendering = context;
	struct build *build = rendering->build;
	/* The largest files, those of the open data, stand last. Begun first they keep nobody waiting at the end. */
	size_t at = build->files.n - 1 - index;
	const struct site_file *file = &build->files.items[at];
	struct arena *scratch = &build->scratch[worker], *output = &rendering->output[worker];
	struct buffer bytes = {.arena = output};
	rendering->faults[at].arena = &build->options->arenas[worker];
	/* What is no page cannot go wrong before it is written. */
	if ((rendering->stage || file->kind == SITE_PAGE) &&
	    site_make(build, file, scratch, &bytes, &rendering->faults[at]) && rendering->stage)
		stage_write(rendering->stage, file->path, buffer_str(&bytes));
	arena_reset(scratch);
	arena_reset(output);
}

static void
render_files(struct build *build, struct stage *stage)
{
	struct options *options = build->options;
	size_t n = build->files.n;
	struct rendering rendering = {
	    .build = build,
	    .stage = stage,
	    .faults = arena_array(options->arena, struct diag_list, n),
	    .output = arena_array(options->arena, struct arena, options->jobs),
	};
	parallel_for(n, options->jobs, render_one, &rendering);
	for (unsigned i = 0; i < options->jobs; i++)
		arena_free(&rendering.output[i]);
	for (size_t i = 0; i < n; i++)
		diag_append(options->diags, &rendering.faults[i]);
}

static bool
has_faults(const struct build *build)
{
	return exit_status_of(build->options->diags, build->options->strict) != EXIT_DONE;
}

static bool
render(struct build *build)
{
	render_files(build, NULL);
	return true;
}

/* ---- publish: stage, check, swap ---- */

/* The search index is on its way while the pages are written. */
static const struct search_indexer *
prepare_search(struct build *build)
{
	struct options *options = build->options;
	const struct search_indexer *indexer = options->no_search ? NULL : indexing_prepare(options->arena);
	if (!indexer && !options->no_search)
		diag(options->diags, DIAG_NO_SEARCH_INDEX, (struct place){0}, (str){0});
	build->context.searchable = indexer;
	return indexer;
}

/* The new site stands: its addresses may not vanish from now on. */
static bool
record(struct build *build)
{
	struct options *options = build->options;
	struct buffer out = {.arena = options->arena};
	if (!options->record)
		return true;
	recorded_write(build->archive, &build->promises, &out);
	return record_write(options->source, S("adresser.txt"), buffer_str(&out), options->diags);
}

/* Names come first: what is told about a link repeats it. */
static void
prove(struct build *build, struct stage *stage)
{
	struct options *options = build->options;
	struct leak_names names = sought_names(options->arena, build->archive, build->bodies);
	if (stage_scan(stage, &names, options->jobs, options->diags))
		stage_check(stage, options->jobs, options->diags);
}

static bool
publish(struct build *build)
{
	struct options *options = build->options;
	history_finish(build->history, build->archive, options->jobs, options->diags);
	build->history = NULL;
	struct publish_options where = {
	    .output = options->output,
	    .content = options->source,
	    .force = options->force,
	};
	struct stage *stage = stage_open(options->arena, &where, options->diags);
	if (!stage)
		return false;
	const struct search_indexer *indexer = prepare_search(build);
	struct indexing *indexing = NULL;
	if (indexer)
		indexing = indexing_start(options->arena, indexer, &build->files.context, stage);
	render_files(build, stage);
	indexing_finish(indexing, options->diags);
	if (!has_faults(build)) /* what could not be made would be missed by its links as well */
		prove(build, stage);
	build->counts = stage_counts(stage);
	if (has_faults(build)) {
		stage_abandon(stage);
		return false;
	}
	return stage_publish(stage, options->diags) && record(build);
}

/* ---- the table of contents ---- */

static const struct {
	bool (*run)(struct build *);
	const char *name[2];
	bool goes_on; /* what follows can work with what this stage made although it reported faults */
} stages[BUILD_STAGES] = {
    [BUILD_READ] = {read_content, {"läsa", "read"}, true},
    [BUILD_CHECK] = {check_archive, {"kontrollera", "check"}, true},
    [BUILD_THEME] = {load_theme, {"läsa temat", "theme"}, true},
    [BUILD_LINK] = {link_documents, {"länka", "link"}, true},
    [BUILD_ARRANGE] = {arrange, {"ordna", "arrange"}, true},
    [BUILD_SHOW] = {show, {"välja sidor", "show"}, false},
    [BUILD_RENDER] = {render, {"fylla mallar", "render"}, false},
    [BUILD_PUBLISH] = {publish, {"publicera", "publish"}, false},
};

bool
build_run(struct build *build, enum build_stage last)
{
	if (last == BUILD_PUBLISH && !build->options->no_history)
		build->history = history_start(build->options->arena, build->options->source);
	for (enum build_stage stage = BUILD_READ; stage <= last; stage++) {
		/* Publishing renders every page itself, straight into the stage. */
		if (stage == BUILD_RENDER && last == BUILD_PUBLISH)
			continue;
		bool done = stages[stage].run(build);
		build->ended[stage] = clock_nanoseconds();
		if (stages[stage].goes_on ? !build->archive : !done || has_faults(build))
			return false;
	}
	return !has_faults(build);
}

struct build *
build_new(struct options *options)
{
	struct build *build = arena_new(options->arena, struct build);
	build->began = clock_nanoseconds();
	build->options = options;
	build->scratch = arena_array(options->arena, struct arena, options->jobs);
	return build;
}

long
build_milliseconds(const struct build *build)
{
	return (long)((clock_nanoseconds() - build->began) / 1000000);
}

void
build_print_times(const struct build *build, struct buffer *out, enum language language)
{
	long long before = build->began;
	for (enum build_stage stage = BUILD_READ; stage < BUILD_STAGES; stage++) {
		if (!build->ended[stage])
			continue;
		const char *name = stages[stage].name[language];
		buffer_add_format(out, "  %s", name);
		for (size_t width = text_length(str_of(name)); width < 14; width++)
			buffer_add_char(out, ' ');
		buffer_add_format(out, "%8.1f ms\n", (double)(build->ended[stage] - before) / 1e6);
		before = build->ended[stage];
	}
}

void
build_free(struct build *build)
{
	history_abandon(build->history);
	for (unsigned i = 0; i < build->options->jobs; i++)
		arena_free(&build->scratch[i]);
}
