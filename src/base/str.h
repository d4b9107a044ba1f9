/* A borrowed slice of bytes, mostly UTF-8. It owns nothing, need not end in NUL, and lives as long as what it points
   into. The only typedef in the program. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

typedef struct str {
	const char *p; /* may be NULL when n is 0 */
	size_t n;      /* bytes */
} str;

#define S(literal) ((str){(literal), sizeof(literal) - 1})
/* printf("%.*s", STR(s)) */
#define STR(s) (int)(s).n, (s).p

str str_of(const char *nul_terminated); /* NULL gives the empty slice */
int str_compare(str, str); /* byte order: <0, 0, >0; total */
str str_trim(str);                            /* without ASCII white space at both ends */
bool str_contains(str, str part);
size_t str_find(str, str part);  /* offset of the first occurrence, or SIZE_MAX */
uint64_t str_hash(str);          /* the same in every run */

/* The smallest stand here, so that the compiler can put them in place. */

static inline bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* The offset, or SIZE_MAX. */
static inline size_t
str_find_char(str s, char c)
{
	const char *found = s.n ? memchr(s.p, c, s.n) : NULL;
	return found ? (size_t)(found - s.p) : SIZE_MAX;
}

static inline bool
str_starts(str s, str prefix)
{
	return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

static inline bool
str_ends(str s, str suffix)
{
	return s.n >= suffix.n && str_eq((str){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

/* Bytes [start, end), both cut to the length. */
static inline str
str_slice(str s, size_t start, size_t end)
{
	if (end > s.n)
		end = s.n;
	return start < end ? (str){s.p + start, end - start} : (str){0};
}

/* The rest from `start`; empty past the end. */
static inline str
str_from(str s, size_t start)
{
	return str_slice(s, start, s.n);
}

/* Cuts off and returns what stands before the first `separator`; `rest` becomes what stands after it, or empty. */
str str_cut(str *rest, char separator);

/* The digits of a number, written into `room`. */
enum { STR_DIGITS = 20 /* of 2^64 - 1 */ };
str str_digits(char room[STR_DIGITS], unsigned long long number);

str str_copy(struct arena *, str);
char *str_c(struct arena *, str);                  /* NUL-terminated copy */
str str_join(struct arena *, str, str);            /* the two after one another */
str str_number(struct arena *, unsigned long long); /* in decimal */
str str_joined(struct arena *, const str *parts, size_t n); /* all of them after one another */
#define str_of_parts(arena, ...)                                                                                        \
	str_joined((arena), (const str[]){__VA_ARGS__}, sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
str str_format(struct arena *, const char *, ...) __attribute__((format(printf, 2, 3)));

/* A pattern with {1} to {9} replaced by the arguments; what no argument answers to stays. */
str str_fill(struct arena *, str pattern, const str *arguments, size_t n);

/* A growable list of slices; see vec.h. */
struct strs {
	str *items;
	size_t n, cap;
};
bool strs_have(const struct strs *, str);

#endif
