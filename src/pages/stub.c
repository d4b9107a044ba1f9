/* The page that stands in for minutes that others cite and the archive does not have. */
#include "pages/dates.h"
#include "pages/words.h"

void
stub_view(const struct view *view, struct value *object)
{
	const struct missing *missing = view->page->missing;
	const struct entity *network = missing->stub->network;
	str name = network ? entity_title(view, network) : (str){0};
	str title = phrase2(view, "protokoll.rubrik", name, date_text(view, missing->stub->date));
	struct value cited = value_list();
	for (size_t i = 0; i < missing->cited_in.n; i++)
		value_push(view->arena, &cited, document_link(view, missing->cited_in.items[i]));
	add_crumb(view, object, word(view, "slag.protokoll"), address_of(ADDRESS_MINUTES_INDEX));
	set_head(view, object,
	         (struct page_head){
	             .heading = title,
	             .title = phrase2(view, "sida.del", title, word(view, "saknas.del")),
	             .description = phrase1(view, "saknas.beskrivning", title),
	         });
	set(view, object, S("datum"), date_value(view, missing->stub->date));
	set(view, object, S("nätverk"), network ? entity_link(view, network) : value_bool(false));
	set(view, object, S("citerad_i"), wrapped(view, cited));
}
