/* Derived orders: what the archive and the mentions in its texts give when they are turned around - by entity, year,
   network, municipality. Made once after linking, then const; arrays are by entity->index or document->index. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "archive/archive.h"
#include "markup/body.h"

/* In what way a document names an entity. All but the last come from the front matter. */
enum appearance_role {
	APPEARS_NETWORK, /* the document is of this network */
	APPEARS_CHAIR,
	APPEARS_SECRETARY,
	APPEARS_PRESENT, /* itself, or for a municipality through somebody who counts for it */
	APPEARS_ABSENT,
	APPEARS_HOST, /* the municipality the meeting lies in */
	APPEARS_TOPIC, /* a topic of the whole meeting */
	APPEARS_PLANNED, /* topic, body, place or participant of a planned meeting */
	APPEARS_WAITING, /* in the backlog */
	APPEARS_TEXT, /* a mention in the body */
};

struct appearance {
	const struct document *document;
	enum appearance_role role;
	const struct planned_meeting *planned; /* APPEARS_PLANNED */
	const struct mention *mention; /* APPEARS_TEXT */
};

/* In the order of the documents, inside one in the order of the roles and then of the text. */
struct appearances {
	struct appearance *items;
	size_t n, cap;
};

struct document_list {
	const struct document **items;
	size_t n, cap;
};

struct entity_list {
	const struct entity **items;
	size_t n, cap;
};

struct year {
	int year; /* 0: minutes without a known date */
	struct document_list minutes;
};

/* A planned meeting and the minutes that say so. */
struct plan {
	const struct document *document;
	const struct planned_meeting *meeting;
	const struct document *became; /* the minutes of one of its bodies on its day; NULL */
	bool replaced; /* later minutes of the same network plan the same bodies for the same day again */
};

/* Plans in the order of their dates, those without one last. */
struct plan_list {
	const struct plan **items;
	size_t n, cap;
};

/* A topic that waits for a meeting. */
struct waiting {
	const struct entity *topic;
	struct document_list minutes; /* where it waited, oldest first; never empty */
	const struct document *taken_up; /* the first later minutes that have it among their topics; NULL */
};

/* Minutes that are cited and missing. */
struct missing {
	const struct stub *stub;
	struct document_list cited_in;
};

enum attendance {
	ATTENDANCE_NONE, /* the municipality is not of the meeting's networks */
	ATTENDANCE_UNKNOWN,
	ATTENDANCE_PRESENT,
	ATTENDANCE_ABSENT,
	ATTENDANCE_DERIVED, /* from a round-table report */
};

struct index {
	const struct archive *archive;
	const struct body *const *bodies;

	/* Entities with a page of their own, in Swedish order (people by surname, or as `sorteras` says). */
	struct entity_list sorted[ENTITY_KINDS];
	struct appearances *appearances[ENTITY_KINDS];
	struct appearances *of_document; /* by document: mentions of it in other documents */

	struct document_list minutes, others, plain; /* by date and id, by title, by title */
	VEC(struct year) years; /* oldest first, 0 first of all */
	struct document_list *of_network[2]; /* by network: minutes, other documents */
	struct entity_list *people; /* by municipality: who is registered there */
	struct entity_list *children[ENTITY_KINDS]; /* by topic, network, organisation: those whose parent it is */
	unsigned *namesakes; /* by document: 1 for the first of a title, 2 for the second ... */

	VEC(struct plan) plans; /* by date, those without one last */
	struct plan_list *plans_of[ENTITY_KINDS]; /* by entity: topics, bodies, place, who takes part */
	struct plan_list *plans_in; /* by document: what it plans */
	VEC(struct waiting) backlog; /* by topic, in Swedish order */
	VEC(struct missing) missing; /* by id */

	unsigned char *attendance; /* see index_attendance() */
	size_t *attended; /* by municipality: meetings where it was there */
};

/* `bodies` by document index; an entry may be NULL. Takes linear time. */
const struct index *index_new(struct arena *, const struct archive *, const struct body *const *bodies);

enum attendance index_attendance(const struct index *, const struct document *minutes,
                                 const struct entity *municipality);

/* What names an entity. */
const struct appearances *index_appearances(const struct index *, const struct entity *);

/* Whether somebody counts as there: present or derived. */
bool attendance_is_present(enum attendance);

#endif
