/* The one map from rendered text back to places in the source: for every byte of a flow's text the byte of the source it
   came from, after escapes, entities, continuation lines in lists and quotes, and `\|` in table cells. */
#ifndef MARKUP_TEXTMAP_H
#define MARKUP_TEXTMAP_H

#include "markup/tree.h"

enum run_kind {
	RUN_WORDS,   /* byte for byte as in the source */
	RUN_ESCAPED, /* the same, but a backslash stands before it: no sign of ours begins here */
	RUN_ENTITY,  /* the whole run came from one entity */
	RUN_BREAK,   /* a line break of the source */
	RUN_LOST,    /* could not be followed back: `source` is about where it stands */
};

/* Text from `flat` to the next run came from [source, source_end) of the source. */
struct run {
	uint32_t flat, source, source_end;
	enum run_kind kind;
};

/* Makes the flow's map when it has none yet. The functions below do so by themselves. */
void textmap_make(const struct tree *, struct flow *);

/* The place in the source of [start, end) of the flow's text. */
struct place textmap_place(const struct tree *, struct flow *, size_t start, size_t end);

/* The run that holds a byte of the text; NULL past the end. */
const struct run *textmap_run(const struct tree *, struct flow *, size_t at);

/* Whether the byte was written as it is: neither escaped nor an entity. */
bool textmap_is_written(const struct tree *, struct flow *, size_t at);

/* The place of a link or image node, from its first bracket to its end. */
struct place textmap_node(const struct tree *, const struct node *);

#endif
