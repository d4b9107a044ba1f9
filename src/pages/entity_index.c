/* The index of one kind of entity: people under their first letters, networks and topics under their parents,
   municipalities with the tile map. */
#include "base/text.h"
#include "pages/words.h"

static const struct entity *
parent_entity(const struct entity *entity)
{
	switch (entity->kind) {
	case ENTITY_TOPIC:
		return entity->topic.parent.entity;
	case ENTITY_NETWORK:
		return entity->network.parent.entity;
	case ENTITY_ORGANISATION:
		return entity->organisation.parent.entity;
	default:
		return NULL;
	}
}

static struct value
entry(const struct view *view, const struct entity *entity)
{
	struct value row = entity_link(view, entity);
	size_t count = minutes_naming(view, entity);
	const struct entity *parent = parent_entity(entity);
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

/* The letter a person is filed under, as a Swedish reader looks for it: "Ö", never "O". */
static str
first_letter(const struct view *view, const struct entity *person)
{
	str filed = person->person.sort_as;
	if (!filed.n) {
		str name = str_trim(person->name);
		size_t start = name.n;
		while (start && name.p[start - 1] != ' ')
			start--;
		filed = str_from(name, start);
	}
	str upper = text_upper_first(view->arena, filed);
	size_t end = 0;
	text_next(upper, &end);
	return text_nfc(view->arena, str_slice(upper, 0, end));
}

static void
end_letter(const struct view *view, struct value *groups, struct value *entries, str letter)
{
	struct value group = value_object();
	str anchor = str_join(view->arena, S("b-"), text_nfc(view->arena, letter));
	set_text(view, &group, S("bokstav"), letter);
	set_text(view, &group, S("id"), letter.n ? anchor : (str){0});
	set(view, &group, S("poster"), wrapped(view, *entries));
	value_push(view->arena, groups, group);
	*entries = value_list();
}

static struct value
groups_of(const struct view *view, const struct entity_list *all)
{
	struct value groups = value_list(), entries = value_list();
	bool people = view->page->entities == ENTITY_PERSON;
	str letter = {0};
	for (size_t i = 0; i < all->n; i++) {
		str own = people ? first_letter(view, all->items[i]) : (str){0};
		if (entries.n && !str_eq(own, letter))
			end_letter(view, &groups, &entries, letter);
		letter = own;
		value_push(view->arena, &entries, entry(view, all->items[i]));
	}
	if (entries.n)
		end_letter(view, &groups, &entries, letter);
	return wrapped(view, groups);
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
	str lead = word(view, lead_paths[kind]);
	set_head(view, object, (struct page_head){
	    .heading = kind_word(view, kind),
	    .description = phrase2(view, "förteckning.beskrivning", lead, view->context->archive->site.title),
	});
	set_text(view, object, S("ingress"), lead);
	set_bool(view, object, S("bokstäver"), kind == ENTITY_PERSON);
	set(view, object, S("grupper"), groups_of(view, &view->context->index->sorted[kind]));
	set(view, object, S("karta"), kind == ENTITY_MUNICIPALITY ? tile_map(view) : value_bool(false));
}
