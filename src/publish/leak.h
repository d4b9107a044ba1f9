/* The proof that no hidden name is in the new site: every staged file is read back and looked through. */
#ifndef PUBLISH_LEAK_H
#define PUBLISH_LEAK_H

#include "base/forms.h"
#include "publish/publish.h"

/* What a form of leak_names means. */
struct leak_subject {
	str person;  /* neutral id of the hidden person; empty: a short name with the words around it */
	bool turned; /* "Ek, Anna": only a name where the comma is, or where each word has a cell of its own */
};

struct leak_names {
	const struct forms *forms; /* the value is the index in `subjects` */
	const struct leak_subject *subjects;
};

/* True when no name was found, and no identity number in a document that is attached. Else, or when a file could not be
   read, false after reporting P435 to P438, P445 or P411. Files of which the words cannot be read are listed as warnings
   (P439 to P442). When there is no form, such documents alone are looked at. */
bool stage_scan(struct stage *, const struct leak_names *, unsigned jobs, struct diag_list *);

#endif
