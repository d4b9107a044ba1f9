/* Feeds and calendars: escaping and folding, links in full, which meetings a calendar has and what stays the same when
   they move. */
#include "world.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "export/absolute.h"
#include "export/atom.h"
#include "export/ical.h"
#include "export/meetings.h"
#include "markup/markup.h"

/* --- XML --- */

static str
xml_of(struct world *world, str attribute, str text)
{
	struct buffer out = {.arena = &world->arena};
	struct xml xml = {.out = &out};
	xml_open(&xml, "a");
	xml_open(&xml, "b");
	xml_attribute(&xml, "c", attribute);
	xml_close(&xml);
	xml_element(&xml, "d", text);
	xml_close(&xml);
	return buffer_str(&out);
}

static void
xml_is_escaped_for_its_place(void **state)
{
	assert_str(xml_of(*state, S("\"<&>'"), S("\"<&>' ]]>")),
	           "<a>\n<b c=\"&quot;&lt;&amp;&gt;&#39;\"/>\n<d>&quot;&lt;&amp;&gt;&#39; ]]&gt;</d>\n</a>\n");
	assert_str(xml_of(*state, S("1\t2\n3\r4"), S("1\t2\n3\r4")),
	           "<a>\n<b c=\"1&#9;2&#10;3&#13;4\"/>\n<d>1\t2\n3&#13;4</d>\n</a>\n");
}

static void
xml_refuses_what_it_forbids(void **state)
{
	assert_str(xml_of(*state, S("\0\x01\x1f"), S("a\x08z\xef\xbf\xbe\xef\xbf\xbf\x0b")),
	           "<a>\n<b c=\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"/>\n"
	           "<d>a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</d>\n</a>\n");
	assert_str(
	    xml_of(*state, S("\xff"), S("\xed\xa0\x80 \xe2\x80\xa8 \xf0\x9f\x8e\x93")), /* a surrogate; U+2028 stays */
	    "<a>\n<b c=\"\xef\xbf\xbd\"/>\n<d>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xe2\x80\xa8 "
	    "\xf0\x9f\x8e\x93</d>\n</a>\n");
}

static void
an_element_may_be_empty(void **state)
{
	assert_str(xml_of(*state, (str){0}, (str){0}), "<a>\n<b c=\"\"/>\n<d></d>\n</a>\n");
}

/* --- iCalendar --- */

static str
escaped(struct world *world, str text)
{
	struct buffer out = {.arena = &world->arena};
	ical_escape(&out, text);
	return buffer_str(&out);
}

static void
calendar_text_is_escaped(void **state)
{
	assert_str(escaped(*state, S("a\\b;c,d:e\"f")), "a\\\\b\\;c\\,d:e\"f");
	assert_str(escaped(*state, S("1\n2\r\n3\r")), "1\\n2\\n3\xef\xbf\xbd");
	assert_str(escaped(*state, S("1\xc2\x85"
	                             "2\xe2\x80\xa8"
	                             "3\xe2\x80\xa9"
	                             "4")),
	           "1\\n2\\n3\\n4");
	assert_str(escaped(*state, S("\0\x07\x7f\xff\t.")), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\t.");
	assert_str(escaped(*state, S("BEGIN:VEVENT\nX\\n")), "BEGIN:VEVENT\\nX\\\\n");
}

/* Every physical line is short enough and holds whole characters; without the folds it is the text again. */
static void
assert_folds_back(struct world *world, str text)
{
	struct buffer out = {.arena = &world->arena}, unfolded = {.arena = &world->arena};
	ical_line(&out, text);
	str rest = buffer_str(&out);
	assert_true(str_ends(rest, S("\r\n")));
	for (bool first = true; rest.n; first = false) {
		size_t end = str_find(rest, S("\r\n"));
		str line = str_slice(rest, 0, end);
		assert_true(line.n <= 75);
		assert_int_equal(text_invalid(line), SIZE_MAX);
		assert_int_equal(!first, str_starts(line, S(" ")) && !first);
		buffer_add(&unfolded, first ? line : str_from(line, 1));
		rest = str_from(rest, end + 2);
	}
	assert_true(str_eq(buffer_str(&unfolded), text));
}

static void
lines_fold_between_characters(void **state)
{
	static const char *const characters[] = {"a", "\xc3\xa5", "\xe2\x82\xac", "\xf0\x9f\x8e\x93"};
	struct world *world = *state;
	for (size_t before = 60; before < 80; before++)
		for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
			struct buffer text = {.arena = &world->arena};
			for (size_t j = 0; j < before; j++)
				buffer_add_char(&text, 'x');
			for (size_t j = 0; j < 100; j++)
				buffer_add(&text, str_of(characters[i]));
			assert_folds_back(world, buffer_str(&text));
		}
}

static void
short_lines_are_not_folded(void **state)
{
	struct world *world = *state;
	struct buffer out = {.arena = &world->arena}, line = {.arena = &world->arena};
	while (line.n < 75)
		buffer_add_char(&line, 'x');
	ical_line(&out, buffer_str(&line));
	assert_int_equal(out.n, 77);
	buffer_add_char(&line, 'y');
	buffer_clear(&out);
	ical_line(&out, buffer_str(&line));
	assert_true(str_ends(buffer_str(&out), S("x\r\n y\r\n")));
}

static void
nothing_is_said_of_nothing(void **state)
{
	struct buffer out = {.arena = &((struct world *)*state)->arena};
	ical_text(&out, "LOCATION", (str){0});
	ical_list(&out, "CATEGORIES", &(struct strs){0});
	assert_int_equal(out.n, 0);
	str two[] = {S("a,b"), S("c")};
	ical_list(&out, "CATEGORIES", &(struct strs){.items = two, .n = 2});
	assert_str(buffer_str(&out), "CATEGORIES:a\\,b,c\r\n");
}

/* --- links --- */

static str
absolute(struct world *world, const char *html)
{
	struct buffer out = {.arena = &world->arena};
	absolute_links(&out, &world->archive->site, S("/protokoll/2018-12-14-sikt/"), str_of(html));
	return buffer_str(&out);
}

static void
links_are_made_absolute(void **state)
{
	static const struct {
		const char *link, *expected;
	} links[] = {
	    {"../../amnen/ai/", "https://example.se/arkiv/amnen/ai/"},
	    {"../2019-02-01-sikt/#p3", "https://example.se/arkiv/protokoll/2019-02-01-sikt/#p3"},
	    {"#not-1", "https://example.se/arkiv/protokoll/2018-12-14-sikt/#not-1"},
	    {"./", "https://example.se/arkiv/protokoll/2018-12-14-sikt/"},
	    {"", "https://example.se/arkiv/protokoll/2018-12-14-sikt/"},
	    {"./a:b", "https://example.se/arkiv/protokoll/2018-12-14-sikt/a:b"},
	    {"?a=1&amp;b=2", "https://example.se/arkiv/protokoll/2018-12-14-sikt/?a=1&amp;b=2"},
	    {"../../../../../x/", "https://example.se/arkiv/x/"}, /* never above the site */
	    {"/om/", "https://example.se/arkiv/om/"},
	    {"../../bilagor/a%20b.pdf", "https://example.se/arkiv/bilagor/a%20b.pdf"},
	    {"https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&amp;b=2"},
	    {"//example.org/", "//example.org/"},
	    {"mailto:x@example.org", "mailto:x@example.org"},
	    {"tel:+46500", "tel:+46500"},
	};
	struct world *world = *state;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		str html = str_format(&world->arena, "<p>x <a href=\"%s\">y</a></p>", links[i].link);
		str expected = str_format(&world->arena, "<p>x <a href=\"%s\">y</a></p>", links[i].expected);
		if (!str_eq(absolute(world, html.p), expected))
			fail_msg("%s gave %.*s", links[i].link, STR(absolute(world, html.p)));
	}
}

static void
only_attributes_are_links(void **state)
{
	static const char *const same[] = {
	    "<p>href=&quot;../x/&quot; href=\"../x/\"</p>",
	    "<img alt=\"x href=\"/>",
	    "<p id=\"p5-3\" title=\" href=\">x</p>",
	    "<pre><code>&lt;a href=&quot;../x/&quot;&gt;</code></pre>",
	    "text",
	    "",
	    "<br/>",
	    "a < b",
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_str(absolute(*state, same[i]), same[i]);
	assert_str(absolute(*state, "<img src=\"../../a.png\" alt=\"y src=\"/><a class=\"z\" href=\"../\">q</a>"),
	           "<img src=\"https://example.se/arkiv/a.png\" alt=\"y src=\"/>"
	           "<a class=\"z\" href=\"https://example.se/arkiv/protokoll/\">q</a>");
}

/* --- meetings --- */

static str
same_word(const void *words, const char *path)
{
	(void)words;
	return str_of(path);
}

static struct export_context
context_of(struct world *world)
{
	struct arena *arena = &world->arena;
	resolve(world);
	size_t n = world->archive->documents.n;
	const struct body **bodies = arena_array(arena, const struct body *, n + 1);
	str *titles = arena_array(arena, str, n + 1);
	const struct markup *markup = markup_new(arena, world->archive, NULL, true);
	for (size_t i = 0; i < n; i++) {
		struct arena scratch = {0};
		bodies[i] = markup_body(markup, world->archive->documents.items[i], arena, &scratch, &world->diags);
		titles[i] = world->archive->documents.items[i]->id;
		arena_free(&scratch);
	}
	return (struct export_context){
	    .archive = world->archive,
	    .bodies = bodies,
	    .index = index_new(arena, world->archive, bodies, (struct workers){1, arena}),
	    .titles = titles,
	    .word = same_word,
	};
}

static struct document *
empty_minutes(struct world *world, const char *network, const char *date)
{
	struct document *document = minutes(world, "protokoll/x.md", network, date);
	document->source = source_make(&world->arena, S("protokoll/x.md"), S("protokoll/x.md"),
	                               S("## 1. AI\n\nOm AI.\n"), &world->diags);
	document->body = 0;
	document->times = (struct times){-1, -1};
	return document;
}

static struct planned_meeting *
plan(struct world *world, struct document *document, const char *date)
{
	struct planned_meeting *planned = vec_add(&world->arena, &document->planned);
	planned->times = (struct times){-1, -1};
	if (*date)
		planned->dates.first = a_date(date);
	return planned;
}

static void
start(struct world *world)
{
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_TOPIC, "AI");
	world->archive->site.title = S("Arkivet");
}

static const struct meeting *
meeting(const struct meetings *meetings, const char *uid)
{
	const struct meeting *found = NULL;
	for (size_t i = 0; i < meetings->n; i++)
		if (str_eq(meetings->items[i].uid, str_of(uid))) {
			assert_null(found);
			found = &meetings->items[i];
		}
	return found;
}

static void
a_meeting_is_one_from_plan_to_minutes(void **state)
{
	struct world *world = *state;
	start(world);
	plan(world, empty_minutes(world, "SIKT", "2018-10-01"), "2019-02-01")->times = (struct times){9 * 60, 12 * 60};
	plan(world, empty_minutes(world, "SIKT", "2018-12-14"), "2019-02-01");
	empty_minutes(world, "SIKT", "2019-02-01");
	struct export_context context = context_of(world);
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	assert_int_equal(meetings.n, 3);
	const struct meeting *held = meeting(&meetings, "2019-02-01-sikt");
	assert_non_null(held);
	assert_int_equal(held->said_before, 2);
	assert_non_null(held->held);
	assert_ptr_equal(held->said, held->held);
	assert_int_equal(held->times.from, -1); /* the later plan took the hour back */
	assert_int_equal(meeting(&meetings, "2018-10-01-sikt")->said_before, 0);
}

static void
a_moved_meeting_keeps_its_uid(void **state)
{
	struct world *world = *state;
	start(world);
	plan(world, empty_minutes(world, "SIKT", "2018-10-01"), "2019-02-01");
	plan(world, empty_minutes(world, "SIKT", "2018-12-14"), "2019-02-08");
	empty_minutes(world, "SIKT", "2019-02-08");
	struct export_context context = context_of(world);
	struct plan *plans = context.index->plans.items;
	/* as later minutes that move a meeting are found */
	plans[0].moved_to = &plans[1];
	plans[1].moved_from = &plans[0];
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	const struct meeting *moved = meeting(&meetings, "2019-02-01-sikt");
	assert_non_null(moved);
	assert_int_equal(moved->dates.first.day, 8);
	assert_int_equal(moved->said_before, 2);
	assert_null(meeting(&meetings, "2019-02-08-sikt"));
	assert_int_equal(meetings.n, 3);
}

static void
two_on_one_day_are_two(void **state)
{
	struct world *world = *state;
	start(world);
	struct document *first = empty_minutes(world, "SIKT", "2018-10-01"),
	                *second = empty_minutes(world, "SIKT", "2018-12-14");
	for (int i = 0; i < 2; i++) {
		plan(world, first, "2019-02-01")->times = (struct times){(9 + i) * 60, -1};
		plan(world, second, "2019-02-01")->times = (struct times){(13 + i) * 60, -1};
	}
	struct export_context context = context_of(world);
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	assert_int_equal(meetings.n, 4);
	const struct meeting *one = meeting(&meetings, "2019-02-01-sikt"),
	                     *two = meeting(&meetings, "2019-02-01-sikt-2");
	assert_non_null(one);
	assert_non_null(two);
	assert_int_equal(one->times.from, 13 * 60);
	assert_int_equal(two->times.from, 14 * 60);
	assert_int_equal(one->said_before, 1);
}

static void
a_joint_meeting_is_one(void **state)
{
	struct world *world = *state;
	start(world);
	plan(world, empty_minutes(world, "SIKT", "2018-10-01"), "2019-02-01");
	plan(world, empty_minutes(world, "SKIS", "2018-10-02"), "2019-02-01");
	struct document *joint = empty_minutes(world, "SIKT", "2019-02-01");
	refer(world, &joint->networks, "SKIS");
	struct export_context context = context_of(world);
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	assert_int_equal(meetings.n, 3);
	const struct meeting *held = meeting(&meetings, "2019-02-01-sikt");
	assert_int_equal(held->said_before, 2);
	for (size_t i = 0; i < 2; i++)
		assert_true(meeting_is_of(held, world->archive->entities[ENTITY_NETWORK].items[i]));
}

static void
what_has_no_day_is_left_out(void **state)
{
	struct world *world = *state;
	start(world);
	struct document *document = empty_minutes(world, "SIKT", "2018-10~");
	plan(world, document, "2019-02");
	plan(world, document, "2019");
	plan(world, document, "");
	plan(world, document, "2019-03-01~");
	empty_minutes(world, "SIKT", "2018-11-05")->withdrawn = true;
	struct export_context context = context_of(world);
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	assert_int_equal(meetings.n, 1);
	assert_true(meetings.items[0].dates.first.approximate);
}

static void
minutes_may_know_less_of_the_day(void **state)
{
	struct world *world = *state;
	start(world);
	struct document *document = empty_minutes(world, "SIKT", "2018-10-01");
	plan(world, document, "2019-02-01")->times = (struct times){9 * 60, -1};
	plan(world, document, "2019-03-01")->dates.last = a_date("2019-03-02");
	plan(world, document, "2019-05");
	empty_minutes(world, "SIKT", "2019-02~");
	empty_minutes(world, "SIKT", "2019-03-02");
	empty_minutes(world, "SIKT", "2019-05-03");
	struct export_context context = context_of(world);
	struct meetings meetings = {0};
	meetings_list(&context, &world->arena, &meetings);
	assert_int_equal(meetings.n, 4);
	const struct meeting *february = meeting(&meetings, "2019-02-01-sikt");
	assert_non_null(february);
	assert_non_null(february->held);
	assert_int_equal(february->dates.first.day, 1);
	assert_true(february->dates.first.approximate);
	assert_int_equal(february->times.from, 9 * 60);
	assert_int_equal(meeting(&meetings, "2019-03-01-sikt")->dates.last.day, 2);
	assert_int_equal(meeting(&meetings, "2019-05-sikt")->dates.first.day, 3);
}

/* --- what is written --- */

static str
written(struct world *world, const struct export_context *context, const char *address)
{
	struct exports exports = {0};
	struct buffer out = {.arena = &world->arena};
	atom_list(context, &world->arena, &exports);
	calendar_list(context, &world->arena, &exports);
	for (size_t i = 0; i < exports.n; i++)
		if (str_eq(exports.items[i].address, str_of(address)))
			exports.items[i].write(context, &exports.items[i], &out);
	assert_true(out.n > 0);
	return buffer_str(&out);
}

static size_t
count(str text, str part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(text, part)) != SIZE_MAX; n++)
		text = str_from(text, at + part.n);
	return n;
}

static void
days_clocks_and_intervals(void **state)
{
	struct world *world = *state;
	start(world);
	struct document *document = empty_minutes(world, "SIKT", "2018-10-01");
	plan(world, document, "2019-02-28");
	plan(world, document, "2019-07-01")->times = (struct times){9 * 60, 24 * 60};
	plan(world, document, "2019-12-31")->times = (struct times){8 * 60 + 30, -1};
	struct planned_meeting *days = plan(world, document, "2020-02-28");
	days->dates.last = a_date("2020-02-29");
	days->times = (struct times){9 * 60, 16 * 60};
	struct export_context context = context_of(world);
	str calendar = written(world, &context, "/kalender.ics");
	static const char *const expected[] = {
	    "DTSTART;VALUE=DATE:20190228\r\nDTEND;VALUE=DATE:20190301\r\n",
	    "DTSTART;TZID=Europe/Stockholm:20190701T090000\r\nDTEND;TZID=Europe/Stockholm:20190702T000000\r\n",
	    "DTSTART;TZID=Europe/Stockholm:20191231T083000\r\nSUMMARY",
	    "DTSTART;VALUE=DATE:20200228\r\nDTEND;VALUE=DATE:20200301\r\n",
	    "DTSTAMP:20181001T000000Z\r\nSEQUENCE:0\r\n",
	    "UID:2019-02-28-sikt@example.se/arkiv\r\n",
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		if (!str_contains(calendar, str_of(expected[i])))
			fail_msg("the calendar lacks %s: %.*s", expected[i], STR(calendar));
}

static void
a_network_has_its_own_meetings(void **state)
{
	struct world *world = *state;
	start(world);
	empty_minutes(world, "SIKT", "2018-10-01");
	plan(world, empty_minutes(world, "SKIS", "2018-10-02"), "2019-02-01");
	struct export_context context = context_of(world);
	assert_int_equal(count(written(world, &context, "/kalender.ics"), S("BEGIN:VEVENT")), 3);
	assert_int_equal(count(written(world, &context, "/natverk/sikt/kalender.ics"), S("BEGIN:VEVENT")), 1);
	assert_int_equal(count(written(world, &context, "/natverk/skis/kalender.ics"), S("BEGIN:VEVENT")), 2);
}

static void
feeds_have_the_newest_fifty(void **state)
{
	struct world *world = *state;
	start(world);
	for (int i = 0; i < 60; i++) {
		struct document *document = empty_minutes(world, "SIKT", "2018-01-01");
		document->date = date_from_days(date_days(document->date) + i);
	}
	struct document *old = world->archive->documents.items[0];
	vec_push(&world->arena, &old->corrections,
	         (struct correction){.date = a_date("2018-06-01"), .text = S("<Fel> tid.")});
	world->archive->documents.items[59]->withdrawn = true;
	empty_minutes(world, "SKIS", "");
	world->archive->documents.items[60]->id = S("okant");
	struct export_context context = context_of(world);
	str feed = written(world, &context, "/atom.xml");
	assert_int_equal(count(feed, S("<entry>")), 50);
	/* what was corrected is new again, and says so */
	str first = str_from(feed, str_find(feed, S("<entry>")));
	assert_true(str_find(first, S("/protokoll/2018-01-01-sikt/</id>")) < str_find(first, S("</entry>")));
	assert_true(str_contains(
	    feed, S("<updated>2018-06-01T00:00:00Z</updated>\n<published>2018-01-01T00:00:00Z</published>")));
	assert_true(str_contains(feed, S("&lt;p&gt;flöde.rättelse&lt;/p&gt;")));
	assert_false(str_contains(feed, S("2018-03-01-sikt"))); /* withdrawn */
	assert_int_equal(count(written(world, &context, "/amnen/ai/atom.xml"), S("<entry>")), 50);
	/* without a date there is still a valid one */
	str undated = written(world, &context, "/natverk/skis/atom.xml");
	assert_int_equal(count(undated, S("<updated>1970-01-01T00:00:00Z</updated>")), 2);
	assert_false(str_contains(undated, S("<published>")));
}

static void
an_empty_feed_is_whole(void **state)
{
	struct world *world = *state;
	start(world);
	struct export_context context = context_of(world);
	str feed = written(world, &context, "/beslut/atom.xml");
	assert_true(str_contains(feed, S("<updated>1970-01-01T00:00:00Z</updated>")));
	assert_true(str_contains(feed, S("<name>Arkivet</name>")));
	assert_true(str_ends(feed, S("</feed>\n")));
	assert_true(str_contains(written(world, &context, "/kalender.ics"), S("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")));
}

static void
nobody_has_a_feed(void **state)
{
	struct world *world = *state;
	start(world);
	person(world, "Anna Exempelsson", "");
	entry(world, ENTITY_ORGANISATION, "Bolaget");
	struct export_context context = context_of(world);
	struct exports exports = {0};
	atom_list(&context, &world->arena, &exports);
	calendar_list(&context, &world->arena, &exports);
	for (size_t i = 0; i < exports.n; i++) {
		assert_false(str_starts(exports.items[i].address, S("/personer/")));
		assert_false(str_starts(exports.items[i].address, S("/organisationer/")));
	}
	assert_int_equal(exports.n, 3 + 1 + 2 + 3); /* of all, a topic, two networks; calendars */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(xml_is_escaped_for_its_place),
	    test(xml_refuses_what_it_forbids),
	    test(an_element_may_be_empty),
	    test(calendar_text_is_escaped),
	    test(lines_fold_between_characters),
	    test(short_lines_are_not_folded),
	    test(nothing_is_said_of_nothing),
	    test(links_are_made_absolute),
	    test(only_attributes_are_links),
	    test(a_meeting_is_one_from_plan_to_minutes),
	    test(a_moved_meeting_keeps_its_uid),
	    test(two_on_one_day_are_two),
	    test(a_joint_meeting_is_one),
	    test(what_has_no_day_is_left_out),
	    test(minutes_may_know_less_of_the_day),
	    test(days_clocks_and_intervals),
	    test(a_network_has_its_own_meetings),
	    test(feeds_have_the_newest_fifty),
	    test(an_empty_feed_is_whole),
	    test(nobody_has_a_feed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
