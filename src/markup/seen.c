/* Words and spans to what is seen, and back. */
#include "markup/seen.h"

#include "base/buffer.h"

enum { TAG_MAX = 400, ENTITY_MAX = 10 };

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
	for (size_t i = 0; i < flow->spans.n; i++) {
		const struct span *span = &flow->spans.items[i];
		struct seen_piece words = {.from = at, .to = span->start, .span = SEEN_WORDS, .at = at};
		add_piece(arena, &seen, &out, str_slice(flow->text, at, span->start), words);
		struct seen_piece shown = {.from = span->start, .to = span->end, .span = i, .at = span->text.n ? SIZE_MAX : span->shown};
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

/* ---- what is written in another way ---- */

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Something at an offset: its length, and the bytes it stands for. Length 0: nothing. */
struct coded {
	size_t length;
	char bytes[4];
	size_t n;
};

static struct coded
percent_at(str text, size_t at)
{
	int high = at + 2 < text.n ? hex(text.p[at + 1]) : -1, low = high >= 0 ? hex(text.p[at + 2]) : -1;
	if (low < 0)
		return (struct coded){0};
	return (struct coded){.length = 3, .bytes = {(char)(high * 16 + low)}, .n = 1};
}

static size_t
put_utf8(char bytes[4], uint32_t code)
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (char)(0xc0 | code >> 6);
		bytes[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	bytes[0] = (char)(0xe0 | code >> 12);
	bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
	bytes[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

/* The number between "&#" and ";", or 0. */
static uint32_t
entity_number(str digits)
{
	bool sixteen = digits.n && (digits.p[0] | 32) == 'x';
	uint32_t code = 0;
	for (size_t i = sixteen; i < digits.n; i++) {
		int digit = hex(digits.p[i]);
		if (digit < 0 || (!sixteen && digit > 9))
			return 0;
		code = code * (sixteen ? 16 : 10) + (uint32_t)digit;
	}
	return code < 0x10000 && (code < 0xd800 || code > 0xdfff) ? code : 0;
}

static struct coded
entity_at(str text, size_t at)
{
	static const struct {
		const char *name;
		uint32_t code;
	} entities[] = {
	    {"nbsp", ' '},    {"shy", 0xad},    {"aring", 0xe5},  {"auml", 0xe4},   {"ouml", 0xf6},  {"Aring", 0xc5},
	    {"Auml", 0xc4},   {"Ouml", 0xd6},   {"eacute", 0xe9}, {"Eacute", 0xc9}, {"uuml", 0xfc},  {"Uuml", 0xdc},
	    {"oslash", 0xf8}, {"Oslash", 0xd8}, {"aelig", 0xe6},  {"AElig", 0xc6},  {"egrave", 0xe8}, {"agrave", 0xe0},
	};
	str rest = str_slice(text, at + 1, at + 1 + ENTITY_MAX);
	size_t end = str_find_char(rest, ';');
	if (end == SIZE_MAX || end < 2)
		return (struct coded){0};
	str name = str_slice(rest, 0, end);
	uint32_t code = name.p[0] == '#' ? entity_number(str_from(name, 1)) : 0;
	for (size_t i = 0; code == 0 && i < sizeof entities / sizeof *entities; i++)
		if (str_eq(name, str_of(entities[i].name)))
			code = entities[i].code;
	struct coded coded = {.length = code ? end + 2 : 0};
	coded.n = code ? put_utf8(coded.bytes, code) : 0;
	return coded;
}

/* "<b>", "</i>", "<!-- … -->": nothing is seen of it elsewhere. */
static struct coded
tag_at(str text, size_t at)
{
	str rest = str_slice(text, at + 1, at + TAG_MAX);
	char first = rest.n ? rest.p[0] : ' ';
	bool tag = first == '/' || first == '!' || ((first | 32) >= 'a' && (first | 32) <= 'z');
	size_t end = tag ? str_find_char(rest, '>') : SIZE_MAX;
	return (struct coded){.length = end == SIZE_MAX ? 0 : end + 2};
}

static struct coded
coded_at(str text, size_t at)
{
	switch (text.p[at]) {
	case '%':
		return percent_at(text, at);
	case '&':
		return entity_at(text, at);
	case '<':
		return tag_at(text, at);
	default:
		return (struct coded){0};
	}
}

bool
seen_decode(struct arena *arena, str text, struct decoded *decoded)
{
	bool any = false;
	char *bytes = arena_bytes(arena, text.n + 1);
	uint32_t *start = arena_bytes(arena, (text.n + 1) * sizeof *start), *end = arena_bytes(arena, (text.n + 1) * sizeof *end);
	size_t n = 0;
	for (size_t at = 0; at < text.n;) {
		struct coded coded = coded_at(text, at);
		any = any || coded.length;
		size_t length = coded.length ? coded.length : 1;
		if (!coded.length)
			coded = (struct coded){.bytes = {text.p[at]}, .n = 1};
		for (size_t i = 0; i < coded.n; i++, n++) {
			bytes[n] = coded.bytes[i];
			start[n] = (uint32_t)at;
			end[n] = (uint32_t)(at + length);
		}
		at += length;
	}
	*decoded = (struct decoded){{bytes, n}, start, end};
	return any;
}
