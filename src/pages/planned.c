/* planned */
#include "pages/words.h"

void
planned_view(const struct view *view, struct value *object)
{
	set_head(view, object, (struct page_head){.heading = word(view, "möten.rubrik")});
}
