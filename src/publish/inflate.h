/* Unpacking what is compressed with deflate: gzip members (the search index) and the streams of a PDF. */
#ifndef PUBLISH_INFLATE_H
#define PUBLISH_INFLATE_H

#include "base/str.h"

struct arena;

struct inflated {
	str bytes;    /* what came out before the end, a fault or the limit */
	size_t used;  /* bytes of the packed text that were read */
	bool whole;   /* the end was reached and its checksum is right */
	bool large;   /* more than `most` bytes would have come out */
};

/* Unpacks what begins with the first byte: a gzip member or a zlib stream, as its head says. */
struct inflated inflate_bytes(struct arena *, str packed, size_t most);

#endif
