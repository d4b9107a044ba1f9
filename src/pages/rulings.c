/* Decisions and assignments as rows: what, where, and how it stands at the archive's date, with links both ways between
   what supersedes and what is superseded. */
#include "base/text.h"
#include "pages/dates.h"
#include "pages/words.h"

enum { SHOWN = 320 }; /* characters of a decision or an assignment */

/* What both have: number, text, link, and where they stand. */
static struct value
ruling_row(const struct view *view, const struct document *document, unsigned number, str text, str anchor,
           unsigned item)
{
	const struct known_item *where = numbered_item(view, document, item);
	str address = str_of_parts(view->arena, known(view, document)->address, S("#"), anchor);
	struct value row = document_row(view, document);
	set_text(view, &row, S("nummer"), number_text(view->arena, number));
	set_text(view, &row, S("text"), first_words(view->arena, text, text_length(text), SHOWN));
	set(view, &row, S("länk"), url_to(view, address));
	set(view, &row, S("protokoll"), document_link(view, document));
	set(view, &row, S("punkt"),
	    where ? link_value(view, name_of_item(view, where), where->address) : value_bool(false));
	return row;
}

/* --- decisions --- */

/* "beslut 1, SIKT 14 december 2018", linked to its place in the minutes. */
static struct value
decision_link(const struct view *view, const struct document *document, unsigned number)
{
	str name = phrase2(view, "beslut.hänvisning", number_text(view->arena, number), document_title(view, document));
	str anchor = address_decision(view->arena, number);
	if (document->withdrawn) /* nothing is left on its page but that it is */
		return link_value(view, name, known(view, document)->address);
	return link_value(view, name,
	                  str_of_parts(view->arena, known(view, document)->address, S("#"), anchor));
}

static struct value
superseded_by(const struct view *view, const struct document *document, const struct decision *decision)
{
	const struct ruled *by = index_superseding(view->context->index, document, decision);
	return by ? decision_link(view, by->document, by->decision->number) : value_bool(false);
}

/* What is not in the archive is told by its id, which is how it was cited. */
static struct value
supersedes(const struct view *view, const struct decision *decision)
{
	struct value list = value_list();
	for (size_t i = 0; i < decision->supersedes.n; i++) {
		const struct citation *citation = &decision->supersedes.items[i];
		str number = number_text(view->arena, citation->number);
		value_push(view->arena, &list,
		           citation->document
		               ? decision_link(view, citation->document, citation->number)
		               : link_value(view, phrase2(view, "beslut.hänvisning", number, citation->id), (str){0}));
	}
	return wrapped(view, list);
}

struct value
decision_row(const struct view *view, const struct document *document, const struct decision *decision)
{
	struct value row = ruling_row(view, document, decision->number, decision->text,
	                              address_decision(view->arena, decision->number), decision->item);
	set(view, &row, S("ersatt"), superseded_by(view, document, decision));
	set(view, &row, S("ersätter"), supersedes(view, decision));
	return row;
}

/* --- assignments --- */

static struct value
assigned_value(const struct view *view, const struct assignment *assignment)
{
	struct value list = value_list();
	for (size_t i = 0; i < assignment->assigned.n; i++)
		value_push(view->arena, &list, entity_link(view, assignment->assigned.items[i]));
	for (size_t i = 0; i < assignment->others.n; i++)
		value_push(view->arena, &list, link_value(view, assignment->others.items[i], (str){0}));
	if (assignment->everybody)
		value_push(view->arena, &list, link_value(view, word(view, "uppdrag.alla"), (str){0}));
	return wrapped(view, list);
}

/* The meeting by which it is due, linked to its minutes, or to those that plan it. */
static struct value
due_meeting(const struct view *view, str words, const struct due *due)
{
	if (!words.n)
		return value_bool(false);
	if (due->minutes)
		return link_value(view, words, known(view, due->minutes)->address);
	str planned =
	    due->plan ? str_join(view->arena, known(view, due->plan->document)->address, S("#planerat")) : (str){0};
	return link_value(view, words, planned);
}

static str
status_text(const struct view *view, enum assignment_status status, struct date due)
{
	switch (status) {
	case ASSIGNMENT_CLOSED:
		return word(view, "uppdrag.klart_ord");
	case ASSIGNMENT_OVERDUE:
		return phrase1(view, "uppdrag.försenat", date_text(view, due));
	default:
		return word(view, "uppdrag.öppet");
	}
}

struct value
assignment_row(const struct view *view, const struct document *document, const struct assignment *assignment)
{
	const struct index *index = view->context->index;
	const struct document *closed = index_closed(index, document, assignment);
	const struct due *due = index_due(index, document, assignment);
	enum assignment_status status = index_assignment_status(index, document, assignment);
	struct value row = ruling_row(view, document, assignment->number, assignment->text,
	                              address_assignment(view->arena, assignment->number), assignment->item);
	set(view, &row, S("till"), assigned_value(view, assignment));
	set(view, &row, S("senast"), date_value(view, due->date));
	set(view, &row, S("möte"), due_meeting(view, assignment->due_meeting, due));
	set_text(view, &row, S("status"), status_text(view, status, due->date));
	set_bool(view, &row, S("försenat"), status == ASSIGNMENT_OVERDUE);
	set(view, &row, S("klart"), closed ? document_link(view, closed) : value_bool(false));
	return row;
}

struct value
ruling_rows(const struct view *view, const struct ruling_list *list, size_t from, size_t to, bool decisions)
{
	struct value rows = value_list();
	for (size_t i = from; i < to && i < list->n; i++) {
		const struct ruled *ruling = &list->items[i];
		value_push(view->arena, &rows,
		           decisions ? decision_row(view, ruling->document, ruling->decision)
		                     : assignment_row(view, ruling->document, ruling->assignment));
	}
	return wrapped(view, rows);
}

/* --- of an entity --- */

static bool
is_assigned_to(const struct assignment *assignment, const struct entity *entity)
{
	for (size_t i = 0; i < assignment->assigned.n; i++)
		if (assignment->assigned.items[i] == entity)
			return true;
	return false;
}

struct rulings_about {
	struct ruling_list decisions, given, closed, open; /* `given` and `closed` to the entity, `open` to others */
};

static void
sort_out(const struct view *view, struct rulings_about *about, const struct entity *entity,
         const struct appearance *appearance)
{
	const struct document *document = appearance->document;
	if (appearance->role == APPEARS_DECISION) {
		vec_push(view->arena, &about->decisions, (struct ruled){document, {.decision = appearance->decision}});
		return;
	}
	struct ruled ruling = {document, {.assignment = appearance->assignment}};
	bool closed = index_closed(view->context->index, document, appearance->assignment) != NULL;
	if (is_assigned_to(appearance->assignment, entity))
		vec_push(view->arena, closed ? &about->closed : &about->given, ruling);
	else if (!closed)
		vec_push(view->arena, &about->open, ruling);
}

/* Newest meeting first, inside one in the order of the text; of those given to it, the closed ones last. */
void
set_rulings(const struct view *view, struct value *object, const struct entity *entity)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	struct range range = shown_range(view, entity);
	struct rulings_about about = {0};
	for (size_t end = range.to, from; end > range.from; end = from) {
		from = first_of_document(all, end);
		for (size_t i = from; i < end; i++)
			if (all->items[i].role == APPEARS_DECISION || all->items[i].role == APPEARS_ASSIGNMENT)
				sort_out(view, &about, entity, &all->items[i]);
	}
	for (size_t i = 0; i < about.closed.n; i++)
		vec_push(view->arena, &about.given, about.closed.items[i]);
	set(view, object, S("beslut"), ruling_rows(view, &about.decisions, 0, about.decisions.n, true));
	set(view, object, S("tilldelade"), ruling_rows(view, &about.given, 0, about.given.n, false));
	set(view, object, S("uppdrag"), ruling_rows(view, &about.open, 0, about.open.n, false));
	bool topic = entity->kind == ENTITY_TOPIC;
	set_text(view, object, S("beslut_rubrik"), word(view, topic ? "beslut.rubrik" : "beslut.nämner"));
	set_text(view, object, S("uppdrag_rubrik"), word(view, topic ? "uppdrag.öppna" : "uppdrag.nämner"));
}
