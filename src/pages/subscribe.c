/* subscribe */
#include "pages/words.h"

void
subscribe_view(const struct view *view, struct value *object)
{
	set_head(view, object, (struct page_head){.heading = word(view, "prenumerera.rubrik")});
}
