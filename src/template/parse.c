/* Compiles a template: tags and text become one array of nodes. Nesting is kept on a stack of our own, so that no
   template can exhaust the machine's. */
#include "base/buffer.h"
#include "base/limits.h"
#include "base/map.h"
#include "template/strict.h"

enum { FAULT_MAX = 100 };

/* A section, parent, block or argument that is open. */
struct frame {
	uint32_t node;
	struct tag tag;
	size_t content; /* a block's or argument's first byte that is no white space */
	bool markup; /* saved around an argument */
	str dedent; /* likewise */
	struct context before; /* the HTML context it began in */
	size_t path; /* length of the keys' path outside */
};

struct compiler {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	size_t faults; /* errors in `diags` before we began */
	bool strict;
	struct strict rules;
	struct scanner scanner;
	VEC(struct node) nodes;
	VEC(str) parts;
	struct frame frames[LIMIT_TEMPLATE_DEPTH];
	size_t depth;
	struct buffer literal; /* text that waits to become a node */
	str dedent; /* white space that lines inside an argument lose */
	struct buffer path; /* the sections around, as a prefix of keys */
	struct map seen_keys, seen_needs;
	struct template *result;
};

static struct frame *
top(struct compiler *c)
{
	return c->depth ? &c->frames[c->depth - 1] : NULL;
}

static struct node *
top_node(struct compiler *c)
{
	return c->depth ? &c->nodes.items[top(c)->node] : NULL;
}

static bool
inside(struct compiler *c, enum node_kind kind)
{
	return c->depth && top_node(c)->kind == kind;
}

static void
add_once(struct compiler *c, struct map *seen, struct strs *list, str s)
{
	void **slot = map_at(seen, s);
	if (*slot)
		return;
	*slot = c;
	vec_push(c->arena, list, s);
}

/* Text. */

static size_t
common_start(str a, str b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

static str
dedented(const struct compiler *c, str indent)
{
	return str_from(indent, common_start(indent, c->dedent));
}

static void
add_literal(struct compiler *c, size_t start, size_t end)
{
	str text = c->source->text;
	/* Only blocks count inside a parent. */
	if (start >= end || inside(c, NODE_PARENT))
		return;
	if (c->strict)
		strict_text(&c->rules, start, str_slice(text, start, end));
	while (start < end) {
		str line = str_slice(text, start, end);
		size_t newline = c->dedent.n ? str_find_char(line, '\n') : SIZE_MAX;
		if (newline != SIZE_MAX)
			line.n = newline + 1;
		bool whole = start == 0 || text.p[start - 1] == '\n';
		start += line.n;
		buffer_add(&c->literal, whole ? dedented(c, line) : line);
	}
}

static void
push_node(struct compiler *c, struct node node)
{
	node.end = (uint32_t)c->nodes.n + 1;
	vec_push(c->arena, &c->nodes, node);
}

static void
flush_literal(struct compiler *c)
{
	if (!c->literal.n)
		return;
	push_node(c, (struct node){.kind = NODE_TEXT, .text = str_copy(c->arena, buffer_str(&c->literal))});
	buffer_clear(&c->literal);
}

static void
add_node(struct compiler *c, struct node node)
{
	flush_literal(c);
	push_node(c, node);
}

/* Names. */

static void
add_parts(struct compiler *c, struct node *node, str name)
{
	node->part = (uint32_t)c->parts.n;
	if (str_eq(name, S(".")))
		return;
	while (name.p) {
		vec_push(c->arena, &c->parts, str_cut(&name, '.'));
		node->part_count++;
	}
}

/* Notes the key for template_keys(). */
static void
add_key(struct compiler *c, str name)
{
	if (!c->strict || str_eq(name, S(".")))
		return;
	add_once(c, &c->seen_keys, &c->result->keys, str_join(c->arena, buffer_str(&c->path), name));
}

static struct node
tag_node(enum node_kind kind, const struct tag *tag)
{
	return (struct node){
	    .kind = (uint8_t)kind, .text = tag->name, .start = (uint32_t)tag->start, .stop = (uint32_t)tag->end};
}

/* Opening and closing. */

static struct frame *
open_frame(struct compiler *c, const struct tag *tag)
{
	if (c->depth == LIMIT_TEMPLATE_DEPTH) {
		diag(c->diags, DIAG_TEMPLATE_NESTING, place_of(c->source, tag->start, tag->end), (str){0},
		     str_format(c->arena, "%d", LIMIT_TEMPLATE_DEPTH));
		return NULL;
	}
	struct frame *frame = &c->frames[c->depth++];
	*frame = (struct frame){.node = (uint32_t)c->nodes.n - 1,
	                        .tag = *tag,
	                        .before = c->rules.context,
	                        .markup = c->rules.markup,
	                        .dedent = c->dedent,
	                        .path = c->path.n};
	return frame;
}

static bool
open_section(struct compiler *c, const struct tag *tag)
{
	struct node node = tag_node(tag->kind == TAG_SECTION ? NODE_SECTION : NODE_INVERTED, tag);
	add_parts(c, &node, tag->name);
	add_key(c, tag->name);
	if (c->strict)
		strict_section(&c->rules, tag);
	add_node(c, node);
	struct frame *frame = open_frame(c, tag);
	if (!frame)
		return false;
	if (c->strict && tag->kind == TAG_SECTION && node.part_count) {
		buffer_add(&c->path, tag->name);
		buffer_add_char(&c->path, '.');
	}
	return true;
}

static bool
open_parent(struct compiler *c, const struct tag *tag)
{
	/* Whether the parent has its lines to itself is only known at its end, so the white space before it is kept apart
	   in a node of its own, which is emptied then. */
	str indent = tag->first ? dedented(c, scan_indent(c->source, tag->line)) : (str){0};
	add_node(c, (struct node){.kind = NODE_TEXT, .text = indent});
	struct node node = tag_node(NODE_PARENT, tag);
	node.indent = indent;
	if (c->strict)
		strict_call(&c->rules, tag);
	add_once(c, &c->seen_needs, &c->result->needs, tag->name);
	add_node(c, node);
	return open_frame(c, tag) != NULL;
}

/* The white space that the content's first line with words begins with; *content is what comes after it. */
static str
content_indent(const struct compiler *c, size_t at, size_t *content)
{
	str text = c->source->text;
	str indent = scan_indent(c->source, at);
	while (at + indent.n < text.n && (text.p[at + indent.n] == '\n' || text.p[at + indent.n] == '\r')) {
		at += indent.n + 1;
		indent = scan_indent(c->source, at);
	}
	*content = at + indent.n;
	return indent;
}

static bool
open_argument(struct compiler *c, const struct tag *tag)
{
	add_node(c, tag_node(NODE_ARGUMENT, tag));
	struct frame *frame = open_frame(c, tag);
	if (!frame)
		return false;
	c->dedent = tag->last ? content_indent(c, tag->next, &frame->content) : (str){0};
	c->rules.context = (struct context){0};
	c->rules.markup = false;
	return true;
}

static bool
open_block(struct compiler *c, const struct tag *tag)
{
	if (inside(c, NODE_PARENT))
		return open_argument(c, tag);
	struct node node = tag_node(NODE_BLOCK, tag);
	str indent = tag->first ? scan_indent(c->source, tag->line) : (str){0};
	size_t content = 0;
	if (tag->first && tag->last)
		indent = content_indent(c, tag->next, &content);
	node.indent = dedented(c, indent);
	node.plain = c->strict && strict_call(&c->rules, tag);
	add_node(c, node);
	struct frame *frame = open_frame(c, tag);
	if (!frame)
		return false;
	frame->content = content;
	return true;
}

static void
close_parent(struct compiler *c, const struct frame *frame, const struct tag *tag)
{
	struct node *node = &c->nodes.items[frame->node];
	node->alone = frame->tag.first && tag->last;
	if (node->alone)
		node[-1].text = (str){0};
	else
		node->indent = (str){0};
	c->rules.context = frame->before;
}

static void
close_block(struct compiler *c, const struct frame *frame, const struct tag *tag)
{
	struct node *node = &c->nodes.items[frame->node];
	node->alone = tag->first && tag->last;
	bool empty = frame->content && frame->content == tag->start;
	if (empty)
		node->indent = dedented(c, scan_indent(c->source, frame->tag.line));
	if (c->strict)
		strict_section_end(&c->rules, tag, &frame->before);
}

static void
close_argument(struct compiler *c, const struct frame *frame, const struct tag *tag)
{
	struct node *node = &c->nodes.items[frame->node];
	node->plain = !c->rules.markup;
	if (c->strict)
		strict_end(&c->rules, tag->start, tag->end);
	c->rules.context = frame->before;
	c->rules.markup = frame->markup;
	c->dedent = frame->dedent;
}

static void
close_frame(struct compiler *c, const struct tag *tag)
{
	flush_literal(c);
	struct frame *frame = top(c);
	struct node *node = top_node(c);
	node->end = (uint32_t)c->nodes.n;
	c->path.n = frame->path;
	if (node->kind == NODE_PARENT)
		close_parent(c, frame, tag);
	else if (node->kind == NODE_BLOCK)
		close_block(c, frame, tag);
	else if (node->kind == NODE_ARGUMENT)
		close_argument(c, frame, tag);
	else if (c->strict)
		strict_section_end(&c->rules, tag, &frame->before);
	c->depth--;
}

static void
report_unclosed(struct compiler *c, const struct frame *frame)
{
	diag(c->diags, DIAG_TEMPLATE_SECTION_UNCLOSED, place_of(c->source, frame->tag.start, frame->tag.end), (str){0},
	     scan_quote(c->source, frame->tag.start, frame->tag.end), frame->tag.name);
}

/* A closing tag. One that names an outer section closes what was left open in between; one that names nothing open is
   taken for a misspelling of the innermost. */
static void
read_close(struct compiler *c, const struct tag *tag)
{
	struct place place = place_of(c->source, tag->start, tag->end);
	if (c->depth == 0) {
		diag(c->diags, DIAG_TEMPLATE_STRAY_CLOSE, place, (str){0}, tag->name);
		return;
	}
	size_t level = c->depth;
	while (level > 0 && !str_eq(c->frames[level - 1].tag.name, tag->name))
		level--;
	if (level == 0) {
		str wanted = top(c)->tag.name;
		struct position opened = source_position(c->source, top(c)->tag.start);
		diag(c->diags, DIAG_TEMPLATE_WRONG_CLOSE, place, wanted, tag->name, wanted,
		     str_format(c->arena, "%u", opened.line));
		level = c->depth;
	}
	while (c->depth > level) {
		report_unclosed(c, top(c));
		close_frame(c, tag);
	}
	close_frame(c, tag);
}

static void
add_value(struct compiler *c, const struct tag *tag)
{
	struct node node = tag_node(NODE_VALUE, tag);
	add_parts(c, &node, tag->name);
	add_key(c, tag->name);
	node.takes = tag->kind == TAG_RAW ? TAKES_RAW : TAKES_ANYTHING;
	if (c->strict)
		node.takes = (uint8_t)strict_value(&c->rules, tag);
	add_node(c, node);
}

static void
add_partial(struct compiler *c, const struct tag *tag)
{
	struct node node = tag_node(NODE_PARTIAL, tag);
	node.alone = tag->first && tag->last;
	if (node.alone)
		node.indent = dedented(c, scan_indent(c->source, tag->line));
	node.plain = c->strict && strict_call(&c->rules, tag);
	add_once(c, &c->seen_needs, &c->result->needs, tag->name);
	add_node(c, node);
}

/* Which text before and after the tag goes with it: `from` and *to are where the literal text ends and goes on. */
static size_t
take_line(struct compiler *c, const struct tag *tag, size_t *to)
{
	bool alone = tag->first && tag->last;
	*to = tag->end;
	if (tag->kind == TAG_VALUE || tag->kind == TAG_RAW || tag->kind == TAG_BROKEN)
		return tag->start;
	if (tag->kind == TAG_PARENT)
		return tag->line;
	if (tag->kind == TAG_BLOCK && inside(c, NODE_PARENT)) {
		*to = tag->next;
		return tag->line;
	}
	if (tag->kind == TAG_CLOSE && inside(c, NODE_ARGUMENT))
		return tag->line;
	if (tag->kind == TAG_CLOSE && inside(c, NODE_PARENT))
		alone = top(c)->tag.first && tag->last;
	if (alone)
		*to = tag->next;
	return alone ? tag->line : tag->start;
}

static bool
read_tag(struct compiler *c, const struct tag *tag)
{
	bool ignored = inside(c, NODE_PARENT) && tag->kind != TAG_BLOCK && tag->kind != TAG_CLOSE &&
	               tag->kind != TAG_COMMENT && tag->kind != TAG_DELIMITERS && tag->kind != TAG_BROKEN;
	if (ignored && c->strict)
		diag(c->diags, DIAG_TEMPLATE_PARENT_CONTENT, place_of(c->source, tag->start, tag->end), (str){0},
		     scan_quote(c->source, tag->start, tag->end), top(c)->tag.name);
	switch (tag->kind) {
	case TAG_VALUE:
	case TAG_RAW:
		add_value(c, tag);
		return true;
	case TAG_SECTION:
	case TAG_INVERTED:
		return open_section(c, tag);
	case TAG_PARTIAL:
		add_partial(c, tag);
		return true;
	case TAG_PARENT:
		return open_parent(c, tag);
	case TAG_BLOCK:
		return open_block(c, tag);
	case TAG_CLOSE:
		read_close(c, tag);
		return true;
	case TAG_COMMENT:
	case TAG_DELIMITERS:
	case TAG_BROKEN:
		return true;
	}
	return true;
}

static size_t
fault_count(const struct compiler *c)
{
	return diag_count(c->diags, SEVERITY_ERROR) - c->faults;
}

/* False when the rest of the text cannot be understood. */
static bool
read_all(struct compiler *c)
{
	size_t at = 0;
	struct tag tag;
	size_t reported = c->diags->n;
	while (scan_tag(&c->scanner, &tag)) {
		size_t to;
		size_t from = take_line(c, &tag, &to);
		add_literal(c, at, from);
		at = to;
		if (!read_tag(c, &tag))
			return false;
		if (c->diags->n - reported > FAULT_MAX)
			return false;
	}
	if (c->scanner.broken)
		return false;
	add_literal(c, at, c->source->text.n);
	flush_literal(c);
	return true;
}

const struct template *
template_compile(struct arena *arena, const struct source *source, bool strict, struct diag_list *diags)
{
	if (source->text.n > LIMIT_TEMPLATE) {
		diag(diags, DIAG_TEMPLATE_TOO_LARGE, place_file(source), (str){0},
		     str_format(arena, "%d", LIMIT_TEMPLATE / 1000));
		return NULL;
	}
	struct compiler *c = arena_new(arena, struct compiler);
	*c = (struct compiler){.arena = arena,
	                       .source = source,
	                       .diags = diags,
	                       .strict = strict,
	                       .faults = diag_count(diags, SEVERITY_ERROR),
	                       .rules = {.arena = arena, .source = source, .diags = diags},
	                       .scanner = scanner_make(source, diags),
	                       .literal = {.arena = arena},
	                       .path = {.arena = arena},
	                       .seen_keys = {.arena = arena},
	                       .seen_needs = {.arena = arena},
	                       .result = arena_new(arena, struct template)};
	if (read_all(c)) {
		for (; c->depth; c->depth--)
			report_unclosed(c, top(c));
		if (strict && !fault_count(c))
			strict_end(&c->rules, source->text.n, source->text.n);
	}
	if (fault_count(c))
		return NULL;
	c->result->source = source;
	c->result->nodes = c->nodes.items;
	c->result->n = c->nodes.n;
	c->result->parts = c->parts.items;
	c->result->plain = strict && !c->rules.markup;
	return c->result;
}

const struct strs *
template_needs(const struct template *template)
{
	return &template->needs;
}

const struct strs *
template_keys(const struct template *template)
{
	return &template->keys;
}
