/* Whom a short name means (format.md, "How a name is resolved", steps 4 and 5), and which of two namesakes. */
#ifndef MARKUP_RESOLVE_H
#define MARKUP_RESOLVE_H

#include "markup/names.h"
#include "markup/work.h"

/* Who was active in which network and when, by person; from `roller` and from attendance. */
struct activity;
const struct activity *activity_new(struct arena *, const struct archive *);

/* The people of one document: who was there, who is named in full, and the members of the groups it names. */
struct people;
struct people *people_new(struct arena *, const struct markup *, const struct document *);
void people_add(struct people *, const struct entity *person);
void people_add_group(struct people *, const struct entity *group); /* its members at the document's date */
bool people_have(const struct people *, const struct entity *person);

/* Resolves a match of a form that several may bear: sets entity and how, or the candidates. `fitting` says which of the
   form's entities the text around the match allows; NULL: all. */
void resolve_short_name(const struct people *, const struct name_form *, const bool *fitting, struct arena *,
                        struct mention *);
void resolve_namesake(const struct people *, const struct name_form *, const bool *fitting, struct arena *,
                      struct mention *);

#endif
