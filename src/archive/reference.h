/* From a text in a file to the entity it names, one reference at a time. Inside archive/ only. */
#ifndef ARCHIVE_REFERENCE_H
#define ARCHIVE_REFERENCE_H

#include "archive/archive.h"
#include "archive/names.h"
#include "base/diag.h"

/* What may be named somewhere, and what happens to a text that names nothing there. */
struct slot {
	unsigned kinds;
	enum entity_kind made; /* the kind that is made when its register is missing */
	enum diag_code unknown;
	bool make_anyway; /* an unknown one is made all the same, after a warning */
	bool keeps_text; /* a text that names nobody stays text */
	bool guesses; /* the text may be of several kinds: what it looks like decides which one is unknown */
};

extern const struct slot slot_network, slot_municipality, slot_person, slot_topic, slot_related_topic, slot_body,
    slot_role_body, slot_attendee, slot_member, slot_taking_part;

struct resolver {
	struct archive *archive;
	struct diag_list *diags;
	struct map keys; /* text as written -> its name_key() as a str * */
	struct map nearest; /* kinds and text -> the suggestion as a str * */
	struct strs words[KINDS_ALL + 1]; /* by kinds: what suggestions are taken from; without kinds: documents */
	size_t suggestions; /* looked for so far */
	const struct document *document; /* whose attendance tells namesakes apart, or NULL */
};

/* Sets reference->entity; reports what is unknown, ambiguous or of the wrong kind. `municipality` is the one written
   beside a person's name, or NULL. */
void reference_resolve(struct resolver *, struct reference *, const struct slot *, const struct entity *municipality);

void references_resolve(struct resolver *, struct references *, const struct slot *);

/* Whether to look for one more suggestion; counts it. */
bool reference_may_suggest(struct resolver *);

/* The nearest name of these kinds in the registers, or the empty slice. */
str reference_nearest(struct resolver *, unsigned kinds, str text);

#endif
