/* How entities, documents and items are called and linked. Persons' names come from person_shown() alone. */
#include "archive/person.h"
#include "pages/dates.h"
#include "pages/words.h"

static const char *const kind_paths[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "slag.personer", [ENTITY_MUNICIPALITY] = "slag.kommuner",       [ENTITY_TOPIC] = "slag.ämnen",
    [ENTITY_NETWORK] = "slag.nätverk", [ENTITY_ORGANISATION] = "slag.organisationer",
};

str
kind_word(const struct view *view, enum entity_kind kind)
{
	return word(view, kind_paths[kind]);
}

str
entity_title(const struct view *view, const struct entity *entity)
{
	if (entity->kind == ENTITY_PERSON)
		return person_shown(view->arena, view->context->archive, entity).name;
	return entity->name;
}

bool
entity_has_page(const struct view *view, const struct entity *entity)
{
	return entity->kind != ENTITY_PERSON || person_shown(view->arena, view->context->archive, entity).linked;
}

str
network_names(const struct view *view, const struct document *document)
{
	struct strs names = {0};
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct reference *network = &document->networks.items[i];
		vec_push(view->arena, &names, network->entity ? entity_title(view, network->entity) : network->text);
	}
	return enumerated(view, &names);
}

static str
own_title(const struct view *view, const struct document *document)
{
	if (document->title.n || document->kind != DOCUMENT_MINUTES)
		return document->title.n ? document->title : document->id;
	str date = document->date.year ? date_text(view, document->date) : word(view, "datum.okänt");
	return phrase2(view, "protokoll.rubrik", network_names(view, document), date);
}

str
document_title(const struct view *view, const struct document *document)
{
	unsigned ordinal = view->context->index->namesakes[document->index];
	str title = own_title(view, document);
	return ordinal < 2 ? title : phrase2(view, "protokoll.rubrik_igen", title, number_text(view->arena, ordinal));
}

str
item_title(const struct view *view, const struct item *item)
{
	return item->label.n ? phrase2(view, "protokoll.punkt", item->label, item->title) : item->title;
}

struct value
entity_link(const struct view *view, const struct entity *entity)
{
	bool here = view->page->entity == entity;
	str address = !here && entity_has_page(view, entity) ? address_of_entity(view->arena, entity) : (str){0};
	return link_value(view, entity_title(view, entity), address);
}

struct value
reference_link(const struct view *view, const struct reference *reference)
{
	return reference->entity ? entity_link(view, reference->entity) : link_value(view, reference->text, (str){0});
}

struct value
references_list(const struct view *view, const struct references *references)
{
	struct value list = value_list();
	for (size_t i = 0; i < references->n; i++)
		value_push(view->arena, &list, reference_link(view, &references->items[i]));
	return wrapped(view, list);
}

struct value
entities_list(const struct view *view, const struct entity_list *entities)
{
	struct value list = value_list();
	for (size_t i = 0; i < entities->n; i++)
		value_push(view->arena, &list, entity_link(view, entities->items[i]));
	return wrapped(view, list);
}

struct value
document_link(const struct view *view, const struct document *document)
{
	return link_value(view, document_title(view, document), address_of_document(view->arena, document));
}
