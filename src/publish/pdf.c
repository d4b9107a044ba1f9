/* Pages are read by poppler's programs. Outlines, form fields and notes stand in the file's objects as strings: those
   are read here. */
#include "publish/pdf.h"

#include "base/text.h"
#include "base/unescape.h"
#include "publish/process.h"
#include "publish/view.h"

enum {
	NOT_STARTED = 127, /* what a program "exits" with that could not be started, where posix_spawn() cannot tell */
	MOST_SECONDS = 10,
	MOST_OUTPUT = 64000000, /* bytes */
	MOST_MEMORY = 1000000000, /* bytes of address space */
	DICTIONARY = 600, /* bytes before a stream in which its dictionary stands */
	LONGEST_STRING = 4096,
};

/* ---- the programs ---- */

static bool
has_letters(str text)
{
	for (size_t at = 0; at < text.n;)
		if (text_is_letter(text_next(text, &at)))
			return true;
	return false;
}

static enum pdf_end
run(struct arena *arena, const char *const argv[], str bytes, str *output)
{
	struct process_limits limits = {.output = MOST_OUTPUT, .seconds = MOST_SECONDS, .memory = MOST_MEMORY};
	struct process_result result = process_run(arena, argv, bytes, limits);
	*output = result.output;
	bool started = result.end == PROCESS_KILLED || (result.end == PROCESS_DONE && result.status != NOT_STARTED);
	if (!started)
		return PDF_NO_PROGRAM;
	if (result.end == PROCESS_KILLED)
		return PDF_LARGE;
	return result.status == 0 ? PDF_READ : PDF_LOCKED;
}

enum pdf_end
pdf_read(struct arena *arena, str bytes, str *pages, str *about)
{
	static const char *const text[] = {"pdftotext", "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-", NULL};
	static const char *const info[] = {"pdfinfo", "-enc", "UTF-8", "-", NULL};
	run(arena, info, bytes, about);
	enum pdf_end end = run(arena, text, bytes, pages);
	return end == PDF_READ && !has_letters(*pages) ? PDF_PICTURES : end;
}

/* ---- streams ---- */

/* What stands in the dictionary right before a stream. */
static bool
may_hold_words(str bytes, size_t stream)
{
	str before = str_slice(bytes, stream > DICTIONARY ? stream - DICTIONARY : 0, stream);
	for (size_t at = str_find(before, S("endobj")); at != SIZE_MAX; at = str_find(before, S("endobj")))
		before = str_from(before, at + 6);
	return str_contains(before, S("/FlateDecode")) && !str_contains(before, S("/Image")) &&
	       !str_contains(before, S("/Length1")) && !str_contains(before, S("/FontFile"));
}

bool
pdf_next_stream(str bytes, size_t *at, str *packed)
{
	static const str word = {"stream", 6};
	for (;;) {
		size_t found = str_find(str_from(bytes, *at), word);
		if (found == SIZE_MAX)
			return false;
		size_t stream = *at + found;
		*at = stream + word.n;
		if (stream >= 3 && str_eq(str_slice(bytes, stream - 3, stream), S("end")))
			continue;
		size_t start = *at;
		start += start < bytes.n && bytes.p[start] == '\r';
		start += start < bytes.n && bytes.p[start] == '\n';
		*packed = str_from(bytes, start);
		if (may_hold_words(bytes, stream))
			return true;
	}
}

/* ---- strings ---- */

/* "<FEFF00C5>" at `at`. Returns where it ends, or `at` when it is none. */
static size_t
read_hex(str text, size_t at, struct buffer *out)
{
	int high = -1;
	for (size_t i = at + 1; i < text.n && i - at < LONGEST_STRING; i++) {
		int digit = text_hex_digit(text.p[i]);
		if (text.p[i] == '>')
			return i + 1;
		if (digit < 0 && text.p[i] != ' ' && text.p[i] != '\n' && text.p[i] != '\r')
			return at;
		if (digit >= 0 && high >= 0)
			buffer_add_char(out, (char)(high * 16 + digit));
		if (digit >= 0)
			high = high >= 0 ? -1 : digit;
	}
	return at;
}

/* What a backslash at `at` stands for: a number, a line's end (nothing), or a character. Returns where it ends. */
static size_t
read_escape(str text, size_t at, struct buffer *out)
{
	unsigned value = 0;
	size_t i = at + 1;
	while (i < text.n && i < at + 4 && text.p[i] >= '0' && text.p[i] <= '7')
		value = value * 8 + (unsigned)(text.p[i++] - '0');
	if (i > at + 1)
		buffer_add_char(out, (char)value);
	else if (i < text.n && text.p[i] != '\n')
		buffer_add_char(out, text.p[i] == 'n' || text.p[i] == 'r' || text.p[i] == 't' ? ' ' : text.p[i]);
	return i > at + 1 ? i : i + 1;
}

/* "(…)" at `at`. A bracket inside begins a string of its own, so that each byte is read once. Returns where it ends, or
   `at` when it is none. */
static size_t
read_literal(str text, size_t at, struct buffer *out)
{
	for (size_t i = at + 1; i < text.n && i - at < LONGEST_STRING;) {
		char c = text.p[i];
		if (c == '(' || c == ')')
			return i + (c == ')');
		if (c == '\\') {
			i = read_escape(text, i, out);
			continue;
		}
		buffer_add_char(out, c);
		i++;
	}
	return at;
}

static str
string_words(struct arena *arena, str bytes)
{
	if (str_starts(bytes, S("\xfe\xff")))
		return utf16_to_utf8(arena, str_from(bytes, 2), true);
	return text_invalid(bytes) == SIZE_MAX ? bytes : code_page_to_utf8(arena, bytes, PAGE_WINDOWS);
}

const struct view *
view_pdf_strings(struct arena *arena, const struct view *of)
{
	str text = of->text;
	struct view_making making = view_begin(arena, of);
	struct buffer string = {.arena = arena};
	for (size_t at = 0; at < text.n;) {
		char c = text.p[at];
		buffer_clear(&string);
		size_t end = c == '(' ? read_literal(text, at, &string) : c == '<' ? read_hex(text, at, &string) : at;
		if (end > at && string.n > 3) {
			view_put(&making, S(APART_MARK), at);
			view_put(&making, string_words(arena, buffer_str(&string)), at);
		}
		at = end > at ? end : at + 1;
	}
	return view_end(&making);
}
