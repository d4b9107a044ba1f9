/* The parts of compound words. The search index holds whole words: a search for "undervisning" does not find
   "distansundervisning" unless the parts are given beside the text. A word is cut where both parts occur as words of the
   archive, so no dictionary is needed and nothing is split that the archive does not know. */
#ifndef INDEX_COMPOUNDS_H
#define INDEX_COMPOUNDS_H

#include "markup/body.h"

struct compounds;

/* The words of all bodies. Linear; the texts are only read. */
const struct compounds *compounds_new(struct arena *, const struct archive *, const struct body *const *bodies);

/* Appends the parts of the compounds in a text, and the parts of those, folded, each once, in the order they stand:
   "distans", "undervisning". */
void compounds_parts(const struct compounds *, struct arena *, str text, struct strs *parts);

#endif
