/* The documents of arkiv.json: what their front matter says, their text item by item, and what was found in it. */
#include "export/absolute.h"
#include "export/archive_json.h"

/* --- the text --- */

/* Who reads the data has no page that a relative link could start from. */
static void
put_html(struct archive_json *archive, const char *key, const struct document *document, str html)
{
	struct buffer out = {.arena = archive->arena};
	absolute_links(&out, &archive->context->archive->site, address_of_document(archive->arena, document), html);
	put_text(archive, key, buffer_str(&out));
}

static void
put_items(struct archive_json *archive, const struct document *document, const struct body *body)
{
	begin_list(archive, "punkter");
	for (size_t i = 0; body && i < body->items.n; i++) {
		const struct item *item = &body->items.items[i];
		if (!item->number && !item->html.n)
			continue;
		json_object(&archive->json);
		put_number(archive, "nummer", item->number);
		put_text(archive, "beteckning", item->label);
		put_text(archive, "rubrik", item->title);
		put_anchor(archive, document, address_item(archive->arena, item->number));
		put_text(archive, "text", item->text);
		put_html(archive, "html", document, item->html);
		json_object_end(&archive->json);
	}
	end_list(archive);
	put_html(archive, "fotnoter_html", document, body ? body->footnotes_html : (str){0});
}

/* --- what was found in it --- */

static void
put_decisions(struct archive_json *archive, const struct document *document, const struct body *body)
{
	begin_list(archive, "beslut");
	for (size_t i = 0; body && i < body->decisions.n; i++) {
		const struct decision *decision = &body->decisions.items[i];
		const struct document *superseded = index_superseded(archive->context->index, document, decision);
		json_object(&archive->json);
		put_number(archive, "nummer", decision->number);
		put_number(archive, "punkt", decision->item);
		put_count(archive, "stycke", decision->block);
		put_text(archive, "text", decision->text);
		put_word(archive, "status", fact_decision[superseded != NULL]);
		put_document(archive, "ersatt_av", superseded);
		begin_list(archive, "ersatter");
		for (size_t j = 0; j < decision->supersedes.n; j++) {
			json_object(&archive->json);
			put_text(archive, "dokument", decision->supersedes.items[j].id);
			put_number(archive, "nummer", decision->supersedes.items[j].number);
			json_object_end(&archive->json);
		}
		end_list(archive);
		put_anchor(archive, document, address_decision(archive->arena, decision->number));
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_assigned(struct archive_json *archive, const struct assignment *assignment)
{
	begin_list(archive, "till");
	for (size_t i = 0; i < assignment->assigned.n; i++)
		add_entity(archive, assignment->assigned.items[i]);
	for (size_t i = 0; i < assignment->others.n; i++)
		add_name(archive, assignment->others.items[i]);
	end_list(archive);
	put_true(archive, "alla", assignment->everybody);
}

static void
put_assignments(struct archive_json *archive, const struct document *document, const struct body *body)
{
	const struct index *index = archive->context->index;
	begin_list(archive, "uppdrag");
	for (size_t i = 0; body && i < body->assignments.n; i++) {
		const struct assignment *assignment = &body->assignments.items[i];
		json_object(&archive->json);
		put_number(archive, "nummer", assignment->number);
		put_number(archive, "punkt", assignment->item);
		put_count(archive, "stycke", assignment->block);
		put_assigned(archive, assignment);
		put_text(archive, "text", assignment->text);
		put_date(archive, "senast", assignment->due);
		put_text(archive, "senast_mote", assignment->due_meeting);
		put_word(archive, "status", fact_assignment[index_assignment_status(index, document, assignment)]);
		put_document(archive, "avslutat_i", index_closed(index, document, assignment));
		put_anchor(archive, document, address_assignment(archive->arena, assignment->number));
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_reports(struct archive_json *archive, const struct document *document, const struct body *body)
{
	begin_list(archive, "laget_runt");
	for (size_t i = 0; body && i < body->reports.n; i++) {
		const struct report *report = &body->reports.items[i];
		json_object(&archive->json);
		put_number(archive, "punkt", report->item);
		put_count(archive, "stycke", report->block);
		put_entity(archive, "kommun", report->municipality);
		put_text(archive, "text", report->text);
		put_anchor(archive, document, fact_block(archive->arena, report->item, report->block));
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_named(struct archive_json *archive, const struct mention *mention)
{
	const struct document *document = mention->document;
	if (mention->entity) {
		put_entity_members(archive, mention->entity);
		return;
	}
	put_text(archive, "typ", S("dokument"));
	put_text(archive, "id", document ? document->id : mention->cited);
	put_text(archive, "namn",
	         document ? archive->context->titles[document->index]
	                  : fact_stub_name(archive->context, archive->arena, mention->cited));
}

static void
put_mentions(struct archive_json *archive, const struct document *document, const struct body *body)
{
	struct mention_counts counts = {0};
	if (document->kind != DOCUMENT_PAGE)
		data_mentions(body, archive->arena, &counts);
	begin_list(archive, "omnamnanden");
	for (size_t i = 0; i < counts.n; i++) {
		const struct mention *mention = counts.items[i].first;
		unsigned block = mention->heading ? 0 : mention->block;
		json_object(&archive->json);
		put_number(archive, "punkt", mention->item);
		put_count(archive, "stycke", block);
		put_named(archive, mention);
		put_number(archive, "antal", counts.items[i].n);
		put_anchor(archive, document, fact_block(archive->arena, mention->item, block));
		json_object_end(&archive->json);
	}
	end_list(archive);
}

/* --- what the front matter says --- */

static void
put_attendance(struct archive_json *archive, const struct document *document)
{
	struct attendance_rows rows = {0};
	if (document->kind == DOCUMENT_MINUTES)
		data_attendance(archive->context->index, document, archive->arena, &rows);
	begin_list(archive, "narvaro");
	for (size_t i = 0; i < rows.n; i++) {
		const struct attendance_row *row = &rows.items[i];
		json_object(&archive->json);
		if (row->who.entity)
			put_entity_members(archive, row->who.entity);
		else
			put_text(archive, "namn", row->who.text);
		put_word(archive, "status", fact_attendance[row->state - 1]);
		if (row->counts_for)
			put_reference(archive, "for_kommun", row->counts_for);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_moved_to(struct archive_json *archive, const struct plan *plan)
{
	if (!plan->moved_to)
		return;
	json_key(&archive->json, S("flyttat_till"));
	json_object(&archive->json);
	put_document(archive, "dokument", plan->moved_to->document);
	put_text(archive, "datum", fact_dates(archive->arena, plan->moved_to->meeting->dates));
	json_object_end(&archive->json);
}

static void
put_plans(struct archive_json *archive, const struct document *document)
{
	const struct index *index = archive->context->index;
	const struct plan_list *plans = &index->plans_in[document->index];
	begin_list(archive, "kommande");
	for (size_t i = 0; i < plans->n; i++) {
		const struct planned_meeting *meeting = plans->items[i]->meeting;
		json_object(&archive->json);
		put_text(archive, "datum", fact_dates(archive->arena, meeting->dates));
		put_text(archive, "tid", times_text(archive->arena, meeting->times));
		put_text(archive, "plats", meeting->venue);
		put_reference(archive, "kommun", &meeting->municipality);
		put_references(archive, "vem", fact_bodies(plans->items[i]));
		put_word(archive, "typ", fact_planned[meeting->kind]);
		put_references(archive, "amnen", &meeting->topics);
		put_references(archive, "medverkande", &meeting->taking_part);
		put_text(archive, "text", meeting->text);
		put_word(archive, "status", fact_plan[index_plan_status(index, plans->items[i])]);
		put_document(archive, "blev", plans->items[i]->became);
		put_moved_to(archive, plans->items[i]);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_attachments(struct archive_json *archive, const struct attachments *attachments)
{
	begin_list(archive, "bilagor");
	for (size_t i = 0; i < attachments->n; i++) {
		const struct attachment *attachment = &attachments->items[i];
		str target = attachment->target.text;
		json_object(&archive->json);
		put_text(archive, "titel", attachment->title.text.n ? attachment->title.text : target);
		if (attachment->kind == ATTACHMENT_FILE)
			put_page(archive, "adress", address_of_attachment(archive->arena, target));
		else if (attachment->kind == ATTACHMENT_URL)
			put_text(archive, "adress", target);
		else if (attachment->kind == ATTACHMENT_DOCUMENT)
			put_document(archive, "dokument", attachment->document);
		else
			put_text(archive, "plats", target);
		put_count(archive, "storlek", attachment->size);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_corrections(struct archive_json *archive, const struct corrections *corrections)
{
	begin_list(archive, "rattelser");
	for (size_t i = 0; i < corrections->n; i++) {
		json_object(&archive->json);
		put_date(archive, "datum", corrections->items[i].date);
		put_text(archive, "text", corrections->items[i].text);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

static void
put_meeting(struct archive_json *archive, const struct document *document)
{
	put_text(archive, "tid", times_text(archive->arena, document->times));
	put_text(archive, "plats", document->venue);
	put_reference(archive, "kommun", &document->municipality);
	put_references(archive, "ordforande", &document->chairs);
	put_references(archive, "sekreterare", &document->secretaries);
	put_attendance(archive, document);
	put_plans(archive, document);
	put_references(archive, "oplanerat", &document->waiting);
	put_document(archive, "foregaende", document->previous);
	put_document(archive, "nasta", document->next);
}

static void
put_front_matter(struct archive_json *archive, const struct document *document)
{
	put_text(archive, "titel", archive->context->titles[document->index]);
	put_text(archive, "typ", document->type);
	put_word(archive, "status", fact_statuses[document->status]);
	put_references(archive, "natverk", &document->networks);
	put_date(archive, "datum", document->date);
	if (document->kind != DOCUMENT_PAGE)
		put_text(archive, "datum_sakerhet", fact_certainty_of(document->date));
	put_text(archive, "datum_kalla", document->date_source);
	put_meeting(archive, document);
	put_references(archive, "amnen", &document->topics);
	put_attachments(archive, &document->attachments);
	put_corrections(archive, &document->corrections);
	put_text(archive, "granskad_av", document->reviewed_by);
	put_date(archive, "granskad_datum", document->reviewed);
	put_text(archive, "kalla", document->origin);
}

void
add_document(struct archive_json *archive, const struct document *document)
{
	const struct body *body = archive->context->bodies[document->index];
	json_object(&archive->json);
	put_text(archive, "id", document->id);
	put_anchor(archive, document, (str){0});
	if (data_tells_of(document)) {
		put_word(archive, "slag", fact_document_kinds[document->kind]);
		put_front_matter(archive, document);
		put_items(archive, document, body);
		put_decisions(archive, document, body);
		put_assignments(archive, document, body);
		put_reports(archive, document, body);
		put_mentions(archive, document, body);
	} else {
		put_true(archive, "avpublicerad", true);
	}
	json_object_end(&archive->json);
}
