/* Mustache (specification 1.4, with the optional inheritance module), compiled once and run many times. The engine knows
   nothing of minutes. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/diag.h"
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

/* Compiles one template. Returns NULL after reporting what is wrong, with its place. `strict` adds what a theme may not
   do: an unquoted attribute, a value inside <script>, <style> or on…= (JSON in <script type="application/ld+json">
   alone), {{{x}}} in an attribute. */
const struct template *template_compile(struct arena *, const struct source *, bool strict, struct diag_list *);

/* Fills a template. Compiled templates and the set may be shared between threads; the arena is the caller's and is only
   used while running. Returns false after reporting (a kind that the context does not take, nesting too deep). */
bool template_run(const struct template *, const struct template_set *, const struct value *data, struct arena *,
                  struct buffer *out, struct diag_list *);

/* Names of the partials and parents a template asks for, for checks at loading. */
const struct strs *template_needs(const struct template *);

/* Every key a template looks up, as dotted paths seen from its own top ("item.title"), for the test of the theme's
   documentation. */
const struct strs *template_keys(const struct template *);

#endif
