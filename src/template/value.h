/* The data a template is filled with. Absent, false, empty text and the empty list show no section. A value is plain and
   immutable once it has been handed to the engine; it lives in the arena it was made in and borrows the slices it was made
   from. */
#ifndef TEMPLATE_VALUE_H
#define TEMPLATE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum value_kind {
	VALUE_ABSENT,
	VALUE_BOOL,
	VALUE_TEXT, /* escaped wherever it is written */
	VALUE_HTML, /* rendered Markdown or SVG of ours: the only kind {{{x}}} takes in a theme */
	VALUE_URL, /* has passed the link rule: the only kind href and src take in a theme */
	VALUE_JSON, /* a finished JSON text for a data block */
	VALUE_LIST,
	VALUE_OBJECT,
};

struct value {
	enum value_kind kind;
	bool truth; /* VALUE_BOOL */
	str text; /* VALUE_TEXT, HTML, URL, JSON */
	size_t n, cap;
	struct value *items; /* VALUE_LIST: n values */
	str *keys; /* VALUE_OBJECT: the n keys of items, in the order they were set */
};

struct value value_bool(bool);
struct value value_text(str);
struct value value_html(str);
struct value value_url(str);
struct value value_json(str);
struct value value_number(struct arena *, long long); /* text in decimal */
struct value value_list(void);
struct value value_object(void);

/* Appends to a list; returns where it now is, valid until the next append. */
struct value *value_push(struct arena *, struct value *list, struct value item);

/* Sets a key of an object (a later value for the same key replaces it). The key must outlive the value. Returns where
   the value now is, valid until the next set. */
struct value *value_set(struct arena *, struct value *object, str key, struct value);

/* The same for a key that the object is known not to have: large objects are built without looking each key up. */
struct value *value_append(struct arena *, struct value *object, str key, struct value);

/* Sets the key to text, unless the text is empty: then the key stays absent and its section is not shown. */
void value_set_text(struct arena *, struct value *object, str key, str text);

/* NULL when the object has no such key, or is no object. The empty key is never found. */
const struct value *value_get(const struct value *object, str key);

#endif
