/* Dates and times of day. A date that people write in another way is understood well enough to be suggested. */
#include "content/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

enum { WORDS = 3 };

static bool
is_separator(char c)
{
	return c == ' ' || c == '-' || c == '/' || c == '.' || c == ',';
}

/* Cuts "den 14 december 2018" into its words; false when there are not three. */
static bool
cut_words(str text, str words[WORDS])
{
	size_t n = 0, at = 0;
	while (at < text.n) {
		size_t start = at;
		while (at < text.n && !is_separator(text.p[at]))
			at++;
		str word = str_slice(text, start, at);
		if (word.n && !str_eq(word, S("den"))) {
			if (n == WORDS)
				return false;
			words[n++] = word;
		}
		at++;
	}
	return n == WORDS;
}

static int
number_of(str word)
{
	int number = 0;
	for (size_t i = 0; i < word.n; i++) {
		if (!text_is_digit((unsigned char)word.p[i]) || i == 4)
			return 0;
		number = number * 10 + (word.p[i] - '0');
	}
	return number;
}

static int
month_of(str word)
{
	static const char *const months[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
	                                     "juli",    "augusti",  "september", "oktober", "november", "december"};
	for (int i = 0; i < 12; i++)
		if (word.n >= 3 && str_starts(str_of(months[i]), word))
			return i + 1;
	return number_of(word);
}

/* What was probably meant: "14 december 2018", "14/12 2018", "2018-2-3", "20181214". Empty when that is no date either. */
static str
guess(struct arena *arena, str text)
{
	str words[WORDS] = {str_slice(text, 0, 4), str_slice(text, 4, 6), str_slice(text, 6, 8)};
	text = text_fold(arena, text);
	bool compact = text.n == 8 && number_of(words[0]) && number_of(words[1]) && number_of(words[2]);
	if (!compact && !cut_words(text, words))
		return (str){0};
	bool year_first = words[0].n == 4;
	str year = year_first ? words[0] : words[2];
	int day = number_of(year_first ? words[2] : words[0]);
	if (year.n != 4)
		return (str){0};
	str date = str_format(arena, "%.*s-%02d-%02d", STR(year), month_of(words[1]), day);
	struct date parsed;
	return date_parse(date, &parsed) ? date : (str){0};
}

static bool
refuse(struct decoder *decoder, enum diag_code code, const struct field *field, const struct yaml_node *node,
       str nearest)
{
	diag(decoder->diags, code, node->place, nearest, str_of(field->key), str_trim(node->text));
	return false;
}

bool
decode_date(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	str text = str_trim(node->text);
	if (date_parse(text, to))
		return true;
	*(struct date *)to = (struct date){0};
	return refuse(decoder, DIAG_BAD_DATE, field, node, guess(decoder->arena, text));
}

bool
decode_date_if_known(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	return str_eq(str_trim(node->text), S("okänt")) || decode_date(decoder, field, node, to);
}

bool
decode_dates(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	str text = str_trim(node->text);
	if (dates_parse(text, to))
		return true;
	*(struct dates *)to = (struct dates){0};
	return refuse(decoder, DIAG_BAD_DATES, field, node, guess(decoder->arena, text));
}

bool
decode_times(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	if (times_parse(str_trim(node->text), to))
		return true;
	*(struct times *)to = (struct times){-1, -1};
	return refuse(decoder, DIAG_BAD_TIMES, field, node, (str){0});
}
