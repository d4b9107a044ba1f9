/* Other minutes as people cite them: "SIKT 2018-12-14", "SIKT och SKIS 2018-12-14", and what they decided and assigned:
   "SIKT 2020-05-29 U1". */
#ifndef MARKUP_CITATION_H
#define MARKUP_CITATION_H

#include "markup/work.h"

enum { CITED_NETWORKS_MAX = 4, CITED_MAX = 6 };

struct cited {
	const struct entity *networks[CITED_NETWORKS_MAX];
	size_t network_count; /* 0: the names are no networks */
	struct date date;
	str names; /* what stands before the date */
	const struct document *items[CITED_MAX]; /* the minutes that fit */
	size_t n;
};

/* Reads networks and date and finds the minutes; false when the text is no such thing at all. */
bool cited_read(const struct archive *, str text, struct cited *);

/* The id that the minutes have or would have had. */
str cited_id(struct arena *, const struct cited *);

/* Reads what follows "Klart:" (letter 'U') or "Ersätter:" ('B') in [at, end) of a flow: "SIKT 2020-05-29 U1, U2 och SKIS
   2018-02-02 U1". Reports what is wrong, adds links, and moves *at past what it read. */
struct citations {
	struct citation *items;
	size_t n, cap;
};
struct citations citations_read(struct work *, struct flow *, uint32_t *at, uint32_t end, char letter,
                                struct spans *links);

#endif
