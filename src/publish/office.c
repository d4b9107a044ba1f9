/* A cell holds its words itself, or their number in the list that all sheets share. */
#include "publish/office.h"

#include "base/unescape.h"
#include "publish/view.h"

/* Takes the next element of this name out of `xml`: its attributes and what it holds. */
static bool
next_element(str *xml, str open, str close, str *attributes, str *inside)
{
	for (;;) {
		size_t at = str_find(*xml, open);
		if (at == SIZE_MAX)
			return false;
		*xml = str_from(*xml, at + open.n);
		if (xml->n && (xml->p[0] == '>' || xml->p[0] == ' ' || xml->p[0] == '/'))
			break;
	}
	size_t end = str_find_char(*xml, '>');
	*attributes = str_slice(*xml, 0, end);
	*xml = end == SIZE_MAX ? (str){0} : str_from(*xml, end + 1);
	*inside = (str){0};
	if (str_ends(*attributes, S("/")))
		return true;
	size_t closed = str_find(*xml, close);
	*inside = str_slice(*xml, 0, closed);
	*xml = closed == SIZE_MAX ? (str){0} : str_from(*xml, closed + close.n);
	return true;
}

static str
words_of(struct arena *arena, str xml)
{
	const struct view whole = {.text = xml};
	const struct view *stripped = view_stripped(arena, &whole, MARKUP_OFFICE);
	return unescape(arena, stripped ? stripped->text : xml, ESCAPE_ENTITY);
}

static size_t
number_in(str xml)
{
	size_t number = 0;
	for (size_t i = str_find_char(xml, '>'); i != SIZE_MAX && ++i < xml.n && xml.p[i] >= '0' && xml.p[i] <= '9';)
		number = number < SIZE_MAX / 16 ? number * 10 + (size_t)(xml.p[i] - '0') : number;
	return number;
}

static str
cell_words(struct arena *arena, const struct strs *shared, str attributes, str inside)
{
	size_t value = str_find(inside, S("<v"));
	if (!str_contains(attributes, S("t=\"s\"")) || value == SIZE_MAX)
		return words_of(arena, inside);
	size_t number = number_in(str_from(inside, value));
	return number < shared->n ? shared->items[number] : (str){0};
}

str
office_sheet(struct arena *arena, str shared, str sheet)
{
	struct strs words = {0};
	struct buffer out = {.arena = arena};
	str attributes, inside, row, ignored;
	while (next_element(&shared, S("<si"), S("</si>"), &attributes, &inside))
		vec_push(arena, &words, words_of(arena, inside));
	while (next_element(&sheet, S("<row"), S("</row>"), &ignored, &row)) {
		buffer_lit(&out, APART_MARK "\n");
		while (next_element(&row, S("<c"), S("</c>"), &attributes, &inside)) {
			buffer_add(&out, cell_words(arena, &words, attributes, inside));
			buffer_lit(&out, CELL_MARK);
		}
	}
	return buffer_str(&out);
}
