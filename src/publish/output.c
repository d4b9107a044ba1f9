/* What the program refuses to publish to is decided by device and inode, not by the look of a path. */
#include "publish/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/vec.h"
#include "publish/disk.h"
#include "publish/manifest.h"

enum { MOST_NAMED = 20 }; /* foreign files that get a message of their own */

void
report_errno(struct diag_list *diags, enum diag_code code, str path, int error)
{
	str text = str_copy(diags->arena, str_of(strerror(error)));
	diag(diags, code, (struct place){0}, (str){0}, str_copy(diags->arena, path), text);
}

static void
refuse(struct diag_list *diags, enum diag_code code, str path)
{
	diag(diags, code, (struct place){0}, (str){0}, str_copy(diags->arena, path));
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* True when the folder, or one that it lies in, is `wanted`. */
static bool
lies_in(const char *path, const struct stat *wanted)
{
	struct stat here, above;
	int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool found = false;
	while (fd >= 0 && !found && fstat(fd, &here) == 0) {
		found = is_same(&here, wanted);
		int up = openat(fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
		close(fd);
		fd = up;
		if (up >= 0 && fstat(up, &above) == 0 && is_same(&above, &here))
			break; /* the root is its own parent */
	}
	if (fd >= 0)
		close(fd);
	return found;
}

/* Without slashes at the end, and without "/." there. */
static str
without_end(str path)
{
	for (;;) {
		if (path.n > 1 && str_ends(path, S("/")))
			path.n -= 1;
		else if (path.n > 2 && str_ends(path, S("/.")))
			path.n -= 2;
		else
			return path;
	}
}

/* Cuts the path into a folder and a name. Paths that end in "." or ".." have a name only on the disk. */
static bool
cut_path(struct arena *arena, str path, char **parent, char **name, int *error)
{
	path = without_end(path);
	*error = EINVAL;
	if (path.n == 0 || str_find_char(path, '\0') != SIZE_MAX)
		return false;
	str last = path_name(path);
	if (str_eq(last, S(".")) || str_eq(last, S(".."))) {
		char *real = realpath(str_c(arena, path), NULL);
		*error = errno;
		if (!real)
			return false;
		path = str_copy(arena, str_of(real));
		free(real);
		last = path_name(path);
	}
	*name = str_c(arena, last);
	str folder = str_slice(path, 0, path.n - last.n);
	*parent = folder.n ? str_c(arena, folder.n > 1 ? without_end(folder) : folder) : str_c(arena, S("."));
	return true;
}

/* The longest beginning of the path that exists. */
static const char *
existing_part(struct arena *arena, const char *path)
{
	str part = str_of(path);
	struct stat info;
	while (part.n && stat(str_c(arena, part), &info) != 0)
		part = path_folder(part);
	if (part.n)
		return str_c(arena, part);
	return path[0] == '/' ? "/" : ".";
}

static bool
is_forbidden(const struct stat *output)
{
	struct stat root;
	const char *home = getenv("HOME");
	return (stat("/", &root) == 0 && is_same(output, &root)) || (home && home[0] == '/' && lies_in(home, output));
}

/* Checks the path before anything is made. */
static bool
path_is_fine(struct arena *arena, const struct publish_options *options, const char *parent, const char *name,
             struct diag_list *diags)
{
	struct stat content, output;
	const char *whole = str_c(arena, path_join(arena, str_of(parent), str_of(name)));
	bool exists = lstat(whole, &output) == 0;
	if (name[0] == '\0' || (exists && is_forbidden(&output))) {
		refuse(diags, DIAG_OUTPUT_FORBIDDEN, options->output);
		return false;
	}
	if (exists && S_ISLNK(output.st_mode)) {
		refuse(diags, DIAG_OUTPUT_IS_LINK, options->output);
		return false;
	}
	if (exists && !S_ISDIR(output.st_mode)) {
		refuse(diags, DIAG_OUTPUT_NOT_FOLDER, options->output);
		return false;
	}
	const char *content_path = str_c(arena, options->content);
	if (options->content.n == 0 || stat(content_path, &content) != 0)
		return true;
	if ((exists && lies_in(content_path, &output)) || lies_in(existing_part(arena, parent), &content)) {
		diag(diags, DIAG_OUTPUT_AND_CONTENT, (struct place){0}, (str){0},
		     str_copy(diags->arena, options->output), str_copy(diags->arena, options->content));
		return false;
	}
	return true;
}

/* Makes the folders of the path that are missing, as `mkdir -p` does. */
static int
open_parent(struct arena *arena, str path)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int fd = open(str_c(arena, path), flags);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	for (size_t end = 1; end <= path.n; end++) {
		if (end < path.n && path.p[end] != '/')
			continue;
		const char *part = str_c(arena, str_slice(path, 0, end));
		if (mkdir(part, 0755) == 0 ? chmod(part, 0755) != 0 : errno != EEXIST)
			return -1;
	}
	return open(str_c(arena, path), flags);
}

static bool
is_mount(int parent, const char *name)
{
	struct statx info;
	return statx(parent, name, AT_SYMLINK_NOFOLLOW, STATX_INO, &info) == 0 &&
	       (info.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) && (info.stx_attributes & STATX_ATTR_MOUNT_ROOT);
}

bool
output_open(struct arena *arena, const struct publish_options *options, struct output *output, struct diag_list *diags)
{
	char *parent, *name;
	int error;
	*output = (struct output){.path = options->output, .parent = -1, .folder = -1};
	if (!cut_path(arena, options->output, &parent, &name, &error)) {
		report_errno(diags, DIAG_PUBLISH_READ, options->output, error);
		return false;
	}
	if (!path_is_fine(arena, options, parent, name, diags))
		return false;
	output->beside = strcmp(parent, ".") == 0 ? (str){0} : str_of(parent);
	output->name = name;
	output->stage = str_c(arena, str_format(arena, ".%s.stage", name));
	output->lock = str_c(arena, str_format(arena, ".%s.lock", name));
	output->parent = open_parent(arena, str_of(parent));
	if (output->parent < 0) {
		report_errno(diags, DIAG_PUBLISH_WRITE, str_of(parent), errno);
		return false;
	}
	output->folder = openat(output->parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (output->folder < 0 && errno != ENOENT)
		report_errno(diags, DIAG_PUBLISH_READ, options->output, errno);
	else if (is_mount(output->parent, name))
		refuse(diags, DIAG_OUTPUT_MOUNT, options->output);
	else
		return true;
	output_close(output);
	return false;
}

void
output_close(struct output *output)
{
	if (output->folder >= 0)
		close(output->folder);
	if (output->parent >= 0)
		close(output->parent);
	output->folder = output->parent = -1;
}

/* The folders that our files lie in. */
static struct map
folders_of(struct arena *arena, const struct map *lines)
{
	struct map folders = {.arena = arena};
	for (size_t i = 0; i < lines->n; i++)
		for (str at = path_folder(lines->entries[i].key); at.n; at = path_folder(at))
			*map_at(&folders, at) = &folders;
	return folders;
}

static void
sort_out(struct arena *arena, const struct disk_entries *entries, struct survey *survey)
{
	struct map folders = folders_of(arena, &survey->lines);
	for (size_t i = 0; i < entries->n; i++) {
		const struct disk_entry *entry = &entries->items[i];
		if (entry->folder) {
			if (!map_get(&folders, entry->path))
				vec_push(arena, &survey->folders, entry->path);
		} else if (!map_get(&survey->lines, entry->path) &&
		           !(survey->ours && str_eq(entry->path, S(MANIFEST_NAME)))) {
			vec_push(arena, &survey->files, entry->path);
		}
	}
}

/* Names the foreign files; in a folder that never was ours the first is enough. */
static void
refuse_foreign(const struct output *output, const struct survey *survey, struct diag_list *diags)
{
	if (!survey->ours) {
		diag(diags, DIAG_OUTPUT_NOT_OURS, (struct place){0}, (str){0}, str_copy(diags->arena, output->path),
		     str_copy(diags->arena, survey->files.items[0]));
		return;
	}
	for (size_t i = 0; i < survey->files.n && i < MOST_NAMED; i++)
		refuse(diags, DIAG_OUTPUT_FOREIGN, path_join(diags->arena, output->path, survey->files.items[i]));
}

bool
output_survey(struct arena *arena, const struct output *output, bool force, struct survey *survey,
              struct diag_list *diags)
{
	*survey = (struct survey){.lines = {.arena = arena}, .empty = true};
	if (output->folder < 0)
		return true;
	struct disk_entries entries = {0};
	str where = {0};
	bool listed = disk_list(arena, output->folder, &entries, &where);
	enum manifest_state state = listed ? manifest_read(output->folder, &survey->lines) : MANIFEST_UNREADABLE;
	if (state == MANIFEST_UNREADABLE) {
		int error = errno;
		str path = listed ? S(MANIFEST_NAME) : where;
		report_errno(diags, DIAG_PUBLISH_READ, path_join(arena, output->path, path), error);
		return false;
	}
	survey->ours = state == MANIFEST_OURS;
	survey->empty = entries.n == 0;
	sort_out(arena, &entries, survey);
	if (survey->files.n == 0 || force)
		return true;
	refuse_foreign(output, survey, diags);
	return false;
}
