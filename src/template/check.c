/* Checks the templates of a theme against one another, once all of them are known. */
#include "base/text.h"
#include "template/node.h"

struct check {
	const struct map *templates;
	struct diag_list *diags;
	struct map blocks; /* every block's name -> one of its nodes, a plain one if there is any */
	struct strs block_names;
	bool sound;
};

static void
report(struct check *check, const struct template *template, const struct node *node, enum diag_code code, str nearest)
{
	diag(check->diags, code, place_of(template->source, node->start, node->stop), nearest, node->text);
	check->sound = false;
}

static void
collect_blocks(struct check *check, const struct template *template)
{
	for (size_t i = 0; i < template->n; i++) {
		const struct node *node = &template->nodes[i];
		if (node->kind != NODE_BLOCK)
			continue;
		void **slot = map_at(&check->blocks, node->text);
		if (!*slot)
			vec_push(check->diags->arena, &check->block_names, node->text);
		if (!*slot || node->plain)
			*slot = (void *)(uintptr_t)node;
	}
}

static str
nearest_template(struct check *check, str name)
{
	struct strs names = {0};
	for (size_t i = 0; i < check->templates->n; i++)
		vec_push(check->diags->arena, &names, check->templates->entries[i].key);
	return text_nearest(name, names.items, names.n);
}

static void
check_call(struct check *check, const struct template *template, const struct node *node)
{
	const struct template *called = map_get(check->templates, node->text);
	if (!called)
		report(check, template, node, DIAG_TEMPLATE_UNKNOWN_PARTIAL, nearest_template(check, node->text));
	else if (node->plain && !called->plain)
		report(check, template, node, DIAG_TEMPLATE_NOT_PLAIN, (str){0});
}

static void
check_argument(struct check *check, const struct template *template, const struct node *node)
{
	const struct node *block = map_get(&check->blocks, node->text);
	if (!block)
		report(check, template, node, DIAG_TEMPLATE_UNKNOWN_BLOCK,
		       text_nearest(node->text, check->block_names.items, check->block_names.n));
	else if (block->plain && !node->plain)
		report(check, template, node, DIAG_TEMPLATE_NOT_PLAIN, (str){0});
}

static void
check_template(struct check *check, const struct template *template)
{
	for (size_t i = 0; i < template->n; i++) {
		const struct node *node = &template->nodes[i];
		if (node->kind == NODE_PARTIAL || node->kind == NODE_PARENT)
			check_call(check, template, node);
		else if (node->kind == NODE_ARGUMENT)
			check_argument(check, template, node);
	}
}

bool
template_check(const struct map *templates, struct diag_list *diags)
{
	struct check check = {.templates = templates, .diags = diags, .blocks = {.arena = diags->arena}, .sound = true};
	for (size_t i = 0; i < templates->n; i++)
		collect_blocks(&check, templates->entries[i].value);
	for (size_t i = 0; i < templates->n; i++)
		check_template(&check, templates->entries[i].value);
	return check.sound;
}
