/* What feeds and calendars say in words: the theme's, filled in. */
#ifndef EXPORT_SAY_H
#define EXPORT_SAY_H

#include "export/exports.h"

str say(const struct export_context *, const char *path); /* a word of ord.yaml: "flöde.alla" */

/* {1} to {3} in the word are replaced. */
str say_with(const struct export_context *, struct arena *, const char *path, str, str, str);

/* What an entity is called; a person as archive/person.h says. */
str say_entity(const struct export_context *, struct arena *, const struct entity *);

/* The entity's name, or the text as written. */
str say_reference(const struct export_context *, struct arena *, const struct reference *);
str say_names(const struct export_context *, struct arena *, const struct references *); /* "SIKT och SKIS" */

/* "Levene skola, Vara": a place that is only the municipality's name is not said twice. May be empty. */
str say_place(const struct export_context *, struct arena *, str venue, const struct reference *municipality);

/* "2019-11-14 – 2019-11-15" */
str say_dates(const struct export_context *, struct arena *, struct dates);

#endif
