/* The preview's web server: loopback only unless asked otherwise, one thread, one request a connection (reliability.md,
   "Preview server"). It knows no files: whoever opens it answers each path from memory. libmicrohttpd behind it. */
#ifndef PUBLISH_SERVER_H
#define PUBLISH_SERVER_H

#include "base/diag.h"

struct pollfd;
struct server;

/* What is sent. The slices need only live until the answering function has returned to the server. */
struct server_answer {
	unsigned status; /* 200, 301, 404 … */
	str type;        /* "text/html; charset=utf-8" */
	str policy;      /* Content-Security-Policy */
	str location;    /* of a redirect; else empty */
	str bytes;
};

struct server_options {
	str address;   /* "127.0.0.1"; another one than loopback lets other machines in */
	unsigned port; /* 0: any that is free */
	bool or_any;   /* when the port is taken, any that is free */
	/* Called for GET and HEAD with the path as it was asked for, percent-encoded and without a query. */
	void (*answer)(void *context, struct arena *, str path, struct server_answer *);
	void *context;
};

/* Listens. NULL after reporting P5xx or P4xx. */
struct server *server_open(struct arena *, const struct server_options *, struct diag_list *);

/* Whether other machines may reach the address. */
bool server_is_open_to_others(str address);

unsigned server_port(const struct server *);

/* For a loop of the caller's own: wait for these (how many were written is the result), at most for so many milliseconds,
   then run. */
enum { SERVER_DESCRIPTORS = 2 };
size_t server_descriptors(const struct server *, struct pollfd *);
int server_timeout(const struct server *);
void server_run(struct server *);

/* Takes a connection that was made in another way than by listening, and closes it in the end. It does not block. */
void server_add(struct server *, int socket);

void server_close(struct server *);

#endif
