/* atom */
#include "export/exports.h"

void
atom_list(const struct export_context *context, struct arena *arena, struct exports *exports)
{
	(void)context, (void)arena, (void)exports;
}
