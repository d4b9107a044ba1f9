/* One year of an entity that the archive names too often for one page. */
#include "pages/words.h"

void
entity_part_view(const struct view *view, struct value *object)
{
	const struct entity *entity = view->page->entity;
	const struct part *part = view->page->part_of_entity;
	str name = entity_title(view, entity), kind = kind_word(view, entity->kind), year = part_name(view, part);
	str heading = phrase2(view, "entitet.del", name, year);
	add_crumb(view, object, kind, address_of_entities(entity->kind));
	add_crumb(view, object, name, address_of_entity(view->arena, entity));
	set_head(
	    view, object,
	    (struct page_head){
	        .heading = heading,
	        .title = phrase2(view, "sida.del", heading, kind),
	        .description = phrase3(view, "entitet.del_beskrivning", name, year, view->context->archive->site.title),
	    });
	bool network = entity->kind == ENTITY_NETWORK;
	set(view, object, S("år"), network ? minutes_of_network(view, entity) : value_bool(false));
	set_traces(view, object, entity);
}
