/* The conventions of minutes: decisions, assignments, closings, supersedings, round-table reports, the previous minutes. The
   sentences are those of the format's examples, of real minutes, and false friends of both. */
#include "world.h"

#include "base/buffer.h"
#include "markup/markup.h"

/* An archive of SIKT and SKIS with two earlier minutes; the minutes under test are of 1 September 2020. */
static struct document *
make_archive(struct world *world)
{
	static const char *const municipalities[] = {"Grästorp", "Gullspång", "Hjo",    "Karlsborg", "Skara",
	                                             "Skövde",   "Tibro",     "Tidaholm", "Vara",    "Essunga"};
	for (size_t i = 0; i < sizeof municipalities / sizeof *municipalities; i++)
		entry(world, ENTITY_MUNICIPALITY, municipalities[i])->ambiguous = str_eq(str_of(municipalities[i]), S("Vara"));
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	alias(world, entry(world, ENTITY_NETWORK, "Skolchefsgruppen"), "skolchefsgruppen");
	entry(world, ENTITY_ORGANISATION, "Göliska-IT");
	entry(world, ENTITY_TOPIC, "Mediapoolen");
	static const char *const people[] = {"Hannes Berggren", "Johan Wernvik", "Johanna Ljungqvist", "Karina Bronell",
	                                     "Susanna Ward Jonsson"};
	struct document *here = minutes(world, "protokoll/2020/a.md", "SIKT", "2020-09-01");
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		person(world, people[i], "");
		attend(world, &here->present, people[i], i == 0 ? "Vara" : "");
	}
	minutes(world, "protokoll/2018/b.md", "SKIS", "2018-02-02");
	minutes(world, "protokoll/2020/c.md", "SIKT", "2020-05-29");
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	return here;
}

static const struct body *
read_body(struct world *world, struct document *document, const char *text)
{
	str path = document->source->relative;
	document->source = source_make(&world->arena, path, path, str_join(&world->arena, S("---\n"), str_of(text)), &world->diags);
	document->body = 4;
	struct arena scratch = {0};
	const struct markup *markup = markup_new(&world->arena, world->archive, NULL, true);
	const struct body *body = markup_body(markup, document, &world->arena, &scratch, &world->diags);
	arena_free(&scratch);
	assert_non_null(body);
	return body;
}

static const struct body *
body_of(struct world *world, const char *text)
{
	return read_body(world, make_archive(world), text);
}

static void
add_citation(struct buffer *out, const struct citation *citation)
{
	buffer_add_format(out, " %.*s%s %c%u", STR(citation->id), citation->document ? "" : "?", citation->letter,
	                  citation->number);
}

static void
add_decision(struct buffer *out, const struct decision *decision)
{
	buffer_add_format(out, "B%u p%u-%u %.*s", decision->number, decision->item, decision->block, STR(decision->text));
	for (size_t i = 0; i < decision->supersedes.n; i++) {
		buffer_lit(out, " <");
		add_citation(out, &decision->supersedes.items[i]);
	}
	buffer_add_char(out, '\n');
}

/* "U1 p0-1 [hannes-berggren +Lisa alla @möte 2020-09-04] text" */
static void
add_assignment(struct buffer *out, const struct assignment *assignment)
{
	struct arena *arena = out->arena;
	buffer_add_format(out, "U%u p%u-%u [", assignment->number, assignment->item, assignment->block);
	for (size_t i = 0; i < assignment->assigned.n; i++)
		buffer_add_format(out, "%.*s ", STR(assignment->assigned.items[i]->id));
	for (size_t i = 0; i < assignment->others.n; i++)
		buffer_add_format(out, "+%.*s ", STR(assignment->others.items[i]));
	if (assignment->everybody)
		buffer_lit(out, "alla ");
	if (assignment->due_meeting.n)
		buffer_add_format(out, "@%.*s ", STR(assignment->due_meeting));
	if (assignment->due.year)
		buffer_add_format(out, "%.*s ", STR(date_iso(arena, assignment->due)));
	buffer_add_format(out, "] %.*s\n", STR(assignment->text));
}

static str
listed(struct world *world, const struct body *body)
{
	struct buffer out = {.arena = &world->arena};
	for (size_t i = 0; i < body->decisions.n; i++)
		add_decision(&out, &body->decisions.items[i]);
	for (size_t i = 0; i < body->assignments.n; i++)
		add_assignment(&out, &body->assignments.items[i]);
	for (size_t i = 0; i < body->closings.n; i++) {
		buffer_lit(&out, "klart");
		add_citation(&out, &body->closings.items[i].citation);
		buffer_add_char(&out, '\n');
	}
	for (size_t i = 0; i < body->reports.n; i++) {
		const struct report *report = &body->reports.items[i];
		buffer_add_format(&out, "%.*s p%u-%u %.*s\n", STR(report->municipality->id), report->item, report->block,
		                  STR(report->text));
	}
	return buffer_str(&out);
}

struct example {
	const char *markdown, *found;
};

static void
check_examples(void **state, const struct example *examples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		world_teardown(state);
		world_setup(state);
		struct world *world = *state;
		assert_str(listed(world, body_of(world, examples[i].markdown)), examples[i].found);
	}
}

#define check(state, examples) check_examples((state), (examples), sizeof(examples) / sizeof *(examples))

static void
decisions(void **state)
{
	static const struct example examples[] = {
	    {"Beslut: Alla är med.\n", "B1 p0-1 Alla är med.\n"},
	    {"**Beslut:** alla är\nmed. Även Hjo.\n", "B1 p0-1 Alla är med. Även Hjo.\n"},
	    {"**Beslut**: *alla* är med\n", "B1 p0-1 Alla är med\n"},
	    {"Text. Beslutades att avtalet förlängs. Mer.\n", "B1 p0-1 att avtalet förlängs.\n"},
	    {"Beslutades, efter omröstning, att avtalet förlängs.\n", "B1 p0-1 efter omröstning, att avtalet förlängs.\n"},
	    {"Beslutades: avtalet förlängs.\n\nText. Beslut är taget: så blir det.\n", "B1 p0-1 avtalet förlängs.\nB2 p0-2 så blir det.\n"},
	    {"Karina berättar om det första mötet. Beslut är taget att avtalet med Mediapoolen ska förlängas ett år "
	     "(tidsperiod 1 januari – 31 december 2021) för att omförhandla avtal.\n",
	     "B1 p0-1 att avtalet med Mediapoolen ska förlängas ett år (tidsperiod 1 januari – 31 december 2021) för att "
	     "omförhandla avtal.\n"},
	    {"Vi ses kl. 9, t.ex. i Hjo. Beslut: Ja. Nej.\n", "B1 p0-1 Ja.\n"},
	    {"- Beslut: ett\n- två\n  - Beslut: tre\n", "B1 p0-1 Ett\nB2 p0-3 Tre\n"},
	    {"- Beslut: ett:\n  - a\n  - b.\n\n  Slut.\n", "B1 p0-1 Ett: a; b. Slut.\n"},
	    {"Beslut: följande:\n\n1. a\n2. b\n\nEfter.\n", "B1 p0-1 Följande: a; b\n"},
	    {"Beslut:\n- a\n- b\n", "B1 p0-1 A; b\n"},
	    {"Beslut: a.\n\n- b\n", "B1 p0-1 A.\n"},
	    {"Beslut: A. Mer. Beslut: B.\n", "B1 p0-1 A. Mer.\nB2 p0-1 B.\n"},
	    {"Vi talade\nBeslut: ja.\n", "B1 p0-1 Ja.\n"},
	    {"> Beslut: citerat\n", "B1 p0-1 Citerat\n"},
	    {"Beslut: Vi köper. Hannes får i uppdrag att räkna. Slut.\n",
	     "B1 p0-1 Vi köper. Hannes får i uppdrag att räkna. Slut.\n"
	     "U1 p0-1 [hannes-berggren ] Hannes får i uppdrag att räkna.\n"},
	    {"Beslut: Hannes får i uppdrag att räkna.\n", "B1 p0-1 Hannes får i uppdrag att räkna.\n"},
	};
	check(state, examples);
}

static void
no_decisions(void **state)
{
	static const struct example examples[] = {
	    {"## Beslut: rubrik\n\n### Uppdrag: rubrik\n\ntext\n", ""},
	    {"Några kommuner överväger att säga upp avtalet - när beslut tas behöver det gå ut.\n", ""},
	    {"Ipads hela grundskolan (ev revidera detta beslut på 7-9).\n", ""},
	    {"Kommunerna i Skaraborg har beslutat att samverka kring utbildning.\n", ""},
	    {"Beslutsunderlag: se bilagan.\n", ""},
	    {"Beslut tas på nästa möte. Sedan beslutar gruppen vilket område.\n", ""},
	    {"beslut: litet. Vårt Beslut: inuti.\n", ""},
	    {"`Beslut: kod`\n\n```\nBeslut: kod\n```\n", ""},
	    {"~~Beslut: struket~~\n", ""},
	    {"Uppdraget: stort. Uppdrag sekreterare: skriva. Uppdrag ordförande att.\n", ""},
	    {"Uppdrag till nätverken ges av skolchefsgruppen för att målen ska nås.\n", ""},
	    {"Utbildning Skaraborg ger uppdrag till olika nätverk för att samverka.\n", ""},
	    {"Gruppen som har fått i uppdrag att kolla träffas. Vem får i uppdrag att skriva?\n", ""},
	    {"Hannes får inte i uppdrag att skriva. Ingen fick i uppdrag att läsa.\n", ""},
	    {"Karina sa att hon har fått i uppdrag att leda. Om Hannes får i uppdrag att gå, så går han.\n", ""},
	    {"Hannes får ett uppdrag och gillar att åka.\n", ""},
	    {"Hannes hade fått i uppdrag att läsa.\n", ""},
	};
	check(state, examples);
	world_teardown(state);
	world_setup(state);
	struct world *world = *state;
	assert_str(listed(world, body_of(world, "Beslut:\n\nText.\n")), "");
	assert_int_equal(times_reported(world, DIAG_NOTICE_EMPTY), 1);
}

static void
assignments(void **state)
{
	static const struct example examples[] = {
	    {"Uppdrag: Hannes – kolla salen.\n", "U1 p0-1 [hannes-berggren ] Hannes – kolla salen.\n"},
	    {"**Uppdrag:** Johan och Johanna — förankra.\n",
	     "U1 p0-1 [johan-wernvik johanna-ljungqvist ] Johan och Johanna — förankra.\n"},
	    {"Uppdrag: Johan och Johanna stämmer av med Karina.\n",
	     "U1 p0-1 [johan-wernvik johanna-ljungqvist ] Johan och Johanna stämmer av med Karina.\n"},
	    {"Uppdrag: SIKT, Göliska-IT och Hjo - samordna.\n",
	     "U1 p0-1 [sikt goliska-it hjo ] SIKT, Göliska-IT och Hjo - samordna.\n"},
	    {"Uppdrag: Var och en av kommunerna – återkoppla.\n", "U1 p0-1 [alla ] Var och en av kommunerna – återkoppla.\n"},
	    {"Uppdrag: Alla – läs.\n", "U1 p0-1 [alla ] Alla – läs.\n"},
	    {"Uppdrag: Hannes (Vara) – kolla.\n", "U1 p0-1 [hannes-berggren ] Hannes (Vara) – kolla.\n"},
	    {"Uppdrag: Lisa, Ann-Britt och Hannes – kolla.\n",
	     "U1 p0-1 [hannes-berggren +Lisa +Ann-Britt ] Lisa, Ann-Britt och Hannes – kolla.\n"},
	    {"Uppdrag: Lisa kollar salen.\n", "U1 p0-1 [+Lisa ] Lisa kollar salen.\n"},
	    {"Uppdrag: [[Hannes Berggren|Hannes]] – kolla.\n", "U1 p0-1 [hannes-berggren ] Hannes – kolla.\n"},
	    {"Uppdrag: Kontakta Hannes om Mediapoolen – snart.\n", "U1 p0-1 [] Kontakta Hannes om Mediapoolen – snart.\n"},
	    {"Uppdrag: Boka lokaler.\n", "U1 p0-1 [] Boka lokaler.\n"},
	    {"Uppdrag: Mediapoolen – se över avtalet.\n", "U1 p0-1 [] Mediapoolen – se över avtalet.\n"},
	    {"Uppdrag: Hannes Berggren, Vara, och Johan, Tibro – läsa.\n",
	     "U1 p0-1 [hannes-berggren johan-wernvik tibro ] Hannes Berggren, Vara, och Johan, Tibro – läsa.\n"},
	    {"Uppdrag:\n\n- Hannes skriver\n- Johan – läser\n",
	     "U1 p0-1 [hannes-berggren johan-wernvik ] Hannes skriver; Johan – läser\n"},
	    {"Uppdrag till höstens första SIKT-möte att kolla upp tänkbara föreläsare.\n",
	     "U1 p0-1 [@höstens första SIKT-möte ] Till höstens första SIKT-möte att kolla upp tänkbara föreläsare.\n"},
	    {"Uppdrag till nästa möte att läsa.\n", "U1 p0-1 [@nästa möte ] Till nästa möte att läsa.\n"},
	    {"Text. Uppdrag till Hannes och Johan inför nästa möte att läsa.\n",
	     "U1 p0-1 [hannes-berggren johan-wernvik @nästa möte ] Till Hannes och Johan inför nästa möte att läsa.\n"},
	};
	check(state, examples);
}

static void
shape(void **state)
{
	static const struct example examples[] = {
	    {"Var och en i SKIS får i uppdrag att nämna detta för respektive skolchef.\n",
	     "U1 p0-1 [skis alla ] Var och en i SKIS får i uppdrag att nämna detta för respektive skolchef.\n"},
	    {"Johan och Johanna får i uppdrag att läsa.\n",
	     "U1 p0-1 [johan-wernvik johanna-ljungqvist ] Johan och Johanna får i uppdrag att läsa.\n"},
	    {"Sedan. Karina Bronell har fått i uppdrag från skolchefsgruppen att ta fram förslag. Slut.\n",
	     "U1 p0-1 [karina-bronell ] Karina Bronell har fått i uppdrag från skolchefsgruppen att ta fram förslag.\n"},
	    {"Därefter fick Hannes i uppdrag till nästa möte att skriva.\n",
	     "U1 p0-1 [hannes-berggren @nästa möte ] Därefter fick Hannes i uppdrag till nästa möte att skriva.\n"},
	    {"Hannes Berggren, Vara, fick i uppdrag att gå.\n",
	     "U1 p0-1 [hannes-berggren ] Hannes Berggren, Vara, fick i uppdrag att gå.\n"},
	    {"Hannes, Skara och Hjo får i uppdrag att gå.\n",
	     "U1 p0-1 [hannes-berggren skara hjo ] Hannes, Skara och Hjo får i uppdrag att gå.\n"},
	    {"Lisa och Hannes fick i uppdrag att gå.\n", "U1 p0-1 [hannes-berggren +Lisa ] Lisa och Hannes fick i uppdrag att gå.\n"},
	    {"Johan får i uppdrag att gå. Johanna får i uppdrag att stå.\n",
	     "U1 p0-1 [johan-wernvik ] Johan får i uppdrag att gå.\n"
	     "U2 p0-1 [johanna-ljungqvist ] Johanna får i uppdrag att stå.\n"},
	    {"Var och en i SKIS får i uppdrag\natt nämna detta. Susanna förmedlar.\n",
	     "U1 p0-1 [skis alla ] Var och en i SKIS får i uppdrag att nämna detta. Susanna förmedlar.\n"},
	};
	check(state, examples);
}

static void
due(void **state)
{
	static const struct example examples[] = {
	    {"Uppdrag: Hannes – kolla. Senast: 2020-09-04\n", "U1 p0-1 [hannes-berggren 2020-09-04 ] Hannes – kolla.\n"},
	    {"Uppdrag: Hannes – kolla (Senast: 2020-09-04).\n", "U1 p0-1 [hannes-berggren 2020-09-04 ] Hannes – kolla.\n"},
	    {"Text. Hannes får i uppdrag att gå. **Senast:** 2020-09-04. Slut.\n",
	     "U1 p0-1 [hannes-berggren 2020-09-04 ] Hannes får i uppdrag att gå.\n"},
	    {"Uppdrag: Hannes – kolla. Senast: nästa möte.\n", "U1 p0-1 [hannes-berggren @nästa möte ] Hannes – kolla.\n"},
	    {"Uppdrag: Hannes – kolla. Senast: SIKT 2020-09-04\n",
	     "U1 p0-1 [hannes-berggren @SIKT 2020-09-04 2020-09-04 ] Hannes – kolla.\n"},
	    {"- Uppdrag: Hannes – kolla\n\n  Senast: 2020-09-04\n", "U1 p0-1 [hannes-berggren 2020-09-04 ] Hannes – kolla\n"},
	    {"Anmälan. Senast: 2020-09-04\n", ""},
	};
	check(state, examples);
	world_teardown(state);
	world_setup(state);
	struct world *world = *state;
	body_of(world, "Uppdrag: Hannes – kolla. Senast: 2020-13-04\n");
	assert_int_equal(times_reported(world, DIAG_DUE_UNREADABLE), 1);
}

static void
citations(void **state)
{
	static const struct example examples[] = {
	    {"Klart: SIKT 2020-05-29 U1\n", "klart 2020-05-29-sikt U1\n"},
	    {"Text. **Klart:** SIKT 2020-05-29 U1, U2 och SKIS 2018-02-02 U3.\n",
	     "klart 2020-05-29-sikt U1\nklart 2020-05-29-sikt U2\nklart 2018-02-02-skis U3\n"},
	    {"Klart: 2020-05-29-sikt U1. Klart: [[SIKT 2020-05-29|maj]] U2\n",
	     "klart 2020-05-29-sikt U1\nklart 2020-05-29-sikt U2\n"},
	    {"Beslut: Nytt. Ersätter: SKIS 2018-02-02 B1 och B2.\n",
	     "B1 p0-1 Nytt. < 2018-02-02-skis B1 < 2018-02-02-skis B2\n"},
	    {"Text. Beslut: Nytt. Ersätter: SKIS 2018-02-02 B1. Mer.\n", "B1 p0-1 Nytt. < 2018-02-02-skis B1\n"},
	    {"Beslut: Nytt.\n\nErsätter: SKIS 2018-02-02 B1\n", "B1 p0-1 Nytt. < 2018-02-02-skis B1\n"},
	    {"Klart: lokalen är bokad. Oklart: SIKT 2020-05-29 U1\n", ""},
	    {"Klart: SIKT 2011-01-01 U1\n", "klart 2011-01-01-sikt? U1\n"},
	};
	check(state, examples);
}

static void
faulty_citations(void **state)
{
	struct world *world = *state;
	body_of(world, "Klart: SIKT 2011-01-01 U1\n\nKlart: SIKT U1\n\nKlart: SIKT 2020-05-29 B1\n\nErsätter: SIKT 2020-05-29 B1\n\n"
	               "Beslut: x. Ersätter: SIKT 2020-05-29 U1\n");
	assert_int_equal(times_reported(world, DIAG_CITED_MINUTES_UNKNOWN), 1);
	assert_int_equal(times_reported(world, DIAG_CITATION_UNREADABLE), 1);
	assert_int_equal(times_reported(world, DIAG_CLOSES_DECISION), 1);
	assert_int_equal(times_reported(world, DIAG_SUPERSEDES_NOTHING), 1);
	assert_int_equal(times_reported(world, DIAG_SUPERSEDES_ASSIGNMENT), 1);
}

static void
round_table(void **state)
{
	static const struct example examples[] = {
	    {"Vara: Upphandlingar, IT-strategier\n", "vara p0-1 Upphandlingar, IT-strategier\n"},
	    {"Hjo; Sluta leasa? Räknar på köp istället.\n", "hjo p0-1 Sluta leasa? Räknar på köp istället.\n"},
	    {"Grästorps; 1:1 bland elever. Byten i ledningsgruppen. Tidaholm; Eva 25% som samordnare, en del i "
	     "ledningsgruppen. 1:3 på F-3.\nGullspång; 1:1 på 4-9 pc, 1:2 ipads.\n",
	     "grastorp p0-1 1:1 bland elever. Byten i ledningsgruppen.\n"
	     "tidaholm p0-1 Eva 25% som samordnare, en del i ledningsgruppen. 1:3 på F-3.\n"
	     "gullspang p0-1 1:1 på 4-9 pc, 1:2 ipads.\n"},
	    {"- **Skara:** ett\n- **Hjo**: två\n- Skövde kommun: tre\n- Skövdes kommun: fyra\n",
	     "skara p0-1 ett\nhjo p0-2 två\nskovde p0-3 tre\nskovde p0-4 fyra\n"},
	    {"- [[Vara]]: ett\n\n  mer\n  - lista\n", "vara p0-1 ett; mer; lista\n"},
	    {"- [[rapport: Grästorp, Karlsborg]] Båda har köpt. Tidaholm: har inte.\n",
	     "grastorp p0-1 Båda har köpt.\nkarlsborg p0-1 Båda har köpt.\ntidaholm p0-1 har inte.\n"},
	    {"Laget runt:\nHjo: ett\nVara; två\n", "hjo p0-1 ett\nvara p0-1 två\n"},
	    {"Vi åkte till Vara: det var långt. Hjo: inte heller.\n", ""},
	    {"Varakonferensen: bra. \n\nSkaraborg: stort.\n\nHjo och Vara: båda.\n\nhjo: litet.\n", ""},
	    {"Beslut: fördelningen blir:\n\n- Hjo: ett\n- Vara: två\n", "B1 p0-1 Fördelningen blir: Hjo: ett; Vara: två\n"},
	};
	check(state, examples);
}

static void
only_in_minutes(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	here->kind = DOCUMENT_OTHER;
	const char *text = "Beslut: ja\n\nUppdrag: Hannes – kolla\n\nHjo: bra\n\nKlart: SIKT 2020-05-29 U1\n\nFöregående protokoll\n";
	const struct body *body = read_body(world, here, text);
	assert_str(listed(world, body), "");
	assert_false(str_contains(body->items.items[0].html, S("beslut-1")));
}

static void
html(void **state)
{
	static const struct example examples[] = {
	    {"**Beslut:** Ja.\n", "<div class=\"beslut\" id=\"beslut-1\">\n<p id=\"p0-1\"><b class=\"markord\"><strong>Beslut:</strong></b> "
	                          "Ja.</p>\n</div>\n"},
	    {"Uppdrag: så:\n\n- a\n", "<div class=\"uppdrag\" id=\"uppdrag-1\">\n<p id=\"p0-1\"><b class=\"markord\">Uppdrag:</b> så:</p>\n"
	                              "<ul>\n<li id=\"p0-2\">a</li>\n</ul>\n</div>\n"},
	    {"- Beslut: a\n- b\n", "<ul>\n<li id=\"p0-1\"><div class=\"beslut\" id=\"beslut-1\"><b class=\"markord\">Beslut:</b> "
	                           "a</div></li>\n<li id=\"p0-2\">b</li>\n</ul>\n"},
	    {"Ett. Beslut: *b* c. Slut.\n", "<p id=\"p0-1\">Ett. <span class=\"beslut\" id=\"beslut-1\"><b class=\"markord\">Beslut:</b> "
	                               "<em>b</em> c.</span> Slut.</p>\n"},
	    {"Ett. *Beslut: bra.* Slut.\n", "<p id=\"p0-1\">Ett. <span class=\"beslut\" id=\"beslut-1\"><em><b class=\"markord\">Beslut:</b> "
	                             "bra.</em></span> Slut.</p>\n"},
	    {"*Ett. Beslut: b* c. Slut.\n", "<p id=\"p0-1\"><em>Ett. <span class=\"beslut\" id=\"beslut-1\"></span><b "
	                               "class=\"markord\">Beslut:</b> b</em> c. Slut.</p>\n"},
	    {"Ett. Beslut: ~~bra. Dåligt~~ slut.\n", "<p id=\"p0-1\">Ett. <span class=\"beslut\" id=\"beslut-1\"></span><b "
	                                 "class=\"markord\">Beslut:</b> <del>bra. Dåligt</del> slut.</p>\n"},
	    {"- Hjo: *a*\n- **Skara:** b\n", "<dl class=\"laget-runt\">\n<dt><a href=\"../../kommuner/hjo/\">Hjo</a></dt>\n<dd "
	                                     "id=\"p0-1\"><em>a</em></dd>\n<dt><strong><a "
	                                     "href=\"../../kommuner/skara/\">Skara</a></strong></dt>\n<dd id=\"p0-2\">b</dd>\n</dl>\n"},
	    {"- Hjo: a\n- [[rapport: Tibro, Skara]] b\n",
	     "<dl class=\"laget-runt\">\n<dt><a href=\"../../kommuner/hjo/\">Hjo</a></dt>\n<dd id=\"p0-1\">a</dd>\n"
	     "<dt><a href=\"../../kommuner/tibro/\">Tibro</a></dt>\n<dt><a href=\"../../kommuner/skara/\">Skara</a></dt>\n"
	     "<dd id=\"p0-2\">b</dd>\n</dl>\n"},
	    {"- Hjo: a\n- b\n", "<ul>\n<li id=\"p0-1\"><b class=\"kommun\"><a href=\"../../kommuner/hjo/\">Hjo</a>:</b> a</li>\n"
	                        "<li id=\"p0-2\">b</li>\n</ul>\n"},
	    {"Se Föregående protokoll, föregående\nmötes protokoll och förra protokollet. `förra protokollet`\n",
	     "<p id=\"p0-1\">Se <a href=\"../2020-05-29-sikt/\">Föregående protokoll</a>, <a "
	     "href=\"../2020-05-29-sikt/\">föregående mötes protokoll</a> och <a href=\"../2020-05-29-sikt/\">förra protokollet</a>. "
	     "<code>förra protokollet</code></p>\n"},
	    {"Klart: SIKT 2020-05-29 U1\n", "<p id=\"p0-1\">Klart: <a href=\"../2020-05-29-sikt/#uppdrag-1\">SIKT 2020-05-29 "
	                                    "U1</a></p>\n"},
	};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		world_teardown(state);
		world_setup(state);
		const struct body *body = body_of(*state, examples[i].markdown);
		assert_str(body->items.items[0].html, examples[i].found);
		assert_true(strs_have(&body->anchors, S("p0-1")));
	}
}

static void
places_and_anchors(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(world, "Ett &amp; två. Beslut: tre\nf&ouml;rs. Slut.\n\n- Uppdrag: x\n  - y\n");
	struct place place = body->decisions.items[0].place;
	assert_str(str_slice(place.source->text, place.start, place.end), "Beslut: tre\nf&ouml;rs.");
	place = body->assignments.items[0].place;
	assert_str(str_slice(place.source->text, place.start, place.end), "Uppdrag: x\n  - y");
	assert_true(strs_have(&body->anchors, S("beslut-1")));
	assert_true(strs_have(&body->anchors, S("uppdrag-1")));
}

static void
previous_minutes(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	here->previous = NULL;
	const struct body *body = read_body(world, here, "## Föregående protokoll\n\nFöregående protokoll.\n");
	assert_str(body->items.items[0].html, "<p id=\"p1-1\">Föregående protokoll.</p>\n");
	assert_int_equal(body->mentions.n, 0);
}

static void
what_is_cited_is_there(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	size_t n = world->archive->documents.n;
	const struct body **bodies = arena_array(&world->arena, const struct body *, n);
	static const char *const texts[] = {"Beslut: a. Ersätter: SIKT 2020-05-29 B1\n",
	                                    "Beslut: b. Ersätter: SIKT 2020-09-01 B1\n\nUppdrag: c\n",
	                                    ("Beslut: d. Ersätter: SKIS 2018-02-02 B1, B2\n\nKlart: SIKT 2020-05-29 U1, U2\n\n"
	                                     "Beslut: e. Ersätter: SIKT 2020-09-01 B3\n\nBeslut: f. Ersätter: SIKT 2020-09-01 B2\n")};
	for (size_t i = 0; i < n; i++)
		bodies[i] = read_body(world, world->archive->documents.items[i], texts[i]);
	assert_ptr_equal(world->archive->documents.items[2], here);
	struct strs addresses = {0};
	const struct markup *markup = markup_new(&world->arena, world->archive, NULL, true);
	markup_check_links(markup, bodies, n, &addresses, &world->diags);
	assert_int_equal(times_reported(world, DIAG_CITED_DECISION_UNKNOWN), 1);
	assert_int_equal(times_reported(world, DIAG_CITED_ASSIGNMENT_UNKNOWN), 1);
	assert_int_equal(times_reported(world, DIAG_SUPERSEDED_IN_CIRCLE), 1);
	/* What is later is not superseded: neither counts, and so they are no circle. */
	assert_int_equal(times_reported(world, DIAG_CITED_MINUTES_LATER), 2);
	assert_int_equal(bodies[0]->decisions.items[0].supersedes.n, 0);
	struct place place = first_reported(world, DIAG_CITED_ASSIGNMENT_UNKNOWN)->place;
	assert_str(str_slice(place.source->text, place.start, place.end), "U2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(decisions),       test(no_decisions), test(assignments),      test(shape),
	    test(due),             test(citations),    test(faulty_citations), test(round_table),
	    test(only_in_minutes), test(html),         test(places_and_anchors), test(previous_minutes),
	    test(what_is_cited_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
