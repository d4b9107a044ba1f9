/* A file in the index says what it was made from, so that an archive in which no text has changed does not wait for Node. */
#include "publish/search_index.h"

#include <errno.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "publish/disk.h"
#include "publish/process.h"
#include "publish/stage.h"

#define MADE_FROM "underlag.txt"

enum { MOST_SCRIPT = 1000 * 1000, MOST_INDEX = 1000 * 1000 * 1000, MOST_SECONDS = 600 };

/* The package's own description, in the nearest node_modules at or above the folder, as Node looks for it. */
static bool
find_package(struct arena *arena, str folder, str *bytes)
{
	for (int up = 0; up < 16; up++) {
		if (file_read(arena, folder, S("node_modules/pagefind/package.json"), MOST_SCRIPT, bytes) == FILE_OK)
			return true;
		folder = path_join(arena, folder, S(".."));
	}
	return false;
}

bool
search_indexer_find(struct arena *arena, const str *folders, size_t n, struct search_indexer *indexer)
{
	for (size_t i = 0; i < n; i++) {
		str script, package;
		if (file_read(arena, folders[i], S("search-index.mjs"), MOST_SCRIPT, &script) != FILE_OK)
			continue;
		if (!find_package(arena, folders[i], &package) || !process_can_run(arena, "node"))
			return false;
		indexer->script = path_join(arena, folders[i], S("search-index.mjs"));
		indexer->versions = str_join(arena, script, package);
		return true;
	}
	return false;
}

/* The published files below the folder, when they were made from the same. */
static bool
take_over(struct stage *stage, struct arena *arena, str folder, str made_from)
{
	str before;
	if (stage->output.folder < 0 || !map_get(&stage->old.lines, path_join(arena, folder, S(MADE_FROM))) ||
	    !disk_read(arena, stage->output.folder, path_join(arena, folder, S(MADE_FROM)), MOST_SCRIPT, &before) ||
	    !str_eq(before, made_from))
		return false;
	for (size_t i = 0; i < stage->old.lines.n; i++) {
		str path = stage->old.lines.entries[i].key, bytes;
		if (!str_starts(path, folder))
			continue;
		if (!disk_read(arena, stage->output.folder, path, MOST_INDEX, &bytes))
			return false;
		stage_write(stage, path, bytes);
	}
	return true;
}

/* A size in decimal; false when it is none. */
static bool
read_size(str digits, size_t *size)
{
	*size = 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
		*size = *size * 10 + (size_t)(digits.p[i] - '0');
	}
	return digits.n > 0 && digits.n < 12;
}

/* "PATH BYTES\n" and then the bytes, for each file. False when the output is anything else. */
static bool
take_output(str output, void (*take)(void *, str, str), void *context)
{
	while (output.n) {
		str line = str_cut(&output, '\n'), path = str_cut(&line, ' ');
		size_t size;
		if (!file_path_is_safe(path) || !read_size(line, &size) || size > output.n)
			return false;
		take(context, path, str_slice(output, 0, size));
		output = str_from(output, size);
	}
	return true;
}

bool
search_index_make(struct arena *arena, const struct search_indexer *indexer, str records, void (*take)(void *, str, str),
                  void *context, str *why)
{
	const char *arguments[] = {"node", str_c(arena, indexer->script), NULL};
	struct process_result result =
	    process_run(arena, arguments, records,
	                (struct process_limits){.output = MOST_INDEX, .seconds = MOST_SECONDS, .cancel = indexer->cancel});
	str told = str_trim(result.errors);
	*why = told.n ? str_cut(&told, '\n') : S("node");
	return result.end == PROCESS_DONE && result.status == 0 && take_output(result.output, take, context);
}

struct staging {
	struct stage *stage;
	struct arena *arena;
	str folder;
};

static void
take_into_stage(void *context, str path, str bytes)
{
	struct staging *staging = context;
	stage_write(staging->stage, path_join(staging->arena, staging->folder, path), bytes);
}

bool
search_index_stage(struct stage *stage, const struct search_indexer *indexer, str folder, str records,
                   struct diag_list *diags)
{
	struct arena arena = {0};
	struct staging staging = {stage, &arena, folder};
	str parts[] = {sha256_hex(&arena, records), sha256_hex(&arena, indexer->versions)}, why;
	str made_from = str_format(&arena, "%.*s %.*s\n", STR(parts[0]), STR(parts[1]));
	bool done = take_over(stage, &arena, folder, made_from);
	if (!done) {
		done = search_index_make(&arena, indexer, records, take_into_stage, &staging, &why);
		if (done)
			stage_write(stage, path_join(&arena, folder, S(MADE_FROM)), made_from);
		else
			diag(diags, DIAG_SEARCH_INDEX_FAILED, (struct place){0}, (str){0}, str_copy(diags->arena, why));
	}
	arena_free(&arena);
	return done;
}
