/* What is measured before a document is parsed (reliability.md, "Limits"). */
#ifndef MARKUP_LIMITS_H
#define MARKUP_LIMITS_H

#include "base/source.h"

struct diag_list;

/* Reports every limit that the source's Markdown, from offset `body` on, passes. True when there is none. */
bool limits_hold(const struct source *, size_t body, struct diag_list *);

#endif
