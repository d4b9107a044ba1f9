/* Who is hidden, what becomes of the model, and the masking of plain texts and of Markdown. */
#include "world.h"

#include "archive/mask.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/forms.h"
#include "markup/markup.h"

static struct entity *
hide(struct world *world, const char *name, const char *id, enum publication rule)
{
	struct entity *somebody = person(world, name, "");
	somebody->id = str_of(id);
	somebody->person.publication.rule = rule;
	return somebody;
}

/* Hannes Berggren is hidden by initials; others of the same first name and surname are not. */
static struct document *
make_archive(struct world *world)
{
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	entry(world, ENTITY_TOPIC, "Mediapoolen");
	struct entity *hannes = hide(world, "Hannes Berggren", "p1", PUBLISH_INITIALS);
	alias(world, hannes, "Hasse B");
	person(world, "Hannes Berggren Lund", "");
	person(world, "Anna Exempelsson", "");
	struct document *here = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &here->present, "Hannes Berggren", "Vara");
	attend(world, &here->present, "Anna Exempelsson", "");
	return here;
}

/* ---- who ---- */

static void
the_model_holds_no_name(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	here->title = S("Hos Hannes Berggren");
	here->venue = S("Hannes rum");
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	const struct entities *people = &world->archive->entities[ENTITY_PERSON];
	const struct entity *hannes = people->items[people->n - 1]; /* behind all others */
	assert_true(hannes->person.hidden);
	assert_int_equal(hannes->index, people->n - 1);
	assert_str(hannes->name, "H. B.");
	assert_int_equal(hannes->aliases.n, 0);
	assert_int_equal(hannes->person.short_name.n, 0);
	assert_str(here->title, "Hos H. B.");
	assert_str(here->venue, "H. B. rum"); /* a name on -s has no other genitive */
	assert_str(here->present.items[0].who.text, "H. B.");
	assert_ptr_equal(here->present.items[0].who.entity, hannes);
	const struct secret *secret = archive_secret(world->archive, hannes);
	assert_str(secret->name, "Hannes Berggren");
	assert_int_equal(secret->names.n, 2);
	assert_str(secret->short_name, "Hannes");
	assert_ptr_equal(archive_find(world->archive, ENTITY_PERSON, S("Hannes Berggren")), hannes);
}

static void
nobody_hidden_costs_nothing(void **state)
{
	struct world *world = *state;
	person(world, "Anna Exempelsson", "");
	resolve(world);
	str text = S("Anna Exempelsson");
	assert_null(world->archive->masking);
	assert_null(world->archive->hidden);
	assert_ptr_equal(archive_mask_text(world->archive, &world->arena, NULL, text).p, text.p);
	assert_ptr_equal(archive_mask_log(world->archive, &world->arena, text, true).p, text.p);
	assert_ptr_equal(archive_mask_log(NULL, &world->arena, text, true).p, text.p);
}

static void
who_is_only_mentioned(void **state)
{
	struct world *world = *state;
	world->archive->site.mentioned_only = PUBLISH_NOTHING;
	entry(world, ENTITY_NETWORK, "SIKT");
	struct entity *zoe = person(world, "Zoe Nämnd", ""), *ada = person(world, "Ada Nämnd", "");
	struct entity *there = person(world, "Bo Provén", ""), *own = person(world, "Cilla Testström", "");
	struct entity *member = person(world, "Dan Ledamot", "");
	own->person.publication.place = a_place(world, "register.yaml"); /* publicering: namn */
	struct entity *group = entry(world, ENTITY_ORGANISATION, "Styrgruppen");
	vec_push(&world->arena, &group->organisation.members, (struct tenure){.who = ref(world, "Dan Ledamot")});
	struct document *here = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	refer(world, &here->chairs, "Bo Provén");
	zoe->place.start = 1;
	ada->place.start = 2;
	resolve(world);
	assert_false(there->person.hidden || own->person.hidden || member->person.hidden);
	assert_true(zoe->person.hidden && ada->person.hidden);
	/* Neutral ids in the order of the register, not of the names. */
	assert_str(zoe->id, "person-1");
	assert_str(ada->id, "person-2");
	assert_int_equal(times_reported(world, DIAG_HIDDEN_NEEDS_ID), 0);
}

static void
a_short_name_alone_is_hidden_as_well(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	attend(world, &here->absent, "Hannes", "");
	resolve(world);
	assert_str(here->absent.items[0].who.entity->name, "[namn borttaget]");
	assert_str(here->absent.items[0].who.text, "[namn borttaget]");
}

/* ---- ids and addresses ---- */

static size_t
telling(struct world *world, const char *id)
{
	world_teardown((void *[]){world});
	void *state;
	world_setup(&state);
	hide(world, "Hannes von Berggren", id, PUBLISH_NOTHING);
	resolve(world);
	return times_reported(world, DIAG_HIDDEN_ID_TELLS);
}

static void
ids_that_tell(void **state)
{
	struct world *world = *state;
	static const char *const bad[] = {"hannes",         "person-berggren", "hberggren",           "berggrenh2",
	                                  "hannesberggren", "hannesb",         "hannes-von-berggren", "hvberggren"};
	static const char *const good[] = {"person-1", "p7", "von", "tidaholm", "hb", "bergslagen", "johannes"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (telling(world, bad[i]) != 1)
			fail_msg("%s tells nothing?", bad[i]);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (telling(world, good[i]) != 0)
			fail_msg("%s tells?", good[i]);
}

static void
an_id_is_asked_for(void **state)
{
	struct world *world = *state;
	struct entity *hannes = hide(world, "Hannes Berggren", "", PUBLISH_NOTHING);
	entry(world, ENTITY_TOPIC, "Ett ämne")->id = S("person-1");
	resolve(world);
	assert_str(first_reported(world, DIAG_HIDDEN_NEEDS_ID)->arguments[0], "person-2");
	assert_str(hannes->id, "person-2");
}

static void
addresses_that_tell(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	entry(world, ENTITY_TOPIC, "Hannes Berggrens projekt");
	document(world, DOCUMENT_OTHER, "dokument/hannes-berggren.md", "En plan");
	vec_push(&world->arena, &here->earlier,
	         (struct text_at){S("/hannes_berggren/"), a_place(world, "protokoll/a.md")});
	vec_push(&world->arena, &here->attachments,
	         (struct attachment){.kind = ATTACHMENT_URL,
	                             .target = {S("https://x.se/Hannes%20Berggren"), a_place(world, "b.md")}});
	vec_push(
	    &world->arena, &here->attachments,
	    (struct attachment){.kind = ATTACHMENT_FILE, .target = {S("hannes-berggren.pdf"), a_place(world, "c.md")}});
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_ADDRESS_TELLS_NAME), 3);
	assert_int_equal(times_reported(world, DIAG_FILE_NAME_TELLS_NAME), 2);
	assert_true(archive_tells_hidden(world->archive, S("mailto:hannes.berggren@vara.se")));
	assert_false(archive_tells_hidden(world->archive, S("/personer/hannes-berggren-lund/")));
}

/* ---- plain texts ---- */

struct masked_text {
	const char *text, *masked;
};

static void
masks(struct world *world, const struct document *document, const struct masked_text *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_str(archive_mask_text(world->archive, &world->arena, document, str_of(texts[i].text)),
		           texts[i].masked);
}

static void
plain_texts(void **state)
{
	struct world *world = *state;
	make_archive(world);
	resolve(world);
	static const struct masked_text texts[] = {
	    {"Hannes Berggren sade", "H. B. sade"},
	    {"sade Hannes Berggren.", "sade H. B."},
	    {"HANNES  berggrens hatt", "H. B:s hatt"},
	    {"Hasse Bs hatt", "H. B:s hatt"},
	    {"Berggren, Hannes", "H. B."},
	    {"Hannes Berggren Lund sade", "Hannes Berggren Lund sade"},
	    {"Hannes sade", "H. B. sade"},
	    {"Hannes B sade", "H. B. sade"},
	    {"hannes sade", "hannes sade"},
	    {"Johannes och Hanna", "Johannes och Hanna"},
	    {"Hannes Okändsson sade", "Hannes Okändsson sade"},
	    {"Hannes Vara", "H. B. Vara"},
	    {"Hannes&nbsp;Berggren", "H. B."},
	    {"a.se/Hannes%2520Berggrens", "a.se/H. B:s"},
	    {"<i>Han</i>nes<br>Berggren", "<i>H. B."},
	    {"Hannes Hannes Berggren", "H. B. H. B."},
	    {"Eva Berggren, Hannes Nilsson", "Eva Berggren, Hannes Nilsson"},
	    {"Anna Exempelsson, Hannes Berggren", "Anna Exempelsson, H. B."},
	    {"Per-Hannes", "Per-Hannes"},
	    {"Berggren sade", "Berggren sade"},
	};
	/* Hannes Berggren Lund bears the short name too, but was not there. */
	masks(world, world->archive->documents.items[0], texts, sizeof texts / sizeof *texts);
	assert_str(archive_mask(world->archive, &world->arena, S("Hannes och Hannes Berggren")), "Hannes och H. B.");
	assert_str(archive_mask_text(world->archive, &world->arena, NULL, S("Hannes sade")), "[namn borttaget] sade");
}

/* Letters that no address can hold, signs inside a name, initials. */
static void
unusual_names(void **state)
{
	struct world *world = *state;
	struct entity *doris = hide(world, "Dorisa O'Quill", "p1", PUBLISH_NOTHING);
	doris->person.short_name = S("Doris");
	hide(world, "Дзмитрий Канарейкин", "p2", PUBLISH_NOTHING);
	hide(world, "Q. R. Xylof", "p3", PUBLISH_INITIALS);
	hide(world, "Åke Örn", "p4", PUBLISH_NOTHING);
	resolve(world);
	static const struct masked_text texts[] = {
	    {"Hos Дзмитрий Канарейкин", "Hos [namn borttaget]"},
	    {"Doris O'Quills mejl dorisa.oquill@a.se", "[namn borttaget] mejl [namn borttaget]@a.se"},
	    {"Doris Quill", "Doris Quill"},
	    {"O'Quill, Doris", "[namn borttaget]"},
	    {"Q. 3 och Q. R. Xylof", "Q. 3 och Q. R. X."},
	    {"a.se/Q._R._Xylof", "a.se/Q. R. X."},
	    {"Åke Ö och Åke Ö. sade", "[namn borttaget] och [namn borttaget]. sade"},
	};
	masks(world, NULL, texts, sizeof texts / sizeof *texts);
}

/* Names between, a bracket, initials; not those of others, nor words that only look like them. */
static void
more_or_less_fully(void **state)
{
	struct world *world = *state;
	hide(world, "Hannes Lövkvist", "p1", PUBLISH_NOTHING);
	hide(world, "Per-Olof Ek", "p2", PUBLISH_NOTHING);
	hide(world, "Ida Lund", "p3", PUBLISH_NOTHING);
	person(world, "Harriet Lövkvist", "");
	person(world, "Ida Maria Lund", "");
	person(world, "Petra Ek", "");
	resolve(world);
	static const struct masked_text texts[] = {
	    {"Hannes Erik Lövkvist", "[namn borttaget]"},
	    {"hos Hannes E. Lövkvists bror", "hos [namn borttaget] bror"},
	    {"Hannes (Lövkvist) och", "[namn borttaget] och"},
	    {"Hannes \"Hasse\" Lövkvist", "[namn borttaget]"},
	    {"P.-O. Ek och P-O. Ek", "[namn borttaget] och [namn borttaget]"},
	    {"I. Lund bor i Lund. I Lund bor hon.", "[namn borttaget] bor i Lund. I Lund bor hon."},
	    {"H. Lövkvist", "[namn borttaget]"}, /* who may be Harriet */
	    {"P. Ek", "P. Ek"},
	    {"Ida Maria Lund", "Ida Maria Lund"},
	    {"Harriet Lövkvist, J. Lövkvist", "Harriet Lövkvist, J. Lövkvist"},
	    {"Eva och Bo Lövkvist", "Eva och Bo Lövkvist"},
	};
	masks(world, NULL, texts, sizeof texts / sizeof *texts);
}

/* Where blocks follow one another, no name may come about. */
static void
lines_are_kept_apart(void **state)
{
	struct world *world = *state;
	hide(world, "Sten Berg", "p1", PUBLISH_NOTHING);
	resolve(world);
	assert_str(archive_mask_lines(world->archive, &world->arena, S("en sten\nBerg är höga\nsten\nberg")),
	           "en sten\n– Berg är höga\nsten\n– berg");
	assert_str(archive_mask_lines(world->archive, &world->arena, S("en sten\när Berg")), "en sten\när Berg");
}

/* In a list of names the surname of one and the first name of the next are nobody. */
static void
lists_of_names(void **state)
{
	struct world *world = *state;
	hide(world, "Per Ek", "p1", PUBLISH_INITIALS);
	person(world, "Anna Ek", "");
	person(world, "Per Bro", "");
	resolve(world);
	static const struct masked_text texts[] = {
	    {"Anna Ek, Per Bro", "Anna Ek, Per Bro"},
	    {"Lisa Ek, Per Dal", "Lisa Ek, Per Dal"},
	    {"ek, Per Bro", "ek, Per Bro"},
	    {"Ek, Per", "P. E."},
	    {"paret Ek, Per Ek", "paret P. E."},
	    {"Lisa Ek, Per Ek", "Lisa Ek, P. E."},
	    {"Bro, Anna\nEk, Per\nLund, Eva", "Bro, Anna\nP. E.\nLund, Eva"},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_str(archive_mask(world->archive, &world->arena, str_of(texts[i].text)), texts[i].masked);
}

static void
outside_its_period_a_rule_is_none(void **state)
{
	struct world *world = *state;
	world->archive->site.mentioned_only = PUBLISH_NOTHING;
	struct entity *anna = hide(world, "Anna Exempelsson", "p1", PUBLISH_INITIALS);
	anna->person.publication.period.first = a_date("2030");
	struct entity *bo = hide(world, "Bo Provén", "p2", PUBLISH_NAME);
	bo->person.publication.place = a_place(world, "register.yaml");
	bo->person.publication.period.last = a_date("2025");
	resolve(world);
	assert_str(anna->name, "[namn borttaget]");
	assert_str(bo->name, "[namn borttaget]");
}

static void
namesakes(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_NETWORK, "SIKT");
	hide(world, "Anna Ek", "p1", PUBLISH_INITIALS);
	struct entity *shown = person(world, "Anna Ek", "");
	shown->id = S("anna-ek-2");
	struct document *there = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	attend(world, &there->present, "anna-ek-2", "");
	there->title = S("Anna hälsar");
	minutes(world, "protokoll/b.md", "SIKT", "2019-12-14")->title = S("Anna hälsar");
	resolve(world);
	assert_true(forms_are_empty(world->archive->hidden));
	assert_str(world->archive->documents.items[0]->title, "Anna hälsar");
	assert_str(world->archive->documents.items[1]->title, "[namn borttaget] hälsar");
	assert_int_equal(world->archive->secrets.items[0].names.n, 0);
	assert_int_equal(world->archive->secrets.items[0].shared.n, 1);
}

static void
two_hidden_of_one_name(void **state)
{
	struct world *world = *state;
	hide(world, "Anna Ek", "p1", PUBLISH_INITIALS);
	hide(world, "Anna Ek", "p2", PUBLISH_NOTHING);
	resolve(world);
	assert_str(archive_mask(world->archive, &world->arena, S("Anna Ek")), "[namn borttaget]");
}

static void
logs(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	vec_push(&world->arena, &here->names, (struct own_name){.name.text = S("Hansa"), .person = ref(world, "p1")});
	resolve(world);
	const struct archive *archive = world->archive;
	assert_str(archive_mask_log(archive, &world->arena, S("a Hannes Berggren b"), true), "a ••••••••••••••• b");
	assert_str(archive_mask_log(archive, &world->arena, S("Hansa, Hannes <b>Berggren</b>"), true),
	           "•••••, ••••••••••••••••••</b>");
	assert_str(archive_mask_log(archive, &world->arena, S("x/Hannes%20Berggren"), true), "x/•••••••••••••••••");
	assert_str(archive_mask_log(archive, &world->arena, S("**H**annes [Berg](x)gren"), true),
	           "**••••••••••••••••••••••");
	assert_str(archive_mask_log(archive, &world->arena, S("/x/hannes/"), true), "/x/••••••/");
	assert_str(archive_mask_log(archive, &world->arena, S("\"Hannes\" kan vara flera"), false),
	           "\"[namn borttaget]\" kan vara flera");
	/* Outside logs nobody knows of the word. */
	assert_str(archive_mask_text(archive, &world->arena, NULL, S("Hansa")), "Hansa");
	assert_str(here->names.items[0].name.text, "H. B.");
	assert_str(here->names.items[0].secret, "Hansa");
}

static void
entries_that_could_not_be_read(void **state)
{
	struct world *world = *state;
	person(world, "Anna Exempelsson", "");
	str text = S("- namn: Bo Provén\n- namn: \"Hannes Berggren\"\n  alias: [Hasse, Hansa B]\n  publisering: nej\n");
	vec_push(&world->arena, &world->archive->unread, (struct unread){S("register/personer.yaml"), text});
	resolve(world);
	const struct archive *archive = world->archive;
	assert_str(archive_mask_log(archive, &world->arena, S("Hannes Berggren, Hannes, Hasse, Bo Provén, Anna"), true),
	           "•••••••••••••••, ••••••, •••••, Bo Provén, Anna");
	assert_str(archive_mask(archive, &world->arena, S("Hannes Berggren")), "Hannes Berggren");
	assert_str(archive_mask_log(archive, &world->arena, S("id hannes-berggren"), true), "id •••••••••••••••");
	assert_false(archive_hides_unknown(archive));
}

/* ---- Markdown ---- */

static const struct body *
body_of(struct world *world, struct document *here, const char *text)
{
	str whole = str_join(&world->arena, S("---\n"), str_of(text));
	here->source = source_make(&world->arena, here->source->relative, here->source->relative, whole, &world->diags);
	here->body = 4;
	resolve(world);
	struct arena scratch = {0};
	const struct markup *markup = markup_new(&world->arena, world->archive, NULL, true);
	const struct body *body = markup_body(markup, here, &world->arena, &scratch, &world->diags);
	arena_free(&scratch);
	assert_non_null(body);
	return body;
}

/* What a text becomes in the minutes that Hannes attends. */
static void
renders(struct world *world, const char *text, const char *html)
{
	world_teardown((void *[]){world});
	void *state;
	world_setup(&state);
	const struct body *body = body_of(world, make_archive(world), text);
	assert_true(body->items.n > 0);
	str made = body->items.items[0].html;
	if (!str_eq(made, str_of(html)))
		fail_msg("%s\ngives %.*s\nnot   %s", text, STR(made), html);
}

static void
constructs(void **state)
{
	struct world *world = *state;
	static const struct masked_text texts[] = {
	    {"Hannes Berggren och Hannes.", "<p id=\"p0-1\">H. B. och H. B.</p>\n"},
	    {"Hannes Berggrens hatt", "<p id=\"p0-1\">H. B:s hatt</p>\n"},
	    {"**Hannes** Berggren och", "<p id=\"p0-1\"><strong>H. B.</strong> och</p>\n"},
	    {"Hannes\nBerggren och", "<p id=\"p0-1\">H. B. och</p>\n"},
	    {"**Hannes**\nBerggren och", "<p id=\"p0-1\"><strong>H. B.</strong>\n och</p>\n"},
	    {"`Hannes` och `Hannes Berggren`", "<p id=\"p0-1\"><code>H. B.</code> och <code>H. B.</code></p>\n"},
	    {"    Hannes Berggren", "<pre><code>H. B.\n</code></pre>\n"},
	    {"[[Hannes Berggren]]s och [[Hannes Berggren|Hannes]].", "<p id=\"p0-1\">H. B:s och H. B.</p>\n"},
	    {"[[!Hannes Berggren]] och [[!Hannes]] och", "<p id=\"p0-1\">H. B. och H. B. och</p>\n"},
	    {"[[Mediapoolen|Hannes]]", "<p id=\"p0-1\"><a href=\"../../amnen/mediapoolen/\">H. B.</a></p>\n"},
	    {"[[Mediapoolen|Hannes]] Berggren", "<p id=\"p0-1\"><a href=\"../../amnen/mediapoolen/\">H. B.</a></p>\n"},
	    {"[[Hannes Berggren Lund|Hannes]]",
	     "<p id=\"p0-1\"><a href=\"../../personer/hannes-berggren-lund/\">Hannes</a></p>\n"},
	    {"[Hannes](https://a.se \"Hannes Berggren\")",
	     "<p id=\"p0-1\"><a href=\"https://a.se\" title=\"H. B.\">H. B.</a></p>\n"},
	    {"[sidan](https://a.se/Hannes%20Berggren)", "<p id=\"p0-1\">sidan</p>\n"},
	    {"hannes.berggren@vara.se", "<p id=\"p0-1\">H. B.@vara.se</p>\n"},
	    {"https://a.se/Hannes%20Berggren", "<p id=\"p0-1\">https://a.se/H. B.</p>\n"},
	    {"[[dolt: Hannes bad]]", "<p id=\"p0-1\"><span class=\"utelamnat\">[utelämnat: H. B. bad]</span></p>\n"},
	    {"Hannes Okändsson", "<p id=\"p0-1\">Hannes Okändsson</p>\n"},
	    {"Hannes Berggren Lund",
	     "<p id=\"p0-1\"><a href=\"../../personer/hannes-berggren-lund/\">Hannes Berggren Lund</a></p>\n"},
	    {"<b>Hannes</b> Berggren", "<p id=\"p0-1\">&lt;b&gt;H. B.</p>\n"},
	    {"<b>Han</b>nes Berggren", "<p id=\"p0-1\">&lt;b&gt;H. B.</p>\n"},
	    {"<a title=\"Hannes&#32;Berggren\">x", "<p id=\"p0-1\">&lt;a title=&quot;H. B.&quot;&gt;x</p>\n"},
	    {"`H&#97;nnes&#32;Berggren` `H&#97;nnes`",
	     "<p id=\"p0-1\"><code>H. B.</code> <code>H. B.</code></p>\n"},
	    {"Hannes&nbsp;Berggren &#72;annes", "<p id=\"p0-1\">H. B. H. B.</p>\n"},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		renders(world, texts[i].text, texts[i].masked);
}

/* A column for first names and one for surnames. */
static void
cells(void **state)
{
	struct world *world = *state;
	const struct body *body = body_of(world, make_archive(world),
	                                  "| Förnamn | Efternamn |\n|---|---|\n| Hannes | Berggren |\n"
	                                  "| Berggren | **Hannes** |\n| Berggren | Eva |\n");
	str html = body->items.items[0].html;
	assert_false(str_contains(html, S("Hannes")));
	assert_true(str_contains(html, S("<td>H. B.</td><td></td>")));
	assert_true(str_contains(html, S("<td>Berggren</td><td>Eva</td>")));
}

static void
mentions_show_no_name(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	const struct body *body =
	    body_of(world, here, "Då sade Hannes Berggrens vän, och Hannes svarade Anna direkt.\n");
	assert_int_equal(body->mentions.n, 3);
	const struct mention *first = &body->mentions.items[0];
	assert_str(first->text, "H. B:s");
	assert_str(first->sentence, "Då sade H. B:s vän, och H. B. svarade Anna direkt.");
	assert_str(str_slice(first->sentence, first->mark, first->mark_end), "H. B:s");
	assert_str(first->entity->id, "p1");
	assert_false(first->genitive);
	assert_str(body->mentions.items[1].text, "H. B.");
	assert_int_equal(body->mentions.items[1].how, MENTION_MEETING);
	assert_str(body->mentions.items[2].text, "Anna");
	assert_str(body->summary, "Då sade H. B:s vän, och H. B. svarade Anna direkt.");
	/* What may be found nowhere: the short name with the words around it. */
	assert_int_equal(body->masked.n, 1);
	assert_str(body->masked.items[0], "vän, och Hannes svarade Anna");
}

static void
an_ambiguous_name_is_masked(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	attend(world, &here->present, "Hannes Berggren Lund", "");
	const struct body *body = body_of(world, here, "Nu talade Hannes om `Hannes`.\n");
	assert_str(body->items.items[0].text, "Nu talade [namn borttaget] om [namn borttaget].");
	assert_int_equal(body->mentions.items[0].how, MENTION_AMBIGUOUS);
	assert_str(body->mentions.items[0].text, "[namn borttaget]");
	assert_str(first_reported(world, DIAG_NAME_AMBIGUOUS)->arguments[0], "[namn borttaget]");
}

static void
forbidden_words_and_own_names(void **state)
{
	struct world *world = *state;
	struct document *here = make_archive(world);
	vec_push(&world->arena, &here->never_link, (struct text_at){S("Hannes"), a_place(world, "protokoll/a.md")});
	vec_push(&world->arena, &here->never_link,
	         (struct text_at){S("Mediapoolen"), a_place(world, "protokoll/a.md")});
	vec_push(&world->arena, &here->names, (struct own_name){.name.text = S("Hansa"), .person = ref(world, "p1")});
	const struct body *body = body_of(world, here, "Hannes och Hansa i `Hansa` om Mediapoolen.\n");
	assert_str(body->items.items[0].text, "H. B. och H. B. i H. B. om Mediapoolen.");
	assert_int_equal(here->never_link.n, 1);
	assert_str(archive_mask_text(world->archive, &world->arena, here, S("Hansas hus, Hansan")), "H. B:s hus, Hansan");
	/* A forbidden word is no mention, a word of the document's own is one. */
	assert_int_equal(body->mentions.n, 1);
	assert_int_equal(body->mentions.items[0].how, MENTION_DOCUMENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(the_model_holds_no_name),
	    test(nobody_hidden_costs_nothing),
	    test(who_is_only_mentioned),
	    test(a_short_name_alone_is_hidden_as_well),
	    test(ids_that_tell),
	    test(an_id_is_asked_for),
	    test(addresses_that_tell),
	    test(plain_texts),
	    test(unusual_names),
	    test(more_or_less_fully),
	    test(lines_are_kept_apart),
	    test(lists_of_names),
	    test(outside_its_period_a_rule_is_none),
	    test(namesakes),
	    test(two_hidden_of_one_name),
	    test(logs),
	    test(entries_that_could_not_be_read),
	    test(constructs),
	    test(cells),
	    test(mentions_show_no_name),
	    test(an_ambiguous_name_is_masked),
	    test(forbidden_words_and_own_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
