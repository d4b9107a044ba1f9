/* The only file that includes nettle. */
#include "base/hash.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <stdio.h>

#include "base/arena.h"

static void
write_hex(const uint8_t *digest, size_t n, char *hex)
{
	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 0xf];
	}
}

str
sha256_hex(struct arena *arena, str bytes)
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&context, sizeof digest, digest);

	char *hex = arena_alloc(arena, 2 * sizeof digest + 1);
	write_hex(digest, sizeof digest, hex);
	return (str){hex, 2 * sizeof digest};
}

/* git hashes a file after "blob", its size and a NUL. */
bool
is_git_name(str name, str first, str rest)
{
	char head[32], hex[2 * SHA256_DIGEST_SIZE];
	size_t head_size = (size_t)snprintf(head, sizeof head, "blob %zu", first.n + rest.n) + 1;
	const str pieces[] = {{head, head_size}, first, rest};
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha1_ctx sha1;
	struct sha256_ctx sha256;
	sha1_init(&sha1);
	sha256_init(&sha256);
	bool old = name.n == 2 * SHA1_DIGEST_SIZE;
	for (size_t i = 0; i < 3; i++) {
		if (old)
			sha1_update(&sha1, pieces[i].n, (const uint8_t *)pieces[i].p);
		else
			sha256_update(&sha256, pieces[i].n, (const uint8_t *)pieces[i].p);
	}
	size_t size = old ? SHA1_DIGEST_SIZE : SHA256_DIGEST_SIZE;
	if (old)
		sha1_digest(&sha1, size, digest);
	else
		sha256_digest(&sha256, size, digest);
	write_hex(digest, size, hex);
	return str_eq(name, (str){hex, 2 * size});
}
