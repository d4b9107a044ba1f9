/* The pages: which there are, that they lead nowhere wrong, what they never say, and that the theme's README tells
   the truth about the data its templates receive. */
#include "world.h"

#include <string.h>

#include "archive/address.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "export/exports.h"
#include "markup/markup.h"
#include "pages/pages.h"
#include "values.h"

struct made {
	struct world *world;
	const struct theme *theme;
	struct value words;
	const struct body **bodies;
	struct page_context context;
	struct pages pages;
	struct exports exports;
};

static struct made made;

static void
give_text(struct world *world, struct document *document, const char *text)
{
	str path = document->source->relative;
	document->source = source_make(&world->arena, path, path, str_of(text), &world->diags);
	document->body = 0;
}

static str
no_word(const void *words, const char *path)
{
	(void)words;
	return str_of(path);
}

static void
make_pages(struct world *world)
{
	struct arena *arena = &world->arena;
	made = (struct made){.world = world};
	world->archive->site.title = S("Arkivet");
	world->archive->site.description = S("Protokoll.");
	world->archive->site.language = S("sv");
	resolve(world);
	made.theme = theme_load(arena, (str[]){S("themes/skaraborg")}, 1, &world->diags);
	assert_non_null(made.theme);
	const struct theme_file *words = theme_file(made.theme, S("ord.yaml"));
	assert_true(value_from_yaml_text(arena, words->source, &made.words, &world->diags));
	size_t n = world->archive->documents.n;
	made.bodies = arena_array(arena, const struct body *, n + 1);
	const struct markup *markup = markup_new(arena, world->archive, NULL, true);
	for (size_t i = 0; i < n; i++) {
		struct arena scratch = {0};
		made.bodies[i] =
		    markup_body(markup, world->archive->documents.items[i], arena, &scratch, &world->diags);
		arena_free(&scratch);
	}
	made.context = (struct page_context){
	    .archive = world->archive,
	    .bodies = made.bodies,
	    .index = index_new(arena, world->archive, made.bodies, (struct workers){1, arena}),
	    .theme = made.theme,
	    .words = &made.words,
	    .version = S("1"),
	    .searchable = true,
	};
	pages_list(&made.context, (struct workers){1, arena}, arena, &made.pages);
	struct export_context exporting = {
	    .archive = world->archive,
	    .bodies = made.bodies,
	    .index = made.context.index,
	    .titles = pages_titles(&made.context, arena),
	    .word = no_word,
	};
	exports_list(&exporting, arena, &made.exports);
}

static struct tenure
tenure(struct world *world, const char *who, const char *role, const char *body)
{
	struct tenure held = {
	    .who = ref(world, who), .role = str_of(role), .from = a_date("2018"), .to = a_date("2019")};
	if (*body)
		held.body = ref(world, body);
	if (!*who)
		held.who = (struct reference){0};
	return held;
}

static void
fill_registers(struct world *world)
{
	struct arena *arena = &world->arena;
	entry(world, ENTITY_NETWORK, "Utbildning Skaraborg")->description = S("Över nätverken.");
	struct entity *sikt = entry(world, ENTITY_NETWORK, "SIKT");
	sikt->network.full_name = S("Skaraborgs IKT-strateger");
	sikt->network.parent = ref(world, "Utbildning Skaraborg");
	sikt->network.from = a_date("2016");
	vec_push(arena, &sikt->network.members, tenure(world, "Anna Exempelsson", "", ""));
	vec_push(arena, &sikt->network.chairs, tenure(world, "Anna Exempelsson", "", ""));
	vec_push(arena, &sikt->network.agenda, (struct text_at){.text = S("Utse sekreterare")});
	alias(world, sikt, "IKT-strategerna");
	struct entity *vara = entry(world, ENTITY_MUNICIPALITY, "Vara");
	vara->municipality.code = S("1470");
	vara->municipality.column = 2;
	vara->municipality.row = 3;
	vara->description = S("En kommun.");
	alias(world, vara, "Vara stad");
	entry(world, ENTITY_MUNICIPALITY, "Skara");
	struct entity *anna = person(world, "Anna Exempelsson", "Vara");
	anna->description = S("Samordnare.");
	alias(world, anna, "Anna E");
	vec_push(arena, &anna->person.roles, tenure(world, "", "samordnare", "SIKT"));
	struct entity *hidden = person(world, "Zebulon Hemligsson", "Skara");
	hidden->id = S("p7");
	hidden->person.publication.rule = PUBLISH_ROLE;
	struct entity *lika = entry(world, ENTITY_TOPIC, "LIKA");
	lika->description = S("Värdering.");
	alias(world, lika, "LIKA-värderingen");
	struct entity *l7 = entry(world, ENTITY_TOPIC, "L7");
	l7->topic.parent = ref(world, "LIKA");
	l7->topic.year = S("2017");
	refer(world, &lika->topic.see_also, "AI");
	entry(world, ENTITY_TOPIC, "AI");
	struct entity *group = entry(world, ENTITY_ORGANISATION, "Arbetsgruppen");
	group->organisation.type = S("arbetsgrupp");
	group->description = S("En grupp.");
	alias(world, group, "Gruppen");
	group->organisation.parent = ref(world, "Bolaget");
	vec_push(arena, &group->organisation.members, tenure(world, "Zebulon Hemligsson", "ledamot", ""));
	entry(world, ENTITY_ORGANISATION, "Bolaget");
}

static void
fill_plans(struct world *world, struct document *document)
{
	struct planned_meeting *held = vec_add(&world->arena, &document->planned);
	held->dates.first = a_date("2019-02-01");
	struct planned_meeting *coming = vec_add(&world->arena, &document->planned);
	coming->dates = (struct dates){a_date("2026-11-14"), a_date("2026-11-15")};
	coming->times = (struct times){13 * 60, -1};
	coming->venue = S("Viktoria");
	coming->municipality = ref(world, "Vara");
	coming->kind = PLANNED_THEME_DAY;
	coming->text = S("Med övernattning.");
	refer(world, &coming->topics, "LIKA");
	refer(world, &coming->who, "SIKT");
	refer(world, &coming->taking_part, "Zebulon Hemligsson");
	vec_add(&world->arena, &document->planned)->text = S("Inte bestämt.");
}

static void
fill_attachments(struct world *world, struct document *document)
{
	static const struct {
		enum attachment_kind kind;
		const char *title, *target;
	} files[] = {
	    {ATTACHMENT_FILE, "Bild", "a b.pdf"},
	    {ATTACHMENT_URL, "Länk", "https://example.org/?a=1&b=2"},
	    {ATTACHMENT_DOCUMENT, "Plan", "plan"},
	    {ATTACHMENT_ELSEWHERE, "Film", "teamet"},
	};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct attachment *attachment = vec_add(&world->arena, &document->attachments);
		*attachment = (struct attachment){.kind = files[i].kind, .size = 2500000};
		attachment->title = (struct text_at){str_of(files[i].title), a_place(world, "x")};
		attachment->target = (struct text_at){str_of(files[i].target), a_place(world, "x")};
	}
}

static void
fill_minutes(struct world *world)
{
	struct document *full = minutes(world, "protokoll/2018/a.md", "SIKT", "2018-12-14");
	full->times = (struct times){9 * 60, 12 * 60};
	full->venue = S("Levene skola");
	full->municipality = ref(world, "Vara");
	full->date_source = S("Så här.");
	full->origin = S("Teamet");
	full->changed = a_date("2026-10-02");
	full->status = STATUS_DRAFT;
	full->reviewed_by = S("Anna");
	full->reviewed = a_date("2018-12-20");
	refer(world, &full->chairs, "Anna Exempelsson");
	refer(world, &full->secretaries, "Zebulon Hemligsson");
	attend(world, &full->present, "Anna Exempelsson", "Vara");
	attend(world, &full->present, "Zebulon Hemligsson", "");
	attend(world, &full->present, "Bolaget", "");
	attend(world, &full->absent, "Bolaget", "");
	refer(world, &full->topics, "LIKA");
	refer(world, &full->waiting, "AI");
	vec_push(&world->arena, &full->corrections,
	         (struct correction){.date = a_date("2019-01-01"), .text = S("Rättat.")});
	vec_push(&world->arena, &full->earlier, (struct text_at){.text = S("/gammal/plats/")});
	fill_plans(world, full);
	fill_attachments(world, full);
	give_text(
	    world, full,
	    "Inledning.[^1]\n\n## 1. Om [[LIKA]]\n\n[[LIKA]], [[Anna Exempelsson|Anna]], [[Gruppen]], "
	    "[[Zebulon Hemligsson]] och [[SIKT 2018-01-26]].\n\n## 2. Slut\n\n[[plan]]\n\n## 3. Laget runt\n\n"
	    "- Vara: Har köpt allt.\n- Skara: Har sålt allt.\n\n## 4. Annat\n\nBeslut: LIKA och AI provas i Vara.\n\n"
	    "Uppdrag: Anna Exempelsson – skriva till [[Gruppen]] om LIKA. Senast: 2019-01-31\n\n"
	    "Uppdrag: Anna Exempelsson – ringa om LIKA.\n\n[^1]: Not.\n");
	struct document *held = minutes(world, "protokoll/2019/b.md", "SIKT", "2019-02-01");
	give_text(world, held,
	          "## 1. LIKA\n\nIngenting.\n\n## 2. Annat\n\nBeslut: LIKA väntar. Ersätter: SIKT 2018-12-14 B1\n\n"
	          "Klart: SIKT 2018-12-14 U1\n");
	struct document *undated = minutes(world, "protokoll/c.md", "SIKT", "");
	undated->id = S("odaterat-mote");
	give_text(world, undated, "## Bara text\n");
}

static void
fill_documents(struct world *world)
{
	struct document *plan = document(world, DOCUMENT_OTHER, "dokument/plan.md", "Planen");
	plan->id = S("plan");
	plan->type = S("plan");
	plan->date = a_date("2020~");
	plan->date_source = S("Ungefär.");
	refer(world, &plan->networks, "SIKT");
	refer(world, &plan->topics, "LIKA");
	give_text(world, plan,
	          "En plan om [[LIKA]].\n\n## Mål\n\n[[Vara]] och [[Anna Exempelsson]], [[SIKT]], [[Gruppen]].\n");
	struct document *about = document(world, DOCUMENT_PAGE, "sidor/om.md", "Om arkivet");
	about->id = S("om");
	give_text(world, about, "Text om LIKA i Vara.[^a]\n\n## Mer\n\nText.\n\n[^a]: Not.\n");
}

static void
fill_statement(struct world *world)
{
	struct site *site = &world->archive->site;
	site->responsible = S("Utgivaren");
	site->ground = S("Uppgift av allmänt intresse.");
	site->contact = S("dataskydd@example.se");
	struct accessibility *statement = &site->accessibility;
	*statement = (struct accessibility){
	    .given = true,
	    .actor = S("Utgivaren"),
	    .service = S("Arkivet"),
	    .degree = S("delvis"),
	    .method = S("Egen granskning."),
	    .contact = S("https://example.se/kontakt"),
	    .assessed = a_date("2026-01-01"),
	    .updated = a_date("2026-01-02"),
	};
	vec_push(&world->arena, &statement->shortcomings, (struct shortcoming){S("Kartan"), S("Liten"), S("Listan")});
	vec_push(&world->arena, &statement->disproportionate, (struct text_at){.text = S("Filmer")});
	vec_push(&world->arena, &statement->outside, (struct text_at){.text = S("Andras sidor")});
}

/* Minutes whose day has passed, and a page that adresser.txt says is gone. */
static void
fill_withdrawn(struct world *world)
{
	struct document *gone = minutes(world, "protokoll/2017/gone.md", "SIKT", "2017-01-01");
	gone->withdraw_after = a_date("2017-12-31");
	gone->title = S("Borttagen rubrik");
	refer(world, &gone->topics, "Borttaget ämne");
	give_text(world, gone, "## 1. Borttagen punkt\n\nBeslut: Borttaget.\n");
	vec_push(&world->arena, &world->archive->recorded,
	         (struct recorded){.address = S("/amnen/borta/"), .withdrawn = a_date("2026-01-01"), .reason = S("Delades.")});
}

static void
make_full_site(struct world *world)
{
	fill_statement(world);
	fill_withdrawn(world);
	struct site *site = &world->archive->site;
	site->licence = S("CC BY 4.0");
	site->source_code = S("https://github.com/exempel/arkiv/");
	site->publisher_name = S("Utgivaren");
	site->publisher_mail = S("arkiv@example.se");
	site->publisher_web = S("https://example.se/");
	fill_registers(world);
	fill_minutes(world);
	fill_documents(world);
	make_pages(world);
}

/* --- walking a view --- */

static void
walk(str path, const struct value *value, void (*visit)(void *context, str path, const struct value *), void *context)
{
	struct arena *arena = &made.world->arena;
	visit(context, path, value);
	if (str_eq(path, S("ord")))
		return;
	for (size_t i = 0; i < value->n; i++) {
		if (value->kind == VALUE_OBJECT)
			walk(path.n ? str_format(arena, "%.*s.%.*s", STR(path), STR(value->keys[i])) : value->keys[i],
			     &value->items[i], visit, context);
		for (size_t j = 0; value->kind == VALUE_LIST && j < value->items[i].n; j++)
			walk(str_format(arena, "%.*s.%.*s", STR(path), STR(value->items[i].keys[j])),
			     &value->items[i].items[j], visit, context);
	}
}

static void
walk_all(void (*visit)(void *context, str path, const struct value *))
{
	for (size_t i = 0; i < made.pages.n; i++) {
		struct value view = page_view(&made.context, &made.pages.items[i], &made.world->arena);
		walk((str){0}, &view, visit, &made.pages.items[i]);
	}
}

static const struct page *
page_at(const char *address)
{
	for (size_t i = 0; i < made.pages.n; i++)
		if (str_eq(made.pages.items[i].address, str_of(address)))
			return &made.pages.items[i];
	return NULL;
}

static str
rendered(const struct page *page)
{
	struct buffer out = {.arena = &made.world->arena};
	struct value view = page_view(&made.context, page, &made.world->arena);
	size_t faults = made.world->diags.n;
	assert_true(theme_render(made.theme, page->template, &view, &made.world->arena, &out, &made.world->diags));
	assert_int_equal(made.world->diags.n, faults);
	return buffer_str(&out);
}

/* Whatever is no letter or digit in an asset's name is "_" in its key, as the theme's README says. */
static void
assets_have_keys(void **state)
{
	make_full_site(*state);
	struct value view = page_view(&made.context, page_at("/"), &made.world->arena);
	const struct value *assets = value_get(&view, S("tillgångar"));
	assert_non_null(value_get(assets, S("stil_css")));
	assert_non_null(value_get(assets, S("source_OFL_txt")));
}

/* --- which pages, and where they lead --- */

static void
pages_there_are(void **state)
{
	make_full_site(*state);
	static const struct {
		const char *address;
		enum page_kind kind;
		bool indexed;
	} expected[] = {
	    {"/", PAGE_HOME, true},
	    {"/404.html", PAGE_NOT_FOUND, false},
	    {"/amnen/", PAGE_ENTITIES, true},
	    {"/amnen/lika/", PAGE_TOPIC, true},
	    {"/dokument/", PAGE_DOCUMENT_INDEX, true},
	    {"/dokument/plan/", PAGE_DOCUMENT, true},
	    {"/amnen/borta/", PAGE_STONE, false},
	    {"/gammal/plats/", PAGE_FORWARD, false},
	    {"/protokoll/2017-01-01-sikt/", PAGE_STONE, false},
	    {"/publicering/", PAGE_PUBLICATION, true},
	    {"/tillganglighet/", PAGE_ACCESSIBILITY, true},
	    {"/kommuner/vara/", PAGE_MUNICIPALITY, true},
	    {"/natverk/sikt/", PAGE_NETWORK, true},
	    {"/om/", PAGE_PLAIN, true},
	    {"/organisationer/arbetsgruppen/", PAGE_ORGANISATION, true},
	    {"/personer/", PAGE_ENTITIES, false},
	    {"/personer/anna-exempelsson/", PAGE_PERSON, false},
	    {"/personer/p7/", PAGE_STONE, false}, /* not shown by name */
	    {"/protokoll/", PAGE_MINUTES_INDEX, true},
	    {"/protokoll/2018-01-26-sikt/", PAGE_STUB, false},
	    {"/protokoll/2018-12-14-sikt/", PAGE_MINUTES, true},
	    {"/protokoll/2018/", PAGE_YEAR, true},
	    {"/protokoll/odaterat/", PAGE_YEAR, true},
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct page *page = page_at(expected[i].address);
		if (!page)
			fail_msg("no page %s", expected[i].address);
		assert_int_equal(page->kind, expected[i].kind);
		assert_int_equal(page->indexed, expected[i].indexed);
	}
	for (size_t i = 1; i < made.pages.n; i++)
		assert_true(str_compare(made.pages.items[i - 1].address, made.pages.items[i].address) < 0);
}

static bool
is_published(str address)
{
	for (size_t i = 0; i < made.pages.n; i++)
		if (str_eq(made.pages.items[i].address, address))
			return true;
	for (size_t i = 0; i < made.exports.n; i++)
		if (str_eq(made.exports.items[i].address, address))
			return true;
	return str_starts(address, S("/tillgangar/")) || str_starts(address, S("/bilagor/"));
}

static void
leads_somewhere(void *context, str path, const struct value *value)
{
	const struct page *page = context;
	(void)path;
	if (value->kind != VALUE_URL || str_contains(value->text, S("://")) || str_starts(value->text, S("mailto:")) ||
	    str_starts(value->text, S("#")))
		return;
	str target = value->text;
	if (page->kind == PAGE_NOT_FOUND) { /* from the root of the host: the site lies in /arkiv/ */
		assert_true(str_starts(target, S("/arkiv/")));
		target = str_from(target, sizeof "/arkiv" - 1);
	} else {
		str folder = page->address;
		while (str_starts(target, S("../"))) {
			target = str_from(target, 3);
			folder.n--;
			while (folder.n && folder.p[folder.n - 1] != '/')
				folder.n--;
		}
		target = str_starts(target, S("./")) ? str_from(target, 2) : target;
		target = str_join(&made.world->arena, folder, target);
	}
	size_t hash = str_find_char(target, '#');
	target = hash == SIZE_MAX ? target : str_slice(target, 0, hash);
	if (!is_published(target))
		fail_msg("%.*s leads to %.*s (%.*s)", STR(page->address), STR(target), STR(path));
}

static void
no_link_leads_nowhere(void **state)
{
	make_full_site(*state);
	walk_all(leads_somewhere);
}

static void
an_empty_archive_has_words(void **state)
{
	struct world *world = *state;
	struct document *only = document(world, DOCUMENT_PAGE, "sidor/om.md", "Om");
	only->id = S("om");
	give_text(world, only, "");
	make_pages(world);
	walk_all(leads_somewhere);
	assert_true(str_contains(rendered(page_at("/")), S("Här finns inga protokoll ännu.")));
	assert_true(str_contains(rendered(page_at("/protokoll/")), S("Här finns inga protokoll ännu.")));
	assert_null(page_at("/personer/"));
	assert_null(page_at("/dokument/"));
}

/* --- what pages say --- */

static void
assert_titles_are_unique(void)
{
	struct map titles = {.arena = &made.world->arena};
	for (size_t i = 0; i < made.pages.n; i++) {
		struct value view = page_view(&made.context, &made.pages.items[i], &made.world->arena);
		void **seen = map_at(&titles, value_get(&view, S("titel"))->text);
		if (*seen)
			fail_msg("%.*s and %s have one title", STR(made.pages.items[i].address), (char *)*seen);
		*seen = str_c(&made.world->arena, made.pages.items[i].address);
		assert_int_equal(value_get(&view, S("beskrivning"))->kind, VALUE_TEXT);
	}
}

static void
titles_are_unique(void **state)
{
	make_full_site(*state);
	assert_titles_are_unique();
}

static void
is_silent(void *context, str path, const struct value *value)
{
	const struct page *page = context;
	if (str_contains(value->text, S("Hemligsson")) || str_contains(value->text, S("Zebulon")))
		fail_msg("%.*s tells a hidden name in %.*s", STR(page->address), STR(path));
}

static void
hidden_names_are_never_told(void **state)
{
	make_full_site(*state);
	walk_all(is_silent);
	str minutes_page = rendered(page_at("/protokoll/2018-12-14-sikt/"));
	assert_true(str_contains(minutes_page, S("representant, Skara")));
}

static size_t
occurrences(str text, str part)
{
	size_t n = 0;
	for (size_t at; (at = str_find(text, part)) != SIZE_MAX; n++)
		text = str_from(text, at + part.n);
	return n;
}

static void
every_page_has_its_frame(void **state)
{
	make_full_site(*state);
	for (size_t i = 0; i < made.pages.n; i++) {
		const struct page *page = &made.pages.items[i];
		str html = rendered(page);
		static const char *const once[] = {"<h1>",
		                                   "<title>",
		                                   "<main ",
		                                   "http-equiv=\"Content-Security-Policy\"",
		                                   "name=\"description\"",
		                                   "property=\"og:title\"",
		                                   "class=\"hopp\""};
		for (size_t j = 0; j < sizeof once / sizeof *once; j++)
			if (occurrences(html, str_of(once[j])) != 1)
				fail_msg("%.*s has %s not once", STR(page->address), once[j]);
		assert_int_equal(occurrences(html, S("content=\"noindex\"")), !page->indexed);
		assert_int_equal(occurrences(html, S("rel=\"canonical\"")), page->kind != PAGE_NOT_FOUND);
		assert_true(str_contains(html, S("CC BY 4.0")));
	}
}

static void
minutes_tell_their_facts(void **state)
{
	make_full_site(*state);
	str html = rendered(page_at("/protokoll/2018-12-14-sikt/"));
	static const char *const expected[] = {
	    "<time datetime=\"2018-12-14\">Fredag 14 december 2018</time>",
	    "09:00–12:00",
	    "<section class=\"punkt\" id=\"p1\">",
	    "<h2><a class=\"paragraf\" href=\"#p1\">§ 1</a> <span>",
	    "id=\"p0\"",
	    "href=\"../../bilagor/a%20b.pdf\">Bild</a> <span class=\"om\">PDF, 2,5 MB</span>",
	    "href=\"https://example.org/?a=1&amp;b=2\"",
	    "Film <span class=\"om\">publiceras inte här, finns: teamet</span>",
	    "14–15 november 2026",
	    "Mötet hölls: <a href=\"../2019-02-01-sikt/\">SIKT 1 februari 2019</a>",
	    "1 januari 2019</time>: Rättat.",
	    "https://github.com/exempel/arkiv/blob/HEAD/content/protokoll/2018/a.md",
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		if (!str_contains(html, str_of(expected[i])))
			fail_msg("the minutes lack %s", expected[i]);
}

static void
a_forwarding_page_says_where(void **state)
{
	make_full_site(*state);
	str html = rendered(page_at("/gammal/plats/"));
	assert_true(str_contains(
	    html, S("<meta http-equiv=\"refresh\" content=\"0; url=../../protokoll/2018-12-14-sikt/\"/>")));
	assert_true(str_contains(
	    html, S("<link rel=\"canonical\" href=\"https://example.se/arkiv/protokoll/2018-12-14-sikt/\"/>")));
}

static void
a_long_year_is_split(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	for (size_t i = 0; i < 201; i++) {
		struct document *document = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
		document->id = str_format(&world->arena, "mote-%03zu", i);
		give_text(world, document, "");
	}
	make_pages(world);
	const struct page *second = page_at("/protokoll/2018/2/");
	assert_non_null(second);
	assert_null(page_at("/protokoll/2018/3/"));
	assert_int_equal(occurrences(rendered(page_at("/protokoll/2018/")), S("<p class=\"vad\">")), 200);
	assert_int_equal(occurrences(rendered(second), S("<p class=\"vad\">")), 1);
	assert_int_equal(occurrences(rendered(page_at("/protokoll/")), S("<p class=\"vad\">")), 0);
	assert_true(str_contains(rendered(page_at("/protokoll/mote-200/")), S("<h1>SIKT 14 december 2018 (201)</h1>")));
	walk_all(leads_somewhere);
}

static void
is_unmentioned(void *context, str path, const struct value *value)
{
	const struct page *page = context;
	if (str_contains(value->text, S("Borttage")))
		fail_msg("%.*s tells what was withdrawn in %.*s", STR(page->address), STR(path));
}

static void
a_stone_tells_nothing_of_what_was_there(void **state)
{
	make_full_site(*state);
	walk_all(is_unmentioned);
	assert_null(page_at("/amnen/borttaget-amne/"));
	assert_null(page_at("/protokoll/2017/"));
	str stone = rendered(page_at("/protokoll/2017-01-01-sikt/"));
	assert_true(str_contains(stone, S("<h1>SIKT 1 januari 2017</h1>")));
	assert_true(str_contains(stone, S("Sedan den <time datetime=\"2018-01-01\">")));
	assert_true(str_contains(stone, S("href=\"mailto:dataskydd@example.se\"")));
	assert_false(str_contains(stone, S("gone.md"))); /* nor is there a way to its source */
	str line = rendered(page_at("/amnen/borta/"));
	assert_true(str_contains(line, S("Skäl: Delades.")));
}

/* --- where the source lies --- */

static void
the_source_and_its_history_are_linked(void **state)
{
	static const struct {
		const char *repository, *folder, *source, *history; /* "" for no link */
	} hosts[] = {
	    {"https://github.com/x/arkiv", NULL, "https://github.com/x/arkiv/blob/HEAD/content/", "https://github.com/x/arkiv/commits/HEAD/content/"},
	    {"https://github.com/x/arkiv/", "a b/c", "https://github.com/x/arkiv/blob/HEAD/a%20b/c/", "https://github.com/x/arkiv/commits/HEAD/a%20b/c/"},
	    {"https://github.com/x/arkiv", "", "https://github.com/x/arkiv/blob/HEAD/", "https://github.com/x/arkiv/commits/HEAD/"},
	    {"https://github.com/x/arkiv/tree/main/content/", "z", "https://github.com/x/arkiv/tree/main/content/", "https://github.com/x/arkiv/commits/main/content/"},
	    {"https://gitlab.se/x/arkiv/-/tree/main/c", NULL, "https://gitlab.se/x/arkiv/-/tree/main/c/", "https://gitlab.se/x/arkiv/-/commits/main/c/"},
	    {"https://codeberg.org/x/y/src/branch/main/c", NULL, "https://codeberg.org/x/y/src/branch/main/c/", "https://codeberg.org/x/y/commits/branch/main/c/"},
	    {"https://annan.se/x/src/main/c", NULL, "https://annan.se/x/src/main/c/", ""},
	    {"", NULL, "", ""},
	    {"ingen adress", NULL, "", ""},
	};
	make_full_site(*state);
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct archive *archive = made.world->archive;
		str folder = str_of(hosts[i].folder);
		archive->site.source_code = str_of(hosts[i].repository);
		archive->in_repository = hosts[i].folder ? &folder : NULL;
		str html = rendered(page_at("/protokoll/2018-12-14-sikt/"));
		const char *const links[] = {hosts[i].source, hosts[i].history};
		for (size_t k = 0; k < 2; k++) {
			str link = str_format(&made.world->arena, "<a href=\"%sprotokoll/2018/a.md\">", links[k]);
			if (*links[k] && !str_contains(html, link))
				fail_msg("%s: there is no %.*s", hosts[i].repository, STR(link));
		}
		assert_true(str_contains(html, S("<dt>Senast ändrad</dt><dd><time datetime=\"2026-10-02\">2 oktober 2026</time>")));
		assert_int_equal(str_contains(html, S("alla ändringar")), *hosts[i].history != '\0');
		assert_int_equal(str_contains(html, S("Sidans källtext")), *hosts[i].source != '\0');
	}
	assert_false(str_contains(rendered(page_at("/protokoll/2019-02-01-sikt/")), S("Senast ändrad")));
	made.world->archive->in_repository = NULL;
}

/* --- where things are named --- */

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

static void
a_topic_shows_where_it_is_named(void **state)
{
	make_full_site(*state);
	static const char *const expected[] = {
	    "Nämns i 2 möten 2018–2019.",
	    "Nämns ofta tillsammans med</dt><dd><a href=\"../ai/\">AI</a>",
	    "<h2 id=\"s-beslut\">",
	    "<a href=\"../../protokoll/2019-02-01-sikt/#beslut-1\">Beslut 1</a></b> LIKA väntar.",
	    "<a href=\"../../protokoll/2018-12-14-sikt/#beslut-1\">Beslut 1</a></b> LIKA och AI provas i Vara.",
	    "<strong>Ersatt av</strong> <a href=\"../../protokoll/2019-02-01-sikt/#beslut-1\">beslut 1, SIKT 1 februari 2019</a>",
	    "<h2 id=\"s-uppdrag\">", /* the first is closed */
	    "<a href=\"../../protokoll/2018-12-14-sikt/#uppdrag-2\">Uppdrag 2</a>",
	    "<h2 id=\"s-planerat\">",
	    "<h3>2019</h3>",
	    "<time datetime=\"2019-02-01\">SIKT 1 februari</time>",
	    "#p1\">§ 1 <mark>LIKA</mark></a>",
	    "<b class=\"b\">Beslut</b> <a href=\"../../protokoll/2019-02-01-sikt/#p2-1\">§ 2 Annat</a>",
	    "<h3>2018</h3>",
	    "#p1-1\">§ 1 Om LIKA</a></p>\n<p class=\"utdrag\"><mark>LIKA</mark>, Anna,",
	    "<h2 id=\"s-dokument\">",
	    "<p class=\"utdrag\">En plan om <mark>LIKA</mark>.</p>",
	};
	str html = rendered(page_at("/amnen/lika/"));
	is_in_order(html, expected, sizeof expected / sizeof *expected);
	assert_false(str_contains(html, S("#uppdrag-1")));
	assert_false(str_contains(html, S("Om arkivet</a></p>"))); /* plain pages tell nothing of what happened */
	assert_int_equal(occurrences(html, S("§ 1 Om LIKA</a>")), 1); /* heading and text count once */
}

static void
others_show_where_they_are_named(void **state)
{
	make_full_site(*state);
	static const char *const municipality[] = {
	    "Laget runt</h2>", "#p3-1\">§ 3 Laget runt</a>",       "<p class=\"brod\">Har köpt allt.</p>", "Möten</h2>",
	    "<b>Rapport</b>",  "<mark>Vara</mark>: Har köpt allt."};
	static const char *const someone[] = {"Uppdrag</h2>", "#uppdrag-2\"", "Öppet", "#uppdrag-1\"", "Klart enligt",
	                                      "ordförande, närvarande", "<mark>Anna</mark>", "<b class=\"u\">Uppdrag</b>"};
	static const char *const network[] = {"Protokoll</h2>", "Nämns i protokollen</h2>"};
	is_in_order(rendered(page_at("/kommuner/vara/")), municipality, 6);
	is_in_order(rendered(page_at("/personer/anna-exempelsson/")), someone, sizeof someone / sizeof *someone);
	is_in_order(rendered(page_at("/natverk/sikt/")), network, 1);
	assert_true(str_contains(rendered(page_at("/organisationer/arbetsgruppen/")), S("<mark>Gruppen</mark>")));
	/* Skara is not listed but gave a report; that its person was there does not say for whom. */
	assert_true(str_contains(rendered(page_at("/kommuner/skara/")), S("Närvarande vid 1 möte.")));
}

static void
minutes_say_what_items_name_and_when_it_came_up(void **state)
{
	make_full_site(*state);
	static const char *const first[] = {
	    "<h2>I korthet</h2>",
	    "<li class=\"beslut\"><b class=\"b\"><a href=\"#beslut-1\">Beslut 1</a></b> LIKA och AI provas i Vara.",
	    "<li class=\"uppdrag\"><b class=\"u\"><a href=\"#uppdrag-1\">Uppdrag 1</a></b>",
	    "Klart enligt <a href=\"../2019-02-01-sikt/\">",
	    "<div class=\"marginal\">\n<p>Ämnen:</p>",
	    ("<a href=\"../../amnen/lika/\">LIKA</a>\n<span>Nästa gång: <a href=\"../2019-02-01-sikt/#p1\">§ 1, 1 "
	     "februari 2019</a></span>"),
	};
	is_in_order(rendered(page_at("/protokoll/2018-12-14-sikt/")), first, sizeof first / sizeof *first);
	assert_true(
	    str_contains(rendered(page_at("/protokoll/2019-02-01-sikt/")),
	                 S("<span>Förra gången: <a href=\"../2018-12-14-sikt/#p1\">§ 1, 14 december 2018</a></span>")));
}

static void
long_sentences_are_cut_at_words(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_TOPIC, "AI");
	struct document *document = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	struct buffer text = {.arena = &world->arena};
	buffer_lit(&text, "## 1. Långt\n\n");
	for (size_t i = 0; i < 40; i++)
		buffer_add(&text, i == 20 ? S("AI ") : S("åtta bokstäver "));
	give_text(world, document, str_c(&world->arena, buffer_str(&text)));
	make_pages(world);
	str html = rendered(page_at("/amnen/ai/"));
	size_t from = str_find(html, S("<p class=\"utdrag\">")) + sizeof "<p class=\"utdrag\">" - 1;
	str words = str_slice(html, from, from + str_find(str_from(html, from), S("</p>")));
	assert_int_equal(text_invalid(words), SIZE_MAX);
	assert_true(str_starts(words, S("… ")) && str_ends(words, S(" …")));
	assert_true(str_contains(words, S(" <mark>AI</mark> ")));
	assert_in_range(text_length(words), 180, 240);
	while (words.n) {
		str word = str_cut(&words, ' ');
		if (!str_eq(word, S("åtta")) && !str_eq(word, S("bokstäver")) && !str_eq(word, S("…")))
			assert_string_equal(str_c(&world->arena, word), "<mark>AI</mark>");
	}
}

static void
a_long_timeline_is_split(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_TOPIC, "AI");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	person(world, "Anna Exempelsson", "");
	for (size_t i = 0; i < 260; i++) {
		const char *year = i < 20 ? "" : i < 40 ? "2017-12-14" : i < 255 ? "2018-12-14" : "2019-12-14";
		struct document *document = minutes(world, "protokoll/a.md", "SIKT", year);
		document->id = str_format(&world->arena, "mote-%03zu", i);
		give_text(world, document,
		          "## 1. Runt\n\nVara: AI.\n\nAnna Exempelsson talade.\n\nBeslut: AI ska provas.\n");
	}
	make_pages(world);
	static const struct {
		const char *address;
		size_t entries;
	} expected[] = {
	    {"/amnen/ai/", 5}, /* 2018 does not fit beside 2019 */
	    {"/amnen/ai/2019/", 5},
	    {"/amnen/ai/2018/", 200},
	    {"/amnen/ai/2018/2/", 15},
	    {"/amnen/ai/2017/", 20},
	    {"/amnen/ai/odaterat/", 20},
	    {"/personer/anna-exempelsson/2018/2/", 15},
	    {"/kommuner/vara/2018/2/", 15},
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct page *page = page_at(expected[i].address);
		if (!page)
			fail_msg("no page %s", expected[i].address);
		str html = rendered(page);
		assert_int_equal(occurrences(html, S("<p class=\"utdrag\">")), expected[i].entries);
		assert_int_equal(page->indexed, !str_starts(page->address, S("/personer/")));
		if (str_starts(page->address, S("/amnen/")))
			assert_int_equal(occurrences(html, S("<li class=\"beslut\">")), expected[i].entries);
		else if (str_starts(page->address, S("/kommuner/")))
			assert_int_equal(occurrences(html, S("<p class=\"brod\">AI.</p>")), expected[i].entries);
	}
	assert_null(page_at("/amnen/ai/2018/3/"));
	assert_int_equal(occurrences(rendered(page_at("/natverk/sikt/2018/")),
	                             S("<p class=\"vad\"><a href=\"../../../protokoll/mote")),
	                 200);
	assert_true(str_contains(
	    rendered(page_at("/amnen/ai/2018/2/")),
	    S("<li><a href=\"../\">2018</a></li>\n<li><span aria-current=\"page\">2018, del 2</span></li>")));
	assert_titles_are_unique();
	walk_all(leads_somewhere);
}

static void
many_people_are_split_by_letter(void **state)
{
	struct world *world = *state;
	static const char *const names[] = {"Ab", "Åb", "Äb", "Öb", "Ob", "Éb", "7b", "Бb"};
	for (size_t i = 0; i < 201; i++) {
		str name = str_format(&world->arena, "Person%zu %s%zu", i, names[i % 8], i);
		person(world, str_c(&world->arena, name), "")->id = str_format(&world->arena, "person-%zu", i);
	}
	make_pages(world);
	static const char *const addresses[] = {"a", "aa", "ae", "oe", "o", "e", "ovriga", "u411"};
	assert_int_equal(occurrences(rendered(page_at("/personer/")), S("<p class=\"vad\">")), 0);
	for (size_t i = 0; i < 8; i++) {
		str address = str_format(&world->arena, "/personer/%s/", addresses[i]);
		const struct page *page = page_at(str_c(&world->arena, address));
		assert_non_null(page);
		assert_false(page->indexed);
		assert_int_equal(occurrences(rendered(page), S("<p class=\"vad\">")), i ? 25 : 26);
	}
	assert_titles_are_unique();
	walk_all(leads_somewhere);
}

/* --- the theme's README --- */

struct documented {
	struct map sections; /* "## protokoll", "### form länk" -> struct map of key -> kind */
};

static struct documented
read_documentation(struct world *world)
{
	struct documented documented = {.sections = {.arena = &world->arena}};
	struct map *section = NULL;
	str rest;
	assert_int_equal(file_read(&world->arena, S("themes/skaraborg"), S("README.md"), LIMIT_REGISTER, &rest),
	                 FILE_OK);
	while (rest.n) {
		str line = str_cut(&rest, '\n');
		if (str_starts(line, S("##"))) {
			section = arena_new(&world->arena, struct map);
			section->arena = &world->arena;
			*map_at(&documented.sections, line) = section;
		} else if (section && str_starts(line, S("| `"))) {
			str cells = str_from(line, 3), key = str_cut(&cells, '`');
			assert_true(str_starts(cells, S(" | ")));
			cells = str_from(cells, 3);
			str *kind = arena_new(&world->arena, str);
			*kind = str_trim(str_cut(&cells, '|'));
			assert_true(str_trim(str_cut(&cells, '|')).n > 0); /* the meaning */
			*map_at(section, key) = kind;
		}
	}
	return documented;
}

static const struct map *
form_of(const struct documented *documented, str kind)
{
	if (!str_starts(kind, S("[")))
		return NULL;
	str name = str_slice(kind, 1, str_find_char(kind, ']'));
	const struct map *form = map_get(&documented->sections, str_join(&made.world->arena, S("### form "), name));
	if (!form)
		fail_msg("there is no form %.*s", STR(name));
	return form;
}

/* The documented kind of a dotted path, or NULL. Follows forms and wildcards. */
static const str *
kind_of(const struct documented *documented, const struct map *section, str path)
{
	if (!section)
		return NULL;
	const str *kind = map_get(section, path);
	if (kind)
		return kind;
	const str *whole = map_get(section, S("."));
	const struct map *form = whole ? form_of(documented, *whole) : NULL;
	if (form && (kind = kind_of(documented, form, path)))
		return kind;
	for (size_t i = path.n; i-- > 0;) {
		if (path.p[i] != '.')
			continue;
		str head = str_slice(path, 0, i), wild = str_join(&made.world->arena, head, S(".*"));
		const str *at = map_get(section, head);
		if (map_get(section, wild))
			return map_get(section, wild);
		form = at ? form_of(documented, *at) : NULL;
		if (form && (kind = kind_of(documented, form, str_from(path, i + 1))))
			return kind;
	}
	return NULL;
}

static const str *
kind_on_page(const struct documented *documented, str template, str path)
{
	str heading = str_join(&made.world->arena, S("## "), template);
	const str *kind = kind_of(documented, map_get(&documented->sections, heading), path);
	return kind ? kind : kind_of(documented, map_get(&documented->sections, S("## alla sidor")), path);
}

static bool
kind_fits(const struct documented *documented, str kind, const struct value *value)
{
	static const char *const names[] = {[VALUE_BOOL] = "yes/no", [VALUE_TEXT] = "text", [VALUE_HTML] = "HTML",
	                                    [VALUE_URL] = "URL",     [VALUE_JSON] = "JSON",
	                                    [VALUE_LIST] = "list", [VALUE_OBJECT] = "object"};
	if (value->kind == VALUE_BOOL && !value->truth)
		return true;
	if (form_of(documented, kind))
		return value->kind == VALUE_OBJECT;
	return str_eq(kind, str_of(names[value->kind]));
}

static struct documented documentation;

static void
is_documented(void *context, str path, const struct value *value)
{
	const struct page *page = context;
	if (!path.n)
		return;
	const str *kind = kind_on_page(&documentation, page->template, path);
	if (!kind)
		fail_msg("README: \"%.*s\" lacks %.*s", STR(page->template), STR(path));
	else if (!kind_fits(&documentation, *kind, value))
		fail_msg("README: \"%.*s\" says that %.*s is %.*s", STR(page->template), STR(path), STR(*kind));
}

static void
every_value_is_documented(void **state)
{
	make_full_site(*state);
	documentation = read_documentation(*state);
	walk_all(is_documented);
}

/* A name is looked up in the section it stands in, then in those around it: any of them may have it. */
static bool
is_found(str template, str key)
{
	struct arena *arena = &made.world->arena;
	for (size_t from = 0; from <= key.n; from++) {
		if (from && key.p[from - 1] != '.')
			continue;
		str name = str_from(key, from);
		if (str_starts(name, S("ord."))) {
			const struct value *word = &made.words;
			for (str rest = str_from(name, 4); word && rest.n;)
				word = value_get(word, str_cut(&rest, '.'));
			if (word && word->kind == VALUE_TEXT)
				return true;
			continue;
		}
		for (size_t to = from;; to--) {
			str outer = str_slice(key, 0, to);
			bool boundary = (to == 0 || key.p[to - 1] == '.') && !str_starts(outer, S("ord."));
			if (boundary && kind_on_page(&documentation, template, str_join(arena, outer, name)))
				return true;
			if (to == 0)
				break;
		}
	}
	return false;
}

static void
every_key_a_template_asks_for_is_documented(void **state)
{
	make_full_site(*state);
	documentation = read_documentation(*state);
	size_t seen = 0;
	for (size_t i = 0; i < made.theme->templates.n; i++) {
		const struct map_entry *entry = &made.theme->templates.entries[i];
		str heading = str_join(&made.world->arena, S("## "), entry->key);
		if (!map_get(&documentation.sections, heading))
			fail_msg("README: there is no section \"%.*s\"", STR(entry->key));
		const struct strs *keys = template_keys(entry->value);
		for (size_t j = 0; j < keys->n; j++, seen++)
			if (!is_found(entry->key, keys->items[j]))
				fail_msg("%.*s.mustache asks for %.*s", STR(entry->key), STR(keys->items[j]));
	}
	assert_true(seen > 200);
	assert_false(is_found(S("protokoll"), S("punkter.lista.finns_inte")));
	assert_false(is_found(S("protokoll"), S("ord.protokoll.finns_inte")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(assets_have_keys),
	    test(pages_there_are),
	    test(no_link_leads_nowhere),
	    test(an_empty_archive_has_words),
	    test(titles_are_unique),
	    test(hidden_names_are_never_told),
	    test(every_page_has_its_frame),
	    test(minutes_tell_their_facts),
	    test(a_forwarding_page_says_where),
	    test(a_stone_tells_nothing_of_what_was_there),
	    test(the_source_and_its_history_are_linked),
	    test(a_long_year_is_split),
	    test(a_topic_shows_where_it_is_named),
	    test(others_show_where_they_are_named),
	    test(minutes_say_what_items_name_and_when_it_came_up),
	    test(long_sentences_are_cut_at_words),
	    test(a_long_timeline_is_split),
	    test(many_people_are_split_by_letter),
	    test(every_value_is_documented),
	    test(every_key_a_template_asks_for_is_documented),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
