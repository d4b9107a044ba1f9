/* A page at an address that something had before: it forwards at once, and says where to. */
#include "pages/words.h"

void
forward_view(const struct view *view, struct value *object)
{
	const struct page *page = view->page;
	str title = page->entity ? entity_title(view, page->entity) : document_title(view, page->document);
	set_head(view, object,
	         (struct page_head){
	             .heading = title,
	             .title = phrase2(view, "sida.del", title, phrase1(view, "flyttad.del", page->address)),
	             .description = phrase1(view, "flyttad.beskrivning", title),
	         });
	set(view, object, S("mål"), url_to(view, page->target));
}
