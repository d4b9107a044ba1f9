/* The page about the open data: every file, every column, how many rows, and on what terms. */
#include "index/open_data.h"
#include "pages/words.h"

static struct value
column_value(const struct view *view, const struct data_column *column)
{
	str path = str_format(view->arena, "data.fält.%s", column->meaning);
	struct value row = value_object();
	set_text(view, &row, S("namn"), str_of(column->name));
	set_text(view, &row, S("betydelse"), word(view, str_c(view->arena, path)));
	set_text(view, &row, S("exempel"), str_of(column->example));
	return row;
}

static struct value
columns_value(const struct view *view, const struct data_file *file)
{
	struct value list = value_list();
	for (size_t i = 0; i < file->n; i++)
		value_push(view->arena, &list, column_value(view, &file->columns[i]));
	return wrapped(view, list);
}

static struct value
file_value(const struct view *view, enum data_table table)
{
	const struct data_file *file = &data_files[table];
	str name = str_of(file->name), about = str_format(view->arena, "data.filer.%s", file->about);
	struct value row = link_value(view, name, address_of_data(view->arena, name));
	struct arena counting = {0};
	set_text(view, &row, S("id"), str_slice(name, 0, str_find_char(name, '.')));
	set_text(view, &row, S("om"), word(view, str_c(view->arena, about)));
	set_text(view, &row, S("rader"),
	         counted(view, "data.rader", data_row_count(view->context->index, table, &counting)));
	set_text(view, &row, S("tabell"), phrase1(view, "data.tabell", name));
	set(view, &row, S("kolumner"), columns_value(view, file));
	arena_free(&counting);
	return row;
}

void
data_view(const struct view *view, struct value *object)
{
	const struct site *site = &view->context->archive->site;
	struct value files = value_list();
	for (unsigned table = 0; table < DATA_TABLES; table++)
		value_push(view->arena, &files, file_value(view, (enum data_table)table));
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "data.rubrik"),
	             .description = phrase1(view, "data.beskrivning", site->title),
	         });
	set(view, object, S("arkiv"), link_value(view, S(DATA_ARCHIVE), address_of_data(view->arena, S(DATA_ARCHIVE))));
	set(view, object, S("schema"), link_value(view, S(DATA_SCHEMA), address_of_data(view->arena, S(DATA_SCHEMA))));
	set(view, object, S("filer"), wrapped(view, files));
	set_text(view, object, S("citera"), phrase2(view, "data.citat", site->title, word(view, "data.rubrik")));
}
