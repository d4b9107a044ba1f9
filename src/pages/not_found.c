/* What a server shows for an address that leads nowhere. */
#include "pages/words.h"

void
not_found_view(const struct view *view, struct value *object)
{
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "ingen_sida.rubrik"),
	             .description = word(view, "ingen_sida.text"),
	         });
}
