/* YAML as a small tree with exact places: registers, arkiv.yaml and front matter. Only the plain part of YAML is allowed:
   maps, lists and texts. Anchors, aliases, tags, merge keys, directives and second documents are refused with a message,
   nothing is converted (a date is text, `nej` is text), and syntax errors are explained in the reader's words. */
#ifndef CONTENT_YAML_H
#define CONTENT_YAML_H

#include "base/source.h"

struct arena;
struct diag_list;

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	str text;           /* of a scalar: without quotes, escapes resolved, in NFC */
	bool plain;         /* a scalar written without quotes */
	bool literal;       /* a scalar written as a block, with | or > */
	bool broken;        /* stands for something forbidden that has been reported: say no more about it */
	struct place place; /* a scalar: its words, without the quotes where they stand verbatim; a list or map: its first line */
	size_t n;
	struct yaml_node **items; /* of a list, or the values of a map */
	struct yaml_node **keys;  /* of a map: scalars, each only once */
};

/* The largest values that are accepted (base/limits.h). */
struct yaml_limits {
	size_t bytes, depth, items;
};

extern const struct yaml_limits yaml_front_matter, yaml_register;

/* Reads source->text[start, end). Returns NULL when there is no tree, after reporting; a tree may have been reported on as
   well. An empty text gives an empty plain scalar. */
const struct yaml_node *yaml_parse(struct arena *, const struct source *, size_t start, size_t end, struct yaml_limits,
                                   struct diag_list *);

/* True for a value that was left out: nothing, `~` or `null`. */
bool yaml_is_empty(const struct yaml_node *);

/* The value of a key, or NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *map, str key);

/* The place of text[from, to) of a scalar; the whole scalar when it does not stand verbatim in the file. */
struct place yaml_place(const struct yaml_node *, size_t from, size_t to);

#endif
