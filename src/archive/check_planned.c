/* Planned meetings against the minutes that there are. */
#include "archive/check.h"

#include "base/buffer.h"
#include "base/diag.h"

enum { LONGEST_DATE = 366, LONGEST_MONTH = 31 };

/* Minutes of one network by date, undated ones left out. */
struct shelf {
	const struct document **items;
	size_t n, cap;
};

struct planned_check {
	const struct archive *archive;
	struct diag_list *diags;
	struct shelf *shelves; /* by network index */
	struct map reported; /* network and date: several minutes may plan the same meeting */
};

static struct shelf *
fill_shelves(const struct archive *archive)
{
	struct shelf *shelves = arena_array(archive->arena, struct shelf, archive->entities[ENTITY_NETWORK].n);
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct document *document = archive->documents.items[i];
		if (document->kind != DOCUMENT_MINUTES || document->date.year == 0)
			continue;
		for (size_t j = 0; j < document->networks.n; j++)
			if (document->networks.items[j].entity)
				vec_push(archive->arena, &shelves[document->networks.items[j].entity->index], document);
	}
	return shelves;
}

/* An approximate day may be any day of its month. */
static struct days
days_meant(struct date date)
{
	if (date.approximate)
		date.day = 0;
	return days_of(date);
}

static struct days
days_planned(const struct planned_meeting *planned)
{
	struct days days = days_meant(planned->dates.first);
	if (planned->dates.last.year)
		days.last = days_meant(planned->dates.last).last;
	return days;
}

/* How many minutes of the shelf begin on the day or earlier. */
static size_t
count_until(const struct shelf *shelf, long day)
{
	size_t low = 0, high = shelf->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (date_days(shelf->items[middle]->date) <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
has_minutes(const struct shelf *shelf, struct days planned, const struct document *planning)
{
	for (size_t i = count_until(shelf, planned.last + LONGEST_MONTH); i > 0; i--) {
		const struct document *document = shelf->items[i - 1];
		if (date_days(document->date) < planned.first - LONGEST_DATE)
			return false;
		struct days held = days_meant(document->date);
		if (document != planning && held.first <= planned.last && planned.first <= held.last)
			return true;
	}
	return false;
}

static const struct references *
bodies_of(const struct document *document, const struct planned_meeting *planned)
{
	return planned->who.n ? &planned->who : &document->networks;
}

/* The names of the networks that meet; empty when there is none, or when one of them has minutes of that day. Minutes of
   groups are not kept here. */
static str
networks_without(const struct planned_check *check, const struct document *document,
                 const struct planned_meeting *planned)
{
	const struct references *bodies = bodies_of(document, planned);
	struct buffer names = {.arena = check->archive->arena};
	for (size_t i = 0; i < bodies->n; i++) {
		const struct entity *body = bodies->items[i].entity;
		if (!body || body->kind != ENTITY_NETWORK)
			continue;
		if (has_minutes(&check->shelves[body->index], days_planned(planned), document))
			return (str){0};
		if (names.n)
			buffer_lit(&names, ", ");
		buffer_add(&names, body->name);
	}
	return buffer_str(&names);
}

static str
planned_text(struct arena *arena, const struct planned_meeting *planned)
{
	str first = date_edtf(arena, planned->dates.first);
	if (!planned->dates.last.year)
		return first;
	return str_format(arena, "%.*s/%.*s", STR(first), STR(date_edtf(arena, planned->dates.last)));
}

static void
check_minutes(struct planned_check *check, const struct document *document, const struct planned_meeting *planned)
{
	struct arena *arena = check->archive->arena;
	struct date today = check->archive->today;
	if (planned->kind != PLANNED_MEETING || today.year == 0 || days_planned(planned).last >= days_of(today).first)
		return;
	str names = networks_without(check, document, planned);
	if (names.n == 0)
		return;
	str date = planned_text(arena, planned);
	void **reported = map_at(&check->reported, str_format(arena, "%.*s %.*s", STR(date), STR(names)));
	if (*reported)
		return;
	*reported = check;
	diag(check->diags, DIAG_PLANNED_WITHOUT_MINUTES, planned->place, (str){0}, date, names);
}

static void
check_one(struct planned_check *check, const struct document *document, const struct planned_meeting *planned)
{
	if (planned->dates.first.year == 0)
		return;
	if (document->date.year && days_planned(planned).last < days_meant(document->date).first)
		diag(check->diags, DIAG_PLANNED_BEFORE_MEETING, planned->place, (str){0},
		     planned_text(check->archive->arena, planned), date_edtf(check->archive->arena, document->date));
	else
		check_minutes(check, document, planned);
}

void
check_planned(const struct archive *archive, struct diag_list *diags)
{
	struct planned_check check = {
	    .archive = archive,
	    .diags = diags,
	    .shelves = fill_shelves(archive),
	    .reported = {.arena = archive->arena},
	};
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct document *document = archive->documents.items[i];
		for (size_t j = 0; j < document->planned.n; j++)
			check_one(&check, document, &document->planned.items[j]);
	}
}
