/* An entry may not lie under itself, however long the way round: pages that climb to the top would never arrive. */
#include "archive/hierarchy.h"

#include "base/buffer.h"
#include "base/diag.h"

const struct reference *
parent_of(const struct entity *entity)
{
	switch (entity->kind) {
	case ENTITY_TOPIC:
		return &entity->topic.parent;
	case ENTITY_NETWORK:
		return &entity->network.parent;
	case ENTITY_ORGANISATION:
		return &entity->organisation.parent;
	default:
		return NULL;
	}
}

const struct entity *
entity_parent(const struct entity *entity)
{
	const struct reference *parent = parent_of(entity);
	return parent ? parent->entity : NULL;
}

/* "A → B → A" */
static str
circle(struct arena *arena, const struct entity *start)
{
	struct buffer words = {.arena = arena};
	buffer_add(&words, start->name);
	const struct entity *entity = start;
	do {
		entity = entity_parent(entity);
		buffer_lit(&words, " → ");
		buffer_add(&words, entity->name);
	} while (entity != start);
	return buffer_str(&words);
}

void
hierarchy_check(const struct archive *archive, struct diag_list *diags)
{
	/* Each walk upwards has a number of its own; meeting it again means a circle, meeting another means known ground. */
	uint32_t *walks[ENTITY_KINDS], walk = 0;
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++)
		walks[kind] = arena_array(archive->arena, uint32_t, archive->entities[kind].n);
	for (size_t kind = 0; kind < ENTITY_KINDS; kind++) {
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			walk++;
			const struct entity *entity = archive->entities[kind].items[i];
			while (entity && walks[entity->kind][entity->index] == 0) {
				walks[entity->kind][entity->index] = walk;
				entity = entity_parent(entity);
			}
			if (entity && walks[entity->kind][entity->index] == walk)
				diag(diags, DIAG_PARENT_CIRCLE, parent_of(entity)->place, (str){0},
				     circle(archive->arena, entity));
		}
	}
}
