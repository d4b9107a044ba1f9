/* Who is named in a stretch of text, for assignments: people, groups, "var och en", and names that no register has. Inside
   markup/ only. */
#ifndef MARKUP_WHOM_H
#define MARKUP_WHOM_H

#include "markup/passage.h"

struct reader {
	struct work *work;
	const struct flow *flow;
	str text; /* of the flow, up to where names may stand */
	size_t first, after; /* mentions of the flow */
	struct assignment *assignment;
};

/* Names at the head of a text, with "," and "och" between them. */
struct names {
	uint32_t at;     /* behind the last one */
	unsigned known;  /* names that somebody bears, and "var och en" */
	unsigned plain;  /* words that look like a name */
	bool plain_first;
	VEC(struct stretch) others;
	VEC(const struct entity *) entities;
	bool everybody;
};

/* Words: in a list that ends in NULL; at an offset, with what hyphens join to it; for a meeting. */
bool is_one_of(str word, const char *const *words);
str joined_word_at(str text, uint32_t at);
bool is_meeting_word(str word);
uint32_t skip_spaces(str text, uint32_t at);

/* The end of "var och en", "alla", "samtliga" or "varje" at an offset, or 0. */
uint32_t everybody_at(str text, uint32_t at);

/* The mention that begins at an offset or inside a mark [[…]] that does; NULL. *end: behind it. */
const struct found *mention_at(const struct reader *, uint32_t at, uint32_t *end);

struct names take_names(struct reader *, str text, uint32_t at);

/* Gives the assignment to names; to all who are named in [from, to); to what [from, to) says. */
void assign_names(struct reader *, const struct names *);
void assign_named(struct reader *, uint32_t from, uint32_t to);
void assign_other(struct reader *, uint32_t start, uint32_t end);

#endif
