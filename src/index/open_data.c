/* The columns of the open data and the rows that several writers count. The columns are a contract: names and order never
   change, and a new column goes last. */
#include "index/open_data.h"

/* What most tables begin with. */
#define DOCUMENT {"dokument", "dokument", "2018-12-14-sikt"}
#define DATE {"datum", "datum", "2018-12-14"}
#define NETWORK {"natverk", "natverk", "sikt"}
#define ITEM {"punkt", "punkt", "5"}

static const struct data_column meetings[] = {
    DOCUMENT,
    NETWORK,
    DATE,
    {"datum_sakerhet", "datum_sakerhet", "exakt"},
    {"tid", "tid", "09:00–12:00"},
    {"plats", "plats", "Levene skola"},
    {"kommun", "kommun", "vara"},
    {"ordforande", "ordforande", "mattias-gustafsson"},
    {"sekreterare", "sekreterare", "britt-andersson;hannes-berggren"},
    {"adress", "adress", "…/protokoll/2018-12-14-sikt/"},
};

static const struct data_column attendance[] = {
    DOCUMENT,
    DATE,
    NETWORK,
    {"typ", "typ_deltagare", "person"},
    {"id", "id", "eva-karlsson"},
    {"namn", "namn", "Eva Karlsson"},
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
    {"till", "till_vem", "eva-karlsson;tidaholm"},
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

#define FILE_OF(table) #table, table, sizeof table / sizeof *table

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

static void
add_attendees(struct arena *arena, struct attendance_rows *rows, const struct attendees *attendees, enum attendance state)
{
	for (size_t i = 0; i < attendees->n; i++) {
		const struct attendee *attendee = &attendees->items[i];
		if (attendee->who.entity && attendee->who.entity->kind == ENTITY_MUNICIPALITY)
			continue; /* told with all the municipalities */
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

/* What a mention means: an entity, a document, or minutes that the archive lacks. Empty: nothing that is known. */
static str
meaning_of(const struct mention *mention)
{
	if (mention->cited.n)
		return mention->cited;
	const void *const *thing = mention->entity ? (const void *const *)&mention->entity : (const void *const *)&mention->document;
	return *thing ? (str){(const char *)thing, sizeof *thing} : (str){0};
}

static str
key_of(struct arena *arena, const struct mention *mention, str meaning)
{
	return str_format(arena, "%u-%u-%d %.*s", mention->item, mention->heading ? 0 : mention->block, mention->heading,
	                  STR(meaning));
}

void
data_mentions(const struct body *body, struct arena *arena, struct mention_counts *counts)
{
	struct map seen = {.arena = arena};
	for (size_t i = 0; body && i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		str meaning = meaning_of(mention);
		if (!meaning.n)
			continue;
		void **at = map_at(&seen, key_of(arena, mention, meaning));
		if (!*at) {
			vec_push(arena, counts, (struct mention_count){mention, 0});
			*at = (void *)(uintptr_t)counts->n;
		}
		counts->items[(uintptr_t)*at - 1].n++;
	}
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
		bool has_rows = document->kind == DOCUMENT_MINUTES ||
		                (document->kind == DOCUMENT_OTHER && table == DATA_MENTIONS);
		if (has_rows && data_tells_of(document))
			n += rows_of(index, document, table, arena);
	}
	return n;
}
