/* One thread of its own, which mostly waits. */
#include "indexing.h"

#include <pthread.h>
#include <unistd.h>

#include "base/file.h"
#include "export/records.h"

#ifndef PREFIX
#define PREFIX "/usr/local"
#endif

struct indexing {
	pthread_t thread;
	bool threaded; /* else it was done at once: the machine had no thread to give */
	bool done;
	const struct search_indexer *indexer;
	const struct export_context *context;
	struct stage *stage;
	struct arena arena;
	struct diag_list faults;
};

/* Beside the program as it was compiled, and where it is installed. Never beside the content: that is anybody's. */
const struct search_indexer *
indexing_prepare(struct arena *arena)
{
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program);
	str beside = path_folder((str){program, n > 0 ? (size_t)n : 0});
	str folders[] = {
	    path_join(arena, path_folder(beside), S("scripts")),
	    path_join(arena, path_folder(path_folder(beside)), S("scripts")),
	    path_join(arena, path_folder(beside), S("share/protokoll/scripts")),
	    S(PREFIX "/share/protokoll/scripts"),
	};
	struct search_indexer *indexer = arena_new(arena, struct search_indexer);
	return search_indexer_find(arena, folders, sizeof folders / sizeof *folders, indexer) ? indexer : NULL;
}

static void *
run(void *argument)
{
	struct indexing *indexing = argument;
	struct buffer records = {.arena = &indexing->arena};
	str folder = str_from(address_of(ADDRESS_SEARCH_INDEX), 1);
	export_records(indexing->context, &records);
	indexing->done =
	    search_index_stage(indexing->stage, indexing->indexer, folder, buffer_str(&records), &indexing->faults);
	return NULL;
}

struct indexing *
indexing_start(struct arena *arena, const struct search_indexer *indexer, const struct export_context *context,
               struct stage *stage)
{
	struct indexing *indexing = arena_new(arena, struct indexing);
	indexing->indexer = indexer;
	indexing->context = context;
	indexing->stage = stage;
	indexing->faults.arena = &indexing->arena;
	indexing->threaded = pthread_create(&indexing->thread, NULL, run, indexing) == 0;
	if (!indexing->threaded)
		run(indexing);
	return indexing;
}

bool
indexing_finish(struct indexing *indexing, struct diag_list *diags)
{
	if (!indexing)
		return true;
	if (indexing->threaded)
		pthread_join(indexing->thread, NULL);
	for (size_t i = 0; i < indexing->faults.n; i++) {
		struct diag *fault = &indexing->faults.items[i];
		diag(diags, fault->code, fault->place, (str){0}, str_copy(diags->arena, fault->arguments[0]));
	}
	arena_free(&indexing->arena);
	return indexing->done;
}
