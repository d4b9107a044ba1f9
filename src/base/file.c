/* Reading files. A path below a root is opened one component at a time relative to the folder before it, so that a link
   or a change of the tree in between can never lead outside. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/vec.h"

enum { FIRST_READ = 64 * 1024 };

bool
file_write_all(int fd, str bytes)
{
	while (bytes.n) {
		ssize_t written = write(fd, bytes.p, bytes.n);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_from(bytes, (size_t)written);
	}
	return true;
}

void
close_quietly(int fd)
{
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
}

/* NUL-terminates into a buffer of `size` bytes; false when it does not fit or holds a NUL. */
static bool
to_c(str s, char *buffer, size_t size)
{
	if (s.n >= size || str_find_char(s, '\0') != SIZE_MAX)
		return false;
	if (s.n)
		memcpy(buffer, s.p, s.n);
	buffer[s.n] = '\0';
	return true;
}

/* Why a component could not be opened. A regular file where a folder is wanted means that the path does not exist; a
   link or anything else there is refused. */
static enum file_status
status_of(int error, int folder, const char *name)
{
	struct stat info;
	switch (error) {
	case ENOENT:
	case ENAMETOOLONG:
		return FILE_ABSENT;
	case ELOOP:
	case ENXIO:
	case ENODEV:
		return FILE_NOT_REGULAR;
	case ENOTDIR:
		if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode))
			return FILE_ABSENT;
		return FILE_NOT_REGULAR;
	default:
		errno = error;
		return FILE_UNREADABLE;
	}
}

static enum file_status
open_root(str root, int *fd)
{
	char path[PATH_MAX];
	if (!to_c(root.n ? root : S("."), path, sizeof path))
		return FILE_BAD_PATH;
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd >= 0)
		return FILE_OK;
	return errno == ENOTDIR ? FILE_ABSENT : status_of(errno, AT_FDCWD, path);
}

static enum file_status
open_in(int folder, str name, int flags, int *fd)
{
	char c_name[NAME_MAX + 1];
	if (!to_c(name, c_name, sizeof c_name))
		return FILE_ABSENT; /* longer than any name can be */
	*fd = openat(folder, c_name, flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return *fd >= 0 ? FILE_OK : status_of(errno, folder, c_name);
}

/* Opens `name` in the folder and closes the folder. */
static enum file_status
step(int *folder, str name, int flags)
{
	int fd = -1;
	enum file_status status = open_in(*folder, name, flags, &fd);
	close_quietly(*folder);
	*folder = fd;
	return status;
}

/* Opens a safe path below root, its last component with `flags`. */
static enum file_status
open_below(str root, str relative, int flags, int *fd)
{
	enum file_status status = open_root(root, fd);
	while (status == FILE_OK && relative.n) {
		str name = str_cut(&relative, '/');
		status = step(fd, name, relative.n ? O_DIRECTORY : flags);
	}
	return status;
}

/* Opens the folder of a file, unless it is the one that is open already. */
static enum file_status
open_folder(str root, str path, struct file_folder *folder)
{
	if (folder->open && str_eq(folder->path, path))
		return FILE_OK;
	file_folder_close(folder);
	enum file_status status = open_below(root, path, O_DIRECTORY, &folder->fd);
	folder->open = status == FILE_OK;
	folder->path = path;
	return status;
}

static enum file_status
open_regular(str root, str relative, struct file_folder *folder, int *fd, struct stat *info)
{
	if (!file_path_is_safe(relative))
		return FILE_BAD_PATH;
	enum file_status status = open_folder(root, path_folder(relative), folder);
	if (status == FILE_OK)
		status = open_in(folder->fd, path_name(relative), 0, fd);
	if (status != FILE_OK)
		return status;
	status = fstat(*fd, info) != 0 ? FILE_UNREADABLE : S_ISREG(info->st_mode) ? FILE_OK : FILE_NOT_REGULAR;
	if (status != FILE_OK)
		close_quietly(*fd);
	return status;
}

/* Reads to the end, whatever the size was said to be: a file may grow, and a pipe has no size. */
static enum file_status
read_all(struct arena *arena, int fd, size_t expected, size_t limit, str *bytes)
{
	if (expected > limit)
		return FILE_TOO_LARGE;
	size_t cap = (expected ? expected : FIRST_READ) + 1, n = 0;
	char *memory = arena_bytes(arena, cap);
	for (;;) {
		if (n == cap) {
			memory = arena_grow_bytes(arena, memory, cap, cap * 2);
			cap *= 2;
		}
		ssize_t got = read(fd, memory + n, cap - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return FILE_UNREADABLE;
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > limit)
			return FILE_TOO_LARGE;
	}
	*bytes = (str){memory, n};
	return FILE_OK;
}

bool
file_path_is_safe(str relative)
{
	if (relative.n == 0 || str_find_char(relative, '\0') != SIZE_MAX || str_find_char(relative, '\\') != SIZE_MAX ||
	    relative.p[relative.n - 1] == '/')
		return false;
	while (relative.n) {
		str name = str_cut(&relative, '/');
		if (name.n == 0 || str_eq(name, S(".")) || str_eq(name, S("..")))
			return false;
	}
	return true;
}

void
file_folder_close(struct file_folder *folder)
{
	if (folder->open)
		close_quietly(folder->fd);
	folder->open = false;
}

enum file_status
file_read_beside(struct arena *arena, struct file_folder *folder, str root, str relative, size_t limit, str *bytes)
{
	int fd;
	struct stat info;
	enum file_status status = open_regular(root, relative, folder, &fd, &info);
	if (status != FILE_OK)
		return status;
	status = read_all(arena, fd, (size_t)info.st_size, limit, bytes);
	close_quietly(fd);
	return status;
}

enum file_status
file_read(struct arena *arena, str root, str relative, size_t limit, str *bytes)
{
	struct file_folder folder = {0};
	enum file_status status = file_read_beside(arena, &folder, root, relative, limit, bytes);
	file_folder_close(&folder);
	return status;
}

enum file_status
file_read_named(struct arena *arena, str path, size_t limit, str *bytes)
{
	if (str_eq(path, S("-")))
		return read_all(arena, STDIN_FILENO, 0, limit, bytes);
	char c_path[PATH_MAX];
	if (path.n == 0 || !to_c(path, c_path, sizeof c_path))
		return FILE_BAD_PATH;
	int fd = open(c_path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? FILE_ABSENT : FILE_UNREADABLE;
	struct stat info;
	enum file_status status = FILE_UNREADABLE;
	if (fstat(fd, &info) == 0)
		status = S_ISDIR(info.st_mode)
		             ? FILE_NOT_REGULAR
		             : read_all(arena, fd, S_ISREG(info.st_mode) ? (size_t)info.st_size : 0, limit, bytes);
	close_quietly(fd);
	return status;
}

enum file_status
file_look(str root, str relative, size_t *size)
{
	int fd;
	struct stat info;
	struct file_folder folder = {0};
	enum file_status status = open_regular(root, relative, &folder, &fd, &info);
	file_folder_close(&folder);
	if (status != FILE_OK)
		return status;
	*size = (size_t)info.st_size;
	close(fd);
	return FILE_OK;
}

static enum file_status walk(struct arena *, int folder, str relative, int depth, struct file_entries *);

/* Takes in one entry of a folder. A folder that lies too deep is listed as what it is: something that cannot be read.
   */
static enum file_status
walk_entry(struct arena *arena, int folder, const char *name, str relative, int depth, struct file_entries *entries)
{
	struct stat info;
	if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? FILE_OK : FILE_UNREADABLE;
	if (!S_ISDIR(info.st_mode) || depth >= LIMIT_FOLDER_DEPTH) {
		vec_push(arena, entries, (struct file_entry){.relative = relative, .regular = S_ISREG(info.st_mode)});
		return FILE_OK;
	}
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && errno == EACCES) {
		vec_push(arena, entries, (struct file_entry){.relative = relative, .error = errno});
		return FILE_OK;
	}
	return fd < 0 ? FILE_UNREADABLE : walk(arena, fd, relative, depth + 1, entries);
}

/* Takes over the descriptor. */
static enum file_status
walk(struct arena *arena, int folder, str relative, int depth, struct file_entries *entries)
{
	DIR *stream = fdopendir(folder);
	if (!stream) {
		close_quietly(folder);
		return FILE_UNREADABLE;
	}
	enum file_status status = FILE_OK;
	while (status == FILE_OK) {
		errno = 0;
		const struct dirent *entry = readdir(stream);
		if (!entry) {
			status = errno ? FILE_UNREADABLE : FILE_OK;
			break;
		}
		if (entry->d_name[0] == '.')
			continue;
		str path = path_join(arena, relative, str_copy(arena, str_of(entry->d_name)));
		status = walk_entry(arena, folder, entry->d_name, path, depth, entries);
	}
	int error = errno;
	closedir(stream);
	errno = error;
	return status;
}

static int
compare_entries(const void *a, const void *b)
{
	return str_compare(((const struct file_entry *)a)->relative, ((const struct file_entry *)b)->relative);
}

enum file_status
file_walk(struct arena *arena, str root, str under, struct file_entries *entries)
{
	if (under.n && !file_path_is_safe(under))
		return FILE_BAD_PATH;
	int fd;
	enum file_status status = open_below(root, under, O_DIRECTORY, &fd);
	if (status != FILE_OK)
		return status;
	size_t before = entries->n;
	status = walk(arena, fd, under, 1, entries);
	if (entries->n > before)
		qsort(entries->items + before, entries->n - before, sizeof *entries->items, compare_entries);
	return status;
}

str
path_join(struct arena *arena, str folder, str name)
{
	if (folder.n == 0)
		return name;
	bool has_slash = folder.p[folder.n - 1] == '/';
	char *joined = arena_bytes(arena, folder.n + 1 + name.n + 1);
	memcpy(joined, folder.p, folder.n);
	joined[folder.n] = '/';
	size_t at = folder.n + !has_slash;
	if (name.n)
		memcpy(joined + at, name.p, name.n);
	joined[at + name.n] = '\0';
	return (str){joined, at + name.n};
}

/* Offset just past the last `c`, or 0. */
static size_t
past_last(str s, char c)
{
	const char *found = s.n ? memrchr(s.p, c, s.n) : NULL;
	return found ? (size_t)(found - s.p) + 1 : 0;
}

str
path_folder(str path)
{
	size_t name = past_last(path, '/');
	return name ? str_slice(path, 0, name - 1) : (str){0};
}

str
path_name(str path)
{
	return str_from(path, past_last(path, '/'));
}

str
path_stem(str path)
{
	str name = path_name(path);
	size_t ending = past_last(name, '.');
	return ending > 1 ? str_slice(name, 0, ending - 1) : name;
}

str
path_ending(str path)
{
	str name = path_name(path);
	size_t ending = past_last(name, '.');
	return ending > 1 ? str_from(name, ending) : (str){0};
}

bool
path_resolve(struct arena *arena, str from, str target, str *resolved)
{
	if ((target.n && target.p[0] == '/') || str_find_char(target, '\0') != SIZE_MAX ||
	    str_find_char(target, '\\') != SIZE_MAX)
		return false;
	str folder = path_folder(from);
	char *path = arena_bytes(arena, folder.n + 1 + target.n + 1);
	size_t n = folder.n;
	if (n)
		memcpy(path, folder.p, n);
	while (target.n) {
		str name = str_cut(&target, '/');
		if (name.n == 0 || str_eq(name, S(".")))
			continue;
		if (str_eq(name, S(".."))) {
			if (n == 0)
				return false;
			n = path_folder((str){path, n}).n;
			continue;
		}
		if (n)
			path[n++] = '/';
		memcpy(path + n, name.p, name.n);
		n += name.n;
	}
	path[n] = '\0';
	*resolved = (str){path, n};
	return true;
}
