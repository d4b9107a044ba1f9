/* The page of a network: purpose, who leads it and who comes to it over time, its groups, its minutes and the documents
   that govern it. */
#include "base/text.h"
#include "index/service.h"
#include "pages/dates.h"
#include "pages/outline.h"
#include "pages/words.h"

static struct value
member_municipalities(const struct view *view, const struct entity *network)
{
	const struct entity_list *all = &view->context->index->sorted[ENTITY_MUNICIPALITY];
	struct entity_list members = {0};
	for (size_t i = 0; i < all->n; i++)
		if (network_has_municipality(view->context->archive, network, all->items[i]))
			vec_push(view->arena, &members, all->items[i]);
	return entities_list(view, &members);
}

static struct value
agenda_value(const struct view *view, const struct entity *network)
{
	struct value list = value_list();
	for (size_t i = 0; i < network->network.agenda.n; i++)
		value_push(view->arena, &list, link_value(view, network->network.agenda.items[i].text, (str){0}));
	return wrapped(view, list);
}

static struct value
governing(const struct view *view, const struct document_list *documents)
{
	struct value list = value_list();
	for (size_t i = 0; i < documents->n; i++) {
		struct value row = document_link(view, documents->items[i]);
		set_text(view, &row, S("typ"), documents->items[i]->type);
		set(view, &row, S("datum"), known(view, documents->items[i])->date);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* --- who --- */

/* From the first of January to the last of December is a matter of years. */
static str
term_text(const struct view *view, const struct term *term)
{
	struct date from = term->from, to = term->to;
	if (from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31) {
		from = (struct date){.year = from.year};
		to = (struct date){.year = to.year};
	}
	return from.year && date_equal(from, to) ? date_text(view, from) : period_text(view, from, to);
}

static struct value
terms_value(const struct view *view, const struct entity *network, enum appearance_role role)
{
	struct terms terms = {0};
	struct value list = value_list();
	service_terms(view->context->index, network, role, view->arena, &terms);
	for (size_t i = terms.n; i-- > 0;) {
		struct value row = reference_link(view, &terms.items[i].who);
		set_text(view, &row, S("tid"), term_text(view, &terms.items[i]));
		set_text(view, &row, S("möten"),
		         terms.items[i].meetings ? counted(view, "antal.möten", terms.items[i].meetings) : (str){0});
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* "2018, 2020–2022", "från 2019" */
static str
years_text(const struct view *view, const struct spans *spans)
{
	struct strs years = {0};
	for (size_t i = 0; i < spans->n; i++) {
		struct span span = spans->items[i];
		str from = number_text(view->arena, (size_t)span.from), to = number_text(view->arena, (size_t)span.to);
		if (span.from == span.to)
			vec_push(view->arena, &years, from);
		else if (span.to == SPAN_OPEN)
			vec_push(view->arena, &years, phrase1(view, "datum.från", from));
		else if (!span.from)
			vec_push(view->arena, &years, phrase1(view, "datum.till", to));
		else
			vec_push(view->arena, &years, phrase2(view, "nätverk.år", from, to));
	}
	return enumerated(view, &years);
}

/* Municipality by municipality, those who came for none last. */
static struct value
members_value(const struct view *view, const struct entity *network)
{
	struct members members = {0};
	struct value list = value_list();
	service_members(view->context->index, network, view->arena, &members);
	for (size_t i = 0; i < members.n;) {
		const struct entity *municipality = members.items[i].municipality;
		struct value row = municipality ? entity_link(view, municipality) : link_value(view, (str){0}, (str){0});
		struct value people = value_list();
		for (; i < members.n && members.items[i].municipality == municipality; i++) {
			struct value person = reference_link(view, &members.items[i].who);
			set_text(view, &person, S("år"), years_text(view, &members.items[i].years));
			value_push(view->arena, &people, person);
		}
		set(view, &row, S("personer"), wrapped(view, people));
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* --- what lies under it --- */

static struct value
subordinate(const struct view *view, const struct entity *network)
{
	const struct entity_list *children = &view->context->index->children[ENTITY_NETWORK][network->index];
	struct entity_list networks = {0};
	for (size_t i = 0; i < children->n; i++)
		if (children->items[i]->kind == ENTITY_NETWORK)
			vec_push(view->arena, &networks, children->items[i]);
	return entities_list(view, &networks);
}

static struct value
groups_of(const struct view *view, const struct entity *network)
{
	const struct entity_list *children = &view->context->index->children[ENTITY_NETWORK][network->index];
	struct value list = value_list();
	for (size_t i = 0; i < children->n; i++) {
		const struct entity *group = children->items[i];
		if (group->kind != ENTITY_ORGANISATION)
			continue;
		struct value row = entity_link(view, group);
		set_text(view, &row, S("typ"), group->organisation.type);
		set_text(view, &row, S("beskrivning"), group->description);
		set(view, &row, S("medlemmar"), tenures_list(view, &group->organisation.members));
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* --- goals and duties --- */

/* Whether a heading promises goals or duties, by the words of the theme (ord.yaml, `nätverk.uppdragsord`). */
static bool
tells_duties(const struct view *view, str title)
{
	const struct value *network = value_get(view->context->words, S("nätverk"));
	const struct value *words = network ? value_get(network, S("uppdragsord")) : NULL;
	str folded = text_fold(view->arena, title);
	for (size_t i = 0; words && i < words->n; i++)
		if (str_contains(folded, words->items[i].text))
			return true;
	return false;
}

static str
part_address(const struct view *view, const struct document *document, const struct item *item, str anchor)
{
	anchor = anchor.n ? anchor : address_item(view->arena, item->number);
	return str_of_parts(view->arena, known(view, document)->address, S("#"), anchor);
}

/* The points of a section under their subheadings. */
static struct value
duties_of(const struct view *view, const struct document *document, const struct item *item)
{
	struct outline outline = outline_of(view->arena, item->html);
	struct value groups = value_list(), points = value_list();
	for (size_t i = 0; i < outline.n; i++) {
		const struct outline_point *point = &outline.items[i];
		value_push(view->arena, &points,
		           link_value(view, point->text, part_address(view, document, item, point->anchor)));
		if (i + 1 < outline.n && str_eq(outline.items[i + 1].heading, point->heading))
			continue;
		struct value group = value_object();
		set_text(view, &group, S("rubrik"), point->heading);
		set(view, &group, S("punkter"), wrapped(view, points));
		value_push(view->arena, &groups, group);
		points = value_list();
	}
	return wrapped(view, groups);
}

static struct value
charter(const struct view *view, const struct document *document)
{
	const struct body *body = view->context->bodies[document->index];
	struct value row = document_link(view, document), sections = value_list(), others = value_list();
	for (size_t i = 0; body && i < body->items.n; i++) {
		const struct item *item = &body->items.items[i];
		if (!item->number)
			continue;
		struct value section = link_value(view, item_title(view, item), part_address(view, document, item, (str){0}));
		struct value duties = tells_duties(view, item->title) ? duties_of(view, document, item) : value_bool(false);
		if (duties.kind == VALUE_OBJECT) {
			set(view, &section, S("grupper"), duties);
			value_push(view->arena, &sections, section);
		} else {
			value_push(view->arena, &others, section);
		}
	}
	set(view, &row, S("datum"), known(view, document)->date);
	set_text(view, &row, S("sammanfattning"), body ? body->summary : (str){0});
	set(view, &row, S("avsnitt"), wrapped(view, sections));
	set(view, &row, S("övriga"), wrapped(view, others));
	return row;
}

/* The documents that say what the network is for. */
static struct value
charters(const struct view *view, const struct document_list *documents)
{
	struct value list = value_list();
	for (size_t i = 0; i < documents->n; i++)
		if (str_eq(text_fold(view->arena, documents->items[i]->type), S("uppdragsbeskrivning")))
			value_push(view->arena, &list, charter(view, documents->items[i]));
	return wrapped(view, list);
}

/* --- */

void
network_view(const struct view *view, struct value *object)
{
	const struct entity *network = view->page->entity;
	const struct index *index = view->context->index;
	const struct reference *parent = &network->network.parent;
	const struct document_list *minutes = &index->of_network[0][network->index];
	set_entity_head(view, object, counted(view, "antal.protokoll_i_arkivet", minutes->n));
	set_text(view, object, S("fullständigt"), network->network.full_name);
	set_text(view, object, S("tid"), period_text(view, network->network.from, network->network.to));
	set(view, object, S("överordnat"), parent->text.n ? reference_link(view, parent) : value_bool(false));
	set(view, object, S("underordnade"), subordinate(view, network));
	set(view, object, S("kommuner"), member_municipalities(view, network));
	set(view, object, S("företrädare"), members_value(view, network));
	set(view, object, S("ordförande"), terms_value(view, network, APPEARS_CHAIR));
	set(view, object, S("sekreterare"), terms_value(view, network, APPEARS_SECRETARY));
	set(view, object, S("grupper"), groups_of(view, network));
	set(view, object, S("dagordning"), agenda_value(view, network));
	set(view, object, S("styrdokument"), governing(view, &index->of_network[1][network->index]));
	set(view, object, S("uppdragsbeskrivningar"), charters(view, &index->of_network[1][network->index]));
	set(view, object, S("planerat"), plans_of(view, &index->plans_of[ENTITY_NETWORK][network->index], true));
	set(view, object, S("år"), minutes_of_network(view, network));
	set_entity_traces(view, object);
}
