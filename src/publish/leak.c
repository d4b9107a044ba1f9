/* Reads every staged file on all cores and tells what was found in the order of the paths. */
#include "publish/leak.h"

#include <errno.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "publish/disk.h"
#include "publish/leaks.h"
#include "publish/stage.h"

struct scanning {
	const struct stage *stage;
	const struct leak_names *names;
	struct staged_files files;
	struct leaks *leaks; /* one for each file */
	int *errors; /* errno of a file that could not be read */
	struct arena *arenas, *scratch; /* one for each worker */
};

/* Whether it is a document of which no source says what stands in it. */
static bool
may_hold_words(str path)
{
	static const char *const kinds[] = {".pdf", ".docx", ".xlsx", ".odt", ".ods"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_ends(path, str_of(kinds[i])))
			return true;
	return false;
}

static void
scan_one(void *context, unsigned worker, size_t index)
{
	struct scanning *scanning = context;
	struct arena *scratch = &scanning->scratch[worker];
	str path = scanning->files.items[index]->path, bytes;
	if (forms_are_empty(scanning->names->forms) && !may_hold_words(path))
		return;
	if (disk_read(scratch, scanning->stage->folder, path, LIMIT_ATTACHMENT, &bytes))
		leaks_of(&scanning->arenas[worker], scratch, scanning->names, path, bytes, &scanning->leaks[index]);
	else
		scanning->errors[index] = errno;
	arena_reset(scratch);
}

static void
tell_unread(const struct leaks *leaks, struct diag_list *diags)
{
	static const enum diag_code codes[] = {
	    [UNREAD_PROGRAM] = DIAG_UNSCANNED_PROGRAM,
	    [UNREAD_LOCKED] = DIAG_UNSCANNED_LOCKED,
	    [UNREAD_PICTURES] = DIAG_UNSCANNED_PICTURES,
	    [UNREAD_LARGE] = DIAG_UNSCANNED_LARGE,
	};
	if (leaks->unread != ALL_READ)
		diag(diags, codes[leaks->unread], (struct place){0}, (str){0}, str_copy(diags->arena, leaks->path));
}

/* One line for each person, with all places from the k-th on; the short names have one line together. */
static void
tell_person(const struct leak_names *names, const struct leaks *leaks, size_t k, struct diag_list *diags)
{
	str person = names->subjects[leaks->places.items[k].value].person;
	str path = str_copy(diags->arena, leaks->path);
	struct buffer places = {.arena = diags->arena};
	for (size_t i = 0; i < leaks->places.n; i++) {
		const struct leak *leak = &leaks->places.items[i];
		if (!str_eq(names->subjects[leak->value].person, person))
			continue;
		if (i < k)
			return; /* told with the first */
		buffer_add(&places, places.n ? S(", ") : (str){0});
		buffer_add(&places, leak->place);
	}
	if (person.n)
		diag(diags, DIAG_LEAK, (struct place){0}, (str){0}, path, buffer_str(&places), person);
	else
		diag(diags, DIAG_LEAK_SHORT, (struct place){0}, (str){0}, path, buffer_str(&places));
}

static void
tell_numbers(const struct leaks *leaks, struct diag_list *diags)
{
	struct buffer places = {.arena = diags->arena};
	for (size_t i = 0; i < leaks->numbers.n; i++) {
		buffer_add(&places, i ? S(", ") : (str){0});
		buffer_add(&places, leaks->numbers.items[i]);
	}
	if (leaks->numbers.n)
		diag(diags, DIAG_IDENTITY_NUMBER_ATTACHED, (struct place){0}, (str){0},
		     str_copy(diags->arena, leaks->path), buffer_str(&places));
}

static bool
tell(const struct leak_names *names, const struct leaks *leaks, struct diag_list *diags)
{
	str path = str_copy(diags->arena, leaks->path);
	if (leaks->in_path)
		diag(diags, DIAG_LEAK_PATH, (struct place){0}, (str){0}, path,
		     names->subjects[leaks->path_value].person);
	for (size_t i = 0; i < leaks->places.n; i++)
		tell_person(names, leaks, i, diags);
	if (leaks->more)
		diag(diags, DIAG_LEAK_MORE, (struct place){0}, (str){0}, path, str_number(diags->arena, leaks->more));
	tell_numbers(leaks, diags);
	if (!forms_are_empty(names->forms))
		tell_unread(leaks, diags);
	return !leaks->in_path && !leaks->places.n && !leaks->numbers.n;
}

static bool
tell_all(const struct scanning *scanning, struct diag_list *diags)
{
	bool fine = true;
	for (size_t i = 0; i < scanning->files.n; i++) {
		if (scanning->errors[i]) {
			report_errno(diags, DIAG_PUBLISH_READ, scanning->files.items[i]->path, scanning->errors[i]);
			fine = false;
		} else if (!tell(scanning->names, &scanning->leaks[i], diags)) {
			fine = false;
		}
	}
	return fine;
}

bool
stage_scan(struct stage *stage, const struct leak_names *names, unsigned jobs, struct diag_list *diags)
{
	if (!stage_tell_fault(stage, diags))
		return false;
	struct arena arena = {0};
	struct scanning scanning = {.stage = stage, .names = names, .files = stage_sorted(&arena, stage)};
	scanning.leaks = arena_array(&arena, struct leaks, scanning.files.n);
	scanning.errors = arena_array(&arena, int, scanning.files.n);
	scanning.arenas = arena_array(&arena, struct arena, jobs);
	scanning.scratch = arena_array(&arena, struct arena, jobs);
	parallel_for(scanning.files.n, jobs, scan_one, &scanning);
	bool fine = tell_all(&scanning, diags);
	for (unsigned i = 0; i < jobs; i++) {
		arena_free(&scanning.arenas[i]);
		arena_free(&scanning.scratch[i]);
	}
	arena_free(&arena);
	return fine;
}
