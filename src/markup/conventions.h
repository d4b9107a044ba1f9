/* The conventions of minutes (format.md, "The body"): decisions, assignments, closings, supersedings, round-table reports
   and "föregående protokoll". Found over the flows' text once names are resolved; minutes only. */
#ifndef MARKUP_CONVENTIONS_H
#define MARKUP_CONVENTIONS_H

#include "markup/work.h"

/* Fills in the body's decisions, assignments, closings and reports, marks their blocks and sentences for the writer, and
   links "föregående protokoll". */
void conventions_find(struct work *);

/* After all bodies are done: closings and supersedings that cite what is not there, and decisions that supersede themselves
   through others. `bodies` by document index. */
void conventions_check(const struct body *const *bodies, size_t n, struct diag_list *);

#endif
