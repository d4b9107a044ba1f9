/* One loop over independent pieces of work on several threads. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

struct arena;

/* The threads that a stage may use, and an arena for each, as long-lived as what the stage makes. */
struct workers {
	unsigned jobs;
	struct arena *arenas;
};

/* Calls work(context, worker, index) once for every index below n, on up to `jobs` threads (workers 0 to jobs - 1; each
   worker is one thread). Returns when all are done. The caller keeps the output independent of the order by writing into
   slots by index. Without threads to be had the work is done on the calling one. */
void parallel_for(size_t n, unsigned jobs, void (*work)(void *context, unsigned worker, size_t index), void *context);

/* Processors this process may run on, at least 1. */
unsigned parallel_cores(void);

#endif
