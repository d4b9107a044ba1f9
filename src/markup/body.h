/* What linking and rendering a document's Markdown gives: the data header of markup/ that index/ may include. Everything
   lives in the build's arena. */
#ifndef MARKUP_BODY_H
#define MARKUP_BODY_H

#include "archive/archive.h"

/* How a mention was resolved (format.md, "How a name is resolved"; the words of `dump mentions`). */
enum mention_how {
	MENTION_EXPLICIT, MENTION_DOCUMENT, MENTION_FULL, MENTION_MEETING, MENTION_NETWORK, MENTION_AMBIGUOUS, MENTION_UNKNOWN,
};

/* One occurrence of a name in the text. Which entity, document or candidates it means follows from `how`. */
struct mention {
	str text; /* as it stands, with a genitive -s; a line break inside is a space */
	struct place place; /* in the source, after entities, escapes and table pipes have been followed back, when markup_new()
	                       was asked for places; else the file */
	const struct entity *entity; /* NULL: a document (then `document`), or unresolved */
	const struct document *document;
	str cited; /* id of minutes that are cited and not in the archive; empty */
	enum mention_how how;
	unsigned item, block; /* p<item>-<block> */
	bool heading; /* stands in a heading */
	bool genitive; /* `text` ends in a genitive -s that is no part of the name */
	str sentence; /* the sentence around it, as a reader sees it; `text` is a piece of it */
	uint32_t mark, mark_end; /* where the name stands in the sentence */
	const struct entity *const *candidates; /* MENTION_AMBIGUOUS: whom it could mean; MENTION_UNKNOWN: who bears it; by id */
	size_t candidate_count;
};
struct mentions {
	struct mention *items;
	size_t n, cap;
};

/* One agenda item of minutes, or one level-2 section of a document. Item 0 is the text before the first heading. */
struct item {
	unsigned number;    /* of the anchor #p<number> */
	str label;          /* the number as written ("5"), or empty */
	str title;          /* plain text, without the number */
	str title_html;
	str html;           /* what follows the heading, without <section> */
	str text;           /* the same as plain text, a line for each paragraph, list item and cell */
	struct place place; /* of the heading */
	unsigned blocks;    /* counted blocks: #p5-1 … */
};
struct items {
	struct item *items;
	size_t n, cap;
};

struct omission {
	str reason; /* [[dolt: reason]] */
	struct place place;
	unsigned item;
};

/* Minutes that are cited by [[SIKT 2018-01-26]] and are not in the archive. */
struct stub {
	str id;
	const struct entity *network;
	struct date date;
	struct place place; /* of the first citation */
};

/* What a decision or assignment leads to in other minutes: "SIKT 2020-05-29 U1". */
struct citation {
	str id; /* of the minutes, whether the archive has them or not */
	const struct document *document; /* NULL: not in the archive */
	char letter; /* 'B' or 'U' */
	unsigned number;
	struct place place;
};

/* B1, B2 … in the order of the text (minutes only). */
struct decision {
	unsigned number;
	unsigned item, block;
	str text; /* plain, without the marking word */
	struct place place; /* of the marking word and what follows, to the end of the sentence or block */
	VEC(struct citation) supersedes;
};

/* U1, U2 … */
struct assignment {
	unsigned number;
	unsigned item, block;
	str text; /* plain, without the marking word */
	struct place place;
	VEC(const struct entity *) assigned; /* persons, municipalities, networks, organisations; may be none */
	VEC(str) others; /* assigned names that nobody in the registers bears */
	bool everybody; /* "var och en", "alla" */
	struct date due; /* year 0: no date */
	str due_meeting; /* "höstens första SIKT-möte", or empty */
	VEC(const struct entity *) due_networks; /* of "SIKT 2020-09-04", with `due` its day */
};

/* "Klart: SIKT 2020-05-29 U1" */
struct closing {
	struct citation citation;
	unsigned item, block;
};

/* What a municipality reports at the round table, or with others by [[rapport: Grästorp, Hjo]]: one for each of them. */
struct report {
	const struct entity *municipality;
	struct place place;
	unsigned item, block;
	str text; /* plain, without the label */
};

/* A link inside the site that can only be checked when all documents are done: to an anchor of a document, or to an
   address. */
struct inner_link {
	struct place place;
	const struct document *document; /* NULL: `address` */
	str address;
	str anchor;                      /* without "#"; may be empty */
};

struct body {
	const struct document *document;
	struct items items;
	struct mentions mentions;
	VEC(struct omission) omissions;
	VEC(struct stub) stubs;
	VEC(struct decision) decisions;
	VEC(struct assignment) assignments;
	VEC(struct closing) closings;
	VEC(struct report) reports;
	VEC(struct inner_link) links;
	struct strs masked;  /* short names that were masked, each with the words around it as they stood: what may not be found
	                        anywhere in the site */
	struct strs files;   /* below bilagor/: what the text itself links to or shows */
	str footnotes_html; /* the list of footnotes, or empty */
	str summary;        /* plain text of the first paragraph, for descriptions; may be empty */
	struct strs anchors; /* every id in the page, without "#" */
};

#endif
