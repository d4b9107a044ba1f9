/* What minutes, documents and registers have in common: attachments, corrections, and the words of choices. */
#include "content/records.h"

#include "base/diag.h"

const struct choice choices_status[] = {
    {"publicerat", STATUS_PUBLISHED}, {"granskat", STATUS_REVIEWED}, {"utkast", STATUS_DRAFT}, {NULL, 0}};

const struct choice choices_publication[] = {{"namn", PUBLISH_NAME},
                                             {"initialer", PUBLISH_INITIALS},
                                             {"roll", PUBLISH_ROLE},
                                             {"nej", PUBLISH_NOTHING},
                                             {NULL, 0}};

static const struct field attachment_fields[] = {
    {"titel", FIELD_TEXT_AT, .required = true, .offset = offsetof(struct attachment, title), .about = "Bilagans namn."},
    {"fil", FIELD_TEXT_AT, .offset = offsetof(struct attachment, target), .about = "En fil under bilagor/."},
    {"url", FIELD_URL_AT, .offset = offsetof(struct attachment, target), .about = "En webbadress."},
    {"dokument", FIELD_TEXT_AT, .offset = offsetof(struct attachment, target), .about = "Ett dokument i arkivet."},
    {"plats", FIELD_TEXT_AT, .offset = offsetof(struct attachment, target),
     .about = "Var bilagan finns när den inte publiceras, till exempel teamet."},
};

/* An attachment leads to one thing. */
static void
finish_attachment(struct decoder *decoder, void *into, const struct yaml_node *map)
{
	static const struct {
		const char *key;
		enum attachment_kind kind;
	} targets[] = {{"fil", ATTACHMENT_FILE},
	               {"url", ATTACHMENT_URL},
	               {"dokument", ATTACHMENT_DOCUMENT},
	               {"plats", ATTACHMENT_ELSEWHERE}};
	struct attachment *attachment = into;
	size_t given = 0;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		const struct yaml_node *value = yaml_get(map, str_of(targets[i].key));
		if (!value)
			continue;
		if (!value->broken && fields_empty(value))
			diag(decoder->diags, DIAG_EMPTY_VALUE, value->place, (str){0}, str_of(targets[i].key));
		attachment->kind = targets[i].kind;
		given++;
	}
	if (given != 1)
		diag(decoder->diags, given ? DIAG_ATTACHMENT_TWO_TARGETS : DIAG_ATTACHMENT_NO_TARGET, map->place,
		     (str){0}, attachment->title.text);
	if (given != 1 || !attachment->target.text.n)
		attachment->kind = ATTACHMENT_ELSEWHERE; /* reported: there is nothing to look up */
}

const struct record record_attachment = {FIELDS(attachment_fields), sizeof(struct attachment), finish_attachment,
                                         "En bilaga."};

static const struct field correction_fields[] = {
    {"datum", FIELD_DATE, .required = true, .offset = offsetof(struct correction, date),
     .place = offsetof(struct correction, place), .about = "När det rättades."},
    {"text", FIELD_TEXT, .required = true, .offset = offsetof(struct correction, text), .about = "Vad som rättades."},
};

const struct record record_correction = {FIELDS(correction_fields), sizeof(struct correction), NULL, "En rättelse."};
