/* The style sheet of the theme skaraborg against what is there to style: no rule for what no page has, no class that was meant
   to look like something and does not, and few enough bytes to load before a finger leaves the glass. Run from the checkout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "template/compress.h"

#define THEME "themes/skaraborg"

/* Values that views give to `class`, and the beginning of those that end in a number. */
static const char *const given[] = {"ja", "nej", "okand", "utanfor", "harledd", "n0", "n1", "n2", "n3", "n4"};
/* What needs no rule: kinds of pages, which a theme that builds on this one may want to tell apart, and what looks plain. */
static const char *const plain[] = {"enkel", "hem", "entitet", "lista", "protokoll", "sok", "data", "prenumerera", "harledd", "html", "fotnoter", "kommun"};

static struct arena arena;

static str
read(const char *folder, str name)
{
	str bytes;
	if (file_read(&arena, str_of(folder), name, 1 << 20, &bytes) != FILE_OK)
		fail_msg("%s/%.*s cannot be read", folder, STR(name));
	return bytes;
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* The words of an attribute, without the tags of templates in it. */
static void
add_words(struct map *names, str value)
{
	size_t depth = 0;
	for (size_t i = 0; i < value.n;) {
		size_t start = i;
		if (value.p[i] == '{' || value.p[i] == '}')
			depth += value.p[i] == '{' ? 1 : (size_t)-1;
		while (i < value.n && depth == 0 && is_name(value.p[i]))
			i++;
		if (i > start && !(i < value.n && value.p[i] == '{' && i - start == 1))
			*map_at(names, str_slice(value, start, i)) = names;
		i += i == start;
	}
}

static void
add_values(struct map *names, str text, str before, str after)
{
	for (size_t at; (at = str_find(text, before)) != SIZE_MAX;) {
		text = str_from(text, at + before.n);
		size_t end = str_find(text, after);
		add_words(names, str_slice(text, 0, end));
	}
}

/* What pages have: `class` is "class" or "id". */
static void
read_pages(struct map *names, str attribute)
{
	static const char *const folders[] = {THEME "/mallar", "src/markup"};
	str plain_start = str_format(&arena, "%.*s=\"", STR(attribute)), c_start = str_format(&arena, "%.*s=\\\"", STR(attribute));
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct file_entries files = {0};
		assert_int_equal(file_walk(&arena, str_of(folders[i]), (str){0}, &files), FILE_OK);
		for (size_t k = 0; k < files.n; k++) {
			str text = read(folders[i], files.items[k].relative);
			add_values(names, text, plain_start, S("\""));
			add_values(names, text, c_start, S("\\\""));
			add_values(names, text, S("{{$klass}}"), S("{{/klass}}"));
		}
	}
	add_values(names, read(THEME "/tillgangar", S("sok.js")), str_format(&arena, "%.*s: '", STR(attribute)), S("'"));
}

/* What rules are for: the names behind `mark` ('.' or '#') in the selectors. */
static void
read_rules(struct map *names, char mark)
{
	str css = css_compress(&arena, read(THEME "/tillgangar", S("stil.css")));
	size_t start = 0;
	for (size_t i = 0; i < css.n; i++) {
		if (css.p[i] == '{')
			for (size_t k = start; css.p[start] != '@' && k < i; k++)
				if (css.p[k] == mark && (css.p[k + 1] < '0' || css.p[k + 1] > '9')) {
					size_t end = k + 1;
					while (is_name(css.p[end]))
						end++;
					*map_at(names, str_slice(css, k + 1, end)) = names;
				}
		if (css.p[i] == '{' || css.p[i] == '}' || css.p[i] == ';')
			start = i + 1;
	}
}

static void
assert_within(const struct map *names, const struct map *known, const char *what)
{
	assert_true(names->n > 0);
	for (size_t i = 0; i < names->n; i++)
		if (!map_get(known, names->entries[i].key))
			fail_msg("%s: %.*s", what, STR(names->entries[i].key));
}

static void
add_list(struct map *names, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*map_at(names, str_of(list[i])) = names;
}

static void
test_classes(void **state)
{
	(void)state;
	struct map used = {.arena = &arena}, ruled = {.arena = &arena};
	read_pages(&used, S("class"));
	add_list(&used, given, sizeof given / sizeof *given);
	read_rules(&ruled, '.');
	assert_within(&ruled, &used, "a rule for a class that no page has");
	add_list(&ruled, plain, sizeof plain / sizeof *plain);
	assert_within(&used, &ruled, "a class without a rule, that is not listed as plain");
}

static void
test_ids(void **state)
{
	(void)state;
	struct map used = {.arena = &arena}, ruled = {.arena = &arena};
	read_pages(&used, S("id"));
	read_rules(&ruled, '#');
	assert_within(&ruled, &used, "a rule for an id that no page has");
}

/* As published: what it uses is called a fingerprint longer. */
static void
test_weight(void **state)
{
	(void)state;
	enum { MOST = 12000, FINGERPRINT = sizeof ".12345678" - 1 };
	str css = css_compress(&arena, read(THEME "/tillgangar", S("stil.css")));
	size_t addresses = 0;
	for (str rest = css; str_find(rest, S("url(")) != SIZE_MAX; addresses++)
		rest = str_from(rest, str_find(rest, S("url(")) + 1);
	assert_in_range(css.n + addresses * FINGERPRINT, 1, MOST - 1);
}

static int
clear(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_classes, clear),
	    cmocka_unit_test_teardown(test_ids, clear),
	    cmocka_unit_test_teardown(test_weight, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
