/* How a person is shown (format.md, "Publication rules"). The rule is applied once, by archive_hide(): from then on the
   entity's own name is what is shown. Whatever prints or links a person asks here. */
#ifndef ARCHIVE_PERSON_H
#define ARCHIVE_PERSON_H

#include "archive/archive.h"

struct shown_person {
	str name; /* what is printed */
	bool linked; /* whether it has a page that shows the name */
};

struct shown_person person_shown(struct arena *, const struct archive *, const struct entity *person);

/* The rule of the person's own `publicering` on the day of the archive. */
enum publication person_rule(const struct archive *, const struct entity *person);

/* Whether the entry itself says, that day, how the person is shown. */
bool person_has_rule(const struct archive *, const struct entity *person);

/* What stands in place of the name of somebody with a rule; "[namn borttaget]" is that of a name that may be several
   people's. */
str person_replacement(struct arena *, const struct entity *person, enum publication);
extern const str name_removed;

/* What somebody is called unless the register says otherwise: the first word of the name. An initial is nothing that
   anybody is called ("Q. R. Exempelsson"): empty then. */
str person_first_name(str name);

/* What is shown in place of a genitive: "H. B:s", "representant, Tidaholms". */
str person_genitive(struct arena *, str shown);

#endif
