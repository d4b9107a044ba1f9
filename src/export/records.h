/* What the search index is made from: one record for each agenda item (site.md, "Search"), a line of JSON each, for
   scripts/search-index.mjs. Not published itself. */
#ifndef EXPORT_RECORDS_H
#define EXPORT_RECORDS_H

#include "export/exports.h"

/* Appends the records of all published minutes and documents, in the order of the documents. A facet's value is the id and the name
   with "|" between, so that addresses can hold the one and readers see the other. */
void export_records(const struct export_context *, struct buffer *);

#endif
