/* The only file that includes cmark-gfm. It parses with an allocator that takes everything from the document's arena and
   leaves by longjmp when a ceiling is passed, then copies the shape of cmark's tree into ours; the strings are borrowed.

   Only `table` and `tasklist` are attached: the extensions that add inline characters keep them in a table shared by all
   threads. Positions that this version of cmark gets wrong are mended here. */
#include "markup/parse.h"

#define CMARK_NO_SHORT_NAMES /* NODE_PARAGRAPH and the like are ours */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <setjmp.h>
#include <stdalign.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"

/* cmark's allocator callbacks carry no context, so this is per thread. */
struct allocation {
	struct arena *arena;
	size_t left;
	jmp_buf passed;
};
static _Thread_local struct allocation *allocation;

/* Stands before each piece of memory, since cmark does not say the old size. */
struct piece {
	alignas(max_align_t) size_t size;
};

static void
charge(size_t size)
{
	if (size > allocation->left)
		longjmp(allocation->passed, 1);
	allocation->left -= size;
}

static void *
cmark_calloc(size_t count, size_t size)
{
	if (size && count > LIMIT_DOCUMENT_MEMORY / size)
		longjmp(allocation->passed, 1);
	size = count * size + sizeof(struct piece);
	charge(size);
	struct piece *piece = arena_alloc(allocation->arena, size);
	piece->size = size;
	return piece + 1;
}

static void *
cmark_realloc(void *memory, size_t size)
{
	if (!memory)
		return cmark_calloc(1, size);
	struct piece *piece = (struct piece *)memory - 1;
	size_t old = piece->size;
	if (size > LIMIT_DOCUMENT_MEMORY)
		longjmp(allocation->passed, 1);
	size += sizeof *piece;
	if (size <= old)
		return memory;
	charge(size);
	piece = arena_grow_bytes(allocation->arena, piece, old, size);
	piece->size = size;
	return piece + 1;
}

static void
cmark_release(void *memory)
{
	(void)memory;
}

static cmark_mem cmark_memory = {cmark_calloc, cmark_realloc, cmark_release};
static cmark_syntax_extension *tables, *task_lists;

void
parse_prepare(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	tables = cmark_find_syntax_extension("table");
	task_lists = cmark_find_syntax_extension("tasklist");
}

struct conversion {
	struct tree *tree;
	struct diag_list *diags;
	struct flow *flow; /* the one being filled */
	size_t expanded; /* bytes of link targets and titles */
	unsigned depth; /* quotes and lists around the node */
	unsigned in_link, in_image;
	int footnotes;
	bool failed;
};

/* Kinds that extensions add have no constants in the public headers. */
static enum node_kind
extension_kind(const char *name)
{
	if (strcmp(name, "table") == 0)
		return NODE_TABLE;
	if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0)
		return NODE_ROW;
	if (strcmp(name, "table_cell") == 0)
		return NODE_CELL;
	return NODE_PARAGRAPH;
}

/* cmark numbers its blocks and inlines from 1 each. */
static enum node_kind
kind_of(cmark_node *node)
{
	static const enum node_kind blocks[] = {
	    [CMARK_NODE_DOCUMENT & CMARK_NODE_VALUE_MASK] = NODE_DOCUMENT,
	    [CMARK_NODE_BLOCK_QUOTE & CMARK_NODE_VALUE_MASK] = NODE_QUOTE,
	    [CMARK_NODE_LIST & CMARK_NODE_VALUE_MASK] = NODE_LIST,
	    [CMARK_NODE_ITEM & CMARK_NODE_VALUE_MASK] = NODE_ITEM,
	    [CMARK_NODE_CODE_BLOCK & CMARK_NODE_VALUE_MASK] = NODE_CODE_BLOCK,
	    [CMARK_NODE_HTML_BLOCK & CMARK_NODE_VALUE_MASK] = NODE_HTML_BLOCK,
	    [CMARK_NODE_PARAGRAPH & CMARK_NODE_VALUE_MASK] = NODE_PARAGRAPH,
	    [CMARK_NODE_HEADING & CMARK_NODE_VALUE_MASK] = NODE_HEADING,
	    [CMARK_NODE_THEMATIC_BREAK & CMARK_NODE_VALUE_MASK] = NODE_RULE,
	    [CMARK_NODE_FOOTNOTE_DEFINITION & CMARK_NODE_VALUE_MASK] = NODE_FOOTNOTE,
	};
	static const enum node_kind inlines[] = {
	    [CMARK_NODE_TEXT & CMARK_NODE_VALUE_MASK] = NODE_TEXT,
	    [CMARK_NODE_SOFTBREAK & CMARK_NODE_VALUE_MASK] = NODE_SOFT_BREAK,
	    [CMARK_NODE_LINEBREAK & CMARK_NODE_VALUE_MASK] = NODE_HARD_BREAK,
	    [CMARK_NODE_CODE & CMARK_NODE_VALUE_MASK] = NODE_CODE,
	    [CMARK_NODE_HTML_INLINE & CMARK_NODE_VALUE_MASK] = NODE_HTML,
	    [CMARK_NODE_EMPH & CMARK_NODE_VALUE_MASK] = NODE_EMPHASIS,
	    [CMARK_NODE_STRONG & CMARK_NODE_VALUE_MASK] = NODE_STRONG,
	    [CMARK_NODE_LINK & CMARK_NODE_VALUE_MASK] = NODE_LINK,
	    [CMARK_NODE_IMAGE & CMARK_NODE_VALUE_MASK] = NODE_IMAGE,
	    [CMARK_NODE_FOOTNOTE_REFERENCE & CMARK_NODE_VALUE_MASK] = NODE_FOOTNOTE_REFERENCE,
	};
	unsigned type = (unsigned)cmark_node_get_type(node), value = type & CMARK_NODE_VALUE_MASK;
	if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
		return value < sizeof inlines / sizeof *inlines ? inlines[value] : NODE_TEXT;
	return value < sizeof blocks / sizeof *blocks ? blocks[value]
	                                              : extension_kind(cmark_node_get_type_string(node));
}

/* cmark calls an item done when "[x]" stands anywhere on its line; the mark itself is what counts. */
static bool
is_done(const struct tree *tree, const struct node *item)
{
	str line = str_from(tree_line(tree, item->line), item->column ? item->column - 1 : 0);
	size_t mark = str_find_char(line, '[');
	return mark != SIZE_MAX && mark + 1 < line.n && (line.p[mark + 1] | 32) == 'x';
}

static void
read_item(const struct tree *tree, struct node *node, cmark_node *from)
{
	node->task = strcmp(cmark_node_get_type_string(from), "tasklist") == 0;
	node->done = node->task && is_done(tree, node);
}

static void
read_list(struct node *node, cmark_node *from)
{
	node->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	node->tight = cmark_node_get_list_tight(from) != 0;
	node->number = cmark_node_get_list_start(from);
}

/* A table takes the place of the paragraph it was found in, and so has that one's first line; its first row is the second
   last line before its first row of values. */
static void
read_table(struct node *node)
{
	node->last_line = node->last_line > node->line ? node->last_line : node->line + 1;
}

static uint32_t
header_line(cmark_node *header, const struct node *table)
{
	cmark_node *next = cmark_node_next(header);
	int line = next ? cmark_node_get_start_line(next) - 2 : (int)table->last_line - 1;
	return line < (int)table->line ? table->line : (uint32_t)line;
}

/* Lines that stood before the header row became a paragraph without a place. */
static void
mend_paragraph_before(struct node *table, uint32_t header)
{
	struct node *before = table->parent->first;
	while (before->next && before->next != table)
		before = before->next;
	if (before == table || before->kind != NODE_PARAGRAPH || before->line != 0)
		return;
	before->unpiped = true;
	before->line = table->line;
	before->column = table->column;
	before->last_line = header > table->line ? header - 1 : table->line;
	table->line = header;
}

static void
read_row(struct node *node, cmark_node *from)
{
	node->header = cmark_gfm_extensions_get_table_row_is_header(from) != 0;
	if (node->header) {
		node->line = node->last_line = header_line(from, node->parent);
		mend_paragraph_before(node->parent, node->line);
	}
}

static void
read_cell(struct node *node, cmark_node *from)
{
	node->line = node->last_line = node->parent->line;
	cmark_node *row = cmark_node_parent(from), *table = cmark_node_parent(row);
	uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
	unsigned index = 0;
	for (const struct node *cell = node->parent->first; cell && cell != node; cell = cell->next)
		index++;
	if (alignments && index < cmark_gfm_extensions_get_table_columns(table))
		node->align = (char)alignments[index];
}

static void
read_link(struct conversion *c, struct node *node, cmark_node *from)
{
	node->url = str_of(cmark_node_get_url(from));
	node->title = str_of(cmark_node_get_title(from));
	c->expanded += node->url.n + node->title.n;
	vec_push(c->tree->arena, &c->tree->links, node);
	if (c->expanded > LIMIT_REFERENCES && !c->failed) {
		uint32_t line = c->flow ? c->flow->block->line : 1;
		diag(c->diags, DIAG_REFERENCES_TOO_LARGE, tree_lines(c->tree, line, line), (str){0});
		c->failed = true;
	}
}

static void
read_fields(struct conversion *c, struct node *node, cmark_node *from)
{
	switch (node->kind) {
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_HTML:
	case NODE_HTML_BLOCK:
		node->text = str_of(cmark_node_get_literal(from));
		break;
	case NODE_CODE_BLOCK: {
		int length, offset;
		char character;
		node->text = str_of(cmark_node_get_literal(from));
		node->fenced = cmark_node_get_fenced(from, &length, &offset, &character) != 0;
		break;
	}
	case NODE_HEADING:
		node->level = cmark_node_get_heading_level(from);
		break;
	case NODE_LIST:
		read_list(node, from);
		break;
	case NODE_ITEM:
		read_item(c->tree, node, from);
		break;
	case NODE_TABLE:
		read_table(node);
		break;
	case NODE_ROW:
		read_row(node, from);
		break;
	case NODE_CELL:
		read_cell(node, from);
		break;
	case NODE_LINK:
	case NODE_IMAGE:
		read_link(c, node, from);
		break;
	case NODE_FOOTNOTE:
		node->number = ++c->footnotes;
		break;
	case NODE_FOOTNOTE_REFERENCE:
		for (const char *digit = cmark_node_get_literal(from); digit && *digit >= '0' && *digit <= '9'; digit++)
			node->number = node->number * 10 + (*digit - '0');
		break;
	default:
		break;
	}
}

static bool
is_inline(const struct node *node)
{
	return node->kind >= NODE_TEXT;
}

static uint32_t
unsigned_or_zero(int number)
{
	return number > 0 ? (uint32_t)number : 0;
}

static struct node *
new_node(struct conversion *c, struct node *parent, cmark_node *from)
{
	struct node *node = arena_new(c->tree->arena, struct node);
	node->kind = kind_of(from);
	node->parent = parent;
	if (parent && parent->last)
		parent->last->next = node;
	else if (parent)
		parent->first = node;
	if (parent)
		parent->last = node;
	if (!is_inline(node)) {
		node->line = unsigned_or_zero(cmark_node_get_start_line(from));
		node->column = unsigned_or_zero(cmark_node_get_start_column(from));
		node->last_line = unsigned_or_zero(cmark_node_get_end_line(from));
	}
	read_fields(c, node, from);
	return node;
}

static void
open_flow(struct conversion *c, struct node *block)
{
	c->flow = block->flow = arena_new(c->tree->arena, struct flow);
	c->flow->block = block;
	vec_push(c->tree->arena, &c->tree->flows, c->flow);
}

static unsigned
leaf_flags(const struct conversion *c, const struct node *node)
{
	unsigned flags = (c->in_link ? LEAF_LINK : 0u) | (c->in_image ? LEAF_IMAGE : 0u);
	if (node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK)
		flags |= LEAF_CODE;
	if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK)
		flags |= LEAF_HTML;
	if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_HARD_BREAK)
		flags |= LEAF_BREAK;
	return flags;
}

static str
words_of(const struct node *node)
{
	if (node->kind == NODE_SOFT_BREAK)
		return S(" ");
	if (node->kind == NODE_HARD_BREAK)
		return S("\n");
	return node->text;
}

/* Gives the flow a leaf; the text itself is put together when the block ends. */
static void
add_leaf(struct conversion *c, struct node *node)
{
	struct flow *flow = c->flow;
	node->from = (uint32_t)flow->text.n;
	flow->text.n += words_of(node).n;
	node->to = (uint32_t)flow->text.n;
	if (node->to > node->from)
		vec_push(c->tree->arena, &flow->leaves, (struct leaf){node->from, node->to, leaf_flags(c, node), node});
}

static void
close_flow(struct conversion *c)
{
	struct flow *flow = c->flow;
	c->flow = NULL;
	if (flow->leaves.n == 1) {
		flow->text = words_of(flow->leaves.items[0].node);
		return;
	}
	char *text = arena_alloc(c->tree->arena, flow->text.n);
	for (size_t i = 0; i < flow->leaves.n; i++) {
		str words = words_of(flow->leaves.items[i].node);
		memcpy(text + flow->leaves.items[i].start, words.p, words.n);
	}
	flow->text.p = text;
}

static bool
has_flow(enum node_kind kind)
{
	return kind == NODE_PARAGRAPH || kind == NODE_HEADING || kind == NODE_CELL || kind == NODE_CODE_BLOCK ||
	       kind == NODE_HTML_BLOCK;
}

static void
enter(struct conversion *c, struct node *node)
{
	if (node->kind == NODE_QUOTE || node->kind == NODE_LIST) {
		if (++c->depth == LIMIT_CONTAINERS + 1 && !c->failed) {
			diag(c->diags, DIAG_NESTED_TOO_DEEP, tree_lines(c->tree, node->line, node->line), (str){0},
			     str_format(c->diags->arena, "%d", LIMIT_CONTAINERS));
			c->failed = true;
		}
	} else if (has_flow(node->kind)) {
		open_flow(c, node);
		if (node->text.n)
			add_leaf(c, node);
	} else if (is_inline(node) && c->flow) {
		node->flow = c->flow;
		add_leaf(c, node);
		c->in_link += node->kind == NODE_LINK;
		c->in_image += node->kind == NODE_IMAGE;
	}
}

static void
leave(struct conversion *c, struct node *node)
{
	if (node->kind == NODE_QUOTE || node->kind == NODE_LIST) {
		c->depth--;
	} else if (has_flow(node->kind)) {
		close_flow(c);
	} else if (is_inline(node) && c->flow) {
		node->to = (uint32_t)c->flow->text.n;
		c->in_link -= node->kind == NODE_LINK;
		c->in_image -= node->kind == NODE_IMAGE;
	}
}

/* Copies the tree without recursion: emphasis may nest thousands deep. */
static void
convert(struct conversion *c, cmark_node *from)
{
	struct node *parent = NULL;
	cmark_node *root = from;
	while (!c->failed) {
		struct node *node = new_node(c, parent, from);
		if (!parent)
			c->tree->root = node;
		enter(c, node);
		cmark_node *child = cmark_node_first_child(from);
		if (child) {
			parent = node;
			from = child;
			continue;
		}
		leave(c, node);
		while (from != root && !cmark_node_next(from)) {
			from = cmark_node_parent(from);
			leave(c, parent);
			parent = parent->parent;
		}
		if (from == root)
			return;
		from = cmark_node_next(from);
	}
}

static void
find_lines(struct tree *tree, size_t body)
{
	VEC(uint32_t) lines = {0};
	str text = tree->source->text;
	vec_push(tree->arena, &lines, 0);
	for (size_t at = body; at < text.n;) {
		vec_push(tree->arena, &lines, (uint32_t)at);
		size_t end = str_find_char(str_from(text, at), '\n');
		at = end == SIZE_MAX ? text.n : at + end + 1;
	}
	tree->line_count = (uint32_t)lines.n - 1;
	vec_push(tree->arena, &lines, (uint32_t)text.n);
	tree->lines = lines.items;
}

static cmark_node *
run_cmark(str markdown)
{
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &cmark_memory);
	cmark_parser_attach_syntax_extension(parser, tables);
	cmark_parser_attach_syntax_extension(parser, task_lists);
	cmark_parser_feed(parser, markdown.n ? markdown.p : "", markdown.n);
	return cmark_parser_finish(parser);
}

struct tree *
parse_markdown(struct arena *arena, const struct source *source, size_t body, struct diag_list *diags)
{
	struct tree *tree = arena_new(arena, struct tree);
	tree->source = source;
	tree->arena = arena;
	find_lines(tree, body);
	struct conversion conversion = {.tree = tree, .diags = diags};
	struct allocation here = {.arena = arena, .left = LIMIT_DOCUMENT_MEMORY};
	allocation = &here;
	if (setjmp(here.passed)) {
		allocation = NULL;
		diag(diags, DIAG_DOCUMENT_MEMORY, place_file(source), (str){0});
		return NULL;
	}
	convert(&conversion, run_cmark(str_from(source->text, body)));
	allocation = NULL;
	return conversion.failed ? NULL : tree;
}
