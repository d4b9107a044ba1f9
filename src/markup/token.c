/* Cutting text into tokens. */
#include "markup/token.h"

#include "base/text.h"

/* FNV-1a over code points: http://www.isthe.com/chongo/tech/comp/fnv/ */
#define HASH_START 0xcbf29ce484222325u
#define HASH_SPACE 0x20u
#define HASH_HYPHEN 0x2du

static uint64_t
mix(uint64_t hash, uint32_t code)
{
	return (hash ^ code) * 0x100000001b3u;
}

static bool
is_ascii_word(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void
take_word(str text, struct token *token)
{
	uint64_t hash = HASH_START, before = HASH_START;
	uint32_t last = 0;
	size_t at = token->start;
	while (at < text.n) {
		size_t next = at;
		unsigned char c = (unsigned char)text.p[at];
		uint32_t code = c;
		if (c < 0x80) {
			if (!is_ascii_word(c))
				break;
			next++;
			if (c >= 'A' && c <= 'Z')
				code = (uint32_t)c + ('a' - 'A');
		} else {
			code = text_next(text, &next);
			if (!text_is_word(code))
				break;
			code = text_fold_code(code);
		}
		before = hash;
		hash = mix(hash, code);
		last = code;
		at = next;
	}
	token->end = (uint32_t)at;
	token->hash = hash;
	token->genitive_hash = last == 's' && before != HASH_START ? before : 0;
}

static void
take_space(str text, struct token *token, size_t at)
{
	for (size_t next = at; next < text.n; at = next)
		if (!text_is_space(text_next(text, &next)))
			break;
	token->end = (uint32_t)at;
	token->hash = HASH_SPACE;
}

bool
token_next(str text, struct token *token)
{
	uint32_t start = token->end;
	*token = (struct token){.start = start, .end = start};
	if (start >= text.n)
		return false;
	size_t at = start;
	uint32_t code = text_next(text, &at);
	token->end = (uint32_t)at;
	if (text_is_word(code)) {
		token->kind = TOKEN_WORD;
		take_word(text, token);
	} else if (text_is_space(code)) {
		token->kind = TOKEN_SPACE;
		take_space(text, token, at);
	} else if (code == '-' || code == 0x2010 || code == 0x2011) { /* the hyphen and the one that does not break */
		token->kind = TOKEN_HYPHEN;
		token->hash = HASH_HYPHEN;
	} else {
		token->kind = TOKEN_SIGN;
		token->hash = mix(HASH_START, code);
	}
	return true;
}
