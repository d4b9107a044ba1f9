/* The eight CSV files: one fact a row, in the order of date and place in the text. The columns stand in
   index/open_data.c, in the same order as the cells are written here. */
#include "export/csv.h"
#include "export/facts.h"

struct table {
	const struct export_context *context;
	struct arena *arena;
	struct csv csv;
};

/* --- cells --- */

static void
text_cell(struct table *table, str text)
{
	csv_cell(&table->csv, text);
}

static void
date_cell(struct table *table, struct date date)
{
	text_cell(table, fact_date(table->arena, date));
}

/* Several in one cell. A name that no register has is told as it is written; a semicolon in it would look like two. */
static void
add_to_list(struct buffer *list, str id, str text)
{
	if (list->n)
		buffer_add_char(list, ';');
	for (size_t i = 0; !id.n && i < text.n; i++)
		buffer_add_char(list, text.p[i] == ';' ? ',' : text.p[i]);
	buffer_add(list, id);
}

static void
references_cell(struct table *table, const struct references *references)
{
	struct buffer list = {.arena = table->arena};
	for (size_t i = 0; i < references->n; i++) {
		const struct reference *reference = &references->items[i];
		add_to_list(&list, reference->entity ? reference->entity->id : (str){0}, reference->text);
	}
	text_cell(table, buffer_str(&list));
}

static void
reference_cell(struct table *table, const struct reference *reference)
{
	text_cell(table, reference->entity ? reference->entity->id : reference->text);
}

static void
document_cell(struct table *table, const struct document *document)
{
	text_cell(table, document ? document->id : (str){0});
}

static void
anchor_cell(struct table *table, const struct document *document, str anchor)
{
	text_cell(table, fact_anchor(table->context, table->arena, document, anchor));
}

/* What most rows say of the minutes: datum, natverk. */
static void
meeting_cells(struct table *table, const struct document *minutes)
{
	date_cell(table, minutes->date);
	references_cell(table, &minutes->networks);
}

/* --- the rows of one document --- */

static void
add_meeting(struct table *table, const struct document *minutes)
{
	document_cell(table, minutes);
	references_cell(table, &minutes->networks);
	date_cell(table, minutes->date);
	text_cell(table, fact_certainty_of(minutes->date));
	text_cell(table, times_text(table->arena, minutes->times));
	text_cell(table, minutes->venue);
	reference_cell(table, &minutes->municipality);
	references_cell(table, &minutes->chairs);
	references_cell(table, &minutes->secretaries);
	anchor_cell(table, minutes, (str){0});
	csv_end_row(&table->csv);
}

static void
add_attendance(struct table *table, const struct document *minutes)
{
	struct attendance_rows rows = {0};
	data_attendance(table->context->index, minutes, table->arena, &rows);
	for (size_t i = 0; i < rows.n; i++) {
		const struct attendance_row *row = &rows.items[i];
		const struct entity *who = row->who.entity;
		document_cell(table, minutes);
		meeting_cells(table, minutes);
		text_cell(table, str_of(fact_entity_kinds[who ? who->kind : ENTITY_PERSON]));
		text_cell(table, who ? who->id : (str){0});
		text_cell(table, who ? fact_name(table->context, table->arena, who) : row->who.text);
		text_cell(table, str_of(fact_attendance[row->state - 1]));
		reference_cell(table, row->counts_for ? row->counts_for : &(struct reference){0});
		csv_end_row(&table->csv);
	}
}

static void
add_decisions(struct table *table, const struct document *minutes)
{
	const struct body *body = table->context->bodies[minutes->index];
	for (size_t i = 0; body && i < body->decisions.n; i++) {
		const struct decision *decision = &body->decisions.items[i];
		const struct document *superseded = index_superseded(table->context->index, minutes, decision);
		document_cell(table, minutes);
		csv_number(&table->csv, decision->number);
		meeting_cells(table, minutes);
		text_cell(table, str_number(table->arena, decision->item));
		text_cell(table, decision->text);
		text_cell(table, str_of(fact_decision[superseded != NULL]));
		document_cell(table, superseded);
		anchor_cell(table, minutes, address_decision(table->arena, decision->number));
		csv_end_row(&table->csv);
	}
}

/* Ids of those in the registers, the names of others, and "alla" where everybody is meant. */
static void
assigned_cell(struct table *table, const struct assignment *assignment)
{
	struct buffer list = {.arena = table->arena};
	for (size_t i = 0; i < assignment->assigned.n; i++)
		add_to_list(&list, assignment->assigned.items[i]->id, (str){0});
	for (size_t i = 0; i < assignment->others.n; i++)
		add_to_list(&list, (str){0}, assignment->others.items[i]);
	if (assignment->everybody)
		add_to_list(&list, (str){0}, S("alla"));
	text_cell(table, buffer_str(&list));
}

static void
add_assignments(struct table *table, const struct document *minutes)
{
	const struct index *index = table->context->index;
	const struct body *body = table->context->bodies[minutes->index];
	for (size_t i = 0; body && i < body->assignments.n; i++) {
		const struct assignment *assignment = &body->assignments.items[i];
		document_cell(table, minutes);
		csv_number(&table->csv, assignment->number);
		meeting_cells(table, minutes);
		text_cell(table, str_number(table->arena, assignment->item));
		assigned_cell(table, assignment);
		text_cell(table, assignment->text);
		text_cell(table,
		          assignment->due.year ? fact_date(table->arena, assignment->due) : assignment->due_meeting);
		text_cell(table, str_of(fact_assignment[index_assignment_status(index, minutes, assignment)]));
		document_cell(table, index_closed(index, minutes, assignment));
		anchor_cell(table, minutes, address_assignment(table->arena, assignment->number));
		csv_end_row(&table->csv);
	}
}

static void
add_reports(struct table *table, const struct document *minutes)
{
	const struct body *body = table->context->bodies[minutes->index];
	for (size_t i = 0; body && i < body->reports.n; i++) {
		const struct report *report = &body->reports.items[i];
		document_cell(table, minutes);
		meeting_cells(table, minutes);
		text_cell(table, str_number(table->arena, report->item));
		text_cell(table, report->municipality->id);
		text_cell(table, report->text);
		anchor_cell(table, minutes, fact_block(table->arena, report->item, report->block));
		csv_end_row(&table->csv);
	}
}

static void
add_backlog(struct table *table, const struct document *minutes)
{
	for (size_t i = 0; i < minutes->waiting.n; i++) {
		document_cell(table, minutes);
		meeting_cells(table, minutes);
		reference_cell(table, &minutes->waiting.items[i]);
		csv_end_row(&table->csv);
	}
}

static void
add_mentions(struct table *table, const struct document *document)
{
	const struct export_context *context = table->context;
	const struct body *body = context->bodies[document->index];
	struct mention_counts counts = {0};
	data_mentions(body, table->arena, &counts);
	for (size_t i = 0; i < counts.n; i++) {
		const struct mention *mention = counts.items[i].first;
		const struct entity *entity = mention->entity;
		const struct document *named = mention->document;
		unsigned block = mention->heading ? 0 : mention->block;
		document_cell(table, document);
		text_cell(table, str_number(table->arena, mention->item));
		csv_number(&table->csv, block);
		text_cell(table, entity ? str_of(fact_entity_kinds[entity->kind]) : S("dokument"));
		text_cell(table, entity ? entity->id : named ? named->id : mention->cited);
		text_cell(table, entity  ? fact_name(context, table->arena, entity)
		                 : named ? context->titles[named->index]
		                         : fact_stub_name(context, table->arena, mention->cited));
		csv_number(&table->csv, counts.items[i].n);
		anchor_cell(table, document, fact_block(table->arena, mention->item, block));
		csv_end_row(&table->csv);
	}
}

/* --- planned meetings: in their own order, that of their days --- */

static void
add_plan(struct table *table, const struct plan *plan)
{
	const struct planned_meeting *meeting = plan->meeting;
	document_cell(table, plan->document);
	text_cell(table, fact_dates(table->arena, meeting->dates));
	text_cell(table, times_text(table->arena, meeting->times));
	text_cell(table, meeting->venue);
	reference_cell(table, &meeting->municipality);
	references_cell(table, fact_bodies(plan));
	text_cell(table, str_of(fact_planned[meeting->kind]));
	references_cell(table, &meeting->topics);
	text_cell(table, meeting->text);
	text_cell(table, str_of(fact_plan[index_plan_status(table->context->index, plan)]));
	document_cell(table, plan->became);
	csv_end_row(&table->csv);
}

static void
add_plans(struct table *table)
{
	const struct index *index = table->context->index;
	for (size_t i = 0; i < index->plans.n; i++)
		if (data_tells_of(index->plans.items[i].document))
			add_plan(table, &index->plans.items[i]);
}

/* --- */

static void (*const rows_of[DATA_TABLES])(struct table *, const struct document *) = {
    [DATA_MEETINGS] = add_meeting,        [DATA_ATTENDANCE] = add_attendance, [DATA_DECISIONS] = add_decisions,
    [DATA_ASSIGNMENTS] = add_assignments, [DATA_ROUND_TABLE] = add_reports,   [DATA_BACKLOG] = add_backlog,
    [DATA_MENTIONS] = add_mentions,
};

static void
write_table(const struct export_context *context, const struct export *export, struct buffer *out)
{
	const struct data_file *file = &data_files[export->which];
	struct arena scratch = {0};
	struct table table = {context, &scratch, {.out = out}};
	for (size_t i = 0; i < file->n; i++)
		text_cell(&table, str_of(file->columns[i].name));
	csv_end_row(&table.csv);
	if (!rows_of[export->which])
		add_plans(&table);
	for (size_t i = 0; rows_of[export->which] && i < context->archive->documents.n; i++) {
		const struct document *document = context->archive->documents.items[i];
		bool told = document->kind == DOCUMENT_MINUTES ||
		            (document->kind == DOCUMENT_OTHER && export->which == DATA_MENTIONS);
		if (told && data_tells_of(document))
			rows_of[export->which](&table, document);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

void
tables_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context;
	for (unsigned which = 0; which < DATA_TABLES; which++) {
		str address = address_of_data(arena, str_of(data_files[which].name));
		vec_push(arena, exports, (struct export){.address = address, .write = write_table, .which = which});
	}
}
