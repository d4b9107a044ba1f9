/* The words of the theme (ord.yaml), looked up by dotted path. A word that the theme does not have shows its path, so
   that the hole is seen on the page and nothing breaks. */
#ifndef PAGES_WORDS_H
#define PAGES_WORDS_H

#include "pages/view.h"

str word(const struct view *, const char *path); /* "antal.möten" */
str word_at(const struct view *, const char *path, size_t index); /* of a list, from 0 */

/* {1} to {4} in the word are replaced; unused arguments are empty. */
str phrase(const struct view *, const char *path, str, str, str, str);
#define phrase1(view, path, a) phrase((view), (path), (a), (str){0}, (str){0}, (str){0})
#define phrase2(view, path, a, b) phrase((view), (path), (a), (b), (str){0}, (str){0})
#define phrase3(view, path, a, b, c) phrase((view), (path), (a), (b), (c), (str){0})

/* The word's `en` or `flera`, with {1} replaced by the number. */
str counted(const struct view *, const char *path, size_t n);

/* "a, b och c" */
str enumerated(const struct view *, const struct strs *);

str number_text(struct arena *, size_t n);

#endif
