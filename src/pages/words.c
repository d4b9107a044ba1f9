/* Looking up and filling in the theme's words. */
#include "pages/words.h"

#include "base/buffer.h"

static const struct value *
find_word(const struct view *view, str path)
{
	const struct value *at = view->context->words;
	while (at && path.n)
		at = value_get(at, str_cut(&path, '.'));
	return at;
}

static str
text_of(const struct value *value, str path)
{
	return value && value->kind == VALUE_TEXT ? value->text : path;
}

str
number_text(struct arena *arena, size_t n)
{
	return str_number(arena, n);
}

str
word(const struct view *view, const char *path)
{
	return text_of(find_word(view, str_of(path)), str_of(path));
}

str
word_at(const struct view *view, const char *path, size_t index)
{
	const struct value *list = find_word(view, str_of(path));
	if (!list || list->kind != VALUE_LIST || index >= list->n)
		return str_of(path);
	return text_of(&list->items[index], str_of(path));
}

str
phrase(const struct view *view, const char *path, str a, str b, str c, str d)
{
	return str_fill(view->arena, word(view, path), (const str[]){a, b, c, d}, 4);
}

str
counted(const struct view *view, const char *path, size_t n)
{
	const struct value *pair = find_word(view, str_of(path));
	const struct value *form = pair ? value_get(pair, n == 1 ? S("en") : S("flera")) : NULL;
	str number = number_text(view->arena, n);
	return str_fill(view->arena, text_of(form, str_of(path)), &number, 1);
}

str
enumerated(const struct view *view, const struct strs *list)
{
	struct buffer out = {.arena = view->arena};
	for (size_t i = 0; i < list->n; i++) {
		if (i)
			buffer_add(&out, i + 1 == list->n ? word(view, "lista.och") : word(view, "lista.komma"));
		buffer_add(&out, list->items[i]);
	}
	return buffer_str(&out);
}
