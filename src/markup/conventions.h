/* The conventions of minutes (format.md, "The body"): decisions, assignments, closings, supersedings, round-table reports
   and "föregående protokoll". Found over the flows' text once names are resolved; minutes only. */
#ifndef MARKUP_CONVENTIONS_H
#define MARKUP_CONVENTIONS_H

#include "markup/work.h"

/* Fills in the body's decisions, assignments, closings and reports, marks their blocks and sentences for the writer, and
   links "föregående protokoll". */
void conventions_find(struct work *);

#endif
