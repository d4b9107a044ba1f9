/* The loop that uses all cores. Workers fetch the next index from one counter, so that slow pieces do not hold up a
   whole share of the others. */
#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_WORKERS = 64 };

struct loop {
	size_t n;
	atomic_size_t next;
	void (*work)(void *, unsigned, size_t);
	void *context;
};

struct worker {
	struct loop *loop;
	unsigned number;
	pthread_t thread;
};

static void *
run(void *argument)
{
	const struct worker *worker = argument;
	struct loop *loop = worker->loop;
	for (;;) {
		size_t index = atomic_fetch_add(&loop->next, 1);
		if (index >= loop->n)
			return NULL;
		loop->work(loop->context, worker->number, index);
	}
}

void
parallel_for(size_t n, unsigned jobs, void (*work)(void *, unsigned, size_t), void *context)
{
	struct loop loop = {.n = n, .work = work, .context = context};
	struct worker workers[MOST_WORKERS] = {{.loop = &loop}};
	if (jobs > MOST_WORKERS)
		jobs = MOST_WORKERS;
	if (jobs > n)
		jobs = (unsigned)n;

	unsigned started = 1; /* the calling thread is worker 0 */
	for (; started < jobs; started++) {
		workers[started] = (struct worker){.loop = &loop, .number = started};
		if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
			break;
	}
	run(&workers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

unsigned
parallel_cores(void)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
	if (count > 0)
		return (unsigned)count;
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	return online > 0 ? (unsigned)online : 1;
}
