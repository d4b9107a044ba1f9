/* Where things stand at the archive's date. */
#include "index/index.h"

enum plan_status
index_plan_status(const struct index *index, const struct plan *plan)
{
	while (!plan->meeting->dates.first.year && plan->again)
		plan = plan->again; /* the day was set later */
	if (plan->became)
		return PLAN_HELD;
	if (plan->moved_to)
		return PLAN_MOVED;
	struct date today = index->archive->today;
	bool dated = plan->meeting->dates.first.year && today.year;
	struct date last = date_last_day(plan->meeting->dates.last.year ? plan->meeting->dates.last : plan->meeting->dates.first);
	return dated && date_days(last) < date_days(today) ? PLAN_UNRECORDED : PLAN_COMING;
}

enum assignment_status
index_assignment_status(const struct index *index, const struct document *document, const struct assignment *assignment)
{
	if (index_closed(index, document, assignment))
		return ASSIGNMENT_CLOSED;
	struct date today = index->archive->today, due = index_due(index, document, assignment)->date;
	bool dated = due.year && today.year;
	return dated && date_days(date_last_day(due)) < date_days(today) ? ASSIGNMENT_OVERDUE : ASSIGNMENT_OPEN;
}
