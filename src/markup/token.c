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

const unsigned char small_letters[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8',
    ['9'] = '9', ['_'] = '_',
#define LETTER(large, small) [large] = small, [small] = small
    LETTER('A', 'a'), LETTER('B', 'b'), LETTER('C', 'c'), LETTER('D', 'd'), LETTER('E', 'e'), LETTER('F', 'f'),
    LETTER('G', 'g'), LETTER('H', 'h'), LETTER('I', 'i'), LETTER('J', 'j'), LETTER('K', 'k'), LETTER('L', 'l'),
    LETTER('M', 'm'), LETTER('N', 'n'), LETTER('O', 'o'), LETTER('P', 'p'), LETTER('Q', 'q'), LETTER('R', 'r'),
    LETTER('S', 's'), LETTER('T', 't'), LETTER('U', 'u'), LETTER('V', 'v'), LETTER('W', 'w'), LETTER('X', 'x'),
    LETTER('Y', 'y'), LETTER('Z', 'z'),
#undef LETTER
};

static void
take_word(str text, struct token *token)
{
	uint64_t hash = HASH_START, before = HASH_START;
	uint32_t last = 0;
	size_t at = token->start;
	while (at < text.n) {
		size_t next = at + 1;
		unsigned char c = (unsigned char)text.p[at];
		uint32_t code = c < 0x80 ? small_letters[c] : 0;
		if (c >= 0x80) {
			next = at;
			code = text_next(text, &next);
			code = text_is_word(code) ? text_fold_code(code) : 0;
		}
		if (!code)
			break;
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
	if ((unsigned char)text.p[start] < 0x80 && small_letters[(unsigned char)text.p[start]]) {
		take_word(text, token);
		return true;
	}
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
