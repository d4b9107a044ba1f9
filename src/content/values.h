/* Reading one value: each function checks a node of the accepted kind and writes the result to `to`. False after reporting
   that the value is not what its field asks for. fields.c holds the table from field types to these. */
#ifndef CONTENT_VALUES_H
#define CONTENT_VALUES_H

#include "content/fields.h"

/* values.c: one text. */
bool decode_text(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_text_at(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_reference(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_id(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_code(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_years(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_url(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_url_at(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_base_url(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_mail(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_mail_or_domain(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_earlier(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_bool(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_choice(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_word(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_version(struct decoder *, const struct field *, const struct yaml_node *, void *to);

/* decode_dates.c */
bool decode_date(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_date_if_known(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_dates(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_times(struct decoder *, const struct field *, const struct yaml_node *, void *to);

/* compound.c: values with parts. */
bool decode_tile(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_attendee(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_own_names(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_tenures(struct decoder *, const struct field *, const struct yaml_node *, void *to);
bool decode_publication(struct decoder *, const struct field *, const struct yaml_node *, void *to);

#endif
