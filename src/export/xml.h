/* Writes XML, one element a line. An element holds either elements or text, never both. Every text and every value of
   an attribute is escaped for its place here; characters that XML 1.0 forbids become U+FFFD. */
#ifndef EXPORT_XML_H
#define EXPORT_XML_H

#include "base/buffer.h"

enum { XML_DEPTH = 8 };

/* struct xml xml = {.out = &out}; xml_open(&xml, "feed"); ... xml_close(&xml); */
struct xml {
	struct buffer *out;
	const char *open[XML_DEPTH]; /* names of the elements around what comes next */
	size_t depth;
	bool in_tag; /* the start tag of the innermost is not closed yet: attributes may follow */
};

void xml_declare(struct xml *); /* the first line */
void xml_open(struct xml *, const char *name);
void xml_attribute(struct xml *, const char *name, str value); /* right after xml_open() */
void xml_text(struct xml *, str); /* what the innermost element holds, at most once */
void xml_close(struct xml *);
void xml_element(struct xml *, const char *name, str text);

#endif
