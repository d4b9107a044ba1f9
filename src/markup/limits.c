/* Measures a document line by line before cmark sees it: its version in Debian takes quadratic time, or worse, on lines,
   blocks, nesting and tables that no minutes have. What only the parse can tell is checked in parse.c. */
#include "markup/limits.h"

#include "base/diag.h"
#include "base/limits.h"

struct measure {
	const struct source *source;
	struct diag_list *diags;
	size_t block_start, block_end; /* of the lines since the last blank one */
	bool block_reported;
	unsigned columns; /* of the table that is open, 0 for none */
	size_t cells;
	bool cells_reported;
	bool holds;
};

static void
report(struct measure *m, enum diag_code code, size_t start, size_t end, size_t is, size_t limit)
{
	m->holds = false;
	diag(m->diags, code, place_of(m->source, start, end), (str){0}, str_format(m->diags->arena, "%zu", is),
	     str_format(m->diags->arena, "%zu", limit));
}

static size_t
skip_blanks(str line, size_t at)
{
	while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
		at++;
	return at;
}

/* Whether the rest of the line is a rule such as "- - -", which opens no lists. */
static bool
is_rule(str line, size_t at)
{
	char mark = line.p[at];
	size_t n = 0;
	if (mark != '-' && mark != '*')
		return false;
	for (; at < line.n; at++) {
		if (line.p[at] == mark)
			n++;
		else if (line.p[at] != ' ' && line.p[at] != '\t')
			return false;
	}
	return n >= 3;
}

/* End of the container mark that begins here, or `at` itself. */
static size_t
container_mark(str line, size_t at)
{
	size_t end = at;
	if (line.p[at] == '>')
		return at + 1;
	while (end < line.n && end - at < 9 && line.p[end] >= '0' && line.p[end] <= '9')
		end++;
	bool marked = end < line.n && (end > at ? line.p[end] == '.' || line.p[end] == ')'
	                                        : line.p[end] == '-' || line.p[end] == '+' || line.p[end] == '*');
	if (!marked || (end + 1 < line.n && line.p[end + 1] != ' ' && line.p[end + 1] != '\t') || is_rule(line, at))
		return at;
	return end + 1;
}

/* Steps over quotes and list marks; `depth` becomes their number. */
static size_t
skip_containers(str line, size_t *depth)
{
	size_t at = skip_blanks(line, 0);
	*depth = 0;
	while (at < line.n) {
		size_t end = container_mark(line, at);
		if (end == at)
			break;
		++*depth;
		at = skip_blanks(line, end);
	}
	return at;
}

/* Columns of a table's delimiter row ("|---|:-:|"), or 0 when it is none. A row of hyphens alone is a heading's line. */
static unsigned
delimiter_columns(str line)
{
	unsigned columns = 0;
	bool hyphen = false, table = false;
	line = str_trim(line);
	if (str_starts(line, S("|")))
		line = str_from(line, 1), table = true;
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];
		if (c == '|') {
			if (!hyphen)
				return 0;
			columns++;
			hyphen = false;
		} else if (c == '-') {
			hyphen = true;
		} else if (c != ':' && c != ' ' && c != '\t' && c != '\v' && c != '\f') {
			return 0;
		}
		table |= c == '|' || c == ':';
	}
	return table ? columns + hyphen : 0;
}

static void
measure_table(struct measure *m, str line, size_t at, size_t start)
{
	unsigned columns = delimiter_columns(str_from(line, at));
	if (columns > LIMIT_TABLE_COLUMNS)
		report(m, DIAG_TABLE_TOO_WIDE, start, start + line.n, columns, LIMIT_TABLE_COLUMNS);
	if (columns && m->columns == 0)
		m->columns = columns; /* the delimiter row stands for the row of headings before it */
	m->cells += m->columns;
	if (m->cells > LIMIT_TABLE_CELLS && !m->cells_reported) {
		m->cells_reported = true;
		report(m, DIAG_TABLE_TOO_LARGE, start, start + line.n, m->cells, LIMIT_TABLE_CELLS);
	}
}

/* A line that was reported is what makes its block too long. */
static void
measure_block(struct measure *m, size_t start, size_t end, bool reported)
{
	if (m->block_start == SIZE_MAX) {
		m->block_start = start;
		m->block_reported = false;
	}
	m->block_end = end;
	m->block_reported |= reported;
	if (m->block_end - m->block_start > LIMIT_BLOCK && !m->block_reported) {
		m->block_reported = true;
		report(m, DIAG_BLOCK_TOO_LONG, m->block_start, m->block_start, m->block_end - m->block_start,
		       LIMIT_BLOCK);
	}
}

static void
measure_line(struct measure *m, str line, size_t start)
{
	size_t depth;
	size_t at = skip_containers(line, &depth);
	bool long_line = line.n > LIMIT_LINE;
	if (long_line)
		report(m, DIAG_LINE_TOO_LONG, start, start + line.n, line.n, LIMIT_LINE);
	if (depth > LIMIT_CONTAINERS)
		report(m, DIAG_NESTED_TOO_DEEP, start, start + at, depth, LIMIT_CONTAINERS);
	if (at == line.n) {
		m->block_start = SIZE_MAX;
		m->columns = 0;
		return;
	}
	measure_block(m, start, start + line.n, long_line);
	measure_table(m, line, at, start);
}

bool
limits_hold(const struct source *source, size_t body, struct diag_list *diags)
{
	struct measure m = {.source = source, .diags = diags, .block_start = SIZE_MAX, .holds = true};
	str text = source->text;
	if (text.n > LIMIT_MARKDOWN) {
		report(&m, DIAG_MARKDOWN_TOO_LARGE, 0, 0, text.n, LIMIT_MARKDOWN);
		return false;
	}
	for (size_t at = body; at < text.n;) {
		size_t end = str_find_char(str_from(text, at), '\n');
		end = end == SIZE_MAX ? text.n : at + end;
		measure_line(&m, str_slice(text, at, end), at);
		at = end + 1;
	}
	return m.holds;
}
