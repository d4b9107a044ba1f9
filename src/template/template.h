/* Mustache (specification 1.4, with the optional inheritance module), compiled once and run many times. The engine knows
   nothing of minutes. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/diag.h"
#include "base/map.h"
#include "template/value.h"

struct buffer;

struct template;

/* Where partials and parents come from: returns the named template, or NULL when there is none (which renders as
   nothing, as the specification asks, when the set is not strict). */
struct template_set {
	const struct template *(*find)(const void *context, str name);
	const void *context;
	bool strict; /* the rules of themes hold: kinds of values by context, unknown partials are errors */
};

/* Compiles one template. Returns NULL after reporting everything that is wrong, with its place. `strict` adds the rules of
   themes (reliability.md, "Text and markup"). A value may stand in text, in <title> and <textarea>, in quoted attributes
   and, as {{{x}}}, in <script type="application/ld+json">; not in other scripts, <style>, on…=, style=, comments,
   unquoted attributes and names. {{{x}}} stands in text and data blocks alone. A section ends in the place of the markup
   where it began. A partial or an argument is compiled as text and ends in text; inside a quoted attribute or a <title>
   only such may be put in as hold no markup, no {{{x}}}, no partials and no blocks. */
const struct template *template_compile(struct arena *, const struct source *, bool strict, struct diag_list *);

/* Checks strict templates (by name) against one another: every partial and parent exists, every argument has its block,
   and what is put into attributes and titles is plain. Returns false after reporting. */
bool template_check(const struct map *templates, struct diag_list *);

/* Fills a template. Compiled templates and the set may be shared between threads; the arena is the caller's and is only
   used while running. Returns false after reporting: a kind that the place does not take (in a strict template), nesting
   too deep (LIMIT_TEMPLATE_DEPTH), too many steps, a page too large. What `out` holds then is not to be used.

   Kinds in a strict template: {{x}} takes all but lists and objects, escaped; in an attribute that holds an address
   (href, src, srcset, action, …) it takes VALUE_URL alone, but behind a literal # text as well; {{{x}}} takes VALUE_HTML
   alone, in a data block VALUE_JSON alone. Absent and false write nothing. */
bool template_run(const struct template *, const struct template_set *, const struct value *data, struct arena *,
                  struct buffer *out, struct diag_list *);

/* Names of the partials and parents a template asks for, for checks at loading. */
const struct strs *template_needs(const struct template *);

/* Every key a strict template looks up, as dotted paths seen from its own top ("item.title"), for the test of the theme's
   documentation. */
const struct strs *template_keys(const struct template *);

#endif
