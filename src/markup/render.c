/* The HTML writer: over the tree and its spans, part by part. What it writes is also well-formed XML. Nothing of the source
   reaches the page but through escape_html(). */
#include "base/buffer.h"
#include "base/escape.h"
#include "markup/work.h"

enum { DIGITS = 20 };

struct writer {
	struct work *work;
	struct buffer out;
	unsigned item; /* whose blocks get ids; meaningless in footnotes, which have none */
	unsigned tables;
	unsigned *uses; /* how often each footnote has been referred to so far */
	size_t footnotes;
	/* In the flow being written: */
	const struct flow *flow;
	size_t span; /* the next one */
	size_t edge; /* the next one */
	size_t done; /* text before this offset has been written, or is not wanted */
};

static void
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

static void
add_attribute(struct buffer *out, str name, str value)
{
	buffer_add_char(out, ' ');
	buffer_add(out, name);
	buffer_lit(out, "=\"");
	escape_html(out, value);
	buffer_add_char(out, '"');
}

static void
add_words(struct buffer *out, str words)
{
	if (words.n)
		escape_html(out, words);
}

/* Inlines */

static void
add_shown(struct writer *w, const struct span *span)
{
	add_words(&w->out, span->text.n ? span->text : str_slice(w->flow->text, span->shown, span->shown_end));
}

static void
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
static void
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
static void
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
static void
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
static void
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
static void
write_flow(struct writer *w, const struct node *block, size_t from)
{
	write_stretch(w, block, from, SIZE_MAX);
}

/* Blocks */

static void
open_block(struct writer *w, const struct node *node, const char *tag)
{
	buffer_add_char(&w->out, '<');
	buffer_add(&w->out, str_of(tag));
	if (node->block) {
		buffer_lit(&w->out, " id=\"p");
		add_number(&w->out, w->item);
		buffer_add_char(&w->out, '-');
		add_number(&w->out, node->block);
		buffer_add_char(&w->out, '"');
	}
	buffer_add_char(&w->out, '>');
}

static bool
is_in_tight_list(const struct node *node)
{
	return node->parent->kind == NODE_ITEM && node->parent->parent->tight;
}

/* The list whose items are reports, when the paragraph begins one of them: the label was its term. */
static bool
begins_report(const struct node *node)
{
	const struct node *item = node->parent;
	return item->kind == NODE_ITEM && item->first == node && item->parent->reports;
}

static void
write_paragraph(struct writer *w, const struct node *node)
{
	size_t from = begins_report(node) ? node->flow->report : 0;
	if (!is_in_tight_list(node)) {
		open_block(w, node, "p");
		write_flow(w, node, from);
		buffer_lit(&w->out, "</p>\n");
		return;
	}
	bool first = node->parent->first == node;
	if (!first)
		open_block(w, node, "div");
	write_flow(w, node, from);
	buffer_add(&w->out, !first ? S("</div>\n") : node->next ? S("\n") : S(""));
}

static void
write_heading(struct writer *w, const struct node *node)
{
	char level = (char)('0' + node->level);
	buffer_lit(&w->out, "<h");
	buffer_add_char(&w->out, level);
	buffer_add_char(&w->out, '>');
	write_flow(w, node, 0);
	buffer_lit(&w->out, "</h");
	buffer_add_char(&w->out, level);
	buffer_lit(&w->out, ">\n");
}

static void
write_verbatim(struct writer *w, const struct node *node)
{
	buffer_add(&w->out, node->kind == NODE_HTML_BLOCK ? S("<pre class=\"html\"><code>") : S("<pre><code>"));
	w->flow = node->flow;
	w->span = w->done = 0;
	write_words(w, 0, node->flow->text.n);
	buffer_lit(&w->out, "</code></pre>\n");
}

static void
open_list(struct writer *w, const struct node *node)
{
	if (node->reports) {
		buffer_lit(&w->out, "<dl class=\"laget-runt\">\n");
	} else if (!node->ordered) {
		buffer_lit(&w->out, "<ul>\n");
	} else if (node->number == 1) {
		buffer_lit(&w->out, "<ol>\n");
	} else {
		buffer_lit(&w->out, "<ol start=\"");
		add_number(&w->out, node->number > 0 ? (unsigned)node->number : 0);
		buffer_lit(&w->out, "\">\n");
	}
}

/* The municipalities of a report: its label, or those that a mark names. */
static void
write_terms(struct writer *w, const struct node *paragraph)
{
	const struct flow *flow = paragraph->flow;
	w->flow = flow;
	for (size_t i = 0; i < flow->terms.n; i++) {
		buffer_lit(&w->out, "<dt>");
		write_span(w, &flow->terms.items[i]);
		buffer_lit(&w->out, "</dt>\n");
	}
	if (flow->terms.n)
		return;
	buffer_lit(&w->out, "<dt>");
	write_stretch(w, paragraph, 0, flow->label_end);
	buffer_lit(&w->out, "</dt>\n");
}

static void
open_item(struct writer *w, const struct node *node)
{
	bool report = node->parent->reports;
	if (report)
		write_terms(w, node->first);
	open_block(w, node, report ? "dd" : "li");
	if (node->notice)
		open_notice(w, S("div"), node->decision, node->notice);
	if (node->task) {
		buffer_lit(&w->out, "<input type=\"checkbox\" disabled=\"disabled\"");
		if (node->done)
			buffer_lit(&w->out, " checked=\"checked\"");
		add_attribute(&w->out, S("aria-label"),
		              node->done ? w->work->markup->words.done : w->work->markup->words.undone);
		buffer_lit(&w->out, "/> ");
	}
	if (node->first && !(node->first->kind == NODE_PARAGRAPH && node->parent->tight))
		buffer_lit(&w->out, "\n");
}

static void
close_item(struct writer *w, const struct node *node)
{
	if (node->notice)
		buffer_lit(&w->out, "</div>");
	buffer_add(&w->out, node->parent->reports ? S("</dd>\n") : S("</li>\n"));
}

static void
open_table(struct writer *w)
{
	buffer_lit(&w->out, "<div class=\"tabell\" role=\"region\" tabindex=\"0\" aria-label=\"");
	add_words(&w->out, w->work->markup->words.table);
	buffer_add_char(&w->out, ' ');
	add_number(&w->out, ++w->tables);
	buffer_lit(&w->out, "\"><table>\n");
}

static void
open_row(struct writer *w, const struct node *node)
{
	if (node->header)
		buffer_lit(&w->out, "<thead>\n");
	else if (node->parent->first->next == node)
		buffer_lit(&w->out, "<tbody>\n");
	open_block(w, node, "tr");
}

static void
close_row(struct writer *w, const struct node *node)
{
	buffer_lit(&w->out, "</tr>\n");
	if (node->header)
		buffer_lit(&w->out, "</thead>\n");
	else if (!node->next)
		buffer_lit(&w->out, "</tbody>\n");
}

static str
alignment_class(char align)
{
	return align == 'c' ? S(" class=\"mitten\"") : align == 'r' ? S(" class=\"hoger\"") : S("");
}

/* A heading cell without text is no heading of anything. */
static void
write_cell(struct writer *w, const struct node *node)
{
	bool heading = node->parent->header && node->flow->text.n;
	buffer_add(&w->out, heading ? S("<th scope=\"col\"") : S("<td"));
	buffer_add(&w->out, alignment_class(node->align));
	buffer_add_char(&w->out, '>');
	write_flow(w, node, 0);
	buffer_add(&w->out, heading ? S("</th>") : S("</td>"));
}

static void
enter_block(struct writer *w, const struct node *node)
{
	if (node->notice && node->kind == NODE_PARAGRAPH) {
		open_notice(w, S("div"), node->decision, node->notice);
		buffer_add_char(&w->out, '\n');
	}
	switch (node->kind) {
	case NODE_QUOTE:
		buffer_lit(&w->out, "<blockquote>\n");
		break;
	case NODE_LIST:
		open_list(w, node);
		break;
	case NODE_ITEM:
		open_item(w, node);
		break;
	case NODE_CODE_BLOCK:
	case NODE_HTML_BLOCK:
		write_verbatim(w, node);
		break;
	case NODE_PARAGRAPH:
		write_paragraph(w, node);
		break;
	case NODE_HEADING:
		write_heading(w, node);
		break;
	case NODE_RULE:
		buffer_lit(&w->out, "<hr/>\n");
		break;
	case NODE_TABLE:
		open_table(w);
		break;
	case NODE_ROW:
		open_row(w, node);
		break;
	case NODE_CELL:
		write_cell(w, node);
		break;
	default:
		break;
	}
}

static void
leave_block(struct writer *w, const struct node *node)
{
	if (node->kind == NODE_QUOTE)
		buffer_lit(&w->out, "</blockquote>\n");
	else if (node->kind == NODE_LIST)
		buffer_add(&w->out, node->reports ? S("</dl>\n") : node->ordered ? S("</ol>\n") : S("</ul>\n"));
	else if (node->kind == NODE_ITEM)
		close_item(w, node);
	else if (node->kind == NODE_TABLE)
		buffer_lit(&w->out, "</table></div>\n");
	else if (node->kind == NODE_ROW)
		close_row(w, node);
	if (node->ends_notice)
		buffer_lit(&w->out, "</div>\n");
}

/* Blocks hold at most LIMIT_CONTAINERS others around them, but a loop is as short as a recursion here. */
static void
write_blocks(struct writer *w, const struct node *first, const struct node *after)
{
	for (const struct node *top = first; top && top != after; top = top->next) {
		const struct node *node = top;
		for (;;) {
			enter_block(w, node);
			if (node->first && !node->flow) {
				node = node->first;
				continue;
			}
			leave_block(w, node);
			while (node != top && !node->next) {
				node = node->parent;
				leave_block(w, node);
			}
			if (node == top)
				break;
			node = node->next;
		}
	}
}

/* The document */

static str
take(struct writer *w)
{
	str html = w->out.n ? str_copy(w->work->arena, buffer_str(&w->out)) : (str){0};
	buffer_clear(&w->out);
	return html;
}

static void
add_anchor(struct writer *w)
{
	str anchor = take(w);
	vec_push(w->work->arena, &w->work->body->anchors, anchor);
}

static void
add_anchors(struct writer *w, const struct part *part)
{
	for (unsigned block = 0; block <= part->blocks; block++) {
		buffer_add_char(&w->out, 'p');
		add_number(&w->out, part->number);
		if (block) {
			buffer_add_char(&w->out, '-');
			add_number(&w->out, block);
		}
		add_anchor(w);
	}
}

static void
write_part(struct writer *w, const struct part *part)
{
	struct work *work = w->work;
	struct item item = {.number = part->number, .blocks = part->blocks};
	w->item = part->number;
	if (part->heading) {
		const struct flow *flow = part->heading->flow;
		item.label = str_copy(work->arena, part->label);
		item.title = shown_text(work, flow, part->title, flow->text.n);
		item.place = tree_lines(work->tree, part->heading->line, part->heading->last_line);
		write_flow(w, part->heading, part->title);
		item.title_html = take(w);
	} else {
		uint32_t line = part->first->line;
		item.place = tree_lines(work->tree, line, line);
	}
	write_blocks(w, part->first, part->after);
	item.html = take(w);
	vec_push(work->arena, &work->body->items, item);
	add_anchors(w, part);
}

static void
write_back_link(struct writer *w, unsigned number, unsigned use)
{
	buffer_lit(&w->out, " <a href=\"");
	add_footnote_id(w, "#notref-", number, use);
	buffer_lit(&w->out, "\" role=\"doc-backlink\"");
	add_attribute(&w->out, S("aria-label"), w->work->markup->words.back);
	buffer_lit(&w->out, ">↩</a>");
}

static void
write_footnote(struct writer *w, const struct node *footnote)
{
	unsigned number = (unsigned)footnote->number;
	buffer_lit(&w->out, "<li id=\"");
	add_footnote_id(w, "not-", number, 0);
	buffer_lit(&w->out, "\">\n");
	write_blocks(w, footnote->first, NULL);
	for (unsigned use = 1; use <= w->uses[number]; use++)
		write_back_link(w, number, use);
	buffer_lit(&w->out, "</li>\n");
}

static void
add_footnote_anchors(struct writer *w)
{
	for (unsigned number = 1; number <= w->footnotes; number++) {
		add_footnote_id(w, "not-", number, 0);
		add_anchor(w);
		for (unsigned use = 1; use <= w->uses[number]; use++) {
			add_footnote_id(w, "notref-", number, use);
			add_anchor(w);
		}
	}
}

static void
write_footnotes(struct writer *w)
{
	if (w->footnotes == 0)
		return;
	buffer_lit(&w->out, "<section class=\"fotnoter\" role=\"doc-endnotes\"");
	add_attribute(&w->out, S("aria-label"), w->work->markup->words.footnotes);
	buffer_lit(&w->out, "><ol>\n");
	for (const struct node *node = w->work->tree->root->first; node; node = node->next)
		if (node->kind == NODE_FOOTNOTE)
			write_footnote(w, node);
	buffer_lit(&w->out, "</ol></section>\n");
	w->work->body->footnotes_html = take(w);
	add_footnote_anchors(w);
}

void
render(struct work *work)
{
	struct writer writer = {.work = work, .out = {.arena = work->scratch}};
	for (const struct node *node = work->tree->root->first; node; node = node->next)
		writer.footnotes += node->kind == NODE_FOOTNOTE;
	writer.uses = arena_array(work->scratch, unsigned, writer.footnotes + 1);
	for (size_t i = 0; i < work->outline.n; i++)
		write_part(&writer, &work->outline.items[i]);
	write_footnotes(&writer);
}
