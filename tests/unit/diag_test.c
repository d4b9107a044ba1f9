/* Diagnostics: the table itself, the order of a list, and the three ways a list is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/forms.h"
#include "base/text.h"

static struct arena arena;
static struct diag_list list;

static const struct diag_style swedish = {.format = DIAG_TEXT, .language = LANGUAGE_SV};
static const struct diag_style english = {.format = DIAG_TEXT, .language = LANGUAGE_EN};

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

static struct place
place_in(const char *bytes, const char *part)
{
	const struct source *source = source_make(&arena, S("content/a.md"), S("a.md"), str_of(bytes), &list);
	assert_non_null(source);
	size_t at = str_find(source->text, str_of(part));
	assert_int_not_equal(at, SIZE_MAX);
	return place_of(source, at, at + strlen(part));
}

static const char *
printed(struct diag_style style)
{
	struct buffer out = {.arena = &arena};
	diag_print_all(&out, &list, style);
	return str_c(&arena, buffer_str(&out));
}

static const char *
summary(struct diag_style style)
{
	struct buffer out = {.arena = &arena};
	diag_print_summary(&out, &list, style);
	return str_c(&arena, buffer_str(&out));
}

/* The first row of the table with that severity; DIAG_COUNT when there is none. */
static enum diag_code
some(enum severity severity)
{
	int code = 0;
	while (code < DIAG_COUNT && diag_row((enum diag_code)code)->severity != severity)
		code++;
	return (enum diag_code)code;
}

/* Which of {1} to {4} a text uses, as bits; fails on any other digit in braces. Messages about templates show tags. */
static unsigned
placeholders(const char *text)
{
	unsigned used = 0;
	for (const char *p = text; (p = strchr(p, '{')); p++) {
		if (p[1] < '0' || p[1] > '9')
			continue;
		if (p[1] < '1' || p[1] > '0' + DIAG_ARGUMENTS || p[2] != '}')
			fail_msg("strange brace in: %s", text);
		used |= 1u << (p[1] - '1');
	}
	return used;
}

static void
test_table(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_COUNT; i++) {
		const struct diag_row *row = diag_row((enum diag_code)i);
		assert_int_equal(strlen(row->number), 4);
		assert_true(row->number[0] == 'P' && strspn(row->number + 1, "0123456789") == 3);
		if (i > 0 && strcmp(diag_row((enum diag_code)(i - 1))->number, row->number) >= 0)
			fail_msg("%s is out of order", row->number);
		unsigned known = placeholders(row->text[0]);
		assert_int_equal(known, placeholders(row->text[1]));
		assert_int_equal(placeholders(row->hint[0]), placeholders(row->hint[1]));
		assert_int_equal(!row->hint[0][0], !row->hint[1][0]);
		for (int language = 0; language < 2; language++) {
			str text = str_of(row->text[language]);
			if (text.n == 0 || str_ends(text, S(".")) || strlen(row->explain[language]) < 40)
				fail_msg("%s has a poor text or explanation", row->number);
			assert_int_equal(text_invalid(text), SIZE_MAX);
			assert_true(str_eq(text_nfc(&arena, text), text));
		}
		assert_ptr_equal(diag_row_by_number(str_of(row->number)), row);
	}
	assert_ptr_equal(diag_row_by_number(S("p012")), diag_row(DIAG_UNKNOWN_MUNICIPALITY));
	assert_null(diag_row_by_number(S("P999")));
	assert_null(diag_row_by_number(S("012")));
	assert_null(diag_row_by_number(S("P0120")));
	assert_null(diag_row_by_number((str){0}));
}

/* The example that cli.md shows, to the byte. */
static void
test_published_example(void **state)
{
	(void)state;
	str bytes = S("---\nnätverk: SIKT\ndatum: 2018-12-14\nplats: Skövde\nkommun: Skövde\nnärvarande:\n  - Ulf "
	              "Andersson, Skövd\n---\n");
	const struct source *source = source_make(&arena, S("content/protokoll/2018/2018-12-14-sikt.md"),
	                                          S("protokoll/2018/2018-12-14-sikt.md"), bytes, &list);
	size_t at = str_find(bytes, S("Skövd\n"));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_of(source, at, at + 6), S("Skövde"), S("Skövd"));
	assert_string_equal(printed(swedish),
	                    "content/protokoll/2018/2018-12-14-sikt.md:7:20: fel: okänd kommun \"Skövd\" [P012]\n"
	                    "  7 |   - Ulf Andersson, Skövd\n"
	                    "    |                    ^~~~~ menade du \"Skövde\"?\n");
	assert_string_equal(
	    printed(english),
	    "content/protokoll/2018/2018-12-14-sikt.md:7:20: error: unknown municipality \"Skövd\" [P012]\n"
	    "  7 |   - Ulf Andersson, Skövd\n"
	    "    |                    ^~~~~ did you mean \"Skövde\"?\n");
	assert_string_equal(summary(swedish), "1 fel i 1 dokument\n");
	assert_string_equal(summary(english), "1 error in 1 document\n");
}

static const char *
printed_after_head(void)
{
	return strchr(printed(swedish), '\n') + 1;
}

static void
test_caret_stands_under_the_place(void **state)
{
	(void)state;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("\t漢字\to\xcc\x88\x1b[2J: Skövd!\n", "Skövd"), S("X"), S("Y"));
	assert_string_equal(printed_after_head(), "  1 |  漢字 o\xcc\x88\xef\xbf\xbd[2J: Skövd!\n"
	                                          "    |              ^~~~~ menade du \"X\"?\n");
	list.n = 0;
	/* Over two lines; at the end of a line; in an empty line; at the end of the file. */
	struct place place = place_in("ett två\ntre\n\n", "två\ntre");
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place, S("X"));
	assert_string_equal(printed_after_head(), "  1 | ett två\n    |     ^~~ menade du \"X\"?\n");
	list.items[0].place = place_of(place.source, 8, 8);
	assert_string_equal(printed_after_head(), "  1 | ett två\n    |        ^ menade du \"X\"?\n");
	list.items[0].place = place_of(place.source, 9, 9);
	assert_string_equal(printed_after_head(), "  2 | tre\n    | ^ menade du \"X\"?\n");
	list.items[0].place = place_of(place.source, 13, 13);
	assert_string_equal(printed_after_head(), "  3 |\n    | ^ menade du \"X\"?\n");
	list.items[0].place = place_of(place.source, 14, 14);
	assert_string_equal(printed_after_head(), "  4 |\n    | ^ menade du \"X\"?\n");
}

static void
test_nfd_and_crlf_keep_the_caret(void **state)
{
	(void)state;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("a\r\no\xcc\x88o\xcc\x88 Sko\xcc\x88vd slut\r\n", "Skövd"),
	     S("X"), S("Y"));
	assert_string_equal(printed(swedish), "content/a.md:2:6: fel: okänd kommun \"Y\" [P012]\n"
	                                      "  2 | o\xcc\x88o\xcc\x88 Sko\xcc\x88vd slut\n"
	                                      "    |    ^~~~~ menade du \"X\"?\n");
	assert_non_null(strstr(printed((struct diag_style){.format = DIAG_JSON}), "\"column\":6,\"endColumn\":12"));
}

static void
test_long_line_is_cut_around_the_place(void **state)
{
	(void)state;
	struct buffer line = {.arena = &arena};
	for (int i = 0; i < 1000; i++)
		buffer_lit(&line, "å");
	buffer_lit(&line, "Skövd");
	for (int i = 0; i < 1000; i++)
		buffer_lit(&line, "ö");
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in(str_c(&arena, buffer_str(&line)), "Skövd"), (str){0}, S("Y"));
	str shown = str_of(printed_after_head());
	str first = str_cut(&shown, '\n'), second = str_cut(&shown, '\n');
	assert_true(str_starts(first, S("  1 | …å")) && str_ends(first, S("ö…")));
	assert_int_equal(text_length(first), 6 + 160 + 2);
	size_t caret = str_find_char(second, '^');
	assert_int_equal(text_length(str_slice(first, 0, str_find(first, S("Skövd")))), caret);
	assert_true(str_starts(str_from(second, caret), S("^~~~~ lägg till kommunen")));
}

static void
test_without_a_line(void **state)
{
	(void)state;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_file(source_unread(&arena, S("content/\x1b.md"), S("x"))), S("A"),
	     S("B\x07\n\xff"));
	assert_string_equal(
	    printed(swedish),
	    "content/\xef\xbf\xbd.md: fel: okänd kommun \"B\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\" [P012]\n"
	    "  menade du \"A\"?\n");
	list.n = 0;
	diag(&list, DIAG_SOURCE_NUL_BYTE, (struct place){0}, (str){0});
	assert_string_equal(printed(english), "error: the file has a NUL byte, which may not stand in text [P002]\n"
	                                      "  take the character out, or save the file as plain text\n");
	assert_string_equal(summary(english), "1 error\n");
	assert_string_equal(printed((struct diag_style){.format = DIAG_JSON, .language = LANGUAGE_EN}),
	                    "{\"file\":null,\"line\":null,\"column\":null,\"endColumn\":null,\"severity\":\"error\","
	                    "\"code\":\"P002\",\"message\":\"the file has a NUL byte, which may not stand in text\","
	                    "\"suggestion\":\"take the character out, or save the file as plain text\"}\n");
	assert_string_equal(printed((struct diag_style){.format = DIAG_GITHUB, .language = LANGUAGE_EN}),
	                    "::error title=P002::the file has a NUL byte, which may not stand in text%0A"
	                    "take the character out, or save the file as plain text\n");
}

static void
test_machine_formats(void **state)
{
	(void)state;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("a\nb 100% \"Skövd\"\n", "\"Skövd\""), S("Skövde"),
	     S("\"Skövd\"\n100%"));
	assert_string_equal(printed((struct diag_style){.format = DIAG_GITHUB}),
	                    "::error file=content/a.md,line=2,col=8,endColumn=15,title=P012::okänd kommun "
	                    "\"\"Skövd\"%0A100%25\"%0Amenade du \"Skövde\"?\n");
	assert_string_equal(
	    printed((struct diag_style){.format = DIAG_JSON}),
	    "{\"file\":\"content/a.md\",\"line\":2,\"column\":8,\"endColumn\":15,\"severity\":\"error\",\"code\":"
	    "\"P012\",\"message\":\"okänd kommun \\\"\\\"Skövd\\\"\\n100%\\\"\",\"suggestion\":\"Skövde\"}\n");
	assert_string_equal(summary((struct diag_style){.format = DIAG_JSON}), "");
}

static void
test_colour(void **state)
{
	(void)state;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("Skövd\n", "Skövd"), S("X"), S("Y"));
	struct diag_style style = swedish;
	style.colour = true;
	assert_string_equal(printed(style), "content/a.md:1:1: \033[1;31mfel:\033[0m okänd kommun \"Y\" [P012]\n"
	                                    "  1 | Skövd\n    | \033[1;31m^~~~~\033[0m menade du \"X\"?\n");
}

static void
test_severities(void **state)
{
	(void)state;
	enum diag_code warning = some(SEVERITY_WARNING), note = some(SEVERITY_NOTE);
	assert_string_equal(summary(swedish), "inga fel\n");
	assert_string_equal(summary(english), "no faults\n");
	if (warning == DIAG_COUNT || note == DIAG_COUNT)
		skip();
	struct place a = place_in("Skövd\n", "Skövd");
	struct place b = place_file(source_unread(&arena, S("content/b.md"), S("b.md")));
	diag(&list, warning, a, (str){0});
	assert_string_equal(summary(swedish), "1 varning i 1 dokument\n");
	diag(&list, warning, b, (str){0});
	diag(&list, note, b, (str){0});
	assert_string_equal(summary(swedish), "2 varningar, 1 not i 2 dokument\n");
	diag(&list, note, a, (str){0});
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, a, (str){0}, S("Y"));
	assert_string_equal(summary(swedish), "1 fel, 2 varningar, 2 noter i 2 dokument\n");
	assert_string_equal(summary(english), "1 error, 2 warnings, 2 notes in 2 documents\n");
	assert_string_equal(summary((struct diag_style){.strict = true}), "3 fel, 2 noter i 2 dokument\n");
	assert_string_equal(summary((struct diag_style){.quiet = true}), "1 fel i 1 dokument\n");
	assert_int_equal(diag_count(&list, SEVERITY_WARNING), 2);
	assert_null(strstr(printed((struct diag_style){.quiet = true}), "varning:"));
	assert_non_null(strstr(printed(swedish), "content/b.md: varning: "));
	assert_non_null(strstr(printed(english), "content/b.md: note: "));
	assert_null(strstr(printed((struct diag_style){.strict = true}), "varning:"));
	assert_non_null(
	    strstr(printed((struct diag_style){.format = DIAG_GITHUB}), "::notice file=content/b.md,title="));
}

static void
test_sorting(void **state)
{
	(void)state;
	struct place a = place_in("Skövd\nVarra\n", "Varra"), other = place_in("x Skövd Varra", "x");
	struct place z = place_file(source_unread(&arena, S("content/z.md"), S("z.md")));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, z, (str){0}, S("1"));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, a, (str){0}, S("2"));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, a, (str){0}, S("1"));
	diag(&list, DIAG_SOURCE_NUL_BYTE, a, (str){0});
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, other, (str){0}, S("3"));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, a, (str){0}, S("1"));
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, (struct place){0}, (str){0}, S("4"));
	struct diag_list copy = {.arena = &arena};
	diag_append(&copy, &list);
	diag_sort(&list);
	assert_int_equal(list.n, 6);
	assert_null(list.items[0].place.source);
	assert_true(str_eq(list.items[1].arguments[0], S("3")));
	assert_int_equal(list.items[2].code, DIAG_SOURCE_NUL_BYTE);
	assert_true(str_eq(list.items[3].arguments[0], S("1")));
	assert_true(str_eq(list.items[4].arguments[0], S("2")));
	assert_true(list.items[5].place.whole);
	assert_int_equal(copy.n, 7);
	struct diag_list empty = {.arena = &arena};
	diag_sort(&empty);
	assert_int_equal(empty.n, 0);
}

/* ---- what may not be shown ---- */

/* Hides "Ann Berg", who is shown as "(namn dolt)". */
static str
hide_ann(const void *masking, struct arena *into, str text, bool keep_width)
{
	struct buffer out = {.arena = into};
	struct form_match match;
	size_t copied = 0;
	for (size_t at = 0; forms_next(masking, text, &at, &match); copied = match.end) {
		buffer_add(&out, str_slice(text, copied, match.start));
		size_t dots = keep_width ? text_length(str_slice(text, match.start, match.end)) : 0;
		while (dots--)
			buffer_lit(&out, "•");
		if (!keep_width)
			buffer_lit(&out, "(namn dolt)");
	}
	buffer_add(&out, str_from(text, copied));
	return buffer_str(&out);
}

static struct diag_style
masking(enum diag_format format)
{
	struct forms *forms = forms_new(&arena);
	forms_add(forms, S("Ann Berg"), 0);
	return (struct diag_style){.format = format, .mask = hide_ann, .masking = forms};
}

static void
test_mask_covers_everything(void **state)
{
	(void)state;
	const char *text = "x\n- Ann Berg, Skövd\n";
	struct place place = place_in(text, "Skövd");
	((struct source *)(uintptr_t)place.source)->path = S("content/ann-berg.md");
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place, S("ANN BERG"), S("Ann Bergs"));
	assert_string_equal(printed(masking(DIAG_TEXT)),
	                    "content/••••••••.md:2:13: fel: okänd kommun \"(namn dolt)\" [P012]\n"
	                    "  2 | - ••••••••, Skövd\n"
	                    "    |             ^~~~~ menade du \"(namn dolt)\"?\n");
	assert_string_equal(printed(masking(DIAG_GITHUB)),
	                    "::error file=content/••••••••.md,line=2,col=13,endColumn=18,title=P012::"
	                    "okänd kommun \"(namn dolt)\"%0Amenade du \"(namn dolt)\"?\n");
	assert_string_equal(printed(masking(DIAG_JSON)),
	                    "{\"file\":\"content/••••••••.md\",\"line\":2,\"column\":13,\"endColumn\":18,\"severity\":\"error\","
	                    "\"code\":\"P012\",\"message\":\"okänd kommun \\\"(namn dolt)\\\"\",\"suggestion\":\"(namn dolt)\"}\n");
	assert_null(strstr(printed(swedish), "•"));
}

static void
test_mask_keeps_the_caret(void **state)
{
	(void)state;
	/* Decomposed, with a name that only begins on the line before, and the place inside a name. */
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("å Ann\r\nBerg å, Ann Bérg Skövd\r\n", "Skövd"), (str){0}, S("Y"));
	assert_non_null(strstr(printed(masking(DIAG_TEXT)), "  2 | •••• å, •••••••• Skövd\n    |                  ^~~~~ "));
	list.n = 0;
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in("då A\xcc\x8ann Be\xcc\x81rg x", "Bérg"), (str){0}, S("Y"));
	assert_non_null(strstr(printed(masking(DIAG_TEXT)), "  1 | då •••••••••• x\n    |         ^~~~~ "));
}

static void
test_mask_where_the_line_is_cut(void **state)
{
	(void)state;
	struct buffer line = {.arena = &arena};
	for (int i = 0; i < 100; i++)
		buffer_lit(&line, "Ann Berg å ");
	buffer_lit(&line, "Skövd");
	for (int i = 0; i < 100; i++)
		buffer_lit(&line, " å Ann Berg");
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place_in(str_c(&arena, buffer_str(&line)), "Skövd"), (str){0}, S("Y"));
	const char *shown = printed(masking(DIAG_TEXT));
	assert_null(strpbrk(str_c(&arena, str_slice(str_of(strchr(shown, '|')), 0, 300)), "ABnr"));
	assert_non_null(strstr(shown, "•••••••• å Skövd å ••••••••"));
}

static void
test_identity_numbers_are_masked_always(void **state)
{
	(void)state;
	struct place place = place_in("elev 19121212-1212 i Skövd, 070-123 45 67\n", "Skövd");
	diag(&list, DIAG_UNKNOWN_MUNICIPALITY, place, S("121212-1212"), S("19121212-1212"));
	const char *text = printed(swedish);
	assert_non_null(strstr(text, "okänd kommun \"•••••••••••••\""));
	assert_non_null(strstr(text, "  1 | elev ••••••••••••• i Skövd, 070-123 45 67\n    |                      ^~~~~ menade du "
	                             "\"•••••••••••\"?"));
	assert_null(strstr(printed((struct diag_style){.format = DIAG_JSON}), "1212"));
	assert_null(strstr(printed((struct diag_style){.format = DIAG_GITHUB}), "1212"));
}

static void
test_warnings_do_not_repeat_what_they_warn_of(void **state)
{
	(void)state;
	const char *text = "Anna: anna@example.se, tel 070-123 45 67 och 19121212-1212.\n";
	diag(&list, DIAG_MAIL_ADDRESS, place_in(text, "anna@example.se"), (str){0});
	diag(&list, DIAG_PHONE_NUMBER, place_in(text, "070-123 45 67"), (str){0});
	diag(&list, DIAG_IDENTITY_NUMBER, place_in(text, "19121212-1212"), (str){0});
	const char *shown = printed(swedish);
	assert_non_null(strstr(shown,
	                       "  1 | Anna: •••••••••••••••, tel ••••••••••••• och •••••••••••••.\n"
	                       "    |       ^~~~~~~~~~~~~~~ "));
	assert_non_null(strstr(shown, "\n    |                            ^~~~~~~~~~~~~ "));
	assert_null(strstr(printed((struct diag_style){.format = DIAG_JSON}), "070"));
	list.n = 0;
	struct place file = place_file(source_unread(&arena, S("content/anna@example.se_121212-1212.md"), S("x.md")));
	diag(&list, DIAG_CONTACT_IN_FILE_NAME, file, (str){0});
	assert_non_null(strstr(printed(swedish), "content/•••••••••••••••_•••••••••••.md: varning: "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_table, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_published_example, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_caret_stands_under_the_place, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_nfd_and_crlf_keep_the_caret, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_long_line_is_cut_around_the_place, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_without_a_line, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_machine_formats, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_colour, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_severities, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_sorting, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_mask_covers_everything, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_mask_keeps_the_caret, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_mask_where_the_line_is_cut, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_identity_numbers_are_masked_always, prepare, clear),
	    cmocka_unit_test_setup_teardown(test_warnings_do_not_repeat_what_they_warn_of, prepare, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
