/* Markdown to our tree. The only entrance to cmark. */
#ifndef MARKUP_PARSE_H
#define MARKUP_PARSE_H

#include "markup/tree.h"

struct diag_list;

/* Once for the process, before the first parse and before there are threads. */
void parse_prepare(void);

/* Parses the source's text from offset `body` on. Everything, cmark's own memory too, lives in `arena`. Returns NULL after
   reporting when the document passes a limit that only parsing can see. */
struct tree *parse_markdown(struct arena *, const struct source *, size_t body, struct diag_list *);

#endif
