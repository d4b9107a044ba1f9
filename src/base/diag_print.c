/* How diagnostics are shown: to people with the source line and a caret under the place, to GitHub as workflow
   commands, to programs as one JSON object a line (cli.md). Whatever comes out of the content is masked, and escaped for
   where it goes. */
#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag_text.h"
#include "base/escape.h"
#include "base/json.h"
#include "base/map.h"
#include "base/personal.h"
#include "base/text.h"

enum {
	LONGEST_EXCERPT = 160, /* characters; of a longer line the part around the place is shown */
	LEAD = 60, /* characters of such a line before the place */
	SURROUNDINGS = 512, /* bytes on both sides of what is shown that the mask sees: a name may begin before it */
};

static const char *const severity_words[2][3] = {
    [LANGUAGE_SV] = {"not", "varning", "fel"},
    [LANGUAGE_EN] = {"note", "warning", "error"},
};
static const char *const severity_plurals[2][3] = {
    [LANGUAGE_SV] = {"noter", "varningar", "fel"},
    [LANGUAGE_EN] = {"notes", "warnings", "errors"},
};
static const char *const severity_colours[3] = {"\033[1;36m", "\033[1;33m", "\033[1;31m"};
static const char colour_end[] = "\033[0m";

static const char *const suggestion_texts[2] = {
    [LANGUAGE_SV] = "menade du \"{1}\"?",
    [LANGUAGE_EN] = "did you mean \"{1}\"?",
};

/* Where a diagnostic stands, as an editor counts. `end` is on the line of `start`. */
struct span {
	struct position start;
	uint32_t end_column;
	str line; /* of the file */
	size_t from, to; /* bytes of the line */
};

/* A line, or a part of it, ready for a terminal. */
struct excerpt {
	str text;
	size_t indent, width; /* columns before and under the marked part */
};

enum severity
diag_severity(const struct diag *diag, struct diag_style style)
{
	enum severity severity = diag_row(diag->code)->severity;
	return severity == SEVERITY_WARNING && style.strict ? SEVERITY_ERROR : severity;
}

/* What the machine says about an error, which libc words in English alone without a locale. */
static const struct {
	int error;
	const char *swedish;
} machine_words[] = {
    {EACCES, "behörighet saknas"},
    {EPERM, "det är inte tillåtet"},
    {ENOENT, "filen eller mappen finns inte"},
    {ENOSPC, "disken är full"},
    {EDQUOT, "utrymmet på disken är slut"},
    {EROFS, "disken är skrivskyddad"},
    {EIO, "fel på disken"},
    {EBUSY, "något annat använder den"},
    {EINVAL, "filsystemet klarar inte det"},
    {ENOTEMPTY, "mappen är inte tom"},
    {ENOTDIR, "det är ingen mapp"},
    {EISDIR, "det är en mapp"},
    {ELOOP, "det är en länk"},
    {ENAMETOOLONG, "namnet är för långt"},
    {EMFILE, "för många filer är öppna"},
};

static str
in_language(str argument, enum language language)
{
	for (size_t i = 0; language == LANGUAGE_SV && i < sizeof machine_words / sizeof *machine_words; i++)
		if (str_eq(argument, str_of(strerror(machine_words[i].error))))
			return str_of(machine_words[i].swedish);
	return argument;
}

/* ---- what may not be shown ---- */

static void
add_dots(struct buffer *out, size_t characters)
{
	while (characters--)
		buffer_lit(out, "•");
}

/* Faults of which the place holds what may not be repeated. */
static bool
marks_contact(const struct diag *diag)
{
	return diag->code == DIAG_PHONE_NUMBER || diag->code == DIAG_MAIL_ADDRESS ||
	       diag->code == DIAG_CONTACT_IN_FILE_NAME;
}

/* What a diagnostic warns of is not repeated by it. */
static str
masked(struct arena *arena, const struct diag *diag, struct diag_style style, str text, bool keep_width)
{
	str rest = personal_masked(arena, text, style.mask_contacts || marks_contact(diag));
	return style.mask && rest.n ? style.mask(style.masking, arena, rest, keep_width) : rest;
}

/* The file's path, in which a name becomes dots as well: half a sentence is no file name. */
static str
shown_path(struct arena *arena, const struct diag *diag, struct diag_style style)
{
	return diag->place.source ? masked(arena, diag, style, diag->place.source->path, true) : (str){0};
}

/* Puts the arguments in place of {1}, {2}, … */
static str
filled_in(struct arena *arena, const char *template, const str arguments[DIAG_ARGUMENTS], enum language language)
{
	struct buffer text = {.arena = arena};
	for (const char *p = template; *p; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] < '1' + DIAG_ARGUMENTS && p[2] == '}') {
			buffer_add(&text, in_language(arguments[p[1] - '1'], language));
			p += 2;
		} else {
			buffer_add_char(&text, *p);
		}
	}
	return buffer_str(&text);
}

static str
message_of(struct arena *arena, const struct diag *diag, struct diag_style style)
{
	str text = filled_in(arena, diag_row(diag->code)->text[style.language], diag->arguments, style.language);
	return masked(arena, diag, style, text, false);
}

/* What to do about it, as a sentence; empty when nobody knows. */
static str
hint_of(struct arena *arena, const struct diag *diag, struct diag_style style)
{
	if (diag->nearest.n) {
		const str word[DIAG_ARGUMENTS] = {masked(arena, diag, style, diag->nearest, false)};
		return filled_in(arena, suggestion_texts[style.language], word, style.language);
	}
	str hint = filled_in(arena, diag_row(diag->code)->hint[style.language], diag->arguments, style.language);
	return masked(arena, diag, style, hint, false);
}

/* An offset of the file as one of its line, at most the line's end. */
static size_t
bytes_into(str line, size_t line_start, size_t offset)
{
	size_t at = offset > line_start ? offset - line_start : 0;
	return at < line.n ? at : line.n;
}

/* Returns false when the place has no line. */
static bool
find_span(struct place place, struct span *span)
{
	*span = (struct span){0};
	if (place.whole)
		return false;
	span->start = source_position(place.source, place.start);
	if (span->start.line == 0)
		return false;
	span->line = source_line(place.source, span->start.line);
	size_t line_start = span->line.n ? (size_t)(span->line.p - place.source->raw.p) : SIZE_MAX;
	span->from = bytes_into(span->line, line_start, source_raw_offset(place.source, place.start));
	span->to = bytes_into(span->line, line_start, source_raw_offset(place.source, place.end));
	str marked = str_slice(span->line, span->from, span->to);
	span->end_column = span->start.column + (uint32_t)text_length(marked);
	return true;
}

static size_t
steps_forward(str s, size_t at, size_t characters)
{
	while (at < s.n && characters--)
		text_next(s, &at);
	return at;
}

static size_t
steps_back(str s, size_t at, size_t characters)
{
	while (at > 0 && characters--)
		at = text_previous(s, at);
	return at;
}

static size_t
shown_width(struct arena *arena, str part)
{
	struct buffer shown = {.arena = arena};
	escape_terminal(&shown, part);
	return text_width(buffer_str(&shown));
}

/* Dots for the characters [from, to) of a text. */
static str
dotted(struct arena *arena, str text, size_t from, size_t to)
{
	size_t start = steps_forward(text, 0, from), end = steps_forward(text, start, to - from);
	struct buffer out = {.arena = arena};
	buffer_add(&out, str_slice(text, 0, start));
	add_dots(&out, text_length(str_slice(text, start, end)));
	buffer_add(&out, str_from(text, end));
	return buffer_str(&out);
}

/* The bytes [left, right) of the line without what may not be shown, with as many characters. */
static str
masked_part(struct arena *arena, const struct diag *diag, struct diag_style style, const struct span *span, size_t left,
            size_t right)
{
	str part = str_slice(span->line, left, right), raw = diag->place.source->raw;
	if (!part.n)
		return part;
	size_t at = (size_t)(part.p - raw.p), end = at + part.n;
	size_t before = steps_back(raw, at > SURROUNDINGS ? at - SURROUNDINGS : 0, at > SURROUNDINGS);
	size_t after = raw.n - end > SURROUNDINGS ? steps_back(raw, end + SURROUNDINGS, 1) : raw.n;
	size_t lead = text_length(str_slice(raw, before, at));
	str around = masked(arena, diag, style, str_slice(raw, before, after), true);
	size_t start = steps_forward(around, 0, lead);
	return str_slice(around, start, steps_forward(around, start, text_length(part)));
}

static struct excerpt
excerpt_of(struct arena *arena, const struct diag *diag, struct diag_style style, const struct span *span)
{
	size_t left = 0, right = steps_forward(span->line, 0, LONGEST_EXCERPT);
	if (span->to > right) {
		left = steps_back(span->line, span->from, LEAD);
		right = steps_forward(span->line, left, LONGEST_EXCERPT);
	}
	str part = masked_part(arena, diag, style, span, left, right);
	/* In characters, which masking does not change. */
	size_t from = text_length(str_slice(span->line, left, span->from));
	size_t to = from + text_length(str_slice(span->line, span->from, span->to < right ? span->to : right));
	if (diag->code == DIAG_IDENTITY_NUMBER || marks_contact(diag))
		part = dotted(arena, part, from, to);
	size_t start = steps_forward(part, 0, from), end = steps_forward(part, start, to - from);
	struct buffer text = {.arena = arena};
	if (left > 0)
		buffer_lit(&text, "…");
	escape_terminal(&text, part);
	if (right < span->line.n)
		buffer_lit(&text, "…");
	struct excerpt excerpt = {
	    .text = buffer_str(&text),
	    .indent = shown_width(arena, str_slice(part, 0, start)) + (left > 0),
	    .width = shown_width(arena, str_slice(part, start, end)),
	};
	return excerpt;
}

static void
repeat(struct buffer *out, char c, size_t n)
{
	while (n--)
		buffer_add_char(out, c);
}

/* The source line, and the caret under it with the hint. */
static void
print_excerpt(struct buffer *out, struct arena *scratch, uint32_t line, struct excerpt excerpt, const char *colour,
              str hint)
{
	str number = str_format(scratch, "%u", (unsigned)line);
	buffer_add_format(out, "  %.*s |%s", STR(number), excerpt.text.n ? " " : "");
	buffer_add(out, excerpt.text);
	buffer_lit(out, "\n");
	repeat(out, ' ', number.n + 2);
	buffer_lit(out, " | ");
	repeat(out, ' ', excerpt.indent);
	buffer_add(out, str_of(colour));
	buffer_add_char(out, '^');
	repeat(out, '~', excerpt.width > 1 ? excerpt.width - 1 : 0);
	buffer_add(out, str_of(colour ? colour_end : NULL));
	if (hint.n) {
		buffer_add_char(out, ' ');
		escape_terminal(out, hint);
	}
	buffer_lit(out, "\n");
}

static void
print_text(struct buffer *out, struct arena *scratch, const struct diag *diag, struct diag_style style)
{
	enum severity severity = diag_severity(diag, style);
	const char *colour = style.colour ? severity_colours[severity] : NULL;
	struct span span;
	bool has_line = find_span(diag->place, &span);
	if (diag->place.source) {
		escape_terminal(out, shown_path(scratch, diag, style));
		if (has_line)
			buffer_add_format(out, ":%u:%u", (unsigned)span.start.line, (unsigned)span.start.column);
		buffer_lit(out, ": ");
	}
	buffer_add(out, str_of(colour));
	buffer_add_format(out, "%s:", severity_words[style.language][severity]);
	buffer_add(out, str_of(colour ? colour_end : NULL));
	buffer_lit(out, " ");
	escape_terminal(out, message_of(scratch, diag, style));
	buffer_add_format(out, " [%s]\n", diag_row(diag->code)->number);
	str hint = hint_of(scratch, diag, style);
	if (has_line) {
		print_excerpt(out, scratch, span.start.line, excerpt_of(scratch, diag, style, &span), colour, hint);
	} else if (hint.n) {
		buffer_lit(out, "  ");
		escape_terminal(out, hint);
		buffer_lit(out, "\n");
	}
}

static void
json_text(struct json *json, str key, str value)
{
	json_key(json, key);
	if (value.n)
		json_string(json, value);
	else
		json_null(json);
}

static void
json_count(struct json *json, str key, bool known, uint32_t value)
{
	json_key(json, key);
	if (known)
		json_number(json, value);
	else
		json_null(json);
}

struct diag_said
diag_say(struct arena *arena, const struct diag *diag, struct diag_style style)
{
	struct span span;
	bool has_line = find_span(diag->place, &span);
	str nearest = masked(arena, diag, style, diag->nearest, false), hint = hint_of(arena, diag, style);
	return (struct diag_said){
	    .severity = diag_severity(diag, style),
	    .number = diag_row(diag->code)->number,
	    .path = shown_path(arena, diag, style),
	    .has_line = has_line,
	    .position = span.start,
	    .end_column = span.end_column,
	    .message = message_of(arena, diag, style),
	    .hint = hint,
	    .suggestion = nearest.n ? nearest : hint,
	};
}

/* Every object has every key; what is not known is null. */
static void
print_json(struct buffer *out, struct arena *scratch, const struct diag *diag, struct diag_style style)
{
	struct diag_said said = diag_say(scratch, diag, style);
	struct json json = {.out = out, .first = true};
	json_object(&json);
	json_text(&json, S("file"), said.path);
	json_count(&json, S("line"), said.has_line, said.position.line);
	json_count(&json, S("column"), said.has_line, said.position.column);
	json_count(&json, S("endColumn"), said.has_line, said.end_column);
	json_text(&json, S("severity"), str_of(severity_words[LANGUAGE_EN][said.severity]));
	json_text(&json, S("code"), str_of(said.number));
	json_text(&json, S("message"), said.message);
	json_text(&json, S("suggestion"), said.suggestion);
	json_object_end(&json);
	buffer_lit(out, "\n");
}

void
diag_print(struct buffer *out, const struct diag *diag, struct diag_style style)
{
	struct arena scratch = {0};
	switch (style.format) {
	case DIAG_TEXT:
		print_text(out, &scratch, diag, style);
		break;
	case DIAG_GITHUB:
		diag_print_github(out, diag, style);
		break;
	case DIAG_JSON:
		print_json(out, &scratch, diag, style);
		break;
	}
	arena_free(&scratch);
}

bool
diag_is_shown(const struct diag *diag, struct diag_style style)
{
	return !style.quiet || diag_severity(diag, style) == SEVERITY_ERROR;
}

/* Whether the stretch of a sorted list that begins here, of one file, warns of a telephone number or mail address. */
static bool
file_has_contacts(const struct diag_list *list, size_t i)
{
	const struct source *source = list->items[i].place.source;
	for (; i < list->n && list->items[i].place.source == source; i++)
		if (marks_contact(&list->items[i]))
			return true;
	return false;
}

struct diag_style *
diag_styles(struct arena *arena, const struct diag_list *list, struct diag_style style)
{
	struct diag_style *styles = arena_array(arena, struct diag_style, list->n + 1);
	bool always = style.mask_contacts;
	for (size_t i = 0; i < list->n; i++) {
		const struct source *source = list->items[i].place.source;
		if (i == 0 || source != list->items[i - 1].place.source)
			style.mask_contacts = always || (source && file_has_contacts(list, i));
		styles[i] = style;
	}
	return styles;
}

void
diag_print_all(struct buffer *out, const struct diag_list *list, struct diag_style style)
{
	if (style.format == DIAG_GITHUB) {
		diag_print_github_all(out, list, style);
		return;
	}
	struct arena arena = {0};
	const struct diag_style *styles = diag_styles(&arena, list, style);
	for (size_t i = 0; i < list->n; i++)
		if (diag_is_shown(&list->items[i], style))
			diag_print(out, &list->items[i], styles[i]);
	arena_free(&arena);
}

static void
print_documents(struct buffer *out, size_t n, enum language language)
{
	if (n == 0)
		return;
	if (language == LANGUAGE_SV)
		buffer_add_format(out, " i %zu dokument", n);
	else
		buffer_add_format(out, " in %zu document%s", n, n == 1 ? "" : "s");
}

void
diag_print_summary(struct buffer *out, const struct diag_list *list, struct diag_style style)
{
	if (style.format == DIAG_JSON) /* one object a line, and nothing else */
		return;
	struct arena scratch = {0};
	struct map files = {.arena = &scratch};
	size_t counts[3] = {0};
	for (size_t i = 0; i < list->n; i++) {
		const struct diag *diag = &list->items[i];
		if (!diag_is_shown(diag, style))
			continue;
		counts[diag_severity(diag, style)]++;
		if (diag->place.source)
			map_at(&files, diag->place.source->path);
	}
	const char *separator = "";
	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
		size_t n = counts[severity];
		if (n == 0)
			continue;
		const char *const(*words)[3] = n == 1 ? severity_words : severity_plurals;
		buffer_add_format(out, "%s%zu %s", separator, n, words[style.language][severity]);
		separator = ", ";
	}
	if (!*separator)
		buffer_add(out, style.language == LANGUAGE_SV ? S("inga fel") : S("no faults"));
	print_documents(out, files.n, style.language);
	buffer_lit(out, "\n");
	arena_free(&scratch);
}
