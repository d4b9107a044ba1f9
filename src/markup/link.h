/* From names to mentions, for one document: find, resolve, remember with the sentence around, and link the first of each
   entity in the text of each item. */
#ifndef MARKUP_LINK_H
#define MARKUP_LINK_H

#include "markup/work.h"

/* Finds and resolves all names of the document, those of links by hand among them. */
void names_resolve(struct work *);

/* Gives the body its mentions, in the words that are shown, and reports what stays unresolved. After names_mask(). */
void names_keep(struct work *);

/* Whom one of several matches means; false when it is no name after all. For those that look for names where
   names_resolve() does not. `doubtful`: what may as well be the end of somebody else's name ("Enligt Hannes", "Lisa Hannes")
   is one too. */
struct name_matches;
bool name_resolve(struct work *, const struct name_matches *, size_t at, bool doubtful, struct mention *);

/* Whether a person comes from a municipality, by the list of those present or else the register. */
bool counts_for(const struct document *, const struct entity *person, const struct entity *municipality);

/* The mentions in a flow: work->found.items[first] up to but not with the index returned. */
size_t found_in_flow(const struct work *, const struct flow *, size_t *first);

/* Adds the links: the first of each entity in the text of each item, none in headings. After conventions_find(). */
void names_link(struct work *);

#endif
