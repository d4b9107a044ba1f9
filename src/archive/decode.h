/* Texts that quote addresses and HTML, as a reader of these would see them. */
#ifndef ARCHIVE_DECODE_H
#define ARCHIVE_DECODE_H

#include "base/str.h"

struct arena;

/* One way to read a text, and for each byte of it the stretch of the text that it stands for. */
struct decoded {
	str text;
	const uint32_t *start, *end;
};

/* The ways, one after another: with what looks like percent-encoding, entities and backslashes undone, once and twice;
   and with tags taken out as well, or Markdown's marks when the text is a source. Begin with {.text = …}. */
struct decoding {
	str text;
	bool markdown;
	struct decoded last;
	bool read, tags; /* the last way showed something; there are tags */
	unsigned done;
};

/* The next way that shows something new; false when there are no more. */
bool decode_next(struct arena *, struct decoding *, struct decoded *);

#endif
