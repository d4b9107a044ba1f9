/* Dates as Swedish readers read them, with the words of the default theme. */
#include "world.h"

#include "base/file.h"
#include "base/limits.h"
#include "pages/dates.h"
#include "pages/words.h"
#include "values.h"

struct dated {
	struct world *world;
	struct value words;
	struct page_context context;
	struct page page;
	struct view view;
};

static struct dated *
make_view(void **state)
{
	static struct dated dated;
	struct world *world = *state;
	str bytes;
	dated = (struct dated){.world = world};
	assert_int_equal(file_read(&world->arena, S("themes/skaraborg"), S("ord.yaml"), LIMIT_REGISTER, &bytes),
	                 FILE_OK);
	const struct source *source = source_make(&world->arena, S("ord.yaml"), S("ord.yaml"), bytes, &world->diags);
	assert_true(value_from_yaml_text(&world->arena, source, &dated.words, &world->diags));
	assert_int_equal(world->diags.n, 0);
	dated.context = (struct page_context){.archive = world->archive, .words = &dated.words};
	dated.view = (struct view){.context = &dated.context, .page = &dated.page, .arena = &world->arena};
	return &dated;
}

static void
single_dates(void **state)
{
	const struct view *view = &make_view(state)->view;
	assert_str(date_text(view, a_date("2018-12-14")), "14 december 2018");
	assert_str(date_text(view, a_date("2018-02-02")), "2 februari 2018");
	assert_str(date_text(view, a_date("2019-09~")), "september 2019 (ungefär)");
	assert_str(date_text(view, a_date("2020")), "2020");
	assert_str(date_text(view, (struct date){0}), "");
	assert_str(date_weekday_text(view, a_date("2018-12-14")), "Fredag 14 december 2018");
	assert_str(date_weekday_text(view, a_date("2020-05-29~")), "29 maj 2020 (ungefär)");
	assert_str(date_weekday_text(view, a_date("2019-09")), "september 2019");
	assert_str(date_in_year_text(view, a_date("2018-12-14")), "14 december");
	assert_str(date_in_year_text(view, a_date("2019-09~")), "september (ungefär)");
	assert_str(date_in_year_text(view, a_date("2019")), "dag okänd");
}

static str
interval(const struct view *view, const char *text)
{
	struct dates dates;
	assert_true(dates_parse(str_of(text), &dates));
	return dates_text(view, dates);
}

static void
intervals_and_periods(void **state)
{
	const struct view *view = &make_view(state)->view;
	assert_str(interval(view, "2019-11-14/2019-11-15"), "14–15 november 2019");
	assert_str(interval(view, "2019-11-30/2019-12-01"), "30 november 2019 – 1 december 2019");
	assert_str(interval(view, "2019-11-14"), "14 november 2019");
	assert_str(period_text(view, a_date("2018"), a_date("2020")), "2018 – 2020");
	assert_str(period_text(view, a_date("2018"), (struct date){0}), "från 2018");
	assert_str(period_text(view, (struct date){0}, a_date("2020-06")), "till juni 2020");
	assert_str(period_text(view, (struct date){0}, (struct date){0}), "");
}

static void
values_say_what_time_elements_take(void **state)
{
	const struct view *view = &make_view(state)->view;
	struct value about = date_value(view, a_date("2019-09~"));
	assert_str(value_get(&about, S("iso"))->text, "2019-09");
	struct dates dates;
	assert_true(dates_parse(S("2019-11-14/2019-11-15"), &dates));
	struct value two = dates_value(view, dates);
	assert_int_equal(value_get(&two, S("iso"))->kind, VALUE_BOOL);
	assert_int_equal(date_value(view, (struct date){0}).kind, VALUE_BOOL);
}

static void
words(void **state)
{
	struct dated *dated = make_view(state);
	const struct view *view = &dated->view;
	assert_str(counted(view, "antal.möten", 1), "1 möte");
	assert_str(counted(view, "antal.möten", 0), "0 möten");
	assert_str(counted(view, "antal.möten", 12), "12 möten");
	/* What the theme lacks is seen, and nothing breaks. */
	assert_str(word(view, "finns.inte"), "finns.inte");
	assert_str(counted(view, "finns.inte", 2), "finns.inte");
	assert_str(word_at(view, "månader", 12), "månader");
	struct strs names = {0};
	assert_str(enumerated(view, &names), "");
	vec_push(&dated->world->arena, &names, S("SIKT"));
	vec_push(&dated->world->arena, &names, S("SKIS"));
	assert_str(enumerated(view, &names), "SIKT och SKIS");
	vec_push(&dated->world->arena, &names, S("{1}"));
	assert_str(enumerated(view, &names), "SIKT, SKIS och {1}");
	/* A value that looks like a place to fill is not filled again. */
	assert_str(phrase2(view, "sida.del", S("{2}"), S("x")), "{2} – x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(single_dates),
	    test(intervals_and_periods),
	    test(values_say_what_time_elements_take),
	    test(words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
