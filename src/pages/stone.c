/* What stands where a withdrawn document, a withdrawn page or the page of a hidden person was: that it is gone,
   since when, on what ground and whom to ask. Nothing of what it said, and no name. */
#include "archive/mask.h"
#include "pages/dates.h"
#include "pages/words.h"

/* Minutes whose day has passed. */
static struct page_head
withdrawn_minutes(const struct view *view, struct value *object)
{
	const struct document *document = view->page->document;
	str title = document_title(view, document);
	add_crumb(view, object, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	set(view, object, S("sedan"), date_value(view, document_withdrawn_since(document)));
	set_text(view, object, S("text"), word(view, "sten.protokoll"));
	set_text(view, object, S("regel"), phrase1(view, "sten.regel", date_text(view, document->withdraw_after)));
	return (struct page_head){
	    .heading = title,
	    .title = phrase2(view, "sida.del", title, word(view, "sten.del")),
	    .description = phrase1(view, "sten.protokoll_beskrivning", title),
	};
}

/* A line of adresser.txt. */
static struct page_head
withdrawn_page(const struct view *view, struct value *object)
{
	const struct recorded *line = view->page->withdrawn;
	set(view, object, S("sedan"), date_value(view, line->withdrawn));
	set_text(view, object, S("text"), word(view, "sten.sida"));
	set_text(view, object, S("grund"), archive_mask_text(view->context->archive, view->arena, NULL, line->reason));
	return (struct page_head){
	    .heading = word(view, "sten.sida_rubrik"),
	    .title = phrase2(view, "sida.del", word(view, "sten.sida_rubrik"), line->address),
	    .description = word(view, "sten.sida"),
	};
}

/* The id of a hidden person tells nothing. */
static struct page_head
hidden_person(const struct view *view, struct value *object)
{
	const struct publication_rule *rule = &view->page->entity->person.publication;
	if (view->context->index->sorted[ENTITY_PERSON].n)
		add_crumb(view, object, word(view, "slag.personer"), address_of_entities(ENTITY_PERSON));
	set(view, object, S("sedan"), date_value(view, rule->period.first));
	set_text(view, object, S("text"), word(view, "sten.person"));
	set_text(view, object, S("grund"), rule->ground);
	return (struct page_head){
	    .heading = word(view, "sten.person_rubrik"),
	    .title = phrase2(view, "sida.del", word(view, "sten.person_rubrik"), view->page->entity->id),
	    .description = word(view, "sten.person"),
	};
}

void
stone_view(const struct view *view, struct value *object)
{
	set_bool(view, object, S("regel"), false);
	set_bool(view, object, S("grund"), false);
	set(view, object, S("kontakt"), contact_value(view, site_contact(view)));
	set(view, object, S("mer"), url_to(view, address_of(ADDRESS_PUBLICATION)));
	struct page_head head = view->page->document    ? withdrawn_minutes(view, object)
	                        : view->page->withdrawn ? withdrawn_page(view, object)
	                                                : hidden_person(view, object);
	set_head(view, object, head);
}
