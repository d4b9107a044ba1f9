/* What `serve` takes to show a saved change: rebuild SOURCE THEME JOBS ROUNDS builds the archive again and again as the
   preview does and prints the milliseconds of the first build, then the median and the best of those after it. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "commands/preview.h"

enum { MOST_ROUNDS = 1000 };

static double
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
say_nothing(struct options *options)
{
	(void)options;
}

static double
time_of_build(struct preview *preview, struct options *options)
{
	double began = milliseconds();
	if (!preview_build(preview, options)) {
		fputs("rebuild: the archive has errors\n", stderr);
		exit(1);
	}
	return milliseconds() - began;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: rebuild SOURCE THEME JOBS ROUNDS\n", stderr);
		return 2;
	}
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct options options = {
	    .arena = &arena,
	    .diags = &diags,
	    .source = str_of(argv[1]),
	    .theme = str_of(argv[2]),
	    .jobs = (unsigned)atoi(argv[3]),
	    .today = {2026, 11, 22, false},
	    .no_search = true,
	    .no_history = true,
	    .drafts = true,
	    .report = say_nothing,
	};
	double times[MOST_ROUNDS];
	size_t rounds = (size_t)atoi(argv[4]);
	if (rounds < 1 || rounds > MOST_ROUNDS)
		return 2;
	struct preview *preview = preview_new(&options);
	double first = time_of_build(preview, &options);
	for (size_t i = 0; i < rounds; i++)
		times[i] = time_of_build(preview, &options);
	qsort(times, rounds, sizeof *times, ascending);
	printf("%.1f %.1f %.1f\n", first, times[rounds / 2], times[0]);
	preview_free(preview);
	arena_free(&arena);
	return 0;
}
