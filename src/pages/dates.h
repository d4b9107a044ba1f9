/* Dates as people read them: "14 december 2018", "september 2019 (ungefär)". All words come from the theme. */
#ifndef PAGES_DATES_H
#define PAGES_DATES_H

#include "pages/view.h"

str date_text(const struct view *, struct date); /* empty for no date */
str date_weekday_text(const struct view *, struct date); /* "fredag 14 december 2018" */
str date_in_year_text(const struct view *, struct date); /* "14 december": where the year is said above */
str dates_text(const struct view *, struct dates); /* also "14–15 november 2019" */
str period_text(const struct view *, struct date from, struct date to); /* "2018–2020", "från 2018", or empty */

/* {text, iso, kort}: iso is false where HTML's <time> has no form for it. False for no date. */
struct value full_date_value(const struct view *, struct date); /* `kort` says the year too */
struct value date_value(const struct view *, struct date);
struct value dates_value(const struct view *, struct dates);

#endif
