/* Publishing, on real folders: what stands afterwards, what is refused, and what is never touched. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/parallel.h"
#include "publish/disk.h"
#include "publish/publish.h"

struct page {
	const char *path, *text;
};

static struct arena arena;
static char root[64];

/* ---- helpers ---- */

static const char *
at(const char *relative)
{
	return str_c(&arena, str_format(&arena, "%s/%s", root, relative));
}

static int
shell(const char *command)
{
	char *whole = str_c(&arena, str_format(&arena, "cd '%s' && ( %s ) >shell.log 2>&1", root, command));
	int status = system(whole);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
must(const char *command)
{
	if (shell(command) != 0) {
		shell("cat shell.log >&2");
		fail_msg("failed: %s", command);
	}
}

static int
set_up(void **state)
{
	(void)state;
	umask(022);
	snprintf(root, sizeof root, "/tmp/publish_test.XXXXXX");
	assert_non_null(mkdtemp(root));
	assert_int_equal(chdir(root), 0);
	return mkdir("content", 0755);
}

static int
tear_down(void **state)
{
	(void)state;
	if (chdir("/") != 0)
		return 1;
	int status =
	    system(str_c(&arena, str_format(&arena, "umount '%s/small' 2>/dev/null; rm -rf '%s'", root, root)));
	arena_free(&arena);
	return status;
}

static struct publish_options
options_for(const char *output, bool force)
{
	return (struct publish_options){.output = str_of(output), .content = S("content"), .force = force};
}

/* Opens, writes the pages (up to one without a path), checks and publishes. The faults end up in `diags`. */
static bool
publish(const char *output, bool force, const struct page *pages, struct diag_list *diags)
{
	*diags = (struct diag_list){.arena = &arena};
	struct publish_options options = options_for(output, force);
	struct stage *stage = stage_open(&arena, &options, diags);
	if (!stage)
		return false;
	for (size_t i = 0; pages[i].path; i++)
		stage_write(stage, str_of(pages[i].path), str_of(pages[i].text));
	if (!stage_check(stage, 2, diags)) {
		stage_abandon(stage);
		return false;
	}
	return stage_publish(stage, diags);
}

static const struct page first[] = {
    {"index.html", "<a href=\"amnen/ai/\">AI</a>"},
    {"amnen/ai/index.html", "<h1 id=\"a\">AI</h1><a href=\"../../\">Hem</a>"},
    {"amnen/gammal/index.html", "gammal"},
    {"stil.css", "body { color: black }"},
    {NULL, NULL},
};

static const struct page second[] = {
    {"index.html", "<a href=\"amnen/ai/#a\">AI</a>"},
    {"amnen/ai/index.html", "<h1 id=\"a\">AI</h1><a href=\"../../\">Hem</a>"},
    {"stil.css", "body { color: black }"},
    {NULL, NULL},
};

static void
publish_first(const char *output)
{
	struct diag_list diags;
	if (!publish(output, false, first, &diags))
		fail_msg("%s could not be published", output);
	assert_int_equal(diags.n, 0);
}

/* The reported number, when there is just one kind. */
static const char *
number(const struct diag_list *diags)
{
	return diags->n ? diag_row(diags->items[0].code)->number : "none";
}

static void
expect_refused(const char *output, bool force, const char *wanted)
{
	struct diag_list diags;
	assert_false(publish(output, force, second, &diags));
	assert_string_equal(number(&diags), wanted);
}

static ino_t
inode(const char *path)
{
	struct stat info;
	assert_int_equal(lstat(path, &info), 0);
	return info.st_ino;
}

static bool
exists(const char *path)
{
	struct stat info;
	return lstat(path, &info) == 0;
}

/* The manifest must hold, list everything, and nothing may lie beside the output. */
static void
assert_whole(const char *output)
{
	must(str_c(&arena, str_format(&arena, "cd '%s' && sha256sum -c --quiet --strict manifest.txt", output)));
	must(str_c(&arena,
	           str_format(&arena,
	                      "cd '%s' && find . -type f ! -name manifest.txt | cut -c3- | LC_ALL=C sort >../found"
	                      " && sed 1d manifest.txt | cut -c67- >../listed && cmp ../found ../listed",
	                      output)));
	must("test -z \"$(find . -name '.*.stage' -o -name '.*.lock')\"");
}

/* ---- the ordinary course ---- */

static void
first_and_second_site(void **state)
{
	(void)state;
	publish_first("public");
	assert_whole("public");
	must("head -1 public/manifest.txt | grep -x '# protokoll 1'");
	ino_t page = inode("public/amnen/ai/index.html"), home = inode("public/index.html");

	struct diag_list diags;
	assert_true(publish("public", false, second, &diags));
	assert_int_equal(diags.n, 0);
	assert_whole("public");
	assert_int_equal(inode("public/amnen/ai/index.html"), page);
	assert_int_not_equal(inode("public/index.html"), home);
	assert_false(exists("public/amnen/gammal"));
	must("grep -q 'ai/#a' public/index.html");
}

static void
nothing_changed(void **state)
{
	(void)state;
	publish_first("public");
	ino_t folder = inode("public");
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = options_for("public", false);
	struct stage *stage = stage_open(&arena, &options, &diags);
	for (size_t i = 0; first[i].path; i++)
		assert_true(stage_write(stage, str_of(first[i].path), str_of(first[i].text)));
	assert_true(stage_check(stage, 2, &diags));
	assert_true(stage_publish(stage, &diags));
	assert_int_equal(stage_counts(stage).unchanged, 4);
	assert_int_equal(stage_counts(stage).written, 0);
	assert_int_equal(inode("public"), folder);
	assert_whole("public");
	stage_abandon(stage); /* does nothing any more */
	assert_whole("public");
}

static void
a_changed_copy_is_not_taken_over(void **state)
{
	(void)state;
	publish_first("public");
	must("printf 'body { color: white }' >public/stil.css"); /* of the same length */
	publish_first("public");
	must("grep -q black public/stil.css");
	assert_whole("public");
	must("chmod 0600 public/stil.css");
	publish_first("public");
	must("test \"$(stat -c %a public/stil.css)\" = 644");
}

static void
outputs_of_all_shapes(void **state)
{
	(void)state;
	const char *shapes[] = {"public/", "./public", "public/.", "a/b/c", "./d//e//", at("absolute"), "content/../f"};
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		publish_first(shapes[i]);
		publish_first(shapes[i]);
		assert_whole(shapes[i]);
	}
	assert_int_equal(mkdir("here", 0755), 0);
	assert_int_equal(chdir("here"), 0);
	publish_first(".");
	assert_int_equal(chdir(at("here")), 0);
	struct diag_list diags;
	assert_true(publish(".", false, second, &diags));
	assert_int_equal(chdir(root), 0);
	assert_whole("here");
	must("grep -q 'ai/#a' here/index.html");
}

static void
an_empty_folder_is_taken(void **state)
{
	(void)state;
	assert_int_equal(mkdir("public", 0700), 0);
	publish_first("public");
	assert_whole("public");
}

static void
modes_do_not_depend_on_the_umask(void **state)
{
	(void)state;
	umask(077);
	publish_first("new/public");
	umask(022);
	must("test -z \"$(find new/public -type f ! -perm 644 -o -type d ! -perm 755)\"");
	must("test \"$(stat -c %a new)\" = 755");
}

struct many {
	struct stage *stage;
	unsigned round;
};

static void
write_one(void *context, unsigned worker, size_t i)
{
	const struct many *many = context;
	char path[64], text[200];
	(void)worker;
	snprintf(path, sizeof path, "p/%zu/%zu/index.html", i % 50, i);
	snprintf(text, sizeof text, "<a href=\"../../%zu/%zu/#x\">nästa</a><p id=\"x\">%zu %u</p>", (i + 1) % 1000 % 50,
	         (i + 1) % 1000, i, i % 2 ? many->round : 0);
	assert_true(stage_write(many->stage, str_of(path), str_of(text)));
}

static void
many_threads(void **state)
{
	(void)state;
	for (unsigned round = 1; round < 4; round++) {
		struct diag_list diags = {.arena = &arena};
		struct publish_options options = options_for("public", false);
		struct many many = {stage_open(&arena, &options, &diags), round};
		assert_non_null(many.stage);
		parallel_for(1000, 8, write_one, &many);
		assert_true(stage_check(many.stage, 2, &diags));
		assert_true(stage_publish(many.stage, &diags));
		assert_int_equal(stage_counts(many.stage).unchanged, round == 1 ? 0 : 500);
		assert_whole("public");
	}
}

/* ---- what is refused ---- */

static void
forbidden_outputs(void **state)
{
	(void)state;
	setenv("HOME", root, 1);
	expect_refused("/", true, "P400");
	expect_refused("//", true, "P400");
	expect_refused(root, true, "P400");
	expect_refused(".", true, "P400");
	expect_refused("..", true, "P400"); /* holds the home folder */
	setenv("HOME", "/root", 1);
	must("touch file && ln -s content link && mkdir real && ln -s real good");
	expect_refused("link", true, "P401");
	expect_refused("good/", true, "P401");
	expect_refused("good/.", true, "P401");
	expect_refused("file", true, "P402");
	expect_refused("", true, "P411");
	expect_refused("file/x", true, "P410");
}

static void
output_and_content_apart(void **state)
{
	(void)state;
	must("mkdir -p content/sub && echo x >content/a.md");
	expect_refused("content", true, "P403");
	expect_refused("content/public", true, "P403");
	expect_refused("content/sub/new/deep", true, "P403");
	expect_refused(".", true, "P403");
	expect_refused("content/sub/..", true, "P403");
	must("ln -s content other");
	expect_refused("other/public", true, "P403");
	must("test \"$(find content | wc -l)\" = 3");
	publish_first("content-public"); /* only looks alike */
}

static void
foreign_files_stop_the_build(void **state)
{
	(void)state;
	must("mkdir -p public/.git && echo x >public/.git/HEAD");
	expect_refused("public", false, "P404");
	must("rm -r public");
	publish_first("public");
	must("echo mitt >public/anteckning.txt; ln -s /etc/passwd public/amnen/lank");
	struct diag_list diags;
	assert_false(publish("public", false, second, &diags));
	assert_int_equal(diags.n, 2);
	assert_string_equal(number(&diags), "P405");
	must("grep -q mitt public/anteckning.txt && ! grep -q 'ai/#a' public/index.html");
	must("sed -i s/protokoll/annat/ public/manifest.txt");
	expect_refused("public", false, "P404");
	must("test -z \"$(find . -name '.*.stage' -o -name '.*.lock')\"");
}

static void
a_file_that_comes_during_the_build(void **state)
{
	(void)state;
	publish_first("public");
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = options_for("public", false);
	struct stage *stage = stage_open(&arena, &options, &diags);
	assert_true(stage_write(stage, S("index.html"), S("ny")));
	assert_true(stage_check(stage, 2, &diags));
	must("echo sen >public/sen.txt");
	assert_false(stage_publish(stage, &diags));
	assert_string_equal(number(&diags), "P405");
	must("grep -q sen public/sen.txt && rm public/sen.txt");
	assert_whole("public");
}

static void
force_keeps_foreign_files(void **state)
{
	(void)state;
	must("mkdir -p public/.git/refs/tags public/bilder && chmod 0700 public/.git && echo x >public/.git/HEAD &&"
	     " echo bild >public/bilder/a.png && ln -s /nowhere public/lank");
	ino_t file = inode("public/bilder/a.png");
	struct diag_list diags;
	assert_true(publish("public", true, first, &diags));
	assert_true(publish("public", true, second, &diags));
	assert_int_equal(diags.n, 0);
	assert_int_equal(inode("public/bilder/a.png"), file);
	must("test -L public/lank && test -d public/.git/refs/tags && test \"$(stat -c %a public/.git)\" = 700 &&"
	     " grep -q x public/.git/HEAD && test \"$(stat -c %h public/bilder/a.png)\" = 1");
	must("cd public && sha256sum -c --quiet --strict manifest.txt && ! test -e amnen/gammal");
	must("test -z \"$(find . -name '.*.stage' -o -name '.*.lock')\"");
}

static void
force_does_not_overwrite(void **state)
{
	(void)state;
	must("mkdir -p public/stil.css public/bra && echo min >public/INDEX.html && echo min >public/stil.css/x &&"
	     " echo min >public/amnen && echo min >public/manifest.txt && echo min >public/bra/fil");
	struct diag_list diags;
	assert_false(publish("public", true, second, &diags));
	assert_int_equal(diags.n, 5); /* each of them, and the folder stil.css */
	for (size_t i = 0; i < diags.n; i++)
		assert_string_equal(diag_row(diags.items[i].code)->number, "P412");
	must("grep -q min public/INDEX.html public/stil.css/x public/amnen public/manifest.txt public/bra/fil");
	must(
	    "test \"$(find public -type f | wc -l)\" = 5 && test -z \"$(find . -name '.*.stage' -o -name '.*.lock')\"");
}

static void
a_page_replaced_by_a_link_is_not_followed(void **state)
{
	(void)state;
	publish_first("public");
	must("cp public/stil.css outside.css && ln -sf ../outside.css public/stil.css");
	publish_first("public");
	must("test -f public/stil.css && ! test -L public/stil.css && test -f outside.css");
	must("test \"$(stat -c %h public/stil.css)\" = 1");
	must("mv public/amnen amnen && ln -s ../amnen public/amnen");
	expect_refused("public", false, "P405");
	expect_refused("public", true, "P412");
	must("test -f amnen/ai/index.html && test \"$(stat -c %h amnen/ai/index.html)\" = 1");
}

static void
no_component_is_followed(void **state)
{
	(void)state;
	must("mkdir -p tree/real && echo x >tree/real/file && ln -s real tree/link && ln -s real/file tree/name && "
	     "mkdir to");
	int tree = open("tree", O_RDONLY | O_DIRECTORY), to = open("to", O_RDONLY | O_DIRECTORY);
	str bytes;
	assert_true(disk_read(&arena, tree, S("real/file"), 100, &bytes));
	assert_false(disk_read(&arena, tree, S("link/file"), 100, &bytes));
	assert_false(disk_read(&arena, tree, S("name"), 100, &bytes));
	assert_false(disk_link(tree, to, S("link/file")));
	assert_false(disk_write(tree, S("link/new"), S("x")));
	assert_false(disk_make_folder(tree, S("link/new"), 0755));
	assert_false(disk_remove_file(tree, S("link/file")));
	assert_true(disk_link(tree, to, S("name")));
	must("test -L to/name && test \"$(ls tree/real)\" = file");
	close(tree);
	close(to);
}

static void
unsafe_and_repeated_paths(void **state)
{
	(void)state;
	static const struct page bad[][3] = {
	    {{"../utanför.html", "x"}},
	    {{"/etc/x.html", "x"}},
	    {{"a//b.html", "x"}},
	    {{"manifest.txt", "x"}},
	    {{"rad\nbryt.html", "x"}},
	    {{"a\\b", "x"}},
	    {{"a.html", "x"}, {"a.html", "y"}},
	    {{"A.html", "x"}, {"a.html", "y"}},
	    {{"\xc3\xa5.html", "x"}, {"a\xcc\x8a.html", "y"}},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct diag_list diags;
		assert_false(publish("public", false, bad[i], &diags));
		assert_string_equal(number(&diags), i < 6 ? "P414" : "P413");
		assert_false(exists("public"));
	}
	must("test -z \"$(find . -name '.*.stage' -o -name '.*.lock')\"");
}

static void
a_fault_stops_publishing_without_a_check(void **state)
{
	(void)state;
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = options_for("public", false);
	struct stage *stage = stage_open(&arena, &options, &diags);
	assert_false(stage_write(stage, S("../x"), S("x")));
	assert_false(stage_write(stage, S("fine.txt"), S("x")));
	assert_false(stage_publish(stage, &diags));
	assert_int_equal(diags.n, 1);
	assert_false(exists("public"));
}

/* ---- other builds, dead and alive ---- */

static void
a_second_build_leaves(void **state)
{
	(void)state;
	publish_first("public");
	int ready[2], done[2];
	assert_true(pipe(ready) == 0 && pipe(done) == 0);
	pid_t child = fork();
	if (child == 0) {
		alarm(20);
		struct diag_list diags = {.arena = &arena};
		struct publish_options options = options_for("public", false);
		struct stage *stage = stage_open(&arena, &options, &diags);
		char byte = stage ? 'y' : 'n';
		bool told = write(ready[1], &byte, 1) == 1 && read(done[0], &byte, 1) == 1;
		stage_write(stage, S("index.html"), S("barnets"));
		_exit(told && stage_publish(stage, &diags) ? 0 : 1);
	}
	char byte;
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(byte, 'y');
	expect_refused("public", true, "P407");
	assert_true(exists(".public.stage"));
	assert_int_equal(write(done[1], "x", 1), 1);
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	must("grep -q barnets public/index.html");
	assert_whole("public");
	publish_first("public");
}

/* Leaves a stage the way a killed build does. */
static void
die_in_the_middle(const char *output)
{
	pid_t child = fork();
	if (child == 0) {
		struct diag_list diags = {.arena = &arena};
		struct publish_options options = options_for(output, true);
		struct stage *stage = stage_open(&arena, &options, &diags);
		for (size_t i = 0; second[i].path; i++)
			stage_write(stage, str_of(second[i].path), str_of(second[i].text));
		_exit(0);
	}
	int status;
	waitpid(child, &status, 0);
}

static void
debris_goes_with_the_next_build(void **state)
{
	(void)state;
	publish_first("public");
	die_in_the_middle("public");
	assert_true(exists(".public.stage/index.html") && exists(".public.lock"));
	must("mkdir outside && echo x >outside/fil && ln -s ../outside .public.stage/lank");
	publish_first("public");
	assert_whole("public");
	must("test -f outside/fil");
}

static void
an_old_tree_left_by_a_kill_goes_by_its_manifest(void **state)
{
	(void)state;
	publish_first("public");
	must("cp -a public .public.stage");
	publish_first("public");
	assert_whole("public");
	/* Its manifest does not list this one: it is no debris. */
	must("cp -a public .public.stage && echo x >.public.stage/amnen/okänd.txt");
	expect_refused("public", false, "P408");
	expect_refused("public", true, "P408");
	must("test -f .public.stage/amnen/okänd.txt && rm .public.stage/amnen/okänd.txt");
	/* A foreign file that also stands in the output, as after a takeover. */
	must("echo x >public/min.txt && mkdir -p .public.stage && ln public/min.txt .public.stage/min.txt");
	struct diag_list diags;
	assert_true(publish("public", true, second, &diags));
	must("rm public/min.txt");
	assert_whole("public");
}

static void
what_only_looks_like_debris_stays(void **state)
{
	(void)state;
	publish_first("public");
	must("mkdir .public.stage && echo x >.public.stage/mitt.txt");
	expect_refused("public", true, "P408");
	must("test -f .public.stage/mitt.txt && rm -r .public.stage && mkdir outside && echo x >outside/fil &&"
	     " ln -s outside .public.stage");
	expect_refused("public", true, "P408");
	must("test -L .public.stage && test -f outside/fil && rm .public.stage && echo mitt >.public.lock");
	publish_first("public");
	must("grep -q mitt .public.lock");
}

static void
abandoning_leaves_nothing(void **state)
{
	(void)state;
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = options_for("public", false);
	struct stage *stage = stage_open(&arena, &options, &diags);
	assert_true(stage_write(stage, S("a/b/c.txt"), S("x")));
	stage_abandon(stage);
	must("test \"$(ls -A)\" = \"$(printf 'content\\nshell.log')\"");
}

static void
a_full_disk(void **state)
{
	(void)state;
	assert_int_equal(mkdir("small", 0755), 0);
	if (mount("tmpfs", "small", "tmpfs", 0, "size=64k") != 0) {
		print_message("no tmpfs can be mounted here; the full disk is not tried\n");
		skip();
	}
	publish_first("small/public");
	char *large = arena_alloc(&arena, 100001);
	memset(large, 'x', 100000);
	const struct page pages[] = {{"index.html", "ny"}, {"stor.txt", large}, {NULL, NULL}};
	struct diag_list diags;
	assert_false(publish("small/public", false, pages, &diags));
	assert_string_equal(number(&diags), "P410");
	assert_true(str_contains(diags.items[0].arguments[0], S("stor.txt")));
	assert_true(str_contains(diags.items[0].arguments[1], S("No space left")));
	must("cd small && test \"$(ls -A)\" = public && cd public && sha256sum -c --quiet --strict manifest.txt");
	publish_first("small/public");
	expect_refused("small", true, "P406");
	assert_int_equal(umount("small"), 0);
}

static void
a_folder_that_may_not_be_written(void **state)
{
	(void)state;
	expect_refused("/proc/public", true, "P410");
}

/* ---- the check of the links ---- */

/* The numbers and second arguments of what is wrong in pages of this text at a/b/index.html, one after another. */
static const char *
faults_of(const char *path, const char *text)
{
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = options_for("public", false);
	struct stage *stage = stage_open(&arena, &options, &diags);
	stage_write(stage, S("index.html"), S("<p id=\"hem\" id2=\"x\">"));
	stage_write(stage, S("a/bild å#.png"), S("x"));
	stage_write(stage, S("a/c/index.html"), S("<p id='c&amp;d'><p id=\"e\"></p>"));
	stage_write(stage, str_of(path), str_of(text));
	bool fine = stage_check(stage, 2, &diags);
	stage_abandon(stage);
	assert_true(fine == (diags.n == 0));
	str all = {0};
	for (size_t i = 0; i < diags.n; i++)
		all = str_format(&arena, "%.*s%s%s %.*s", STR(all), i ? "; " : "",
		                 diag_row(diags.items[i].code)->number, STR(diags.items[i].arguments[1]));
	return str_c(&arena, all);
}

static void
links_of_pages(void **state)
{
	(void)state;
	static const struct {
		const char *html, *faults;
	} cases[] = {
	    {"<a href=\"../c/\">", ""},
	    {"<a href=\"../c/#c&amp;d\"><a href='../c/index.html?x#e'><a href=../../>", ""},
	    {"<a href=\"../../#hem\"><a href=\"..\"><p id=\"x\"><a href=\"#x\"><a href=\"#\"><a href=\"\">", "P430 .."},
	    {"<a href=\"../c\">", "P430 ../c"},
	    {"<a href=\"../c/#d\">", "P431 ../c/#d"},
	    {"<a href=\"#ingen\">", "P431 #ingen"},
	    {"<img src=\"../bild%20%C3%A5%23.png\" srcset=\"../bild%20%C3%A5%23.png 1x, ../x.png 2x\">",
	     "P430 ../x.png"},
	    {"<a href=\"../../../x\">", "P434 ../../../x"},
	    {"<a href=\"https://x.se/\"><a href=\"mailto:a@b.se\"><a href=\"tel:1\"><a href=\"//x\"><a href=\"/x\">",
	     ""},
	    {"<a href=\"javascript:alert(1)\"><a href=\"data:text/html,x\">",
	     "P433 javascript:alert(1); P433 data:text/html,x"},
	    {"<!-- <a href=\"x\"> --><script>\"<a href='y'>\"</script><a href=\"z\">", "P430 z"},
	    {"<p id=\"a\"><p id=\"a\"><p id=\"a\"><p id=\"b\">", "P432 a"},
	    {"<a title=\"a > b\" href=\"fel\">", "P430 fel"},
	    {"<a href=\"fel\"><a href=\"fel\"><a href=\"./fel\">", "P430 fel"},
	    {"<form action=\"../sok/\">", "P430 ../sok/"},
	    {"<a href", ""},
	    {"<a href=", ""},
	    {"<a href=\"", ""},
	    {"<", ""},
	    {"<a =\"\"\"'=<>'", ""},
	    {"<!--", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(faults_of("a/b/index.html", cases[i].html), cases[i].faults);
}

static void
links_of_styles(void **state)
{
	(void)state;
	assert_string_equal(
	    faults_of("a/s.css", "a{b:url(../index.html)} @import \"c/index.html\"; x{y:url('c/index.html#q')}"), "");
	assert_string_equal(
	    faults_of("a/s.css", "a{b:url( \"ingen.woff2\" )} /* url(x) */ q{content:\"url(y)\"} @import 'z.css'"),
	    "P430 ingen.woff2; P430 z.css");
	assert_string_equal(faults_of("a/s.css", "a{b:url("), "");
	assert_string_equal(faults_of("a/s.txt", "<a href=\"ingen\"> url(x)"), "");
}

static void
a_shared_fault_is_told_once(void **state)
{
	(void)state;
	const struct page pages[] = {{"b/index.html", "<a href=\"../x/\">"},
	                             {"a/index.html", "<a href=\"../x/\"><a href=\"../x/index.html\">"},
	                             {"c.html", "<a href=\"x/\">"},
	                             {NULL, NULL}};
	struct diag_list diags;
	assert_false(publish("public", false, pages, &diags));
	assert_int_equal(diags.n, 1);
	assert_true(str_eq(diags.items[0].arguments[0], S("a/index.html")));
	assert_true(str_eq(diags.items[0].arguments[1], S("../x/")));
	assert_true(str_eq(diags.items[0].arguments[2], S("3")));
	assert_false(exists("public") || exists(".public.stage") || exists(".public.lock"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(first_and_second_site),
	    TEST(nothing_changed),
	    TEST(a_changed_copy_is_not_taken_over),
	    TEST(outputs_of_all_shapes),
	    TEST(an_empty_folder_is_taken),
	    TEST(modes_do_not_depend_on_the_umask),
	    TEST(many_threads),
	    TEST(forbidden_outputs),
	    TEST(output_and_content_apart),
	    TEST(foreign_files_stop_the_build),
	    TEST(a_file_that_comes_during_the_build),
	    TEST(force_keeps_foreign_files),
	    TEST(force_does_not_overwrite),
	    TEST(a_page_replaced_by_a_link_is_not_followed),
	    TEST(no_component_is_followed),
	    TEST(unsafe_and_repeated_paths),
	    TEST(a_fault_stops_publishing_without_a_check),
	    TEST(a_second_build_leaves),
	    TEST(debris_goes_with_the_next_build),
	    TEST(an_old_tree_left_by_a_kill_goes_by_its_manifest),
	    TEST(what_only_looks_like_debris_stays),
	    TEST(abandoning_leaves_nothing),
	    TEST(a_full_disk),
	    TEST(a_folder_that_may_not_be_written),
	    TEST(links_of_pages),
	    TEST(links_of_styles),
	    TEST(a_shared_fault_is_told_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
