/* HTTP requests: the input is what a client sends, in pieces, to a preview of the base archive. What comes back is
   nothing or an answer by the rules of reliability.md: never one to a stranger's host, and always with its headers. */
#include "fuzz.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "commands/preview.h"
#include "publish/server.h"

enum { MOST_ROUNDS = 64, MOST_PIECES = 8 };

static struct {
	struct arena arena, scratch[1];
	struct options options;
	struct buffer out, closing;
	struct diag_list diags;
	struct preview *preview;
	struct server *server;
	bool ready;
} world;

static void
report_nothing(struct options *options)
{
	(void)options;
}

static void
make_world(void)
{
	world.ready = true;
	world.diags.arena = world.out.arena = world.closing.arena = &world.arena;
	world.options = (struct options){
	    .source = S("tests/base/content"),
	    .theme = S("themes/skaraborg"),
	    .no_search = true,
	    .jobs = 1,
	    .today = {2026, 10, 1, false},
	    .arena = &world.arena,
	    .arenas = world.scratch,
	    .out = &world.out,
	    .closing = &world.closing,
	    .diags = &world.diags,
	    .report = report_nothing,
	};
	world.preview = preview_new(&world.options);
	if (!preview_build(world.preview, &world.options))
		broken("the archive cannot be built", S("tests/base/content"));
	const struct server_options options = {S("127.0.0.1"), 0, true, preview_answer, world.preview};
	world.server = server_open(&world.arena, &options, &world.diags);
	if (!world.server)
		broken("no server", S(""));
}

static bool
read_answer(int client, struct buffer *answer)
{
	char bytes[65536];
	ssize_t n;
	while ((n = recv(client, bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
		buffer_add(answer, (str){bytes, (size_t)n});
	return n != 0;
}

/* Some rounds of the server's loop. False when it has closed the connection. */
static bool
turn(int client, struct buffer *answer, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		server_run(world.server);
		if (!read_answer(client, answer))
			return false;
	}
	return true;
}

static str
header(str head, str name)
{
	while (head.n) {
		str line = str_trim(str_cut(&head, '\n'));
		if (str_starts(line, name))
			return str_trim(str_from(line, name.n));
	}
	return (str){0};
}

static void
check_answer(str answer, str request)
{
	static const char *const allowed[] = {"200", "301", "400", "404", "405", "408", "411", "413",
	                                      "414", "417", "421", "431", "500", "501", "505"};
	size_t end = str_find(answer, S("\r\n\r\n"));
	str head = str_slice(answer, 0, end == SIZE_MAX ? answer.n : end + 2);
	bool known = false;
	if (answer.n == 0)
		return;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		known = known || str_eq(str_slice(head, 9, head.n < 12 ? head.n : 12), str_of(allowed[i]));
	if (!str_starts(head, S("HTTP/1.")) || !known)
		broken("no answer by the rules", answer);
	if (str_contains(head, S("\nAccess-Control-")))
		broken("another site may read", head);
	if (!str_eq(str_slice(head, 9, 12), S("200")))
		return;
	if (!str_eq(header(head, S("X-Content-Type-Options:")), S("nosniff")) ||
	    !str_starts(header(head, S("Content-Security-Policy:")), S("default-src 'none'")))
		broken("a header is missing", head);
	if (!str_contains(request, S("localhost")) && !str_contains(request, S("127.")) &&
	    !str_contains(request, S("::1")) && !str_contains(request, S("1]"))) /* "[0::01]" is the same host */
		broken("an answer to a stranger", request);
	/* The library passes over empty lines before the method, and a line that begins with NUL is one to it. */
	if (!str_starts(request, S("GET")) && !str_starts(request, S("HEAD")) && !str_starts(request, S("\r")) &&
	    !str_starts(request, S("\n")) && !str_starts(request, S("\0")))
		broken("an answer to another method", request);
}

/* The first byte says into how many pieces the rest is cut; between them the server works. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!world.ready)
		make_world();
	int pair[2];
	if (size == 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return 0;
	struct arena arena = {0};
	struct buffer answer = {.arena = &arena};
	str request = str_copy(&arena, (str){(const char *)data + 1, size - 1});
	size_t piece = request.n / (1 + data[0] % MOST_PIECES) + 1;
	bool open = true;
	server_add(world.server, pair[1]);
	for (size_t at = 0; open && at < request.n; at += piece) {
		str part = str_slice(request, at, at + piece < request.n ? at + piece : request.n);
		open = send(pair[0], part.p, part.n, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0 && turn(pair[0], &answer, 3);
	}
	shutdown(pair[0], SHUT_WR);
	/* Of a request that is not whole the library may not see that no more will come; its time ends it. */
	if (open && turn(pair[0], &answer, MOST_ROUNDS) && answer.n)
		broken("the connection is kept open", request);
	close(pair[0]);
	server_run(world.server);
	check_answer(buffer_str(&answer), request);
	arena_free(&arena);
	return 0;
}
