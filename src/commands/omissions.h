/* check --verbose: the passages that were left out ([[dolt: skäl]]), each with its place and reason. */
#ifndef COMMANDS_OMISSIONS_H
#define COMMANDS_OMISSIONS_H

#include "build.h"

/* Appends the list, or nothing when nothing was left out. */
void omissions_print(const struct build *, struct buffer *, enum language);

#endif
