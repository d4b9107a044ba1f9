/* The text and the place of a decision or assignment: a sentence, or a block with what belongs to it, less what stands
   there as a decision or assignment of its own. */
#include "base/buffer.h"
#include "base/text.h"
#include "markup/passage.h"
#include "markup/textmap.h"

bool
passage_holds(const struct passage *passage, const struct flow *flow)
{
	if (flow == passage->flow)
		return true;
	for (const struct node *node = flow->block; node; node = node->parent)
		if (node == passage->list || (node == passage->block && node->kind == NODE_ITEM))
			return true;
	return false;
}

bool
is_in_passage(const struct flow *flow)
{
	for (const struct node *node = flow->block; node; node = node->parent)
		if (node->notice || node->ends_notice)
			return true;
	return false;
}

/* What has been put together so far: the pieces of a list are told apart. */
struct excerpt {
	struct minutes *minutes;
	bool decision; /* it is one's text */
	struct buffer out;
};

static void
add_piece(struct excerpt *excerpt, const struct flow *flow, uint32_t from, uint32_t to)
{
	struct buffer piece = {.arena = excerpt->minutes->work->scratch};
	flow_plain(&piece, flow, from, to);
	str text = str_trim(buffer_str(&piece));
	bool closes = text.n && (text.p[0] == '.' || text.p[0] == ',' || text.p[0] == ';');
	if (text.n && excerpt->out.n && !closes)
		buffer_add_char(&excerpt->out, ' ');
	buffer_add(&excerpt->out, text);
}

/* [from, to) of a flow without its cuts. */
static void
add_flow(struct excerpt *excerpt, const struct flow *flow, uint32_t from, uint32_t to, const struct stretch *more, size_t n)
{
	const struct notes *notes = &excerpt->minutes->notes[flow->index];
	while (from < to) {
		uint32_t stop = to, next = to;
		for (size_t i = 0; i < notes->cuts.n + n; i++) {
			struct stretch cut = i < notes->cuts.n ? notes->cuts.items[i] : more[i - notes->cuts.n];
			if (cut.end > from && cut.start < stop) {
				stop = cut.start > from ? cut.start : from;
				next = cut.end;
			}
		}
		add_piece(excerpt, flow, from, stop);
		from = next;
	}
}

/* Between two blocks: "; " unless the first has a sign of its own. */
static void
separate(struct excerpt *excerpt)
{
	size_t n = excerpt->out.n;
	if (n && text_is_word(text_before(buffer_str(&excerpt->out), n)))
		buffer_add_char(&excerpt->out, ';');
}

/* The sentences of a flow behind an offset that are decisions or assignments of their own. In a decision an assignment that
   only the shape of its sentence tells is left, for it is a part of what was decided. */
static size_t
own_sentences(const struct minutes *minutes, const struct flow *flow, uint32_t after, bool decision, struct stretch *out)
{
	size_t n = 0;
	const struct notes *notes = &minutes->notes[flow->index];
	for (size_t i = notes->first; i < notes->after; i++) {
		const struct passage *other = &minutes->passages.items[i];
		if (other->start >= after && !(decision && other->form == FORM_IS_ASSIGNED))
			out[n++] = (struct stretch){other->start, other->end};
	}
	return n;
}

static void
add_rest(struct excerpt *excerpt, const struct flow *flow, uint32_t from, uint32_t to, uint32_t after)
{
	const struct notes *notes = &excerpt->minutes->notes[flow->index];
	struct stretch *own = arena_array(excerpt->minutes->work->scratch, struct stretch, notes->after - notes->first + 1);
	size_t n = own_sentences(excerpt->minutes, flow, after, excerpt->decision, own);
	add_flow(excerpt, flow, from, to, own, n);
}

static bool
is_left_out(const struct minutes *minutes, const struct node *node)
{
	if (node->notice)
		return true;
	const struct node *first = node->kind == NODE_ITEM ? node->first : node;
	if (!first || !first->flow)
		return false;
	const struct notes *notes = &minutes->notes[first->flow->index];
	return first->kind == NODE_PARAGRAPH && notes->labels.n && notes->labels.items[0].start == 0;
}

static bool
is_text(const struct node *node)
{
	return node->flow && (node->kind == NODE_PARAGRAPH || node->kind == NODE_HEADING || node->kind == NODE_CELL);
}

/* All text from `node` up to the end of `last`, its later sibling. */
static void
add_blocks(struct excerpt *excerpt, struct node *node, struct node *last)
{
	struct node *top = last->parent;
	bool inside_last = false;
	while (node) {
		inside_last = inside_last || node == last;
		bool out = is_left_out(excerpt->minutes, node);
		if (!out && is_text(node)) {
			separate(excerpt);
			add_rest(excerpt, node->flow, 0, (uint32_t)node->flow->text.n, 0);
		}
		struct node *next = tree_next(top, node, !out && !node->flow);
		if (inside_last) {
			const struct node *up = next;
			while (up && up != last)
				up = up->parent;
			if (!up)
				return;
		}
		node = next;
	}
}

static str
finish(struct excerpt *excerpt)
{
	str text = str_trim(buffer_str(&excerpt->out));
	while (text.n && (text.p[text.n - 1] == ',' || text.p[text.n - 1] == ';'))
		text = str_trim(str_slice(text, 0, text.n - 1));
	return str_copy(excerpt->minutes->work->arena, text);
}

str
text_from(struct minutes *minutes, struct flow *flow, uint32_t from, uint32_t to, struct node *last)
{
	struct excerpt excerpt = {.minutes = minutes, .out = {.arena = minutes->work->scratch}};
	add_flow(&excerpt, flow, from, to, NULL, 0);
	if (last && flow->block->next)
		add_blocks(&excerpt, flow->block->next, last);
	return finish(&excerpt);
}

/* The last block behind the passage's paragraph that belongs to it; NULL: none. */
static struct node *
last_block(const struct passage *passage)
{
	if (passage->block && passage->block->kind == NODE_ITEM && passage->flow->block->next)
		return passage->block->last;
	return passage->list;
}

str
passage_text(struct minutes *minutes, const struct passage *passage)
{
	struct work *work = minutes->work;
	struct excerpt excerpt = {minutes, is_decision(passage), {.arena = work->scratch}};
	uint32_t end = passage->block ? (uint32_t)passage->flow->text.n : passage->end;
	add_rest(&excerpt, passage->flow, passage->text, end, passage->start + 1);
	struct node *last = last_block(passage);
	if (last)
		add_blocks(&excerpt, passage->flow->block->next, last);
	str text = finish(&excerpt);
	return passage->form == FORM_DECIDED ? text : text_upper_first(work->arena, text);
}

struct place
passage_place(const struct minutes *minutes, const struct passage *passage)
{
	const struct tree *tree = minutes->work->tree;
	size_t end = passage->block ? passage->flow->text.n : passage->end;
	struct place place = textmap_place(tree, passage->flow, passage->start, end);
	const struct node *last = last_block(passage);
	if (last) {
		struct place lines = tree_lines(tree, last->last_line, last->last_line);
		if (lines.end > place.end)
			place.end = lines.end;
	}
	return place;
}
