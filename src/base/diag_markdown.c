/* The faults of a run as a page of Markdown, for what shows one beside a job (GITHUB_STEP_SUMMARY). Whatever comes
   out of the content is escaped, so that it cannot make links, markup or HTML there. */
#include "base/diag_text.h"

#include "base/buffer.h"
#include "base/escape.h"

enum { MOST_BYTES = 900 * 1000 /* GitHub takes 1 MiB for a step */ };

static const struct {
	const char *title, *fine, *table, *left;
	const char *severities[3];
} words[2] = {
    [LANGUAGE_SV] = {"Protokollarkivet",
                     "Allt är rätt.",
                     "| Fil | Rad | Slag | Vad | Gör så här |\n|---|---:|---|---|---|\n",
                     "… och {1} till. Kör `protokoll check` för att se dem.",
                     {"not", "varning", "**fel**"}},
    [LANGUAGE_EN] = {"The archive of minutes",
                     "Everything is right.",
                     "| File | Line | Kind | What | What to do |\n|---|---:|---|---|---|\n",
                     "… and {1} more. Run `protokoll check` to see them.",
                     {"note", "warning", "**error**"}},
};

static void
print_row(struct buffer *out, const struct diag_said *said, enum language language)
{
	buffer_lit(out, "| ");
	escape_markdown_cell(out, said->path);
	buffer_lit(out, " | ");
	if (said->has_line)
		buffer_add_format(out, "%u", (unsigned)said->position.line);
	buffer_add_format(out, " | %s | ", words[language].severities[said->severity]);
	escape_markdown_cell(out, said->message);
	buffer_add_format(out, " (%s) | ", said->number);
	escape_markdown_cell(out, said->hint);
	buffer_lit(out, " |\n");
}

static void
print_rows(struct buffer *out, const struct diag_list *list, struct diag_style style)
{
	struct arena arena = {0}, scratch = {0};
	const struct diag_style *styles = diag_styles(&arena, list, style);
	size_t left = 0, began = out->n;
	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
		for (size_t i = 0; i < list->n; i++) {
			if (!diag_is_shown(&list->items[i], style) ||
			    diag_severity(&list->items[i], style) != (enum severity)severity)
				continue;
			if (out->n - began > MOST_BYTES) {
				left++;
				continue;
			}
			struct diag_said said = diag_say(&scratch, &list->items[i], styles[i]);
			print_row(out, &said, style.language);
			arena_reset(&scratch);
		}
	str number = str_number(&arena, left);
	if (left)
		buffer_add_format(out, "\n%.*s\n",
		                  STR(str_fill(&arena, str_of(words[style.language].left), &number, 1)));
	arena_free(&scratch);
	arena_free(&arena);
}

void
diag_print_markdown(struct buffer *out, const struct diag_list *list, struct diag_style style)
{
	bool any = false;
	for (size_t i = 0; i < list->n; i++)
		any = any || diag_is_shown(&list->items[i], style);
	buffer_add_format(out, "## %s\n\n", words[style.language].title);
	if (!any) {
		buffer_add_format(out, "%s\n\n", words[style.language].fine);
		return;
	}
	style.format = DIAG_TEXT;
	diag_print_summary(out, list, style);
	buffer_add_format(out, "\n%s", words[style.language].table);
	print_rows(out, list, style);
	buffer_add_char(out, '\n');
}
