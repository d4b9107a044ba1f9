/* A theme: a folder with templates (*.mustache), the words shown to readers (ord.yaml is read by content/ and handed over
   as a value), and assets that are published as they are under fingerprinted names. A theme may build on another
   (`tema.yaml`: `bygger_på: skaraborg`) and then overrides it file by file. */
#ifndef TEMPLATE_THEME_H
#define TEMPLATE_THEME_H

#include "template/template.h"

struct theme_file {
	str name;  /* below the theme folder: "stil.css" */
	str bytes;
	const struct source *source; /* of text files; NULL for others */
};

struct theme {
	VEC(struct theme_file) files;  /* all files of the chain of themes, overridden ones left out, sorted by name */
	VEC(struct theme_file) assets; /* the published ones: below assets/, with their fingerprinted published name
	                                  ("tillgangar/stil.3f2a9c1b.css"); addresses inside CSS are rewritten */
	struct map templates;          /* name without .mustache -> struct template */
	struct map published;          /* asset's own name ("stil.css") -> its published name as a struct str * */
};

/* Loads a chain of folders, the most specific first, compiles every template in strict mode and checks that all partials
   exist. Returns NULL after reporting. */
const struct theme *theme_load(struct arena *, const str *folders, size_t n, struct diag_list *);

/* Renders the template `name` ("protokoll") with the data. */
bool theme_render(const struct theme *, str name, const struct value *data, struct arena *, struct buffer *out,
                  struct diag_list *);

#endif
