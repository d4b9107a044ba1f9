/* Pages come through the theme, exports from the model, assets from the theme as they are, attachments from the content. */
#include "site.h"

#include "base/file.h"
#include "base/limits.h"
#include "build.h"

static void
add_file(struct build *build, struct site_files *files, enum site_file_kind kind, str path, size_t index)
{
	vec_push(build->options->arena, files, ((struct site_file){.kind = kind, .path = path, .index = index}));
}

static void
list_pages(struct build *build, struct site_files *files)
{
	for (size_t i = 0; i < build->pages.n; i++) {
		const struct page *page = &build->pages.items[i];
		add_file(build, files, SITE_PAGE, address_file(build->options->arena, page->address), i);
		if (page->indexed)
			vec_push(build->options->arena, &files->context.indexed, page->address);
	}
}

/* Only what a published document attaches or links to is published; a file that lies in bilagor/ and is not referred to
   is nobody's business. */
static void
list_attachments(struct build *build, struct site_files *files)
{
	struct arena *arena = build->options->arena;
	struct map seen = {.arena = arena};
	for (size_t i = 0; i < build->archive->documents.n; i++) {
		const struct attachments *attachments = &build->archive->documents.items[i]->attachments;
		for (size_t k = 0; k < attachments->n; k++)
			if (attachments->items[k].kind == ATTACHMENT_FILE)
				map_at(&seen, attachments->items[k].target.text);
		for (size_t k = 0; build->bodies[i] && k < build->bodies[i]->files.n; k++)
			map_at(&seen, build->bodies[i]->files.items[k]);
	}
	for (size_t i = 0; i < seen.n; i++) {
		str file = seen.entries[i].key;
		add_file(build, files, SITE_ATTACHMENT, address_file(arena, address_of_attachment(arena, file)), 0);
		files->items[files->n - 1].attachment = file;
	}
}

/* The words of feeds and calendars come from the theme like all others. */
static str
export_word(const void *words, const char *path)
{
	const struct value *at = words;
	for (str rest = str_of(path); at && rest.n;)
		at = value_get(at, str_cut(&rest, '.'));
	return at && at->kind == VALUE_TEXT ? at->text : str_of(path);
}

void
site_list(struct build *build, struct site_files *files)
{
	struct arena *arena = build->options->arena;
	*files = (struct site_files){
	    .context =
	        {
	            .archive = build->archive,
	            .bodies = build->bodies,
	            .index = build->index,
	            .titles = pages_titles(&build->context, arena),
	            .word = export_word,
	            .words = build->words,
	        },
	};
	list_pages(build, files);
	for (size_t i = 0; i < build->theme->assets.n; i++)
		add_file(build, files, SITE_ASSET, build->theme->assets.items[i].name, i);
	exports_list(&files->context, arena, &files->exports);
	for (size_t i = 0; i < files->exports.n; i++)
		add_file(build, files, SITE_EXPORT, address_file(arena, files->exports.items[i].address), i);
	list_attachments(build, files);
}

static bool
make_page(const struct build *build, const struct page *page, struct arena *scratch, struct buffer *out,
          struct diag_list *diags)
{
	struct value view = page_view(&build->context, page, scratch);
	return theme_render(build->theme, page->template, &view, scratch, out, diags);
}

static bool
make_attachment(const struct build *build, str file, struct arena *scratch, struct buffer *out, struct diag_list *diags)
{
	str bytes, path = path_join(scratch, S("bilagor"), file);
	if (file_read(scratch, build->archive->root, path, LIMIT_ATTACHMENT, &bytes) == FILE_OK) {
		buffer_add(out, bytes);
		return true;
	}
	diag(diags, DIAG_ATTACHMENT_VANISHED, (struct place){0}, (str){0}, str_join(diags->arena, S("bilagor/"), file));
	return false;
}

bool
site_make(const struct build *build, const struct site_file *file, struct arena *scratch, struct buffer *out,
          struct diag_list *diags)
{
	const struct export *export;
	switch (file->kind) {
	case SITE_PAGE:
		return make_page(build, &build->pages.items[file->index], scratch, out, diags);
	case SITE_ASSET:
		buffer_add(out, build->theme->assets.items[file->index].bytes);
		return true;
	case SITE_EXPORT:
		export = &build->files.exports.items[file->index];
		export->write(&build->files.context, export, out);
		return true;
	case SITE_ATTACHMENT:
		return make_attachment(build, file->attachment, scratch, out, diags);
	}
	return false;
}
