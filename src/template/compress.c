/* Compresses CSS by its tokens (CSS Syntax Level 3), not by its grammar: what is inside strings, addresses and escapes stays,
   and white space goes only beside a character that cannot mean something else without it. A space before "(" or ":" and
   around "+" and "-" means something, so it stays. */
#include "template/compress.h"

#include "base/buffer.h"

struct squeeze {
	str css;
	size_t at;
	bool space; /* white space has been read and not yet written */
	bool fixed; /* what was written last is no character of the syntax: the end of an escape */
	struct buffer out;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
is_one_of(char c, const char *set)
{
	for (; *set; set++)
		if (c == *set)
			return true;
	return false;
}

static char
peek(const struct squeeze *s, size_t ahead)
{
	return ahead < s->css.n - s->at ? s->css.p[s->at + ahead] : '\0';
}

static char
last(const struct squeeze *s)
{
	return s->out.n && !s->fixed ? s->out.bytes[s->out.n - 1] : '\0';
}

/* Writes the space that was read, unless what stands on one of its sides makes it needless. */
static void
settle_space(struct squeeze *s, char next)
{
	if (s->space && s->out.n && !is_one_of(last(s), "{};,>([:") && !is_one_of(next, "{};,>)]!"))
		buffer_add_char(&s->out, ' ');
	s->space = false;
	s->fixed = false;
}

static void
copy(struct squeeze *s, size_t end)
{
	settle_space(s, peek(s, 0));
	buffer_add(&s->out, str_slice(s->css, s->at, end));
	s->at = end;
}

/* A comment leaves nothing behind, but two words that only it kept apart stay apart. */
static void
squeeze_comment(struct squeeze *s)
{
	size_t length = str_find(str_from(s->css, s->at + 2), S("*/"));
	size_t end = length == SIZE_MAX ? s->css.n : s->at + 2 + length + 2;
	if (peek(s, 2) == '!') {
		copy(s, end);
		return;
	}
	s->at = end;
	bool spaced = s->space || end == s->css.n || is_space(s->css.p[end]);
	if (!spaced && s->out.n && (s->fixed || !is_one_of(last(s), "{};,>([:")) && !is_one_of(peek(s, 0), "{};,>)]!"))
		buffer_lit(&s->out, "/**/");
}

/* A string that the end of the line breaks off takes the end of the line with it, or it would go on. */
static void
squeeze_string(struct squeeze *s)
{
	char quote = peek(s, 0);
	size_t end = s->at + 1;
	while (end < s->css.n && s->css.p[end] != quote && s->css.p[end] != '\n')
		end += s->css.p[end] == '\\' && end + 1 < s->css.n ? 2 : 1;
	copy(s, end < s->css.n ? end + 1 : end);
}

/* "\26 " with up to six digits; the space after the digits belongs to it. */
static void
squeeze_escape(struct squeeze *s)
{
	size_t end = s->at + 1, digits = 0;
	while (digits < 6 && end < s->css.n && is_hex(s->css.p[end])) {
		digits++;
		end++;
	}
	if (digits == 0)
		end += end < s->css.n;
	else if (end < s->css.n && is_space(s->css.p[end]))
		end++;
	copy(s, end);
	s->fixed = true;
}

static bool
starts_address(const struct squeeze *s)
{
	static const char word[] = "url(";
	char before = s->at ? s->css.p[s->at - 1] : ' ';
	if (before == '-' || before == '_' || (before & 0x80) || is_hex(before) || (before >= 'g' && before <= 'z') ||
	    (before >= 'G' && before <= 'Z'))
		return false; /* the end of another name */
	for (size_t i = 0; word[i]; i++) {
		char c = peek(s, i);
		if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[i])
			return false;
	}
	for (size_t i = 4; is_space(peek(s, i)) || is_one_of(peek(s, i), "\"'"); i++)
		if (is_one_of(peek(s, i), "\"'"))
			return false; /* a string in a function, like any other */
	return true;
}

/* An address without quotes may hold what looks like a comment. */
static void
squeeze_address(struct squeeze *s)
{
	size_t end = s->at + 4;
	while (end < s->css.n && s->css.p[end] != ')')
		end += s->css.p[end] == '\\' && end + 1 < s->css.n ? 2 : 1;
	copy(s, end < s->css.n ? end + 1 : end);
}

static void
squeeze_char(struct squeeze *s)
{
	/* The last ";" of a block separates nothing. */
	if (peek(s, 0) == '}' && !s->fixed && last(s) == ';')
		s->out.n--;
	copy(s, s->at + 1);
}

str
css_compress(struct arena *arena, str css)
{
	struct squeeze s = {.css = css, .out = {.arena = arena}};
	while (s.at < css.n) {
		char c = css.p[s.at];
		if (is_space(c)) {
			s.space = true;
			s.at++;
		} else if (c == '/' && peek(&s, 1) == '*') {
			squeeze_comment(&s);
		} else if (c == '"' || c == '\'') {
			squeeze_string(&s);
		} else if (c == '\\') {
			squeeze_escape(&s);
		} else if (starts_address(&s)) {
			squeeze_address(&s);
		} else {
			squeeze_char(&s);
		}
	}
	return buffer_str(&s.out);
}
