/* Writes the one file of the content that publishing writes: the addresses that are now published. */
#ifndef PUBLISH_RECORD_H
#define PUBLISH_RECORD_H

#include "base/diag.h"

/* Puts the bytes in the file `name` of the folder, whole or not at all; a file that has them is left alone.
   Returns false after reporting. */
bool record_write(str folder, str name, str bytes, struct diag_list *);

#endif
