/* Arena, slice, buffer, vector and map: what the rest of the program leans on. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool
is_zero(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bytes[i])
			return false;
	return true;
}

static void
arena_gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	size_t sizes[] = {0, 1, 7, 16, 100, 65535, 65536, 65537, 1000000};
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			char *bytes = arena_alloc(&arena, sizes[i]);
			assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
			assert_true(is_zero(bytes, sizes[i]));
			memset(bytes, 0xff, sizes[i]);
		}
		assert_true(arena.used >= 1000000);
		arena_reset(&arena);
		assert_int_equal(arena.used, 0);
	}
}

static void
arena_grow_keeps_and_clears(void **state)
{
	(void)state;
	for (size_t old = 0; old < 40; old++) {
		for (size_t size = old; size < 80; size += 3) {
			char *bytes = arena_alloc(&arena, old);
			memset(bytes, 'x', old);
			if (size % 2)
				arena_alloc(&arena, 1); /* not the newest any more */
			bytes = arena_grow(&arena, bytes, old, size);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(bytes[i], i < old ? 'x' : 0);
			memset(bytes, 'y', size);
			assert_true(is_zero(arena_alloc(&arena, 64), 64));
		}
	}
	assert_non_null(arena_grow(&arena, NULL, 0, 10));
}

static void
slices(void **state)
{
	(void)state;
	assert_true(str_eq((str){0}, S("")));
	assert_true(str_compare(S("a"), S("ab")) < 0);
	assert_true(str_compare(S("\xc3"), S("z")) > 0);
	assert_int_equal(str_compare((str){0}, S("")), 0);
	assert_true(str_starts(S("abc"), S("ab")) && !str_starts(S("a"), S("ab")) && str_starts(S("a"), (str){0}));
	assert_true(str_ends(S("abc"), S("bc")) && !str_ends(S("c"), S("bc")));
	assert_true(str_eq(str_slice(S("abc"), 1, 99), S("bc")));
	assert_int_equal(str_slice(S("abc"), 2, 1).n, 0);
	assert_int_equal(str_from(S("abc"), 4).n, 0);
	assert_true(str_eq(str_trim(S(" \t a b\r\n")), S("a b")));
	assert_int_equal(str_trim(S("  ")).n, 0);
	assert_int_equal(str_find(S("abcbc"), S("bc")), 1);
	assert_true(str_find(S("abc"), S("x")) == SIZE_MAX);
	assert_true(str_find_char((str){0}, 'x') == SIZE_MAX);
	assert_true(str_contains(S("abc"), (str){0}));
	assert_true(str_eq(str_format(&arena, "%d-%.*s", 7, STR(S("xy"))), S("7-xy")));
	assert_true(str_eq(str_join(&arena, S("a"), (str){0}), S("a")));
}

static void
str_cut_takes_every_field(void **state)
{
	(void)state;
	str rest = S("a,,b");
	assert_true(str_eq(str_cut(&rest, ','), S("a")));
	assert_true(str_eq(str_cut(&rest, ','), S("")));
	assert_true(str_eq(str_cut(&rest, ','), S("b")));
	assert_int_equal(rest.n, 0);
}

static void
buffer_grows(void **state)
{
	(void)state;
	struct buffer buffer = {.arena = &arena};
	assert_int_equal(buffer_str(&buffer).n, 0);
	for (int i = 0; i < 2000; i++) {
		buffer_add_format(&buffer, "%04d", i);
		arena_alloc(&arena, 8);
	}
	buffer_add_char(&buffer, 'x');
	buffer_lit(&buffer, "yz");
	buffer_add(&buffer, (str){0});
	str all = buffer_str(&buffer);
	assert_int_equal(all.n, 8003);
	assert_true(str_eq(str_slice(all, 4000, 4008), S("10001001")));
	assert_true(str_ends(all, S("1999xyz")));
	buffer_clear(&buffer);
	assert_int_equal(buffer_str(&buffer).n, 0);
}

static void
vector_grows(void **state)
{
	(void)state;
	VEC(int) numbers = {0};
	for (int i = 0; i < 1000; i++)
		vec_push(&arena, &numbers, i);
	assert_int_equal(*vec_add(&arena, &numbers), 0);
	assert_int_equal(numbers.n, 1001);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(numbers.items[i], i);
	struct strs words = {0};
	vec_push(&arena, &words, S("a"));
	assert_true(strs_have(&words, S("a")) && !strs_have(&words, S("b")));
}

static void
map_keeps_insertion_order(void **state)
{
	(void)state;
	struct map map = {.arena = &arena};
	assert_null(map_get(&map, S("x")));
	static int values[3000];
	for (int i = 0; i < 3000; i++)
		*map_at(&map, str_format(&arena, "nyckel %d", i)) = &values[i];
	assert_int_equal(map.n, 3000);
	for (int i = 0; i < 3000; i++) {
		str key = str_format(&arena, "nyckel %d", i);
		assert_ptr_equal(map_get(&map, key), &values[i]);
		assert_true(str_eq(map.entries[i].key, key));
		assert_ptr_equal(*map_at(&map, key), &values[i]);
	}
	assert_int_equal(map.n, 3000);
	assert_null(map_get(&map, S("nyckel 3000")));
	*map_at(&map, (str){0}) = values;
	assert_ptr_equal(map_get(&map, S("")), values);
}

/* What stands alone in its block moves with it; a neighbour behind it stays where it is. */
static void
arena_grows_what_stands_alone(void **state)
{
	(void)state;
	struct arena own = {0};
	char *bytes = arena_alloc(&own, 1);
	bytes[0] = 'x';
	for (size_t n = 1; n < 8000000; n *= 2) {
		bytes = arena_grow(&own, bytes, n, n * 2);
		assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
		assert_int_equal(bytes[0], 'x');
		assert_true(is_zero(bytes + n, n));
	}
	char *neighbour = arena_alloc(&own, 10);
	memset(neighbour, 'n', 10);
	bytes = arena_grow(&own, bytes, 8388608, 9000000);
	assert_int_equal(bytes[0], 'x');
	assert_memory_equal(neighbour, "nnnnnnnnnn", 10);
	arena_reset(&own);
	assert_true(is_zero(arena_alloc(&own, 9000000), 9000000));
	arena_free(&own);
}

static void
numbers_and_parts(void **state)
{
	(void)state;
	char room[STR_DIGITS];
	assert_true(str_eq(str_digits(room, 0), S("0")));
	assert_true(str_eq(str_digits(room, UINT64_MAX), S("18446744073709551615")));
	assert_true(str_eq(str_number(&arena, 1070), S("1070")));
	assert_true(str_eq(str_of_parts(&arena, S("p"), str_digits(room, 12), (str){0}, S("-3")), S("p12-3")));
	assert_int_equal(str_of_parts(&arena, (str){0}).n, 0);
	/* On either side of what is formatted at once. */
	for (int n = 250; n < 262; n++) {
		str text = str_format(&arena, "%0*d", n, 7);
		struct buffer buffer = {.arena = &arena};
		buffer_add_format(&buffer, "<%0*d>", n, 7);
		buffer_add_number(&buffer, 40);
		assert_int_equal(text.n, n);
		assert_int_equal(text.p[n - 1], '7');
		assert_int_equal(text.p[n], '\0');
		assert_int_equal(buffer.n, n + 4);
		assert_true(str_ends(buffer_str(&buffer), S("07>40")));
	}
}

static void
sha256_of_the_standard(void **state)
{
	(void)state;
	/* FIPS 180-4 examples: the empty message and "abc". */
	assert_true(str_eq(sha256_hex(&arena, (str){0}),
	                   S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")));
	assert_true(str_eq(sha256_hex(&arena, S("abc")),
	                   S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(arena_gives_zeroed_aligned_memory),
	    cmocka_unit_test(arena_grow_keeps_and_clears),
	    cmocka_unit_test(arena_grows_what_stands_alone),
	    cmocka_unit_test(slices),
	    cmocka_unit_test(numbers_and_parts),
	    cmocka_unit_test(str_cut_takes_every_field),
	    cmocka_unit_test(buffer_grows),
	    cmocka_unit_test(vector_grows),
	    cmocka_unit_test(map_keeps_insertion_order),
	    cmocka_unit_test(sha256_of_the_standard),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
