/* The bytes go to a hidden name first, which is no content, and the name is changed only when they are on the disk. */
#include "publish/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "publish/disk.h"

enum { FOLDER_MODE = 0755 };

/* Each folder on the way; one that somebody else makes at the same time is as good. */
static bool
make_folders(int root, str folder)
{
	for (size_t end = 1; end <= folder.n; end++) {
		if (end < folder.n && folder.p[end] != '/')
			continue;
		str path = str_slice(folder, 0, end);
		int fd = disk_open(root, path);
		if (fd < 0 && errno != ENOENT)
			return false;
		if (fd < 0 && !disk_make_folder(root, path, FOLDER_MODE) && errno != EEXIST)
			return false;
		close_quietly(fd);
	}
	return true;
}

/* Some file systems know one of the two ways, some the other. */
static bool
rename_to_nothing(int folder, const char *from, const char *to)
{
	if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return linkat(folder, from, folder, to, 0) == 0 && unlinkat(folder, from, 0) == 0;
}

static bool
write_and_rename(struct arena *arena, int folder, str name, str bytes)
{
	str hidden = str_format(arena, ".%.*s.%ld", STR(name), (long)getpid());
	const char *from = str_c(arena, hidden);
	if (!disk_write(folder, hidden, bytes))
		return false;
	int fd = openat(folder, from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	close_quietly(fd);
	fine = fine && rename_to_nothing(folder, from, str_c(arena, name));
	int error = errno;
	if (!fine)
		unlinkat(folder, from, 0);
	else
		fsync(folder);
	errno = error;
	return fine;
}

enum fresh_status
fresh_write(struct arena *arena, str root, str relative, str bytes)
{
	int top = open(str_c(arena, root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = top >= 0 && make_folders(top, path_folder(relative));
	int folder = fine ? disk_open(top, path_folder(relative)) : -1;
	fine = folder >= 0 && write_and_rename(arena, folder, path_name(relative), bytes);
	int error = errno;
	close_quietly(folder);
	close_quietly(top);
	errno = error;
	return fine ? FRESH_DONE : error == EEXIST ? FRESH_EXISTS : FRESH_FAILED;
}
