/* The map of everything an entity can be called: id, name and aliases, case-folded. Inside archive/ only. */
#ifndef ARCHIVE_NAMES_H
#define ARCHIVE_NAMES_H

#include "archive/archive.h"

/* A set of entity kinds. */
#define KIND(kind) (1u << (kind))
enum { KINDS_ALL = KIND(ENTITY_KINDS) - 1 };

/* What names are compared by: case-folded, every run of white space one space, none at the ends. */
str name_key(struct arena *, str text);

/* Lets an entity be found by a key. Says nothing when others are found by it too. */
void names_add(struct archive *, struct entity *, str key);

/* Gives every register entry its id and enters its id, name and aliases; reports names that two entries claim. */
void names_claim(struct archive *, struct diag_list *);

/* Gives an entity its id: the slug of its name, unless one is written (which content/ has seen to be a slug). */
void names_give_id(struct archive *, struct entity *, struct diag_list *);

/* The entities of the wanted kinds that a text names. Where several share the folded name, the one that is written
   exactly so comes alone. */
struct found {
	struct entity *first; /* NULL when n is 0 */
	size_t n;
	const struct entities *holders; /* the n, and perhaps others of other kinds */
	unsigned kinds;
};
struct found names_find(const struct archive *, unsigned kinds, str key, str text);

/* "Vara kommun" without its last word, or the empty slice when it does not end so. Takes folded keys and plain text. */
str without_kommun(str);

str register_file(enum entity_kind); /* "register/personer.yaml" */
str place_words(struct arena *, struct place); /* "content/register/amnen.yaml:12" */

#endif
