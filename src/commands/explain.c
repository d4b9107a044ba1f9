/* protokoll explain P012: what a diagnostic means and how to mend it. */
#include "commands/options.h"

/* The text of a message without an occasion: what it would name is left open. */
static void
add_open(struct buffer *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			buffer_lit(out, "…");
			p += 2;
		} else {
			buffer_add_char(out, *p);
		}
	}
}

int
command_explain(struct options *options)
{
	str number = options->arguments.items[0];
	const struct diag_row *row = diag_row_by_number(number);
	if (!row) {
		diag(options->diags, DIAG_UNKNOWN_NUMBER, (struct place){0}, (str){0}, number);
		return EXIT_USAGE;
	}
	static const char *const severities[2][3] = {{"not", "varning", "fel"}, {"note", "warning", "error"}};
	enum language language = options->language;
	buffer_add_format(options->out, "%s (%s): ", row->number, severities[language][row->severity]);
	add_open(options->out, row->text[language]);
	buffer_add_format(options->out, "\n\n%s\n", row->explain[language]);
	if (*row->hint[language]) {
		buffer_add_format(options->out, "\n%s ", language == LANGUAGE_EN ? "What to do:" : "Gör så här:");
		add_open(options->out, row->hint[language]);
		buffer_lit(options->out, ".\n");
	}
	return EXIT_DONE;
}
