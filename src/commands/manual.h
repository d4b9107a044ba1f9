/* What `make install` puts beside the program: the manual page and the completion of the shell, both from the tables of
   commands and options (`protokoll dump man`, `protokoll dump completion`). */
#ifndef COMMANDS_MANUAL_H
#define COMMANDS_MANUAL_H

#include "commands/options.h"

/* A page for man(1) in the language of the options, dated the day of the run. */
void manual_page(const struct options *, struct buffer *);

/* A script for bash. */
void manual_completion(struct buffer *);

#endif
