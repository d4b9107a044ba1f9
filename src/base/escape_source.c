/* Escaping for what the program writes and people go on writing in: values of YAML and words of Markdown. What needs no
   escaping looks the way a person would have typed it. */
#include "base/escape.h"

#include "base/buffer.h"
#include "base/text.h"

/* ---- YAML ---- */

/* Words that some readers of YAML take for something else than text. */
static bool
is_yaml_word(str text)
{
	static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
	char lower[8];
	if (text.n >= sizeof lower)
		return false;
	for (size_t i = 0; i < text.n; i++)
		lower[i] = (char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] + ('a' - 'A') : text.p[i]);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq((str){lower, text.n}, str_of(words[i])))
			return true;
	return false;
}

/* What may stand in a plain value, anywhere but at its start: enough for names, places and sentences. */
static bool
is_plain_code(uint32_t code, bool inside_brackets)
{
	if (code < 0x80)
		return text_is_letter(code) || text_is_digit(code) || strchr(" -./()+'!?_", (int)code) ||
		       (code == ',' && !inside_brackets);
	return text_is_letter(code) || text_is_mark(code) || code == 0x2013; /* – */
}

static bool
is_plain(str text, bool inside_brackets)
{
	size_t at = 0;
	if (text.n == 0 || text.p[0] == ' ' || text.p[text.n - 1] == ' ' || !text_is_letter(text_next(text, &at)) ||
	    is_yaml_word(text))
		return false;
	while (at < text.n)
		if (!is_plain_code(text_next(text, &at), inside_brackets))
			return false;
	return true;
}

/* Line ends and what cannot be seen. */
static bool
needs_number(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || code == 0xfeff;
}

void
escape_yaml(struct buffer *out, str text, bool inside_brackets)
{
	if (is_plain(text, inside_brackets)) {
		buffer_add(out, text);
		return;
	}
	buffer_add_char(out, '"');
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		uint32_t code = text_next(text, &at);
		if (code == '"' || code == '\\')
			buffer_add_char(out, '\\');
		if (code == '\n')
			buffer_lit(out, "\\n");
		else if (needs_number(code))
			buffer_add_format(out, "\\u%04x", (unsigned)code);
		else
			buffer_add(out, str_slice(text, start, at));
	}
	buffer_add_char(out, '"');
}

void
escape_yaml_comment(struct buffer *out, str text)
{
	bool space = true;
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		uint32_t code = text_next(text, &at);
		bool blank = text_is_space(code) || needs_number(code);
		if (!blank)
			buffer_add(out, str_slice(text, start, at));
		else if (!space)
			buffer_add_char(out, ' ');
		space = blank;
	}
}

/* ---- Markdown ---- */

/* The digits before "." or ")" at the start, which would begin a numbered list; 0: none. */
static size_t
list_number_end(str text)
{
	size_t n = 0;
	while (n < text.n && text_is_digit((unsigned char)text.p[n]))
		n++;
	return n && n < text.n && (text.p[n] == '.' || text.p[n] == ')') ? n : 0;
}

static bool
begins_entity(str text, size_t at)
{
	return at + 1 < text.n && (text.p[at + 1] == '#' || text_is_letter((unsigned char)text.p[at + 1]));
}

/* "_" inside a word marks nothing. */
static bool
is_inside_word(str text, size_t at)
{
	size_t after = at + 1;
	return at > 0 && after < text.n && text_is_word(text_before(text, at)) && text_is_word(text_next(text, &after));
}

static bool
needs_backslash(str text, size_t at)
{
	char c = text.p[at];
	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
	case '~':
	case '#':
	case '|':
		return true;
	case '_':
		return !is_inside_word(text, at);
	case '&':
		return begins_entity(text, at);
	case '>':
	case '-':
	case '+':
	case '=':
		return at == 0;
	case '.':
	case ')':
		return at > 0 && at == list_number_end(text);
	default:
		return false;
	}
}

void
escape_markdown(struct buffer *out, str text)
{
	bool space = true;
	text = str_trim(text);
	for (size_t at = 0; at < text.n; at++) {
		bool blank = (unsigned char)text.p[at] <= ' ' || text.p[at] == 0x7f;
		if (blank && !space)
			buffer_add_char(out, ' ');
		if (!blank && needs_backslash(text, at))
			buffer_add_char(out, '\\');
		if (!blank)
			buffer_add_char(out, text.p[at]);
		space = blank;
	}
}

/* Character references cannot make Markdown, and the word joiner keeps what shows the page from making links of
   addresses and of "@name". */
void
escape_markdown_cell(struct buffer *out, str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		uint32_t code = text_next(text, &at);
		if (code < 0x20 || code == 0x7f)
			buffer_add_char(out, ' ');
		else if (code < 0x80 && code != ' ' && !text_is_letter(code) && !text_is_digit(code) &&
		         !strchr("-,;?%", (int)code))
			buffer_add_format(out, "&#%u;", (unsigned)code);
		else
			buffer_add(out, str_slice(text, start, at));
		if (code == '@' || code == ':')
			buffer_lit(out, "&#8288;");
	}
}
