/* Themes: reads the files of a chain of folders, sorts them into templates, assets and the rest, and refuses what has no
   business there. */
#include "template/theme.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "template/assets.h"

#define TEMPLATE_FOLDER "mallar/"
#define TEMPLATE_ENDING ".mustache"

enum file_sort { SORT_TEMPLATE, SORT_ASSET, SORT_SETTING, SORT_PAPER, SORT_REFUSED };

/* What a file is by its name; *text says whether it is text. */
static enum file_sort
sort_of(str name, bool *text)
{
	str ending = path_ending(name);
	*text = true;
	if (str_starts(name, S(TEMPLATE_FOLDER)))
		return str_ends(name, S(TEMPLATE_ENDING)) ? SORT_TEMPLATE : SORT_REFUSED;
	if (str_starts(name, S(ASSET_FOLDER)))
		return path_stem(name).n && asset_allowed(ending, text) ? SORT_ASSET : SORT_REFUSED;
	if (str_eq(name, S("ord.yaml")) || str_eq(name, S("tema.yaml")))
		return SORT_SETTING;
	bool paper = str_eq(ending, S("md")) || str_eq(ending, S("txt")) || str_starts(path_name(name), S("LICENSE"));
	return paper ? SORT_PAPER : SORT_REFUSED;
}

static size_t
limit_of(enum file_sort sort)
{
	return sort == SORT_TEMPLATE ? LIMIT_TEMPLATE : sort == SORT_SETTING ? LIMIT_REGISTER : LIMIT_ATTACHMENT;
}

struct loader {
	struct arena *arena;
	struct theme *theme;
	struct diag_list *diags;
	struct map seen; /* names of files that are there already */
};

static struct place
unread(struct loader *loader, str folder, str name)
{
	return place_file(source_unread(loader->arena, path_join(loader->arena, folder, name), name));
}

static void
report_status(struct loader *loader, str folder, str name, enum file_status status, size_t limit)
{
	struct place place = unread(loader, folder, name);
	if (status == FILE_TOO_LARGE)
		diag(loader->diags, DIAG_THEME_FILE_SIZE, place, (str){0}, name,
		     str_format(loader->arena, "%zu", limit / 1000));
	else if (status == FILE_BAD_PATH)
		diag(loader->diags, DIAG_THEME_FILE_REFUSED, place, (str){0}, name);
	else if (status == FILE_NOT_REGULAR)
		diag(loader->diags, DIAG_THEME_FILE_LINK, place, (str){0}, name);
	else
		diag(loader->diags, DIAG_THEME_FILE_UNREADABLE, place, (str){0}, name);
}

/* Reads one file; false after reporting. */
static bool
read_file(struct loader *loader, str folder, str name, struct theme_file *file)
{
	bool text;
	enum file_sort sort = sort_of(name, &text);
	if (sort == SORT_REFUSED) {
		diag(loader->diags, DIAG_THEME_FILE_REFUSED, unread(loader, folder, name), (str){0}, name);
		return false;
	}
	*file = (struct theme_file){.name = name};
	enum file_status status = file_read(loader->arena, folder, name, limit_of(sort), &file->bytes);
	if (status != FILE_OK) {
		report_status(loader, folder, name, status, limit_of(sort));
		return false;
	}
	if (!text)
		return true;
	file->source =
	    source_make(loader->arena, path_join(loader->arena, folder, name), name, file->bytes, loader->diags);
	if (!file->source)
		return false;
	file->bytes = file->source->text;
	return true;
}

static void
read_folder(struct loader *loader, str folder)
{
	struct file_entries entries = {0};
	enum file_status status = file_walk(loader->arena, folder, (str){0}, &entries);
	if (status != FILE_OK) {
		diag(loader->diags, status == FILE_ABSENT ? DIAG_THEME_ABSENT : DIAG_THEME_FILE_UNREADABLE,
		     place_file(source_unread(loader->arena, folder, folder)), (str){0}, folder);
		return;
	}
	for (size_t i = 0; i < entries.n; i++) {
		const struct file_entry *entry = &entries.items[i];
		struct theme_file file;
		void **slot = map_at(&loader->seen, entry->relative);
		if (*slot)
			continue;
		*slot = loader;
		if (!entry->regular)
			report_status(loader, folder, entry->relative, FILE_NOT_REGULAR, 0);
		else if (read_file(loader, folder, entry->relative, &file))
			vec_push(loader->arena, &loader->theme->files, file);
	}
}

static int
by_name(const void *a, const void *b)
{
	return str_compare(((const struct theme_file *)a)->name, ((const struct theme_file *)b)->name);
}

static void
compile_templates(struct loader *loader)
{
	struct theme *theme = loader->theme;
	for (size_t i = 0; i < theme->files.n; i++) {
		const struct theme_file *file = &theme->files.items[i];
		if (!str_starts(file->name, S(TEMPLATE_FOLDER)))
			continue;
		str name = str_from(file->name, sizeof TEMPLATE_FOLDER - 1);
		name.n -= sizeof TEMPLATE_ENDING - 1;
		const struct template *template = template_compile(loader->arena, file->source, true, loader->diags);
		if (template)
			*map_at(&theme->templates, name) = (void *)(uintptr_t) template;
	}
}

const struct theme *
theme_load(struct arena *arena, const str *folders, size_t n, struct diag_list *diags)
{
	size_t faults = diag_count(diags, SEVERITY_ERROR);
	struct theme *theme = arena_new(arena, struct theme);
	*theme = (struct theme){.templates = {.arena = arena}, .published = {.arena = arena}};
	struct loader loader = {.arena = arena, .theme = theme, .diags = diags, .seen = {.arena = arena}};
	for (size_t i = 0; i < n; i++)
		read_folder(&loader, folders[i]);
	if (theme->files.n)
		qsort(theme->files.items, theme->files.n, sizeof *theme->files.items, by_name);
	compile_templates(&loader);
	/* A template with faults is missing from the map: saying that others miss it would only confuse. */
	if (diag_count(diags, SEVERITY_ERROR) == faults)
		template_check(&theme->templates, diags);
	assets_publish(arena, theme, diags);
	return diag_count(diags, SEVERITY_ERROR) == faults ? theme : NULL;
}

const struct theme_file *
theme_file(const struct theme *theme, str name)
{
	if (theme->files.n == 0)
		return NULL;
	struct theme_file key = {.name = name};
	return bsearch(&key, theme->files.items, theme->files.n, sizeof key, by_name);
}

static const struct template *
find_template(const void *context, str name)
{
	const struct theme *theme = context;
	return map_get(&theme->templates, name);
}

bool
theme_render(const struct theme *theme, str name, const struct value *data, struct arena *arena, struct buffer *out,
             struct diag_list *diags)
{
	const struct template *template = find_template(theme, name);
	if (!template) {
		diag(diags, DIAG_THEME_TEMPLATE_ABSENT, (struct place){0}, (str){0}, name);
		return false;
	}
	struct template_set set = {.find = find_template, .context = theme, .strict = true};
	return template_run(template, &set, data, arena, out, diags);
}

/* tema.yaml: one key, read by hand because this folder knows no YAML. */

static str
setting_value(str text)
{
	size_t comment = str_starts(text, S("#")) ? 0 : str_find(text, S(" #"));
	text = str_trim(str_slice(text, 0, comment));
	bool quoted = text.n >= 2 && (text.p[0] == '"' || text.p[0] == '\'') && text.p[text.n - 1] == text.p[0];
	return quoted ? str_slice(text, 1, text.n - 1) : text;
}

static bool
read_setting(const struct source *source, str line, str *name, struct diag_list *diags)
{
	static const char key[] = "bygger_på:";
	size_t start = (size_t)(line.p - source->text.p);
	str words = str_trim(line);
	if (words.n == 0 || words.p[0] == '#' || str_eq(words, S("---")))
		return true;
	bool known = str_starts(line, str_of(key));
	str value = known ? setting_value(str_from(line, sizeof key - 1)) : (str){0};
	bool sound = file_path_is_safe(value) && str_find_char(value, '/') == SIZE_MAX && value.p[0] != '.';
	if (known && sound && name->n == 0) {
		*name = value;
		return true;
	}
	diag(diags, DIAG_THEME_SETTING, place_of(source, start, start + line.n), (str){0}, words);
	return false;
}

bool
theme_base(struct arena *arena, str folder, str *name, struct diag_list *diags)
{
	str bytes, relative = S("tema.yaml");
	*name = (str){0};
	struct loader loader = {.arena = arena, .diags = diags};
	enum file_status status = file_read(arena, folder, relative, LIMIT_REGISTER, &bytes);
	if (status == FILE_ABSENT)
		return true;
	if (status != FILE_OK) {
		report_status(&loader, folder, relative, status, LIMIT_REGISTER);
		return false;
	}
	const struct source *source = source_make(arena, path_join(arena, folder, relative), relative, bytes, diags);
	if (!source)
		return false;
	bool sound = true;
	str rest = source->text;
	while (rest.n) {
		str line = str_cut(&rest, '\n');
		sound &= line.n == 0 || read_setting(source, line, name, diags);
	}
	return sound;
}
