/* The HTML writer: over the tree, part by part. What it writes is also well-formed XML. Nothing of the source reaches
   the page but through escape_html(). */
#include "archive/mask.h"
#include "markup/writer.h"

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

/* What a reader sees of the part's blocks, a line each; footnotes stand in no part. */
static str
text_of_part(struct work *work, const struct part *part)
{
	struct buffer out = {.arena = work->scratch};
	for (struct node *top = part->first; top && top != part->after; top = top->next)
		for (struct node *node = top; node; node = tree_next(top, node, true))
			if (node->kind < NODE_TEXT && node->flow) {
				flow_plain(&out, node->flow, 0, node->flow->text.n);
				buffer_add_char(&out, '\n');
			}
	return str_copy(work->arena, archive_mask_lines(work->markup->archive, work->scratch, str_trim(buffer_str(&out))));
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
	item.text = text_of_part(work, part);
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
