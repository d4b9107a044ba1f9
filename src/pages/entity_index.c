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

/* What a person is filed under: `sorteras`, else the last name. */
static str
filed_name(const struct entity *person)
{
	str name = str_trim(person->name);
	size_t start = name.n;
	if (person->person.sort_as.n)
		return person->person.sort_as;
	while (start && name.p[start - 1] != ' ')
		start--;
	return str_from(name, start);
}

static str
first_character(str text, uint32_t *code)
{
	size_t end = 0;
	*code = text_next(text, &end);
	return str_slice(text, 0, end);
}

/* The letter a Swedish reader looks under: "Ö", never "O", but É under E; what begins with no letter is under "#". */
static str
first_letter(const struct view *view, const struct entity *person)
{
	uint32_t code;
	str upper = text_nfc(view->arena, text_upper_first(view->arena, filed_name(person)));
	str letter = first_character(upper, &code);
	if (!text_is_letter(code))
		return S("#");
	if (str_eq(letter, S("Å")) || str_eq(letter, S("Ä")) || str_eq(letter, S("Ö")))
		return letter;
	return first_character(text_nfd(view->arena, letter), &code);
}

/* Entities in order under one letter; networks and other kinds are all under the empty one. */
struct group {
	str letter;
	struct value entries;
};

struct groups {
	struct group *items;
	size_t n, cap;
};

/* Names of other scripts and with accents may stand between those of one letter. */
static struct value *
entries_under(const struct view *view, struct groups *groups, str letter)
{
	for (size_t i = groups->n; i-- > 0;)
		if (str_eq(groups->items[i].letter, letter))
			return &groups->items[i].entries;
	struct group *group = vec_add(view->arena, groups);
	*group = (struct group){letter, value_list()};
	return &group->entries;
}

static struct value
group_value(const struct view *view, const struct group *group)
{
	struct value value = value_object();
	str anchor = str_eq(group->letter, S("#")) ? S("b-0") : str_join(view->arena, S("b-"), group->letter);
	set_text(view, &value, S("bokstav"), group->letter);
	set_text(view, &value, S("id"), group->letter.n ? anchor : (str){0});
	set(view, &value, S("poster"), wrapped(view, group->entries));
	return value;
}

static struct value
groups_of(const struct view *view, const struct entity_list *all)
{
	struct groups groups = {0};
	struct value list = value_list();
	bool people = view->page->entities == ENTITY_PERSON;
	for (size_t i = 0; i < all->n; i++) {
		str letter = people ? first_letter(view, all->items[i]) : (str){0};
		value_push(view->arena, entries_under(view, &groups, letter), entry(view, all->items[i]));
	}
	for (size_t i = 0; i < groups.n; i++)
		value_push(view->arena, &list, group_value(view, &groups.items[i]));
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
	str lead = word(view, lead_paths[kind]);
	set_head(view, object,
	         (struct page_head){
	             .heading = kind_word(view, kind),
	             .description = phrase2(view, "förteckning.beskrivning", lead, view->context->archive->site.title),
	         });
	set_text(view, object, S("ingress"), lead);
	set_bool(view, object, S("bokstäver"), kind == ENTITY_PERSON);
	set(view, object, S("grupper"), groups_of(view, &view->context->index->sorted[kind]));
	set(view, object, S("karta"), kind == ENTITY_MUNICIPALITY ? tile_map(view) : value_bool(false));
}
