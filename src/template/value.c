/* Making values and finding keys in them. Objects are small, so keys are compared one after another. */
#include "template/value.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"

struct value
value_bool(bool truth)
{
	return (struct value){.kind = VALUE_BOOL, .truth = truth};
}

struct value
value_text(str text)
{
	return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value
value_html(str html)
{
	return (struct value){.kind = VALUE_HTML, .text = html};
}

struct value
value_url(str url)
{
	return (struct value){.kind = VALUE_URL, .text = url};
}

struct value
value_json(str json)
{
	return (struct value){.kind = VALUE_JSON, .text = json};
}

struct value
value_number(struct arena *arena, long long number)
{
	struct buffer digits = {.arena = arena};
	if (number < 0)
		buffer_add_char(&digits, '-');
	buffer_add_number(&digits, number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number);
	return value_text(buffer_str(&digits));
}

struct value
value_list(void)
{
	return (struct value){.kind = VALUE_LIST};
}

struct value
value_object(void)
{
	return (struct value){.kind = VALUE_OBJECT};
}

static void
make_room(struct arena *arena, struct value *value)
{
	if (value->n < value->cap)
		return;
	size_t cap = value->cap ? value->cap * 2 : 8;
	value->items = arena_grow(arena, value->items, value->cap * sizeof *value->items, cap * sizeof *value->items);
	if (value->kind == VALUE_OBJECT)
		value->keys =
		    arena_grow(arena, value->keys, value->cap * sizeof *value->keys, cap * sizeof *value->keys);
	value->cap = cap;
}

struct value *
value_push(struct arena *arena, struct value *list, struct value item)
{
	make_room(arena, list);
	list->items[list->n] = item;
	return &list->items[list->n++];
}

struct value *
value_append(struct arena *arena, struct value *object, str key, struct value item)
{
	make_room(arena, object);
	object->keys[object->n] = key;
	object->items[object->n] = item;
	return &object->items[object->n++];
}

static struct value *
find(const struct value *object, str key)
{
	if (object->kind != VALUE_OBJECT || key.n == 0)
		return NULL;
	const str *keys = object->keys;
	for (size_t i = 0; i < object->n; i++)
		if (keys[i].n == key.n && keys[i].p[0] == key.p[0] && memcmp(keys[i].p, key.p, key.n) == 0)
			return &object->items[i];
	return NULL;
}

struct value *
value_set(struct arena *arena, struct value *object, str key, struct value item)
{
	struct value *old = find(object, key);
	if (!old)
		return value_append(arena, object, key, item);
	*old = item;
	return old;
}

void
value_set_text(struct arena *arena, struct value *object, str key, str text)
{
	if (text.n)
		value_set(arena, object, key, value_text(text));
}

const struct value *
value_get(const struct value *object, str key)
{
	return find(object, key);
}
