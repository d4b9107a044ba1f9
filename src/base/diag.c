/* The list of diagnostics and the table behind their numbers. How they are shown is diag_print.c's business. */
#include "base/diag.h"

#include <stdlib.h>

static const struct diag_row rows[] = {
#define DIAG(name, number, severity, sv, en, hint_sv, hint_en, explain_sv, explain_en)                                 \
	{number, severity, {sv, en}, {hint_sv, hint_en}, {explain_sv, explain_en}},
#include "base/diagnostics.def"
#undef DIAG
};

void
diag_add(struct diag_list *list, enum diag_code code, struct place place, str nearest, const str *arguments, size_t n)
{
	struct diag *item = vec_add(list->arena, list);
	*item = (struct diag){.code = code, .place = place, .nearest = nearest};
	for (size_t i = 0; i < n && i < DIAG_ARGUMENTS; i++)
		item->arguments[i] = arguments[i];
}

void
diag_append(struct diag_list *into, const struct diag_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		vec_push(into->arena, into, from->items[i]);
}

size_t
diag_count(const struct diag_list *list, enum severity severity)
{
	size_t count = 0;
	for (size_t i = 0; i < list->n; i++)
		count += rows[list->items[i].code].severity == severity;
	return count;
}

const struct diag_row *
diag_row(enum diag_code code)
{
	return &rows[code];
}

/* "p012" as "P012" is; everything else as written. */
static bool
is_number(str wanted, str number)
{
	if (wanted.n != number.n || wanted.n == 0)
		return false;
	bool letter = wanted.p[0] == 'p' || wanted.p[0] == 'P';
	return letter && str_eq(str_from(wanted, 1), str_from(number, 1));
}

const struct diag_row *
diag_row_by_number(str number)
{
	for (size_t i = 0; i < DIAG_COUNT; i++)
		if (is_number(number, str_of(rows[i].number)))
			return &rows[i];
	return NULL;
}

static int
compare_size(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* No file, then the file as a whole, then its places. */
static int
compare_places(struct place a, struct place b)
{
	if (!a.source || !b.source)
		return (a.source != NULL) - (b.source != NULL);
	int order = str_compare(a.source->path, b.source->path);
	if (order || (a.whole && b.whole))
		return order;
	if (a.whole != b.whole)
		return a.whole ? -1 : 1;
	order = compare_size(a.start, b.start);
	return order ? order : compare_size(a.end, b.end);
}

static int
compare(const void *first, const void *second)
{
	const struct diag *a = first, *b = second;
	int order = compare_places(a->place, b->place);
	if (!order)
		order = compare_size(a->code, b->code);
	for (size_t i = 0; i < DIAG_ARGUMENTS && !order; i++)
		order = str_compare(a->arguments[i], b->arguments[i]);
	return order ? order : str_compare(a->nearest, b->nearest);
}

void
diag_sort(struct diag_list *list)
{
	if (list->n < 2)
		return;
	qsort(list->items, list->n, sizeof *list->items, compare);
	size_t kept = 1;
	for (size_t i = 1; i < list->n; i++)
		if (compare(&list->items[kept - 1], &list->items[i]) != 0)
			list->items[kept++] = list->items[i];
	list->n = kept;
}
