/* Attendance that contradicts itself or the registers, and those who led the meeting. */
#include "archive/check.h"

#include "archive/person.h"
#include "base/buffer.h"
#include "base/diag.h"

/* Marks by kind and index of the entity; a mark holds for one document when it equals the round. */
struct marks {
	uint32_t *by_kind[ENTITY_KINDS];
};

struct attendance_check {
	const struct archive *archive;
	struct diag_list *diags;
	const struct document *document;
	uint32_t round; /* number of the document, from 1 */
	struct marks present, absent;
	uint32_t *represented; /* municipalities for which somebody present counts */
	uint32_t *named; /* municipalities that stand in either list in some way */
	uint32_t *foreign; /* municipalities that have been reported as no members */
	bool people_present; /* the list of those present names persons */
};

static struct marks
new_marks(const struct archive *archive)
{
	struct marks marks;
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		marks.by_kind[kind] = arena_array(archive->arena, uint32_t, archive->entities[kind].n);
	return marks;
}

static bool
is_marked(const struct attendance_check *check, const struct marks *marks, const struct entity *entity)
{
	return marks->by_kind[entity->kind][entity->index] == check->round;
}

static void
append_name(struct buffer *names, str name)
{
	if (names->n)
		buffer_lit(names, ", ");
	buffer_add(names, name);
}

static str
network_names(struct arena *arena, const struct document *document)
{
	struct buffer names = {.arena = arena};
	for (size_t i = 0; i < document->networks.n; i++)
		if (document->networks.items[i].entity)
			append_name(&names, document->networks.items[i].entity->name);
	return buffer_str(&names);
}

static bool
is_member(const struct attendance_check *check, const struct entity *municipality)
{
	const struct references *networks = &check->document->networks;
	bool any = false;
	for (size_t i = 0; i < networks->n; i++) {
		if (!networks->items[i].entity)
			continue;
		any = true;
		if (network_has_municipality(check->archive, networks->items[i].entity, municipality))
			return true;
	}
	return !any;
}

/* A municipality as it is written in a list. */
static void
check_member(struct attendance_check *check, const struct reference *written)
{
	const struct entity *municipality = written->entity;
	if (is_member(check, municipality) || check->foreign[municipality->index] == check->round)
		return;
	check->foreign[municipality->index] = check->round;
	diag(check->diags, DIAG_NOT_A_MEMBER, written->place, (str){0}, municipality->name,
	     network_names(check->archive->arena, check->document));
}

static void
check_counted_for(struct attendance_check *check, const struct attendee *attendee, bool present)
{
	const struct entity *who = attendee->who.entity, *municipality = attendee->counts_for.entity;
	if (!municipality)
		return;
	check->named[municipality->index] = check->round;
	if (present)
		check->represented[municipality->index] = check->round;
	if (attendee->counts_for.text.n == 0)
		return;
	check_member(check, &attendee->counts_for);
	const struct entity *registered = who->person.municipality.entity;
	if (present && !who->derived && registered && registered != municipality)
		diag(check->diags, DIAG_OTHER_MUNICIPALITY, attendee->counts_for.place, (str){0}, attendee->who.text,
		     registered->name, municipality->name);
}

static bool
is_present(const struct attendance_check *check, const struct entity *entity)
{
	return is_marked(check, &check->present, entity) ||
	       (entity->kind == ENTITY_MUNICIPALITY && check->represented[entity->index] == check->round);
}

static void
check_attendee(struct attendance_check *check, const struct attendee *attendee, struct marks *marks)
{
	const struct entity *who = attendee->who.entity;
	bool present = marks == &check->present;
	uint32_t *mark = &marks->by_kind[who->kind][who->index];
	if (*mark == check->round)
		diag(check->diags, DIAG_LISTED_TWICE, attendee->who.place, (str){0}, attendee->who.text);
	else if (!present && is_present(check, who))
		diag(check->diags, DIAG_PRESENT_AND_ABSENT, attendee->who.place, (str){0}, attendee->who.text);
	*mark = check->round;
	if (who->kind == ENTITY_MUNICIPALITY) {
		check->named[who->index] = check->round;
		check_member(check, &attendee->who);
	} else if (who->kind == ENTITY_PERSON) {
		check->people_present |= present;
		check_counted_for(check, attendee, present);
	}
}

static void
check_list(struct attendance_check *check, const struct attendees *list, struct marks *marks)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].who.entity)
			check_attendee(check, &list->items[i], marks);
}

/* Members that neither list names are unknown. Without a register nobody knows who the members are. */
static void
check_complete(struct attendance_check *check)
{
	const struct document *document = check->document;
	if (document->present.unknown || document->absent.unknown || document->networks.n == 0 ||
	    !check->archive->has_register[ENTITY_MUNICIPALITY])
		return;
	struct buffer names = {.arena = check->archive->arena};
	const struct entities *all = &check->archive->entities[ENTITY_MUNICIPALITY];
	for (size_t i = 0; i < all->n; i++)
		if (check->named[i] != check->round && is_member(check, all->items[i]))
			append_name(&names, all->items[i]->name);
	struct place place = place_or(document->absent.place, place_or(document->present.place, document->date_place));
	if (names.n)
		diag(check->diags, DIAG_ATTENDANCE_INCOMPLETE, place, (str){0}, buffer_str(&names));
}

/* Those who led the meeting */

static str
shown_name(const struct attendance_check *check, const struct reference *reference)
{
	const struct entity *who = reference->entity;
	if (!who)
		return reference->text;
	if (who->kind != ENTITY_PERSON)
		return who->name;
	return person_shown(check->archive->arena, check->archive, who).name;
}

static bool
is_unregistered(const struct archive *archive, const struct entity *person)
{
	return person->derived && archive->has_register[ENTITY_PERSON];
}

/* The municipality that a person stands for at this meeting. */
static const struct entity *
municipality_at_meeting(const struct document *document, const struct entity *person)
{
	for (size_t i = 0; i < document->present.n; i++)
		if (document->present.items[i].who.entity == person)
			return document->present.items[i].counts_for.entity;
	return person->person.municipality.entity;
}

/* Where only municipalities are listed, or the officer's own is, nobody can tell; and a name that no register knows has
   been reported as such. */
static void
check_officers(const struct attendance_check *check, const struct references *officers, enum diag_code absent)
{
	for (size_t i = 0; i < officers->n; i++) {
		const struct reference *officer = &officers->items[i];
		const struct entity *person = officer->entity;
		if (!person || is_unregistered(check->archive, person))
			continue;
		if (check->document->present.unknown || !check->people_present || is_present(check, person))
			continue;
		const struct entity *municipality = person->person.municipality.entity;
		if (municipality && is_marked(check, &check->present, municipality))
			continue;
		diag(check->diags, absent, officer->place, (str){0}, officer->text);
	}
}

/* The number of different people in a list of at most a few. */
static size_t
check_repeated(const struct attendance_check *check, const struct references *officers)
{
	size_t different = 0;
	for (size_t i = 0; i < officers->n; i++) {
		const struct reference *officer = &officers->items[i];
		size_t j = 0;
		while (j < i && (!officer->entity || officers->items[j].entity != officer->entity))
			j++;
		if (j < i)
			diag(check->diags, DIAG_LISTED_TWICE, officer->place, (str){0}, officer->text);
		else
			different++;
	}
	return different;
}

static void
check_secretaries(const struct attendance_check *check)
{
	const struct references *secretaries = &check->document->secretaries;
	if (check_repeated(check, secretaries) < 2)
		return;
	struct buffer names = {.arena = check->archive->arena};
	for (size_t i = 0; i < secretaries->n; i++)
		append_name(&names, shown_name(check, &secretaries->items[i]));
	diag(check->diags, DIAG_TWO_SECRETARIES, secretaries->items[1].place, (str){0}, buffer_str(&names));
}

/* Goes over those who by the register chair the document's networks at that time. True when the chair is one of them, or
   is of a municipality that is; their names are gathered. */
static bool
is_registered_chair(const struct attendance_check *check, const struct entity *chair, struct buffer *names)
{
	const struct document *document = check->document;
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct entity *network = document->networks.items[i].entity;
		for (size_t j = 0; network && j < network->network.chairs.n; j++) {
			const struct tenure *tenure = &network->network.chairs.items[j];
			if (!period_covers(tenure->from, tenure->to, document->date))
				continue;
			if (tenure->who.entity == chair || !tenure->who.entity ||
			    tenure->who.entity == municipality_at_meeting(document, chair))
				return true;
			append_name(names, shown_name(check, &tenure->who));
		}
	}
	return false;
}

static void
check_chairs(const struct attendance_check *check)
{
	const struct references *chairs = &check->document->chairs;
	check_repeated(check, chairs);
	if (check->document->date.year == 0)
		return;
	for (size_t i = 0; i < chairs->n; i++) {
		struct buffer names = {.arena = check->archive->arena};
		const struct reference *chair = &chairs->items[i];
		if (chair->entity && !is_registered_chair(check, chair->entity, &names) && names.n)
			diag(check->diags, DIAG_CHAIR_DIFFERS, chair->place, (str){0}, chair->text, buffer_str(&names));
	}
}

void
check_attendance(const struct archive *archive, struct diag_list *diags)
{
	size_t municipalities = archive->entities[ENTITY_MUNICIPALITY].n;
	struct attendance_check check = {
	    .archive = archive,
	    .diags = diags,
	    .present = new_marks(archive),
	    .absent = new_marks(archive),
	    .represented = arena_array(archive->arena, uint32_t, municipalities),
	    .named = arena_array(archive->arena, uint32_t, municipalities),
	    .foreign = arena_array(archive->arena, uint32_t, municipalities),
	};
	for (size_t i = 0; i < archive->documents.n; i++) {
		check.document = archive->documents.items[i];
		check.round = (uint32_t)i + 1;
		check.people_present = false;
		if (check.document->kind != DOCUMENT_MINUTES || check.document->withdrawn)
			continue;
		check_list(&check, &check.document->present, &check.present);
		check_list(&check, &check.document->absent, &check.absent);
		check_complete(&check);
		check_secretaries(&check);
		check_chairs(&check);
		check_officers(&check, &check.document->chairs, DIAG_CHAIR_NOT_PRESENT);
		check_officers(&check, &check.document->secretaries, DIAG_SECRETARY_NOT_PRESENT);
	}
}
