/* The page of a network: purpose, members, chairs over time, its minutes and its governing documents. */
#include "pages/dates.h"
#include "pages/words.h"

static struct value
member_municipalities(const struct view *view, const struct entity *network)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	struct entity_list members = {0};
	for (size_t i = 0; i < all->n; i++)
		if (network_has_municipality(view->context->archive, network, all->items[i]))
			vec_push(view->arena, &members, all->items[i]);
	return entities_list(view, &members);
}

static struct value
agenda_value(const struct view *view, const struct entity *network)
{
	struct value list = value_list();
	for (size_t i = 0; i < network->network.agenda.n; i++)
		value_push(view->arena, &list, link_value(view, network->network.agenda.items[i].text, (str){0}));
	return wrapped(view, list);
}

static struct value
governing(const struct view *view, const struct document_list *documents)
{
	struct value list = value_list();
	for (size_t i = 0; i < documents->n; i++) {
		struct value row = document_link(view, documents->items[i]);
		set_text(view, &row, S("typ"), documents->items[i]->type);
		set(view, &row, S("datum"), known(view, documents->items[i])->date);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

void
network_view(const struct view *view, struct value *object)
{
	const struct entity *network = view->page->entity;
	const struct index *index = view->context->index;
	const struct reference *parent = &network->network.parent;
	const struct document_list *minutes = &index->of_network[0][network->index];
	set_entity_head(view, object, counted(view, "antal.protokoll_i_arkivet", minutes->n));
	set_text(view, object, S("fullständigt"), network->network.full_name);
	set_text(view, object, S("tid"), period_text(view, network->network.from, network->network.to));
	set(view, object, S("överordnat"), parent->text.n ? reference_link(view, parent) : value_bool(false));
	set(view, object, S("underordnade"), entities_list(view, &index->children[ENTITY_NETWORK][network->index]));
	set(view, object, S("kommuner"), member_municipalities(view, network));
	set(view, object, S("medlemmar"), tenures_list(view, &network->network.members));
	set(view, object, S("ordförande"), tenures_list(view, &network->network.chairs));
	set(view, object, S("dagordning"), agenda_value(view, network));
	set(view, object, S("styrdokument"), governing(view, &index->of_network[1][network->index]));
	set(view, object, S("planerat"), plans_of(view, &index->plans_of[ENTITY_NETWORK][network->index], true));
	set(view, object, S("år"), minutes_of_network(view, network));
	set_entity_traces(view, object);
}
