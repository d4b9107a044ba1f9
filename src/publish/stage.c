/* Opening a stage, writing into it from many threads, and closing it. */
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "publish/debris.h"
#include "publish/disk.h"
#include "publish/links.h"
#include "publish/manifest.h"

enum { FOLDER_MODE = 0755, LOCK_ROUNDS = 100 };

static str
beside(const struct diag_list *diags, const struct output *output, const char *name)
{
	return path_join(diags->arena, output->beside, str_of(name));
}

/* ---- the lock ---- */

/* Opens and locks the file. -1 with errno EWOULDBLOCK when another process has it. */
static int
lock_once(const struct output *output)
{
	const int flags = O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(output->parent, output->lock, flags, 0644);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		int error = errno;
		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}

/* The build before us removes its lock file when it is done: then we may hold a lock on a file that has no name any
   more, and begin again. */
static bool
lock_stands(const struct output *output, int fd)
{
	struct stat held, named;
	return fstat(fd, &held) == 0 && fstatat(output->parent, output->lock, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

static bool
take_lock(struct stage *stage, struct diag_list *diags)
{
	for (int i = 0; i < LOCK_ROUNDS; i++) {
		stage->lock = lock_once(&stage->output);
		if (stage->lock < 0)
			break;
		if (lock_stands(&stage->output, stage->lock))
			return true;
		close(stage->lock);
		stage->lock = -1;
		errno = EWOULDBLOCK;
	}
	int error = errno;
	str path = beside(diags, &stage->output, stage->output.lock);
	if (error == EWOULDBLOCK)
		diag(diags, DIAG_OTHER_BUILD, (struct place){0}, (str){0}, str_copy(diags->arena, stage->output.path),
		     path);
	else
		report_errno(diags, DIAG_PUBLISH_WRITE, path, error);
	return false;
}

/* Our lock files are empty; anything else of that name was only borrowed. */
static void
drop_lock(struct stage *stage)
{
	struct stat info;
	if (stage->lock < 0)
		return;
	if (fstat(stage->lock, &info) == 0 && S_ISREG(info.st_mode) && info.st_size == 0)
		unlinkat(stage->output.parent, stage->output.lock, 0);
	close(stage->lock);
	stage->lock = -1;
}

/* ---- opening ---- */

static bool
remove_debris(struct arena *arena, struct stage *stage, struct diag_list *diags)
{
	str where;
	if (debris_remove(arena, &stage->output, stage->output.stage, &where))
		return true;
	int error = errno;
	str path = beside(diags, &stage->output, stage->output.stage);
	path = where.n ? path_join(diags->arena, path, where) : path;
	if (error)
		report_errno(diags, DIAG_PUBLISH_REMOVE, path, error);
	else
		diag(diags, DIAG_STAGE_FOREIGN, (struct place){0}, (str){0}, path);
	return false;
}

/* Makes the empty stage. The empty manifest in it says that everything that will come is ours. */
static bool
make_stage(struct stage *stage, struct diag_list *diags)
{
	const struct output *output = &stage->output;
	str name = str_of(output->stage);
	if (disk_make_folder(output->parent, name, FOLDER_MODE))
		stage->folder = disk_open(output->parent, name);
	if (stage->folder >= 0 && disk_write(stage->folder, S(MANIFEST_NAME), (str){0}))
		return true;
	report_errno(diags, DIAG_PUBLISH_WRITE, beside(diags, output, output->stage), errno);
	return false;
}

struct stage *
stage_open(struct arena *arena, const struct publish_options *options, struct diag_list *diags)
{
	struct stage *stage = arena_new(arena, struct stage);
	stage->force = options->force;
	stage->folder = stage->lock = -1;
	stage->files.arena = stage->folded.arena = stage->folders.arena = stage->targets.arena = &stage->arena;
	if (!output_open(arena, options, &stage->output, diags))
		return NULL;
	pthread_mutex_init(&stage->mutex, NULL);
	if (take_lock(stage, diags) && remove_debris(arena, stage, diags) &&
	    output_survey(arena, &stage->output, options->force, &stage->old, diags) && make_stage(stage, diags))
		return stage;
	stage_close(stage, NULL);
	return NULL;
}

/* ---- writing ---- */

static void
keep_fault(struct stage *stage, enum diag_code code, str path, str other, int error)
{
	if (!stage->fault.happened)
		stage->fault = (struct stage_fault){true, code, str_copy(&stage->arena, path),
		                                    str_copy(&stage->arena, other), error};
}

/* A control character in a name would make a line of the manifest mean something else. */
static bool
is_publishable(str path)
{
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7f)
			return false;
	return file_path_is_safe(path) && !str_starts(path, S(MANIFEST_NAME));
}

bool
stage_make_folders(struct stage *stage, str path, bool like_output)
{
	str folder = path_folder(path);
	if (folder.n == 0 || map_get(&stage->folders, folder))
		return true;
	if (!stage_make_folders(stage, folder, like_output))
		return false;
	unsigned mode = FOLDER_MODE;
	struct stat info;
	int old = like_output ? disk_open(stage->output.folder, folder) : -1;
	if (old >= 0 && fstat(old, &info) == 0)
		mode = info.st_mode & 07777;
	if (old >= 0)
		close(old);
	if (!disk_make_folder(stage->folder, folder, mode))
		return false;
	*map_at(&stage->folders, str_copy(&stage->arena, folder)) = stage;
	return true;
}

/* The number of what a link leads to. */
static uint32_t
target_number(struct stage *stage, struct arena *scratch, const struct link *link)
{
	str key = link->path;
	if (link->kind != LINK_INSIDE)
		key = str_join(scratch, S("\n"), link->raw);
	else if (link->fragment.n)
		key = str_join(scratch, str_join(scratch, key, S("\n")), link->fragment);
	const uint32_t *known = map_get(&stage->targets, key);
	if (known)
		return *known;
	uint32_t *number = arena_new(&stage->arena, uint32_t);
	*number = (uint32_t)stage->targets.n;
	*map_at(&stage->targets, str_copy(&stage->arena, key)) = number;
	return *number;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void
keep_links(struct stage *stage, struct arena *scratch, struct staged *file, const struct links *links)
{
	file->target_count = links->links.n;
	file->targets = arena_array(&stage->arena, uint32_t, links->links.n);
	for (size_t i = 0; i < links->links.n; i++)
		file->targets[i] = target_number(stage, scratch, &links->links.items[i]);
	file->id_count = links->ids.n;
	file->ids = arena_array(&stage->arena, uint64_t, links->ids.n);
	for (size_t i = 0; i < links->ids.n; i++)
		file->ids[i] = str_hash(links->ids.items[i]);
	if (links->ids.n)
		qsort(file->ids, links->ids.n, sizeof *file->ids, compare_hashes);
	for (size_t i = 0; i < links->repeated.n; i++)
		vec_push(&stage->arena, &file->repeated, str_copy(&stage->arena, links->repeated.items[i]));
}

/* Enters the file in the books of the stage, and makes its folders. The mutex is held. */
static bool
enter(struct stage *stage, struct arena *scratch, str path, str sha256, const struct links *links)
{
	if (stage->fault.happened)
		return false;
	str folded = text_fold(scratch, path);
	const struct staged *twin = map_get(&stage->folded, folded);
	if (twin) { /* told in one order whichever worker came first */
		bool first = str_compare(path, twin->path) < 0;
		keep_fault(stage, DIAG_STAGE_TWICE, first ? path : twin->path, first ? twin->path : path, 0);
		return false;
	}
	if (!is_publishable(path)) {
		keep_fault(stage, DIAG_STAGE_PATH, path, (str){0}, 0);
		return false;
	}
	struct staged *file = arena_new(&stage->arena, struct staged);
	file->path = str_copy(&stage->arena, path);
	file->sha256 = str_copy(&stage->arena, sha256);
	keep_links(stage, scratch, file, links);
	*map_at(&stage->files, file->path) = file;
	*map_at(&stage->folded, str_eq(folded, path) ? file->path : str_copy(&stage->arena, folded)) = file;
	if (stage_make_folders(stage, path, false))
		return true;
	keep_fault(stage, DIAG_PUBLISH_WRITE, path, (str){0}, errno);
	return false;
}

/* A file whose hash is that of the published one is compared with it byte by byte, and linked when it is the same. */
static bool
take_over(const struct stage *stage, str path, str sha256, str bytes)
{
	const char *old = map_get(&stage->old.lines, path);
	return old && str_eq(str_of(old), sha256) &&
	       disk_link_if_same(stage->output.folder, stage->folder, path, bytes);
}

bool
stage_write(struct stage *stage, str path, str bytes)
{
	struct arena scratch = {0};
	struct links links = {0};
	str sha256 = sha256_hex(&scratch, bytes);
	links_of(&scratch, path, bytes, &links);
	pthread_mutex_lock(&stage->mutex);
	bool fine = enter(stage, &scratch, path, sha256, &links);
	pthread_mutex_unlock(&stage->mutex);

	bool unchanged = fine && take_over(stage, path, sha256, bytes);
	bool written = fine && !unchanged && disk_write(stage->folder, path, bytes);
	int error = errno;
	pthread_mutex_lock(&stage->mutex);
	stage->counts.unchanged += unchanged;
	stage->counts.written += written;
	if (fine && !unchanged && !written)
		keep_fault(stage, DIAG_PUBLISH_WRITE, path, (str){0}, error);
	pthread_mutex_unlock(&stage->mutex);
	arena_free(&scratch);
	return unchanged || written;
}

struct stage_counts
stage_counts(const struct stage *stage)
{
	return stage->counts;
}

static int
compare_paths(const void *a, const void *b)
{
	return str_compare((*(struct staged *const *)a)->path, (*(struct staged *const *)b)->path);
}

struct staged_files
stage_sorted(struct arena *arena, const struct stage *stage)
{
	struct staged_files files = {0};
	for (size_t i = 0; i < stage->files.n; i++)
		vec_push(arena, &files, stage->files.entries[i].value);
	if (files.n)
		qsort(files.items, files.n, sizeof *files.items, compare_paths);
	return files;
}

bool
stage_tell_fault(struct stage *stage, struct diag_list *diags)
{
	const struct stage_fault *fault = &stage->fault;
	if (!fault->happened || stage->fault_told)
		return !fault->happened;
	stage->fault_told = true;
	if (fault->error)
		report_errno(diags, fault->code, path_join(diags->arena, stage->output.path, fault->path),
		             fault->error);
	else
		diag(diags, fault->code, (struct place){0}, (str){0}, str_copy(diags->arena, fault->path),
		     str_copy(diags->arena, fault->other));
	return false;
}

/* ---- closing ---- */

void
stage_close(struct stage *stage, struct diag_list *diags)
{
	if (stage->closed)
		return;
	stage->closed = true;
	str where;
	/* Only who holds the lock may touch what lies beside the output. */
	if (stage->lock >= 0 && !debris_remove(&stage->arena, &stage->output, stage->output.stage, &where) && diags) {
		int error = errno;
		str path = path_join(diags->arena, beside(diags, &stage->output, stage->output.stage), where);
		report_errno(diags, DIAG_OLD_SITE_LEFT, path, error ? error : ENOTEMPTY);
	}
	drop_lock(stage);
	if (stage->folder >= 0)
		close(stage->folder);
	output_close(&stage->output);
	pthread_mutex_destroy(&stage->mutex);
	arena_free(&stage->arena);
}

void
stage_abandon(struct stage *stage)
{
	stage_close(stage, NULL);
}
