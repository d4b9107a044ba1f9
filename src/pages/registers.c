/* What the registers that grow by year share: the year in heading and breadcrumb, the jump list of years, the parts of a
   long year. */
#include "pages/words.h"

static str
own_word(const struct view *view, const char *section, const char *key)
{
	return word(view, str_c(view->arena, str_format(view->arena, "%s.%s", section, key)));
}

static str
filled_word(const struct view *view, const char *section, const char *key, str a)
{
	return phrase1(view, str_c(view->arena, str_format(view->arena, "%s.%s", section, key)), a);
}

void
set_register_head(const struct view *view, struct value *object, enum address_kind address, const char *section)
{
	const struct year *year = view->page->year;
	str name = own_word(view, section, "rubrik"), heading = name;
	if (year) {
		heading = year->year ? filled_word(view, section, "år", number_text(view->arena, (size_t)year->year))
		                     : own_word(view, section, "odaterat");
		add_crumb(view, object, name, address_of(address));
	}
	if (view->page->part > 1)
		heading = phrase2(view, "sida.nummer", heading, number_text(view->arena, view->page->part));
	str described = filled_word(view, section, "beskrivning", view->context->archive->site.title);
	set_head(view, object,
	         (struct page_head){
	             .heading = heading,
	             .description = year ? phrase2(view, "sida.uppgift", heading, described) : described,
	         });
}

void
set_register_parts(const struct view *view, struct value *object, enum address_kind address, size_t parts)
{
	const struct year *year = view->page->year;
	struct value list = value_list();
	for (unsigned part = 1; year && parts > 1 && part <= parts; part++) {
		bool here = part == view->page->part;
		str at = here ? (str){0} : address_of_register_part(view->arena, address, year->year, part);
		value_push(view->arena, &list, link_value(view, number_text(view->arena, part), at));
	}
	set(view, object, S("delar"), wrapped(view, list));
}

/* --- decisions and assignments --- */

/* As many of the newest years as fit on one page, and at least a page of the newest. */
static size_t
newest_that_fit(const struct ruling_list *list)
{
	size_t shown = 0;
	for (size_t i = 0; i < list->years.n && list->years.items[i].to <= LIST_SPLIT; i++)
		shown = list->years.items[i].to;
	return shown ? shown : LIST_SPLIT;
}

static const struct ruling_year *
year_of(const struct ruling_list *list, const struct year *year)
{
	for (size_t i = 0; i < list->years.n; i++)
		if (list->years.items[i].year == year)
			return &list->years.items[i];
	return NULL;
}

struct range
rulings_shown(const struct view *view, const struct ruling_list *list)
{
	const struct ruling_year *year = year_of(list, view->page->year);
	if (!year)
		return (struct range){0, list->n > LIST_SPLIT ? newest_that_fit(list) : list->n};
	size_t from = year->from + (view->page->part - 1) * (size_t)LIST_SPLIT, to = from + LIST_SPLIT;
	return (struct range){from, to < year->to ? to : year->to};
}

struct value
rulings_by_year(const struct view *view, const struct ruling_list *list, size_t from, size_t to, bool decisions)
{
	struct value years = value_list();
	for (size_t end; from < to; from = end) {
		int year = list->items[from].document->date.year;
		for (end = from; end < to && list->items[end].document->date.year == year; end++)
			;
		struct value group = value_object();
		set_text(view, &group, S("år"), year_text(view, year));
		set_text(view, &group, S("id"), address_year(view->arena, year));
		set(view, &group, S("rader"), ruling_rows(view, list, from, end, decisions));
		value_push(view->arena, &years, group);
	}
	return wrapped(view, years);
}

struct value
ruling_years(const struct view *view, const struct ruling_list *list, enum address_kind address)
{
	struct value years = value_list();
	for (size_t i = 0; i < list->years.n; i++) {
		const struct year *year = list->years.items[i].year;
		str at = list->n > LIST_SPLIT ? address_of_register_year(view->arena, address, year->year)
		                              : str_join(view->arena, S("#"), address_year(view->arena, year->year));
		bool here = year == view->page->year && view->page->part < 2;
		value_push(view->arena, &years, link_value(view, year_text(view, year->year), here ? (str){0} : at));
	}
	return wrapped(view, years);
}

str
ruling_span(const struct view *view, const struct ruling_list *list)
{
	int first = 0, last = 0;
	for (size_t i = 0; i < list->years.n; i++) {
		int year = list->years.items[i].year->year;
		last = last ? last : year;
		first = year ? year : first;
	}
	if (first == last)
		return first ? number_text(view->arena, (size_t)first) : (str){0};
	return str_format(view->arena, "%d–%d", first, last);
}
