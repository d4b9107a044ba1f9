/* Finding identity numbers, telephone numbers and mail addresses. Text without figures and "@" is skipped over; what
   looks like one is tried where a row of figures begins, and every try reads a bounded stretch, so the cost is linear. */
#include "base/personal.h"

#include "base/buffer.h"
#include "base/text.h"

enum {
	MOST_GROUPS = 5,
	MOST_DIGITS = 14, /* of one group that are counted */
	FIRST_YEAR = 1850,
	LAST_YEAR = 2099,
	COORDINATION = 60, /* is added to the day */
	LONGEST_LOCAL = 64, /* RFC 5321, 4.5.3.1 */
	LONGEST_DOMAIN = 255,
	LONGEST_CONTEXT = 40, /* bytes that are looked at before a number */
	WORDS_OF_CONTEXT = 2,
	LONGEST_WORD = 24,
};

/* What stands between two groups of figures. */
enum gap { GAP_NONE = 0, GAP_SPACE = 1, GAP_DASH = 2, GAP_PLUS = 4, GAP_POINT = 8 };

/* How identity numbers are written: lengths of groups, and what may stand before the last group; the others are parted
   alike. */
static const struct shape {
	uint8_t groups[MOST_GROUPS + 1];
	unsigned last_gap;
} shapes[] = {
    {{12}, 0},
    {{10}, 0},
    {{8, 4}, GAP_SPACE | GAP_DASH | GAP_PLUS},
    {{6, 4}, GAP_SPACE | GAP_DASH | GAP_PLUS},
    {{2, 6, 4}, GAP_SPACE | GAP_DASH | GAP_PLUS},
    {{2, 10}, GAP_SPACE},
    /* "2018-12-14 0900" is a day and an hour. */
    {{4, 2, 2, 4}, GAP_DASH | GAP_PLUS},
    {{2, 2, 2, 4}, GAP_DASH | GAP_PLUS},
    {{2, 2, 2, 2, 4}, GAP_DASH | GAP_PLUS},
};

/* The groups of a telephone number after its area code. */
static const char *const groupings[] = {"5",  "6",  "7",   "8",   "32",  "23",  "33",
                                        "34", "44", "222", "322", "332", "233", "2222"};

static const char *const country_codes[] = {"46", "47", "45", "358"};

/* What a telephone number is announced with; numbers that are neither that nor anybody's identity; and what may stand
   between such a word and the number. Each word has a space on both sides. */
static const char phone_words[] =
    " tel tfn tlf telnr telefon telefonnr telefonnummer telefonnumret mob mobil mobilnr mobilnummer mobilnumret "
    "mobiltelefon ring sms fax växel direkt ";
static const char number_words[] =
    " dnr diarienr diarienummer diarienumret ärende ärendet ärendenr ärendenummer ärendenumret dokumentnr "
    "dokumentnummer projektnr projektnummer artikelnr avtalsnr referensnr faktura fakturanr fakturanummer order "
    "ordernr "
    "ordernummer ocr bankgiro plusgiro postgiro konto kontonr kontonummer isbn issn ";
static const char filler_words[] = " nr nummer numret på till arb arbete bost hem mobil ";

/* ---- reading ---- */

static bool
is_digit(str text, size_t at)
{
	return at < text.n && text_is_digit((unsigned char)text.p[at]);
}

static bool
is_dash(uint32_t code)
{
	return code == '-' || code == 0xad || (code >= 0x2010 && code <= 0x2014) || code == 0x2212;
}

static bool
is_space(uint32_t code)
{
	return code == ' ' || code == '\t' || code == 0xa0 || code == 0x202f || code == 0x2009;
}

/* Figures from `at` on, as far as it matters how many. */
static size_t
count_digits(str text, size_t at)
{
	size_t n = 0;
	while (n < MOST_DIGITS && is_digit(text, at + n))
		n++;
	return n;
}

/* The code point at `at`, or 0 at the end. */
static uint32_t
code_at(str text, size_t at)
{
	return at < text.n ? text_next(text, &at) : 0;
}

static size_t
skip_code(str text, size_t at)
{
	text_next(text, &at);
	return at;
}

/* Moves past one sign between groups; a dash may have a space on each side, and a backslash before it. */
static enum gap
take_gap(str text, size_t *at)
{
	size_t next = *at;
	bool spaced = is_space(code_at(text, next));
	if (spaced)
		next = skip_code(text, next);
	size_t after_space = next;
	if (code_at(text, next) == '\\')
		next++;
	uint32_t code = code_at(text, next);
	if (is_dash(code)) {
		next = skip_code(text, next);
		*at = is_space(code_at(text, next)) ? skip_code(text, next) : next;
		return GAP_DASH;
	}
	if (spaced) {
		*at = after_space;
		return GAP_SPACE;
	}
	if (code != '+' && code != '.' && code != '/')
		return GAP_NONE;
	*at = next + 1;
	return code == '+' ? GAP_PLUS : GAP_POINT;
}

/* ---- what stands around a number ---- */

/* A sign that makes figures on both sides of it one number; a comma only between bare figures. */
static bool
joins(uint32_t code, bool bare)
{
	return is_dash(code) || code == '.' || code == '/' || code == ':' || (bare && code == ',');
}

static bool
touches(uint32_t code)
{
	return code != '_' && code != 0xfffd && text_is_word(code);
}

static bool
is_hex(str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];
	return text_is_digit(c) || (c | 0x20u) - 'a' < 6;
}

/* "%20" before a number in an address. */
static bool
follows_escape(str text, size_t at)
{
	return at >= 3 && text.p[at - 3] == '%' && is_hex(text, at - 2) && is_hex(text, at - 1);
}

/* Whether a number that begins here is whole: not the end of a longer one. */
static bool
begins_here(str text, size_t at, bool bare, bool spaced)
{
	if (at == 0 || follows_escape(text, at))
		return true;
	uint32_t before = text_before(text, at);
	if (touches(before))
		return false;
	size_t width = before < 0x80 ? 1 : before < 0x800 ? 2 : 3; /* of the signs that matter here */
	bool after_digit = at > width && is_digit(text, at - width - 1);
	return !(after_digit && (joins(before, bare) || (spaced && is_space(before))));
}

/* "-9abc-": what follows the beginning of a UUID. */
static bool
is_uuid_part(str text, size_t at)
{
	if (text.n - at < 6 || text.p[at] != '-' || text.p[at + 5] != '-')
		return false;
	for (size_t i = 1; i < 5; i++)
		if (!is_hex(text, at + i))
			return false;
	return true;
}

static bool
ends_here(str text, size_t at, bool bare, bool spaced)
{
	uint32_t after = code_at(text, at);
	if (after == 0)
		return true;
	if (touches(after) || is_uuid_part(text, at))
		return false;
	bool before_digit = is_digit(text, skip_code(text, at));
	return !(before_digit && (joins(after, bare) || (spaced && is_space(after))));
}

static bool
is_one_of(str word, const char *list)
{
	char spaced[LONGEST_WORD + 3] = " ";
	memcpy(spaced + 1, word.p, word.n);
	spaced[word.n + 1] = ' ';
	return word.n > 0 && strstr(list, spaced);
}

/* The word that ends at *at, in small letters, when only white space and ":", "." and the like stand between. Moves to
   where it begins; empty when there is none. */
static str
word_before(str text, size_t *at, size_t floor, char small[LONGEST_WORD])
{
	size_t end = *at;
	while (end > floor && strchr(" \t:.(#/", text.p[end - 1]) && text.p[end - 1])
		end--;
	while (end >= floor + 2 && text.p[end - 2] == '\xc2' && text.p[end - 1] == '\xa0')
		end -= 2;
	size_t start = end, n = 0;
	for (; start > floor && n < LONGEST_WORD; n++, start--) {
		unsigned char c = (unsigned char)text.p[start - 1];
		if (c < 0x80 ? !text_is_letter(c) : c == 0xa0)
			break;
	}
	*at = start;
	for (size_t i = 0; i < n; i++) {
		char c = text.p[start + i];
		bool second = i > 0 && small[i - 1] == '\xc3';
		bool capital = (c >= 'A' && c <= 'Z') || (second && (unsigned char)c < 0xa0); /* À to Þ */
		small[i] = (char)(capital ? c + 0x20 : c);
	}
	return (str){small, n};
}

/* Whether one of the words stands right before the number, or before a word that says little. */
static bool
follows_word(str text, size_t at, const char *list)
{
	char small[LONGEST_WORD];
	size_t floor = at > LONGEST_CONTEXT ? at - LONGEST_CONTEXT : 0;
	for (int i = 0; i < WORDS_OF_CONTEXT; i++) {
		str word = word_before(text, &at, floor, small);
		if (is_one_of(word, list))
			return true;
		if (!is_one_of(word, filler_words))
			return false;
	}
	return false;
}

/* ---- identity numbers ---- */

static unsigned
two_digits(const char *p)
{
	return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* https://en.wikipedia.org/wiki/Luhn_algorithm over ten figures. */
static bool
has_check_digit(const char digits[10])
{
	unsigned sum = 0;
	for (unsigned i = 0; i < 10; i++) {
		unsigned digit = (unsigned)(digits[i] - '0') * (i % 2 ? 1 : 2);
		sum += digit / 10 + digit % 10;
	}
	return sum % 10 == 0;
}

/* The century is not known (0) in the short form. */
static bool
is_day(unsigned century, const char digits[6])
{
	static const unsigned char lengths[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned year = century * 100 + two_digits(digits), month = two_digits(digits + 2),
	         day = two_digits(digits + 4);
	if (day > COORDINATION)
		day -= COORDINATION;
	if (century && (year < FIRST_YEAR || year > LAST_YEAR))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > lengths[month])
		return false;
	bool leap = century ? year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) : year % 4 == 0;
	return month != 2 || day < 29 || leap;
}

static bool
is_identity_number(const char *digits, size_t n)
{
	const char *last = digits + (n - 10);
	unsigned century = n == 12 ? two_digits(digits) : 0;
	bool serial = memcmp(last + 6, "000", 3) != 0;
	return (n == 10 || century) && serial && is_day(century, last) && has_check_digit(last);
}

/* What was read of a number. */
struct reading {
	char digits[MOST_DIGITS];
	size_t count, end;
	unsigned gaps; /* every enum gap in it */
};

static bool
read_shape(str text, size_t at, const struct shape *shape, struct reading *reading)
{
	enum gap inner = GAP_NONE;
	*reading = (struct reading){.end = at};
	for (size_t i = 0; shape->groups[i]; i++) {
		if (i > 0) {
			enum gap gap = take_gap(text, &reading->end);
			bool last = shape->groups[i + 1] == 0;
			if (last ? !(gap & shape->last_gap)
			         : gap == GAP_NONE || gap == GAP_PLUS || (inner && gap != inner))
				return false;
			inner = gap;
			reading->gaps |= gap;
		}
		size_t n = shape->groups[i];
		if (count_digits(text, reading->end) != n)
			return false;
		memcpy(reading->digits + reading->count, text.p + reading->end, n);
		reading->count += n;
		reading->end += n;
	}
	return true;
}

/* "0701234567" is a mobile telephone, "070123-4567" is not written as one. */
static bool
is_mobile(str digits)
{
	return digits.n == 10 && digits.p[0] == '0' && digits.p[1] == '7' && strchr("02369", digits.p[2]);
}

static bool
identity_at(str text, size_t start, size_t first, struct personal_match *match)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct reading reading;
		if (shapes[i].groups[0] != first || !read_shape(text, start, &shapes[i], &reading))
			continue;
		bool bare = !reading.gaps, spaced = reading.gaps & GAP_SPACE;
		if (!is_identity_number(reading.digits, reading.count))
			continue;
		if (!begins_here(text, start, bare, spaced) || !ends_here(text, reading.end, bare, spaced))
			continue;
		if (start > 0 && text.p[start - 1] == '+')
			continue;
		if (bare && is_mobile((str){reading.digits, reading.count}))
			continue;
		if (follows_word(text, start, number_words) ||
		    (reading.count == 10 && follows_word(text, start, phone_words)))
			continue;
		*match = (struct personal_match){PERSONAL_IDENTITY_NUMBER, start, reading.end};
		return true;
	}
	return false;
}

/* ---- telephone numbers ---- */

/* Groups after an area code, the longest known grouping. Returns where it ends, or 0; `count` becomes its figures. */
static size_t
take_grouping(str text, size_t at, bool dashes, char lengths[MOST_GROUPS + 1], size_t *count)
{
	size_t ends[MOST_GROUPS], n = 0;
	while (n < MOST_GROUPS) {
		size_t digits = count_digits(text, at);
		if (digits == 0 || digits > 8)
			break;
		lengths[n] = (char)('0' + digits);
		ends[n++] = at += digits;
		enum gap gap = take_gap(text, &at);
		if (gap != GAP_SPACE && !(dashes && gap == GAP_DASH))
			break;
	}
	for (; n > 0; n--) {
		lengths[n] = '\0';
		for (size_t i = 0; i < sizeof groupings / sizeof *groupings; i++) {
			if (strcmp(groupings[i], lengths) != 0)
				continue;
			*count = 0;
			for (size_t k = 0; k < n; k++)
				*count += (size_t)(lengths[k] - '0');
			return ends[n - 1];
		}
	}
	return 0;
}

/* How many figures may follow an area code. */
static bool
is_subscriber(str area, size_t count)
{
	if (area.n == 2)
		return area.p[1] == '8' && count >= 6 && count <= 8;
	if (area.p[1] == '7')
		return area.n + count == 10;
	return count >= 5 && count <= (area.n == 3 ? 8 : 6);
}

/* "0500-49 80 00", "08-123 456 78", "070 123 45 67", "(0500) 49 80 00" */
static size_t
national_end(str text, size_t start, size_t first)
{
	char lengths[MOST_GROUPS + 1];
	size_t at = start + first, count;
	if (code_at(text, at) == ')')
		at++;
	enum gap gap = take_gap(text, &at);
	if (gap != GAP_SPACE && gap != GAP_DASH && !(gap == GAP_POINT && text.p[at - 1] == '/'))
		return 0;
	size_t end = take_grouping(text, at, gap == GAP_DASH, lengths, &count);
	str area = str_slice(text, start, start + first);
	if (!end || !is_subscriber(area, count) || !begins_here(text, start, false, gap == GAP_SPACE))
		return 0;
	if (gap != GAP_SPACE || area.p[1] == '7' || follows_word(text, start, phone_words))
		return end;
	size_t groups = strlen(lengths);
	return groups == 3 && (area.n > 2 || lengths[0] == '3') ? end : 0;
}

/* "0701234567", and after "tel." any row that may be a number */
static size_t
compact_end(str text, size_t start, size_t first)
{
	str digits = str_slice(text, start, start + first);
	bool phone = is_mobile(digits) || follows_word(text, start, phone_words);
	return phone && begins_here(text, start, true, true) ? start + first : 0;
}

/* "+46 70 123 45 67", "+46 (0)70-123 45 67", "0046701234567"; `start` is after "+" or "00". */
static size_t
international_end(str text, size_t start)
{
	size_t at = start, digits = 0, end = 0;
	for (size_t i = 0; i < sizeof country_codes / sizeof *country_codes && at == start; i++)
		if (str_starts(str_from(text, start), str_of(country_codes[i])))
			at += strlen(country_codes[i]);
	if (at == start)
		return 0;
	for (size_t i = 0; i <= MOST_GROUPS + 1; i++) {
		enum gap gap = is_digit(text, at) ? GAP_NONE : take_gap(text, &at);
		if (str_starts(str_from(text, at), S("(0)"))) {
			at += 3;
			gap = take_gap(text, &at) | GAP_SPACE;
		}
		size_t n = count_digits(text, at);
		if (n == 0 || digits + n > 10 || (i > 0 && gap != GAP_DASH && gap != GAP_SPACE && !(gap & GAP_SPACE)))
			break;
		digits += n;
		end = at += n;
	}
	return digits >= 7 ? end : 0;
}

static bool
phone_at(str text, size_t start, size_t first, struct personal_match *match)
{
	size_t from = start, end = 0;
	bool zeros = first >= 2 && str_starts(str_from(text, start), S("00"));
	if (start > 0 && text.p[start - 1] == '+') {
		from = start - 1;
		end = begins_here(text, from, false, false) ? international_end(text, start) : 0;
	} else if (zeros) {
		size_t country = start + 2;
		if (first == 2)
			take_gap(text, &country);
		end = begins_here(text, start, true, true) ? international_end(text, country) : 0;
	} else if (text.p[start] == '0' && first >= 2 && first <= 4) {
		end = national_end(text, start, first);
	} else if (text.p[start] == '0' && first >= 8 && first <= 10) {
		end = compact_end(text, start, first);
	}
	if (!end || code_at(text, end) == '@' || !ends_here(text, end, true, false))
		return false;
	if (follows_word(text, start, number_words))
		return false;
	*match = (struct personal_match){PERSONAL_PHONE, from, end};
	return true;
}

/* ---- mail addresses ---- */

/* Letters of any script count: people have such addresses. */
static bool
is_mail_byte(str text, size_t at, const char *signs)
{
	unsigned char c = (unsigned char)text.p[at];
	return c >= 0x80 || text_is_letter(c) || text_is_digit(c) || (c && strchr(signs, (char)c));
}

/* The bytes above ASCII that may not stand in an address: white space, quotation marks, dashes. */
static bool
is_foreign(uint32_t code)
{
	return code >= 0x80 && !text_is_word(code);
}

static size_t
local_start(str text, size_t at, size_t floor)
{
	size_t start = at, lowest = at > floor + LONGEST_LOCAL ? at - LONGEST_LOCAL : floor;
	while (start > lowest && is_mail_byte(text, start - 1, "._%+-")) {
		size_t one = start - 1;
		if ((unsigned char)text.p[one] >= 0x80) {
			if (is_foreign(text_before(text, start)))
				break;
			while (one > lowest && ((unsigned char)text.p[one] & 0xc0) == 0x80)
				one--;
		}
		start = one;
	}
	while (start < at && strchr("._-%+", text.p[start]))
		start++;
	return start;
}

/* Where the domain from `at` ends, or `at` when there is none: labels with a dot between, the last one of letters. */
static size_t
domain_end(str text, size_t at)
{
	size_t label = at, end = at, dots = 0;
	bool letters = true;
	for (size_t i = at; i - at < LONGEST_DOMAIN; i++) {
		bool inside = i < text.n && is_mail_byte(text, i, "-") && !is_foreign(code_at(text, i));
		if (inside && (unsigned char)text.p[i] >= 0x80)
			i = skip_code(text, i) - 1;
		if (inside) {
			if (text.p[i] == '-' && dots > 0 && letters && i - label >= 2)
				end = i; /* "anna@example.se-adressen" */
			letters = letters && !text_is_digit((unsigned char)text.p[i]) && text.p[i] != '-';
			continue;
		}
		if (i == label)
			break;
		if (dots > 0 && letters && i - label >= 2)
			end = i;
		if (i >= text.n || text.p[i] != '.')
			break;
		dots++;
		label = i + 1;
		letters = true;
	}
	/* A picture for sharp screens is named so: logo@2x.png. */
	bool picture = end > at + 2 && is_digit(text, at) && text.p[at + 1] == 'x' && text.p[at + 2] == '.';
	return picture ? at : end;
}

static bool
mail_at(str text, size_t at, size_t floor, struct personal_match *match)
{
	size_t start = local_start(text, at, floor), end = domain_end(text, at + 1);
	if (start == at || end == at + 1)
		return false;
	*match = (struct personal_match){PERSONAL_MAIL, start, end};
	return true;
}

/* ---- searching ---- */

/* The next figure or "@". Most text is neither, and eight bytes are seen at a time. */
static size_t
skip_plain(str text, size_t at)
{
	static const bool marks[256] = {
	    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
	    ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['@'] = true,
	};
	const unsigned char *p = (const unsigned char *)text.p;
	while (text.n - at >= 4 && !(marks[p[at]] | marks[p[at + 1]] | marks[p[at + 2]] | marks[p[at + 3]]))
		at += 4;
	while (at < text.n && !marks[p[at]])
		at++;
	return at;
}

static size_t
skip_digits(str text, size_t at)
{
	while (is_digit(text, at))
		at++;
	return at;
}

bool
personal_next(str text, size_t *at, struct personal_match *match)
{
	size_t floor = *at < text.n ? *at : text.n, next = floor;
	if (next > 0 && is_digit(text, next - 1))
		next = skip_digits(text, next);
	while ((next = skip_plain(text, next)) < text.n) {
		if (text.p[next] == '@') {
			if (mail_at(text, next, floor, match))
				break;
			next++;
			continue;
		}
		bool escape = next > 0 && text.p[next - 1] == '%' && is_digit(text, next + 1); /* "%20" */
		next += escape ? 2 : 0;
		size_t first = count_digits(text, next);
		if (first && (identity_at(text, next, first, match) || phone_at(text, next, first, match)))
			break;
		next = skip_digits(text, next + first);
	}
	*at = next < text.n ? match->end : text.n;
	return next < text.n;
}

str
personal_masked(struct arena *arena, str text, bool contacts)
{
	struct buffer out = {.arena = arena};
	struct personal_match match;
	size_t copied = 0;
	for (size_t at = 0; personal_next(text, &at, &match);) {
		if (match.kind != PERSONAL_IDENTITY_NUMBER && !contacts)
			continue;
		buffer_add(&out, str_slice(text, copied, match.start));
		for (size_t n = text_length(str_slice(text, match.start, match.end)); n; n--)
			buffer_lit(&out, "•");
		copied = match.end;
	}
	if (copied == 0)
		return text;
	buffer_add(&out, str_from(text, copied));
	return buffer_str(&out);
}
