/* content/arkiv.yaml: what the site is called, who stands behind it, and its accessibility statement. */
#include "content/records.h"

#include "base/diag.h"

#define SITE(member) offsetof(struct site, member)
#define STATEMENT(member) offsetof(struct accessibility, member)

static const struct choice languages[] = {{"sv", 0}, {"en", 0}, {NULL, 0}};
static const struct choice time_zones[] = {{"Europe/Stockholm", 0}, {NULL, 0}};
static const struct choice degrees[] = {{"helt", 0}, {"delvis", 0}, {"inte", 0}, {NULL, 0}};

static const struct field publisher_fields[] = {
    {"namn", FIELD_TEXT, .required = true, .offset = SITE(publisher_name), .about = "Vem som ger ut webbplatsen."},
    {"epost", FIELD_MAIL, .offset = SITE(publisher_mail), .about = "En funktionsadress."},
    {"webb", FIELD_URL, .offset = SITE(publisher_web), .about = "Utgivarens webbplats."},
};

static const struct record publisher_record = {FIELDS(publisher_fields), 0, NULL, "Utgivaren."};

static const struct field publishing_fields[] = {
    {"ansvarig", FIELD_TEXT, .offset = SITE(responsible), .about = "Personuppgiftsansvarig."},
    {"grund", FIELD_TEXT, .offset = SITE(ground), .about = "Rättslig grund för publiceringen."},
    {"kontakt", FIELD_TEXT, .offset = SITE(contact), .about = "Dit man vänder sig."},
    {"endast_nämnda", FIELD_CHOICE, .offset = SITE(mentioned_only), .choices = choices_publication,
     .about = "Hur personer visas som bara nämns: namn (annars), initialer, roll eller nej."},
};

static const struct record publishing_record = {FIELDS(publishing_fields), 0, NULL, "Regler för personuppgifter."};

static const struct field shortcoming_fields[] = {
    {"vad", FIELD_TEXT, .required = true, .offset = offsetof(struct shortcoming, what), .about = "Vad som brister."},
    {"varför", FIELD_TEXT, .offset = offsetof(struct shortcoming, why), .about = "Varför."},
    {"alternativ", FIELD_TEXT, .offset = offsetof(struct shortcoming, alternative), .about = "Hur man gör i stället."},
};

static const struct record shortcoming_record = {FIELDS(shortcoming_fields), sizeof(struct shortcoming), NULL,
                                                 "En brist i tillgängligheten."};

static const struct field statement_fields[] = {
    {"aktör", FIELD_TEXT, .required = true, .offset = STATEMENT(actor), .about = "Den offentliga aktören."},
    {"tjänst", FIELD_TEXT, .required = true, .offset = STATEMENT(service),
     .about = "Webbplatsen som redogörelsen gäller."},
    {"grad", FIELD_WORD, .required = true, .offset = STATEMENT(degree), .choices = degrees,
     .about = "Om webbplatsen är förenlig med lagen: helt, delvis eller inte."},
    {"brister", FIELD_RECORDS, .offset = STATEMENT(shortcomings), .record = &shortcoming_record,
     .about = "Kända brister."},
    {"bedömd", FIELD_DATE, .required = true, .offset = STATEMENT(assessed), .place = STATEMENT(assessed_place),
     .about = "När tillgängligheten bedömdes."},
    {"uppdaterad", FIELD_DATE, .required = true, .offset = STATEMENT(updated), .about = "När redogörelsen ändrades."},
    {"metod", FIELD_TEXT, .required = true, .offset = STATEMENT(method), .about = "Hur bedömningen gjordes."},
    {"kontakt", FIELD_TEXT, .required = true, .offset = STATEMENT(contact), .about = "Dit man anmäler brister."},
    {"svarstid", FIELD_TEXT, .offset = STATEMENT(answer_time),
     .about = "Hur snart den som anmäler en brist får svar: inom fem arbetsdagar."},
    {"oskäligt", FIELD_TEXTS, .offset = STATEMENT(disproportionate),
     .about = "Det som undantas som oskäligt betungande."},
    {"utanför", FIELD_TEXTS, .offset = STATEMENT(outside), .about = "Innehåll som lagen inte gäller."},
};

static void
finish_statement(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	(void)decoder;
	(void)map;
	struct accessibility *accessibility = into;
	accessibility->given = true;
}

static const struct record statement_record = {FIELDS(statement_fields), sizeof(struct accessibility), finish_statement,
                                               "Tillgänglighetsredogörelsen."};

static const struct field fields[] = {
    {"titel", FIELD_TEXT, .required = true, .offset = SITE(title), .about = "Arkivets namn."},
    {"beskrivning", FIELD_TEXT, .required = true, .offset = SITE(description), .about = "En mening om vad det är."},
    {"adress", FIELD_BASE_URL, .required = true, .offset = SITE(address),
     .about = "Webbplatsens adress, med https:// först."},
    {"språk", FIELD_WORD, .offset = SITE(language), .choices = languages, .about = "sv (annars) eller en."},
    {"tema", FIELD_ID, .offset = SITE(theme), .place = SITE(theme_place),
     .about = "Mapp under themes/; annars skaraborg."},
    {"utgivare", FIELD_GROUP, .record = &publisher_record, .about = "Vem som ger ut webbplatsen."},
    {"licens", FIELD_TEXT, .offset = SITE(licence), .about = "Texternas licens, till exempel CC0 1.0."},
    {"källkod", FIELD_URL, .offset = SITE(source_code),
     .about = "Adress till förrådet där texterna ligger, för länkarna Ändra sidan och Historik."},
    {"format", FIELD_VERSION, .about = "1: den version av formatet som arkivet är skrivet i."},
    {"publicering", FIELD_GROUP, .record = &publishing_record, .about = "Regler för personuppgifter."},
    {"tillåtna_adresser", FIELD_MAILS, .offset = SITE(allowed_addresses),
     .about = "E-postadresser, domäner och telefonnummer som hör till funktioner, inte till personer."},
    {"tidszon", FIELD_WORD, .offset = SITE(time_zone), .choices = time_zones, .about = "Europe/Stockholm."},
    {"tillgänglighet", FIELD_GROUP, .offset = SITE(accessibility), .record = &statement_record,
     .about = "Det som tillgänglighetsredogörelsen ska säga."},
};

static void
finish(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	(void)into;
	if (!fields_given(decoder, &record_site, map, "tillgänglighet"))
		diag(decoder->diags, DIAG_NO_ACCESSIBILITY, place_file(decoder->source), (str){0});
}

const struct record record_site = {FIELDS(fields), sizeof(struct site), finish, "Arkivets inställningar."};
