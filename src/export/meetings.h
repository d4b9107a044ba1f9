/* Meetings as calendars know them: one for each, from the first plan of it to its minutes, however often it was planned
   anew or moved. */
#ifndef EXPORT_MEETINGS_H
#define EXPORT_MEETINGS_H

#include "export/exports.h"

struct meeting {
	str uid; /* of the archive: "2019-02-01-sikt", from the first that was said of it */
	const struct plan *first, *plan; /* what was said of it first and last; NULL: never planned */
	const struct document *held; /* its minutes; NULL */
	const struct document *said; /* the minutes that said the last of it, its own among them */
	unsigned said_before; /* how many said something of it before those */
	struct dates dates; /* what holds now; the first day is known */
	struct times times;
};

struct meetings {
	struct meeting *items;
	size_t n, cap;
};

/* All whose day is known, in the order of date and uid. Linear but for the sorting. */
void meetings_list(const struct export_context *, struct arena *, struct meetings *);

/* The bodies that met or meet. */
const struct references *meeting_bodies(const struct meeting *);

/* Whether it is in the calendar of the network: it was planned for it, or held by it. */
bool meeting_is_of(const struct meeting *, const struct entity *network);

#endif
