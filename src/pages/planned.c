/* Planned meetings: as rows of many pages, and the page of all of them with what became of each. */
#include "pages/dates.h"
#include "pages/words.h"

/* --- rows --- */

bool
plan_has_passed(const struct view *view, const struct plan *plan)
{
	const struct planned_meeting *meeting = plan->meeting;
	struct date last = meeting->dates.last.year ? meeting->dates.last : meeting->dates.first;
	return last.year && date_days(date_last_day(last)) < date_days(view->context->archive->today);
}

/* A plain meeting needs no word: its bodies say it. */
static const char *const planned_paths[] = {
    [PLANNED_THEME_DAY] = "planerat.temadag",
    [PLANNED_CONFERENCE] = "planerat.konferens",
    [PLANNED_EXTERNAL] = "planerat.extern",
};

static const char *const status_paths[] = {
    [PLAN_COMING] = "möten.planerat",
    [PLAN_HELD] = "möten.hållet",
    [PLAN_UNRECORDED] = "möten.utan_protokoll",
    [PLAN_MOVED] = "möten.flyttat",
};

/* "plan-2018-12-14-sikt-2": which of the meetings that the minutes plan. */
static str
plan_anchor(const struct view *view, const struct plan *plan)
{
	return str_format(view->arena, "plan-%.*s-%zu", STR(plan->document->id),
	                  (size_t)(plan->meeting - plan->document->planned.items) + 1);
}

/* Where the page of planned meetings shows it; empty for what later minutes say again. */
static str
plan_address(const struct view *view, const struct plan *plan)
{
	const struct index *index = view->context->index;
	str page = address_of(ADDRESS_PLANNED);
	if (plan->replaced)
		return (str){0};
	for (size_t i = 0; index->past.n > LIST_SPLIT && i < index->plan_years.n; i++) {
		const struct plan_year *year = &index->plan_years.items[i];
		for (size_t j = year->from; plan->meeting->dates.first.year == year->year.year && j < year->to; j++)
			if (index->past.items[j] == plan)
				page = address_of_register_part(view->arena, ADDRESS_PLANNED, year->year.year,
				                                (unsigned)((j - year->from) / LIST_SPLIT) + 1);
	}
	return str_of_parts(view->arena, page, S("#"), plan_anchor(view, plan));
}

/* The day that a meeting was moved to or from, leading to it. */
static struct value
day_link(const struct view *view, const struct plan *plan)
{
	if (!plan)
		return value_bool(false);
	str address = plan_address(view, plan);
	return link_value(view, dates_text(view, plan->meeting->dates),
	                  address.n ? address : known(view, plan->document)->address);
}

struct value
plan_row(const struct view *view, const struct plan *plan)
{
	const struct planned_meeting *meeting = plan->meeting;
	const char *kind = planned_paths[meeting->kind];
	enum plan_status status = index_plan_status(view->context->index, plan);
	bool own = plan->document == view->page->document, listed = view->page->kind == PAGE_PLANNED;
	struct value row = value_object();
	set_text(view, &row, S("id"), listed ? plan_anchor(view, plan) : (str){0});
	set(view, &row, S("datum"), dates_value(view, meeting->dates));
	set_text(view, &row, S("tid"), times_text(view->arena, meeting->times));
	set(view, &row, S("vem"), references_list(view, meeting->who.n ? &meeting->who : &plan->document->networks));
	set_text(view, &row, S("typ"), kind ? word(view, kind) : (str){0});
	set_place(view, &row, meeting->venue, &meeting->municipality);
	set(view, &row, S("ämnen"), references_list(view, &meeting->topics));
	set(view, &row, S("medverkande"), references_list(view, &meeting->taking_part));
	set_text(view, &row, S("text"), meeting->text);
	set(view, &row, S("från"), own ? value_bool(false) : document_link(view, plan->document));
	set(view, &row, S("blev"), plan->became ? document_link(view, plan->became) : value_bool(false));
	set(view, &row, S("flyttat_till"), status == PLAN_MOVED ? day_link(view, plan->moved_to) : value_bool(false));
	set(view, &row, S("flyttat_från"), day_link(view, plan->moved_from));
	set_text(view, &row, S("status"), word(view, status_paths[status]));
	set_bool(view, &row, S("passerat"), status == PLAN_UNRECORDED && !listed); /* there a heading says so */
	return row;
}

struct value
plans_of(const struct view *view, const struct plan_list *plans, bool coming)
{
	struct value list = value_list();
	for (size_t i = 0; i < plans->n; i++)
		if (!coming || (!plans->items[i]->replaced && !plan_has_passed(view, plans->items[i])))
			value_push(view->arena, &list, plan_row(view, plans->items[i]));
	return wrapped(view, list);
}

/* --- the page --- */

static struct value
coming(const struct view *view, bool dated)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = 0; i < index->plans.n; i++) {
		const struct plan *plan = &index->plans.items[i];
		if (!plan->replaced && !plan->meeting->dates.first.year == !dated &&
		    index_plan_status(index, plan) == PLAN_COMING)
			value_push(view->arena, &list, plan_row(view, plan));
	}
	return wrapped(view, list);
}

static struct value
past(const struct view *view, size_t from, size_t to, enum plan_status status)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = from; i < to && i < index->past.n; i++)
		if (index_plan_status(index, index->past.items[i]) == status)
			value_push(view->arena, &list, plan_row(view, index->past.items[i]));
	return wrapped(view, list);
}

static struct value
year_links(const struct view *view)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = 0; index->past.n > LIST_SPLIT && i < index->plan_years.n; i++) {
		const struct plan_year *year = &index->plan_years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->to - year->from; part++) {
			str address = address_of_register_part(view->arena, ADDRESS_PLANNED, year->year.year, part);
			str name = number_text(view->arena, (size_t)year->year.year);
			name = part < 2 ? name : phrase2(view, "sida.nummer", name, number_text(view->arena, part));
			bool here = str_eq(address, view->page->address);
			value_push(view->arena, &list, link_value(view, name, here ? (str){0} : address));
		}
	}
	return wrapped(view, list);
}

/* The plans of the page's year and part, as a range of those that are past; all of them where they fit on one page. */
static struct range
range_of(const struct view *view)
{
	const struct index *index = view->context->index;
	struct range range = {0, index->past.n > LIST_SPLIT ? 0 : index->past.n};
	for (size_t i = 0; view->page->year && i < index->plan_years.n; i++) {
		const struct plan_year *year = &index->plan_years.items[i];
		if (&year->year != view->page->year)
			continue;
		range.from = year->from + (size_t)(view->page->part - 1) * LIST_SPLIT;
		range.to = range.from + LIST_SPLIT < year->to ? range.from + LIST_SPLIT : year->to;
	}
	return range;
}

void
planned_view(const struct view *view, struct value *object)
{
	const struct year *year = view->page->year;
	str heading = word(view, "möten.rubrik");
	if (year) {
		add_crumb(view, object, heading, address_of(ADDRESS_PLANNED));
		heading = phrase1(view, "möten.år", number_text(view->arena, (size_t)year->year));
		if (view->page->part > 1)
			heading = phrase2(view, "sida.nummer", heading, number_text(view->arena, view->page->part));
	}
	set_head(view, object,
	         (struct page_head){.heading = heading, .description = phrase1(view, "möten.beskrivning", heading)});
	struct range range = range_of(view);
	set_text(view, object, S("ingress"), year ? (str){0} : word(view, "möten.ingress"));
	set_bool(view, object, S("alla"), !year);
	set(view, object, S("kommande"), year ? value_bool(false) : coming(view, true));
	set(view, object, S("utan_datum"), year ? value_bool(false) : coming(view, false));
	set(view, object, S("hållna"), past(view, range.from, range.to, PLAN_HELD));
	set(view, object, S("utan_protokoll"), past(view, range.from, range.to, PLAN_UNRECORDED));
	set(view, object, S("flyttade"), past(view, range.from, range.to, PLAN_MOVED));
	set(view, object, S("delar"), year_links(view));
}
