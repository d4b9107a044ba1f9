/* What the pages of all entities share: head, other names, and where the archive names them. */
#include "pages/words.h"

static struct value
aliases_value(const struct view *view, const struct entity *entity)
{
	struct value list = value_list();
	for (size_t i = 0; i < entity->aliases.n; i++)
		if (entity->kind != ENTITY_NETWORK || !str_eq(entity->aliases.items[i].text, entity->network.full_name))
			value_push(view->arena, &list, link_value(view, entity->aliases.items[i].text, (str){0}));
	return wrapped(view, list);
}

void
set_entity_head(const struct view *view, struct value *object, str count)
{
	const struct entity *entity = view->page->entity;
	str name = entity_title(view, entity), kind = kind_word(view, entity->kind);
	str described = entity->description.n ? phrase2(view, "sida.mening", entity->description, count)
	                                      : phrase2(view, "sida.uppgift", name, count);
	add_crumb(view, object, kind, address_of_entities(entity->kind));
	set_head(view, object,
	         (struct page_head){
	             .heading = name,
	             .title = phrase2(view, "sida.del", name, kind),
	             .description = described,
	         });
	set_text(view, object, S("ingress"), entity->description);
	set_text(view, object, S("omfång"), count);
	set(view, object, S("alias"), aliases_value(view, entity));
}

void
set_entity_traces(const struct view *view, struct value *object)
{
	set_traces(view, object, view->page->entity);
	set(view, object, S("dokument"), documents_naming(view, view->page->entity));
}
