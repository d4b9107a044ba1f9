/* The two halves of the HTML writer: blocks (render.c) and the inlines in them (inline.c). Inside markup/ only. */
#ifndef MARKUP_WRITER_H
#define MARKUP_WRITER_H

#include "base/buffer.h"
#include "markup/work.h"

struct writer {
	struct work *work;
	struct buffer out;
	unsigned item; /* whose blocks get ids; meaningless in footnotes, which have none */
	unsigned tables;
	unsigned *uses; /* how often each footnote has been referred to so far */
	size_t footnotes;
	/* In the flow being written: */
	const struct flow *flow;
	size_t span; /* the next one */
	size_t edge; /* the next one */
	size_t done; /* text before this offset has been written, or is not wanted */
};

void add_number(struct buffer *, unsigned);
void add_attribute(struct buffer *, str name, str value);
void add_words(struct buffer *, str words);

/* "not-<document>-1", and back "notref-<document>-1" and "notref-<document>-1-2". */
void add_footnote_id(struct writer *, const char *prefix, unsigned number, unsigned use);

/* The beginning of the element of a decision or assignment. */
void open_notice(struct writer *, str tag, bool decision, unsigned number);

/* Writes what is left of [from, to) of the flow's text with its spans, and a span by itself. */
void write_words(struct writer *, size_t from, size_t to);
void write_span(struct writer *, const struct span *);

/* Writes [from, to) of the text of a block; SIZE_MAX: all of it from an offset on. */
void write_stretch(struct writer *, const struct node *block, size_t from, size_t to);
void write_flow(struct writer *, const struct node *block, size_t from);

#endif
