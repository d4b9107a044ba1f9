/* Taking away a tree beside the output: a stage that was given up, or the site that has just been replaced. */
#ifndef PUBLISH_DEBRIS_H
#define PUBLISH_DEBRIS_H

#include "publish/output.h"

/* Removes parent/name. What may go is decided by the tree's own manifest:
     - it is empty: a stage that was never finished, everything in it is ours;
     - it is one of ours: what it lists, and what also stands in the output under the same path (the same file);
     - there is none: only what also stands in the output.
   True when the tree is gone, or was not there. Otherwise `where` is a path in it, and errno says what the machine
   refused, or is 0 when a file stands there that is not ours to remove. It can be called again to go on. */
bool debris_remove(struct arena *, const struct output *, const char *name, str *where);

#endif
