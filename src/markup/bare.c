/* What cmark-gfm's inline extensions would find, had they been safe with threads: bare URLs, mail addresses and
   ~~strikethrough~~, after the rules of the GitHub Flavored Markdown specification 0.29. */
#include <string.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "base/text.h"
#include "markup/textmap.h"
#include "markup/work.h"

struct search {
	struct work *work;
	struct flow *flow;
	struct spans found;
};

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool
is_in(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* A closing quotation mark of two or three bytes ends a URL; people write them around links. */
static bool
is_quotation_mark(str text, size_t at)
{
	static const char *const marks[] = {"”", "“", "’", "‘", "»", "«"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(str_from(text, at), str_of(marks[i])))
			return true;
	return false;
}

static size_t
url_end(str text, size_t at, size_t end)
{
	while (at < end && (unsigned char)text.p[at] > ' ' && text.p[at] != '<' && text.p[at] != 0x7f) {
		if ((unsigned char)text.p[at] >= 0x80 && is_quotation_mark(text, at))
			break;
		at++;
	}
	return at;
}

/* Leaves out punctuation that belongs to the sentence, and closing brackets that were not opened inside. */
static size_t
trim_url(str text, size_t start, size_t end)
{
	size_t open = 0, closed = 0;
	for (size_t i = start; i < end; i++) {
		open += is_in(text.p[i], "([");
		closed += is_in(text.p[i], ")]");
	}
	while (end > start) {
		char c = text.p[end - 1];
		if (is_in(c, ")]") && closed > open)
			closed--;
		else if (!is_in(c, "?!.,:;*_~'\""))
			break;
		end--;
	}
	return end;
}

static bool
begins_a_word(str text, size_t at)
{
	return at == 0 || !text_is_word(text_before(text, at));
}

static void
add_link(struct search *search, size_t start, size_t end, const char *before)
{
	struct buffer href = {.arena = search->work->scratch};
	buffer_add(&href, str_of(before));
	escape_url(&href, str_slice(search->flow->text, start, end));
	struct span span = {
	    (uint32_t)start, (uint32_t)end, (uint32_t)start, (uint32_t)end, SPAN_LINK, buffer_str(&href), {0}};
	vec_push(search->work->scratch, &search->found, span);
}

/* Markdown reads the underscores of a bare URL as emphasis, which cuts it. */
static void
warn_when_cut(struct search *search, const struct leaf *leaf, size_t start, size_t reached)
{
	const struct node *next = leaf->node->next;
	if (reached == leaf->end && next && (next->kind == NODE_EMPHASIS || next->kind == NODE_STRONG))
		diag(search->work->diags, DIAG_URL_CUT, textmap_place(search->work->tree, search->flow, start, reached),
		     (str){0});
}

/* The length of "http://", "https://" or "www." at a place; 0 when none stands there. */
static size_t
url_start(str text)
{
	static const char *const starts[] = {"http://", "https://", "www."};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t n = strlen(starts[i]), same = 0;
		while (same < n && same < text.n &&
		       ((text.p[same] >= 'A' && text.p[same] <= 'Z' ? text.p[same] | 32 : text.p[same]) ==
		        starts[i][same]))
			same++;
		if (same == n)
			return n;
	}
	return 0;
}

static size_t
add_url(struct search *search, const struct leaf *leaf, size_t at, size_t length)
{
	str text = search->flow->text;
	size_t domain = at + length;
	if (domain >= leaf->end || !(is_alphanumeric(text.p[domain]) || (unsigned char)text.p[domain] >= 0x80) ||
	    is_quotation_mark(text, domain))
		return domain;
	size_t reached = url_end(text, domain, leaf->end);
	size_t end = trim_url(text, at, reached);
	bool www = (text.p[at] | 32) == 'w';
	if (end <= domain || (www && !memchr(text.p + domain, '.', end - domain)))
		return reached;
	warn_when_cut(search, leaf, at, reached);
	add_link(search, at, end, www ? "http://" : "");
	return reached;
}

/* `low` is where the address may begin at the earliest, `at` the @. */
static size_t
add_mail(struct search *search, const struct leaf *leaf, size_t low, size_t at)
{
	str text = search->flow->text;
	size_t start = at, end = at + 1, dots = 0;
	while (start > low && (is_alphanumeric(text.p[start - 1]) || is_in(text.p[start - 1], ".+-_")))
		start--;
	for (; end < leaf->end && (is_alphanumeric(text.p[end]) || is_in(text.p[end], ".-_")); end++)
		dots += text.p[end] == '.' && end + 1 < leaf->end && is_alphanumeric(text.p[end + 1]);
	while (end > at && text.p[end - 1] == '.')
		end--;
	bool whole = start < at && dots > 0 && is_alphanumeric(text.p[end - 1]) &&
	             (start == leaf->start || !text_is_word(text_before(text, start))) &&
	             (end == leaf->end || text.p[end] != '@');
	if (whole)
		add_link(search, start, end, "mailto:");
	return end;
}

static void
search_leaf(struct search *search, const struct leaf *leaf)
{
	str text = search->flow->text;
	size_t low = leaf->start;
	for (size_t at = leaf->start; at < leaf->end;) {
		char c = text.p[at];
		size_t length = 0;
		if ((c | 32) == 'h' || (c | 32) == 'w')
			length = url_start(str_slice(text, at, leaf->end));
		if (length && begins_a_word(text, at))
			low = at = add_url(search, leaf, at, length);
		else if (c == '@')
			low = at = add_mail(search, leaf, low, at);
		else
			at++;
	}
}

static void
find_links(struct search *search)
{
	for (size_t i = 0; i < search->flow->leaves.n; i++)
		if (search->flow->leaves.items[i].flags == 0)
			search_leaf(search, &search->flow->leaves.items[i]);
}

/* One "~~", and what became of it. */
struct tilde {
	uint32_t at;
	const struct node *parent;
	bool opens, closes;
	enum { TILDE_ALONE, TILDE_OPEN, TILDE_CLOSE } became;
};
struct tildes {
	struct tilde *items;
	size_t n, cap;
};

static bool
is_space_code(uint32_t code, bool edge)
{
	return edge || text_is_space(code);
}

static bool
is_punctuation(uint32_t code)
{
	return !text_is_word(code) && !text_is_space(code);
}

/* Left- and right-flanking runs as for emphasis (CommonMark 0.29, section 6.4). */
static struct tilde
tilde_at(str text, size_t at, const struct node *parent)
{
	size_t next = at + 2;
	uint32_t before = text_before(text, at), after = text_next(text, &next);
	bool space_before = is_space_code(before, at == 0), space_after = is_space_code(after, at + 2 >= text.n);
	bool mark_before = !space_before && is_punctuation(before), mark_after = !space_after && is_punctuation(after);
	return (struct tilde){
	    .at = (uint32_t)at,
	    .parent = parent,
	    .opens = !space_after && (!mark_after || space_before || mark_before),
	    .closes = !space_before && (!mark_before || space_after || mark_after),
	};
}

static struct tildes
find_tildes(struct search *search)
{
	struct tildes tildes = {0};
	str text = search->flow->text;
	for (size_t i = 0; i < search->flow->leaves.n; i++) {
		const struct leaf *leaf = &search->flow->leaves.items[i];
		if (leaf->flags & ~(unsigned)LEAF_LINK)
			continue;
		for (size_t at = leaf->start; at + 1 < leaf->end; at++) {
			size_t end = at;
			while (end < leaf->end && text.p[end] == '~')
				end++;
			if (end - at == 2 && !flow_is_taken(search->flow, at, end) &&
			    textmap_is_written(search->work->tree, search->flow, at) &&
			    textmap_is_written(search->work->tree, search->flow, at + 1))
				vec_push(search->work->scratch, &tildes, tilde_at(text, at, leaf->node->parent));
			if (end > at)
				at = end - 1;
		}
	}
	return tildes;
}

/* The opener that a closer belongs to: the last open one with the same parent. Those in inlines that have ended are
   dropped; one further out stays open. */
static bool
match(struct tildes *tildes, size_t *open, size_t *depth, struct tilde *closer)
{
	while (*depth) {
		struct tilde *opener = &tildes->items[open[*depth - 1]];
		if (opener->parent == closer->parent) {
			--*depth;
			opener->became = TILDE_OPEN;
			closer->became = TILDE_CLOSE;
			return true;
		}
		if (opener->parent->kind < NODE_TEXT || opener->parent->to > closer->at)
			return false;
		--*depth;
	}
	return false;
}

static void
find_strikethrough(struct search *search)
{
	struct tildes tildes = find_tildes(search);
	size_t *open = arena_array(search->work->scratch, size_t, tildes.n + 1);
	size_t depth = 0;
	struct spans spans = {0};
	for (size_t i = 0; i < tildes.n; i++) {
		struct tilde *tilde = &tildes.items[i];
		if (!(tilde->closes && match(&tildes, open, &depth, tilde)) && tilde->opens)
			open[depth++] = i;
	}
	for (size_t i = 0; i < tildes.n; i++) {
		const struct tilde *tilde = &tildes.items[i];
		if (tilde->became == TILDE_ALONE)
			continue;
		struct span span = {.start = tilde->at,
		                    .end = tilde->at + 2,
		                    .kind = tilde->became == TILDE_OPEN ? SPAN_DELETE : SPAN_DELETE_END};
		vec_push(search->work->scratch, &spans, span);
	}
	flow_add_spans(search->work->scratch, search->flow, &spans);
}

/* Whether the text holds a byte that `then` follows. Most texts hold none of these signs, and memchr is fast. */
static bool
has_sign(str text, char first, const char *then)
{
	size_t n = strlen(then);
	for (size_t at; (at = str_find_char(text, first)) != SIZE_MAX; text = str_from(text, at + 1))
		if (text.n - at > n && memcmp(text.p + at + 1, then, n) == 0)
			return true;
	return false;
}

void
bare_links_find(struct work *work, struct flow *flow)
{
	struct search search = {.work = work, .flow = flow};
	str text = flow->text;
	if (has_sign(text, ':', "//") || has_sign(text, '@', "") || has_sign(text, 'w', "w.") ||
	    has_sign(text, 'W', "W.") || has_sign(text, 'W', "w.")) {
		find_links(&search);
		flow_add_spans(work->scratch, flow, &search.found);
	}
	if (has_sign(text, '~', "~"))
		find_strikethrough(&search);
}
