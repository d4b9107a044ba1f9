/* An accessibility statement is only worth something while its assessment is fresh. */
#include "archive/check.h"

#include "base/diag.h"

/* Whether the same day of the next year has passed too. */
static bool
is_over_a_year(struct date date, struct date today)
{
	struct date last = date_last_day(date);
	struct date next = {last.year + 1, last.month, last.day, false};
	return date_days(next) < date_days(today);
}

void
check_statement(const struct archive *archive, struct diag_list *diags)
{
	const struct accessibility *statement = &archive->site.accessibility;
	if (!statement->given || !statement->assessed.year || !archive->today.year)
		return;
	if (is_over_a_year(statement->assessed, archive->today))
		diag(diags, DIAG_STATEMENT_OLD, place_or(statement->assessed_place, place_file(archive->site.source)),
		     (str){0}, date_iso(archive->arena, statement->assessed));
}
