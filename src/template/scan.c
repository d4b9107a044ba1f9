/* Tags and delimiters of Mustache, and which of them have a line to themselves. */
#include "template/scan.h"

enum { NAME_MAX_BYTES = 200, QUOTE_BYTES = 60 };

struct scanner
scanner_make(const struct source *source, struct diag_list *diags)
{
	return (struct scanner){source, diags, 0, S("{{"), S("}}"), false};
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

str
scan_indent(const struct source *source, size_t at)
{
	size_t end = at;
	while (end < source->text.n && is_blank(source->text.p[end]))
		end++;
	return str_slice(source->text, at, end);
}

str
scan_quote(const struct source *source, size_t start, size_t end)
{
	str tag = str_slice(source->text, start, end);
	str line = str_cut(&tag, '\n');
	if (line.n <= QUOTE_BYTES)
		return line;
	size_t n = QUOTE_BYTES;
	while (n > 0 && ((unsigned char)line.p[n] & 0xc0) == 0x80)
		n--;
	return str_slice(line, 0, n);
}

static void
find_line(const struct source *source, struct tag *tag)
{
	str text = source->text;
	size_t line = tag->start, next = tag->end;
	while (line > 0 && is_blank(text.p[line - 1]))
		line--;
	while (next < text.n && is_blank(text.p[next]))
		next++;
	tag->first = line == 0 || text.p[line - 1] == '\n';
	tag->line = tag->first ? line : tag->start;
	if (next + 1 < text.n && text.p[next] == '\r' && text.p[next + 1] == '\n')
		next++;
	tag->last = next == text.n || text.p[next] == '\n';
	tag->next = !tag->last ? tag->end : next < text.n ? next + 1 : next;
}

static enum tag_kind
kind_of(char sigil)
{
	static const struct {
		char sigil;
		enum tag_kind kind;
	} kinds[] = {
	    {'#', TAG_SECTION}, {'^', TAG_INVERTED}, {'/', TAG_CLOSE}, {'>', TAG_PARTIAL},    {'<', TAG_PARENT},
	    {'$', TAG_BLOCK},   {'!', TAG_COMMENT},  {'&', TAG_RAW},   {'=', TAG_DELIMITERS},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].sigil == sigil)
			return kinds[i].kind;
	return TAG_VALUE;
}

static bool
is_delimiter(str s)
{
	return s.n > 0 && !str_contains(s, S("=")) && !str_contains(s, S("\n")) && s.n <= NAME_MAX_BYTES;
}

/* `inside` is what stands between the equal signs: "<% %>". */
static bool
set_delimiters(struct scanner *scanner, str inside)
{
	str all = str_trim(inside);
	size_t gap = 0;
	while (gap < all.n && !is_blank(all.p[gap]) && all.p[gap] != '\n')
		gap++;
	str open = str_slice(all, 0, gap), close = str_trim(str_from(all, gap));
	if (!is_delimiter(open) || !is_delimiter(close) || str_contains(close, S(" ")) || str_contains(close, S("\t")))
		return false;
	scanner->open = open;
	scanner->close = close;
	return true;
}

static bool
is_name(str name, enum tag_kind kind)
{
	bool looked_up = kind == TAG_VALUE || kind == TAG_RAW || kind == TAG_SECTION || kind == TAG_INVERTED;
	bool stray_dot = str_starts(name, S(".")) || str_ends(name, S(".")) || str_contains(name, S(".."));
	if (looked_up && stray_dot && name.n > 1)
		return false;
	if (name.n == 0 || name.n > NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (is_blank(name.p[i]) || name.p[i] == '\n' || name.p[i] == '\r')
			return false;
	return true;
}

/* What follows the opening delimiter: the kind, and how many more bytes than the closing delimiter end the tag. */
static str
read_sigil(struct scanner *scanner, size_t *at, struct tag *tag)
{
	str text = scanner->source->text;
	if (*at < text.n && text.p[*at] == '{') {
		*at += 1;
		tag->kind = TAG_RAW;
		return S("}");
	}
	while (*at < text.n && is_blank(text.p[*at]))
		*at += 1;
	tag->kind = *at < text.n ? kind_of(text.p[*at]) : TAG_VALUE;
	if (tag->kind != TAG_VALUE)
		*at += 1;
	return tag->kind == TAG_DELIMITERS ? S("=") : (str){0};
}

/* The offset of `mark` directly followed by the closing delimiter. */
static size_t
find_close(const struct scanner *scanner, size_t at, str mark)
{
	str text = scanner->source->text;
	for (;;) {
		size_t found = str_find(str_from(text, at), mark.n ? mark : scanner->close);
		if (found == SIZE_MAX)
			return SIZE_MAX;
		at += found;
		if (mark.n == 0 || str_starts(str_from(text, at + mark.n), scanner->close))
			return at;
		at += mark.n;
	}
}

bool
scan_tag(struct scanner *scanner, struct tag *tag)
{
	str text = scanner->source->text;
	size_t found = str_find(str_from(text, scanner->at), scanner->open);
	if (found == SIZE_MAX)
		return false;
	*tag = (struct tag){.start = scanner->at + found};
	size_t at = tag->start + scanner->open.n;
	str mark = read_sigil(scanner, &at, tag);
	size_t close = find_close(scanner, at, mark);
	if (close == SIZE_MAX) {
		scanner->broken = true;
		diag(scanner->diags, DIAG_TEMPLATE_TAG_UNCLOSED, place_of(scanner->source, tag->start, at), (str){0},
		     scan_quote(scanner->source, tag->start, text.n),
		     str_join(scanner->diags->arena, mark, scanner->close));
		return false;
	}
	tag->end = close + mark.n + scanner->close.n;
	tag->name = str_trim(str_slice(text, at, close));
	scanner->at = tag->end;
	find_line(scanner->source, tag);
	bool sound = tag->kind == TAG_COMMENT ||
	             (tag->kind == TAG_DELIMITERS ? set_delimiters(scanner, tag->name) : is_name(tag->name, tag->kind));
	if (!sound) {
		diag(scanner->diags,
		     tag->kind == TAG_DELIMITERS ? DIAG_TEMPLATE_BAD_DELIMITERS : DIAG_TEMPLATE_BAD_NAME,
		     place_of(scanner->source, tag->start, tag->end), (str){0},
		     scan_quote(scanner->source, tag->start, tag->end));
		tag->kind = TAG_BROKEN;
	}
	return true;
}
