/* protokoll explain P012: what a diagnostic means and how to mend it. */
#include "commands/options.h"

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
	buffer_add_format(options->out, "%s (%s): %s\n\n%s\n", row->number, severities[language][row->severity],
	                  row->text[language], row->explain[language]);
	if (*row->hint[language])
		buffer_add_format(options->out, "\n%s %s.\n", language == LANGUAGE_EN ? "What to do:" : "Gör så här:",
		                  row->hint[language]);
	return EXIT_DONE;
}
