/* SHA-256 (FIPS 180-4), with nettle behind it. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct arena;

/* 64 hexadecimal digits. */
str sha256_hex(struct arena *, str bytes);

#endif
