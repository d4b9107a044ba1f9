/* The open data (site.md, "Data files"): which tables there are, what their columns are called, and what makes a row
   where that is not plain. The one source of the headers of the CSV files and of the tables on /data/. */
#ifndef INDEX_OPEN_DATA_H
#define INDEX_OPEN_DATA_H

#include "index/index.h"

enum data_table {
	DATA_MEETINGS,
	DATA_ATTENDANCE,
	DATA_DECISIONS,
	DATA_ASSIGNMENTS,
	DATA_ROUND_TABLE,
	DATA_PLANNED,
	DATA_BACKLOG,
	DATA_MENTIONS,
	DATA_TABLES
};

struct data_column {
	const char *name;
	const char *meaning; /* the theme's word for it is data.fält.<meaning> */
	const char *example;
};

struct data_file {
	const char *name; /* "moten.csv" */
	const char *about; /* the theme's word for it is data.filer.<about> */
	const struct data_column *columns;
	size_t n;
};

extern const struct data_file data_files[DATA_TABLES];

/* The other two files. */
#define DATA_ARCHIVE "arkiv.json"
#define DATA_SCHEMA "arkiv.schema.json"

/* Whether the data tell anything of a document: not once it has been withdrawn. */
bool data_tells_of(const struct document *);

/* One row of narvaro.csv: a municipality of the meeting's networks, in Swedish order, or a person or organisation that
   is listed, those present first. */
struct attendance_row {
	struct reference who;
	const struct reference *counts_for; /* the municipality a person was there for; NULL */
	enum attendance state;
};
struct attendance_rows {
	struct attendance_row *items;
	size_t n, cap;
};
void data_attendance(const struct index *, const struct document *minutes, struct arena *, struct attendance_rows *);

/* One row of omnamnanden.csv: what one heading or counted block names, and how often. In the order of the text. */
struct mention_count {
	const struct mention *first;
	size_t n;
};
struct mention_counts {
	struct mention_count *items;
	size_t n, cap;
};
void data_mentions(const struct body *, struct arena *, struct mention_counts *); /* the body may be NULL */

/* How many rows a table has, its header not counted. The arena is for work only, and empty afterwards. */
size_t data_row_count(const struct index *, enum data_table, struct arena *);

#endif
