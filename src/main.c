/* Which command: parses the command line, runs one command, prints what it has to say and ends with its status. The only
   file that prints. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/options.h"

static bool
print(FILE *stream, const struct buffer *text)
{
	return fwrite(text->bytes ? text->bytes : "", 1, text->n, stream) == text->n && fflush(stream) == 0;
}

static void
print_diagnostics(struct options *options)
{
	struct buffer text = {.arena = options->arena};
	struct diag_style style = options_style(options);
	diag_sort(options->diags);
	diag_print_all(&text, options->diags, style);
	if (options->format == DIAG_TEXT && options->diags->n && !options->quiet)
		diag_print_summary(&text, options->diags, style);
	print(stderr, &text);
}

static void
say(const struct buffer *text)
{
	print(stdout, text);
}

static int
run(struct options *options, int argc, char **argv)
{
	if (!options_parse(options, argc, argv))
		return EXIT_USAGE;
	if (options->help) {
		options_help(options->out, options->command, options->language);
		return EXIT_DONE;
	}
	if (options->version) {
		buffer_lit(options->out, "protokoll " VERSION "\n");
		return EXIT_DONE;
	}
	options->arenas = arena_array(options->arena, struct arena, options->jobs);
	int status = options->command->run(options);
	return summary_write(options) || status != EXIT_DONE ? status : EXIT_MACHINE;
}

/* Parsing cannot be interrupted from inside; the process ends and the site that stood before still stands. The watch calls
   this on its own thread, and knows no options. */
static const struct options *given;

static void
give_up(str path)
{
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct buffer text = {.arena = &arena};
	diag(&diags, DIAG_DOCUMENT_TIME, place_file(source_unread(&arena, path, path)), (str){0});
	if (given->command->run == command_serve)
		diag(&diags, DIAG_SERVE_ENDED, (struct place){0}, (str){0});
	struct diag_style style = options_style(given);
	diag_print_all(&text, &diags, style);
	if (style.format == DIAG_TEXT && !given->quiet)
		diag_print_summary(&text, &diags, style);
	print(stderr, &text);
	_exit(EXIT_CONTENT);
}

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	struct buffer out = {.arena = &arena}, closing = {.arena = &arena};
	struct diag_list diags = {.arena = &arena};
	struct options options = {.arena = &arena, .out = &out, .closing = &closing, .diags = &diags, .report = print_diagnostics, .say = say, .gives_up = give_up};
	given = &options;
	int status = run(&options, argc, argv);
	print_diagnostics(&options);
	if (!print(stdout, &out) && status == EXIT_DONE)
		status = EXIT_MACHINE; /* a full disk or a closed pipe behind stdout */
	if (options.format != DIAG_JSON) /* one object a line, and nothing else */
		print(stderr, &closing);
	for (unsigned i = 0; options.arenas && i < options.jobs; i++)
		arena_free(&options.arenas[i]);
	arena_free(&arena);
	return status;
}
