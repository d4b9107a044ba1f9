/* The parts of feeds that have files of their own. Inside export/ only. */
#ifndef EXPORT_ATOM_H
#define EXPORT_ATOM_H

#include "export/exports.h"
#include "export/xml.h"

/* What one entry of a feed is about: minutes; or what they say of an entity; or a decision or assignment in them. */
struct entry {
	const struct document *document;
	const struct entity *entity; /* a topic or municipality: only the items that name it */
	const struct appearances *appearances; /* of the entity: those of the document are [from, to) */
	size_t from, to;
	const struct decision *decision;
	const struct assignment *assignment;
	long updated; /* days since 1970-01-01 */
};
struct entries {
	struct entry *items;
	size_t n, cap;
};

/* The day an entry last changed: that of the minutes, of their newest correction, or of the minutes that superseded the
   decision or closed the assignment. Without any date the first day of 1970. */
long entry_updated(const struct export_context *, const struct entry *);

/* The roles of a municipality or topic in minutes that are worth telling: who was there is not. */
bool entry_tells(enum appearance_role);

void entry_write(const struct export_context *, struct xml *, const struct entry *);

/* "2018-12-14T00:00:00Z" */
str atom_time(struct arena *, long days);

#endif
