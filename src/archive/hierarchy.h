/* What lies under what (`del_av`). Inside archive/ only. */
#ifndef ARCHIVE_HIERARCHY_H
#define ARCHIVE_HIERARCHY_H

#include "archive/archive.h"

/* The reference to an entity's parent; NULL for kinds that have none. */
const struct reference *parent_of(const struct entity *);

/* Reports entries that lie under themselves. Entities must be numbered. */
void hierarchy_check(const struct archive *, struct diag_list *);

#endif
