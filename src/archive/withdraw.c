/* Minutes whose `avpublicera_efter` has passed: what they said is taken away before anything else is done, so that no
   list, page, feed or link can be made from it. What is left is where they lie, and that a meeting was held. */
#include "archive/archive.h"
#include "base/diag.h"

struct date
document_withdrawn_since(const struct document *document)
{
	return date_from_days(date_days(date_last_day(document->withdraw_after)) + 1);
}

static bool
has_passed(struct date last, struct date today)
{
	return last.year && today.year && date_days(today) > date_days(date_last_day(last));
}

static void
empty(struct document *document)
{
	const struct document old = *document;
	*document = (struct document){
	    .kind = old.kind,
	    .source = old.source,
	    .body = old.source->text.n,
	    .index = old.index,
	    .id = old.id,
	    .id_place = old.id_place,
	    .networks = old.networks,
	    .date = old.date,
	    .date_place = old.date_place,
	    .times = {-1, -1},
	    .present = {.unknown = true, .place = old.present.place},
	    .absent = {.unknown = true, .place = old.absent.place},
	    .withdraw_after = old.withdraw_after,
	    .withdraw_place = old.withdraw_place,
	    .withdrawn = true,
	    .earlier = old.earlier,
	};
}

void
archive_withdraw(struct archive *archive, struct diag_list *diags)
{
	for (size_t i = 0; i < archive->documents.n; i++) {
		struct document *document = archive->documents.items[i];
		if (!has_passed(document->withdraw_after, archive->today))
			continue;
		empty(document);
		struct place place = document->withdraw_place;
		diag(diags, DIAG_WITHDRAWN, place.source ? place : place_file(document->source), (str){0},
		     date_iso(archive->arena, document_withdrawn_since(document)));
	}
}
