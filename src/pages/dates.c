/* Swedish dates, put together from the patterns and month names of the theme. */
#include "pages/dates.h"

#include "pages/words.h"

static str
number(const struct view *view, int n)
{
	return number_text(view->arena, (size_t)n);
}

static str
month_name(const struct view *view, struct date date)
{
	return word_at(view, "månader", (size_t)date.month - 1);
}

static str
exact_text(const struct view *view, struct date date)
{
	if (!date.month)
		return phrase1(view, "datum.år", number(view, date.year));
	if (!date.day)
		return phrase2(view, "datum.månad", month_name(view, date), number(view, date.year));
	return phrase3(view, "datum.dag", number(view, date.day), month_name(view, date), number(view, date.year));
}

static str
with_mark(const struct view *view, struct date date, str text)
{
	return date.approximate ? phrase1(view, "datum.ungefär", text) : text;
}

str
date_text(const struct view *view, struct date date)
{
	return date.year ? with_mark(view, date, exact_text(view, date)) : (str){0};
}

str
date_weekday_text(const struct view *view, struct date date)
{
	int weekday = date_weekday(date);
	/* The weekday of an approximate day would claim more than is known. */
	if (!weekday || date.approximate)
		return date_text(view, date);
	return phrase2(view, "datum.veckodag", word_at(view, "veckodagar", (size_t)weekday - 1),
	               exact_text(view, date));
}

str
date_in_year_text(const struct view *view, struct date date)
{
	if (!date.month)
		return date.year ? word(view, "datum.okänd_dag") : word(view, "datum.okänt");
	str text = date.day ? phrase2(view, "datum.dag_utan_år", number(view, date.day), month_name(view, date))
	                    : month_name(view, date);
	return with_mark(view, date, text);
}

str
dates_text(const struct view *view, struct dates dates)
{
	struct date from = dates.first, to = dates.last;
	if (!to.year)
		return date_text(view, from);
	if (from.day && to.day && from.year == to.year && from.month == to.month && !from.approximate)
		return with_mark(view, to,
		                 phrase(view, "datum.dagar", number(view, from.day), number(view, to.day),
		                        month_name(view, to), number(view, to.year)));
	return phrase2(view, "datum.intervall", date_text(view, from), date_text(view, to));
}

str
period_text(const struct view *view, struct date from, struct date to)
{
	if (from.year && to.year)
		return phrase2(view, "datum.intervall", date_text(view, from), date_text(view, to));
	if (from.year)
		return phrase1(view, "datum.från", date_text(view, from));
	return to.year ? phrase1(view, "datum.till", date_text(view, to)) : (str){0};
}

struct value
dates_value(const struct view *view, struct dates dates)
{
	if (!dates.first.year)
		return value_bool(false);
	struct value object = value_object();
	bool interval = dates.last.year != 0;
	set_text(view, &object, S("text"), dates_text(view, dates));
	set_text(view, &object, S("kort"), interval ? dates_text(view, dates) : date_in_year_text(view, dates.first));
	set_text(view, &object, S("veckodag"),
	         interval ? dates_text(view, dates) : date_weekday_text(view, dates.first));
	set_text(view, &object, S("iso"), interval ? (str){0} : date_iso(view->arena, dates.first));
	return object;
}

struct value
full_date_value(const struct view *view, struct date date)
{
	struct value object = date_value(view, date);
	if (object.kind == VALUE_OBJECT)
		set_text(view, &object, S("kort"), date_text(view, date));
	return object;
}

struct value
date_value(const struct view *view, struct date date)
{
	return dates_value(view, (struct dates){.first = date});
}
