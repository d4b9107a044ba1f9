/* A new file in the content: whole or not at all, over nothing, through no link. */
#include "world.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/fresh.h"

static char root[64];

static str
path(struct world *world, const char *name)
{
	return path_join(&world->arena, str_of(root), str_of(name));
}

static const char *
path_c(struct world *world, const char *name)
{
	return str_c(&world->arena, path(world, name));
}

static int
setup(void **state)
{
	snprintf(root, sizeof root, "/tmp/fresh-XXXXXX");
	return world_setup(state) || !mkdtemp(root);
}

static int
teardown(void **state)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", root);
	return system(command) || world_teardown(state);
}

static enum fresh_status
write_it(struct world *world, const char *relative, const char *text)
{
	return fresh_write(&world->arena, str_of(root), str_of(relative), str_of(text));
}

static size_t
files_in(struct world *world, const char *folder)
{
	char command[256], count[16] = "";
	snprintf(command, sizeof command, "ls -A %s | wc -l", path_c(world, folder));
	FILE *pipe = popen(command, "r");
	assert_non_null(fgets(count, sizeof count, pipe));
	pclose(pipe);
	return (size_t)atoi(count);
}

static void
makes_folders_and_the_file(void **state)
{
	struct world *world = *state;
	umask(077);
	assert_int_equal(write_it(world, "protokoll/2026/a.md", "text\n"), FRESH_DONE);
	str bytes;
	assert_int_equal(file_read(&world->arena, str_of(root), S("protokoll/2026/a.md"), 100, &bytes), FILE_OK);
	assert_str(bytes, "text\n");
	struct stat info;
	assert_int_equal(stat(path_c(world, "protokoll/2026/a.md"), &info), 0);
	assert_int_equal(info.st_mode & 07777, 0644);
	assert_int_equal(stat(path_c(world, "protokoll/2026"), &info), 0);
	assert_int_equal(info.st_mode & 07777, 0755);
	assert_int_equal(files_in(world, "protokoll/2026"), 1);
}

static void
never_writes_over(void **state)
{
	struct world *world = *state;
	assert_int_equal(write_it(world, "a.md", "ett"), FRESH_DONE);
	assert_int_equal(write_it(world, "a.md", "två"), FRESH_EXISTS);
	str bytes;
	assert_int_equal(file_read(&world->arena, str_of(root), S("a.md"), 100, &bytes), FILE_OK);
	assert_str(bytes, "ett");
	assert_int_equal(symlink("ingenting", path_c(world, "b.md")), 0);
	assert_int_equal(write_it(world, "b.md", "två"), FRESH_EXISTS);
	assert_int_equal(access(path_c(world, "ingenting"), F_OK), -1);
	assert_int_equal(mkdir(path_c(world, "c.md"), 0755), 0);
	assert_int_equal(write_it(world, "c.md", "två"), FRESH_EXISTS);
	assert_int_equal(files_in(world, "."), 3);
}

static void
follows_no_link(void **state)
{
	struct world *world = *state;
	assert_int_equal(mkdir(path_c(world, "ute"), 0755), 0);
	assert_int_equal(symlink("ute", path_c(world, "protokoll")), 0);
	assert_int_equal(write_it(world, "protokoll/a.md", "x"), FRESH_FAILED);
	assert_int_equal(write_it(world, "protokoll/2026/a.md", "x"), FRESH_FAILED);
	assert_int_equal(files_in(world, "ute"), 0);
}

static void
says_why_it_cannot(void **state)
{
	struct world *world = *state;
	assert_int_equal(write_it(world, "fil", "x"), FRESH_DONE);
	errno = 0;
	assert_int_equal(write_it(world, "fil/a.md", "x"), FRESH_FAILED);
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(fresh_write(&world->arena, S("/finns/inte"), S("a.md"), S("x")), FRESH_FAILED);
	assert_int_equal(errno, ENOENT);
}

#define fresh_test(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    fresh_test(makes_folders_and_the_file),
	    fresh_test(never_writes_over),
	    fresh_test(follows_no_link),
	    fresh_test(says_why_it_cannot),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
