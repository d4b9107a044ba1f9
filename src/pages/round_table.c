/* round-table */
#include "pages/words.h"

void
round_table_view(const struct view *view, struct value *object)
{
	set_head(view, object, (struct page_head){.heading = word(view, "laget_runt.rubrik")});
}
