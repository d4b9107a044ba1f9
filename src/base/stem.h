/* The stems of Swedish words (Snowball's algorithm, libstemmer behind it), the same that the search index uses. */
#ifndef BASE_STEM_H
#define BASE_STEM_H

#include "base/str.h"

struct arena;
struct stemmer;

/* Used by one thread at a time; free it with stemmer_free(). NULL when there is no memory. */
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *);

/* The stem of a folded word, copied into the arena. */
str stem(struct stemmer *, struct arena *, str word);

#endif
