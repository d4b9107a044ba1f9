/* Walks the content tree, decides from the folder what each file is, and reads all files on all cores. Every file has a
   slot of its own for what it gives and what is wrong with it, so the result does not depend on the number of jobs. */
#include "content/read.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/addresses.h"
#include "content/attachments.h"
#include "content/front_matter.h"
#include "content/records.h"

enum file_kind { FILE_SITE, FILE_REGISTER, FILE_DOCUMENT, FILE_ADDRESSES };

/* One file to read, and what came of it. */
struct task {
	enum file_kind kind;
	int detail; /* of a register the enum entity_kind, of a document the enum document_kind */
	str relative; /* as it stands on disk */
	struct file_folder *folder; /* the worker's */
	struct diag_list diags;
	const struct source *source; /* NULL when nothing could be read */
	bool readable; /* otherwise nothing in the file could be taken in */
	struct document *document;
	struct entities entities;
	str text; /* of a file that is not readable: what others may refer to */
	VEC(struct unread) unread; /* entries of a register */
	struct addresses addresses;
};

struct reading {
	struct archive *archive;
	struct content_options options;
	struct file_entries entries;
	struct map files; /* NFC of the path of every regular file -> str * of the path on disk */
	struct arena *scratch; /* one for each job */
	struct file_folder *folders; /* one for each job: the tasks come folder by folder */
	VEC(struct task) tasks;
};

static const struct {
	const char *path;
	enum entity_kind kind;
} registers[] = {
    {"register/natverk.yaml", ENTITY_NETWORK},
    {"register/kommuner.yaml", ENTITY_MUNICIPALITY},
    {"register/personer.yaml", ENTITY_PERSON},
    {"register/amnen.yaml", ENTITY_TOPIC},
    {"register/organisationer.yaml", ENTITY_ORGANISATION},
};

static const struct {
	const char *folder;
	enum document_kind kind;
	const struct record *record;
} folders[] = {
    [DOCUMENT_MINUTES] = {"protokoll/", DOCUMENT_MINUTES, &record_minutes},
    [DOCUMENT_OTHER] = {"dokument/", DOCUMENT_OTHER, &record_document},
    [DOCUMENT_PAGE] = {"sidor/", DOCUMENT_PAGE, &record_page},
};

enum { REGISTERS = sizeof registers / sizeof *registers, FOLDERS = sizeof folders / sizeof *folders };

static const struct source *
unread(struct arena *arena, str root, str relative)
{
	return source_unread(arena, path_join(arena, root, relative), relative);
}

/* Says why a file could not be read. */
static void
report_status(struct arena *arena, str root, str relative, enum file_status status, size_t limit,
              struct diag_list *diags)
{
	struct place place = place_file(unread(arena, root, relative));
	if (status == FILE_TOO_LARGE)
		diag(diags, DIAG_FILE_TOO_LARGE, place, (str){0}, str_format(arena, "%zu kB", limit / 1000));
	else if (status == FILE_NOT_REGULAR || status == FILE_BAD_PATH)
		diag(diags, DIAG_FILE_NOT_REGULAR, place, (str){0});
	else
		diag(diags, DIAG_FILE_UNREADABLE, place, (str){0}, str_copy(arena, str_of(strerror(errno))));
}

static const struct source *
read_source(struct reading *reading, struct task *task, struct arena *arena, size_t limit)
{
	str bytes, root = reading->options.root;
	enum file_status status = file_read_beside(arena, task->folder, root, task->relative, limit, &bytes);
	if (status != FILE_OK) {
		report_status(arena, root, task->relative, status, limit, &task->diags);
		return NULL;
	}
	str relative = text_nfc(arena, task->relative);
	return task->source = source_make(arena, path_join(arena, root, relative), relative, bytes, &task->diags);
}

static void
read_document(struct reading *reading, struct task *task, struct arena *arena, struct arena *scratch)
{
	const struct source *source = read_source(reading, task, arena, LIMIT_MARKDOWN);
	struct front_matter front;
	if (!source)
		return;
	task->text = str_slice(source->text, 0, LIMIT_FRONT_MATTER);
	if (!front_matter_find(source, &front, &task->diags))
		return;
	task->text = str_slice(source->text, 0, front.end);
	const struct yaml_node *root =
	    yaml_parse(arena, source, front.start, front.end, yaml_front_matter, &task->diags);
	if (!root)
		return;
	struct document *document = arena_new(arena, struct document);
	document->kind = folders[task->detail].kind;
	document->source = source;
	document->body = front.body;
	document->times = (struct times){-1, -1};
	document->date_place = document->id_place = place_file(source);
	document->present = document->absent = (struct attendees){.unknown = true, .place = place_file(source)};
	struct decoder decoder = {arena, source, &task->diags};
	static const struct yaml_node nothing = {.kind = YAML_MAP};
	const struct yaml_node *map = yaml_is_empty(root) ? &nothing : root;
	if (!fields_decode(&decoder, folders[task->detail].record, map, place_file(source), document))
		return;
	if (!document->id.n && !document->date_place.whole)
		document->id_place = document->date_place;
	attachments_check(arena, scratch, reading->options.root, &reading->files, document, &task->diags);
	task->document = document;
	task->readable = true;
}

/* From the entry to the next one. */
static struct unread
unread_entry(const struct source *source, const struct yaml_node *list, size_t i)
{
	size_t end = i + 1 < list->n ? list->items[i + 1]->place.start : source->text.n;
	return (struct unread){source->relative, str_slice(source->text, list->items[i]->place.start, end)};
}

static void
read_register(struct reading *reading, struct task *task, struct arena *arena)
{
	const struct source *source = read_source(reading, task, arena, LIMIT_REGISTER);
	const struct yaml_node *root =
	    source ? yaml_parse(arena, source, 0, source->text.n, yaml_register, &task->diags) : NULL;
	task->text = source ? source->text : (str){0};
	task->readable = root && (yaml_is_empty(root) || root->kind == YAML_LIST);
	if (!root || yaml_is_empty(root))
		return;
	if (root->kind != YAML_LIST) {
		diag(&task->diags, DIAG_REGISTER_NOT_LIST, root->place, (str){0});
		return;
	}
	struct decoder decoder = {arena, source, &task->diags};
	for (size_t i = 0; i < root->n; i++) {
		const struct yaml_node *entry = root->items[i];
		struct entity *entity = arena_new(arena, struct entity);
		entity->kind = (enum entity_kind)task->detail;
		entity->place = entry->place;
		if (fields_decode(&decoder, &record_entity[entity->kind], entry, entry->place, entity) &&
		    entity->name.n)
			vec_push(arena, &task->entities, entity);
		else
			vec_push(arena, &task->unread, unread_entry(source, root, i));
	}
}

static void
read_site(struct reading *reading, struct task *task, struct arena *arena)
{
	const struct source *source = read_source(reading, task, arena, LIMIT_FRONT_MATTER);
	if (!source)
		return;
	struct site *site = &reading->archive->site;
	site->source = source;
	site->theme_place = place_file(source);
	const struct yaml_node *root = yaml_parse(arena, source, 0, source->text.n, yaml_front_matter, &task->diags);
	struct decoder decoder = {arena, source, &task->diags};
	if (root && yaml_is_empty(root))
		diag(&task->diags, DIAG_SITE_FILE_MISSING, place_file(source), (str){0});
	else if (root)
		fields_decode(&decoder, &record_site, root, place_file(source), site);
	/* Until it is mended nobody can tell who is to be hidden from what is printed. */
	if (diag_count(&task->diags, SEVERITY_ERROR) && str_contains(source->text, S("endast_n")))
		site->mentioned_only = PUBLISH_NOTHING;
}

static void
read_addresses(struct reading *reading, struct task *task, struct arena *arena)
{
	const struct source *source = read_source(reading, task, arena, LIMIT_ADDRESSES);
	if (source)
		addresses_read(arena, source, &task->addresses, &task->diags);
}

static void
read_task(void *context, unsigned worker, size_t index)
{
	struct reading *reading = context;
	struct task *task = &reading->tasks.items[index];
	struct arena *arena = &reading->options.arenas[worker];
	task->diags.arena = arena;
	task->folder = &reading->folders[worker];
	switch (task->kind) {
	case FILE_SITE:
		read_site(reading, task, arena);
		break;
	case FILE_REGISTER:
		read_register(reading, task, arena);
		break;
	case FILE_ADDRESSES:
		read_addresses(reading, task, arena);
		break;
	case FILE_DOCUMENT:
		arena_reset(&reading->scratch[worker]);
		read_document(reading, task, arena, &reading->scratch[worker]);
	}
}

static void
add_task(struct reading *reading, enum file_kind kind, int detail, str relative)
{
	vec_push(reading->archive->arena, &reading->tasks,
	         (struct task){.kind = kind, .detail = detail, .relative = relative});
}

static int
folder_of(str relative)
{
	for (int i = 0; i < FOLDERS; i++)
		if (str_starts(relative, str_of(folders[i].folder)))
			return i;
	return -1;
}

static int
register_of(str relative)
{
	for (int i = 0; i < REGISTERS; i++)
		if (str_eq(relative, str_of(registers[i].path)))
			return i;
	return -1;
}

/* A file that has no meaning where it lies. */
static void
report_ignored(struct reading *reading, str relative, struct diag_list *diags)
{
	struct arena *arena = reading->archive->arena;
	struct place place = place_file(unread(arena, reading->options.root, relative));
	if (folder_of(relative) >= 0) {
		diag(diags, DIAG_DOCUMENT_NOT_MARKDOWN, place, (str){0}, path_name(relative));
		return;
	}
	str known[REGISTERS + 1] = {S("arkiv.yaml")};
	for (int i = 0; i < REGISTERS; i++)
		known[i + 1] = str_of(registers[i].path);
	bool markdown = str_eq(text_fold(arena, path_ending(relative)), S("md"));
	diag(diags, markdown ? DIAG_MARKDOWN_MISPLACED : DIAG_FILE_IGNORED, place,
	     text_nearest(relative, known, REGISTERS + 1), relative);
}

/* A name that cannot be shown, typed or told from another. */
static bool
name_is_clean(str relative)
{
	for (size_t at = 0; at < relative.n;) {
		uint32_t code = text_next(relative, &at);
		if (code < ' ' || (code >= 0x7f && code < 0xa0) || code == '\\' || text_is_invisible(code))
			return false;
	}
	return true;
}

static bool
check_name(struct reading *reading, str relative, struct diag_list *diags)
{
	bool utf8 = text_invalid(relative) == SIZE_MAX;
	if (utf8 && name_is_clean(relative))
		return true;
	/* What is not text is left out of the message. */
	str shown = utf8 ? relative : str_slice(relative, 0, text_invalid(relative));
	diag(diags, DIAG_FILE_NAME, place_file(unread(reading->archive->arena, reading->options.root, shown)),
	     (str){0});
	return false;
}

static void
classify(struct reading *reading, const struct file_entry *entry, struct diag_list *diags)
{
	struct archive *archive = reading->archive;
	str relative = entry->relative;
	if (!check_name(reading, relative, diags))
		return;
	if (!entry->regular) {
		errno = entry->error;
		report_status(archive->arena, reading->options.root, relative,
		              entry->error ? FILE_UNREADABLE : FILE_NOT_REGULAR, 0, diags);
		return;
	}
	*map_at(&reading->files, text_nfc(archive->arena, relative)) = (void *)&entry->relative;
	int folder = folder_of(relative), entities = register_of(relative);
	if (str_eq(relative, S("arkiv.yaml"))) {
		add_task(reading, FILE_SITE, 0, relative);
	} else if (entities >= 0) {
		archive->has_register[registers[entities].kind] = true;
		add_task(reading, FILE_REGISTER, (int)registers[entities].kind, relative);
	} else if (folder >= 0 && str_eq(text_fold(archive->arena, path_ending(relative)), S("md"))) {
		add_task(reading, FILE_DOCUMENT, folder, relative);
	} else if (str_eq(relative, S("adresser.txt"))) {
		add_task(reading, FILE_ADDRESSES, 0, relative);
	} else if (!str_starts(relative, S("bilagor/"))) {
		report_ignored(reading, relative, diags);
	}
}

/* What every archive needs is said once, with the lines to write. */
static void
check_site_file(struct reading *reading, struct diag_list *diags)
{
	struct archive *archive = reading->archive;
	archive->site = (struct site){
	    .source = unread(archive->arena, reading->options.root, S("arkiv.yaml")),
	    .language = S("sv"),
	    .theme = S("skaraborg"),
	    .time_zone = S("Europe/Stockholm"),
	};
	archive->site.theme_place = place_file(archive->site.source);
	for (size_t i = 0; i < reading->entries.n; i++)
		if (str_eq(reading->entries.items[i].relative, S("arkiv.yaml")))
			return;
	diag(diags, DIAG_SITE_FILE_MISSING, archive->site.theme_place, (str){0});
}

/* References to what could not be read are not reported as well: without its register a kind is taken as it comes. */
static void
collect_unread(struct archive *archive, const struct task *task)
{
	for (size_t i = 0; i < task->unread.n; i++)
		vec_push(archive->arena, &archive->unread, task->unread.items[i]);
	if (task->readable || task->kind == FILE_SITE || task->kind == FILE_ADDRESSES)
		return;
	str relative = text_nfc(archive->arena, task->relative);
	vec_push(archive->arena, &archive->unread, (struct unread){relative, task->text});
	if (task->kind == FILE_REGISTER)
		archive->has_register[task->detail] = false;
}

/* Takes the slots over in the order of the files. */
static void
collect(struct reading *reading, struct diag_list *diags)
{
	struct archive *archive = reading->archive;
	for (size_t i = 0; i < reading->tasks.n; i++) {
		struct task *task = &reading->tasks.items[i];
		struct document *document = task->document;
		diag_append(diags, &task->diags);
		collect_unread(archive, task);
		if (task->kind == FILE_REGISTER)
			archive->entities[task->detail] = task->entities;
		for (size_t j = 0; j < task->entities.n; j++)
			task->entities.items[j]->index = (uint32_t)j;
		for (size_t j = 0; j < task->addresses.lines.n; j++)
			vec_push(archive->arena, &archive->recorded, task->addresses.lines.items[j]);
		for (size_t j = 0; j < task->addresses.notes.n; j++)
			vec_push(archive->arena, &archive->recorded_notes, task->addresses.notes.items[j]);
		if (task->source)
			vec_push(archive->arena, &archive->sources, task->source);
		if (document && document->status != STATUS_PUBLISHED && !reading->options.drafts)
			continue;
		if (document) {
			document->index = (uint32_t)archive->documents.n;
			vec_push(archive->arena, &archive->documents, document);
		}
	}
}

static struct archive *
new_archive(struct arena *arena, struct content_options options)
{
	struct archive *archive = arena_new(arena, struct archive);
	archive->arena = arena;
	archive->root = options.root;
	archive->today = options.today;
	archive->names.arena = archive->by_id.arena = archive->by_path.arena = arena;
	return archive;
}

struct archive *
content_read(struct arena *arena, struct content_options options, struct diag_list *diags)
{
	struct reading reading = {
	    .archive = new_archive(arena, options),
	    .options = options,
	    .files = {.arena = arena},
	    .scratch = arena_array(arena, struct arena, options.jobs),
	    .folders = arena_array(arena, struct file_folder, options.jobs),
	};
	if (file_walk(arena, options.root, (str){0}, &reading.entries) != FILE_OK) {
		const struct source *root = source_unread(arena, options.root, (str){0});
		diag(diags, DIAG_CONTENT_UNREADABLE, place_file(root), (str){0}, options.root);
		return NULL;
	}
	check_site_file(&reading, diags);
	for (size_t i = 0; i < reading.entries.n; i++)
		classify(&reading, &reading.entries.items[i], diags);
	parallel_for(reading.tasks.n, options.jobs, read_task, &reading);
	for (unsigned i = 0; i < options.jobs; i++) {
		arena_free(&reading.scratch[i]);
		file_folder_close(&reading.folders[i]);
	}
	collect(&reading, diags);
	return reading.archive;
}

str
content_language(struct arena *arena, str root)
{
	struct arena scratch = {0};
	struct diag_list unsaid = {.arena = &scratch};
	struct site site = {0};
	str bytes, name = S("arkiv.yaml");
	if (file_read(&scratch, root, name, LIMIT_FRONT_MATTER, &bytes) == FILE_OK) {
		const struct source *source = source_make(&scratch, path_join(&scratch, root, name), name, bytes, &unsaid);
		const struct yaml_node *map =
		    source ? yaml_parse(&scratch, source, 0, source->text.n, yaml_front_matter, &unsaid) : NULL;
		struct decoder decoder = {&scratch, source, &unsaid};
		if (map && !yaml_is_empty(map))
			fields_decode(&decoder, &record_site, map, place_file(source), &site);
	}
	str language = str_copy(arena, site.language);
	arena_free(&scratch);
	return language;
}
