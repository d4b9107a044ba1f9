/* A new file beside the old one, and one rename. Names that begin with a dot are no content, so what a killed run
   leaves behind is seen by nobody and goes with the next. */
#include "publish/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "publish/disk.h"
#include "publish/output.h"

/* Renames what has reached the disk. */
static bool
put_in_place(int root, const char *from, const char *to)
{
	int fd = openat(root, from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	close_quietly(fd);
	return fine && renameat(root, from, root, to) == 0 && fsync(root) == 0;
}

static bool
replace(int root, str name, str bytes)
{
	struct arena scratch = {0};
	str old, fresh = str_format(&scratch, ".%.*s.ny", STR(name));
	bool same = disk_read(&scratch, root, name, LIMIT_ADDRESSES, &old) && str_eq(old, bytes);
	bool fine = same || disk_remove_file(root, fresh) || errno == ENOENT;
	fine = fine && (same || (disk_write(root, fresh, bytes) &&
	                         put_in_place(root, str_c(&scratch, fresh), str_c(&scratch, name))));
	int error = errno;
	arena_free(&scratch);
	errno = error;
	return fine;
}

bool
record_write(str folder, str name, str bytes, struct diag_list *diags)
{
	int root = open(str_c(diags->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = root >= 0 && replace(root, name, bytes);
	int error = errno;
	close_quietly(root);
	if (!fine)
		report_errno(diags, DIAG_RECORD_WRITE, path_join(diags->arena, folder, name), error);
	return fine;
}
