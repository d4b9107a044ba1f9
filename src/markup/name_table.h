/* Asking the table of names (made by name_table_new(), names.h): whether a word may begin a name, and which forms end where a
   path of tokens ends. */
#ifndef MARKUP_NAME_TABLE_H
#define MARKUP_NAME_TABLE_H

#include "markup/names.h"

enum { NAME_ROOT = 0 }; /* the node where every path begins */

/* The first word at or behind `at` that may begin a name, or `end`. Most words that begin none are passed. */
size_t name_candidate(const struct name_table *, str text, size_t at, size_t end);

/* Where the word at `at` ends, or `end`. */
size_t name_word_end(str text, size_t at, size_t end);

/* The node that a token (its hash, token.h) leads to, or 0. */
uint32_t name_step(const struct name_table *, uint32_t node, uint64_t token);

/* The forms that end at a node, full names first, or NULL. */
const struct name_form *name_forms(const struct name_table *, uint32_t node);

#endif
