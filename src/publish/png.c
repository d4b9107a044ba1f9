/* A picture is a row of chunks: the length of the data in four bytes, the type in four, the data, a checksum. */
#include "publish/png.h"

enum { LENGTH = 4, HEAD = 8 /* length and type */, CHECKSUM = 4 };

static const str signature = {"\x89PNG\r\n\x1a\n", 8};

bool
is_png(str bytes)
{
	return str_starts(bytes, signature);
}

static size_t
length_at(str bytes, size_t at)
{
	size_t length = 0;
	for (size_t i = 0; i < LENGTH; i++)
		length = length << 8 | (unsigned char)bytes.p[at + i];
	return length;
}

/* Behind the next NUL; all of the rest is skipped when there is none. */
static str
past_nul(str data)
{
	size_t end = str_find_char(data, '\0');
	return str_from(data, end == SIZE_MAX ? data.n : end + 1);
}

/* The packed part of a chunk, or nothing. */
static str
packed_in(str type, str data)
{
	str rest = past_nul(data); /* the keyword */
	if (str_eq(type, S("zTXt")))
		return str_from(rest, 1); /* the method */
	bool packed = str_eq(type, S("iTXt")) && rest.n > 2 && rest.p[0] == 1;
	return packed ? past_nul(past_nul(str_from(rest, 2))) : (str){0}; /* language, keyword in it */
}

bool
png_next_text(str bytes, size_t *at, str *packed)
{
	size_t chunk = *at > signature.n ? *at : signature.n;
	while (chunk + HEAD <= bytes.n) {
		size_t length = length_at(bytes, chunk), data = chunk + HEAD;
		if (length > bytes.n - data)
			break;
		*packed = packed_in(str_slice(bytes, chunk + LENGTH, data), str_slice(bytes, data, data + length));
		chunk = data + length + CHECKSUM;
		if (packed->n) {
			*at = chunk;
			return true;
		}
	}
	return false;
}
