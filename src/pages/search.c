/* The search page. Its script does the searching; without an index it says so and leads to the lists. */
#include "pages/words.h"

static struct value
facet(const struct view *view, str key, str name)
{
	struct value object = value_object();
	set_text(view, &object, S("nyckel"), key);
	set_text(view, &object, S("namn"), name);
	return object;
}

static struct value
facets(const struct view *view)
{
	struct value list = value_list();
	value_push(view->arena, &list, facet(view, S("amne"), kind_word(view, ENTITY_TOPIC)));
	value_push(view->arena, &list, facet(view, S("kommun"), kind_word(view, ENTITY_MUNICIPALITY)));
	value_push(view->arena, &list, facet(view, S("natverk"), kind_word(view, ENTITY_NETWORK)));
	value_push(view->arena, &list, facet(view, S("ar"), word(view, "sök.år")));
	value_push(view->arena, &list, facet(view, S("slag"), word(view, "sök.slag")));
	return list;
}

void
search_view(const struct view *view, struct value *object)
{
	str here = view->page->address;
	set_head(view, object,
	         (struct page_head){.heading = word(view, "sök.rubrik"), .description = word(view, "sök.beskrivning")});
	set_bool(view, object, S("sökning"), view->context->searchable);
	set(view, object, S("här"), url_to(view, here));
	set(view, object, S("facetter"), facets(view));
	set_text(view, object, S("rot"), address_relative(view->arena, here, address_of(ADDRESS_HOME)));
	set_text(view, object, S("index"), address_relative(view->arena, here, address_of(ADDRESS_SEARCH_INDEX)));
}

/* What a search from a page stays within: a value of a facet (src/export/records.c). */
static struct value
scope(const struct view *view)
{
	static const char *const parameters[ENTITY_KINDS] = {
	    [ENTITY_PERSON] = "med", [ENTITY_MUNICIPALITY] = "kommun",   [ENTITY_TOPIC] = "amne",
	    [ENTITY_NETWORK] = "natverk", [ENTITY_ORGANISATION] = "med",
	};
	const struct entity *entity = view->page->entity;
	if (!entity || view->page->kind == PAGE_FORWARD || view->page->kind == PAGE_STONE)
		return value_bool(false);
	struct value object = value_object();
	set_text(view, &object, S("nyckel"), str_of(parameters[entity->kind]));
	set_text(view, &object, S("värde"), entity->id);
	return object;
}

struct value
search_field(const struct view *view)
{
	if (!view->context->searchable)
		return value_bool(false);
	struct value object = value_object(), within = scope(view);
	bool inside = within.kind == VALUE_OBJECT;
	set(view, &object, S("länk"), url_to(view, address_of(ADDRESS_SEARCH)));
	set(view, &object, S("inom"), within);
	set_text(view, &object, S("etikett"),
	         inside ? phrase1(view, "sök.inom_sidan", entity_title(view, view->page->entity)) : word(view, "sök.etikett"));
	return object;
}
