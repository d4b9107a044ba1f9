/* Compressing CSS: what goes, and above all what stays because it means something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "template/compress.h"

struct pair {
	const char *given, *wanted; /* NULL: the same */
};

static void
compare(const struct pair *pairs, size_t n)
{
	struct arena arena = {0};
	for (size_t i = 0; i < n; i++) {
		str found = css_compress(&arena, str_of(pairs[i].given));
		str wanted = str_of(pairs[i].wanted ? pairs[i].wanted : pairs[i].given);
		if (!str_eq(found, wanted))
			fail_msg("%s\nbecame %.*s\n   not %.*s", pairs[i].given, STR(found), STR(wanted));
		if (!str_eq(css_compress(&arena, found), wanted))
			fail_msg("compressed twice, it is not the same: %.*s", STR(wanted));
	}
	arena_free(&arena);
}

#define COMPARE(...)                                                                                                   \
	static const struct pair pairs[] = {__VA_ARGS__};                                                              \
	compare(pairs, sizeof pairs / sizeof *pairs)

static void
test_space(void **state)
{
	(void)state;
	COMPARE({"\n\ta ,\n\tb > c {\n\t\ttop : 1px ;\n\t\tleft: 2px;\n\t}\n\n", "a,b>c{top :1px;left:2px}"},
	        {"@media (min-width: 60rem) {\r\n\tp { margin: 0 auto }\r\n}", "@media (min-width:60rem){p{margin:0 auto}}"},
	        {"p { color: red !important; }", "p{color:red!important}"},
	        {"a[ href ] , [ title = 'x' i ] {}", "a[href],[title = 'x' i]{}"},
	        {":is( a , b ) {}", ":is(a,b){}"},
	        {"", ""}, {" \n ", ""}, {"  a", "a"}, {"a  ", "a"});
}

static void
test_space_that_means(void **state)
{
	(void)state;
	COMPARE({"a :hover{}", NULL}, {"a .b #c [d] *{}", NULL}, {"a + b ~ c{}", NULL}, {":is(a) b{}", NULL},
	        {"@media screen and (min-width:1px) and (color){}", NULL}, {"@supports not (top:calc(1px + 2px)){}", NULL},
	        {"p{width:calc(1px + 2px*(3 - 1));margin:1px -2px;font:1rem/1.5 a}", NULL}, {"@charset \"utf-8\";a{}", NULL},
	        {"p{grid-template:\"a a\" 1px \"b b\" / 1fr}", NULL}, {"p{background:url(a) no-repeat}", NULL});
}

static void
test_strings_and_addresses(void **state)
{
	(void)state;
	COMPARE({"a { content: \"  a /* b */ ; } \" }", "a{content:\"  a /* b */ ; } \"}"},
	        {"a { content: ' \\'  \" ' }", "a{content:' \\'  \" '}"},
	        {"a { background: url( a/*b*/c.png  ) }", "a{background:url( a/*b*/c.png  )}"},
	        {"a { src: URL( \"a  b\" ) , curl( a , b ) }", "a{src:URL(\"a  b\"),curl(a,b)}"},
	        {"a { src: url(a\\)  b) }", "a{src:url(a\\)  b)}"},
	        {"a{content:\"x\\\n  y\"}", NULL},
	        {"a { content: \"x\n  y }  b \" }", "a{content:\"x\n y}b \" }"});
}

static void
test_comments(void **state)
{
	(void)state;
	COMPARE({"/* a */ a /* b */ { /* c; } */ top: 0; /* d */ } /* e */", "a{top:0}"}, {"a/* x */b{}", "a/**/b{}"},
	        {"a/* x */{}", "a{}"}, {"a /* x */ b{}", "a b{}"}, {"/*! licence  */ a { }", "/*! licence  */ a{}"},
	        {"a { } /* never ends", "a{}"}, {"/**/", ""}, {"/*/ a { } /**/", ""});
}

static void
test_escapes(void **state)
{
	(void)state;
	COMPARE({".\\31  a{}", NULL}, {".\\31 a{}", NULL}, {".a\\, b{}", NULL}, {".a\\{ {}", ".a\\{{}"}, {".\\31 {}", NULL}, {".\\0000312  b { }", ".\\0000312 b{}"},
	        {"a{content:x\\;}", NULL}, {".å\\ö  ä { }", ".å\\ö ä{}"});
}

static void
test_cut_off(void **state)
{
	(void)state;
	COMPARE({"url(", NULL}, {"url( ", NULL}, {"\"\\", NULL}, {"\\", NULL}, {"\\3", NULL}, {"/", NULL}, {"u", NULL}, {"/*", ""},
	        {"'a", NULL}, {"a{;}", "a{}"}, {"}", NULL}, {";", NULL});
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_space),      cmocka_unit_test(test_space_that_means),
	    cmocka_unit_test(test_strings_and_addresses), cmocka_unit_test(test_comments),
	    cmocka_unit_test(test_escapes),    cmocka_unit_test(test_cut_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
