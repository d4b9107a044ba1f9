/* Markdown to bodies: the HTML, items and their numbers, links by hand and in Markdown, and what is reported. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "base/parallel.h"
#include "markup/markup.h"

/* Gives a document its text, after a front matter of one line. */
static void
write_text(struct world *world, struct document *document, str text)
{
	str whole = str_join(&world->arena, S("---\n"), text);
	str path = document->source->relative;
	document->source = source_make(&world->arena, path, path, whole, &world->diags);
	document->body = 4;
}

/* An archive with minutes of 14 December 2018 (the document under test), one earlier, a document and some entities. */
static struct document *
make_archive(struct world *world)
{
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	entry(world, ENTITY_MUNICIPALITY, "Grästorp");
	entry(world, ENTITY_TOPIC, "Mediapoolen");
	person(world, "Anna Exempelsson", "Hjo")->id = S("anna-hjo");
	person(world, "Anna Exempelsson", "Grästorp")->id = S("anna-grastorp");
	struct entity *sara = person(world, "Sara Hemlig", "Hjo");
	sara->id = S("p7");
	sara->person.publication.rule = PUBLISH_ROLE;
	struct document *here = minutes(world, "protokoll/2018/a.md", "SIKT", "2018-12-14");
	struct document *before = minutes(world, "protokoll/2018/b.md", "SIKT", "2018-02-02");
	document(world, DOCUMENT_OTHER, "dokument/plan.md", "En plan")->id = S("plan");
	write_text(world, before, S("## 1. Först\n\nText.\n"));
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	return here;
}

static const struct body *
body_of(struct world *world, const char *text)
{
	struct document *here = make_archive(world);
	write_text(world, here, str_of(text));
	struct arena scratch = {0};
	const struct markup *markup = markup_new(&world->arena, world->archive, NULL, true);
	const struct body *body = markup_body(markup, here, &world->arena, &scratch, &world->diags);
	arena_free(&scratch);
	return body;
}

static const struct item *
item_of(struct world *world, const char *text)
{
	const struct body *body = body_of(world, text);
	assert_non_null(body);
	assert_true(body->items.n > 0);
	return &body->items.items[body->items.n - 1];
}

static str
found_source(const struct diag *diag)
{
	return str_slice(diag->place.source->text, diag->place.start, diag->place.end);
}

static void
html_of_all_kinds(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *markdown, *html;
	} cases[] = {
	    {"a *b* **c** `d<e` & \"f\"\n",
	     "<p id=\"p0-1\">a <em>b</em> <strong>c</strong> <code>d&lt;e</code> &amp; &quot;f&quot;</p>\n"},
	    {"a\nb  \nc\n", "<p id=\"p0-1\">a\nb<br/>\nc</p>\n"},
	    {"- a\n- b\n\n***\n", "<ul>\n<li id=\"p0-1\">a</li>\n<li id=\"p0-2\">b</li>\n</ul>\n<hr/>\n"},
	    {"3. a\n\n   b\n", "<ol start=\"3\">\n<li id=\"p0-1\">\n<p>a</p>\n<p id=\"p0-2\">b</p>\n</li>\n</ol>\n"},
	    {"- a\n  - b\n", "<ul>\n<li id=\"p0-1\">a\n<ul>\n<li id=\"p0-2\">b</li>\n</ul>\n</li>\n</ul>\n"},
	    {"> a\n", "<blockquote>\n<p id=\"p0-1\">a</p>\n</blockquote>\n"},
	    {"```x\"y\na<b\n```\n", "<pre><code>a&lt;b\n</code></pre>\n"},
	    {"- [x] a\n- [ ] b [x]\n", "<ul>\n<li id=\"p0-1\"><input type=\"checkbox\" disabled=\"disabled\" "
	                               "checked=\"checked\" aria-label=\"klart\"/> a</li>\n"
	                               "<li id=\"p0-2\"><input type=\"checkbox\" disabled=\"disabled\" "
	                               "aria-label=\"inte klart\"/> b [x]</li>\n</ul>\n"},
	    {"| a | |\n|--:|:-:|\n| b | c\\|d |\n",
	     "<div class=\"tabell\" role=\"region\" tabindex=\"0\" aria-label=\"Tabell 1\"><table>\n<thead>\n<tr>"
	     "<th scope=\"col\" class=\"hoger\">a</th><td class=\"mitten\"></td></tr>\n</thead>\n<tbody>\n<tr "
	     "id=\"p0-1\">"
	     "<td class=\"hoger\">b</td><td class=\"mitten\">c|d</td></tr>\n</tbody>\n</table></div>\n"},
	    {"~~a *b*~~ c~~ \\~~d~~ x~~y~~z\n",
	     "<p id=\"p0-1\"><del>a <em>b</em></del> c~~ ~~d~~ x<del>y</del>z</p>\n"},
	    {"*a ~~b* c~~\n", "<p id=\"p0-1\"><em>a ~~b</em> c~~</p>\n"},
	    {"se https://exempel.se/a(b)?c=1&d=2. (www.exempel.se) x@exempel.se,\n",
	     "<p id=\"p0-1\">se <a "
	     "href=\"https://exempel.se/a(b)?c=1&amp;d=2\">https://exempel.se/a(b)?c=1&amp;d=2</a>. "
	     "(<a href=\"http://www.exempel.se\">www.exempel.se</a>) <a "
	     "href=\"mailto:x@exempel.se\">x@exempel.se</a>,</p>\n"},
	    {"xhttps://a.se wwww.x.se www.ingen http:// a@b ”https://å.se”\n",
	     "<p id=\"p0-1\">xhttps://a.se wwww.x.se www.ingen http:// a@b ”<a "
	     "href=\"https://%C3%A5.se\">https://å.se</a>”</p>\n"},
	    {"[a *b*](https://a.se/\"x \"t&\") <https://b.se>\n",
	     "<p id=\"p0-1\"><a href=\"https://a.se/%22x\" title=\"t&amp;\">a <em>b</em></a> "
	     "<a href=\"https://b.se\">https://b.se</a></p>\n"},
	    {"[a](https://a.se/å \"t<\")\n",
	     "<p id=\"p0-1\"><a href=\"https://a.se/%C3%A5\" title=\"t&lt;\">a</a></p>\n"},
	    {"`https://a.se` [x www.a.se](tel:112)\n",
	     "<p id=\"p0-1\"><code>https://a.se</code> <a href=\"tel:112\">x www.a.se</a></p>\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		world_teardown(state);
		world_setup(state);
		assert_str(item_of(world, cases[i].markdown)->html, cases[i].html);
	}
}

static void
html_is_text(void **state)
{
	struct world *world = *state;
	const struct body *body =
	    body_of(world, "a <script>x</script> b\n\n<div onclick=\"x\">\n<p>y</p>\n</div>\n\n<!-- z -->\n");
	assert_str(body->items.items[0].html,
	           "<p id=\"p0-1\">a &lt;script&gt;x&lt;/script&gt; b</p>\n"
	           "<pre class=\"html\"><code>&lt;div "
	           "onclick=&quot;x&quot;&gt;\n&lt;p&gt;y&lt;/p&gt;\n&lt;/div&gt;\n</code></pre>\n"
	           "<pre class=\"html\"><code>&lt;!-- z --&gt;\n</code></pre>\n");
	assert_int_equal(times_reported(world, DIAG_RAW_HTML), 3);
	assert_str(found_source(first_reported(world, DIAG_RAW_HTML)), "<script>");
}

static void
items_take_written_numbers(void **state)
{
	struct world *world = *state;
	const struct body *body =
	    body_of(world, "Inledning.\n\n## 5. Mediapoolen\n\na\n\n- b\n- c\n\n## § 2 *Ett* till\n\nd\n");
	assert_int_equal(body->items.n, 3);
	assert_int_equal(body->items.items[0].number, 0);
	assert_str(body->items.items[0].title, "");
	assert_int_equal(body->items.items[1].number, 5);
	assert_str(body->items.items[1].label, "5");
	assert_str(body->items.items[1].title, "Mediapoolen");
	assert_int_equal(body->items.items[1].blocks, 3);
	assert_int_equal(body->items.items[2].number, 2);
	assert_str(body->items.items[2].title_html, "<em>Ett</em> till");
	assert_str(body->summary, "Inledning.");
	assert_true(strs_have(&body->anchors, S("p5-3")) && strs_have(&body->anchors, S("p2")));
	assert_false(strs_have(&body->anchors, S("p5-4")) || strs_have(&body->anchors, S("p1")));
}

static void
items_take_positions_else(void **state)
{
	struct world *world = *state;
	static const char *const texts[] = {"## 5. A\n\n## B\n", "## 5. A\n\n## 5. B\n", "## 0. A\n\n## 1. B\n",
	                                    "## 2018 A\n\n## 3.B\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		world_teardown(state);
		world_setup(state);
		const struct body *body = body_of(world, texts[i]);
		assert_int_equal(body->items.n, 2);
		assert_int_equal(body->items.items[0].number, 1);
		assert_int_equal(body->items.items[1].number, 2);
	}
}

static void
heading_levels_do_not_skip(void **state)
{
	struct world *world = *state;
	const struct item *item = item_of(world, "# Ett\n\n#### a\n\n#### b\n\n##### c\n\n### d\n\n> ## e\n");
	assert_str(item->title, "Ett");
	assert_str(item->html,
	           "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>\n<h3>d</h3>\n<blockquote>\n<h3>e</h3>\n</blockquote>\n");
	assert_int_equal(times_reported(world, DIAG_HEADING_LEVEL_ONE), 1);
}

static void
footnotes(void **state)
{
	struct world *world = *state;
	const struct body *body =
	    body_of(world, "a[^x] b[^y] c[^x] d[^z]\n\n[^x]: Ett [[Hjo]]\n[^y]: två\n[^w]: oanvänd\n");
	assert_str(
	    body->items.items[0].html,
	    "<p id=\"p0-1\">a<sup><a id=\"notref-2018-12-14-sikt-1\" href=\"#not-2018-12-14-sikt-1\" "
	    "role=\"doc-noteref\" "
	    "aria-label=\"not 1\">1</a></sup> b<sup><a id=\"notref-2018-12-14-sikt-2\" href=\"#not-2018-12-14-sikt-2\" "
	    "role=\"doc-noteref\" aria-label=\"not 2\">2</a></sup> c<sup><a id=\"notref-2018-12-14-sikt-1-2\" "
	    "href=\"#not-2018-12-14-sikt-1\" role=\"doc-noteref\" aria-label=\"not 1\">1</a></sup> d[^z]</p>\n");
	assert_true(
	    str_contains(body->footnotes_html,
	                 S("<li id=\"not-2018-12-14-sikt-2\">\n<p>två</p>\n <a href=\"#notref-2018-12-14-sikt-2\"")));
	assert_true(str_contains(body->footnotes_html, S("href=\"#notref-2018-12-14-sikt-1-2\"")));
	assert_str(found_source(first_reported(world, DIAG_FOOTNOTE_UNDEFINED)), "[^z]");
	assert_str(found_source(first_reported(world, DIAG_FOOTNOTE_UNUSED)), "[^w]");
	assert_int_equal(body->mentions.n, 1);
	assert_int_equal(body->mentions.items[0].block, 1);
}

static void
links_by_hand(void **state)
{
	struct world *world = *state;
	const struct body *body =
	    body_of(world, "## 4. Punkt\n\n[[mediapoolen]] och [[Hjo|i\nHjo]] [[!Hjo]] \\[[Hjo]] `[[Hjo]]` [[plan]]\n");
	assert_str(body->items.items[0].html,
	           "<p id=\"p4-1\"><a href=\"../../amnen/mediapoolen/\">mediapoolen</a> och <a "
	           "href=\"../../kommuner/hjo/\">i Hjo</a> "
	           "Hjo [[Hjo]] <code>[[Hjo]]</code> <a href=\"../../dokument/plan/\">plan</a></p>\n");
	/* The escaped brackets are no mark, but the name in them is one in running text. */
	assert_int_equal(body->mentions.n, 4);
	const struct mention *mention = &body->mentions.items[1];
	assert_str(mention->text, "i Hjo");
	assert_str(str_slice(mention->place.source->text, mention->place.start, mention->place.end), "i\nHjo");
	assert_str(mention->entity->id, "hjo");
	assert_int_equal(mention->item, 4);
	assert_int_equal(mention->block, 1);
	assert_int_equal(mention->how, MENTION_EXPLICIT);
	assert_int_equal(body->mentions.items[2].how, MENTION_FULL);
	assert_non_null(body->mentions.items[3].document);
	assert_int_equal(world->diags.n, 0);
}

static void
links_by_hand_in_tables(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(world, "| a | b |\n|---|---|\n| [[Hjo\\|här]] | [[Hjo|där]] |\n");
	assert_true(str_contains(body->items.items[0].html, S("<a href=\"../../kommuner/hjo/\">här</a>")));
	assert_int_equal(times_reported(world, DIAG_HAND_LINK_CUT_BY_CELL), 1);
	assert_str(str_slice(body->mentions.items[0].place.source->text, body->mentions.items[0].place.start,
	                     body->mentions.items[0].place.end),
	           "här");
}

static void
faulty_links_by_hand(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *text;
		enum diag_code code;
		const char *source;
	} cases[] = {
	    {"a [[Hjo b\n\nc]]\n", DIAG_HAND_LINK_OPEN, "[["},
	    {"a [[Hjo [[Hjo]]\n", DIAG_HAND_LINK_OPEN, "[["},
	    {"a [[H*j*o]]\n", DIAG_HAND_LINK_CUT, "[[H*j*o]]"},
	    {"a *x [[H* jo]]\n", DIAG_HAND_LINK_CUT, "[[H* jo]]"},
	    {"[x [[Hjo]] y](https://a.se)\n", DIAG_HAND_LINK_CUT, "[[Hjo]]"},
	    {"a [[Hjo]](https://a.se)\n", DIAG_HAND_LINK_CUT, "[[Hjo]](https://a.se)"},
	    {"a [[Hjo]] b\n\n[Hjo]: https://a.se\n", DIAG_HAND_LINK_CUT, "[Hjo]"},
	    {"a [[ ]]\n", DIAG_HAND_LINK_EMPTY, "[[ ]]"},
	    {"a [[Mediapolen|x]]\n", DIAG_HAND_LINK_UNKNOWN, "Mediapolen"},
	    {"> a\n> [[Anna\n> Exempelsson]]\n", DIAG_HAND_LINK_AMBIGUOUS, "Anna\n> Exempelsson"},
	    {"a [[SKUM 2018-02-02]]\n", DIAG_HAND_LINK_UNKNOWN, "SKUM 2018-02-02"},
	    {"a [[dolt:]]\n", DIAG_OMISSION_WITHOUT_REASON, "[[dolt:]]"},
	    {"a [[rapport: Hjo]]\n", DIAG_REPORT_NOT_FIRST, "[[rapport: Hjo]]"},
	    {"[[rapport: Hjoo]] a\n", DIAG_UNKNOWN_MUNICIPALITY, "Hjoo"},
	    {"a [[SIKT 2017-01-20]]\n", DIAG_STUB, "SIKT 2017-01-20"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		world_teardown(state);
		world_setup(state);
		assert_non_null(body_of(world, cases[i].text));
		if (world->diags.n != 1 || world->diags.items[0].code != cases[i].code)
			fail_msg("%zu reported, first %s: %s", world->diags.n,
			         world->diags.n ? diag_row(world->diags.items[0].code)->number : "-", cases[i].text);
		assert_str(found_source(&world->diags.items[0]), cases[i].source);
	}
	world_teardown(state);
	world_setup(state);
	body_of(world, "[[Mediapolen]] [[Anna Exempelsson]]");
	assert_str(first_reported(world, DIAG_HAND_LINK_UNKNOWN)->nearest, "Mediapoolen");
	assert_str(first_reported(world, DIAG_HAND_LINK_AMBIGUOUS)->arguments[1], "anna-hjo, anna-grastorp");
}

static void
citations(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(world, "[[SIKT 2018-02-02 §1]] [[sikt 2018-02-02|då]] [[SIKT 2018-12-14 § "
	                                         "9]] [[SIKT/SKIS 2017-01|x]]\n\n## 9. Nio\n");
	assert_str(body->items.items[0].html,
	           "<p id=\"p0-1\"><a href=\"../2018-02-02-sikt/#p1\">SIKT 2018-02-02 §1</a> <a "
	           "href=\"../2018-02-02-sikt/\">då</a> "
	           "<a href=\"#p9\">SIKT 2018-12-14 § 9</a> <a href=\"../2017-01-sikt-skis/\">x</a></p>\n");
	assert_int_equal(body->stubs.n, 1);
	assert_str(body->stubs.items[0].id, "2017-01-sikt-skis");
	assert_int_equal(body->links.n, 2);
}

static void
marks_without_links(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(
	    world, "- [[rapport: Hjo, Grästorp]] Allt väl. [[dolt: rör enskild]]\n\n[[Sara Hemlig|Sara]] talade.\n");
	assert_str(
	    body->items.items[0].html,
	    "<ul>\n<li id=\"p0-1\">Allt väl. <span class=\"utelamnat\">[utelämnat: rör enskild]</span></li>\n</ul>\n"
	    "<p id=\"p0-2\">representant, Hjo talade.</p>\n");
	assert_int_equal(body->reports.n, 2);
	assert_str(body->reports.items[1].municipality->name, "Grästorp");
	assert_int_equal(body->reports.items[1].block, 1);
	assert_int_equal(body->omissions.n, 1);
	assert_str(body->summary, "Allt väl. [utelämnat: rör enskild]");
	assert_int_equal(world->diags.n, 0);
}

static void
check_links(struct world *world, const struct body *body)
{
	const struct body *bodies[3] = {0};
	bodies[body->document->index] = body;
	struct strs addresses = {0};
	vec_push(&world->arena, &addresses, S("/amnen/mediapoolen/"));
	markup_check_links(NULL, bodies, 3, &addresses, &world->diags);
}

static void
links_inside_the_site(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(world, "[b](b.md) [p](../../dokument/plan.md#p0) [t](/amnen/mediapoolen/) "
	                                         "[u](../../amnen/mediapoolen/) [h](#p0-1)\n");
	assert_str(body->items.items[0].html,
	           "<p id=\"p0-1\"><a href=\"../2018-02-02-sikt/\">b</a> <a href=\"../../dokument/plan/#p0\">p</a> "
	           "<a href=\"../../amnen/mediapoolen/\">t</a> <a href=\"../../amnen/mediapoolen/\">u</a> <a "
	           "href=\"#p0-1\">h</a></p>\n");
	assert_int_equal(body->mentions.n, 2);
	assert_str(body->mentions.items[1].document->id, "plan");
	check_links(world, body);
	assert_int_equal(world->diags.n, 0);
}

static void
broken_links_inside_the_site(void **state)
{
	struct world *world = *state;
	const struct body *body =
	    body_of(world, "## 3. Media poolen\n\n[a](#media-poolen) [b](/amnen/mediapolen/) > *[c](a.md#p3-2)*\n");
	check_links(world, body);
	assert_int_equal(world->diags.n, 3);
	assert_str(first_reported(world, DIAG_ANCHOR_UNKNOWN)->nearest, "#p3");
	assert_str(found_source(first_reported(world, DIAG_ANCHOR_UNKNOWN)), "[a](#media-poolen)");
	assert_str(first_reported(world, DIAG_ADDRESS_UNKNOWN)->nearest, "/amnen/mediapoolen/");
	assert_str(found_source(&world->diags.items[2]), "[c](a.md#p3-2)");
}

static void
link_targets(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *target;
		enum diag_code code;
	} cases[] = {
	    {"javascript:alert(1)", DIAG_LINK_NOT_ALLOWED},
	    {"JaVaScRiPt:alert(1)", DIAG_LINK_NOT_ALLOWED},
	    {"java&#115;cript:alert(1)", DIAG_LINK_NOT_ALLOWED},
	    {"java\\script:x", DIAG_LINK_NOT_ALLOWED},
	    {"&#1;javascript:x", DIAG_LINK_NOT_ALLOWED},
	    {"java&Tab;script:x", DIAG_LINK_NOT_ALLOWED},
	    {"data:text/html,x", DIAG_LINK_NOT_ALLOWED},
	    {"vbscript:x", DIAG_LINK_NOT_ALLOWED},
	    {"file:///etc/passwd", DIAG_LINK_NOT_ALLOWED},
	    {"//ond.se/x", DIAG_LINK_NOT_ALLOWED},
	    {"/\\ond.se", DIAG_LINK_NOT_ALLOWED},
	    {"https:/x", DIAG_LINK_NOT_ALLOWED},
	    {"https:///x", DIAG_LINK_NOT_ALLOWED},
	    {"http:x", DIAG_LINK_NOT_ALLOWED},
	    {"mailto:", DIAG_LINK_NOT_ALLOWED},
	    {"x%00.md", DIAG_LINK_NOT_ALLOWED},
	    {"..%2f..%2fx.md", DIAG_LINK_NOT_ALLOWED},
	    {"<https://a.se/a b>", DIAG_LINK_NOT_ALLOWED},
	    {"https://a.se/\u202ex", DIAG_LINK_NOT_ALLOWED},
	    {"", DIAG_LINK_EMPTY},
	    {"c.md", DIAG_LINK_FILE_UNKNOWN},
	    {"../../../x.md", DIAG_LINK_LEAVES_TREE},
	    {"../../../../x/", DIAG_LINK_LEAVES_TREE},
	    {"../../bilagor/x.pdf", DIAG_LINK_FILE_ABSENT},
	    {"/bilagor/x.pdf", DIAG_LINK_FILE_ABSENT},
	    {"/bilagor/../arkiv.yaml", DIAG_LINK_NOT_ALLOWED},
	    {"../../bilagor/x.svg", DIAG_LINK_FILE_KIND},
	    {"../../bilagor/x.html", DIAG_LINK_FILE_KIND},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		world_teardown(state);
		world_setup(state);
		const struct body *body = body_of(world, str_format(&world->arena, "[a](%s)\n", cases[i].target).p);
		size_t n = times_reported(world, cases[i].code);
		if (n != 1 || world->diags.n - times_reported(world, DIAG_INVISIBLE_CHARACTER) != 1)
			fail_msg("%zu times %s, %zu in all: %s", n, diag_row(cases[i].code)->number, world->diags.n,
			         cases[i].target);
		assert_str(body->items.items[0].html, "<p id=\"p0-1\">a</p>\n");
	}
}

static void
images_and_files(void **state)
{
	struct world *world = *state;
	char folder[] = "/tmp/markup_test_XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/bilagor", folder);
	mkdir(path, 0755);
	snprintf(path, sizeof path, "%s/bilagor/en bild.png", folder);
	FILE *file = fopen(path, "w");
	fclose(file);
	world->archive->root = str_of(folder);
	const struct body *body =
	    body_of(world, "![Två *hus*](<../../bilagor/en bild.png> \"t\") [x](/bilagor/en%20bild.png)\n\n"
	                   "![](../../bilagor/en%20bild.png) ![a](https://a.se/x.png) ![b](b.md)\n");
	unlink(path);
	snprintf(path, sizeof path, "%s/bilagor", folder);
	rmdir(path);
	rmdir(folder);
	assert_int_equal(times_reported(world, DIAG_IMAGE_WITHOUT_TEXT), 1);
	assert_int_equal(times_reported(world, DIAG_IMAGE_NOT_OURS), 2);
	/* A space in a target is refused when it is written as one: browsers and people read it differently. */
	assert_int_equal(times_reported(world, DIAG_LINK_NOT_ALLOWED), 1);
	assert_str(body->items.items[0].html,
	           "<p id=\"p0-1\">Två hus <a href=\"../../bilagor/en%20bild.png\">x</a></p>\n"
	           "<p id=\"p0-2\"><img src=\"../../bilagor/en%20bild.png\" alt=\"\"/> a b</p>\n");
	assert_int_equal(body->files.n, 1);
	assert_str(body->files.items[0], "en bild.png");
}

static void
other_warnings(void **state)
{
	struct world *world = *state;
	body_of(world, "a\u200bb [](https://a.se) https://a.se/_x_y\n");
	assert_str(found_source(first_reported(world, DIAG_INVISIBLE_CHARACTER)), "\u200b");
	assert_int_equal(times_reported(world, DIAG_LINK_WITHOUT_TEXT), 1);
	assert_int_equal(times_reported(world, DIAG_URL_CUT), 0);
	world_teardown(state);
	world_setup(state);
	body_of(world, "se https://a.se/_x_/y\n");
	assert_str(found_source(first_reported(world, DIAG_URL_CUT)), "https://a.se/");
}

/* A thousand documents full of what cmark's own extensions lose when there are threads. */
enum { MANY = 1000, WORKERS = 8 };

struct many {
	const struct markup *markup;
	struct document *documents[MANY];
	struct arena arenas[WORKERS], scratch[WORKERS];
	str html[MANY];
};

static void
render_one(void *context, unsigned worker, size_t index)
{
	struct many *many = context;
	struct diag_list diags = {.arena = &many->scratch[worker]};
	const struct body *body =
	    markup_body(many->markup, many->documents[index], &many->arenas[worker], &many->scratch[worker], &diags);
	many->html[index] = body->items.items[0].html;
	arena_reset(&many->scratch[worker]);
}

static void
threads_do_not_matter(void **state)
{
	struct world *world = *state;
	static struct many one, eight;
	one = eight = (struct many){0};
	struct document *here = make_archive(world);
	one.markup = eight.markup = markup_new(&world->arena, world->archive, NULL, true);
	for (size_t i = 0; i < MANY; i++) {
		struct document *copy = arena_new(&world->arena, struct document);
		*copy = *here;
		struct buffer text = {.arena = &world->arena};
		for (size_t j = 0; j < 20; j++)
			buffer_add_format(&text,
			                  "Se https://exempel.se/%zu/%zu, www.exempel.se/%zu och x%zu@exempel.se "
			                  "~~struket %zu~~ *a ~~b~~*.\n",
			                  i, j, i, j, i);
		write_text(world, copy, buffer_str(&text));
		one.documents[i] = eight.documents[i] = copy;
	}
	parallel_for(MANY, 1, render_one, &one);
	parallel_for(MANY, WORKERS, render_one, &eight);
	for (size_t i = 0; i < MANY; i++) {
		assert_true(str_eq(one.html[i], eight.html[i]));
		assert_true(str_contains(one.html[i], S("<del>b</del>")) &&
		            str_contains(one.html[i], S("mailto:x19@exempel.se")));
	}
	for (int i = 0; i < WORKERS; i++) {
		arena_free(&one.arenas[i]);
		arena_free(&one.scratch[i]);
		arena_free(&eight.arenas[i]);
		arena_free(&eight.scratch[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(html_of_all_kinds),
	    test(html_is_text),
	    test(items_take_written_numbers),
	    test(items_take_positions_else),
	    test(heading_levels_do_not_skip),
	    test(footnotes),
	    test(links_by_hand),
	    test(links_by_hand_in_tables),
	    test(faulty_links_by_hand),
	    test(citations),
	    test(marks_without_links),
	    test(links_inside_the_site),
	    test(broken_links_inside_the_site),
	    test(link_targets),
	    test(images_and_files),
	    test(other_warnings),
	    test(threads_do_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
