/* Opening a stage, writing into it from many threads, and closing it. */
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
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
	stage->files.arena = stage->folded.arena = stage->folders.arena = &stage->arena;
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

static struct target
target_of(const struct link *link)
{
	if (link->kind != LINK_INSIDE)
		return (struct target){str_hash(link->raw), TARGET_WRONG};
	return (struct target){str_hash(link->path), link->fragment.n ? str_hash(link->fragment) : TARGET_PAGE};
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The links and ids of a file as they are kept. */
static struct staged
hashed(struct arena *arena, const struct links *links)
{
	struct staged file = {.target_count = links->links.n, .id_count = links->ids.n, .repeated = links->repeated};
	file.targets = arena_array(arena, struct target, file.target_count);
	for (size_t i = 0; i < file.target_count; i++)
		file.targets[i] = target_of(&links->links.items[i]);
	file.ids = arena_array(arena, uint64_t, file.id_count);
	for (size_t i = 0; i < file.id_count; i++)
		file.ids[i] = str_hash(links->ids.items[i]);
	if (file.id_count)
		qsort(file.ids, file.id_count, sizeof *file.ids, compare_hashes);
	return file;
}

static void *
copy(struct arena *arena, const void *items, size_t size)
{
	return size ? memcpy(arena_bytes(arena, size), items, size) : NULL;
}

static struct staged *
keep(struct stage *stage, const struct staged *made)
{
	struct staged *file = arena_new(&stage->arena, struct staged);
	file->path = str_copy(&stage->arena, made->path);
	file->sha256 = str_copy(&stage->arena, made->sha256);
	file->target_count = made->target_count;
	file->targets = copy(&stage->arena, made->targets, made->target_count * sizeof *made->targets);
	file->id_count = made->id_count;
	file->ids = copy(&stage->arena, made->ids, made->id_count * sizeof *made->ids);
	for (size_t i = 0; i < made->repeated.n; i++)
		vec_push(&stage->arena, &file->repeated, str_copy(&stage->arena, made->repeated.items[i]));
	return file;
}

/* Enters the file in the books of the stage, and makes its folders. The mutex is held. */
static bool
enter(struct stage *stage, struct arena *scratch, const struct staged *made)
{
	if (stage->fault.happened)
		return false;
	str path = made->path, folded = text_fold(scratch, path);
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
	struct staged *file = keep(stage, made);
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
	links_of(&scratch, path, bytes, &links);
	struct staged made = hashed(&scratch, &links);
	made.path = path;
	made.sha256 = sha256_hex(&scratch, bytes);
	pthread_mutex_lock(&stage->mutex);
	bool fine = enter(stage, &scratch, &made);
	pthread_mutex_unlock(&stage->mutex);

	bool unchanged = fine && take_over(stage, path, made.sha256, bytes);
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
