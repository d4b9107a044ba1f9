/* What the makers of views share. A view is made for one page; its values live in the page's arena. Shapes: every key
   of a view is always set (to false when there is nothing), so that a template never looks through to the same key of
   an outer object. A list comes wrapped, {antal, lista: [...]}, or is false when it is empty: a template says the
   heading once and the list inside. The items of a list of names have `sist`. */
#ifndef PAGES_VIEW_H
#define PAGES_VIEW_H

#include "archive/address.h"
#include "base/buffer.h"
#include "pages/pages.h"

struct view {
	const struct page_context *context;
	const struct page *page;
	struct arena *arena;
};

/* --- known.c: what many pages say about a document --- */
struct known_item {
	str title;   /* "§ 5 Mediapoolen" */
	str address; /* "/protokoll/2018-12-14-sikt/#p5" */
};
struct known {
	str title, address;
	str networks;                  /* "SIKT och SKIS" */
	str subjects;                  /* "Mediapoolen · Systemkartan" */
	struct value date;             /* date_value() and full_date_value() */
	struct value full_date;
	const struct known_item *items; /* those of the body */
};
void know_documents(struct page_context *, struct workers, struct arena *); /* sets context->known */
const struct known *known(const struct view *, const struct document *);

/* --- values.c: plain helpers --- */
void set(const struct view *, struct value *object, str key, struct value);
void set_text(const struct view *, struct value *object, str key, str text); /* false when empty */
void set_bool(const struct view *, struct value *object, str key, bool);
struct value wrapped(const struct view *, struct value list); /* false, or {antal, lista} with `sist` in objects */
struct value link_value(const struct view *, str name, str address); /* {namn, länk}; no link without an address */
struct value url_to(const struct view *, str address); /* relative to the page */
struct value contact_value(const struct view *, str contact); /* {namn, länk}: a mail or web address, or plain words */
str site_contact(const struct view *); /* whom to ask about publishing; may be empty */
struct value outer_url(const struct view *, str address); /* outside the site; false when it is no web address */

/* --- names.c: how things are called --- */
str entity_title(const struct view *, const struct entity *);
str network_names(const struct view *, const struct document *); /* "SIKT och SKIS" */
str document_title(const struct view *, const struct document *); /* "SIKT 14 december 2018" */
str item_title(const struct view *, const struct item *); /* "§ 5 Mediapoolen" */
str kind_word(const struct view *, enum entity_kind); /* "Ämnen" */
bool entity_has_page(const struct view *, const struct entity *);
struct value entity_link(const struct view *, const struct entity *); /* {namn, länk} */
struct value reference_link(const struct view *, const struct reference *); /* plain text when it names no entity */
struct value references_list(const struct view *, const struct references *); /* wrapped */
struct value entities_list(const struct view *, const struct entity_list *); /* wrapped */
struct value document_link(const struct view *, const struct document *);

/* --- rows.c: rows that several pages show --- */

/* `plats` and `kommun`; a place that is only the municipality's name is not said twice. */
void set_place(const struct view *, struct value *, str venue, const struct reference *municipality);
struct value minutes_row(const struct view *, const struct document *);
struct value minutes_rows(const struct view *, const struct document_list *, size_t from,
                          size_t to); /* newest first, wrapped */
struct value minutes_by_year(const struct view *, const struct document_list *); /* wrapped years of rows */
bool plan_has_passed(const struct view *, const struct plan *);
struct value plan_row(const struct view *, const struct plan *);

/* Soonest first, wrapped; only those to come (and not planned anew) when `coming`. */
struct value plans_of(const struct view *, const struct plan_list *, bool coming);
struct value waiting_row(const struct view *, const struct waiting *);
struct value tile_map(const struct view *); /* wrapped municipalities with `bild`, or false */
struct value tenures_list(const struct view *, const struct tenures *); /* wrapped rows of tenure_row() */

/* {namn, länk, roll, organ, tid}; `role` and `body` stand in where the entry itself does not say them. */
struct value tenure_row(const struct view *, const struct tenure *, str role, const struct entity *body);

str year_text(const struct view *, int year); /* "2018", or the word for what has no date */

/* Rows in groups of a year. They come in the order of their years; what years_all() gives is wrapped. */
struct years {
	const struct view *view;
	struct value groups, rows; /* rows: of the year that is not complete */
	int year;
};

struct years years_new(const struct view *);
void years_add(struct years *, int year, struct value row);
struct value years_all(struct years *);

/* Counts of minutes in which an entity appears at all, and in one role. */
size_t minutes_naming(const struct view *, const struct entity *);
size_t minutes_with_role(const struct view *, const struct entity *, enum appearance_role);
str years_spanned(const struct view *, const struct entity *); /* "2018–2020", or empty */

/* --- timeline.c: where the archive names something --- */

/* The appearances of an entity that the page shows. */
struct range {
	size_t from, to;
};
struct range shown_range(const struct view *, const struct entity *);

/* The beginning of a text of so many characters, ended at a word when more than `shown` of them. */
str first_words(struct arena *, str text, size_t length, size_t shown);

/* {namn, länk, när, datum}: `när` is "SIKT 14 december", for below a heading with the year. */
struct value document_row(const struct view *, const struct document *);
const struct known_item *numbered_item(const struct view *, const struct document *, unsigned number); /* NULL */
str name_of_item(const struct view *, const struct known_item *);
str block_address(const struct view *, const struct document *, unsigned item, unsigned block);

/* Where the appearances in one document begin that end before `end`. */
size_t first_of_document(const struct appearances *, size_t end);

/* {före, ord, efter}: a sentence cut around the words that are marked. */
struct value excerpt(const struct view *, str sentence, size_t mark, size_t mark_end);

struct value timeline(const struct view *, const struct entity *); /* wrapped years of rows: the minutes that name it */
struct value documents_naming(const struct view *, const struct entity *); /* wrapped: other documents */
struct value citations(const struct view *, const struct appearances *); /* wrapped: who cites a document */
struct value minutes_of_network(const struct view *, const struct entity *); /* wrapped years: those the page shows */
str part_name(const struct view *, const struct part *); /* "2018", "2018, del 2" */

/* beslut, uppdrag, rapporter, tidslinje, delar: for the page's range. */
void set_traces(const struct view *, struct value *, const struct entity *);

/* --- rulings.c: decisions and assignments, and how they stand --- */
struct value decision_row(const struct view *, const struct document *, const struct decision *);
struct value assignment_row(const struct view *, const struct document *, const struct assignment *);
struct value ruling_rows(const struct view *, const struct ruling_list *, size_t from, size_t to, bool decisions); /* wrapped */

/* beslut, beslut_rubrik, tilldelade, uppdrag, uppdrag_rubrik: about an entity, and given to it, in the page's range. */
void set_rulings(const struct view *, struct value *, const struct entity *);

/* --- registers.c: what the registers that are split by year share --- */

/* Heading, description and breadcrumb of a register or of one year of it; `section` is its own in the words. */
void set_register_head(const struct view *, struct value *, enum address_kind, const char *section);

/* Rows by year, [from, to) of the list: wrapped {år, id, rader}. */
struct value rulings_by_year(const struct view *, const struct ruling_list *, size_t from, size_t to, bool decisions);

/* The jump list: the years of a register, on pages of their own when it is split, else further down. */
struct value ruling_years(const struct view *, const struct ruling_list *, enum address_kind);

/* The entries that the page shows: of its year and part, all, or the newest years that fit. */
struct range rulings_shown(const struct view *, const struct ruling_list *);
void set_register_parts(const struct view *, struct value *, enum address_kind, size_t parts); /* `delar` */
str ruling_span(const struct view *, const struct ruling_list *); /* "2018–2020", or empty */

/* --- margin.c: what each item of a document names, and when its topics came up before and after --- */
const struct value *margins_of(const struct view *, const struct document *); /* one for each item of the body */

/* --- document.c: what minutes and other documents share --- */
struct value attachment_value(const struct view *, const struct attachment *); /* {namn, länk, typ, storlek, plats} */
void set_document_parts(const struct view *, struct value *, const struct document *);

/* --- repository.c: where the page's source lies, when `källkod` says where the repository is; else false --- */
struct value source_url(const struct view *);
struct value changed_value(const struct view *, const struct document *); /* {datum, historik}: the last change, or false */

/* --- entity.c: what the pages of all entities share --- */
void set_entity_head(const struct view *, struct value *, str count); /* `count` says in words where it occurs */
void set_entity_traces(const struct view *, struct value *);

/* --- search.c --- */
struct value search_field(const struct view *); /* a form that leads to the search page, or false without an index */

/* --- subscribe.c: {namn, länk, titel, kalender, mer} of the page's feed, or false --- */
struct value feed_value(const struct view *);

/* --- one for each kind of page --- */
void home_view(const struct view *, struct value *);
void minutes_index_view(const struct view *, struct value *);
void year_view(const struct view *, struct value *);
void minutes_view(const struct view *, struct value *);
void document_index_view(const struct view *, struct value *);
void document_view(const struct view *, struct value *);
void plain_view(const struct view *, struct value *);
void entity_index_view(const struct view *, struct value *);
void person_view(const struct view *, struct value *);
void municipality_view(const struct view *, struct value *);
void topic_view(const struct view *, struct value *);
void network_view(const struct view *, struct value *);
void entity_part_view(const struct view *, struct value *);
void organisation_view(const struct view *, struct value *);
void decision_topics_view(const struct view *, struct value *);
void decisions_view(const struct view *, struct value *);
void assignments_view(const struct view *, struct value *);
void round_table_view(const struct view *, struct value *);
void attendance_view(const struct view *, struct value *);
void planned_view(const struct view *, struct value *);
void backlog_view(const struct view *, struct value *);
void subscribe_view(const struct view *, struct value *);
void data_view(const struct view *, struct value *);
void search_view(const struct view *, struct value *);
void publication_view(const struct view *, struct value *);
void accessibility_view(const struct view *, struct value *);
void stone_view(const struct view *, struct value *);
void stub_view(const struct view *, struct value *);
void forward_view(const struct view *, struct value *);
void not_found_view(const struct view *, struct value *);

/* --- jsonld.c: what the finished page says to machines; false for a page that search engines should leave out --- */
struct value jsonld_value(const struct view *, const struct value *object);

/* --- common.c --- */

/* What a kind of page says about itself; the rest of what all pages have follows from it. */
struct page_head {
	str heading; /* the h1 */
	str title; /* of the <title>, without the site's name; empty: the heading */
	str description; /* cut to what a search engine shows */
};
void set_head(const struct view *, struct value *, struct page_head);

/* The way to the page: home is there already, and the page itself comes last by itself. */
void add_crumb(const struct view *, struct value *view_object, str name, str address);

#endif
