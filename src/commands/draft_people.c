/* Who leads a meeting and who is expected at it. */
#include "commands/draft.h"

#include "base/text.h"

enum { YEARS_BACK = 2 };

static bool
covers(const struct tenure *tenure, struct date date)
{
	return (tenure->from.year == 0 || date_days(tenure->from) <= date_days(date)) &&
	       (tenure->to.year == 0 || date_days(date_last_day(tenure->to)) >= date_days(date));
}

static void
add_once(struct arena *arena, struct strs *list, str text)
{
	if (text.n && !strs_have(list, text))
		vec_push(arena, list, text);
}

static void
add_referred(const struct draft *draft, struct strs *list, const struct reference *reference)
{
	add_once(draft->arena, list, reference->entity ? draft_reference(draft, reference->entity) : reference->text);
}

/* ---- who leads it ---- */

static void
add_chairs_of_network(const struct draft *draft, const struct entity *network, struct chairs *chairs)
{
	const struct tenures *tenures = &network->network.chairs;
	for (size_t i = 0; i < tenures->n; i++) {
		const struct entity *who = tenures->items[i].who.entity;
		if (covers(&tenures->items[i], draft->date))
			add_referred(
			    draft, who && who->kind == ENTITY_MUNICIPALITY ? &chairs->municipalities : &chairs->people,
			    &tenures->items[i].who);
	}
}

/* People whose `roller` say so. */
static void
add_chairs_by_role(const struct draft *draft, const struct entity *network, struct chairs *chairs)
{
	const struct entities *people = &draft->archive->entities[ENTITY_PERSON];
	for (size_t i = 0; i < people->n; i++) {
		const struct tenures *roles = &people->items[i]->person.roles;
		for (size_t k = 0; k < roles->n; k++)
			if (roles->items[k].body.entity == network && covers(&roles->items[k], draft->date) &&
			    str_eq(text_fold(draft->arena, roles->items[k].role), S("ordförande")))
				add_once(draft->arena, &chairs->people, draft_reference(draft, people->items[i]));
	}
}

void
draft_chairs(const struct draft *draft, struct chairs *chairs)
{
	for (size_t i = 0; i < draft->bodies.n; i++) {
		size_t before = chairs->people.n + chairs->municipalities.n;
		add_chairs_of_network(draft, draft->bodies.items[i], chairs);
		if (chairs->people.n + chairs->municipalities.n == before)
			add_chairs_by_role(draft, draft->bodies.items[i], chairs);
	}
	chairs->suggested = chairs->people.n == 0;
	for (size_t i = 0; chairs->suggested && draft->last && i < draft->last->chairs.n; i++)
		add_referred(draft, &chairs->people, &draft->last->chairs.items[i]);
}

/* ---- who is expected ---- */

/* By entity->index of their kind. */
struct expected {
	const struct draft *draft;
	bool *people, *organisations, *represented; /* the last: municipalities */
	const struct entity **counts_for; /* of people: as the latest minutes say */
	struct strs others; /* members that no register knows */
};

static void
add_expected(struct expected *expected, const struct entity *who)
{
	if (who && who->kind == ENTITY_PERSON)
		expected->people[who->index] = true;
	else if (who && who->kind == ENTITY_ORGANISATION)
		expected->organisations[who->index] = true;
}

static void
add_members(struct expected *expected)
{
	const struct draft *draft = expected->draft;
	for (size_t i = 0; i < draft->bodies.n; i++) {
		const struct tenures *members = &draft->bodies.items[i]->network.members;
		for (size_t k = 0; k < members->n; k++) {
			if (!covers(&members->items[k], draft->date))
				continue;
			add_expected(expected, members->items[k].who.entity);
			if (!members->items[k].who.entity)
				add_once(draft->arena, &expected->others, members->items[k].who.text);
		}
	}
}

/* Those whom the new file says to lead and to write. */
static void
add_leaders(struct expected *expected)
{
	const struct draft *draft = expected->draft;
	struct chairs chairs = {0};
	draft_chairs(draft, &chairs);
	for (size_t i = 0; i < chairs.people.n; i++)
		add_expected(expected, archive_find(draft->archive, ENTITY_KINDS, chairs.people.items[i]));
	if (draft->last && draft->last->secretaries.n)
		add_expected(expected, draft->last->secretaries.items[0].entity);
}

static bool
has_members(const struct draft *draft)
{
	for (size_t i = 0; i < draft->bodies.n; i++) {
		const struct tenures *members = &draft->bodies.items[i]->network.members;
		for (size_t k = 0; k < members->n; k++)
			if (covers(&members->items[k], draft->date))
				return true;
	}
	return false;
}

/* The newest word about whom a person counts for stands, so the minutes are read from the newest. */
static void
add_attendees(struct expected *expected, const struct document *document, bool all)
{
	const struct references *leaders[] = {&document->chairs, &document->secretaries};
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; all && k < leaders[i]->n; k++)
			if (leaders[i]->items[k].entity)
				add_expected(expected, leaders[i]->items[k].entity);
	for (size_t i = 0; i < document->present.n; i++) {
		const struct attendee *attendee = &document->present.items[i];
		const struct entity *who = attendee->who.entity;
		if (all)
			add_expected(expected, who);
		if (who && who->kind == ENTITY_PERSON && !expected->counts_for[who->index])
			expected->counts_for[who->index] = attendee->counts_for.entity;
	}
}

static void
read_minutes(struct expected *expected, bool all)
{
	const struct draft *draft = expected->draft;
	struct date since = draft->date;
	since.year -= YEARS_BACK;
	for (size_t i = draft->archive->documents.n; i-- > 0;) {
		const struct document *document = draft->archive->documents.items[i];
		if (document->kind == DOCUMENT_MINUTES && document->date.year &&
		    date_days(document->date) >= date_days(since) &&
		    date_days(document->date) < date_days(draft->date) && draft_is_of(draft, document))
			add_attendees(expected, document, all);
	}
}

/* "Anna Exempelsson", with the municipality where the register has another or none. */
static void
add_person(struct expected *expected, struct strs *list, const struct entity *person)
{
	const struct draft *draft = expected->draft;
	const struct entity *own = person->person.municipality.entity, *said = expected->counts_for[person->index];
	const struct entity *counts_for = said ? said : own;
	str name = draft_reference(draft, person);
	if (counts_for && counts_for->kind == ENTITY_MUNICIPALITY)
		expected->represented[counts_for->index] = true;
	bool tell = said && said != own && str_find_char(said->name, ',') == SIZE_MAX;
	add_once(draft->arena, list, tell ? str_format(draft->arena, "%.*s, %.*s", STR(name), STR(said->name)) : name);
}

static bool
is_in_network(const struct draft *draft, const struct entity *municipality)
{
	for (size_t i = 0; i < draft->bodies.n; i++)
		if (network_has_municipality(draft->archive, draft->bodies.items[i], municipality))
			return true;
	return draft->bodies.n == 0;
}

struct strs
draft_present(const struct draft *draft, struct strs *others)
{
	const struct archive *archive = draft->archive;
	const struct entity_list *sorted = draft->index->sorted;
	struct expected expected = {
	    .draft = draft,
	    .people = arena_array(draft->arena, bool, archive->entities[ENTITY_PERSON].n + 1),
	    .organisations = arena_array(draft->arena, bool, archive->entities[ENTITY_ORGANISATION].n + 1),
	    .represented = arena_array(draft->arena, bool, archive->entities[ENTITY_MUNICIPALITY].n + 1),
	    .counts_for = arena_array(draft->arena, const struct entity *, archive->entities[ENTITY_PERSON].n + 1),
	};
	bool members = has_members(draft);
	if (members)
		add_members(&expected);
	read_minutes(&expected, !members);
	add_leaders(&expected);
	*others = expected.others;
	struct strs list = {0};
	for (size_t i = 0; i < sorted[ENTITY_PERSON].n; i++)
		if (expected.people[sorted[ENTITY_PERSON].items[i]->index])
			add_person(&expected, &list, sorted[ENTITY_PERSON].items[i]);
	for (size_t i = 0; i < sorted[ENTITY_MUNICIPALITY].n; i++) {
		const struct entity *municipality = sorted[ENTITY_MUNICIPALITY].items[i];
		if (!expected.represented[municipality->index] && is_in_network(draft, municipality))
			add_once(draft->arena, &list, draft_reference(draft, municipality));
	}
	for (size_t i = 0; i < sorted[ENTITY_ORGANISATION].n; i++)
		if (expected.organisations[sorted[ENTITY_ORGANISATION].items[i]->index])
			add_once(draft->arena, &list, draft_reference(draft, sorted[ENTITY_ORGANISATION].items[i]));
	return list;
}
