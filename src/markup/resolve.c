/* Steps 4 and 5 of resolution. Two who fit mean no link: nobody is guessed. */
#include "markup/resolve.h"

#include "archive/archive.h"

enum { NEAR_DAYS = 731 /* two years, one of them a leap year */ };

/* At a meeting of a network: of the people present, the chairs and the secretaries. */
struct presence {
	const struct entity *network;
	long day;
};

struct presences {
	struct presence *items; /* in the order of the documents, so by day */
	size_t n, cap;
};

struct activity {
	const struct archive *archive;
	struct presences *of_person; /* by index */
};

struct people {
	const struct markup *markup;
	const struct document *document;
	bool *in; /* by person's index */
};

static bool
is_person(const struct entity *entity)
{
	return entity && entity->kind == ENTITY_PERSON;
}

/* ---- who was active where ---- */

static void
add_presence(struct arena *arena, struct activity *activity, const struct document *minutes, const struct entity *who)
{
	if (!is_person(who))
		return;
	for (size_t i = 0; i < minutes->networks.n; i++) {
		struct presence presence = {minutes->networks.items[i].entity, date_days(minutes->date)};
		if (presence.network)
			vec_push(arena, &activity->of_person[who->index], presence);
	}
}

static void
add_all(struct arena *arena, struct activity *activity, const struct document *minutes, const struct references *people)
{
	for (size_t i = 0; i < people->n; i++)
		add_presence(arena, activity, minutes, people->items[i].entity);
}

const struct activity *
activity_new(struct arena *arena, const struct archive *archive)
{
	struct activity *activity = arena_new(arena, struct activity);
	activity->archive = archive;
	activity->of_person = arena_array(arena, struct presences, archive->entities[ENTITY_PERSON].n + 1);
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct document *document = archive->documents.items[i];
		if (document->kind != DOCUMENT_MINUTES || document->date.year == 0)
			continue;
		add_all(arena, activity, document, &document->chairs);
		add_all(arena, activity, document, &document->secretaries);
		for (size_t k = 0; k < document->present.n; k++)
			add_presence(arena, activity, document, document->present.items[k].who.entity);
	}
	return activity;
}

/* Whether [from, to] and the time of a date that may be imprecise have a day in common; open ends have year 0. */
static bool
covers(struct date from, struct date to, struct date date)
{
	if (date.year == 0)
		return from.year == 0 && to.year == 0;
	return (from.year == 0 || date_days(from) <= date_days(date_last_day(date))) &&
	       (to.year == 0 || date_days(date_last_day(to)) >= date_days(date));
}

static bool
was_near(const struct presences *presences, const struct entity *network, struct date date)
{
	long first = date_days(date) - NEAR_DAYS, last = date_days(date_last_day(date)) + NEAR_DAYS;
	size_t low = 0, high = presences->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (presences->items[middle].day < first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < presences->n && presences->items[low].day <= last; low++)
		if (presences->items[low].network == network)
			return true;
	return false;
}

static bool
was_active(const struct activity *activity, const struct entity *person, const struct document *document)
{
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct entity *network = document->networks.items[i].entity;
		const struct tenures *roles = &person->person.roles;
		for (size_t k = 0; network && k < roles->n; k++)
			if (roles->items[k].body.entity == network && covers(roles->items[k].from, roles->items[k].to, document->date))
				return true;
		if (network && document->date.year && was_near(&activity->of_person[person->index], network, document->date))
			return true;
	}
	return false;
}

/* ---- the people of a document ---- */

void
people_add(struct people *people, const struct entity *person)
{
	if (is_person(person))
		people->in[person->index] = true;
}

void
people_add_group(struct people *people, const struct entity *group)
{
	if (!group || (group->kind != ENTITY_ORGANISATION && group->kind != ENTITY_NETWORK))
		return;
	const struct tenures *members = group->kind == ENTITY_NETWORK ? &group->network.members : &group->organisation.members;
	for (size_t i = 0; i < members->n; i++)
		if (covers(members->items[i].from, members->items[i].to, people->document->date))
			people_add(people, members->items[i].who.entity);
}

static void
add_attendees(struct people *people, const struct attendees *attendees)
{
	for (size_t i = 0; i < attendees->n; i++)
		people_add(people, attendees->items[i].who.entity);
}

static void
add_references(struct people *people, const struct references *references)
{
	for (size_t i = 0; i < references->n; i++)
		people_add(people, references->items[i].entity);
}

struct people *
people_new(struct arena *arena, const struct markup *markup, const struct document *document)
{
	struct people *people = arena_new(arena, struct people);
	people->markup = markup;
	people->document = document;
	people->in = arena_array(arena, bool, markup->archive->entities[ENTITY_PERSON].n + 1);
	add_attendees(people, &document->present);
	add_attendees(people, &document->absent);
	add_references(people, &document->chairs);
	add_references(people, &document->secretaries);
	return people;
}

bool
people_have(const struct people *people, const struct entity *person)
{
	return is_person(person) && people->in[person->index];
}

/* ---- the two steps ---- */

struct choice {
	VEC(const struct entity *) fits;
};

static int
by_id(const struct entity *a, const struct entity *b)
{
	return str_compare(a->id, b->id);
}

/* Candidates stand in the order of their ids. */
static void
add_candidate(struct arena *arena, struct choice *choice, const struct entity *entity)
{
	vec_push(arena, &choice->fits, entity);
	for (size_t i = choice->fits.n - 1; i > 0 && by_id(choice->fits.items[i - 1], choice->fits.items[i]) > 0; i--) {
		choice->fits.items[i] = choice->fits.items[i - 1];
		choice->fits.items[i - 1] = entity;
	}
}

static bool
settle(const struct choice *choice, enum mention_how how, struct mention *mention)
{
	if (choice->fits.n == 0)
		return false;
	if (choice->fits.n == 1) {
		mention->entity = choice->fits.items[0];
		mention->how = how;
		return true;
	}
	mention->how = MENTION_AMBIGUOUS;
	mention->candidates = choice->fits.items;
	mention->candidate_count = choice->fits.n;
	return true;
}

void
resolve_short_name(const struct people *people, const struct name_form *form, const bool *fitting, struct arena *arena,
                   struct mention *mention)
{
	struct choice here = {0}, active = {0}, all = {0};
	for (size_t i = 0; i < form->entities.n; i++) {
		const struct entity *entity = form->entities.items[i];
		if (fitting && !fitting[i])
			continue;
		add_candidate(arena, &all, entity);
		if (people_have(people, entity))
			add_candidate(arena, &here, entity);
		else if (was_active(people->markup->activity, entity, people->document))
			add_candidate(arena, &active, entity);
	}
	if (settle(&here, MENTION_MEETING, mention) || settle(&active, MENTION_NETWORK, mention))
		return;
	mention->how = MENTION_UNKNOWN;
	mention->candidates = all.fits.items;
	mention->candidate_count = all.fits.n;
}

void
resolve_namesake(const struct people *people, const struct name_form *form, const bool *fitting, struct arena *arena,
                 struct mention *mention)
{
	struct choice beside = {0}, here = {0}, all = {0};
	for (size_t i = 0; i < form->entities.n; i++) {
		const struct entity *entity = form->entities.items[i];
		add_candidate(arena, &all, entity);
		if (fitting && fitting[i])
			add_candidate(arena, &beside, entity);
		if (people_have(people, entity))
			add_candidate(arena, &here, entity);
	}
	if (beside.fits.n == 1)
		settle(&beside, MENTION_FULL, mention);
	else if (here.fits.n == 1)
		settle(&here, MENTION_FULL, mention);
	else
		settle(&all, MENTION_FULL, mention);
}
