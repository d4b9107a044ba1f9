/* What the finished site is searched for: the names of hidden people, and their short names with the words around
   them. */
#ifndef SOUGHT_H
#define SOUGHT_H

#include "markup/body.h"
#include "publish/leak.h"

/* By full name, alias and `sorteras`, also turned ("Ek, Anna"). A longer name of somebody else ("Anna Ek Lund") is
   none, and what somebody who is shown is called as well is not looked for.

   A short name is looked for in its masked phrases alone, and of these only in those of three words or more that stand
   in no source but those where they were masked: else somebody else of that name is meant there in the same words.
   (What the texts show cannot be asked: were the masking broken, the name would stand there.) */
struct leak_names sought_names(struct arena *, const struct archive *, const struct body *const *bodies);

#endif
