/* What waits for a meeting: as rows of other pages, and the page of all that waits and has waited. */
#include "pages/dates.h"
#include "pages/words.h"

/* How long it is between two dates in whole months, of what is known of them: a day counts only where both have one. */
static int
months_between(struct date from, struct date to)
{
	int months = (to.year - from.year) * 12 + (to.month ? to.month : from.month) - (from.month ? from.month : to.month);
	if (from.day && to.day && to.day < from.day)
		months--;
	return months > 0 ? months : 0;
}

/* "1 år och 2 månader", "omkring 2 år" where only years are known, "mindre än en månad". */
static str
duration_text(const struct view *view, struct date from, struct date to)
{
	if (!from.year || !to.year)
		return (str){0};
	size_t months = (size_t)months_between(from, to), years = months / 12;
	str in_years = counted(view, "antal.år", years), in_months = counted(view, "antal.månader", months % 12);
	if (!from.month || !to.month)
		return years ? phrase1(view, "oplanerat.omkring", in_years) : word(view, "oplanerat.under_ett_år");
	if (!months)
		return word(view, "oplanerat.under_en_månad");
	if (years && months % 12)
		return phrase2(view, "oplanerat.och", in_years, in_months);
	return years ? in_years : in_months;
}

static str
wait_text(const struct view *view, const struct waiting *waiting)
{
	struct date from = waiting->minutes.items[0]->date;
	struct date to = waiting->taken_up ? waiting->taken_up->date : view->context->archive->today;
	str since = date_text(view, from), long_for = duration_text(view, from, to);
	if (!since.n)
		return word(view, waiting->taken_up ? "oplanerat.okänt_väntade" : "oplanerat.okänt");
	if (!long_for.n)
		return phrase1(view, waiting->taken_up ? "oplanerat.väntade_från" : "oplanerat.sedan", since);
	return phrase2(view, waiting->taken_up ? "oplanerat.väntade_tid" : "oplanerat.sedan_tid", since, long_for);
}

struct value
waiting_row(const struct view *view, const struct waiting *waiting)
{
	struct value row = entity_link(view, waiting->topic), minutes = value_list();
	for (size_t i = 0; i < waiting->minutes.n; i++)
		value_push(view->arena, &minutes, document_link(view, waiting->minutes.items[i]));
	str since = date_text(view, waiting->minutes.items[0]->date);
	set_text(view, &row, S("sedan"), since.n ? phrase1(view, "väntar.sedan", since) : since);
	set_text(view, &row, S("väntan"), wait_text(view, waiting));
	set(view, &row, S("protokoll"), wrapped(view, minutes));
	set(view, &row, S("togs_upp"), waiting->taken_up ? document_link(view, waiting->taken_up) : value_bool(false));
	return row;
}

/* Those of [from, to) that wait, or that have been taken up. */
static struct value
rows(const struct view *view, struct range range, bool taken_up)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = range.from; i < range.to; i++)
		if (!index->waiting.items[i]->taken_up == !taken_up)
			value_push(view->arena, &list, waiting_row(view, index->waiting.items[i]));
	return wrapped(view, list);
}

/* Of a short backlog all; of a long one as many of those that wait as fit on a page. */
static struct value
front_rows(const struct view *view, bool taken_up)
{
	const struct index *index = view->context->index;
	bool split = index->waiting_years.n;
	struct value list = value_list();
	size_t n = 0;
	for (size_t i = 0; i < index->backlog.n && !(split && (taken_up || n == LIST_SPLIT)); i++) {
		if (!index->backlog.items[i].taken_up == taken_up)
			continue;
		value_push(view->arena, &list, waiting_row(view, &index->backlog.items[i]));
		n++;
	}
	return wrapped(view, list);
}

static struct range
range_of(const struct view *view)
{
	const struct index *index = view->context->index;
	for (size_t i = 0; i < index->waiting_years.n; i++) {
		const struct waiting_year *year = &index->waiting_years.items[i];
		if (year->year != view->page->year)
			continue;
		size_t from = year->from + (view->page->part - 1) * (size_t)LIST_SPLIT, to = from + LIST_SPLIT;
		return (struct range){from, to < year->to ? to : year->to};
	}
	return (struct range){0, 0};
}

static struct value
year_links(const struct view *view)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = 0; i < index->waiting_years.n; i++) {
		const struct waiting_year *year = &index->waiting_years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->to - year->from; part++) {
			str address = address_of_register_part(view->arena, ADDRESS_BACKLOG, year->year->year, part);
			str name = year_text(view, year->year->year);
			name = part < 2 ? name : phrase2(view, "sida.nummer", name, number_text(view->arena, part));
			bool here = str_eq(address, view->page->address);
			value_push(view->arena, &list, link_value(view, name, here ? (str){0} : address));
		}
	}
	return wrapped(view, list);
}

void
backlog_view(const struct view *view, struct value *object)
{
	bool front = !view->page->year, split = view->context->index->waiting_years.n;
	struct range range = range_of(view);
	set_register_head(view, object, ADDRESS_BACKLOG, "oplanerat");
	set_text(view, object, S("ingress"), word(view, split && front ? "oplanerat.delat" : "oplanerat.ingress"));
	set(view, object, S("väntar"), front ? front_rows(view, false) : rows(view, range, false));
	set(view, object, S("togs_upp"), front ? front_rows(view, true) : rows(view, range, true));
	set(view, object, S("delar"), year_links(view));
}
