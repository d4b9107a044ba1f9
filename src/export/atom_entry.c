/* One entry of a feed. Its id is the permanent address of what it is about: an archive promises that its addresses
   stay (content/adresser.txt), while a tag URI would need a domain and a day that somebody has to remember. What minutes
   say of a topic has an id below the topic, since it is not the same text as the minutes. */
#include "base/escape.h"
#include "export/absolute.h"
#include "export/atom.h"
#include "export/say.h"

enum { TITLE_BYTES = 120 }; /* of a decision in its title */

struct writing {
	const struct export_context *context;
	const struct site *site;
	struct arena *arena;
	struct xml *xml;
	const struct entry *entry;
	str page; /* address of the minutes */
};

str
atom_time(struct arena *arena, long days)
{
	return str_join(arena, date_iso(arena, date_from_days(days)), S("T00:00:00Z"));
}

bool
entry_tells(enum appearance_role role)
{
	return role == APPEARS_HOST || role >= APPEARS_TOPIC;
}

/* --- when --- */

static void
later(struct date *date, struct date other)
{
	if (other.year && date_compare(other, *date) > 0)
		*date = other;
}

long
entry_updated(const struct export_context *context, const struct entry *entry)
{
	const struct document *document = entry->document, *after = NULL;
	struct date date = document->date;
	for (size_t i = 0; i < document->corrections.n; i++)
		later(&date, document->corrections.items[i].date);
	if (entry->decision)
		after = index_superseded(context->index, document, entry->decision);
	else if (entry->assignment)
		after = index_closed(context->index, document, entry->assignment);
	if (after)
		later(&date, after->date);
	return date.year ? date_days(date) : 0;
}

/* --- HTML --- */

static void
add_paragraph(struct buffer *html, str text)
{
	if (!text.n)
		return;
	buffer_lit(html, "<p>");
	escape_html(html, text);
	buffer_lit(html, "</p>\n");
}

static str
phrase(const struct writing *writing, const char *path, str a, str b, str c)
{
	return say_with(writing->context, writing->arena, path, a, b, c);
}

static void
add_corrections(const struct writing *writing, struct buffer *html)
{
	const struct corrections *corrections = &writing->entry->document->corrections;
	for (size_t i = 0; i < corrections->n; i++) {
		str day = date_iso(writing->arena, corrections->items[i].date);
		add_paragraph(html, phrase(writing, "flöde.rättelse", day, corrections->items[i].text, (str){0}));
	}
}

static str
item_title(const struct writing *writing, const struct item *item)
{
	return item->label.n ? phrase(writing, "protokoll.punkt", item->label, item->title, (str){0}) : item->title;
}

static void
add_item(const struct writing *writing, struct buffer *html, const struct item *item)
{
	str address = address_item(writing->arena, item->number);
	address = str_of_parts(writing->arena, writing->page, S("#"), address);
	if (item->title.n || item->label.n) {
		buffer_lit(html, "<h2><a href=\"");
		escape_html(html, full_address(writing->arena, writing->site, address));
		buffer_lit(html, "\">");
		escape_html(html, item_title(writing, item));
		buffer_lit(html, "</a></h2>\n");
	}
	absolute_links(html, writing->site, writing->page, item->html);
}

static void
add_plan(const struct writing *writing, struct buffer *html, const struct planned_meeting *plan)
{
	struct strs parts = {0};
	str who = say_names(writing->context, writing->arena, &plan->who);
	str when = plan->dates.first.year ? say_dates(writing->context, writing->arena, plan->dates)
	                                  : say(writing->context, "planerat.utan_datum");
	str facts[] = {
	    when,
	    times_text(writing->arena, plan->times),
	    who,
	    say_place(writing->context, writing->arena, plan->venue, &plan->municipality),
	    say_names(writing->context, writing->arena, &plan->topics),
	    plan->text,
	};
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (facts[i].n)
			vec_push(writing->arena, &parts, facts[i]);
	buffer_lit(html, "<li>");
	for (size_t i = 0; i < parts.n; i++) {
		escape_html(html, i ? say(writing->context, "lista.komma") : (str){0});
		escape_html(html, parts.items[i]);
	}
	buffer_lit(html, "</li>\n");
}

/* --- what the minutes say --- */

static void
add_facts(const struct writing *writing, struct buffer *html)
{
	const struct document *document = writing->entry->document;
	str place = say_place(writing->context, writing->arena, document->venue, &document->municipality);
	str clock = times_text(writing->arena, document->times);
	if (clock.n && place.n)
		add_paragraph(html, phrase(writing, "flöde.tid_och_plats", clock, place, (str){0}));
	else
		add_paragraph(html, clock.n ? phrase(writing, "flöde.tid", clock, (str){0}, (str){0}) : place);
	if (document->date.approximate || !document->date.year)
		add_paragraph(html, document->date_source);
}

static void
add_minutes(const struct writing *writing, struct buffer *html)
{
	const struct document *document = writing->entry->document;
	const struct body *body = writing->context->bodies[document->index];
	add_facts(writing, html);
	for (size_t i = 0; body && i < body->items.n; i++)
		add_item(writing, html, &body->items.items[i]);
	if (document->planned.n) {
		buffer_lit(html, "<h2>");
		escape_html(html, say(writing->context, "planerat.rubrik"));
		buffer_lit(html, "</h2>\n<ul>\n");
		for (size_t i = 0; i < document->planned.n; i++)
			add_plan(writing, html, &document->planned.items[i]);
		buffer_lit(html, "</ul>\n");
	}
	if (document->waiting.n)
		add_paragraph(html, phrase(writing, "flöde.väntar",
		                           say_names(writing->context, writing->arena, &document->waiting), (str){0},
		                           (str){0}));
	if (body)
		absolute_links(html, writing->site, writing->page, body->footnotes_html);
}

/* What the front matter says of the entity. */
static void
add_role(const struct writing *writing, struct buffer *html, const struct appearance *appearance)
{
	if (appearance->role == APPEARS_TOPIC)
		add_paragraph(html, say(writing->context, "flöde.ämne"));
	if (appearance->role == APPEARS_HOST)
		add_paragraph(html, phrase(writing, "flöde.värd",
		                           say_place(writing->context, writing->arena, appearance->document->venue,
		                                     &appearance->document->municipality),
		                           (str){0}, (str){0}));
	if (appearance->role == APPEARS_WAITING)
		add_paragraph(html, say(writing->context, "väntar.på_möte"));
	if (appearance->role == APPEARS_PLANNED) {
		add_paragraph(html, say(writing->context, "flöde.planerat"));
		buffer_lit(html, "<ul>\n");
		add_plan(writing, html, appearance->planned);
		buffer_lit(html, "</ul>\n");
	}
}

/* The items that name the entity, whole. Its appearances come in the order of the text, what the text says last. */
static void
add_what_names(const struct writing *writing, struct buffer *html)
{
	const struct entry *entry = writing->entry;
	const struct item *last = NULL;
	for (size_t i = entry->from; i < entry->to; i++) {
		const struct appearance *appearance = &entry->appearances->items[i];
		add_role(writing, html, appearance);
		if (appearance->role != APPEARS_TEXT || appearance->trace->item == last)
			continue;
		last = appearance->trace->item;
		add_item(writing, html, last);
	}
}

/* --- decisions and assignments --- */

static const struct item *
item_of(const struct writing *writing, unsigned number)
{
	const struct body *body = writing->context->bodies[writing->entry->document->index];
	for (size_t i = 0; i < body->items.n; i++)
		if (body->items.items[i].number == number)
			return &body->items.items[i];
	return NULL;
}

static void
add_link(const struct writing *writing, struct buffer *html, str address, str name)
{
	buffer_lit(html, "<a href=\"");
	escape_html(html, full_address(writing->arena, writing->site, address));
	buffer_lit(html, "\">");
	escape_html(html, name);
	buffer_lit(html, "</a>");
}

static void
add_origin(const struct writing *writing, struct buffer *html, unsigned number)
{
	const struct item *item = item_of(writing, number);
	buffer_lit(html, "<p>");
	add_link(writing, html, writing->page, writing->context->titles[writing->entry->document->index]);
	if (item && item->title.n) {
		escape_html(html, say(writing->context, "lista.komma"));
		str anchor = address_item(writing->arena, number);
		add_link(writing, html, str_of_parts(writing->arena, writing->page, S("#"), anchor),
		         item_title(writing, item));
	}
	buffer_lit(html, "</p>\n");
}

/* Where it stands: what later minutes did to it, else the words for that nothing did. Being late is no news. */
static void
add_status(const struct writing *writing, struct buffer *html, const struct document *after, const char *done,
           const char *otherwise)
{
	if (!after) {
		add_paragraph(html, say(writing->context, otherwise));
		return;
	}
	buffer_lit(html, "<p>");
	escape_html(html, say(writing->context, done));
	buffer_lit(html, " ");
	add_link(writing, html, address_of_document(writing->arena, after), writing->context->titles[after->index]);
	buffer_lit(html, "</p>\n");
}

static void
add_decision(const struct writing *writing, struct buffer *html)
{
	const struct entry *entry = writing->entry;
	add_paragraph(html, entry->decision->text);
	add_origin(writing, html, entry->decision->item);
	add_status(writing, html, index_superseded(writing->context->index, entry->document, entry->decision),
	           "flöde.ersatt", "flöde.gäller");
}

static str
assigned_to(const struct writing *writing)
{
	const struct assignment *assignment = writing->entry->assignment;
	struct references all = {0};
	for (size_t i = 0; i < assignment->assigned.n; i++)
		vec_push(writing->arena, &all,
		         (struct reference){
		             .text = say_entity(writing->context, writing->arena, assignment->assigned.items[i])});
	for (size_t i = 0; i < assignment->others.n; i++)
		vec_push(writing->arena, &all, (struct reference){.text = assignment->others.items[i]});
	if (assignment->everybody)
		vec_push(writing->arena, &all, (struct reference){.text = say(writing->context, "uppdrag.alla")});
	return say_names(writing->context, writing->arena, &all);
}

static void
add_assignment(const struct writing *writing, struct buffer *html)
{
	const struct entry *entry = writing->entry;
	const struct assignment *assignment = entry->assignment;
	str to = assigned_to(writing), due = assignment->due_meeting;
	if (assignment->due.year)
		due = date_iso(writing->arena, assignment->due);
	add_paragraph(html, assignment->text);
	add_paragraph(html, to.n ? phrase(writing, "flöde.till", to, (str){0}, (str){0}) : (str){0});
	add_paragraph(html, due.n ? phrase(writing, "flöde.senast", due, (str){0}, (str){0}) : (str){0});
	add_origin(writing, html, assignment->item);
	add_status(writing, html, index_closed(writing->context->index, entry->document, assignment), "flöde.klart",
	           "flöde.öppet");
}

/* --- the entry --- */

/* Cut at a word, with an ellipsis. */
static str
shortened(struct arena *arena, str text)
{
	if (text.n <= TITLE_BYTES)
		return text;
	size_t end = TITLE_BYTES;
	while (end && text.p[end] != ' ')
		end--;
	return end ? str_join(arena, str_slice(text, 0, end), S(" …")) : text;
}

static str
title_of(const struct writing *writing)
{
	const struct entry *entry = writing->entry;
	str title = writing->context->titles[entry->document->index];
	if (entry->decision)
		return phrase(writing, "flöde.beslut_titel", title, str_number(writing->arena, entry->decision->number),
		              shortened(writing->arena, entry->decision->text));
	if (entry->assignment)
		return phrase(writing, "flöde.uppdrag_titel", title,
		              str_number(writing->arena, entry->assignment->number),
		              shortened(writing->arena, entry->assignment->text));
	return title;
}

/* What the entry is about, at its place in the minutes. */
static str
address_of_entry(const struct writing *writing)
{
	const struct entry *entry = writing->entry;
	str anchor = {0};
	if (entry->decision)
		anchor = address_decision(writing->arena, entry->decision->number);
	else if (entry->assignment)
		anchor = address_assignment(writing->arena, entry->assignment->number);
	return anchor.n ? str_of_parts(writing->arena, writing->page, S("#"), anchor) : writing->page;
}

static str
id_of(const struct writing *writing)
{
	const struct entry *entry = writing->entry;
	if (!entry->entity)
		return full_address(writing->arena, writing->site, address_of_entry(writing));
	str folder = address_of_entity(writing->arena, entry->entity);
	str id = str_of_parts(writing->arena, folder, S("#"), entry->document->id);
	return full_address(writing->arena, writing->site, id);
}

static void
add_category(const struct writing *writing, bool *seen, const struct entity *topic)
{
	if (!topic || topic->kind != ENTITY_TOPIC || seen[topic->index])
		return;
	seen[topic->index] = true;
	str scheme = full_address(writing->arena, writing->site, address_of_entities(ENTITY_TOPIC));
	xml_open(writing->xml, "category");
	xml_attribute(writing->xml, "term", topic->id);
	xml_attribute(writing->xml, "scheme", scheme);
	xml_attribute(writing->xml, "label", topic->name);
	xml_close(writing->xml);
}

/* The topics of the meeting and those its text names; of a decision or assignment, those its item names. */
static void
add_categories(const struct writing *writing)
{
	const struct entry *entry = writing->entry;
	const struct body *body = writing->context->bodies[entry->document->index];
	bool *seen = arena_array(writing->arena, bool, writing->context->archive->entities[ENTITY_TOPIC].n + 1);
	bool whole = !entry->decision && !entry->assignment;
	unsigned number = entry->decision ? entry->decision->item : entry->assignment ? entry->assignment->item : 0;
	for (size_t i = 0; whole && i < entry->document->topics.n; i++)
		add_category(writing, seen, entry->document->topics.items[i].entity);
	for (size_t i = 0; body && i < body->mentions.n; i++)
		if (whole || body->mentions.items[i].item == number)
			add_category(writing, seen, body->mentions.items[i].entity);
}

static void
add_content(const struct writing *writing)
{
	struct buffer html = {.arena = writing->arena};
	add_corrections(writing, &html);
	if (writing->entry->decision)
		add_decision(writing, &html);
	else if (writing->entry->assignment)
		add_assignment(writing, &html);
	else if (writing->entry->entity)
		add_what_names(writing, &html);
	else
		add_minutes(writing, &html);
	xml_open(writing->xml, "content");
	xml_attribute(writing->xml, "type", S("html"));
	xml_text(writing->xml, buffer_str(&html));
	xml_close(writing->xml);
}

void
entry_write(const struct export_context *context, struct xml *xml, const struct entry *entry)
{
	struct arena *arena = xml->out->arena;
	struct writing writing = {
	    context, &context->archive->site, arena, xml, entry, address_of_document(arena, entry->document)};
	xml_open(xml, "entry");
	xml_element(xml, "id", id_of(&writing));
	xml_element(xml, "title", title_of(&writing));
	xml_element(xml, "updated", atom_time(arena, entry->updated));
	if (entry->document->date.year)
		xml_element(xml, "published", atom_time(arena, date_days(entry->document->date)));
	xml_open(xml, "link");
	xml_attribute(xml, "rel", S("alternate"));
	xml_attribute(xml, "type", S("text/html"));
	xml_attribute(xml, "href", full_address(arena, writing.site, address_of_entry(&writing)));
	xml_close(xml);
	add_categories(&writing);
	add_content(&writing);
	xml_close(xml);
}
