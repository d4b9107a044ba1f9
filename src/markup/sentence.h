/* Where sentences begin and end in running Swedish text. */
#ifndef MARKUP_SENTENCE_H
#define MARKUP_SENTENCE_H

#include "base/vec.h"
#include "markup/tree.h"

/* A sentence is [start, end) of a flow's text, without white space at its ends. */
struct sentence {
	uint32_t start, end;
};
struct sentences {
	struct sentence *items;
	size_t n, cap;
};

/* The sentences of a text, in order. ". ! ? …" end one when white space and no small letter follows; abbreviations
   ("t.ex.", "bl.a.", "kl.", "ev."), initials and ordinals end none. A hard line break ends one, a soft one does not. */
struct sentences sentences_of(struct arena *, const struct flow *);

/* The same, made once for each flow. */
const struct sentences *flow_sentences(struct arena *, struct flow *);

/* Index of the sentence that holds the offset (the last one that begins at or before it). n must not be 0. */
size_t sentence_at(const struct sentences *, size_t offset);

#endif
