/* Every free text of the model, in one place: what is a text is a line of a table here, and is shown without the names
   of hidden people from then on. What is shown of somebody who is referred to stands in the entity; the words of the
   reference follow. */
#include "archive/hiding.h"
#include "archive/mask.h"

struct texts {
	struct archive *archive;
	const struct document *document; /* whose attendance tells whom a short name means; NULL in registers */
};

static void
text(const struct texts *texts, str *text)
{
	if (text->n)
		*text = archive_mask_text(texts->archive, texts->archive->arena, texts->document, *text);
}

/* ---- tables ---- */

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const size_t site_texts[] = {
    offsetof(struct site, title),
    offsetof(struct site, description),
    offsetof(struct site, publisher_name),
    offsetof(struct site, publisher_mail),
    offsetof(struct site, licence),
    offsetof(struct site, responsible),
    offsetof(struct site, ground),
    offsetof(struct site, contact),
    offsetof(struct site, accessibility.actor),
    offsetof(struct site, accessibility.service),
    offsetof(struct site, accessibility.method),
    offsetof(struct site, accessibility.contact),
    offsetof(struct site, accessibility.answer_time),
};

static const size_t document_texts[] = {
    offsetof(struct document, title), offsetof(struct document, type),        offsetof(struct document, date_source),
    offsetof(struct document, venue), offsetof(struct document, reviewed_by), offsetof(struct document, origin),
};

static const size_t planned_texts[] = {
    offsetof(struct planned_meeting, venue),
    offsetof(struct planned_meeting, text),
};

static const size_t attachment_texts[] = {
    offsetof(struct attachment, title.text),
};

static const size_t entity_texts[] = {
    offsetof(struct entity, name),
    offsetof(struct entity, description),
};

static const size_t network_texts[] = {
    offsetof(struct entity, network.full_name),
};

static const size_t organisation_texts[] = {
    offsetof(struct entity, organisation.type),
};

static const size_t shortcoming_texts[] = {
    offsetof(struct shortcoming, what),
    offsetof(struct shortcoming, why),
    offsetof(struct shortcoming, alternative),
};

static void
members(const struct texts *texts, void *record, const size_t *table, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text(texts, (str *)(void *)((char *)record + table[i]));
}

/* ---- lists ---- */

static void
list(const struct texts *texts, struct texts_at *list)
{
	for (size_t i = 0; i < list->n; i++)
		text(texts, &list->items[i].text);
}

static void
reference(const struct texts *texts, struct reference *reference)
{
	const struct entity *entity = reference->entity;
	if (reference->text.n && entity && entity->kind == ENTITY_PERSON && entity->person.hidden)
		reference->text = entity->name;
	else
		text(texts, &reference->text);
}

static void
references(const struct texts *texts, struct references *list)
{
	for (size_t i = 0; i < list->n; i++)
		reference(texts, &list->items[i]);
}

static void
tenures(const struct texts *texts, struct tenures *list)
{
	for (size_t i = 0; i < list->n; i++) {
		reference(texts, &list->items[i].who);
		reference(texts, &list->items[i].body);
		text(texts, &list->items[i].role);
	}
}

static void
attendees(const struct texts *texts, struct attendees *list)
{
	for (size_t i = 0; i < list->n; i++) {
		reference(texts, &list->items[i].who);
		reference(texts, &list->items[i].counts_for);
	}
}

/* ---- registers ---- */

/* People who are shown keep their names: one in which that of a hidden person stands is another name. */
static void
person(const struct texts *texts, struct entity *entity)
{
	text(texts, &entity->description);
	text(texts, &entity->person.publication.ground);
	reference(texts, &entity->person.municipality);
	tenures(texts, &entity->person.roles);
}

static void
entity(const struct texts *texts, struct entity *entity)
{
	if (entity->kind == ENTITY_PERSON) {
		person(texts, entity);
		return;
	}
	members(texts, entity, entity_texts, COUNT(entity_texts));
	list(texts, &entity->aliases);
	if (entity->kind == ENTITY_TOPIC) {
		reference(texts, &entity->topic.parent);
		references(texts, &entity->topic.see_also);
	} else if (entity->kind == ENTITY_NETWORK) {
		members(texts, entity, network_texts, COUNT(network_texts));
		reference(texts, &entity->network.parent);
		references(texts, &entity->network.municipalities);
		tenures(texts, &entity->network.members);
		tenures(texts, &entity->network.chairs);
		list(texts, &entity->network.agenda);
	} else if (entity->kind == ENTITY_ORGANISATION) {
		members(texts, entity, organisation_texts, COUNT(organisation_texts));
		reference(texts, &entity->organisation.parent);
		tenures(texts, &entity->organisation.members);
	}
}

/* ---- documents ---- */

static void
attachments(const struct texts *texts, struct attachments *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct attachment *attachment = &list->items[i];
		members(texts, attachment, attachment_texts, COUNT(attachment_texts));
		/* Of the others the address has been seen to tell nothing. */
		if (attachment->kind == ATTACHMENT_DOCUMENT || attachment->kind == ATTACHMENT_ELSEWHERE)
			text(texts, &attachment->target.text);
	}
}

static void
planned(const struct texts *texts, struct planned_meetings *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct planned_meeting *meeting = &list->items[i];
		members(texts, meeting, planned_texts, COUNT(planned_texts));
		reference(texts, &meeting->municipality);
		references(texts, &meeting->who);
		references(texts, &meeting->topics);
		references(texts, &meeting->taking_part);
	}
}

/* The words themselves are kept where only the recognising of names looks. */
static void
own_names(const struct texts *texts, struct own_names *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct own_name *own = &list->items[i];
		const struct entity *who = own->person.entity;
		bool hidden = who && who->kind == ENTITY_PERSON && who->person.hidden;
		str masked = hidden ? who->name : archive_mask(texts->archive, texts->archive->arena, own->name.text);
		if (!str_eq(masked, own->name.text)) {
			own->secret = own->name.text;
			own->name.text = masked;
		}
		reference(texts, &own->person);
	}
}

static void
never_link(const struct texts *texts, struct document *document)
{
	size_t kept = 0;
	for (size_t i = 0; i < document->never_link.n; i++) {
		struct text_at *word = &document->never_link.items[i];
		str masked = archive_mask_text(texts->archive, texts->archive->arena, texts->document, word->text);
		if (str_eq(masked, word->text))
			document->never_link.items[kept++] = *word;
		else
			vec_push(texts->archive->arena, &document->secret_words, word->text);
	}
	document->never_link.n = kept;
}

static void
document(struct archive *archive, struct document *document)
{
	const struct texts texts = {archive, document};
	members(&texts, document, document_texts, COUNT(document_texts));
	references(&texts, &document->networks);
	reference(&texts, &document->municipality);
	references(&texts, &document->chairs);
	references(&texts, &document->secretaries);
	attendees(&texts, &document->present);
	attendees(&texts, &document->absent);
	references(&texts, &document->topics);
	own_names(&texts, &document->names);
	never_link(&texts, document);
	attachments(&texts, &document->attachments);
	planned(&texts, &document->planned);
	references(&texts, &document->waiting);
	for (size_t i = 0; i < document->corrections.n; i++)
		text(&texts, &document->corrections.items[i].text);
}

void
hide_texts(struct archive *archive)
{
	const struct texts texts = {archive, NULL};
	struct site *site = &archive->site;
	members(&texts, site, site_texts, COUNT(site_texts));
	list(&texts, &site->allowed_addresses);
	list(&texts, &site->accessibility.disproportionate);
	list(&texts, &site->accessibility.outside);
	for (size_t i = 0; i < site->accessibility.shortcomings.n; i++)
		members(&texts, &site->accessibility.shortcomings.items[i], shortcoming_texts,
		        COUNT(shortcoming_texts));
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		for (size_t i = 0; i < archive->entities[kind].n; i++)
			entity(&texts, archive->entities[kind].items[i]);
	for (size_t i = 0; i < archive->documents.n; i++)
		document(archive, archive->documents.items[i]);
}
