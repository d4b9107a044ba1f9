/* The page of an organisation, a company or a working group. */
#include "pages/words.h"

/* Also what has passed: a group's meetings leave no minutes of their own to be listed. */
static struct value
planned_for(const struct view *view, const struct entity *organisation)
{
	const struct plan_list *all = &view->context->index->plans_of[ENTITY_ORGANISATION][organisation->index];
	struct plan_list newest = {0};
	for (size_t i = 0; i < all->n; i++)
		if (!all->items[i]->replaced)
			vec_push(view->arena, &newest, all->items[i]);
	return plans_of(view, &newest, false);
}

void
organisation_view(const struct view *view, struct value *object)
{
	const struct entity *organisation = view->page->entity;
	const struct reference *parent = &organisation->organisation.parent;
	size_t count = minutes_naming(view, organisation);
	set_entity_head(
	    view, object,
	    count ? phrase2(view, "ämne.nämns", counted(view, "antal.möten", count), years_spanned(view, organisation))
	          : word(view, "ämne.nämns_inte"));
	set_text(view, object, S("typ"), organisation->organisation.type);
	set(view, object, S("överordnat"), parent->text.n ? reference_link(view, parent) : value_bool(false));
	set(view, object, S("underordnade"),
	    entities_list(view, &view->context->index->children[ENTITY_ORGANISATION][organisation->index]));
	set(view, object, S("medlemmar"), tenures_list(view, &organisation->organisation.members));
	set(view, object, S("planerat"), planned_for(view, organisation));
	set_entity_traces(view, object);
}
