/* Attachments: an allow list of endings, each with what a file of that kind begins with or must hold. What could run
   script from the site's own origin is refused by name (reliability.md). */
#include "content/attachments.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/personal.h"
#include "base/text.h"

enum {
	PDF_HEAD = 1024, /* readers look for %PDF- this far into a file */
	ZIP_NAME = 30, /* where the name stands in a local header of a ZIP file */
	TEXT_SAMPLE = 8192, /* a text file has no NUL in its beginning */
};

static bool
is_pdf(str bytes, str wanted)
{
	(void)wanted;
	return str_contains(str_slice(bytes, 0, PDF_HEAD), S("%PDF-"));
}

static bool
begins(str bytes, str wanted)
{
	return str_starts(bytes, wanted);
}

static bool
is_webp(str bytes, str wanted)
{
	return str_starts(bytes, S("RIFF")) && str_eq(str_slice(bytes, 8, 12), wanted);
}

/* OpenDocument: the first entry is "mimetype", stored as it is. */
static bool
is_opendocument(str bytes, str wanted)
{
	str name = S("mimetype");
	str entry = str_from(bytes, ZIP_NAME);
	return str_starts(bytes, S("PK\x03\x04")) && str_starts(entry, name) &&
	       str_starts(str_from(entry, name.n), wanted);
}

/* Office Open XML: names of entries are never compressed, so they can be looked for. */
static bool
is_office(str bytes, str wanted)
{
	return str_starts(bytes, S("PK\x03\x04")) && str_contains(bytes, S("[Content_Types].xml")) &&
	       str_contains(bytes, wanted);
}

static bool
is_text(str bytes, str wanted)
{
	(void)wanted;
	static const char *const others[] = {"%PDF-",        "PK\x03\x04", "\x89PNG",
	                                     "\xff\xd8\xff", "RIFF",       "\xd0\xcf\x11\xe0"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_starts(bytes, str_of(others[i])))
			return false;
	return str_find_char(str_slice(bytes, 0, TEXT_SAMPLE), '\0') == SIZE_MAX;
}

static const struct kind {
	const char *ending;
	bool (*holds)(str bytes, str wanted);
	str wanted;
} kinds[] = {
    {"pdf", is_pdf, {0}},
    {"png", begins, {"\x89PNG\r\n\x1a\n", 8}},
    {"jpg", begins, {"\xff\xd8\xff", 3}},
    {"jpeg", begins, {"\xff\xd8\xff", 3}},
    {"webp", is_webp, {"WEBP", 4}},
    {"odt", is_opendocument, {"application/vnd.oasis.opendocument.text", 39}},
    {"ods", is_opendocument, {"application/vnd.oasis.opendocument.spreadsheet", 46}},
    {"docx", is_office, {"word/", 5}},
    {"xlsx", is_office, {"xl/", 3}},
    {"csv", is_text, {0}},
    {"txt", is_text, {0}},
};

static const char allowed[] = "pdf, png, jpg, jpeg, webp, odt, ods, docx, xlsx, csv, txt";

static const struct kind *
kind_of(str ending)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(ending, str_of(kinds[i].ending)))
			return &kinds[i];
	return NULL;
}

static bool
is_active(str ending)
{
	static const char *const active[] = {"svg", "svgz", "html", "htm", "xhtml", "xht", "xml", "mhtml"};
	for (size_t i = 0; i < sizeof active / sizeof *active; i++)
		if (str_eq(ending, str_of(active[i])))
			return true;
	return false;
}

static bool
refuse(struct diag_list *diags, enum diag_code code, const struct attachment *attachment, str nearest, str detail)
{
	diag(diags, code, attachment->target.place, nearest, attachment->target.text, detail);
	return false;
}

/* The attached file that was probably meant. */
static str
nearest_file(struct arena *scratch, const struct map *files, str path)
{
	struct strs candidates = {0};
	for (size_t i = 0; i < files->n; i++)
		if (str_starts(files->entries[i].key, S("bilagor/")))
			vec_push(scratch, &candidates, str_from(files->entries[i].key, S("bilagor/").n));
	return text_nearest(path, candidates.items, candidates.n);
}

/* Bytes that are not UTF-8 as Latin-1, which has the figures, "@" and letters of numbers and addresses in their place. */
static str
as_utf8(struct arena *arena, str bytes)
{
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		if (c >= 0x80)
			buffer_add_char(&out, (char)(0xc0 | c >> 6));
		buffer_add_char(&out, c < 0x80 ? (char)c : (char)(0x80 | (c & 0x3f)));
	}
	return buffer_str(&out);
}

/* What is text is content: it is looked through for numbers and addresses of people. Most files have none. */
static const struct source *
personal_text(struct arena *arena, str root, str path, str bytes)
{
	struct personal_match match;
	size_t at = 0;
	if (!personal_next(bytes, &at, &match))
		return NULL;
	struct diag_list ignored = {.arena = arena};
	str text = text_invalid(bytes) == SIZE_MAX ? str_copy(arena, bytes) : as_utf8(arena, bytes);
	return source_make(arena, path_join(arena, root, path), str_copy(arena, path), text, &ignored);
}

static bool
check_content(struct arena *arena, struct arena *scratch, str root, str path, const struct kind *kind, struct attachment *attachment,
              struct diag_list *diags)
{
	str bytes;
	switch (file_read(scratch, root, path, LIMIT_ATTACHMENT, &bytes)) {
	case FILE_OK:
		break;
	case FILE_TOO_LARGE:
		return refuse(diags, DIAG_ATTACHMENT_TOO_LARGE, attachment, (str){0},
		              str_format(diags->arena, "%d MB", LIMIT_ATTACHMENT / 1000000));
	default:
		return refuse(diags, DIAG_ATTACHMENT_MISSING, attachment, (str){0}, (str){0});
	}
	attachment->size = bytes.n;
	if (!kind->holds(bytes, kind->wanted))
		return refuse(diags, DIAG_ATTACHMENT_CONTENT, attachment, (str){0}, str_of(kind->ending));
	if (kind->holds == is_text)
		attachment->text = personal_text(arena, root, path, bytes);
	return true;
}

static bool
check_file(struct arena *arena, struct arena *scratch, str root, const struct map *files, struct attachment *attachment,
           struct diag_list *diags)
{
	str target = attachment->target.text;
	if (!file_path_is_safe(target))
		return refuse(diags, DIAG_ATTACHMENT_PATH, attachment, (str){0}, (str){0});
	str ending = text_fold(scratch, path_ending(target));
	const struct kind *kind = kind_of(ending);
	if (!kind)
		return refuse(diags, is_active(ending) ? DIAG_ATTACHMENT_ACTIVE : DIAG_ATTACHMENT_TYPE, attachment,
		              (str){0}, S(allowed));
	const str *path = map_get(files, path_join(scratch, S("bilagor"), target));
	if (!path)
		return refuse(diags, DIAG_ATTACHMENT_MISSING, attachment, nearest_file(diags->arena, files, target),
		              (str){0});
	/* A file whose name is not in NFC on disk keeps that name. */
	attachment->target.text = str_copy(arena, str_from(*path, S("bilagor/").n));
	return check_content(arena, scratch, root, *path, kind, attachment, diags);
}

void
attachments_check(struct arena *arena, struct arena *scratch, str root, const struct map *files,
                  struct document *document, struct diag_list *diags)
{
	for (size_t i = 0; i < document->attachments.n; i++) {
		struct attachment *attachment = &document->attachments.items[i];
		if (attachment->kind == ATTACHMENT_FILE)
			check_file(arena, scratch, root, files, attachment, diags);
	}
}
