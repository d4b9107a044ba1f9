/* Data from outside for templates: JSON and YAML texts become values. Everything written is text; only true, false and
   null (in YAML: without quotes, and nothing at all) become booleans and absent. Numbers keep their written form. */
#ifndef VALUES_H
#define VALUES_H

#include "base/diag.h"
#include "content/yaml.h"
#include "template/value.h"

/* Reads the whole source as JSON (RFC 8259). Returns false after reporting. A key that is repeated in one object is an
   error, and so is nesting beyond LIMIT_DATA_DEPTH. */
bool value_from_json(struct arena *, const struct source *, struct value *, struct diag_list *);

/* Turns a YAML tree into values; it borrows the tree's texts. */
struct value value_from_yaml(struct arena *, const struct yaml_node *);

/* Reads the whole source as YAML with the limits of a register, but LIMIT_DATA_DEPTH levels. False after reporting. */
bool value_from_yaml_text(struct arena *, const struct source *, struct value *, struct diag_list *);

#endif
