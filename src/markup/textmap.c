/* Aligns a flow with its block's content: the inlines are walked in order with a cursor in the content, and each consumes
   exactly the delimiters it is known to have. Where something does not fit, the next text that does is looked for. */
#include "markup/textmap.h"

#include <string.h>

#include "markup/content.h"
#include "markup/linkscan.h"

/* A block that fits this badly is not searched any more, so that no input makes the search quadratic. */
enum { SEARCHES_MAX = 64 };

struct aligner {
	const struct tree *tree;
	struct flow *flow;
	struct content content;
	size_t at; /* in content.text */
	unsigned searches;
	bool automatic; /* inside <…>: no backslash escapes */
};

static char
peek(const struct aligner *a, size_t ahead)
{
	return a->at + ahead < a->content.text.n ? a->content.text.p[a->at + ahead] : '\0';
}

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static uint32_t
source_at(const struct aligner *a, size_t at)
{
	size_t left;
	uint32_t source = content_source(&a->content, at < a->content.text.n ? at : a->content.text.n, &left);
	return source;
}

static void
add_run(struct aligner *a, size_t flat, uint32_t source, uint32_t source_end, enum run_kind kind)
{
	vec_push(a->tree->arena, &a->flow->runs, (struct run){(uint32_t)flat, source, source_end, kind});
}

/* Content bytes [at, at + n) became the same bytes of text from `flat` on. */
static void
add_words(struct aligner *a, size_t flat, size_t at, size_t n)
{
	while (n > 0) {
		size_t left;
		uint32_t source = content_source(&a->content, at, &left);
		size_t step = left && left < n ? left : n;
		add_run(a, flat, source, source + (uint32_t)step, RUN_WORDS);
		flat += step;
		at += step;
		n -= step;
	}
}

/* The code point of "#65;" or "#x41;" after an ampersand, with the entity's length; 0 when it is no such entity. */
static uint32_t
numeric_entity(str text, size_t *length)
{
	bool hex = text.n > 2 && (text.p[2] == 'x' || text.p[2] == 'X');
	size_t i = hex ? 3 : 2, start = i;
	uint32_t code = 0;
	for (; i < text.n && i - start < 8; i++) {
		char c = text.p[i];
		int digit = c >= '0' && c <= '9'                        ? c - '0'
		            : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
		                                                        : -1;
		if (digit < 0)
			break;
		code = code * (hex ? 16u : 10u) + (uint32_t)digit;
	}
	if (i == start || i >= text.n || text.p[i] != ';')
		return 0;
	*length = i + 1;
	return code ? code : 0xfffd;
}

static size_t
named_entity_length(str text)
{
	size_t i = 1;
	while (i < text.n && i < 40 &&
	       ((text.p[i] >= '0' && text.p[i] <= '9') || ((text.p[i] | 32) >= 'a' && (text.p[i] | 32) <= 'z')))
		i++;
	return i > 1 && i < text.n && text.p[i] == ';' ? i + 1 : 0;
}

static size_t
utf8_length(str text)
{
	unsigned char c = text.n ? (unsigned char)text.p[0] : 0;
	size_t n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
	return n < text.n ? n : text.n;
}

/* The second characters of the entities that stand for two. */
static size_t
second_character(str text)
{
	static const char *const marks[] = {"\xcc\xb8",     "\xe2\x83\x92", "\xef\xb8\x80", "\xcc\xb3",
	                                    "\xe2\x83\xa5", "\xcc\xb1",     "\xe2\x80\x8a", "\xe2\x83\x93"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

/* Bytes of `literal` that the entity at the start of `text` gave, with the entity's length; 0 when there is no entity.
   Only &amp; gives an ampersand, so an ampersand in the literal tells the two cases apart. */
static size_t
entity(str text, str literal, size_t *length)
{
	if (text.n > 1 && text.p[1] == '#')
		return numeric_entity(text, length) ? utf8_length(literal) : 0;
	*length = named_entity_length(text);
	if (*length == 0)
		return 0;
	str name = str_slice(text, 1, *length - 1);
	if (str_eq(name, S("amp")) || str_eq(name, S("AMP")))
		return literal.p[0] == '&' ? 1 : 0;
	if (literal.p[0] == '&')
		return 0;
	if (str_eq(name, S("fjlig")))
		return literal.n > 1 ? 2 : 1;
	size_t n = utf8_length(literal);
	size_t more = second_character(str_from(literal, n));
	return more && !str_starts(str_from(text, *length), str_slice(literal, n, n + more)) ? n + more : n;
}

/* Looks for the literal's beginning further on. */
static bool
search(struct aligner *a, str literal)
{
	if (a->searches >= SEARCHES_MAX || literal.n == 0)
		return false;
	a->searches++;
	size_t end = 1;
	while (end < literal.n && end < 12 && !is_punctuation(literal.p[end]))
		end++;
	size_t found = str_find(str_from(a->content.text, a->at), str_slice(literal, 0, end));
	if (found == SIZE_MAX)
		return false;
	a->at += found;
	return true;
}

/* One step over something that is not copied byte for byte. Returns the bytes of the literal it gave, 0 for none. */
static size_t
align_special(struct aligner *a, str literal, size_t flat)
{
	if (peek(a, 0) == '\\' && !a->automatic && peek(a, 1) == literal.p[0] && is_punctuation(literal.p[0])) {
		uint32_t source = source_at(a, a->at + 1);
		add_run(a, flat, source, source + 1, RUN_ESCAPED);
		a->at += 2;
		return 1;
	}
	size_t length, n = 0;
	if (peek(a, 0) == '&')
		n = entity(str_from(a->content.text, a->at), literal, &length);
	if (n) {
		uint32_t source = source_at(a, a->at);
		add_run(a, flat, source, source_at(a, a->at + length - 1) + 1, RUN_ENTITY);
		a->at += length;
	}
	return n;
}

static size_t
equal_length(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;
	while (i < n && a.p[i] == b.p[i] && a.p[i] != '\\' && a.p[i] != '&')
		i++;
	return i;
}

static void
align_text(struct aligner *a, str literal, size_t flat)
{
	while (literal.n) {
		size_t n = equal_length(literal, str_from(a->content.text, a->at));
		if (n) {
			add_words(a, flat, a->at, n);
			a->at += n;
		} else {
			n = align_special(a, literal, flat);
			if (n == 0 && peek(a, 0) == literal.p[0] && a->at < a->content.text.n) {
				add_words(a, flat, a->at++, n = 1);
			} else if (n == 0 && !search(a, literal)) {
				uint32_t source = source_at(a, a->at);
				add_run(a, flat, source, source, RUN_LOST);
				if (a->searches >= SEARCHES_MAX)
					return;
				n = utf8_length(literal);
			}
		}
		literal = str_from(literal, n);
		flat += n;
	}
}

static void
skip_blanks(struct aligner *a)
{
	while (peek(a, 0) == ' ' || peek(a, 0) == '\t')
		a->at++;
}

static void
align_break(struct aligner *a, const struct node *node)
{
	size_t start = a->at;
	skip_blanks(a);
	bool backslash = node->kind == NODE_HARD_BREAK && peek(a, 0) == '\\' && peek(a, 1) == '\n';
	a->at += backslash;
	if (peek(a, 0) != '\n') {
		size_t line = str_find_char(str_from(a->content.text, a->at), '\n');
		if (line == SIZE_MAX) {
			a->at = start;
			add_run(a, node->from, source_at(a, start), source_at(a, start), RUN_LOST);
			return;
		}
		a->at += line;
	}
	uint32_t source = source_at(a, a->at);
	add_run(a, node->from, source, source + 1, RUN_BREAK);
	a->at++;
	if (!backslash)
		skip_blanks(a);
}

/* Text that is in the content as it is, but for line ends that became spaces and white space that was cut after them. */
static void
align_verbatim(struct aligner *a, str literal, size_t flat)
{
	for (size_t i = 0; i < literal.n && a->at < a->content.text.n;) {
		size_t n = 0;
		while (i + n < literal.n && peek(a, n) == literal.p[i + n] && peek(a, n) != '\n' &&
		       a->at + n < a->content.text.n)
			n++;
		if (n) {
			add_words(a, flat + i, a->at, n);
		} else if (peek(a, 0) == '\n') {
			uint32_t source = source_at(a, a->at);
			add_run(a, flat + i, source, source + 1, RUN_BREAK);
			n = 1;
		} else {
			uint32_t source = source_at(a, a->at);
			add_run(a, flat + i++, source, source, RUN_LOST);
			continue;
		}
		i += n;
		a->at += n;
	}
}

static size_t
backticks(str text, size_t at)
{
	size_t n = 0;
	while (at + n < text.n && text.p[at + n] == '`')
		n++;
	return n;
}

/* Where the code span that was opened with `n` backticks before `at` ends. */
static size_t
closing_backticks(str text, size_t at, size_t n)
{
	while (at < text.n) {
		size_t next = str_find_char(str_from(text, at), '`');
		if (next == SIZE_MAX)
			break;
		at += next;
		size_t run = backticks(text, at);
		if (run == n)
			return at;
		at += run;
	}
	return SIZE_MAX;
}

static void
align_code(struct aligner *a, const struct node *node)
{
	str text = a->content.text;
	size_t open = str_find_char(str_from(text, a->at), '`');
	if (open == SIZE_MAX) {
		align_text(a, node->text, node->from);
		return;
	}
	size_t start = a->at + open, n = backticks(text, start);
	size_t end = closing_backticks(text, start + n, n);
	a->at = start + n;
	if (end != SIZE_MAX && end - a->at > node->text.n)
		a->at++;
	align_verbatim(a, node->text, node->from);
	if (end != SIZE_MAX)
		a->at = end + n;
}

static void
expect(struct aligner *a, char c, size_t n)
{
	for (; n && peek(a, 0) == c; n--)
		a->at++;
}

static void
enter_link(struct aligner *a, struct node *node)
{
	if (peek(a, 0) == '<') {
		a->automatic = true;
	} else if (peek(a, 0) != '[' && peek(a, 0) != '!') {
		size_t bracket = str_find_char(str_from(a->content.text, a->at), '[');
		if (bracket != SIZE_MAX && a->searches++ < SEARCHES_MAX)
			a->at += bracket;
	}
	node->start = source_at(a, a->at);
	a->at += node->kind == NODE_IMAGE && peek(a, 0) == '!' ? 2 : 1;
}

static void
leave_link(struct aligner *a, struct node *node)
{
	str text = a->content.text;
	if (a->automatic) {
		expect(a, '>', 1);
		a->automatic = false;
	} else {
		expect(a, ']', 1);
		size_t end = linkscan_inline(text, a->at);
		if (end == SIZE_MAX)
			end = linkscan_label(text, a->at);
		if (end != SIZE_MAX)
			a->at = end;
	}
	node->end = a->at ? source_at(a, a->at - 1) + 1 : node->start;
	if (node->end < node->start)
		node->end = node->start;
}

static void
skip_footnote_reference(struct aligner *a)
{
	if (peek(a, 0) != '[' || peek(a, 1) != '^')
		return;
	size_t end = str_find_char(str_from(a->content.text, a->at), ']');
	if (end != SIZE_MAX)
		a->at += end + 1;
}

static void
enter(struct aligner *a, struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
		align_text(a, node->text, node->from);
		break;
	case NODE_SOFT_BREAK:
	case NODE_HARD_BREAK:
		align_break(a, node);
		break;
	case NODE_CODE:
		align_code(a, node);
		break;
	case NODE_HTML:
		if (peek(a, 0) != '<')
			search(a, node->text);
		align_verbatim(a, node->text, node->from);
		break;
	case NODE_EMPHASIS:
	case NODE_STRONG:
		expect(a, peek(a, 0) == '_' ? '_' : '*', node->kind == NODE_STRONG ? 2 : 1);
		break;
	case NODE_LINK:
	case NODE_IMAGE:
		enter_link(a, node);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		skip_footnote_reference(a);
		break;
	default:
		break;
	}
}

static void
leave(struct aligner *a, struct node *node)
{
	if (node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG)
		expect(a, peek(a, 0) == '_' ? '_' : '*', node->kind == NODE_STRONG ? 2 : 1);
	else if (node->kind == NODE_LINK || node->kind == NODE_IMAGE)
		leave_link(a, node);
}

static void
align_inlines(struct aligner *a)
{
	struct node *block = a->flow->block, *node = block->first;
	while (node) {
		enter(a, node);
		if (node->first) {
			node = node->first;
			continue;
		}
		while (node != block) {
			leave(a, node);
			if (node->next)
				break;
			node = node->parent;
		}
		if (node == block)
			return;
		node = node->next;
	}
}

/* Code and HTML blocks: each line of the text is the end of a line of the source. */
static void
align_lines(struct aligner *a)
{
	const struct node *block = a->flow->block;
	str rest = a->flow->text;
	size_t flat = 0;
	for (uint32_t line = block->line + block->fenced; rest.n; line++) {
		bool ends = str_find_char(rest, '\n') != SIZE_MAX;
		str words = str_cut(&rest, '\n');
		str source = tree_line(a->tree, line);
		bool fits = str_ends(source, words) && line <= a->tree->line_count;
		uint32_t end =
		    a->tree->lines[line <= a->tree->line_count ? line : a->tree->line_count] + (uint32_t)source.n;
		if (words.n)
			add_run(a, flat, end - (fits ? (uint32_t)words.n : 0), end, fits ? RUN_WORDS : RUN_LOST);
		/* cmark ends the last line of a block even when the file does not. */
		bool broken = end < a->tree->source->text.n;
		if (ends)
			add_run(a, flat + words.n, end, end + broken, broken ? RUN_BREAK : RUN_LOST);
		flat += words.n + 1;
	}
}

void
textmap_make(const struct tree *tree, struct flow *flow)
{
	if (flow->mapped)
		return;
	flow->mapped = true;
	struct aligner a = {.tree = tree, .flow = flow};
	if (flow->block->kind == NODE_CODE_BLOCK || flow->block->kind == NODE_HTML_BLOCK) {
		align_lines(&a);
		return;
	}
	a.content = content_of(tree, flow->block);
	align_inlines(&a);
}

const struct run *
textmap_run(const struct tree *tree, struct flow *flow, size_t at)
{
	textmap_make(tree, flow);
	size_t low = 0, high = flow->runs.n;
	if (high == 0 || at >= flow->text.n)
		return NULL;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (flow->runs.items[middle].flat <= at)
			low = middle;
		else
			high = middle;
	}
	return &flow->runs.items[low];
}

bool
textmap_is_written(const struct tree *tree, struct flow *flow, size_t at)
{
	const struct run *run = textmap_run(tree, flow, at);
	return run && (run->kind == RUN_WORDS || run->kind == RUN_BREAK);
}

static uint32_t
run_offset(const struct run *run, size_t at, bool end)
{
	if (run->kind == RUN_ENTITY || run->kind == RUN_LOST)
		return end ? run->source_end : run->source;
	uint32_t offset = run->source + (uint32_t)(at - run->flat) + end;
	return offset < run->source_end ? offset : run->source_end;
}

struct place
textmap_place(const struct tree *tree, struct flow *flow, size_t start, size_t end)
{
	const struct run *first = textmap_run(tree, flow, start);
	if (!first)
		return tree_lines(tree, flow->block->line, flow->block->line);
	const struct run *last = end > start ? textmap_run(tree, flow, end - 1) : NULL;
	uint32_t from = run_offset(first, start, false);
	uint32_t to = last ? run_offset(last, end - 1, true) : from;
	return place_of(tree->source, from, to > from ? to : from);
}

struct place
textmap_node(const struct tree *tree, const struct node *node)
{
	textmap_make(tree, node->flow);
	return place_of(tree->source, node->start, node->end);
}
