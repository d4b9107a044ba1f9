/* Who has served a network, and when: what the registers say and what its minutes show, put together. */
#ifndef INDEX_SERVICE_H
#define INDEX_SERVICE_H

#include "index/index.h"

/* A time as chair or secretary. */
struct term {
	struct reference who; /* a person, a municipality, or plain text (entity NULL) */
	struct date from, to; /* year 0: open, or not known */
	bool lasting;         /* the register names no end */
	size_t meetings;      /* of the network's minutes that name it */
};
struct terms {
	struct term *items;
	size_t n, cap;
};

/* `role` is APPEARS_CHAIR or APPEARS_SECRETARY. Meetings that follow one another under the same chair are one term, and
   so is a term of the register with the meetings in it. Oldest first, those without a beginning first of all. */
void service_terms(const struct index *, const struct entity *network, enum appearance_role role, struct arena *,
                   struct terms *);

/* Years [from, to]; `to` is SPAN_OPEN while it lasts. */
enum { SPAN_OPEN = 10000 };
struct span {
	int from, to; /* `from` 0: not known */
};
struct spans {
	struct span *items;
	size_t n, cap;
};

/* Somebody who has come to the network's meetings, or is a member by a register. */
struct member {
	struct reference who;
	const struct entity *municipality; /* that is represented; NULL */
	struct spans years; /* apart and in order; empty where no year is known */
};
struct members {
	struct member *items;
	size_t n, cap;
};

/* By municipality in Swedish order, those without one last, and then by the first year. */
void service_members(const struct index *, const struct entity *network, struct arena *, struct members *);

/* Adds years to spans that are kept apart and in order; years that touch become one span. */
void spans_add(struct arena *, struct spans *, struct span);

#endif
