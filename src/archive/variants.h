/* Other ways to write the full name of somebody hidden, for those who take it out and those who search for it. Other
   forms of a name are its aliases. */
#ifndef ARCHIVE_VARIANTS_H
#define ARCHIVE_VARIANTS_H

#include "base/str.h"
#include "base/vec.h"

struct arena;

struct variant {
	str text;
	bool turned; /* "Ek, Anna": only with its comma */
};

struct variants {
	struct variant *items;
	size_t n, cap;
};

/* Of "Anna-Karin Eva Ek", called Karin: "Ek, Anna-Karin Eva", "Anna-Karin Ek", "Karin Ek", "AnnaKarin Eva Ek", …  None
   of a name of one word, nor of one that is turned itself. */
void name_variants(struct arena *, str name, str short_name, struct variants *);

#endif
