/* Taking the names of hidden people out of plain texts. archive_hide() does so with every text of the model, markup/
   with the texts of documents; what is left is for logs, which quote the sources. Where nobody is hidden each function
   gives back what it was given, at no cost. */
#ifndef ARCHIVE_MASK_H
#define ARCHIVE_MASK_H

#include "archive/archive.h"

/* Full names and aliases replaced by what is shown; the same slice when there are none. */
str archive_mask(const struct archive *, struct arena *, str text);

/* The same, and short names as they are written, unless by the attendance of the document somebody else is meant.
   Without a document (NULL) nobody can tell. */
str archive_mask_text(const struct archive *, struct arena *, const struct document *, str text);

/* The mask of a diag_style (`masking` is the archive): also every word that by its entry or its document means somebody
   hidden. With `keep_width` each character becomes a dot. */
str archive_mask_log(const void *masking, struct arena *, str text, bool keep_width);

/* Whether a text, a file's name or an address tells a full name or alias, percent-encoded or not. */
bool archive_tells_hidden(const struct archive *, str text);

/* Whether the register of people could not even be decoded, so that nobody can tell what may be printed. */
bool archive_hides_unknown(const struct archive *);

/* Lines that are no one text, "en sten" and "Berg är höga": where the end of one and the beginning of the next would be
   read as a full name, a dash keeps them apart. */
str archive_mask_lines(const struct archive *, struct arena *, str text);

/* False for texts in which nothing can be found that might mean somebody hidden; cheap. */
bool archive_may_name_hidden(const struct archive *, str text);

/* A stretch of a text that may not be shown, and what stands there instead. */
struct masked {
	size_t start, end;
	str shown;
};

/* The first full name or alias that begins at or after *at, which moves to its end. */
bool archive_mask_next(const struct archive *, struct arena *, str text, size_t *at, struct masked *);

/* What is shown of a person for words that name them, perhaps in the genitive. */
str archive_shown(const struct archive *, struct arena *, const struct entity *person, str written);

/* Behind a short name: the end of the surname, or initial, that goes on with the name of such a hidden person; `end`
   when none does. */
size_t archive_mask_surname(const struct archive *, str short_name, str text, size_t end);

/* The full stop of what is shown ("H. B.") takes the place of one that follows. */
size_t archive_mask_stop(str shown, str text, size_t end);

/* NULL for people who are shown. */
const struct secret *archive_secret(const struct archive *, const struct entity *person);

/* The name that texts know an entity by. */
str archive_known_name(const struct archive *, const struct entity *);

/* Whether somebody who is shown bears the name, as a name, alias or id. */
bool archive_is_borne(const struct archive *, str name);

/* Made by archive_hide() once `secrets` are filled; then words that are masked in logs alone. */
void masking_make(struct archive *);
void masking_add_word(struct archive *, str word, const struct entity *person);
void masking_add_text(struct archive *, str word); /* nobody knows whose */

#endif
