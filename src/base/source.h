/* One text file as the program sees it, and the way back to the place an editor shows.
   `text` is what every stage reads: without a BOM, with LF line ends, in NFC. Offsets into it are bytes. The file as it
   stands on disk is kept beside it, so that normalising never moves a reported position. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/str.h"

struct arena;
struct diag_list;

struct source_index;

struct source {
	str path;     /* as shown to people: the --source folder as it was given, "/", `relative` */
	str relative; /* below the content folder; what dumps print */
	str text;     /* normalised */
	str raw;      /* as read, without a BOM */
	bool same;    /* raw and text are the same bytes */
	const struct source_index *index; /* the way from offsets to lines; NULL when the file has not been read */
};

/* A stretch [start, end) of a source's text. With `whole` set the place is the file itself (no line or column). */
struct place {
	const struct source *source; /* NULL: no file at all (a fault of the command or the machine) */
	uint32_t start, end;
	bool whole;
};

/* Line and column from 1; the column counts code points of the line as an editor shows it. 0, 0: not known. */
struct position {
	uint32_t line, column;
};

/* Makes a source of a file's bytes: checks that they are UTF-8 without NUL (UTF-16 and Latin-1 are recognised and said
   so), drops a BOM, turns CRLF and CR into LF and normalises to NFC. Returns NULL after reporting P001 to P004. The
   bytes must outlive the source. */
const struct source *source_make(struct arena *, str path, str relative, str bytes, struct diag_list *);

/* A source of which only the path is known: for faults of files that cannot be read. */
const struct source *source_unread(struct arena *, str path, str relative);

/* Where an offset of `text` stands in the file on disk. */
struct position source_position(const struct source *, size_t offset);

/* The same place as an offset into `raw`. */
size_t source_raw_offset(const struct source *, size_t offset);

/* The line (from 1) as it stands on disk, without its line end. */
str source_line(const struct source *, uint32_t line);

struct place place_of(const struct source *, size_t start, size_t end);
struct place place_file(const struct source *);

#endif
