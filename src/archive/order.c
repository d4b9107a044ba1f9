/* Ids of documents, the orders of everything, and who stands beside whom. Every order is total: ties end in the id or
   the file. */
#include "archive/order.h"

#include <stdlib.h>

#include "archive/names.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

/* Entities */

struct sortable {
	str key, id;
	struct entity *entity;
};

static int
compare_sortable(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = str_compare(x->key, y->key);
	return order ? order : str_compare(x->id, y->id);
}

/* "Sara von Seth" is filed as "Seth Sara von", or under `sorteras` when that is given. */
static str
filed_name(struct arena *arena, const struct entity *entity)
{
	str name = str_trim(entity->name);
	if (entity->kind != ENTITY_PERSON)
		return name;
	if (entity->person.sort_as.n)
		return str_format(arena, "%.*s %.*s", STR(entity->person.sort_as), STR(name));
	size_t last = name.n;
	while (last && name.p[last - 1] != ' ')
		last--;
	return last ? str_format(arena, "%.*s %.*s", STR(str_from(name, last)), STR(str_slice(name, 0, last))) : name;
}

void
order_entities(struct archive *archive)
{
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		struct entities *all = &archive->entities[kind];
		struct sortable *sorted = arena_array(archive->arena, struct sortable, all->n);
		for (size_t i = 0; i < all->n; i++) {
			struct entity *entity = all->items[i];
			str filed = filed_name(archive->arena, entity);
			sorted[i] = (struct sortable){text_sort_key(archive->arena, filed), entity->id, entity};
		}
		if (all->n)
			qsort(sorted, all->n, sizeof *sorted, compare_sortable);
		for (size_t i = 0; i < all->n; i++) {
			all->items[i] = sorted[i].entity;
			all->items[i]->index = (uint32_t)i;
		}
	}
}

/* Ids of documents */

str
document_key(struct arena *arena, enum document_kind kind, str id)
{
	static const char *const folders[] = {
	    [DOCUMENT_MINUTES] = "protokoll/",
	    [DOCUMENT_OTHER] = "dokument/",
	    [DOCUMENT_PAGE] = "sidor/",
	};
	return str_join(arena, str_of(folders[kind]), id);
}

static struct place
id_place(const struct document *document)
{
	return document->id_place.source ? document->id_place : place_file(document->source);
}

/* The date as far as it is known, and the networks in the order they are written. */
static str
minutes_id(struct arena *arena, const struct document *document)
{
	struct buffer id = {.arena = arena};
	buffer_add(&id, date_iso(arena, document->date));
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct reference *network = &document->networks.items[i];
		buffer_add_char(&id, '-');
		buffer_add(&id, network->entity ? network->entity->id : text_slug(arena, network->text));
	}
	return buffer_str(&id);
}

/* Minutes whose date is missing, unknown or unreadable and that have no id have been reported where they were read; the
   file's name stands in. */
static void
give_id(struct archive *archive, struct document *document, struct diag_list *diags)
{
	struct arena *arena = archive->arena;
	if (document->id.n)
		return;
	if (document->kind == DOCUMENT_MINUTES && document->date.year)
		document->id = minutes_id(arena, document);
	else
		document->id = text_slug(arena, path_stem(path_name(document->source->relative)));
	if (document->id.n == 0) {
		diag(diags, DIAG_NAME_GIVES_NO_ID, id_place(document), (str){0}, path_name(document->source->relative));
		document->id = str_format(arena, "utan-id-%zu", archive->by_id.n);
	}
}

static void
enter_id(struct archive *archive, struct document *document, bool written, struct diag_list *diags)
{
	void **slot = map_at(&archive->by_id, document_key(archive->arena, document->kind, document->id));
	const struct document *first = *slot;
	if (!first) {
		*slot = document;
		return;
	}
	bool same_day = document->kind == DOCUMENT_MINUTES && !written && document->date.year;
	diag(diags, same_day ? DIAG_SAME_DAY : DIAG_SAME_ID, id_place(document), (str){0}, document->id,
	     place_words(archive->arena, id_place(first)));
}

static void
enter_title(struct archive *archive, str title, struct document *document)
{
	str key = name_key(archive->arena, title);
	if (key.n == 0)
		return;
	size_t known = archive->by_title.n;
	void **slot = map_at(&archive->by_title, key);
	if (archive->by_title.n > known)
		*slot = document;
	else if (*slot != document)
		*slot = NULL;
}

static void
enter_titles(struct archive *archive, struct document *document)
{
	enter_title(archive, document->title, document);
	if (document->kind != DOCUMENT_MINUTES || document->date.year == 0)
		return;
	str date = date_iso(archive->arena, document->date);
	for (size_t i = 0; i < document->networks.n; i++) {
		const struct entity *network = document->networks.items[i].entity;
		if (network)
			enter_title(archive, str_format(archive->arena, "%.*s %.*s", STR(network->name), STR(date)),
			            document);
	}
}

/* Order and neighbours */

static int
compare_documents(const void *a, const void *b)
{
	const struct document *x = *(const struct document *const *)a, *y = *(const struct document *const *)b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int order = x->kind == DOCUMENT_MINUTES ? date_compare(x->date, y->date) : 0;
	if (order == 0)
		order = str_compare(x->id, y->id);
	return order ? order : str_compare(x->source->relative, y->source->relative);
}

static const struct entity *
first_network(const struct document *document)
{
	return document->networks.n ? document->networks.items[0].entity : NULL;
}

/* Undated minutes have no neighbours: nobody knows what they came after. */
static void
link_neighbours(struct archive *archive)
{
	struct document **newest = arena_array(archive->arena, struct document *, archive->entities[ENTITY_NETWORK].n);
	for (size_t i = 0; i < archive->documents.n; i++) {
		struct document *document = archive->documents.items[i];
		if (document->kind != DOCUMENT_MINUTES || document->date.year == 0 || document->withdrawn)
			continue;
		for (size_t j = 0; j < document->networks.n; j++) {
			const struct entity *network = document->networks.items[j].entity;
			struct document *last = network ? newest[network->index] : NULL;
			if (!network || last == document)
				continue;
			if (first_network(document) == network)
				document->previous = last;
			if (last && first_network(last) == network)
				last->next = document;
			newest[network->index] = document;
		}
	}
}

void
order_documents(struct archive *archive, struct diag_list *diags)
{
	struct documents *all = &archive->documents;
	for (size_t i = 0; i < all->n; i++) {
		struct document *document = all->items[i];
		bool written = document->id.n > 0;
		give_id(archive, document, diags);
		enter_id(archive, document, written, diags);
		*map_at(&archive->by_path, document->source->relative) = document;
	}
	if (all->n)
		qsort(all->items, all->n, sizeof(struct document *), compare_documents);
	for (size_t i = 0; i < all->n; i++) {
		all->items[i]->index = (uint32_t)i;
		enter_titles(archive, all->items[i]);
	}
	link_neighbours(archive);
}
