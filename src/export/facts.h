/* What CSV and JSON say alike: the words of the data files (a contract, see site.md "Data files"), ids, names and full
   addresses. Unlike the words of pages these are the same in every theme. */
#ifndef EXPORT_FACTS_H
#define EXPORT_FACTS_H

#include "export/exports.h"
#include "index/open_data.h"

/* Each ends with NULL, so that the schema can list them. */
extern const char *const fact_entity_kinds[]; /* by enum entity_kind */
extern const char *const fact_document_kinds[]; /* by enum document_kind */
extern const char *const fact_statuses[]; /* of publication, by enum document_status */
extern const char *const fact_attendance[]; /* by enum attendance, less one: there is no row for none */
extern const char *const fact_decision[]; /* stands, superseded */
extern const char *const fact_assignment[]; /* by enum assignment_status */
extern const char *const fact_planned[]; /* by enum planned_kind */
extern const char *const fact_plan[]; /* by enum plan_status */
extern const char *const fact_certainty[];

/* How certain a date is: exakt, ungefärlig (written with ~), okänd. */
str fact_certainty_of(struct date);

/* As written: "2018-12-14", "2019-09~", "2019-11-14/2019-11-15"; empty for no date. */
str fact_date(struct arena *, struct date);
str fact_dates(struct arena *, struct dates);

/* How something is called: of a person what person_shown() says. */
str fact_name(const struct export_context *, struct arena *, const struct entity *);

/* The full address of a page, and of an anchor in a document; an empty anchor gives the document. */
str fact_address(const struct export_context *, struct arena *, str address);
str fact_anchor(const struct export_context *, struct arena *, const struct document *, str anchor);

/* The anchor of a block of an item: "p5-3"; of the item itself when the block is 0. */
str fact_block(struct arena *, unsigned item, unsigned block);

/* The bodies of a planned meeting: its own, else the networks of the minutes. */
const struct references *fact_bodies(const struct plan *);

/* What minutes that the archive lacks are called when they are cited: "SIKT 2018-01-26". */
str fact_stub_name(const struct export_context *, struct arena *, str id);

#endif
