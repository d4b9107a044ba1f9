/* Beside an item: what it names, and for each topic when it came up last and next. */
#include "pages/dates.h"
#include "pages/words.h"

enum { MUNICIPALITIES = 3 }; /* an item that names more of them, like a round table, says so itself */

struct named {
	struct entity_list of[ENTITY_KINDS];
};

/* Walks the mentions of a body, which come in the order of the text but for those in footnotes, and puts each entity
   once into the list of its item. `seen` holds for each entity the item it was last put into, from 1. */
struct naming {
	struct named *named; /* by item */
	size_t *seen[ENTITY_KINDS];
};

static bool
was_named(struct naming *naming, size_t item, const struct entity *entity)
{
	size_t *seen = &naming->seen[entity->kind][entity->index];
	if (*seen == item + 1)
		return true;
	if (*seen < item + 1) {
		*seen = item + 1;
		return false;
	}
	const struct entity_list *list =
	    &naming->named[item].of[entity->kind]; /* back in an earlier item: a footnote */
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == entity)
			return true;
	return false;
}

static struct named *
names_by_item(const struct view *view, const struct body *body)
{
	const struct archive *archive = view->context->archive;
	size_t n = body->items.n, at = 0;
	struct naming naming = {0};
	naming.named = arena_array(view->arena, struct named, n + 1);
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		naming.seen[kind] = arena_array(view->arena, size_t, archive->entities[kind].n + 1);
	for (size_t i = 0; n && i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		if (!mention->entity)
			continue;
		for (size_t steps = 0; steps < n && body->items.items[at].number != mention->item; steps++)
			at = (at + 1) % n;
		if (body->items.items[at].number == mention->item && !was_named(&naming, at, mention->entity))
			vec_push(view->arena, &naming.named[at].of[mention->entity->kind], mention->entity);
	}
	return naming.named;
}

/* "§ 3, 12 mars 2025", with the network when it is another one. */
static struct value
raised_link(const struct view *view, const struct raised *raised)
{
	if (!raised)
		return value_bool(false);
	const struct document *document = raised->document;
	str name = date_text(view, document->date), networks = network_names(view, document),
	    address = known(view, document)->address;
	const struct item *item = raised->trace ? raised->trace->item : NULL;
	if (item && item->label.n)
		name = phrase2(view, "marginal.punkt", item->label, name);
	if (item)
		address = str_of_parts(view->arena, address, S("#"), address_item(view->arena, item->number));
	if (!str_eq(networks, network_names(view, view->page->document)))
		name = phrase2(view, "marginal.nätverk", networks, name);
	return link_value(view, name, address);
}

static struct value
topics_value(const struct view *view, const struct entity_list *topics)
{
	const struct index *index = view->context->index;
	const struct document *document = view->page->document;
	bool minutes = document->kind == DOCUMENT_MINUTES;
	struct value list = value_list();
	for (size_t i = 0; i < topics->n; i++) {
		const struct entity *topic = topics->items[i];
		struct value row = entity_link(view, topic);
		set(view, &row, S("förra"),
		    raised_link(view, minutes ? index_raised_before(index, topic, document) : NULL));
		set(view, &row, S("nästa"),
		    raised_link(view, minutes ? index_raised_after(index, topic, document) : NULL));
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* Those that the minutes are not of anyway. */
static struct value
networks_value(const struct view *view, const struct entity_list *networks)
{
	struct entity_list others = {0};
	for (size_t i = 0; i < networks->n; i++)
		if (!document_is_of(view->page->document, networks->items[i]))
			vec_push(view->arena, &others, networks->items[i]);
	return entities_list(view, &others);
}

static struct value
margin_value(const struct view *view, const struct named *named)
{
	struct value margin = value_object();
	const struct entity_list *municipalities = &named->of[ENTITY_MUNICIPALITY];
	struct value parts[] = {
	    topics_value(view, &named->of[ENTITY_TOPIC]),
	    entities_list(view, &named->of[ENTITY_PERSON]),
	    municipalities->n <= MUNICIPALITIES ? entities_list(view, municipalities) : value_bool(false),
	    networks_value(view, &named->of[ENTITY_NETWORK]),
	    entities_list(view, &named->of[ENTITY_ORGANISATION]),
	};
	const str keys[] = {S("ämnen"), S("personer"), S("kommuner"), S("nätverk"), S("organisationer")};
	bool any = false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		any = any || parts[i].kind == VALUE_OBJECT;
		set(view, &margin, keys[i], parts[i]);
	}
	return any ? margin : value_bool(false);
}

const struct value *
margins_of(const struct view *view, const struct document *document)
{
	const struct body *body = view->context->bodies[document->index];
	if (!body)
		return NULL;
	const struct named *named = names_by_item(view, body);
	struct value *margins = arena_array(view->arena, struct value, body->items.n + 1);
	for (size_t i = 0; i < body->items.n; i++)
		margins[i] = margin_value(view, &named[i]);
	return margins;
}
