/* What linking names adds to parsing and rendering the same texts, front matter and all: linking SOURCE ROUNDS prints the
   milliseconds of processor time without and with the table of names, one thread, and the median of their ratios. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "archive/hide.h"
#include "content/read.h"
#include "markup/markup.h"
#include "markup/work.h"
#include "figures.h"

static double
processor_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Reads, parses and renders the archive from its files, with the table of names or without. */
static double
time_of(str source, bool names, size_t *documents, size_t *mentions)
{
	struct arena arena = {0}, worker = {0}, scratch = {0};
	struct diag_list faults = {.arena = &arena};
	struct content_options options = {.root = source, .today = {2026, 11, 22, false}, .jobs = 1, .arenas = &worker};
	double began = processor_milliseconds();
	struct archive *archive = content_read(&arena, options, &faults);
	if (!archive)
		exit(1);
	archive_resolve(archive, &faults);
	archive_hide(archive, &faults);
	struct markup markup = *markup_new(&arena, archive, NULL, false);
	if (!names)
		markup.table = NULL;
	*documents = archive->documents.n;
	*mentions = 0;
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct body *body = markup_body(&markup, archive->documents.items[i], &worker, &scratch, &faults);
		*mentions += body ? body->mentions.n : 0;
		arena_reset(&scratch);
	}
	double took = processor_milliseconds() - began;
	arena_free(&scratch);
	arena_free(&worker);
	arena_free(&arena);
	return took;
}

int
main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: linking SOURCE ROUNDS\n", stderr);
		return 2;
	}
	double ratios[100], plain = 0, linked = 0;
	int rounds = atoi(argv[2]);
	size_t documents = 0, mentions = 0;
	for (int i = 0; i < rounds && i < 100; i++) {
		plain = time_of(str_of(argv[1]), false, &documents, &mentions);
		linked = time_of(str_of(argv[1]), true, &documents, &mentions);
		ratios[i] = linked / plain;
	}
	printf("%zu documents, %zu mentions: %.1f ms without names, %.1f ms with\n", documents, mentions, plain, linked);
	printf("linking adds (may be at most 60 %%)  %.1f %%\n", (median(ratios, (size_t)rounds) - 1) * 100);
	return 0;
}
