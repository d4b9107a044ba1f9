/* The HTML of inlines: the text of a block with its spans, and the elements that begin and end in it. Nothing of the source
   reaches the page but through escape_html(). */
#include "base/escape.h"
#include "markup/writer.h"

enum { DIGITS = 20 };

void
add_number(struct buffer *out, unsigned number)
{
	char digits[DIGITS];
	size_t at = DIGITS;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	buffer_add(out, (str){digits + at, DIGITS - at});
}

void
add_attribute(struct buffer *out, str name, str value)
{
	buffer_add_char(out, ' ');
	buffer_add(out, name);
	buffer_lit(out, "=\"");
	escape_html(out, value);
	buffer_add_char(out, '"');
}

void
add_words(struct buffer *out, str words)
{
	if (words.n)
		escape_html(out, words);
}

static void
add_shown(struct writer *w, const struct span *span)
{
	add_words(&w->out, span->text.n ? span->text : str_slice(w->flow->text, span->shown, span->shown_end));
}

void
write_span(struct writer *w, const struct span *span)
{
	switch (span->kind) {
	case SPAN_LINK:
		buffer_lit(&w->out, "<a");
		add_attribute(&w->out, S("href"), span->href);
		buffer_add_char(&w->out, '>');
		add_shown(w, span);
		buffer_lit(&w->out, "</a>");
		break;
	case SPAN_PLAIN:
		add_shown(w, span);
		break;
	case SPAN_OMISSION:
		buffer_lit(&w->out, "<span class=\"utelamnat\">");
		add_shown(w, span);
		buffer_lit(&w->out, "</span>");
		break;
	case SPAN_DELETE:
		buffer_lit(&w->out, "<del>");
		break;
	case SPAN_DELETE_END:
		buffer_lit(&w->out, "</del>");
		break;
	}
}

/* "beslut-1", "uppdrag-2" */
static void
add_notice_id(struct buffer *out, bool decision, unsigned number)
{
	buffer_add(out, decision ? S("beslut-") : S("uppdrag-"));
	add_number(out, number);
}

/* The beginning of the element of a decision or assignment. */
void
open_notice(struct writer *w, str tag, bool decision, unsigned number)
{
	buffer_add_char(&w->out, '<');
	buffer_add(&w->out, tag);
	buffer_add(&w->out, decision ? S(" class=\"beslut\" id=\"") : S(" class=\"uppdrag\" id=\""));
	add_notice_id(&w->out, decision, number);
	buffer_lit(&w->out, "\">");
}

static void
write_edge(struct writer *w, const struct edge *edge)
{
	bool notice = edge->kind == EDGE_DECISION || edge->kind == EDGE_ASSIGNMENT;
	if (edge->opens && notice)
		open_notice(w, S("span"), edge->kind == EDGE_DECISION, edge->number);
	else if (edge->opens)
		buffer_add(&w->out, edge->kind == EDGE_WORD ? S("<b class=\"markord\">") : S("<b class=\"kommun\">"));
	if (edge->closes)
		buffer_add(&w->out, notice ? S("</span>") : S("</b>"));
}

/* The next edges, when they stand before the node, or else after it. */
static void
write_edges_at(struct writer *w, const struct node *node, bool before)
{
	for (; w->edge < w->flow->edges.n; w->edge++) {
		const struct edge *edge = &w->flow->edges.items[w->edge];
		if (edge->node != node || edge->opens != before)
			return;
		write_edge(w, edge);
	}
}

/* Writes what is left of [from, to) of the text; a span that begins there is written whole. */
static void
write_spans(struct writer *w, size_t from, size_t to)
{
	const struct spans *spans = &w->flow->spans;
	size_t at = from > w->done ? from : w->done;
	while (at < to) {
		while (w->span < spans->n && spans->items[w->span].start < at)
			w->span++;
		const struct span *span = w->span < spans->n ? &spans->items[w->span] : NULL;
		if (!span || span->start >= to) {
			add_words(&w->out, str_slice(w->flow->text, at, to));
			at = to;
			break;
		}
		add_words(&w->out, str_slice(w->flow->text, at, span->start));
		write_span(w, span);
		at = span->end;
	}
	if (at > w->done)
		w->done = at;
}

/* The same with the edges inside. */
void
write_words(struct writer *w, size_t from, size_t to)
{
	const struct flow *flow = w->flow;
	while (w->edge < flow->edges.n && !flow->edges.items[w->edge].node && flow->edges.items[w->edge].at < to) {
		const struct edge *edge = &flow->edges.items[w->edge++];
		write_spans(w, from, edge->at);
		write_edge(w, edge);
	}
	write_spans(w, from, to);
}

static void
write_image(struct writer *w, const struct node *node)
{
	struct buffer alternative = {.arena = w->work->scratch};
	flow_plain(&alternative, w->flow, node->from, node->to);
	if (node->to > w->done)
		w->done = node->to;
	if (node->href.n == 0) {
		add_words(&w->out, buffer_str(&alternative));
		return;
	}
	buffer_lit(&w->out, "<img");
	add_attribute(&w->out, S("src"), node->href);
	add_attribute(&w->out, S("alt"), buffer_str(&alternative));
	if (node->title.n)
		add_attribute(&w->out, S("title"), node->title);
	buffer_lit(&w->out, "/>");
}

/* "not-<document>-1", and back "notref-<document>-1" and "notref-<document>-1-2". */
void
add_footnote_id(struct writer *w, const char *prefix, unsigned number, unsigned use)
{
	buffer_add(&w->out, str_of(prefix));
	add_words(&w->out, w->work->document->id);
	buffer_add_char(&w->out, '-');
	add_number(&w->out, number);
	if (use > 1) {
		buffer_add_char(&w->out, '-');
		add_number(&w->out, use);
	}
}

static void
write_footnote_reference(struct writer *w, const struct node *node)
{
	unsigned number = node->number > 0 ? (unsigned)node->number : 0;
	if (number == 0 || number > w->footnotes)
		return;
	buffer_lit(&w->out, "<sup><a id=\"");
	add_footnote_id(w, "notref-", number, ++w->uses[number]);
	buffer_lit(&w->out, "\" href=\"");
	add_footnote_id(w, "#not-", number, 0);
	buffer_lit(&w->out, "\" role=\"doc-noteref\" aria-label=\"");
	add_words(&w->out, w->work->markup->words.footnote);
	buffer_add_char(&w->out, ' ');
	add_number(&w->out, number);
	buffer_lit(&w->out, "\">");
	add_number(&w->out, number);
	buffer_lit(&w->out, "</a></sup>");
}

static void
enter_inline(struct writer *w, const struct node *node, size_t end)
{
	size_t to = node->to < end ? node->to : end;
	switch (node->kind) {
	case NODE_TEXT:
	case NODE_HTML:
		write_words(w, node->from, to);
		break;
	case NODE_SOFT_BREAK:
	case NODE_HARD_BREAK:
		if (node->from >= w->done) {
			buffer_add(&w->out, node->kind == NODE_SOFT_BREAK ? S("\n") : S("<br/>\n"));
			w->done = node->to;
		}
		break;
	case NODE_CODE:
		buffer_lit(&w->out, "<code>");
		write_words(w, node->from, to);
		buffer_lit(&w->out, "</code>");
		break;
	case NODE_EMPHASIS:
		buffer_lit(&w->out, "<em>");
		break;
	case NODE_STRONG:
		buffer_lit(&w->out, "<strong>");
		break;
	case NODE_LINK:
		if (node->href.n == 0)
			break;
		buffer_lit(&w->out, "<a");
		add_attribute(&w->out, S("href"), node->href);
		if (node->title.n)
			add_attribute(&w->out, S("title"), node->title);
		buffer_add_char(&w->out, '>');
		break;
	case NODE_IMAGE:
		write_image(w, node);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		write_footnote_reference(w, node);
		break;
	default:
		break;
	}
}

static void
leave_inline(struct writer *w, const struct node *node)
{
	if (node->kind == NODE_EMPHASIS)
		buffer_lit(&w->out, "</em>");
	else if (node->kind == NODE_STRONG)
		buffer_lit(&w->out, "</strong>");
	else if (node->kind == NODE_LINK && node->href.n)
		buffer_lit(&w->out, "</a>");
	write_edges_at(w, node, false);
}

/* Whether an inline has nothing in [from, to). */
static bool
is_outside(const struct node *node, size_t from, size_t to)
{
	return node->from >= to || (node->to <= from && node->from < from);
}

/* Writes [from, to) of the text of a block. */
void
write_stretch(struct writer *w, const struct node *block, size_t from, size_t to)
{
	w->flow = block->flow;
	w->span = w->edge = 0;
	w->done = from;
	while (w->edge < w->flow->edges.n && w->flow->edges.items[w->edge].at < from)
		w->edge++;
	const struct node *node = block->first;
	while (node) {
		bool outside = is_outside(node, from, to);
		if (!outside) {
			write_edges_at(w, node, true);
			enter_inline(w, node, to);
		}
		if (!outside && node->first && node->kind != NODE_IMAGE) {
			node = node->first;
			continue;
		}
		if (!outside)
			leave_inline(w, node);
		while (!node->next) {
			node = node->parent;
			if (node == block)
				return;
			leave_inline(w, node);
		}
		node = node->next;
	}
}

/* Writes the text of a block from an offset on. */
void
write_flow(struct writer *w, const struct node *block, size_t from)
{
	write_stretch(w, block, from, SIZE_MAX);
}
