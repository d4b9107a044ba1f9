/* A theme: a folder that decides how the site looks.

       mallar/NAME.mustache   templates, called NAME ("protokoll", "delar/huvud")
       tillgangar/…           assets, published under fingerprinted names ("tillgangar/stil.3f2a9c1b.css")
       ord.yaml               the words shown to readers (read by others, through theme_file())
       tema.yaml              what it builds on: `bygger_på: skaraborg`
       *.md, *.txt, LICENSE   for people; not published

   A theme that builds on another overrides it file by file: same name, same place. */
#ifndef TEMPLATE_THEME_H
#define TEMPLATE_THEME_H

#include "base/vec.h"
#include "template/template.h"

struct theme_file {
	str name; /* below the theme folder: "tillgangar/stil.css"; of an asset the name it is published as */
	str bytes; /* of text files normalised */
	const struct source *source; /* of text files; NULL for others */
};

struct theme {
	VEC(struct theme_file) files; /* all files of the chain of themes, overridden ones left out, sorted by name */
	VEC(struct theme_file)
	assets; /* the published ones, in the order of their own names; addresses inside CSS lead to
	                                  published names */
	struct map templates; /* name without .mustache -> struct template */
	struct map published; /* asset's own name ("stil.css") -> its published name as a struct str * */
};

/* The name of the theme that a folder builds on (`tema.yaml`), or empty when it stands alone. Returns false after
   reporting. */
bool theme_base(struct arena *, str folder, str *name, struct diag_list *);

/* Loads a chain of folders, the most specific first, compiles every template in strict mode, checks them against one
   another and fingerprints the assets. Returns NULL after reporting everything that is wrong. */
const struct theme *theme_load(struct arena *, const str *folders, size_t n, struct diag_list *);

/* A file by its name ("ord.yaml"), or NULL. */
const struct theme_file *theme_file(const struct theme *, str name);

/* Renders the template `name` ("protokoll") with the data. */
bool theme_render(const struct theme *, str name, const struct value *data, struct arena *, struct buffer *out,
                  struct diag_list *);

#endif
