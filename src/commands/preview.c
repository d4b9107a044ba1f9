/* Two builds live at most: the one that is shown, and the one that may take its place. */
#include "commands/preview.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "build.h"
#include "export/records.h"
#include "indexing.h"

#define OWN "/_protokoll/"

struct generation {
	struct options options;
	struct arena arena, *arenas; /* one for each job */
	unsigned jobs;
	struct buffer out, closing;
	struct diag_list diags;
	struct build *build;
	struct map files; /* path -> struct site_file */
};

/* The search index, made on a thread of its own from a copy of the records. */
struct search {
	const struct search_indexer *indexer; /* NULL: not on this machine */
	int ready; /* an eventfd, or -1 */
	bool running, wanted; /* wanted: the site has changed since it began */
	pthread_t thread;
	struct arena arena, new_arena; /* of what is shown, and of what is being made */
	struct map files, new_files; /* path below the folder -> str * */
	str records;
	bool made;
};

struct preview {
	struct options options;
	struct generation slots[2];
	struct generation *shown; /* one of the slots; NULL: no build has succeeded yet */
	str faults; /* the newest build's, as text; empty when it is shown */
	struct arena faults_arena;
	struct arena folders_arena;
	struct strs folders;
	unsigned number; /* of the newest build, good or not */
	struct search search;
};

/* ---- builds ---- */

/* Ends what the slot held. Its memory is kept for the next build: asking the system anew would take longer than reading. */
static void
generation_end(struct generation *generation)
{
	if (generation->build)
		build_free(generation->build);
	generation->build = NULL;
	for (unsigned i = 0; i < generation->jobs; i++)
		arena_reset(&generation->arenas[i]);
	arena_reset(&generation->arena);
}

static struct generation *
generation_begin(struct generation *generation, const struct options *options)
{
	generation_end(generation);
	generation->options = *options;
	generation->options.arena = &generation->arena;
	generation->options.arenas = generation->arenas;
	generation->out = generation->closing = (struct buffer){.arena = &generation->arena};
	generation->options.out = &generation->out;
	generation->options.closing = &generation->closing;
	generation->diags = (struct diag_list){.arena = &generation->arena};
	generation->options.diags = &generation->diags;
	generation->files = (struct map){.arena = &generation->arena};
	generation->build = build_new(&generation->options);
	return generation;
}

static void
generation_free(struct generation *generation)
{
	generation_end(generation);
	for (unsigned i = 0; i < generation->jobs; i++)
		arena_free(&generation->arenas[i]);
	arena_free(&generation->arena);
}

static void
keep_faults(struct preview *preview, struct generation *generation)
{
	struct options *options = &generation->options;
	struct diag_style style = options_style(options);
	struct buffer text = {.arena = &preview->faults_arena};
	style.format = DIAG_TEXT;
	style.colour = false;
	style.quiet = true;
	diag_sort(options->diags);
	diag_print_all(&text, options->diags, style);
	preview->faults = buffer_str(&text);
}

static void
keep_folders(struct preview *preview, const struct generation *generation)
{
	arena_reset(&preview->folders_arena);
	preview->folders = (struct strs){0};
	vec_push(&preview->folders_arena, &preview->folders, str_copy(&preview->folders_arena, preview->options.source));
	for (size_t i = 0; i < generation->build->theme_folders.n; i++)
		vec_push(&preview->folders_arena, &preview->folders,
		         str_copy(&preview->folders_arena, generation->build->theme_folders.items[i]));
}

static void
list_files(struct generation *generation)
{
	struct site_files *files = &generation->build->files;
	for (size_t i = 0; i < files->n; i++)
		*map_at(&generation->files, files->items[i].path) = &files->items[i];
}

/* ---- search ---- */

static void
take_search_file(void *context, str path, str bytes)
{
	struct search *search = context;
	str *kept = arena_new(&search->new_arena, str);
	*kept = str_copy(&search->new_arena, bytes);
	*map_at(&search->new_files, str_copy(&search->new_arena, path)) = kept;
}

static void *
make_search(void *context)
{
	struct search *search = context;
	struct arena scratch = {0};
	str why;
	search->made =
	    search_index_make(&scratch, search->indexer, search->records, take_search_file, search, &why);
	arena_free(&scratch);
	eventfd_write(search->ready, 1);
	return NULL;
}

static void
start_search(struct preview *preview)
{
	struct search *search = &preview->search;
	search->wanted = search->indexer && search->running;
	if (!search->indexer || search->running || !preview->shown)
		return;
	arena_reset(&search->new_arena);
	search->new_files = (struct map){.arena = &search->new_arena};
	struct buffer records = {.arena = &search->new_arena};
	export_records(&preview->shown->build->files.context, &records);
	search->records = buffer_str(&records);
	search->running = pthread_create(&search->thread, NULL, make_search, search) == 0;
}

int
preview_search_descriptor(const struct preview *preview)
{
	return preview->search.ready;
}

void
preview_search(struct preview *preview)
{
	struct search *search = &preview->search;
	eventfd_t count;
	eventfd_read(search->ready, &count);
	pthread_join(search->thread, NULL);
	search->running = false;
	if (search->made) {
		struct arena old = search->arena;
		search->arena = search->new_arena;
		search->files = search->new_files;
		search->new_arena = old;
	}
	if (search->wanted)
		start_search(preview);
}

/* ---- building ---- */

bool
preview_build(struct preview *preview, struct options *options)
{
	struct generation *free = &preview->slots[preview->shown == &preview->slots[0]];
	struct generation *generation = generation_begin(free, options);
	generation->build->context.searchable = preview->search.indexer;
	bool good = build_run(generation->build, BUILD_SHOW);
	options->report(&generation->options);
	keep_folders(preview, generation);
	arena_reset(&preview->faults_arena);
	preview->faults = (str){0};
	preview->number++;
	if (!good) {
		keep_faults(preview, generation);
		return false;
	}
	preview->shown = generation;
	list_files(generation);
	start_search(preview);
	return true;
}

/* ---- answering ---- */

static const struct {
	const char *ending, *type;
} types[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"xml", "application/xml; charset=utf-8"},
    {"json", "application/json; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"ics", "text/calendar; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"pdf", "application/pdf"},
};

static str
type_of(str path)
{
	str ending = path_ending(path);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_eq(ending, str_of(types[i].ending)))
			return str_of(types[i].type);
	return S("application/octet-stream");
}

/* What the preview adds to each page: the script that reloads it, and over the page what is wrong with the newest text. */
static void
add_to_page(const struct preview *preview, struct buffer *out, str page)
{
	static const str end = {"</body>", sizeof "</body>" - 1};
	size_t at = str_find(page, end);
	str before = at == SIZE_MAX ? page : str_slice(page, 0, at);
	buffer_add(out, before);
	if (preview->faults.n) {
		buffer_lit(out, "<link rel=\"stylesheet\" href=\"" OWN "fel.css\"/><aside id=\"protokoll-fel\" role=\"alert\" lang=\"sv\">"
		                "<h2>Sidan visar den senaste version som gick att bygga</h2><pre>");
		escape_html(out, preview->faults);
		buffer_lit(out, "</pre></aside>");
	}
	buffer_add_format(out, "<script type=\"module\" src=\"" OWN "ladda.js?%u\"></script>", preview->number);
	buffer_add(out, str_from(page, before.n));
}

static const char script[] =
    "const seen = new URL(import.meta.url).search.slice(1);\n"
    "setInterval(async () => {\n"
    "\ttry {\n"
    "\t\tconst answer = await fetch('" OWN "version');\n"
    "\t\tif (answer.ok && (await answer.text()) !== seen) location.reload();\n"
    "\t} catch {\n"
    "\t\t/* the preview has ended; it may begin again */\n"
    "\t}\n"
    "}, 250);\n";

static const char style[] =
    "#protokoll-fel { position: fixed; inset: auto 0 0; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem; z-index: 9; "
    "background: #3b0d0c; color: #fff; border-top: 6px solid #ff8a80; font: 1rem/1.5 sans-serif }\n"
    "#protokoll-fel h2 { font-size: 1.1rem; margin: 0 0 .5rem }\n"
    "#protokoll-fel pre { white-space: pre-wrap; margin: 0; background: none; padding: 0; font: .95rem/1.5 monospace }\n";

static bool
answer_own(const struct preview *preview, struct arena *arena, str path, struct server_answer *answer)
{
	if (!str_starts(path, S(OWN)))
		return false;
	str name = str_from(path, sizeof OWN - 1);
	answer->type = type_of(name);
	if (str_eq(name, S("version"))) {
		answer->type = S("text/plain; charset=utf-8");
		answer->bytes = str_number(arena, preview->number);
	} else if (str_eq(name, S("ladda.js"))) {
		answer->bytes = S(script);
	} else if (str_eq(name, S("fel.css"))) {
		answer->bytes = S(style);
	} else {
		return false;
	}
	return true;
}

/* Before anything could be built there is nothing to show but what is wrong. */
static void
answer_faults(const struct preview *preview, struct arena *arena, struct server_answer *answer)
{
	struct buffer out = {.arena = arena};
	add_to_page(preview, &out,
	            S("<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"/><title>Protokoll</title></head>"
	              "<body><h1>Arkivet går inte att bygga än</h1></body></html>\n"));
	*answer = (struct server_answer){
	    .status = 503, .type = str_of(types[0].type), .policy = page_policy(PAGE_HOME), .bytes = buffer_str(&out)};
}

static bool
answer_search(const struct preview *preview, str file, struct server_answer *answer)
{
	str folder = str_from(address_of(ADDRESS_SEARCH_INDEX), 1);
	if (!str_starts(file, folder))
		return false;
	const str *bytes = map_get(&preview->search.files, str_from(file, folder.n));
	if (!bytes)
		return false;
	answer->type = type_of(file);
	answer->policy = page_policy(PAGE_SEARCH); /* its worker obeys the policy of its own response */
	answer->bytes = *bytes;
	return true;
}

static bool
answer_file(const struct preview *preview, struct arena *arena, const struct site_file *file, struct server_answer *answer)
{
	const struct build *build = preview->shown->build;
	struct diag_list diags = {.arena = arena};
	struct buffer bytes = {.arena = arena}, page = {.arena = arena};
	if (!site_make(build, file, &bytes, &diags))
		return false;
	answer->type = type_of(file->path);
	answer->bytes = buffer_str(&bytes);
	answer->policy = page_policy(file->kind == SITE_PAGE ? build->pages.items[file->index].kind : PAGE_HOME);
	if (file->kind == SITE_PAGE) {
		add_to_page(preview, &page, buffer_str(&bytes));
		answer->bytes = buffer_str(&page);
	}
	return true;
}

static void
answer_missing(const struct preview *preview, struct arena *arena, str path, struct server_answer *answer)
{
	str folder = str_join(arena, path, S("/"));
	if (!str_ends(path, S("/")) && map_get(&preview->shown->files, address_file(arena, folder))) {
		*answer = (struct server_answer){.status = 301, .type = S("text/plain"), .location = folder};
		return;
	}
	const struct site_file *page = map_get(&preview->shown->files, address_file(arena, address_of(ADDRESS_NOT_FOUND)));
	if (page)
		answer_file(preview, arena, page, answer);
	answer->status = 404;
}

void
preview_answer(void *context, struct arena *arena, str path, struct server_answer *answer)
{
	const struct preview *preview = context;
	answer->policy = page_policy(PAGE_HOME);
	if (answer_own(preview, arena, path, answer))
		return;
	if (!preview->shown) {
		answer_faults(preview, arena, answer);
		return;
	}
	str file = str_starts(path, S("/")) ? address_file(arena, path) : (str){0};
	const struct site_file *found = map_get(&preview->shown->files, file);
	if (found ? !answer_file(preview, arena, found, answer) : !answer_search(preview, file, answer))
		answer_missing(preview, arena, path, answer);
}

/* ---- */

const struct strs *
preview_folders(const struct preview *preview)
{
	return &preview->folders;
}

struct preview *
preview_new(const struct options *options)
{
	struct preview *preview = arena_new(options->arena, struct preview);
	preview->options = *options;
	for (size_t i = 0; i < 2; i++) {
		preview->slots[i].jobs = options->jobs;
		preview->slots[i].arenas = arena_array(options->arena, struct arena, options->jobs);
	}
	preview->search.ready = -1;
	if (!options->no_search)
		preview->search.indexer = indexing_prepare(options->arena);
	if (preview->search.indexer)
		preview->search.ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (preview->search.ready < 0)
		preview->search.indexer = NULL;
	return preview;
}

void
preview_free(struct preview *preview)
{
	struct search *search = &preview->search;
	if (search->running)
		pthread_join(search->thread, NULL);
	if (search->ready >= 0)
		close(search->ready);
	for (size_t i = 0; i < 2; i++)
		generation_free(&preview->slots[i]);
	arena_free(&search->arena);
	arena_free(&search->new_arena);
	arena_free(&preview->faults_arena);
	arena_free(&preview->folders_arena);
}
