/* stone */
#include "pages/words.h"

void
stone_view(const struct view *view, struct value *object)
{
	set_head(view, object, (struct page_head){.heading = word(view, "sten.rubrik")});
}
