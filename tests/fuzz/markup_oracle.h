/* Whether a piece of HTML holds nothing but what our writer may write: elements and attributes of a list, attributes in
   double quotes, tags that nest, text in which every & < > is escaped, addresses of allowed schemes, and no id twice. */
#ifndef TESTS_FUZZ_MARKUP_ORACLE_H
#define TESTS_FUZZ_MARKUP_ORACLE_H

#include "base/str.h"

struct map;

/* NULL when all is well, else what is wrong. `ids` gathers the ids of all pieces of a page. */
const char *markup_fault(str html, struct map *ids);

#endif
