/* Addresses and the relative links between them. */
#include "world.h"

#include "archive/address.h"
#include "base/buffer.h"

static void
addresses_of_documents_and_entities(void **state)
{
	struct world *world = *state;
	struct document *a = minutes(world, "protokoll/2018/a.md", "SIKT", "2018-12-14");
	struct document *b = document(world, DOCUMENT_OTHER, "dokument/Uppdragsbeskrivning för SIKT.md", "Uppdrag");
	struct document *c = document(world, DOCUMENT_PAGE, "sidor/om.md", "Om");
	resolve(world);
	assert_str(address_of_document(&world->arena, a), "/protokoll/2018-12-14-sikt/");
	assert_str(address_of_document(&world->arena, b), "/dokument/uppdragsbeskrivning-for-sikt/");
	assert_str(address_of_document(&world->arena, c), "/om/");
	assert_str(address_of_entity(&world->arena, a->networks.items[0].entity), "/natverk/sikt/");
	assert_str(address_of_entities(ENTITY_TOPIC), "/amnen/");
	const struct entity *sikt = a->networks.items[0].entity;
	assert_str(address_of_entity_part(&world->arena, sikt, 2018, 1), "/natverk/sikt/2018/");
	assert_str(address_of_entity_part(&world->arena, sikt, 2018, 2), "/natverk/sikt/2018/2/");
	assert_str(address_of_entity_part(&world->arena, sikt, 0, 1), "/natverk/sikt/odaterat/");
	assert_str(address_of_letter(&world->arena, S("aa")), "/personer/aa/");
	assert_str(address_decision(&world->arena, 1), "beslut-1");
	assert_str(address_assignment(&world->arena, 12), "uppdrag-12");
	assert_str(address_of_year(&world->arena, 2018), "/protokoll/2018/");
	assert_str(address_of(ADDRESS_NOT_FOUND), "/404.html");
	assert_str(address_item(&world->arena, 5), "p5");
	assert_str(address_block(&world->arena, 5, 3), "p5-3");
}

static void
relative_links(void **state)
{
	struct world *world = *state;
	static const struct {
		const char *from, *to, *link;
	} cases[] = {
	    {"/amnen/ai/", "/protokoll/2018-12-14-sikt/", "../../protokoll/2018-12-14-sikt/"},
	    {"/amnen/ai/", "/protokoll/2018-12-14-sikt/#p5-3", "../../protokoll/2018-12-14-sikt/#p5-3"},
	    {"/amnen/ai/", "/amnen/ai/", "./"},
	    {"/amnen/ai/", "/amnen/ai/#p5", "#p5"},
	    {"/sok/", "/sok/?q=ai", "?q=ai"},
	    {"/amnen/ai/", "/amnen/", "../"},
	    {"/amnen/ai/", "/amnen/#a", "../#a"},
	    {"/amnen/ai/", "/amnen/aik/", "../aik/"},
	    {"/amnen/aik/", "/amnen/ai/", "../ai/"},
	    {"/amnen/", "/amnen/ai/", "ai/"},
	    {"/amnen/ai/", "/", "../../"},
	    {"/", "/", "./"},
	    {"/", "/amnen/ai/", "amnen/ai/"},
	    {"/", "/#top", "#top"},
	    {"/", "/atom.xml", "atom.xml"},
	    {"/amnen/ai/", "/atom.xml", "../../atom.xml"},
	    {"/amnen/ai/", "/amnen/ai/atom.xml", "atom.xml"},
	    {"/404.html", "/", "./"},
	    {"/404.html", "/404.html", "404.html"},
	    {"/404.html", "/404.html#x", "#x"},
	    {"/404.html", "/om/", "om/"},
	    {"/om/", "/404.html", "../404.html"},
	    {"/amnen/ai/atom.xml", "/amnen/ai/", "./"},
	    {"/amnen/ai/atom.xml", "/amnen/ai/#p1", "./#p1"},
	    {"/a/", "/a/x:y", "./x:y"},
	    {"/a/", "/a/b/x:y", "b/x:y"},
	    {"/a/", "https://example.se/", "https://example.se/"},
	    {"/a/", "//example.se/", "//example.se/"},
	    {"/a/#p1", "/b/", "../b/"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str link = address_relative(&world->arena, str_of(cases[i].from), str_of(cases[i].to));
		assert_str(link, cases[i].link);
	}
	struct buffer out = {.arena = &world->arena};
	buffer_lit(&out, "x");
	address_add_relative(&out, S("/om/"), S("/"));
	assert_str(buffer_str(&out), "x../");
}

static void
files_and_full_addresses(void **state)
{
	struct world *world = *state;
	struct arena *arena = &world->arena;
	assert_str(address_file(arena, S("/")), "index.html");
	assert_str(address_file(arena, S("/om/")), "om/index.html");
	assert_str(address_file(arena, S("/om/#p1")), "om/index.html");
	assert_str(address_file(arena, S("/atom.xml")), "atom.xml");
	assert_str(address_full(arena, &world->archive->site, S("/om/")), "https://example.se/arkiv/om/");
	assert_str(address_full(arena, &world->archive->site, S("/")), "https://example.se/arkiv/");
}

/* What is encoded in an address is the file's own name again, a per cent sign in the name included. */
static void
attachments_keep_their_names(void **state)
{
	struct world *world = *state;
	struct arena *arena = &world->arena;
	str address = address_of_attachment(arena, S("2020/å b%2F?.pdf"));
	assert_str(address, "/bilagor/2020/%C3%A5%20b%252F%3F.pdf");
	assert_str(address_file(arena, address), "bilagor/2020/å b%2F?.pdf");
	assert_str(address_file(arena, S("/100%/")), "100%/index.html");
}

static void
earlier_addresses(void **state)
{
	struct world *world = *state;
	assert_str(address_of_earlier(&world->arena, S("/moten/5")), "/moten/5/");
	assert_str(address_of_earlier(&world->arena, S("/möten/5/")), "/m%C3%B6ten/5/");
	assert_str(address_of_earlier(&world->arena, S("/gammal.html")), "/gammal.html");
}

static void
reserved_addresses(void **state)
{
	(void)state;
	static const char *const reserved[] = {
	    "/",
	    "/beslut/",
	    "/personer/",
	    "/sok/",
	    "/data/",
	    "/tillganglighet/",
	    "/amnen/",
	    "/404.html",
	    "/protokoll/2018/",
	    "/protokoll/odaterat/",
	    "/bilagor/",
	    "/index/",
	    "/dokument/index/",
	    "/personer/a/",
	    "/personer/oe/",
	    "/personer/ovriga/",
	};
	static const char *const not_reserved[] = {
	    "/om/",
	    "/skriva-protokoll/",
	    "/protokoll/2018-12-14-sikt/",
	    "/protokoll/20181/",
	    "/dokument/2018/",
	    "/protokoll/abcd/",
	    "/personer/ab/",
	    "/amnen/a/",
	};
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (!address_is_reserved(str_of(reserved[i])))
			fail_msg("%s is not reserved", reserved[i]);
	for (size_t i = 0; i < sizeof not_reserved / sizeof *not_reserved; i++)
		if (address_is_reserved(str_of(not_reserved[i])))
			fail_msg("%s is reserved", not_reserved[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(addresses_of_documents_and_entities), test(relative_links),    test(files_and_full_addresses),
	    test(attachments_keep_their_names),        test(earlier_addresses), test(reserved_addresses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
