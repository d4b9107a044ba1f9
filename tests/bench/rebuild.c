/* What `serve` takes to show a saved change: rebuild SOURCE THEME JOBS ROUNDS builds the archive again and again as the
   preview does and prints the milliseconds of the first build, then the median and the best of those after it. */
#include <stdio.h>
#include <stdlib.h>

#include "commands/preview.h"
#include "figures.h"

enum { MOST_ROUNDS = 1000 };

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
	double middle = median(times, rounds);
	printf("%.1f %.1f %.1f\n", first, middle, times[0]);
	preview_free(preview);
	arena_free(&arena);
	return 0;
}
