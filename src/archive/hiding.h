/* Between the parts of archive_hide(). Inside archive/ only. */
#ifndef ARCHIVE_HIDING_H
#define ARCHIVE_HIDING_H

#include "archive/archive.h"

/* Puts what is shown in place of hidden names in every text of the model. hide_texts.c */
void hide_texts(struct archive *);

/* Keeps the names in entries that could not be read out of logs. hide_unread.c */
void hide_unread(struct archive *);

/* Reports ids, addresses and file names that tell a hidden name. hide_addresses.c */
void hide_addresses_check(const struct archive *, struct diag_list *);

/* Whether an id tells a name: a word of it is one, or is put together from names and initials ("hberggren"). */
bool id_tells(struct arena *, str id, const struct secret *);

#endif
