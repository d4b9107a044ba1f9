/* check --verbose: the names that stayed unresolved, most frequent first, each with the line that would settle it. */
#ifndef COMMANDS_UNRESOLVED_H
#define COMMANDS_UNRESOLVED_H

#include "build.h"

/* Appends the list, or nothing when every name was resolved. */
void unresolved_print(const struct build *, struct buffer *, enum language);

#endif
