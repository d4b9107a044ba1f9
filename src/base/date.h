/* Calendar dates as people write them in minutes: EDTF level 0 (day, month or year, and intervals) and the mark ~ for
   approximate (Library of Congress, Extended Date/Time Format). Proleptic Gregorian; no clock, no time zone. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

struct arena;

struct date {
	int year;         /* 0: no date is known */
	int month;        /* 1 to 12, or 0 when only the year is known */
	int day;          /* 1 to 31, or 0 */
	bool approximate; /* written with ~ */
};

/* A date, or an interval when last.year is not 0. */
struct dates {
	struct date first, last;
};

/* Clock time in minutes since midnight; -1 when not given. */
struct times {
	int from, to;
};

/* Parses the whole slice; false when it is no such date (2018-02-30 is none, nor is 18-02-03). */
bool date_parse(str, struct date *);
bool dates_parse(str, struct dates *);                /* "2019-11-14/2019-11-15" or a single date */
bool times_parse(str, struct times *);                /* "09:00–12:00", "8.30-12.00", "13.15" */

/* Order of the first possible day; a less precise date comes before the more precise ones inside it. Total but for
   `approximate`. */
int date_compare(struct date, struct date);
bool date_equal(struct date, struct date);            /* the mark ~ does not count */
long date_days(struct date);                          /* days since 1970-01-01 of the first possible day */
struct date date_from_days(long);
struct date date_last_day(struct date);               /* the last possible day: 2019-09 gives 2019-09-30 */
int date_weekday(struct date);                        /* ISO 8601: Monday is 1; 0 when the day is not known */
bool date_is_day(struct date);                        /* year, month and day are all known */

str date_iso(struct arena *, struct date);            /* "2018-12-14", "2019-09", "2020"; never ~ */
str date_edtf(struct arena *, struct date);           /* with ~ when approximate */
str times_text(struct arena *, struct times);         /* "09:00–12:00", "13:15", or empty */

/* Today: SOURCE_DATE_EPOCH when set (reproducible-builds.org), else the clock in UTC. The program's only clock. */
struct date date_today(void);

#endif
