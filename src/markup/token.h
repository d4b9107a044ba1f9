/* Running text as words, white space and signs. */
#ifndef MARKUP_TOKEN_H
#define MARKUP_TOKEN_H

#include "base/str.h"

enum token_kind {
	TOKEN_WORD, /* letters, marks and figures */
	TOKEN_SPACE, /* white space of any kind and length: all alike */
	TOKEN_HYPHEN,
	TOKEN_SIGN, /* one other character */
};

struct token {
	uint32_t start, end;
	enum token_kind kind;
	uint64_t hash;          /* of the folded text; the same for tokens that differ in letter case alone */
	uint64_t genitive_hash; /* of a word that ends in -s: its hash without it; else 0 */
};

/* By byte: ASCII letters and figures as small letters; 0 for all others. */
extern const unsigned char small_letters[256];

/* Moves to the token after `token` (a zeroed one stands before the first). False at the end. */
bool token_next(str text, struct token *);

#endif
