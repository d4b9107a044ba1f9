/* protokoll serve: the archive as it will look, rebuilt whenever a file is saved. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "commands/preview.h"
#include "publish/disk.h"

enum {
	PORT = 8137,
	SETTLE_MILLISECONDS = 20,
	SETTLE_MOST = 10, /* times; a program that never stops writing must not keep the writer waiting */
	ABSENT_MILLISECONDS = 500,
	WATCHED = IN_CLOSE_WRITE | IN_MOVE | IN_CREATE | IN_DELETE | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR,
};

struct serving {
	struct options *options;
	struct preview *preview;
	struct server *server;
	int changes; /* inotify, or -1 */
	int signals;
	bool absent; /* a folder that is to be watched is not there */
	bool unwatched; /* and one cannot be watched: that has been said */
};

static void
report_now(struct serving *serving)
{
	serving->options->report(serving->options);
	serving->options->diags->n = 0;
}

/* ---- what is saved ---- */

static void
watch_one(struct serving *serving, struct arena *arena, str folder)
{
	if (inotify_add_watch(serving->changes, str_c(arena, folder), WATCHED) >= 0 || errno == ENOENT ||
	    errno == ENOTDIR)
		return;
	struct options *options = serving->options;
	if (!serving->unwatched)
		diag(options->diags, DIAG_SERVE_UNWATCHED, (struct place){0}, (str){0},
		     str_copy(options->arena, folder));
	serving->unwatched = true;
}

/* Watches a folder and all below it but what is hidden. One that is watched already stays so. */
static void
watch_folder(struct serving *serving, struct arena *arena, str folder)
{
	struct disk_entries entries = {0};
	str failed;
	int root = open(str_c(arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	serving->absent = serving->absent || root < 0;
	watch_one(serving, arena, folder);
	if (root >= 0)
		disk_list(arena, root, &entries, &failed);
	for (size_t i = 0; i < entries.n; i++) {
		const struct disk_entry *entry = &entries.items[i];
		if (entry->folder && entry->path.p[0] != '.' && !str_contains(entry->path, S("/.")))
			watch_one(serving, arena, path_join(arena, folder, entry->path));
	}
	close_quietly(root);
}

static void
watch_all(struct serving *serving)
{
	struct arena arena = {0};
	const struct strs *folders = preview_folders(serving->preview);
	serving->absent = false;
	for (size_t i = 0; i < folders->n; i++)
		watch_folder(serving, &arena, folders->items[i]);
	arena_free(&arena);
}

/* Whether every folder is there again. */
static bool
has_come_back(const struct serving *serving)
{
	struct arena arena = {0};
	const struct strs *folders = preview_folders(serving->preview);
	bool all = true;
	for (size_t i = 0; i < folders->n; i++)
		all = all && access(str_c(&arena, folders->items[i]), X_OK) == 0;
	arena_free(&arena);
	return all;
}

/* Takes what has happened. False when it was nothing but files with hidden names, which editors keep beside their
   own. */
static bool
read_changes(int changes)
{
	_Alignas(struct inotify_event) char events[65536];
	bool seen = false;
	for (ssize_t n; (n = read(changes, events, sizeof events)) > 0;)
		for (const char *p = events; p < events + n;) {
			struct inotify_event event;
			memcpy(&event, p, sizeof event);
			seen = seen || event.len == 0 || p[sizeof event] != '.';
			p += sizeof event + event.len;
		}
	return seen;
}

static bool
is_ready(int descriptor, int milliseconds)
{
	struct pollfd waiting = {descriptor, POLLIN, 0};
	return poll(&waiting, 1, milliseconds) > 0;
}

/* Editors save in several steps: a file beside, a rename. What comes close together is one change. */
static bool
has_changed(int changes)
{
	bool seen = read_changes(changes);
	for (int i = 0; i < SETTLE_MOST && is_ready(changes, SETTLE_MILLISECONDS); i++)
		seen = read_changes(changes) || seen;
	return seen;
}

/* ---- building ---- */

static void
rebuild(struct serving *serving)
{
	struct options *options = serving->options;
	watch_all(serving); /* first: what is saved from now on will be seen */
	long long began = clock_milliseconds();
	bool good = preview_build(serving->preview, options);
	bool english = options->language == LANGUAGE_EN;
	if (good && !options->quiet) {
		struct buffer line = {.arena = options->arena};
		buffer_add_format(&line, english ? "built in %lld ms\n" : "byggt på %lld ms\n", clock_milliseconds() - began);
		options->say(&line);
	}
	watch_all(serving); /* the theme may be another */
	report_now(serving);
}

static void
print_address(struct serving *serving)
{
	struct options *options = serving->options;
	struct buffer line = {.arena = options->arena};
	bool six = str_find_char(options->bind, ':') != SIZE_MAX;
	str host = str_eq(options->bind, S("127.0.0.1")) ? S("localhost") : options->bind;
	buffer_add_format(&line, six ? "http://[%.*s]:%u/\n" : "http://%.*s:%u/\n", STR(host),
	                  server_port(serving->server));
	options->say(&line);
}

static int
wait_at_most(const struct serving *serving)
{
	int server = server_timeout(serving->server);
	return serving->absent && (server < 0 || server > ABSENT_MILLISECONDS) ? ABSENT_MILLISECONDS : server;
}

/* Until somebody ends it. */
static void
serve(struct serving *serving)
{
	for (;;) {
		struct pollfd polls[SERVER_DESCRIPTORS + 3];
		size_t n = server_descriptors(serving->server, polls);
		polls[n] = (struct pollfd){serving->changes, POLLIN, 0};
		polls[n + 1] = (struct pollfd){serving->signals, POLLIN, 0};
		polls[n + 2] = (struct pollfd){preview_search_descriptor(serving->preview), POLLIN, 0};
		if (poll(polls, n + 3, wait_at_most(serving)) < 0 && errno != EINTR)
			return;
		if (polls[n + 1].revents)
			return;
		bool changed = polls[n].revents && has_changed(serving->changes);
		if (changed || (serving->absent && has_come_back(serving)))
			rebuild(serving);
		if (polls[n + 2].revents) {
			preview_search(serving->preview, serving->options->diags);
			report_now(serving);
		}
		server_run(serving->server);
	}
}

/* Ctrl-C is read like everything else, so that the end is as orderly as the rest. */
static int
take_signals(void)
{
	sigset_t ending;
	sigemptyset(&ending);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigprocmask(SIG_BLOCK, &ending, NULL);
	signal(SIGPIPE, SIG_IGN); /* nobody may read what is printed; the preview goes on */
	return signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
}

int
command_serve(struct options *options)
{
	options->drafts = true; /* what is being written is what one wants to see */
	if (!options->bind.n)
		options->bind = S("127.0.0.1");
	struct serving serving = {.options = options, .signals = take_signals()};
	serving.preview = preview_new(options);
	serving.changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	struct server_options server = {
	    .address = options->bind,
	    .port = options->port ? options->port : PORT,
	    .or_any = !options->port,
	    .answer = preview_answer,
	    .context = serving.preview,
	};
	if (server_is_open_to_others(options->bind))
		diag(options->diags, DIAG_SERVE_OPEN, (struct place){0}, (str){0}, options->bind);
	serving.server = server_open(options->arena, &server, options->diags);
	if (serving.server) {
		report_now(&serving);
		rebuild(&serving);
		print_address(&serving);
		serve(&serving);
	}
	server_close(serving.server);
	preview_free(serving.preview);
	close_quietly(serving.changes);
	close_quietly(serving.signals);
	return exit_status_of(options->diags, options->strict);
}
