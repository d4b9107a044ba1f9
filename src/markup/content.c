/* Finds a block's text in the lines of the source, as cmark's block parser found it: through the prefixes of the containers
   around it, with lazy continuation lines, tabs, task marks and the cells of a table row. */
#include "markup/content.h"

#include <string.h>

#include "base/limits.h"
#include "markup/linkscan.h"

enum { CODE_INDENT = 4, TAB = 4 };

/* Where the scan of a line is. A tab that was used in part leaves `pending` columns. */
struct cursor {
	const char *p, *end;
	int column, pending;
	bool lazy; /* a mark was missing: the line continues a paragraph all the same */
};

static struct cursor
cursor_of(const struct tree *tree, uint32_t line)
{
	const char *p = tree->source->text.p + tree->lines[line];
	return (struct cursor){.p = p, .end = p + tree_line(tree, line).n};
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Columns of white space from here. */
static int
indent(const struct cursor *c)
{
	int column = c->column + c->pending;
	for (const char *p = c->p; p < c->end && (*p == ' ' || *p == '\t'); p++)
		column += *p == '\t' ? TAB - column % TAB : 1;
	return column - c->column;
}

static void
skip_columns(struct cursor *c, int n)
{
	while (n > 0) {
		if (c->pending == 0) {
			if (c->p == c->end || (*c->p != ' ' && *c->p != '\t'))
				return;
			c->pending = *c->p == '\t' ? TAB - c->column % TAB : 1;
			c->p++;
		}
		int step = c->pending < n ? c->pending : n;
		c->pending -= step;
		c->column += step;
		n -= step;
	}
}

static void
skip_bytes(struct cursor *c, size_t n)
{
	size_t left = (size_t)(c->end - c->p);
	n = n < left ? n : left;
	c->p += n;
	c->column += (int)n;
}

static bool
skip_quote(struct cursor *c)
{
	int columns = indent(c);
	if (columns >= CODE_INDENT)
		return false;
	struct cursor next = *c;
	skip_columns(&next, columns);
	if (next.p == next.end || *next.p != '>')
		return false;
	skip_bytes(&next, 1);
	skip_columns(&next, 1);
	*c = next;
	return true;
}

static size_t
marker_length(const struct cursor *c)
{
	const char *p = c->p;
	while (p < c->end && *p >= '0' && *p <= '9')
		p++;
	return p < c->end ? (size_t)(p - c->p) + 1 : (size_t)(p - c->p);
}

/* Steps over the marker of the item that begins here, and says how far its lines must be indented. */
static int
skip_marker(struct cursor *c)
{
	int start = c->column;
	skip_columns(c, indent(c));
	skip_bytes(c, marker_length(c));
	int spaces = indent(c);
	if (spaces > CODE_INDENT || skip_blanks(c->p, c->end) == c->end)
		spaces = 1;
	int width = c->column - start + spaces;
	skip_columns(c, spaces);
	return width;
}

static void
skip_footnote_mark(struct cursor *c)
{
	const char *colon = memchr(c->p, ':', (size_t)(c->end - c->p));
	skip_columns(c, indent(c));
	if (colon && colon >= c->p)
		skip_bytes(c, (size_t)(colon - c->p) + 1);
}

struct containers {
	struct node *nodes[2 * LIMIT_CONTAINERS + 2];
	size_t n;
};

/* The quotes, list items and footnote around a block, outermost first. */
static struct containers
containers_of(const struct node *block)
{
	struct containers all = {0};
	for (struct node *node = block->parent; node; node = node->parent)
		if ((node->kind == NODE_QUOTE || node->kind == NODE_ITEM || node->kind == NODE_FOOTNOTE) &&
		    all.n < sizeof all.nodes / sizeof *all.nodes)
			all.nodes[all.n++] = node;
	for (size_t i = 0; i < all.n / 2; i++) {
		struct node *swap = all.nodes[i];
		all.nodes[i] = all.nodes[all.n - 1 - i];
		all.nodes[all.n - 1 - i] = swap;
	}
	return all;
}

static int item_width(const struct tree *, const struct containers *, size_t);

/* Steps over the marks of the first n containers on a line; stops early on a lazy continuation line. */
static struct cursor
skip_containers(const struct tree *tree, const struct containers *all, size_t n, uint32_t line)
{
	struct cursor c = cursor_of(tree, line);
	for (size_t i = 0; i < n && !c.lazy; i++) {
		const struct node *node = all->nodes[i];
		bool opens = node->line == line;
		if (node->kind == NODE_QUOTE) {
			c.lazy = !skip_quote(&c);
		} else if (opens && node->kind == NODE_ITEM) {
			skip_marker(&c);
		} else if (opens) {
			skip_footnote_mark(&c);
		} else {
			int width = node->kind == NODE_ITEM ? item_width(tree, all, i) : CODE_INDENT;
			c.lazy = indent(&c) < width;
			if (!c.lazy)
				skip_columns(&c, width);
		}
	}
	return c;
}

/* The recursion goes outwards only, and each width is worked out once. */
static int
item_width(const struct tree *tree, const struct containers *all, size_t at)
{
	struct node *item = all->nodes[at];
	if (item->width == 0) {
		struct cursor c = skip_containers(tree, all, at, item->line);
		item->width = skip_marker(&c);
	}
	return item->width;
}

static uint32_t
offset_of(const struct tree *tree, const char *p)
{
	return (uint32_t)(p - tree->source->text.p);
}

static const char *
skip_task_mark(const struct node *block, const char *p, const char *end)
{
	const struct node *item = block->parent;
	if (item->kind == NODE_ITEM && item->task && item->first == block && end - p >= 3 && p[0] == '[' && p[2] == ']')
		return skip_blanks(p + 3, end);
	return p;
}

static const char *
skip_heading_mark(const struct node *block, const char *p, const char *end)
{
	if (block->kind != NODE_HEADING || block->line != block->last_line)
		return p;
	while (p < end && *p == '#')
		p++;
	return skip_blanks(p, end);
}

/* Where the block's text begins and ends on a line. */
static struct segment
text_of_line(const struct tree *tree, const struct node *block, const struct containers *all, uint32_t line,
             uint32_t *end)
{
	struct cursor c = skip_containers(tree, all, all->n, line);
	/* cmark leaves the white space before a lazy line to the inline parser. */
	const char *p = c.lazy ? c.p : skip_blanks(c.p, c.end);
	if (line == block->line) {
		p = skip_task_mark(block, p, c.end);
		p = skip_heading_mark(block, p, c.end);
	}
	*end = offset_of(tree, c.end);
	return (struct segment){.source = offset_of(tree, p)};
}

/* Appends source text to the content, in one segment with what stands before it when they are neighbours. */
struct pieces {
	const struct tree *tree;
	VEC(struct segment) starts; /* `at` is the length here */
};

static void
add_piece(struct pieces *pieces, uint32_t start, uint32_t end)
{
	if (start >= end)
		return;
	if (pieces->starts.n) {
		struct segment *last = &pieces->starts.items[pieces->starts.n - 1];
		if (last->source + last->at == start) {
			last->at += end - start;
			return;
		}
	}
	vec_push(pieces->tree->arena, &pieces->starts, (struct segment){.at = end - start, .source = start});
}

/* Joins the pieces; a single one is borrowed from the source. */
static struct content
join(const struct pieces *pieces)
{
	struct content content = {0};
	const char *source = pieces->tree->source->text.p;
	size_t n = 0;
	for (size_t i = 0; i < pieces->starts.n; i++) {
		vec_push(pieces->tree->arena, &content.segments,
		         (struct segment){.at = (uint32_t)n, .source = pieces->starts.items[i].source});
		n += pieces->starts.items[i].at;
	}
	if (pieces->starts.n == 1) {
		content.text = (str){source + pieces->starts.items[0].source, n};
	} else if (n) {
		char *joined = arena_alloc(pieces->tree->arena, n);
		for (size_t i = 0; i < pieces->starts.n; i++)
			memcpy(joined + content.segments.items[i].at, source + pieces->starts.items[i].source,
			       pieces->starts.items[i].at);
		content.text = (str){joined, n};
	}
	return content;
}

/* Adds the source without the backslash of each `\|`: in tables they are undone before anything else is read. */
static void
add_without_pipe_escapes(struct pieces *pieces, uint32_t start, uint32_t end)
{
	const char *text = pieces->tree->source->text.p;
	for (uint32_t i = start; i + 1 < end; i++) {
		if (text[i] == '\\' && text[i + 1] == '|') {
			add_piece(pieces, start, i);
			start = ++i;
		}
	}
	add_piece(pieces, start, end);
}

/* The ends of a row's cells are the pipes without a backslash before them. */
static void
add_cell(struct pieces *pieces, const struct node *cell, const struct containers *all)
{
	uint32_t end;
	uint32_t at = text_of_line(pieces->tree, cell->parent, all, cell->line, &end).source;
	const char *text = pieces->tree->source->text.p;
	if (at < end && text[at] == '|')
		at++;
	for (const struct node *before = cell->parent->first;; before = before->next) {
		uint32_t stop = at;
		while (stop < end && (text[stop] != '|' || (stop > at && text[stop - 1] == '\\')))
			stop++;
		if (before == cell || !before) {
			at = offset_of(pieces->tree, skip_blanks(text + at, text + stop));
			add_without_pipe_escapes(pieces, at, stop);
			return;
		}
		at = stop < end ? stop + 1 : end;
	}
}

static void
skip_definitions(struct content *content)
{
	size_t at = 0;
	for (size_t end; at < content->text.n && content->text.p[at] == '['; at = end) {
		end = linkscan_definition(content->text, at);
		if (end == SIZE_MAX)
			break;
	}
	if (at == 0 || at >= content->text.n)
		return;
	size_t left;
	uint32_t source = content_source(content, at, &left);
	size_t kept = 0;
	for (size_t i = 0; i < content->segments.n; i++) {
		struct segment segment = content->segments.items[i];
		if (segment.at > at)
			content->segments.items[++kept] = (struct segment){segment.at - (uint32_t)at, segment.source};
	}
	content->segments.items[0] = (struct segment){0, source};
	content->segments.n = kept + 1;
	content->text = str_from(content->text, at);
}

struct content
content_of(const struct tree *tree, const struct node *block)
{
	struct pieces pieces = {.tree = tree};
	struct containers all = containers_of(block);
	if (block->kind == NODE_CELL) {
		add_cell(&pieces, block, &all);
		return join(&pieces);
	}
	for (uint32_t line = block->line; line && line <= block->last_line && line <= tree->line_count; line++) {
		uint32_t end;
		uint32_t start = text_of_line(tree, block, &all, line, &end).source;
		if (end < tree->lines[line + 1])
			end++;
		if (block->unpiped)
			add_without_pipe_escapes(&pieces, start, end);
		else
			add_piece(&pieces, start, end);
	}
	struct content content = join(&pieces);
	if (block->kind == NODE_PARAGRAPH || block->line != block->last_line)
		skip_definitions(&content);
	return content;
}

uint32_t
content_source(const struct content *content, size_t at, size_t *left)
{
	size_t low = 0, high = content->segments.n;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (content->segments.items[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	if (content->segments.n == 0) {
		*left = 0;
		return 0;
	}
	size_t end = low + 1 < content->segments.n ? content->segments.items[low + 1].at : content->text.n;
	*left = at < end ? end - at : 0;
	return content->segments.items[low].source + (uint32_t)(at - content->segments.items[low].at);
}
