/* Growable arrays in an arena. A vector is any struct with the members `items`, `n` and `cap`; a zeroed one is empty.
       struct strs { str *items; size_t n, cap; };
       vec_push(arena, &list, S("x"));
   Pushing cannot fail; it may move the items, so keep indexes rather than pointers while a vector grows. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)             \
	struct {              \
		type *items;  \
		size_t n, cap; \
	}

#define vec_reserve(arena, v)                                                                                          \
	((v)->n < (v)->cap ? (void)0                                                                                   \
	                   : (void)((v)->items = arena_grow((arena), (v)->items, (v)->cap * sizeof *(v)->items,          \
	                                                    ((v)->cap ? (v)->cap * 2 : 4) * sizeof *(v)->items),        \
	                            (v)->cap = (v)->cap ? (v)->cap * 2 : 4))

/* Appends a copy of the value. */
#define vec_push(arena, v, ...) (vec_reserve((arena), (v)), (v)->items[(v)->n++] = (__VA_ARGS__))

/* Appends a zeroed element and returns its address, which the next push may move. */
#define vec_add(arena, v) (vec_reserve((arena), (v)), &(v)->items[(v)->n++])

#endif
