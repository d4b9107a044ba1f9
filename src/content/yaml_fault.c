/* From what libyaml says to what the writer did. libyaml reports where its grammar broke, often a line late and in terms of
   tokens; a table leads from its words to a function that looks at the line as a person would. */
#include "content/yaml_fault.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

/* A file can hold a million characters that may not stand in it; after so many the point is made. */
enum { MOST_CHARACTERS = 20 };

struct view {
	struct arena *arena;
	const struct source *source;
	const struct yaml_fault *fault;
	struct diag_list *diags;
};

/* The line around an offset: text[start, end), and where its first character that is no blank stands. */
struct line {
	size_t start, end, first;
};

static struct line
line_at(const struct view *view, size_t at)
{
	str text = view->source->text;
	struct line line = {at, at, 0};
	while (line.start > view->fault->start && text.p[line.start - 1] != '\n')
		line.start--;
	while (line.end < view->fault->end && text.p[line.end] != '\n')
		line.end++;
	line.first = line.start;
	while (line.first < line.end && (text.p[line.first] == ' ' || text.p[line.first] == '\t'))
		line.first++;
	return line;
}

static str
text_of(const struct view *view, size_t start, size_t end)
{
	return str_slice(view->source->text, start, end);
}

static void
report(const struct view *view, enum diag_code code, size_t start, size_t end, str argument)
{
	size_t limit = view->fault->end;
	end = end > limit ? limit : end;
	while (end > start + 1 && view->source->text.p[end - 1] == ' ')
		end--;
	diag(view->diags, code, place_of(view->source, start > end ? end : start, end), (str){0}, argument);
}

/* The line before this one that says something; false at the top. */
static bool
line_before(const struct view *view, struct line line, struct line *before)
{
	while (line.start > view->fault->start) {
		line = line_at(view, line.start - 1);
		if (line.first < line.end && view->source->text.p[line.first] != '#') {
			*before = line;
			return true;
		}
	}
	return false;
}

static bool
has_tab_indentation(const struct view *view, struct line line)
{
	return memchr(view->source->text.p + line.start, '\t', line.first - line.start) != NULL;
}

/* The colon that is followed by a blank or ends the line; SIZE_MAX when none does. */
static size_t
spaced_colon(const struct view *view, size_t start, size_t end)
{
	const char *text = view->source->text.p;
	for (size_t at = start; at < end; at++)
		if (text[at] == ':' && (at + 1 == end || text[at + 1] == ' ' || text[at + 1] == '\t'))
			return at;
	return SIZE_MAX;
}

/* "titel:SIKT", but not a web address. */
static bool
lacks_space(const struct view *view, struct line line)
{
	size_t colon = str_find_char(text_of(view, line.first, line.end), ':');
	if (colon == SIZE_MAX || spaced_colon(view, line.first, line.end) != SIZE_MAX)
		return false;
	return !str_starts(text_of(view, line.first + colon, line.end), S("://"));
}

static void
fallback(const struct view *view)
{
	struct line line = line_at(view, view->fault->at);
	size_t start = view->fault->at < line.end ? view->fault->at : line.first;
	report(view, DIAG_YAML_SYNTAX, start, line.end, (str){0});
}

static void
tab(const struct view *view)
{
	struct line line = line_at(view, view->fault->at);
	const char *found = memchr(view->source->text.p + line.start, '\t', line.end - line.start);
	if (!found) {
		fallback(view);
		return;
	}
	size_t at = (size_t)(found - view->source->text.p);
	report(view, DIAG_YAML_TAB, at, at + 1, (str){0});
}

/* A value that begins with a character that means something to YAML. */
static void
reserved(const struct view *view)
{
	/* libyaml may place its context at the end of the text, behind the last character. */
	size_t context = view->fault->context_at, at = view->fault->at;
	if (context < view->source->text.n && view->fault->context[0] && strchr("&*!%", view->source->text.p[context]))
		at = context;
	struct line line = line_at(view, at);
	if (has_tab_indentation(view, line) || (at < line.end && view->source->text.p[at] == '\t')) {
		tab(view);
		return;
	}
	if (at >= line.end || !strchr("@`%&*!?,[]{}|>\"'", view->source->text.p[at])) {
		fallback(view);
		return;
	}
	report(view, DIAG_YAML_RESERVED_START, at, line.end, text_of(view, at, at + 1));
}

/* The value as it should have been written: in the quotes it does not hold itself. */
static str
quoted(struct arena *arena, str value)
{
	char quote = str_find_char(value, '"') == SIZE_MAX && str_find_char(value, '\\') == SIZE_MAX ? '"' : '\'';
	return str_format(arena, "%c%.*s%c", quote, STR(value), quote);
}

/* A second ": " where a value stands. When it is the first of its line, the line before is to blame: it has no colon of its
   own, or this one is indented below a value. */
static void
second_colon(const struct view *view)
{
	struct line line = line_at(view, view->fault->at), before;
	size_t colon = spaced_colon(view, line.first, line.end);
	if (colon == line.first) {
		report(view, DIAG_YAML_KEY_NOT_TEXT, colon, colon + 1, (str){0});
	} else if (colon < view->fault->at) {
		size_t value = colon + 1;
		while (value < line.end && view->source->text.p[value] == ' ')
			value++;
		str written = str_trim(text_of(view, value, line.end));
		report(view, DIAG_YAML_COLON_IN_VALUE, value, line.end, quoted(view->arena, written));
	} else if (has_tab_indentation(view, line)) {
		tab(view);
	} else if (line_before(view, line, &before) && lacks_space(view, before)) {
		report(view, DIAG_YAML_MISSING_SPACE, before.first, before.end, (str){0});
	} else if (line_before(view, line, &before) && line.first - line.start <= before.first - before.start &&
	           spaced_colon(view, before.first, before.end) == SIZE_MAX) {
		report(view, DIAG_YAML_MISSING_COLON, before.first, before.end, (str){0});
	} else {
		report(view, DIAG_YAML_INDENTATION, line.first, line.end, (str){0});
	}
}

static void
missing_colon(const struct view *view)
{
	struct line line =
	    line_at(view, view->fault->context_at != SIZE_MAX ? view->fault->context_at : view->fault->at);
	if (has_tab_indentation(view, line))
		report(view, DIAG_YAML_TAB, line.start, line.first, (str){0});
	else
		report(view, lacks_space(view, line) ? DIAG_YAML_MISSING_SPACE : DIAG_YAML_MISSING_COLON, line.first,
		       line.end, (str){0});
}

static void
unclosed_quote(const struct view *view)
{
	size_t start = view->fault->context_at != SIZE_MAX ? view->fault->context_at : view->fault->quote_start;
	report(view, DIAG_YAML_UNCLOSED_QUOTE, start, line_at(view, start).end, text_of(view, start, start + 1));
}

static void
bad_escape(const struct view *view)
{
	const struct yaml_fault *fault = view->fault;
	const char *text = view->source->text.p;
	size_t at = fault->at;
	while (at > fault->start && text[at] != '\\' && fault->at - at < 8)
		at--;
	size_t end = at + 1;
	text_next(view->source->text, &end);
	report(view, DIAG_YAML_BAD_ESCAPE, at, end, text_of(view, at, end));
}

static void
unclosed_bracket(const struct view *view)
{
	size_t start = view->fault->context_at != SIZE_MAX ? view->fault->context_at : view->fault->at;
	bool list = view->source->text.p[start] == '[';
	report(view, DIAG_YAML_UNCLOSED_BRACKET, start, line_at(view, start).end, list ? S("]") : S("}"));
}

/* The grammar wanted the next key or item here. */
static void
misplaced(const struct view *view)
{
	const struct yaml_fault *fault = view->fault;
	struct line line = line_at(view, fault->at);
	str before = str_trim(text_of(view, line.start, fault->at));
	bool after_quote =
	    fault->quote_end != SIZE_MAX && fault->quote_end >= line.start && fault->quote_end <= fault->at;
	if (after_quote && fault->quote_start < line.start) {
		size_t start = fault->quote_start;
		report(view, DIAG_YAML_UNCLOSED_QUOTE, start, line_at(view, start).end,
		       text_of(view, start, start + 1));
	} else if (after_quote) {
		report(view, DIAG_YAML_TEXT_AFTER, fault->at, line.end,
		       text_of(view, fault->quote_end - 1, fault->quote_end));
	} else if (str_ends(before, S("]")) || str_ends(before, S("}"))) {
		report(view, DIAG_YAML_TEXT_AFTER, fault->at, line.end, str_from(before, before.n - 1));
	} else if (has_tab_indentation(view, line)) {
		tab(view);
	} else {
		bool keyless = line.first < line.end && view->source->text.p[line.first] == ':';
		report(view, keyless ? DIAG_YAML_KEY_NOT_TEXT : DIAG_YAML_INDENTATION, line.first, line.end, (str){0});
	}
}

static void
list_on_key_line(const struct view *view)
{
	struct line line = line_at(view, view->fault->at);
	report(view, DIAG_YAML_LIST_ON_KEY_LINE, view->fault->at, line.end, (str){0});
}

static void
block_mark(const struct view *view)
{
	size_t start = view->fault->context_at != SIZE_MAX ? view->fault->context_at : view->fault->at;
	report(view, DIAG_YAML_BLOCK_MARK, start, line_at(view, start).end, text_of(view, start, start + 1));
}

/* The first row whose words occur in what libyaml says decides; "" always does. */
static const struct {
	const char *context, *problem;
	void (*explain)(const struct view *);
} rows[] = {
    {"", "found a tab character", tab},
    {"", "cannot start any token", reserved},
    {"", "mapping values are not allowed", second_colon},
    {"", "mapping keys are not allowed", reserved},
    {"", "block sequence entries are not allowed", list_on_key_line},
    {"simple key", "could not find expected ':'", missing_colon},
    {"quoted scalar", "found unexpected", unclosed_quote},
    {"quoted scalar", "", bad_escape},
    {"block scalar", "", block_mark},
    {"anchor", "", reserved},
    {"alias", "", reserved},
    {"tag", "", reserved},
    {"directive", "", reserved},
    {"", "undefined tag handle", reserved},
    {"", "expected ',' or", unclosed_bracket},
    {"", "expected node content", reserved},
    {"", "expected key", misplaced},
    {"", "expected '-' indicator", misplaced},
    {"", "", fallback},
};

void
yaml_fault_report(struct arena *arena, const struct source *source, const struct yaml_fault *fault,
                  struct diag_list *diags)
{
	struct view view = {arena, source, fault, diags};
	size_t row = 0;
	while (!strstr(fault->context, rows[row].context) || !strstr(fault->problem, rows[row].problem))
		row++;
	rows[row].explain(&view);
}

static str
code_point_name(struct arena *arena, uint32_t code)
{
	return str_format(arena, "U+%04X", (unsigned)code);
}

static bool
is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7f && code < 0xa0) || code == 0xfffe ||
	       code == 0xffff;
}

static bool
is_line_separator(uint32_t code)
{
	return code == 0x85 || code == 0x2028 || code == 0x2029;
}

/* What is wrong with a character, or DIAG_COUNT. */
static enum diag_code
character_fault(uint32_t code)
{
	if (is_line_separator(code))
		return DIAG_YAML_LINE_SEPARATOR;
	if (is_control(code))
		return DIAG_YAML_CONTROL_CHARACTER;
	return text_is_invisible(code) ? DIAG_YAML_INVISIBLE_CHARACTER : DIAG_COUNT;
}

/* A "%" that opens a line before anything else is a directive. */
static bool
begins_with_directive(const struct source *source, size_t start, size_t end, struct diag_list *diags)
{
	str rest = str_slice(source->text, start, end);
	while (rest.n) {
		str line = str_cut(&rest, '\n');
		if (str_starts(line, S("%"))) {
			size_t at = (size_t)(line.p - source->text.p);
			diag(diags, DIAG_YAML_DIRECTIVE, place_of(source, at, at + line.n), (str){0});
			return true;
		}
		str words = str_trim(line);
		if (words.n && words.p[0] != '#')
			return false;
	}
	return false;
}

bool
yaml_text_check(struct arena *arena, const struct source *source, size_t start, size_t end, struct diag_list *diags)
{
	str text = str_slice(source->text, 0, end);
	bool readable = !begins_with_directive(source, start, end, diags);
	size_t found = 0;
	for (size_t at = start; at < end && found < MOST_CHARACTERS;) {
		unsigned char byte = (unsigned char)text.p[at];
		if (byte >= ' ' && byte < 0x7f) {
			at++;
			continue;
		}
		size_t from = at;
		uint32_t code = text_next(text, &at);
		enum diag_code fault = character_fault(code);
		if (fault == DIAG_COUNT)
			continue;
		diag(diags, fault, place_of(source, from, at), (str){0}, code_point_name(arena, code));
		found++;
		readable = readable && fault == DIAG_YAML_INVISIBLE_CHARACTER;
	}
	return readable;
}

bool
yaml_scalar_check(struct arena *arena, str text, struct place place, struct diag_list *diags)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t code = text_next(text, &at);
		enum diag_code fault = character_fault(code);
		if (fault == DIAG_COUNT)
			continue;
		diag(diags, fault, place, (str){0}, code_point_name(arena, code));
		return false;
	}
	return true;
}
