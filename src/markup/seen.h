/* What a reader sees of a flow, as one text, and the way back to the flow's words and spans. Inside markup/ only. */
#ifndef MARKUP_SEEN_H
#define MARKUP_SEEN_H

#include "markup/tree.h"

#define SEEN_WORDS SIZE_MAX

/* [start, end) of what is seen. It stands for [from, to) of the flow's text. */
struct seen_piece {
	size_t start, end;
	size_t from, to;
	size_t span; /* index of the flow's span that shows it; SEEN_WORDS: the flow's own words */
	size_t at; /* where in the flow's text its words stand; SIZE_MAX: the span has words of its own */
};

struct seen {
	str text;
	VEC(struct seen_piece) pieces;
};

struct seen seen_of(struct arena *, const struct flow *);

/* An offset of the flow's text, at which something begins or ends, in what is seen; and back. */
size_t seen_start(const struct seen *, size_t flow_at);
size_t seen_end(const struct seen *, size_t flow_at);
size_t flow_start(const struct seen *, size_t seen_at);
size_t flow_end(const struct seen *, size_t seen_at);

#endif
