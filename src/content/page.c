/* Front matter of plain pages: om, skriva-protokoll. */
#include "content/records.h"

static const struct field fields[] = {
    {"titel", FIELD_TEXT, .required = true, .offset = offsetof(struct document, title), .about = "Sidans rubrik."},
    {"id", FIELD_ID, .offset = offsetof(struct document, id), .place = offsetof(struct document, id_place),
     .about = "Sista delen av adressen; annars filens namn."},
    {"tidigare", FIELD_EARLIER, .offset = offsetof(struct document, earlier),
     .about = "Tidigare adresser till sidan, som leder vidare hit."},
};

const struct record record_page = {FIELDS(fields), sizeof(struct document), NULL, "En sida."};
