/* Words of the theme for the files that are no pages. Dates stay in their ISO form, which every reader understands. */
#include "export/say.h"

#include "archive/person.h"

str
say(const struct export_context *context, const char *path)
{
	return context->word(context->words, path);
}

str
say_with(const struct export_context *context, struct arena *arena, const char *path, str a, str b, str c)
{
	return str_fill(arena, say(context, path), (const str[]){a, b, c}, 3);
}

str
say_entity(const struct export_context *context, struct arena *arena, const struct entity *entity)
{
	return entity->kind == ENTITY_PERSON ? person_shown(arena, context->archive, entity).name : entity->name;
}

str
say_reference(const struct export_context *context, struct arena *arena, const struct reference *reference)
{
	return reference->entity ? say_entity(context, arena, reference->entity) : reference->text;
}

str
say_names(const struct export_context *context, struct arena *arena, const struct references *references)
{
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < references->n; i++) {
		if (i)
			buffer_add(&out, say(context, i + 1 == references->n ? "lista.och" : "lista.komma"));
		buffer_add(&out, say_reference(context, arena, &references->items[i]));
	}
	return buffer_str(&out);
}

str
say_place(const struct export_context *context, struct arena *arena, str venue, const struct reference *municipality)
{
	str where = say_reference(context, arena, municipality);
	if (!venue.n || str_eq(venue, where))
		return where;
	return where.n ? say_with(context, arena, "protokoll.plats", venue, where, (str){0}) : venue;
}

str
say_dates(const struct export_context *context, struct arena *arena, struct dates dates)
{
	str first = date_iso(arena, dates.first);
	return dates.last.year
	           ? say_with(context, arena, "datum.intervall", first, date_iso(arena, dates.last), (str){0})
	           : first;
}
