/* Words and spans to what is seen, and back. */
#include "markup/seen.h"

#include "base/buffer.h"

/* ---- what is seen ---- */

static void
add_piece(struct arena *arena, struct seen *seen, struct buffer *out, str text, struct seen_piece piece)
{
	piece.start = out->n;
	buffer_add(out, text);
	piece.end = out->n;
	vec_push(arena, &seen->pieces, piece);
}

struct seen
seen_of(struct arena *arena, const struct flow *flow)
{
	struct seen seen = {0};
	struct buffer out = {.arena = arena};
	size_t at = 0;
	if (flow->spans.n == 0) { /* most have none */
		vec_push(arena, &seen.pieces, (struct seen_piece){0, flow->text.n, 0, flow->text.n, SEEN_WORDS, 0});
		seen.text = flow->text;
		return seen;
	}
	for (size_t i = 0; i < flow->spans.n; i++) {
		const struct span *span = &flow->spans.items[i];
		struct seen_piece words = {.from = at, .to = span->start, .span = SEEN_WORDS, .at = at};
		add_piece(arena, &seen, &out, str_slice(flow->text, at, span->start), words);
		struct seen_piece shown = {
		    .from = span->start, .to = span->end, .span = i, .at = span->text.n ? SIZE_MAX : span->shown};
		str text = span->text.n ? span->text : str_slice(flow->text, span->shown, span->shown_end);
		add_piece(arena, &seen, &out, text, shown);
		at = span->end;
	}
	struct seen_piece rest = {.from = at, .to = flow->text.n, .span = SEEN_WORDS, .at = at};
	add_piece(arena, &seen, &out, str_from(flow->text, at), rest);
	seen.text = buffer_str(&out);
	return seen;
}

/* The first piece that stands for something behind an offset of the flow; the last when none does. */
static const struct seen_piece *
piece_of_flow(const struct seen *seen, size_t at)
{
	size_t low = 0, high = seen->pieces.n - 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (seen->pieces.items[middle].to <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return &seen->pieces.items[low];
}

/* The same for an offset of what is seen. */
static const struct seen_piece *
piece_of_seen(const struct seen *seen, size_t at)
{
	size_t low = 0, high = seen->pieces.n - 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (seen->pieces.items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return &seen->pieces.items[low];
}

static size_t
clipped(const struct seen_piece *piece, size_t flow_at)
{
	if (flow_at <= piece->at)
		return piece->start;
	size_t at = piece->start + (flow_at - piece->at);
	return at < piece->end ? at : piece->end;
}

size_t
seen_start(const struct seen *seen, size_t flow_at)
{
	const struct seen_piece *piece = piece_of_flow(seen, flow_at);
	return piece->at == SIZE_MAX ? piece->start : clipped(piece, flow_at);
}

size_t
seen_end(const struct seen *seen, size_t flow_at)
{
	if (flow_at == 0)
		return 0;
	const struct seen_piece *piece = piece_of_flow(seen, flow_at - 1);
	return piece->at == SIZE_MAX ? piece->end : clipped(piece, flow_at);
}

size_t
flow_start(const struct seen *seen, size_t seen_at)
{
	const struct seen_piece *piece = piece_of_seen(seen, seen_at);
	return piece->span == SEEN_WORDS ? piece->at + (seen_at - piece->start) : piece->from;
}

size_t
flow_end(const struct seen *seen, size_t seen_at)
{
	if (seen_at == 0)
		return 0;
	const struct seen_piece *piece = piece_of_seen(seen, seen_at - 1);
	return piece->span == SEEN_WORDS ? piece->at + (seen_at - piece->start) : piece->to;
}
