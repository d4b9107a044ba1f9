/* What must hold over the whole archive. */
#include "archive/check.h"

void
archive_check(const struct archive *archive, struct workers workers, struct diag_list *diags)
{
	check_addresses(archive, diags);
	check_attendance(archive, diags);
	check_planned(archive, diags);
	check_dates(archive, diags);
	check_personal(archive, workers, diags);
	check_statement(archive, diags);
}

struct days
days_of(struct date date)
{
	return (struct days){date_days(date), date_days(date_last_day(date))};
}

bool
period_is_backwards(struct date from, struct date to)
{
	return from.year && to.year && days_of(to).last < days_of(from).first;
}

bool
period_covers(struct date from, struct date to, struct date date)
{
	if (date.year == 0)
		return true;
	struct days days = days_of(date);
	return (from.year == 0 || days_of(from).first <= days.last) && (to.year == 0 || days.first <= days_of(to).last);
}

struct place
place_or(struct place place, struct place otherwise)
{
	return place.source ? place : otherwise;
}
