/* The only file that includes libmicrohttpd. Connections are accepted here and handed over, so that there are never
   more than a few and none can be kept open by sending nothing. */
#include "publish/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"

enum { MILLISECONDS = 1000, SHORTEST_WAIT = 10 /* milliseconds */ };

struct connection {
	int socket; /* -1: none */
	long long began;
	bool answered;
};

struct server {
	struct server_options options;
	struct MHD_Daemon *daemon;
	int listening;
	unsigned port;
	bool open_to_others;
	struct connection connections[LIMIT_CONNECTIONS];
};

/* ---- who may ask ---- */

static bool
is_loopback(str host)
{
	return str_eq(host, S("localhost")) || str_eq(host, S("[::1]")) || str_eq(host, S("::1"));
}

/* An address in figures cannot be the name of somebody else's site that was pointed here (DNS rebinding). */
static bool
is_figures(str host, bool *loopback)
{
	char text[INET6_ADDRSTRLEN + 2];
	struct in_addr four;
	struct in6_addr six;
	if (host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = str_slice(host, 1, host.n - 1);
	if (host.n == 0 || host.n >= sizeof text)
		return false;
	memcpy(text, host.p, host.n);
	text[host.n] = '\0';
	if (inet_pton(AF_INET, text, &four) == 1) {
		*loopback = ntohl(four.s_addr) >> 24 == 127;
		return true;
	}
	*loopback = inet_pton(AF_INET6, text, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
	return inet_pton(AF_INET6, text, &six) == 1;
}

/* "localhost:8137" without its port. */
static str
without_port(str host)
{
	size_t colon = host.n;
	while (colon > 0 && host.p[colon - 1] >= '0' && host.p[colon - 1] <= '9')
		colon--;
	return colon > 0 && colon < host.n && host.p[colon - 1] == ':' ? str_slice(host, 0, colon - 1) : host;
}

static bool
host_is_ours(const struct server *server, str host)
{
	bool loopback = false;
	host = without_port(host);
	if (is_loopback(host))
		return true;
	return is_figures(host, &loopback) && (loopback || server->open_to_others);
}

bool
server_is_open_to_others(str address)
{
	bool loopback = false;
	return !is_loopback(address) && !(is_figures(address, &loopback) && loopback);
}

/* ---- answering ---- */

static struct server_answer
refusal(unsigned status, str text)
{
	return (struct server_answer){
	    .status = status, .type = S("text/plain; charset=utf-8"), .policy = S("default-src 'none'"), .bytes = text};
}

static void
add_header(struct arena *arena, struct MHD_Response *response, const char *name, str value)
{
	if (value.n)
		MHD_add_response_header(response, name, str_c(arena, value));
}

static enum MHD_Result
respond(struct MHD_Connection *connection, struct arena *arena, const struct server_answer *answer)
{
	/* The library wants writable memory, and copies it. */
	struct MHD_Response *response =
	    MHD_create_response_from_buffer(answer->bytes.n, (void *)(uintptr_t)answer->bytes.p, MHD_RESPMEM_MUST_COPY);
	if (!response)
		return MHD_NO;
	add_header(arena, response, "Content-Type", answer->type);
	add_header(arena, response, "Content-Security-Policy", answer->policy);
	add_header(arena, response, "Location", answer->location);
	add_header(arena, response, "Allow", answer->status == MHD_HTTP_METHOD_NOT_ALLOWED ? S("GET, HEAD") : (str){0});
	add_header(arena, response, "X-Content-Type-Options", S("nosniff"));
	add_header(arena, response, "Referrer-Policy", S("no-referrer"));
	add_header(arena, response, "Cross-Origin-Resource-Policy", S("same-origin"));
	add_header(arena, response, "Cache-Control", S("no-store"));
	add_header(arena, response, "Connection", S("close"));
	enum MHD_Result queued = MHD_queue_response(connection, answer->status, response);
	MHD_destroy_response(response);
	return queued;
}

static struct connection *
connection_of(struct server *server, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	for (size_t i = 0; info && i < LIMIT_CONNECTIONS; i++)
		if (server->connections[i].socket == info->connect_fd)
			return &server->connections[i];
	return NULL;
}

static enum MHD_Result
answer_request(void *context, struct MHD_Connection *connection, const char *path, const char *method,
               const char *version, const char *upload, size_t *upload_size, void **state)
{
	(void)version, (void)upload, (void)upload_size, (void)state;
	struct server *server = context;
	struct arena arena = {0};
	struct server_answer answer;
	struct connection *here = connection_of(server, connection);
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	if (here)
		here->answered = true;
	if (!host || !host_is_ours(server, str_of(host)))
		answer = refusal(
		    MHD_HTTP_MISDIRECTED_REQUEST,
		    S("Förhandsvisningen svarar bara på localhost. (The preview answers on localhost only.)\n"));
	else if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		answer =
		    refusal(MHD_HTTP_METHOD_NOT_ALLOWED, S("Här går det bara att läsa. (This is for reading only.)\n"));
	else {
		answer = (struct server_answer){.status = MHD_HTTP_OK};
		server->options.answer(server->options.context, &arena, str_of(path), &answer);
	}
	enum MHD_Result result = respond(connection, &arena, &answer);
	arena_free(&arena);
	return result;
}

/* Paths are decoded by whoever answers, once. */
static size_t
leave_encoded(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

/* ---- connections ---- */

static void
note_connection(void *context, struct MHD_Connection *connection, void **state,
                enum MHD_ConnectionNotificationCode code)
{
	(void)state;
	struct server *server = context;
	struct connection *here = connection_of(server, connection);
	if (here && code == MHD_CONNECTION_NOTIFY_CLOSED)
		here->socket = -1;
}

/* A free place; when there is none the oldest connection that has not asked for anything whole yet gives way, or if all
   are being answered the oldest of them. */
static struct connection *
make_room(struct server *server)
{
	struct connection *oldest = NULL;
	for (size_t i = 0; i < LIMIT_CONNECTIONS; i++) {
		struct connection *here = &server->connections[i];
		if (here->socket < 0)
			return here;
		bool first =
		    !oldest || (here->answered == oldest->answered ? here->began < oldest->began : oldest->answered);
		if (first)
			oldest = here;
	}
	shutdown(oldest->socket, SHUT_RDWR);
	MHD_run(server->daemon);
	return oldest->socket < 0 ? oldest : NULL;
}

static void
add_connection(struct server *server, int socket, const struct sockaddr_storage *address, socklen_t size)
{
	struct connection *here = make_room(server);
	if (!here) {
		close(socket);
		return;
	}
	*here = (struct connection){socket, clock_milliseconds(), false};
	if (MHD_add_connection(server->daemon, socket, (const struct sockaddr *)address, size) != MHD_YES)
		here->socket = -1;
}

/* False when nobody waits any more, or nobody can be let in. */
static bool
accept_connection(struct server *server)
{
	struct sockaddr_storage address;
	socklen_t size = sizeof address;
	int socket = accept4(server->listening, (struct sockaddr *)&address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (socket >= 0)
		add_connection(server, socket, &address, size);
	return socket >= 0;
}

/* When a connection has had its time; a page that is being sent gets longer. */
static long long
end_of(const struct connection *here)
{
	return here->began + (here->answered ? LIMIT_ANSWER_SECONDS : LIMIT_REQUEST_SECONDS) * (long long)MILLISECONDS;
}

static void
end_late(struct server *server)
{
	long long now = clock_milliseconds();
	for (size_t i = 0; i < LIMIT_CONNECTIONS; i++) {
		const struct connection *here = &server->connections[i];
		if (here->socket >= 0 && now >= end_of(here))
			shutdown(here->socket, SHUT_RDWR);
	}
}

size_t
server_descriptors(const struct server *server, struct pollfd *polls)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	polls[0] = (struct pollfd){server->listening, POLLIN, 0};
	polls[1] = (struct pollfd){info ? info->epoll_fd : -1, POLLIN, 0};
	return SERVER_DESCRIPTORS;
}

int
server_timeout(const struct server *server)
{
	MHD_UNSIGNED_LONG_LONG wanted;
	long long now = clock_milliseconds();
	int most = -1;
	for (size_t i = 0; i < LIMIT_CONNECTIONS; i++) {
		const struct connection *here = &server->connections[i];
		long long left = end_of(here) - now;
		if (here->socket >= 0 && (most < 0 || left < most))
			most = left > SHORTEST_WAIT ? (int)left : SHORTEST_WAIT;
	}
	if (MHD_get_timeout(server->daemon, &wanted) == MHD_YES && (most < 0 || wanted < (MHD_UNSIGNED_LONG_LONG)most))
		most = wanted > INT_MAX ? INT_MAX : (int)wanted;
	return most;
}

void
server_run(struct server *server)
{
	for (int i = 0; i < LIMIT_CONNECTIONS && accept_connection(server); i++)
		;
	end_late(server);
	MHD_run(server->daemon);
}

/* ---- opening ---- */

static bool
make_address(str text, unsigned port, struct sockaddr_storage *address, socklen_t *size)
{
	char host[INET6_ADDRSTRLEN];
	struct sockaddr_in *four = (struct sockaddr_in *)address;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
	*address = (struct sockaddr_storage){0};
	if (str_eq(text, S("localhost")))
		text = S("127.0.0.1");
	if (text.n == 0 || text.n >= sizeof host)
		return false;
	memcpy(host, text.p, text.n);
	host[text.n] = '\0';
	if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons((uint16_t)port);
		*size = sizeof *four;
		return true;
	}
	six->sin6_family = AF_INET6;
	six->sin6_port = htons((uint16_t)port);
	*size = sizeof *six;
	return inet_pton(AF_INET6, host, &six->sin6_addr) == 1;
}

static bool
try_listening(struct server *server, unsigned port)
{
	struct sockaddr_storage address;
	socklen_t size;
	const int yes = 1;
	if (!make_address(server->options.address, port, &address, &size)) {
		errno = EINVAL;
		return false;
	}
	server->listening = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (server->listening < 0)
		return false;
	setsockopt(server->listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(server->listening, (struct sockaddr *)&address, size) != 0 ||
	    listen(server->listening, LIMIT_CONNECTIONS) != 0 ||
	    getsockname(server->listening, (struct sockaddr *)&address, &size) != 0) {
		close_quietly(server->listening);
		server->listening = -1;
		return false;
	}
	server->port = ntohs(address.ss_family == AF_INET ? ((struct sockaddr_in *)&address)->sin_port
	                                                  : ((struct sockaddr_in6 *)&address)->sin6_port);
	return true;
}

void
server_add(struct server *server, int socket)
{
	struct sockaddr_storage nowhere = {.ss_family = AF_UNIX};
	add_connection(server, socket, &nowhere, sizeof(sa_family_t));
}

static struct MHD_Daemon *
start_daemon(struct server *server)
{
	return MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, answer_request, server,
	                        MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_CONNECTIONS,
	                        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIMIT_REQUEST_HEADERS,
	                        MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_UNESCAPE_CALLBACK,
	                        leave_encoded, NULL, MHD_OPTION_END);
}

struct server *
server_open(struct arena *arena, const struct server_options *options, struct diag_list *diags)
{
	struct server *server = arena_new(arena, struct server);
	server->options = *options;
	server->open_to_others = server_is_open_to_others(options->address);
	for (size_t i = 0; i < LIMIT_CONNECTIONS; i++)
		server->connections[i].socket = -1;
	if (!try_listening(server, options->port) &&
	    !(options->or_any && errno == EADDRINUSE && try_listening(server, 0))) {
		diag(diags, DIAG_SERVE_LISTEN, (struct place){0}, (str){0}, options->address,
		     str_number(diags->arena, options->port), str_of(strerror(errno)));
		return NULL;
	}
	server->daemon = start_daemon(server);
	if (server->daemon)
		return server;
	diag(diags, DIAG_SERVE_LISTEN, (struct place){0}, (str){0}, options->address,
	     str_number(diags->arena, options->port), str_of(strerror(errno)));
	close(server->listening);
	return NULL;
}

unsigned
server_port(const struct server *server)
{
	return server->port;
}

void
server_close(struct server *server)
{
	if (!server)
		return;
	close(server->listening);
	MHD_stop_daemon(server->daemon);
}
