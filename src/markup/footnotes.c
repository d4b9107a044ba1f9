/* Footnotes that nobody reads: cmark drops a definition without a reference, and shows a reference without a definition as
   text. Both are reported, since silent loss damages a record. */
#include "markup/textmap.h"
#include "markup/work.h"

/* "[^name]:" at the beginning of a line; returns the name's length with its brackets, or 0. */
static size_t
definition(str line)
{
	size_t at = 0;
	while (at < line.n && at < 3 && line.p[at] == ' ')
		at++;
	line = str_from(line, at);
	size_t end = str_find(line, S("]:"));
	if (!str_starts(line, S("[^")) || end == SIZE_MAX || end < 3 || str_find_char(line, ' ') < end)
		return 0;
	return at + end + 1;
}

static void
find_unused(struct work *work)
{
	const struct tree *tree = work->tree;
	bool *kept = arena_array(work->scratch, bool, tree->line_count + 2);
	for (const struct node *node = tree->root->first; node; node = node->next)
		for (uint32_t line = node->line; line && line <= node->last_line && line <= tree->line_count; line++)
			kept[line] = true;
	for (uint32_t line = 1; line <= tree->line_count; line++) {
		size_t length = kept[line] ? 0 : definition(tree_line(tree, line));
		if (length)
			diag(work->diags, DIAG_FOOTNOTE_UNUSED,
			     place_of(tree->source, tree->lines[line], tree->lines[line] + length), (str){0},
			     message_word(work->diags, str_trim(str_slice(tree_line(tree, line), 0, length))));
	}
}

static void
find_undefined(struct work *work, struct flow *flow)
{
	str text = flow->text;
	for (size_t at = str_find(text, S("[^")); at < text.n;) {
		size_t leaf = flow_leaf(flow, at), length = str_find_char(str_from(text, at), ']');
		bool words = leaf != SIZE_MAX && !(flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML));
		if (length == SIZE_MAX)
			return;
		if (words && length > 2 && str_find_char(str_slice(text, at, at + length), ' ') == SIZE_MAX &&
		    textmap_is_written(work->tree, flow, at) && textmap_is_written(work->tree, flow, at + 1))
			diag(work->diags, DIAG_FOOTNOTE_UNDEFINED, textmap_place(work->tree, flow, at, at + length + 1),
			     (str){0}, message_word(work->diags, str_slice(text, at, at + length + 1)));
		size_t next = str_find(str_from(text, at + 2), S("[^"));
		at = next == SIZE_MAX ? SIZE_MAX : at + 2 + next;
	}
}

void
footnotes_check(struct work *work)
{
	if (!str_contains(str_from(work->tree->source->text, work->document->body), S("[^")))
		return;
	for (size_t i = 0; i < work->tree->flows.n; i++)
		find_undefined(work, work->tree->flows.items[i]);
	find_unused(work);
}
