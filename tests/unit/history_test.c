/* When files were last changed, read from the log of git: renames, merges, files that went and came back, what a shallow
   clone cannot tell; and that no log, however made, leads astray. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "content/git_log.h"

#define A "1111111111111111111111111111111111111111"
#define B "2222222222222222222222222222222222222222"
#define Z "0000000000000000000000000000000000000000"

enum { MOST = 8 };

/* "|" stands for NUL, as in what `git log -z` prints. */
static str
log_of(struct arena *arena, const char *text)
{
	char *bytes = str_c(arena, str_of(text));
	for (char *c = bytes; *c; c++)
		if (*c == '|')
			*c = '\0';
	return (str){bytes, strlen(text)};
}

struct asked {
	struct arena arena;
	struct last_change files[MOST];
	size_t n;
	bool read;
};

static void
ask(struct asked *asked, const char *log, bool shallow, const char *const *paths)
{
	*asked = (struct asked){0};
	while (paths[asked->n]) {
		asked->files[asked->n].path = str_of(paths[asked->n]);
		asked->n++;
	}
	asked->read = git_log_read(&asked->arena, log_of(&asked->arena, log), shallow, asked->files, asked->n);
}

static void
assert_day(struct asked *asked, size_t file, const char *day)
{
	str found = date_iso(&asked->arena, asked->files[file].date);
	assert_string_equal(str_c(&asked->arena, found), day);
}

#define ASK(asked, log, ...) ask((asked), (log), false, (const char *const[]){__VA_ARGS__, NULL})

static void
test_newest_commit_wins(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-03-01 p|\n:100644 100644 " A " " B " M|a.md|"
	    "2026-02-01 p|"
	    "2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|:000000 100644 " Z " " A " A|å ä.md|",
	    "a.md", "å ä.md", "annan.md");
	assert_true(asked.read);
	assert_day(&asked, 0, "2026-03-01");
	assert_true(str_eq(asked.files[0].blob, S(B)));
	assert_day(&asked, 1, "2026-01-01");
	assert_int_equal(asked.files[2].date.year, 0);
	arena_free(&asked.arena);
}

static void
test_renames_are_followed(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-04-01 p|\n:100644 100644 " A " " A " R100|två.md|tre.md|"
	    "2026-03-01 p|\n:100644 100644 " A " " A " R100|ett.md|två.md|:000000 100644 " Z " " B " A|ny.md|"
	    "2026-02-01 p|\n:100644 100644 " B " " A " M|ett.md|"
	    "2026-01-01 |\n:000000 100644 " Z " " B " A|ett.md|",
	    "tre.md", "ny.md");
	assert_day(&asked, 0, "2026-02-01");
	assert_day(&asked, 1, "2026-03-01");
	arena_free(&asked.arena);
}

static void
test_two_files_change_places(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-03-01 p|\n:100644 100644 " A " " A " R100|a.md|b.md|:100644 100644 " B " " B " R100|b.md|a.md|"
	    "2026-02-01 p|\n:100644 100644 " B " " A " M|a.md|"
	    "2026-01-01 |\n:000000 100644 " Z " " B " A|b.md|",
	    "a.md", "b.md");
	assert_day(&asked, 0, "2026-01-01");
	assert_day(&asked, 1, "2026-02-01");
	arena_free(&asked.arena);
}

/* The old name lives again, as another file. */
static void
test_a_name_is_used_again(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-03-01 p|\n:000000 100644 " Z " " B " A|a.md|"
	    "2026-02-01 p|\n:100644 100644 " A " " A " R100|a.md|b.md|"
	    "2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|",
	    "a.md", "b.md");
	assert_day(&asked, 0, "2026-03-01");
	assert_day(&asked, 1, "2026-01-01");
	arena_free(&asked.arena);
}

static void
test_deleted_and_added_again(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-03-01 p|\n:000000 100644 " Z " " A " A|a.md|"
	    "2026-02-01 p|\n:100644 000000 " A " " Z " D|a.md|"
	    "2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|",
	    "a.md");
	assert_day(&asked, 0, "2026-03-01");
	arena_free(&asked.arena);
	/* A deletion on another branch says nothing of a file that is there. */
	ASK(&asked, "2026-02-01 p|\n:100644 000000 " A " " Z " D|a.md|2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|", "a.md");
	assert_day(&asked, 0, "2026-01-01");
	arena_free(&asked.arena);
}

static void
test_merges(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-03-01 p q||::100644 100644 100644 " A " " B " " A " MM|b.md|::100644 100644 000000 " A " " B " " Z " DD|c.md|"
	    "::100644 100644 100644 " A " " B " " B " MR|d.md|"
	    "2026-02-01 p|\n:100644 100644 " A " " B " M|b.md|:100644 100644 " A " " B " M|c.md|",
	    "b.md", "c.md", "d.md");
	assert_true(asked.read);
	assert_day(&asked, 0, "2026-03-01");
	assert_true(str_eq(asked.files[0].blob, S(A)));
	assert_day(&asked, 1, "2026-02-01");
	assert_day(&asked, 2, "2026-03-01");
	arena_free(&asked.arena);
}

/* Paths that look like something else of the log, and a name in another form of å. */
static void
test_strange_names(void **state)
{
	(void)state;
	struct asked asked;
	ASK(&asked,
	    "2026-01-02 p|\n:100644 100644 " A " " B " M|:100644 100644 " A " " B " M|"
	    ":100644 100644 " A " " B " M|\"citat\"\t\n.md|"
	    "2026-01-01 |\n:000000 100644 " Z " " A " A|2025-01-01 p|:000000 100644 " Z " " A " A|a\xcc\x8a.md|"
	    ":000000 100644 " Z " " A " A|\xff\xfe.md|",
	    ":100644 100644 " A " " B " M", "\"citat\"\t\n.md", "2025-01-01 p", "å.md", "\xff\xfe.md");
	assert_true(asked.read);
	assert_day(&asked, 0, "2026-01-02");
	assert_day(&asked, 1, "2026-01-02");
	assert_day(&asked, 2, "2026-01-01");
	assert_day(&asked, 3, "2026-01-01");
	assert_day(&asked, 4, "2026-01-01");
	arena_free(&asked.arena);
}

static void
test_where_a_shallow_clone_begins(void **state)
{
	(void)state;
	static const char log[] = "2026-02-01 p|\n:100644 100644 " A " " B " M|a.md|"
	                          "2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|:000000 100644 " Z " " A " A|b.md|";
	struct asked asked;
	ask(&asked, log, true, (const char *const[]){"a.md", "b.md", NULL});
	assert_day(&asked, 0, "2026-02-01");
	assert_false(asked.files[0].cut);
	assert_int_equal(asked.files[1].date.year, 0);
	assert_true(asked.files[1].cut);
	arena_free(&asked.arena);
}

static void
test_what_is_no_log_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
	    "2026-01-01 |\n:|a.md|",
	    "2026-01-01 |\n:100644 100644 kort kort M|a.md|",
	    "2026-01-01 |\n:100644 100644 " A " " B "|a.md|",
	    "2026-01-01 |\n:100644 100644 " A " " B " M|",
	    "2026-01-01 |\n:100644 100644 " A " " B " R100|a.md|",
	    "2026-01-01 |\n:100644 100644 " A " " B " M extra|a.md|",
	};
	struct asked asked;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ASK(&asked, bad[i], "a.md");
		assert_false(asked.read);
		assert_int_equal(asked.files[0].date.year, 0);
		arena_free(&asked.arena);
	}
	ASK(&asked, "i går |\n:100644 100644 " A " " B " M|a.md|", "a.md");
	assert_int_equal(asked.files[0].date.year, 0);
	arena_free(&asked.arena);
}

/* Every log with one byte changed or cut off is read to an end, and every date found is one of a commit's. */
static void
test_damaged_logs(void **state)
{
	(void)state;
	static const char log[] = "2026-03-01 p q||::100644 100644 100644 " A " " B " " A " MM|b.md|"
	                          "2026-02-01 p|\n:100644 100644 " A " " A " R100|a.md|b.md|:100644 100644 " A " " A " R100|b.md|a.md|"
	                          "2026-01-01 |\n:000000 100644 " Z " " A " A|a.md|";
	static const char bytes[] = {'\0', ':', ' ', 'R', 'D', '\n', (char)0xff};
	struct arena arena = {0};
	for (size_t at = 0; at < sizeof log - 1; at++)
		for (size_t k = 0; k <= sizeof bytes; k++) {
			str text = log_of(&arena, log);
			char *copy = str_c(&arena, text);
			if (k < sizeof bytes)
				copy[at] = bytes[k];
			struct last_change files[2] = {{.path = S("a.md")}, {.path = S("b.md")}};
			git_log_read(&arena, (str){copy, k < sizeof bytes ? text.n : at}, at % 2, files, 2);
			for (size_t i = 0; i < 2; i++)
				assert_true(files[i].date.year == 0 || (files[i].date.year >= 1 && files[i].date.day >= 1));
			arena_reset(&arena);
		}
	arena_free(&arena);
}

/* A thousand files that take each other's names again and again cost what the log costs. */
static void
test_many_renames(void **state)
{
	(void)state;
	struct arena arena = {0};
	enum { FILES = 1000, COMMITS = 300 };
	static struct last_change files[FILES];
	struct buffer log = {.arena = &arena};
	for (size_t i = 0; i < FILES; i++)
		files[i] = (struct last_change){.path = str_format(&arena, "%zu.md", i)};
	for (size_t c = 0; c < COMMITS; c++) {
		buffer_add(&log, log_of(&arena, "2026-02-01 p|\n"));
		for (size_t i = 0; i < FILES; i++) {
			buffer_add(&log, log_of(&arena, ":100644 100644 " A " " A " R100|"));
			buffer_add_format(&log, "%zu.md%c%zu.md%c", (i + 1) % FILES, '\0', i, '\0');
		}
	}
	assert_true(git_log_read(&arena, buffer_str(&log), false, files, FILES));
	assert_int_equal(files[0].date.year, 0);
	buffer_add(&log, log_of(&arena, "2026-01-01 |\n:000000 100644 " Z " " A " A|300.md|"));
	assert_true(git_log_read(&arena, buffer_str(&log), false, files, FILES));
	assert_int_equal(files[0].date.year, 2026);
	assert_int_equal(files[1].date.year, 0);
	arena_free(&arena);
}

/* As `git hash-object` says it. */
static void
test_what_git_calls_a_file(void **state)
{
	(void)state;
	assert_true(is_git_name(S("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"), S(""), S("")));
	assert_true(is_git_name(S("ce013625030ba8dba906f756967f9e9ca394464a"), S("hel"), S("lo\n")));
	assert_true(is_git_name(S("2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"), S(""), S("hello\n")));
	assert_false(is_git_name(S("ce013625030ba8dba906f756967f9e9ca394464a"), S(""), S("hello")));
	assert_false(is_git_name(S("ce013625"), S(""), S("hello\n")));
	assert_false(is_git_name(S(""), S(""), S("hello\n")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_newest_commit_wins),
	    cmocka_unit_test(test_renames_are_followed),
	    cmocka_unit_test(test_two_files_change_places),
	    cmocka_unit_test(test_a_name_is_used_again),
	    cmocka_unit_test(test_deleted_and_added_again),
	    cmocka_unit_test(test_merges),
	    cmocka_unit_test(test_strange_names),
	    cmocka_unit_test(test_where_a_shallow_clone_begins),
	    cmocka_unit_test(test_what_is_no_log_is_refused),
	    cmocka_unit_test(test_damaged_logs),
	    cmocka_unit_test(test_many_renames),
	    cmocka_unit_test(test_what_git_calls_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
