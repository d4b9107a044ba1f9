/* Which pages the site has. */
#include <stdlib.h>

#include "pages/view.h"

static const char *const templates[PAGE_KINDS] = {
    [PAGE_HOME] = "hem",
    [PAGE_MINUTES_INDEX] = "protokollindex",
    [PAGE_YEAR] = "ar",
    [PAGE_MINUTES] = "protokoll",
    [PAGE_DOCUMENT_INDEX] = "dokumentindex",
    [PAGE_DOCUMENT] = "dokument",
    [PAGE_PLAIN] = "sida",
    [PAGE_ENTITIES] = "forteckning",
    [PAGE_PERSON] = "person",
    [PAGE_MUNICIPALITY] = "kommun",
    [PAGE_TOPIC] = "amne",
    [PAGE_NETWORK] = "natverk",
    [PAGE_ORGANISATION] = "organisation",
    [PAGE_ENTITY_PART] = "artal",
    [PAGE_DECISIONS] = "beslutslista",
    [PAGE_DECISION_TOPICS] = "beslutsamnen",
    [PAGE_ASSIGNMENTS] = "uppdragslista",
    [PAGE_ROUND_TABLE] = "lagetrunt",
    [PAGE_ATTENDANCE] = "narvaro",
    [PAGE_PLANNED] = "planering",
    [PAGE_BACKLOG] = "oplanerat",
    [PAGE_SUBSCRIBE] = "prenumerera",
    [PAGE_DATA] = "data",
    [PAGE_SEARCH] = "sok",
    [PAGE_PUBLICATION] = "publicering",
    [PAGE_ACCESSIBILITY] = "tillganglighet",
    [PAGE_STONE] = "sten",
    [PAGE_STUB] = "saknas",
    [PAGE_FORWARD] = "flyttad",
    [PAGE_NOT_FOUND] = "404",
};

static const enum page_kind entity_pages[ENTITY_KINDS] = {
    [ENTITY_PERSON] = PAGE_PERSON,   [ENTITY_MUNICIPALITY] = PAGE_MUNICIPALITY, [ENTITY_TOPIC] = PAGE_TOPIC,
    [ENTITY_NETWORK] = PAGE_NETWORK, [ENTITY_ORGANISATION] = PAGE_ORGANISATION,
};

static struct page
page_at(enum page_kind kind, str address)
{
	return (struct page){.kind = kind, .address = address, .template = str_of(templates[kind]), .indexed = true};
}

/* Where somebody or something was: no link to its source, and nothing for search engines. */
static struct page
stone_at(str address, const struct document *document, const struct entity *person)
{
	struct page page = page_at(PAGE_STONE, address);
	page.document = document;
	page.entity = person;
	page.indexed = false;
	return page;
}

static void
add_forwards(struct arena *arena, struct pages *pages, const struct texts_at *earlier, const struct page *to)
{
	for (size_t i = 0; i < earlier->n; i++) {
		str address = address_of_earlier(arena, earlier->items[i].text);
		if (!address.n)
			continue;
		struct page page = page_at(PAGE_FORWARD, address);
		page.target = to->address;
		page.document = to->document;
		page.entity = to->entity;
		page.indexed = false;
		vec_push(arena, pages, page);
	}
}

static void
add_documents(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	static const enum page_kind page_of[] = {
	    [DOCUMENT_MINUTES] = PAGE_MINUTES, [DOCUMENT_OTHER] = PAGE_DOCUMENT, [DOCUMENT_PAGE] = PAGE_PLAIN};
	for (size_t i = 0; i < context->archive->documents.n; i++) {
		const struct document *document = context->archive->documents.items[i];
		struct page page = page_at(page_of[document->kind], address_of_document(arena, document));
		page.document = document;
		page.source = document->source ? document->source->relative : (str){0};
		if (document->withdrawn)
			page = stone_at(page.address, document, NULL);
		vec_push(arena, pages, page);
		add_forwards(arena, pages, &document->earlier, &page);
	}
}

static void
add_years(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	for (size_t i = 0; i < context->index->years.n; i++) {
		const struct year *year = &context->index->years.items[i];
		unsigned parts = (unsigned)((year->minutes.n + LIST_SPLIT - 1) / LIST_SPLIT);
		for (unsigned part = 1; part <= parts; part++) {
			struct page page = page_at(PAGE_YEAR, address_of_year_part(arena, year->year, part));
			page.year = year;
			page.part = part;
			vec_push(arena, pages, page);
		}
	}
}

static void
add_entity_parts(const struct page_context *context, struct arena *arena, struct pages *pages, const struct entity *entity)
{
	const struct parts *parts = &context->index->parts[entity->kind][entity->index];
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *part = &parts->items[i];
		struct page page = page_at(PAGE_ENTITY_PART, address_of_entity_part(arena, entity, part->year, part->number));
		page.entity = entity;
		page.part_of_entity = part;
		page.indexed = entity->kind != ENTITY_PERSON;
		vec_push(arena, pages, page);
	}
}

static void
add_letters(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	const struct index *index = context->index;
	for (size_t i = 0; index->sorted[ENTITY_PERSON].n > LIST_SPLIT && i < index->letters.n; i++) {
		struct page page = page_at(PAGE_ENTITIES, address_of_letter(arena, index->letters.items[i].slug));
		page.entities = ENTITY_PERSON;
		page.letter = &index->letters.items[i];
		page.indexed = false;
		vec_push(arena, pages, page);
	}
}

static void
add_entities(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		const struct entity_list *list = &context->index->sorted[kind];
		struct page all = page_at(PAGE_ENTITIES, address_of_entities((enum entity_kind)kind));
		all.entities = (enum entity_kind)kind;
		all.indexed = kind != ENTITY_PERSON;
		if (list->n)
			vec_push(arena, pages, all);
		for (size_t i = 0; i < list->n; i++) {
			struct page page = page_at(entity_pages[kind], address_of_entity(arena, list->items[i]));
			page.entity = list->items[i];
			page.indexed = kind != ENTITY_PERSON;
			vec_push(arena, pages, page);
			add_forwards(arena, pages, &list->items[i]->earlier, &page);
			add_entity_parts(context, arena, pages, list->items[i]);
		}
	}
}

static void
add_missing(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	for (size_t i = 0; i < context->index->missing.n; i++) {
		const struct missing *missing = &context->index->missing.items[i];
		struct document absent = {.kind = DOCUMENT_MINUTES, .id = missing->stub->id};
		struct page page = page_at(PAGE_STUB, address_of_document(arena, &absent));
		page.missing = missing;
		page.indexed = false;
		vec_push(arena, pages, page);
	}
}

/* People who are hidden have a page that says so; nothing leads there but what was saved before. */
static void
add_hidden_people(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	const struct entities *people = &context->archive->entities[ENTITY_PERSON];
	for (size_t i = 0; i < people->n; i++)
		if (people->items[i]->person.hidden)
			vec_push(arena, pages,
			         stone_at(address_of_entity(arena, people->items[i]), NULL, people->items[i]));
}

/* The pages that adresser.txt says were withdrawn. */
static void
add_withdrawn(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	const struct archive *archive = context->archive;
	for (size_t i = 0; i < archive->recorded.n; i++) {
		const struct recorded *line = &archive->recorded.items[i];
		if (!recorded_has_stone(archive, line))
			continue;
		struct page page = stone_at(line->address, NULL, NULL);
		page.withdrawn = line;
		vec_push(arena, pages, page);
	}
}

/* The pages that every site has, registers among them: an empty one says so. */
static void
add_own_pages(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	static const struct {
		enum page_kind kind;
		enum address_kind address;
	} own[] = {
	    {PAGE_DECISIONS, ADDRESS_DECISIONS},
	    {PAGE_DECISION_TOPICS, ADDRESS_DECISION_TOPICS},
	    {PAGE_ASSIGNMENTS, ADDRESS_ASSIGNMENTS},
	    {PAGE_ROUND_TABLE, ADDRESS_ROUND_TABLE},
	    {PAGE_ATTENDANCE, ADDRESS_ATTENDANCE},
	    {PAGE_PLANNED, ADDRESS_PLANNED},
	    {PAGE_BACKLOG, ADDRESS_BACKLOG},
	    {PAGE_SUBSCRIBE, ADDRESS_SUBSCRIBE},
	    {PAGE_DATA, ADDRESS_DATA},
	    {PAGE_SEARCH, ADDRESS_SEARCH},
	    {PAGE_PUBLICATION, ADDRESS_PUBLICATION},
	    {PAGE_ACCESSIBILITY, ADDRESS_ACCESSIBILITY},
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (own[i].kind == PAGE_ACCESSIBILITY && !context->archive->site.accessibility.given)
			continue;
		struct page page = page_at(own[i].kind, address_of(own[i].address));
		page.indexed = own[i].kind != PAGE_SEARCH;
		vec_push(arena, pages, page);
	}
}

static void
add_register_year(struct arena *arena, struct pages *pages, enum page_kind kind, enum address_kind address,
                  const struct year *year, unsigned part)
{
	struct page page = page_at(kind, address_of_register_part(arena, address, year->year, part));
	page.year = year;
	page.part = part;
	vec_push(arena, pages, page);
}

/* A list that fits on one page has no others. */
static void
add_ruling_years(struct arena *arena, struct pages *pages, enum page_kind kind, enum address_kind address,
                 const struct ruling_list *list)
{
	for (size_t i = 0; list->n > LIST_SPLIT && i < list->years.n; i++) {
		const struct ruling_year *year = &list->years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->to - year->from; part++)
			add_register_year(arena, pages, kind, address, year->year, part);
	}
}

/* The newest year begins on the register's own page. */
static void
add_round_tables(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	for (size_t i = 1; i < context->index->round_parts.n; i++) {
		const struct round_part *part = &context->index->round_parts.items[i];
		add_register_year(arena, pages, PAGE_ROUND_TABLE, ADDRESS_ROUND_TABLE, part->year, part->number);
	}
}

/* The newest year begins on the register's own page, an archive without minutes has no other. */
static void
add_attendance(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	const struct index *index = context->index;
	for (size_t i = 0; i < index->years.n; i++) {
		const struct year *year = &index->years.items[i];
		unsigned first = i + 1 == index->years.n ? 2 : 1;
		for (unsigned part = first; (part - 1) * (size_t)LIST_SPLIT < year->minutes.n; part++)
			add_register_year(arena, pages, PAGE_ATTENDANCE, ADDRESS_ATTENDANCE, year, part);
	}
}

/* What is past, where it does not fit on the register's own page. */
static void
add_planned(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	const struct index *index = context->index;
	for (size_t i = 0; index->past.n > LIST_SPLIT && i < index->plan_years.n; i++) {
		const struct plan_year *year = &index->plan_years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->to - year->from; part++)
			add_register_year(arena, pages, PAGE_PLANNED, ADDRESS_PLANNED, &year->year, part);
	}
}

static void
add_backlog(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	for (size_t i = 0; i < context->index->waiting_years.n; i++) {
		const struct waiting_year *year = &context->index->waiting_years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->to - year->from; part++)
			add_register_year(arena, pages, PAGE_BACKLOG, ADDRESS_BACKLOG, year->year, part);
	}
}

static void
add_registers(const struct page_context *context, struct arena *arena, struct pages *pages)
{
	add_attendance(context, arena, pages);
	add_planned(context, arena, pages);
	add_backlog(context, arena, pages);
	const struct index *index = context->index;
	add_ruling_years(arena, pages, PAGE_DECISIONS, ADDRESS_DECISIONS, &index->decisions);
	add_ruling_years(arena, pages, PAGE_ASSIGNMENTS, ADDRESS_ASSIGNMENTS, &index->assignments);
	add_round_tables(context, arena, pages);
}

/* By address; of two with the same one, a page with content of its own comes before a stub and a forward. */
static int
compare_pages(const void *a, const void *b)
{
	const struct page *left = a, *right = b;
	int order = str_compare(left->address, right->address);
	if (order)
		return order;
	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	order = str_compare(left->target, right->target);
	return order ? order : str_compare(left->source, right->source);
}

const str *
pages_titles(const struct page_context *context, struct arena *arena)
{
	size_t n = context->archive->documents.n;
	str *titles = arena_array(arena, str, n + 1);
	for (size_t i = 0; i < n; i++)
		titles[i] = context->known[i].title;
	return titles;
}

void
pages_list(struct page_context *context, struct workers workers, struct arena *arena, struct pages *pages)
{
	know_documents(context, workers, arena);
	vec_push(arena, pages, page_at(PAGE_HOME, address_of(ADDRESS_HOME)));
	vec_push(arena, pages, page_at(PAGE_MINUTES_INDEX, address_of(ADDRESS_MINUTES_INDEX)));
	if (context->index->others.n)
		vec_push(arena, pages, page_at(PAGE_DOCUMENT_INDEX, address_of(ADDRESS_DOCUMENT_INDEX)));
	add_own_pages(context, arena, pages);
	add_registers(context, arena, pages);
	struct page not_found = page_at(PAGE_NOT_FOUND, address_of(ADDRESS_NOT_FOUND));
	not_found.indexed = false;
	vec_push(arena, pages, not_found);
	add_years(context, arena, pages);
	add_documents(context, arena, pages);
	add_entities(context, arena, pages);
	add_letters(context, arena, pages);
	add_missing(context, arena, pages);
	add_hidden_people(context, arena, pages);
	add_withdrawn(context, arena, pages);

	qsort(pages->items, pages->n, sizeof *pages->items, compare_pages);
	size_t kept = 0;
	for (size_t i = 0; i < pages->n; i++)
		if (!kept || !str_eq(pages->items[kept - 1].address, pages->items[i].address))
			pages->items[kept++] = pages->items[i];
	pages->n = kept;
}
