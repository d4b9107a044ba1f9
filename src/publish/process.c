/* Standard input is a socket, so that a program that stops reading gives an error here and no SIGPIPE. */
#include "publish/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"

enum { PIECE = 65536, ERRORS_KEPT = 4096, MILLISECONDS = 1000 };

/* Our ends of the three streams, and the program's. */
struct streams {
	int ours[3], theirs[3];
};

struct running {
	pid_t pid;
	struct streams streams;
	str input; /* what is left to write */
	struct buffer output, errors;
	struct process_limits limits;
	long long deadline;
};

static void
shut(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = -1;
}

static void
shut_all(struct streams *streams)
{
	for (int i = 0; i < 3; i++) {
		shut(&streams->ours[i]);
		shut(&streams->theirs[i]);
	}
}

static bool
open_streams(struct streams *streams)
{
	*streams = (struct streams){{-1, -1, -1}, {-1, -1, -1}};
	for (int i = 0; i < 3; i++) {
		int pair[2];
		if ((i == 0 ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) : pipe2(pair, O_CLOEXEC)) != 0) {
			shut_all(streams);
			return false;
		}
		/* A pipe is read at its first end; of a socket both ends are alike. */
		streams->ours[i] = pair[0];
		streams->theirs[i] = pair[1];
		fcntl(pair[0], F_SETFL, O_NONBLOCK);
	}
	return true;
}

/* Only what a program needs to find its parts and to speak UTF-8, and what it is given. */
static char *const *
environment(struct arena *arena, const char *const *given)
{
	static const char *const kept[] = {"PATH", "HOME", "TMPDIR"};
	size_t n = 0;
	while (given && given[n])
		n++;
	char **variables = arena_array(arena, char *, n + sizeof kept / sizeof *kept + 2);
	for (size_t i = 0; i < n; i++)
		variables[i] = str_c(arena, str_of(given[i]));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = getenv(kept[i]);
		if (value)
			variables[n++] = str_c(arena, str_format(arena, "%s=%s", kept[i], value));
	}
	variables[n++] = str_c(arena, S("LC_ALL=C.UTF-8"));
	return variables;
}

/* The program gets a group of its own, so that what it starts ends with it. */
static int
spawn(struct arena *arena, const char *const argv[], struct running *running)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, running->streams.theirs[i], i);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	/* posix_spawn() promises not to change the words it is given. */
	int error = posix_spawnp(&running->pid, argv[0], &actions, &attributes, (char *const *)argv,
	                         environment(arena, running->limits.variables));
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void
write_input(struct running *running)
{
	while (running->input.n) {
		ssize_t n = send(running->streams.ours[0], running->input.p, running->input.n, MSG_NOSIGNAL);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n < 0)
			break;
		running->input = str_from(running->input, (size_t)n);
	}
	running->input.n = 0;
	shut(&running->streams.ours[0]);
}

/* What comes after the kept beginning of the messages is read and forgotten. */
static void
read_output(struct running *running, int stream, struct buffer *into, size_t kept)
{
	char piece[PIECE];
	ssize_t n = read(running->streams.ours[stream], piece, sizeof piece);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0)
		shut(&running->streams.ours[stream]);
	else if (into->n < kept)
		buffer_add(into, (str){piece, (size_t)n});
}

/* Until the program has closed its streams. False when a limit was passed. */
static bool
converse(struct running *running)
{
	struct streams *streams = &running->streams;
	while (streams->ours[1] >= 0 || streams->ours[2] >= 0) {
		long long left = running->deadline - clock_milliseconds();
		if (left <= 0 || running->output.n > running->limits.output)
			return false;
		struct pollfd polls[4] = {{streams->ours[0], POLLOUT, 0},
		                          {streams->ours[1], POLLIN, 0},
		                          {streams->ours[2], POLLIN, 0},
		                          {running->limits.cancel ? running->limits.cancel : -1, POLLIN, 0}};
		if ((poll(polls, 4, (int)left) < 0 && errno != EINTR) || polls[3].revents)
			return false;
		if (polls[0].revents)
			write_input(running);
		if (polls[1].revents)
			read_output(running, 1, &running->output, SIZE_MAX);
		if (polls[2].revents)
			read_output(running, 2, &running->errors, ERRORS_KEPT);
	}
	return running->output.n <= running->limits.output;
}

/* A program may close its streams and still run. */
static bool
await(struct running *running, int *status)
{
	const struct timespec pause = {0, 2000000};
	for (;;) {
		pid_t ended = waitpid(running->pid, status, WNOHANG);
		if (ended == running->pid)
			return true;
		if ((ended < 0 && errno != EINTR) || clock_milliseconds() > running->deadline)
			return false;
		nanosleep(&pause, NULL);
	}
}

bool
process_can_run(struct arena *arena, const char *name)
{
	for (str path = str_of(getenv("PATH")); path.n;) {
		str folder = str_cut(&path, ':');
		if (folder.n && access(str_c(arena, path_join(arena, folder, str_of(name))), X_OK) == 0)
			return true;
	}
	return false;
}

struct process_result
process_run(struct arena *arena, const char *const argv[], str input, struct process_limits limits)
{
	struct process_result result = {.end = PROCESS_REFUSED};
	struct running running = {
	    .input = input, .output = {.arena = arena}, .errors = {.arena = arena}, .limits = limits};
	running.deadline = clock_milliseconds() + (long long)limits.seconds * MILLISECONDS;
	if (!open_streams(&running.streams))
		return result;
	int error = spawn(arena, argv, &running);
	for (int i = 0; i < 3; i++)
		shut(&running.streams.theirs[i]);
	if (error) {
		shut_all(&running.streams);
		errno = error;
		result.end = error == ENOENT || error == EACCES || error == ENOTDIR ? PROCESS_ABSENT : PROCESS_REFUSED;
		return result;
	}
	struct rlimit memory = {limits.memory, limits.memory};
	if (limits.memory)
		prlimit(running.pid, RLIMIT_AS, &memory, NULL);
	int status = 0;
	bool ended = converse(&running) && await(&running, &status);
	shut_all(&running.streams);
	if (!ended) {
		kill(-running.pid, SIGKILL);
		while (waitpid(running.pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	result.end = ended && WIFEXITED(status) ? PROCESS_DONE : PROCESS_KILLED;
	result.status = result.end == PROCESS_DONE ? WEXITSTATUS(status) : -1;
	result.output = buffer_str(&running.output);
	result.errors = buffer_str(&running.errors);
	return result;
}
