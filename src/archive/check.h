/* The parts of archive_check(), each with a file of its own. Inside archive/ only. */
#ifndef ARCHIVE_CHECK_H
#define ARCHIVE_CHECK_H

#include "archive/archive.h"

void check_addresses(const struct archive *, struct diag_list *);
void check_attendance(const struct archive *, struct diag_list *);
void check_planned(const struct archive *, struct diag_list *);
void check_dates(const struct archive *, struct diag_list *);
void check_personal(const struct archive *, struct workers, struct diag_list *);
void check_statement(const struct archive *, struct diag_list *);

/* The first and last day that a date or a period may mean. */
struct days {
	long first, last;
};
struct days days_of(struct date); /* the date must be known */
bool period_is_backwards(struct date from, struct date to);
bool period_covers(struct date from, struct date to, struct date); /* open ends have year 0; so has an unknown date */

/* The place, or where else to point when content had none. */
struct place place_or(struct place, struct place otherwise);

#endif
