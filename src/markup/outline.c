/* Items and their numbers (format.md, "The body"): #p5 is the written number where every item has one and none repeats,
   else the position; #p5-3 counts paragraphs, list items and rows of tables. */
#include "markup/outline.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/text.h"

enum { DIGITS_MAX = 6, HEADING_MAX = 6, ITEM_LEVEL = 2 };

static bool
is_item(const struct node *node)
{
	return node->kind == NODE_HEADING && node->level <= ITEM_LEVEL;
}

static size_t
skip_spaces(str text, size_t at)
{
	while (at < text.n) {
		size_t next = at;
		if (!text_is_space(text_next(text, &next)))
			break;
		at = next;
	}
	return at;
}

/* "5. Mediapoolen", "5) Mediapoolen", "§ 5 Mediapoolen": the label is "5". */
static void
read_label(struct part *part)
{
	const struct flow *flow = part->heading->flow;
	str text = flow->leaves.n && flow->leaves.items[0].flags == 0 ? flow->leaves.items[0].node->text : (str){0};
	bool paragraph_sign = str_starts(text, S("§"));
	size_t start = paragraph_sign ? skip_spaces(text, S("§").n) : 0, end = start;
	while (end < text.n && text_is_digit((unsigned char)text.p[end]))
		end++;
	size_t after = end;
	if (after < text.n && (text.p[after] == '.' || text.p[after] == ')'))
		after++;
	size_t title = skip_spaces(text, after);
	if (end == start || end - start > DIGITS_MAX || (after == end && !paragraph_sign) || title == after ||
	    title >= flow->text.n)
		return;
	part->label = str_slice(text, start, end);
	part->title = (uint32_t)title;
}

static unsigned
label_number(str label)
{
	unsigned number = 0;
	for (size_t i = 0; i < label.n; i++)
		number = number * 10 + (unsigned)(label.p[i] - '0');
	return number;
}

static int
compare_numbers(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return (x > y) - (x < y);
}

static bool
labels_number(struct arena *arena, const struct outline *outline)
{
	unsigned *numbers = arena_array(arena, unsigned, outline->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < outline->n; i++) {
		if (!outline->items[i].heading)
			continue;
		numbers[n] = label_number(outline->items[i].label);
		if (numbers[n++] == 0)
			return false;
	}
	qsort(numbers, n, sizeof *numbers, compare_numbers);
	for (size_t i = 1; i < n; i++)
		if (numbers[i] == numbers[i - 1])
			return false;
	return true;
}

static void
number_parts(struct arena *arena, struct outline *outline)
{
	bool written = labels_number(arena, outline);
	unsigned position = 0;
	for (size_t i = 0; i < outline->n; i++) {
		struct part *part = &outline->items[i];
		if (part->heading)
			part->number = written ? label_number(part->label) : ++position;
	}
}

/* Headings below the item's own, outermost first: as written. */
struct levels {
	int written[HEADING_MAX + 1];
	int n;
};

static void
set_level(struct levels *levels, struct node *heading, int base)
{
	int written = heading->level > ITEM_LEVEL ? heading->level : ITEM_LEVEL + 1;
	while (levels->n && levels->written[levels->n - 1] >= written)
		levels->n--;
	levels->written[levels->n++] = written;
	heading->level = base + levels->n < HEADING_MAX ? base + levels->n : HEADING_MAX;
}

/* A list item counts once, together with the paragraph it begins with. */
static bool
is_counted(const struct node *node)
{
	if (node->kind == NODE_PARAGRAPH)
		return !(node->parent->kind == NODE_ITEM && node->parent->first == node);
	return node->kind == NODE_ITEM || (node->kind == NODE_ROW && !node->header);
}

struct counted {
	unsigned item, block;
};

struct counting {
	struct tree *tree;
	struct counted *footnotes; /* where each is first referred to */
	int footnote_count;
};

static unsigned
block_of(const struct node *node)
{
	if (node->block == 0 && (node->kind == NODE_PARAGRAPH || node->kind == NODE_CELL))
		return node->parent->block;
	return node->block;
}

static void
count_reference(struct counting *counting, const struct node *node)
{
	if (node->number < 1 || node->number > counting->footnote_count || !node->flow)
		return;
	struct counted *first = &counting->footnotes[node->number];
	if (first->item == 0 && first->block == 0)
		*first = (struct counted){node->flow->item, node->flow->counted};
}

static void
count_node(struct counting *counting, struct part *part, struct levels *levels, struct node *node)
{
	if (is_counted(node))
		node->block = ++part->blocks;
	if (node->kind == NODE_HEADING)
		set_level(levels, node, part->heading ? ITEM_LEVEL : ITEM_LEVEL - 1);
	if (node->kind == NODE_FOOTNOTE_REFERENCE)
		count_reference(counting, node);
	if (node->kind < NODE_TEXT && node->flow) {
		node->flow->item = part->number;
		node->flow->counted = block_of(node);
	}
}

static void
count_part(struct counting *counting, struct part *part)
{
	struct levels levels = {0};
	if (part->heading)
		part->heading->flow->item = part->number;
	for (struct node *top = part->first; top && top != part->after; top = top->next)
		for (struct node *node = top; node; node = tree_next(top, node, true))
			count_node(counting, part, &levels, node);
}

static void
count_footnotes(struct counting *counting)
{
	for (struct node *top = counting->tree->root->first; top; top = top->next) {
		if (top->kind != NODE_FOOTNOTE)
			continue;
		struct counted at = counting->footnotes[top->number];
		for (struct node *node = top; node; node = tree_next(top, node, true)) {
			if (node->kind == NODE_HEADING)
				node->level = HEADING_MAX;
			if (node->flow && node->kind < NODE_TEXT) {
				node->flow->item = at.item;
				node->flow->counted = at.block;
			}
		}
	}
}

static struct outline
find_parts(struct tree *tree, struct diag_list *diags)
{
	struct outline outline = {0};
	struct part part = {.first = tree->root->first};
	struct node *node = tree->root->first;
	for (; node && node->kind != NODE_FOOTNOTE; node = node->next) {
		if (!is_item(node))
			continue;
		if (node->level < ITEM_LEVEL)
			diag(diags, DIAG_HEADING_LEVEL_ONE, tree_lines(tree, node->line, node->last_line), (str){0});
		part.after = node;
		if (part.heading || part.first != node)
			vec_push(tree->arena, &outline, part);
		node->level = ITEM_LEVEL;
		part = (struct part){.heading = node, .first = node->next};
		read_label(&part);
	}
	part.after = node;
	if (part.heading || part.first != node)
		vec_push(tree->arena, &outline, part);
	return outline;
}

struct outline
outline_make(struct tree *tree, struct diag_list *diags)
{
	struct outline outline = find_parts(tree, diags);
	struct counting counting = {.tree = tree};
	for (const struct node *node = tree->root->first; node; node = node->next)
		counting.footnote_count += node->kind == NODE_FOOTNOTE;
	counting.footnotes = arena_array(tree->arena, struct counted, (size_t)counting.footnote_count + 1);
	number_parts(tree->arena, &outline);
	for (size_t i = 0; i < outline.n; i++)
		count_part(&counting, &outline.items[i]);
	count_footnotes(&counting);
	return outline;
}
