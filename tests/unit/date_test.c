/* Dates and times: what is one, what is none, and the arithmetic of the calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/date.h"

static struct arena arena;

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct date
parsed(const char *text)
{
	struct date date = {0};
	assert_true(date_parse(str_of(text), &date));
	return date;
}

static void
assert_text(str actual, const char *expected)
{
	assert_string_equal(str_c(&arena, actual), expected);
}

static void
test_dates(void **state)
{
	(void)state;
	static const char *const good[] = {"2018-12-14", "2019-09",    "2020",      "2020-05-29~",
	                                   "2019-09~",   "2020-02-29", "0001-01-01"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_text(date_edtf(&arena, parsed(good[i])), good[i]);
	assert_text(date_iso(&arena, parsed("2020-05-29~")), "2020-05-29");
	assert_text(date_iso(&arena, (struct date){0}), "");
	static const char *const bad[] = {
	    "",           "2018-02-30", "2019-02-29",   "1900-02-29", "18-02-03",         "2018-13",
	    "2018-00",    "2018-1-2",   "2018-12-14 ",  "20181214",   "2018-12-",         "2018-",
	    "2018/12",    "0000",       "2018-12-14~~", "~2018",      "2018-12-14T09:00", "-018",
	    "2018–12–14", "2018-12-32",
	};
	struct date date = {.year = 7};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_parse(str_of(bad[i]), &date));
	assert_int_equal(date.year, 7);
}

static void
test_intervals(void **state)
{
	(void)state;
	struct dates dates;
	assert_true(dates_parse(S("2019-11-14/2019-11-15"), &dates));
	assert_text(date_iso(&arena, dates.last), "2019-11-15");
	assert_true(dates_parse(S("2019-11~"), &dates));
	assert_int_equal(dates.last.year, 0);
	assert_true(dates_parse(S("2019-11-14/2019-11"), &dates));
	assert_false(dates_parse(S("2019-11-15/2019-11-14"), &dates));
	assert_false(dates_parse(S("2019-11-15/"), &dates));
	assert_false(dates_parse(S("/2019-11-15"), &dates));
	assert_false(dates_parse(S("2019/2020/2021"), &dates));
}

static void
test_times(void **state)
{
	(void)state;
	static const char *const good[][2] = {
	    {"09:00–12:00", "09:00–12:00"},
	    {"8.30-12.00", "08:30–12:00"},
	    {"13.15", "13:15"},
	    {"9.00 – 16.30", "09:00–16:30"},
	    {"00:00", "00:00"},
	    {"23:59", "23:59"},
	};
	struct times times;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(times_parse(str_of(good[i][0]), &times));
		assert_text(times_text(&arena, times), good[i][1]);
	}
	static const char *const bad[] = {"",       "9",      "24:00",        "12:60", "9:5",  "12:00-09:00",
	                                  "12:00-", "-12:00", "09:00--12:00", "9.00x", "9.00 "};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(times_parse(str_of(bad[i]), &times));
	assert_text(times_text(&arena, (struct times){-1, -1}), "");
}

static void
test_order(void **state)
{
	(void)state;
	static const char *const order[] = {"2018-12-31", "2019",    "2019-01",    "2019-01-01",
	                                    "2019-01-02", "2019-02", "2019-02-01", "2020"};
	for (size_t i = 1; i < sizeof order / sizeof *order; i++) {
		assert_true(date_compare(parsed(order[i - 1]), parsed(order[i])) < 0);
		assert_true(date_compare(parsed(order[i]), parsed(order[i - 1])) > 0);
	}
	assert_true(date_equal(parsed("2019-09~"), parsed("2019-09")));
	assert_false(date_equal(parsed("2019-09"), parsed("2019-09-01")));
}

static void
test_calendar(void **state)
{
	(void)state;
	assert_int_equal(date_days(parsed("1970-01-01")), 0);
	assert_int_equal(date_days(parsed("2000-03-01")), 11017);
	assert_int_equal(date_days(parsed("2019")), date_days(parsed("2019-01-01")));
	assert_int_equal(date_weekday(parsed("2018-12-14")), 5);
	assert_int_equal(date_weekday(parsed("1970-01-01")), 4);
	assert_int_equal(date_weekday(parsed("2024-12-29")), 7);
	assert_int_equal(date_weekday(parsed("2019-09")), 0);
	assert_text(date_iso(&arena, date_last_day(parsed("2019-09"))), "2019-09-30");
	assert_text(date_iso(&arena, date_last_day(parsed("2020-02"))), "2020-02-29");
	assert_text(date_iso(&arena, date_last_day(parsed("2100-02"))), "2100-02-28");
	assert_text(date_iso(&arena, date_last_day(parsed("2020"))), "2020-12-31");
	struct date expected = parsed("1899-12-30");
	for (long day = date_days(expected); day < 80000; day++) {
		struct date date = date_from_days(day);
		assert_int_equal(date_days(date), day);
		if (date.day == 1)
			assert_true(date_equal(
			    date_last_day((struct date){.year = expected.year, .month = expected.month}), expected));
		assert_in_range(date_weekday(date), 1, 7);
		expected = date;
	}
}

static void
test_today(void **state)
{
	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1544832000", 1); /* 2018-12-15T00:00:00Z */
	assert_text(date_iso(&arena, date_today()), "2018-12-15");
	setenv("SOURCE_DATE_EPOCH", "1544831999", 1);
	assert_text(date_iso(&arena, date_today()), "2018-12-14");
	setenv("SOURCE_DATE_EPOCH", "0", 1);
	assert_text(date_iso(&arena, date_today()), "1970-01-01");
	static const char *const nonsense[] = {"", "x", "99999999999999999999", "999999999999", "-1"};
	for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
		setenv("SOURCE_DATE_EPOCH", nonsense[i], 1);
		assert_in_range(date_today().year, 2024, 9999);
	}
	unsetenv("SOURCE_DATE_EPOCH");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_dates, clear),    cmocka_unit_test_teardown(test_intervals, clear),
	    cmocka_unit_test_teardown(test_times, clear),    cmocka_unit_test_teardown(test_order, clear),
	    cmocka_unit_test_teardown(test_calendar, clear), cmocka_unit_test_teardown(test_today, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
