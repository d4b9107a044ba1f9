/* The page of a topic. */
#include "pages/picture.h"
#include "pages/words.h"

static struct value
waiting_of(const struct view *view, const struct entity *topic)
{
	const struct index *index = view->context->index;
	for (size_t i = 0; i < index->backlog.n; i++)
		if (index->backlog.items[i].topic == topic && !index->backlog.items[i].taken_up)
			return waiting_row(view, &index->backlog.items[i]);
	return value_bool(false);
}

/* Subtopics with the year they belong to, as LIKA's indicators do, and what they are. */
static struct value
children_of(const struct view *view, const struct entity *topic)
{
	const struct entity_list *children = &view->context->index->children[ENTITY_TOPIC][topic->index];
	struct value list = value_list();
	for (size_t i = 0; i < children->n; i++) {
		struct value row = entity_link(view, children->items[i]);
		size_t count = minutes_naming(view, children->items[i]);
		set_text(view, &row, S("år"), children->items[i]->topic.year);
		set_text(view, &row, S("beskrivning"), children->items[i]->description);
		set_text(view, &row, S("möten"), count ? counted(view, "antal.möten", count) : (str){0});
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

void
topic_view(const struct view *view, struct value *object)
{
	const struct entity *topic = view->page->entity;
	const struct index *index = view->context->index;
	const struct reference *parent = &topic->topic.parent;
	size_t count = minutes_naming(view, topic);
	set_entity_head(
	    view, object,
	    count ? phrase2(view, "ämne.nämns", counted(view, "antal.möten", count), years_spanned(view, topic))
	          : word(view, "ämne.nämns_inte"));
	set(view, object, S("överordnat"), parent->text.n ? reference_link(view, parent) : value_bool(false));
	set(view, object, S("underordnade"), children_of(view, topic));
	set(view, object, S("bild"), meetings_picture(view, topic));
	set(view, object, S("närliggande"), entities_list(view, &index->related[topic->index]));
	set(view, object, S("se_även"), references_list(view, &topic->topic.see_also));
	set_text(view, object, S("år"), topic->topic.year);
	set(view, object, S("planerat"), plans_of(view, &index->plans_of[ENTITY_TOPIC][topic->index], true));
	set(view, object, S("väntar"), waiting_of(view, topic));
	set_entity_traces(view, object);
}
