/* Dates and clock times as minutes write them. The day arithmetic is Howard Hinnant's
   (https://howardhinnant.github.io/date_algorithms.html): days of the proleptic Gregorian calendar from 1970-01-01. */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

#include "base/arena.h"

enum { SECONDS_A_DAY = 24 * 60 * 60, LAST_DAY = 2932896 /* 9999-12-31 */ };

static int
days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

/* Takes exactly `n` digits off the front; -1 when they are not there. */
static int
take_digits(str *rest, size_t n)
{
	if (rest->n < n)
		return -1;
	int value = 0;
	for (size_t i = 0; i < n; i++) {
		char c = rest->p[i];
		if (c < '0' || c > '9')
			return -1;
		value = value * 10 + (c - '0');
	}
	*rest = str_from(*rest, n);
	return value;
}

static bool
take(str *rest, str part)
{
	if (!str_starts(*rest, part))
		return false;
	*rest = str_from(*rest, part.n);
	return true;
}

bool
date_parse(str s, struct date *date)
{
	struct date parsed = {.year = take_digits(&s, 4)};
	if (parsed.year < 1)
		return false;
	if (take(&s, S("-"))) {
		parsed.month = take_digits(&s, 2);
		if (parsed.month < 1 || parsed.month > 12)
			return false;
		if (take(&s, S("-"))) {
			parsed.day = take_digits(&s, 2);
			if (parsed.day < 1 || parsed.day > days_in_month(parsed.year, parsed.month))
				return false;
		}
	}
	parsed.approximate = take(&s, S("~"));
	if (s.n != 0)
		return false;
	*date = parsed;
	return true;
}

bool
dates_parse(str s, struct dates *dates)
{
	struct dates parsed = {0};
	bool interval = str_find_char(s, '/') != SIZE_MAX;
	if (!date_parse(str_cut(&s, '/'), &parsed.first))
		return false;
	if (interval) {
		if (!date_parse(s, &parsed.last) || date_days(date_last_day(parsed.last)) < date_days(parsed.first))
			return false;
	}
	*dates = parsed;
	return true;
}

/* "9:05", "09.05"; minutes since midnight, or -1. */
static int
take_clock(str *rest)
{
	bool two = rest->n >= 2 && rest->p[1] >= '0' && rest->p[1] <= '9';
	int hour = take_digits(rest, two ? 2 : 1);
	if (hour < 0 || hour > 23 || !(take(rest, S(":")) || take(rest, S("."))))
		return -1;
	int minute = take_digits(rest, 2);
	return minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

bool
times_parse(str s, struct times *times)
{
	struct times parsed = {take_clock(&s), -1};
	if (parsed.from < 0)
		return false;
	if (s.n != 0) {
		s = str_trim(s);
		if (!take(&s, S("–")) && !take(&s, S("-")))
			return false;
		s = str_trim(s);
		parsed.to = take_clock(&s);
		if (parsed.to <= parsed.from || s.n != 0)
			return false;
	}
	*times = parsed;
	return true;
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

bool
date_equal(struct date a, struct date b)
{
	return date_compare(a, b) == 0;
}

long
date_days(struct date date)
{
	long month = date.month ? date.month : 1, day = date.day ? date.day : 1;
	long year = date.year - (month <= 2);
	long era = (year >= 0 ? year : year - 399) / 400;
	long year_of_era = year - era * 400;
	long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

struct date
date_from_days(long days)
{
	days += 719468;
	long era = (days >= 0 ? days : days - 146096) / 146097;
	long day_of_era = days - era * 146097;
	long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long shifted_month = (5 * day_of_year + 2) / 153;
	long month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
	return (struct date){
	    .year = (int)(year_of_era + era * 400 + (month <= 2)),
	    .month = (int)month,
	    .day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1),
	};
}

struct date
date_last_day(struct date date)
{
	if (date.year == 0)
		return date;
	if (date.month == 0)
		date.month = 12;
	if (date.day == 0)
		date.day = days_in_month(date.year, date.month);
	return date;
}

bool
date_is_day(struct date date)
{
	return date.year != 0 && date.month != 0 && date.day != 0;
}

int
date_weekday(struct date date)
{
	if (!date_is_day(date))
		return 0;
	/* 1970-01-01 was a Thursday; the added weeks keep the dividend positive from year 1 on. */
	return (int)((date_days(date) + 3 + 7L * 146097) % 7) + 1;
}

static void
write_digits(char *text, size_t n, int number)
{
	for (; n-- > 0; number /= 10)
		text[n] = (char)('0' + number % 10);
}

static str
date_text(struct arena *arena, struct date date, str mark)
{
	char text[] = {0, 0, 0, 0, '-', 0, 0, '-', 0, 0};
	if (date.year == 0)
		return (str){0};
	write_digits(text, 4, date.year);
	write_digits(text + 5, 2, date.month);
	write_digits(text + 8, 2, date.day);
	return str_join(arena, (str){text, date.month == 0 ? 4 : date.day == 0 ? 7 : 10}, mark);
}

str
date_iso(struct arena *arena, struct date date)
{
	return date_text(arena, date, (str){0});
}

str
date_edtf(struct arena *arena, struct date date)
{
	return date_text(arena, date, date.approximate ? S("~") : (str){0});
}

static str
clock_text(struct arena *arena, int minutes)
{
	char text[] = {0, 0, ':', 0, 0};
	write_digits(text, 2, minutes / 60);
	write_digits(text + 3, 2, minutes % 60);
	return str_copy(arena, (str){text, sizeof text});
}

str
times_text(struct arena *arena, struct times times)
{
	if (times.from < 0)
		return (str){0};
	if (times.to < 0)
		return clock_text(arena, times.from);
	return str_of_parts(arena, clock_text(arena, times.from), S("–"), clock_text(arena, times.to));
}

/* The whole days of SOURCE_DATE_EPOCH; false when it is not set or no such number. */
static bool
epoch_days(long *days)
{
	str s = str_of(getenv("SOURCE_DATE_EPOCH"));
	if (s.n == 0 || s.n > 12)
		return false;
	long long seconds = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		seconds = seconds * 10 + (s.p[i] - '0');
	}
	if (seconds / SECONDS_A_DAY > LAST_DAY)
		return false;
	*days = (long)(seconds / SECONDS_A_DAY);
	return true;
}

struct date
date_today(void)
{
	long days;
	if (!epoch_days(&days))
		days = (long)(time(NULL) / SECONDS_A_DAY);
	return date_from_days(days);
}
