/* The only file that includes zlib. */
#include "publish/inflate.h"

#include <limits.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { PIECE = 65536, WINDOW_BITS = 15, GZIP_OR_ZLIB = 32 };

struct inflated
inflate_bytes(struct arena *arena, str packed, size_t most)
{
	struct inflated result = {0};
	struct buffer out = {.arena = arena};
	z_stream stream = {.next_in = (z_const Bytef *)packed.p,
	                   .avail_in = packed.n < UINT_MAX ? (unsigned)packed.n : UINT_MAX};
	if (inflateInit2(&stream, WINDOW_BITS + GZIP_OR_ZLIB) != Z_OK)
		return result;
	unsigned char piece[PIECE];
	int status = Z_OK;
	while (status == Z_OK && out.n <= most) {
		stream.next_out = piece;
		stream.avail_out = sizeof piece;
		status = inflate(&stream, Z_NO_FLUSH);
		buffer_add(&out, (str){(const char *)piece, sizeof piece - stream.avail_out});
	}
	result.used = stream.total_in;
	result.whole = status == Z_STREAM_END;
	result.large = out.n > most;
	result.bytes = buffer_str(&out);
	inflateEnd(&stream);
	return result;
}
