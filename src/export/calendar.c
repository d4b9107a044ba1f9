/* Calendars (RFC 5545): /kalender.ics of all meetings, and one for each network. A meeting keeps its UID from the first
   plan to its minutes, so that it moves in the calendars of those who subscribe; SEQUENCE counts what was said of it
   before. Nothing depends on the clock: DTSTAMP is the day of the minutes that said the last. */
#include "base/vec.h"
#include "export/absolute.h"
#include "export/ical.h"
#include "export/meetings.h"
#include "export/say.h"

enum { DAY_MINUTES = 24 * 60 };

struct calendar {
	const struct export_context *context;
	const struct site *site;
	struct arena *arena;
	struct buffer *out;
};

/* The rules that have held in Sweden since 1980 (the end of summer time moved to October in 1996). */
static const char *const time_zone[] = {
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19810329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19800928T030000",
    "RRULE:FREQ=YEARLY;UNTIL=19950924T010000Z;BYMONTH=9;BYDAY=-1SU",
    "END:STANDARD",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
};

/* How often a calendar may ask for news: minutes come seldom. */
static const char interval[] = "PT12H";

static const char *const kind_words[] = {
    [PLANNED_MEETING] = "kalender.möte",
    [PLANNED_THEME_DAY] = "planerat.temadag",
    [PLANNED_CONFERENCE] = "planerat.konferens",
    [PLANNED_EXTERNAL] = "planerat.extern",
};

/* --- lines --- */

static void
line(const struct calendar *calendar, const char *text)
{
	ical_line(calendar->out, str_of(text));
}

static void
line_with(const struct calendar *calendar, const char *name, str value)
{
	ical_line(calendar->out, str_join(calendar->arena, str_of(name), value));
}

static void
text(const struct calendar *calendar, const char *name, str value)
{
	ical_text(calendar->out, name, value);
}

static str
day_text(struct arena *arena, struct date date)
{
	return str_format(arena, "%04d%02d%02d", date.year, date.month, date.day);
}

/* Midnight of the first possible day, as a time in UTC; without a date the beginning of 1970. */
static str
stamp_text(struct arena *arena, struct date date)
{
	struct date day = date_from_days(date.year ? date_days(date) : 0);
	return str_join(arena, day_text(arena, day), S("T000000Z"));
}

/* --- one event --- */

static void
add_time(const struct calendar *calendar, const char *name, struct date date, int minutes)
{
	struct date day = date_from_days(date_days(date) + minutes / DAY_MINUTES);
	minutes %= DAY_MINUTES;
	line_with(calendar, name,
	          str_format(calendar->arena, ";TZID=Europe/Stockholm:%.*sT%02d%02d00",
	                     STR(day_text(calendar->arena, day)), minutes / 60, minutes % 60));
}

static bool
has_several_days(const struct meeting *meeting)
{
	return date_is_day(meeting->dates.last) && date_days(meeting->dates.last) > date_days(meeting->dates.first);
}

/* A day or days, unless the clock is known: times that recur on several days are said in words. */
static void
add_when(const struct calendar *calendar, const struct meeting *meeting)
{
	struct date first = meeting->dates.first;
	if (meeting->times.from >= 0 && !has_several_days(meeting)) {
		add_time(calendar, "DTSTART", first, meeting->times.from);
		if (meeting->times.to > meeting->times.from)
			add_time(calendar, "DTEND", first, meeting->times.to);
		return;
	}
	struct date last = has_several_days(meeting) ? meeting->dates.last : first;
	line_with(calendar, "DTSTART;VALUE=DATE:", day_text(calendar->arena, first));
	line_with(calendar, "DTEND;VALUE=DATE:",
	          day_text(calendar->arena, date_from_days(date_days(last) + 1))); /* the first day after */
}

static bool
is_unrecorded(const struct calendar *calendar, const struct meeting *meeting)
{
	return !meeting->held && index_plan_status(calendar->context->index, meeting->plan) == PLAN_UNRECORDED;
}

/* A day that is set is certain until it has passed and nobody has said that the meeting was held. */
static str
status_of(const struct calendar *calendar, const struct meeting *meeting)
{
	bool certain = !meeting->dates.first.approximate && !is_unrecorded(calendar, meeting);
	return certain ? S("CONFIRMED") : S("TENTATIVE");
}

static str
kind_of(const struct calendar *calendar, const struct meeting *meeting)
{
	return say(calendar->context, kind_words[meeting->plan ? meeting->plan->meeting->kind : PLANNED_MEETING]);
}

static const struct references *
topics_of(const struct meeting *meeting)
{
	bool own = meeting->held && meeting->held->topics.n;
	static const struct references none;
	return own ? &meeting->held->topics : meeting->plan ? &meeting->plan->meeting->topics : &none;
}

/* "Möte: SIKT"; what is more than a meeting is called by what it is about: "Konferens: Framtidens lärande (SIKT)". */
static str
summary_of(const struct calendar *calendar, const struct meeting *meeting)
{
	str bodies = say_names(calendar->context, calendar->arena, meeting_bodies(meeting));
	str kind = kind_of(calendar, meeting),
	    topics = say_names(calendar->context, calendar->arena, topics_of(meeting));
	bool plain = !meeting->plan || meeting->plan->meeting->kind == PLANNED_MEETING || !topics.n;
	return plain ? say_with(calendar->context, calendar->arena, "kalender.titel", kind, bodies, (str){0})
	             : say_with(calendar->context, calendar->arena, "kalender.titel_om", kind, bodies, topics);
}

static str
place_of_meeting(const struct calendar *calendar, const struct meeting *meeting)
{
	const struct document *held = meeting->held;
	str place = held ? say_place(calendar->context, calendar->arena, held->venue, &held->municipality) : (str){0};
	bool same_day = meeting->plan && date_equal(meeting->plan->meeting->dates.first, meeting->dates.first);
	if (place.n || !same_day)
		return place;
	const struct planned_meeting *planned = meeting->plan->meeting;
	return say_place(calendar->context, calendar->arena, planned->venue, &planned->municipality);
}

static str
address_of_minutes(const struct calendar *calendar, const struct document *document)
{
	return full_address(calendar->arena, calendar->site, address_of_document(calendar->arena, document));
}

static void
describe(const struct calendar *calendar, struct buffer *description, const char *path, str a, str b)
{
	if (!a.n)
		return;
	if (description->n)
		buffer_lit(description, "\n");
	buffer_add(description, say_with(calendar->context, calendar->arena, path, a, b, (str){0}));
}

static void
describe_plan(const struct calendar *calendar, struct buffer *description, const struct meeting *meeting)
{
	struct arena *arena = calendar->arena;
	const struct planned_meeting *planned = meeting->plan->meeting;
	describe(calendar, description, "kalender.medverkande",
	         say_names(calendar->context, arena, &planned->taking_part), (str){0});
	describe(calendar, description, "kalender.text", planned->text, (str){0});
	if (meeting->times.from >= 0 && has_several_days(meeting))
		describe(calendar, description, "kalender.tid", times_text(arena, meeting->times), (str){0});
	struct dates first = meeting->first->meeting->dates;
	if (!date_equal(first.first, meeting->dates.first))
		describe(calendar, description, "kalender.flyttat", say_dates(calendar->context, arena, first),
		         (str){0});
}

static str
description_of(const struct calendar *calendar, const struct meeting *meeting)
{
	struct arena *arena = calendar->arena;
	struct buffer out = {.arena = arena};
	describe(calendar, &out, "kalender.ämnen", say_names(calendar->context, arena, topics_of(meeting)), (str){0});
	if (meeting->plan)
		describe_plan(calendar, &out, meeting);
	if (meeting->dates.first.approximate)
		describe(calendar, &out, "kalender.ungefär", say_dates(calendar->context, arena, meeting->dates),
		         (str){0});
	if (is_unrecorded(calendar, meeting))
		describe(calendar, &out, "kalender.text", say(calendar->context, "planerat.passerat"), (str){0});
	describe(calendar, &out, meeting->held ? "kalender.protokoll" : "kalender.planerat",
	         calendar->context->titles[meeting->said->index], address_of_minutes(calendar, meeting->said));
	return buffer_str(&out);
}

static struct strs
categories_of(const struct calendar *calendar, const struct meeting *meeting)
{
	struct strs categories = {0};
	vec_push(calendar->arena, &categories, kind_of(calendar, meeting));
	const struct references *bodies = meeting_bodies(meeting);
	for (size_t i = 0; i < bodies->n; i++)
		vec_push(calendar->arena, &categories,
		         say_reference(calendar->context, calendar->arena, &bodies->items[i]));
	return categories;
}

/* Two archives may lie on one host: the whole address tells them apart. */
static str
uid_of(const struct calendar *calendar, const struct meeting *meeting)
{
	str place = calendar->site->address;
	size_t scheme = str_find(place, S("://"));
	place = scheme == SIZE_MAX ? place : str_from(place, scheme + 3);
	while (str_ends(place, S("/")))
		place.n--;
	return str_format(calendar->arena, "%.*s@%.*s", STR(meeting->uid), STR(place));
}

static struct date
said_on(const struct document *document)
{
	struct date last = document->date;
	for (size_t i = 0; i < document->corrections.n; i++)
		if (date_compare(document->corrections.items[i].date, last) > 0)
			last = document->corrections.items[i].date;
	return last;
}

static void
add_event(const struct calendar *calendar, const struct meeting *meeting)
{
	struct strs categories = categories_of(calendar, meeting);
	line(calendar, "BEGIN:VEVENT");
	text(calendar, "UID", uid_of(calendar, meeting));
	line_with(calendar, "DTSTAMP:", stamp_text(calendar->arena, said_on(meeting->said)));
	line_with(calendar, "SEQUENCE:", str_number(calendar->arena, meeting->said_before));
	add_when(calendar, meeting);
	text(calendar, "SUMMARY", summary_of(calendar, meeting));
	text(calendar, "LOCATION", place_of_meeting(calendar, meeting));
	text(calendar, "DESCRIPTION", description_of(calendar, meeting));
	line_with(calendar, "URL:", address_of_minutes(calendar, meeting->said));
	ical_list(calendar->out, "CATEGORIES", &categories);
	line_with(calendar, "STATUS:", status_of(calendar, meeting));
	line(calendar, "END:VEVENT");
}

/* --- the file --- */

static void
add_head(const struct calendar *calendar, const struct entity *network)
{
	const struct site *site = calendar->site;
	str name = network ? say_with(calendar->context, calendar->arena, "kalender.namn", network->name, site->title,
	                              (str){0})
	                   : site->title;
	line(calendar, "BEGIN:VCALENDAR");
	line(calendar, "VERSION:2.0");
	line(calendar, "PRODID:-//protokoll//protokoll//SV");
	line(calendar, "CALSCALE:GREGORIAN");
	line(calendar, "METHOD:PUBLISH");
	text(calendar, "NAME", name);
	text(calendar, "X-WR-CALNAME", name);
	text(calendar, "X-WR-CALDESC", network && network->description.n ? network->description : site->description);
	line(calendar, "X-WR-TIMEZONE:Europe/Stockholm");
	line_with(calendar, "REFRESH-INTERVAL;VALUE=DURATION:", str_of(interval));
	line_with(calendar, "X-PUBLISHED-TTL:", str_of(interval));
	for (size_t i = 0; i < sizeof time_zone / sizeof *time_zone; i++)
		line(calendar, time_zone[i]);
}

static void
write_calendar(const struct export_context *context, const struct export *export, struct buffer *out)
{
	struct calendar calendar = {context, &context->archive->site, out->arena, out};
	struct meetings meetings = {0};
	meetings_list(context, out->arena, &meetings);
	add_head(&calendar, export->entity);
	for (size_t i = 0; i < meetings.n; i++)
		if (!export->entity || meeting_is_of(&meetings.items[i], export->entity))
			add_event(&calendar, &meetings.items[i]);
	line(&calendar, "END:VCALENDAR");
}

void
calendar_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	const struct entity_list *networks = &context->index->sorted[ENTITY_NETWORK];
	vec_push(arena, exports, (struct export){.address = address_of(ADDRESS_CALENDAR), .write = write_calendar});
	for (size_t i = 0; i < networks->n; i++)
		vec_push(arena, exports,
		         (struct export){.address = address_of_calendar(arena, networks->items[i]),
		                         .write = write_calendar,
		                         .entity = networks->items[i]});
}
