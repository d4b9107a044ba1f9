/* From the model to what a page shows. pages_list() says which pages there are; page_view() makes the plain values
   that the theme's template of a page is filled with. Nothing here touches files, and nothing here knows HTML: the
   theme's README documents the values, and a test holds the two together. */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H

#include "archive/recorded.h"
#include "index/index.h"
#include "template/theme.h"

enum page_kind {
	PAGE_HOME,
	PAGE_MINUTES_INDEX,
	PAGE_YEAR,
	PAGE_MINUTES,
	PAGE_DOCUMENT_INDEX,
	PAGE_DOCUMENT,
	PAGE_PLAIN,
	PAGE_ENTITIES,
	PAGE_PERSON,
	PAGE_MUNICIPALITY,
	PAGE_TOPIC,
	PAGE_NETWORK,
	PAGE_ORGANISATION,
	PAGE_ENTITY_PART, /* one year of an entity that is named very often */
	PAGE_DECISIONS,
	PAGE_DECISION_TOPICS,
	PAGE_ASSIGNMENTS,
	PAGE_ROUND_TABLE,
	PAGE_ATTENDANCE,
	PAGE_PLANNED,
	PAGE_BACKLOG,
	PAGE_SUBSCRIBE,
	PAGE_DATA,
	PAGE_SEARCH,
	PAGE_PUBLICATION,
	PAGE_ACCESSIBILITY,
	PAGE_STONE, /* a hidden person, or a withdrawn document: when and on what ground, without a name */
	PAGE_STUB,
	PAGE_FORWARD,
	PAGE_NOT_FOUND,
	PAGE_KINDS
};

struct page {
	enum page_kind kind;
	str address;
	str template; /* name of the theme's template: "protokoll" */
	str source; /* path below the content folder, or empty */
	const struct document *document; /* PAGE_MINUTES, PAGE_DOCUMENT, PAGE_PLAIN; PAGE_STONE of one that is withdrawn */
	const struct entity *entity; /* the page of an entity */
	enum entity_kind entities; /* PAGE_ENTITIES */
	const struct letter *letter; /* PAGE_ENTITIES: only the people under it; NULL: all */
	const struct part *part_of_entity; /* PAGE_ENTITY_PART */
	const struct year *year; /* PAGE_YEAR; a register: only this year of it, NULL: all, or the newest */
	unsigned part; /* PAGE_YEAR, one year of a register: 1 for the first 200 entries of the year, 2 for the next ... */
	const struct missing *missing; /* PAGE_STUB */
	str target; /* PAGE_FORWARD: the address it leads to */
	const struct recorded *withdrawn; /* PAGE_STONE: the line of adresser.txt that says why; NULL: a document or a person */
	bool indexed; /* in the sitemap; the others say noindex */
};

struct pages {
	struct page *items;
	size_t n, cap;
};

struct page_context {
	const struct archive *archive;
	const struct body *const *bodies;
	const struct index *index;
	const struct theme *theme;
	const struct value *words; /* ord.yaml: an object */
	str version; /* of the program */
	bool searchable; /* there is a search index */
	const struct known *known; /* by document->index: made by pages_list() */
};

/* Every page of the site, sorted by address; no address twice. Comes before page_view(): it also works out, once, what many
   pages say about the same document (context->known). Both live in the arena. */
void pages_list(struct page_context *, struct workers, struct arena *, struct pages *);

/* What may not vanish once it has been published, and where each number of a decision or assignment stands. */
void pages_promises(const struct page_context *, struct workers, const struct pages *, struct arena *, struct promises *);

/* What the pages call the documents, by index: "SIKT 14 december 2018". After pages_list(). */
const str *pages_titles(const struct page_context *, struct arena *);

/* The Content-Security-Policy of a page, which servers should send as a header as well. */
str page_policy(enum page_kind);

/* The name of a kind, for `dump pages`: "minutes". */
str page_kind_name(enum page_kind);

/* The view of one page: an object. Lives in the arena and borrows from the context. */
struct value page_view(const struct page_context *, const struct page *, struct arena *);

#endif
