/* A new file of minutes (`protokoll new`), composed of what the archive knows about the next meeting: draft.c writes
   the front matter, draft_people.c finds the people, draft_body.c writes the agenda. */
#ifndef COMMANDS_DRAFT_H
#define COMMANDS_DRAFT_H

#include "index/index.h"
#include "markup/markup.h"

struct buffer;

struct draft {
	struct arena *arena;
	const struct archive *archive; /* in which nobody is hidden: the content is the private source */
	const struct index *index;
	const struct markup *markup;

	struct strs networks;           /* as they are to be written */
	struct entity_list bodies;      /* the same, but for networks that nothing knows yet */
	struct date date;
	const struct document *last;    /* the last minutes of one of the networks before the date; NULL */
	const struct plan *plan;        /* of one of them for that day; NULL */
};

/* Finds `last` and `plan`. */
void draft_look(struct draft *);

void draft_write(const struct draft *, struct buffer *);

/* Minutes of one of the draft's networks. */
bool draft_is_of(const struct draft *, const struct document *);

/* How an entity is referred to: its name where that is enough, else its id. */
str draft_reference(const struct draft *, const struct entity *);

/* Who leads the meeting. Where that falls to municipalities they come instead of people. `suggested`: the register
   does not say, so this is who did the last time. */
struct chairs {
	struct strs people, municipalities;
	bool suggested;
};
void draft_chairs(const struct draft *, struct chairs *);

/* The entries of `närvarande`: who leads and who writes, the members or those who have come lately, and then the
   municipalities that none of these stands for. `others` become the members that have no entry of their own. */
struct strs draft_present(const struct draft *, struct strs *others);

/* The topics that wait for one of the networks, but for those that the planned meeting takes up. */
struct strs draft_waiting(const struct draft *);

/* The agenda with what is to be followed up. `follow_up` becomes the number of the item with open assignments; 0:
   none. */
void draft_body(const struct draft *, struct buffer *, unsigned *follow_up);

#endif
