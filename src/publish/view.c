/* How a view is made and followed back, and the views that undo what a format does line by line. */
#include "publish/view.h"

#include "base/unescape.h"

/* ---- making one ---- */

struct view_making
view_begin(struct arena *arena, const struct view *of)
{
	struct view_making making = {.arena = arena, .view = arena_new(arena, struct view), .out = {.arena = arena}};
	making.view->of = of;
	return making;
}

/* A step is only needed where the distance to what the view was made of changes. */
static void
step(struct view_making *making, size_t from)
{
	struct view *view = making->view;
	size_t at = making->out.n;
	const struct view_step *last = view->steps.n ? &view->steps.items[view->steps.n - 1] : NULL;
	if (last ? last->from + (at - last->at) == from : at == from)
		return;
	vec_push(making->arena, &view->steps, (struct view_step){(uint32_t)at, (uint32_t)from});
}

void
view_keep(struct view_making *making, size_t start, size_t end)
{
	if (start >= end)
		return;
	step(making, start);
	buffer_add(&making->out, str_slice(making->view->of->text, start, end));
}

void
view_put(struct view_making *making, str text, size_t from)
{
	step(making, from);
	buffer_add(&making->out, text);
}

const struct view *
view_end(struct view_making *making)
{
	making->view->text = buffer_str(&making->out);
	return making->view;
}

size_t
view_origin(const struct view *view, size_t at)
{
	for (; view->of; view = view->of) {
		size_t low = 0, high = view->steps.n;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (view->steps.items[middle].at <= at)
				low = middle + 1;
			else
				high = middle;
		}
		if (low)
			at = view->steps.items[low - 1].from + (at - view->steps.items[low - 1].at);
		if (at > view->of->text.n)
			at = view->of->text.n;
	}
	return at;
}

/* ---- views ---- */

const struct view *
view_unescaped(struct arena *arena, const struct view *of)
{
	const unsigned all = ESCAPE_ENTITY | ESCAPE_PERCENT | ESCAPE_BACKSLASH;
	str text = of->text;
	struct view_making making = {0};
	size_t kept = 0;
	for (size_t at = escape_find(text, 0, all); at < text.n;) {
		struct unescaped found = escape_at(text, at, all);
		if (found.length) {
			if (!making.view)
				making = view_begin(arena, of);
			view_keep(&making, kept, at);
			view_put(&making, (str){found.bytes, found.n}, at);
			kept = at + found.length;
		}
		at = escape_find(text, at + (found.length ? found.length : 1), all);
	}
	if (!making.view)
		return NULL;
	view_keep(&making, kept, text.n);
	return view_end(&making);
}

const struct view *
view_unfolded(struct arena *arena, const struct view *of)
{
	str text = of->text;
	if (!str_starts(text, S("BEGIN:V")))
		return NULL;
	struct view_making making = view_begin(arena, of);
	size_t kept = 0;
	for (size_t at = 0; at + 1 < text.n; at++) {
		if (text.p[at] != '\n' || (text.p[at + 1] != ' ' && text.p[at + 1] != '\t'))
			continue;
		view_keep(&making, kept, at > kept && text.p[at - 1] == '\r' ? at - 1 : at);
		kept = at + 2;
	}
	view_keep(&making, kept, text.n);
	return view_end(&making);
}

const struct view *
view_cells(struct arena *arena, const struct view *of)
{
	static const bool special[0x80] = {
	    ['"'] = true, [','] = true, [';'] = true, ['\t'] = true, ['\n'] = true, ['\v'] = true};
	str text = of->text;
	struct view_making making = view_begin(arena, of);
	size_t kept = 0;
	bool quoted = false;
	for (size_t at = 0; at < text.n; at++) {
		unsigned char c = (unsigned char)text.p[at];
		if (c >= 0x80 || !special[c])
			continue;
		if (quoted && c != '"' && c != '\v')
			continue;
		view_keep(&making, kept, at);
		kept = at + 1;
		if (c == '"')
			quoted = !quoted;
		else
			view_put(&making, c == '\n' ? S(APART_MARK) : c == '\v' ? S(" ") : S(CELL_MARK), at);
	}
	view_keep(&making, kept, text.n);
	return view_end(&making);
}

const struct view *
view_joined(struct arena *arena, const struct view *of)
{
	str text = of->text;
	struct view_making making = {0};
	size_t kept = 0;
	for (size_t at = str_find(text, S("-\n")); at < text.n;) {
		if (!making.view)
			making = view_begin(arena, of);
		view_keep(&making, kept, at);
		kept = at + 2;
		size_t next = str_find(str_from(text, kept), S("-\n"));
		at = next == SIZE_MAX ? text.n : kept + next;
	}
	if (!making.view)
		return NULL;
	view_keep(&making, kept, text.n);
	return view_end(&making);
}
