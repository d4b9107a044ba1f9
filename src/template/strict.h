/* The rules of themes, applied while a template is compiled: what may stand where in HTML. A fault is reported at the tag.
   For the engine only. */
#ifndef TEMPLATE_STRICT_H
#define TEMPLATE_STRICT_H

#include "template/context.h"
#include "template/node.h"
#include "template/scan.h"

struct strict {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	struct context context;
	bool markup; /* the piece being compiled (a template, or an argument) holds more than text and escaped values */
	bool lost; /* the markup could not be followed; that has been reported and nothing more is said */
};

/* Literal text that stands at `offset` of the source. */
void strict_text(struct strict *, size_t offset, str text);

/* What a value takes here. */
enum node_takes strict_value(struct strict *, const struct tag *);

/* A section begins or ends here. */
void strict_section(struct strict *, const struct tag *);

/* After a section that began in `before`: the context behind it, whether or not it was shown. */
void strict_section_end(struct strict *, const struct tag *, const struct context *before);

/* A partial, parent or block stands here. Returns true when only text may be put in. */
bool strict_call(struct strict *, const struct tag *);

/* A template or argument ends here: it must be in text again. */
void strict_end(struct strict *, size_t start, size_t end);

#endif
