/* Pictures from the numbers of a page: where everything stands, as text that a template puts into SVG. Lengths are in
   units of the picture, which are pixels where it is shown in full size. */
#ifndef PAGES_PICTURE_H
#define PAGES_PICTURE_H

#include "pages/view.h"

enum { BAR_PARTS = 3 };

/* A year, and one to three numbers of it that stand on one another. */
struct bar {
	int year;
	size_t parts[BAR_PARTS];
};
struct bars {
	struct bar *items;
	size_t n, cap;
};

/* What a picture of bars is called and what its parts look like. */
struct bars_head {
	str id;
	const char *text;    /* word: "Antal möten per år: {1}" */
	const char *summary; /* word for many years: "{1}–{2}: som mest {3}, år {4}" */
	const char *counted; /* word with one and many: "{1} möten" */
	bool parts;          /* the parts are presence, absence and what is unknown; the text tells the first of all */
};

/* The form `staplar`, or false with fewer than two years. */
struct value bars_picture(const struct view *, const struct bars *, struct bars_head);

/* Minutes by year, from the first year of the archive to its last: those that name an entity, or all (NULL). */
struct bars minutes_per_year(const struct view *, const struct entity *);

/* The form `staplar` of these. */
struct value meetings_picture(const struct view *, const struct entity *);

/* What a cell of the attendance matrix shows, and the picture of all: the form `rutnät`. `states` has a row for each
   name. */
struct value attendance_picture(const struct view *, str text, const struct strs *names, const enum attendance *states,
                                size_t columns);

#endif
