/* Texts that quote addresses and HTML, as a reader of these would see them. */
#ifndef ARCHIVE_DECODE_H
#define ARCHIVE_DECODE_H

#include "base/str.h"

struct arena;

/* A text with what looks like percent-encoding, an entity or a tag undone, and for each byte the stretch that it stands
   for. */
struct decoded {
	str text;
	const uint32_t *start, *end;
};

/* False when there is nothing of the kind. */
bool text_decode(struct arena *, str text, struct decoded *);

#endif
