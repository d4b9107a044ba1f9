/* Terms of chairs and secretaries, and members over time. */
#include "index/service.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/text.h"

/* --- who --- */

static bool
same(const struct reference *a, const struct reference *b)
{
	return a->entity || b->entity ? a->entity == b->entity : str_eq(a->text, b->text);
}

static struct reference
reference_to(const struct entity *entity)
{
	return (struct reference){.text = entity->name, .entity = (struct entity *)entity};
}

/* --- terms --- */

/* Months and years have a last day too: of two ends the later one. */
static bool
ends_before(struct date a, struct date b)
{
	return date_days(date_last_day(a)) < date_days(date_last_day(b));
}

/* An open end reaches as far as there are dates. */
static bool
comes_before(const struct term *a, const struct term *b)
{
	return a->to.year && b->from.year && date_days(date_last_day(a->to)) < date_days(b->from);
}

static bool
overlap(const struct term *a, const struct term *b)
{
	return !comes_before(a, b) && !comes_before(b, a);
}

static void
join(struct term *into, const struct term *other)
{
	if (!other->from.year || (into->from.year && date_compare(other->from, into->from) < 0))
		into->from = other->from;
	into->lasting = into->lasting || other->lasting;
	if (!other->to.year || (into->to.year && ends_before(into->to, other->to)))
		into->to = other->to;
	if (into->lasting)
		into->to = (struct date){0};
	into->meetings += other->meetings;
}

/* The register's term with every run of meetings in it. */
static void
add_registered(struct arena *arena, struct terms *terms, struct term term)
{
	size_t kept = 0;
	for (size_t i = 0; i < terms->n; i++) {
		if (same(&terms->items[i].who, &term.who) && overlap(&terms->items[i], &term))
			join(&term, &terms->items[i]);
		else
			terms->items[kept++] = terms->items[i];
	}
	terms->n = kept;
	vec_push(arena, terms, term);
}

static struct term
registered(struct reference who, const struct tenure *tenure)
{
	return (struct term){.who = who, .from = tenure->from, .to = tenure->to, .lasting = !tenure->to.year};
}

/* Where the term of somebody stands among those from `first` to `end`, or `end`. */
static size_t
find_term(const struct terms *terms, const struct reference *who, size_t first, size_t end)
{
	while (first < end && !same(&terms->items[first].who, who))
		first++;
	return first;
}

/* Runs of meetings: from `*from` on stand the terms of those who served at the meeting before. */
static void
add_meeting(struct arena *arena, struct terms *terms, const struct references *who, struct date date, size_t *from)
{
	size_t end = terms->n;
	for (size_t i = 0; i < who->n; i++) {
		struct term term = {.who = who->items[i], .from = date, .to = date, .meetings = 1};
		if (find_term(terms, &term.who, end, terms->n) < terms->n)
			continue; /* named twice */
		size_t before = find_term(terms, &term.who, *from, end);
		if (before < end) {
			join(&term, &terms->items[before]);
			terms->items[before].meetings = 0; /* it goes on in the new one */
		}
		vec_push(arena, terms, term);
	}
	if (who->n)
		*from = end;
}

static void
read_meetings(const struct index *index, const struct entity *network, enum appearance_role role, struct arena *arena,
              struct terms *terms)
{
	const struct document_list *minutes = &index->of_network[0][network->index];
	size_t from = 0, kept = 0;
	for (size_t i = 0; i < minutes->n; i++) {
		const struct document *document = minutes->items[i];
		if (document->date.year)
			add_meeting(arena, terms, role == APPEARS_CHAIR ? &document->chairs : &document->secretaries,
			            document->date, &from);
	}
	for (size_t i = 0; i < terms->n; i++)
		if (terms->items[i].meetings)
			terms->items[kept++] = terms->items[i];
	terms->n = kept;
}

static int
compare_terms(const void *a, const void *b)
{
	const struct term *left = a, *right = b;
	int order = date_compare(left->from, right->from);
	if (order)
		return order;
	order = date_compare(left->to, right->to);
	if (order)
		return order;
	return str_compare(left->who.entity ? left->who.entity->id : left->who.text,
	                   right->who.entity ? right->who.entity->id : right->who.text);
}

void
service_terms(const struct index *index, const struct entity *network, enum appearance_role role, struct arena *arena,
              struct terms *terms)
{
	const struct entities *people = &index->archive->entities[ENTITY_PERSON];
	const struct tenures *chairs = &network->network.chairs;
	str name = role == APPEARS_CHAIR ? S("ordförande") : S("sekreterare");
	read_meetings(index, network, role, arena, terms);
	for (size_t i = 0; role == APPEARS_CHAIR && i < chairs->n; i++)
		add_registered(arena, terms, registered(chairs->items[i].who, &chairs->items[i]));
	for (size_t i = 0; i < people->n; i++) {
		const struct tenures *roles = &people->items[i]->person.roles;
		for (size_t j = 0; j < roles->n; j++)
			if (roles->items[j].body.entity == network && str_eq(text_fold(arena, roles->items[j].role), name))
				add_registered(arena, terms, registered(reference_to(people->items[i]), &roles->items[j]));
	}
	if (terms->n)
		qsort(terms->items, terms->n, sizeof *terms->items, compare_terms);
}

/* --- members --- */

void
spans_add(struct arena *arena, struct spans *spans, struct span span)
{
	struct spans all = {0};
	size_t i = 0;
	for (; i < spans->n && spans->items[i].to + 1 < span.from; i++)
		vec_push(arena, &all, spans->items[i]);
	for (; i < spans->n && spans->items[i].from <= span.to + 1; i++) {
		span.from = spans->items[i].from < span.from ? spans->items[i].from : span.from;
		span.to = spans->items[i].to > span.to ? spans->items[i].to : span.to;
	}
	vec_push(arena, &all, span);
	for (; i < spans->n; i++)
		vec_push(arena, &all, spans->items[i]);
	*spans = all;
}

struct gathering {
	struct arena *arena;
	struct members *members;
	struct map by_key;
};

static struct member *
member_at(struct gathering *gathering, struct reference who, const struct entity *municipality)
{
	str key = str_format(gathering->arena, "%d %.*s\n%.*s", who.entity ? (int)who.entity->kind : -1,
	                     STR(who.entity ? who.entity->id : who.text), STR(municipality ? municipality->id : (str){0}));
	void **slot = map_at(&gathering->by_key, key);
	if (!*slot) {
		vec_push(gathering->arena, gathering->members, (struct member){.who = who, .municipality = municipality});
		*slot = (void *)(uintptr_t)gathering->members->n;
	}
	return &gathering->members->items[(uintptr_t)*slot - 1];
}

/* Nothing is added where the last span has the year already, which is so for most meetings. */
static void
add_years(struct gathering *gathering, struct member *member, struct span span)
{
	const struct spans *years = &member->years;
	const struct span *last = years->n ? &years->items[years->n - 1] : NULL;
	if (!last || last->from > span.from || last->to < span.to)
		spans_add(gathering->arena, &member->years, span);
}

static const struct entity *
municipality_of(const struct reference *reference)
{
	return reference->entity && reference->entity->kind == ENTITY_MUNICIPALITY ? reference->entity : NULL;
}

static void
add_present(struct gathering *gathering, const struct document *minutes)
{
	for (size_t i = 0; i < minutes->present.n; i++) {
		const struct attendee *attendee = &minutes->present.items[i];
		if (!attendee->who.entity || attendee->who.entity->kind != ENTITY_PERSON)
			continue;
		struct member *member = member_at(gathering, attendee->who, municipality_of(&attendee->counts_for));
		if (minutes->date.year)
			add_years(gathering, member, (struct span){minutes->date.year, minutes->date.year});
	}
}

static void
add_tenure(struct gathering *gathering, struct reference who, const struct tenure *tenure)
{
	bool person = who.entity && who.entity->kind == ENTITY_PERSON;
	if (who.entity && !person)
		return; /* a municipality is a member through those who come */
	struct member *member =
	    member_at(gathering, who, person ? municipality_of(&who.entity->person.municipality) : NULL);
	if (tenure->from.year || tenure->to.year)
		add_years(gathering, member,
		          (struct span){tenure->from.year, tenure->to.year ? tenure->to.year : SPAN_OPEN});
}

static int
compare_members(const void *a, const void *b)
{
	const struct member *left = a, *right = b;
	if (left->municipality != right->municipality) {
		if (!left->municipality || !right->municipality)
			return left->municipality ? -1 : 1;
		return left->municipality->index < right->municipality->index ? -1 : 1;
	}
	int first = left->years.n ? left->years.items[0].from : SPAN_OPEN;
	int second = right->years.n ? right->years.items[0].from : SPAN_OPEN;
	if (first != second)
		return first < second ? -1 : 1;
	if (left->who.entity && right->who.entity)
		return (left->who.entity->index > right->who.entity->index) -
		       (left->who.entity->index < right->who.entity->index);
	if (left->who.entity || right->who.entity)
		return left->who.entity ? -1 : 1;
	return str_compare(left->who.text, right->who.text);
}

void
service_members(const struct index *index, const struct entity *network, struct arena *arena, struct members *members)
{
	const struct document_list *minutes = &index->of_network[0][network->index];
	const struct entities *people = &index->archive->entities[ENTITY_PERSON];
	struct gathering gathering = {.arena = arena, .members = members, .by_key = {.arena = arena}};
	for (size_t i = 0; i < minutes->n; i++)
		add_present(&gathering, minutes->items[i]);
	for (size_t i = 0; i < network->network.members.n; i++)
		add_tenure(&gathering, network->network.members.items[i].who, &network->network.members.items[i]);
	for (size_t i = 0; i < people->n; i++)
		for (size_t j = 0; j < people->items[i]->person.roles.n; j++)
			if (people->items[i]->person.roles.items[j].body.entity == network)
				add_tenure(&gathering, reference_to(people->items[i]), &people->items[i]->person.roles.items[j]);
	if (members->n)
		qsort(members->items, members->n, sizeof *members->items, compare_members);
}
