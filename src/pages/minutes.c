/* The page of minutes: the facts of the meeting, the agenda, what was planned, what waits, and where to read on. */
#include "pages/dates.h"
#include "pages/words.h"

/* --- who was there --- */

/* Those present who count for one municipality, in the order they are written. */
struct delegation {
	const struct reference *municipality;
	struct value people;
};
struct delegations {
	struct delegation *items;
	size_t n, cap;
};

static const struct reference *
municipality_of(const struct attendee *attendee)
{
	if (attendee->who.entity && attendee->who.entity->kind == ENTITY_MUNICIPALITY)
		return &attendee->who;
	return attendee->counts_for.text.n || attendee->counts_for.entity ? &attendee->counts_for : NULL;
}

static bool
same_reference(const struct reference *a, const struct reference *b)
{
	return a->entity || b->entity ? a->entity == b->entity : str_eq(a->text, b->text);
}

static struct delegation *
delegation_of(struct arena *arena, struct delegations *all, const struct reference *municipality)
{
	for (size_t i = 0; i < all->n; i++)
		if (same_reference(all->items[i].municipality, municipality))
			return &all->items[i];
	vec_push(arena, all, (struct delegation){municipality, value_list()});
	return &all->items[all->n - 1];
}

/* Municipalities come in Swedish order, that is by their index; texts that are none come last, as they are written. */
static bool
comes_before(const struct delegation *a, const struct delegation *b)
{
	const struct entity *left = a->municipality->entity, *right = b->municipality->entity;
	if (!left || !right)
		return left && !right;
	return left->index < right->index;
}

static void
sort_delegations(struct delegations *all)
{
	for (size_t i = 1; i < all->n; i++)
		for (size_t j = i; j && comes_before(&all->items[j], &all->items[j - 1]); j--) {
			struct delegation other = all->items[j];
			all->items[j] = all->items[j - 1];
			all->items[j - 1] = other;
		}
}

static struct value
present_value(const struct view *view, const struct document *minutes)
{
	struct delegations all = {0};
	struct value municipalities = value_list(), others = value_list(), object = value_object();
	for (size_t i = 0; i < minutes->present.n; i++) {
		const struct attendee *attendee = &minutes->present.items[i];
		const struct reference *municipality = municipality_of(attendee);
		if (!municipality) {
			value_push(view->arena, &others, reference_link(view, &attendee->who));
			continue;
		}
		struct delegation *delegation = delegation_of(view->arena, &all, municipality);
		if (municipality != &attendee->who)
			value_push(view->arena, &delegation->people, reference_link(view, &attendee->who));
	}
	sort_delegations(&all);
	for (size_t i = 0; i < all.n; i++) {
		struct value row = reference_link(view, all.items[i].municipality);
		set(view, &row, S("personer"), wrapped(view, all.items[i].people));
		value_push(view->arena, &municipalities, row);
	}
	set_text(view, &object, S("rubrik"),
	         all.n ? counted(view, "protokoll.närvarande_från", all.n) : word(view, "protokoll.närvarande"));
	set(view, &object, S("kommuner"), wrapped(view, municipalities));
	set(view, &object, S("övriga"), wrapped(view, others));
	set_bool(view, &object, S("okänt"), !minutes->present.n);
	return object;
}

static struct value
absent_value(const struct view *view, const struct document *minutes)
{
	struct value list = value_list();
	for (size_t i = 0; i < minutes->absent.n; i++)
		value_push(view->arena, &list, reference_link(view, &minutes->absent.items[i].who));
	return wrapped(view, list);
}

/* Municipalities in one state: those of which the minutes say neither, or those whose report tells that they were there. */
static struct value
attendance_value(const struct view *view, const struct document *minutes, enum attendance state)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	struct value list = value_list();
	for (size_t i = 0; i < all->n; i++)
		if (index_attendance(view->context->index, minutes, all->items[i]) == state)
			value_push(view->arena, &list, entity_link(view, all->items[i]));
	return wrapped(view, list);
}

/* --- in short --- */

static struct value
decisions_value(const struct view *view, const struct document *minutes, const struct body *body)
{
	struct value list = value_list();
	for (size_t i = 0; i < body->decisions.n; i++)
		value_push(view->arena, &list, decision_row(view, minutes, &body->decisions.items[i]));
	return wrapped(view, list);
}

static struct value
assignments_value(const struct view *view, const struct document *minutes, const struct body *body)
{
	struct value list = value_list();
	for (size_t i = 0; i < body->assignments.n; i++)
		value_push(view->arena, &list, assignment_row(view, minutes, &body->assignments.items[i]));
	return wrapped(view, list);
}

static struct value
in_short(const struct view *view, const struct document *minutes)
{
	const struct body *body = view->context->bodies[minutes->index];
	if (!body || (!body->decisions.n && !body->assignments.n))
		return value_bool(false);
	struct value object = value_object();
	set(view, &object, S("beslut"), decisions_value(view, minutes, body));
	set(view, &object, S("uppdrag"), assignments_value(view, minutes, body));
	return object;
}

/* --- what comes after, and around --- */

static struct value
waiting_value(const struct view *view, const struct document *minutes)
{
	return references_list(view, &minutes->waiting);
}

static struct value
neighbour(const struct view *view, const struct document *document)
{
	return document ? document_link(view, document) : value_bool(false);
}

static str
place_text(const struct view *view, const struct document *minutes)
{
	str municipality = minutes->municipality.entity ? entity_title(view, minutes->municipality.entity)
	                                                : minutes->municipality.text;
	if (minutes->venue.n && municipality.n && !str_contains(minutes->venue, municipality))
		return phrase2(view, "protokoll.plats", minutes->venue, municipality);
	return minutes->venue.n ? minutes->venue : municipality;
}

/* "SIKT 14 december 2018, Levene skola, Vara. Mediapoolen, Systemkartan, …" */
static str
description_of(const struct view *view, const struct document *minutes, str title)
{
	const struct body *body = view->context->bodies[minutes->index];
	struct buffer out = {.arena = view->arena};
	str place = place_text(view, minutes);
	buffer_add(&out, place.n ? phrase2(view, "protokoll.beskrivning", title, place)
	                         : phrase1(view, "protokoll.beskrivning_utan_plats", title));
	bool first = true;
	for (size_t i = 0; body && i < body->items.n; i++) {
		if (!body->items.items[i].title.n)
			continue;
		buffer_add(&out, first ? S(" ") : word(view, "lista.komma"));
		buffer_add(&out, body->items.items[i].title);
		first = false;
	}
	if (!first)
		buffer_lit(&out, ".");
	return buffer_str(&out);
}

static void
set_facts(const struct view *view, struct value *object, const struct document *minutes)
{
	set_bool(view, object, S("egen_titel"), minutes->title.n > 0);
	set_text(view, object, S("tid"), times_text(view->arena, minutes->times));
	set_place(view, object, minutes->venue, &minutes->municipality);
	set(view, object, S("ordförande"), references_list(view, &minutes->chairs));
	set(view, object, S("sekreterare"), references_list(view, &minutes->secretaries));
	set(view, object, S("närvarande"), present_value(view, minutes));
	set(view, object, S("frånvarande"), absent_value(view, minutes));
	set(view, object, S("härledda"), attendance_value(view, minutes, ATTENDANCE_DERIVED));
	/* Where nothing at all is known of who was there, "framgår inte" says it, and a list of every municipality says no more. */
	bool told = minutes->present.n + minutes->absent.n > 0 ||
	            attendance_value(view, minutes, ATTENDANCE_DERIVED).kind == VALUE_OBJECT;
	set(view, object, S("okända"), told ? attendance_value(view, minutes, ATTENDANCE_UNKNOWN) : value_bool(false));
}

/* --- */

void
minutes_view(const struct view *view, struct value *object)
{
	const struct document *minutes = view->page->document;
	str title = document_title(view, minutes);
	str year =
	    minutes->date.year ? number_text(view->arena, (size_t)minutes->date.year) : word(view, "datum.odaterat");
	add_crumb(view, object, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	add_crumb(view, object, year, address_of_year_part(view->arena, minutes->date.year, 1));
	set_head(view, object,
	         (struct page_head){
	             .heading = title,
	             .title = phrase2(view, "sida.del", title, word(view, "slag.protokoll")),
	             .description = description_of(view, minutes, title),
	         });
	set_document_parts(view, object, minutes);
	set_facts(view, object, minutes);
	set(view, object, S("korthet"), in_short(view, minutes));
	set(view, object, S("planerat"), plans_of(view, &view->context->index->plans_in[minutes->index], false));
	set(view, object, S("väntar"), waiting_value(view, minutes));
	set_bool(view, object, S("grannar"), minutes->previous || minutes->next);
	set(view, object, S("föregående"), neighbour(view, minutes->previous));
	set(view, object, S("nästa"), neighbour(view, minutes->next));
	set_text(view, object, S("citera"),
	         phrase2(view, "protokoll.citat", title, view->context->archive->site.title));
}
