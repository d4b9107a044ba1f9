/* The CSV writer. */
#include "export/csv.h"

static bool
needs_quotes(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '"' || text.p[i] == ',' || text.p[i] == '\n' || text.p[i] == '\r')
			return true;
	return false;
}

/* A quote inside quotes is written twice. */
static void
add_quoted(struct buffer *out, str text)
{
	buffer_add_char(out, '"');
	while (text.n) {
		size_t n = str_find_char(text, '"');
		buffer_add(out, str_slice(text, 0, n));
		if (n == SIZE_MAX)
			break;
		buffer_lit(out, "\"\"");
		text = str_from(text, n + 1);
	}
	buffer_add_char(out, '"');
}

void
csv_cell(struct csv *csv, str text)
{
	if (csv->begun)
		buffer_add_char(csv->out, ',');
	csv->begun = true;
	if (needs_quotes(text))
		add_quoted(csv->out, text);
	else
		buffer_add(csv->out, text);
}

void
csv_number(struct csv *csv, size_t number)
{
	csv_cell(csv, (str){0});
	if (number)
		buffer_add_number(csv->out, number);
}

void
csv_end_row(struct csv *csv)
{
	buffer_lit(csv->out, "\r\n");
	csv->begun = false;
}
