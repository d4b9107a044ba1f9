/* Escaping: each context against what would break out of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/escape.h"

static void
expect(void (*escape)(struct buffer *, str), str in, str out)
{
	struct arena arena = {0};
	struct buffer buffer = {.arena = &arena};
	escape(&buffer, in);
	str got = buffer_str(&buffer);
	if (!str_eq(got, out))
		fail_msg("\"%.*s\" gave \"%.*s\", wanted \"%.*s\"", STR(in), STR(got), STR(out));
	arena_free(&arena);
}

/* Long runs are passed many bytes at a time: whatever is escaped must be seen wherever it stands in them. */
static void
nothing_hides_in_a_long_run(void **state)
{
	(void)state;
	static const struct {
		str in, out;
	} signs[] = {
	    {S("&"), S("&amp;")}, {S("<"), S("&lt;")}, {S(">"), S("&gt;")}, {S("\""), S("&quot;")}, {S("'"), S("&#39;")},
	    {S("\x1f"), S("\xef\xbf\xbd")}, {S("\xff"), S("\xef\xbf\xbd")}, {S("\xa5"), S("\xef\xbf\xbd")},
	    {S("\xc3"), S("\xef\xbf\xbd")}, {S("\xc3\xc3\xa5"), S("\xef\xbf\xbdå")},
	    {S("\xc3\xa5\xa5"), S("å\xef\xbf\xbd")}, {S("å"), S("å")}, {S("–"), S("–")}, {S("\\"), S("\\")},
	};
	char text[64], wanted[80];
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (size_t at = 0; at < 50; at++) {
			size_t n = at + signs[i].in.n, m = at + signs[i].out.n;
			memset(text, 'a', sizeof text);
			memset(wanted, 'a', sizeof wanted);
			memcpy(text + at, signs[i].in.p, signs[i].in.n);
			memcpy(wanted + at, signs[i].out.p, signs[i].out.n);
			expect(escape_html, (str){text, n}, (str){wanted, m});
			expect(escape_html, (str){text, sizeof text}, (str){wanted, m + sizeof text - n});
		}
}

static void
html(void **state)
{
	(void)state;
	expect(escape_html, S(""), S(""));
	expect(escape_html, S("Anna & <b>\"'å\n\t"), S("Anna &amp; &lt;b&gt;&quot;&#39;å\n\t"));
	expect(escape_html, S("&amp;"), S("&amp;amp;"));
	expect(escape_html,
	       S("a\0b\x1b"
	         "c\x7f"),
	       S("a\xef\xbf\xbd"
	         "b\xef\xbf\xbd"
	         "c\x7f"));
	expect(escape_html, S("\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd\xf0\x9f\x98\x80"),
	       S("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x98\x80"));
	expect(escape_xml, S("<'\x0b>"), S("&lt;&#39;\xef\xbf\xbd&gt;"));
}

static void
malformed_text_becomes_replacements(void **state)
{
	(void)state;
	expect(escape_html, S("\xff"), S("\xef\xbf\xbd"));
	expect(escape_html, S("a\xc3"), S("a\xef\xbf\xbd"));
	expect(escape_html, S("\xc3<"), S("\xef\xbf\xbd&lt;"));
	expect(escape_json, S("\xe2\x80"), S("\xef\xbf\xbd\xef\xbf\xbd"));
}

static void
url(void **state)
{
	(void)state;
	expect(escape_url_segment, S("Så här/%?#.pdf"), S("S%C3%A5%20h%C3%A4r%2F%25%3F%23.pdf"));
	expect(escape_url_segment, S("a-b_c.d~e"), S("a-b_c.d~e"));
	expect(escape_url, S("https://x.se/å b?q=1&r=[2]#f"), S("https://x.se/%C3%A5%20b?q=1&r=[2]#f"));
	expect(escape_url, S("\"'<>\\^`{|}\x01\n"), S("%22%27%3C%3E%5C%5E%60%7B%7C%7D%01%0A"));
	expect(escape_url, S("100%"), S("100%25"));
	expect(escape_url, S("%zz%4"), S("%25zz%254"));
}

static void
escaping_an_address_twice_changes_nothing(void **state)
{
	(void)state;
	struct arena arena = {0};
	char all[255];
	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)(i + 1);
	struct buffer once = {.arena = &arena}, twice = {.arena = &arena};
	escape_url(&once, (str){all, sizeof all});
	escape_url(&twice, buffer_str(&once));
	assert_true(str_eq(buffer_str(&once), buffer_str(&twice)));
	arena_free(&arena);
}

static void
json(void **state)
{
	(void)state;
	expect(escape_json, S("\"\\\n\r\t\b"), S("\\\"\\\\\\n\\r\\t\\u0008"));
	expect(escape_json, S("</script>&\xe2\x80\xa8\xe2\x80\xa9"), S("\\u003c/script\\u003e\\u0026\\u2028\\u2029"));
	expect(escape_json, S("å\xf0\x9f\x98\x80"), S("å\xf0\x9f\x98\x80"));
}

static void
github_and_terminal(void **state)
{
	(void)state;
	expect(escape_github, S("50 %\r\na:b,c"), S("50 %25%0D%0Aa:b,c"));
	expect(escape_github_property, S("a:b,c\n"), S("a%3Ab%2Cc%0A"));
	expect(escape_terminal, S("a\tb\x1b[31m\r"), S("a b\xef\xbf\xbd[31m\xef\xbf\xbd"));
	expect(escape_terminal,
	       S("\xc2\x9b"
	         "31må"),
	       S("\xef\xbf\xbd"
	         "31må"));
	expect(escape_terminal, S("\xe2\x80\xaex"), S("\xef\xbf\xbdx"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_hides_in_a_long_run),
	    cmocka_unit_test(html), cmocka_unit_test(malformed_text_becomes_replacements),
	    cmocka_unit_test(url),  cmocka_unit_test(escaping_an_address_twice_changes_nothing),
	    cmocka_unit_test(json), cmocka_unit_test(github_and_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
