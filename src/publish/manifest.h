/* manifest.txt: what a published site consists of, in the form `sha256sum -c` reads, after a first line that says whose
   it is. It does not list itself. While a site is being staged an empty manifest.txt marks the folder as ours. */
#ifndef PUBLISH_MANIFEST_H
#define PUBLISH_MANIFEST_H

#include "base/map.h"

struct buffer;

#define MANIFEST_NAME "manifest.txt"

enum manifest_state {
	MANIFEST_ABSENT,
	MANIFEST_BEGUN,      /* empty: a stage that never was finished */
	MANIFEST_OURS,
	MANIFEST_FOREIGN,    /* something else of that name */
	MANIFEST_UNREADABLE, /* see errno */
};

/* Reads root/manifest.txt. The lines become entries from path to hash (64 digits), with the map's arena; they are empty
   unless the state is MANIFEST_OURS. */
enum manifest_state manifest_read(int root, struct map *lines);

void manifest_begin(struct buffer *);
void manifest_line(struct buffer *, str sha256, str path);

#endif
