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

struct search_files {
	struct arena arena;
	struct map files; /* path below the folder -> str * */
};

/* The search index, made on a thread of its own from a copy of the records. The files of the one before stay: a page that has
   read its list of files asks for them yet, and their names are their fingerprints. */
struct search {
	struct search_indexer found;
	const struct search_indexer *indexer; /* NULL: not on this machine */
	int ready; /* an eventfd, or -1 */
	int cancel; /* another one, or -1 */
	bool running, wanted; /* wanted: the site has changed since it began */
	pthread_t thread;
	struct search_files shown, before, making;
	str records, why; /* why: there is none */
	bool made;
};

struct preview {
	struct options options;
	struct generation slots[2];
	struct generation *shown; /* one of the slots; NULL: no build has succeeded yet */
	str faults; /* the newest build's, as text; empty when it is shown */
	enum language language; /* the archive's, or as the command line says */
	struct arena faults_arena;
	struct arena folders_arena;
	struct strs folders;
	unsigned number; /* of the newest build, good or not */
	struct search search;
};

/* ---- builds ---- */

/* Ends what the slot held. Its memory is kept for the next build: asking the system anew would take longer than
   reading. */
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

/* For the page, whatever the terminal shows. */
static str
faults_text(struct arena *arena, const struct options *options, struct diag_list *diags)
{
	struct diag_style style = options_style(options);
	struct buffer text = {.arena = arena};
	style.format = DIAG_TEXT;
	style.colour = false;
	style.quiet = true;
	diag_sort(diags);
	diag_print_all(&text, diags, style);
	return buffer_str(&text);
}

static void
add_folder(struct preview *preview, str folder)
{
	vec_push(&preview->folders_arena, &preview->folders, str_copy(&preview->folders_arena, folder));
}

static void
keep_folders(struct preview *preview, const struct generation *generation)
{
	if (!generation->build->theme_folders.n)
		return; /* the theme that was there may come back */
	arena_reset(&preview->folders_arena);
	preview->folders = (struct strs){0};
	add_folder(preview, preview->options.source);
	for (size_t i = 0; i < generation->build->theme_folders.n; i++)
		add_folder(preview, generation->build->theme_folders.items[i]);
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
	struct search_files *making = &search->making;
	str *kept = arena_new(&making->arena, str);
	*kept = str_copy(&making->arena, bytes);
	*map_at(&making->files, str_copy(&making->arena, path)) = kept;
}

static void *
make_search(void *context)
{
	struct search *search = context;
	struct arena scratch = {0};
	str why = {0};
	search->made = search_index_make(&scratch, search->indexer, search->records, take_search_file, search, &why);
	search->why = str_copy(&search->making.arena, why);
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
	arena_reset(&search->making.arena);
	search->making.files = (struct map){.arena = &search->making.arena};
	struct buffer records = {.arena = &search->making.arena};
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
preview_search(struct preview *preview, struct diag_list *diags)
{
	struct search *search = &preview->search;
	eventfd_t count;
	eventfd_read(search->ready, &count);
	pthread_join(search->thread, NULL);
	search->running = false;
	if (search->made) {
		struct search_files oldest = search->before;
		search->before = search->shown;
		search->shown = search->making;
		search->making = oldest;
	} else {
		diag(diags, DIAG_SEARCH_INDEX_FAILED, (struct place){0}, (str){0}, str_copy(diags->arena, search->why));
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
	options->language = preview->language = generation->options.language;
	keep_folders(preview, generation);
	arena_reset(&preview->faults_arena);
	preview->faults = (str){0};
	preview->number++;
	if (!good) {
		preview->faults = faults_text(&preview->faults_arena, &generation->options, &generation->diags);
		return false;
	}
	preview->shown = generation;
	list_files(generation);
	start_search(preview);
	return true;
}

/* ---- answering ---- */

/* Of what is shown. It differs also from what a preview that has ended showed on the same port. */
static str
version_of(const struct preview *preview, struct arena *arena)
{
	return str_format(arena, "%ld-%u", (long)getpid(), preview->number);
}

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

/* Words of the preview itself, in the language of its messages. */
static const struct {
	const char *language, *old_version, *nothing_yet, *page_fails;
} words[] = {
    [LANGUAGE_SV] = {"sv", "Sidan visar den senaste version som gick att bygga", "Arkivet går inte att bygga än",
                     "Sidan går inte att visa"},
    [LANGUAGE_EN] = {"en", "This page shows the last version that could be built", "The archive cannot be built yet",
                     "This page cannot be shown"},
};

/* What is wrong with the newest text. It lies over the page and can be scrolled with the keyboard. */
static void
add_faults(const struct preview *preview, struct buffer *out, str faults)
{
	buffer_add_format(
	    out,
	    "<link rel=\"stylesheet\" href=\"" OWN "fel.css\"/>"
	    "<section id=\"protokoll-fel\" role=\"alert\" lang=\"%s\" "
	    "tabindex=\"0\" aria-labelledby=\"protokoll-fel-rubrik\"><h2 id=\"protokoll-fel-rubrik\">%s</h2><pre>",
	    words[preview->language].language, words[preview->language].old_version);
	escape_html(out, faults);
	buffer_lit(out, "</pre></section>");
}

/* The script that reloads the page goes into each. */
static void
add_to_page(const struct preview *preview, struct buffer *out, str page)
{
	size_t at = str_find(page, S("</body>"));
	str before = at == SIZE_MAX ? page : str_slice(page, 0, at);
	buffer_add(out, before);
	if (preview->shown && preview->faults.n)
		add_faults(preview, out, preview->faults);
	buffer_add_format(out, "<script type=\"module\" src=\"" OWN "ladda.js?%.*s\"></script>",
	                  STR(version_of(preview, out->arena)));
	buffer_add(out, str_from(page, before.n));
}

static const char script[] = "const seen = new URL(import.meta.url).search.slice(1);\n"
                             "setInterval(async () => {\n"
                             "\ttry {\n"
                             "\t\tconst answer = await fetch('" OWN "version');\n"
                             "\t\tif (answer.ok && (await answer.text()) !== seen) location.reload();\n"
                             "\t} catch {\n"
                             "\t\t/* the preview has ended; it may begin again */\n"
                             "\t}\n"
                             "}, 250);\n";

static const char style[] =
    "body { padding-bottom: 40vh }\n"
    "#protokoll-fel { position: fixed; inset: auto 0 0; max-height: 40vh; overflow: auto; padding: 1rem 1.5rem; "
    "z-index: 9; background: #3b0d0c; color: #fff; border-top: 6px solid #ff8a80; font: 1rem/1.5 sans-serif }\n"
    "#protokoll-fel:focus-visible { outline: 3px solid #fff; outline-offset: -6px }\n"
    "#protokoll-fel h2 { font-size: 1.1rem; margin: 0 0 .5rem; color: inherit }\n"
    "#protokoll-fel pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; border: 0; padding: 0; "
    "background: none; color: inherit; font: .95rem/1.5 monospace }\n"
    "@media print { #protokoll-fel { display: none } }\n";

/* The page that shows nothing but faults. */
static const char plain_style[] =
    "body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 sans-serif }\n"
    "pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .95rem/1.5 monospace }\n";

static bool
answer_own(const struct preview *preview, struct arena *arena, str path, struct server_answer *answer)
{
	if (!str_starts(path, S(OWN)))
		return false;
	str name = str_from(path, sizeof OWN - 1);
	answer->type = type_of(name);
	if (str_eq(name, S("version"))) {
		answer->type = S("text/plain; charset=utf-8");
		answer->bytes = version_of(preview, arena);
	} else if (str_eq(name, S("ladda.js"))) {
		answer->bytes = S(script);
	} else if (str_eq(name, S("fel.css"))) {
		answer->bytes = S(style);
	} else if (str_eq(name, S("sida.css"))) {
		answer->bytes = S(plain_style);
	} else {
		return false;
	}
	return true;
}

/* There is nothing to show but what is wrong. */
static void
answer_faults(const struct preview *preview, struct arena *arena, const char *title, str faults,
              struct server_answer *answer)
{
	struct buffer page = {.arena = arena}, out = {.arena = arena};
	buffer_add_format(&page,
	                  "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"/><title>%s</title>"
	                  "<meta name=\"viewport\" content=\"width=device-width\"/>"
	                  "<link rel=\"stylesheet\" href=\"" OWN "sida.css\"/></head><body><main><h1>%s</h1><pre>",
	                  words[preview->language].language, title, title);
	escape_html(&page, faults);
	buffer_lit(&page, "</pre></main></body></html>\n");
	add_to_page(preview, &out, buffer_str(&page));
	*answer = (struct server_answer){
	    .type = str_of(types[0].type), .policy = page_policy(PAGE_HOME), .bytes = buffer_str(&out)};
}

static bool
answer_search(const struct preview *preview, str file, struct server_answer *answer)
{
	str folder = str_from(address_of(ADDRESS_SEARCH_INDEX), 1);
	if (!str_starts(file, folder))
		return false;
	str path = str_from(file, folder.n);
	const str *bytes = map_get(&preview->search.shown.files, path);
	if (!bytes)
		bytes = map_get(&preview->search.before.files, path);
	if (!bytes)
		return false;
	answer->type = type_of(file);
	answer->policy = page_policy(PAGE_SEARCH); /* its worker obeys the policy of its own response */
	answer->bytes = *bytes;
	return true;
}

/* A page is filled when it is asked for, so what its template does wrong is known only then. */
static void
answer_file(const struct preview *preview, struct arena *arena, const struct site_file *file,
            struct server_answer *answer)
{
	const struct build *build = preview->shown->build;
	struct diag_list diags = {.arena = arena};
	struct buffer bytes = {.arena = arena}, page = {.arena = arena};
	if (!site_make(build, file, arena, &bytes, &diags)) {
		answer_faults(preview, arena, words[preview->language].page_fails,
		              faults_text(arena, &preview->shown->options, &diags), answer);
		answer->status = 500;
		return;
	}
	answer->type = type_of(file->path);
	answer->bytes = buffer_str(&bytes);
	answer->policy = page_policy(file->kind == SITE_PAGE ? build->pages.items[file->index].kind : PAGE_HOME);
	if (file->kind == SITE_PAGE) {
		add_to_page(preview, &page, buffer_str(&bytes));
		answer->bytes = buffer_str(&page);
	}
}

/* A browser never sends what stands behind a "#". */
static bool
is_path(str path)
{
	return str_starts(path, S("/")) && str_find_char(path, '#') == SIZE_MAX;
}

static void
answer_missing(const struct preview *preview, struct arena *arena, str path, struct server_answer *answer)
{
	str folder = str_join(arena, path, S("/"));
	if (is_path(path) && !str_ends(path, S("/")) && map_get(&preview->shown->files, address_file(arena, folder))) {
		*answer = (struct server_answer){.status = 301, .type = S("text/plain"), .location = folder};
		return;
	}
	const struct site_file *page =
	    map_get(&preview->shown->files, address_file(arena, address_of(ADDRESS_NOT_FOUND)));
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
		answer_faults(preview, arena, words[preview->language].nothing_yet, preview->faults, answer);
		answer->status = 503;
		return;
	}
	str file = is_path(path) ? address_file(arena, path) : (str){0};
	const struct site_file *found = map_get(&preview->shown->files, file);
	if (found)
		answer_file(preview, arena, found, answer);
	else if (!answer_search(preview, file, answer))
		answer_missing(preview, arena, path, answer);
}

/* ---- */

const struct strs *
preview_folders(const struct preview *preview)
{
	return &preview->folders;
}

static void
prepare_search(struct preview *preview, const struct options *options)
{
	struct search *search = &preview->search;
	search->ready = search->cancel = -1;
	const struct search_indexer *found = options->no_search ? NULL : indexing_prepare(options->arena);
	if (!found)
		return;
	search->ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	search->cancel = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (search->ready < 0 || search->cancel < 0)
		return;
	search->found = *found;
	search->found.cancel = search->cancel;
	search->indexer = &search->found;
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
	preview->language = options->language;
	add_folder(preview, options->source);
	if (options->theme.n)
		add_folder(preview, options->theme);
	prepare_search(preview, options);
	return preview;
}

void
preview_free(struct preview *preview)
{
	struct search *search = &preview->search;
	if (search->running) {
		eventfd_write(search->cancel, 1);
		pthread_join(search->thread, NULL);
	}
	close_quietly(search->ready);
	close_quietly(search->cancel);
	for (size_t i = 0; i < 2; i++)
		generation_free(&preview->slots[i]);
	arena_free(&search->shown.arena);
	arena_free(&search->before.arena);
	arena_free(&search->making.arena);
	arena_free(&preview->faults_arena);
	arena_free(&preview->folders_arena);
}
