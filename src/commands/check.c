/* protokoll check: everything a build does but the writing. */
#include "build.h"
#include "commands/options.h"

int
command_check(struct options *options)
{
	struct build *build = build_new(options);
	build_run(build, BUILD_RENDER);
	if (options->verbose)
		build_print_times(build, options->closing, options->language);
	if (options->diags->n == 0 && !options->quiet && options->format == DIAG_TEXT)
		buffer_add_format(options->closing, options->language == LANGUAGE_EN ? "%zu documents read, no faults\n"
		                                                                     : "%zu dokument lästa, inga fel\n",
		                  build->documents_read);
	int status = exit_status_of(options->diags, options->strict);
	build_free(build);
	return status;
}
