/* A thread that counts ticks. It asks no clock: what matters is that a document is given up in about the time allowed. */
#include "markup/watch.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

enum { TICK = 500 /* milliseconds */, TICKS_MAX = LIMIT_DOCUMENT_SECONDS * 1000 / TICK };

struct slot {
	str path; /* empty: the worker is between documents */
	unsigned ticks;
};

struct watch {
	pthread_t thread;
	pthread_mutex_t lock;
	int stop[2]; /* a pipe: closing its end for writing stops the thread */
	void (*gives_up)(str path);
	unsigned workers;
	struct slot slots[];
};

static str
overdue(struct watch *watch)
{
	str path = {0};
	pthread_mutex_lock(&watch->lock);
	for (unsigned i = 0; i < watch->workers; i++)
		if (watch->slots[i].path.n && ++watch->slots[i].ticks > TICKS_MAX && !path.n)
			path = watch->slots[i].path;
	pthread_mutex_unlock(&watch->lock);
	return path;
}

static void *
count_ticks(void *argument)
{
	struct watch *watch = argument;
	struct pollfd stopped = {.fd = watch->stop[0]};
	while (poll(&stopped, 1, TICK) <= 0) {
		str path = overdue(watch);
		if (path.n) {
			watch->gives_up(path);
			break;
		}
	}
	return NULL;
}

struct watch *
watch_start(unsigned workers, void (*gives_up)(str path))
{
	/* Not from an arena: the thread outlives no one, but it must not share one with a worker either. */
	struct watch *watch = calloc(1, sizeof *watch + workers * sizeof *watch->slots);
	if (!watch)
		out_of_memory();
	watch->workers = workers;
	watch->gives_up = gives_up;
	if (pipe(watch->stop) != 0) {
		free(watch);
		return NULL;
	}
	pthread_mutex_init(&watch->lock, NULL);
	if (pthread_create(&watch->thread, NULL, count_ticks, watch) != 0) {
		close(watch->stop[0]);
		close(watch->stop[1]);
		free(watch);
		return NULL;
	}
	return watch;
}

static void
set_path(struct watch *watch, unsigned worker, str path)
{
	if (!watch || worker >= watch->workers)
		return;
	pthread_mutex_lock(&watch->lock);
	watch->slots[worker] = (struct slot){.path = path};
	pthread_mutex_unlock(&watch->lock);
}

void
watch_begin(struct watch *watch, unsigned worker, str path)
{
	set_path(watch, worker, path);
}

void
watch_end(struct watch *watch, unsigned worker)
{
	set_path(watch, worker, (str){0});
}

void
watch_stop(struct watch *watch)
{
	if (!watch)
		return;
	close(watch->stop[1]);
	pthread_join(watch->thread, NULL);
	close(watch->stop[0]);
	pthread_mutex_destroy(&watch->lock);
	free(watch);
}
