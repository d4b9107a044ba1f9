/* Everything that can go wrong, as a designed vocabulary: diagnostics.def is the one table of numbers, severities and
   texts. Library code reports into a list and goes on; `main` prints the list and turns the worst severity into the exit
   status. A number never changes its meaning.

       diag(list, DIAG_UNKNOWN_MUNICIPALITY, place, nearest, name);

   The arguments after `nearest` are slices that replace {1}, {2}, … in the texts. `nearest` is the closest valid word
   ("menade du …?"), or the empty slice, in which case the row's own hint is shown. Every slice must live as long as the
   list's arena. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/source.h"
#include "base/vec.h"

struct buffer;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diag_code {
#define DIAG(name, number, severity, sv, en, hint_sv, hint_en, explain_sv, explain_en) DIAG_##name,
#include "base/diagnostics.def"
#undef DIAG
	DIAG_COUNT
};

enum { DIAG_ARGUMENTS = 4 };

struct diag {
	enum diag_code code;
	struct place place;
	str nearest;
	str arguments[DIAG_ARGUMENTS];
};

/* One list is filled by one thread at a time. */
struct diag_list {
	struct arena *arena;
	struct diag *items;
	size_t n, cap;
};

/* What a row of the table says. The texts are UTF-8 and NUL-terminated. */
struct diag_row {
	const char *number; /* "P012" */
	enum severity severity;
	const char *text[2], *hint[2], *explain[2]; /* by enum language; a hint may be "" */
};

enum language { LANGUAGE_SV, LANGUAGE_EN };

void diag_add(struct diag_list *, enum diag_code, struct place, str nearest, const str *arguments, size_t n);

#define diag(list, code, place, nearest, ...)                                                                          \
	diag_add((list), (code), (place), (nearest), (const str[]){{0}, ##__VA_ARGS__} + 1,                            \
	         sizeof((const str[]){{0}, ##__VA_ARGS__}) / sizeof(str) - 1)

/* Appends all of `from`; the slices are not copied. */
void diag_append(struct diag_list *into, const struct diag_list *from);

size_t diag_count(const struct diag_list *, enum severity);
const struct diag_row *diag_row(enum diag_code);
const struct diag_row *diag_row_by_number(str number); /* "P012" or "p012"; NULL when there is none */

/* Sorts by file, place and number, and drops exact repetitions. */
void diag_sort(struct diag_list *);

enum diag_format { DIAG_TEXT, DIAG_GITHUB, DIAG_JSON };

struct diag_style {
	enum diag_format format;
	enum language language;
	bool colour; /* ANSI colours (text format only) */
	bool strict; /* warnings are shown and counted as errors */
	bool quiet;  /* errors only */
	/* What may not be shown: returns the text without it, or the same slice. With `keep_width` each character of it
	   becomes one other ("•"), so that a caret under the text stays right. NULL: nothing but identity numbers. */
	str (*mask)(const void *masking, struct arena *, str text, bool keep_width);
	const void *masking;
	bool mask_contacts; /* telephone numbers and mail addresses too; diag_print_all() sets it for files with such faults */
};

/* Writes one diagnostic the way cli.md shows it, with the source line and a caret in the text format. Everything it
   shows has gone through the style's mask, and identity numbers are masked always. */
void diag_print(struct buffer *, const struct diag *, struct diag_style);

/* Writes the whole sorted list; as annotations, the most important first and the rest in one (see diag_github.c). */
void diag_print_all(struct buffer *, const struct diag_list *, struct diag_style);

/* The whole sorted list as a page of Markdown: the counts, and a table with what to do. */
void diag_print_markdown(struct buffer *, const struct diag_list *, struct diag_style);

/* "2 fel, 1 varning, 14 noter i 5 dokument" */
void diag_print_summary(struct buffer *, const struct diag_list *, struct diag_style);

#endif
