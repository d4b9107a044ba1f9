/* The one decoder from YAML to the model. What a kind of file may hold is a table of fields: key, type, where the value
   lands in the struct, and a Swedish description. The same tables are written out by `protokoll dump schema`. */
#ifndef CONTENT_FIELDS_H
#define CONTENT_FIELDS_H

#include "archive/archive.h"
#include "content/yaml.h"

/* Where a type says "one or a list", a single value is as good as a list of it. The struct a value is written to stands
   beside the type. */
enum field_type {
	FIELD_TEXT,        /* str */
	FIELD_TEXT_AT,     /* struct text_at */
	FIELD_TEXTS,       /* struct texts_at: one or a list */
	FIELD_REFERENCE,   /* struct reference */
	FIELD_REFERENCES,  /* struct references: one or a list */
	FIELD_ID,          /* str of a-z, 0-9 and hyphens */
	FIELD_CODE,        /* str of four digits */
	FIELD_YEARS,       /* str: a year, or two */
	FIELD_URL,         /* str */
	FIELD_URL_AT,      /* struct text_at */
	FIELD_BASE_URL,    /* str with one "/" at the end */
	FIELD_MAIL,        /* str */
	FIELD_MAILS,       /* struct texts_at: addresses and domains */
	FIELD_EARLIER,     /* struct texts_at: addresses on the site */
	FIELD_BOOL,        /* bool */
	FIELD_CHOICE,      /* an enum: the value of the choice */
	FIELD_WORD,        /* str: the word of the choice */
	FIELD_VERSION,     /* checked, not kept */
	FIELD_DATE,        /* struct date */
	FIELD_DATE_IF_KNOWN, /* struct date; `okänt` gives year 0 */
	FIELD_DATES,       /* struct dates */
	FIELD_TIMES,       /* struct times */
	FIELD_TILE,        /* two ints */
	FIELD_ATTENDEES,   /* struct attendees */
	FIELD_OWN_NAMES,   /* struct own_names */
	FIELD_TENURES,     /* struct tenures: persons or {vem, från, till} */
	FIELD_PUBLICATION, /* struct publication_rule: a rule or {regel, grund, från, till} */
	FIELD_GROUP,       /* the fields of `record`, relative to the offset */
	FIELD_RECORDS,     /* a vector of `record`: one or a list */
	FIELD_TYPES
};

/* One of the words a value may be; a table of them ends with a NULL word. */
struct choice {
	const char *word;
	int value;
};

struct record;

struct field {
	const char *key;
	enum field_type type;
	bool required;
	size_t offset;                /* in the struct of the record */
	size_t place;                 /* where the value's struct place goes; 0: nowhere */
	const struct choice *choices; /* of FIELD_CHOICE and FIELD_WORD */
	const struct record *record;  /* of FIELD_GROUP and FIELD_RECORDS; for the schema also of compound types */
	const char *about;            /* Swedish; read by people in `dump schema` and editors */
};

struct decoder {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
};

struct record {
	const struct field *fields;
	size_t n;
	size_t size; /* of the struct */
	/* What follows from several fields together; may be NULL. */
	void (*finish)(struct decoder *, void *into, const struct yaml_node *map);
	const char *about;
};

#define FIELDS(table) .fields = (table), .n = sizeof(table) / sizeof *(table)

/* Reads a map into the struct; `missing` is where a required key that is not there is reported. Everything that is wrong
   is reported. Returns false when the node is no map at all. */
bool fields_decode(struct decoder *, const struct record *, const struct yaml_node *, struct place missing, void *into);

/* How a value may be written. */
enum { ACCEPTS_SCALAR = 1, ACCEPTS_LIST = 2, ACCEPTS_MAP = 4 };

/* Reports a node of a kind that is not accepted. `record` names the keys in the hint; may be NULL. */
bool fields_accept(struct decoder *, unsigned accepts, const char *key, const struct record *, const struct yaml_node *);

/* True for nothing, `~`, and blanks in quotes. */
bool fields_empty(const struct yaml_node *);

/* True when the key stands in the map, or one that is a misspelling of it and is reported as such. */
bool fields_given(struct decoder *, const struct record *, const struct yaml_node *map, const char *key);

/* "titel, id, tidigare" */
str fields_keys(struct arena *, const struct record *);

#endif
