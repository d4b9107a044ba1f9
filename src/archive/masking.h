/* What the masking of plain texts works with: mask_make.c fills it, mask_words.c finds short names,
   mask_loose.c full names that are written more or less fully, mask.c the rest. Inside archive/ only. */
#ifndef ARCHIVE_MASKING_H
#define ARCHIVE_MASKING_H

#include "archive/mask.h"
#include "base/forms.h"

#define SEVERAL 0x7fffffffu
#define TURNED 0x80000000u /* with the number of a secret, of a phrase: "Ek, Per" */

enum { LONG_NAME = 5 /* letters of a name that is looked for in logs in any case */ };

/* A short name, or a word for logs alone. */
struct word {
	uint32_t secret; /* index, or SEVERAL */
	bool log;
};

/* Whose a full name or alias is. */
struct owner {
	uint32_t secret; /* index, or SEVERAL */
};

struct phrase {
	str text;
	const struct owner *owner;
	bool turned;
};

/* The names that end in one surname. */
struct family {
	VEC(struct member {
		uint32_t secret; /* index */
		str first; /* folded first name */
	}) members;
};

struct masking {
	struct arena *arena;
	struct map owners; /* masking_key() of a full name or alias -> struct owner * */
	VEC(struct phrase) phrases;
	struct forms *full; /* archive.hidden */
	struct forms *words;
	struct forms *surnames;
	struct map families; /* folded surname -> struct family * */
	struct forms *unread; /* names that nobody knows whose they are, for logs alone */
	struct map by_text; /* as written -> struct word * */
	bool any_shared; /* somebody who is shown bears a name of a hidden person */
};

struct stretches {
	struct masked *items;
	size_t n, cap;
};

/* How short names are treated. */
struct manner {
	const struct document *document;
	bool log;
};

/* Whether nothing of it is hidden. */
bool masking_shows(const struct entity *);

/* By what a name is told from others however it is written. */
str masking_key(struct arena *, str name);

/* Short names, and what the document calls somebody by its own `personer:`. mask_words.c */
void masking_find_words(const struct archive *, struct arena *, struct manner, str text, struct stretches *);
void masking_find_own(struct arena *, const struct document *, str text, struct stretches *);

/* "Anna Eva Ek", "Anna (Ek)", "A. Ek": the first at or after `at`. mask_loose.c */
bool masking_next_loose(const struct archive *, str text, size_t at, struct form_match *);
void masking_add_surname(struct masking *, str name, uint32_t secret);

#endif
