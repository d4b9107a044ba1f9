/* tables */
#include "export/exports.h"

void
tables_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context, (void)arena, (void)exports;
}
