/* Fills a compiled template. One node after another, a stack of contexts, nothing allocated but the output: looking a key
   up compares lengths and bytes, and text without indentation is appended in one piece. */
#include <string.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "base/limits.h"
#include "template/node.h"

enum { FAULT_MAX = 20 };

/* The arguments a parent was called with. */
struct scope {
	const struct scope *outer;
	const struct template *template;
	const struct node *parent;
};

struct run {
	const struct template_set *set;
	struct buffer *out;
	struct diag_list *diags;
	const struct value *stack[LIMIT_TEMPLATE_DEPTH + 1];
	size_t n;
	const struct scope *scope;
	struct buffer indent; /* what stands before each line, from `indent_from` */
	size_t indent_from;
	bool line_start; /* the template's text is at the start of a line */
	size_t largest; /* the output may grow to this */
	unsigned depth;
	unsigned long steps; /* items and calls that may still come */
	size_t faults;
	bool stopped;
};

/* A node and the template it belongs to. */
struct at {
	const struct template *template;
	const struct node *node;
};

static void run_nodes(struct run *, const struct template *, size_t start, size_t end);

static void
report(struct run *run, struct at at, enum diag_code code, str argument)
{
	diag(run->diags, code, place_of(at.template->source, at.node->start, at.node->stop), (str){0}, at.node->text,
	     argument);
	if (++run->faults >= FAULT_MAX)
		run->stopped = true;
}

static void
give_up(struct run *run, struct at at, enum diag_code code, unsigned long limit)
{
	report(run, at, code, str_format(run->diags->arena, "%lu", limit));
	run->stopped = true;
}

/* Asked at tags, which have a place to show; the text between two of them is never longer than a template. */
static bool
check_size(struct run *run, struct at at)
{
	if (run->out->n > run->largest && !run->stopped)
		give_up(run, at, DIAG_TEMPLATE_PAGE_SIZE, LIMIT_PAGE / 1000000);
	return !run->stopped;
}

/* Writing. */

static void
write_indent(struct run *run)
{
	if (run->line_start && run->indent.n > run->indent_from)
		buffer_add(run->out, str_from(buffer_str(&run->indent), run->indent_from));
	run->line_start = false;
}

static void
write_text(struct run *run, str text)
{
	if (text.n == 0)
		return;
	if (run->indent.n == run->indent_from) {
		buffer_add(run->out, text);
		run->line_start = text.p[text.n - 1] == '\n';
		return;
	}
	while (text.n) {
		size_t newline = str_find_char(text, '\n');
		size_t n = newline == SIZE_MAX ? text.n : newline + 1;
		write_indent(run);
		buffer_add(run->out, str_slice(text, 0, n));
		run->line_start = newline != SIZE_MAX;
		text = str_from(text, n);
	}
}

/* A data block must not end its own <script>; in JSON a < can always be written so. */
static void
write_json(struct buffer *out, str json)
{
	while (json.n) {
		size_t n = str_find_char(json, '<');
		buffer_add(out, str_slice(json, 0, n));
		if (n == SIZE_MAX)
			return;
		buffer_lit(out, "\\u003c");
		json = str_from(json, n + 1);
	}
}

/* Looking up. */

static const struct value *
look_up(const struct run *run, struct at at)
{
	if (at.node->part_count == 0)
		return run->stack[run->n - 1];
	const str *parts = at.template->parts + at.node->part;
	const struct value *found = NULL;
	for (size_t i = run->n; i-- > 0 && !found;)
		found = value_get(run->stack[i], parts[0]);
	for (size_t i = 1; i < at.node->part_count && found; i++)
		found = value_get(found, parts[i]);
	return found;
}

/* Empty text shows no section, like false, absent and the empty list. */
static bool
is_shown(const struct value *value)
{
	if (!value)
		return false;
	switch (value->kind) {
	case VALUE_ABSENT:
		return false;
	case VALUE_BOOL:
		return value->truth;
	case VALUE_LIST:
		return value->n > 0;
	case VALUE_OBJECT:
		return true;
	default:
		return value->text.n > 0;
	}
}

/* Values. */

static str
text_of(const struct value *value)
{
	return value->kind == VALUE_BOOL ? value->truth ? S("true") : S("false") : value->text;
}

/* In a theme false is the same as absent: a key that a page always sets may be written without a section around it. */
static bool
is_nothing(const struct node *node, const struct value *value)
{
	bool strict = node->takes != TAKES_ANYTHING && node->takes != TAKES_RAW;
	return !value || value->kind == VALUE_ABSENT || (strict && value->kind == VALUE_BOOL && !value->truth);
}

static bool
takes(struct run *run, struct at at, const struct value *value)
{
	bool compound = value->kind == VALUE_LIST || value->kind == VALUE_OBJECT;
	enum diag_code code;
	switch ((enum node_takes)at.node->takes) {
	case TAKES_ANYTHING:
	case TAKES_RAW:
		return !compound;
	case TAKES_TEXT:
		if (!compound)
			return true;
		code = DIAG_TEMPLATE_NOT_TEXT;
		break;
	case TAKES_URL:
		if (value->kind == VALUE_URL)
			return true;
		code = DIAG_TEMPLATE_NOT_URL;
		break;
	case TAKES_HTML:
		if (value->kind == VALUE_HTML)
			return true;
		code = DIAG_TEMPLATE_NOT_HTML;
		break;
	case TAKES_JSON:
		if (value->kind == VALUE_JSON)
			return true;
		code = DIAG_TEMPLATE_NOT_JSON;
		break;
	default:
		return false;
	}
	report(run, at, code, (str){0});
	return false;
}

static void
run_value(struct run *run, struct at at)
{
	const struct value *value = look_up(run, at);
	write_indent(run);
	if (is_nothing(at.node, value) || !takes(run, at, value))
		return;
	str text = text_of(value);
	if (at.node->takes == TAKES_JSON)
		write_json(run->out, text);
	else if (at.node->takes == TAKES_RAW || at.node->takes == TAKES_HTML)
		buffer_add(run->out, text);
	else
		escape_html(run->out, text);
	check_size(run, at);
}

/* Going inside. */

static bool
enter(struct run *run, struct at at)
{
	if (!check_size(run, at))
		return false;
	if (run->depth >= LIMIT_TEMPLATE_DEPTH) {
		give_up(run, at, DIAG_TEMPLATE_DEEP, LIMIT_TEMPLATE_DEPTH);
		return false;
	}
	if (run->steps == 0) {
		give_up(run, at, DIAG_TEMPLATE_STEPS, LIMIT_TEMPLATE_STEPS / 1000000);
		return false;
	}
	run->steps--;
	run->depth++;
	return true;
}

static void
run_inside(struct run *run, struct at at)
{
	size_t index = (size_t)(at.node - at.template->nodes);
	run_nodes(run, at.template, index + 1, at.node->end);
}

static void
run_with(struct run *run, struct at at, const struct value *value)
{
	if (!enter(run, at))
		return;
	run->stack[run->n++] = value;
	run_inside(run, at);
	run->n--;
	run->depth--;
}

static void
run_section(struct run *run, struct at at)
{
	const struct value *value = look_up(run, at);
	if (!is_shown(value))
		return;
	if (value->kind != VALUE_LIST) {
		run_with(run, at, value);
		return;
	}
	for (size_t i = 0; i < value->n && !run->stopped; i++)
		run_with(run, at, &value->items[i]);
}

static void
run_inverted(struct run *run, struct at at)
{
	if (is_shown(look_up(run, at)) || !enter(run, at))
		return;
	run_inside(run, at);
	run->depth--;
}

/* Partials, parents and blocks. */

static const struct template *
find_template(struct run *run, struct at at)
{
	const struct template *found = run->set->find ? run->set->find(run->set->context, at.node->text) : NULL;
	if (!found && run->set->strict)
		report(run, at, DIAG_TEMPLATE_UNKNOWN_PARTIAL, (str){0});
	if (found && at.node->plain && !found->plain) {
		report(run, at, DIAG_TEMPLATE_NOT_PLAIN, (str){0});
		return NULL;
	}
	return found;
}

static void
run_call(struct run *run, struct at at)
{
	const struct template *called = find_template(run, at);
	if (!called || !enter(run, at))
		return;
	size_t n = run->indent.n, from = run->indent_from;
	if (at.node->alone) {
		buffer_add(&run->indent, at.node->indent);
	} else {
		write_indent(run);
		run->indent_from = n;
	}
	const struct scope *outer = run->scope;
	struct scope scope = {outer, at.template, at.node};
	if (at.node->kind == NODE_PARENT)
		run->scope = &scope;
	run->line_start = true;
	run_nodes(run, called, 0, called->n);
	run->scope = outer;
	run->indent.n = n;
	run->indent_from = from;
	run->line_start = at.node->alone;
	run->depth--;
}

static const struct node *
find_argument(const struct scope *scope, str name)
{
	const struct node *nodes = scope->template->nodes;
	size_t i = (size_t)(scope->parent - nodes) + 1;
	for (; i < scope->parent->end; i = nodes[i].end)
		if (nodes[i].kind == NODE_ARGUMENT && str_eq(nodes[i].text, name))
			return &nodes[i];
	return NULL;
}

static void
run_argument(struct run *run, struct at block, struct at argument, const struct scope *scope)
{
	if (block.node->plain && !argument.node->plain) {
		report(run, argument, DIAG_TEMPLATE_NOT_PLAIN, (str){0});
		return;
	}
	/* Blocks inside the argument belong to the template that wrote it: only what called that one replaces them. */
	const struct scope *inner = run->scope;
	size_t n = run->indent.n;
	run->scope = scope->outer;
	buffer_add(&run->indent, block.node->indent);
	run_inside(run, argument);
	run->indent.n = n;
	run->scope = inner;
	run->line_start = block.node->alone;
}

/* The outermost template that gives the block has the say. */
static void
run_block(struct run *run, struct at at)
{
	const struct node *argument = NULL;
	const struct scope *from = NULL;
	for (const struct scope *scope = run->scope; scope; scope = scope->outer) {
		const struct node *found = find_argument(scope, at.node->text);
		if (found) {
			argument = found;
			from = scope;
		}
	}
	if (!enter(run, at))
		return;
	if (argument)
		run_argument(run, at, (struct at){from->template, argument}, from);
	else
		run_inside(run, at);
	run->depth--;
}

static void
run_nodes(struct run *run, const struct template *template, size_t start, size_t end)
{
	for (size_t i = start; i < end && !run->stopped; i = template->nodes[i].end) {
		struct at at = {template, &template->nodes[i]};
		switch ((enum node_kind)at.node->kind) {
		case NODE_TEXT:
			write_text(run, at.node->text);
			break;
		case NODE_VALUE:
			run_value(run, at);
			break;
		case NODE_SECTION:
			run_section(run, at);
			break;
		case NODE_INVERTED:
			run_inverted(run, at);
			break;
		case NODE_PARTIAL:
		case NODE_PARENT:
			run_call(run, at);
			break;
		case NODE_BLOCK:
			run_block(run, at);
			break;
		case NODE_ARGUMENT:
			break;
		}
	}
}

bool
template_run(const struct template *template, const struct template_set *set, const struct value *data,
             struct arena *arena, struct buffer *out, struct diag_list *diags)
{
	struct run run = {.set = set,
	                  .out = out,
	                  .diags = diags,
	                  .indent = {.arena = arena},
	                  .line_start = true,
	                  .largest = out->n + LIMIT_PAGE,
	                  .steps = LIMIT_TEMPLATE_STEPS};
	run.stack[run.n++] = data;
	run_nodes(&run, template, 0, template->n);
	return run.faults == 0;
}
