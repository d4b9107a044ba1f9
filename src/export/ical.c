/* Escapes and folds the lines of calendars. */
#include "export/ical.h"

#include "base/text.h"

enum { LINE_OCTETS = 75 }; /* without the line end; the space that begins a continuation counts */

static str
instead_of(uint32_t code)
{
	switch (code) {
	case '\\':
		return S("\\\\");
	case ';':
		return S("\\;");
	case ',':
		return S("\\,");
	case '\n':
	case 0x85:
	case 0x2028:
	case 0x2029:
		return S("\\n");
	case '\t':
		return (str){0};
	default:
		return code < 0x20 || code == 0x7f || code == 0xfffd ? S("\xef\xbf\xbd") : (str){0};
	}
}

void
ical_escape(struct buffer *out, str text)
{
	size_t run = 0, at = 0;
	while (at < text.n) {
		size_t start = at;
		uint32_t code = text_next(text, &at);
		bool line_end = code == '\r' && at < text.n && text.p[at] == '\n'; /* CRLF is one */
		str other = line_end ? (str){0} : instead_of(code);
		if (!other.n && !line_end)
			continue;
		buffer_add(out, str_slice(text, run, start));
		buffer_add(out, other);
		run = at;
	}
	buffer_add(out, str_from(text, run));
}

void
ical_line(struct buffer *out, str line)
{
	for (size_t room = LINE_OCTETS; line.n > room; room = LINE_OCTETS - 1) {
		size_t end = room;
		while (end && (line.p[end] & 0xc0) == 0x80)
			end--;
		end = end ? end : room; /* no character is that long */
		buffer_add(out, str_slice(line, 0, end));
		buffer_lit(out, "\r\n ");
		line = str_from(line, end);
	}
	buffer_add(out, line);
	buffer_lit(out, "\r\n");
}

void
ical_list(struct buffer *out, const char *name, const struct strs *values)
{
	struct buffer line = {.arena = out->arena};
	buffer_add(&line, str_of(name));
	for (size_t i = 0; i < values->n; i++) {
		buffer_add(&line, i ? S(",") : S(":"));
		ical_escape(&line, values->items[i]);
	}
	if (values->n)
		ical_line(out, buffer_str(&line));
}

void
ical_text(struct buffer *out, const char *name, str value)
{
	struct strs one = {.items = &value, .n = value.n ? 1 : 0};
	ical_list(out, name, &one);
}
