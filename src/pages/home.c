/* The first page: what this is, the next meeting, the newest minutes, topics, municipalities and what waits. */
#include "pages/picture.h"
#include "pages/words.h"

enum { NEWEST = 5, PRESSING = 5 };

static struct value
next_meeting(const struct view *view)
{
	const struct index *index = view->context->index;
	for (size_t i = 0; i < index->plans.n; i++) {
		const struct plan *plan = &index->plans.items[i];
		bool ours = plan->meeting->kind == PLANNED_MEETING || plan->meeting->kind == PLANNED_THEME_DAY;
		if (ours && plan->meeting->dates.first.year && !plan->replaced &&
		    index_plan_status(index, plan) == PLAN_COMING)
			return plan_row(view, plan);
	}
	return value_bool(false);
}

/* Those that some minutes name: the others are found in the index of topics. */
static struct value
topics(const struct view *view)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_TOPIC];
	struct value list = value_list();
	for (size_t i = 0; i < all->n; i++) {
		size_t count = minutes_naming(view, all->items[i]);
		if (!count)
			continue;
		struct value row = entity_link(view, all->items[i]);
		set_text(view, &row, S("antal"), number_text(view->arena, count));
		set_text(view, &row, S("möten"), counted(view, "antal.möten", count));
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

static struct value
backlog(const struct view *view)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = 0; i < index->backlog.n; i++)
		if (!index->backlog.items[i].taken_up)
			value_push(view->arena, &list, waiting_row(view, &index->backlog.items[i]));
	return wrapped(view, list);
}

/* Those that press most: overdue, then by the day they are due. */
static struct value
pressing(const struct view *view)
{
	return ruling_rows(view, &view->context->index->open, 0, PRESSING, false);
}

/* "4 protokoll 2018–2020" */
static str
extent(const struct view *view)
{
	const struct index *index = view->context->index;
	str count = counted(view, "antal.protokoll", index->minutes.n);
	size_t first = index->years.n && !index->years.items[0].year; /* skips the undated */
	if (first >= index->years.n)
		return count;
	int from = index->years.items[first].year, to = index->years.items[index->years.n - 1].year;
	str years = from == to ? str_format(view->arena, "%d", from) : str_format(view->arena, "%d–%d", from, to);
	return phrase2(view, "hem.omfång", count, years);
}

void
home_view(const struct view *view, struct value *object)
{
	const struct site *site = &view->context->archive->site;
	const struct document_list *minutes = &view->context->index->minutes;
	set_head(view, object, (struct page_head){.heading = site->title, .description = site->description});
	set_text(view, object, S("ingress"), site->description);
	set_text(view, object, S("omfång"), extent(view));
	set(view, object, S("bild"), meetings_picture(view, NULL));
	set(view, object, S("nästa_möte"), next_meeting(view));
	set(view, object, S("senaste"), minutes_rows(view, minutes, 0, NEWEST));
	set(view, object, S("alla"),
	    minutes->n > NEWEST ? url_to(view, address_of(ADDRESS_MINUTES_INDEX)) : value_bool(false));
	set(view, object, S("ämnen"), topics(view));
	set(view, object, S("alla_ämnen"),
	    view->context->index->sorted[ENTITY_TOPIC].n ? url_to(view, address_of_entities(ENTITY_TOPIC))
	                                                 : value_bool(false));
	set(view, object, S("karta"), tile_map(view));
	set(view, object, S("väntar"), backlog(view));
	set(view, object, S("uppdrag"), pressing(view));
	set(view, object, S("alla_uppdrag"),
	    view->context->index->assignments.n ? url_to(view, address_of(ADDRESS_ASSIGNMENTS)) : value_bool(false));
}
