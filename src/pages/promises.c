/* Which of the pages may not vanish once they have been published: those of documents and of what is named in
   them, those of missing minutes, and those that forward. Lists, years and parts follow from these and are not
   promised. */
#include "archive/address.h"
#include "archive/recorded.h"
#include "pages/pages.h"

static bool
is_promised(const struct page *page)
{
	switch (page->kind) {
	case PAGE_MINUTES:
	case PAGE_DOCUMENT:
	case PAGE_PLAIN:
	case PAGE_PERSON:
	case PAGE_MUNICIPALITY:
	case PAGE_TOPIC:
	case PAGE_NETWORK:
	case PAGE_ORGANISATION:
	case PAGE_STUB:
	case PAGE_FORWARD:
		return true;
	case PAGE_STONE:
		return page->document != NULL;
	default:
		return false;
	}
}

/* The words as they are written, so that hiding a name changes no sum. */
static str
fingerprint(struct arena *arena, struct place place, str otherwise)
{
	bool exact = place.source && !place.whole;
	return recorded_fingerprint(arena, exact ? str_slice(place.source->text, place.start, place.end) : otherwise);
}

static void
add_numbers(struct arena *arena, struct promise *promise, const struct body *body)
{
	for (size_t i = 0; i < body->decisions.n; i++) {
		const struct decision *decision = &body->decisions.items[i];
		struct promised_number number = {address_decision(arena, decision->number),
		                                 fingerprint(arena, decision->place, decision->text)};
		vec_push(arena, &promise->numbers, number);
	}
	for (size_t i = 0; i < body->assignments.n; i++) {
		const struct assignment *assignment = &body->assignments.items[i];
		struct promised_number number = {address_assignment(arena, assignment->number),
		                                 fingerprint(arena, assignment->place, assignment->text)};
		vec_push(arena, &promise->numbers, number);
	}
}

struct promising {
	const struct page_context *context;
	struct workers workers;
	const struct pages *pages;
	struct promise *promises; /* by page */
};

static void
make_promise(void *argument, unsigned worker, size_t i)
{
	const struct promising *promising = argument;
	const struct page *page = &promising->pages->items[i];
	const struct body *body =
	    page->kind == PAGE_MINUTES ? promising->context->bodies[page->document->index] : NULL;
	struct promise *promise = &promising->promises[i];
	*promise = (struct promise){
	    .address = page->address,
	    .recorded = is_promised(page),
	    .stands_in = page->kind == PAGE_STUB || page->kind == PAGE_STONE,
	    .any_number = page->kind == PAGE_STONE || (page->kind == PAGE_MINUTES && !body),
	    .forward = page->kind == PAGE_FORWARD ? page->target : (str){0},
	};
	if (body)
		add_numbers(&promising->workers.arenas[worker], promise, body);
}

void
pages_promises(const struct page_context *context, struct workers workers, const struct pages *pages,
               struct arena *arena, struct promises *promises)
{
	struct promising promising = {context, workers, pages, arena_array(arena, struct promise, pages->n)};
	parallel_for(pages->n, workers.jobs, make_promise, &promising);
	*promises = (struct promises){promising.promises, pages->n, pages->n};
}
