/* The register of assignments: the open ones, overdue first, then the closed ones by the year they were given. Past
   LIST_SPLIT each year has a page with all that was given in it. */
#include "pages/words.h"

/* "11 uppdrag: 2 försenade, 7 öppna, 2 klara." */
static str
extent(const struct view *view, const struct ruling_list *list, struct range range)
{
	static const char *const paths[] = {[ASSIGNMENT_OVERDUE] = "antal.försenade",
	                                    [ASSIGNMENT_OPEN] = "antal.öppna",
	                                    [ASSIGNMENT_CLOSED] = "antal.klara"};
	static const enum assignment_status order[] = {ASSIGNMENT_OVERDUE, ASSIGNMENT_OPEN, ASSIGNMENT_CLOSED};
	size_t count[ASSIGNMENT_CLOSED + 1] = {0};
	struct strs parts = {0};
	for (size_t i = range.from; i < range.to; i++)
		count[index_assignment_status(view->context->index, list->items[i].document,
		                              list->items[i].assignment)]++;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (count[order[i]])
			vec_push(view->arena, &parts, counted(view, paths[order[i]], count[order[i]]));
	return phrase2(view, "uppdragsregister.omfång", counted(view, "antal.uppdrag", range.to - range.from),
	               enumerated(view, &parts));
}

static struct value
closed_by_year(const struct view *view, const struct ruling_list *all)
{
	struct ruling_list closed = {0};
	for (size_t i = 0; i < all->n; i++)
		if (index_closed(view->context->index, all->items[i].document, all->items[i].assignment))
			vec_push(view->arena, &closed, all->items[i]);
	return rulings_by_year(view, &closed, 0, closed.n, false);
}

/* The register's own page. A long one leaves what is closed to the pages of the years. */
static void
set_front(const struct view *view, struct value *object, const struct ruling_list *all, bool split)
{
	const struct index *index = view->context->index;
	size_t overdue = index->overdue < LIST_SPLIT || !split ? index->overdue : LIST_SPLIT;
	size_t open = index->open.n < LIST_SPLIT || !split ? index->open.n : LIST_SPLIT;
	set(view, object, S("försenade"), ruling_rows(view, &index->open, 0, overdue, false));
	set(view, object, S("öppna"), ruling_rows(view, &index->open, overdue, open, false));
	set(view, object, S("klara"), split ? value_bool(false) : closed_by_year(view, all));
	set(view, object, S("rader"), value_bool(false));
	set_bool(view, object, S("fler"), open < index->open.n);
}

static void
set_year(const struct view *view, struct value *object, const struct ruling_list *all)
{
	struct range shown = rulings_shown(view, all);
	static const char *const empty[] = {"försenade", "öppna", "klara", "fler"};
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		set_bool(view, object, str_of(empty[i]), false);
	set(view, object, S("rader"), ruling_rows(view, all, shown.from, shown.to, false));
}

void
assignments_view(const struct view *view, struct value *object)
{
	const struct ruling_list *all = &view->context->index->assignments;
	const struct year *year = view->page->year;
	bool split = all->n > LIST_SPLIT;
	struct range told = {0, all->n};
	for (size_t i = 0; year && i < all->years.n; i++)
		if (all->years.items[i].year == year)
			told = (struct range){all->years.items[i].from, all->years.items[i].to};
	set_register_head(view, object, ADDRESS_ASSIGNMENTS, "uppdragsregister");
	set_text(view, object, S("omfång"), all->n ? extent(view, all, told) : (str){0});
	set(view, object, S("årtal"), split ? ruling_years(view, all, ADDRESS_ASSIGNMENTS) : value_bool(false));
	set_register_parts(view, object, ADDRESS_ASSIGNMENTS,
	                   year ? (told.to - told.from + LIST_SPLIT - 1) / LIST_SPLIT : 0);
	if (year)
		set_year(view, object, all);
	else
		set_front(view, object, all, split);
}
