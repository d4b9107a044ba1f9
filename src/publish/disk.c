/* The system calls of publishing, one small function each; everything above speaks of paths below an open folder. */
#include "publish/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/vec.h"

enum {
	MOST_DEEP = 100, /* nested folders of an output; each takes a descriptor while it is listed */
	CHUNK = 32 * 1024,
	FILE_MODE = 0644,
};

/* A path cut into the folder, opened, and a NUL-terminated name. */
struct spot {
	int folder;
	char name[NAME_MAX + 1];
};

static bool
to_c(str s, char *buffer, size_t size)
{
	if (s.n == 0 || s.n >= size || str_find_char(s, '\0') != SIZE_MAX) {
		errno = s.n >= size ? ENAMETOOLONG : EINVAL;
		return false;
	}
	memcpy(buffer, s.p, s.n);
	buffer[s.n] = '\0';
	return true;
}

int
disk_open(int root, str path)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = path.n ? root : openat(root, ".", flags);
	while (path.n && fd >= 0) {
		char name[NAME_MAX + 1];
		int next = to_c(str_cut(&path, '/'), name, sizeof name) ? openat(fd, name, flags) : -1;
		if (fd != root)
			close_quietly(fd);
		fd = next;
	}
	return fd;
}

static bool
spot_open(int root, str path, struct spot *spot)
{
	spot->folder = -1;
	if (!to_c(path_name(path), spot->name, sizeof spot->name))
		return false;
	spot->folder = disk_open(root, path_folder(path));
	return spot->folder >= 0;
}

static bool list_folder(struct arena *arena, int fd, str path, int depth, struct disk_entries *entries, str *where);

static bool
list_entry(struct arena *arena, int fd, const struct dirent *found, str path, int depth, struct disk_entries *entries,
           str *where)
{
	unsigned char type = found->d_type;
	struct stat info;
	if (type == DT_UNKNOWN) {
		if (fstatat(fd, found->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
			*where = path;
			return false;
		}
		type = S_ISDIR(info.st_mode) ? DT_DIR : DT_REG;
	}
	vec_push(arena, entries, (struct disk_entry){path, type == DT_DIR});
	if (type != DT_DIR)
		return true;
	int below = openat(fd, found->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below < 0) {
		*where = path;
		return false;
	}
	return list_folder(arena, below, path, depth + 1, entries, where);
}

/* Takes over the descriptor. */
static bool
list_folder(struct arena *arena, int fd, str path, int depth, struct disk_entries *entries, str *where)
{
	*where = path;
	DIR *stream = depth < MOST_DEEP ? fdopendir(fd) : NULL;
	if (!stream) {
		if (depth >= MOST_DEEP)
			errno = ENAMETOOLONG;
		close_quietly(fd);
		return false;
	}
	bool fine = true;
	while (fine) {
		errno = 0;
		const struct dirent *found = readdir(stream);
		if (!found) {
			fine = errno == 0;
			*where = path;
			break;
		}
		str name = str_of(found->d_name);
		if (!str_eq(name, S(".")) && !str_eq(name, S("..")))
			fine = list_entry(arena, fd, found, path_join(arena, path, str_copy(arena, name)), depth,
			                  entries, where);
	}
	int error = errno;
	closedir(stream);
	errno = error;
	return fine;
}

bool
disk_list(struct arena *arena, int root, struct disk_entries *entries, str *where)
{
	*where = (str){0};
	int fd = disk_open(root, (str){0});
	return fd >= 0 && list_folder(arena, fd, (str){0}, 0, entries, where);
}

bool
disk_write(int root, str path, str bytes)
{
	struct spot spot;
	if (!spot_open(root, path, &spot))
		return false;
	int fd = openat(spot.folder, spot.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	close_quietly(spot.folder);
	if (fd < 0)
		return false;
	/* The mode is set again because the umask has taken its part of it. */
	bool fine = fchmod(fd, FILE_MODE) == 0 && file_write_all(fd, bytes);
	if (!fine) {
		close_quietly(fd);
		return false;
	}
	return close(fd) == 0;
}

bool
disk_make_folder(int root, str path, unsigned mode)
{
	struct spot spot;
	if (!spot_open(root, path, &spot))
		return false;
	bool fine = mkdirat(spot.folder, spot.name, mode) == 0 && fchmodat(spot.folder, spot.name, mode, 0) == 0;
	close_quietly(spot.folder);
	return fine;
}

/* Opens a regular file; -1 with EINVAL when something else stands there. */
static int
open_regular(int folder, const char *name, struct stat *info)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	bool known = fstat(fd, info) == 0;
	if (known && S_ISREG(info->st_mode))
		return fd;
	if (known)
		errno = EINVAL;
	close_quietly(fd);
	return -1;
}

/* Reads `n` bytes or up to the end of the file; the number read, or -1. */
static ssize_t
read_all(int fd, char *bytes, size_t n)
{
	size_t had = 0;
	while (had < n) {
		ssize_t got = read(fd, bytes + had, n - had);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		had += (size_t)got;
	}
	return (ssize_t)had;
}

bool
disk_read(struct arena *arena, int root, str path, size_t limit, str *bytes)
{
	struct spot spot;
	struct stat info;
	if (!spot_open(root, path, &spot))
		return false;
	int fd = open_regular(spot.folder, spot.name, &info);
	close_quietly(spot.folder);
	if (fd < 0)
		return false;
	size_t size = (size_t)info.st_size;
	bool fine = size <= limit;
	if (!fine) {
		errno = EFBIG;
	} else {
		char *memory = arena_alloc(arena, size + 1);
		ssize_t got = read_all(fd, memory, size);
		fine = got >= 0;
		*bytes = (str){memory, fine ? (size_t)got : 0};
	}
	close_quietly(fd);
	return fine;
}

static bool
link_spot(const struct spot *from, int to, str path)
{
	struct spot target;
	if (!spot_open(to, path, &target))
		return false;
	bool fine = linkat(from->folder, from->name, target.folder, target.name, 0) == 0;
	close_quietly(target.folder);
	return fine;
}

bool
disk_link(int from, int to, str path)
{
	struct spot spot;
	if (!spot_open(from, path, &spot))
		return false;
	bool fine = link_spot(&spot, to, path);
	close_quietly(spot.folder);
	return fine;
}

static bool
has_bytes(int fd, str bytes)
{
	char chunk[CHUNK];
	while (bytes.n) {
		size_t n = bytes.n < sizeof chunk ? bytes.n : sizeof chunk;
		if (read_all(fd, chunk, n) != (ssize_t)n || memcmp(chunk, bytes.p, n) != 0)
			return false;
		bytes = str_from(bytes, n);
	}
	return true;
}

bool
disk_link_if_same(int from, int to, str path, str bytes)
{
	struct spot spot;
	struct stat info;
	if (!spot_open(from, path, &spot))
		return false;
	int fd = open_regular(spot.folder, spot.name, &info);
	bool fine = fd >= 0 && (info.st_mode & 07777) == FILE_MODE && (size_t)info.st_size == bytes.n &&
	            has_bytes(fd, bytes) && link_spot(&spot, to, path);
	close_quietly(fd);
	close_quietly(spot.folder);
	return fine;
}

static bool
unlink_below(int root, str path, int flags)
{
	struct spot spot;
	if (!spot_open(root, path, &spot))
		return false;
	bool fine = unlinkat(spot.folder, spot.name, flags) == 0;
	close_quietly(spot.folder);
	return fine;
}

bool
disk_remove_file(int root, str path)
{
	return unlink_below(root, path, 0);
}

bool
disk_remove_folder(int root, str path)
{
	return unlink_below(root, path, AT_REMOVEDIR);
}

static bool
look(int root, str path, struct stat *info)
{
	struct spot spot;
	if (root < 0 || !spot_open(root, path, &spot))
		return false;
	bool fine = fstatat(spot.folder, spot.name, info, AT_SYMLINK_NOFOLLOW) == 0;
	close_quietly(spot.folder);
	return fine;
}

bool
disk_is_same_file(int a, int b, str path)
{
	struct stat first, second;
	return look(a, path, &first) && look(b, path, &second) && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}
