/* Who is hidden, and the end of their names: from here on the model holds only what is shown. */
#include "archive/hide.h"

#include <stdlib.h>

#include "archive/check.h"
#include "archive/hiding.h"
#include "archive/masking.h"
#include "archive/names.h"
#include "archive/person.h"
#include "base/diag.h"
#include "base/text.h"

/* Somebody who is hidden. */
struct hidden {
	struct entity *person;
	enum publication rule;
	bool own; /* by a rule of the entry's own */
};

struct hiding {
	struct archive *archive;
	struct diag_list *diags;
	bool *takes_part; /* by person's index: has a role, or leads or attends something */
	VEC(struct hidden) people;
	size_t number; /* of the last id that was made or proposed */
};

/* ---- who ---- */

static void
takes_part(struct hiding *hiding, const struct entity *who)
{
	if (who && who->kind == ENTITY_PERSON)
		hiding->takes_part[who->index] = true;
}

static void
all_take_part(struct hiding *hiding, const struct references *list)
{
	for (size_t i = 0; i < list->n; i++)
		takes_part(hiding, list->items[i].entity);
}

static void
members_take_part(struct hiding *hiding, const struct tenures *list)
{
	for (size_t i = 0; i < list->n; i++)
		takes_part(hiding, list->items[i].who.entity);
}

static void
attendees_take_part(struct hiding *hiding, const struct attendees *list)
{
	for (size_t i = 0; i < list->n; i++)
		takes_part(hiding, list->items[i].who.entity);
}

static void
find_those_who_take_part(struct hiding *hiding)
{
	const struct archive *archive = hiding->archive;
	const struct entities *all = archive->entities;
	hiding->takes_part = arena_array(archive->arena, bool, all[ENTITY_PERSON].n + 1);
	for (size_t i = 0; i < all[ENTITY_PERSON].n; i++)
		hiding->takes_part[i] = all[ENTITY_PERSON].items[i]->person.roles.n > 0;
	for (size_t i = 0; i < all[ENTITY_NETWORK].n; i++) {
		members_take_part(hiding, &all[ENTITY_NETWORK].items[i]->network.members);
		members_take_part(hiding, &all[ENTITY_NETWORK].items[i]->network.chairs);
	}
	for (size_t i = 0; i < all[ENTITY_ORGANISATION].n; i++)
		members_take_part(hiding, &all[ENTITY_ORGANISATION].items[i]->organisation.members);
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct document *document = archive->documents.items[i];
		attendees_take_part(hiding, &document->present);
		attendees_take_part(hiding, &document->absent);
		all_take_part(hiding, &document->chairs);
		all_take_part(hiding, &document->secretaries);
	}
}

static enum publication
rule_of(const struct hiding *hiding, const struct entity *person)
{
	if (person_has_rule(hiding->archive, person))
		return person_rule(hiding->archive, person);
	return hiding->takes_part && !hiding->takes_part[person->index] ? hiding->archive->site.mentioned_only
	                                                                : PUBLISH_NAME;
}

/* In the order of the files: that of the names would tell them. */
static int
by_place(const void *a, const void *b)
{
	const struct entity *first = ((const struct hidden *)a)->person, *second = ((const struct hidden *)b)->person;
	struct place x = first->place, y = second->place;
	int order = x.source && y.source ? str_compare(x.source->relative, y.source->relative) : 0;
	if (order == 0)
		order = (x.start > y.start) - (x.start < y.start);
	return order ? order : str_compare(first->id, second->id);
}

/* "Hannes" alone in a list of those present may be the Hannes whose name is not shown. */
static void
decide_short_names(struct hiding *hiding)
{
	const struct entities *people = &hiding->archive->entities[ENTITY_PERSON];
	size_t decided = hiding->people.n;
	for (size_t i = 0; i < people->n; i++) {
		struct entity *person = people->items[i];
		bool may_be = false;
		for (size_t k = 0; k < decided && person->derived && !person->person.hidden && !may_be; k++)
			may_be = str_eq(person->name, hiding->people.items[k].person->person.short_name);
		if (!may_be)
			continue;
		person->person.hidden = true;
		vec_push(hiding->archive->arena, &hiding->people, (struct hidden){person, PUBLISH_NOTHING, false});
	}
}

static void
decide(struct hiding *hiding)
{
	const struct entities *people = &hiding->archive->entities[ENTITY_PERSON];
	if (hiding->archive->site.mentioned_only != PUBLISH_NAME)
		find_those_who_take_part(hiding);
	for (size_t i = 0; i < people->n; i++) {
		struct entity *person = people->items[i];
		enum publication rule = rule_of(hiding, person);
		if (rule == PUBLISH_NAME)
			continue;
		person->person.hidden = true;
		vec_push(hiding->archive->arena, &hiding->people, (struct hidden){person, rule, person_has_rule(hiding->archive, person)});
	}
	decide_short_names(hiding);
	if (hiding->people.n)
		qsort(hiding->people.items, hiding->people.n, sizeof *hiding->people.items, by_place);
}

/* ---- ids ---- */

static str
next_id(struct hiding *hiding)
{
	const struct archive *archive = hiding->archive;
	for (;;) {
		str id = str_format(archive->arena, "person-%zu", ++hiding->number);
		const struct entities *holders = map_get(&archive->names, id);
		if (!holders || holders->n == 0)
			return id;
	}
}

static void
check_id(struct hiding *hiding, const struct hidden *hidden, const struct secret *secret)
{
	struct entity *person = hidden->person;
	struct place place = place_or(person->person.publication.place, person->place);
	if (!person->id_place.source) {
		person->id = next_id(hiding);
		if (hidden->own)
			diag(hiding->diags, DIAG_HIDDEN_NEEDS_ID, place, (str){0}, person->id);
	} else if (id_tells(hiding->archive->arena, person->id, secret)) {
		diag(hiding->diags, DIAG_HIDDEN_ID_TELLS, place, (str){0}, next_id(hiding));
	}
}

/* ---- names ---- */

static void
add_name(struct archive *archive, struct secret *secret, str name)
{
	struct strs *list = archive_is_borne(archive, name) ? &secret->shared : &secret->names;
	if (name.n && !strs_have(list, name))
		vec_push(archive->arena, list, name);
}

static struct secret
secret_of(struct archive *archive, const struct entity *person)
{
	struct secret secret = {.person = person, .name = person->name, .short_name = person->person.short_name};
	add_name(archive, &secret, person->name);
	for (size_t i = 0; i < person->aliases.n; i++)
		add_name(archive, &secret, person->aliases.items[i].text);
	secret.recognised = secret.names.n;
	if (str_contains(person->person.sort_as, S(" ")) && !archive_is_borne(archive, person->person.sort_as))
		add_name(archive, &secret, person->person.sort_as);
	return secret;
}

static void
replace(struct archive *archive, const struct hidden *hidden)
{
	struct entity *person = hidden->person;
	struct texts_at earlier = person->earlier;
	person->person.publication.rule = hidden->rule;
	person->name = person_replacement(archive->arena, person, hidden->rule);
	person->description = person->person.short_name = person->person.sort_as = (str){0};
	person->aliases = person->earlier = (struct texts_at){0};
	for (size_t i = 0; i < earlier.n; i++)
		if (!archive_tells_hidden(archive, earlier.items[i].text))
			vec_push(archive->arena, &person->earlier, earlier.items[i]);
}

/* ---- the order ---- */

static int
by_id(const void *a, const void *b)
{
	return str_compare(((const struct hidden *)a)->person->id, ((const struct hidden *)b)->person->id);
}

/* Hidden people stand after all others, by id. */
static void
order(struct hiding *hiding)
{
	struct entities *people = &hiding->archive->entities[ENTITY_PERSON];
	size_t n = 0;
	for (size_t i = 0; i < people->n; i++)
		if (!people->items[i]->person.hidden)
			people->items[n++] = people->items[i];
	qsort(hiding->people.items, hiding->people.n, sizeof *hiding->people.items, by_id);
	for (size_t i = 0; i < hiding->people.n; i++)
		people->items[n++] = hiding->people.items[i].person;
	for (size_t i = 0; i < n; i++)
		people->items[i]->index = (uint32_t)i;
}

/* ---- words that only logs could tell ---- */

static void
add_words_of_logs(struct hiding *hiding)
{
	struct archive *archive = hiding->archive;
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct own_names *own = &archive->documents.items[i]->names;
		for (size_t k = 0; k < own->n; k++)
			if (own->items[k].person.entity)
				masking_add_word(archive, own->items[k].name.text, own->items[k].person.entity);
	}
	for (size_t i = 0; i < archive->secrets.n; i++) {
		const struct secret *secret = &archive->secrets.items[i];
		if (id_tells(archive->arena, secret->person->id, secret))
			masking_add_word(archive, secret->person->id, secret->person);
		/* In an address; shorter ones are words like "per". */
		str slug = text_slug(archive->arena, secret->short_name);
		if (slug.n >= LONG_NAME && !archive_is_borne(archive, secret->short_name))
			masking_add_word(archive, slug, secret->person);
	}
}

void
archive_hide(struct archive *archive, struct diag_list *diags)
{
	struct hiding hiding = {.archive = archive, .diags = diags};
	decide(&hiding);
	if (hiding.people.n == 0) {
		hide_unread(archive);
		return;
	}
	for (size_t i = 0; i < hiding.people.n; i++) {
		struct secret secret = secret_of(archive, hiding.people.items[i].person);
		check_id(&hiding, &hiding.people.items[i], &secret);
	}
	order(&hiding);
	for (size_t i = 0; i < hiding.people.n; i++)
		vec_push(archive->arena, &archive->secrets, secret_of(archive, hiding.people.items[i].person));
	masking_make(archive);
	for (size_t i = 0; i < hiding.people.n; i++)
		replace(archive, &hiding.people.items[i]);
	add_words_of_logs(&hiding);
	hide_unread(archive);
	hide_addresses_check(archive, diags);
	hide_texts(archive);
}
