/* The geometry of bars and of the attendance matrix. */
#include "pages/picture.h"

#include "pages/words.h"

static str
number(const struct view *view, size_t n)
{
	return number_text(view->arena, n);
}

static void
set_number(const struct view *view, struct value *object, str key, size_t n)
{
	set(view, object, key, value_text(number(view, n)));
}

/* --- bars --- */

enum {
	BARS_HIGH = 40, /* of the highest bar */
	LABEL_HIGH = 16, /* below the bars */
	LABEL_WIDE = 34, /* room for a year */
	LABELLED = 6, /* so many years have each a label, else the first and the last */
	TOLD = 8, /* so many years are told one by one in the text */
};

/* The room of one bar with the gap after it: the more years, the narrower. */
static size_t
pitch_of(size_t bars)
{
	return bars <= LABELLED ? LABEL_WIDE : bars <= 16 ? 14 : bars <= 40 ? 9 : 4;
}

static size_t
gap_of(size_t pitch)
{
	return pitch >= LABEL_WIDE ? 8 : pitch >= 9 ? 3 : 1;
}

static size_t
total(const struct bar *bar)
{
	size_t n = 0;
	for (size_t i = 0; i < BAR_PARTS; i++)
		n += bar->parts[i];
	return n;
}

/* What is there shows, however little it is. */
static size_t
height_of(size_t count, size_t most)
{
	size_t high = most ? (count * BARS_HIGH + most / 2) / most : 0;
	return count && !high ? 1 : high;
}

static const char *const part_classes[BAR_PARTS] = {"ja", "nej", "okand"};

static void
push_bar(const struct view *view, struct value *list, const struct bar *bar, size_t x, size_t width, size_t most)
{
	size_t sum = 0, bottom = BARS_HIGH;
	for (size_t i = 0; i < BAR_PARTS; i++) {
		sum += bar->parts[i];
		size_t top = BARS_HIGH - height_of(sum, most);
		if (!bar->parts[i] || top >= bottom)
			continue;
		struct value piece = value_object();
		set_number(view, &piece, S("x"), x);
		set_number(view, &piece, S("y"), top);
		set_number(view, &piece, S("bredd"), width);
		set_number(view, &piece, S("höjd"), bottom - top);
		set_text(view, &piece, S("klass"), str_of(part_classes[i]));
		value_push(view->arena, list, piece);
		bottom = top;
	}
}

static void
push_label(const struct view *view, struct value *list, int year, size_t x, str anchor)
{
	struct value label = value_object();
	set_text(view, &label, S("namn"), number(view, (size_t)year));
	set_number(view, &label, S("x"), x);
	set_text(view, &label, S("läge"), anchor);
	value_push(view->arena, list, label);
}

static struct value
labels_of(const struct view *view, const struct bars *bars, size_t pitch, size_t width)
{
	struct value list = value_list();
	for (size_t i = 0; bars->n <= LABELLED && i < bars->n; i++)
		push_label(view, &list, bars->items[i].year, i * pitch + pitch / 2, S("middle"));
	if (bars->n > LABELLED) {
		push_label(view, &list, bars->items[0].year, 0, S("start"));
		push_label(view, &list, bars->items[bars->n - 1].year, width, S("end"));
	}
	return list;
}

/* "2018 3, 2019 1" or, where that would be long, the highest. */
static str
told(const struct view *view, const struct bars *bars, const struct bars_head *head)
{
	struct strs years = {0};
	size_t highest = 0;
	for (size_t i = 0; i < bars->n; i++) {
		const struct bar *bar = &bars->items[i];
		str year = number(view, (size_t)bar->year), first = number(view, bar->parts[0]);
		vec_push(view->arena, &years,
		         head->parts ? phrase3(view, "bild.av", year, first, number(view, total(bar)))
		                     : phrase2(view, "bild.tal", year, first));
		highest = bar->parts[0] > bars->items[highest].parts[0] ? i : highest;
	}
	if (bars->n <= TOLD)
		return phrase1(view, head->text, enumerated(view, &years));
	return phrase(view, head->summary, number(view, (size_t)bars->items[0].year),
	              number(view, (size_t)bars->items[bars->n - 1].year), number(view, bars->items[highest].parts[0]),
	              number(view, (size_t)bars->items[highest].year));
}

static struct value
bars_rows(const struct view *view, const struct bars *bars, const struct bars_head *head)
{
	struct value rows = value_list();
	for (size_t i = 0; !head->parts && i < bars->n; i++) {
		struct value row = value_object();
		set_text(view, &row, S("år"), number(view, (size_t)bars->items[i].year));
		set_number(view, &row, S("antal"), bars->items[i].parts[0]);
		value_push(view->arena, &rows, row);
	}
	return wrapped(view, rows);
}

struct value
bars_picture(const struct view *view, const struct bars *bars, struct bars_head head)
{
	if (bars->n < 2)
		return value_bool(false);
	struct value picture = value_object(), pieces = value_list();
	size_t most = 0, pitch = pitch_of(bars->n), gap = gap_of(pitch);
	size_t width = bars->n * pitch;
	width = bars->n > LABELLED && width < 2 * LABEL_WIDE ? 2 * LABEL_WIDE : width;
	for (size_t i = 0; i < bars->n; i++)
		most = total(&bars->items[i]) > most ? total(&bars->items[i]) : most;
	for (size_t i = 0; i < bars->n; i++)
		push_bar(view, &pieces, &bars->items[i], i * pitch + gap / 2, pitch - gap, most);
	set_text(view, &picture, S("id"), head.id);
	set_text(view, &picture, S("text"), told(view, bars, &head));
	set_number(view, &picture, S("bredd"), width);
	set_number(view, &picture, S("höjd"), BARS_HIGH + LABEL_HIGH);
	set_number(view, &picture, S("botten"), BARS_HIGH);
	set_number(view, &picture, S("rad"), BARS_HIGH + LABEL_HIGH - 3);
	set(view, &picture, S("staplar"), wrapped(view, pieces));
	set(view, &picture, S("etiketter"), wrapped(view, labels_of(view, bars, pitch, width)));
	set(view, &picture, S("rader"), bars_rows(view, bars, &head));
	return picture;
}

/* --- meetings by year --- */

static void
count_minutes(struct bars *bars, const struct document *document)
{
	int first = bars->n ? bars->items[0].year : 0, year = document->date.year;
	if (document->kind == DOCUMENT_MINUTES && year && bars->n)
		bars->items[year - first].parts[0]++;
}

struct bars
minutes_per_year(const struct view *view, const struct entity *entity)
{
	enum { MOST = 400 }; /* years: more is a slip of the pen, and no picture */
	const struct index *index = view->context->index;
	struct bars bars = {0};
	size_t known = index->years.n && !index->years.items[0].year;
	if (known >= index->years.n)
		return bars;
	int from = index->years.items[known].year, to = index->years.items[index->years.n - 1].year;
	for (int year = from; to - from < MOST && year <= to; year++)
		vec_push(view->arena, &bars, (struct bar){.year = year});
	const struct document *last = NULL;
	const struct appearances *all = entity ? index_appearances(index, entity) : NULL;
	for (size_t i = 0; all && i < all->n; i++) {
		if (all->items[i].document != last)
			count_minutes(&bars, all->items[i].document);
		last = all->items[i].document;
	}
	for (size_t i = 0; !all && i < index->minutes.n; i++)
		count_minutes(&bars, index->minutes.items[i]);
	return bars;
}

struct value
meetings_picture(const struct view *view, const struct entity *entity)
{
	struct bars bars = minutes_per_year(view, entity);
	size_t sum = 0;
	for (size_t i = 0; i < bars.n; i++)
		sum += bars.items[i].parts[0];
	struct bars_head head = {.id = S("bild-ar"), .text = "bild.möten_per_år", .summary = "bild.möten_många_år"};
	return sum ? bars_picture(view, &bars, head) : value_bool(false);
}

/* --- the attendance matrix --- */

enum {
	CELL = 12, /* a square */
	CELL_PITCH = 16,
	NAMES_WIDE = 92, /* room for the names of the rows */
	CELL_LETTERS = 10, /* from the top of a square to the line its row's name stands on */
};

static const char *const state_keys[] = {
    [ATTENDANCE_UNKNOWN] = "okända",
    [ATTENDANCE_PRESENT] = "närvarande",
    [ATTENDANCE_ABSENT] = "frånvarande",
    [ATTENDANCE_DERIVED] = "härledda",
};

static struct value
squares(const struct view *view, const enum attendance *states, size_t rows, size_t columns, enum attendance state)
{
	struct value list = value_list();
	for (size_t i = 0; i < rows * columns; i++) {
		if (states[i] != state)
			continue;
		struct value square = value_object();
		size_t x = NAMES_WIDE + i % columns * CELL_PITCH, y = i / columns * CELL_PITCH;
		set_number(view, &square, S("x"), x);
		set_number(view, &square, S("y"), y);
		set_number(view, &square, S("mitt_x"), x + CELL / 2);
		set_number(view, &square, S("mitt_y"), y + CELL / 2);
		value_push(view->arena, &list, square);
	}
	return wrapped(view, list);
}

struct value
attendance_picture(const struct view *view, str text, const struct strs *names, const enum attendance *states,
                   size_t columns)
{
	if (!names->n || !columns)
		return value_bool(false);
	struct value picture = value_object(), rows = value_list();
	for (size_t i = 0; i < names->n; i++) {
		struct value row = value_object();
		set_text(view, &row, S("namn"), names->items[i]);
		set_number(view, &row, S("y"), i * CELL_PITCH + CELL_LETTERS);
		value_push(view->arena, &rows, row);
	}
	set_text(view, &picture, S("text"), text);
	set_number(view, &picture, S("bredd"), NAMES_WIDE + columns * CELL_PITCH);
	set_number(view, &picture, S("höjd"), names->n * CELL_PITCH);
	set_number(view, &picture, S("ruta"), CELL);
	set(view, &picture, S("rader"), wrapped(view, rows));
	for (size_t state = ATTENDANCE_UNKNOWN; state < sizeof state_keys / sizeof *state_keys; state++)
		set(view, &picture, str_of(state_keys[state]),
		    squares(view, states, names->n, columns, (enum attendance)state));
	return picture;
}
