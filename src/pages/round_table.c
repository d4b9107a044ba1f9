/* The round table of one year: a table of municipalities by meeting that says who reported, and the reports themselves.
   The newest year is the register's own page. */
#include <stdlib.h>

#include "pages/words.h"

/* One column of the table: what each municipality reported at a meeting. */
struct column {
	const struct document *minutes;
	const struct report **first; /* by municipality; NULL: none */
	size_t *count;
};
struct columns {
	struct column *items;
	size_t n, cap;
};

static const struct round_part *
shown_part(const struct view *view)
{
	const struct index *index = view->context->index;
	for (size_t i = 0; i < index->round_parts.n; i++) {
		const struct round_part *part = &index->round_parts.items[i];
		if (!view->page->year || (part->year == view->page->year && part->number == view->page->part))
			return part;
	}
	return NULL;
}

static str
part_address(const struct view *view, const struct round_part *part)
{
	bool first = part == view->context->index->round_parts.items;
	return first ? address_of(ADDRESS_ROUND_TABLE)
	             : address_of_register_part(view->arena, ADDRESS_ROUND_TABLE, part->year->year, part->number);
}

/* --- the table --- */

static struct column
column_of(const struct view *view, const struct document *minutes)
{
	const struct body *body = view->context->bodies[minutes->index];
	size_t n = view->context->archive->entities[ENTITY_MUNICIPALITY].n;
	struct column column = {minutes, arena_array(view->arena, const struct report *, n + 1),
	                        arena_array(view->arena, size_t, n + 1)};
	for (size_t i = 0; i < body->reports.n; i++) {
		uint32_t at = body->reports.items[i].municipality->index;
		if (!column.count[at]++)
			column.first[at] = &body->reports.items[i];
	}
	return column;
}

static struct value
report_link(const struct view *view, const struct document *minutes, const struct report *report, str name)
{
	return link_value(view, name, block_address(view, minutes, report->item, report->block));
}

/* "Ja", or how many where there are several; neither name nor link where there is none. */
static struct value
cell_value(const struct view *view, const struct column *column, const struct entity *municipality)
{
	size_t n = column->count[municipality->index];
	const struct report *report = column->first[municipality->index];
	if (!n)
		return link_value(view, (str){0}, (str){0});
	str name = n == 1 ? word(view, "laget_runt.ja") : number_text(view->arena, n);
	return report_link(view, column->minutes, report, name);
}

/* Those that are of some network that met, or reported all the same. */
static bool
has_row(const struct view *view, const struct columns *columns, const struct entity *municipality)
{
	for (size_t i = 0; i < columns->n; i++)
		if (columns->items[i].count[municipality->index] ||
		    index_attendance(view->context->index, columns->items[i].minutes, municipality) != ATTENDANCE_NONE)
			return true;
	return false;
}

static struct value
table_rows(const struct view *view, const struct columns *columns)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	struct value rows = value_list();
	for (size_t i = 0; i < all->n; i++) {
		if (!has_row(view, columns, all->items[i]))
			continue;
		struct value row = entity_link(view, all->items[i]), cells = value_list();
		for (size_t j = 0; j < columns->n; j++)
			value_push(view->arena, &cells, cell_value(view, &columns->items[j], all->items[i]));
		set(view, &row, S("celler"), wrapped(view, cells));
		value_push(view->arena, &rows, row);
	}
	return wrapped(view, rows);
}

/* Meetings stand in the order of time, as a table is read. */
static struct value
table_value(const struct view *view, const struct round_part *part, str caption)
{
	const struct document_list *all = &view->context->index->round_tables;
	struct columns columns = {0};
	struct value heads = value_list(), table = value_object();
	for (size_t i = part->to; i-- > part->from;) {
		vec_push(view->arena, &columns, column_of(view, all->items[i]));
		value_push(view->arena, &heads, document_row(view, all->items[i]));
	}
	set_text(view, &table, S("rubrik"), caption);
	set(view, &table, S("möten"), wrapped(view, heads));
	set(view, &table, S("rader"), table_rows(view, &columns));
	return table;
}

/* --- the reports --- */

/* What one or more municipalities reported together: [from, to) in the order of the text. */
struct shared {
	size_t from, to;
	uint32_t order; /* the first of them in Swedish order */
};

static int
compare_shared(const void *a, const void *b)
{
	const struct shared *left = a, *right = b;
	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return (left->from > right->from) - (left->from < right->from);
}

static bool
is_shared(const struct report *a, const struct report *b)
{
	return a->item == b->item && a->block == b->block && a->text.n == b->text.n && str_eq(a->text, b->text);
}

static struct value
shared_row(const struct view *view, const struct document *minutes, const struct report *reports, struct shared shared)
{
	const struct report *first = &reports[shared.from];
	const struct known_item *where = numbered_item(view, minutes, first->item);
	struct value names = value_list(), row = value_object();
	for (size_t i = shared.from; i < shared.to; i++)
		value_push(view->arena, &names, entity_link(view, reports[i].municipality));
	set(view, &row, S("kommuner"), wrapped(view, names));
	set_text(view, &row, S("text"), first->text);
	set(view, &row, S("punkt"),
	    where ? report_link(view, minutes, first, name_of_item(view, where)) : value_bool(false));
	return row;
}

static struct value
reports_value(const struct view *view, const struct document *minutes)
{
	const struct body *body = view->context->bodies[minutes->index];
	const struct report *reports = body->reports.items;
	struct shared *groups = arena_array(view->arena, struct shared, body->reports.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < body->reports.n; i++) {
		uint32_t order = reports[i].municipality->index;
		if (!i || !is_shared(&reports[i - 1], &reports[i]))
			groups[n++] = (struct shared){i, i, order};
		groups[n - 1].to = i + 1;
		groups[n - 1].order = order < groups[n - 1].order ? order : groups[n - 1].order;
	}
	qsort(groups, n, sizeof *groups, compare_shared);
	struct value list = value_list();
	for (size_t i = 0; i < n; i++)
		value_push(view->arena, &list, shared_row(view, minutes, reports, groups[i]));
	return wrapped(view, list);
}

static struct value
meetings_value(const struct view *view, const struct round_part *part)
{
	const struct document_list *all = &view->context->index->round_tables;
	struct value list = value_list();
	for (size_t i = part->from; i < part->to; i++) {
		struct value row = document_link(view, all->items[i]);
		set(view, &row, S("rapporter"), reports_value(view, all->items[i]));
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* --- */

/* The parts of all years, newest first; a year with one part is called by the year alone. */
static struct value
years_value(const struct view *view, const struct round_part *shown)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = 0; i < index->round_parts.n; i++) {
		const struct round_part *part = &index->round_parts.items[i];
		str name = year_text(view, part->year->year);
		if (part->number > 1)
			name = phrase2(view, "sida.nummer", name, number_text(view->arena, part->number));
		value_push(view->arena, &list,
		           link_value(view, name, part == shown ? (str){0} : part_address(view, part)));
	}
	return wrapped(view, list);
}

/* "11 rapporter vid 2 möten 2019." */
static str
extent(const struct view *view, const struct round_part *part)
{
	str reports = counted(view, "antal.rapporter", part->reports);
	str meetings = counted(view, "antal.möten_på", part->to - part->from);
	if (!part->year->year)
		return phrase2(view, "laget_runt.omfång_odaterat", reports, meetings);
	return phrase3(view, "laget_runt.omfång", reports, meetings, year_text(view, part->year->year));
}

static str
caption_of(const struct view *view, const struct round_part *part)
{
	str year = year_text(view, part->year->year);
	return part->year->year ? phrase1(view, "laget_runt.tabell", year) : word(view, "laget_runt.tabell_odaterat");
}

void
round_table_view(const struct view *view, struct value *object)
{
	const struct round_part *part = shown_part(view);
	set_register_head(view, object, ADDRESS_ROUND_TABLE, "laget_runt");
	set_text(view, object, S("omfång"), part ? extent(view, part) : (str){0});
	set(view, object, S("årtal"), years_value(view, part));
	set(view, object, S("tabell"), part ? table_value(view, part, caption_of(view, part)) : value_bool(false));
	set(view, object, S("möten"), part ? meetings_value(view, part) : value_bool(false));
}
