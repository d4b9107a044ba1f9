/* "Så publicerar vi": who answers for the archive, on what ground, what is shown and what is not, how to have
   something corrected or removed, and what has been. Of people who are not named it tells only how many they are. */
#include <stdlib.h>

#include "archive/person.h"
#include "pages/dates.h"
#include "pages/words.h"

/* --- what is not shown --- */

/* "12 personer visas med initialer", or that nobody is. */
static void
set_people(const struct view *view, struct value *object)
{
	static const struct {
		const char *key, *words;
	} rows[] = {
	    [PUBLISH_INITIALS] = {"initialer", "publicering.antal_initialer"},
	    [PUBLISH_ROLE] = {"roll", "publicering.antal_roll"},
	    [PUBLISH_NOTHING] = {"borttagna", "publicering.antal_borttagna"},
	};
	const struct entities *people = &view->context->archive->entities[ENTITY_PERSON];
	size_t counts[PUBLISH_NOTHING + 1] = {0};
	for (size_t i = 0; i < people->n; i++)
		if (people->items[i]->person.hidden)
			counts[people->items[i]->person.publication.rule]++;
	for (int rule = PUBLISH_INITIALS; rule <= PUBLISH_NOTHING; rule++)
		set_text(view, object, str_of(rows[rule].key), counted(view, rows[rule].words, counts[rule]));
}

static str
omissions_text(const struct view *view)
{
	size_t n = 0;
	for (size_t i = 0; i < view->context->archive->documents.n; i++)
		n += view->context->bodies[i] ? view->context->bodies[i]->omissions.n : 0;
	return n ? counted(view, "publicering.utelämnade", n) : word(view, "publicering.inga_utelämnade");
}

static str
mentioned_text(const struct view *view)
{
	static const char *const words[] = {
	    [PUBLISH_NAME] = "publicering.nämnda_namn",
	    [PUBLISH_INITIALS] = "publicering.nämnda_initialer",
	    [PUBLISH_ROLE] = "publicering.nämnda_roll",
	    [PUBLISH_NOTHING] = "publicering.nämnda_inte",
	};
	return word(view, words[view->context->archive->site.mentioned_only]);
}

/* --- corrections --- */

struct corrected {
	const struct correction *correction;
	const struct document *document;
};
struct corrected_list {
	struct corrected *items;
	size_t n, cap;
};

/* The newest first; of one day in the order of the documents. */
static int
compare_corrected(const void *a, const void *b)
{
	const struct corrected *x = a, *y = b;
	int order = date_compare(y->correction->date, x->correction->date);
	if (order)
		return order;
	if (x->document != y->document)
		return x->document->index < y->document->index ? -1 : 1;
	return (x->correction > y->correction) - (x->correction < y->correction);
}

static struct value
corrections_value(const struct view *view, const struct corrected_list *all)
{
	struct value list = value_list();
	for (size_t i = 0; i < all->n && i < LIST_SPLIT; i++) {
		struct value row = document_link(view, all->items[i].document);
		set(view, &row, S("datum"), date_value(view, all->items[i].correction->date));
		set_text(view, &row, S("text"), all->items[i].correction->text);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

static void
set_corrections(const struct view *view, struct value *object)
{
	const struct documents *documents = &view->context->archive->documents;
	struct corrected_list all = {0};
	for (size_t i = 0; i < documents->n; i++)
		for (size_t j = 0; j < documents->items[i]->corrections.n; j++)
			vec_push(view->arena, &all,
			         (struct corrected){&documents->items[i]->corrections.items[j], documents->items[i]});
	if (all.n)
		qsort(all.items, all.n, sizeof *all.items, compare_corrected);
	set(view, object, S("rättelser"), corrections_value(view, &all));
	set_bool(view, object, S("äldre_rättelser"), all.n > LIST_SPLIT);
}

/* --- what was withdrawn --- */

static void
add_withdrawn(const struct view *view, struct value *list, str name, str address, struct date since)
{
	struct value row = link_value(view, name, address);
	set(view, &row, S("datum"), date_value(view, since));
	value_push(view->arena, list, row);
}

static struct value
withdrawn_value(const struct view *view)
{
	const struct archive *archive = view->context->archive;
	struct value list = value_list();
	for (size_t i = 0; i < archive->documents.n; i++) {
		const struct document *document = archive->documents.items[i];
		if (document->withdrawn)
			add_withdrawn(view, &list, document_title(view, document), known(view, document)->address,
			              document_withdrawn_since(document));
	}
	for (size_t i = 0; i < archive->recorded.n; i++) {
		const struct recorded *line = &archive->recorded.items[i];
		if (recorded_has_stone(archive, line))
			add_withdrawn(view, &list, line->address, line->address, line->withdrawn);
	}
	return wrapped(view, list);
}

/* --- */

void
publication_view(const struct view *view, struct value *object)
{
	const struct site *site = &view->context->archive->site;
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "publicering.rubrik"),
	             .description = word(view, "publicering.beskrivning"),
	         });
	set_text(view, object, S("ansvarig"), site->responsible);
	set_text(view, object, S("grund"), site->ground);
	set(view, object, S("kontakt"), contact_value(view, site_contact(view)));
	set_people(view, object);
	set_text(view, object, S("nämnda"), mentioned_text(view));
	set_text(view, object, S("utelämnade"), omissions_text(view));
	set(view, object, S("tillsyn"), value_url(S("https://www.imy.se/")));
	set_corrections(view, object);
	set(view, object, S("avpublicerade"), withdrawn_value(view));
}
