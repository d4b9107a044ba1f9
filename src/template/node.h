/* What a template is compiled to; for the files of the engine only. The nodes stand in one array in the order of the
   text; what stands inside a node follows it, up to its `end`. Running a template never changes it, so that threads
   may share it. */
#ifndef TEMPLATE_NODE_H
#define TEMPLATE_NODE_H

#include "template/template.h"

enum node_kind {
	NODE_TEXT, /* literal text */
	NODE_VALUE, /* {{x}}, {{{x}}}, {{&x}} */
	NODE_SECTION, /* {{#x}} */
	NODE_INVERTED, /* {{^x}} */
	NODE_PARTIAL, /* {{>x}} */
	NODE_PARENT, /* {{<x}}; of what stands inside only the arguments count */
	NODE_BLOCK, /* {{$x}}: a parameter; its default stands inside */
	NODE_ARGUMENT, /* {{$x}} directly inside {{<y}}: what replaces the parameter x of y */
};

/* What a NODE_VALUE writes, and which kinds of values it takes. Absent is always taken and writes nothing. */
enum node_takes {
	TAKES_ANYTHING, /* bare Mustache: escaped */
	TAKES_RAW, /* bare Mustache: as it is */
	TAKES_TEXT, /* strict: every kind but lists and objects, escaped */
	TAKES_URL, /* strict: an address, escaped */
	TAKES_HTML, /* strict: HTML, as it is */
	TAKES_JSON, /* strict: JSON, as it is */
};

struct node {
	uint8_t kind; /* enum node_kind */
	uint8_t takes; /* enum node_takes */
	bool alone; /* a call or a block's end that had its line to itself: what follows begins a line */
	bool plain; /* an argument without markup; of a call or block: takes only such (strict) */
	uint32_t end; /* index past the last node inside */
	uint32_t part; /* a looked-up name's first part in `parts`, and how many they are; none for "." */
	uint32_t part_count;
	uint32_t start, stop; /* the tag's place in the source */
	str text; /* the literal text, or the name */
	str indent; /* a call or block: what stands before each line of what is put in */
};

struct template
{
	const struct source *source;
	struct node *nodes;
	size_t n;
	const str *parts;
	bool plain; /* no markup, no raw values, no calls and no blocks: may be called inside an attribute (strict) */
	struct strs needs, keys;
};

#endif
