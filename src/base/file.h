/* Files of the content tree and the theme, for reading. Nothing is followed: every component of a path is opened by
   itself with O_NOFOLLOW, and only regular files are read. Writing is the business of publish/. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

struct arena;

enum file_status {
	FILE_OK,
	FILE_ABSENT,
	FILE_NOT_REGULAR, /* a link, device, FIFO, socket or folder stands there, or on the way there */
	FILE_TOO_LARGE,
	FILE_UNREADABLE,  /* see errno */
	FILE_BAD_PATH,    /* absolute, empty, or has an empty, "." or ".." component, a NUL or a backslash */
};

/* True for a relative path without "..", ".", empty components, NUL and backslash. */
bool file_path_is_safe(str relative);

/* Reads `relative` below the folder `root` (which itself may be a link: the user chose it). At most `limit` bytes. */
enum file_status file_read(struct arena *, str root, str relative, size_t limit, str *bytes);

/* The folder that a file was read from last, kept open for the next one that lies there. A zeroed one is none. */
struct file_folder {
	str path; /* below root; borrowed from the path of the file */
	int fd;
	bool open;
};

/* The same as file_read() for many files of one root. */
enum file_status file_read_beside(struct arena *, struct file_folder *, str root, str relative, size_t limit,
                                  str *bytes);
void file_folder_close(struct file_folder *);

/* Reads a file the user named on the command line; links are followed. "-" is standard input. */
enum file_status file_read_named(struct arena *, str path, size_t limit, str *bytes);

/* Status and size of a file below root, without reading it. */
enum file_status file_look(str root, str relative, size_t *size);

struct file_entry {
	str relative; /* below root, with "/" */
	bool regular; /* false: a link, device, FIFO or socket; folders are walked, never listed, unless … */
	int error;    /* … they may not be opened: the errno of that */
};

struct file_entries {
	struct file_entry *items;
	size_t n, cap;
};

/* Everything below root/under, sorted by bytes, names beginning with "." left out. FILE_ABSENT when there is no such
   folder. Depth is bounded by LIMIT_FOLDER_DEPTH: a folder that lies deeper is listed, as not regular, and so is one
   that may not be opened. */
enum file_status file_walk(struct arena *, str root, str under, struct file_entries *);

/* Writes every byte, however many calls it takes. False: see errno. */
bool file_write_all(int fd, str bytes);

/* Closes a descriptor (a negative one is none) and leaves errno as it was. */
void close_quietly(int fd);

str path_join(struct arena *, str folder, str name); /* one "/" between; an empty folder gives the name */
str path_folder(str path);                           /* what stands before the last "/", or empty */
str path_name(str path);                             /* what stands after it */
str path_stem(str path);                             /* the name without its last ending */
str path_ending(str path);                           /* "pdf" of "x/y.PDF" as written, or empty */

/* Resolves `target` as seen from the folder of `from`, both relative to one root: ("protokoll/2018/a.md", "../b.md")
   gives "protokoll/b.md". Returns false when it would leave the root. */
bool path_resolve(struct arena *, str from, str target, str *resolved);

#endif
