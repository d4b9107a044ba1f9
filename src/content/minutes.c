/* Front matter of minutes (format.md, "Front matter of minutes"). */
#include "content/records.h"

#include "base/diag.h"

static const struct choice planned_kinds[] = {
    {"möte", PLANNED_MEETING},
    {"temadag", PLANNED_THEME_DAY},
    {"konferens", PLANNED_CONFERENCE},
    {"extern", PLANNED_EXTERNAL},
    {NULL, 0},
};

static const struct field planned_fields[] = {
    {"datum", FIELD_DATES, .offset = offsetof(struct planned_meeting, dates),
     .about = "Dag eller intervall (2019-11-14/2019-11-15); utelämnas när det inte är bestämt."},
    {"tid", FIELD_TIMES, .offset = offsetof(struct planned_meeting, times), .about = "Klockslag: 09:00–12:00."},
    {"plats", FIELD_TEXT, .offset = offsetof(struct planned_meeting, venue), .about = "Lokal eller ort."},
    {"kommun", FIELD_REFERENCE, .offset = offsetof(struct planned_meeting, municipality),
     .about = "Kommunen där platsen ligger."},
    {"vem", FIELD_REFERENCES, .offset = offsetof(struct planned_meeting, who),
     .about = "Vilka som möts; annars protokollets nätverk."},
    {"typ", FIELD_CHOICE, .offset = offsetof(struct planned_meeting, kind), .choices = planned_kinds,
     .about = "Slag av träff; annars möte."},
    {"ämnen", FIELD_REFERENCES, .offset = offsetof(struct planned_meeting, topics), .about = "Vad det ska handla om."},
    {"medverkande", FIELD_REFERENCES, .offset = offsetof(struct planned_meeting, taking_part),
     .about = "Personer, kommuner, organisationer eller fri text."},
    {"text", FIELD_TEXT, .offset = offsetof(struct planned_meeting, text), .about = "Något mer att veta."},
};

static void
finish_planned(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	(void)decoder;
	struct planned_meeting *planned = into;
	planned->place = map->place;
	if (planned->times.from == planned->times.to) /* both 0: no written time reads so */
		planned->times = (struct times){-1, -1};
}

static const struct record planned_record = {FIELDS(planned_fields), sizeof(struct planned_meeting), finish_planned,
                                             "En planerad träff."};

static const struct field fields[] = {
    {"nätverk", FIELD_REFERENCES, .required = true, .offset = offsetof(struct document, networks),
     .about = "Nätverket som möttes, eller en lista när mötet var gemensamt."},
    {"datum", FIELD_DATE_IF_KNOWN, .required = true, .offset = offsetof(struct document, date),
     .place = offsetof(struct document, date_place),
     .about =
         "Mötets dag: 2018-12-14, så långt den är känd: 2018-12 eller 2018, med ~ när den är ungefärlig; eller okänt."},
    {"datum_källa", FIELD_TEXT, .offset = offsetof(struct document, date_source),
     .about = "Hur ett ungefärligt datum har bestämts."},
    {"titel", FIELD_TEXT, .offset = offsetof(struct document, title),
     .about = "Bara när rubriken ska vara en annan än nätverk och datum."},
    {"tid", FIELD_TIMES, .offset = offsetof(struct document, times), .about = "Klockslag: 09:00–12:00."},
    {"plats", FIELD_TEXT, .offset = offsetof(struct document, venue), .about = "Lokal eller ort."},
    {"kommun", FIELD_REFERENCE, .offset = offsetof(struct document, municipality),
     .about = "Kommunen där platsen ligger."},
    {"ordförande", FIELD_REFERENCES, .offset = offsetof(struct document, chairs), .about = "Den som ledde mötet."},
    {"sekreterare", FIELD_REFERENCES, .offset = offsetof(struct document, secretaries), .about = "Den som antecknade."},
    {"närvarande", FIELD_ATTENDEES, .offset = offsetof(struct document, present), .record = &record_attendee,
     .about = "Lista av Namn, Namn och Kommun med komma emellan, Kommun, eller {person, för}; eller okänt."},
    {"frånvarande", FIELD_ATTENDEES, .offset = offsetof(struct document, absent), .record = &record_attendee,
     .about = "Lista av kommuner, organisationer eller personer; eller okänt."},
    {"ämnen", FIELD_REFERENCES, .offset = offsetof(struct document, topics),
     .about = "Ämnen för hela mötet; de som nämns i texten kommer med av sig själva."},
    {"personer", FIELD_OWN_NAMES, .offset = offsetof(struct document, names),
     .about = "Vem ett kort namn betyder i just det här protokollet: Mathias: Mattias Gustafsson."},
    {"länka_inte", FIELD_TEXTS, .offset = offsetof(struct document, never_link),
     .about = "Ord som aldrig ska bli länkar i det här protokollet."},
    {"bilagor", FIELD_RECORDS, .offset = offsetof(struct document, attachments), .record = &record_attachment,
     .about = "Det som hör till protokollet."},
    {"kommande", FIELD_RECORDS, .offset = offsetof(struct document, planned), .record = &planned_record,
     .about = "Träffar som planerades."},
    {"oplanerat", FIELD_REFERENCES, .offset = offsetof(struct document, waiting),
     .about = "Ämnen som väntar på ett möte."},
    {"status", FIELD_CHOICE, .offset = offsetof(struct document, status), .choices = choices_status,
     .about = "Bara publicerat (som gäller när nyckeln saknas) visas på webbplatsen."},
    {"granskad_av", FIELD_TEXT, .offset = offsetof(struct document, reviewed_by), .about = "Vem som har granskat."},
    {"granskad_datum", FIELD_DATE, .offset = offsetof(struct document, reviewed),
     .place = offsetof(struct document, reviewed_place), .about = "När det granskades."},
    {"avpublicera_efter", FIELD_DATE, .offset = offsetof(struct document, withdraw_after),
     .place = offsetof(struct document, withdraw_place),
     .about = "Sista dagen som protokollet ska visas."},
    {"rättelser", FIELD_RECORDS, .offset = offsetof(struct document, corrections), .record = &record_correction,
     .about = "Vad som har rättats efter publiceringen."},
    {"källa", FIELD_TEXT, .offset = offsetof(struct document, origin), .about = "Var originalet förvaras."},
    {"id", FIELD_ID, .offset = offsetof(struct document, id), .place = offsetof(struct document, id_place),
     .about = "Protokollets id, när datum och nätverk inte räcker."},
    {"tidigare", FIELD_EARLIER, .offset = offsetof(struct document, earlier),
     .about = "Tidigare adresser till sidan, som leder vidare hit."},
};

static void
finish(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	(void)into;
	const struct yaml_node *date = yaml_get(map, S("datum"));
	if (date && date->kind == YAML_SCALAR && str_eq(str_trim(date->text), S("okänt")) && !yaml_get(map, S("id")))
		diag(decoder->diags, DIAG_UNKNOWN_DATE_NEEDS_ID, date->place, (str){0});
}

const struct record record_minutes = {FIELDS(fields), sizeof(struct document), finish, "Ett protokoll."};
