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

static struct value
square(const struct view *view, const struct entity *municipality)
{
	if (!is_placed(municipality))
		return value_bool(false);
	struct value object = value_object();
	int x = (municipality->municipality.column - 1) * TILE, y = (municipality->municipality.row - 1) * TILE;
	set_length(view, &object, S("x"), x + GAP / 2);
	set_length(view, &object, S("y"), y + GAP / 2);
	set_length(view, &object, S("sida"), TILE - GAP);
	set_length(view, &object, S("mitt"), x + TILE / 2);
	set_length(view, &object, S("namnrad"), y + NAME_LINE);
	set_length(view, &object, S("talrad"), y + NUMBER_LINE);
	return object;
}

static struct value
tile(const struct view *view, const struct entity *municipality, size_t count, size_t most)
{
	size_t level = most ? (count * LEVELS + most - 1) / most : 0;
	struct value object = link_value(view, municipality->name, address_of_entity(view->arena, municipality));
	set_text(view, &object, S("antal"), number_text(view->arena, count));
	set_text(view, &object, S("möten"), counted(view, "antal.möten", count));
	set(view, &object, S("ruta"), square(view, municipality));
	set_text(view, &object, S("nivå"), number_text(view->arena, level));
	set_bool(view, &object, S("här"), view->page->entity == municipality);
	return object;
}

struct value
tile_map(const struct view *view)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	const size_t *attended = view->context->index->attended;
	size_t most = 0;
	int columns = 0, rows = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct municipality *place = &all->items[i]->municipality;
		most = attended[all->items[i]->index] > most ? attended[all->items[i]->index] : most;
		if (!is_placed(all->items[i]))
			continue;
		columns = place->column > columns ? place->column : columns;
		rows = place->row > rows ? place->row : rows;
	}
	struct value list = value_list();
	for (size_t i = 0; i < all->n; i++)
		value_push(view->arena, &list, tile(view, all->items[i], attended[all->items[i]->index], most));
	struct value map = wrapped(view, list);
	if (map.kind != VALUE_OBJECT)
		return map;
	set_bool(view, &map, S("placerad"), columns > 0);
	set_length(view, &map, S("bredd"), columns * TILE);
	set_length(view, &map, S("höjd"), rows * TILE);
	return map;
}
