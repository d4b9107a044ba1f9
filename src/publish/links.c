/* One pass over the bytes; every step moves forward, so that no input takes more than linear time. */
#include "publish/links.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/unescape.h"
#include "base/vec.h"

/* What a scan carries along. */
struct scan {
	struct arena *arena;
	str path;
	struct links *links;
	struct map seen, ids;
	bool style; /* fragments mean nothing in a style sheet */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The scheme in front of a ":", or empty. */
static str
scheme_of(str raw)
{
	size_t n = 0;
	while (n < raw.n && (is_letter(raw.p[n]) || (n && ((raw.p[n] >= '0' && raw.p[n] <= '9') || raw.p[n] == '+' ||
	                                                   raw.p[n] == '-' || raw.p[n] == '.'))))
		n++;
	return n && n < raw.n && raw.p[n] == ':' ? str_slice(raw, 0, n) : (str){0};
}

static bool
may_stand(str scheme)
{
	static const str allowed[] = {{"http", 4}, {"https", 5}, {"mailto", 6}, {"tel", 3}};
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (str_eq(scheme, allowed[i]))
			return true;
	return false;
}

/* Where a relative address leads. A folder means the page in it. */
static bool
file_of(struct arena *arena, str from, str address, str *path)
{
	if (address.n == 0) {
		*path = from;
		return true;
	}
	address = unescape(arena, address, ESCAPE_PERCENT);
	if (!path_resolve(arena, from, address, path))
		return false;
	str last = path_name(address);
	if (last.n == 0 || str_eq(last, S(".")) || str_eq(last, S("..")) || path->n == 0)
		*path = path_join(arena, *path, S("index.html"));
	return true;
}

static struct link
understood(struct scan *scan, str raw)
{
	struct link link = {.raw = raw};
	if (scheme_of(raw).n) {
		link.kind = LINK_SCHEME;
		return link;
	}
	size_t hash = str_find_char(raw, '#');
	str fragment = hash == SIZE_MAX ? (str){0} : unescape(scan->arena, str_from(raw, hash + 1), ESCAPE_PERCENT);
	str address = str_slice(raw, 0, hash);
	address = str_slice(address, 0, str_find_char(address, '?'));
	if (!file_of(scan->arena, scan->path, address, &link.path))
		link.kind = LINK_OUTSIDE;
	/* "#top" and text fragments need no id, and only pages have ids. */
	if (!scan->style && !str_eq(fragment, S("top")) && !str_starts(fragment, S(":~:")) &&
	    str_ends(link.path, S(".html")))
		link.fragment = fragment;
	return link;
}

static void
take_link(struct scan *scan, str raw)
{
	raw = str_trim(unescape(scan->arena, raw, ESCAPE_ENTITY));
	if (str_starts(raw, S("/")) || may_stand(scheme_of(raw)))
		return;
	void **seen = map_at(&scan->seen, raw);
	if (*seen)
		return;
	*seen = scan;
	vec_push(scan->arena, &scan->links->links, understood(scan, raw));
}

/* "a.png 1x, b.png 2x" */
static void
take_srcset(struct scan *scan, str value)
{
	while (value.n) {
		str candidate = str_trim(str_cut(&value, ','));
		size_t end = 0;
		while (end < candidate.n && !is_space(candidate.p[end]))
			end++;
		if (end)
			take_link(scan, str_slice(candidate, 0, end));
	}
}

static void
take_id(struct scan *scan, str id)
{
	static char once, told; /* how often the id was met, as addresses */
	id = unescape(scan->arena, id, ESCAPE_ENTITY);
	void **met = map_at(&scan->ids, id);
	if (!*met) {
		vec_push(scan->arena, &scan->links->ids, id);
		*met = &once;
	} else if (*met == &once) {
		vec_push(scan->arena, &scan->links->repeated, id);
		*met = &told;
	}
}

static void
take_attribute(struct scan *scan, str name, str value)
{
	if (str_eq(name, S("href")) || str_eq(name, S("src")) || str_eq(name, S("action")))
		take_link(scan, value);
	else if (str_eq(name, S("srcset")))
		take_srcset(scan, value);
	else if (str_eq(name, S("id")))
		take_id(scan, value);
}

static void
skip_spaces(str text, size_t *at)
{
	while (*at < text.n && is_space(text.p[*at]))
		++*at;
}

/* Moves past the next `c`, or to the end. */
static void
skip_past_char(str text, size_t *at, char c)
{
	const char *found = memchr(text.p + *at, c, text.n - *at);
	*at = found ? (size_t)(found - text.p) + 1 : text.n;
}

/* Moves past the next `part`, or to the end. */
static void
skip_past(str text, size_t *at, str part)
{
	size_t found = str_find(str_from(text, *at), part);
	*at = found == SIZE_MAX ? text.n : *at + found + part.n;
}

/* What stands up to the quote that began at `at`, and moves past the closing one. */
static str
quoted(str text, size_t *at)
{
	char quote = text.p[*at];
	size_t start = ++*at;
	skip_past_char(text, at, quote);
	bool closed = *at > start && text.p[*at - 1] == quote;
	return str_slice(text, start, closed ? *at - 1 : *at);
}

static str
attribute_value(str html, size_t *at)
{
	skip_spaces(html, at);
	if (*at < html.n && (html.p[*at] == '"' || html.p[*at] == '\''))
		return quoted(html, at);
	size_t start = *at;
	while (*at < html.n && !is_space(html.p[*at]) && html.p[*at] != '>')
		++*at;
	return str_slice(html, start, *at);
}

/* What ends the name of a tag, and with "=" that of an attribute. */
static bool
ends_name(char c)
{
	static const bool ends[0x80] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
	                                ['\f'] = true, ['/'] = true, ['>'] = true};
	return (unsigned char)c < 0x80 && ends[(unsigned char)c];
}

/* Reads one attribute; false at the end of the tag. */
static bool
read_attribute(struct scan *scan, str html, size_t *at)
{
	while (*at < html.n && (is_space(html.p[*at]) || html.p[*at] == '/'))
		++*at;
	if (*at >= html.n || html.p[*at] == '>')
		return false;
	size_t start = *at;
	do
		++*at;
	while (*at < html.n && !ends_name(html.p[*at]) && html.p[*at] != '=');
	str name = str_slice(html, start, *at);
	skip_spaces(html, at);
	if (*at < html.n && html.p[*at] == '=') {
		++*at;
		take_attribute(scan, name, attribute_value(html, at));
	}
	return true;
}

/* `at` stands on the first letter of the name. */
static void
read_tag(struct scan *scan, str html, size_t *at)
{
	size_t start = *at;
	while (*at < html.n && !ends_name(html.p[*at]))
		++*at;
	str name = str_slice(html, start, *at);
	while (read_attribute(scan, html, at))
		;
	if (str_eq(name, S("script")))
		skip_past(html, at, S("</script"));
	else if (str_eq(name, S("style")))
		skip_past(html, at, S("</style"));
}

static void
scan_page(struct scan *scan, str html)
{
	size_t at = 0;
	while (skip_past_char(html, &at, '<'), at < html.n) {
		char next = html.p[at];
		if (next == '!' && str_starts(str_from(html, at), S("!--")))
			skip_past(html, &at, S("-->"));
		else if (next == '!' || next == '?' || next == '/')
			skip_past_char(html, &at, '>');
		else if (is_letter(next))
			read_tag(scan, html, &at);
	}
}

/* The inside of url(…), unquoted or quoted. */
static void
read_url(struct scan *scan, str css, size_t *at)
{
	skip_spaces(css, at);
	if (*at < css.n && (css.p[*at] == '"' || css.p[*at] == '\'')) {
		take_link(scan, quoted(css, at));
		return;
	}
	size_t start = *at;
	skip_past_char(css, at, ')');
	bool closed = *at > start && css.p[*at - 1] == ')';
	take_link(scan, str_slice(css, start, closed ? *at - 1 : *at));
}

static void
scan_style(struct scan *scan, str css)
{
	size_t at = 0;
	while (at < css.n) {
		str rest = str_from(css, at);
		if (str_starts(rest, S("/*"))) {
			at += 2;
			skip_past(css, &at, S("*/"));
		} else if (str_starts(rest, S("url("))) {
			at += 4;
			read_url(scan, css, &at);
		} else if (str_starts(rest, S("@import"))) {
			at += 7;
			skip_spaces(css, &at);
			if (at < css.n && (css.p[at] == '"' || css.p[at] == '\''))
				take_link(scan, quoted(css, &at));
		} else if (rest.p[0] == '"' || rest.p[0] == '\'') {
			quoted(css, &at);
		} else {
			at++;
		}
	}
}

void
links_of(struct arena *arena, str path, str bytes, struct links *links)
{
	struct scan scan = {
	    .arena = arena, .path = path, .links = links, .seen = {.arena = arena}, .ids = {.arena = arena}};
	scan.style = str_ends(path, S(".css"));
	if (scan.style)
		scan_style(&scan, bytes);
	else if (str_ends(path, S(".html")))
		scan_page(&scan, bytes);
}
