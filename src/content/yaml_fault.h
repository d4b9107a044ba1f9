/* What may not stand in YAML files, said in the reader's words: characters that are refused before parsing, and libyaml's
   syntax errors turned into the mistake a person most likely made. Used by yaml.c alone. */
#ifndef CONTENT_YAML_FAULT_H
#define CONTENT_YAML_FAULT_H

#include "base/source.h"

struct arena;
struct diag_list;

/* Where the parser stopped. Offsets are bytes of source->text; SIZE_MAX when there is none. */
struct yaml_fault {
	const char *problem, *context; /* libyaml's words; never shown */
	size_t at, context_at;
	size_t start, end;             /* the text that was parsed */
	size_t quote_start, quote_end; /* the last quoted value before the fault, quotes included */
};

void yaml_fault_report(struct arena *, const struct source *, const struct yaml_fault *, struct diag_list *);

/* Reports line separators, control and invisible characters and directives in [start, end). False when libyaml must not
   see the text. */
bool yaml_text_check(struct arena *, const struct source *, size_t start, size_t end, struct diag_list *);

/* The same for a text that was written with escapes ("\u202e"): true when it is clean. */
bool yaml_scalar_check(struct arena *, str, struct place, struct diag_list *);

#endif
