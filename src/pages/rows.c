/* Rows that several kinds of pages show: minutes by year, counts, who held what. */
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

struct years
years_new(const struct view *view)
{
	return (struct years){.view = view, .groups = value_list(), .rows = value_list()};
}

static void
end_year(struct years *years)
{
	const struct view *view = years->view;
	struct value group = value_object();
	if (!years->rows.n)
		return;
	set_text(view, &group, S("år"), year_text(view, years->year));
	set(view, &group, S("rader"), wrapped(view, years->rows));
	value_push(view->arena, &years->groups, group);
	years->rows = value_list();
}

void
years_add(struct years *years, int year, struct value row)
{
	if (year != years->year)
		end_year(years);
	years->year = year;
	value_push(years->view->arena, &years->rows, row);
}

struct value
years_all(struct years *years)
{
	end_year(years);
	return wrapped(years->view, years->groups);
}

struct value
minutes_by_year(const struct view *view, const struct document_list *documents)
{
	struct years years = years_new(view);
	for (size_t i = documents->n; i-- > 0;)
		years_add(&years, documents->items[i]->date.year, minutes_row(view, documents->items[i]));
	return years_all(&years);
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
