/* Looks through one file of the site for names that may not stand there, whatever the file is: text with its escapes
   and tags undone, packed data unpacked, the words of PDF and office documents, stretches of text in anything else. The
   words of such documents are also looked through for identity numbers; with no name to find nothing else is. */
#ifndef PUBLISH_LEAKS_H
#define PUBLISH_LEAKS_H

#include "base/forms.h"
#include "base/vec.h"
#include "publish/leak.h"

enum { MOST_PLACES = 20 }; /* of one file are told */

/* Why not all of a file could be looked through. */
enum unread_why { ALL_READ, UNREAD_PROGRAM, UNREAD_LOCKED, UNREAD_PICTURES, UNREAD_LARGE };

struct leak {
	uint32_t value; /* index in leak_names.subjects */
	str place;      /* "12:5", "#p5-1 12:5", "#page=3", "word/document.xml", "byte 812"; holds no name */
};

struct leaks {
	str path;       /* of the file, without the names in it */
	bool in_path;   /* there was one; whose it is says `path_value` */
	uint32_t path_value;
	VEC(struct leak) places;
	size_t more;    /* places beyond MOST_PLACES */
	VEC(str) numbers; /* places of identity numbers */
	enum unread_why unread;
};

/* Fills `leaks`, which lives in the first arena; the second is for work, and the caller's to reset. */
void leaks_of(struct arena *, struct arena *scratch, const struct leak_names *, str path, str bytes, struct leaks *);

#endif
