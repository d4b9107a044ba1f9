/* What many pages say about the same document, worked out once for the whole site before any page is made: how it is
   called, where it lies, what it was about, and its date in words. */
#include "base/text.h"
#include "pages/dates.h"
#include "pages/words.h"

/* --- how it is called --- */

static str
own_title(const struct view *view, const struct document *document, str networks)
{
	if (document->title.n || document->kind != DOCUMENT_MINUTES)
		return document->title.n ? document->title : document->id;
	str date = document->date.year ? date_text(view, document->date) : word(view, "datum.okänt");
	return phrase2(view, "protokoll.rubrik", networks, date);
}

static str
title_of(const struct view *view, const struct document *document, str networks)
{
	unsigned ordinal = view->context->index->namesakes[document->index];
	str title = own_title(view, document, networks);
	return ordinal < 2 ? title : phrase2(view, "protokoll.rubrik_igen", title, number_text(view->arena, ordinal));
}

static str
networks_of(const struct view *view, const struct document *document)
{
	struct strs names = {0};
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct reference *network = &document->networks.items[i];
		vec_push(view->arena, &names, network->entity ? entity_title(view, network->entity) : network->text);
	}
	return enumerated(view, &names);
}

/* --- what it was about --- */

/* Items that every meeting has (ord.yaml, `protokoll.formalia`), folded: they say nothing about one of them. */
static struct map
routine_items(const struct view *view)
{
	const struct value *minutes = value_get(view->context->words, S("protokoll"));
	const struct value *routine = minutes ? value_get(minutes, S("formalia")) : NULL;
	struct map folded = {.arena = view->arena};
	for (size_t i = 0; routine && i < routine->n; i++)
		*map_at(&folded, text_fold(view->arena, routine->items[i].text)) = view->arena;
	return folded;
}

/* In one line: "Mediapoolen · Systemkartan". */
static str
subjects_of(const struct view *view, const struct body *body, const struct map *routine)
{
	struct buffer out = {.arena = view->arena};
	for (size_t i = 0; body && i < body->items.n; i++) {
		str title = body->items.items[i].title;
		if (!title.n || map_get(routine, text_fold(view->arena, title)))
			continue;
		if (out.n)
			buffer_lit(&out, " · ");
		buffer_add(&out, title);
	}
	return buffer_str(&out);
}

static const struct known_item *
items_of(const struct view *view, const struct body *body, str address)
{
	size_t n = body ? body->items.n : 0;
	struct known_item *items = arena_array(view->arena, struct known_item, n);
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &body->items.items[i];
		str anchor = str_join(view->arena, S("#"), address_item(view->arena, item->number));
		items[i] = (struct known_item){item_title(view, item), str_join(view->arena, address, anchor)};
	}
	return items;
}

/* --- */

struct knowing {
	const struct page_context *context;
	struct workers workers;
	struct map routine;
	struct known *known;
};

static void
know_document(void *argument, unsigned worker, size_t i)
{
	const struct knowing *knowing = argument;
	const struct page_context *context = knowing->context;
	const struct view view = {.context = context, .arena = &knowing->workers.arenas[worker]};
	const struct document *document = context->archive->documents.items[i];
	str networks = networks_of(&view, document), address = address_of_document(view.arena, document);
	knowing->known[i] = (struct known){
	    .title = title_of(&view, document, networks),
	    .address = address,
	    .networks = networks,
	    .subjects = subjects_of(&view, context->bodies[i], &knowing->routine),
	    .date = date_value(&view, document->date),
	    .full_date = full_date_value(&view, document->date),
	    .items = items_of(&view, context->bodies[i], address),
	};
}

void
know_documents(struct page_context *context, struct workers workers, struct arena *arena)
{
	const struct view view = {.context = context, .arena = arena};
	size_t n = context->archive->documents.n;
	struct knowing knowing = {context, workers, routine_items(&view), arena_array(arena, struct known, n)};
	parallel_for(n, workers.jobs, know_document, &knowing);
	context->known = knowing.known;
}
