/* Escaping by context. Everything here walks over runs of harmless bytes and stops only at what must be replaced; bytes
   that are not UTF-8 become U+FFFD wherever the context is text, so that no output is ever malformed. */
#include "base/escape.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

#define REPLACEMENT "\xef\xbf\xbd"

static str
hex(char room[16], const char *prefix, uint32_t value, int digits)
{
	size_t n = 0;
	while (prefix[n]) {
		room[n] = prefix[n];
		n++;
	}
	for (int i = digits - 1; i >= 0; i--)
		room[n++] = "0123456789abcdef"[value >> (4 * i) & 0xf];
	return (str){room, n};
}

/* Whether sixteen bytes and the one behind them hold nothing but what harmless_end() passes. They are compared all at
   once, in the notation that gcc and clang have for it on any machine. Where a letter begins the next byte must continue
   it, and nowhere else may one do so. */
static bool
are_harmless(const unsigned char *bytes)
{
	unsigned char here __attribute__((vector_size(16))), next __attribute__((vector_size(16)));
	memcpy(&here, bytes, sizeof here);
	memcpy(&next, bytes + 1, sizeof next);
	__typeof__(here == next) letter = here == 0xc3;
	__typeof__(letter) harmful = (here < ' ') | ((here | 1) == '\'') | ((here | 2) == '>') | (here == '"') |
	                             (here == '\\') | (here == 0x7f) | ((here >= 0xc0) & ~letter) |
	                             (letter ^ ((next & 0xc0) == 0x80));
	uint64_t halves[2];
	memcpy(halves, &harmful, sizeof halves);
	return !(halves[0] | halves[1]) && (bytes[0] & 0xc0) != 0x80;
}

/* The end of what stays as it is in every context that escape_text() serves, from `at` on: plain ASCII, and the letters
   of U+00C0 to U+00FF, so that Swedish text passes in long runs. */
static size_t
harmless_end(str text, size_t at)
{
#define FOUR(from) [from] = 1, [(from) + 1] = 1, [(from) + 2] = 1, [(from) + 3] = 1
#define ROW(from) FOUR(from), FOUR((from) + 4), FOUR((from) + 8), FOUR((from) + 12)
	static const unsigned char stops[256] = {ROW(0x00), ROW(0x10), ['"'] = 1, ['&'] = 1, ['\''] = 1, ['<'] = 1,
	                                         ['>'] = 1, ['\\'] = 1, [0x7f] = 1, ROW(0x80), ROW(0x90), ROW(0xa0),
	                                         ROW(0xb0), ROW(0xc0), ROW(0xd0), ROW(0xe0), ROW(0xf0)};
#undef ROW
#undef FOUR
	const unsigned char *bytes = (const unsigned char *)text.p;
	const size_t end = text.n;
	for (;;) {
		while (end - at > 16 && are_harmless(bytes + at))
			at += bytes[at + 15] == 0xc3 ? 17 : 16;
		while (at < end && !stops[bytes[at]])
			at++;
		if (at + 1 >= end || bytes[at] != 0xc3 || (bytes[at + 1] & 0xc0) != 0x80)
			return at;
		at += 2;
	}
}

/* Copies `text`. `instead` gives what stands for a code point, or the empty slice when it may stay; it may make its
   answer in `room`. */
static void
escape_text(struct buffer *out, str text, str (*instead)(uint32_t code, char room[16]))
{
	char room[16];
	size_t run = 0, at = 0;
	while ((at = harmless_end(text, at)) < text.n) {
		size_t start = at;
		uint32_t code = text_next(text, &at);
		str other = code == 0xfffd ? S(REPLACEMENT) : instead(code, room);
		if (other.n == 0)
			continue;
		buffer_add(out, str_slice(text, run, start));
		buffer_add(out, other);
		run = at;
	}
	buffer_add(out, str_from(text, run));
}

static bool
xml_forbids(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0xfffe || code == 0xffff;
}

static str
markup_instead(uint32_t code, char room[16])
{
	(void)room;
	switch (code) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return xml_forbids(code) ? S(REPLACEMENT) : (str){0};
	}
}

static str
json_instead(uint32_t code, char room[16])
{
	switch (code) {
	case '"':
		return S("\\\"");
	case '\\':
		return S("\\\\");
	case '\n':
		return S("\\n");
	case '\r':
		return S("\\r");
	case '\t':
		return S("\\t");
	case '<':
	case '>':
	case '&':
	case 0x7f:
	case 0x2028:
	case 0x2029:
		return hex(room, "\\u", code, 4);
	default:
		return code < 0x20 ? hex(room, "\\u", code, 4) : (str){0};
	}
}

/* Besides the control characters of Unicode also those that turn the direction of the rest of the line. */
static bool
steers_terminal(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static str
terminal_instead(uint32_t code, char room[16])
{
	(void)room;
	if (code == '\t')
		return S(" ");
	return steers_terminal(code) || text_is_invisible(code) ? S(REPLACEMENT) : (str){0};
}

/* Letters, figures and what else never needs encoding (RFC 3986, 2.3). */
static bool
is_unreserved(char c)
{
#define TWO(from) [from] = true, [(from) + 1] = true
#define SIX(from) TWO(from), TWO((from) + 2), TWO((from) + 4)
#define TEN(from) SIX(from), TWO((from) + 6), TWO((from) + 8)
	static const bool unreserved[256] = {TEN('0'), TEN('A'), TEN('K'), SIX('U'), TEN('a'), TEN('k'), SIX('u'),
	                                     ['-'] = true, ['.'] = true, ['_'] = true, ['~'] = true};
#undef TEN
#undef SIX
#undef TWO
	return unreserved[(unsigned char)c];
}

/* Copies the bytes that `stays` allows and percent-encodes the others. */
static void
percent_encode(struct buffer *out, str text, bool (*stays)(str, size_t))
{
	size_t run = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (is_unreserved(text.p[i]) || stays(text, i))
			continue;
		unsigned char byte = (unsigned char)text.p[i];
		char encoded[] = {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 0xf]};
		buffer_add(out, str_slice(text, run, i));
		buffer_add(out, (str){encoded, sizeof encoded});
		run = i + 1;
	}
	buffer_add(out, str_from(text, run));
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
stays_in_segment(str text, size_t at)
{
	(void)text;
	(void)at;
	return false;
}

/* A per cent sign stays when it begins an encoded byte: then encoding twice changes nothing. */
static bool
stays_in_url(str text, size_t at)
{
	char c = text.p[at];
	if (c == '%')
		return text.n - at > 2 && is_hex(text.p[at + 1]) && is_hex(text.p[at + 2]);
	return c && strchr("/:?#[]@!$&()*+,;=", c);
}

static bool
stays_in_github(str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];
	return c != '%' && c >= ' ' && c != 0x7f;
}

static bool
stays_in_github_property(str text, size_t at)
{
	return stays_in_github(text, at) && text.p[at] != ':' && text.p[at] != ',';
}

void
escape_html(struct buffer *out, str text)
{
	escape_text(out, text, markup_instead);
}

void
escape_xml(struct buffer *out, str text)
{
	escape_text(out, text, markup_instead);
}

void
escape_url_segment(struct buffer *out, str text)
{
	percent_encode(out, text, stays_in_segment);
}

void
escape_url(struct buffer *out, str text)
{
	percent_encode(out, text, stays_in_url);
}

void
escape_json(struct buffer *out, str text)
{
	escape_text(out, text, json_instead);
}

void
escape_github(struct buffer *out, str text)
{
	percent_encode(out, text, stays_in_github);
}

void
escape_github_property(struct buffer *out, str text)
{
	percent_encode(out, text, stays_in_github_property);
}

void
escape_terminal(struct buffer *out, str text)
{
	escape_text(out, text, terminal_instead);
}
