/* Unpacking a ZIP file, which is what office documents are. */
#ifndef PUBLISH_PACKAGE_H
#define PUBLISH_PACKAGE_H

#include "base/str.h"

struct arena;

struct package_member {
	str name;
	str bytes;
};

struct package {
	struct package_member *items; /* in the order of the file */
	size_t n, cap;
};

enum package_end {
	PACKAGE_READ,
	PACKAGE_LOCKED, /* damaged, encrypted, or packed in a way that is not known: some members may be missing */
	PACKAGE_LARGE,  /* more than `most` bytes would have come out */
};

/* Unpacks all members. What could be unpacked is there whatever is returned. */
enum package_end package_unpack(struct arena *, str bytes, size_t most, struct package *);

#endif
