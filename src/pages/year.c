/* The list of all minutes and the list of one year. Past LIST_SPLIT minutes the first only counts them by year, and a
   year goes on in parts of so many. */
#include "pages/words.h"

static str
year_name(const struct view *view, const struct year *year)
{
	return year->year ? number_text(view->arena, (size_t)year->year) : word(view, "datum.odaterat");
}

static struct value
year_link(const struct view *view, const struct year *year)
{
	struct value row = link_value(view, year_name(view, year), address_of_year_part(view->arena, year->year, 1));
	set_text(view, &row, S("möten"), counted(view, "antal.protokoll", year->minutes.n));
	return row;
}

void
minutes_index_view(const struct view *view, struct value *object)
{
	const struct index *index = view->context->index;
	bool split = index->minutes.n > LIST_SPLIT;
	struct value years = value_list();
	for (size_t i = index->years.n; i-- > 0;) {
		const struct year *year = &index->years.items[i];
		struct value group = year_link(view, year);
		set(view, &group, S("rader"),
		    split ? value_bool(false) : minutes_rows(view, &year->minutes, 0, year->minutes.n));
		value_push(view->arena, &years, group);
	}
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "slag.protokoll"),
	             .description = phrase2(view, "protokoll.index_beskrivning",
	                                    counted(view, "antal.protokoll", index->minutes.n),
	                                    view->context->archive->site.title),
	         });
	set_text(view, object, S("möten"), counted(view, "antal.protokoll", index->minutes.n));
	set_bool(view, object, S("delat"), split);
	set(view, object, S("år"), wrapped(view, years));
}

static struct value
parts_of(const struct view *view)
{
	const struct year *year = view->page->year;
	unsigned parts = (unsigned)((year->minutes.n + LIST_SPLIT - 1) / LIST_SPLIT);
	struct value list = value_list();
	for (unsigned part = 1; parts > 1 && part <= parts; part++) {
		str address = part == view->page->part ? (str){0} : address_of_year_part(view->arena, year->year, part);
		value_push(view->arena, &list, link_value(view, number_text(view->arena, part), address));
	}
	return wrapped(view, list);
}

void
year_view(const struct view *view, struct value *object)
{
	const struct index *index = view->context->index;
	const struct year *year = view->page->year, *first = index->years.items;
	size_t from = (size_t)(view->page->part - 1) * LIST_SPLIT;
	str name = year_name(view, year);
	str heading = year->year ? phrase1(view, "protokoll.år", name) : word(view, "protokoll.odaterade");
	if (view->page->part > 1)
		heading = phrase2(view, "sida.nummer", heading, number_text(view->arena, view->page->part));
	add_crumb(view, object, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	set_head(view, object,
	         (struct page_head){
	             .heading = heading,
	             .description =
	                 phrase2(view, "protokoll.index_beskrivning", counted(view, "antal.protokoll", year->minutes.n),
	                         phrase2(view, "sida.del", view->context->archive->site.title, name)),
	         });
	set_text(view, object, S("möten"), counted(view, "antal.protokoll", year->minutes.n));
	set(view, object, S("rader"), minutes_rows(view, &year->minutes, from, from + LIST_SPLIT));
	set(view, object, S("delar"), parts_of(view));
	set_bool(view, object, S("grannar"), index->years.n > 1);
	set(view, object, S("föregående"), year > first ? year_link(view, year - 1) : value_bool(false));
	set(view, object, S("nästa"),
	    year < first + index->years.n - 1 ? year_link(view, year + 1) : value_bool(false));
}
