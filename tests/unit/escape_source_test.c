/* What is written for people to go on with is read back as it was: values of YAML by the reader of registers, words of
   Markdown by the parser of minutes. */
#include "world.h"

#include <string.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "content/yaml.h"
#include "markup/markup.h"

static const char *const texts[] = {
    "Anna Exempelsson",
    "Ek: Eva",
    "Sal #4",
    "#",
    "- streck",
    "\"Evis\"",
    "'Evis'",
    "a'b",
    "[x]",
    "{x: y}",
    "a, b",
    "Ja",
    "no",
    "Null",
    "true",
    "~",
    "",
    " kant ",
    "007",
    "1:1",
    "2026-12-04",
    "back\\slash",
    "rad\nett",
    "tab\there",
    "*stjärna*",
    "&ankare",
    "!tagg",
    "%direktiv",
    "@at",
    "`grav`",
    "?fråga",
    "| block",
    "> citat",
    "å: ä",
    "a:b",
    "kolon:",
    "a #b",
    "a -- b",
    "---",
    "...",
    "Åsa-Lena O'Brien (Skara)",
    "Nät & verk",
    "=",
    "<<",
    "Övrigt?",
    "100 %",
};

static str
written(struct world *world, str text, bool inside_brackets)
{
	struct buffer out = {.arena = &world->arena};
	buffer_add(&out, inside_brackets ? S("x: [a, ") : S("x: "));
	escape_yaml(&out, text, inside_brackets);
	buffer_add(&out, inside_brackets ? S(", b]\n") : S("\n"));
	return buffer_str(&out);
}

static void
yaml_is_read_back(void **state)
{
	struct world *world = *state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		for (int inside = 0; inside < 2; inside++) {
			str file = written(world, str_of(texts[i]), inside);
			const struct source *source =
			    source_make(&world->arena, S("x.yaml"), S("x.yaml"), file, &world->diags);
			const struct yaml_node *tree =
			    yaml_parse(&world->arena, source, 0, source->text.n, yaml_front_matter, &world->diags);
			assert_non_null(tree);
			const struct yaml_node *value = yaml_get(tree, S("x"));
			if (inside) {
				assert_int_equal(value->n, 3);
				value = value->items[1];
			}
			assert_int_equal(value->kind, YAML_SCALAR);
			if (!str_eq(value->text, str_of(texts[i])))
				fail_msg("%.*s is read as %.*s", STR(file), STR(value->text));
			if (diag_count(&world->diags, SEVERITY_WARNING) + diag_count(&world->diags, SEVERITY_ERROR))
				fail_msg("%.*s: %s", STR(file), diag_row(world->diags.items[0].code)->number);
		}
	}
}

/* What needs no quotes looks as if typed. */
static void
yaml_is_plain_where_it_can_be(void **state)
{
	struct world *world = *state;
	assert_str(written(world, S("Per-Anders Ögren, Hjo"), false), "x: Per-Anders Ögren, Hjo\n");
	assert_str(written(world, S("Per-Anders Ögren, Hjo"), true), "x: [a, \"Per-Anders Ögren, Hjo\", b]\n");
	assert_str(written(world, S("Sal #4"), false), "x: \"Sal #4\"\n");
	assert_str(written(world, S("no"), false), "x: \"no\"\n");
}

static void
comments_stay_on_their_line(void **state)
{
	struct world *world = *state;
	struct buffer out = {.arena = &world->arena};
	escape_yaml_comment(&out, S("ett\nstatus: publicerat\r\xe2\x80\xa8två"));
	assert_str(buffer_str(&out), "ett status: publicerat två");
}

static const char *const words[] = {
    "vanlig text",
    "*a* **b** _c_",
    "snake_case_namn",
    "`kod`",
    "[[Mediapoolen]]",
    "[länk](x)",
    "![bild](x)",
    "<b>html</b>",
    "a &amp; b",
    "AT&T &#65;",
    "1. ett",
    "12) tolv",
    "- streck",
    "+ plus",
    "# rubrik",
    "rubrik #",
    "> citat",
    "= linje",
    "---",
    "~~struket~~",
    "a | b",
    "back\\slash",
    "\\*",
    "https://prov.example/a_b_c",
    "anna@prov.example",
    "[^1]",
    "[ ] ruta",
    "***",
    "t.ex. 1:1",
    "!",
    "::",
};

static const struct body *
parsed(struct world *world, struct document *minutes, str before, str text)
{
	struct buffer out = {.arena = &world->arena};
	struct arena scratch = {0};
	buffer_lit(&out, "---\n---\n\n## 1. X\n\n");
	buffer_add(&out, before);
	escape_markdown(&out, text);
	buffer_lit(&out, "\n");
	minutes->source =
	    source_make(&world->arena, S("protokoll/x.md"), S("protokoll/x.md"), buffer_str(&out), &world->diags);
	minutes->body = S("---\n---\n").n;
	const struct markup *markup = markup_new(&world->arena, world->archive, NULL, false);
	const struct body *body = markup_body(markup, minutes, &world->arena, &scratch, &world->diags);
	arena_free(&scratch);
	return body;
}

static void
markdown_means_only_itself(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct document *here = minutes(world, "protokoll/x.md", "SIKT", "2026-01-01");
	resolve(world);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct body *body = parsed(world, here, (str){0}, str_of(words[i]));
		assert_int_equal(body->items.n, 1);
		assert_true(str_eq(str_trim(body->items.items[0].text), str_of(words[i])));
		body = parsed(world, here, S("- Text: "), str_of(words[i]));
		assert_true(str_eq(str_from(str_trim(body->items.items[0].text), S("Text: ").n), str_of(words[i])));
	}
	assert_int_equal(diag_count(&world->diags, SEVERITY_ERROR), 0);
	const struct body *body = parsed(world, here, (str){0}, S("två\nrader  och\tmer "));
	assert_true(str_eq(str_trim(body->items.items[0].text), S("två rader och mer")));
}

static void
cells_hold_no_markup(void **state)
{
	struct world *world = *state;
	struct buffer out = {.arena = &world->arena};
	escape_markdown_cell(&out, S("a|b\n<b> [x](y) @anna www.x.se #1 \xc3\xa5"));
	str text = buffer_str(&out);
	for (const char *c = "|<>[]()@.#\n"; *c; c++) {
		if (*c == '#') /* of the references themselves */
			continue;
		assert_true(str_find_char(text, *c) == SIZE_MAX);
	}
	assert_true(str_contains(text, S("a&#124;b &#60;b&#62;")));
	assert_true(str_contains(text, S("&#64;&#8288;anna")));
	assert_true(str_ends(text, S("å")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(yaml_is_read_back),          test(yaml_is_plain_where_it_can_be), test(comments_stay_on_their_line),
	    test(markdown_means_only_itself), test(cells_hold_no_markup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
