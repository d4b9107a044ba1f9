/* Reading files: what is refused matters more than what is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"

static struct arena arena;
static char root_path[64];
static str root;

static char *
in_root(const char *relative)
{
	return str_c(&arena, path_join(&arena, root, str_of(relative)));
}

static void
put(const char *relative, const char *text)
{
	FILE *file = fopen(in_root(relative), "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
set_up(void **state)
{
	(void)state;
	snprintf(root_path, sizeof root_path, "/tmp/file_test.XXXXXX");
	assert_non_null(mkdtemp(root_path));
	root = str_of(root_path);
	assert_int_equal(mkdir(in_root("a"), 0755), 0);
	assert_int_equal(mkdir(in_root("a/b"), 0755), 0);
	put("a/b/c.md", "hej\n");
	put("a/empty", "");
	put("top", "topp");
	put("a/.hidden", "x");
	assert_int_equal(symlink("b", in_root("a/link")), 0);
	assert_int_equal(symlink("/etc/passwd", in_root("a/file-link")), 0);
	assert_int_equal(mkfifo(in_root("a/pipe"), 0644), 0);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", root_path);
	int status = system(command);
	arena_free(&arena);
	return status;
}

static enum file_status
status_of(const char *relative)
{
	str bytes;
	return file_read(&arena, root, str_of(relative), 1000, &bytes);
}

static void
reads_regular_files(void **state)
{
	(void)state;
	str bytes;
	assert_int_equal(file_read(&arena, root, S("a/b/c.md"), 4, &bytes), FILE_OK);
	assert_true(str_eq(bytes, S("hej\n")));
	assert_int_equal(file_read(&arena, root, S("a/empty"), 0, &bytes), FILE_OK);
	assert_int_equal(bytes.n, 0);
	size_t size = 0;
	assert_int_equal(file_look(root, S("a/b/c.md"), &size), FILE_OK);
	assert_int_equal(size, 4);
	assert_int_equal(file_read(&arena, str_of(in_root("a/link")), S("c.md"), 4, &bytes), FILE_OK);
}

static void
limit_is_the_largest_that_is_read(void **state)
{
	(void)state;
	str bytes;
	assert_int_equal(file_read(&arena, root, S("top"), 3, &bytes), FILE_TOO_LARGE);
	assert_int_equal(file_read(&arena, root, S("top"), 4, &bytes), FILE_OK);
	/* A file of /proc says that it has 0 bytes. */
	assert_int_equal(file_read(&arena, S("/proc/self"), S("status"), 10, &bytes), FILE_TOO_LARGE);
	assert_int_equal(file_read(&arena, S("/proc/self"), S("status"), 100000, &bytes), FILE_OK);
	assert_true(bytes.n > 100);
}

static void
refuses_links_and_the_like(void **state)
{
	(void)state;
	assert_int_equal(status_of("a/link/c.md"), FILE_NOT_REGULAR);
	assert_int_equal(status_of("a/file-link"), FILE_NOT_REGULAR);
	assert_int_equal(status_of("a/link"), FILE_NOT_REGULAR);
	assert_int_equal(status_of("a/pipe"), FILE_NOT_REGULAR);
	assert_int_equal(status_of("a/b"), FILE_NOT_REGULAR);
	assert_int_equal(status_of("a/nothing"), FILE_ABSENT);
	assert_int_equal(status_of("top/c.md"), FILE_ABSENT);
	assert_int_equal(status_of("nothing/c.md"), FILE_ABSENT);
}

static void
refuses_unsafe_paths(void **state)
{
	(void)state;
	const char *unsafe[] = {"", "/etc/passwd", "../x", "a/../top", "./top", "a//empty", "a/", "a\\b", ".", ".."};
	for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
		assert_int_equal(status_of(unsafe[i]), FILE_BAD_PATH);
	assert_false(file_path_is_safe(S("a\0b")));
	assert_true(file_path_is_safe(S("a/..b/c...")));
	char name[400];
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_int_equal(status_of(name), FILE_ABSENT);
}

static void
reads_named_files(void **state)
{
	(void)state;
	str bytes;
	assert_int_equal(file_read_named(&arena, str_of(in_root("a/link/c.md")), 100, &bytes), FILE_OK);
	assert_true(str_eq(bytes, S("hej\n")));
	assert_int_equal(file_read_named(&arena, str_of(in_root("a")), 100, &bytes), FILE_NOT_REGULAR);
	assert_int_equal(file_read_named(&arena, str_of(in_root("b")), 100, &bytes), FILE_ABSENT);
	assert_int_equal(file_read_named(&arena, S(""), 100, &bytes), FILE_BAD_PATH);
}

static void
walks_in_order(void **state)
{
	(void)state;
	struct file_entries entries = {0};
	assert_int_equal(file_walk(&arena, root, S(""), &entries), FILE_OK);
	const char *wanted[] = {"a/b/c.md", "a/empty", "a/file-link", "a/link", "a/pipe", "top"};
	assert_int_equal(entries.n, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(str_c(&arena, entries.items[i].relative), wanted[i]);
		assert_int_equal(entries.items[i].regular, i < 2 || i == 5);
	}
	entries = (struct file_entries){0};
	assert_int_equal(file_walk(&arena, root, S("a/b"), &entries), FILE_OK);
	assert_int_equal(entries.n, 1);
	assert_true(str_eq(entries.items[0].relative, S("a/b/c.md")));
	assert_int_equal(file_walk(&arena, root, S("x"), &entries), FILE_ABSENT);
	assert_int_equal(file_walk(&arena, root, S("a/link"), &entries), FILE_NOT_REGULAR);
	assert_int_equal(file_walk(&arena, root, S(".."), &entries), FILE_BAD_PATH);
}

static void
deep_folders_are_not_walked(void **state)
{
	(void)state;
	char path[256] = "deep";
	for (int i = 1; i <= LIMIT_FOLDER_DEPTH; i++) {
		assert_int_equal(mkdir(in_root(path), 0755), 0);
		strcat(path, "/d");
	}
	struct file_entries entries = {0};
	assert_int_equal(file_walk(&arena, root, S("deep"), &entries), FILE_OK);
	assert_int_equal(entries.n, 0);
	assert_int_equal(mkdir(in_root(path), 0755), 0);
	assert_int_equal(file_walk(&arena, root, S("deep"), &entries), FILE_OK);
	assert_int_equal(entries.n, 1);
	assert_false(entries.items[0].regular);
}

static void
cuts_paths(void **state)
{
	(void)state;
	assert_true(str_eq(path_join(&arena, S("a"), S("b")), S("a/b")));
	assert_true(str_eq(path_join(&arena, S("a/"), S("b")), S("a/b")));
	assert_true(str_eq(path_join(&arena, S(""), S("b")), S("b")));
	assert_true(str_eq(path_folder(S("a/b/c.md")), S("a/b")));
	assert_true(str_eq(path_folder(S("c.md")), S("")));
	assert_true(str_eq(path_name(S("a/b/c.md")), S("c.md")));
	assert_true(str_eq(path_stem(S("a.b/c.tar.gz")), S("c.tar")));
	assert_true(str_eq(path_ending(S("x/y.PDF")), S("PDF")));
	assert_true(str_eq(path_ending(S("x.y/z")), S("")));
	assert_true(str_eq(path_ending(S("a/.md")), S("")));
	assert_true(str_eq(path_stem(S("a/.md")), S(".md")));
}

static void
resolves_relative_targets(void **state)
{
	(void)state;
	str at;
	assert_true(path_resolve(&arena, S("protokoll/2018/a.md"), S("../b.md"), &at));
	assert_true(str_eq(at, S("protokoll/b.md")));
	assert_true(path_resolve(&arena, S("a.md"), S("./x/../b.md"), &at));
	assert_true(str_eq(at, S("b.md")));
	assert_true(path_resolve(&arena, S("p/a.md"), S("../../b.md"), &at) == false);
	assert_false(path_resolve(&arena, S("p/a.md"), S("/b.md"), &at));
	assert_false(path_resolve(&arena, S("p/a.md"), S("b\\c"), &at));
	assert_false(path_resolve(&arena, S("a.md"), S(".."), &at));
}

/* The folder is opened anew whenever another one is meant, and a link on the way is refused as ever. */
static void
reads_files_beside_each_other(void **state)
{
	(void)state;
	static const struct {
		const char *path, *text;
		enum file_status status;
	} cases[] = {
	    {"a/b/c.md", "hej\n", FILE_OK},     {"a/b/none.md", "", FILE_ABSENT},      {"a/b/c.md", "hej\n", FILE_OK},
	    {"a/empty", "", FILE_OK},           {"a/link/c.md", "", FILE_NOT_REGULAR}, {"a/file-link", "", FILE_NOT_REGULAR},
	    {"top", "topp", FILE_OK},           {"none/c.md", "", FILE_ABSENT},        {"top/c.md", "", FILE_ABSENT},
	    {"a/../top", "", FILE_BAD_PATH},    {"a/b/c.md", "hej\n", FILE_OK},        {"a/b", "", FILE_NOT_REGULAR},
	};
	struct file_folder folder = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str bytes = {0};
		enum file_status status =
		    file_read_beside(&arena, &folder, root, str_of(cases[i].path), 100, &bytes);
		if (status != cases[i].status || !str_eq(bytes, str_of(cases[i].text)))
			fail_msg("%s: %d, \"%.*s\"", cases[i].path, (int)status, STR(bytes));
	}
	file_folder_close(&folder);
	file_folder_close(&folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_files_beside_each_other),
	    cmocka_unit_test(reads_regular_files),         cmocka_unit_test(limit_is_the_largest_that_is_read),
	    cmocka_unit_test(refuses_links_and_the_like),  cmocka_unit_test(refuses_unsafe_paths),
	    cmocka_unit_test(reads_named_files),           cmocka_unit_test(walks_in_order),
	    cmocka_unit_test(deep_folders_are_not_walked), cmocka_unit_test(cuts_paths),
	    cmocka_unit_test(resolves_relative_targets),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
