/* Links between the pages, when all of them are known. */
#include <stdlib.h>

#include "archive/address.h"
#include "base/text.h"
#include "markup/work.h"

static int
compare_strs(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

static bool
is_address(const struct strs *addresses, str address)
{
	return addresses->n && bsearch(&address, addresses->items, addresses->n, sizeof *addresses->items, compare_strs);
}

/* People link to headings as other programs name them: "#mediapoolen" is meant as "#p5". */
static str
nearest_anchor(struct diag_list *diags, const struct body *body, str anchor)
{
	struct arena *arena = diags->arena;
	for (size_t i = 0; i < body->items.n; i++) {
		const struct item *item = &body->items.items[i];
		str title = text_slug(arena, item->title);
		str labelled = str_format(arena, "%.*s-%.*s", STR(item->label), STR(title));
		if (title.n && (str_eq(anchor, title) || str_eq(anchor, labelled)))
			return str_join(arena, S("#"), address_item(arena, item->number));
	}
	str nearest = text_nearest(anchor, body->anchors.items, body->anchors.n);
	return nearest.n ? str_join(arena, S("#"), nearest) : nearest;
}

static void
check_anchor(const struct body *body, const struct inner_link *link, struct diag_list *diags)
{
	if (link->anchor.n == 0 || strs_have(&body->anchors, link->anchor))
		return;
	diag(diags, DIAG_ANCHOR_UNKNOWN, link->place, nearest_anchor(diags, body, link->anchor),
	     message_word(diags, link->anchor), message_word(diags, body->document->source->path));
}

static void
check_link(const struct inner_link *link, const struct body *const *bodies, size_t n, const struct strs *addresses,
           struct diag_list *diags)
{
	if (link->document) {
		if (link->document->index < n && bodies[link->document->index])
			check_anchor(bodies[link->document->index], link, diags);
	} else if (!is_address(addresses, link->address)) {
		diag(diags, DIAG_ADDRESS_UNKNOWN, link->place, text_nearest(link->address, addresses->items, addresses->n),
		     message_word(diags, link->address));
	}
}

void
markup_check_links(const struct markup *markup, const struct body *const *bodies, size_t n, const struct strs *addresses,
                   struct diag_list *diags)
{
	(void)markup;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; bodies[i] && j < bodies[i]->links.n; j++)
			check_link(&bodies[i]->links.items[j], bodies, n, addresses, diags);
}
