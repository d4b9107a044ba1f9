/* The round table: blocks, lines and later sentences that begin with a municipality and ":" or ";", and blocks with a mark
   [[rapport: …]] (format.md, "The body"). */
#include <stdlib.h>

#include "archive/address.h"
#include "base/buffer.h"
#include "base/text.h"
#include "markup/passage.h"
#include "markup/sentence.h"
#include "markup/textmap.h"
#include "markup/whom.h"

enum { LABEL_MAX = 60 };

/* The name's form: as it stands, in the genitive, before "kommun". */
static bool
is_form_of(str label, str name)
{
	if (name.n == 0 || !str_starts(label, name))
		return false;
	str rest = str_from(label, name.n);
	if (str_starts(rest, S("s")))
		rest = str_from(rest, 1);
	if (str_starts(rest, S(" kommun")))
		rest = str_from(rest, S(" kommun").n);
	else if (str_starts(rest, S(" stad")))
		rest = str_from(rest, S(" stad").n);
	return rest.n == 0 || str_eq(rest, S("s"));
}

static const struct entity *
municipality_of(const struct archive *archive, str label)
{
	const struct entities *all = &archive->entities[ENTITY_MUNICIPALITY];
	for (size_t i = 0; i < all->n; i++) {
		const struct entity *entity = all->items[i];
		if (is_form_of(label, entity->name))
			return entity;
		for (size_t k = 0; k < entity->aliases.n; k++)
			if (is_form_of(label, entity->aliases.items[k].text))
				return entity;
	}
	return NULL;
}

/* Where a span that begins at an offset ends, or the offset itself. */
static uint32_t
span_end(const struct flow *flow, uint32_t at)
{
	size_t low = 0, high = flow->spans.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (flow->spans.items[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < flow->spans.n && flow->spans.items[low].start == at ? flow->spans.items[low].end : at;
}

/* The ":" or ";" that may end a label, or `end`. */
static uint32_t
find_sign(const struct flow *flow, uint32_t start, uint32_t end)
{
	str text = flow->text;
	for (uint32_t at = span_end(flow, start); at < end && at < start + LABEL_MAX; at++)
		if (text.p[at] == ':' || text.p[at] == ';')
			return at;
	return end;
}

static bool
is_code(const struct flow *flow, uint32_t at)
{
	size_t leaf = flow_leaf(flow, at);
	return leaf == SIZE_MAX || flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML | LEAF_IMAGE);
}

/* Whether [start, end) of the flow begins with a label. */
static bool
read_label(struct work *work, const struct flow *flow, uint32_t start, uint32_t end, struct label *label)
{
	start = skip_spaces(flow->text, start);
	uint32_t sign = find_sign(flow, start, end);
	if (start >= end || sign == end || sign == start || is_code(flow, start))
		return false;
	struct buffer plain = {.arena = work->scratch};
	flow_plain(&plain, flow, start, sign);
	const struct entity *municipality = municipality_of(work->markup->archive, str_trim(buffer_str(&plain)));
	if (!municipality)
		return false;
	*label = (struct label){start, sign, skip_spaces(flow->text, sign + 1), municipality};
	return true;
}

/* The end of the marks [[rapport: …]] that the block begins with; 0: none. */
static uint32_t
marks_end(const struct flow *flow)
{
	uint32_t at = 0;
	while (str_starts(str_from(flow->text, at), S("[[rapport:")) && span_end(flow, at) > at)
		at = skip_spaces(flow->text, span_end(flow, at));
	return at;
}

static void
add_label(struct minutes *minutes, struct flow *flow, struct label label)
{
	vec_push(minutes->work->scratch, &minutes->notes[flow->index].labels, label);
}

static int
by_start(const void *a, const void *b)
{
	const struct label *x = a, *y = b;
	return (x->start > y->start) - (x->start < y->start);
}

/* In the order of the text, each once: a line may begin with a sentence. */
static void
sort_labels(struct notes *notes)
{
	qsort(notes->labels.items, notes->labels.n, sizeof *notes->labels.items, by_start);
	size_t n = 1;
	for (size_t i = 1; i < notes->labels.n; i++)
		if (notes->labels.items[i].start != notes->labels.items[n - 1].start)
			notes->labels.items[n++] = notes->labels.items[i];
	notes->labels.n = n;
}

static void
find_in_lines(struct minutes *minutes, struct flow *flow)
{
	struct label label;
	uint32_t n = (uint32_t)flow->text.n;
	for (size_t i = 0; i < flow->leaves.n; i++)
		if (flow->leaves.items[i].flags & LEAF_BREAK &&
		    read_label(minutes->work, flow, flow->leaves.items[i].end, n, &label))
			add_label(minutes, flow, label);
}

/* A sentence counts only behind a label that stands before it. */
static void
find_in_sentences(struct minutes *minutes, struct flow *flow)
{
	const struct notes *notes = &minutes->notes[flow->index];
	const struct sentences *sentences = flow_sentences(minutes->work->scratch, flow);
	uint32_t first = notes->labels.items[0].start;
	for (size_t i = 0; i < sentences->n; i++) {
		struct label label;
		struct sentence sentence = sentences->items[i];
		if (sentence.start > first && read_label(minutes->work, flow, sentence.start, sentence.end, &label))
			add_label(minutes, flow, label);
	}
}

void
labels_find(struct minutes *minutes, struct flow *flow)
{
	if (flow->block->kind != NODE_PARAGRAPH || is_in_passage(flow) ||
	    (str_find_char(flow->text, ':') == SIZE_MAX && str_find_char(flow->text, ';') == SIZE_MAX))
		return;
	struct label label;
	uint32_t marks = marks_end(flow);
	if (marks)
		add_label(minutes, flow, (struct label){0, 0, marks, NULL});
	else if (read_label(minutes->work, flow, 0, (uint32_t)flow->text.n, &label))
		add_label(minutes, flow, label);
	find_in_lines(minutes, flow);
	if (minutes->notes[flow->index].labels.n == 0)
		return;
	find_in_sentences(minutes, flow);
	sort_labels(&minutes->notes[flow->index]);
}

/* ---- the body's reports ---- */

/* The last block behind a paragraph that belongs to its report; NULL: none. */
static struct node *
last_block(const struct flow *flow)
{
	struct node *block = flow->block, *parent = block->parent;
	if (parent->kind == NODE_ITEM && parent->first == block)
		return block->next ? parent->last : NULL;
	bool colon = str_ends(str_trim(flow->text), S(":"));
	return colon && block->next && block->next->kind == NODE_LIST ? block->next : NULL;
}

/* The reports that marks at the head of the block have made get their text. */
static void
fill_marked(struct minutes *minutes, struct flow *flow, uint32_t end, str text)
{
	struct work *work = minutes->work;
	struct place marks = textmap_place(work->tree, flow, 0, end);
	for (size_t i = 0; i < work->body->reports.n; i++) {
		struct report *report = &work->body->reports.items[i];
		if (report->place.start < marks.start || report->place.start >= marks.end)
			continue;
		report->text = text;
		struct span term = {.kind = SPAN_LINK, .text = report->municipality->name};
		term.href = relative_link(work, address_of_entity(work->scratch, report->municipality), (str){0});
		vec_push(work->scratch, &flow->terms, term);
	}
}

static void
add_flow(struct minutes *minutes, struct flow *flow)
{
	struct work *work = minutes->work;
	const struct notes *notes = &minutes->notes[flow->index];
	for (size_t i = 0; i < notes->labels.n; i++) {
		struct label label = notes->labels.items[i];
		bool last = i + 1 == notes->labels.n;
		uint32_t end = last ? (uint32_t)flow->text.n : notes->labels.items[i + 1].start;
		str text = text_from(minutes, flow, label.text, end, last ? last_block(flow) : NULL);
		if (!label.municipality) {
			fill_marked(minutes, flow, label.text, text);
			continue;
		}
		struct report report = {.municipality = label.municipality,
		                        .place = textmap_place(work->tree, flow, label.start, end),
		                        .item = flow->item, .block = flow->counted, .text = text};
		vec_push(work->arena, &work->body->reports, report);
	}
}

/* ---- how they are shown ---- */

static const struct label *
label_of_item(const struct minutes *minutes, const struct node *item)
{
	const struct node *first = item->first;
	if (item->notice || item->task || !first || first->kind != NODE_PARAGRAPH || !first->flow)
		return NULL;
	const struct notes *notes = &minutes->notes[first->flow->index];
	return notes->labels.n && notes->labels.items[0].start == 0 ? &notes->labels.items[0] : NULL;
}

/* Marks alone show nothing; beside labels the list of terms needs one for each report. */
static bool
is_list_of_reports(const struct minutes *minutes, const struct node *list)
{
	bool labelled = false;
	for (const struct node *item = list->first; item; item = item->next) {
		const struct label *label = label_of_item(minutes, item);
		if (!label)
			return false;
		labelled = labelled || label->municipality;
	}
	return labelled && !list->ordered;
}

static void
mark_list(struct minutes *minutes, struct node *list)
{
	list->reports = true;
	for (struct node *item = list->first; item; item = item->next) {
		const struct label *label = label_of_item(minutes, item);
		item->first->flow->label_end = label->end;
		item->first->flow->report = label->text;
	}
}

static void
show(struct minutes *minutes, struct flow *flow)
{
	const struct notes *notes = &minutes->notes[flow->index];
	struct node *parent = flow->block->parent;
	bool of_item = parent->kind == NODE_ITEM && parent->first == flow->block;
	if (of_item && parent->parent->first == parent && is_list_of_reports(minutes, parent->parent))
		mark_list(minutes, parent->parent);
	for (size_t i = 0; i < notes->labels.n; i++) {
		const struct label *label = &notes->labels.items[i];
		bool term = of_item && label->start == 0 && parent->parent->reports;
		if (label->municipality && !term)
			add_edges(minutes, flow, label->start, label->end + 1, EDGE_LABEL, 0);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct report *x = a, *y = b;
	return (x->place.start > y->place.start) - (x->place.start < y->place.start);
}

void
reports_add(struct minutes *minutes)
{
	struct body *body = minutes->work->body;
	for (size_t i = 0; i < minutes->work->tree->flows.n; i++) {
		struct flow *flow = minutes->work->tree->flows.items[i];
		if (minutes->notes[i].labels.n == 0)
			continue;
		add_flow(minutes, flow);
		show(minutes, flow);
	}
	if (body->reports.n)
		qsort(body->reports.items, body->reports.n, sizeof *body->reports.items, by_place);
}
