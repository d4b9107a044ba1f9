/* Every address of the site is decided here and nowhere else (site.md, "Addresses"). */
#include "archive/address.h"

#include <string.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/text.h"

#define MINUTES "/protokoll/"
#define DOCUMENTS "/dokument/"
#define ATTACHMENTS "/bilagor/"
#define UNDATED MINUTES "odaterat/"

static const char *const of_kind[] = {
    [ADDRESS_HOME] = "/",
    [ADDRESS_MINUTES_INDEX] = MINUTES,
    [ADDRESS_DOCUMENT_INDEX] = DOCUMENTS,
    [ADDRESS_SEARCH] = "/sok/",
    [ADDRESS_ABOUT] = "/om/",
    [ADDRESS_ACCESSIBILITY] = "/tillganglighet/",
    [ADDRESS_NOT_FOUND] = "/404.html",
    [ADDRESS_SITEMAP] = "/sitemap.xml",
    [ADDRESS_ROBOTS] = "/robots.txt",
    [ADDRESS_DECISIONS] = "/beslut/",
    [ADDRESS_ASSIGNMENTS] = "/uppdrag/",
    [ADDRESS_ROUND_TABLE] = "/laget-runt/",
    [ADDRESS_ATTENDANCE] = "/narvaro/",
    [ADDRESS_PLANNED] = "/moten/",
    [ADDRESS_BACKLOG] = "/oplanerat/",
    [ADDRESS_PUBLICATION] = "/publicering/",
    [ADDRESS_SUBSCRIBE] = "/prenumerera/",
    [ADDRESS_FEED] = "/atom.xml",
    [ADDRESS_CALENDAR] = "/kalender.ics",
    [ADDRESS_DATA] = "/data/",
    [ADDRESS_SOURCES] = "/kallor.txt",
    [ADDRESS_SEARCH_INDEX] = "/pagefind/",
    [ADDRESS_DECISION_TOPICS] = "/beslut/amnen/",
};

static const char *const of_entities[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "/personer/", [ENTITY_MUNICIPALITY] = "/kommuner/",       [ENTITY_TOPIC] = "/amnen/",
    [ENTITY_NETWORK] = "/natverk/", [ENTITY_ORGANISATION] = "/organisationer/",
};

/* The rest of what the program makes or will make: registers, data, the theme's files, the search index. */
static const char *const own[] = {
    UNDATED,   ATTACHMENTS,   "/beslut/", "/uppdrag/",    "/laget-runt/", "/narvaro/",
    "/moten/", "/oplanerat/", "/data/",   "/tillgangar/", "/pagefind/", "/publicering/", "/prenumerera/",
};

static str
folder_and_name(struct arena *arena, const char *folder, str name)
{
	size_t n = strlen(folder);
	char *address = arena_alloc(arena, n + name.n + 2);
	memcpy(address, folder, n);
	if (name.n)
		memcpy(address + n, name.p, name.n);
	address[n + name.n] = '/';
	return (str){address, n + name.n + 1};
}

str
address_of_document(struct arena *arena, const struct document *document)
{
	static const char *const folders[] = {
	    [DOCUMENT_MINUTES] = MINUTES,
	    [DOCUMENT_OTHER] = DOCUMENTS,
	    [DOCUMENT_PAGE] = "/",
	};
	return folder_and_name(arena, folders[document->kind], document->id);
}

str
address_of_entity(struct arena *arena, const struct entity *entity)
{
	return folder_and_name(arena, of_entities[entity->kind], entity->id);
}

str
address_of_entities(enum entity_kind kind)
{
	return str_of(of_entities[kind]);
}

str
address_of_year(struct arena *arena, int year)
{
	return str_format(arena, MINUTES "%04d/", year);
}

str
address_of_entity_part(struct arena *arena, const struct entity *entity, int year, unsigned part)
{
	str of_year = address_of_entity(arena, entity);
	of_year = year ? str_format(arena, "%.*s%04d/", STR(of_year), year) : str_join(arena, of_year, S("odaterat/"));
	return part < 2 ? of_year : str_format(arena, "%.*s%u/", STR(of_year), part);
}

str
address_of_letter(struct arena *arena, str slug)
{
	return folder_and_name(arena, of_entities[ENTITY_PERSON], slug);
}

str
address_of_undated(void)
{
	return S(UNDATED);
}

str
address_of_year_part(struct arena *arena, int year, unsigned part)
{
	str first = year ? address_of_year(arena, year) : address_of_undated();
	return part < 2 ? first : str_format(arena, "%.*s%u/", STR(first), part);
}

str
address_of(enum address_kind kind)
{
	return str_of(of_kind[kind]);
}

str
address_of_register_year(struct arena *arena, enum address_kind kind, int year)
{
	return year ? str_format(arena, "%s%04d/", of_kind[kind], year) : str_join(arena, address_of(kind), S("odaterat/"));
}

str
address_of_register_part(struct arena *arena, enum address_kind kind, int year, unsigned part)
{
	str first = address_of_register_year(arena, kind, year);
	return part < 2 ? first : str_format(arena, "%.*s%u/", STR(first), part);
}

str
address_of_feed(struct arena *arena, str page)
{
	return str_join(arena, page, S("atom.xml"));
}

str
address_of_calendar(struct arena *arena, const struct entity *network)
{
	return str_join(arena, address_of_entity(arena, network), S("kalender.ics"));
}

str
address_of_data(struct arena *arena, str file)
{
	return str_join(arena, address_of(ADDRESS_DATA), file);
}

str
address_of_sitemap_part(struct arena *arena, size_t part)
{
	return str_format(arena, "/sitemap-%zu.xml", part);
}

str
address_of_attachment(struct arena *arena, str file)
{
	struct buffer address = {.arena = arena};
	buffer_lit(&address, ATTACHMENTS);
	for (str rest = file; rest.n;) {
		escape_url_segment(&address, str_cut(&rest, '/'));
		if (rest.n)
			buffer_add_char(&address, '/');
	}
	return buffer_str(&address);
}

str
address_of_earlier(struct arena *arena, str written)
{
	struct buffer address = {.arena = arena};
	escape_url(&address, written);
	str name = path_name(written);
	if (name.n && !str_contains(name, S(".")))
		buffer_add_char(&address, '/');
	return buffer_str(&address);
}

static bool
is_in(const char *const *list, size_t n, str address)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(address, str_of(list[i])))
			return true;
	return false;
}

/* /protokoll/2018/ */
static bool
is_year(str address)
{
	if (!str_starts(address, S(MINUTES)) || address.n != sizeof MINUTES - 1 + 5)
		return false;
	for (size_t i = sizeof MINUTES - 1; i + 1 < address.n; i++)
		if (!text_is_digit((unsigned char)address.p[i]))
			return false;
	return true;
}

/* /personer/a/ and the like: where many people are listed by letter. */
static bool
is_letter(str address)
{
	static const char *const names[] = {"aa/", "ae/", "oe/", "ovriga/"};
	str folder = str_of(of_entities[ENTITY_PERSON]);
	if (!str_starts(address, folder))
		return false;
	str name = str_from(address, folder.n);
	return (name.n == 2 && name.p[0] >= 'a' && name.p[0] <= 'z') || is_in(names, sizeof names / sizeof *names, name);
}

bool
address_is_reserved(str address)
{
	if (str_eq(address, address_of(ADDRESS_ABOUT)))
		return false;
	/* Many servers take /x/index/ for /x/. */
	return is_in(of_kind, sizeof of_kind / sizeof *of_kind, address) || is_in(of_entities, ENTITY_KINDS, address) ||
	       is_in(own, sizeof own / sizeof *own, address) || is_year(address) || is_letter(address) ||
	       str_ends(address, S("/index/"));
}

/* Files */

/* The path of an address, without query and fragment. */
static str
path_of(str address)
{
	str path = str_slice(address, 0, str_find_char(address, '#'));
	return str_slice(path, 0, str_find_char(path, '?'));
}

str
address_file(struct arena *arena, str address)
{
	str path = path_of(address);
	if (str_starts(path, S("/")))
		path = str_from(path, 1);
	struct buffer file = {.arena = arena};
	for (size_t i = 0; i < path.n; i++) {
		int high = path.p[i] == '%' && i + 2 < path.n ? text_hex_digit(path.p[i + 1]) : -1;
		int low = high >= 0 ? text_hex_digit(path.p[i + 2]) : -1;
		buffer_add_char(&file, low >= 0 ? (char)(high * 16 + low) : path.p[i]);
		if (low >= 0)
			i += 2;
	}
	if (path.n == 0 || path.p[path.n - 1] == '/')
		buffer_lit(&file, "index.html");
	return buffer_str(&file);
}

str
address_full(struct arena *arena, const struct site *site, str address)
{
	return str_join(arena, site->address, str_starts(address, S("/")) ? str_from(address, 1) : address);
}

/* Relative links */

static bool
is_of_site(str address)
{
	return str_starts(address, S("/")) && !str_starts(address, S("//"));
}

void
address_add_relative(struct buffer *out, str from, str to)
{
	if (!is_of_site(to) || !is_of_site(from)) {
		buffer_add(out, to);
		return;
	}
	str page = path_of(from), target = path_of(to), tail = str_from(to, target.n);
	if (tail.n && str_eq(page, target)) {
		buffer_add(out, tail);
		return;
	}
	/* What the page's folder and the target have in common, up to a "/". */
	size_t common = 0, folder = page.n - path_name(page).n;
	for (size_t i = 0; i < folder && i < target.n && page.p[i] == target.p[i]; i++)
		if (page.p[i] == '/')
			common = i + 1;
	bool climbs = false;
	for (size_t i = common; i < folder; i++) {
		if (page.p[i] != '/')
			continue;
		buffer_lit(out, "../");
		climbs = true;
	}
	str rest = str_from(target, common);
	/* An empty link would lead to the page itself, and "a:b" looks like a scheme. */
	if (!climbs && (rest.n == 0 || str_find_char(rest, ':') < str_find_char(rest, '/')))
		buffer_lit(out, "./");
	buffer_add(out, rest);
	buffer_add(out, tail);
}

str
address_relative(struct arena *arena, str from, str to)
{
	struct buffer link = {.arena = arena};
	address_add_relative(&link, from, to);
	return buffer_str(&link);
}

/* Anchors */

str
address_item(struct arena *arena, unsigned item)
{
	return str_join(arena, S("p"), str_number(arena, item));
}

str
address_block(struct arena *arena, unsigned item, unsigned block)
{
	char first[STR_DIGITS], second[STR_DIGITS];
	return str_of_parts(arena, S("p"), str_digits(first, item), S("-"), str_digits(second, block));
}

str
address_year(struct arena *arena, int year)
{
	return year ? str_format(arena, "ar-%04d", year) : S("ar-odaterat");
}

str
address_decision(struct arena *arena, unsigned number)
{
	return str_join(arena, S("beslut-"), str_number(arena, number));
}

str
address_assignment(struct arena *arena, unsigned number)
{
	return str_join(arena, S("uppdrag-"), str_number(arena, number));
}
