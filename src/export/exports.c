/* Which files the site has beside its pages. */
#include "export/exports.h"

void
exports_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	atom_list(context, arena, exports);
	calendar_list(context, arena, exports);
	tables_list(context, arena, exports);
	open_data_list(context, arena, exports);
	sources_list(context, arena, exports);
	sitemap_list(context, arena, exports);
	robots_list(context, arena, exports);
}
