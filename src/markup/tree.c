/* Walking the tree, and the text of its flows: which leaf, which spans, what a reader sees. */
#include "markup/tree.h"

#include "base/buffer.h"

str
tree_line(const struct tree *tree, uint32_t line)
{
	if (line == 0 || line > tree->line_count)
		return (str){0};
	str text = str_slice(tree->source->text, tree->lines[line], tree->lines[line + 1]);
	if (str_ends(text, S("\n")))
		text.n--;
	return text;
}

struct place
tree_lines(const struct tree *tree, uint32_t first, uint32_t last)
{
	if (first == 0 || first > tree->line_count)
		return place_file(tree->source);
	if (last > tree->line_count)
		last = tree->line_count;
	return place_of(tree->source, tree->lines[first], tree->lines[last] + tree_line(tree, last).n);
}

struct node *
tree_next(const struct node *top, struct node *node, bool inside)
{
	if (inside && node->first)
		return node->first;
	while (node != top) {
		if (node->next)
			return node->next;
		node = node->parent;
	}
	return NULL;
}

size_t
flow_leaf(const struct flow *flow, size_t at)
{
	size_t low = 0, high = flow->leaves.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (flow->leaves.items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < flow->leaves.n ? low : SIZE_MAX;
}

bool
flow_is_words(const struct flow *flow, size_t start, size_t end)
{
	size_t at = flow_leaf(flow, start);
	if (at == SIZE_MAX || end > flow->text.n)
		return false;
	for (const struct node *before = NULL; at < flow->leaves.n && flow->leaves.items[at].start < end; at++) {
		const struct leaf *leaf = &flow->leaves.items[at];
		if (leaf->flags & ~(unsigned)LEAF_BREAK || (before && before->next != leaf->node))
			return false;
		before = leaf->node;
	}
	return true;
}

size_t
span_after(const struct spans *spans, size_t at)
{
	size_t low = 0, high = spans->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (spans->items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
flow_is_taken(const struct flow *flow, size_t start, size_t end)
{
	size_t at = span_after(&flow->spans, start);
	return at < flow->spans.n && flow->spans.items[at].start < end;
}

void
flow_add_spans(struct arena *arena, struct flow *flow, const struct spans *found)
{
	if (found->n == 0)
		return;
	if (flow->spans.n == 0) {
		flow->spans = *found;
		return;
	}
	struct spans merged = {0};
	merged.cap = flow->spans.n + found->n;
	merged.items = arena_array(arena, struct span, merged.cap);
	size_t old = 0;
	for (size_t i = 0; i < found->n; i++) {
		const struct span *span = &found->items[i];
		while (old < flow->spans.n && flow->spans.items[old].start < span->start)
			merged.items[merged.n++] = flow->spans.items[old++];
		if (!flow_is_taken(flow, span->start, span->end))
			merged.items[merged.n++] = *span;
	}
	while (old < flow->spans.n)
		merged.items[merged.n++] = flow->spans.items[old++];
	flow->spans = merged;
}

static void
plain_words(struct buffer *out, str text)
{
	for (size_t end; (end = str_find_char(text, '\n')) != SIZE_MAX; text = str_from(text, end + 1)) {
		buffer_add(out, str_slice(text, 0, end));
		buffer_add_char(out, ' ');
	}
	buffer_add(out, text);
}

void
flow_plain(struct buffer *out, const struct flow *flow, size_t from, size_t to)
{
	for (size_t i = span_after(&flow->spans, from); i < flow->spans.n && from < to; i++) {
		const struct span *span = &flow->spans.items[i];
		if (span->start >= to)
			break;
		plain_words(out, str_slice(flow->text, from, span->start));
		if (span->text.n)
			plain_words(out, span->text);
		else
			plain_words(out, str_slice(flow->text, span->shown, span->shown_end));
		from = span->end;
	}
	plain_words(out, str_slice(flow->text, from, to));
}
