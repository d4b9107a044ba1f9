/* Writing JSON (RFC 8259): a small state machine that places commas and line breaks, so that callers only say what there
   is. Indented with two spaces when `pretty`. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

struct buffer;

/* jansson, which reads the data of `render`, has functions of these names; to the linker ours are others. */
#define json_object json_write_object
#define json_array json_write_array
#define json_string json_write_string
#define json_null json_write_null

struct json {
	struct buffer *out;
	bool pretty;
	int depth;
	bool first;  /* nothing has been written at this level */
	bool keyed;  /* a key has been written and waits for its value */
};

void json_object(struct json *);
void json_object_end(struct json *);
void json_array(struct json *);
void json_array_end(struct json *);
void json_key(struct json *, str);
void json_string(struct json *, str);
void json_number(struct json *, long long);
void json_bool(struct json *, bool);
void json_null(struct json *);

/* A key with a string value; an empty value writes nothing. */
void json_field(struct json *, str key, str value);

#endif
