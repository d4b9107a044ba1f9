/* protokoll build: the archive becomes a site. */
#include "build.h"
#include "commands/options.h"

/* "5 dokument lästa, 94 sidor skrivna, 0 oförändrade på 38 ms" */
static void
sum_up(const struct options *options, const struct build *build)
{
	bool english = options->language == LANGUAGE_EN;
	buffer_add_format(options->closing,
	                  english ? "%zu documents read, %zu pages written, %zu unchanged, in %ld ms\n"
	                          : "%zu dokument lästa, %zu sidor skrivna, %zu oförändrade, på %ld ms\n",
	                  build->documents_read, build->counts.written, build->counts.unchanged,
	                  build_milliseconds(build));
}

int
command_build(struct options *options)
{
	struct build *build = build_new(options);
	bool published = build_run(build, BUILD_PUBLISH);
	if (options->verbose)
		build_print_times(build, options->closing, options->language);
	if (published && !options->quiet)
		sum_up(options, build);
	int status = exit_status_of(options->diags, options->strict);
	build_free(build);
	return status;
}
