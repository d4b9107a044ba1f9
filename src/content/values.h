/* Reading one value: each function checks a node of the accepted kind and writes the result to `to`. False after reporting
   that the value is not what its field asks for. fields.c holds the table from field types to these. */
#ifndef CONTENT_VALUES_H
#define CONTENT_VALUES_H

#include "content/fields.h"

/* values.c: one text. */
bool value_text(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_text_at(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_reference(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_id(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_code(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_years(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_url(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_url_at(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_base_url(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_mail(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_mail_or_domain(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_earlier(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_bool(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_choice(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_word(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_version(struct decoder *, const struct field *, const struct yaml_node *, void *to);

/* value_dates.c */
bool value_date(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_date_if_known(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_dates(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_times(struct decoder *, const struct field *, const struct yaml_node *, void *to);

/* compound.c: values with parts. */
bool value_tile(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_attendee(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_own_names(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_tenures(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool value_publication(struct decoder *, const struct field *, const struct yaml_node *, void *to);

#endif
