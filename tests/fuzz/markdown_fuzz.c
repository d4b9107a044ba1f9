/* Bodies: the input is the Markdown of minutes in a small archive. What comes out is read by an oracle of its own, and
   every mention must stand where it says. */
#include "fuzz.h"

#include "archive/check.h"
#include "archive/hide.h"
#include "archive/mask.h"
#include "base/limits.h"
#include "markup/markup.h"
#include "markup_oracle.h"

static struct {
	struct arena arena;
	struct diag_list diags;
	struct archive *archive;
	struct document *document; /* the one under test */
	const struct markup *markup;
} world;

static struct reference
reference(str text)
{
	return (struct reference){.text = text, .place = place_file(source_unread(&world.arena, S("r"), S("r")))};
}

static struct entity *
add_entity(enum entity_kind kind, str name, str alias)
{
	struct entity *entity = arena_new(&world.arena, struct entity);
	entity->kind = kind;
	entity->name = name;
	entity->place = reference(name).place;
	entity->index = (uint32_t)world.archive->entities[kind].n;
	if (alias.n)
		vec_push(&world.arena, &entity->aliases, (struct text_at){alias, entity->place});
	world.archive->has_register[kind] = true;
	vec_push(&world.arena, &world.archive->entities[kind], entity);
	return entity;
}

static struct document *
add_minutes(str path, str date)
{
	struct document *document = arena_new(&world.arena, struct document);
	document->kind = DOCUMENT_MINUTES;
	document->source = source_make(&world.arena, path, path, S("---\n## 1. A\n"), &world.diags);
	document->body = 4;
	document->index = (uint32_t)world.archive->documents.n;
	document->times = (struct times){-1, -1};
	document->present.unknown = document->absent.unknown = true;
	vec_push(&world.arena, &document->networks, reference(S("SIKT")));
	date_parse(date, &document->date);
	document->date_place = document->id_place = place_of(document->source, 0, 3);
	vec_push(&world.arena, &world.archive->documents, document);
	return document;
}

static void
make_world(void)
{
	world.diags.arena = &world.arena;
	world.archive = arena_new(&world.arena, struct archive);
	world.archive->arena = &world.arena;
	world.archive->names.arena = world.archive->by_id.arena = world.archive->by_path.arena = &world.arena;
	world.archive->today = (struct date){2026, 10, 1, false};
	world.archive->site.address = S("https://example.se/");
	add_entity(ENTITY_NETWORK, S("SIKT"), S("nätverket"));
	add_entity(ENTITY_MUNICIPALITY, S("Hjo"), (str){0});
	add_entity(ENTITY_MUNICIPALITY, S("Vara"), (str){0})->ambiguous = true;
	add_entity(ENTITY_TOPIC, S("Mediapoolen"), S("AV <i>"));
	add_entity(ENTITY_ORGANISATION, S("Göliska-IT"), (str){0});
	add_entity(ENTITY_PERSON, S("Anna Exempelsson"), (str){0})->person.municipality = reference(S("Hjo"));
	add_entity(ENTITY_PERSON, S("Anna Provén"), (str){0});
	struct entity *hidden = add_entity(ENTITY_PERSON, S("Sara Hemlig"), (str){0});
	hidden->id = S("p-1");
	hidden->person.publication.rule = PUBLISH_ROLE;
	add_minutes(S("protokoll/2018/a.md"), S("2018-02-02"));
	world.document = add_minutes(S("protokoll/2018/b.md"), S("2018-12-14"));
	archive_resolve(world.archive, &world.diags);
	archive_hide(world.archive, &world.diags);
	world.markup = markup_new(&world.arena, world.archive, NULL, true);
}

static void
check_html(str html, struct map *ids)
{
	const char *fault = markup_fault(html, ids);
	if (fault)
		broken(fault, html);
}

/* Sara Hemlig is hidden. Each line by itself: what stands in two paragraphs is no name. */
static void
check_no_name(str text)
{
	while (text.n) {
		str line = str_cut(&text, '\n');
		if (archive_tells_hidden(world.archive, line))
			broken("a hidden name", line);
	}
}

static void
check_no_names(const struct body *body)
{
	check_no_name(body->summary);
	for (size_t i = 0; i < body->items.n; i++) {
		check_no_name(body->items.items[i].title);
		check_no_name(body->items.items[i].text);
	}
	for (size_t i = 0; i < body->mentions.n; i++) {
		check_no_name(body->mentions.items[i].text);
		check_no_name(body->mentions.items[i].sentence);
	}
	for (size_t i = 0; i < body->decisions.n; i++)
		check_no_name(body->decisions.items[i].text);
	for (size_t i = 0; i < body->assignments.n; i++)
		check_no_name(body->assignments.items[i].text);
	for (size_t i = 0; i < body->reports.n; i++)
		check_no_name(body->reports.items[i].text);
}

static void
check_body(const struct body *body, struct arena *arena)
{
	check_no_names(body);
	struct map ids = {.arena = arena};
	for (size_t i = 0; i < body->items.n; i++) {
		check_html(body->items.items[i].title_html, &ids);
		check_html(body->items.items[i].html, &ids);
	}
	check_html(body->footnotes_html, &ids);
	for (size_t i = 0; i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		if (mention->place.start > mention->place.end || mention->place.end > body->document->source->text.n)
			broken("a mention outside the file", mention->text);
	}
	for (size_t i = 0; i < body->files.n; i++)
		if (str_contains(body->files.items[i], S("..")))
			broken("a file outside", body->files.items[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!world.markup)
		make_world();
	struct arena arena = {0}, scratch = {0};
	struct diag_list diags = {.arena = &arena};
	str text = str_join(&arena, S("---\n"), (str){(const char *)data, size});
	const struct source *source = source_of(&arena, (const uint8_t *)text.p, text.n, &diags);
	if (source) {
		struct document document = *world.document;
		document.source = source;
		const struct body *body = markup_body(world.markup, &document, &arena, &scratch, &diags);
		if (body)
			check_body(body, &arena);
	}
	print_all(&diags);
	arena_free(&scratch);
	arena_free(&arena);
	return 0;
}
