/* The pictures' geometry, what their texts say, the attendance matrix with its shares, and what is read back from a
   document's lists. */
#include "world.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/limits.h"
#include "pages/outline.h"
#include "pages/picture.h"
#include "values.h"

static struct value words;
static struct page_context context;
static struct page page;
static struct view view;
static struct pages pages;

static void
make_view(struct world *world)
{
	static const struct body *none[64];
	str text;
	assert_int_equal(file_read(&world->arena, S("themes/skaraborg"), S("ord.yaml"), LIMIT_REGISTER, &text), FILE_OK);
	const struct source *source = source_make(&world->arena, S("ord.yaml"), S("ord.yaml"), text, &world->diags);
	assert_true(value_from_yaml_text(&world->arena, source, &words, &world->diags));
	resolve(world);
	context = (struct page_context){.archive = world->archive, .bodies = none, .words = &words};
	context.index = index_new(&world->arena, world->archive, none, (struct workers){1, &world->arena});
	page = (struct page){.kind = PAGE_ATTENDANCE, .address = S("/narvaro/")};
	view = (struct view){.context = &context, .page = &page, .arena = &world->arena};
	pages = (struct pages){0};
	pages_list(&context, (struct workers){1, &world->arena}, &world->arena, &pages);
}

/* The value at a dotted path; a number is an index in a list. */
static const struct value *
at(const struct value *value, const char *path)
{
	for (str rest = str_of(path); value && rest.n;) {
		str key = str_cut(&rest, '.');
		bool number = key.p[0] >= '0' && key.p[0] <= '9';
		size_t i = number ? (size_t)(key.p[0] - '0') : 0;
		if (number)
			value = value->kind == VALUE_LIST && i < value->n ? &value->items[i] : NULL;
		else
			value = value_get(value, key);
	}
	return value;
}

static str
text_at(const struct value *value, const char *path)
{
	const struct value *found = at(value, path);
	if (!found)
		fail_msg("there is no %s", path);
	return found && found->kind == VALUE_TEXT ? found->text : (str){0};
}

static long
length_at(const struct value *value, const char *path)
{
	str text = text_at(value, path);
	assert_true(text.n && text.n < 10);
	return strtol(text.p, NULL, 10);
}

static void
push(struct world *world, struct bars *bars, int year, size_t a, size_t b, size_t c)
{
	vec_push(&world->arena, bars, (struct bar){year, {a, b, c}});
}

static const struct bars_head head = {.id = {"x", 1}, .text = "bild.möten_per_år", .summary = "bild.möten_många_år"};

static void
bars_stand_on_the_ground(void **state)
{
	struct world *world = *state;
	make_view(world);
	struct bars bars = {0};
	push(world, &bars, 2018, 4, 0, 0);
	push(world, &bars, 2019, 0, 0, 0); /* nothing to draw, but a place of its own */
	push(world, &bars, 2020, 1, 0, 0);
	struct value picture = bars_picture(&view, &bars, head);
	assert_str(text_at(&picture, "text"), "Antal möten per år: 2018 4, 2019 0 och 2020 1.");
	assert_str(text_at(&picture, "staplar.antal"), "2");
	long bottom = length_at(&picture, "botten");
	assert_int_equal(length_at(&picture, "staplar.lista.0.y"), 0);
	assert_int_equal(length_at(&picture, "staplar.lista.0.höjd"), bottom);
	assert_int_equal(length_at(&picture, "staplar.lista.1.höjd"), bottom / 4);
	assert_int_equal(length_at(&picture, "staplar.lista.1.y") + bottom / 4, bottom);
	long right = length_at(&picture, "staplar.lista.1.x") + length_at(&picture, "staplar.lista.1.bredd");
	assert_true(right <= length_at(&picture, "bredd"));
	assert_true(length_at(&picture, "rad") <= length_at(&picture, "höjd"));
	assert_str(text_at(&picture, "etiketter.lista.2.namn"), "2020");
	assert_str(text_at(&picture, "rader.lista.1.antal"), "0");
}

static void
parts_stand_on_one_another(void **state)
{
	struct world *world = *state;
	make_view(world);
	struct bars bars = {0};
	push(world, &bars, 2018, 1, 2, 1);
	push(world, &bars, 2019, 0, 0, 3);
	struct bars_head parts = head;
	parts.parts = true;
	parts.text = "bild.närvaro_per_år";
	struct value picture = bars_picture(&view, &bars, parts);
	assert_str(text_at(&picture, "text"), "Kommunens närvaro per år: 2018 1 av 4 och 2019 0 av 3.");
	long sum = 0;
	static const char *const heights[] = {"staplar.lista.0.höjd", "staplar.lista.1.höjd", "staplar.lista.2.höjd"};
	for (size_t i = 0; i < 3; i++)
		sum += length_at(&picture, heights[i]);
	assert_int_equal(sum, length_at(&picture, "botten"));
	assert_int_equal(length_at(&picture, "staplar.lista.1.y") + length_at(&picture, "staplar.lista.1.höjd"),
	                 length_at(&picture, "staplar.lista.0.y"));
	assert_str(text_at(&picture, "staplar.lista.1.klass"), "nej");
	assert_false(at(&picture, "rader")->truth); /* the page has its own table */
}

static void
many_years_are_summed_up(void **state)
{
	struct world *world = *state;
	make_view(world);
	struct bars bars = {0};
	for (int year = 1990; year < 2026; year++)
		push(world, &bars, year, year == 2004 ? 1000 : 1, 0, 0);
	struct value picture = bars_picture(&view, &bars, head);
	assert_str(text_at(&picture, "text"), "Antal möten per år 1990–2025: som mest 1000, år 2004.");
	assert_str(text_at(&picture, "etiketter.antal"), "2");
	assert_str(text_at(&picture, "etiketter.lista.1.läge"), "end");
	assert_int_equal(length_at(&picture, "etiketter.lista.1.x"), length_at(&picture, "bredd"));
	assert_int_equal(length_at(&picture, "staplar.lista.0.höjd"), 1); /* little shows all the same */
	assert_true(length_at(&picture, "bredd") < 600);
	struct bars one = {0};
	push(world, &one, 2018, 3, 0, 0);
	assert_int_equal(bars_picture(&view, &one, head).kind, VALUE_BOOL); /* one year is no picture */
}

static void
years_without_meetings_count(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *ai = entry(world, ENTITY_TOPIC, "AI");
	minutes(world, "protokoll/a.md", "SIKT", "2018-01-01")->id = S("a");
	struct document *late = minutes(world, "protokoll/b.md", "SIKT", "2020-01-01");
	refer(world, &late->topics, "AI");
	refer(world, &late->waiting, "AI"); /* named twice in one */
	refer(world, &minutes(world, "protokoll/c.md", "SIKT", "")->topics, "AI"); /* nobody knows when */
	make_view(world);
	struct bars all = minutes_per_year(&view, NULL), topic = minutes_per_year(&view, ai);
	assert_int_equal(all.n, 3);
	assert_int_equal(all.items[0].year, 2018);
	assert_int_equal(all.items[0].parts[0] + all.items[1].parts[0], 1);
	assert_int_equal(topic.items[0].parts[0], 0);
	assert_int_equal(topic.items[2].parts[0], 1);
	assert_true(meetings_picture(&view, ai).kind == VALUE_OBJECT);
	assert_true(meetings_picture(&view, world->archive->entities[ENTITY_NETWORK].items[0]).kind == VALUE_OBJECT);
}

/* Two networks in one year, of which Hjo is of one. */
static void
fill_attendance(struct world *world)
{
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	refer(world, &sikt->network.municipalities, "Vara");
	struct document *a = minutes(world, "protokoll/a.md", "SKIS", "2019-01-01");
	struct document *b = minutes(world, "protokoll/b.md", "SIKT", "2019-02-01");
	struct document *c = minutes(world, "protokoll/c.md", "SIKT", "2019-03-01~");
	struct document *old = minutes(world, "protokoll/d.md", "SIKT", "2018-03-01");
	attend(world, &a->present, "Hjo", "");
	attend(world, &b->present, "Vara", "");
	attend(world, &c->absent, "Vara", "");
	attend(world, &old->present, "Vara", "");
}

static void
attendance_and_its_shares(void **state)
{
	struct world *world = *state;
	fill_attendance(world);
	make_view(world);
	struct value object = value_object();
	attendance_view(&view, &object);
	assert_str(text_at(&object, "rubrik"), "Närvaro 2019");
	/* Network by network: SIKT's two meetings, then that of SKIS. */
	assert_str(text_at(&object, "matris.grupper.lista.0.namn"), "SIKT");
	assert_str(text_at(&object, "matris.grupper.lista.0.kolumner"), "2");
	assert_str(text_at(&object, "matris.kolumner.lista.1.dag"), "ca 1 mars");
	assert_true(at(&object, "matris.kolumner.lista.2.ny")->truth);
	assert_str(text_at(&object, "matris.kolumner.lista.2.dag"), "1 jan");
	static const struct {
		const char *path, *text;
	} cells[] = {
	    {"matris.rader.lista.0.namn", "Hjo"},
	    {"matris.rader.lista.0.celler.lista.0.betyder", "hör inte till nätverket"},
	    {"matris.rader.lista.0.celler.lista.2.betyder", "närvarande"},
	    {"matris.rader.lista.0.andel", "1 av 1"},
	    {"matris.rader.lista.1.celler.lista.0.tecken", "Ja"},
	    {"matris.rader.lista.1.celler.lista.1.betyder", "frånvarande"},
	    {"matris.rader.lista.1.celler.lista.2.betyder", "framgår inte av protokollet"},
	    {"matris.rader.lista.1.andel", "1 av 2"},
	    {"matris.summor.lista.0.andel", "1 av 1"},
	    {"matris.summor.lista.1.andel", "0 av 1"},
	    {"matris.andel", "2 av 3"},
	    {"matris.förklaring.antal", "5"},
	    {"matris.bild.text",
	     "Närvaro 2019: 2 närvarande av 3 kända uppgifter, 1 okända. Samma uppgifter står i tabellen."},
	    {"matris.bild.närvarande.antal", "2"},
	    {"matris.bild.okända.antal", "1"},
	    /* Hjo was not there in 2018, which is not an absence: SIKT is not its network. */
	    {"andelar.rader.lista.0.celler.lista.0.andel", ""},
	    {"andelar.rader.lista.1.celler.lista.0.andel", "1 av 1"},
	    {"andelar.rader.lista.1.celler.lista.1.andel", "1 av 2"},
	    {"andelar.rader.lista.1.celler.lista.2.andel", "2 av 3"},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		assert_str(text_at(&object, cells[i].path), cells[i].text);
	/* The square of Hjo at SKIS stands in the first row and the third column. */
	long x = length_at(&object, "matris.bild.närvarande.lista.0.x");
	long next = length_at(&object, "matris.bild.närvarande.lista.1.x");
	assert_true(x > next);
	assert_int_equal(length_at(&object, "matris.bild.närvarande.lista.0.y"), 0);
	assert_true(x + length_at(&object, "matris.bild.ruta") <= length_at(&object, "matris.bild.bredd"));
}

static void
each_other_year_has_a_page(void **state)
{
	struct world *world = *state;
	fill_attendance(world);
	make_view(world);
	size_t found = 0;
	for (size_t i = 0; i < pages.n; i++) {
		if (pages.items[i].kind != PAGE_ATTENDANCE)
			continue;
		assert_str(pages.items[i].address, found++ ? "/narvaro/2018/" : "/narvaro/");
		page = pages.items[i];
		struct value object = value_object();
		attendance_view(&view, &object);
		assert_str(text_at(&object, "delar.antal"), "2");
		assert_str(text_at(&object, "rubrik"), found == 1 ? "Närvaro 2019" : "Närvaro 2018");
	}
	assert_int_equal(found, 2);
}

static void
plans_of_the_past_are_split_by_year(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *first = minutes(world, "protokoll/a.md", "SIKT", "2015-01-01");
	struct document *second = minutes(world, "protokoll/b.md", "SIKT", "2016-01-01");
	long new_year = date_days(a_date("2017-01-01"));
	for (long i = 0; i < 215; i++)
		vec_add(&world->arena, &first->planned)->dates.first = date_from_days(new_year + i);
	vec_add(&world->arena, &first->planned)->dates.first = a_date("2018-05-01"); /* the second move it to April */
	vec_add(&world->arena, &first->planned)->dates.first = a_date("2026-12-01");
	for (long i = 0; i < 215; i++)
		vec_add(&world->arena, &second->planned)->dates.first = date_from_days(new_year + i);
	vec_add(&world->arena, &second->planned)->dates.first = a_date("2018-04-01");
	make_view(world);
	static const char *const addresses[] = {"/moten/", "/moten/2017/", "/moten/2017/2/", "/moten/2018/"};
	static const char *const headings[] = {"Planerade möten", "Planerade möten 2017", "Planerade möten 2017, del 2",
	                                       "Planerade möten 2018"};
	size_t found = 0;
	for (size_t i = 0; i < pages.n; i++) {
		if (pages.items[i].kind != PAGE_PLANNED)
			continue;
		page = pages.items[i];
		assert_true(found < 4);
		assert_str(page.address, addresses[found]);
		struct value object = value_object();
		planned_view(&view, &object);
		assert_str(text_at(&object, "rubrik"), headings[found]);
		assert_str(text_at(&object, "delar.antal"), "3");
		if (found == 0) {
			assert_str(text_at(&object, "kommande.antal"), "1");
			assert_false(at(&object, "utan_protokoll")->truth);
		} else if (found < 3) {
			assert_str(text_at(&object, "utan_protokoll.antal"), found == 1 ? "200" : "15");
		} else {
			assert_str(text_at(&object, "flyttade.lista.0.flyttat_till.namn"), "1 april 2018");
			const struct value *link = at(&object, "flyttade.lista.0.flyttat_till.länk");
			assert_int_equal(link->kind, VALUE_URL);
			str id = text_at(&object, "utan_protokoll.lista.0.id");
			assert_true(str_eq(link->text, str_join(&world->arena, S("#"), id)));
		}
		found++;
	}
	assert_int_equal(found, 4);
}

static void
lists_are_read_back(void **state)
{
	struct world *world = *state;
	struct outline outline = outline_of(&world->arena,
	    S("<p id=\"p2-1\">Nej</p>\n<ul>\n<li id=\"p2-2\">Ett <a href=\"x\">tv&amp;å</a>\ntre</li>\n</ul>\n"
	      "<h3>Mål <em>1</em></h3>\n<ol><li id=\"p2-3\"><p>Fyra</p>\n<ul><li>Fem &lt;b&gt;</li></ul></li></ol>"
	      "<h4>Tomt</h4><p>Nej</p><ul><li></li></ul>"));
	static const struct {
		const char *heading, *text, *anchor;
	} expected[] = {{"", "Ett tv&å tre", "p2-2"}, {"Mål 1", "Fyra", "p2-3"}, {"Mål 1", "Fem <b>", ""}};
	assert_int_equal(outline.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < outline.n; i++) {
		assert_str(outline.items[i].heading, expected[i].heading);
		assert_str(outline.items[i].text, expected[i].text);
		assert_str(outline.items[i].anchor, expected[i].anchor);
	}
	static const char *const broken[] = {"", "<", "<li", "<li>", "<li>x", "<li id=\"", "</li>", "<h3>x", "&", "<li>&"};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		outline_of(&world->arena, str_of(broken[i])); /* no worse than nothing */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(bars_stand_on_the_ground),
	    test(parts_stand_on_one_another),
	    test(many_years_are_summed_up),
	    test(years_without_meetings_count),
	    test(attendance_and_its_shares),
	    test(each_other_year_has_a_page),
	    test(plans_of_the_past_are_split_by_year),
	    test(lists_are_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
