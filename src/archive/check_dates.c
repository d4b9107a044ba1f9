/* Dates in the wrong order: minutes from the future, reviews before the meeting, periods that end before they begin. */
#include "archive/check.h"

#include "base/diag.h"

struct dates_check {
	const struct archive *archive;
	struct diag_list *diags;
};

static str
iso(const struct dates_check *check, struct date date)
{
	return date_iso(check->archive->arena, date);
}

static void
not_in_future(const struct dates_check *check, struct date date, struct place place)
{
	struct date today = check->archive->today;
	if (date.year && today.year && days_of(date).first > days_of(today).last)
		diag(check->diags, DIAG_DATE_IN_FUTURE, place, (str){0}, iso(check, date));
}

static void
not_before(const struct dates_check *check, struct date meeting, struct date date, struct place place)
{
	if (date.year && meeting.year && days_of(date).last < days_of(meeting).first)
		diag(check->diags, DIAG_BEFORE_MEETING, place, (str){0}, iso(check, date), iso(check, meeting));
}

static void
not_backwards(const struct dates_check *check, struct date from, struct date to, struct place place)
{
	if (period_is_backwards(from, to))
		diag(check->diags, DIAG_PERIOD_BACKWARDS, place, (str){0}, iso(check, from), iso(check, to));
}

static void
check_networks(const struct dates_check *check, const struct document *document)
{
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct reference *reference = &document->networks.items[i];
		const struct entity *network = reference->entity;
		if (network && !period_covers(network->network.from, network->network.to, document->date))
			diag(check->diags, DIAG_NETWORK_NOT_ACTIVE, reference->place, (str){0}, network->name,
			     iso(check, document->date));
	}
}

static void
check_document(const struct dates_check *check, const struct document *document)
{
	struct place place = place_or(document->date_place, place_file(document->source));
	struct place reviewed = place_or(document->reviewed_place, place);
	if (document->date.year && document->date.approximate && document->date_source.n == 0)
		diag(check->diags, DIAG_DATE_WITHOUT_SOURCE, place, (str){0},
		     date_edtf(check->archive->arena, document->date));
	not_in_future(check, document->reviewed, reviewed);
	for (size_t i = 0; i < document->corrections.n; i++) {
		const struct correction *correction = &document->corrections.items[i];
		not_in_future(check, correction->date, place_or(correction->place, place));
		not_before(check, document->date, correction->date, place_or(correction->place, place));
	}
	if (document->kind != DOCUMENT_MINUTES)
		return;
	if (document->status != STATUS_DRAFT) /* begun before the meeting */
		not_in_future(check, document->date, place);
	not_before(check, document->date, document->reviewed, reviewed);
	not_before(check, document->date, document->withdraw_after, place_or(document->withdraw_place, place));
	check_networks(check, document);
}

static void
check_tenures(const struct dates_check *check, const struct entity *entity, const struct tenures *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct tenure *tenure = &list->items[i];
		not_backwards(check, tenure->from, tenure->to, place_or(tenure->to_place, entity->place));
	}
}

static void
check_entity(const struct dates_check *check, const struct entity *entity)
{
	switch (entity->kind) {
	case ENTITY_PERSON:
		check_tenures(check, entity, &entity->person.roles);
		const struct publication_rule *publication = &entity->person.publication;
		not_backwards(check, publication->period.first, publication->period.last,
		              place_or(publication->place, entity->place));
		return;
	case ENTITY_NETWORK:
		not_backwards(check, entity->network.from, entity->network.to,
		              place_or(entity->network.to_place, entity->place));
		check_tenures(check, entity, &entity->network.members);
		check_tenures(check, entity, &entity->network.chairs);
		return;
	case ENTITY_ORGANISATION:
		check_tenures(check, entity, &entity->organisation.members);
		return;
	default:
		return;
	}
}

void
check_dates(const struct archive *archive, struct diag_list *diags)
{
	const struct dates_check check = {archive, diags};
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < archive->entities[kind].n; i++)
			check_entity(&check, archive->entities[kind].items[i]);
	for (size_t i = 0; i < archive->documents.n; i++)
		if (!archive->documents.items[i]->withdrawn)
			check_document(&check, archive->documents.items[i]);
}
