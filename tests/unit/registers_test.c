/* The registers: their orders, by when assignments are due, what supersedes what, and how long lists are split. */
#include "world.h"

#include <string.h>

#include "archive/address.h"
#include "base/buffer.h"
#include "markup/markup.h"
#include "pages/pages.h"
#include "values.h"

struct made {
	struct world *world;
	struct value words;
	struct page_context context;
	struct pages pages;
};

static struct made made;

static struct document *
held(struct world *world, const char *network, const char *date, const char *text)
{
	struct document *document = minutes(world, "protokoll/a.md", network, date);
	str path = document->source->relative;
	document->source = source_make(&world->arena, path, path, str_of(text), &world->diags);
	document->body = 0;
	if (!*date)
		document->id = S("odaterat-mote");
	return document;
}

static struct planned_meeting *
planned(struct world *world, struct document *document, const char *date)
{
	struct planned_meeting *meeting = vec_add(&world->arena, &document->planned);
	meeting->dates.first = a_date(date);
	return meeting;
}

static const struct index *
arrange(struct world *world)
{
	struct arena *arena = &world->arena;
	resolve(world);
	size_t n = world->archive->documents.n;
	const struct body **bodies = arena_array(arena, const struct body *, n + 1);
	const struct markup *markup = markup_new(arena, world->archive, NULL, true);
	for (size_t i = 0; i < n; i++) {
		struct arena scratch = {0};
		bodies[i] = markup_body(markup, world->archive->documents.items[i], arena, &scratch, &world->diags);
		arena_free(&scratch);
	}
	made = (struct made){.world = world};
	made.context = (struct page_context){
	    .archive = world->archive,
	    .bodies = bodies,
	    .index = index_new(arena, world->archive, bodies, (struct workers){1, arena}),
	};
	return made.context.index;
}

static void
make_pages(struct world *world)
{
	struct arena *arena = &world->arena;
	world->archive->site.title = S("Arkivet");
	world->archive->site.description = S("Protokoll.");
	world->archive->site.language = S("sv");
	arrange(world);
	made.context.theme = theme_load(arena, (str[]){S("themes/skaraborg")}, 1, &world->diags);
	assert_non_null(made.context.theme);
	const struct theme_file *words = theme_file(made.context.theme, S("ord.yaml"));
	assert_true(value_from_yaml_text(arena, words->source, &made.words, &world->diags));
	made.context.words = &made.words;
	pages_list(&made.context, (struct workers){1, arena}, arena, &made.pages);
}

static str
rendered(const char *address)
{
	struct buffer out = {.arena = &made.world->arena};
	for (size_t i = 0; i < made.pages.n; i++) {
		const struct page *page = &made.pages.items[i];
		if (!str_eq(page->address, str_of(address)))
			continue;
		struct value view = page_view(&made.context, page, &made.world->arena);
		assert_true(theme_render(made.context.theme, page->template, &view, &made.world->arena, &out,
		                         &made.world->diags));
		return buffer_str(&out);
	}
	return (str){0};
}

static bool
has_page(const char *address)
{
	for (size_t i = 0; i < made.pages.n; i++)
		if (str_eq(made.pages.items[i].address, str_of(address)))
			return true;
	return false;
}

static size_t
occurrences(str text, const char *part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(text, str_of(part))) != SIZE_MAX; n++)
		text = str_from(text, at + strlen(part));
	return n;
}

static void
is_in_order(str html, const char *const *expected, size_t n)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		size_t found = str_find(str_from(html, at), str_of(expected[i]));
		if (found == SIZE_MAX)
			fail_msg("there is no %s, or not in its place", expected[i]);
		at += found;
	}
}
#define assert_in_order(html, list) is_in_order((html), (list), sizeof(list) / sizeof *(list))

/* --- decisions --- */

static void
decisions_come_newest_first(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	held(world, "SIKT", "2018-12-14", "## 1. A\n\nBeslut: Ett.\n\nBeslut: Två.\n");
	held(world, "SIKT", "2019-12-14", "## 1. A\n\nBeslut: Tre.\n");
	held(world, "SIKT", "", "## 1. A\n\nBeslut: Noll.\n");
	const struct ruling_list *list = &arrange(world)->decisions;
	assert_int_equal(list->n, 4);
	static const char *const expected[] = {"Tre.", "Ett.", "Två.", "Noll."};
	for (size_t i = 0; i < 4; i++)
		assert_str(list->items[i].decision->text, expected[i]);
	assert_int_equal(list->years.n, 3);
	assert_int_equal(list->years.items[1].year->year, 2018);
	assert_int_equal(list->years.items[1].from, 1);
	assert_int_equal(list->years.items[1].to, 3);
	assert_int_equal(list->years.items[2].year->year, 0);
}

static void
superseding_is_followed_both_ways(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	held(world, "SIKT", "2018-12-14", "## 1. A\n\nBeslut: Ett.\n");
	held(world, "SIKT", "2019-12-14", "## 1. A\n\nBeslut: Annat.\n\nBeslut: Två. Ersätter: SIKT 2018-12-14 B1\n");
	held(world, "SIKT", "2020-12-14", "## 1. A\n\nBeslut: Tre. Ersätter: SIKT 2019-12-14 B2\n");
	make_pages(world);
	static const char *const register_rows[] = {
	    "4 beslut 2018–2020. 2 är ersatta av senare beslut.",
	    "<h2 id=\"ar-2020\">2020</h2>",
	    "</b> Tre.",
	    "<strong>Gäller</strong>. Ersätter <a href=\"../protokoll/2019-12-14-sikt/#beslut-2\">beslut 2, SIKT 14 "
	    "december 2019</a>",
	    "<h2 id=\"ar-2019\">2019</h2>",
	    "</b> Annat.",
	    "<strong>Gäller</strong></p>",
	    "</b> Två.",
	    "<strong>Ersatt av</strong> <a href=\"../protokoll/2020-12-14-sikt/#beslut-1\">",
	    "beslut 1, SIKT 14 december 2020</a>. Ersätter <a href=\"../protokoll/2018-12-14-sikt/#beslut-1\">beslut "
	    "1, SIKT 14 december 2018</a>",
	    "</b> Ett.",
	    "<strong>Ersatt av</strong> <a href=\"../protokoll/2019-12-14-sikt/#beslut-2\">",
	};
	assert_in_order(rendered("/beslut/"), register_rows);
	static const char *const minutes_rows[] = {
	    "<h2>I korthet</h2>",
	    "Ersatt av <a href=\"../2020-12-14-sikt/#beslut-1\">beslut 1, SIKT 14 december 2020</a>.",
	    "Ersätter <a href=\"../2018-12-14-sikt/#beslut-1\">beslut 1, SIKT 14 december 2018</a>."};
	assert_in_order(rendered("/protokoll/2019-12-14-sikt/"), minutes_rows);
}

static void
decisions_are_grouped_by_topic(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_TOPIC, "AI");
	entry(world, ENTITY_TOPIC, "LIKA");
	held(world, "SIKT", "2018-12-14", "## 1. AI\n\nBeslut: AI provas.\n\n## 2. Fika\n\nBeslut: Bullar.\n");
	held(world, "SIKT", "2019-12-14", "## 1. Annat\n\nBeslut: AI och LIKA väntar.\n");
	make_pages(world);
	static const char *const expected[] = {
	    "3 beslut",
	    "<h2 id=\"ai\"><a href=\"../../amnen/ai/\">AI</a> <span class=\"om\">2 beslut</span></h2>",
	    "AI och LIKA väntar.",
	    "AI provas.",
	    "<h2 id=\"lika\">",
	    "AI och LIKA väntar.",
	    "<h2 id=\"utan-amne\">Utan ämne <span class=\"om\">1 beslut</span></h2>",
	    "Bullar."};
	str html = rendered("/beslut/amnen/");
	assert_in_order(html, expected);
	assert_int_equal(occurrences(html, "Bullar."), 1);
}

static void
many_decisions_are_split_by_year(void **state)
{
	struct world *world = *state;
	struct arena *arena = &world->arena;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_TOPIC, "AI");
	struct buffer text = {.arena = arena};
	buffer_lit(&text, "## 1. AI\n");
	for (int i = 0; i < 201; i++)
		buffer_lit(&text, "\nBeslut: Ett till.\n");
	held(world, "SIKT", "2018-12-14", str_c(arena, buffer_str(&text)));
	held(world, "SIKT", "2017-12-14", "## 1. A\n\nBeslut: Gammalt.\n");
	make_pages(world);
	static const struct {
		const char *address;
		size_t rows;
	} expected[] = {{"/beslut/", 200},
	                {"/beslut/2018/", 200},
	                {"/beslut/2018/2/", 1},
	                {"/beslut/2017/", 1},
	                {"/beslut/amnen/", 0}};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(has_page(expected[i].address));
		assert_int_equal(occurrences(rendered(expected[i].address), "<div class=\"beslut\">"),
		                 expected[i].rows);
	}
	assert_false(has_page("/beslut/2018/3/"));
	static const char *const second[] = {
	    "<h1>Beslut 2018, del 2</h1>", "201 beslut.",
	    "<li><a href=\"../\">2018</a></li>\n<li><a href=\"../../2017/\">2017</a></li>",
	    "<li><a href=\"../\">1</a></li>\n<li><span aria-current=\"page\">2</span></li>"};
	assert_in_order(rendered("/beslut/2018/2/"), second);
	static const char *const by_topic[] = {
	    "202 beslut", "<a href=\"../../amnen/ai/\">AI</a> <span class=\"om\">201 beslut</span>",
	    "<a href=\"../\">Utan ämne</a>"};
	assert_in_order(rendered("/beslut/amnen/"), by_topic);
}

static void
two_hundred_decisions_fit(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct buffer text = {.arena = &world->arena};
	buffer_lit(&text, "## 1. AI\n");
	for (int i = 0; i < 200; i++)
		buffer_lit(&text, "\nBeslut: Ett till.\n");
	held(world, "SIKT", "2018-12-14", str_c(&world->arena, buffer_str(&text)));
	make_pages(world);
	assert_false(has_page("/beslut/2018/"));
	str html = rendered("/beslut/");
	assert_int_equal(occurrences(html, "<div class=\"beslut\">"), 200);
	assert_true(str_contains(html, S("<li><a href=\"#ar-2018\">2018</a></li>")));
}

/* --- assignments --- */

static const struct due *
due_of(const struct index *index, size_t document)
{
	const struct document *minutes = index->archive->documents.items[document];
	return index_due(index, minutes, &index->bodies[document]->assignments.items[0]);
}

static void
assert_due(const struct due *due, int month, int day)
{
	assert_int_equal(due->date.month, month);
	assert_int_equal(due->date.day, day);
}

static void
what_presses_most_comes_first(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	held(
	    world, "SIKT", "2026-01-10",
	    "## 1. A\n\nUppdrag: Utan dag.\n\nUppdrag: Sen. Senast: 2026-12-01\n\nUppdrag: Nyss. Senast: 2026-09-30\n\n"
	    "Uppdrag: Gjord. Senast: 2026-02-01\n\nUppdrag: I dag. Senast: 2026-10-01\n\nUppdrag: Månad. Senast: "
	    "2026-10\n");
	held(
	    world, "SIKT", "2026-02-10",
	    "## 1. A\n\nKlart: SIKT 2026-01-10 U4\n\nUppdrag: Yngre utan dag.\n\nUppdrag: Länge. Senast: 2026-03-01\n");
	const struct index *index = arrange(world);
	static const char *const expected[] = {"Länge.", "Nyss.",     "I dag.",         "Månad.",
	                                       "Sen.",   "Utan dag.", "Yngre utan dag."};
	assert_int_equal(index->open.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < index->open.n; i++)
		assert_str(index->open.items[i].assignment->text, expected[i]);
	assert_int_equal(index->overdue, 2); /* due today is not late, and a month is over when its last day is */
}

static void
a_meeting_is_due_on_its_day(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	held(world, "SIKT", "2026-01-10", "## 1. A\n\nUppdrag: Ett. Senast: SIKT 2026-03-10\n");
	held(world, "SIKT", "2026-01-11", "## 1. A\n\nUppdrag: Ett. Senast: nästa SKIS-möte\n");
	held(world, "SKIS", "2026-02-10", "## 1. A\n\nUppdrag: Ett. Senast: nästa möte\n");
	struct document *last = held(world, "SIKT", "2026-03-10", "## 1. A\n\nUppdrag: Ett. Senast: nästa möte\n");
	struct document *moving =
	    held(world, "SIKT", "2026-03-11", "## 1. A\n\nUppdrag: Ett. Senast: SIKT 2026-12-10\n");
	held(world, "SIKT", "2026-03-12", "## 1. A\n\nUppdrag: Ett. Senast: höstens första möte\n");
	struct planned_meeting *other = planned(world, last, "2026-11-01");
	refer(world, &other->who, "SKIS");
	planned(world, moving, "2026-12-10");
	const struct index *index = arrange(world);
	assert_due(due_of(index, 0), 3, 10);
	assert_ptr_equal(due_of(index, 0)->minutes, last);
	assert_due(due_of(index, 1), 2, 10);
	assert_due(due_of(index, 2), 11, 1); /* no later minutes of SKIS: its next plan */
	assert_ptr_equal(due_of(index, 2)->plan->document, last);
	assert_due(due_of(index, 3), 3, 11);
	assert_due(due_of(index, 4), 12, 10);
	assert_ptr_equal(due_of(index, 4)->plan->document, moving);
	assert_int_equal(due_of(index, 5)->date.year, 0);
	assert_int_equal(index->overdue, 3);
}

static void
assignments_say_whose_and_how_they_stand(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_ORGANISATION, "Arbetsgruppen");
	person(world, "Anna Exempelsson", "");
	person(world, "Bo Provén", "");
	held(world, "SIKT", "2026-01-10",
	     "## 1. A\n\nUppdrag: Anna Exempelsson och Bo Provén – ringa. Senast: 2026-03-01\n\n"
	     "Uppdrag: Arbetsgruppen – skriva till Anna Exempelsson.\n\nUppdrag: Var och en – läsa.\n\n"
	     "Uppdrag till nästa möte att tänka.\n\nUppdrag: Anna Exempelsson – boka.\n");
	held(world, "SIKT", "2026-02-10", "## 1. A\n\nKlart: SIKT 2026-01-10 U5\n");
	make_pages(world);
	static const char *const front[] = {
	    "5 uppdrag: 2 försenade, 2 öppna och 1 klart.",
	    "<h2 id=\"forsenade\">Försenade</h2>",
	    "#uppdrag-4\">",
	    "Till: ingen utpekad",
	    "Senast: <a href=\"../protokoll/2026-02-10-sikt/\">nästa möte</a> (<time datetime=\"2026-02-10\">10 "
	    "februari 2026</time>)",
	    "<strong>Försenat sedan 10 februari 2026</strong>",
	    "#uppdrag-1\">",
	    "Till: <a href=\"../personer/anna-exempelsson/\">Anna Exempelsson</a>, <a "
	    "href=\"../personer/bo-proven/\">Bo Provén</a>",
	    "<strong>Försenat sedan 1 mars 2026</strong>",
	    "<h2 id=\"oppna\">Öppna</h2>",
	    "Till: <a href=\"../organisationer/arbetsgruppen/\">Arbetsgruppen</a>",
	    "<strong>Öppet</strong>",
	    "Till: var och en",
	    "<h2 id=\"klara\">Klara</h2>",
	    "<h3 id=\"ar-2026\">2026</h3>",
	    "<strong>Klart enligt</strong> <a href=\"../protokoll/2026-02-10-sikt/\">SIKT 10 februari 2026</a>",
	};
	assert_in_order(rendered("/uppdrag/"), front);
	static const char *const anna[] = {"<h2 id=\"s-tilldelade\">Uppdrag</h2>",
	                                   "#uppdrag-1\"",
	                                   "#uppdrag-5\"",
	                                   "Klart enligt",
	                                   "<h2 id=\"s-uppdrag\">Nämns i öppna uppdrag</h2>",
	                                   "#uppdrag-2\""};
	assert_in_order(rendered("/personer/anna-exempelsson/"), anna);
	static const char *const group[] = {"<h2 id=\"s-tilldelade\">", "#uppdrag-2\"", "<strong>Öppet</strong>"};
	assert_in_order(rendered("/organisationer/arbetsgruppen/"), group);
	static const char *const home[] = {"<h2 id=\"s-uppdrag\">Öppna uppdrag</h2>", "#uppdrag-4\"", "#uppdrag-1\"",
	                                   "<a href=\"uppdrag/\">Alla uppdrag</a>"};
	assert_in_order(rendered("/"), home);
}

static void
many_assignments_are_split_by_year(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct buffer text = {.arena = &world->arena};
	buffer_lit(&text, "## 1. A\n");
	for (int i = 0; i < 210; i++)
		buffer_lit(&text, "\nUppdrag: Göra något. Senast: 2018-12-20\n");
	held(world, "SIKT", "2018-12-14", str_c(&world->arena, buffer_str(&text)));
	held(world, "SIKT", "2019-12-14", "## 1. A\n\nKlart: SIKT 2018-12-14 U1\n\nUppdrag: Vila.\n");
	make_pages(world);
	static const struct {
		const char *address;
		size_t rows;
	} expected[] = {{"/uppdrag/", 200}, {"/uppdrag/2019/", 1}, {"/uppdrag/2018/", 200}, {"/uppdrag/2018/2/", 10}};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(has_page(expected[i].address));
		assert_int_equal(occurrences(rendered(expected[i].address), "<div class=\"uppdrag\">"),
		                 expected[i].rows);
	}
	str front = rendered("/uppdrag/");
	assert_true(str_contains(front, S("Här visas de 200 som brådskar mest.")));
	assert_false(str_contains(front, S("id=\"klara\"")));
	assert_true(str_contains(rendered("/uppdrag/2018/"), S("210 uppdrag: 209 försenade och 1 klart.")));
}

/* --- backlog --- */

static void
a_long_backlog_is_split_by_year(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = held(world, "SIKT", "2018-12-14", "## 1. A\n\nText.\n");
	struct document *second = held(world, "SIKT", "2019-12-14", "## 1. A\n\nText.\n");
	for (unsigned i = 0; i < 230; i++) {
		char *name = str_c(&world->arena, str_format(&world->arena, "Fråga %03u", i));
		entry(world, ENTITY_TOPIC, name);
		refer(world, i < 210 ? &first->waiting : &second->waiting, name);
		if (i < 15)
			refer(world, &second->topics, name); /* taken up */
	}
	make_pages(world);
	static const struct {
		const char *address;
		size_t waiting, taken_up;
	} expected[] = {{"/oplanerat/", 200, 0}, {"/oplanerat/2019/", 20, 0}, {"/oplanerat/2018/", 185, 15},
	                {"/oplanerat/2018/2/", 10, 0}};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_true(has_page(expected[i].address));
		str page = rendered(expected[i].address);
		assert_int_equal(occurrences(page, "Har väntat sedan"), expected[i].waiting);
		assert_int_equal(occurrences(page, "Väntade från"), expected[i].taken_up);
	}
	assert_true(str_contains(rendered("/oplanerat/"), S("<a href=\"2018/2/\">2018, del 2</a>")));
	assert_true(str_contains(rendered("/oplanerat/2018/"), S("<h1>Oplanerat sedan 2018</h1>")));
}

/* --- round table --- */

static void
the_round_table_is_a_table(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	entry(world, ENTITY_MUNICIPALITY, "Skara");
	entry(world, ENTITY_MUNICIPALITY, "Tibro");
	held(world, "SIKT", "2018-12-14", "## 1. Laget runt\n\n- Tibro: Gammalt.\n");
	held(world, "SIKT", "2019-03-14",
	     "## 1. Laget runt\n\n- Skara: Ett.\n- Hjo: Två.\n\n## 2. Mer\n\n- Skara: Tre.\n");
	held(world, "SIKT", "2019-05-14", "## 1. Laget runt\n\n- [[rapport: Tibro, Hjo]] Båda.\n");
	held(world, "SIKT", "2019-06-14", "## 1. Annat\n\nInget.\n");
	make_pages(world);
	static const char *const expected[] = {
	    "5 rapporter vid 2 möten 2019.",
	    "<li><span aria-current=\"page\">2019</span></li>\n<li><a href=\"2018/\">2018</a></li>",
	    "<caption>Kommuner som rapporterade 2019</caption>",
	    "<th scope=\"col\"><a href=\"../protokoll/2019-03-14-sikt/\">SIKT 14 mars</a></th><th scope=\"col\">",
	    "Hjo</a></th><td><a href=\"../protokoll/2019-03-14-sikt/#p1-2\">Ja</a></td>",
	    "<td><a href=\"../protokoll/2019-05-14-sikt/#p1-1\">Ja</a></td></tr>",
	    "Skara</a></th><td><a href=\"../protokoll/2019-03-14-sikt/#p1-1\">2</a></td>",
	    "<td><span aria-hidden=\"true\">–</span><span class=\"dold\">ingen rapport</span></td></tr>",
	    "SIKT 14 maj 2019</a></h2>", /* the newest meeting first */
	    "Tibro</a>, <a href=\"../kommuner/hjo/\">Hjo</a>",
	    "Båda.",
	    "SIKT 14 mars 2019</a></h2>",
	    "Två.",
	    "Ett.",
	};
	str html = rendered("/laget-runt/");
	assert_in_order(html, expected);
	assert_int_equal(occurrences(html, "Båda."), 1);
	assert_false(str_contains(html, S("14 juni")));
	assert_true(str_contains(rendered("/laget-runt/2018/"), S("<h1>Laget runt 2018</h1>")));
	assert_false(has_page("/laget-runt/2019/"));
}

static void
a_long_round_table_is_in_parts(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	for (int i = 0; i < 3; i++) {
		struct buffer text = {.arena = &world->arena};
		buffer_lit(&text, "## 1. Laget runt\n\n");
		for (int j = 0; j < 90; j++)
			buffer_lit(&text, "- Hjo: Allt väl.\n");
		held(world, "SIKT",
		     i == 0   ? "2019-01-01"
		     : i == 1 ? "2019-02-01"
		              : "2019-03-01",
		     str_c(&world->arena, buffer_str(&text)));
	}
	make_pages(world);
	assert_int_equal(occurrences(rendered("/laget-runt/"), "Allt väl."), 180);
	assert_int_equal(occurrences(rendered("/laget-runt/2019/2/"), "Allt väl."), 90);
	assert_true(str_contains(rendered("/laget-runt/2019/2/"), S("<h1>Laget runt 2019, del 2</h1>")));
	assert_false(has_page("/laget-runt/2019/3/"));
}

/* --- */

static void
empty_registers_have_words(void **state)
{
	struct world *world = *state;
	held(world, "SIKT", "2019-06-14", "## 1. Annat\n\nInget.\n");
	make_pages(world);
	assert_true(str_contains(rendered("/beslut/"), S("Inga beslut i arkivet ännu.")));
	assert_true(str_contains(rendered("/beslut/amnen/"), S("Inga beslut i arkivet ännu.")));
	assert_true(str_contains(rendered("/uppdrag/"), S("Inga uppdrag i arkivet ännu.")));
	assert_true(str_contains(rendered("/laget-runt/"), S("Inga rapporter från laget runt i arkivet ännu.")));
	assert_false(str_contains(rendered("/"), S("Öppna uppdrag")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(decisions_come_newest_first),        test(superseding_is_followed_both_ways),
	    test(decisions_are_grouped_by_topic),     test(many_decisions_are_split_by_year),
	    test(two_hundred_decisions_fit),          test(what_presses_most_comes_first),
	    test(a_meeting_is_due_on_its_day),        test(assignments_say_whose_and_how_they_stand),
	    test(many_assignments_are_split_by_year), test(the_round_table_is_a_table),
	    test(a_long_round_table_is_in_parts),     test(empty_registers_have_words),
	    test(a_long_backlog_is_split_by_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
