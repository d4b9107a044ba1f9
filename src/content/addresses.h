/* content/adresser.txt: the addresses that have been published, one a line. */
#ifndef CONTENT_ADDRESSES_H
#define CONTENT_ADDRESSES_H

#include "archive/archive.h"

struct addresses {
	VEC(struct recorded) lines;
	struct strs notes; /* the lines of comment, "#" and all */
};

/* Reads the lines and reports those that are none, and addresses that stand twice. */
void addresses_read(struct arena *, const struct source *, struct addresses *, struct diag_list *);

#endif
