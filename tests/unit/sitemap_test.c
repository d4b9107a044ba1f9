/* sitemap.xml and robots.txt. */
#include "world.h"

#include "export/robots.h"
#include "export/sitemap.h"

static void
addresses_are_full_and_escaped(void **state)
{
	struct world *world = *state;
	struct strs addresses = {0};
	vec_push(&world->arena, &addresses, S("/"));
	vec_push(&world->arena, &addresses, S("/om/"));
	vec_push(&world->arena, &addresses, S("/x/?a=1&b=<2>"));
	struct buffer out = {.arena = &world->arena};
	export_sitemap(&world->archive->site, &addresses, &out);
	str xml = buffer_str(&out);
	assert_true(str_starts(xml, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset ")));
	assert_true(str_contains(xml, S("<url><loc>https://example.se/arkiv/</loc></url>")));
	assert_true(str_contains(xml, S("<loc>https://example.se/arkiv/om/</loc>")));
	assert_true(str_contains(xml, S("?a=1&amp;b=")));
	assert_false(str_contains(xml, S("<2>")));
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
split_past_what_one_file_may_hold(void **state)
{
	struct world *world = *state;
	struct strs addresses = {0};
	for (size_t i = 0; i < SITEMAP_ADDRESSES; i++)
		vec_push(&world->arena, &addresses, S("/om/"));
	assert_int_equal(sitemap_parts(&addresses), 1);
	vec_push(&world->arena, &addresses, S("/sist/"));
	assert_int_equal(sitemap_parts(&addresses), 2);
	struct buffer list = {.arena = &world->arena}, first = {.arena = &world->arena},
	              second = {.arena = &world->arena};
	export_sitemap(&world->archive->site, &addresses, &list);
	export_sitemap_part(&world->archive->site, &addresses, 1, &first);
	export_sitemap_part(&world->archive->site, &addresses, 2, &second);
	assert_int_equal(count(buffer_str(&list), S("<sitemap>")), 2);
	assert_true(str_contains(buffer_str(&list), S("https://example.se/arkiv/sitemap-2.xml")));
	assert_int_equal(count(buffer_str(&first), S("<url>")), SITEMAP_ADDRESSES);
	assert_int_equal(count(buffer_str(&second), S("<url>")), 1);
	assert_true(str_contains(buffer_str(&second), S("/arkiv/sist/")));
}

static void
robots_may_read_everything(void **state)
{
	struct world *world = *state;
	struct buffer out = {.arena = &world->arena};
	export_robots(&world->archive->site, &out);
	assert_str(buffer_str(&out), "User-agent: *\nDisallow:\n\nSitemap: https://example.se/arkiv/sitemap.xml\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(addresses_are_full_and_escaped),
	    test(split_past_what_one_file_may_hold),
	    test(robots_may_read_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
