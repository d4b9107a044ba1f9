/* protokoll check: everything a build does but the writing. */
#include "build.h"
#include "commands/omissions.h"
#include "commands/options.h"
#include "commands/unresolved.h"

static void
print_no_faults(const struct options *options, size_t documents)
{
	bool one = documents == 1;
	if (options->language == LANGUAGE_EN)
		buffer_add_format(options->closing, "%zu document%s read, no faults\n", documents, one ? "" : "s");
	else
		buffer_add_format(options->closing, "%zu dokument %s, inga fel\n", documents, one ? "läst" : "lästa");
}

int
command_check(struct options *options)
{
	struct build *build = build_new(options);
	build_run(build, BUILD_RENDER);
	if (options->verbose) {
		build_print_times(build, options->closing, options->language);
		unresolved_print(build, options->out, options->language);
		omissions_print(build, options->out, options->language);
		options_mask_output(options);
	}
	if (options->diags->n == 0 && !options->quiet && options->format == DIAG_TEXT)
		print_no_faults(options, build->documents_read);
	int status = exit_status_of(options->diags, options->strict);
	build_free(build);
	return status;
}
