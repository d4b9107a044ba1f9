/* Entities that no register has, made from front matter. Inside archive/ only. */
#ifndef ARCHIVE_DERIVE_H
#define ARCHIVE_DERIVE_H

#include "archive/archive.h"

/* Makes an entity of what a document writes and lets it be found by its name and id. "Gullspångs kommun" becomes the
   municipality Gullspång. */
struct entity *derive_entity(struct archive *, enum entity_kind, str text, struct place, struct diag_list *);

#endif
