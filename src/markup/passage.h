/* Decisions and assignments as stretches of the text, between finding them and reading them. Inside markup/ only.

       passage   a decision or an assignment: a block with what belongs to it, or a sentence
       cut       a stretch of a flow that is no part of a passage's text: "Senast: 2020-09-04"
       label     the municipality that a report begins with */
#ifndef MARKUP_PASSAGE_H
#define MARKUP_PASSAGE_H

#include "markup/work.h"

/* How a passage is known. */
enum passage_form {
	FORM_DECISION,   /* "Beslut: …" */
	FORM_DECIDED,    /* "Beslutades …", "Beslut är taget …" */
	FORM_ASSIGNMENT, /* "Uppdrag: …" */
	FORM_ASSIGNED_TO, /* "Uppdrag till … att …" */
	FORM_IS_ASSIGNED, /* "X får i uppdrag att …" */
};

struct passage {
	enum passage_form form;
	unsigned number;
	struct flow *flow;
	uint32_t start, end;     /* the sentence it begins with */
	uint32_t word, word_end; /* the words that tell */
	uint32_t text;           /* where what is kept begins */
	uint32_t verb, verb_end; /* FORM_IS_ASSIGNED: the finite verb */
	uint32_t att;            /* the "att" of the two last forms */
	struct node *block;      /* the paragraph or list item it is; NULL for a sentence */
	struct node *list;       /* the list that belongs to it */
};

struct stretch {
	uint32_t start, end;
};

struct label {
	uint32_t start, end, text; /* the label, and where the report begins */
	const struct entity *municipality; /* NULL: a mark [[rapport: …]] */
};

/* What was found in one flow. */
struct notes {
	size_t first, after; /* passages */
	VEC(struct stretch) cuts;
	VEC(struct label) labels;
};

struct minutes {
	struct work *work;
	VEC(struct passage) passages; /* in the order of the text */
	struct notes *notes;          /* by index of the flow */
};

bool is_decision(const struct passage *);

/* Finds the decisions and assignments of a flow. */
void passages_find(struct minutes *, struct flow *);

/* Whether the flow is a part of the passage's block. */
bool passage_holds(const struct passage *, const struct flow *);

/* Whether a flow stands in a block or list that is a decision or assignment. */
bool is_in_passage(const struct flow *);

/* The text without cuts and without passages of their own inside, and the place. */
str passage_text(struct minutes *, const struct passage *);
struct place passage_place(const struct minutes *, const struct passage *);

/* What a reader sees from an offset of a flow to its end, and of the blocks behind it up to and with `last` (NULL: none),
   as one line; blocks that are passages or begin with a label are left out. */
str text_from(struct minutes *, struct flow *, uint32_t from, uint32_t to, struct node *last);

/* Fills in whom an assignment goes to, and the meeting it names. assignment.c */
void assignment_read(struct minutes *, const struct passage *, struct assignment *);

/* Round-table reports: labels of a flow; then the body's reports and their lists. roundtable.c */
void labels_find(struct minutes *, struct flow *);
void reports_add(struct minutes *);

/* The element around [start, end) of a flow, where it can be one; else an anchor alone (decisions and assignments) or
   nothing. edge.c */
void add_edges(struct minutes *, struct flow *, uint32_t start, uint32_t end, enum edge_kind, unsigned number);

/* Whether the word stands at the offset, whole. */
bool has_word_at(str text, size_t at, str word);

#endif
