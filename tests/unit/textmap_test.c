/* The map from rendered text to the source: a property over many documents, and exact places in the awkward ones. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "markup/parse.h"
#include "markup/textmap.h"

static const char *const documents[] = {
    "Enkel text.",
    "Två rader\nav **fet** och *kursiv* text  \nmed hård\\\nbrytning.\n",
    "- punkt med\n  fortsättning\n- lat\nfortsättning *här*\n\n  andra stycket `kod` och\n  mer\n",
    "> citat\n> på två rader\n> > djupare\nlat rad &amp; entitet\n",
    "> - a\n>   b\n> - c\nd\n>     > inget citat\n",
    "1. ett\n   två\n   - tre\n     fyra\n10) tio\n    elva\n",
    "- [ ] ogjord\n- [x] gjord med [x] i texten\n  och mer\n",
    "| a | b \\| c | `d\\|e` |\n|---|:-:|--:|\n| *x* | [[Y\\|Z]] | |\n| ö | &ouml; | [l](u) z |\n",
    "stycke före\na \\| b | c\n--|--\nd | e\n",
    "före \\| en\nb | c\n-|-\n",
    ("\\*inte kursiv\\* \\\\ \\[[x]] \\a &amp;amp; &lt;b&gt; &#65; &#x42; &nbsp;x &foo; & ensam &fjlig; "
     "&NotEqualTilde;y\n"),
    "[länk](</a b> \"titel (x)\") efter [ref][R] och [R] och [R][] slut\n\n[R]: /mål 'titel'\n",
    "[a]: /x\n[b]: /y\n  \"titel\"\nText med [a] och [b].\nRad två.\n",
    "![bild *alt*](x.png \"t\") efter ![r][a]!\n\n[a]: /u\n",
    "<http://exempel.se/?a=1&amp;b=2> och <anna@exempel.se> slut\n",
    "text <b class=\"x\">fet</b> <!-- kommentar --> och <br/>\nmer\n",
    "`` a`b `` och ` x ` och `rad\nbruten   kod` slut\n",
    "fot[^1] not[^lång] och [^saknas] slut\n\n[^1]: Noten *ett*\n    fortsätter\n\n    andra stycket\n[^lång]: två\n",
    "Rubrik *ett*\nrad två\n===\n\n## 5. Mediapoolen ##\n\n### \\# tre ###\n",
    "```c\nint x = 1;\n\n  indragen\n```\n\n    indragen kod\n      mer\n\n<div>\n<p>html</p>\n</div>\n",
    "- ```\n  kod i lista\n  ```\n-     indragen kod\n- > ~~~\n  > citerad\n",
    "-\tflik\n\tmed flik\n\n\t- djupare\n\t  rad\n-\n  tom först\n  rad\n",
    "***båda* fet** och __under_streck__ och **a*b*c**\n",
    "a_b_c *a_b* **x\ny** z\n",
    "   indragen\n      rad två\n\trad tre\n",
    "> # Rubrik i citat\n> | a | b |\n> |---|---|\n> | c | d\\|e |\n",
    "- | a | b |\n  |---|---|\n  | c *d* | e |\n",
    "&quot;citat&quot; &auml;ndan &copy;\n&ndash; tankstreck\n",
    "sista raden utan radslut",
    "[a](b)[c](d)`e`*f***g**<h>\n",
    "[a\nb](c\n\"d\") e\n",
    "x \\\n\ny\\\nz\n",
    "[^a\\*b] och [^c*d*e] odefinierade\n",
    "  - a\n\n    b\n    c\n   1) d\n\n      e\n      f\n",
    "[foo]: <x y> (titel\növer rader)\n[foo] text\n",
    "Före ~~struken~~ www.exempel.se/x_y_z efter\n",
    "* a\n  > b\n  c\n* d\n",
    "a  \n   b\\\n   c\n",
    "[`kod]`](x) [a ![b](c) d](e) f\n",
};

struct parsed {
	struct tree *tree;
	size_t lost;
};

static void
check_run(const struct tree *tree, const struct flow *flow, size_t i, struct parsed *parsed)
{
	const struct run *run = &flow->runs.items[i];
	size_t end = i + 1 < flow->runs.n ? flow->runs.items[i + 1].flat : flow->text.n;
	str source = tree->source->text;
	assert_true(end > run->flat || run->kind == RUN_LOST);
	assert_true(run->source <= run->source_end && run->source_end <= source.n);
	switch (run->kind) {
	case RUN_WORDS:
	case RUN_ESCAPED:
		assert_int_equal(end - run->flat, run->source_end - run->source);
		assert_memory_equal(flow->text.p + run->flat, source.p + run->source, end - run->flat);
		if (run->kind == RUN_ESCAPED)
			assert_int_equal(source.p[run->source - 1], '\\');
		break;
	case RUN_ENTITY:
		assert_int_equal(source.p[run->source], '&');
		assert_int_equal(source.p[run->source_end - 1], ';');
		break;
	case RUN_BREAK:
		assert_int_equal(source.p[run->source], '\n');
		break;
	case RUN_LOST:
		parsed->lost += end - run->flat;
		break;
	}
	if (i > 0)
		assert_true(run->flat >= flow->runs.items[i - 1].flat && run->source >= flow->runs.items[i - 1].source);
}

/* The property: every byte of text that is not from an entity or a line break is the byte of the source it leads to. */
static struct parsed
check_document(struct world *world, str text)
{
	const struct source *source = source_make(&world->arena, S("x.md"), S("x.md"), text, &world->diags);
	assert_non_null(source);
	struct parsed parsed = {.tree = parse_markdown(&world->arena, source, 0, &world->diags)};
	for (size_t i = 0; parsed.tree && i < parsed.tree->flows.n; i++) {
		struct flow *flow = parsed.tree->flows.items[i];
		textmap_make(parsed.tree, flow);
		if (flow->text.n)
			assert_true(flow->runs.n > 0 && flow->runs.items[0].flat == 0);
		for (size_t j = 0; j < flow->runs.n; j++)
			check_run(parsed.tree, flow, j, &parsed);
		for (size_t j = 0; j < flow->text.n; j++)
			assert_true(textmap_place(parsed.tree, flow, j, j + 1).end <= source->text.n);
	}
	return parsed;
}

static void
every_byte_leads_back(void **state)
{
	struct world *world = *state;
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		struct parsed parsed = check_document(world, str_of(documents[i]));
		if (parsed.lost)
			fail_msg("%zu bytes lost in: %s", parsed.lost, documents[i]);
	}
}

/* The same text inside lists and quotes, with lazy lines. */
static void
every_byte_leads_back_in_containers(void **state)
{
	struct world *world = *state;
	static const char *const prefixes[][2] = {
	    {"> ", "> "}, {"- ", "  "}, {"> - ", ">   "}, {"12. > ", "    > "}, {"> ", ""}};
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		for (size_t j = 0; j < sizeof prefixes / sizeof *prefixes; j++) {
			char text[2000];
			size_t n = (size_t)snprintf(text, sizeof text, "%s", prefixes[j][0]);
			for (const char *p = documents[i]; *p; p++) {
				text[n++] = *p;
				if (*p == '\n')
					n += (size_t)snprintf(text + n, sizeof text - n, "%s", prefixes[j][1]);
			}
			text[n] = '\0';
			struct parsed parsed = check_document(world, str_copy(&world->arena, (str){text, n}));
			if (parsed.lost)
				fail_msg("%zu bytes lost in: %s", parsed.lost, text);
		}
	}
}

/* Broken documents may lose the way, but never leave the text or lie. */
static void
never_lies_about_broken_text(void **state)
{
	struct world *world = *state;
	static const char junk[] = "*_`[]()<>!\\&;|~^:#- \n\t\"'1.a";
	unsigned seed = 12345;
	size_t bytes = 0, lost = 0;
	for (int round = 0; round < 20000; round++) {
		const char *base = documents[(size_t)round % (sizeof documents / sizeof *documents)];
		char *text = str_c(&world->arena, str_of(base));
		size_t n = strlen(text);
		for (int change = 0; change < 1 + round % 5; change++) {
			seed = seed * 1103515245u + 12345u;
			size_t at = (seed >> 8) % n;
			if ((unsigned char)text[at] < 0x80)
				text[at] = junk[(seed >> 3) % (sizeof junk - 1)];
		}
		struct parsed parsed = check_document(world, (str){text, n});
		bytes += n;
		lost += parsed.lost;
		if (parsed.lost && getenv("SHOW_LOST"))
			printf("--- %zu\n%s\n", parsed.lost, text);
	}
	assert_true(lost * 100 < bytes);
}

static struct flow *
flow_with(struct tree *tree, str words, size_t *at)
{
	for (size_t i = 0; i < tree->flows.n; i++) {
		*at = str_find(tree->flows.items[i]->text, words);
		if (*at != SIZE_MAX)
			return tree->flows.items[i];
	}
	fail_msg("no text holds %.*s", STR(words));
	return NULL;
}

static void
assert_place(struct world *world, const char *text, const char *words, const char *source)
{
	struct tree *tree = check_document(world, str_of(text)).tree;
	size_t at;
	struct flow *flow = flow_with(tree, str_of(words), &at);
	struct place place = textmap_place(tree, flow, at, at + strlen(words));
	assert_str(str_slice(tree->source->text, place.start, place.end), source);
}

static void
exact_places(void **state)
{
	struct world *world = *state;
	assert_place(world, "a &amp; b\n", "a & b", "a &amp; b");
	assert_place(world, "> Hannes\n> Berggren kom\n", "Hannes Berggren", "Hannes\n> Berggren");
	assert_place(world, "- Hannes\nBerggren kom\n", "Berggren", "Berggren");
	assert_place(world, "| a |\n|---|\n| x \\| Skara y |\n", "x | Skara", "x \\| Skara");
	assert_place(world, "&Ouml;rebro \\*Skara\\* **Hjo**\n", "Hjo", "Hjo");
	assert_place(world, "&Ouml;rebro", "Örebro", "&Ouml;rebro");
	assert_place(world, "[länk](/x \"Hjo\") Hjo\n", "Hjo", "Hjo");
	assert_place(world, "x\n===\n\ny `kod` z [^1]\n\n[^1]: not om Vara\n", "Vara", "Vara");
}

static void
escapes_are_told_apart(void **state)
{
	struct world *world = *state;
	struct tree *tree = check_document(world, S("\\[[x]] &#91;[y]] [[z]]\n")).tree;
	struct flow *flow = tree->flows.items[0];
	assert_str(flow->text, "[[x]] [[y]] [[z]]");
	assert_false(textmap_is_written(tree, flow, 0));
	assert_true(textmap_is_written(tree, flow, 1));
	assert_false(textmap_is_written(tree, flow, 6));
	assert_true(textmap_is_written(tree, flow, 12) && textmap_is_written(tree, flow, 13));
}

static void
real_texts_lead_back(void **state)
{
	struct world *world = *state;
	const char *shared = getenv("SHARED") ? getenv("SHARED") : "../shared";
	struct file_entries files = {0};
	if (file_walk(&world->arena, str_of(shared), S("sources"), &files) != FILE_OK || files.n == 0)
		skip();
	for (size_t i = 0; i < files.n; i++) {
		str text;
		assert_int_equal(file_read(&world->arena, str_of(shared), files.items[i].relative, 1000000, &text),
		                 FILE_OK);
		assert_int_equal(check_document(world, text).lost, 0);
	}
}

int
main(void)
{
	parse_prepare();
	const struct CMUnitTest tests[] = {
	    test(every_byte_leads_back),        test(every_byte_leads_back_in_containers),
	    test(never_lies_about_broken_text), test(exact_places),
	    test(escapes_are_told_apart),       test(real_texts_lead_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
