/* What a diagnostic says, with what may not be shown taken out: for the files of base/ that print one or many. */
#ifndef BASE_DIAG_TEXT_H
#define BASE_DIAG_TEXT_H

#include "base/diag.h"

struct diag_said {
	enum severity severity; /* a warning is an error when strict */
	const char *number;
	str path;       /* empty: no file */
	bool has_line;
	struct position position; /* 0, 0 without a line */
	uint32_t end_column;
	str message;
	str hint;       /* what to do, as a sentence; empty when nobody knows */
	str suggestion; /* the nearest word alone, else the hint */
};

/* The style is the one of diag_styles() for the list it stands in. */
struct diag_said diag_say(struct arena *, const struct diag *, struct diag_style);

/* Whether it is shown at all in this style. */
bool diag_is_shown(const struct diag *, struct diag_style);

enum severity diag_severity(const struct diag *, struct diag_style);

/* The style for each of a sorted list, by position: of a file that has telephone numbers or mail addresses none is
   repeated. */
struct diag_style *diag_styles(struct arena *, const struct diag_list *, struct diag_style);

/* diag_github.c: one workflow annotation; a whole sorted list, so that GitHub shows the most important. */
void diag_print_github(struct buffer *, const struct diag *, struct diag_style);
void diag_print_github_all(struct buffer *, const struct diag_list *, struct diag_style);

#endif
