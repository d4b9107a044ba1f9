/* Taking the names of hidden people out of a document's text: wherever a reader would see one, what is shown of the
   person stands instead. */
#ifndef MARKUP_MASK_H
#define MARKUP_MASK_H

#include "markup/work.h"

/* Between names_resolve() and names_keep(), before anything is derived from the words. Mentions of hidden people, names
   that may mean one, and their names where the linker does not look (links, code, HTML, images, marks of ours,
   forbidden words) become spans that show no name. Fills body->masked. */
void names_mask(struct work *);

#endif
