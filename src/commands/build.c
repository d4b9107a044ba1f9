/* protokoll build: the archive becomes a site. */
#include "build.h"
#include "commands/options.h"

/* "5 dokument lästa, 94 sidor skrivna, 0 oförändrade, på 38 ms" */
static void
sum_up(const struct options *options, const struct build *build)
{
	static const struct {
		const char *one, *many;
	} words[2][3] = {
	    [LANGUAGE_SV] = {{"dokument läst", "dokument lästa"},
	                     {"sida skriven", "sidor skrivna"},
	                     {"oförändrad", "oförändrade"}},
	    [LANGUAGE_EN] = {{"document read", "documents read"},
	                     {"page written", "pages written"},
	                     {"unchanged", "unchanged"}},
	};
	const size_t counts[3] = {build->documents_read, build->counts.written, build->counts.unchanged};
	for (size_t i = 0; i < 3; i++)
		buffer_add_format(options->closing, "%zu %s, ", counts[i],
		                  counts[i] == 1 ? words[options->language][i].one : words[options->language][i].many);
	buffer_add_format(options->closing, "%s %ld ms\n", options->language == LANGUAGE_EN ? "in" : "på",
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
