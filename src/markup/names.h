/* Every form of every name in the registers, and finding them in running text in one pass (format.md, "How a name is
   recognised"). Text is cut into words, white space and signs; forms are paths of such tokens through one table, so a word
   that begins no name costs one look-up. The longest match wins. */
#ifndef MARKUP_NAMES_H
#define MARKUP_NAMES_H

#include "markup/tree.h"

struct archive;
struct document;
struct entity;

/* How letter case counts for a form. */
enum name_case {
	CASE_ANY,     /* topics */
	CASE_EXACT,   /* names in capitals only, and those with `skiftläge` */
	CASE_WRITTEN, /* the others: as written, but a small first letter may be a capital at the start of a sentence */
};

/* A form and those it can mean: one entity, namesakes, all who bear a short name, or nobody (`länka_inte`). */
struct name_form {
	str text;
	enum name_case letter_case;
	bool short_name; /* tilltalsnamn or first name: steps 4 and 5 decide */
	bool own;        /* of the document's own `personer` map or `länka_inte` */
	bool ambiguous;  /* tvetydig */
	bool joins;      /* may be the first or last part of a hyphenated compound */
	VEC(struct entity *) entities;
	struct name_form *next; /* another form of the same words, which may mean somebody else: full names come first */
};

struct name_match {
	struct flow *flow;
	uint32_t start, end;  /* with the genitive -s */
	const struct name_form *form; /* the first that fits; `next` may fit as well */
	bool genitive;
};
struct name_matches {
	struct name_match *items;
	size_t n, cap;
};

struct name_table;

/* The table of an archive. */
const struct name_table *name_table_new(struct arena *, const struct archive *);

/* The table of one document: its `personer` map and, `with_forbidden`, the words of `länka_inte`. NULL when there is
   nothing in it. */
const struct name_table *name_table_of_document(struct arena *, const struct document *, bool with_forbidden);

/* Finds the names in a flow's text: neither in links, images, code and HTML, nor in what a span has taken. */
void names_recognise(struct arena *, const struct name_table *, const struct name_table *own, struct flow *,
                struct name_matches *);

#endif
