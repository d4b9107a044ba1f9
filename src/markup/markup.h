/* Markdown to bodies: parse (cmark-gfm, in one file of this folder), find what the house's rules mean, render. Per document
   and without shared state, so documents are done on all cores. */
#ifndef MARKUP_MARKUP_H
#define MARKUP_MARKUP_H

#include "base/diag.h"
#include "markup/body.h"

/* The words that rendered text needs in the language of the site. */
struct markup_words {
	str footnotes;   /* name of the list of footnotes */
	str footnote;    /* before the number of one */
	str back;        /* name of the link back to the text */
	str omitted;     /* before the reason of an omission */
	str table;       /* before the number of a table */
	str done, undone; /* names of the boxes of a task list */
};

/* What is the same for all documents; made once, before there are threads, then const. Without words they are Swedish.
   `places`: mentions say where they stand in the source, for dumps; else their place is the file. */
struct markup;
const struct markup *markup_new(struct arena *, const struct archive *, const struct markup_words *, bool places);

/* Renders one document. The body lives in `arena` (build lifetime, one for each worker); `scratch` is reset by the caller
   between documents. Returns NULL when the document cannot be rendered at all (a limit was passed), after reporting. */
const struct body *markup_body(const struct markup *, const struct document *, struct arena *, struct arena *scratch,
                               struct diag_list *);

/* After all bodies are done: links from one document to an anchor of another (or to a page of the site) that does not
   exist are reported with their place in the source. `bodies` by document index; `addresses` are all addresses of the
   site, sorted. */
void markup_check_links(const struct markup *, const struct body *const *bodies, size_t n, const struct strs *addresses,
                        struct diag_list *);

#endif
