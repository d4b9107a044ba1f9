/* Puts a new file in the content: never over another one, never through a link, whole or not at all. */
#ifndef PUBLISH_FRESH_H
#define PUBLISH_FRESH_H

#include "base/str.h"

struct arena;

enum fresh_status {
	FRESH_DONE,
	FRESH_EXISTS, /* something stands there already, be it a link to nothing */
	FRESH_FAILED, /* see errno */
};

/* Writes root/relative, 0644, and the folders on the way. The folder `root` itself may be a link: the user chose it. */
enum fresh_status fresh_write(struct arena *, str root, str relative, str bytes);

#endif
