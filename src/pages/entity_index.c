/* The index of one kind of entity: people under their first letters, networks and topics under their parents,
   municipalities with the tile map. */
#include "pages/words.h"

static struct value
entry(const struct view *view, const struct entity *entity)
{
	struct value row = entity_link(view, entity);
	size_t count = minutes_naming(view, entity);
	const struct entity *parent = entity_parent(entity);
	bool person = entity->kind == ENTITY_PERSON, network = entity->kind == ENTITY_NETWORK;
	bool home = person && entity->person.municipality.text.n;
	set_text(view, &row, S("beskrivning"), entity->description);
	set_text(view, &row, S("fullständigt"), network ? entity->network.full_name : (str){0});
	set(view, &row, S("överordnat"), parent ? entity_link(view, parent) : value_bool(false));
	set(view, &row, S("kommun"), home ? reference_link(view, &entity->person.municipality) : value_bool(false));
	set_text(view, &row, S("typ"), entity->kind == ENTITY_ORGANISATION ? entity->organisation.type : (str){0});
	set_text(view, &row, S("möten"), count ? counted(view, "antal.möten", count) : (str){0});
	return row;
}

/* --- groups --- */

static struct value
group_value(const struct view *view, const struct entity_list *entities, const struct letter *letter)
{
	struct value value = value_object(), entries = value_list();
	for (size_t i = 0; i < entities->n; i++)
		value_push(view->arena, &entries, entry(view, entities->items[i]));
	set_text(view, &value, S("bokstav"), letter ? letter->letter : (str){0});
	set_text(view, &value, S("id"), letter ? str_join(view->arena, S("b-"), letter->slug) : (str){0});
	set(view, &value, S("poster"), wrapped(view, entries));
	return value;
}

/* People under their letters: all of them, or those of the page's own; none where each letter has its page. */
static struct value
groups_of(const struct view *view, const struct entity_list *all)
{
	const struct index *index = view->context->index;
	const struct letter *own = view->page->letter;
	bool people = view->page->entities == ENTITY_PERSON;
	struct value list = value_list();
	if (own)
		value_push(view->arena, &list, group_value(view, &own->people, own));
	else if (!people && all->n)
		value_push(view->arena, &list, group_value(view, all, NULL));
	for (size_t i = 0; people && !own && all->n <= LIST_SPLIT && i < index->letters.n; i++)
		value_push(view->arena, &list,
		           group_value(view, &index->letters.items[i].people, &index->letters.items[i]));
	return wrapped(view, list);
}

/* The way to each letter: on this page, or to the page it has when there are many people. */
static struct value
letters_of(const struct view *view)
{
	const struct index *index = view->context->index;
	bool split = index->sorted[ENTITY_PERSON].n > LIST_SPLIT;
	struct value list = value_list();
	for (size_t i = 0; view->page->entities == ENTITY_PERSON && i < index->letters.n; i++) {
		const struct letter *letter = &index->letters.items[i];
		str address = split ? address_of_letter(view->arena, letter->slug)
		                    : str_join(view->arena, S("#b-"), letter->slug);
		struct value row = link_value(view, letter->letter, view->page->letter == letter ? (str){0} : address);
		set_text(view, &row, S("antal"), split ? number_text(view->arena, letter->people.n) : (str){0});
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

static const char *const lead_paths[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "förteckning.personer",
    [ENTITY_MUNICIPALITY] = "förteckning.kommuner",
    [ENTITY_TOPIC] = "förteckning.ämnen",
    [ENTITY_NETWORK] = "förteckning.nätverk",
    [ENTITY_ORGANISATION] = "förteckning.organisationer",
};

void
entity_index_view(const struct view *view, struct value *object)
{
	enum entity_kind kind = view->page->entities;
	const struct letter *letter = view->page->letter;
	str lead = word(view, lead_paths[kind]), heading = kind_word(view, kind);
	if (letter) {
		add_crumb(view, object, heading, address_of_entities(kind));
		heading = phrase2(view, "entitet.del", heading, letter->letter);
	}
	set_head(view, object,
	         (struct page_head){
	             .heading = heading,
	             .description = phrase2(view, "förteckning.beskrivning", lead, view->context->archive->site.title),
	         });
	set_text(view, object, S("ingress"), lead);
	set(view, object, S("bokstäver"), letters_of(view));
	set_bool(view, object, S("delat"),
	         kind == ENTITY_PERSON && !letter && view->context->index->sorted[kind].n > LIST_SPLIT);
	set(view, object, S("grupper"), groups_of(view, &view->context->index->sorted[kind]));
	set(view, object, S("karta"), kind == ENTITY_MUNICIPALITY ? tile_map(view) : value_bool(false));
}
