/* Reads adresser.txt. A line is an address, with the number of a decision or assignment and a check sum where it
   is that of one; a hyphen before it, and a date and a reason after it, say that it was withdrawn on purpose. */
#include "content/addresses.h"

#include "base/date.h"
#include "base/diag.h"
#include "base/text.h"

enum { FINGERPRINT = 8, DIGITS_MAX = 4 };

/* One line on its way. */
struct line {
	const struct source *source;
	str text;
	struct recorded recorded;
};

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static bool
is_path_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~!$&'()*+,;=:@%/", c));
}

/* What the program itself writes: a path from the root of the site, percent-encoded, that stays inside it. */
static bool
is_address(str address)
{
	if (!str_starts(address, S("/")) || str_contains(address, S("//")))
		return false;
	for (size_t i = 0; i < address.n; i++)
		if (!is_path_char(address.p[i]))
			return false;
	for (str rest = str_from(address, 1); rest.n;) {
		str part = str_cut(&rest, '/');
		if (str_eq(part, S(".")) || str_eq(part, S("..")))
			return false;
	}
	return true;
}

/* "beslut-1", "uppdrag-12" */
static bool
is_anchor(str anchor)
{
	static const str kinds[] = {{"beslut-", 7}, {"uppdrag-", 8}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		str number = str_from(anchor, kinds[i].n);
		if (!str_starts(anchor, kinds[i]) || number.n == 0 || number.n > DIGITS_MAX || number.p[0] == '0')
			continue;
		size_t digits = 0;
		while (digits < number.n && text_is_digit((unsigned char)number.p[digits]))
			digits++;
		if (digits == number.n)
			return true;
	}
	return false;
}

static bool
is_fingerprint(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!is_hex(text.p[i]))
			return false;
	return text.n == FINGERPRINT;
}

/* What is wrong with a line, in both languages: it stands inside the message. */
static bool
fault(struct line *line, struct diag_list *diags, const char *what)
{
	diag(diags, DIAG_RECORDED_LINE, line->recorded.place, (str){0}, str_of(what));
	return false;
}

static bool
read_withdrawn(struct line *line, str rest, struct diag_list *diags)
{
	str date = str_cut(&rest, ' ');
	if (!date_parse(date, &line->recorded.withdrawn) || !date_is_day(line->recorded.withdrawn))
		return fault(line, diags, "\"- /adress/ 2026-11-22 skäl\"");
	line->recorded.reason = str_trim(rest);
	return line->recorded.reason.n || fault(line, diags, "\"- /adress/ 2026-11-22 skäl\"");
}

static bool
read_line(struct line *line, struct diag_list *diags)
{
	str rest = line->text;
	bool withdrawn = str_starts(rest, S("- "));
	if (withdrawn)
		rest = str_trim(str_from(rest, 2));
	str address = str_cut(&rest, ' ');
	rest = str_trim(rest);
	bool numbered = str_contains(address, S("#"));
	line->recorded.address = str_cut(&address, '#');
	line->recorded.anchor = address;
	if (!is_address(line->recorded.address) || (numbered && !is_anchor(address)))
		return fault(line, diags, "\"/adress/\"");
	if (withdrawn)
		return read_withdrawn(line, rest, diags);
	line->recorded.fingerprint = rest;
	if (rest.n == 0 || (numbered && is_fingerprint(rest)))
		return true;
	return fault(line, diags, numbered ? "\"/adress/#beslut-1 4f3a9c01\"" : "\"/adress/\"");
}

static str
key_of(struct arena *arena, const struct recorded *recorded)
{
	return str_join(arena, str_join(arena, recorded->address, S("#")), recorded->anchor);
}

static void
keep(struct arena *arena, struct addresses *addresses, struct map *seen, struct recorded recorded,
     struct diag_list *diags)
{
	void **slot = map_at(seen, key_of(arena, &recorded));
	const struct place *first = *slot;
	if (first) {
		struct position at = source_position(first->source, first->start);
		diag(diags, DIAG_RECORDED_TWICE, recorded.place, (str){0}, str_number(arena, at.line));
		return;
	}
	struct place *place = arena_new(arena, struct place);
	*place = recorded.place;
	*slot = place;
	vec_push(arena, &addresses->lines, recorded);
}

void
addresses_read(struct arena *arena, const struct source *source, struct addresses *addresses, struct diag_list *diags)
{
	struct map seen = {.arena = arena};
	for (size_t start = 0, end; start < source->text.n; start = end + 1) {
		end = start + str_find_char(str_from(source->text, start), '\n');
		if (end < start || end > source->text.n)
			end = source->text.n;
		struct line line = {.source = source, .text = str_trim(str_slice(source->text, start, end))};
		if (line.text.n == 0)
			continue;
		size_t from = (size_t)(line.text.p - source->text.p);
		line.recorded.place = place_of(source, from, from + line.text.n);
		if (line.text.p[0] == '#')
			vec_push(arena, &addresses->notes, line.text);
		else if (read_line(&line, diags))
			keep(arena, addresses, &seen, line.recorded, diags);
	}
}
