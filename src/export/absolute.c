/* Resolves the links of a page (RFC 3986, 5.2, for what our writer makes) and writes them out in full. */
#include "export/absolute.h"

#include "archive/address.h"
#include "base/escape.h"
#include "base/text.h"

str
full_url(struct arena *arena, str url)
{
	struct buffer out = {.arena = arena};
	escape_url(&out, url);
	return buffer_str(&out);
}

str
full_address(struct arena *arena, const struct site *site, str address)
{
	return full_url(arena, address_full(arena, site, address));
}

static bool
has_scheme(str link)
{
	for (size_t i = 0; i < link.n; i++) {
		char c = link.p[i], lower = (char)(c | 0x20);
		bool letter = lower >= 'a' && lower <= 'z';
		if (c == ':')
			return i > 0;
		if (!letter && (i == 0 || (!text_is_digit((unsigned char)c) && c != '+' && c != '-' && c != '.')))
			return false;
	}
	return false;
}

/* Without its last part: "/protokoll/x/" gives "/protokoll/", "/" stays. */
static str
folder_above(str folder)
{
	if (folder.n > 1)
		folder.n--;
	while (folder.n > 1 && folder.p[folder.n - 1] != '/')
		folder.n--;
	return folder;
}

static void
add_resolved(struct buffer *out, const struct site *site, str address, str link)
{
	if (has_scheme(link) || str_starts(link, S("//"))) {
		buffer_add(out, link);
		return;
	}
	str folder = address;
	bool same_page = link.n == 0 || link.p[0] == '#' || link.p[0] == '?';
	while (!same_page && folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	if (str_starts(link, S("/")))
		folder = (str){0};
	for (;;) {
		if (str_starts(link, S("../"))) {
			folder = folder_above(folder);
			link = str_from(link, 3);
		} else if (str_starts(link, S("./"))) {
			link = str_from(link, 2);
		} else {
			break;
		}
	}
	/* The link stands escaped in its attribute already. */
	escape_html(out, full_address(out->arena, site, folder));
	buffer_add(out, folder.n ? link : str_from(link, 1));
}

static bool
is_link(str name)
{
	return str_eq(name, S("href")) || str_eq(name, S("src"));
}

/* One tag, from "<" to ">": attributes are read one by one, for a value may look like one. */
static void
add_tag(struct buffer *out, const struct site *site, str address, str tag)
{
	for (size_t equals; (equals = str_find(tag, S("=\""))) != SIZE_MAX;) {
		size_t name = equals;
		while (name && tag.p[name - 1] != ' ')
			name--;
		str rest = str_from(tag, equals + 2), value = str_cut(&rest, '"');
		buffer_add(out, str_slice(tag, 0, equals + 2));
		if (is_link(str_slice(tag, name, equals)))
			add_resolved(out, site, address, value);
		else
			buffer_add(out, value);
		buffer_lit(out, "\"");
		tag = rest;
	}
	buffer_add(out, tag);
}

void
absolute_links(struct buffer *out, const struct site *site, str address, str html)
{
	while (html.n) {
		size_t open = str_find_char(html, '<');
		buffer_add(out, str_slice(html, 0, open));
		html = open == SIZE_MAX ? (str){0} : str_from(html, open);
		size_t close = str_find_char(html, '>');
		str tag = close == SIZE_MAX ? html : str_slice(html, 0, close + 1);
		add_tag(out, site, address, tag);
		html = str_from(html, tag.n);
	}
}
