/* A parsed document as a small tree of our own, so that nothing but parse.c needs cmark. It lives in the scratch arena.
   A block with running text has a flow: its words as one plain string. Whoever finds something in the words adds a span
   over that string; the writer goes over tree and spans together, and textmap.h leads from the string to the source.

       tree    the document: root node, its flows in order, its links and images, where each line begins
       node    a block or an inline, as cmark saw it
       flow    the text of one paragraph, heading, table cell, code or HTML block
       leaf    the piece of a flow's text that one inline gave
       span    what somebody found in a flow's text */
#ifndef MARKUP_TREE_H
#define MARKUP_TREE_H

#include "base/source.h"
#include "base/vec.h"

enum node_kind {
	NODE_DOCUMENT, NODE_QUOTE, NODE_LIST, NODE_ITEM, NODE_CODE_BLOCK, NODE_HTML_BLOCK, NODE_PARAGRAPH, NODE_HEADING,
	NODE_RULE, NODE_FOOTNOTE, NODE_TABLE, NODE_ROW, NODE_CELL,
	NODE_TEXT, NODE_SOFT_BREAK, NODE_HARD_BREAK, NODE_CODE, NODE_HTML, NODE_EMPHASIS, NODE_STRONG, NODE_LINK, NODE_IMAGE,
	NODE_FOOTNOTE_REFERENCE,
};

struct flow;

struct node {
	enum node_kind kind;
	struct node *parent, *first, *last, *next;
	str text;              /* literal of a text, code or HTML inline, of a code or HTML block */
	str url, title;        /* of a link or image */
	struct flow *flow;     /* of a block with text; of an inline, the one it is in */
	uint32_t line, column; /* where a block begins: line of the tree, byte of the line, both from 1 */
	uint32_t last_line;
	uint32_t from, to;     /* an inline's piece of the flow's text */
	uint32_t start, end;   /* a link's or image's place in the source; set when its flow is mapped */
	uint32_t block;        /* #p<item>-<block>, 0 when it is not counted; set by outline.c */
	int number;            /* first number of an ordered list; number of a footnote or a reference to one */
	int level;             /* heading: as written; outline.c makes it the level that is shown */
	int width;             /* list item: columns a line must be indented to belong to it; 0 until textmap.c needs it */
	char align;            /* cell: 'l', 'c', 'r' or 0 */
	bool ordered, tight, task, done, fenced;
	bool header;           /* of a table: the row of headings */
	bool unpiped;          /* a paragraph cut off a table: its `\|` were undone */
	str href;              /* link or image: what is written into the page, empty when it leads nowhere */
	unsigned notice;       /* number of the decision or assignment that begins with this paragraph or item, or 0 */
	bool decision;         /* what `notice` numbers: a decision, or else an assignment */
	bool ends_notice;      /* a paragraph or list: the notice that began with it or with the paragraph before it ends */
	bool reports;          /* a list: every item is a report of the round table */
};

enum { LEAF_LINK = 1, LEAF_IMAGE = 2, LEAF_CODE = 4, LEAF_HTML = 8, LEAF_BREAK = 16 };

struct leaf {
	uint32_t start, end; /* of the flow's text; never empty */
	unsigned flags;      /* what it is or stands in; 0 for plain words */
	const struct node *node;
};

enum span_kind {
	SPAN_LINK,       /* shows `text`, or else [shown, shown_end), as a link to `href` */
	SPAN_PLAIN,      /* shows the same without a link; shows nothing when both are empty */
	SPAN_OMISSION,   /* the same, marked as an omission */
	SPAN_DELETE,     /* strikethrough begins; shows nothing itself */
	SPAN_DELETE_END,
};

/* Something found in [start, end) of a flow's text. The stretch lies in leaves that are plain words or line breaks and
   siblings in the tree; spans of a flow are sorted and do not overlap. */
struct span {
	uint32_t start, end;
	uint32_t shown, shown_end;
	enum span_kind kind;
	str href, text;
};
struct spans {
	struct span *items;
	size_t n, cap;
};

/* Where an element that the conventions ask for begins or ends in a flow: before or after an inline, or inside a text. */
enum edge_kind { EDGE_DECISION, EDGE_ASSIGNMENT, EDGE_WORD, EDGE_LABEL };

struct edge {
	uint32_t at;
	const struct node *node; /* the inline it stands before or after; NULL: inside a text */
	enum edge_kind kind;
	bool opens, closes;      /* both: an anchor alone */
	unsigned number;
};

struct run;
struct sentences;

struct flow {
	struct node *block;
	uint32_t index; /* among the tree's flows */
	str text;
	VEC(struct leaf) leaves;
	struct spans spans;
	struct sentences *sentences; /* NULL until somebody asks */
	str plain; /* what a reader sees of it; in the build's arena, NULL until somebody asks */
	VEC(struct edge) edges;      /* in the order they are written */
	uint32_t label_end, report;  /* of an item's first paragraph, where its list holds reports: label and text */
	struct spans terms;          /* the same, when a mark names the municipalities instead */
	VEC(struct run) runs; /* textmap.c */
	bool mapped;
	unsigned item, counted; /* p<item>-<counted>; 0 when the text is in no block that is counted */
};

struct tree {
	const struct source *source;
	struct arena *arena;
	const uint32_t *lines; /* offset in source->text where line i (from 1) begins; lines[line_count + 1] is the end */
	uint32_t line_count;
	struct node *root;
	VEC(struct flow *) flows;
	VEC(struct node *) links; /* links and images, in order */
};

/* The text of a line without its line end, and the place of lines first to last. */
str tree_line(const struct tree *, uint32_t line);
struct place tree_lines(const struct tree *, uint32_t first, uint32_t last);

/* The node after `node` in document order that is not inside it, or with `inside` also its first child; NULL after the
   last one below `top`. */
struct node *tree_next(const struct node *top, struct node *, bool inside);

/* Index of the leaf that holds the byte, or SIZE_MAX. */
size_t flow_leaf(const struct flow *, size_t at);

/* Whether [start, end) lies in plain words and line breaks that follow one another in one parent. */
bool flow_is_words(const struct flow *, size_t start, size_t end);

/* Merges sorted spans into the flow's; those that overlap one that is there are dropped. */
void flow_add_spans(struct arena *, struct flow *, const struct spans *found);

/* Index of the first of sorted spans that ends after `at`; n when none does. */
size_t span_after(const struct spans *, size_t at);

/* Whether a span covers a byte of [start, end). */
bool flow_is_taken(const struct flow *, size_t start, size_t end);

/* Appends what a reader sees of [from, to) as plain text. */
struct buffer;
void flow_plain(struct buffer *, const struct flow *, size_t from, size_t to);

#endif
