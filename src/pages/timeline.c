/* Where the archive names something: rows for each document with the items in it and the best sentence of each, its
   reports, and the links between the pages over which a long list is spread. */
#include "base/text.h"
#include "pages/dates.h"
#include "pages/words.h"

enum {
	EXCERPT = 220, /* characters of a sentence that are shown */
	LEAD = 3, /* at least one part of so many stands before the marked words, when there is as much */
};

/* --- excerpts --- */

/* Where the text stands after so many characters. */
static size_t
after_characters(str text, size_t characters)
{
	size_t at = 0;
	while (characters-- && at < text.n)
		text_next(text, &at);
	return at;
}

/* The end of a text, begun at a word. */
static str
last_words(struct arena *arena, str text, size_t length, size_t shown)
{
	if (length <= shown)
		return text;
	str rest = str_from(text, after_characters(text, length - shown));
	size_t space = str_find_char(rest, ' ');
	rest = space == SIZE_MAX ? rest : str_from(rest, space);
	return str_join(arena, S("…"), rest);
}

str
first_words(struct arena *arena, str text, size_t length, size_t shown)
{
	if (length <= shown)
		return text;
	str start = str_slice(text, 0, after_characters(text, shown));
	size_t end = start.n;
	while (end && start.p[end - 1] != ' ')
		end--;
	end = end ? end - 1 : start.n;
	while (end && (start.p[end - 1] == ',' || start.p[end - 1] == ';' || start.p[end - 1] == ' '))
		end--;
	return str_join(arena, str_slice(start, 0, end), S(" …"));
}

static struct value
marked_text(const struct view *view, str before, str words, str after)
{
	struct value object = value_object();
	set_text(view, &object, S("före"), before);
	set_text(view, &object, S("ord"), words);
	set_text(view, &object, S("efter"), after);
	return object;
}

struct value
excerpt(const struct view *view, str sentence, size_t mark, size_t mark_end)
{
	str before = str_slice(sentence, 0, mark), words = str_slice(sentence, mark, mark_end);
	str after = str_from(sentence, mark_end);
	if (sentence.n <= EXCERPT)
		return marked_text(view, before, words, after);
	size_t left = text_length(before), right = text_length(after), middle = text_length(words);
	size_t room = middle < EXCERPT ? EXCERPT - middle : 0, lead = room / LEAD;
	if (right < room && room - right > lead)
		lead = room - right;
	lead = left < lead ? left : lead;
	return marked_text(view, last_words(view->arena, before, left, lead), words,
	                   first_words(view->arena, after, right, room - lead));
}

/* --- items that name it --- */

static const struct known_item *
item_of(const struct view *view, const struct document *document, const struct item *item)
{
	return &known(view, document)->items[item - view->context->bodies[document->index]->items.items];
}

const struct known_item *
numbered_item(const struct view *view, const struct document *document, unsigned number)
{
	const struct items *items = &view->context->bodies[document->index]->items;
	size_t guess = items->n ? number - items->items[0].number : 0; /* right wherever no number is left out */
	if (guess < items->n && items->items[guess].number == number)
		return &known(view, document)->items[guess];
	for (size_t i = 0; i < items->n; i++)
		if (items->items[i].number == number)
			return &known(view, document)->items[i];
	return NULL;
}

str
name_of_item(const struct view *view, const struct known_item *item)
{
	return item->title.n ? item->title : word(view, "entitet.inledning");
}

str
block_address(const struct view *view, const struct document *document, unsigned item, unsigned block)
{
	str anchor = block ? address_block(view->arena, item, block) : address_item(view->arena, item);
	return str_of_parts(view->arena, known(view, document)->address, S("#"), anchor);
}

/* The words marked in the item's own heading: "§ 5 Mediapoolen". False when the mention stands in another one. */
static struct value
marked_heading(const struct view *view, const struct trace *trace, str title)
{
	const struct mention *mention = trace->mention;
	size_t at = mention && mention->heading ? str_find(mention->sentence, trace->item->title) : SIZE_MAX;
	if (at == SIZE_MAX || mention->mark < at || title.n < trace->item->title.n)
		return value_bool(false);
	size_t shift = title.n - trace->item->title.n, start = shift + mention->mark - at,
	       end = shift + mention->mark_end - at;
	if (end > title.n)
		return value_bool(false);
	return marked_text(view, str_slice(title, 0, start), str_slice(title, start, end), str_from(title, end));
}

static struct value
trace_row(const struct view *view, const struct document *document, const struct trace *trace)
{
	const struct mention *mention = trace->mention;
	str title = name_of_item(view, item_of(view, document, trace->item)), address;
	struct value marked = marked_heading(view, trace, title), words = value_bool(false);
	if (mention)
		address = block_address(view, document, mention->item, mention->heading ? 0 : mention->block);
	else
		address = block_address(view, document, trace->report->item, trace->report->block);
	if (mention && mention->sentence.n && marked.kind != VALUE_OBJECT)
		words = excerpt(view, mention->sentence, mention->mark, mention->mark_end);
	else if (!mention)
		words = excerpt(view, trace->report->text, 0, 0);
	struct value row = link_value(view, title, address);
	set(view, &row, S("märkt"), marked);
	set(view, &row, S("utdrag"), words);
	set_bool(view, &row, S("beslut"), trace->decision);
	set_bool(view, &row, S("uppdrag"), trace->assignment);
	set_bool(view, &row, S("rapport"), trace->report);
	return row;
}

static struct value
trace_rows(const struct view *view, const struct appearance *items, size_t n)
{
	struct value list = value_list();
	for (size_t i = 0; i < n; i++)
		if (items[i].role == APPEARS_TEXT)
			value_push(view->arena, &list, trace_row(view, items[i].document, items[i].trace));
	return wrapped(view, list);
}

/* --- documents that name it --- */

static const char *const role_paths[APPEARS_TEXT + 1] = {
    [APPEARS_CHAIR] = "uppgift.ordförande",   [APPEARS_SECRETARY] = "uppgift.sekreterare",
    [APPEARS_PRESENT] = "uppgift.närvarande", [APPEARS_ABSENT] = "uppgift.frånvarande",
    [APPEARS_HOST] = "uppgift.värd",          [APPEARS_TOPIC] = "uppgift.ämne",
    [APPEARS_PLANNED] = "uppgift.planerat",   [APPEARS_WAITING] = "uppgift.väntar",
};

/* "ordförande, närvarande" of the appearances in one document, where those of the front matter stand in the order of the
   roles. */
static str
roles_text(const struct view *view, const struct appearance *items, size_t n)
{
	struct buffer out = {.arena = view->arena};
	for (size_t i = 0; i < n; i++) {
		const char *path = role_paths[items[i].role];
		if (!path || (i && items[i - 1].role == items[i].role))
			continue;
		if (out.n)
			buffer_add(&out, word(view, "lista.komma"));
		buffer_add(&out, word(view, path));
	}
	return buffer_str(&out);
}

/* "SIKT 14 december" below a heading with the year; what has no day, or a namesake, says its whole title. */
static str
time_text(const struct view *view, const struct document *document)
{
	bool plain = document->kind == DOCUMENT_MINUTES && document->date.month && !document->title.n &&
	             view->context->index->namesakes[document->index] < 2;
	if (plain)
		return phrase2(view, "protokoll.rubrik", network_names(view, document),
		               date_in_year_text(view, document->date));
	str title = document_title(view, document), date = date_text(view, document->date);
	bool dated = date.n && (document->kind != DOCUMENT_MINUTES || document->title.n);
	return dated ? phrase2(view, "entitet.daterat", title, date) : title;
}

struct value
document_row(const struct view *view, const struct document *document)
{
	struct value row = document_link(view, document);
	set_text(view, &row, S("när"), time_text(view, document));
	set(view, &row, S("datum"), known(view, document)->full_date);
	return row;
}

static struct value
appearance_row(const struct view *view, const struct appearance *items, size_t n)
{
	struct value row = document_row(view, items[0].document);
	set_text(view, &row, S("uppgifter"), roles_text(view, items, n));
	set(view, &row, S("punkter"), trace_rows(view, items, n));
	return row;
}

/* --- walking --- */

size_t
first_of_document(const struct appearances *appearances, size_t end)
{
	size_t from = end;
	while (from && appearances->items[from - 1].document == appearances->items[end - 1].document)
		from--;
	return from;
}

struct range
shown_range(const struct view *view, const struct entity *entity)
{
	const struct parts *parts = &view->context->index->parts[entity->kind][entity->index];
	if (view->page->part_of_entity)
		return (struct range){view->page->part_of_entity->from, view->page->part_of_entity->to};
	return (struct range){parts->front, parts->minutes};
}

/* Minutes of a network are listed elsewhere: here only what says more than that they are. */
static bool
says_something(const struct appearance *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (role_paths[items[i].role] || items[i].role == APPEARS_TEXT)
			return true;
	return false;
}

struct value
timeline(const struct view *view, const struct entity *entity)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	struct range range = shown_range(view, entity);
	struct years years = years_new(view);
	for (size_t end = range.to, from; end > range.from; end = from) {
		const struct appearance *first = all->items + (from = first_of_document(all, end));
		if (says_something(first, end - from))
			years_add(&years, first->document->date.year, appearance_row(view, first, end - from));
	}
	return years_all(&years);
}

struct value
documents_naming(const struct view *view, const struct entity *entity)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	const struct parts *parts = &view->context->index->parts[entity->kind][entity->index];
	struct value rows = value_list();
	for (size_t end = all->n, from; end > parts->minutes; end = from) {
		from = first_of_document(all, end);
		if (says_something(all->items + from, end - from))
			value_push(view->arena, &rows, appearance_row(view, all->items + from, end - from));
	}
	return wrapped(view, rows);
}

struct value
citations(const struct view *view, const struct appearances *appearances)
{
	struct value rows = value_list();
	for (size_t end = appearances->n, from; end; end = from) {
		from = first_of_document(appearances, end);
		struct value row = appearance_row(view, appearances->items + from, end - from);
		if (appearances->items[from].document->kind == DOCUMENT_MINUTES)
			set_text(view, &row, S("när"), document_title(view, appearances->items[from].document));
		value_push(view->arena, &rows, row);
	}
	return wrapped(view, rows);
}

struct value
minutes_of_network(const struct view *view, const struct entity *network)
{
	const struct appearances *all = index_appearances(view->context->index, network);
	struct range range = shown_range(view, network);
	struct document_list list = {0};
	for (size_t i = range.from; i < range.to; i++)
		if (all->items[i].role == APPEARS_NETWORK)
			vec_push(view->arena, &list, all->items[i].document);
	return minutes_by_year(view, &list);
}

/* --- reports --- */

static struct value
report_row(const struct view *view, const struct document *document, const struct report *report)
{
	const struct known_item *where = numbered_item(view, document, report->item);
	struct value row = document_row(view, document);
	str address = block_address(view, document, report->item, report->block);
	set(view, &row, S("punkt"), where ? link_value(view, name_of_item(view, where), address) : value_bool(false));
	set_text(view, &row, S("text"), report->text);
	return row;
}

static struct value
reports_of(const struct view *view, const struct entity *entity)
{
	const struct appearances *all = index_appearances(view->context->index, entity);
	struct range range = shown_range(view, entity);
	struct years years = years_new(view);
	for (size_t end = range.to, from; end > range.from; end = from) {
		from = first_of_document(all, end);
		for (size_t i = from; i < end; i++) {
			const struct document *document = all->items[i].document;
			if (all->items[i].role == APPEARS_REPORT)
				years_add(&years, document->date.year, report_row(view, document, all->items[i].report));
		}
	}
	return years_all(&years);
}

/* --- */

static struct value
parts_list(const struct view *view, const struct entity *entity)
{
	const struct parts *parts = &view->context->index->parts[entity->kind][entity->index];
	struct value list = value_list();
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *part = &parts->items[i];
		str address = address_of_entity_part(view->arena, entity, part->year, part->number);
		value_push(
		    view->arena, &list,
		    link_value(view, part_name(view, part), view->page->part_of_entity == part ? (str){0} : address));
	}
	return wrapped(view, list);
}

str
part_name(const struct view *view, const struct part *part)
{
	str year = year_text(view, part->year);
	return part->number < 2 ? year : phrase2(view, "sida.nummer", year, number_text(view->arena, part->number));
}

void
set_traces(const struct view *view, struct value *object, const struct entity *entity)
{
	set_rulings(view, object, entity);
	set(view, object, S("rapporter"), reports_of(view, entity));
	set(view, object, S("tidslinje"), timeline(view, entity));
	set(view, object, S("delar"), parts_list(view, entity));
}
