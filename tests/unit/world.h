/* A small archive in memory for the tests of src/archive/: what content/ would have read, built by hand. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/archive.h"
#include "archive/hide.h"
#include "base/diag.h"

struct world {
	struct arena arena;
	struct archive *archive;
	struct diag_list diags;
};

static inline int
world_setup(void **state)
{
	static struct world world;
	world = (struct world){0};
	world.diags.arena = &world.arena;
	world.archive = arena_new(&world.arena, struct archive);
	world.archive->arena = &world.arena;
	world.archive->today = (struct date){2026, 10, 1, false};
	world.archive->site.address = S("https://example.se/arkiv/");
	*state = &world;
	return 0;
}

static inline int
world_teardown(void **state)
{
	struct world *world = *state;
	arena_free(&world->arena);
	return 0;
}

static inline struct place
a_place(struct world *world, const char *path)
{
	const struct source *source = source_make(&world->arena, str_of(path), str_of(path), S("---\n"), &world->diags);
	return place_of(source, 0, 3);
}

static inline struct date
a_date(const char *text)
{
	struct date date = {0};
	assert_true(*text == '\0' || date_parse(str_of(text), &date));
	return date;
}

/* A register entry; the register exists from then on. */
static inline struct entity *
entry(struct world *world, enum entity_kind kind, const char *name)
{
	struct entity *entity = arena_new(&world->arena, struct entity);
	entity->kind = kind;
	entity->name = str_of(name);
	entity->place = a_place(world, "register.yaml");
	world->archive->has_register[kind] = true;
	vec_push(&world->arena, &world->archive->entities[kind], entity);
	return entity;
}

static inline struct reference
ref(struct world *world, const char *text)
{
	return (struct reference){.text = str_of(text), .place = a_place(world, "protokoll/x.md")};
}

static inline void
refer(struct world *world, struct references *list, const char *text)
{
	vec_push(&world->arena, list, ref(world, text));
}

static inline void
alias(struct world *world, struct entity *entity, const char *text)
{
	vec_push(&world->arena, &entity->aliases, (struct text_at){str_of(text), a_place(world, "register.yaml")});
}

static inline struct entity *
person(struct world *world, const char *name, const char *municipality)
{
	struct entity *entity = entry(world, ENTITY_PERSON, name);
	if (*municipality)
		entity->person.municipality = ref(world, municipality);
	return entity;
}

static inline struct document *
document(struct world *world, enum document_kind kind, const char *path, const char *title)
{
	struct document *document = arena_new(&world->arena, struct document);
	document->kind = kind;
	document->source = a_place(world, path).source;
	document->title = str_of(title);
	document->present.unknown = document->absent.unknown = true;
	vec_push(&world->arena, &world->archive->documents, document);
	return document;
}

static inline struct document *
minutes(struct world *world, const char *path, const char *network, const char *date)
{
	struct document *result = document(world, DOCUMENT_MINUTES, path, "");
	refer(world, &result->networks, network);
	result->date = a_date(date);
	result->date_place = result->id_place = place_of(result->source, 0, 3);
	return result;
}

/* An entry of närvarande or frånvarande; `municipality` is what stands after the comma. */
static inline struct attendee *
attend(struct world *world, struct attendees *list, const char *who, const char *municipality)
{
	struct attendee *attendee = vec_add(&world->arena, list);
	attendee->who = ref(world, who);
	if (*municipality)
		attendee->counts_for = ref(world, municipality);
	list->unknown = false;
	return attendee;
}

static inline void
resolve(struct world *world)
{
	archive_resolve(world->archive, &world->diags);
	archive_hide(world->archive, &world->diags);
}

static inline void
resolve_and_check(struct world *world)
{
	archive_resolve(world->archive, &world->diags);
	archive_hide(world->archive, &world->diags);
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
}

/* How often a diagnostic was reported. */
static inline size_t
times_reported(const struct world *world, enum diag_code code)
{
	size_t n = 0;
	for (size_t i = 0; i < world->diags.n; i++)
		n += world->diags.items[i].code == code;
	return n;
}

static inline const struct diag *
first_reported(const struct world *world, enum diag_code code)
{
	for (size_t i = 0; i < world->diags.n; i++)
		if (world->diags.items[i].code == code)
			return &world->diags.items[i];
	fail_msg("%s was not reported", diag_row(code)->number);
	return NULL;
}

#define assert_str(text, literal)                                                                                      \
	do {                                                                                                           \
		str found_ = (text);                                                                                   \
		char copy_[4096] = {0};                                                                                 \
		assert_true(found_.n < sizeof copy_);                                                                  \
		for (size_t i_ = 0; i_ < found_.n; i_++)                                                               \
			copy_[i_] = found_.p[i_];                                                                      \
		assert_string_equal(copy_, (literal));                                                                 \
	} while (0)

#define test(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)

#endif
