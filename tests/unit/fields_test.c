/* The tables of fields: what each key accepts, where values land with their places, and that everything wrong in a file is
   reported at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "content/records.h"
#include "content/schema.h"

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

static void
decode(const struct record *record, const char *text, void *into)
{
	const struct source *source = source_make(&arena, S("content/a.md"), S("a.md"), str_of(text), &list);
	assert_non_null(source);
	const struct yaml_node *root = yaml_parse(&arena, source, 0, source->text.n, yaml_front_matter, &list);
	assert_non_null(root);
	struct decoder decoder = {&arena, source, &list};
	fields_decode(&decoder, record, root, place_file(source), into);
}

static struct document
minutes(const char *text)
{
	struct document document = {.present.unknown = true, .absent.unknown = true};
	decode(&record_minutes, text, &document);
	return document;
}

static struct entity
entity(enum entity_kind kind, const char *text)
{
	struct entity entity = {.kind = kind};
	decode(&record_entity[kind], text, &entity);
	return entity;
}

static void
assert_str(str actual, const char *expected)
{
	assert_string_equal(str_c(&arena, actual), expected);
}

static void
assert_at(struct place place, uint32_t line, uint32_t column)
{
	struct position position = source_position(place.source, place.start);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

/* One diagnostic, its first argument, and its nearest word. */
static void
assert_report(enum diag_code code, const char *argument, const char *nearest)
{
	if (list.n != 1)
		fail_msg("%zu diagnostics, first %s", list.n, list.n ? diag_row(list.items[0].code)->number : "-");
	assert_string_equal(diag_row(list.items[0].code)->number, diag_row(code)->number);
	if (argument)
		assert_str(list.items[0].arguments[0], argument);
	assert_str(list.items[0].nearest, nearest ? nearest : "");
	list.n = 0;
}

static void
test_minutes(void **state)
{
	(void)state;
	struct document document = minutes("nätverk: [SIKT, SKIS]\n"
	                                   "datum: 2018-12-14~\n"
	                                   "tid: 8.30-12.00\n"
	                                   "ordförande: Mattias Gustafsson\n"
	                                   "personer:\n"
	                                   "  Mathias: Mattias Gustafsson\n"
	                                   "bilagor:\n"
	                                   "  - titel: Inbjudan\n"
	                                   "    url: https://exempel.se/a\n"
	                                   "  - {titel: Mall, plats: teamet}\n"
	                                   "kommande:\n"
	                                   "  datum: 2019-11-14/2019-11-15\n"
	                                   "  typ: konferens\n"
	                                   "  medverkande: [Vara, någon till]\n"
	                                   "rättelser: [{datum: 2019-01-01, text: stavning}]\n"
	                                   "status: utkast\n"
	                                   "id: min-egen\n");
	assert_int_equal(list.n, 0);
	assert_int_equal(document.networks.n, 2);
	assert_str(document.networks.items[1].text, "SKIS");
	assert_at(document.networks.items[1].place, 1, 17);
	assert_null(document.networks.items[1].entity);
	assert_int_equal(document.date.year, 2018);
	assert_true(document.date.approximate);
	assert_at(document.date_place, 2, 8);
	assert_int_equal(document.times.from, 8 * 60 + 30);
	assert_int_equal(document.chairs.n, 1);
	assert_str(document.names.items[0].name.text, "Mathias");
	assert_int_equal(document.attachments.n, 2);
	assert_int_equal(document.attachments.items[0].kind, ATTACHMENT_URL);
	assert_int_equal(document.attachments.items[1].kind, ATTACHMENT_ELSEWHERE);
	assert_int_equal(document.planned.n, 1);
	assert_int_equal(document.planned.items[0].kind, PLANNED_CONFERENCE);
	assert_int_equal(document.planned.items[0].dates.last.day, 15);
	assert_int_equal(document.planned.items[0].times.from, -1);
	assert_int_equal(document.planned.items[0].taking_part.n, 2);
	assert_at(document.planned.items[0].place, 12, 3);
	assert_str(document.corrections.items[0].text, "stavning");
	assert_int_equal(document.status, STATUS_DRAFT);
	assert_str(document.id, "min-egen");
	assert_at(document.id_place, 17, 5);
}

static void
test_attendance(void **state)
{
	(void)state;
	struct document document = minutes("nätverk: SIKT\n"
	                                   "datum: 2018\n"
	                                   "närvarande:\n"
	                                   "  - Ulf Andersson, Skövd\n"
	                                   "  - \"Åsa  ,  Vara\"\n"
	                                   "  - Hjo\n"
	                                   "  - {person: Eva, för: Tidaholm}\n"
	                                   "frånvarande: []\n");
	assert_int_equal(list.n, 0);
	assert_false(document.present.unknown);
	assert_int_equal(document.present.n, 4);
	const struct attendee *items = document.present.items;
	assert_str(items[0].who.text, "Ulf Andersson");
	assert_str(items[0].counts_for.text, "Skövd");
	assert_at(items[0].counts_for.place, 4, 20); /* as in cli.md */
	assert_str(items[1].who.text, "Åsa");
	assert_str(items[1].counts_for.text, "Vara");
	assert_at(items[1].counts_for.place, 5, 14);
	assert_int_equal(items[2].counts_for.text.n, 0);
	assert_str(items[3].counts_for.text, "Tidaholm");
	assert_false(document.absent.unknown);
	assert_int_equal(document.absent.n, 0);
}

static void
test_unknown_attendance(void **state)
{
	(void)state;
	struct document document = minutes("nätverk: SIKT\ndatum: 2018\nnärvarande: okänt\nfrånvarande:\n");
	assert_int_equal(list.n, 0);
	assert_true(document.present.unknown);
	assert_at(document.present.place, 3, 13);
	assert_true(document.absent.unknown);
	minutes("nätverk: SIKT\ndatum: 2018\nnärvarande: [\"Eva,\"]\n");
	assert_report(DIAG_BAD_ATTENDEE, "Eva,", NULL);
	minutes("nätverk: SIKT\ndatum: 2018\nnärvarande: [\"Eva, IT, Vara\"]\n");
	assert_report(DIAG_BAD_ATTENDEE, NULL, NULL);
	minutes("nätverk: SIKT\ndatum: 2018\nnärvarande:\n  - Tema: AI\n");
	assert_report(DIAG_TEXT_EXPECTED_KEYS, "närvarande", NULL);
}

static void
test_keys(void **state)
{
	(void)state;
	minutes("nätverk: SIKT\ndatum: 2018\nnarvarande: [Eva]\n");
	assert_report(DIAG_UNKNOWN_KEY, "narvarande", "närvarande");
	minutes("datum: 2018\n");
	assert_report(DIAG_MISSING_KEY, "nätverk", NULL);
	minutes("nätverk: SIKT\ndatum:\n");
	assert_report(DIAG_EMPTY_VALUE, "datum", NULL);
	minutes("nätverk: []\ndatum: 2018\n");
	assert_report(DIAG_EMPTY_VALUE, "nätverk", NULL);
	minutes("nätverk: SIKT\ndatum: 2018\nämnen:\n  - AI\n  -\n");
	assert_report(DIAG_EMPTY_VALUE, "ämnen", NULL);
	minutes("nätverk: SIKT\ndatum: 2018\nstatus:\n");
	assert_report(DIAG_EMPTY_VALUE, "status", NULL);
	minutes("nätverk: SIKT\ndatum: 2018\nplats:\nämnen:\n"); /* left to be filled in */
	assert_int_equal(list.n, 0);
	minutes("nätverk: SIKT\ndatum: okänt\n");
	assert_report(DIAG_UNKNOWN_DATE_NEEDS_ID, NULL, NULL);
	minutes("nätverk: SIKT\ndatum: okänt\nid: a\n");
	assert_int_equal(list.n, 0);
}

static void
test_all_at_once(void **state)
{
	(void)state;
	minutes("nätverk: {a: b}\n"
	        "datum: 2018-02-30\n"
	        "tid: nio\n"
	        "titel: [a]\n"
	        "personer: a\n"
	        "rättelser: [{datum: x}]\n"
	        "okänd: a\n"
	        "status: klart\n");
	static const enum diag_code expected[] = {DIAG_TEXT_EXPECTED_KEYS, DIAG_BAD_DATE,           DIAG_BAD_TIMES,
	                                          DIAG_TEXT_EXPECTED_LIST, DIAG_KEYS_EXPECTED_TEXT, DIAG_BAD_DATE,
	                                          DIAG_MISSING_KEY,        DIAG_UNKNOWN_KEY,        DIAG_BAD_CHOICE};
	assert_int_equal(list.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < list.n; i++)
		assert_string_equal(diag_row(list.items[i].code)->number, diag_row(expected[i])->number);
}

static void
test_date_suggestions(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {
	    {"14 december 2018", "2018-12-14"},
	    {"den 14 dec 2018", "2018-12-14"},
	    {"14/12 2018", "2018-12-14"},
	    {"2018-2-3", "2018-02-03"},
	    {"20181214", "2018-12-14"},
	    {"2018.12.14", "2018-12-14"},
	    {"31 februari 2018", ""},
	    {"i höstas", ""},
	    {"2018-13-01", ""},
	    {"18-12-14", ""},
	    {"2018-12-14/2018-12-15", ""},
	    {"december 2018", ""},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		minutes(str_c(&arena, str_format(&arena, "nätverk: SIKT\ndatum: %s\n", wrong[i][0])));
		assert_report(DIAG_BAD_DATE, "datum", wrong[i][1]);
	}
}

static void
test_attachments(void **state)
{
	(void)state;
	static const char head[] = "nätverk: SIKT\ndatum: 2018\nbilagor:\n  - ";
	static const struct {
		const char *entry;
		enum diag_code code;
	} wrong[] = {
	    {"{titel: A}", DIAG_ATTACHMENT_NO_TARGET},
	    {"{titel: A, fil: a.pdf, plats: teamet}", DIAG_ATTACHMENT_TWO_TARGETS},
	    {"{titel: A, fil: }", DIAG_EMPTY_VALUE},
	    {"{titel: A, url: javascript:alert(1)}", DIAG_BAD_URL},
	    {"{titel: A, url: //exempel.se}", DIAG_BAD_URL},
	    {"{titel: A, url: 'https://exempel.se/a b'}", DIAG_BAD_URL},
	    {"{titel: A, url: data:text/html}", DIAG_BAD_URL},
	    {"{fil: a.pdf}", DIAG_MISSING_KEY},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		minutes(str_c(&arena, str_format(&arena, "%s%s\n", head, wrong[i].entry)));
		assert_report(wrong[i].code, NULL, NULL);
	}
}

static void
test_persons(void **state)
{
	(void)state;
	struct entity person = entity(ENTITY_PERSON, "namn: Sara von Seth\n"
	                                             "alias: Sara v. S.\n"
	                                             "sorteras: Seth, Sara von\n"
	                                             "roller: {organ: SIKT, roll: ordförande, från: 2018}\n"
	                                             "publicering: {regel: nej, grund: begäran, till: 2020-01-31}\n"
	                                             "tvetydig: ja\nskiftläge: false\n");
	assert_int_equal(list.n, 0);
	assert_int_equal(person.person.short_name.n, 0); /* the first name, once all are read */
	assert_at(person.place, 1, 7);
	assert_int_equal(person.aliases.n, 1);
	assert_int_equal(person.person.publication.rule, PUBLISH_NOTHING);
	assert_int_equal(person.person.publication.period.last.day, 31);
	assert_int_equal(person.person.publication.period.first.year, 0);
	assert_str(person.person.roles.items[0].body.text, "SIKT");
	assert_true(person.ambiguous);
	assert_false(person.match_case);
	assert_int_equal(entity(ENTITY_PERSON, "namn: A\npublicering: initialer\n").person.publication.rule,
	                 PUBLISH_INITIALS);
	entity(ENTITY_PERSON, "namn: A\npublicering: dold\n");
	assert_report(DIAG_BAD_CHOICE, "publicering", NULL);
	entity(ENTITY_PERSON, "namn: A\npublicering: {regl: nej}\n"); /* misspelt is not missing as well */
	assert_report(DIAG_UNKNOWN_KEY, "regl", "regel");
	entity(ENTITY_PERSON, "namn: A\npublicering:\n"); /* never by silence */
	assert_report(DIAG_EMPTY_VALUE, "publicering", NULL);
	entity(ENTITY_PERSON, "namn: A\ntvetydig: kanske\n");
	assert_report(DIAG_BAD_BOOLEAN, "tvetydig", NULL);
	entity(ENTITY_PERSON, "namn: A\nid: Åsa Öberg\n");
	assert_report(DIAG_BAD_ID, "Åsa Öberg", "asa-oberg");
}

static void
test_networks(void **state)
{
	(void)state;
	struct entity network = entity(ENTITY_NETWORK, "namn: SKIS\n"
	                                               "medlemmar: [Anna Exempelsson, {vem: Per, från: 2018-01}]\n"
	                                               "ordförande: {vem: [Hjo, Karlsborg], från: 2018, till: 2019}\n"
	                                               "dagordning: [Laget runt, Övrigt]\n");
	assert_int_equal(list.n, 0);
	assert_int_equal(network.network.members.n, 2);
	assert_int_equal(network.network.members.items[0].from.year, 0);
	assert_int_equal(network.network.members.items[1].from.month, 1);
	assert_int_equal(network.network.chairs.n, 2);
	assert_str(network.network.chairs.items[1].who.text, "Karlsborg");
	assert_int_equal(network.network.chairs.items[1].to.year, 2019);
	assert_str(network.network.agenda.items[1].text, "Övrigt");
}

static void
test_municipalities_and_topics(void **state)
{
	(void)state;
	struct entity skovde = entity(ENTITY_MUNICIPALITY, "namn: Skövde\nkod: 1496\nruta: [4, 3]\n");
	assert_int_equal(skovde.municipality.column, 4);
	assert_int_equal(skovde.municipality.row, 3);
	assert_str(skovde.municipality.code, "1496");
	assert_str(entity(ENTITY_TOPIC, "namn: LIKA\når: 2018–2019\n").topic.year, "2018–2019");
	assert_int_equal(list.n, 0);
	static const char *const tiles[] = {"[4]", "[4, 3, 2]", "[0, 1]", "[a, 1]", "[100, 1]", "[-1, 1]", "[[1], 2]"};
	for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++) {
		entity(ENTITY_MUNICIPALITY, str_c(&arena, str_format(&arena, "namn: A\nruta: %s\n", tiles[i])));
		assert_report(DIAG_BAD_TILE, NULL, NULL);
	}
	entity(ENTITY_MUNICIPALITY, "namn: A\nruta: 4\n");
	assert_report(DIAG_LIST_EXPECTED, "ruta", NULL);
	entity(ENTITY_MUNICIPALITY, "namn: A\nkod: 149\n");
	assert_report(DIAG_BAD_CODE, "149", NULL);
	static const char *const years[] = {"18", "20180", "2018-19", "nyligen", "2018  2019", "201a–2019"};
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		entity(ENTITY_TOPIC, str_c(&arena, str_format(&arena, "namn: A\når: %s\n", years[i])));
		assert_report(DIAG_BAD_YEARS, NULL, NULL);
	}
	static const char *const earlier[] = {"amnen/a/", "/../a", "/a//b", "https://a.se/", "/", "/a?b"};
	for (size_t i = 0; i < sizeof earlier / sizeof *earlier; i++) {
		entity(ENTITY_TOPIC, str_c(&arena, str_format(&arena, "namn: A\ntidigare: %s\n", earlier[i])));
		assert_report(DIAG_BAD_EARLIER, earlier[i], NULL);
	}
}

static struct site
site(const char *text)
{
	struct site site = {0};
	decode(&record_site, text, &site);
	return site;
}

static void
test_site(void **state)
{
	(void)state;
	static const char statement[] = "tillgänglighet: {aktör: A, tjänst: B, grad: delvis, bedömd: 2026-01-01, "
	                                "uppdaterad: 2026-01-02, metod: C, kontakt: D, oskäligt: E}\n";
	static const char base[] = "titel: A\nbeskrivning: B\nadress: ";
	static const char *const good[] = {"https://exempel.se", "https://exempel.se/", "https://exempel.se//"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct site read = site(str_c(&arena, str_format(&arena, "%s%s\n%s", base, good[i], statement)));
		assert_int_equal(list.n, 0);
		assert_str(read.address, "https://exempel.se/");
		assert_true(read.accessibility.given);
		assert_str(read.accessibility.disproportionate.items[0].text, "E");
	}
	static const char *const bad[] = {"ftp://exempel.se", "https://", "https://exempel.se/?a",
	                                  "https://exempel.se/#a"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		site(str_c(&arena, str_format(&arena, "%s%s\n%s", base, bad[i], statement)));
		assert_report(DIAG_BAD_BASE_URL, bad[i], NULL);
	}
	site("titel: A\nbeskrivning: B\nadress: https://a.se\n");
	assert_report(DIAG_NO_ACCESSIBILITY, NULL, NULL);
	site("titel: A\nbeskrivning: B\nadress: https://a.se\ntillgänglighet: {grad: helt}\n");
	assert_int_equal(list.n, 6); /* every key but the lists */
	list.n = 0;
	site(str_c(&arena, str_format(&arena, "%shttps://a.se\nformat: 2\n%s", base, statement)));
	assert_report(DIAG_UNKNOWN_FORMAT, "2", NULL);
	static const char *const mails[] = {"a", "a@b", "@b.se", "a@@b.se", "a b@c.se", "a@.se", "a@b..se"};
	for (size_t i = 0; i < sizeof mails / sizeof *mails; i++) {
		site(str_c(&arena, str_format(&arena, "%shttps://a.se\nutgivare: {namn: A, epost: \"%s\"}\n%s", base,
		                              mails[i], statement)));
		assert_report(DIAG_BAD_MAIL, mails[i], NULL);
	}
}

/* The schema is made from the same tables, and is JSON. */
static void
test_schema(void **state)
{
	(void)state;
	struct buffer out = {.arena = &arena};
	content_schema(&out);
	json_error_t error;
	json_t *schema = json_loadb(out.bytes, out.n, JSON_REJECT_DUPLICATES, &error);
	if (!schema)
		fail_msg("line %d: %s", error.line, error.text);
	json_t *definitions = json_object_get(schema, "$defs");
	assert_int_equal(json_object_size(definitions), 9);
	json_t *keys = json_object_get(json_object_get(definitions, "protokoll"), "properties");
	assert_int_equal(json_object_size(keys), record_minutes.n);
	const char *key;
	json_t *value;
	json_object_foreach(keys, key, value)
	    assert_true(json_string_length(json_object_get(value, "description")) > 0);
	assert_int_equal(json_array_size(json_object_get(json_object_get(definitions, "protokoll"), "required")), 2);
	json_decref(schema);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_minutes),
	    TEST(test_attendance),
	    TEST(test_unknown_attendance),
	    TEST(test_keys),
	    TEST(test_all_at_once),
	    TEST(test_date_suggestions),
	    TEST(test_attachments),
	    TEST(test_persons),
	    TEST(test_networks),
	    TEST(test_municipalities_and_topics),
	    TEST(test_site),
	    TEST(test_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
