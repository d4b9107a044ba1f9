/* The page of a municipality: its people, its attendance by year, what it hosts, its place on the tile map. */
#include "pages/dates.h"
#include "pages/picture.h"
#include "pages/words.h"

struct tally {
	size_t present, absent, unknown;
};

static struct value
tally_row(const struct view *view, const struct year *year, struct tally tally)
{
	struct value row = value_object();
	size_t meetings = tally.present + tally.absent + tally.unknown;
	set_text(view, &row, S("år"),
	         year->year ? number_text(view->arena, (size_t)year->year) : word(view, "datum.odaterat"));
	set_text(view, &row, S("möten"), number_text(view->arena, meetings));
	set_text(view, &row, S("närvarande"), number_text(view->arena, tally.present));
	set_text(view, &row, S("frånvarande"), number_text(view->arena, tally.absent));
	set_text(view, &row, S("okänt"), number_text(view->arena, tally.unknown));
	str known = number_text(view->arena, tally.present + tally.absent), present = number_text(view->arena, tally.present);
	set_text(view, &row, S("andel"),
	         tally.present + tally.absent ? phrase2(view, "närvaro.andel", present, known) : (str){0});
	return row;
}

static struct tally
tally_of(const struct index *index, const struct year *year, const struct entity *municipality)
{
	struct tally tally = {0};
	for (size_t i = 0; i < year->minutes.n; i++) {
		enum attendance state = index_attendance(index, year->minutes.items[i], municipality);
		tally.present += attendance_is_present(state);
		tally.absent += state == ATTENDANCE_ABSENT;
		tally.unknown += state == ATTENDANCE_UNKNOWN;
	}
	return tally;
}

/* The table, newest year first, and the picture of its dated years. */
static void
set_attendance(const struct view *view, struct value *object, const struct entity *municipality)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	struct bars bars = {0};
	for (size_t i = 0; i < index->years.n; i++) {
		const struct year *newest = &index->years.items[index->years.n - 1 - i], *oldest = &index->years.items[i];
		struct tally tally = tally_of(index, newest, municipality), old = tally_of(index, oldest, municipality);
		if (tally.present + tally.absent + tally.unknown)
			value_push(view->arena, &list, tally_row(view, newest, tally));
		if (oldest->year && old.present + old.absent + old.unknown)
			vec_push(view->arena, &bars, (struct bar){oldest->year, {old.present, old.absent, old.unknown}});
	}
	struct bars_head head = {
	    .id = S("bild-narvaro"), .text = "bild.närvaro_per_år", .summary = "bild.närvaro_många_år", .parts = true};
	set(view, object, S("närvaro"), wrapped(view, list));
	set(view, object, S("närvaro_bild"), bars_picture(view, &bars, head));
}

/* Meetings that were held there in the years that the page shows, newest first. */
static struct value
hosted(const struct view *view, const struct entity *municipality)
{
	const struct appearances *all = index_appearances(view->context->index, municipality);
	struct range range = shown_range(view, municipality);
	struct document_list documents = {0};
	for (size_t i = range.from; i < range.to; i++)
		if (all->items[i].role == APPEARS_HOST)
			vec_push(view->arena, &documents, all->items[i].document);
	return minutes_rows(view, &documents, 0, documents.n);
}

static struct value
networks_of(const struct view *view, const struct entity *municipality)
{
	const struct archive *archive = view->context->archive;
	struct entity_list list = {0};
	for (size_t i = 0; i < archive->entities[ENTITY_NETWORK].n; i++) {
		const struct entity *network = archive->entities[ENTITY_NETWORK].items[i];
		if (network_has_municipality(archive, network, municipality))
			vec_push(view->arena, &list, network);
	}
	return entities_list(view, &list);
}

void
municipality_view(const struct view *view, struct value *object)
{
	const struct entity *municipality = view->page->entity;
	const struct index *index = view->context->index;
	set_entity_head(view, object, counted(view, "kommun.närvarande", index->attended[municipality->index]));
	set_text(view, object, S("kod"), municipality->municipality.code);
	set(view, object, S("personer"), entities_list(view, &index->people[municipality->index]));
	set(view, object, S("nätverk"), networks_of(view, municipality));
	set_attendance(view, object, municipality);
	set(view, object, S("värd"), hosted(view, municipality));
	set(view, object, S("planerat"),
	    plans_of(view, &index->plans_of[ENTITY_MUNICIPALITY][municipality->index], true));
	set(view, object, S("karta"), tile_map(view));
	set_entity_traces(view, object);
}
