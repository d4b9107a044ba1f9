/* The one function that says how a person is shown (format.md, "Publication rules"). Everything that puts a person's
   name anywhere outside the model asks here. */
#ifndef ARCHIVE_PERSON_H
#define ARCHIVE_PERSON_H

#include "archive/archive.h"

struct shown_person {
	str name;    /* what is printed */
	bool linked; /* whether it has a page that shows the name */
};

struct shown_person person_shown(struct arena *, const struct archive *, const struct entity *person);

#endif
