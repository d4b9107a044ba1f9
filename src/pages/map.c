/* The tile map: a square for each municipality where the register puts it, with the number of meetings it came to. */
#include "pages/words.h"

enum {
	TILE = 100, /* with the gap */
	GAP = 4,
	NAME_LINE = 46, /* from the top of a tile to the line of the name, and of the number */
	NUMBER_LINE = 68,
	LEVELS = 4,
	FARTHEST = 40, /* columns and rows: a place beyond is a slip of the pen */
};

static bool
is_placed(const struct entity *municipality)
{
	int column = municipality->municipality.column, row = municipality->municipality.row;
	return column > 0 && row > 0 && column <= FARTHEST && row <= FARTHEST;
}

static void
set_length(const struct view *view, struct value *object, str key, int length)
{
	set_text(view, object, key, number_text(view->arena, (size_t)length));
}

/* What the list and the picture both say of a municipality. */
static struct value
entry(const struct view *view, const struct entity *municipality, size_t count)
{
	struct value object = link_value(view, municipality->name, address_of_entity(view->arena, municipality));
	set_text(view, &object, S("antal"), number_text(view->arena, count));
	set_text(view, &object, S("möten"), counted(view, "antal.möten", count));
	set_bool(view, &object, S("här"), view->page->entity == municipality);
	return object;
}

static struct value
square(const struct view *view, const struct entity *municipality, size_t count, size_t most)
{
	struct value object = entry(view, municipality, count);
	int x = (municipality->municipality.column - 1) * TILE, y = (municipality->municipality.row - 1) * TILE;
	size_t level = most ? (count * LEVELS + most - 1) / most : 0;
	set_text(view, &object, S("nivå"), number_text(view->arena, level));
	set_length(view, &object, S("x"), x + GAP / 2);
	set_length(view, &object, S("y"), y + GAP / 2);
	set_length(view, &object, S("sida"), TILE - GAP);
	set_length(view, &object, S("mitt"), x + TILE / 2);
	set_length(view, &object, S("namnrad"), y + NAME_LINE);
	set_length(view, &object, S("talrad"), y + NUMBER_LINE);
	return object;
}

/* False where no municipality has a place. */
static struct value
picture(const struct view *view, const struct entity_list *all, const size_t *attended)
{
	struct value object = value_object(), squares = value_list();
	size_t most = 0;
	int columns = 0, rows = 0;
	for (size_t i = 0; i < all->n; i++)
		most = attended[all->items[i]->index] > most ? attended[all->items[i]->index] : most;
	for (size_t i = 0; i < all->n; i++) {
		const struct municipality *place = &all->items[i]->municipality;
		if (!is_placed(all->items[i]))
			continue;
		columns = place->column > columns ? place->column : columns;
		rows = place->row > rows ? place->row : rows;
		value_push(view->arena, &squares, square(view, all->items[i], attended[all->items[i]->index], most));
	}
	if (!squares.n)
		return value_bool(false);
	set_length(view, &object, S("bredd"), columns * TILE);
	set_length(view, &object, S("höjd"), rows * TILE);
	set_bool(view, &object, S("alla"), squares.n == all->n);
	set(view, &object, S("rutor"), wrapped(view, squares));
	return object;
}

struct value
tile_map(const struct view *view)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	const size_t *attended = view->context->index->attended;
	struct value list = value_list();
	for (size_t i = 0; i < all->n; i++)
		value_push(view->arena, &list, entry(view, all->items[i], attended[all->items[i]->index]));
	struct value map = wrapped(view, list);
	if (map.kind == VALUE_OBJECT)
		set(view, &map, S("bild"), picture(view, all, attended));
	return map;
}
