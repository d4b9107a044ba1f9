/* The parallel loop: every index exactly once, and never two pieces of work for one worker at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/parallel.h"

enum { PIECES = 5000, WORKERS = 64 };

struct tally {
	atomic_int done[PIECES];
	atomic_int busy[WORKERS];
	atomic_int faults;
	unsigned jobs;
};

static void
count(void *context, unsigned worker, size_t index)
{
	struct tally *tally = context;
	if (worker >= tally->jobs || worker >= WORKERS || atomic_fetch_add(&tally->busy[worker], 1) != 0)
		atomic_fetch_add(&tally->faults, 1);
	atomic_fetch_add(&tally->done[index], 1);
	if (worker < WORKERS)
		atomic_fetch_sub(&tally->busy[worker], 1);
}

static void
run(size_t n, unsigned jobs)
{
	static struct tally tally;
	tally = (struct tally){.jobs = jobs ? jobs : 1};
	parallel_for(n, jobs, count, &tally);
	assert_int_equal(atomic_load(&tally.faults), 0);
	for (size_t i = 0; i < PIECES; i++)
		assert_int_equal(atomic_load(&tally.done[i]), i < n);
}

static void
every_index_once(void **state)
{
	(void)state;
	run(PIECES, 1);
	run(PIECES, 8);
	run(PIECES, 1000);
	run(3, 8);
	run(0, 8);
	run(PIECES, 0);
}

static void
there_is_a_core(void **state)
{
	(void)state;
	assert_true(parallel_cores() >= 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_index_once),
	    cmocka_unit_test(there_is_a_core),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
