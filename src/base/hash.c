/* The only file that includes nettle. */
#include "base/hash.h"

#include <nettle/sha2.h>

#include "base/arena.h"

str
sha256_hex(struct arena *arena, str bytes)
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&context, sizeof digest, digest);

	char *hex = arena_alloc(arena, 2 * sizeof digest + 1);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 0xf];
	}
	return (str){hex, 2 * sizeof digest};
}
