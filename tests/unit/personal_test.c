/* Tests of base/personal.h: numbers and addresses as people write them, and everything that only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/personal.h"

static struct arena arena;

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* The text with identity numbers in {}, telephone numbers in [] and mail addresses in <>. */
static const char *
marked(const char *literal)
{
	static const char signs[] = "{}[]<>";
	str text = str_of(literal);
	struct buffer out = {.arena = &arena};
	struct personal_match match;
	size_t at = 0, copied = 0;
	while (personal_next(text, &at, &match)) {
		assert_true(match.start >= copied && match.end > match.start && match.end <= text.n);
		assert_int_equal(at, match.end);
		buffer_add(&out, str_slice(text, copied, match.start));
		buffer_add_char(&out, signs[2 * match.kind]);
		buffer_add(&out, str_slice(text, match.start, match.end));
		buffer_add_char(&out, signs[2 * match.kind + 1]);
		copied = match.end;
	}
	assert_int_equal(at, text.n);
	buffer_add(&out, str_from(text, copied));
	return str_c(&arena, buffer_str(&out));
}

#define finds(text, wanted) assert_string_equal(marked(text), wanted)
#define finds_nothing(text) assert_string_equal(marked(text), text)

static void
finds_each(const char *const *texts, const char *around)
{
	for (; *texts; texts++) {
		const char *text = str_c(&arena, str_format(&arena, "Elev %s, ok", *texts));
		finds(text, str_c(&arena, str_format(&arena, "Elev %c%s%c, ok", around[0], *texts, around[1])));
		finds(*texts, str_c(&arena, str_format(&arena, "%c%s%c", around[0], *texts, around[1])));
	}
}

static void
finds_none(const char *const *texts)
{
	for (; *texts; texts++) {
		finds_nothing(*texts);
		finds_nothing(str_c(&arena, str_format(&arena, "Se %s, ok.", *texts)));
	}
}

static void
test_identity_numbers(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "19121212-1212",       "191212121212",      "121212-1212",       "121212+1212",      "1212121212",
	    "121212 1212",         "19121212 1212",     "121212–1212",       "121212−1212",      "121212‑1212",
	    "121212\xc2\xa0" "1212", "19 121212-1212",  "1912-12-12-1212",   "121212 - 1212",    "12-12-12-1212",
	    "1912.12.12-1212",     "19 1212121212",     "1912 12 12-1212",   "121212\\-1212",    "19121212+1212",
	    "19 12 12 12-1212",    "640823-3234",       "20000229-0013",     "000229-0013",      "640883-3231", NULL,
	};
	finds_each(texts, "{}");
}

static void
test_around_identity_numbers(void **state)
{
	(void)state;
	finds("(121212-1212) pnr:121212-1212. **121212-1212** _121212-1212_ \"121212-1212\"",
	      "({121212-1212}) pnr:{121212-1212}. **{121212-1212}** _{121212-1212}_ \"{121212-1212}\"");
	finds("121212-1212,640823-3234;121212-1212 och\n640823-3234\n",
	      "{121212-1212},{640823-3234};{121212-1212} och\n{640823-3234}\n");
	finds("| 1 | 121212-1212 |", "| 1 | {121212-1212} |");
	finds("§ 4 121212-1212, 2018 121212-1212", "§ 4 {121212-1212}, 2018 {121212-1212}");
	finds("intyg_121212-1212.pdf intyg-121212-1212-bilaga.pdf", "intyg_{121212-1212}.pdf intyg-{121212-1212}-bilaga.pdf");
	finds("https://example.se/?id=191212121212&p=1 /%20121212-1212",
	      "https://example.se/?id={191212121212}&p=1 /%20{121212-1212}");
	finds("121212-1212@example.se", "{121212-1212}@example.se");
	finds("org.nr 121212-1212", "org.nr {121212-1212}"); /* a sole trader's is the owner's own */
	finds("0701-01 12 15, 070101-1215, 070101-1216", "[0701-01 12 15], {070101-1215}, 070101-1216");
}

static void
test_no_identity_numbers(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "121212-1213", "19121212-1213", "121312-1211", "120230-1212", "19110229-0010", "121200-1216", "121499-1216",
	    "640893-3239", "18121212-1212", "21121212-1212", "121212-0008", "1912121212121", "181214-0909",
	    /* dates and times */
	    "2018-12-14", "2019-11-14/2019-11-15", "20181214", "2018-12-14–2018-12-15", "2019-11-14--15", "181214-0900",
	    "2018-12-14 09:00–12:00", "2018-12-14 0901", "2018-12-14 1206", "20181214T0900", "2018-2019", "08.30-12.00",
	    "20181214 0901-1200", "20181214 0901:10", "1:1", "1-1-1", "2018-12-14T09:00:00Z", "19121212121212",
	    /* organisations, documents, accounts */
	    "212000-1710", "16212000-1710", "556036-0793", "5560360793", "2018-0512-1234", "2018:121212-1212",
	    "dnr 121212-1212", "Dnr: 121212-1212", "Diarienummer 19121212-1212", "ärendenr 121212-1212", "ÄRENDE 121212-1212",
	    "KS 2018/121212-1212", "121212-1212/3", "121212-1212-1", "1-121212-1212", "121212-1212:4",
	    "SE45 5000 0000 0583 9825 7466", "5121 2121 2121 2120", "1912 1212 1212 1212", "12121212121212121",
	    "12 121212 1212",
	    "121212 1212 1212", "3,1212121212", "ocr 1212121212", "bankgiro 121212-1212",
	    /* what has letters */
	    "a121212-1212", "121212-1212a", "1212121212f0", "x1212121212", "å121212-1212", "121212-1212ö",
	    "19121212-1212-4abc-9def-001122334455", "1.2.121212-1212", "v1.1212121212", "1212121212.5", NULL,
	};
	finds_none(texts);
}

static void
test_masked(void **state)
{
	(void)state;
	str text = S("19121212-1212, 070-123 45 67, å");
	assert_string_equal(str_c(&arena, personal_masked(&arena, text, false)), "•••••••••••••, 070-123 45 67, å");
	assert_string_equal(str_c(&arena, personal_masked(&arena, text, true)), "•••••••••••••, •••••••••••••, å");
	assert_ptr_equal(personal_masked(&arena, S("2018-12-14"), true).p, S("2018-12-14").p);
}

static void
test_phone_instead_of_identity_number(void **state)
{
	(void)state;
	/* The tenth figure is right for an identity number as well. */
	finds("0701011215 tel 0505051219", "[0701011215] tel [0505051219]");
	finds("tfn nr: 121212-1212", "tfn nr: 121212-1212");
	finds("mobil 121212-1212, 121212-1212", "mobil 121212-1212, {121212-1212}");
	finds("tel 0500-49 80 00, 121212-1212", "tel [0500-49 80 00], {121212-1212}");
	finds("+461212121212", "[+461212121212]");
}

static void
test_phones(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "070-123 45 67",    "0701-23 45 67",    "+46 70 123 45 67", "0046 70 123 45 67", "+46701234567",  "0046701234567",
	    "+46 (0)70-123 45 67", "+46(0)70 123 45 67", "+4670-123 45 67", "0500-49 80 00", "0500-498000",   "08-123 456 78",
	    "0701234567",       "070-1234567",      "070 123 45 67",    "070–123 45 67",     "0500 49 80 00", "0511-320 00",
	    "031-12 34 56",     "031-123 45 67",    "070-123-45-67",    "0500/49 80 00",     "08-12 34 56",   "010-123 45 67",
	    "+46 500 49 80 00", "+46 8 123 456 78", "076\xc2\xa0" "123\xc2\xa0" "45\xc2\xa0" "67", "+47 22 12 34 56",
	    "+358 40 123 4567", "070 - 123 45 67",  "08-12345678",      NULL,
	};
	finds_each(texts, "[]");
	finds("(0500) 49 80 00", "([0500) 49 80 00]");
	finds("tel:+46701234567 tel. 0500498000, Telefon: 08 12 34 56",
	      "tel:[+46701234567] tel. [0500498000], Telefon: [08 12 34 56]");
	finds("070-123 45 67 070-123 45 68 2 gånger", "[070-123 45 67] [070-123 45 68] 2 gånger");
}

static void
test_no_phones(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "1:1", "08-16", "08.30-12.00", "09:00–12:00", "0800-1200", "08-02-2018", "01-02-2018", "2018-2019", "2018-12-14",
	    "10 000 000 kr", "1 070 123 45 67", "000 000 000", "541 30 Skövde", "0,5", "0.0701234567", "978-91-0-012345-6",
	    "0-19-853453-1", "1-070-123 45 67", "2018-0512-1234", "0512-1234", "08 10 12 14", "a070-123 45 67", "0500498000",
	    "07-09 10 11", "070", "0701-2", "+10 000 000", "+46", "+46 70", "1+46701234567", "00:00", "0080 12 34 56",
	    "dnr 0500-498000", "070-123 45 678", "0701234567890", "070-123 45 67x", "2018.0701234567", "+461", NULL,
	};
	finds_none(texts);
}

static void
test_mail(void **state)
{
	(void)state;
	static const char *const texts[] = {
	    "anna@example.se", "anna.exempelsson@utb.skovde.se", "a_b+c%d-e@x-y.co", "ÅSA@EXAMPLE.SE", "åsa@exämple.se",
	    "anna1912@example.se", "070-1234567@example.se", "anna@xn--exmple-cua.se", "a@1.se", NULL,
	};
	finds_each(texts, "<>");
	finds("<anna@example.se> mailto:anna@example.se?subject=x [x](mailto:anna@example.se).",
	      "<<anna@example.se>> mailto:<anna@example.se>?subject=x [x](mailto:<anna@example.se>).");
	finds("Skriv till anna@example.se. Eller bo@example.se-adressen, –ida@example.se…",
	      "Skriv till <anna@example.se>. Eller <bo@example.se>-adressen, –<ida@example.se>…");
	finds("a@b.se;c@d.se,e@f.se", "<a@b.se>;<c@d.se>,<e@f.se>");
	finds_nothing("@anna a@b a@b. a @ b.se anna@ example.se @example.se logo@2x.png pkg@1.2.3 a@.se a@b.c a@@b.se a@b..se");
	finds_nothing("\xc2\xa0@example.se");
}

static void
test_starting_inside(void **state)
{
	(void)state;
	struct personal_match match;
	str text = S("99121212-1212 121212-1212");
	size_t at = 2;
	assert_true(personal_next(text, &at, &match));
	assert_int_equal(match.start, 14);
	assert_int_equal(at, 25);
	assert_false(personal_next(text, &at, &match));
	at = 99;
	assert_false(personal_next(text, &at, &match));
	at = 0;
	assert_false(personal_next((str){0}, &at, &match));
}

/* What a hostile text may cost is in proportion to its length. */
static void
test_cost(void **state)
{
	(void)state;
	static const char *const pieces[] = {
	    "1", "12", "1-1-", "12-12-", "1912-12-", "121212 1212 ", "a.a.", "a.a.a.a@", "@", "@a.", "a@a.", "+46 ", "070-",
	    "0701 ", "tel ", "\xc3\xa5", "\x80", "1\x80", "%20", "(0)", "+46(0)", "0@", "dnr 121212-1212 ", " - ", "12 - ",
	};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buffer text = {.arena = &arena};
		while (text.n < 512 * 1024)
			buffer_add(&text, str_of(pieces[i]));
		buffer_lit(&text, "@a.se");
		clock_t start = clock();
		struct personal_match match;
		for (size_t at = 0; personal_next(buffer_str(&text), &at, &match);)
			;
		assert_true(clock() - start < 4 * CLOCKS_PER_SEC);
	}
}

#define test(function) cmocka_unit_test_teardown(function, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(test_identity_numbers),
	    test(test_around_identity_numbers),
	    test(test_no_identity_numbers),
	    test(test_masked),
	    test(test_phone_instead_of_identity_number),
	    test(test_phones),
	    test(test_no_phones),
	    test(test_mail),
	    test(test_starting_inside),
	    test(test_cost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
