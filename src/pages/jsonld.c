/* What a page says to machines: JSON-LD with the terms of schema.org, in a data block of <head>. The way to the page,
   the meeting that minutes are of, and the data set behind /data/. Never a person: not who was there, not who led the
   meeting, and nothing at all on the pages that search engines should leave out. */
#include "base/json.h"
#include "index/open_data.h"
#include "pages/words.h"

struct block {
	const struct view *view;
	const struct value *object; /* what the page shows */
	struct json json;
};

/* --- small values --- */

static void
field(struct block *block, const char *key, str text)
{
	json_field(&block->json, str_of(key), text);
}

static void
begin(struct block *block, const char *key, const char *type)
{
	if (key)
		json_key(&block->json, str_of(key));
	json_object(&block->json);
	field(block, "@type", str_of(type));
}

static void
end(struct block *block)
{
	json_object_end(&block->json);
}

static str
full(const struct block *block, str address)
{
	return address_full(block->view->arena, &block->view->context->archive->site, address);
}

/* The full address that a relative link of the page leads to. */
static str
resolved(const struct block *block, str link)
{
	str folder = block->view->page->address;
	while (folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	for (; str_starts(link, S("../")); link = str_from(link, 3)) {
		folder.n -= folder.n > 1;
		while (folder.n && folder.p[folder.n - 1] != '/')
			folder.n--;
	}
	link = str_starts(link, S("./")) ? str_from(link, 2) : link;
	return full(block, str_join(block->view->arena, folder, link));
}

static str
text_of(const struct value *object, const char *key)
{
	const struct value *found = object ? value_get(object, str_of(key)) : NULL;
	return found && found->kind != VALUE_BOOL ? found->text : (str){0};
}

static void
organization(struct block *block, const char *key, str name, str url)
{
	begin(block, key, "Organization");
	field(block, "name", name);
	field(block, "url", url);
	end(block);
}

/* --- the way to the page --- */

static void
breadcrumbs(struct block *block)
{
	const struct value *crumbs = value_get(block->object, S("brödsmulor"));
	const struct value *list = crumbs ? value_get(crumbs, S("lista")) : NULL;
	if (!list)
		return;
	begin(block, NULL, "BreadcrumbList");
	json_key(&block->json, S("itemListElement"));
	json_array(&block->json);
	for (size_t i = 0; i < list->n; i++) {
		str link = text_of(&list->items[i], "länk");
		begin(block, NULL, "ListItem");
		json_key(&block->json, S("position"));
		json_number(&block->json, (long long)i + 1);
		field(block, "name", text_of(&list->items[i], "namn"));
		field(block, "item", link.n ? resolved(block, link) : full(block, block->view->page->address));
		end(block);
	}
	json_array_end(&block->json);
	end(block);
}

/* --- a meeting --- */

/* The last Sunday of a month that has 31 days. */
static struct date
last_sunday(int year, int month)
{
	struct date last = {year, month, 31, false};
	last.day -= date_weekday(last) % 7;
	return last;
}

static long
minutes_since_1970(struct date date, int minutes)
{
	return date_days(date) * 24 * 60 + minutes;
}

/* Europe/Stockholm, the only time zone that an archive can have: summer time as it has been since 1996. The hour that
   is left out in March counts from before it, as in calendars (RFC 5545, 3.3.5). */
static str
time_of(struct arena *arena, struct date date, int minutes)
{
	long now = minutes_since_1970(date, minutes);
	bool summer = now >= minutes_since_1970(last_sunday(date.year, 3), 3 * 60) &&
	              now < minutes_since_1970(last_sunday(date.year, 10), 3 * 60);
	return str_format(arena, "%.*sT%02d:%02d:00+0%d:00", STR(date_iso(arena, date)), minutes / 60, minutes % 60,
	                  summer ? 2 : 1);
}

enum { ZONE_SINCE = 1996 };

/* What of a date is certain: schema.org has no mark for an approximate one, so it is told one step less precisely. */
static struct date
certain(struct date date)
{
	if (date.approximate) {
		date.month = date.day ? date.month : 0;
		date.day = 0;
	}
	return date;
}

static void
when(struct block *block, const struct document *minutes)
{
	struct arena *arena = block->view->arena;
	struct date date = certain(minutes->date);
	bool timed = date_is_day(date) && minutes->times.from >= 0 && date.year >= ZONE_SINCE;
	field(block, "startDate", timed ? time_of(arena, date, minutes->times.from) : date_iso(arena, date));
	if (timed && minutes->times.to >= 0)
		field(block, "endDate", time_of(arena, date, minutes->times.to));
}

static void
where(struct block *block, const struct document *minutes)
{
	const struct entity *entity = minutes->municipality.entity;
	str municipality = entity ? entity_title(block->view, entity) : minutes->municipality.text;
	if (!minutes->venue.n && !municipality.n)
		return;
	begin(block, "location", "Place");
	field(block, "name", minutes->venue.n ? minutes->venue : municipality);
	if (municipality.n) {
		begin(block, "address", "PostalAddress");
		field(block, "addressLocality", municipality);
		end(block);
	}
	end(block);
}

static void
organizers(struct block *block, const struct document *minutes)
{
	json_key(&block->json, S("organizer"));
	json_array(&block->json);
	for (size_t i = 0; i < minutes->networks.n; i++) {
		const struct entity *network = minutes->networks.items[i].entity;
		if (network)
			organization(block, NULL, entity_title(block->view, network),
			             full(block, address_of_entity(block->view->arena, network)));
	}
	json_array_end(&block->json);
}

/* Minutes without a known date tell of no meeting that a calendar or a search engine could use. */
static void
meeting(struct block *block)
{
	const struct document *minutes = block->view->page->document;
	if (!minutes->date.year)
		return;
	begin(block, NULL, "Event");
	field(block, "name", document_title(block->view, minutes));
	when(block, minutes);
	field(block, "eventStatus", S("https://schema.org/EventScheduled"));
	where(block, minutes);
	organizers(block, minutes);
	field(block, "inLanguage", block->view->context->archive->site.language);
	field(block, "url", full(block, block->view->page->address));
	end(block);
}

/* --- the data --- */

static void
download(struct block *block, str file, const char *type)
{
	begin(block, NULL, "DataDownload");
	field(block, "name", file);
	field(block, "encodingFormat", str_of(type));
	field(block, "contentUrl", full(block, address_of_data(block->view->arena, file)));
	end(block);
}

/* From the first dated minutes to the last: "2018-02-02/2020-05-29". */
static str
time_covered(const struct block *block)
{
	const struct document_list *minutes = &block->view->context->index->minutes;
	size_t first = 0;
	while (first < minutes->n && !minutes->items[first]->date.year)
		first++;
	if (first == minutes->n)
		return (str){0};
	str from = date_iso(block->view->arena, certain(minutes->items[first]->date));
	str to = date_iso(block->view->arena, certain(minutes->items[minutes->n - 1]->date));
	return str_format(block->view->arena, "%.*s/%.*s", STR(from), STR(to));
}

static void
data_set(struct block *block)
{
	const struct site *site = &block->view->context->archive->site;
	const struct value *own = value_get(block->object, S("webbplats"));
	const struct value *licence = own ? value_get(own, S("licens")) : NULL;
	str licence_url = text_of(licence, "länk");
	begin(block, NULL, "Dataset");
	field(block, "name", site->title);
	field(block, "description", text_of(block->object, "beskrivning"));
	field(block, "url", full(block, block->view->page->address));
	field(block, "license", licence_url.n ? licence_url : site->licence);
	if (site->publisher_name.n)
		organization(block, "publisher", site->publisher_name, site->publisher_web);
	field(block, "inLanguage", site->language);
	field(block, "temporalCoverage", time_covered(block));
	json_key(&block->json, S("isAccessibleForFree"));
	json_bool(&block->json, true);
	json_key(&block->json, S("distribution"));
	json_array(&block->json);
	download(block, S(DATA_ARCHIVE), "application/json");
	for (size_t i = 0; i < DATA_TABLES; i++)
		download(block, str_of(data_files[i].name), "text/csv");
	json_array_end(&block->json);
	end(block);
}

/* --- */

struct value
jsonld_value(const struct view *view, const struct value *object)
{
	if (!view->page->indexed || view->page->kind == PAGE_HOME)
		return value_bool(false);
	struct buffer out = {.arena = view->arena};
	struct block block = {view, object, {.out = &out}};
	json_object(&block.json);
	field(&block, "@context", S("https://schema.org"));
	json_key(&block.json, S("@graph"));
	json_array(&block.json);
	breadcrumbs(&block);
	if (view->page->kind == PAGE_MINUTES)
		meeting(&block);
	else if (view->page->kind == PAGE_DATA)
		data_set(&block);
	json_array_end(&block.json);
	json_object_end(&block.json);
	return value_json(buffer_str(&out));
}
