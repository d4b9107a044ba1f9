/* An archive without registers still compiles: people, municipalities, topics, networks and organisations are then made
   from what the documents name. */
#include "archive/derive.h"

#include "archive/names.h"
#include "base/diag.h"
#include "base/text.h"

/* The name of a municipality in the genitive before "kommun" loses its -s, unless the name itself ends so, as those on
   -ås, -fors and -näs do (Borås kommun). A register is surer. */
static str
municipality_name(str text)
{
	static const str own_s[] = {{"ås", 3}, {"fors", 4}, {"näs", 4}, {"Grums", 5}};
	str bare = without_kommun(text);
	if (bare.n == 0)
		return text;
	if (!str_ends(bare, S("s")))
		return bare;
	for (size_t i = 0; i < sizeof own_s / sizeof *own_s; i++)
		if (str_ends(bare, own_s[i]))
			return bare;
	return str_slice(bare, 0, bare.n - 1);
}

struct entity *
derive_entity(struct archive *archive, enum entity_kind kind, str text, struct place place, struct diag_list *diags)
{
	struct entity *entity = arena_new(archive->arena, struct entity);
	entity->kind = kind;
	entity->name = kind == ENTITY_MUNICIPALITY ? municipality_name(str_trim(text)) : str_trim(text);
	entity->place = place;
	entity->derived = true;
	names_give_id(archive, entity, diags);
	names_add(archive, entity, name_key(archive->arena, entity->name));
	names_add(archive, entity, entity->id);
	vec_push(archive->arena, &archive->entities[kind], entity);
	return entity;
}
