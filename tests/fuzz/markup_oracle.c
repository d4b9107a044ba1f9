/* A strict reader of the HTML that src/markup/ writes, made from the rules of reliability.md and not from the writer. */
#include "markup_oracle.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"

static const char *const elements[] = {
    "a", "abbr", "b", "blockquote", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr/", "br/", "img/",
    "input/", "li", "mark", "ol", "p", "pre", "section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
};
static const char *const attributes[] = {
    "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "alt", "checked", "class", "datetime", "disabled", "height",
    "href", "id", "lang", "loading", "rel", "role", "scope", "src", "start", "tabindex", "title", "type", "width",
};
static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;", "&apos;"};
static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};

enum { DEPTH_MAX = 256 };

struct reading {
	str html;
	size_t at;
	str open[DEPTH_MAX];
	size_t depth;
	struct map *ids;
	const char *fault;
};

static bool
is_one_of(str word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(word, str_of(words[i])))
			return true;
	return false;
}

#define ONE_OF(word, words) is_one_of((word), (words), sizeof(words) / sizeof *(words))

static str
name_here(struct reading *r)
{
	size_t start = r->at;
	while (r->at < r->html.n && ((r->html.p[r->at] >= 'a' && r->html.p[r->at] <= 'z') || r->html.p[r->at] == '-' ||
	                             (r->at > start && r->html.p[r->at] >= '0' && r->html.p[r->at] <= '9')))
		r->at++;
	return str_slice(r->html, start, r->at);
}

static bool
take(struct reading *r, str literal)
{
	if (!str_starts(str_from(r->html, r->at), literal))
		return false;
	r->at += literal.n;
	return true;
}

static void
take_reference(struct reading *r)
{
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		if (take(r, str_of(references[i])))
			return;
	r->fault = "an & that begins no reference";
}

static bool
begins_with_scheme(str head, str scheme)
{
	for (size_t i = 0; i < scheme.n; i++) {
		char c = i < head.n ? head.p[i] : '\0';
		if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != scheme.p[i])
			return false;
	}
	return true;
}

/* Before the first / ? # there may be a : only behind one of the schemes, and no reference: it could hide one. */
static bool
is_address(str address)
{
	size_t end = 0;
	while (end < address.n && address.p[end] != '/' && address.p[end] != '?' && address.p[end] != '#')
		end++;
	str head = str_slice(address, 0, end);
	if (!str_contains(head, S(":")) && !str_contains(head, S("&#")))
		return !str_starts(address, S("//"));
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (begins_with_scheme(head, str_of(schemes[i])))
			return true;
	return false;
}

static void
check_attribute(struct reading *r, str name, str value)
{
	if (!ONE_OF(name, attributes))
		r->fault = "an attribute that is not allowed";
	if ((str_eq(name, S("href")) || str_eq(name, S("src"))) && !is_address(value))
		r->fault = "an address that is not allowed";
	if (!str_eq(name, S("id")))
		return;
	void **seen = map_at(r->ids, value);
	if (*seen)
		r->fault = "an id twice";
	*seen = r;
}

static void
read_attribute(struct reading *r)
{
	str name = name_here(r);
	if (!take(r, S("=\""))) {
		r->fault = "an attribute without a quoted value";
		return;
	}
	size_t start = r->at;
	while (!r->fault && r->at < r->html.n && r->html.p[r->at] != '"') {
		if (r->html.p[r->at] == '&')
			take_reference(r);
		else if (r->html.p[r->at] == '<' || r->html.p[r->at] == '>')
			r->fault = "< or > in an attribute";
		else
			r->at++;
	}
	str value = str_slice(r->html, start, r->at);
	if (!r->fault && !take(r, S("\"")))
		r->fault = "an open attribute";
	if (!r->fault)
		check_attribute(r, name, value);
}

static void
read_end_tag(struct reading *r)
{
	str name = name_here(r);
	if (r->depth == 0 || !str_eq(r->open[r->depth - 1], name) || !take(r, S(">")))
		r->fault = "an end tag that ends nothing";
	else
		r->depth--;
}

static void
read_tag(struct reading *r)
{
	size_t start = r->at;
	str name = name_here(r);
	while (!r->fault && take(r, S(" ")))
		read_attribute(r);
	if (r->fault)
		return;
	bool empty = take(r, S("/"));
	char word[32] = {0};
	for (size_t i = 0; i < name.n && i < sizeof word - 2; i++)
		word[i] = name.p[i];
	if (empty && name.n < sizeof word - 2)
		word[name.n] = '/';
	if (!take(r, S(">")) || r->at == start || !ONE_OF(str_of(word), elements))
		r->fault = "a tag that is not allowed";
	else if (!empty && r->depth == DEPTH_MAX)
		r->fault = "too many open tags";
	else if (!empty)
		r->open[r->depth++] = name;
}

static void
read_text(struct reading *r)
{
	uint32_t code = text_next(r->html, &r->at);
	if (code == '>')
		r->fault = "a > in text";
	else if ((code < ' ' && code != '\t' && code != '\n') || code == 0xfffe || code == 0xffff)
		r->fault = "a character that XML forbids";
}

const char *
markup_fault(str html, struct map *ids)
{
	struct reading r = {.html = html, .ids = ids};
	if (text_invalid(html) != SIZE_MAX)
		return "not UTF-8";
	while (!r.fault && r.at < html.n) {
		if (take(&r, S("</")))
			read_end_tag(&r);
		else if (take(&r, S("<")))
			read_tag(&r);
		else if (html.p[r.at] == '&')
			take_reference(&r);
		else
			read_text(&r);
	}
	return r.fault ? r.fault : r.depth ? "an open tag" : NULL;
}
