/* What the stages of one document share. Inside markup/ only. */
#ifndef MARKUP_WORK_H
#define MARKUP_WORK_H

#include "base/diag.h"
#include "markup/body.h"
#include "markup/markup.h"
#include "markup/outline.h"
#include "markup/tree.h"

struct name_table;
struct activity;
struct people;

struct markup {
	const struct archive *archive;
	const struct name_table *table; /* every form of every name */
	const struct activity *activity; /* who was active where and when; resolve.c */
	bool places; /* mentions say where they stand in the source */
	struct markup_words words;
	const str *addresses;   /* of the documents, by index */
	const str *entity_addresses[ENTITY_KINDS];
	struct map by_address;  /* address -> struct document * */
	struct strs names;      /* everything a link by hand may name, for suggestions */
	struct strs municipalities;
	struct strs paths;      /* of all documents, for suggestions */
};

/* A mention and the words of the flow it stands in, for those who look at the text around it. */
struct found {
	struct flow *flow;
	uint32_t start, end;
	struct mention mention;
	bool short_name; /* known by a short name, or a word of the document's own */
	bool masked;     /* what is shown is no name */
};
struct found_list {
	struct found *items; /* once names_resolve() is done: in document order */
	size_t n, cap;
};

struct work {
	const struct markup *markup;
	const struct document *document;
	str address;                 /* of the document's page */
	struct tree *tree;
	struct outline outline;
	struct body *body;
	struct found_list found;
	struct people *people;       /* resolve.h */
	struct arena *arena;         /* build lifetime */
	struct arena *scratch;       /* until the document is done */
	struct diag_list *diags;
	unsigned suggestions;        /* given so far, see suggest() */
};

/* The nearest of the words, for a message; empty when a hostile document has had more of them than anybody reads. */
str suggest(struct work *, str word, const struct strs *);

/* A copy for a message: short enough to be read, and living as long as the list. */
str message_word(struct diag_list *, str);

/* What a reader sees of [from, to) of a flow, in the build's arena. */
str shown_text(struct work *, const struct flow *, size_t from, size_t to);

/* The link from the document's page to an address, with a fragment when there is an anchor. */
str relative_link(struct work *, str address, str anchor);

/* Remembers a mention of [start, end) of a flow's text. */
void remember_mention(struct work *, struct flow *, size_t start, size_t end, struct mention);

/* The stages, in order. Each adds spans to flows, or fills in what a link leads to; they report what is wrong. */
void handlinks_find(struct work *, struct flow *);  /* [[…]] */
void bare_links_find(struct work *, struct flow *); /* URLs, mail addresses, ~~…~~ */
void targets_resolve(struct work *);                /* Markdown links and images */
void footnotes_check(struct work *);                /* defined but unused, used but undefined */
void render(struct work *);                         /* items, footnotes, anchors */

#endif
