/* The only file that includes libstemmer. */
#include "base/stem.h"

#include <libstemmer.h>

#include "base/arena.h"

/* libstemmer's own type is `struct sb_stemmer`; ours only hides it. */
struct stemmer *
stemmer_new(void)
{
	return (struct stemmer *)sb_stemmer_new("swedish", "UTF_8");
}

void
stemmer_free(struct stemmer *stemmer)
{
	if (stemmer)
		sb_stemmer_delete((struct sb_stemmer *)stemmer);
}

str
stem(struct stemmer *stemmer, struct arena *arena, str word)
{
	if (!stemmer || word.n > 200)
		return word;
	struct sb_stemmer *swedish = (struct sb_stemmer *)stemmer;
	const sb_symbol *found = sb_stemmer_stem(swedish, (const sb_symbol *)word.p, (int)word.n);
	return found ? str_copy(arena, (str){(const char *)found, (size_t)sb_stemmer_length(swedish)}) : word;
}
