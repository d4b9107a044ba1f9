/* Ids of documents, the orders of everything, and who stands beside whom. Inside archive/ only. */
#ifndef ARCHIVE_ORDER_H
#define ARCHIVE_ORDER_H

#include "archive/archive.h"

/* Sorts entities as Swedish sorts names (people by `sorteras`, else by the last word of the name) and numbers them. */
void order_entities(struct archive *);

/* Gives documents their ids (networks must be resolved), sorts and numbers them, fills by_id, by_path and by_title, and
   links neighbouring minutes. */
void order_documents(struct archive *, struct diag_list *);

/* The key of a document in archive.by_id: "protokoll/2018-12-14-sikt". */
str document_key(struct arena *, enum document_kind, str id);

#endif
