/* Scanners for link destinations, titles and labels after the CommonMark specification 0.29, sections 4.7 and 6.5. */
#include "markup/linkscan.h"

enum { LABEL_MAX = 1000, PARENTHESES_MAX = 32 };

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_escape(str text, size_t at)
{
	return text.p[at] == '\\' && at + 1 < text.n && is_punctuation(text.p[at + 1]);
}

static size_t
skip_spaces(str text, size_t at)
{
	while (at < text.n && is_space(text.p[at]))
		at++;
	return at;
}

/* Spaces with at most one line end among them. */
static size_t
skip_spaces_and_line(str text, size_t at)
{
	bool line = false;
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' || (text.p[at] == '\n' && !line)))
		line |= text.p[at++] == '\n';
	return at;
}

static size_t
pointed_destination(str text, size_t at)
{
	while (at < text.n && text.p[at] != '>') {
		if (text.p[at] == '\n' || text.p[at] == '<')
			return SIZE_MAX;
		at += text.p[at] == '\\' ? 2 : 1;
	}
	return at < text.n ? at + 1 : SIZE_MAX;
}

static size_t
destination(str text, size_t at)
{
	if (at < text.n && text.p[at] == '<')
		return pointed_destination(text, at + 1);
	size_t open = 0;
	while (at < text.n && !is_space(text.p[at])) {
		if (text.p[at] == '(' && ++open > PARENTHESES_MAX)
			return SIZE_MAX;
		if (text.p[at] == ')' && open-- == 0)
			break;
		at += is_escape(text, at) ? 2 : 1;
	}
	return at <= text.n ? at : SIZE_MAX;
}

/* End of the title, or `at` itself when there is none. */
static size_t
title(str text, size_t at)
{
	if (at >= text.n || (text.p[at] != '"' && text.p[at] != '\'' && text.p[at] != '('))
		return at;
	char open = text.p[at], close = open == '(' ? ')' : open;
	for (size_t i = at + 1; i < text.n; i++) {
		if (text.p[i] == close)
			return i + 1;
		if (open == '(' && text.p[i] == '(')
			return at;
		if (is_escape(text, i))
			i++;
	}
	return at;
}

size_t
linkscan_inline(str text, size_t at)
{
	if (at >= text.n || text.p[at] != '(')
		return SIZE_MAX;
	size_t end = destination(text, skip_spaces(text, at + 1));
	if (end == SIZE_MAX)
		return SIZE_MAX;
	size_t next = skip_spaces(text, end);
	if (next > end)
		next = skip_spaces(text, title(text, next));
	return next < text.n && text.p[next] == ')' ? next + 1 : SIZE_MAX;
}

size_t
linkscan_label(str text, size_t at)
{
	if (at >= text.n || text.p[at] != '[')
		return SIZE_MAX;
	size_t i = at + 1;
	while (i < text.n && text.p[i] != '[' && text.p[i] != ']' && i - at <= LABEL_MAX)
		i += is_escape(text, i) ? 2 : 1;
	return i < text.n && text.p[i] == ']' ? i + 1 : SIZE_MAX;
}

/* End of the line when only spaces stand before it, or SIZE_MAX. */
static size_t
rest_of_line(str text, size_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	if (at >= text.n)
		return text.n;
	return text.p[at] == '\n' ? at + 1 : SIZE_MAX;
}

size_t
linkscan_definition(str text, size_t at)
{
	size_t end = linkscan_label(text, at);
	if (end == SIZE_MAX || end == at + 2 || end >= text.n || text.p[end] != ':')
		return SIZE_MAX;
	size_t start = skip_spaces_and_line(text, end + 1);
	size_t url = destination(text, start);
	if (url == SIZE_MAX || url == start)
		return SIZE_MAX;
	size_t next = skip_spaces_and_line(text, url);
	if (next > url) {
		size_t after = title(text, next);
		size_t line = after > next ? rest_of_line(text, after) : SIZE_MAX;
		if (line != SIZE_MAX)
			return line;
	}
	return rest_of_line(text, url);
}
