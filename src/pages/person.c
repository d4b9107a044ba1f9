/* The page of a person whose name is published. */
#include "base/text.h"
#include "pages/words.h"

/* "Närvarande vid 3 möten, ordförande vid 2" */
static str
summary_of(const struct view *view, const struct entity *person)
{
	static const struct {
		enum appearance_role role;
		const char *path;
	} parts[] = {
	    {APPEARS_PRESENT, "person.närvarande"},
	    {APPEARS_CHAIR, "person.ordförande"},
	    {APPEARS_SECRETARY, "person.sekreterare"},
	};
	struct buffer out = {.arena = view->arena};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t n = minutes_with_role(view, person, parts[i].role);
		if (!n)
			continue;
		if (out.n)
			buffer_add(&out, word(view, "lista.komma"));
		buffer_add(&out, counted(view, parts[i].path, n));
	}
	if (!out.n)
		return word(view, minutes_naming(view, person) ? "person.nämns" : "person.nämns_inte");
	return str_join(view->arena, buffer_str(&out), S("."));
}

/* Whether the person's own entry says the same already. */
static bool
is_said(const struct view *view, const struct entity *body, str role)
{
	const struct tenures *own = &view->page->entity->person.roles;
	for (size_t i = 0; i < own->n; i++)
		if (own->items[i].body.entity == body &&
		    str_eq(text_fold(view->arena, own->items[i].role), text_fold(view->arena, role)))
			return true;
	return false;
}

/* Chairs and members that the registers of networks and organisations give. */
static void
add_held(const struct view *view, struct value *list, const struct entity *body, const struct tenures *tenures,
         str role)
{
	for (size_t i = 0; i < tenures->n; i++)
		if (tenures->items[i].who.entity == view->page->entity && !is_said(view, body, role))
			value_push(view->arena, list, tenure_row(view, &tenures->items[i], role, body));
}

static struct value
roles_of(const struct view *view, const struct entity *person)
{
	const struct archive *archive = view->context->archive;
	struct value list = value_list();
	for (size_t i = 0; i < person->person.roles.n; i++)
		value_push(view->arena, &list, tenure_row(view, &person->person.roles.items[i], (str){0}, NULL));
	for (size_t i = 0; i < archive->entities[ENTITY_NETWORK].n; i++) {
		const struct entity *network = archive->entities[ENTITY_NETWORK].items[i];
		add_held(view, &list, network, &network->network.chairs, word(view, "uppgift.ordförande"));
		add_held(view, &list, network, &network->network.members, word(view, "uppgift.medlem"));
	}
	for (size_t i = 0; i < archive->entities[ENTITY_ORGANISATION].n; i++) {
		const struct entity *organisation = archive->entities[ENTITY_ORGANISATION].items[i];
		add_held(view, &list, organisation, &organisation->organisation.members, word(view, "uppgift.medlem"));
	}
	return wrapped(view, list);
}

void
person_view(const struct view *view, struct value *object)
{
	const struct entity *person = view->page->entity;
	const struct reference *municipality = &person->person.municipality;
	set_entity_head(view, object, summary_of(view, person));
	set(view, object, S("kommun"), municipality->text.n ? reference_link(view, municipality) : value_bool(false));
	set(view, object, S("roller"), roles_of(view, person));
	set_entity_traces(view, object);
}
