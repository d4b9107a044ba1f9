/* Reading a content tree: what each file becomes, what is refused, and that the result is the same for any number of
   jobs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/limits.h"
#include "content/read.h"

enum { JOBS = 4 };

static struct arena arena, workers[JOBS];
static struct diag_list list;
static char root[64];

static int
prepare(void **state)
{
	(void)state;
	strcpy(root, "/tmp/protokoll-read-XXXXXX");
	list = (struct diag_list){.arena = &arena};
	return mkdtemp(root) ? 0 : -1;
}

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	return remove(path);
}

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	for (int i = 0; i < JOBS; i++)
		arena_free(&workers[i]);
	return nftw(root, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Writes a file below the root with the folders it needs. */
static void
write_bytes(const char *relative, const char *bytes, size_t n)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", root, relative);
	for (char *slash = strchr(path + strlen(root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void
write_text(const char *relative, const char *text)
{
	write_bytes(relative, text, strlen(text));
}

static void
write_site(void)
{
	write_text("arkiv.yaml",
	           "titel: A\nbeskrivning: B\nadress: https://exempel.se\n"
	           "tillgänglighet: {aktör: A, tjänst: B, grad: helt, bedömd: 2026, uppdaterad: 2026, metod: C, "
	           "kontakt: D}\n");
}

static struct archive *
read_with(unsigned jobs, bool drafts)
{
	struct content_options options = {.root = str_of(root), .jobs = jobs, .drafts = drafts, .arenas = workers};
	return content_read(&arena, options, &list);
}

static struct archive *
read_all(void)
{
	struct archive *archive = read_with(2, false);
	assert_non_null(archive);
	return archive;
}

static void
assert_str(str actual, const char *expected)
{
	assert_string_equal(str_c(&arena, actual), expected);
}

/* Exactly these codes, in the order of the files. */
static void
assert_codes(size_t n, const enum diag_code *expected)
{
	for (size_t i = 0; i < list.n && i < n; i++)
		assert_string_equal(diag_row(list.items[i].code)->number, diag_row(expected[i])->number);
	assert_int_equal(list.n, n);
	list.n = 0;
}

#define assert_reported(...)                                                                                           \
	assert_codes(sizeof((enum diag_code[]){__VA_ARGS__}) / sizeof(enum diag_code), (enum diag_code[]){__VA_ARGS__})

static void
test_tree(void **state)
{
	(void)state;
	write_site();
	write_text("register/personer.yaml", "- namn: Anna Exempelsson\n- namn: Per Exempelsson\n");
	write_text("register/amnen.yaml", "");
	write_text("protokoll/2018/a.md", "---\nnätverk: SIKT\ndatum: 2018-12-14\n---\n## 1. Å\n");
	write_text("dokument/plan.md", "---\r\ntitel: Plan\r\n...\r\nText\r\n");
	write_text("sidor/om.md", "\xef\xbb\xbf---\ntitel: Om\n---");
	write_text("sidor/utkast.txt", "x");
	write_text("adresser.txt", "/\n");
	write_text("bilagor/vad.som.helst", "x");
	write_text(".git/config", "x");
	struct archive *archive = read_all();
	assert_reported(DIAG_DOCUMENT_NOT_MARKDOWN);
	assert_str(archive->site.title, "A");
	assert_str(archive->site.address, "https://exempel.se/");
	assert_str(archive->site.language, "sv");
	assert_str(archive->site.theme, "skaraborg");
	assert_true(archive->has_register[ENTITY_PERSON]);
	assert_true(archive->has_register[ENTITY_TOPIC]);
	assert_false(archive->has_register[ENTITY_NETWORK]);
	assert_int_equal(archive->entities[ENTITY_PERSON].n, 2);
	assert_int_equal(archive->entities[ENTITY_PERSON].items[1]->index, 1);
	assert_int_equal(archive->documents.n, 3);
	const struct document *plan = archive->documents.items[0], *minutes = archive->documents.items[1];
	assert_int_equal(plan->kind, DOCUMENT_OTHER);
	assert_str(str_from(plan->source->text, plan->body), "Text\n");
	assert_int_equal(minutes->kind, DOCUMENT_MINUTES);
	assert_str(str_from(minutes->source->text, minutes->body), "## 1. Å\n");
	assert_str(minutes->source->relative, "protokoll/2018/a.md");
	assert_int_equal(minutes->id.n, 0);
	assert_int_equal(minutes->id_place.start, minutes->date_place.start);
	assert_true(minutes->present.unknown);
	assert_int_equal(minutes->times.from, -1);
	assert_int_equal(minutes->index, 1);
	const struct document *about = archive->documents.items[2];
	assert_int_equal(about->kind, DOCUMENT_PAGE);
	assert_int_equal(about->body, about->source->text.n);
}

static void
test_site_missing(void **state)
{
	(void)state;
	read_all();
	assert_reported(DIAG_SITE_FILE_MISSING);
	write_text("arkiv.yaml", "# tom\n");
	read_all();
	assert_reported(DIAG_SITE_FILE_MISSING);
	strcat(root, "/finns-inte");
	assert_null(read_with(1, false));
	root[strlen(root) - strlen("/finns-inte")] = '\0';
	assert_reported(DIAG_CONTENT_UNREADABLE);
}

static void
test_front_matter(void **state)
{
	(void)state;
	write_site();
	write_text("sidor/a.md", "titel: A\n");
	write_text("sidor/b.md", "---\ntitel: B\n");
	write_text("sidor/c.md", "\n---\ntitel: C\n---\n");
	write_text("sidor/d.md", "---\ntitel: D\n ---\n");
	write_text("sidor/e.md", "");
	write_text("sidor/f.md", "---\n---\n");
	write_text("sidor/g.md", "---  \ntitel: G\n--- \n");
	write_text("sidor/h.md", "---\n- titel: H\n---\n");
	struct archive *archive = read_all();
	assert_int_equal(archive->documents.n, 2); /* f and g */
	assert_reported(DIAG_FRONT_MATTER_MISSING, DIAG_FRONT_MATTER_UNTERMINATED, DIAG_FRONT_MATTER_MISSING,
	                DIAG_FRONT_MATTER_UNTERMINATED, DIAG_FRONT_MATTER_MISSING, DIAG_MISSING_KEY,
	                DIAG_KEYS_EXPECTED_HERE);
}

static void
test_status(void **state)
{
	(void)state;
	write_site();
	write_text("dokument/a.md", "---\ntitel: A\nstatus: utkast\n---\n");
	write_text("dokument/b.md", "---\ntitel: B\nstatus: granskat\n---\n");
	write_text("dokument/c.md", "---\ntitel: C\nstatus: publicerat\n---\n");
	write_text("dokument/d.md", "---\ntitel: D\nstatus: utkast\nfel: x\n---\n");
	struct archive *archive = read_with(1, false);
	assert_int_equal(archive->documents.n, 1);
	assert_int_equal(archive->documents.items[0]->index, 0);
	assert_reported(DIAG_UNKNOWN_KEY); /* a draft is checked all the same */
	assert_int_equal(read_with(1, true)->documents.n, 4);
}

static void
test_unread(void **state)
{
	(void)state;
	write_site();
	write_text("register/amnen.yaml", "- namn: AI\n- Mediapoolen\n- namn: GDPR\n");
	write_text("register/personer.yaml", "- namn: Anna\n  kommun\n");
	write_text("sidor/a.md", "---\ntitel: [A\n---\nText\n");
	struct archive *archive = read_all();
	assert_reported(DIAG_KEYS_EXPECTED_HERE, DIAG_YAML_MISSING_COLON, DIAG_YAML_UNCLOSED_BRACKET);
	assert_true(archive->has_register[ENTITY_TOPIC]);
	assert_false(archive->has_register[ENTITY_PERSON]);
	assert_int_equal(archive->unread.n, 3);
	assert_str(archive->unread.items[0].text, "Mediapoolen\n- ");
	assert_str(archive->unread.items[1].text, "- namn: Anna\n  kommun\n");
	assert_str(archive->unread.items[2].text, "---\ntitel: [A\n");
	assert_true(archive_may_be_unread(archive, S("Mediapoolen")));
	assert_true(archive_may_be_unread(archive, S("sidor/a.md")));
	assert_false(archive_may_be_unread(archive, S("GDPR")));
	assert_false(archive_may_be_unread(archive, S("Text")));
}

static void
test_misplaced(void **state)
{
	(void)state;
	write_site();
	write_text("a.md", "x");
	write_text("arkiv.yml", "x");
	write_text("bilder/x.png", "x");
	write_text("protokoll/a.docx", "x");
	write_text("register/person.yaml", "x");
	read_all();
	assert_int_equal(list.n, 5);
	assert_str(list.items[1].nearest, "arkiv.yaml");
	assert_str(list.items[4].nearest, "register/personer.yaml");
	assert_reported(DIAG_MARKDOWN_MISPLACED, DIAG_FILE_IGNORED, DIAG_FILE_IGNORED, DIAG_DOCUMENT_NOT_MARKDOWN,
	                DIAG_FILE_IGNORED);
}

static void
test_only_regular_files(void **state)
{
	(void)state;
	char path[256];
	write_site();
	write_text("sidor/om.md", "---\ntitel: Om\n---\n");
	snprintf(path, sizeof path, "%s/bilagor", root);
	mkdir(path, 0755);
	snprintf(path, sizeof path, "%s/bilagor/lank.pdf", root);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	snprintf(path, sizeof path, "%s/protokoll", root);
	assert_int_equal(symlink("sidor", path), 0);
	snprintf(path, sizeof path, "%s/sidor/ko.md", root);
	assert_int_equal(mkfifo(path, 0644), 0);
	write_text("sidor/\xff.md", "x");
	write_text("sidor/a\xe2\x80\x8b.md", "x");
	struct archive *archive = read_all();
	assert_int_equal(archive->documents.n, 1);
	assert_reported(DIAG_FILE_NOT_REGULAR, DIAG_FILE_NOT_REGULAR, DIAG_FILE_NAME, DIAG_FILE_NOT_REGULAR,
	                DIAG_FILE_NAME);
}

static const struct {
	const char *file, *bytes;
	size_t n;
	enum diag_code code; /* DIAG_COUNT: nothing is wrong */
} attachments[] = {
    {"a.pdf", "%PDF-1.4", 8, DIAG_COUNT},
    {"b.PDF", "junk\n%PDF-1.4", 13, DIAG_COUNT},
    {"c.png", "\x89PNG\r\n\x1a\n", 8, DIAG_COUNT},
    {"d.jpeg", "\xff\xd8\xff\xe0", 4, DIAG_COUNT},
    {"e.webp", "RIFF\0\0\0\0WEBP", 12, DIAG_COUNT},
    {"f.odt", "PK\3\4aaaaaaaaaaaaaaaaaaaaaaaaaamimetypeapplication/vnd.oasis.opendocument.text", 77, DIAG_COUNT},
    {"g.docx", "PK\3\4 [Content_Types].xml word/document.xml", 41, DIAG_COUNT},
    {"h.xlsx", "PK\3\4 xl/workbook.xml [Content_Types].xml", 40, DIAG_COUNT},
    {"i.csv", "a;\xe5", 3, DIAG_COUNT},
    {"j.txt", "", 0, DIAG_COUNT},
    {"2018/k.txt", "x", 1, DIAG_COUNT},
    {"l.pdf", "PK\3\4", 4, DIAG_ATTACHMENT_CONTENT},
    {"m.png", "<svg/>", 6, DIAG_ATTACHMENT_CONTENT},
    {"n.docx", "PK\3\4 [Content_Types].xml xl/", 28, DIAG_ATTACHMENT_CONTENT},
    {"o.odt", "PK\3\4aaaaaaaaaaaaaaaaaaaaaaaaaamimetypeapplication/zip", 53, DIAG_ATTACHMENT_CONTENT},
    {"p.txt", "a\0b", 3, DIAG_ATTACHMENT_CONTENT},
    {"q.csv", "%PDF-1.4", 8, DIAG_ATTACHMENT_CONTENT},
    {"r.svg", "<svg/>", 6, DIAG_ATTACHMENT_ACTIVE},
    {"s.HTML", "<p>", 3, DIAG_ATTACHMENT_ACTIVE},
    {"t.doc", "x", 1, DIAG_ATTACHMENT_TYPE},
    {"utan", "x", 1, DIAG_ATTACHMENT_TYPE},
};

static void
test_attachments(void **state)
{
	(void)state;
	char path[64], text[256];
	for (size_t i = 0; i < sizeof attachments / sizeof *attachments; i++) {
		write_site();
		snprintf(path, sizeof path, "bilagor/%s", attachments[i].file);
		write_bytes(path, attachments[i].bytes, attachments[i].n);
		snprintf(text, sizeof text, "---\ntitel: A\nbilagor: {titel: B, fil: %s}\n---\n", attachments[i].file);
		write_text("dokument/a.md", text);
		const struct archive *archive = read_all();
		enum diag_code code = list.n ? list.items[0].code : DIAG_COUNT;
		if (list.n > 1 || code != attachments[i].code)
			fail_msg("%s: %zu diagnostics, first %s", attachments[i].file, list.n,
			         list.n ? diag_row(list.items[0].code)->number : "-");
		if (code == DIAG_COUNT)
			assert_int_equal(archive->documents.items[0]->attachments.items[0].size, attachments[i].n);
		list.n = 0;
	}
}

static void
test_attachment_paths(void **state)
{
	(void)state;
	static const char *const unsafe[] = {"../arkiv.yaml", "/etc/passwd", "a/../b.pdf",
	                                     "./a.pdf",       "a\\b.pdf",    "a//b.pdf"};
	char text[256];
	write_site();
	for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
		snprintf(text, sizeof text, "---\ntitel: A\nbilagor: {titel: B, fil: '%s'}\n---\n", unsafe[i]);
		write_text("dokument/a.md", text);
		read_all();
		assert_reported(DIAG_ATTACHMENT_PATH);
	}
	write_text("bilagor/inbjudan.pdf", "%PDF-1");
	write_text("dokument/a.md", "---\ntitel: A\nbilagor: {titel: B, fil: inbjudn.pdf}\n---\n");
	read_all();
	assert_str(list.items[0].nearest, "inbjudan.pdf");
	assert_reported(DIAG_ATTACHMENT_MISSING);
	/* A name that is not in NFC on disk is found by one that is, and keeps its own form. */
	write_text("bilagor/a\xcc\x8a.txt", "x");
	write_text("dokument/a.md", "---\ntitel: A\nbilagor: {titel: B, fil: å.txt}\n---\n");
	struct archive *archive = read_all();
	assert_int_equal(list.n, 0);
	assert_str(archive->documents.items[0]->attachments.items[0].target.text, "a\xcc\x8a.txt");
}

/* A Markdown file of exactly so many bytes. */
static void
write_sized(size_t n)
{
	static const char head[] = "---\ntitel: A\n---\n";
	char *bytes = malloc(n);
	assert_non_null(bytes);
	memset(bytes, '\n', n);
	memcpy(bytes, head, sizeof head - 1);
	write_bytes("sidor/a.md", bytes, n);
	free(bytes);
}

static void
test_file_size(void **state)
{
	(void)state;
	write_site();
	write_sized(LIMIT_MARKDOWN - 1);
	assert_int_equal(read_all()->documents.n, 1);
	write_sized(LIMIT_MARKDOWN);
	assert_int_equal(read_all()->documents.n, 1);
	assert_int_equal(list.n, 0);
	write_sized(LIMIT_MARKDOWN + 1);
	assert_int_equal(read_all()->documents.n, 0);
	assert_reported(DIAG_FILE_TOO_LARGE);
}

/* Faults of one file hide none of another, and neither do the jobs change the order. */
static void
test_jobs(void **state)
{
	(void)state;
	char path[64], text[128];
	write_site();
	for (int i = 0; i < 60; i++) {
		snprintf(path, sizeof path, "dokument/%02d.md", i);
		snprintf(text, sizeof text, "---\ntitel: Dokument %d\nfel%d: x\n%s---\n", i, i,
		         i % 7 ? "" : "a: b: c\n");
		write_text(path, text);
	}
	struct archive *one = read_with(1, false);
	struct diag_list first = list;
	list = (struct diag_list){.arena = &arena};
	struct archive *four = read_with(JOBS, false);
	assert_int_equal(one->documents.n, four->documents.n);
	for (size_t i = 0; i < one->documents.n; i++)
		assert_true(str_eq(one->documents.items[i]->title, four->documents.items[i]->title));
	assert_int_equal(first.n, 60);
	assert_int_equal(list.n, first.n);
	for (size_t i = 0; i < list.n; i++) {
		assert_int_equal(list.items[i].code, first.items[i].code);
		assert_true(str_eq(list.items[i].place.source->path, first.items[i].place.source->path));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_tree),        TEST(test_site_missing),     TEST(test_front_matter),
	    TEST(test_status),      TEST(test_misplaced),        TEST(test_only_regular_files),
	    TEST(test_attachments), TEST(test_attachment_paths), TEST(test_file_size),
	    TEST(test_jobs),        TEST(test_unread),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
