/* The attendance of one year: municipality by meeting, and the shares of all years. */
#include "pages/dates.h"
#include "pages/picture.h"
#include "pages/words.h"

/* The meetings of a page, network by network, and the municipalities that belong to any of them. */
struct matrix {
	struct document_list minutes;
	struct entity_list municipalities;
	enum attendance *states; /* a row for each municipality */
	bool *begins; /* by meeting: it is the first of another network than the one before */
};

struct share {
	size_t present, known, meetings;
};

static void
count(struct share *share, enum attendance state)
{
	share->meetings += state != ATTENDANCE_NONE;
	share->present += attendance_is_present(state);
	share->known += attendance_is_present(state) || state == ATTENDANCE_ABSENT;
}

/* --- which meetings and municipalities --- */

static const struct year *
year_of(const struct view *view)
{
	const struct index *index = view->context->index;
	if (view->page->year)
		return view->page->year;
	return index->years.n ? &index->years.items[index->years.n - 1] : NULL;
}

/* One network's meetings come together, joint ones after it; inside it the oldest first, as they came. */
static str
network_key(const struct view *view, const struct document *minutes)
{
	struct buffer key = {.arena = view->arena};
	for (size_t i = 0; i < minutes->networks.n; i++) {
		const struct reference *network = &minutes->networks.items[i];
		buffer_add(&key, network->entity ? network->entity->id : network->text);
		buffer_lit(&key, " ");
	}
	return buffer_str(&key);
}

/* Stable, by network: there are few of them. */
static struct document_list
by_network(const struct view *view, const struct document_list *minutes, size_t from, size_t to)
{
	struct document_list all = {0};
	struct strs keys = {0}, known_keys = {0};
	for (size_t i = from; i < to && i < minutes->n; i++) {
		str key = network_key(view, minutes->items[i]);
		vec_push(view->arena, &keys, key);
		if (strs_have(&known_keys, key))
			continue;
		vec_push(view->arena, &known_keys, key);
		for (size_t j = known_keys.n - 1; j && str_compare(key, known_keys.items[j - 1]) < 0; j--) {
			known_keys.items[j] = known_keys.items[j - 1];
			known_keys.items[j - 1] = key;
		}
	}
	for (size_t i = 0; i < known_keys.n; i++)
		for (size_t j = 0; j < keys.n; j++)
			if (str_eq(keys.items[j], known_keys.items[i]))
				vec_push(view->arena, &all, minutes->items[from + j]);
	return all;
}

static void
add_municipality(const struct view *view, struct matrix *matrix, const struct entity *municipality)
{
	enum attendance *row = matrix->states + matrix->municipalities.n * matrix->minutes.n;
	bool any = false;
	for (size_t i = 0; i < matrix->minutes.n; i++) {
		row[i] = index_attendance(view->context->index, matrix->minutes.items[i], municipality);
		any = any || row[i] != ATTENDANCE_NONE;
	}
	if (any)
		vec_push(view->arena, &matrix->municipalities, municipality);
}

static struct matrix
matrix_of(const struct view *view, const struct year *year)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	size_t from = view->page->part > 1 ? (size_t)(view->page->part - 1) * LIST_SPLIT : 0;
	struct matrix matrix = {0};
	if (!year)
		return matrix;
	matrix.minutes = by_network(view, &year->minutes, from, from + LIST_SPLIT);
	matrix.states = arena_array(view->arena, enum attendance, (all->n + 1) * (matrix.minutes.n + 1));
	matrix.begins = arena_array(view->arena, bool, matrix.minutes.n + 1);
	for (size_t i = 1; i < matrix.minutes.n; i++)
		matrix.begins[i] = !str_eq(network_key(view, matrix.minutes.items[i - 1]),
		                           network_key(view, matrix.minutes.items[i]));
	for (size_t i = 0; i < all->n; i++)
		add_municipality(view, &matrix, all->items[i]);
	return matrix;
}

/* --- the table --- */

static const struct {
	const char *word, *sign, *style;
} shown[] = {
    [ATTENDANCE_NONE] = {"närvaro.utanför", "närvaro.tecken_utanför", "utanfor"},
    [ATTENDANCE_UNKNOWN] = {"närvaro.okänt", "närvaro.tecken_okänt", "okand"},
    [ATTENDANCE_PRESENT] = {"närvaro.närvarande", "närvaro.tecken_närvarande", "ja"},
    [ATTENDANCE_ABSENT] = {"närvaro.frånvarande", "närvaro.tecken_frånvarande", "nej"},
    [ATTENDANCE_DERIVED] = {"närvaro.härledd", "närvaro.tecken_härledd", "harledd"},
};

static struct value
state_value(const struct view *view, enum attendance state)
{
	struct value cell = value_object();
	set_text(view, &cell, S("tecken"), word(view, shown[state].sign));
	set_text(view, &cell, S("betyder"), word(view, shown[state].word));
	set_text(view, &cell, S("klass"), str_of(shown[state].style));
	set_bool(view, &cell, S("ny"), false);
	return cell;
}

/* "3 av 5", or that nothing is known. */
static void
set_share(const struct view *view, struct value *object, struct share share)
{
	str present = number_text(view->arena, share.present), of = number_text(view->arena, share.known);
	set_text(view, object, S("andel"), share.known ? phrase2(view, "närvaro.andel", present, of) : (str){0});
}

/* "14 dec", "sep (ungefär)": the year stands above. */
static str
short_date(const struct view *view, struct date date)
{
	if (!date.month)
		return date_in_year_text(view, date);
	str month = word_at(view, "månader_korta", (size_t)date.month - 1);
	str text = date.day ? phrase2(view, "datum.dag_utan_år", number_text(view->arena, (size_t)date.day), month) : month;
	return date.approximate ? phrase1(view, "närvaro.cirka", text) : text;
}

static struct value
columns_value(const struct view *view, const struct matrix *matrix)
{
	struct value list = value_list();
	for (size_t i = 0; i < matrix->minutes.n; i++) {
		const struct document *minutes = matrix->minutes.items[i];
		struct value column = document_link(view, minutes);
		set_text(view, &column, S("dag"), short_date(view, minutes->date));
		set_bool(view, &column, S("ny"), matrix->begins[i]);
		value_push(view->arena, &list, column);
	}
	return wrapped(view, list);
}

static struct value
groups_value(const struct view *view, const struct matrix *matrix)
{
	struct value list = value_list();
	for (size_t i = 0, end; i < matrix->minutes.n; i = end) {
		for (end = i + 1; end < matrix->minutes.n && !matrix->begins[end]; end++)
			;
		struct value group = value_object();
		set_text(view, &group, S("namn"), network_names(view, matrix->minutes.items[i]));
		set_text(view, &group, S("kolumner"), number_text(view->arena, end - i));
		set_bool(view, &group, S("ny"), i > 0);
		value_push(view->arena, &list, group);
	}
	return wrapped(view, list);
}

static struct value
rows_value(const struct view *view, const struct matrix *matrix)
{
	struct value list = value_list();
	for (size_t i = 0; i < matrix->municipalities.n; i++) {
		struct value row = entity_link(view, matrix->municipalities.items[i]), cells = value_list();
		struct share share = {0};
		for (size_t j = 0; j < matrix->minutes.n; j++) {
			enum attendance state = matrix->states[i * matrix->minutes.n + j];
			struct value cell = state_value(view, state);
			set_bool(view, &cell, S("ny"), matrix->begins[j]);
			value_push(view->arena, &cells, cell);
			count(&share, state);
		}
		set(view, &row, S("celler"), wrapped(view, cells));
		set_share(view, &row, share);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

static struct share
column_share(const struct matrix *matrix, size_t column)
{
	struct share share = {0};
	for (size_t i = 0; i < matrix->municipalities.n; i++)
		count(&share, matrix->states[i * matrix->minutes.n + column]);
	return share;
}

static struct share
whole_share(const struct matrix *matrix)
{
	struct share share = {0};
	for (size_t i = 0; i < matrix->municipalities.n * matrix->minutes.n; i++)
		count(&share, matrix->states[i]);
	return share;
}

static struct value
totals_value(const struct view *view, const struct matrix *matrix)
{
	struct value list = value_list();
	for (size_t i = 0; i < matrix->minutes.n; i++) {
		struct value total = value_object();
		set_share(view, &total, column_share(matrix, i));
		set_bool(view, &total, S("ny"), matrix->begins[i]);
		value_push(view->arena, &list, total);
	}
	return wrapped(view, list);
}

static struct value
legend_value(const struct view *view, const struct matrix *matrix)
{
	static const enum attendance order[] = {ATTENDANCE_PRESENT, ATTENDANCE_DERIVED, ATTENDANCE_ABSENT,
	                                        ATTENDANCE_UNKNOWN, ATTENDANCE_NONE};
	struct value list = value_list();
	bool outside = false;
	for (size_t i = 0; i < matrix->municipalities.n * matrix->minutes.n; i++)
		outside = outside || matrix->states[i] == ATTENDANCE_NONE;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (order[i] != ATTENDANCE_NONE || outside)
			value_push(view->arena, &list, state_value(view, order[i]));
	return wrapped(view, list);
}

static struct value
picture_value(const struct view *view, const struct matrix *matrix, str heading)
{
	struct share share = whole_share(matrix);
	struct strs names = {0};
	for (size_t i = 0; i < matrix->municipalities.n; i++)
		vec_push(view->arena, &names, matrix->municipalities.items[i]->name);
	str text = phrase(view, "bild.närvaro", heading, number_text(view->arena, share.present),
	                  number_text(view->arena, share.known), number_text(view->arena, share.meetings - share.known));
	if (!share.known)
		return value_bool(false);
	return attendance_picture(view, text, &names, matrix->states, matrix->minutes.n);
}

static struct value
matrix_value(const struct view *view, const struct matrix *matrix, str heading)
{
	if (!matrix->municipalities.n)
		return value_bool(false);
	struct value object = value_object();
	set(view, &object, S("grupper"), groups_value(view, matrix));
	set(view, &object, S("kolumner"), columns_value(view, matrix));
	set(view, &object, S("rader"), rows_value(view, matrix));
	set(view, &object, S("summor"), totals_value(view, matrix));
	set_share(view, &object, whole_share(matrix));
	set(view, &object, S("förklaring"), legend_value(view, matrix));
	set(view, &object, S("bild"), picture_value(view, matrix, heading));
	return object;
}

/* --- the shares of all years --- */

static struct share
year_share(const struct view *view, const struct year *year, const struct entity *municipality)
{
	struct share share = {0};
	for (size_t i = 0; i < year->minutes.n; i++)
		count(&share, index_attendance(view->context->index, year->minutes.items[i], municipality));
	return share;
}

static struct value
share_cells(const struct view *view, const struct entity *municipality, bool *any)
{
	const struct index *index = view->context->index;
	struct value cells = value_list();
	struct share all = {0};
	for (size_t i = 0; i < index->years.n; i++) {
		struct value cell = value_object();
		struct share share = year_share(view, &index->years.items[i], municipality);
		set_share(view, &cell, share);
		set_bool(view, &cell, S("ny"), false);
		value_push(view->arena, &cells, cell);
		all.present += share.present;
		all.known += share.known;
		*any = *any || share.meetings;
	}
	struct value cell = value_object();
	set_share(view, &cell, all);
	set_bool(view, &cell, S("ny"), false);
	value_push(view->arena, &cells, cell);
	return wrapped(view, cells);
}

static str
year_address(const struct view *view, const struct year *year, unsigned part)
{
	const struct index *index = view->context->index;
	bool newest = year == &index->years.items[index->years.n - 1];
	return newest && part < 2 ? address_of(ADDRESS_ATTENDANCE)
	                          : address_of_register_part(view->arena, ADDRESS_ATTENDANCE, year->year, part);
}

static struct value
shares_value(const struct view *view)
{
	const struct index *index = view->context->index;
	const struct entity_list *all = &index->sorted[ENTITY_MUNICIPALITY];
	struct value object = value_object(), years = value_list(), rows = value_list();
	for (size_t i = 0; i < index->years.n; i++) {
		const struct year *year = &index->years.items[i];
		value_push(view->arena, &years,
		           link_value(view, year_text(view, year->year), year_address(view, year, 1)));
	}
	for (size_t i = 0; i < all->n; i++) {
		struct value row = entity_link(view, all->items[i]);
		bool any = false;
		set(view, &row, S("celler"), share_cells(view, all->items[i], &any));
		if (any)
			value_push(view->arena, &rows, row);
	}
	if (!rows.n || index->years.n < 2)
		return value_bool(false);
	set(view, &object, S("år"), wrapped(view, years));
	set(view, &object, S("rader"), wrapped(view, rows));
	return object;
}

/* --- the page --- */

static struct value
year_links(const struct view *view)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	for (size_t i = index->years.n; i-- > 0;) {
		const struct year *year = &index->years.items[i];
		for (unsigned part = 1; (part - 1) * (size_t)LIST_SPLIT < year->minutes.n; part++) {
			str address = year_address(view, year, part), name = year_text(view, year->year);
			name = part < 2 ? name : phrase2(view, "sida.nummer", name, number_text(view->arena, part));
			bool here = str_eq(address, view->page->address);
			value_push(view->arena, &list, link_value(view, name, here ? (str){0} : address));
		}
	}
	return list.n > 1 ? wrapped(view, list) : value_bool(false);
}

static str
heading_of(const struct view *view, const struct year *year)
{
	if (!year)
		return word(view, "närvaro.rubrik");
	str heading = year->year ? phrase1(view, "närvaro.år", number_text(view->arena, (size_t)year->year))
	                         : word(view, "närvaro.odaterat");
	return view->page->part > 1 ? phrase2(view, "sida.nummer", heading, number_text(view->arena, view->page->part))
	                            : heading;
}

void
attendance_view(const struct view *view, struct value *object)
{
	const struct year *year = year_of(view);
	struct matrix matrix = matrix_of(view, year);
	str heading = heading_of(view, year);
	if (view->page->year)
		add_crumb(view, object, word(view, "närvaro.rubrik"), address_of(ADDRESS_ATTENDANCE));
	set_head(view, object,
	         (struct page_head){
	             .heading = heading,
	             .description = phrase1(view, "närvaro.beskrivning", heading),
	         });
	set_text(view, object, S("ingress"), word(view, "närvaro.ingress"));
	set(view, object, S("delar"), year_links(view));
	set(view, object, S("matris"), matrix_value(view, &matrix, heading));
	set(view, object, S("andelar"), view->page->year ? value_bool(false) : shares_value(view));
}
