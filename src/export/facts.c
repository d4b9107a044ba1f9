/* The words of the data files, and how things are called in them. */
#include "export/facts.h"

#include <stdlib.h>

#include "archive/person.h"

const char *const fact_entity_kinds[] = {
    [ENTITY_PERSON] = "person",   [ENTITY_MUNICIPALITY] = "kommun",       [ENTITY_TOPIC] = "amne",
    [ENTITY_NETWORK] = "natverk", [ENTITY_ORGANISATION] = "organisation", [ENTITY_KINDS] = NULL,
};

const char *const fact_document_kinds[] = {
    [DOCUMENT_MINUTES] = "protokoll",
    [DOCUMENT_OTHER] = "dokument",
    [DOCUMENT_PAGE] = "sida",
    NULL,
};

const char *const fact_statuses[] = {
    [STATUS_PUBLISHED] = "publicerat",
    [STATUS_REVIEWED] = "granskat",
    [STATUS_DRAFT] = "utkast",
    NULL,
};

const char *const fact_attendance[] = {
    [ATTENDANCE_UNKNOWN - 1] = "okänt",
    [ATTENDANCE_PRESENT - 1] = "närvarande",
    [ATTENDANCE_ABSENT - 1] = "frånvarande",
    [ATTENDANCE_DERIVED - 1] = "härledd",
    NULL,
};

const char *const fact_decision[] = {"gäller", "ersatt", NULL};

const char *const fact_assignment[] = {
    [ASSIGNMENT_OPEN] = "öppet",
    [ASSIGNMENT_OVERDUE] = "försenat",
    [ASSIGNMENT_CLOSED] = "klart",
    NULL,
};

const char *const fact_planned[] = {
    [PLANNED_MEETING] = "möte",
    [PLANNED_THEME_DAY] = "temadag",
    [PLANNED_CONFERENCE] = "konferens",
    [PLANNED_EXTERNAL] = "extern",
    NULL,
};

const char *const fact_plan[] = {
    [PLAN_COMING] = "planerat",
    [PLAN_HELD] = "hållet",
    [PLAN_UNRECORDED] = "utan protokoll",
    [PLAN_MOVED] = "flyttat",
    NULL,
};

const char *const fact_certainty[] = {"exakt", "ungefärlig", "okänd", NULL};

str
fact_certainty_of(struct date date)
{
	return str_of(fact_certainty[!date.year ? 2 : date.approximate]);
}

str
fact_date(struct arena *arena, struct date date)
{
	return date.year ? date_edtf(arena, date) : (str){0};
}

str
fact_dates(struct arena *arena, struct dates dates)
{
	str first = fact_date(arena, dates.first);
	return dates.last.year ? str_format(arena, "%.*s/%.*s", STR(first), STR(fact_date(arena, dates.last))) : first;
}

str
fact_name(const struct export_context *context, struct arena *arena, const struct entity *entity)
{
	return entity->kind == ENTITY_PERSON ? person_shown(arena, context->archive, entity).name : entity->name;
}

str
fact_address(const struct export_context *context, struct arena *arena, str address)
{
	return address_full(arena, &context->archive->site, address);
}

str
fact_anchor(const struct export_context *context, struct arena *arena, const struct document *document, str anchor)
{
	str address = fact_address(context, arena, address_of_document(arena, document));
	return anchor.n ? str_of_parts(arena, address, S("#"), anchor) : address;
}

str
fact_block(struct arena *arena, unsigned item, unsigned block)
{
	return block ? address_block(arena, item, block) : address_item(arena, item);
}

const struct references *
fact_bodies(const struct plan *plan)
{
	return plan->meeting->who.n ? &plan->meeting->who : &plan->document->networks;
}

static int
compare_with_missing(const void *id, const void *missing)
{
	return str_compare(*(const str *)id, ((const struct missing *)missing)->stub->id);
}

str
fact_stub_name(const struct export_context *context, struct arena *arena, str id)
{
	const struct index *index = context->index;
	const struct missing *missing = index->missing.n ? bsearch(&id, index->missing.items, index->missing.n,
	                                                           sizeof *index->missing.items, compare_with_missing)
	                                                 : NULL;
	if (!missing || !missing->stub->network)
		return id;
	str network = fact_name(context, arena, missing->stub->network);
	return str_format(arena, "%.*s %.*s", STR(network), STR(date_iso(arena, missing->stub->date)));
}
