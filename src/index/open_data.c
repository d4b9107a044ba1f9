/* The columns of the open data and the rows that several writers count. The columns are a contract: names and order
   never change, and a new column goes last. */
#include "index/open_data.h"

#include <stdlib.h>

/* What most tables begin with. */
#define DOCUMENT                                                                                                       \
	{                                                                                                              \
		"dokument", "dokument", "2018-12-14-sikt"                                                              \
	}
#define DATE                                                                                                           \
	{                                                                                                              \
		"datum", "datum", "2018-12-14"                                                                         \
	}
#define NETWORK                                                                                                        \
	{                                                                                                              \
		"natverk", "natverk", "sikt"                                                                           \
	}
#define ITEM                                                                                                           \
	{                                                                                                              \
		"punkt", "punkt", "5"                                                                                  \
	}

static const struct data_column meetings[] = {
    DOCUMENT,
    NETWORK,
    DATE,
    {"datum_sakerhet", "datum_sakerhet", "exakt"},
    {"tid", "tid", "09:00–12:00"},
    {"plats", "plats", "Levene skola"},
    {"kommun", "kommun", "vara"},
    {"ordforande", "ordforande", "fornamn-efternamn"},
    {"sekreterare", "sekreterare", "fornamn-efternamn;nagon-annan"},
    {"adress", "adress", "…/protokoll/2018-12-14-sikt/"},
};

static const struct data_column attendance[] = {
    DOCUMENT,
    DATE,
    NETWORK,
    {"typ", "typ_deltagare", "person"},
    {"id", "id", "fornamn-efternamn"},
    {"namn", "namn", "Förnamn Efternamn"},
    {"status", "status_deltagare", "närvarande"},
    {"for_kommun", "for_kommun", "tidaholm"},
};

static const struct data_column decisions[] = {
    DOCUMENT,
    {"nummer", "nummer_beslut", "1"},
    DATE,
    NETWORK,
    ITEM,
    {"text", "text_beslut", "Mediapoolen upphandlas gemensamt."},
    {"status", "status_beslut", "gäller"},
    {"ersatt_av", "ersatt_av", "2020-05-29-sikt"},
    {"adress", "adress_stycke", "…/protokoll/2018-12-14-sikt/#beslut-1"},
};

static const struct data_column assignments[] = {
    DOCUMENT,
    {"nummer", "nummer_uppdrag", "2"},
    DATE,
    NETWORK,
    ITEM,
    {"till", "till_vem", "fornamn-efternamn;tidaholm"},
    {"text", "text_uppdrag", "skicka ut förslaget före nästa möte."},
    {"senast", "senast", "2019-01-31"},
    {"status", "status_uppdrag", "öppet"},
    {"avslutat_i", "avslutat_i", "2019-09-sikt"},
    {"adress", "adress_stycke", "…/protokoll/2018-12-14-sikt/#uppdrag-2"},
};

static const struct data_column round_table[] = {
    DOCUMENT,
    DATE,
    NETWORK,
    {"punkt", "punkt", "4"},
    {"kommun", "kommun_rapport", "hjo"},
    {"text", "text_rapport", "Frågar sig om leasingen ska upphöra."},
    {"adress", "adress_stycke", "…/protokoll/2018-12-14-sikt/#p4-2"},
};

static const struct data_column planned[] = {
    {"dokument", "dokument_kommande", "2018-12-14-sikt"},
    {"datum", "datum_kommande", "2019-02-01"},
    {"tid", "tid", "09:00–12:00"},
    {"plats", "plats", "Gullstensskolan"},
    {"kommun", "kommun", "gullspang"},
    {"vem", "vem", "sikt"},
    {"typ", "typ_kommande", "möte"},
    {"amnen", "amnen", "robotar-i-undervisningen;ar-vr"},
    {"text", "text_kommande", "Robotar som hjälp i undervisningen."},
    {"status", "status_kommande", "planerat"},
    {"blev", "blev", "2019-02-01-sikt"},
};

static const struct data_column backlog[] = {
    DOCUMENT,
    DATE,
    NETWORK,
    {"amne", "amne_oplanerat", "digitala-nationella-prov"},
};

static const struct data_column mentions[] = {
    {"dokument", "dokument_omnamnande", "2018-12-14-sikt"},
    ITEM,
    {"stycke", "stycke", "3"},
    {"typ", "typ_omnamnande", "amne"},
    {"id", "id_omnamnande", "mediapoolen"},
    {"namn", "namn_omnamnande", "Mediapoolen"},
    {"antal", "antal", "2"},
    {"adress", "adress_stycke", "…/protokoll/2018-12-14-sikt/#p5-3"},
};

const struct data_file data_files[DATA_TABLES] = {
    [DATA_MEETINGS] = {"moten.csv", "möten", meetings, sizeof meetings / sizeof *meetings},
    [DATA_ATTENDANCE] = {"narvaro.csv", "närvaro", attendance, sizeof attendance / sizeof *attendance},
    [DATA_DECISIONS] = {"beslut.csv", "beslut", decisions, sizeof decisions / sizeof *decisions},
    [DATA_ASSIGNMENTS] = {"uppdrag.csv", "uppdrag", assignments, sizeof assignments / sizeof *assignments},
    [DATA_ROUND_TABLE] = {"laget_runt.csv", "laget_runt", round_table, sizeof round_table / sizeof *round_table},
    [DATA_PLANNED] = {"kommande.csv", "kommande", planned, sizeof planned / sizeof *planned},
    [DATA_BACKLOG] = {"oplanerat.csv", "oplanerat", backlog, sizeof backlog / sizeof *backlog},
    [DATA_MENTIONS] = {"omnamnanden.csv", "omnämnanden", mentions, sizeof mentions / sizeof *mentions},
};

bool
data_tells_of(const struct document *document)
{
	return !document->withdrawn;
}

/* --- attendance --- */

static bool
is_same(const struct reference *a, const struct reference *b)
{
	return a->entity || b->entity ? a->entity == b->entity : str_eq(a->text, b->text);
}

/* Whether somebody stands in the list before, for the same municipality. */
static bool
is_told(const struct attendees *attendees, size_t at)
{
	const struct attendee *attendee = &attendees->items[at];
	for (size_t i = 0; i < at; i++)
		if (is_same(&attendees->items[i].who, &attendee->who) &&
		    is_same(&attendees->items[i].counts_for, &attendee->counts_for))
			return true;
	return false;
}

static void
add_attendees(struct arena *arena, struct attendance_rows *rows, const struct attendees *attendees,
              enum attendance state)
{
	for (size_t i = 0; i < attendees->n; i++) {
		const struct attendee *attendee = &attendees->items[i];
		if (attendee->who.entity && attendee->who.entity->kind == ENTITY_MUNICIPALITY)
			continue; /* told with all the municipalities */
		if (is_told(attendees, i))
			continue;
		bool counts = attendee->counts_for.entity || attendee->counts_for.text.n;
		vec_push(arena, rows,
		         (struct attendance_row){attendee->who, counts ? &attendee->counts_for : NULL, state});
	}
}

void
data_attendance(const struct index *index, const struct document *minutes, struct arena *arena,
                struct attendance_rows *rows)
{
	const struct entities *municipalities = &index->archive->entities[ENTITY_MUNICIPALITY];
	for (size_t i = 0; i < municipalities->n; i++) {
		enum attendance state = index_attendance(index, minutes, municipalities->items[i]);
		if (state != ATTENDANCE_NONE)
			vec_push(arena, rows,
			         (struct attendance_row){{.entity = municipalities->items[i]}, NULL, state});
	}
	add_attendees(arena, rows, &minutes->present, ATTENDANCE_PRESENT);
	add_attendees(arena, rows, &minutes->absent, ATTENDANCE_ABSENT);
}

/* --- mentions --- */

/* Tells apart what is counted: one thing in one heading or block. Empty for a name that nobody is sure of. */
static str
key_of(struct arena *arena, const struct mention *mention)
{
	const struct entity *entity = mention->entity;
	const struct document *document = mention->document;
	if (!entity && !document && !mention->cited.n)
		return (str){0};
	struct {
		const void *named; /* NULL: minutes that are missing */
		unsigned item, block;
	} key = {entity ? (const void *)entity : document, mention->item, mention->heading ? 0 : mention->block};
	_Static_assert(sizeof key == sizeof key.named + 2 * sizeof key.item, "bytes between the members would count");
	return str_join(arena, (str){(const char *)&key, sizeof key}, key.named ? (str){0} : mention->cited);
}

struct placed {
	size_t item; /* the position of the item, not its number */
	size_t order;
	struct mention_count count;
};

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;
	if (left->item != right->item)
		return left->item < right->item ? -1 : 1;
	unsigned x = left->count.first->heading ? 0 : left->count.first->block;
	unsigned y = right->count.first->heading ? 0 : right->count.first->block;
	if (x != y)
		return x < y ? -1 : 1;
	return (left->order > right->order) - (left->order < right->order);
}

/* What a footnote names belongs where its mark stands, though the note itself comes last. */
static void
sort_counts(const struct body *body, struct arena *arena, struct mention_counts *counts)
{
	struct map positions = {.arena = arena};
	struct placed *placed = arena_array(arena, struct placed, counts->n + 1);
	for (size_t i = 0; i < body->items.n; i++)
		*map_at(&positions, (str){(const char *)&body->items.items[i].number, sizeof(unsigned)}) =
		    (void *)(uintptr_t)(i + 1);
	for (size_t i = 0; i < counts->n; i++) {
		const unsigned *number = &counts->items[i].first->item;
		size_t item = (uintptr_t)map_get(&positions, (str){(const char *)number, sizeof *number});
		placed[i] = (struct placed){item, i, counts->items[i]};
	}
	qsort(placed, counts->n, sizeof *placed, compare_placed);
	for (size_t i = 0; i < counts->n; i++)
		counts->items[i] = placed[i].count;
}

void
data_mentions(const struct body *body, struct arena *arena, struct mention_counts *counts)
{
	struct map seen = {.arena = arena};
	for (size_t i = 0; body && i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		str key = key_of(arena, mention);
		if (!key.n)
			continue;
		void **at = map_at(&seen, key);
		if (!*at) {
			vec_push(arena, counts, (struct mention_count){mention, 0});
			*at = (void *)(uintptr_t)counts->n;
		}
		counts->items[(uintptr_t)*at - 1].n++;
	}
	if (body)
		sort_counts(body, arena, counts);
}

/* --- counting --- */

static size_t
rows_of(const struct index *index, const struct document *document, enum data_table table, struct arena *arena)
{
	const struct body *body = index->bodies[document->index];
	struct attendance_rows attendees = {0};
	struct mention_counts named = {0};
	switch (table) {
	case DATA_MEETINGS:
		return 1;
	case DATA_ATTENDANCE:
		data_attendance(index, document, arena, &attendees);
		return attendees.n;
	case DATA_DECISIONS:
		return body ? body->decisions.n : 0;
	case DATA_ASSIGNMENTS:
		return body ? body->assignments.n : 0;
	case DATA_ROUND_TABLE:
		return body ? body->reports.n : 0;
	case DATA_PLANNED:
		return document->planned.n;
	case DATA_BACKLOG:
		return document->waiting.n;
	case DATA_MENTIONS:
		data_mentions(body, arena, &named);
		return named.n;
	case DATA_TABLES:
		break;
	}
	return 0;
}

size_t
data_row_count(const struct index *index, enum data_table table, struct arena *arena)
{
	size_t n = 0;
	for (size_t i = 0; i < index->archive->documents.n; i++) {
		const struct document *document = index->archive->documents.items[i];
		bool has_rows =
		    document->kind == DOCUMENT_MINUTES || (document->kind == DOCUMENT_OTHER && table == DATA_MENTIONS);
		if (has_rows && data_tells_of(document))
			n += rows_of(index, document, table, arena);
		arena_reset(arena);
	}
	return n;
}
