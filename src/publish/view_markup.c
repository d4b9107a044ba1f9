/* Taking out tags, as a browser reads a page and as a word processor reads its XML. One pass; a tag without an end
   makes what follows text again. */
#include "publish/view.h"

/* What a tag leaves between the texts on its two sides. Of several tags in a row the greatest counts. */
enum gap { GAP_NONE, GAP_SPACE, GAP_APART, GAP_CELL, GAP_ROW };

enum { LONGEST_NAME = 32 };

struct tag {
	const char *name; /* or a prefix with its colon */
	enum gap gap;
};

/* Any other tag of a page sets apart. */
static const struct tag page_tags[] = {
    {"a", GAP_NONE},    {"abbr", GAP_NONE},  {"b", GAP_NONE},    {"bdi", GAP_NONE},    {"bdo", GAP_NONE},
    {"big", GAP_NONE},  {"br", GAP_SPACE},   {"cite", GAP_NONE}, {"code", GAP_NONE},   {"data", GAP_NONE},
    {"del", GAP_NONE},  {"dfn", GAP_NONE},   {"em", GAP_NONE},   {"font", GAP_NONE},   {"i", GAP_NONE},
    {"ins", GAP_NONE},  {"kbd", GAP_NONE},   {"mark", GAP_NONE}, {"q", GAP_NONE},      {"s", GAP_NONE},
    {"samp", GAP_NONE}, {"small", GAP_NONE}, {"span", GAP_NONE}, {"strong", GAP_NONE}, {"sub", GAP_NONE},
    {"sup", GAP_NONE},  {"table", GAP_ROW},  {"td", GAP_CELL},   {"th", GAP_CELL},     {"time", GAP_NONE},
    {"tr", GAP_ROW},    {"tspan", GAP_NONE}, {"tt", GAP_NONE},   {"u", GAP_NONE},      {"var", GAP_NONE},
    {"wbr", GAP_NONE},
};

/* Office Open XML (word, drawing, sheets) and OpenDocument. The first that fits counts. */
static const struct tag office_tags[] = {
    {"w:p", GAP_APART},
    {"w:tc", GAP_CELL},
    {"w:tr", GAP_ROW},
    {"w:tbl", GAP_ROW},
    {"w:br", GAP_SPACE},
    {"w:tab", GAP_SPACE},
    {"w:cr", GAP_SPACE},
    {"w:comment", GAP_APART},
    {"w:", GAP_NONE},
    {"a:p", GAP_APART},
    {"a:tc", GAP_CELL},
    {"a:tr", GAP_ROW},
    {"a:br", GAP_SPACE},
    {"a:", GAP_NONE},
    {"text:p", GAP_APART},
    {"text:h", GAP_APART},
    {"text:s", GAP_SPACE},
    {"text:tab", GAP_SPACE},
    {"text:line-break", GAP_SPACE},
    {"text:", GAP_NONE},
    {"table:table-cell", GAP_CELL},
    {"table:covered-table-cell", GAP_CELL},
    {"table:table-row", GAP_ROW},
    {"table:table", GAP_ROW},
    {"mc:", GAP_NONE},
    {"c", GAP_CELL},
    {"row", GAP_ROW},
    {"r", GAP_NONE},
    {"t", GAP_NONE},
    {"rPr", GAP_NONE},
    {"b", GAP_NONE},
    {"i", GAP_NONE},
    {"u", GAP_NONE},
    {"sz", GAP_NONE},
    {"color", GAP_NONE},
    {"rFont", GAP_NONE},
    {"family", GAP_NONE},
    {"scheme", GAP_NONE},
    {"charset", GAP_NONE},
    {"strike", GAP_NONE},
    {"vertAlign", GAP_NONE},
};

static bool
fits(str name, str row)
{
	return str_ends(row, S(":")) ? str_starts(name, row) : str_eq(name, row);
}

static enum gap
gap_of(str name, enum view_markup markup)
{
	char lower[LONGEST_NAME];
	const struct tag *tags = markup == MARKUP_PAGE ? page_tags : office_tags;
	size_t n = markup == MARKUP_PAGE ? sizeof page_tags / sizeof *tags : sizeof office_tags / sizeof *tags;
	if (name.n > sizeof lower)
		return GAP_APART;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' && markup == MARKUP_PAGE ? (char)(name.p[i] | 0x20)
		                                                                         : name.p[i];
	for (size_t i = 0; i < n; i++)
		if (fits((str){lower, name.n}, str_of(tags[i].name)))
			return tags[i].gap;
	return GAP_APART;
}

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Past the ">" that ends the tag, or SIZE_MAX. A quote counts where a value begins. */
static size_t
tag_end(str text, size_t at)
{
	char quote = '\0', before = '\0';
	for (; at < text.n; at++) {
		char c = text.p[at];
		if (quote) {
			quote = c == quote ? '\0' : quote;
		} else if (c == '>') {
			return at + 1;
		} else if ((c == '"' || c == '\'') && before == '=') {
			quote = c;
		}
		before = is_space(c) ? before : c;
	}
	return SIZE_MAX;
}

static size_t
past(str text, size_t at, str part)
{
	size_t found = str_find(str_from(text, at), part);
	return found == SIZE_MAX ? SIZE_MAX : at + found + part.n;
}

/* The end of the tag that begins at `at`: `at` itself when none does, SIZE_MAX when it has no end. */
static size_t
markup_end(str text, size_t at, enum view_markup markup, enum gap *gap)
{
	str rest = str_slice(text, at + 1, at + 10);
	*gap = GAP_NONE;
	if (str_starts(rest, S("!--")))
		return past(text, at + 4, S("-->"));
	if (str_starts(rest, S("![CDATA[")))
		return at + 9;
	if (str_starts(rest, S("!")) || str_starts(rest, S("?"))) {
		*gap = GAP_APART;
		return past(text, at, S(">"));
	}
	size_t start = at + (str_starts(rest, S("/")) ? 2 : 1), end = start;
	if (start >= text.n || !is_letter(text.p[start]))
		return at;
	while (end < text.n && !is_space(text.p[end]) && text.p[end] != '>' && text.p[end] != '/')
		end++;
	*gap = gap_of(str_slice(text, start, end), markup);
	return tag_end(text, end);
}

/* Adds the text [start, end), after what the tags before it leave. White space between two tags that set apart is
   none. */
static void
keep_text(struct view_making *making, size_t start, size_t end, enum gap *pending)
{
	static const char *const marks[] = {"", " ", APART_MARK, CELL_MARK, APART_MARK};
	str text = making->view->of->text;
	while (*pending && start < end && is_space(text.p[start]))
		start++;
	if (start == end)
		return;
	if (*pending)
		view_put(making, str_of(marks[*pending]), start);
	*pending = GAP_NONE;
	view_keep(making, start, end);
}

/* The mark for cells may stand in no text. */
static void
keep_without_marks(struct view_making *making, size_t start, size_t end, enum gap *pending)
{
	str text = making->view->of->text;
	while (start < end) {
		const char *found = memchr(text.p + start, CELL_MARK[0], end - start);
		size_t stop = found ? (size_t)(found - text.p) : end;
		keep_text(making, start, stop, pending);
		*pending = found && *pending < GAP_SPACE ? GAP_SPACE : *pending;
		start = stop + 1;
	}
}

const struct view *
view_stripped(struct arena *arena, const struct view *of, enum view_markup markup)
{
	str text = of->text;
	struct view_making making = {0};
	enum gap pending = GAP_NONE;
	size_t kept = 0, at = str_find_char(text, '<');
	while (at < text.n) {
		enum gap gap;
		size_t end = markup_end(text, at, markup, &gap);
		if (end == SIZE_MAX)
			break;
		if (end > at) {
			if (!making.view)
				making = view_begin(arena, of);
			keep_without_marks(&making, kept, at, &pending);
			pending = gap > pending ? gap : pending;
			kept = end;
		}
		size_t from = end > at ? end : at + 1, next = str_find_char(str_from(text, from), '<');
		at = next == SIZE_MAX ? text.n : from + next;
	}
	if (!making.view)
		return NULL;
	keep_without_marks(&making, kept, text.n, &pending);
	return view_end(&making);
}
