/* The backlog by the year in which each topic began to wait, for when it is too long for one page. */
#include <stdlib.h>

#include "index/arrange.h"

static int
year_of(const struct waiting *waiting)
{
	return waiting->minutes.items[0]->date.year;
}

/* The newest year first, 0 last of all; inside a year in the order of the backlog. */
static int
compare_years(const void *a, const void *b)
{
	const struct waiting *left = *(const struct waiting *const *)a, *right = *(const struct waiting *const *)b;
	if (year_of(left) != year_of(right))
		return year_of(left) > year_of(right) ? -1 : 1;
	return (left > right) - (left < right);
}

void
backlog_arrange(struct arena *arena, struct index *index)
{
	if (index->backlog.n <= LIST_SPLIT)
		return;
	for (size_t i = 0; i < index->backlog.n; i++)
		vec_push(arena, &index->waiting, (const struct waiting *)&index->backlog.items[i]);
	qsort(index->waiting.items, index->waiting.n, sizeof *index->waiting.items, compare_years);
	size_t at = 0;
	for (size_t i = index->years.n; i-- > 0;) {
		struct waiting_year year = {&index->years.items[i], at, at};
		while (year.to < index->waiting.n && year_of(index->waiting.items[year.to]) == year.year->year)
			year.to++;
		if (year.to > at)
			vec_push(arena, &index->waiting_years, year);
		at = year.to;
	}
}
