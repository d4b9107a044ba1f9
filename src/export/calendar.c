/* calendar */
#include "export/exports.h"

void
calendar_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context, (void)arena, (void)exports;
}
