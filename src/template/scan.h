/* Finds the tags of a template one after another; for the engine only. Knows delimiters and lines, not nesting. */
#ifndef TEMPLATE_SCAN_H
#define TEMPLATE_SCAN_H

#include "base/diag.h"

enum tag_kind {
	TAG_VALUE,
	TAG_RAW,
	TAG_SECTION,
	TAG_INVERTED,
	TAG_CLOSE,
	TAG_PARTIAL,
	TAG_PARENT,
	TAG_BLOCK,
	TAG_COMMENT,
	TAG_DELIMITERS,
	TAG_BROKEN, /* has been reported; says nothing */
};

struct tag {
	enum tag_kind kind;
	str name;
	size_t start, end; /* the tag with its delimiters */
	bool first, last; /* nothing but white space stands before it on its line, and after it */
	size_t line; /* where its line starts when it is the first there; else `start` */
	size_t next; /* where the next line starts when it is the last there; else `end` */
};

struct scanner {
	const struct source *source;
	struct diag_list *diags;
	size_t at;
	str open, close; /* the delimiters in force */
	bool broken; /* a tag is never closed: what follows cannot be told apart */
};

/* Begins at the start of the source with {{ and }}. */
struct scanner scanner_make(const struct source *, struct diag_list *);

/* The next tag; false when there is none, or after reporting one that is never closed. */
bool scan_tag(struct scanner *, struct tag *);

/* The white space a line begins with, of the line that starts at `at`. */
str scan_indent(const struct source *, size_t at);

/* The beginning of a tag, as messages quote it. */
str scan_quote(const struct source *, size_t start, size_t end);

#endif
