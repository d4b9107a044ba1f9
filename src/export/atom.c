/* Feeds (RFC 4287): all minutes, those of a network, what minutes say of a topic or municipality, decisions,
   assignments; none about a person. The newest fifty, where what was corrected, superseded or closed is new again. */
#include "export/atom.h"

#include <stdlib.h>

#include "base/vec.h"
#include "export/absolute.h"
#include "export/say.h"

enum feed { FEED_MINUTES, FEED_ENTITY, FEED_DECISIONS, FEED_ASSIGNMENTS };
enum { NEWEST = 50 };

struct collecting {
	const struct export_context *context;
	struct arena *arena;
	struct entries entries;
};

/* --- which entries --- */

static void
add(struct collecting *collecting, struct entry entry)
{
	if (entry.document->kind != DOCUMENT_MINUTES || entry.document->withdrawn)
		return;
	entry.updated = entry_updated(collecting->context, &entry);
	vec_push(collecting->arena, &collecting->entries, entry);
}

static void
collect_minutes(struct collecting *collecting, const struct entity *network)
{
	const struct index *index = collecting->context->index;
	const struct document_list *minutes = network ? &index->of_network[0][network->index] : &index->minutes;
	for (size_t i = 0; i < minutes->n; i++)
		add(collecting, (struct entry){.document = minutes->items[i]});
}

/* One entry for each document that tells something of the entity. */
static void
collect_entity(struct collecting *collecting, const struct entity *entity)
{
	const struct appearances *all = index_appearances(collecting->context->index, entity);
	for (size_t from = 0, to; from < all->n; from = to) {
		bool tells = false;
		for (to = from; to < all->n && all->items[to].document == all->items[from].document; to++)
			tells = tells || entry_tells(all->items[to].role);
		if (tells)
			add(collecting, (struct entry){.document = all->items[from].document,
			                               .entity = entity,
			                               .appearances = all,
			                               .from = from,
			                               .to = to});
	}
}

static void
collect_rulings(struct collecting *collecting, enum feed feed)
{
	const struct export_context *context = collecting->context;
	for (size_t i = 0; i < context->index->minutes.n; i++) {
		const struct document *document = context->index->minutes.items[i];
		const struct body *body = context->bodies[document->index];
		for (size_t j = 0; body && feed == FEED_DECISIONS && j < body->decisions.n; j++)
			add(collecting, (struct entry){.document = document, .decision = &body->decisions.items[j]});
		for (size_t j = 0; body && feed == FEED_ASSIGNMENTS && j < body->assignments.n; j++)
			add(collecting,
			    (struct entry){.document = document, .assignment = &body->assignments.items[j]});
	}
}

static unsigned
number_in_document(const struct entry *entry)
{
	return entry->decision ? entry->decision->number : entry->assignment ? entry->assignment->number : 0;
}

/* Newest first; on one day the later document first, in one document the first decision first. */
static int
compare_entries(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	if (left->updated != right->updated)
		return left->updated > right->updated ? -1 : 1;
	if (left->document != right->document)
		return left->document->index > right->document->index ? -1 : 1;
	unsigned x = number_in_document(left), y = number_in_document(right);
	return (x > y) - (x < y);
}

static struct entries
newest_entries(const struct export_context *context, const struct export *export, struct arena *arena)
{
	struct collecting collecting = {.context = context, .arena = arena};
	if (export->which == FEED_MINUTES)
		collect_minutes(&collecting, export->entity);
	else if (export->which == FEED_ENTITY)
		collect_entity(&collecting, export->entity);
	else
		collect_rulings(&collecting, (enum feed) export->which);
	struct entries entries = collecting.entries;
	if (entries.n)
		qsort(entries.items, entries.n, sizeof *entries.items, compare_entries);
	if (entries.n > NEWEST)
		entries.n = NEWEST;
	return entries;
}

/* --- the feed --- */

static str
subject_of(const struct export_context *context, const struct export *export)
{
	static const char *const words[] = {
	    [FEED_MINUTES] = "flöde.protokoll",
	    [FEED_DECISIONS] = "flöde.beslut",
	    [FEED_ASSIGNMENTS] = "flöde.uppdrag",
	};
	return export->entity ? export->entity->name : say(context, words[export->which]);
}

/* The page that the feed is of lies in its folder. */
static str
page_of(const struct export *export)
{
	str page = export->address;
	while (page.n && page.p[page.n - 1] != '/')
		page.n--;
	return page;
}

static void
add_link(struct xml *xml, const char *relation, const char *type, str address)
{
	xml_open(xml, "link");
	xml_attribute(xml, "rel", str_of(relation));
	xml_attribute(xml, "type", str_of(type));
	xml_attribute(xml, "href", address);
	xml_close(xml);
}

/* The publisher is the author of all that is published, never a person. */
static void
add_author(struct xml *xml, const struct site *site)
{
	xml_open(xml, "author");
	xml_element(xml, "name", site->publisher_name.n ? site->publisher_name : site->title);
	if (site->publisher_web.n)
		xml_element(xml, "uri", full_url(xml->out->arena, site->publisher_web));
	if (str_find_char(site->publisher_mail, '@') != SIZE_MAX)
		xml_element(xml, "email", site->publisher_mail);
	xml_close(xml);
}

static void
add_head(const struct export_context *context, const struct export *export, struct xml *xml, long updated)
{
	const struct site *site = &context->archive->site;
	struct arena *arena = xml->out->arena;
	str self = full_address(arena, site, export->address), description = site->description;
	if (export->entity && export->entity->description.n)
		description = export->entity->description;
	xml_element(xml, "id", self);
	xml_element(xml, "title",
	            say_with(context, arena, "flöde.titel", subject_of(context, export), site->title, (str){0}));
	if (description.n)
		xml_element(xml, "subtitle", description);
	xml_element(xml, "updated", atom_time(arena, updated));
	add_link(xml, "self", "application/atom+xml", self);
	add_link(xml, "alternate", "text/html", full_address(arena, site, page_of(export)));
	add_author(xml, site);
	if (site->licence.n)
		xml_element(xml, "rights",
		            say_with(context, arena, "flöde.licens", site->licence, (str){0}, (str){0}));
	xml_element(xml, "generator", S("protokoll"));
}

static void
write_feed(const struct export_context *context, const struct export *export, struct buffer *out)
{
	struct entries entries = newest_entries(context, export, out->arena);
	struct xml xml = {.out = out};
	str language = context->archive->site.language;
	xml_declare(&xml);
	xml_open(&xml, "feed");
	xml_attribute(&xml, "xmlns", S("http://www.w3.org/2005/Atom"));
	xml_attribute(&xml, "xml:lang", language.n ? language : S("sv"));
	add_head(context, export, &xml, entries.n ? entries.items[0].updated : 0);
	for (size_t i = 0; i < entries.n; i++)
		entry_write(context, &xml, &entries.items[i]);
	xml_close(&xml);
}

/* --- which feeds --- */

static void
add_feed(struct arena *arena, struct exports *exports, str page, enum feed feed, const struct entity *entity)
{
	vec_push(arena, exports,
	         (struct export){.address = address_of_feed(arena, page),
	                         .write = write_feed,
	                         .entity = entity,
	                         .which = (unsigned)feed});
}

void
atom_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	static const struct {
		enum entity_kind kind;
		enum feed feed;
	} kinds[] = {{ENTITY_TOPIC, FEED_ENTITY}, {ENTITY_MUNICIPALITY, FEED_ENTITY}, {ENTITY_NETWORK, FEED_MINUTES}};
	add_feed(arena, exports, address_of(ADDRESS_HOME), FEED_MINUTES, NULL);
	add_feed(arena, exports, address_of(ADDRESS_DECISIONS), FEED_DECISIONS, NULL);
	add_feed(arena, exports, address_of(ADDRESS_ASSIGNMENTS), FEED_ASSIGNMENTS, NULL);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct entity_list *list = &context->index->sorted[kinds[i].kind];
		for (size_t j = 0; j < list->n; j++)
			add_feed(arena, exports, address_of_entity(arena, list->items[j]), kinds[i].feed,
			         list->items[j]);
	}
}
