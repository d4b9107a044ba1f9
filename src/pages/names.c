/* How entities, documents and items are called and linked. Persons' names come from person_shown() alone. */
#include "archive/person.h"
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

const struct known *
known(const struct view *view, const struct document *document)
{
	return &view->context->known[document->index];
}

str
network_names(const struct view *view, const struct document *document)
{
	return known(view, document)->networks;
}

str
document_title(const struct view *view, const struct document *document)
{
	return known(view, document)->title;
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
	return link_value(view, known(view, document)->title, known(view, document)->address);
}
