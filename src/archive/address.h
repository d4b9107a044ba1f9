/* The only place where an address is decided (site.md, "Addresses"). An address is a path from the root of the site,
   beginning with "/" and ending with "/" for a page or with a file name; it holds nothing that changes. */
#ifndef ARCHIVE_ADDRESS_H
#define ARCHIVE_ADDRESS_H

#include "archive/archive.h"

enum address_kind {
	ADDRESS_HOME, ADDRESS_MINUTES_INDEX, ADDRESS_DOCUMENT_INDEX, ADDRESS_SEARCH, ADDRESS_ABOUT, ADDRESS_ACCESSIBILITY,
	ADDRESS_NOT_FOUND, ADDRESS_SITEMAP, ADDRESS_ROBOTS, ADDRESS_DECISIONS, ADDRESS_ASSIGNMENTS, ADDRESS_ROUND_TABLE,
	ADDRESS_ATTENDANCE, ADDRESS_PLANNED, ADDRESS_BACKLOG, ADDRESS_PUBLICATION, ADDRESS_SUBSCRIBE, ADDRESS_FEED,
	ADDRESS_CALENDAR, ADDRESS_DATA, ADDRESS_SOURCES, ADDRESS_SEARCH_INDEX, ADDRESS_DECISION_TOPICS,
};

str address_of_document(struct arena *, const struct document *); /* /protokoll/2018-12-14-sikt/, /dokument/x/, /om/ */
str address_of_entity(struct arena *, const struct entity *);     /* /amnen/mediapoolen/ */
str address_of_entities(enum entity_kind);                        /* /amnen/ */
str address_of_year(struct arena *, int year);                    /* /protokoll/2018/ */
str address_of_year_part(struct arena *, int year, unsigned part); /* part 2 of a long one: /protokoll/2018/2/; year 0 is the undated */
str address_of_entity_part(struct arena *, const struct entity *, int year, unsigned part); /* what was said of it that year: /amnen/ai/2018/, /amnen/ai/2018/2/ */
str address_of_letter(struct arena *, str slug);                  /* people under one letter: /personer/a/ */
str address_of_undated(void);                                     /* /protokoll/odaterat/, the year page of minutes without a date */
str address_of(enum address_kind);
str address_of_register_year(struct arena *, enum address_kind, int year); /* /beslut/2018/; year 0 is the undated */
str address_of_register_part(struct arena *, enum address_kind, int year, unsigned part); /* part 2 of a long year: /beslut/2018/2/ */
str address_of_feed(struct arena *, str page);                    /* of a page: /amnen/ai/ gives /amnen/ai/atom.xml */
str address_of_calendar(struct arena *, const struct entity *network); /* /natverk/sikt/kalender.ics */
str address_of_data(struct arena *, str file);                    /* /data/moten.csv */
str address_of_sitemap_part(struct arena *, size_t part);         /* /sitemap-2.xml */
str address_of_attachment(struct arena *, str file);              /* /bilagor/x.pdf; percent-encoded like all addresses */

/* An address that a page had before (`tidigare`), from what an author writes: "/möten/5" gives "/m%C3%B6ten/5/". */
str address_of_earlier(struct arena *, str written);

/* True for addresses that no document and no entity may have: the program's own pages and folders, among them those of
   every year of minutes. `/om/` is the page called "om" and is free. */
bool address_is_reserved(str address);

/* The file of the output tree that holds an address: "/om/" gives "om/index.html", "/atom.xml" gives "atom.xml". Percent
   encoding is undone; a fragment or query is left out. */
str address_file(struct arena *, str address);

/* The full address below the site's base URL. */
str address_full(struct arena *, const struct site *, str address);

/* The relative link from one page to another, so that the site works below any path: from "/amnen/ai/" to
   "/protokoll/2018-12-14-sikt/" gives "../../protokoll/2018-12-14-sikt/". Same page: "./". A fragment (or query) may follow
   the target; on the same page it comes alone ("#p5"). What does not begin with one "/" is no address of the site and
   comes back as it is. */
str address_relative(struct arena *, str from, str to);

/* Appends the relative link without a detour through memory. */
struct buffer;
void address_add_relative(struct buffer *, str from, str to);

/* The anchor of an agenda item, and of the counted block in it: "p5", "p5-3". Item 0 is the text before the first. */
str address_item(struct arena *, unsigned item);
str address_block(struct arena *, unsigned item, unsigned block);

/* The anchor of a year in a list: "ar-2018", "ar-odaterat" for 0. */
str address_year(struct arena *, int year);

/* The anchors of B1 and U2: "beslut-1", "uppdrag-2". */
str address_decision(struct arena *, unsigned number);
str address_assignment(struct arena *, unsigned number);

#endif
