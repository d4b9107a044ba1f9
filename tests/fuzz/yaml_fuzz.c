/* Front matter and registers: the first byte chooses the kind of file, the rest is its text. What is read must have its
   place inside the file. */
#include "fuzz.h"

#include "content/front_matter.h"
#include "content/records.h"
#include "content/yaml.h"
#include "values.h"

enum kind { KIND_MINUTES, KIND_DOCUMENT, KIND_PAGE, KIND_SITE, KIND_REGISTERS, KINDS = KIND_REGISTERS + ENTITY_KINDS };

static void
check_places(const struct yaml_node *node)
{
	const struct place *place = &node->place;
	if (place->start > place->end || place->end > place->source->text.n)
		broken("a place outside the file", node->text);
	if (text_invalid(node->text) != SIZE_MAX)
		broken("a text that is not UTF-8", node->text);
	for (size_t i = 0; i < node->n; i++) {
		check_places(node->items[i]);
		if (node->kind == YAML_MAP)
			check_places(node->keys[i]);
	}
}

static void
decode(struct decoder *decoder, const struct record *record, const struct yaml_node *node)
{
	void *into = arena_alloc(decoder->arena, record->size);
	fields_decode(decoder, record, node, node->place, into);
}

static void
read_register(struct decoder *decoder, enum entity_kind kind)
{
	const struct yaml_node *root = yaml_parse(decoder->arena, decoder->source, 0, decoder->source->text.n, yaml_register, decoder->diags);
	if (!root)
		return;
	check_places(root);
	value_from_yaml(decoder->arena, root);
	for (size_t i = 0; root->kind == YAML_LIST && i < root->n; i++)
		decode(decoder, &record_entity[kind], root->items[i]);
}

static void
read_front_matter(struct decoder *decoder, const struct record *record)
{
	struct front_matter front;
	if (!front_matter_find(decoder->source, &front, decoder->diags))
		return;
	const struct yaml_node *root =
	    yaml_parse(decoder->arena, decoder->source, front.start, front.end, yaml_front_matter, decoder->diags);
	if (!root)
		return;
	check_places(root);
	decode(decoder, record, root);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct record *const records[] = {
	    [KIND_MINUTES] = &record_minutes, [KIND_DOCUMENT] = &record_document, [KIND_PAGE] = &record_page, [KIND_SITE] = &record_site};
	if (size == 0)
		return 0;
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct decoder decoder = {&arena, source_of(&arena, data + 1, size - 1, &diags), &diags};
	unsigned kind = (data[0] >= '0' ? data[0] - '0' : data[0]) % (unsigned)KINDS;
	if (decoder.source && kind >= KIND_REGISTERS)
		read_register(&decoder, (enum entity_kind)(kind - KIND_REGISTERS));
	else if (decoder.source)
		read_front_matter(&decoder, records[kind]);
	print_all(&diags);
	arena_free(&arena);
	return 0;
}
