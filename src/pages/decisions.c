/* The register of decisions: all by year, and by topic. */
#include "pages/words.h"

static size_t
superseded_in(const struct view *view, const struct ruling_list *list, struct range range)
{
	size_t n = 0;
	for (size_t i = range.from; i < range.to; i++)
		n += index_superseding(view->context->index, list->items[i].document, list->items[i].decision) != NULL;
	return n;
}

/* "4 beslut 2018–2020. 1 beslut är ersatt." */
static str
extent(const struct view *view, const struct ruling_list *list, struct range range, str years)
{
	str count = counted(view, "antal.beslut", range.to - range.from);
	size_t superseded = superseded_in(view, list, range);
	str said = phrase1(view, "beslutsregister.mening", years.n ? phrase2(view, "hem.omfång", count, years) : count);
	return superseded ? phrase2(view, "sida.mening", said, counted(view, "antal.ersatta", superseded)) : said;
}

static struct value
topics_url(const struct view *view)
{
	return view->context->index->decisions.n ? url_to(view, address_of(ADDRESS_DECISION_TOPICS))
	                                         : value_bool(false);
}

void
decisions_view(const struct view *view, struct value *object)
{
	const struct ruling_list *all = &view->context->index->decisions;
	struct range shown = rulings_shown(view, all), told = view->page->year ? shown : (struct range){0, all->n};
	size_t in_year = 0;
	for (size_t i = 0; i < all->years.n; i++)
		if (all->years.items[i].year == view->page->year) {
			in_year = all->years.items[i].to - all->years.items[i].from;
			told = (struct range){all->years.items[i].from, all->years.items[i].to};
		}
	set_register_head(view, object, ADDRESS_DECISIONS, "beslutsregister");
	set_text(view, object, S("omfång"),
	         all->n ? extent(view, all, told, view->page->year ? (str){0} : ruling_span(view, all)) : (str){0});
	set(view, object, S("efter_ämne"), topics_url(view));
	set(view, object, S("årtal"), ruling_years(view, all, ADDRESS_DECISIONS));
	set_register_parts(view, object, ADDRESS_DECISIONS, (in_year + LIST_SPLIT - 1) / LIST_SPLIT);
	set(view, object, S("år"), rulings_by_year(view, all, shown.from, shown.to, true));
}

/* --- by topic --- */

static size_t
rows_by_topic(const struct index *index)
{
	size_t n = index->decisions_elsewhere.n;
	for (size_t i = 0; i < index->sorted[ENTITY_TOPIC].n; i++)
		n += index->decisions_about[index->sorted[ENTITY_TOPIC].items[i]->index].n;
	return n;
}

static void
add_topic(const struct view *view, struct value *list, struct value topic, str id, const struct ruling_list *about,
          bool split)
{
	if (!about->n)
		return;
	set_text(view, &topic, S("id"), id);
	set_text(view, &topic, S("beslut"), counted(view, "antal.beslut", about->n));
	set(view, &topic, S("rader"), split ? value_bool(false) : ruling_rows(view, about, 0, about->n, true));
	value_push(view->arena, list, topic);
}

/* Past LIST_SPLIT rows only how many there are: each topic's own page has them. */
void
decision_topics_view(const struct view *view, struct value *object)
{
	const struct index *index = view->context->index;
	const struct entity_list *topics = &index->sorted[ENTITY_TOPIC];
	bool split = rows_by_topic(index) > LIST_SPLIT;
	struct value list = value_list();
	add_crumb(view, object, word(view, "beslutsregister.rubrik"), address_of(ADDRESS_DECISIONS));
	set_head(
	    view, object,
	    (struct page_head){
	        .heading = word(view, "beslutsregister.efter_ämne"),
	        .description = phrase1(view, "beslutsregister.ämnen_beskrivning", view->context->archive->site.title),
	    });
	for (size_t i = 0; i < topics->n; i++)
		add_topic(view, &list, entity_link(view, topics->items[i]), topics->items[i]->id,
		          &index->decisions_about[topics->items[i]->index], split);
	add_topic(
	    view, &list,
	    link_value(view, word(view, "beslutsregister.utan_ämne"), split ? address_of(ADDRESS_DECISIONS) : (str){0}),
	    S("utan-amne"), &index->decisions_elsewhere, split);
	set_text(view, object, S("omfång"),
	         index->decisions.n ? counted(view, "antal.beslut", index->decisions.n) : (str){0});
	set_bool(view, object, S("delat"), split);
	set(view, object, S("ämnen"), wrapped(view, list));
}
