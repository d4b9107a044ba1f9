/* What the writers of arkiv.json share: open_data.c has the whole and the registers, json_documents.c the documents,
   json_parts.c the small values, json_schema.c the JSON Schema that describes them all. */
#ifndef EXPORT_ARCHIVE_JSON_H
#define EXPORT_ARCHIVE_JSON_H

#include "base/json.h"
#include "export/facts.h"

struct archive_json {
	const struct export_context *context;
	struct arena *arena;
	struct json json;
};

/* --- json_parts.c: a key with a value; nothing at all is written for a value that is not known --- */
void put_text(struct archive_json *, const char *key, str);
void put_word(struct archive_json *, const char *key, const char *);
void put_number(struct archive_json *, const char *key, size_t); /* 0 is told as well */
void put_count(struct archive_json *, const char *key, size_t); /* 0 is not */
void put_true(struct archive_json *, const char *key, bool); /* false is not told */
void put_date(struct archive_json *, const char *key, struct date);
void put_texts(struct archive_json *, const char *key,
               const struct texts_at *); /* lists are told when they are empty too */
void put_entity(struct archive_json *, const char *key, const struct entity *);
void put_reference(struct archive_json *, const char *key, const struct reference *);
void put_references(struct archive_json *, const char *key, const struct references *);
void put_tenures(struct archive_json *, const char *key, const struct tenures *);
void put_page(struct archive_json *, const char *key, str address); /* a full address */
void put_anchor(struct archive_json *, const struct document *, str anchor); /* `adress`: of a place in a document */
void put_document(struct archive_json *, const char *key, const struct document *); /* its id */

void begin_list(struct archive_json *, const char *key);
void end_list(struct archive_json *);

/* The members of {typ, id, namn}. */
void put_entity_members(struct archive_json *, const struct entity *);

/* One element of a list: {typ, id, namn}, or {namn} alone for what is in no register. */
void add_entity(struct archive_json *, const struct entity *);
void add_name(struct archive_json *, str);

/* --- json_documents.c --- */
void add_document(struct archive_json *, const struct document *);

/* --- json_schema.c: JSON Schema, draft 2020-12; the descriptions are the theme's words data.fält.* --- */
void archive_schema(const struct export_context *, struct buffer *);

#endif
