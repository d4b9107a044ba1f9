/* Derived orders: what the archive and the mentions in its texts give when they are turned around - by entity, year,
   network, municipality. Made once after linking, then const; arrays are by entity->index or document->index. */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "archive/archive.h"
#include "base/parallel.h"
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
	APPEARS_DECISION, /* a decision about it: one that names it, or for a topic one of an item about it */
	APPEARS_ASSIGNMENT, /* an assignment about it or to it */
	APPEARS_REPORT, /* what the municipality reports at the round table */
	APPEARS_TEXT, /* an item whose text names it */
};

enum { LIST_SPLIT = 200 }; /* a list that grows is split when it passes this */

/* One agenda item in which something is named, however often. */
struct trace {
	const struct item *item;
	const struct mention *mention; /* the one with the best sentence; NULL where only `report` is about it */
	const struct report *report; /* the municipality's first in this item */
	bool heading; /* a heading of the item names it */
	bool decision, assignment; /* the item holds one about it */
	const struct entity_list *topics; /* of a topic's trace: all topics of the item, by index */
};

/* `role` says which of the pointers there is. */
struct appearance {
	const struct document *document;
	enum appearance_role role;
	union {
		const struct planned_meeting *planned;
		const struct decision *decision;
		const struct assignment *assignment;
		const struct report *report;
		const struct trace *trace;
	};
};

/* In the order of the documents, inside one first what the front matter says, in the order of the roles, then item by
   item what the text says. */
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

/* Dated minutes that take a topic up: that name it in their text, or have it among their topics. */
struct raised {
	const struct document *document;
	const struct trace *trace; /* the item to look at; NULL when only the front matter names it */
};
struct raised_list {
	struct raised *items;
	size_t n, cap;
};

/* The minutes of one year that name an entity, or so many of them as one page shows: its appearances [from, to). */
struct part {
	int year; /* 0: without a known date */
	unsigned number; /* 1 for the newest of the year */
	size_t entries; /* the rows of the longest list it gives */
	size_t from, to;
};

/* How the appearances of an entity are spread over pages. Without parts one page shows them all. */
struct parts {
	struct part *items; /* newest first */
	size_t n, cap;
	size_t front; /* the entity's own page shows the appearances [front, minutes) in minutes, */
	size_t minutes; /* and those from here on, in other documents */
};

/* People whose name is filed under one letter. */
struct letter {
	str letter; /* "A", "Å", "#" for what begins with no letter */
	str slug; /* in addresses: "a", "aa" */
	struct entity_list people;
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
	bool replaced; /* later minutes plan the same again, so that this need not be shown */
	const struct plan *again; /* what later minutes of the network say of the same meeting, perhaps its day; NULL */
	const struct plan *moved_to; /* later minutes put another day in its place; NULL */
	const struct plan *moved_from;
};

/* What became of a planned meeting (the words of kommande.csv). */
enum plan_status {
	PLAN_COMING, /* planerat: to come, or no day set yet */
	PLAN_HELD, /* hållet: there are minutes */
	PLAN_UNRECORDED, /* utan protokoll: its day has passed */
	PLAN_MOVED, /* flyttat */
};

enum assignment_status { ASSIGNMENT_OPEN, ASSIGNMENT_OVERDUE, ASSIGNMENT_CLOSED };

/* A decision or an assignment, and the minutes it stands in. */
struct ruled {
	const struct document *document;
	union {
		const struct decision *decision;
		const struct assignment *assignment;
	};
};

/* Those of one year in a list of rulings: [from, to). */
struct ruling_year {
	const struct year *year;
	size_t from, to;
};

/* Newest meeting first, inside one in the order of the text; minutes without a date come last. */
struct ruling_list {
	struct ruled *items;
	size_t n, cap;
	VEC(struct ruling_year) years; /* newest first; only of the lists of all */
};

/* By when an assignment is to be done. */
struct due {
	struct date date; /* as written, or the day of the meeting; year 0: none is known */
	const struct document *minutes; /* of the meeting that is meant; NULL */
	const struct plan *plan; /* while there are no minutes: the plan of it; NULL */
};

/* The minutes with reports at the round table of one year, or so many of them as one page shows: [from, to) of
   round_tables. */
struct round_part {
	const struct year *year;
	unsigned number; /* 1 for the newest of the year */
	size_t reports;
	size_t from, to;
};

/* Plans in the order of their dates, those without one last, unless it says otherwise. */
struct plan_list {
	const struct plan **items;
	size_t n, cap;
};

/* Plans of days that have passed, and those that were held or moved: [from, to) of index.past. */
struct plan_year {
	struct year year; /* without its minutes */
	size_t from, to;
};

/* A topic that waits for a meeting, or waited until one took it up; it may wait again later. */
struct waiting {
	const struct entity *topic;
	struct document_list minutes; /* where it waited, oldest first; never empty */
	const struct document *taken_up; /* the first later minutes that have it among their topics or headings; NULL */
};

/* Those that began to wait in one year: [from, to) of index.waiting. */
struct waiting_year {
	const struct year *year;
	size_t from, to;
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
	struct appearances *of_document; /* by document: the items of other documents that link to it */
	size_t *meetings[ENTITY_KINDS]; /* how many minutes name it in any way */
	struct parts *parts[ENTITY_KINDS];
	VEC(struct letter) letters; /* in Swedish order */
	struct raised_list *raised; /* by topic, oldest first */
	struct entity_list *related; /* by topic: those most often named in the same items, nearest first */
	const struct document ***superseded, ***closed; /* by document and decision or assignment: the minutes that did it */

	struct document_list minutes, others, plain; /* by date and id, by title, by title */
	VEC(struct year) years; /* oldest first, 0 first of all */
	struct document_list *of_network[2]; /* by network: minutes, other documents */
	struct entity_list *people; /* by municipality: who is registered there */
	struct entity_list *children[ENTITY_KINDS]; /* by topic, network, organisation: those whose parent it is */
	unsigned *namesakes; /* by document: 1 for the first of a title, 2 for the second ... */

	VEC(struct plan) plans; /* by date, those without one last */
	struct plan_list *plans_of[ENTITY_KINDS]; /* by entity: topics, bodies, place, who takes part */
	struct plan_list *plans_in; /* by document: what it plans */
	struct plan_list past; /* all but those that later minutes say again and those to come, newest first */
	VEC(struct plan_year) plan_years; /* of these, newest first */
	VEC(struct waiting) backlog; /* by topic, in Swedish order, and of one topic oldest first */
	VEC(const struct waiting *) waiting; /* past LIST_SPLIT the same by the year it began, newest first, */
	VEC(struct waiting_year) waiting_years; /* and these years */
	VEC(struct missing) missing; /* by id */

	struct ruling_list decisions, assignments; /* all */
	struct ruling_list *decisions_about, decisions_elsewhere; /* by topic; those about none */
	struct ruled **superseding; /* see index_superseding() */
	struct due **due; /* see index_due() */
	struct ruling_list open; /* assignments that are not closed: by the day they are due, those without one last */
	size_t overdue; /* so many of these, the first, are overdue */
	struct document_list round_tables; /* minutes with reports, newest first */
	VEC(struct round_part) round_parts; /* newest first */

	unsigned char *attendance; /* see index_attendance() */
	size_t *attended; /* by municipality: meetings where it was there */
};

/* `bodies` by document index; an entry may be NULL. Lives in the arena and in the workers'. Takes linear time. */
const struct index *index_new(struct arena *, const struct archive *, const struct body *const *bodies,
                              struct workers);

enum attendance index_attendance(const struct index *, const struct document *minutes,
                                 const struct entity *municipality);

/* The nearest minutes before and after these that take the topic up; NULL when there are none. */
const struct raised *index_raised_before(const struct index *, const struct entity *topic, const struct document *);
const struct raised *index_raised_after(const struct index *, const struct entity *topic, const struct document *);

/* The minutes that supersede a decision, or close an assignment; NULL while it stands or is open. */
const struct document *index_superseded(const struct index *, const struct document *, const struct decision *);
const struct document *index_closed(const struct index *, const struct document *, const struct assignment *);

/* The decision that supersedes another; NULL while that stands. */
const struct ruled *index_superseding(const struct index *, const struct document *, const struct decision *);

/* By when, with a meeting in words ("SIKT 2020-09-04", "nästa SIKT-möte") followed to its day where that is known. */
const struct due *index_due(const struct index *, const struct document *, const struct assignment *);

enum plan_status index_plan_status(const struct index *, const struct plan *);

/* At the archive's date: overdue is what is open and was due on an earlier day. */
enum assignment_status index_assignment_status(const struct index *, const struct document *, const struct assignment *);

/* What names an entity. */
const struct appearances *index_appearances(const struct index *, const struct entity *);

/* Whether somebody counts as there: present or derived. */
bool attendance_is_present(enum attendance);

#endif
