/* The page about subscribing, and the feed that other pages lead to. */
#include "pages/words.h"

/* --- the feed of a page --- */

/* What the page's feed is about, or empty when it has none. People and organisations have no feed. */
static str
feed_subject(const struct view *view)
{
	switch (view->page->kind) {
	case PAGE_HOME:
	case PAGE_PLANNED:
		return word(view, "flöde.protokoll");
	case PAGE_DECISIONS:
		return word(view, "flöde.beslut");
	case PAGE_ASSIGNMENTS:
		return word(view, "flöde.uppdrag");
	case PAGE_TOPIC:
	case PAGE_MUNICIPALITY:
	case PAGE_NETWORK:
		return view->page->entity->name;
	default:
		return (str){0};
	}
}

/* The same as it is read after "Följ". */
static str
feed_name(const struct view *view)
{
	if (view->page->kind == PAGE_HOME || view->page->kind == PAGE_PLANNED)
		return word(view, "flöde.följ_protokoll");
	if (view->page->kind == PAGE_DECISIONS)
		return word(view, "flöde.följ_beslut");
	return view->page->kind == PAGE_ASSIGNMENTS ? word(view, "flöde.följ_uppdrag") : view->page->entity->name;
}

/* Registers are split by year; the feed is that of all years. Planned meetings become minutes. */
static str
feed_page(const struct view *view)
{
	if (view->page->kind == PAGE_PLANNED)
		return address_of(ADDRESS_HOME);
	if (view->page->kind == PAGE_DECISIONS)
		return address_of(ADDRESS_DECISIONS);
	return view->page->kind == PAGE_ASSIGNMENTS ? address_of(ADDRESS_ASSIGNMENTS) : view->page->address;
}

struct value
feed_value(const struct view *view)
{
	str subject = feed_subject(view);
	if (!subject.n)
		return value_bool(false);
	struct value object = value_object(), calendar = value_bool(false);
	if (view->page->kind == PAGE_HOME || view->page->kind == PAGE_PLANNED)
		calendar = url_to(view, address_of(ADDRESS_CALENDAR));
	else if (view->page->kind == PAGE_NETWORK)
		calendar = url_to(view, address_of_calendar(view->arena, view->page->entity));
	set_text(view, &object, S("namn"), phrase1(view, "flöde.flöde", feed_name(view)));
	set_text(view, &object, S("titel"), phrase2(view, "flöde.titel", subject, view->context->archive->site.title));
	set(view, &object, S("länk"), url_to(view, address_of_feed(view->arena, feed_page(view))));
	set(view, &object, S("kalender"), calendar);
	set(view, &object, S("mer"), url_to(view, address_of(ADDRESS_SUBSCRIBE)));
	return object;
}

/* --- the page --- */

static void
add_subscription(const struct view *view, struct value *list, str name, str address)
{
	struct value object = link_value(view, name, address);
	set_text(view, &object, S("adress"), address_full(view->arena, &view->context->archive->site, address));
	value_push(view->arena, list, object);
}

static struct value
calendars(const struct view *view)
{
	const struct entity_list *networks = &view->context->index->sorted[ENTITY_NETWORK];
	struct value list = value_list();
	add_subscription(view, &list, word(view, "prenumerera.alla_möten"), address_of(ADDRESS_CALENDAR));
	for (size_t i = 0; i < networks->n; i++)
		add_subscription(view, &list, networks->items[i]->name,
		                 address_of_calendar(view->arena, networks->items[i]));
	return wrapped(view, list);
}

static struct value
feeds_of_all(const struct view *view)
{
	static const struct {
		const char *name;
		enum address_kind page;
	} feeds[] = {
	    {"flöde.protokoll", ADDRESS_HOME},
	    {"flöde.beslut", ADDRESS_DECISIONS},
	    {"flöde.uppdrag", ADDRESS_ASSIGNMENTS},
	};
	struct value list = value_list();
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++)
		add_subscription(view, &list, word(view, feeds[i].name),
		                 address_of_feed(view->arena, address_of(feeds[i].page)));
	return wrapped(view, list);
}

static struct value
feeds_of_kind(const struct view *view, enum entity_kind kind)
{
	const struct entity_list *entities = &view->context->index->sorted[kind];
	struct value list = value_list();
	for (size_t i = 0; i < entities->n; i++) {
		str page = address_of_entity(view->arena, entities->items[i]);
		add_subscription(view, &list, entities->items[i]->name, address_of_feed(view->arena, page));
	}
	return wrapped(view, list);
}

static struct value
groups(const struct view *view)
{
	static const struct {
		enum entity_kind kind;
		const char *id;
	} kinds[] = {{ENTITY_NETWORK, "s-natverk"}, {ENTITY_MUNICIPALITY, "s-kommuner"}, {ENTITY_TOPIC, "s-amnen"}};
	struct value list = value_list();
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct value feeds = feeds_of_kind(view, kinds[i].kind), group = value_object();
		if (feeds.kind != VALUE_OBJECT)
			continue;
		set_text(view, &group, S("namn"), kind_word(view, kinds[i].kind));
		set_text(view, &group, S("id"), str_of(kinds[i].id));
		set(view, &group, S("flöden"), feeds);
		value_push(view->arena, &list, group);
	}
	return wrapped(view, list);
}

void
subscribe_view(const struct view *view, struct value *object)
{
	set_head(view, object,
	         (struct page_head){.heading = word(view, "prenumerera.rubrik"),
	                            .description = word(view, "prenumerera.beskrivning")});
	set(view, object, S("kalendrar"), calendars(view));
	set(view, object, S("hela"), feeds_of_all(view));
	set(view, object, S("grupper"), groups(view));
}
