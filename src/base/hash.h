/* SHA-256 (FIPS 180-4), and the names git gives to the bytes of files, with nettle behind both. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct arena;

/* 64 hexadecimal digits. */
str sha256_hex(struct arena *, str bytes);

/* Whether `name` is what git calls a file that holds these two pieces: 40 hexadecimal digits of SHA-1, or 64 of SHA-256. */
bool is_git_name(str name, str first, str rest);

#endif
