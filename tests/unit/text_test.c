/* Unicode: decoding of broken bytes, normalisation, folding, slugs, Swedish order, guesses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/text.h"

#define assert_text(actual, expected)                                                                                  \
	do {                                                                                                           \
		str got = (actual), want = str_of(expected);                                                           \
		assert_int_equal(got.n, want.n);                                                                       \
		assert_true(str_eq(got, want));                                                                        \
	} while (0)

static struct arena arena;

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
test_decoding(void **state)
{
	(void)state;
	str s = S("aå€😀");
	size_t at = 0;
	assert_int_equal(text_next(s, &at), 'a');
	assert_int_equal(text_next(s, &at), 0xe5);
	assert_int_equal(text_next(s, &at), 0x20ac);
	assert_int_equal(text_next(s, &at), 0x1f600);
	assert_int_equal(at, s.n);
	assert_int_equal(text_next(s, &at), 0xfffd);
	assert_int_equal(at, s.n);
	assert_int_equal(text_before(s, s.n), 0x1f600);
	assert_int_equal(text_before(s, 3), 0xe5);
	assert_int_equal(text_before(s, 1), 'a');
	assert_int_equal(text_before(s, 0), 0xfffd);
	assert_int_equal(text_length(s), 4);
}

static void
test_broken_bytes_move_by_one(void **state)
{
	(void)state;
	static const char *const broken[] = {"\xe5n",    "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80",
	                                     "\xe2\x82", "\x80",     "\xf0\x9f\x98"};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		size_t at = 0;
		assert_int_equal(text_next(str_of(broken[i]), &at), 0xfffd);
		assert_int_equal(at, 1);
		assert_int_equal(text_invalid(str_of(broken[i])), 0);
	}
	assert_int_equal(text_invalid(S("åäö \xef\xbf\xbd €")), SIZE_MAX);
	assert_int_equal(text_invalid(S("åä\xf6")), 4);
	assert_int_equal(text_invalid((str){0}), SIZE_MAX);
	assert_int_equal(text_before(S("a\x80"), 2), 0xfffd);
}

static void
test_width(void **state)
{
	(void)state;
	assert_int_equal(text_width(S("Skövde")), 6);
	assert_int_equal(text_width(S("o\xcc\x88")), 1);
	assert_int_equal(text_width(S("漢字")), 4);
	assert_int_equal(text_width(S("😀!")), 3);
	assert_int_equal(text_width(S("a\xe2\x80\x8b"
	                              "b")),
	                 2);
}

static void
test_classes(void **state)
{
	(void)state;
	assert_true(text_is_word('_') && text_is_word('7') && text_is_word(0xe5) && text_is_word(0x308) &&
	            text_is_word('z'));
	assert_false(text_is_word('-') || text_is_word('@') || text_is_word('[') || text_is_word('`') ||
	             text_is_word('{'));
	assert_false(text_is_word(0x2019) || text_is_word(0xa0));
	assert_true(text_is_letter(0xd6) && !text_is_letter('0') && !text_is_letter(0x308));
	assert_true(text_is_upper(0xc5) && text_is_upper('A') && !text_is_upper(0xe5) && !text_is_upper('['));
	assert_true(text_is_lower(0xe5) && !text_is_lower('1'));
	assert_true(text_is_digit('0') && text_is_digit('9') && !text_is_digit(0x661) && !text_is_digit('/'));
	assert_true(text_is_space(' ') && text_is_space('\n') && text_is_space(0xa0) && !text_is_space(0x200b));
}

static void
test_invisible(void **state)
{
	(void)state;
	static const uint32_t hidden[] = {0x200b, 0x200c, 0x200d, 0x200e, 0x202e,
	                                  0x2066, 0x2069, 0x2060, 0xfeff, 0x61c};
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		assert_true(text_is_invisible(hidden[i]));
	assert_false(text_is_invisible(0x2013) || text_is_invisible(0xa0) || text_is_invisible(0x202f) ||
	             text_is_invisible(0x308));
	assert_int_equal(text_invisible(S("åö – text"), 0), SIZE_MAX);
	assert_int_equal(text_invisible(S("å\xe2\x80\xae"
	                                  "b"),
	                                0),
	                 2);
	assert_int_equal(text_invisible(S("å\xe2\x80\xae"
	                                  "b"),
	                                5),
	                 SIZE_MAX);
	assert_int_equal(text_invisible(S("👩\xe2\x80\x8d💻 👩🏽\xe2\x80\x8d💻 ❤️\xe2\x80\x8d🔥"), 0),
	                 SIZE_MAX);
	assert_int_equal(text_invisible(S("Va\xe2\x80\x8dra"), 0), 2);
	assert_int_equal(text_invisible(S("👩\xe2\x80\x8d"), 0), 4);
}

static void
test_normalising(void **state)
{
	(void)state;
	str plain = S("Skövde – ”möte” 😀");
	assert_ptr_equal(text_nfc(&arena, plain).p, plain.p);
	str marked = S("q\xcc\x87\xcc\xa3 x"); /* dot above before dot below: not in order */
	assert_text(text_nfc(&arena, marked), "q\xcc\xa3\xcc\x87 x");
	str kept = S("q\xcc\xa3\xcc\x87");
	assert_ptr_equal(text_nfc(&arena, kept).p, kept.p);
	assert_text(text_nfc(&arena, S("Sko\xcc\x88vde")), "Skövde");
	assert_text(text_nfc(&arena, S("\xe2\x84\xab")), "Å"); /* the sign for ångström */
	assert_text(text_nfd(&arena, S("Å")), "A\xcc\x8a");
	assert_text(text_nfc(&arena, text_nfd(&arena, S("åäöÅÄÖéü"))), "åäöÅÄÖéü");
	assert_int_equal(text_nfc(&arena, (str){0}).n, 0);
}

static void
test_segments(void **state)
{
	(void)state;
	str s = S("abo\xcc\x88\xcc\x87"
	          "cå");
	assert_int_equal(text_segment_end(s, 0), 1);
	assert_int_equal(text_segment_end(s, 2), 7);
	assert_int_equal(text_segment_end(s, 7), 8);
	assert_int_equal(text_segment_end(s, 8), 10);
}

static void
test_folding(void **state)
{
	(void)state;
	assert_text(text_fold(&arena, S("SKÖVDE Åse É×")), "skövde åse é×");
	assert_text(text_fold(&arena, S("Straße")), "strasse");
	assert_text(text_fold(&arena, S("\xc2\xb5")), "\xce\xbc");
	assert_text(text_fold(&arena, S("ŁÓDŹ ΣΑΣ")), "łódź σασ");
	assert_text(text_fold(&arena, S("[@`{")), "[@`{");
	assert_text(text_upper_first(&arena, S("ärende")), "Ärende");
	assert_text(text_upper_first(&arena, S("1 ärende")), "1 ärende");
	assert_text(text_upper_first(&arena, S("𐐨x")), "𐐀x");
	assert_int_equal(text_upper_first(&arena, (str){0}).n, 0);
}

static void
test_slugs(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
	    {"Hannes Berggren", "hannes-berggren"},
	    {"Habo", "habo"},
	    {"Håbo", "habo"},
	    {"Skövde", "skovde"},
	    {"Sko\xcc\x88vde", "skovde"},
	    {"Ærø & Straße", "aero-strasse"},
	    {"Ann-Britt  O'Neill", "ann-britt-o-neill"},
	    {"  --Göliska-IT!! ", "goliska-it"},
	    {"Ñandú №5", "nandu-5"},
	    {"LIKA 2.0", "lika-2-0"},
	    {"???", ""},
	    {"", ""},
	    {"漢字", ""},
	    {"İzmir", "izmir"},
	    {"øÆø", "oaeo"},
	    {"ÅÄÖ", "aao"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_text(text_slug(&arena, str_of(pairs[i][0])), pairs[i][1]);
}

static void
test_swedish_order(void **state)
{
	(void)state;
	static const char *const order[] = {"Ale", "ale 2", "Béla", "Bela 2", "Vara", "Wara",
	                                    "Vb",  "Zorn",  "Åmål", "Ängel",  "Öland"};
	for (size_t i = 1; i < sizeof order / sizeof *order; i++) {
		str a = str_of(order[i - 1]), b = str_of(order[i]);
		if (str_eq(b, S("Vb"))) /* V and W are two letters */
			a = S("Vara");
		if (str_eq(b, S("Wara")))
			a = S("Vb");
		assert_true(text_collate(a, b) < 0);
		assert_true(text_collate(b, a) > 0);
		assert_true(str_compare(text_sort_key(&arena, a), text_sort_key(&arena, b)) < 0);
	}
	assert_int_equal(text_collate(S("Öland"), S("Öland")), 0);
	assert_true(text_collate(S("Öland"), S("O\xcc\x88land")) != 0); /* total: the bytes decide */
	assert_true(str_eq(text_sort_key(&arena, S("Öland")), text_sort_key(&arena, S("O\xcc\x88land"))));
	assert_true(text_collate((str){0}, S("a")) < 0);
	assert_int_equal(text_collate((str){0}, (str){0}), 0);
}

static void
test_nearest(void **state)
{
	(void)state;
	const str towns[] = {S("Skara"), S("Skövde"), S("Hjo"), S("Vara"), S("Grästorp"), S("SIKT")};
	size_t n = sizeof towns / sizeof *towns;
	assert_text(text_nearest(S("Skövd"), towns, n), "Skövde");
	assert_text(text_nearest(S("skövde"), towns, n), "Skövde");
	assert_text(text_nearest(S("Grastrop"), towns, n), "Grästorp");
	assert_text(text_nearest(S("SKIT"), towns, n), "SIKT");
	assert_text(text_nearest(S("Hj"), towns, n), ""); /* a third of two is nothing */
	assert_text(text_nearest(S("Stockholm"), towns, n), "");
	assert_text(text_nearest((str){0}, towns, n), "");
	assert_text(text_nearest(S("Sara"), (const str[]){S("Vara"), S("Skara")}, 2), "Vara"); /* the first of equals */
	char endless[5000];
	memset(endless, 'a', sizeof endless);
	str word = {endless, sizeof endless};
	assert_text(text_nearest(word, &word, 1), "");
	assert_text(text_nearest(S("aaa"), &word, 1), "");
}

/* What must hold of any bytes at all. */
static void
check_anything(str s)
{
	str valid = text_invalid(s) == SIZE_MAX ? s : S("å");
	str composed = text_nfc(&arena, valid), folded = text_fold(&arena, valid), slug = text_slug(&arena, s);
	assert_ptr_equal(text_nfc(&arena, composed).p, composed.p);
	assert_true(str_eq(text_nfc(&arena, text_nfd(&arena, valid)), composed));
	assert_int_equal(text_invalid(folded), SIZE_MAX);
	assert_true(str_eq(text_slug(&arena, slug), slug));
	assert_true(str_eq(text_slug(&arena, composed), text_slug(&arena, valid)));
	for (size_t i = 0; i < slug.n; i++)
		assert_true(text_is_digit((unsigned char)slug.p[i]) || text_is_lower((unsigned char)slug.p[i]) ||
		            (slug.p[i] == '-' && i > 0 && i + 1 < slug.n && slug.p[i - 1] != '-'));
	assert_int_equal(text_collate(s, s), 0);
	str twice = S("Skövde");
	assert_int_equal((text_collate(s, twice) > 0) - (text_collate(s, twice) < 0),
	                 (text_collate(twice, s) < 0) - (text_collate(twice, s) > 0));
	text_width(s);
	text_invisible(s, 0);
	text_nearest(s, &twice, 1);
	for (size_t at = 0, start; at < s.n; assert_true(at > start)) {
		start = at;
		text_next(s, &at);
	}
}

static void
test_naughty_strings(void **state)
{
	(void)state;
	str folder = str_of(getenv("SHARED") ? getenv("SHARED") : "../shared"), bytes;
	if (file_read_named(&arena, path_join(&arena, folder, S("testdata/naughty-strings/blns.txt")), 1000000,
	                    &bytes) != FILE_OK)
		skip();
	assert_true(bytes.n > 10000);
	while (bytes.n)
		check_anything(str_cut(&bytes, '\n'));
}

static void
test_random_bytes(void **state)
{
	(void)state;
	static const char pieces[] =
	    "aZ9- \xc3\xa5\xc3\x96\xcc\x88\xcc\xa3\xe2\x80\x8d\xf0\x9f\x98\x80\xe0\xa5\x98\xc3\x9f\x00\xff";
	uint32_t random = 1;
	for (int round = 0; round < 3000; round++) {
		char bytes[24];
		size_t n = 0;
		while (n < sizeof bytes && (random = random * 1664525u + 1013904223u) >> 28 != 0) {
			size_t piece = (random >> 16) % (sizeof pieces - 1);
			bytes[n++] = pieces[piece];
			while (n < sizeof bytes && piece + 1 < sizeof pieces && (random & 0x80000) &&
			       ((unsigned char)pieces[piece + 1] & 0xc0) == 0x80)
				bytes[n++] = pieces[++piece];
		}
		check_anything((str){bytes, n});
		arena_reset(&arena);
	}
}

static void
use_everything(void *context, unsigned worker, size_t index)
{
	(void)worker;
	int *right = context;
	struct arena mine = {0};
	bool good =
	    text_collate(S("Åmål"), S("Öland")) < 0 && str_eq(text_slug(&mine, S("Sko\xcc\x88vde")), S("skovde"));
	good = good && text_sort_key(&mine, S("Ängel")).n > 0 && str_eq(text_fold(&mine, S("ŁÓDŹ")), S("łódź"));
	right[index] = good;
	arena_free(&mine);
}

static void
test_threads(void **state)
{
	(void)state;
	int right[200] = {0};
	parallel_for(200, 4, use_everything, right);
	for (size_t i = 0; i < 200; i++)
		assert_true(right[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    /* First, so that the collator is opened by several threads at once. */
	    cmocka_unit_test_teardown(test_threads, clear),
	    cmocka_unit_test_teardown(test_decoding, clear),
	    cmocka_unit_test_teardown(test_broken_bytes_move_by_one, clear),
	    cmocka_unit_test_teardown(test_width, clear),
	    cmocka_unit_test_teardown(test_classes, clear),
	    cmocka_unit_test_teardown(test_invisible, clear),
	    cmocka_unit_test_teardown(test_normalising, clear),
	    cmocka_unit_test_teardown(test_segments, clear),
	    cmocka_unit_test_teardown(test_folding, clear),
	    cmocka_unit_test_teardown(test_slugs, clear),
	    cmocka_unit_test_teardown(test_swedish_order, clear),
	    cmocka_unit_test_teardown(test_nearest, clear),
	    cmocka_unit_test_teardown(test_naughty_strings, clear),
	    cmocka_unit_test_teardown(test_random_bytes, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
