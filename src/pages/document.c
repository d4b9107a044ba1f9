/* Documents, plain pages, the index of documents, and what minutes share with them: the sections of the text,
   attachments, corrections, what cites them. */
#include "base/file.h"
#include "pages/dates.h"
#include "pages/words.h"

static const struct body *
body_of(const struct view *view, const struct document *document)
{
	return view->context->bodies[document->index];
}

/* --- sections --- */

static struct value
anchor_url(const struct view *view, str anchor)
{
	return value_url(str_join(view->arena, S("#"), anchor));
}

static struct value
section_value(const struct view *view, const struct item *item, const struct value *margin)
{
	str anchor = address_item(view->arena, item->number);
	struct value section = value_object();
	set_text(view, &section, S("id"), anchor);
	set(view, &section, S("länk"), anchor_url(view, anchor));
	set_text(view, &section, S("nummer"), item->label);
	set_text(view, &section, S("namn"), item->title);
	set_text(view, &section, S("hel"), item_title(view, item));
	set(view, &section, S("rubrik_html"), value_html(item->title_html));
	set(view, &section, S("html"), value_html(item->html));
	set(view, &section, S("marginal"), *margin);
	return section;
}

static void
set_sections(const struct view *view, struct value *object, const struct body *body, const struct value *margins)
{
	struct value sections = value_list();
	set_bool(view, object, S("inledning"), false);
	for (size_t i = 0; body && i < body->items.n; i++) {
		const struct item *item = &body->items.items[i];
		if (item->number)
			value_push(view->arena, &sections, section_value(view, item, &margins[i]));
		else if (item->html.n)
			set(view, object, S("inledning"), value_html(item->html));
	}
	set(view, object, S("punkter"), wrapped(view, sections));
	set(view, object, S("fotnoter"),
	    body && body->footnotes_html.n ? value_html(body->footnotes_html) : value_bool(false));
}

/* --- attachments and corrections --- */

/* "240 kB", "1,4 MB": decimal units, and the comma of the words. */
static str
size_text(const struct view *view, size_t bytes)
{
	if (bytes < 1000)
		return phrase1(view, "storlek.byte", number_text(view->arena, bytes));
	if (bytes < 999500)
		return phrase1(view, "storlek.kilobyte", number_text(view->arena, (bytes + 500) / 1000));
	size_t tenths = (bytes + 50000) / 100000;
	return phrase2(view, "storlek.megabyte", number_text(view->arena, tenths / 10),
	               number_text(view->arena, tenths % 10));
}

static str
type_text(const struct view *view, str file)
{
	str ending = path_ending(file);
	char *upper = str_c(view->arena, ending);
	for (char *c = upper; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return str_of(upper);
}

struct value
attachment_value(const struct view *view, const struct attachment *attachment)
{
	struct value row = value_object();
	str target = attachment->target.text;
	bool file = attachment->kind == ATTACHMENT_FILE;
	set_text(view, &row, S("namn"), attachment->title.text.n ? attachment->title.text : target);
	set_bool(view, &row, S("länk"), false);
	if (file)
		set(view, &row, S("länk"), url_to(view, address_of_attachment(view->arena, target)));
	else if (attachment->kind == ATTACHMENT_DOCUMENT && attachment->document)
		set(view, &row, S("länk"), url_to(view, address_of_document(view->arena, attachment->document)));
	else if (attachment->kind == ATTACHMENT_URL)
		set(view, &row, S("länk"), outer_url(view, target));
	set_text(view, &row, S("typ"), file ? type_text(view, target) : (str){0});
	set_text(view, &row, S("storlek"), file && attachment->size ? size_text(view, attachment->size) : (str){0});
	set_text(view, &row, S("plats"), attachment->kind == ATTACHMENT_ELSEWHERE ? target : (str){0});
	return row;
}

static struct value
attachments_value(const struct view *view, const struct attachments *attachments)
{
	struct value list = value_list();
	for (size_t i = 0; i < attachments->n; i++)
		value_push(view->arena, &list, attachment_value(view, &attachments->items[i]));
	return wrapped(view, list);
}

static struct value
corrections_value(const struct view *view, const struct corrections *corrections)
{
	struct value list = value_list();
	for (size_t i = 0; i < corrections->n; i++) {
		struct value row = value_object();
		set(view, &row, S("datum"), date_value(view, corrections->items[i].date));
		set_text(view, &row, S("text"), corrections->items[i].text);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* "av Anna Exempelsson den 14 december 2018" */
static str
reviewed_text(const struct view *view, const struct document *document)
{
	str date = date_text(view, document->reviewed);
	if (date.n && document->reviewed_by.n)
		return phrase2(view, "protokoll.granskat", date, document->reviewed_by);
	if (document->reviewed_by.n)
		return phrase1(view, "protokoll.granskat_av", document->reviewed_by);
	return date.n ? phrase1(view, "protokoll.granskat_den", date) : (str){0};
}

/* --- */

void
set_document_parts(const struct view *view, struct value *object, const struct document *document)
{
	const struct body *body = body_of(view, document);
	set_sections(view, object, body, margins_of(view, document));
	set(view, object, S("datum"), known(view, document)->date);
	set_text(view, object, S("datum_källa"), document->date_source);
	set(view, object, S("nätverk"), references_list(view, &document->networks));
	set(view, object, S("ämnen"), references_list(view, &document->topics));
	set(view, object, S("bilagor"), attachments_value(view, &document->attachments));
	set(view, object, S("rättelser"), corrections_value(view, &document->corrections));
	set(view, object, S("omnämnd"), citations(view, &view->context->index->of_document[document->index]));
	set(view, object, S("ändrad"), changed_value(view, document));
	set_text(view, object, S("källa"), document->origin);
	set_text(view, object, S("granskat"), reviewed_text(view, document));
	set_bool(view, object, S("utkast"), document->status == STATUS_DRAFT);
	set_bool(view, object, S("väntar_publicering"), document->status == STATUS_REVIEWED);
}

static str
summary_of(const struct view *view, const struct document *document, str otherwise)
{
	const struct body *body = body_of(view, document);
	return body && body->summary.n ? body->summary : otherwise;
}

void
document_view(const struct view *view, struct value *object)
{
	const struct document *document = view->page->document;
	str title = document_title(view, document);
	add_crumb(view, object, word(view, "slag.dokument"), address_of(ADDRESS_DOCUMENT_INDEX));
	str networks = network_names(view, document);
	str otherwise = networks.n ? phrase2(view, "dokument.beskrivning", title, networks) : title;
	set_head(view, object,
	         (struct page_head){
	             .heading = title,
	             .title = phrase2(view, "sida.del", title, word(view, "slag.dokument")),
	             .description = summary_of(view, document, otherwise),
	         });
	set_document_parts(view, object, document);
	set_text(view, object, S("typ"), document->type);
}

void
plain_view(const struct view *view, struct value *object)
{
	const struct document *document = view->page->document;
	str title = document_title(view, document);
	set_head(view, object,
	         (struct page_head){
	             .heading = title,
	             .description = summary_of(view, document, title),
	         });
	const struct body *body = body_of(view, document);
	set_sections(view, object, body, margins_of(view, document));
}

void
document_index_view(const struct view *view, struct value *object)
{
	const struct document_list *documents = &view->context->index->others;
	struct value list = value_list();
	for (size_t i = 0; i < documents->n; i++) {
		const struct document *document = documents->items[i];
		struct value row = document_link(view, document);
		set_text(view, &row, S("typ"), document->type);
		set(view, &row, S("datum"), known(view, document)->date);
		set_text(view, &row, S("nätverk"), network_names(view, document));
		set_text(view, &row, S("beskrivning"), summary_of(view, document, (str){0}));
		value_push(view->arena, &list, row);
	}
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "slag.dokument"),
	             .description = phrase1(view, "dokument.index_beskrivning", view->context->archive->site.title),
	         });
	set(view, object, S("rader"), wrapped(view, list));
}
