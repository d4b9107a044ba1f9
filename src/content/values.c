/* Values that are one text: what shape it must have, and where it lands. */
#include "content/values.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

static void
put_text(void *to, str text)
{
	*(str *)to = text;
}

static str
words_of(const struct yaml_node *node)
{
	return str_trim(node->text);
}

static bool
refuse(struct decoder *decoder, enum diag_code code, const struct yaml_node *node, str nearest)
{
	diag(decoder->diags, code, node->place, nearest, words_of(node));
	return false;
}

static bool
all_digits(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!text_is_digit((unsigned char)text.p[i]))
			return false;
	return text.n > 0;
}

bool
decode_text(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)decoder;
	(void)field;
	put_text(to, words_of(node));
	return true;
}

bool
decode_text_at(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)decoder;
	(void)field;
	*(struct text_at *)to = (struct text_at){words_of(node), node->place};
	return true;
}

bool
decode_reference(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)decoder;
	(void)field;
	*(struct reference *)to = (struct reference){words_of(node), node->place, NULL};
	return true;
}

bool
decode_id(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	str slug = text_slug(decoder->arena, words_of(node));
	if (!str_eq(slug, words_of(node)))
		return refuse(decoder, DIAG_BAD_ID, node, slug);
	put_text(to, slug);
	return true;
}

bool
decode_code(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	str text = words_of(node);
	if (text.n != 4 || !all_digits(text))
		return refuse(decoder, DIAG_BAD_CODE, node, (str){0});
	put_text(to, text);
	return true;
}

bool
decode_years(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	str text = words_of(node);
	bool two = text.n > 8;
	str between = str_slice(text, 4, two ? text.n - 4 : 4);
	bool joined = !two || str_eq(between, S("-")) || str_eq(between, S("–")) || str_eq(between, S("/"));
	if (!all_digits(str_slice(text, 0, 4)) || !joined ||
	    (two ? !all_digits(str_from(text, text.n - 4)) : text.n != 4))
		return refuse(decoder, DIAG_BAD_YEARS, node, (str){0});
	put_text(to, text);
	return true;
}

/* http or https, a host, and nothing that cannot stand in an address. */
static bool
is_url(str url)
{
	str rest = str_starts(url, S("https://"))  ? str_from(url, 8)
	           : str_starts(url, S("http://")) ? str_from(url, 7)
	                                           : (str){0};
	if (rest.n == 0 || strchr("/?#:@.", rest.p[0]))
		return false;
	for (size_t i = 0; i < rest.n; i++)
		if ((unsigned char)rest.p[i] <= ' ' || rest.p[i] == 0x7f || strchr("\"<>\\^`{|}", rest.p[i]))
			return false;
	return true;
}

/* "www.skaraborg.se" only lacks its beginning. */
static str
nearest_url(struct arena *arena, str text)
{
	str with_scheme = str_join(arena, S("https://"), text);
	bool plausible = str_find_char(text, '.') != SIZE_MAX && str_find_char(text, ':') == SIZE_MAX &&
	                 str_find_char(text, '@') == SIZE_MAX && is_url(with_scheme);
	return plausible ? with_scheme : (str){0};
}

bool
decode_url(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	str text = words_of(node);
	if (!is_url(text))
		return refuse(decoder, DIAG_BAD_URL, node, nearest_url(decoder->arena, text));
	put_text(to, text);
	return true;
}

bool
decode_url_at(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	str url;
	if (!decode_url(decoder, field, node, &url))
		return false;
	*(struct text_at *)to = (struct text_at){url, node->place};
	return true;
}

bool
decode_base_url(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	str text = words_of(node);
	if (!is_url(text) || str_find_char(text, '?') != SIZE_MAX || str_find_char(text, '#') != SIZE_MAX)
		return refuse(decoder, DIAG_BAD_BASE_URL, node, nearest_url(decoder->arena, text));
	while (str_ends(text, S("/")))
		text.n--;
	put_text(to, str_join(decoder->arena, text, S("/")));
	return true;
}

static bool
is_domain(str domain)
{
	bool dot = false;
	for (size_t i = 0; i < domain.n; i++) {
		char c = domain.p[i];
		bool edge = i == 0 || i + 1 == domain.n || domain.p[i - 1] == '.';
		if ((c == '.' && edge) || (unsigned char)c <= ' ' || strchr("@/:,;()<>[]\"\\\x7f", c))
			return false;
		dot = dot || c == '.';
	}
	return dot;
}

static bool
is_mail(str mail)
{
	str domain = mail;
	str local = str_cut(&domain, '@');
	for (size_t i = 0; i < local.n; i++)
		if ((unsigned char)local.p[i] <= ' ' || strchr(",;:()<>[]\"\\\x7f", local.p[i]))
			return false;
	return local.n > 0 && is_domain(domain);
}

bool
decode_mail(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	if (!is_mail(words_of(node)))
		return refuse(decoder, DIAG_BAD_MAIL, node, (str){0});
	put_text(to, words_of(node));
	return true;
}

/* As people write them: "0500-49 80 00", "+46 (0)500 49 80 00". */
static bool
is_phone(str number)
{
	size_t digits = 0;
	for (size_t i = 0; i < number.n; i++) {
		digits += text_is_digit((unsigned char)number.p[i]);
		if (!text_is_digit((unsigned char)number.p[i]) && (number.p[i] == '\0' || !strchr(" +-()/", number.p[i])))
			return false;
	}
	return digits >= 7 && digits <= 15;
}

bool
decode_mail_or_domain(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	if (!is_mail(words_of(node)) && !is_domain(words_of(node)) && !is_phone(words_of(node)))
		return refuse(decoder, DIAG_BAD_MAIL_OR_DOMAIN, node, (str){0});
	return decode_text_at(decoder, field, node, to);
}

bool
decode_earlier(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	str text = words_of(node);
	str path = str_from(text, 1);
	if (str_ends(path, S("/")))
		path.n--;
	bool clean = str_starts(text, S("/")) && file_path_is_safe(path);
	for (size_t i = 0; i < path.n && clean; i++)
		clean = (unsigned char)path.p[i] > ' ' && !strchr("?#%\"<>\x7f", path.p[i]);
	if (!clean)
		return refuse(decoder, DIAG_BAD_EARLIER, node, (str){0});
	return decode_text_at(decoder, field, node, to);
}

bool
decode_bool(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {{"ja", true}, {"nej", false}, {"true", true}, {"false", false}};
	str folded = text_fold(decoder->arena, words_of(node));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_eq(folded, str_of(words[i].word)))
			continue;
		*(bool *)to = words[i].value;
		return true;
	}
	diag(decoder->diags, DIAG_BAD_BOOLEAN, node->place, (str){0}, str_of(field->key), words_of(node));
	return false;
}

static bool
report_choice(struct decoder *decoder, const struct field *field, const struct yaml_node *node)
{
	size_t n = 0;
	while (field->choices[n].word)
		n++;
	str *words = arena_array(decoder->arena, str, n);
	struct buffer all = {.arena = decoder->arena};
	for (size_t i = 0; i < n; i++) {
		words[i] = str_of(field->choices[i].word);
		buffer_add(&all, i ? S(", ") : (str){0});
		buffer_add(&all, words[i]);
	}
	diag(decoder->diags, DIAG_BAD_CHOICE, node->place, text_nearest(words_of(node), words, n), str_of(field->key),
	     words_of(node), buffer_str(&all));
	return false;
}

static const struct choice *
choice_of(const struct field *field, const struct yaml_node *node)
{
	for (const struct choice *choice = field->choices; choice->word; choice++)
		if (str_eq(str_of(choice->word), words_of(node)))
			return choice;
	return NULL;
}

bool
decode_choice(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	/* Every enum of the model is as wide as an int; the tables rely on it. */
	static_assert(sizeof(enum publication) == sizeof(int) && sizeof(enum document_status) == sizeof(int) &&
	                  sizeof(enum planned_kind) == sizeof(int),
	              "enums are stored as int");
	const struct choice *choice = choice_of(field, node);
	if (!choice)
		return report_choice(decoder, field, node);
	memcpy(to, &choice->value, sizeof choice->value);
	return true;
}

bool
decode_word(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	const struct choice *choice = choice_of(field, node);
	if (!choice)
		return report_choice(decoder, field, node);
	put_text(to, str_of(choice->word));
	return true;
}

bool
decode_version(struct decoder *decoder, const struct field *field, const struct yaml_node *node, void *to)
{
	(void)field;
	(void)to;
	return str_eq(words_of(node), S("1")) || refuse(decoder, DIAG_UNKNOWN_FORMAT, node, (str){0});
}
