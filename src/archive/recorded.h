/* What has been published may not vanish (site.md, "Addresses"): the lines of adresser.txt against the pages there
   are now. pages/ says which these are; nothing here knows what a page is. */
#ifndef ARCHIVE_RECORDED_H
#define ARCHIVE_RECORDED_H

#include "archive/archive.h"

struct buffer;

/* The number of a decision or assignment, and a short sum of what it says. */
struct promised_number {
	str anchor; /* "beslut-1" */
	str fingerprint;
};

/* An address that leads somewhere now. */
struct promise {
	str address;
	bool recorded; /* its page is one that may not vanish: publishing writes it down */
	bool stands_in; /* the page says only that there is no other: of what is missing or withdrawn */
	bool any_number; /* what it says is not known or not shown: numbers in it are not asked for */
	str forward; /* where it leads on to; else empty */
	VEC(struct promised_number) numbers;
};
struct promises {
	struct promise *items; /* by address */
	size_t n, cap;
};

/* Reports every line of adresser.txt that would no longer hold. What may be missing because a file could not be
   read is not reported as well, and the page of a person who is now hidden is gone on purpose. */
void recorded_check(const struct archive *, const struct promises *, struct diag_list *);

/* True when a line of adresser.txt gives a page that says that what was there has been withdrawn. A file that is
   no page gets none, nor does an address that tells the name of somebody hidden. */
bool recorded_has_stone(const struct archive *, const struct recorded *);

/* A short sum of the words of a decision or assignment as its author wrote it. Neither marks and links nor case and
   punctuation count. */
str recorded_fingerprint(struct arena *, str source);

/* The new adresser.txt: what stood there and what is published now. Nothing is ever left out. */
void recorded_write(const struct archive *, const struct promises *, struct buffer *);

#endif
