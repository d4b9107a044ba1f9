/* What every page has: head, navigation, breadcrumb, footer, licence, the link to the source. And page_view() itself.
   */
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "pages/words.h"

/* What a page may load. The search index is a WebAssembly program, so the search page alone may compile one. */
#define POLICY(script)                                                                                                   \
	"default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'" script                \
	"; connect-src 'self'; base-uri 'none'; form-action 'self'"
static const char policy[] = POLICY("");
static const char search_policy[] = POLICY(" 'wasm-unsafe-eval'");

enum { DESCRIPTION_BYTES = 160 }; /* about what search engines and link previews show */

/* Licences that have a page of their own to link to. */
static const struct {
	const char *name, *address;
} licences[] = {
    {"CC0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"},
    {"CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"},
    {"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"},
    {"CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"},
    {"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"},
    {"CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.sv"},
    {"CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.sv"},
};

/* --- small parts --- */

static struct value
licence_value(const struct view *view)
{
	str licence = view->context->archive->site.licence;
	if (!licence.n)
		return value_bool(false);
	struct value object = value_object();
	set_text(view, &object, S("namn"), licence);
	set(view, &object, S("länk"), outer_url(view, licence));
	for (size_t i = 0; i < sizeof licences / sizeof *licences; i++)
		if (str_eq(licence, str_of(licences[i].name)))
			set(view, &object, S("länk"), value_url(str_of(licences[i].address)));
	return object;
}

static struct value
publisher_value(const struct view *view)
{
	const struct site *site = &view->context->archive->site;
	if (!site->publisher_name.n)
		return value_bool(false);
	struct value object = value_object();
	set_text(view, &object, S("namn"), site->publisher_name);
	set(view, &object, S("länk"), outer_url(view, site->publisher_web));
	bool mail = site->publisher_mail.n && str_find_char(site->publisher_mail, '@') != SIZE_MAX;
	struct buffer url = {.arena = view->arena};
	buffer_lit(&url, "mailto:");
	escape_url(&url, site->publisher_mail);
	set_text(view, &object, S("epost"), mail ? site->publisher_mail : (str){0});
	set(view, &object, S("epostlänk"), mail ? value_url(buffer_str(&url)) : value_bool(false));
	return object;
}

static struct value
site_value(const struct view *view)
{
	const struct site *site = &view->context->archive->site;
	struct value object = value_object();
	set_text(view, &object, S("namn"), site->title);
	set_text(view, &object, S("beskrivning"), site->description);
	set(view, &object, S("hem"), url_to(view, address_of(ADDRESS_HOME)));
	set(view, &object, S("licens"), licence_value(view));
	set(view, &object, S("utgivare"), publisher_value(view));
	return object;
}

/* The assets of the theme under their published names: "min-stil.css" is {{tillgångar.min_stil_css}}. */
static struct value
assets_value(const struct view *view)
{
	const struct theme *theme = view->context->theme;
	struct value object = value_object();
	for (size_t i = 0; theme && i < theme->published.n; i++) {
		const struct map_entry *entry = &theme->published.entries[i];
		char *key = str_c(view->arena, entry->key);
		for (char *c = key; *c; c++)
			if (!(*c & 0x80) && !(*c >= '0' && *c <= '9') && !((*c | 32) >= 'a' && (*c | 32) <= 'z'))
				*c = '_';
		const str *published = entry->value;
		set(view, &object, str_of(key), url_to(view, str_join(view->arena, S("/"), *published)));
	}
	return object;
}

/* --- navigation --- */

static void
add_entry(const struct view *view, struct value *list, str name, str address)
{
	struct value entry = link_value(view, name, address);
	/* A page below a section stands in it: /protokoll/2018/ in /protokoll/. */
	bool below = address.n > 1 && str_starts(view->page->address, address);
	set_bool(view, &entry, S("här"), str_eq(view->page->address, address));
	set_bool(view, &entry, S("under"), below);
	value_push(view->arena, list, entry);
}

static void
add_entities(const struct view *view, struct value *list, enum entity_kind kind)
{
	if (view->context->index->sorted[kind].n)
		add_entry(view, list, kind_word(view, kind), address_of_entities(kind));
}

/* What most readers come for. Only sections that exist: a link that leads nowhere is an error of the build. */
static struct value
main_sections(const struct view *view)
{
	const struct index *index = view->context->index;
	struct value list = value_list();
	add_entry(view, &list, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	add_entities(view, &list, ENTITY_TOPIC);
	add_entities(view, &list, ENTITY_MUNICIPALITY);
	if (index->decisions.n)
		add_entry(view, &list, word(view, "slag.beslut"), address_of(ADDRESS_DECISIONS));
	if (index->assignments.n)
		add_entry(view, &list, word(view, "slag.uppdrag"), address_of(ADDRESS_ASSIGNMENTS));
	if (index->plans.n)
		add_entry(view, &list, word(view, "slag.möten"), address_of(ADDRESS_PLANNED));
	if (view->context->searchable)
		add_entry(view, &list, word(view, "sök.rubrik"), address_of(ADDRESS_SEARCH));
	return list;
}

static struct value
all_sections(const struct view *view)
{
	static const struct {
		const char *word;
		enum address_kind address;
	} registers[] = {
	    {"slag.beslut", ADDRESS_DECISIONS},         {"slag.uppdrag", ADDRESS_ASSIGNMENTS},
	    {"slag.möten", ADDRESS_PLANNED},            {"slag.laget_runt", ADDRESS_ROUND_TABLE},
	    {"slag.närvaro", ADDRESS_ATTENDANCE},       {"slag.oplanerat", ADDRESS_BACKLOG},
	    {"slag.prenumerera", ADDRESS_SUBSCRIBE},    {"slag.data", ADDRESS_DATA},
	};
	static const enum entity_kind order[] = {ENTITY_TOPIC, ENTITY_MUNICIPALITY, ENTITY_PERSON, ENTITY_NETWORK,
	                                         ENTITY_ORGANISATION};
	struct value list = value_list();
	add_entry(view, &list, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		add_entities(view, &list, order[i]);
	if (view->context->index->others.n)
		add_entry(view, &list, word(view, "slag.dokument"), address_of(ADDRESS_DOCUMENT_INDEX));
	for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
		add_entry(view, &list, word(view, registers[i].word), address_of(registers[i].address));
	return list;
}

static struct value
footer_pages(const struct view *view)
{
	const struct document_list *plain = &view->context->index->plain;
	struct value list = value_list();
	for (size_t i = 0; i < plain->n; i++)
		add_entry(view, &list, document_title(view, plain->items[i]),
		          address_of_document(view->arena, plain->items[i]));
	add_entry(view, &list, word(view, "publicering.rubrik"), address_of(ADDRESS_PUBLICATION));
	if (view->context->archive->site.accessibility.given)
		add_entry(view, &list, word(view, "tillgänglighet.rubrik"), address_of(ADDRESS_ACCESSIBILITY));
	return wrapped(view, list);
}

void
add_crumb(const struct view *view, struct value *object, str name, str address)
{
	const struct value *crumbs = value_get(object, S("brödsmulor"));
	struct value list = crumbs ? *crumbs : value_list();
	value_push(view->arena, &list, link_value(view, name, address));
	set(view, object, S("brödsmulor"), list);
}

/* --- head --- */

/* Cut at a word, with an ellipsis, when it is longer than what is shown anyway. */
static str
shortened(struct arena *arena, str text)
{
	if (text.n <= DESCRIPTION_BYTES)
		return text;
	size_t end = DESCRIPTION_BYTES;
	while (end && text.p[end] != ' ')
		end--;
	while (end && strchr(" ,.:;", text.p[end - 1]))
		end--;
	if (!end)
		return text;
	return str_join(arena, str_slice(text, 0, end), S(" …"));
}

void
set_head(const struct view *view, struct value *object, struct page_head head)
{
	const struct site *site = &view->context->archive->site;
	str title = head.title.n ? head.title : head.heading;
	set_text(view, object, S("rubrik"), head.heading);
	set_text(view, object, S("kort_titel"), title);
	set_text(view, object, S("titel"),
	         view->page->kind == PAGE_HOME ? title : phrase2(view, "sida.titel", title, site->title));
	set_text(view, object, S("beskrivning"), shortened(view->arena, head.description));
}

str
page_policy(enum page_kind kind)
{
	return str_of(kind == PAGE_SEARCH ? search_policy : policy);
}

static void
set_common(const struct view *view, struct value *object)
{
	const struct archive *archive = view->context->archive;
	bool addressed = view->page->kind != PAGE_NOT_FOUND;
	str full = address_full(view->arena, &archive->site,
	                        view->page->kind == PAGE_FORWARD ? view->page->target : view->page->address);
	set_text(view, object, S("språk"), archive->site.language.n ? archive->site.language : S("sv"));
	set(view, object, S("kanonisk"), addressed ? value_url(full) : value_bool(false));
	set_bool(view, object, S("noindex"), !view->page->indexed);
	set_text(view, object, S("policy"), page_policy(view->page->kind));
	set_text(view, object, S("program"),
	         view->context->version.n ? str_join(view->arena, S("protokoll "), view->context->version)
	                                  : S("protokoll"));
	set(view, object, S("webbplats"), site_value(view));
	set(view, object, S("tillgångar"), assets_value(view));
	set(view, object, S("navigering"), wrapped(view, main_sections(view)));
	set(view, object, S("avdelningar"), wrapped(view, all_sections(view)));
	set(view, object, S("sidfot"), footer_pages(view));
	set(view, object, S("källkod"), source_url(view));
	const struct document *made_of = view->page->source.n ? view->page->document : NULL;
	set_text(view, object, S("källsumma"), made_of ? sha256_hex(view->arena, made_of->source->text) : (str){0});
	set(view, object, S("källor"), url_to(view, address_of(ADDRESS_SOURCES)));
	set(view, object, S("flöde"), feed_value(view));
	set(view, object, S("sökfält"), search_field(view));
	set(view, object, S("ord"), *view->context->words);
}

/* Below its entity or index a part is called by its year or letter alone. */
static str
last_crumb(const struct view *view, const struct value *object)
{
	const struct value *heading = value_get(object, S("rubrik"));
	if (view->page->part_of_entity)
		return part_name(view, view->page->part_of_entity);
	if (view->page->letter)
		return view->page->letter->letter;
	return heading ? heading->text : (str){0};
}

/* The page itself ends its breadcrumb, without a link. */
static void
close_crumbs(const struct view *view, struct value *object)
{
	if (view->page->kind == PAGE_HOME) {
		set_bool(view, object, S("brödsmulor"), false);
		return;
	}
	add_crumb(view, object, last_crumb(view, object), (str){0});
	set(view, object, S("brödsmulor"), wrapped(view, *value_get(object, S("brödsmulor"))));
}

/* --- */

static const struct {
	const char *name;
	void (*show)(const struct view *, struct value *);
} kinds[PAGE_KINDS] = {
    [PAGE_HOME] = {"home", home_view},
    [PAGE_MINUTES_INDEX] = {"minutes-index", minutes_index_view},
    [PAGE_YEAR] = {"year", year_view},
    [PAGE_MINUTES] = {"minutes", minutes_view},
    [PAGE_DOCUMENT_INDEX] = {"document-index", document_index_view},
    [PAGE_DOCUMENT] = {"document", document_view},
    [PAGE_PLAIN] = {"plain", plain_view},
    [PAGE_ENTITIES] = {"entities", entity_index_view},
    [PAGE_PERSON] = {"person", person_view},
    [PAGE_MUNICIPALITY] = {"municipality", municipality_view},
    [PAGE_TOPIC] = {"topic", topic_view},
    [PAGE_NETWORK] = {"network", network_view},
    [PAGE_ORGANISATION] = {"organisation", organisation_view},
    [PAGE_ENTITY_PART] = {"entity-part", entity_part_view},
    [PAGE_DECISIONS] = {"decisions", decisions_view},
    [PAGE_DECISION_TOPICS] = {"decision-topics", decision_topics_view},
    [PAGE_ASSIGNMENTS] = {"assignments", assignments_view},
    [PAGE_ROUND_TABLE] = {"round-table", round_table_view},
    [PAGE_ATTENDANCE] = {"attendance", attendance_view},
    [PAGE_PLANNED] = {"planned", planned_view},
    [PAGE_BACKLOG] = {"backlog", backlog_view},
    [PAGE_SUBSCRIBE] = {"subscribe", subscribe_view},
    [PAGE_DATA] = {"data", data_view},
    [PAGE_SEARCH] = {"search", search_view},
    [PAGE_PUBLICATION] = {"publication", publication_view},
    [PAGE_ACCESSIBILITY] = {"accessibility", accessibility_view},
    [PAGE_STONE] = {"stone", stone_view},
    [PAGE_STUB] = {"stub", stub_view},
    [PAGE_FORWARD] = {"forward", forward_view},
    [PAGE_NOT_FOUND] = {"not-found", not_found_view},
};

str
page_kind_name(enum page_kind kind)
{
	return str_of(kinds[kind].name);
}

struct value
page_view(const struct page_context *context, const struct page *page, struct arena *arena)
{
	struct view view = {.context = context, .page = page, .arena = arena};
	struct value object = value_object();
	set_common(&view, &object);
	add_crumb(&view, &object, word(&view, "slag.hem"), address_of(ADDRESS_HOME));
	kinds[page->kind].show(&view, &object);
	close_crumbs(&view, &object);
	set(&view, &object, S("jsonld"), jsonld_value(&view, &object));
	return object;
}
