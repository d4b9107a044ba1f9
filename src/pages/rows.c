/* Rows that several kinds of pages show: minutes, planned meetings, what waits, the tile map. */
#include "pages/dates.h"
#include "pages/words.h"

/* --- minutes --- */

void
set_place(const struct view *view, struct value *object, str venue, const struct reference *municipality)
{
	str name = municipality->entity ? entity_title(view, municipality->entity) : municipality->text;
	set_text(view, object, S("plats"), str_eq(venue, name) ? (str){0} : venue);
	set(view, object, S("kommun"), name.n ? reference_link(view, municipality) : value_bool(false));
}

struct value
minutes_row(const struct view *view, const struct document *document)
{
	struct value row = document_link(view, document);
	set(view, &row, S("datum"), known(view, document)->date);
	set_text(view, &row, S("nätverk"), network_names(view, document));
	set_place(view, &row, document->venue, &document->municipality);
	set_text(view, &row, S("punkter"), known(view, document)->subjects);
	set_bool(view, &row, S("utkast"), document->status == STATUS_DRAFT);
	return row;
}

struct value
minutes_rows(const struct view *view, const struct document_list *documents, size_t from, size_t to)
{
	struct value list = value_list();
	for (size_t i = from; i < to && i < documents->n; i++)
		value_push(view->arena, &list, minutes_row(view, documents->items[documents->n - 1 - i]));
	return wrapped(view, list);
}

str
year_text(const struct view *view, int year)
{
	return year ? number_text(view->arena, (size_t)year) : word(view, "datum.odaterat");
}

void
end_year(const struct view *view, struct value *years, struct value *rows, int year)
{
	struct value group = value_object();
	set_text(view, &group, S("år"), year_text(view, year));
	set(view, &group, S("rader"), wrapped(view, *rows));
	value_push(view->arena, years, group);
	*rows = value_list();
}

struct value
minutes_by_year(const struct view *view, const struct document_list *documents)
{
	struct value years = value_list(), rows = value_list();
	for (size_t i = documents->n; i-- > 0;) {
		int year = documents->items[i]->date.year;
		value_push(view->arena, &rows, minutes_row(view, documents->items[i]));
		if (!i || documents->items[i - 1]->date.year != year)
			end_year(view, &years, &rows, year);
	}
	return wrapped(view, years);
}

/* --- planned meetings and the backlog --- */

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

struct value
plan_row(const struct view *view, const struct plan *plan)
{
	const struct planned_meeting *meeting = plan->meeting;
	const char *kind = planned_paths[meeting->kind];
	bool own = plan->document == view->page->document;
	struct value row = value_object();
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
	set_bool(view, &row, S("passerat"), plan_has_passed(view, plan));
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

struct value
waiting_row(const struct view *view, const struct waiting *waiting)
{
	struct value row = entity_link(view, waiting->topic), minutes = value_list();
	for (size_t i = 0; i < waiting->minutes.n; i++)
		value_push(view->arena, &minutes, document_link(view, waiting->minutes.items[i]));
	str since = date_text(view, waiting->minutes.items[0]->date);
	set_text(view, &row, S("sedan"), since.n ? phrase1(view, "väntar.sedan", since) : since);
	set(view, &row, S("protokoll"), wrapped(view, minutes));
	set(view, &row, S("togs_upp"), waiting->taken_up ? document_link(view, waiting->taken_up) : value_bool(false));
	return row;
}

/* --- counts --- */

size_t
minutes_naming(const struct view *view, const struct entity *entity)
{
	return view->context->index->meetings[entity->kind][entity->index];
}

size_t
minutes_with_role(const struct view *view, const struct entity *entity, enum appearance_role role)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	const struct document *last = NULL;
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct appearance *appearance = &all->items[i];
		if (appearance->role != role || appearance->document == last)
			continue;
		last = appearance->document;
		n++;
	}
	return n;
}

str
years_spanned(const struct view *view, const struct entity *entity)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	int first = 0, last = 0;
	for (size_t i = 0; i < all->n; i++) {
		int year = all->items[i].document->date.year;
		if (all->items[i].document->kind != DOCUMENT_MINUTES || !year)
			continue;
		first = first ? first : year;
		last = year;
	}
	if (first == last)
		return first ? number_text(view->arena, (size_t)first) : (str){0};
	return str_format(view->arena, "%d–%d", first, last);
}

/* --- the tile map --- */

static struct value
tile(const struct view *view, const struct entity *municipality, size_t count, size_t most)
{
	size_t level = most ? (count * 4 + most - 1) / most : 0;
	const struct municipality *place = &municipality->municipality;
	struct value object = link_value(view, municipality->name, address_of_entity(view->arena, municipality));
	bool placed = place->column > 0 && place->row > 0;
	set_text(view, &object, S("antal"), number_text(view->arena, count));
	set_text(view, &object, S("möten"), counted(view, "antal.möten", count));
	set_text(view, &object, S("kolumn"), placed ? number_text(view->arena, (size_t)place->column) : (str){0});
	set_text(view, &object, S("rad"), placed ? number_text(view->arena, (size_t)place->row) : (str){0});
	set_text(view, &object, S("nivå"), number_text(view->arena, level));
	set_bool(view, &object, S("här"), view->page->entity == municipality);
	return object;
}

struct value
tile_map(const struct view *view)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	const size_t *attended = view->context->index->attended;
	size_t most = 0;
	bool placed = false;
	for (size_t i = 0; i < all->n; i++) {
		most = attended[all->items[i]->index] > most ? attended[all->items[i]->index] : most;
		placed = placed || all->items[i]->municipality.column > 0;
	}
	struct value list = value_list();
	for (size_t i = 0; i < all->n; i++)
		value_push(view->arena, &list, tile(view, all->items[i], attended[all->items[i]->index], most));
	struct value map = wrapped(view, list);
	if (map.kind == VALUE_OBJECT)
		set_bool(view, &map, S("placerad"), placed);
	return map;
}

/* --- who held what --- */

struct value
tenure_row(const struct view *view, const struct tenure *tenure, str role, const struct entity *body)
{
	struct value row = reference_link(view, &tenure->who), organ = value_bool(false);
	if (tenure->body.text.n)
		organ = reference_link(view, &tenure->body);
	else if (body)
		organ = entity_link(view, body);
	set_text(view, &row, S("roll"), tenure->role.n ? tenure->role : role);
	set(view, &row, S("organ"), organ);
	set_text(view, &row, S("tid"), period_text(view, tenure->from, tenure->to));
	return row;
}

struct value
tenures_list(const struct view *view, const struct tenures *tenures)
{
	struct value list = value_list();
	for (size_t i = 0; i < tenures->n; i++)
		value_push(view->arena, &list, tenure_row(view, &tenures->items[i], (str){0}, NULL));
	return wrapped(view, list);
}
