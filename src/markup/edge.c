/* Where the elements of decisions, assignments and labels begin and end between the inlines of a paragraph, so that they
   never overlap with links and emphasis. */
#include <stdlib.h>

#include "markup/passage.h"

/* Inlines that begin (or end) where a text does, from the text outwards. */
enum { AROUND_MAX = 16 };

struct around {
	const struct node *nodes[AROUND_MAX];
	size_t n;
	bool inside; /* the text goes on beyond the place: only the first of the nodes, and no edge beside it */
};

static struct around
around_start(const struct flow *flow, uint32_t start)
{
	struct around around = {0};
	size_t leaf = flow_leaf(flow, start);
	if (leaf == SIZE_MAX)
		return around;
	const struct node *node = flow->leaves.items[leaf].node;
	around.inside = node->from < start;
	do
		around.nodes[around.n++] = node;
	while (!around.inside && (node = node->parent) != flow->block && node->from == start && around.n < AROUND_MAX);
	return around;
}

static struct around
around_end(const struct flow *flow, uint32_t end)
{
	struct around around = {0};
	size_t leaf = flow_leaf(flow, end - 1);
	if (leaf == SIZE_MAX)
		return around;
	const struct node *node = flow->leaves.items[leaf].node;
	around.inside = node->to > end;
	do
		around.nodes[around.n++] = node;
	while (!around.inside && (node = node->parent) != flow->block && node->to == end && around.n < AROUND_MAX);
	return around;
}

/* Two inlines of one parent, as far out as can be. */
static bool
find_siblings(const struct around *starts, const struct around *ends, const struct node **first, const struct node **last)
{
	for (size_t i = starts->n; i-- > 0;)
		for (size_t k = ends->n; k-- > 0;)
			if (starts->nodes[i]->parent == ends->nodes[k]->parent) {
				*first = starts->nodes[i];
				*last = ends->nodes[k];
				return true;
			}
	return false;
}

/* Whether every strikethrough that begins in the stretch also ends there, and no mark is cut. */
static bool
holds_whole_spans(const struct flow *flow, uint32_t start, uint32_t end)
{
	int open = 0;
	for (size_t i = span_after(&flow->spans, start); i < flow->spans.n && flow->spans.items[i].start < end; i++) {
		const struct span *span = &flow->spans.items[i];
		if (span->start < start || span->end > end)
			return false;
		open += span->kind == SPAN_DELETE ? 1 : span->kind == SPAN_DELETE_END ? -1 : 0;
		if (open < 0)
			return false;
	}
	return open == 0;
}

static bool
is_text(const struct node *node)
{
	return node->kind == NODE_TEXT || node->kind == NODE_SOFT_BREAK || node->kind == NODE_HARD_BREAK;
}

static void
insert(struct minutes *minutes, struct flow *flow, size_t at, struct edge edge)
{
	vec_push(minutes->work->scratch, &flow->edges, edge);
	for (size_t i = flow->edges.n - 1; i > at; i--)
		flow->edges.items[i] = flow->edges.items[i - 1];
	flow->edges.items[at] = edge;
}

/* Elements are added outermost first and in order, so an end goes before the ends of those around it. */
void
add_edges(struct minutes *minutes, struct flow *flow, uint32_t start, uint32_t end, enum edge_kind kind, unsigned number)
{
	if (start >= end)
		return;
	struct around starts = around_start(flow, start), ends = around_end(flow, end);
	const struct node *first, *last;
	bool whole = find_siblings(&starts, &ends, &first, &last) && holds_whole_spans(flow, start, end) &&
	             (is_text(first) || !starts.inside) && (is_text(last) || !ends.inside);
	if (!whole && (kind == EDGE_WORD || kind == EDGE_LABEL || starts.n == 0))
		return;
	struct edge opening = {.at = start, .kind = kind, .opens = true, .closes = !whole, .number = number};
	opening.node = starts.inside ? NULL : whole ? first : starts.nodes[0];
	size_t at = flow->edges.n;
	while (at > 0 && flow->edges.items[at - 1].at > start)
		at--;
	insert(minutes, flow, at++, opening);
	if (!whole)
		return;
	struct edge closing = {.at = end, .node = ends.inside ? NULL : last, .kind = kind, .closes = true, .number = number};
	while (at < flow->edges.n && flow->edges.items[at].at < end)
		at++;
	insert(minutes, flow, at, closing);
}
