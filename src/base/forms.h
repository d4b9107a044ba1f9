/* Finds any of many phrases in a text, however they are written there: in any case, with or without diacritics, in NFC or
   NFD, with invisible characters inside, with any white space, a line break, or one of "-", "_", ".", "+" between their
   words ("Ann Berg", "ANN  BERG", "ann-berg", "ann.berg@…", "Ann Bergs"), at word boundaries ("Ann Berg" is not in "Johann
   Bergström", nor in "Mary-Ann Berg" or "Ann Berg-Larsson", which are other names). The longest match wins. Filled once,
   then read by any number of threads. */
#ifndef BASE_FORMS_H
#define BASE_FORMS_H

#include "base/str.h"

struct arena;
struct forms;

struct form_match {
	size_t start, end; /* bytes of the text; a genitive -s is part of it */
	uint32_t value;    /* what was given with the phrase */
};

struct forms *forms_new(struct arena *);

/* A phrase to find: its words are cut as they are in a text. The same phrase given again keeps its first value. One
   without any word is ignored. The slice is not kept. */
void forms_add(struct forms *, str phrase, uint32_t value);

/* A phrase that is no match although others may stand in it: "Anna Ek Lund", where "Anna Ek" is looked for. Given for a
   phrase that is itself looked for, it does nothing. */
void forms_allow(struct forms *, str phrase);

bool forms_are_empty(const struct forms *);

/* The first match that begins at or after *at, which moves to its end. False when there is none. NULL has none. */
bool forms_next(const struct forms *, str text, size_t *at, struct form_match *);

/* Whether the words before and behind a match on its line make it parts of two names: "Ek, Per" in "Anna Ek, Per Berg".
   They do when both begin with a capital, or one of the two names is an allowed phrase. */
bool forms_joins_two(const struct forms *, str text, const struct form_match *);

#endif
