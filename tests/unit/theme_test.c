/* Themes on disk: what is read, what is refused, overriding, fingerprints and addresses in CSS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/hash.h"
#include "template/theme.h"

static struct arena arena;
static struct diag_list list;
static char root[64];

static int
prepare(void **state)
{
	(void)state;
	list = (struct diag_list){.arena = &arena};
	snprintf(root, sizeof root, "/tmp/theme_test.XXXXXX");
	return mkdtemp(root) ? 0 : -1;
}

static void
remove_tree(str folder)
{
	struct file_entries entries = {0};
	file_walk(&arena, folder, (str){0}, &entries);
	for (size_t i = 0; i < entries.n; i++)
		unlink(str_c(&arena, path_join(&arena, folder, entries.items[i].relative)));
	for (size_t i = 0; i < entries.n; i++)
		for (str at = path_folder(entries.items[i].relative); at.n; at = path_folder(at))
			rmdir(str_c(&arena, path_join(&arena, folder, at)));
	rmdir(str_c(&arena, folder));
}

static int
clear(void **state)
{
	(void)state;
	remove_tree(str_of(root));
	arena_free(&arena);
	return 0;
}

static char *
path_of(const char *name)
{
	return str_c(&arena, path_join(&arena, str_of(root), str_of(name)));
}

static void
make_folders(const char *name)
{
	for (size_t i = 0; name[i]; i++)
		if (name[i] == '/')
			mkdir(path_of(str_c(&arena, (str){name, i})), 0755);
}

static void
put_bytes(const char *name, str bytes)
{
	make_folders(name);
	FILE *file = fopen(path_of(name), "wb");
	assert_non_null(file);
	fwrite(bytes.p, 1, bytes.n, file);
	assert_int_equal(fclose(file), 0);
}

static void
put(const char *name, const char *text)
{
	put_bytes(name, str_of(text));
}

static const struct theme *
load(const char *first, const char *second)
{
	str folders[] = {str_of(path_of(first)), second ? str_of(path_of(second)) : (str){0}};
	return theme_load(&arena, folders, second ? 2 : 1, &list);
}

static const struct theme_file *
asset(const struct theme *theme, const char *own)
{
	const str *published = map_get(&theme->published, str_of(own));
	assert_non_null(published);
	for (size_t i = 0; i < theme->assets.n; i++)
		if (str_eq(theme->assets.items[i].name, *published))
			return &theme->assets.items[i];
	fail();
	return NULL;
}

static void
assert_fault(size_t index, enum diag_code code, const char *file, uint32_t line, uint32_t column)
{
	assert_true(list.n > index);
	const struct diag *fault = &list.items[index];
	if (fault->code != code)
		fail_msg("%s, not %s", diag_row(fault->code)->number, diag_row(code)->number);
	assert_true(str_ends(fault->place.source->path, str_of(file)));
	if (line == 0) {
		assert_true(fault->place.whole);
		return;
	}
	struct position position = source_position(fault->place.source, fault->place.start);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
}

static void
test_whole_theme(void **state)
{
	(void)state;
	put("a/mallar/sida.mustache", "<h1>{{titel}}</h1>{{>delar/fot}}");
	put("a/mallar/delar/fot.mustache", "<a href=\"{{länk}}\">{{titel}}</a>\n");
	put("a/ord.yaml", "ämnen: Ämnen\n");
	put("a/README.md", "# Tema\n");
	const struct theme *theme = load("a", NULL);
	assert_non_null(theme);
	assert_int_equal(theme->files.n, 4);
	assert_int_equal(theme->assets.n, 0);
	assert_non_null(theme_file(theme, S("ord.yaml")));
	assert_null(theme_file(theme, S("ord.yam")));
	struct value data = value_object();
	value_set(&arena, &data, S("titel"), value_text(S("Möten & mer")));
	value_set(&arena, &data, S("länk"), value_url(S("../")));
	struct buffer out = {.arena = &arena};
	assert_true(theme_render(theme, S("sida"), &data, &arena, &out, &list));
	assert_true(str_eq(buffer_str(&out), S("<h1>Möten &amp; mer</h1><a href=\"../\">Möten &amp; mer</a>\n")));
	assert_int_equal(list.n, 0);
	assert_false(theme_render(theme, S("annan"), &data, &arena, &out, &list));
	assert_int_equal(list.items[0].code, DIAG_THEME_TEMPLATE_ABSENT);
}

static void
test_overriding(void **state)
{
	(void)state;
	put("grund/mallar/sida.mustache", "grund {{>fot}}");
	put("grund/mallar/fot.mustache", "fot");
	put("grund/tillgangar/stil.css", "b { background: url(bild.png) }");
	put("grund/tillgangar/bild.png", "gammal");
	put("eget/mallar/fot.mustache", "egen fot");
	put("eget/tillgangar/bild.png", "ny");
	put("eget/tema.yaml", "# vårt\nbygger_på: grund # ja\n");
	str base;
	assert_true(theme_base(&arena, str_of(path_of("eget")), &base, &list));
	assert_true(str_eq(base, S("grund")));
	const struct theme *theme = load("eget", "grund");
	assert_non_null(theme);
	struct value data = value_object();
	struct buffer out = {.arena = &arena};
	assert_true(theme_render(theme, S("sida"), &data, &arena, &out, &list));
	assert_true(str_eq(buffer_str(&out), S("grund egen fot")));
	assert_true(str_eq(asset(theme, "bild.png")->bytes, S("ny")));
	assert_true(str_contains(asset(theme, "stil.css")->bytes, path_name(asset(theme, "bild.png")->name)));
	for (size_t i = 1; i < theme->files.n; i++)
		assert_true(str_compare(theme->files.items[i - 1].name, theme->files.items[i].name) < 0);
}

static void
test_fingerprints(void **state)
{
	(void)state;
	put("a/tillgangar/stil.css",
	    "@import \"delar/mer.css\";\n/* url(nix.png) */ a::before { content: \"url(nix)\" }\n"
	    "p { background: URL( 'delar/å.svg#x' ), url(\"a.png?v=1\"), url(#y) }\n");
	put("a/tillgangar/delar/mer.css", "q { src: url(../a.png); curl(a) }\n");
	put("a/tillgangar/delar/å.svg", "<svg/>");
	put_bytes("a/tillgangar/a.png", S("\x89PNG\0"));
	const struct theme *theme = load("a", NULL);
	assert_int_equal(list.n, 0);
	assert_non_null(theme);
	str png = asset(theme, "a.png")->name, more = asset(theme, "delar/mer.css")->name;
	str hash = str_slice(sha256_hex(&arena, S("\x89PNG\0")), 0, 8);
	assert_true(str_eq(png, str_format(&arena, "tillgangar/a.%.*s.png", STR(hash))));
	str wanted = str_format(&arena, "q{src:url(../%.*s);curl(a)}", STR(path_name(png)));
	assert_true(str_eq(asset(theme, "delar/mer.css")->bytes, wanted));
	wanted =
	    str_format(&arena,
	               "@import \"delar/%.*s\";a::before{content:\"url(nix)\"}"
	               "p{background:URL('delar/%.*s#x'),url(\"%.*s?v=1\"),url(#y)}",
	               STR(path_name(more)), STR(path_name(asset(theme, "delar/å.svg")->name)), STR(path_name(png)));
	const struct theme_file *css = asset(theme, "stil.css");
	assert_true(str_eq(css->bytes, wanted));
	hash = str_slice(sha256_hex(&arena, wanted), 0, 8);
	assert_true(str_eq(css->name, str_format(&arena, "tillgangar/stil.%.*s.css", STR(hash))));
}

static void
test_css_faults(void **state)
{
	(void)state;
	put("a/tillgangar/a.css", "p {\n  background: url(bidl.png) }\n@import 'b.css';");
	put("a/tillgangar/b.css",
	    "@import url(a.css);\nq { src: url(https://exempel.se/x.woff2), url('//x'), url(../../y.png) }");
	put("a/tillgangar/bild.png", "x");
	assert_null(load("a", NULL));
	assert_int_equal(list.n, 5);
	assert_fault(0, DIAG_THEME_ASSET_MISSING, "a/tillgangar/a.css", 2, 19);
	assert_true(str_eq(list.items[0].nearest, S("bild.png")));
	assert_fault(1, DIAG_THEME_CSS_CIRCLE, "a/tillgangar/b.css", 1, 13);
	assert_fault(2, DIAG_THEME_CSS_EXTERNAL, "a/tillgangar/b.css", 2, 14);
	assert_fault(3, DIAG_THEME_CSS_EXTERNAL, "a/tillgangar/b.css", 2, 48);
	assert_fault(4, DIAG_THEME_ASSET_MISSING, "a/tillgangar/b.css", 2, 59);
}

/* A font may be fetched later than a theme is used; everything else that is missing is a fault. */
static void
test_absent_fonts(void **state)
{
	(void)state;
	put("a/tillgangar/a.woff2", "x");
	put("a/tillgangar/a.css", "p { top: 0 }\n"
	                          "@font-face { font-family: A; src: url(a.woff2) }\n"
	                          "@font-face { font-family: B; src: url(a.woff2), url(b.woff2) }\n"
	                          "@media print { @font-face { src: url('c.woff2') } q { top: 0 } }\n");
	const struct theme *theme = load("a", NULL);
	assert_non_null(theme);
	assert_int_equal(list.n, 1);
	assert_fault(0, DIAG_THEME_FONT_MISSING, "a/tillgangar/a.css", 3, 53);
	assert_true(str_eq(list.items[0].nearest, S("a.woff2")));
	str wanted = str_format(&arena, "p{top:0}@font-face{font-family:A;src:url(%.*s)}@media print{q{top:0}}",
	                        STR(path_name(asset(theme, "a.woff2")->name)));
	assert_true(str_eq(asset(theme, "a.css")->bytes, wanted));
	put("a/tillgangar/a.css", "p { background: url(b.woff2) } @font-face { src: url(../b.woff2), url(b.woff), url(//b.woff2) }");
	assert_null(load("a", NULL));
	assert_int_equal(list.n, 5);
	for (size_t i = 1; i < list.n; i++)
		assert_int_equal(list.items[i].code, i == 4 ? DIAG_THEME_CSS_EXTERNAL : DIAG_THEME_ASSET_MISSING);
}

static void
test_css_cut_off(void **state)
{
	(void)state;
	static const char *const texts[] = {"url(", "url('", "url(\"a", "@import", "@import '",
	                                    "/*",   "\"\\",  "url( ",   "u",       "@font-face", "@font-face { src: url(x.woff2"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put("a/tillgangar/a.css", texts[i]);
		load("a", NULL);
	}
}

static void
test_refused_files(void **state)
{
	(void)state;
	put("a/mallar/sida.html", "");
	put("a/tillgangar/sida.html", "");
	put("a/tillgangar/bild.PNG", "");
	put("a/skript.sh", "");
	put("a/mallar/a.mustache", "{{>finns_inte}}");
	assert_int_equal(symlink("/etc/passwd", path_of("a/tillgangar/x.txt")), 0);
	put_bytes("a/tillgangar/latin.css", S("/* \xe5 */"));
	assert_null(load("a", NULL));
	assert_int_equal(list.n, 6);
	assert_fault(0, DIAG_THEME_FILE_REFUSED, "a/mallar/sida.html", 0, 0);
	assert_fault(1, DIAG_THEME_FILE_REFUSED, "a/skript.sh", 0, 0);
	assert_fault(2, DIAG_THEME_FILE_REFUSED, "a/tillgangar/bild.PNG", 0, 0);
	assert_fault(3, DIAG_SOURCE_LATIN1, "a/tillgangar/latin.css", 1, 4);
	assert_fault(4, DIAG_THEME_FILE_REFUSED, "a/tillgangar/sida.html", 0, 0);
	assert_fault(5, DIAG_THEME_FILE_LINK, "a/tillgangar/x.txt", 0, 0);
}

static void
test_template_faults(void **state)
{
	(void)state;
	put("a/mallar/a.mustache", "\n{{>fotn}}");
	put("a/mallar/fot.mustache", "");
	assert_null(load("a", NULL));
	assert_int_equal(list.n, 1);
	assert_fault(0, DIAG_TEMPLATE_UNKNOWN_PARTIAL, "a/mallar/a.mustache", 2, 1);
	assert_true(str_eq(list.items[0].nearest, S("fot")));
	list.n = 0;
	put("a/mallar/fot.mustache", "<p class={{a}}>");
	assert_null(load("a", NULL));
	assert_int_equal(list.n, 1);
	assert_fault(0, DIAG_TEMPLATE_UNQUOTED, "a/mallar/fot.mustache", 1, 10);
	list.n = 0;
	assert_null(load("b", NULL));
	assert_int_equal(list.n, 1);
	assert_fault(0, DIAG_THEME_ABSENT, "b", 0, 0);
}

static void
test_base(void **state)
{
	(void)state;
	static const struct {
		const char *text, *name; /* NULL: refused */
	} cases[] = {
	    {"", ""},
	    {"\n# bara en kommentar\n", ""},
	    {"bygger_på: skaraborg", "skaraborg"},
	    {"bygger_på:   \"skaraborg\"  \r\n", "skaraborg"},
	    {"bygger_pa\xcc\x8a: skaraborg\n", "skaraborg"},
	    {"bygger_på: ../hemligt\n", NULL},
	    {"bygger_på: a/b\n", NULL},
	    {"bygger_på: .dold\n", NULL},
	    {"bygger_på:\n", NULL},
	    {"bygger_på: # inget\n", NULL},
	    {"bygger_på: a\nbygger_på: b\n", NULL},
	    {"bygger på: a\n", NULL},
	    {" bygger_på: a\n", NULL},
	};
	str base, folder = str_of(path_of("a"));
	assert_true(theme_base(&arena, folder, &base, &list));
	assert_int_equal(base.n, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		list.n = 0;
		put("a/tema.yaml", cases[i].text);
		bool sound = theme_base(&arena, folder, &base, &list);
		assert_int_equal(sound, cases[i].name != NULL);
		assert_int_equal(list.n, sound ? 0 : 1);
		if (sound)
			assert_true(str_eq(base, str_of(cases[i].name)));
		else
			assert_int_equal(list.items[0].code, DIAG_THEME_SETTING);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_whole_theme), TEST(test_overriding),    TEST(test_fingerprints),    TEST(test_css_faults),
	    TEST(test_absent_fonts), TEST(test_css_cut_off), TEST(test_refused_files), TEST(test_template_faults), TEST(test_base),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
