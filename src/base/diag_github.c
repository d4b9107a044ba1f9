/* Workflow annotations (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions). GitHub
   shows the first ten of each severity of a step and drops the others without a word, so errors come first, ten of
   each are told, and one more notice lists the rest. */
#include "base/diag_text.h"

#include "base/buffer.h"
#include "base/escape.h"

enum {
	MOST_OF_A_KIND = 10,
	MOST_LISTED = 48 * 1000, /* bytes of the notice; GitHub cuts a message at 64 KB */
};

static const char *const commands[3] = {"notice", "warning", "error"};

/* By language: what begins the notice, and what ends it when not even that holds them all. */
static const char *const rest_words[2] = {"{1} meddelanden till:", "{1} more messages:"};
static const char *const left_words[2] = {"… och {1} till. Kör protokoll check för att se dem.",
                                          "… and {1} more. Run protokoll check to see them."};

static void
print_said(struct buffer *out, const struct diag_said *said)
{
	buffer_add_format(out, "::%s ", commands[said->severity]);
	if (said->path.n) {
		buffer_lit(out, "file=");
		escape_github_property(out, said->path);
		buffer_lit(out, ",");
	}
	if (said->has_line)
		buffer_add_format(out, "line=%u,col=%u,endColumn=%u,", (unsigned)said->position.line,
		                  (unsigned)said->position.column, (unsigned)said->end_column);
	buffer_add_format(out, "title=%s::", said->number);
	escape_github(out, said->message);
	if (said->hint.n) {
		escape_github(out, S("\n"));
		escape_github(out, said->hint);
	}
	buffer_lit(out, "\n");
}

void
diag_print_github(struct buffer *out, const struct diag *diag, struct diag_style style)
{
	struct arena scratch = {0};
	struct diag_said said = diag_say(&scratch, diag, style);
	print_said(out, &said);
	arena_free(&scratch);
}

/* "content/x.md:7:20: okänd kommun "Skövd" [P012]" */
static void
list_said(struct buffer *text, const struct diag_said *said)
{
	buffer_add_char(text, '\n');
	buffer_add(text, said->path);
	if (said->has_line)
		buffer_add_format(text, ":%u:%u", (unsigned)said->position.line, (unsigned)said->position.column);
	buffer_add_format(text, "%s%.*s [%s]", said->path.n ? ": " : "", STR(said->message), said->number);
}

static void
add_words(struct arena *arena, struct buffer *text, const char *words, size_t n)
{
	str number = str_number(arena, n);
	buffer_add(text, str_fill(arena, str_of(words), &number, 1));
}

/* The position of every shown diagnostic, errors first, each severity in the order of the list. */
static size_t *
in_order(struct arena *arena, const struct diag_list *list, struct diag_style style, size_t counts[3])
{
	size_t *order = arena_array(arena, size_t, list->n + 1), n = 0;
	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
		for (size_t i = 0; i < list->n; i++)
			if (diag_is_shown(&list->items[i], style) &&
			    diag_severity(&list->items[i], style) == (enum severity)severity) {
				order[n++] = i;
				counts[severity]++;
			}
	return order;
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void
print_rest(struct buffer *out, struct arena *arena, struct buffer *rest, size_t n, size_t left, enum language language)
{
	struct buffer text = {.arena = arena};
	add_words(arena, &text, rest_words[language], n);
	buffer_add(&text, buffer_str(rest));
	if (left) {
		buffer_add_char(&text, '\n');
		add_words(arena, &text, left_words[language], left);
	}
	buffer_lit(out, "::notice title=protokoll::");
	escape_github(out, buffer_str(&text));
	buffer_lit(out, "\n");
}

void
diag_print_github_all(struct buffer *out, const struct diag_list *list, struct diag_style style)
{
	struct arena arena = {0}, scratch = {0};
	struct buffer rest = {.arena = &arena};
	size_t counts[3] = {0}, told[3] = {0}, left = 0;
	const struct diag_style *styles = diag_styles(&arena, list, style);
	const size_t *order = in_order(&arena, list, style, counts);
	size_t total = counts[0] + counts[1] + counts[2], most[3];
	for (int severity = 0; severity < 3; severity++)
		most[severity] = smaller(counts[severity], MOST_OF_A_KIND);
	bool has_rest = most[0] + most[1] + most[2] < total;
	if (has_rest && most[SEVERITY_NOTE] == MOST_OF_A_KIND)
		most[SEVERITY_NOTE]--; /* the notice that lists the rest is one of the ten */
	for (size_t i = 0; i < total; i++) {
		struct diag_said said = diag_say(&scratch, &list->items[order[i]], styles[order[i]]);
		if (told[said.severity] < most[said.severity]) {
			told[said.severity]++;
			print_said(out, &said);
		} else if (rest.n < MOST_LISTED) {
			list_said(&rest, &said);
		} else {
			left++;
		}
		arena_reset(&scratch);
	}
	if (has_rest)
		print_rest(out, &arena, &rest, total - told[0] - told[1] - told[2], left, style.language);
	arena_free(&scratch);
	arena_free(&arena);
}
