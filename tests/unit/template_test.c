/* The template engine: faults and their places, the rules of themes, kinds of values, limits and hostile input. What
   Mustache itself asks for stands in mustache_spec_test.c. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "template/template.h"

static struct arena arena;
static struct diag_list list;
static struct map templates;
static struct buffer out;

static int
prepare(void **state)
{
	(void)state;
	list = (struct diag_list){.arena = &arena};
	templates = (struct map){.arena = &arena};
	out = (struct buffer){.arena = &arena};
	return 0;
}

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct template *
compile(str text, bool strict)
{
	const struct source *source = source_make(&arena, S("a.mustache"), S("a.mustache"), text, &list);
	assert_non_null(source);
	return template_compile(&arena, source, strict, &list);
}

static void
add(const char *name, const char *text, bool strict)
{
	const struct template *template = compile(str_of(text), strict);
	assert_non_null(template);
	*map_at(&templates, str_of(name)) = (void *)(uintptr_t) template;
}

static const struct template *
find(const void *context, str name)
{
	return map_get(context, name);
}

static bool
run(const char *text, const struct value *data, bool strict)
{
	const struct template *template = compile(str_of(text), strict);
	assert_non_null(template);
	struct template_set set = {find, &templates, strict};
	buffer_clear(&out);
	return template_run(template, &set, data, &arena, &out, &list);
}

static void
assert_out(const char *text)
{
	str got = buffer_str(&out);
	if (!str_eq(got, str_of(text)))
		fail_msg("got \"%.*s\", not \"%s\"", STR(got), text);
}

/* A document of every kind. */
static struct value
sample(void)
{
	struct value data = value_object(), items = value_list(), item = value_object();
	value_set(&arena, &item, S("namn"), value_text(S("Anna & Bo")));
	value_push(&arena, &items, item);
	value_set(&arena, &data, S("text"), value_text(S("<b> & \"'")));
	value_set(&arena, &data, S("html"), value_html(S("<b>ok</b>")));
	value_set(&arena, &data, S("url"), value_url(S("../a/?x=1&y=2")));
	value_set(&arena, &data, S("json"), value_json(S("{\"a\":\"</script>\"}")));
	value_set(&arena, &data, S("sant"), value_bool(true));
	value_set(&arena, &data, S("falskt"), value_bool(false));
	value_set(&arena, &data, S("tom"), value_text(S("")));
	value_set(&arena, &data, S("lista"), items);
	value_set(&arena, &data, S("objekt"), item);
	return data;
}

/* What is wrong with a text: one row for each fault, the first of which must be the one reported. */
struct refusal {
	const char *text;
	enum diag_code code;
	uint32_t line, column;
};

static void
refuse(const struct refusal *refusal, bool strict)
{
	list.n = 0;
	const struct template *template = compile(str_of(refusal->text), strict);
	if (template || list.n == 0)
		fail_msg("not refused: %s", refusal->text);
	const struct diag *first = &list.items[0];
	struct position position = source_position(first->place.source, first->place.start);
	if (first->code != refusal->code || position.line != refusal->line || position.column != refusal->column)
		fail_msg("%s: reported %s at %u:%u", refusal->text, diag_row(first->code)->number, position.line,
		         position.column);
}

static void
test_syntax_faults(void **state)
{
	(void)state;
	static const struct refusal refusals[] = {
	    {"a\n{{titel", DIAG_TEMPLATE_TAG_UNCLOSED, 2, 1},
	    {"{{{titel}}", DIAG_TEMPLATE_TAG_UNCLOSED, 1, 1},
	    {"{{! aldrig", DIAG_TEMPLATE_TAG_UNCLOSED, 1, 1},
	    {"{{=<% %>}}", DIAG_TEMPLATE_TAG_UNCLOSED, 1, 1},
	    {"å {{#a}}x", DIAG_TEMPLATE_SECTION_UNCLOSED, 1, 3},
	    {"{{<a}}{{$b}}{{/b}}", DIAG_TEMPLATE_SECTION_UNCLOSED, 1, 1},
	    {"{{#anna}}\n{{/ana}}", DIAG_TEMPLATE_WRONG_CLOSE, 2, 1},
	    {"{{#a}}{{#b}}{{/a}}", DIAG_TEMPLATE_SECTION_UNCLOSED, 1, 7},
	    {"x {{/a}}", DIAG_TEMPLATE_STRAY_CLOSE, 1, 3},
	    {"{{=<%=}}", DIAG_TEMPLATE_BAD_DELIMITERS, 1, 1},
	    {"{{=< % >=}}", DIAG_TEMPLATE_BAD_DELIMITERS, 1, 1},
	    {"{{=a= =b=}}", DIAG_TEMPLATE_BAD_DELIMITERS, 1, 1},
	    {"{{}}", DIAG_TEMPLATE_BAD_NAME, 1, 1},
	    {"{{a b}}", DIAG_TEMPLATE_BAD_NAME, 1, 1},
	    {"{{#}}", DIAG_TEMPLATE_BAD_NAME, 1, 1},
	    {"{{a..b}}", DIAG_TEMPLATE_BAD_NAME, 1, 1},
	    {"{{.a}}", DIAG_TEMPLATE_BAD_NAME, 1, 1},
	};
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		refuse(&refusals[i], false);
}

static void
test_all_faults_are_told(void **state)
{
	(void)state;
	assert_null(compile(S("{{}}\n{{/x}}\n{{#a}}\n{{=x=}}\n{{/b}}\n{{#c}}\n"), false));
	assert_int_equal(list.n, 5);
	assert_true(str_eq(list.items[3].nearest, S("a")));
}

/* A mistake is told once, and the next one as well. */
static void
test_no_faults_in_train(void **state)
{
	(void)state;
	static const char *const once[] = {"<p class={{a}}>", "<p class={{>a}} b>", "<p {{a}} b=\"c\">", "<{{a}} b>c",
	                                   "<!-- {{a}} -->"};
	for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
		list.n = 0;
		assert_null(compile(str_of(once[i]), true));
		assert_int_equal(list.n, 1);
	}
	list.n = 0;
	assert_null(compile(S("<a href={{a}} onclick=\"{{b}}\">{{c}}<p {{d}}>\n<!-- {{e}} -->"), true));
	assert_int_equal(list.n, 4);
}

static void
test_strict_refusals(void **state)
{
	(void)state;
	static const struct refusal refusals[] = {
	    {"<a href={{url}}>", DIAG_TEMPLATE_UNQUOTED, 1, 9},
	    {"<a title=x{{a}}>", DIAG_TEMPLATE_UNQUOTED, 1, 11},
	    {"<a title= {{#a}}x{{/a}}>", DIAG_TEMPLATE_UNQUOTED, 1, 11},
	    {"<a title={{>a}}>", DIAG_TEMPLATE_UNQUOTED, 1, 10},
	    {"<script>\nvar a = {{a}};</script>", DIAG_TEMPLATE_VALUE_IN_CODE, 2, 9},
	    {"<script>{{{a}}}</script>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 9},
	    {"<SCRIPT src=\"x\">{{a}}</SCRIPT>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 17},
	    {"<script type=\"module\">{{{a}}}</script>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 23},
	    {"<script type=\"{{a}}\">", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 15},
	    {"<script type=\"text/javascript\" type=\"application/ld+json\">{{{a}}}</script>",
	     DIAG_TEMPLATE_VALUE_IN_CODE, 1, 59},
	    {"<script type=\"{{#a}}application/ld+json{{/a}}\">{{{a}}}</script>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 48},
	    {"<style>a { color: {{a}} }</style>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 19},
	    {"<p style=\"color: {{a}}\">", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 18},
	    {"<p STYLE='{{a}}'>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 11},
	    {"<p onclick=\"a('{{a}}')\">", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 16},
	    {"<p OnMouseOver = '{{a}}'>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 19},
	    {"<iframe srcdoc=\"{{a}}\">", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 17},
	    {"<iframe>{{a}}</iframe>", DIAG_TEMPLATE_VALUE_IN_CODE, 1, 9},
	    {"<!-- {{a}} -->", DIAG_TEMPLATE_VALUE_IN_COMMENT, 1, 6},
	    {"<!-- a --> <!-- -- > {{a}} -->", DIAG_TEMPLATE_VALUE_IN_COMMENT, 1, 22},
	    {"<{{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 2},
	    {"<h{{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 3},
	    {"</{{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 3},
	    {"<p {{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 4},
	    {"<p data-{{a}}=\"x\">", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 9},
	    {"<p a=\"b\"{{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 9},
	    {"<!DOCTYPE {{a}}>", DIAG_TEMPLATE_VALUE_IN_TAG, 1, 11},
	    {"<p title=\"{{{a}}}\">", DIAG_TEMPLATE_RAW_PLACE, 1, 11},
	    {"<p title=\"{{&a}}\">", DIAG_TEMPLATE_RAW_PLACE, 1, 11},
	    {"<a href='{{{a}}}'>", DIAG_TEMPLATE_RAW_PLACE, 1, 10},
	    {"<title>{{{a}}}</title>", DIAG_TEMPLATE_RAW_PLACE, 1, 8},
	    {"<script type=\"application/ld+json\">{{a}}</script>", DIAG_TEMPLATE_DATA_PLACE, 1, 36},
	    {"{{#a}}<p{{/a}}>", DIAG_TEMPLATE_CONTEXT, 1, 9},
	    {"<p title=\"{{#a}}\">{{/a}}", DIAG_TEMPLATE_CONTEXT, 1, 19},
	    {"{{^a}}<script>{{/a}}</script>", DIAG_TEMPLATE_CONTEXT, 1, 15},
	    {"{{#a}}<!--{{/a}}", DIAG_TEMPLATE_CALL_PLACE, 1, 11},
	    {"{{#a}}<!-- x {{/a}}-->", DIAG_TEMPLATE_CONTEXT, 1, 14},
	    {"<script {{#a}}type=\"application/ld+json\"{{/a}}>", DIAG_TEMPLATE_CONTEXT, 1, 41},
	    {"{{$a}}<b class=\"{{/a}}\">", DIAG_TEMPLATE_CONTEXT, 1, 17},
	    {"<a href=\"{{>a}}\">", DIAG_TEMPLATE_CALL_PLACE, 1, 10},
	    {"<p style=\"{{>a}}\">", DIAG_TEMPLATE_CALL_PLACE, 1, 11},
	    {"<script>{{>a}}</script>", DIAG_TEMPLATE_CALL_PLACE, 1, 9},
	    {"<p {{>a}}>", DIAG_TEMPLATE_CALL_PLACE, 1, 4},
	    {"<p {{$a}}{{/a}}>", DIAG_TEMPLATE_CALL_PLACE, 1, 4},
	    {"<p title=\"{{<a}}{{/a}}\">", DIAG_TEMPLATE_CALL_PLACE, 1, 11},
	    {"<{{#a}}p{{/a}}>", DIAG_TEMPLATE_CALL_PLACE, 1, 2},
	    {"a\n<p title=\"x", DIAG_TEMPLATE_OPEN_END, 2, 12},
	    {"<!-- a", DIAG_TEMPLATE_OPEN_END, 1, 7},
	    {"<style>", DIAG_TEMPLATE_OPEN_END, 1, 8},
	    {"a <", DIAG_TEMPLATE_OPEN_END, 1, 4},
	    {"{{<a}}{{$b}}<p {{/b}}{{/a}}", DIAG_TEMPLATE_OPEN_END, 1, 16},
	    {"<p title=\"a\"b>", DIAG_TEMPLATE_MARKUP, 1, 13},
	    {"<p \"a\">", DIAG_TEMPLATE_MARKUP, 1, 4},
	    {"<p =a>", DIAG_TEMPLATE_MARKUP, 1, 4},
	    {"<p title=>", DIAG_TEMPLATE_MARKUP, 1, 10},
	    {"<p{{#a}}b{{/a}} c>", DIAG_TEMPLATE_MARKUP, 1, 9},
	    {"<script><!--</script>", DIAG_TEMPLATE_MARKUP, 1, 10},
	    {"<![CDATA[ {{a}} ]]>", DIAG_TEMPLATE_MARKUP, 1, 3},
	    {"<meta content=\"{{a}}\" http-equiv=\"refresh\">", DIAG_TEMPLATE_MARKUP, 1, 42},
	    {"{{<a}}{{b}}{{/a}}", DIAG_TEMPLATE_PARENT_CONTENT, 1, 7},
	};
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		refuse(&refusals[i], true);
}

/* Nothing of this may be refused; what it writes is shown beside it. */
static void
test_strict_accepts(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"<p>{{text}}</p>", "<p>&lt;b&gt; &amp; &quot;&#39;</p>"},
	    {"<p title=\"{{text}}\">", "<p title=\"&lt;b&gt; &amp; &quot;&#39;\">"},
	    {"<p title='a {{text}}'/>", "<p title='a &lt;b&gt; &amp; &quot;&#39;'/>"},
	    {"{{{html}}}{{&html}}", "<b>ok</b><b>ok</b>"},
	    {"<a href=\"{{url}}\">", "<a href=\"../a/?x=1&amp;y=2\">"},
	    {"<a href=\"{{url}}#{{text}}\">", "<a href=\"../a/?x=1&amp;y=2#&lt;b&gt; &amp; &quot;&#39;\">"},
	    {"<a href=\"#{{sant}}\">", "<a href=\"#true\">"},
	    {"<img srcset=\"{{url}} 1x, {{url}} 2x\">", "<img srcset=\"../a/?x=1&amp;y=2 1x, ../a/?x=1&amp;y=2 2x\">"},
	    {"<p data-a=\"{{url}}\">{{url}}", "<p data-a=\"../a/?x=1&amp;y=2\">../a/?x=1&amp;y=2"},
	    {"<meta http-equiv=\"refresh\" content=\"0; url={{url}}\">",
	     "<meta http-equiv=\"refresh\" content=\"0; url=../a/?x=1&amp;y=2\">"},
	    {"<meta name=\"description\" content=\"{{sant}}\">", "<meta name=\"description\" content=\"true\">"},
	    {"<script type=\"application/ld+json\">{{{json}}}</script>",
	     "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script>\"}</script>"},
	    {"<title>{{text}}</title>", "<title>&lt;b&gt; &amp; &quot;&#39;</title>"},
	    {"<script>if (a < b) {{#sant}}c{{/sant}}</script>", "<script>if (a < b) c</script>"},
	    {"<li {{#sant}}aria-current=\"page\"{{/sant}}>", "<li aria-current=\"page\">"},
	    {"<li{{#sant}} class=\"a\"{{/sant}}>", "<li class=\"a\">"},
	    {"<input {{#sant}}disabled{{/sant}} a>", "<input disabled a>"},
	    {"<li class=\"a{{#sant}} b{{/sant}}{{^sant}} c{{/sant}}\">", "<li class=\"a b\">"},
	    {"<a href=\"{{#sant}}#{{text}}{{/sant}}\">", "<a href=\"#&lt;b&gt; &amp; &quot;&#39;\">"},
	    {"<!DOCTYPE html><!-- a --><br/>1 < 2{{! <p }}", "<!DOCTYPE html><!-- a --><br/>1 < 2"},
	    {"<!-- {{! inget }} {{#sant}}b{{/sant}} -->", "<!--  b -->"},
	    {"{{falskt}}{{saknas}}<a href=\"{{falskt}}{{saknas}}\">{{{saknas}}}{{{falskt}}}", "<a href=\"\">"},
	    {"{{#lista}}<b>{{namn}}</b>{{/lista}}{{objekt.namn}}", "<b>Anna &amp; Bo</b>Anna &amp; Bo"},
	    {"{{#tom}}a{{/tom}}{{^tom}}b{{/tom}}", "b"},
	    {"{{html}}", "&lt;b&gt;ok&lt;/b&gt;"},
	};
	struct value data = sample();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(run(cases[i][0], &data, true));
		assert_out(cases[i][1]);
	}
	assert_int_equal(list.n, 0);
}

static void
test_kinds(void **state)
{
	(void)state;
	static const struct refusal cases[] = {
	    {"\n {{{text}}}", DIAG_TEMPLATE_NOT_HTML, 2, 2},
	    {"{{{url}}}", DIAG_TEMPLATE_NOT_HTML, 1, 1},
	    {"{{&json}}", DIAG_TEMPLATE_NOT_HTML, 1, 1},
	    {"<a href=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 10},
	    {"<a href=\"../{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 13},
	    {"<a href=\"{{#falskt}}#{{/falskt}}{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 33},
	    {"<img src='{{html}}'>", DIAG_TEMPLATE_NOT_URL, 1, 11},
	    {"<video poster=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 16},
	    {"<object data=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 15},
	    {"<q cite=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 10},
	    {"<form action=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 15},
	    {"<button formaction=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 21},
	    {"<img srcset=\"{{text}} 2x\">", DIAG_TEMPLATE_NOT_URL, 1, 14},
	    {"<use xlink:href=\"{{text}}\"/>", DIAG_TEMPLATE_NOT_URL, 1, 18},
	    {"<meta http-equiv=\"Refresh\" content=\"{{text}}\">", DIAG_TEMPLATE_NOT_URL, 1, 37},
	    {"<script type='application/LD+json'>{{{html}}}</script>", DIAG_TEMPLATE_NOT_JSON, 1, 36},
	    {"{{lista}}", DIAG_TEMPLATE_NOT_TEXT, 1, 1},
	    {"<p title=\"{{objekt}}\">", DIAG_TEMPLATE_NOT_TEXT, 1, 11},
	    {"{{>saknas}}", DIAG_TEMPLATE_UNKNOWN_PARTIAL, 1, 1},
	};
	struct value data = sample();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		list.n = 0;
		assert_false(run(cases[i].text, &data, true));
		assert_int_equal(list.n, 1);
		const struct diag *fault = &list.items[0];
		struct position position = source_position(fault->place.source, fault->place.start);
		assert_int_equal(fault->code, cases[i].code);
		assert_int_equal(position.line, cases[i].line);
		assert_int_equal(position.column, cases[i].column);
	}
}

/* Without the rules of themes the same is plain Mustache. */
static void
test_bare(void **state)
{
	(void)state;
	struct value data = sample();
	assert_true(run("<a href={{text}} onclick={{{text}}}>{{lista}}{{objekt}}{{falskt}}<", &data, false));
	assert_out("<a href=&lt;b&gt; &amp; &quot;&#39; onclick=<b> & \"'>false<");
	assert_true(run("{{>saknas}}{{<saknas}}{{/saknas}}", &data, false));
	assert_out("");
}

static bool
checked(void)
{
	list.n = 0;
	return template_check(&templates, &list);
}

static void
test_check(void **state)
{
	(void)state;
	add("grund", "<title>{{$titel}}Arkiv{{/titel}}</title>{{$text}}{{/text}}", true);
	add("sida", "{{<grund}}{{$titel}}{{namn}} – arkiv{{/titel}}{{$text}}<p>{{{a}}}</p>{{/text}}{{/grund}}", true);
	add("ren", "{{namn}}, {{#a}}b{{/a}}", true);
	add("ruta", "<img alt=\"{{>ren}}\">{{>sida}}", true);
	assert_true(checked());

	add("fel", "{{>sidan}}\n{{<grund}}{{$titlar}}{{/titlar}}{{/grund}}", true);
	assert_false(checked());
	assert_int_equal(list.n, 2);
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_UNKNOWN_PARTIAL);
	assert_true(str_eq(list.items[0].nearest, S("sida")));
	assert_int_equal(list.items[1].code, DIAG_TEMPLATE_UNKNOWN_BLOCK);
	assert_int_equal(list.items[1].place.start, 21);
}

/* What an attribute or title takes in holds no markup, however it comes there. */
static void
test_plain(void **state)
{
	(void)state;
	static const char *const impure[] = {"<b>", "\"", "'", "`", "{{{a}}}", "{{>ren}}", "{{$x}}{{/x}}"};
	for (size_t i = 0; i < sizeof impure / sizeof *impure; i++) {
		templates = (struct map){.arena = &arena};
		add("ren", "{{a}}", true);
		add("del", impure[i], true);
		add("sida", "<p title=\"{{>del}}\">", true);
		assert_false(checked());
		assert_int_equal(list.n, 1);
		assert_int_equal(list.items[0].code, DIAG_TEMPLATE_NOT_PLAIN);
		struct value data = sample();
		assert_false(run("<p title=\"{{>del}}\">", &data, true));
		assert_out("<p title=\"\">");

		templates = (struct map){.arena = &arena};
		add("ren", "{{a}}", true);
		add("grund", "<p title=\"{{$del}}{{/del}}\">{{$x}}{{/x}}", true);
		str text = str_format(&arena, "{{<grund}}{{$del}}%s{{/del}}{{/grund}}", impure[i]);
		add("sida", str_c(&arena, text), true);
		assert_false(checked());
		assert_int_equal(list.items[0].code, DIAG_TEMPLATE_NOT_PLAIN);
		assert_false(run(str_c(&arena, text), &data, true));
		assert_out("<p title=\"\">");
	}
}

static void
test_arguments_do_not_call_themselves(void **state)
{
	(void)state;
	struct value data = sample();
	add("grund", "[{{$a}}grund{{/a}}]", false);
	add("mellan", "{{<grund}}{{$a}}({{$a}}mellan{{/a}}){{/a}}{{/grund}}", false);
	assert_true(run("{{<mellan}}{{/mellan}}", &data, false));
	assert_out("[(mellan)]");
	assert_true(run("{{<grund}}{{$a}}<{{$a}}x{{/a}}>{{/a}}{{/grund}}", &data, false));
	assert_out("[<x>]");
}

static void
test_indentation(void **state)
{
	(void)state;
	struct value data = sample();
	add("inre", "c\n{{sant}}\n{{#lista}}\nd\n{{/lista}}\n", false);
	add("yttre", "a\n  {{>inre}}\n{{>inre}}b\n", false);
	assert_true(run("<\n  {{>yttre}}\n>", &data, false));
	assert_out("<\n  a\n    c\n    true\n    d\n  c\ntrue\nd\nb\n>");
	/* A parent that has its lines to itself gives them all up, one that has not gives up none. */
	add("grund", "x\n", false);
	assert_true(run("  {{<grund}}\n  {{/grund}}\n!", &data, false));
	assert_out("  x\n!");
	assert_true(run("  {{<grund}}\n  {{/grund}} !", &data, false));
	assert_out("  x\n !");
}

static void
test_keys(void **state)
{
	(void)state;
	const struct template *template = compile(
	    S("{{a}}{{#b}}{{c.d}}{{.}}{{#e}}{{f}}{{/e}}{{^g}}{{h}}{{/g}}{{/b}}{{a}}{{>del}}{{<del}}{{/del}}"), true);
	const struct strs *keys = template_keys(template), *needs = template_needs(template);
	static const char *const expected[] = {"a", "b", "b.c.d", "b.e", "b.e.f", "b.g", "b.h"};
	assert_int_equal(keys->n, 7);
	for (size_t i = 0; i < 7; i++)
		assert_true(str_eq(keys->items[i], str_of(expected[i])));
	assert_int_equal(needs->n, 1);
	assert_true(str_eq(needs->items[0], S("del")));
}

static str
repeated(const char *part, size_t times)
{
	struct buffer text = {.arena = &arena};
	for (size_t i = 0; i < times; i++)
		buffer_add(&text, str_of(part));
	return buffer_str(&text);
}

static void
test_depth(void **state)
{
	(void)state;
	struct value data = value_object(), tree = value_object();
	value_set(&arena, &data, S("a"), value_bool(true));
	value_set(&arena, &tree, S("barn"), value_bool(false));
	const char *whole = str_c(&arena, str_join(&arena, repeated("{{#a}}", LIMIT_TEMPLATE_DEPTH),
	                                           repeated("{{/a}}", LIMIT_TEMPLATE_DEPTH)));
	assert_true(run(whole, &data, false));
	struct refusal deeper = {str_c(&arena, str_join(&arena, S("{{#a}}"), str_of(whole))), DIAG_TEMPLATE_NESTING, 1,
	                         6 * LIMIT_TEMPLATE_DEPTH + 1};
	refuse(&deeper, false);

	/* A tree of partials: as deep as the limit allows, and one deeper. Each level is a section and a call. */
	add("gren", "x{{#barn}}{{>gren}}{{/barn}}", false);
	for (int i = 1; i < LIMIT_TEMPLATE_DEPTH / 2; i++) {
		struct value parent = value_object();
		value_set(&arena, &parent, S("barn"), tree);
		tree = parent;
	}
	list.n = 0;
	assert_true(run("{{>gren}}", &tree, false));
	assert_int_equal(list.n, 0);
	assert_int_equal(out.n, LIMIT_TEMPLATE_DEPTH / 2);
	struct value taller = value_object();
	value_set(&arena, &taller, S("barn"), tree);
	assert_false(run("{{>gren}}", &taller, false));
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_DEEP);
	list.n = 0;
	add("evig", "x{{>evig}}", false);
	assert_false(run("{{>evig}}", &data, false));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_DEEP);
	assert_int_equal(out.n, LIMIT_TEMPLATE_DEPTH);
}

static void
test_steps_and_size(void **state)
{
	(void)state;
	struct value data = value_object(), items = value_list();
	for (int i = 0; i < 400; i++)
		value_push(&arena, &items, value_bool(true));
	value_set(&arena, &data, S("a"), items);
	assert_false(run("{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}", &data, false));
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_STEPS);
	list.n = 0;
	value_set(&arena, &data, S("text"), value_text(repeated("0123456789", 1000)));
	assert_false(run("{{#a}}{{#a}}{{text}}{{/a}}{{/a}}", &data, false));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_PAGE_SIZE);
	assert_true(out.n <= LIMIT_PAGE + 10000);
}

static void
test_size_limit(void **state)
{
	(void)state;
	assert_non_null(compile(repeated("x", LIMIT_TEMPLATE - 1), true));
	assert_non_null(compile(repeated("x", LIMIT_TEMPLATE), true));
	assert_null(compile(repeated("x", LIMIT_TEMPLATE + 1), true));
	assert_int_equal(list.items[0].code, DIAG_TEMPLATE_TOO_LARGE);
}

/* Nothing makes the compiler hang, crash or flood: each piece over and over, whole and cut off. */
static void
test_hostile(void **state)
{
	(void)state;
	static const char *const pieces[] = {
	    "{{#a}}",
	    "{{/a}}",
	    "{{^a}}",
	    "{{",
	    "}}",
	    "{{{",
	    "{{{a}}}",
	    "{{=",
	    "{{=a b=}}",
	    "{{=| |=}}|a|",
	    "{{!",
	    "{{>a}}",
	    "{{<a}}",
	    "{{$a}}",
	    "{{<a}}{{$b}}",
	    "{{$a}}\n",
	    "{{<a}}\n  {{$b}}\n   ",
	    "<",
	    "<a",
	    "<!--",
	    "-->",
	    "<script>",
	    "</",
	    "<a href=\"",
	    "<a href=\"{{a}}",
	    "<title>{{a}}",
	    "\n",
	    " ",
	    "\t{{#a}}\n",
	    "{{a.b.c.d}}",
	    "{{ }}",
	    "{{a b}}",
	    "{{#a}}{{/b}}",
	    "{{&a}}",
	    "&",
	    "{{#a}}{{/a}}",
	    "  {{>a}}\n",
	    "<![",
	    "\xc3\xa5{{\xc3\xa5}}",
	};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		for (int strict = 0; strict < 2; strict++) {
			struct value data = sample();
			str long_text = repeated(pieces[i], 400000 / strlen(pieces[i]));
			prepare(NULL);
			const struct template *template = compile(long_text, strict);
			assert_true(list.n <= 300);
			struct template_set set = {find, &templates, strict};
			if (template)
				template_run(template, &set, &data, &arena, &out, &list);
			for (size_t cut = 0; cut <= strlen(pieces[i]); cut++) {
				str text =
				    str_join(&arena, repeated(pieces[i], 3), str_slice(str_of(pieces[i]), 0, cut));
				struct source *source = arena_new(&arena, struct source);
				*source = (struct source){.text = text, .raw = text, .same = true};
				template = template_compile(&arena, source, strict, &list);
				if (template)
					template_run(template, &set, &data, &arena, &out, &list);
			}
			arena_reset(&arena);
		}
	}
	prepare(NULL);
	assert_null(compile(repeated("{{#a}}", 1000000 / 6), true));
	assert_int_equal(list.n, 1);
}

/* One template, several threads. */
struct shared {
	const struct template *template;
	const struct value *data;
	bool same;
};

static void *
run_often(void *context)
{
	struct shared *shared = context;
	struct arena own = {0};
	struct diag_list faults = {.arena = &own};
	struct template_set set = {find, &templates, true};
	shared->same = true;
	for (int i = 0; i < 300; i++) {
		struct buffer page = {.arena = &own};
		bool ran = template_run(shared->template, &set, shared->data, &own, &page, &faults);
		shared->same &= ran && str_eq(buffer_str(&page), S("<b>Anna &amp; Bo</b>\n  true\n"));
	}
	arena_free(&own);
	return NULL;
}

static void
test_threads(void **state)
{
	(void)state;
	struct value data = sample();
	add("del", "{{$x}}{{/x}}\n", true);
	const struct template *template =
	    compile(S("{{#lista}}<b>{{namn}}</b>\n{{/lista}}\n  {{<del}}{{$x}}{{sant}}{{/x}}{{/del}}\n"), true);
	struct shared shared[4];
	pthread_t threads[4];
	for (int i = 0; i < 4; i++) {
		shared[i] = (struct shared){template, &data, false};
		assert_int_equal(pthread_create(&threads[i], NULL, run_often, &shared[i]), 0);
	}
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 4; i++)
		assert_true(shared[i].same);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_syntax_faults),
	    TEST(test_all_faults_are_told),
	    TEST(test_strict_refusals),
	    TEST(test_no_faults_in_train),
	    TEST(test_strict_accepts),
	    TEST(test_kinds),
	    TEST(test_bare),
	    TEST(test_check),
	    TEST(test_plain),
	    TEST(test_arguments_do_not_call_themselves),
	    TEST(test_indentation),
	    TEST(test_keys),
	    TEST(test_depth),
	    TEST(test_steps_and_size),
	    TEST(test_size_limit),
	    TEST(test_hostile),
	    TEST(test_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
