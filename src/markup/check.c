/* Links between the pages, when all of them are known. */
#include <stdlib.h>

#include "archive/address.h"
#include "base/text.h"
#include "markup/conventions.h"
#include "markup/work.h"

enum { SUGGESTIONS_MAX = 50 };

struct check {
	const struct body *const *bodies;
	size_t n;
	const struct strs *addresses;
	struct diag_list *diags;
	struct arena scratch;
	struct map *anchors; /* by document: anchor -> itself; made when a link leads there */
	unsigned suggestions; /* given so far; nobody reads more, and finding them takes time */
};

static int
compare_strs(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

static bool
is_address(const struct strs *addresses, str address)
{
	return addresses->n &&
	       bsearch(&address, addresses->items, addresses->n, sizeof *addresses->items, compare_strs);
}

static bool
has_anchor(struct check *check, const struct body *body, str anchor)
{
	struct map *anchors = &check->anchors[body->document->index];
	if (!anchors->arena) {
		anchors->arena = &check->scratch;
		for (size_t i = 0; i < body->anchors.n; i++)
			*map_at(anchors, body->anchors.items[i]) = &body->anchors.items[i];
	}
	return map_get(anchors, anchor) != NULL;
}

/* People link to headings as other programs name them: "#mediapoolen" is meant as "#p5". */
static str
nearest_anchor(struct check *check, const struct body *body, str anchor)
{
	if (check->suggestions++ >= SUGGESTIONS_MAX)
		return (str){0};
	for (size_t i = 0; i < body->items.n; i++) {
		const struct item *item = &body->items.items[i];
		str title = text_slug(&check->scratch, item->title);
		str labelled = str_format(&check->scratch, "%.*s-%.*s", STR(item->label), STR(title));
		if (title.n && (str_eq(anchor, title) || str_eq(anchor, labelled)))
			return str_join(check->diags->arena, S("#"), address_item(&check->scratch, item->number));
	}
	str nearest = text_nearest(anchor, body->anchors.items, body->anchors.n);
	return nearest.n ? str_join(check->diags->arena, S("#"), nearest) : nearest;
}

static str
nearest_address(struct check *check, str address)
{
	if (check->suggestions++ >= SUGGESTIONS_MAX)
		return (str){0};
	return text_nearest(address, check->addresses->items, check->addresses->n);
}

static void
check_anchor(struct check *check, const struct body *body, const struct inner_link *link)
{
	if (link->anchor.n && !has_anchor(check, body, link->anchor))
		diag(check->diags, DIAG_ANCHOR_UNKNOWN, link->place, nearest_anchor(check, body, link->anchor),
		     message_word(check->diags, link->anchor),
		     message_word(check->diags, body->document->source->path));
}

static void
check_link(struct check *check, const struct inner_link *link)
{
	if (!link->document && !is_address(check->addresses, link->address))
		diag(check->diags, DIAG_ADDRESS_UNKNOWN, link->place, nearest_address(check, link->address),
		     message_word(check->diags, link->address));
	else if (link->document && link->document->index < check->n && check->bodies[link->document->index])
		check_anchor(check, check->bodies[link->document->index], link);
}

void
markup_check_links(const struct markup *markup, const struct body *const *bodies, size_t n,
                   const struct strs *addresses, struct diag_list *diags)
{
	(void)markup;
	struct check check = {.bodies = bodies, .n = n, .addresses = addresses, .diags = diags};
	check.anchors = arena_array(&check.scratch, struct map, n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; bodies[i] && j < bodies[i]->links.n; j++)
			check_link(&check, &bodies[i]->links.items[j]);
	arena_free(&check.scratch);
	conventions_check(bodies, n, diags);
}
