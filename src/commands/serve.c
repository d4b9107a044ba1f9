/* protokoll serve: the archive as it will look, rebuilt whenever a file is saved. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "commands/preview.h"
#include "publish/disk.h"

enum { PORT = 8137, SETTLE_MILLISECONDS = 20, WATCHED = IN_CLOSE_WRITE | IN_MOVE | IN_CREATE | IN_DELETE | IN_ONLYDIR };

struct serving {
	struct options *options;
	struct preview *preview;
	struct server *server;
	int changes; /* inotify */
	int signals;
};

/* Watches a folder and all below it. One that is watched already stays so. */
static void
watch_folder(struct serving *serving, struct arena *arena, str folder)
{
	struct disk_entries entries = {0};
	str failed;
	int root = open(str_c(arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	inotify_add_watch(serving->changes, str_c(arena, folder), WATCHED);
	if (root >= 0)
		disk_list(arena, root, &entries, &failed);
	for (size_t i = 0; i < entries.n; i++)
		if (entries.items[i].folder)
			inotify_add_watch(serving->changes, str_c(arena, path_join(arena, folder, entries.items[i].path)), WATCHED);
	close_quietly(root);
}

static void
watch_all(struct serving *serving)
{
	struct arena arena = {0};
	const struct strs *folders = preview_folders(serving->preview);
	for (size_t i = 0; i < folders->n; i++)
		watch_folder(serving, &arena, folders->items[i]);
	arena_free(&arena);
}

static bool
is_ready(int descriptor, int milliseconds)
{
	struct pollfd waiting = {descriptor, POLLIN, 0};
	return poll(&waiting, 1, milliseconds) > 0;
}

/* Editors save in several steps: a file beside, a rename. What comes close together is one change. */
static void
drain(int changes)
{
	char events[65536];
	do
		while (read(changes, events, sizeof events) > 0)
			;
	while (is_ready(changes, SETTLE_MILLISECONDS));
}

static double
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
rebuild(struct serving *serving)
{
	struct options *options = serving->options;
	double began = milliseconds();
	bool good = preview_build(serving->preview, options);
	bool english = options->language == LANGUAGE_EN;
	if (good && !options->quiet) {
		struct buffer line = {.arena = options->arena};
		buffer_add_format(&line, english ? "built in %.0f ms\n" : "byggt på %.0f ms\n", milliseconds() - began);
		options->say(&line);
	}
	watch_all(serving);
}

static void
print_address(struct serving *serving)
{
	struct options *options = serving->options;
	struct buffer line = {.arena = options->arena};
	bool six = str_find_char(options->bind, ':') != SIZE_MAX;
	str host = str_eq(options->bind, S("127.0.0.1")) ? S("localhost") : options->bind;
	buffer_add_format(&line, six ? "http://[%.*s]:%u/\n" : "http://%.*s:%u/\n", STR(host), server_port(serving->server));
	options->say(&line);
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
		if (poll(polls, n + 3, server_timeout(serving->server)) < 0 && errno != EINTR)
			return;
		if (polls[n + 1].revents)
			return;
		if (polls[n].revents) {
			drain(serving->changes);
			rebuild(serving);
		}
		if (polls[n + 2].revents)
			preview_search(serving->preview);
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
		options->report(options);
		options->diags->n = 0;
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
