/* Sources: what normalising makes of a file, and that every reported place is the one in the file as it stands on
   disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"

static struct arena arena;
static struct diag_list list;

static int
prepare(void **state)
{
	(void)state;
	list = (struct diag_list){.arena = &arena};
	return 0;
}

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct source *
make(str bytes)
{
	return source_make(&arena, S("content/a.md"), S("a.md"), bytes, &list);
}

/* The place of the first `part` in the text. */
static void
assert_at(const struct source *source, str part, uint32_t line, uint32_t column)
{
	size_t at = str_find(source->text, part);
	assert_int_not_equal(at, SIZE_MAX);
	struct position position = source_position(source, at);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

static void
assert_str(str actual, str expected)
{
	assert_int_equal(actual.n, expected.n);
	assert_true(str_eq(actual, expected));
}

static void
test_plain(void **state)
{
	(void)state;
	str bytes = S("---\nplats: Skövde\n\n漢字 slut");
	const struct source *source = make(bytes);
	assert_true(source->same);
	assert_ptr_equal(source->text.p, bytes.p);
	assert_at(source, S("---"), 1, 1);
	assert_at(source, S("Skövde"), 2, 8);
	assert_at(source, S("de\n"), 2, 12);
	assert_at(source, S("slut"), 4, 4);
	struct position end = source_position(source, bytes.n + 100);
	assert_int_equal(end.line, 4);
	assert_int_equal(end.column, 8);
	/* A byte inside a character is the character's place. */
	assert_int_equal(source_position(source, str_find(bytes, S("ö")) + 1).column, 10);
	assert_str(source_line(source, 2), S("plats: Skövde"));
	assert_str(source_line(source, 3), (str){0});
	assert_str(source_line(source, 4), S("漢字 slut"));
	assert_str(source_line(source, 5), (str){0});
	assert_str(source_line(source, 0), (str){0});
}

static void
test_bom_and_line_ends(void **state)
{
	(void)state;
	const struct source *source = make(S("\xef\xbb\xbf"
	                                     "ett\r\ntvå\rtre\n\r\rsex\r\n"));
	assert_false(source->same);
	assert_str(source->text, S("ett\ntvå\ntre\n\n\nsex\n"));
	assert_at(source, S("ett"), 1, 1);
	assert_at(source, S("vå"), 2, 2);
	assert_at(source, S("tre"), 3, 1);
	assert_at(source, S("sex"), 6, 1);
	assert_at(source, S("x\n"), 6, 3);
	assert_str(source_line(source, 1), S("ett"));
	assert_str(source_line(source, 2), S("två"));
	assert_str(source_line(source, 6), S("sex"));
	struct position end = source_position(source, source->text.n);
	assert_int_equal(end.line, 7);
	assert_int_equal(end.column, 1);
}

static void
test_nfd(void **state)
{
	(void)state;
	const struct source *source =
	    make(S("# Mo\xcc\x88te i Sko\xcc\x88vde\r\nA\xcc\x8ake \xe0\xa5\x98 q\xcc\x87\xcc\xa3 Go\xcc\x88te"));
	/* U+0958 has no composed form in NFC, so the text is longer there than the file. */
	assert_str(source->text, S("# Möte i Skövde\nÅke \xe0\xa4\x95\xe0\xa4\xbc q\xcc\xa3\xcc\x87 Göte"));
	assert_at(source, S("Möte"), 1, 3);
	assert_at(source, S("te i"), 1, 6); /* the file has two characters where the text has one */
	assert_at(source, S("Skövde"), 1, 11);
	assert_at(source, S("vde"), 1, 15);
	assert_at(source, S("Åke"), 2, 1);
	assert_at(source, S("ke "), 2, 3);
	assert_at(source, S("q"), 2, 8);
	assert_at(source, S("Göte"), 2, 12);
	assert_at(source, S("te"), 1, 6);
	for (size_t at = 0; at <= source->text.n; at++)
		assert_in_range(source_raw_offset(source, at), 0, source->raw.n);
}

/* Whole NFC against what is built piece by piece, on text that is hard for both. */
static void
test_pieces_make_the_whole(void **state)
{
	(void)state;
	static const char *const hard[] = {
	    "a\xcc\x88\xcc\xa3\r\n\xcc\x88",
	    ("\xcc\x88"
	     "a"),
	    "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8x\r",
	    "e\xcc\x81\r\xcc\x81",
	    "\xe2\x84\xab\xe2\x80\x93\r",
	    "o\xcc\xa8\xcc\x84 \xc7\xad\r\n",
	    "\xe0\xa7\x87\xe0\xa6\xbe\r",
	    "å\xcc\x81\r",
	};
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
		const struct source *source = make(str_of(hard[i]));
		struct buffer unix_ends = {.arena = &arena};
		for (const char *p = hard[i]; *p; p++)
			if (*p != '\r')
				buffer_add_char(&unix_ends, *p);
			else if (p[1] != '\n')
				buffer_lit(&unix_ends, "\n");
		assert_str(source->text, text_nfc(&arena, buffer_str(&unix_ends)));
	}
}

/* Random files: the text is what normalising the whole gives, and places never go backwards. */
static void
test_random_files(void **state)
{
	(void)state;
	static const char *const pieces[] = {
	    "a",        "o",        "\n",           "\r", "\r\n",         "å",
	    "\xcc\x88", "\xcc\xa3", "\xe0\xa5\x98", "–",  "\xe1\x84\x80", "\xe1\x85\xa1",
	    "😀",
	};
	uint32_t random = 7;
	for (int round = 0; round < 2000; round++) {
		struct buffer raw = {.arena = &arena}, ends = {.arena = &arena};
		for (int i = 0; i < 30; i++) {
			random = random * 1664525u + 1013904223u;
			buffer_add(&raw, str_of(pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]));
		}
		str bytes = buffer_str(&raw);
		for (size_t i = 0; i < bytes.n; i++)
			if (bytes.p[i] != '\r')
				buffer_add_char(&ends, bytes.p[i]);
			else if (i + 1 == bytes.n || bytes.p[i + 1] != '\n')
				buffer_lit(&ends, "\n");
		const struct source *source = make(bytes);
		assert_str(source->text, text_nfc(&arena, buffer_str(&ends)));
		uint32_t line = 1, column = 1;
		for (size_t at = 0; at <= source->text.n; at++) {
			struct position position = source_position(source, at);
			bool after_end = at > 0 && source->text.p[at - 1] == '\n';
			assert_int_equal(position.line, line + after_end);
			assert_true(after_end ? position.column == 1 : position.column >= column);
			line = position.line;
			column = position.column;
		}
		arena_reset(&arena);
	}
}

static void
test_long_file(void **state)
{
	(void)state;
	struct buffer bytes = {.arena = &arena};
	for (int i = 0; i < 3000; i++)
		buffer_add_format(&bytes, "å%d ", i);
	buffer_lit(&bytes, "\n");
	for (int i = 0; i < 3000; i++)
		buffer_add_format(&bytes, "ö rad %d\n", i);
	const struct source *source = make(buffer_str(&bytes));
	str text = source->text;
	uint32_t line = 1, column = 1;
	for (size_t at = 0; at < text.n;) {
		struct position position = source_position(source, at);
		assert_int_equal(position.line, line);
		assert_int_equal(position.column, column);
		column++;
		if (text_next(text, &at) == '\n') {
			line++;
			column = 1;
		}
	}
}

static void
assert_one(const char *number, uint32_t line, uint32_t column)
{
	assert_int_equal(list.n, 1);
	assert_string_equal(diag_row(list.items[0].code)->number, number);
	struct place place = list.items[0].place;
	struct position position = place.whole ? (struct position){0} : source_position(place.source, place.start);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
	list.n = 0;
}

static void
test_encodings(void **state)
{
	(void)state;
	assert_null(make(S("ett\nn\xe4rvarande: Sk\xf6vde\n")));
	assert_one("P004", 2, 2);
	assert_null(make(S("ett å\ntv\xe5\n"))); /* some of it is UTF-8: damaged, not Latin-1 */
	assert_one("P001", 2, 3);
	assert_null(make(S("a\x80\x81")));
	assert_one("P001", 1, 2);
	assert_null(make(S("a\nb\0c\n")));
	assert_one("P002", 2, 2);
	assert_null(make(S("\xff\xfe"
	                   "a\0b\0")));
	assert_one("P003", 0, 0);
	assert_null(make(S("\xfe\xff\0a\0b")));
	assert_one("P003", 0, 0);
	assert_null(make(S("t\0i\0t\0e\0l\0:\0\n\0")));
	assert_one("P003", 0, 0);
	assert_null(make(S("a\0b\n\xff")));
	assert_int_equal(list.n, 2);
	list.n = 0;
	assert_non_null(make((str){0}));
	assert_non_null(make(S("\xef\xbb\xbf")));
	assert_int_equal(list.n, 0);
}

static void
test_unread(void **state)
{
	(void)state;
	const struct source *source = source_unread(&arena, S("content/x.md"), S("x.md"));
	assert_int_equal(source_position(source, 3).line, 0);
	assert_int_equal(source_line(source, 1).n, 0);
	assert_int_equal(source_position(NULL, 0).line, 0);
	assert_true(place_file(source).whole);
	struct place place = place_of(source, 5, 3);
	assert_int_equal(place.end, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_plain, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_bom_and_line_ends, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_nfd, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_pieces_make_the_whole, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_random_files, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_long_file, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_encodings, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_unread, prepare, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
