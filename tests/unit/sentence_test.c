/* Sentences of running Swedish text: what ends one, and what only looks like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "markup/parse.h"
#include "markup/sentence.h"

/* The sentences of a text with "|" between them. */
static str
cut_flow(struct arena *arena, const struct flow *flow)
{
	struct sentences sentences = sentences_of(arena, flow);
	struct buffer out = {.arena = arena};
	for (size_t i = 0; i < sentences.n; i++) {
		if (i > 0)
			buffer_add_char(&out, '|');
		buffer_add(&out, str_slice(flow->text, sentences.items[i].start, sentences.items[i].end));
	}
	return buffer_str(&out);
}

static void
expect(const char *text, const char *sentences)
{
	struct arena arena = {0};
	struct flow flow = {.text = str_of(text)};
	assert_string_equal(str_c(&arena, cut_flow(&arena, &flow)), sentences);
	arena_free(&arena);
}

static void
ends(void **state)
{
	(void)state;
	expect("", "");
	expect("  ", "");
	expect("En mening", "En mening");
	expect("En. Två! Tre? Fyra… Fem.", "En.|Två!|Tre?|Fyra…|Fem.");
	expect(" En.  Två ", "En.|Två");
	expect("Han sa ”nej.” Hon sa ja. (Alla gick.) Sedan.", "Han sa ”nej.”|Hon sa ja.|(Alla gick.)|Sedan.");
	expect("Vad?! Jo... Ja.", "Vad?!|Jo...|Ja.");
	expect("Det blev 2018. Sedan 1:3. Slut.", "Det blev 2018.|Sedan 1:3.|Slut.");
	expect("Två (av tre). ”Bästa skola” är en.", "Två (av tre).|”Bästa skola” är en.");
	expect("Byten i ledningsgruppen. Tidaholm; Eva 25% som samordnare.",
	       "Byten i ledningsgruppen.|Tidaholm; Eva 25% som samordnare.");
}

static void
ends_not(void **state)
{
	(void)state;
	expect("Se systemkartan.se. Det är allt", "Se systemkartan.se.|Det är allt");
	expect("frånförskola.till gymnasie. och mer", "frånförskola.till gymnasie. och mer");
	expect("Ses kl. 9 i Hjo, t.ex. Skara, bl.a. Vara, ev. Tibro.", "Ses kl. 9 i Hjo, t.ex. Skara, bl.a. Vara, ev. Tibro.");
	expect("Ev. Hjo. T.ex. Vara.", "Ev. Hjo.|T.ex. Vara.");
	expect("A. Svensson och J-E. Ek och P.-O. Berg kom.", "A. Svensson och J-E. Ek och P.-O. Berg kom.");
	expect("Den 3. Maj-gruppen. Punkt 12. Skara.", "Den 3. Maj-gruppen.|Punkt 12. Skara.");
	expect("1. Mediapoolen", "1. Mediapoolen");
	expect("S.k. Teams, dvs. Office, s. 12, resp. Google.", "S.k. Teams, dvs. Office, s. 12, resp. Google.");
	expect("(t.ex. Hjo) och (bl.a. Vara).", "(t.ex. Hjo) och (bl.a. Vara).");
	expect("vänta… och se", "vänta… och se");
}

static void
ends_after_all(void **state)
{
	(void)state;
	expect("Skolor, bibliotek m.m. Nästa möte är i Hjo.", "Skolor, bibliotek m.m.|Nästa möte är i Hjo.");
	expect("Vi ses kl. 9. Beslut: ja.", "Vi ses kl. 9.|Beslut: ja.");
	expect("Det gäller åk 6. Hjo är klara.", "Det gäller åk 6.|Hjo är klara.");
	expect("Alla åker bil. Sedan fika.", "Alla åker bil.|Sedan fika.");
}

/* The flow of the first block of Markdown. */
static void
expect_markdown(const char *markdown, const char *sentences)
{
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	const struct source *source = source_make(&arena, S("a.md"), S("a.md"), str_of(markdown), &diags);
	parse_prepare();
	struct tree *tree = parse_markdown(&arena, source, 0, &diags);
	assert_non_null(tree);
	assert_string_equal(str_c(&arena, cut_flow(&arena, tree->flows.items[0])), sentences);
	arena_free(&arena);
}

static void
line_breaks(void **state)
{
	(void)state;
	expect_markdown("ett\ntvå. Tre\nfyra\n", "ett två.|Tre fyra");
	expect_markdown("ett  \ntvå\\\ntre\n", "ett|två|tre");
	expect_markdown("**Fet. Text** och `a. B` i *kursiv.* Slut\n", "Fet.|Text och a. B i kursiv.|Slut");
}

static void
finding(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct flow flow = {.text = S("En. Två. Tre.")};
	struct sentences sentences = sentences_of(&arena, &flow);
	assert_int_equal(sentence_at(&sentences, 0), 0);
	assert_int_equal(sentence_at(&sentences, 3), 0);
	assert_int_equal(sentence_at(&sentences, 4), 1);
	assert_int_equal(sentence_at(&sentences, 9), 1);
	assert_int_equal(sentence_at(&sentences, 10), 2);
	assert_int_equal(sentence_at(&sentences, 900), 2);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ends),        cmocka_unit_test(ends_not), cmocka_unit_test(ends_after_all),
	    cmocka_unit_test(line_breaks), cmocka_unit_test(finding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
