/* Folders and files below an open folder. No path is ever followed through a link: each component is opened by itself.
   Every function that can fail returns false (or -1) with errno set. */
#ifndef PUBLISH_DISK_H
#define PUBLISH_DISK_H

#include "base/str.h"

struct arena;

struct disk_entry {
	str path;
	bool folder; /* false: anything else, links included */
};

struct disk_entries {
	struct disk_entry *items;
	size_t n, cap;
};

/* Opens the folder root/path for reading; the empty path is root itself. -1 when it is absent or no folder. */
int disk_open(int root, str path);

/* Everything below root, hidden names too, a folder before what it holds. `where` becomes the path that failed. */
bool disk_list(struct arena *, int root, struct disk_entries *, str *where);

/* Makes a file that was not there, 0644. The bytes are on their way to the disk, not yet there. */
bool disk_write(int root, str path, str bytes);

/* Makes a folder that was not there. */
bool disk_make_folder(int root, str path, unsigned mode);

/* Reads a regular file of at most `limit` bytes. */
bool disk_read(struct arena *, int root, str path, size_t limit, str *bytes);

/* Gives from/path a second name to/path (a link is linked itself). */
bool disk_link(int from, int to, str path);

/* The same, but only when from/path is a regular file of mode 0644 with just these bytes. */
bool disk_link_if_same(int from, int to, str path, str bytes);

/* Removes a file, or a folder that is empty. */
bool disk_remove_file(int root, str path);
bool disk_remove_folder(int root, str path);

/* True when both paths are names of one file. */
bool disk_is_same_file(int a, int b, str path);

#endif
