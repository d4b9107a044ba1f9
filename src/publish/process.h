/* Another program, run to its end: the search indexer, and what reads the text of a PDF. No shell is involved, nothing of
   ours stays open in it, and it sees a small environment. */
#ifndef PUBLISH_PROCESS_H
#define PUBLISH_PROCESS_H

#include "base/str.h"

struct arena;

struct process_limits {
	size_t output; /* bytes of standard output; more ends the program */
	int seconds;
	size_t memory; /* bytes of address space; 0: no limit */
	int cancel; /* a descriptor that can be read when nobody waits for the program any more; 0: none */
	const char *const *variables; /* "NAME=value", ended by NULL: added to the small environment */
};

enum process_end {
	PROCESS_DONE,    /* it exited by itself; see `status` */
	PROCESS_ABSENT,  /* there is no such program, or it may not be run */
	PROCESS_KILLED,  /* it ran too long, wrote too much, or died of a signal */
	PROCESS_REFUSED, /* the machine could not start it; see errno */
};

struct process_result {
	enum process_end end;
	int status; /* exit status, when it exited */
	str output; /* standard output, in the arena */
	str errors; /* the beginning of standard error */
};

/* Whether PATH leads to a program of this name. */
bool process_can_run(struct arena *, const char *name);

/* Runs argv[0] (found by PATH unless it has a "/") with the input as its standard input. argv ends in NULL. May be called
   from several threads at once. */
struct process_result process_run(struct arena *, const char *const argv[], str input, struct process_limits);

#endif
