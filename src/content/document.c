/* Front matter of other documents: uppdragsbeskrivning, riktlinjer, planer. */
#include "content/records.h"

static const struct field fields[] = {
    {"titel", FIELD_TEXT, .required = true, .offset = offsetof(struct document, title), .about = "Dokumentets namn."},
    {"typ", FIELD_TEXT, .offset = offsetof(struct document, type),
     .about = "Slag av dokument, till exempel uppdragsbeskrivning."},
    {"id", FIELD_ID, .offset = offsetof(struct document, id), .place = offsetof(struct document, id_place),
     .about = "Sista delen av adressen; annars filens namn."},
    {"datum", FIELD_DATE, .offset = offsetof(struct document, date), .place = offsetof(struct document, date_place),
     .about = "När dokumentet antogs eller skrevs, så långt det är känt."},
    {"datum_källa", FIELD_TEXT, .offset = offsetof(struct document, date_source),
     .about = "Hur ett ungefärligt datum har bestämts."},
    {"nätverk", FIELD_REFERENCES, .offset = offsetof(struct document, networks), .about = "Nätverk som det gäller."},
    {"ämnen", FIELD_REFERENCES, .offset = offsetof(struct document, topics), .about = "Vad det handlar om."},
    {"personer", FIELD_OWN_NAMES, .offset = offsetof(struct document, names),
     .about = "Vem ett kort namn betyder i just det här dokumentet."},
    {"länka_inte", FIELD_TEXTS, .offset = offsetof(struct document, never_link),
     .about = "Ord som aldrig ska bli länkar i det här dokumentet."},
    {"bilagor", FIELD_RECORDS, .offset = offsetof(struct document, attachments), .record = &record_attachment,
     .about = "Det som hör till dokumentet."},
    {"rättelser", FIELD_RECORDS, .offset = offsetof(struct document, corrections), .record = &record_correction,
     .about = "Vad som har rättats efter publiceringen."},
    {"status", FIELD_CHOICE, .offset = offsetof(struct document, status), .choices = choices_status,
     .about = "Bara publicerat (som gäller när nyckeln saknas) visas på webbplatsen."},
    {"källa", FIELD_TEXT, .offset = offsetof(struct document, origin), .about = "Var originalet förvaras."},
    {"tidigare", FIELD_EARLIER, .offset = offsetof(struct document, earlier),
     .about = "Tidigare adresser till sidan, som leder vidare hit."},
};

const struct record record_document = {FIELDS(fields), sizeof(struct document), NULL, "Ett dokument."};
