/* The command line: one table of options, read once; every option says which commands take it. */
#include "commands/options.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive/mask.h"
#include "base/parallel.h"
#include "base/personal.h"
#include "base/text.h"
#include "content/read.h"

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_FOLDER, OPTION_URL, OPTION_NUMBER, OPTION_PORT, OPTION_DATE, OPTION_LANGUAGE, OPTION_FORMAT };

enum {
	FOR_BUILD = 1, FOR_CHECK = 2, FOR_RENDER = 4, FOR_DUMP = 8, FOR_EXPLAIN = 16, FOR_SERVE = 32, FOR_NEW = 64,
	FOR_ARCHIVE = FOR_BUILD | FOR_CHECK | FOR_DUMP | FOR_SERVE, /* commands that read the archive */
	FOR_ALL = 0xffff,
};

struct option_row {
	const char *name;
	enum option_kind kind;
	size_t offset;
	unsigned commands;
	const char *argument[2]; /* NULL: a flag */
	const char *help[2];
};

#define DUMPS "archive|mentions|pages|templates|schema|man|completion"

#define FIELD(name) offsetof(struct options, name)

static const struct option_row option_rows[] = {
    {"source", OPTION_FOLDER, FIELD(source), FOR_ARCHIVE | FOR_NEW, {"MAPP", "DIR"},
     {"arkivets mapp (content)", "folder of the archive (content)"}},
    {"output", OPTION_FOLDER, FIELD(output), FOR_ARCHIVE, {"MAPP", "DIR"},
     {"dit sajten skrivs (public)", "where the site is written (public)"}},
    {"theme", OPTION_FOLDER, FIELD(theme), FOR_ARCHIVE, {"MAPP", "DIR"},
     {"temats mapp (themes/ och namnet i arkiv.yaml)", "folder of the theme (themes/ and the name in arkiv.yaml)"}},
    {"base-url", OPTION_URL, FIELD(base_url), FOR_ARCHIVE, {"ADRESS", "URL"},
     {"sajtens adress i stället för den i arkiv.yaml", "address of the site, in place of the one in arkiv.yaml"}},
    {"drafts", OPTION_FLAG, FIELD(drafts), FOR_ARCHIVE, {0},
     {"ta med det som inte har status publicerat", "include what is not published yet"}},
    {"force", OPTION_FLAG, FIELD(force), FOR_BUILD, {0},
     {"ta över en mapp som innehåller annat; det främmande får ligga kvar",
      "take over a folder that holds other files; those stay"}},
    {"port", OPTION_PORT, FIELD(port), FOR_SERVE, {"PORT", "PORT"},
     {"port för förhandsvisningen (8137, eller en ledig)", "port of the preview (8137, or a free one)"}},
    {"bind", OPTION_TEXT, FIELD(bind), FOR_SERVE, {"ADRESS", "ADDRESS"},
     {"adress att lyssna på (127.0.0.1, bara den egna datorn)", "address to listen on (127.0.0.1, this machine alone)"}},
    {"no-search", OPTION_FLAG, FIELD(no_search), FOR_BUILD | FOR_SERVE, {0},
     {"gör inget sökregister", "make no search index"}},
    {"no-history", OPTION_FLAG, FIELD(no_history), FOR_BUILD, {0},
     {"fråga inte git när texterna senast ändrades", "do not ask git when the texts were last changed"}},
    {"noindex", OPTION_FLAG, FIELD(noindex), FOR_BUILD, {0},
     {"be sökmotorer att utelämna varje sida, för en förhandsvisning",
      "ask search engines to leave every page out, for a preview"}},
    {"record", OPTION_FLAG, FIELD(record), FOR_BUILD, {0},
     {"skriv upp de publicerade adresserna i content/adresser.txt",
      "write down the published addresses in content/adresser.txt"}},
    {"partials", OPTION_FOLDER, FIELD(partials), FOR_RENDER, {"MAPP", "DIR"},
     {"där mallens delar ligger (mallens egen mapp)", "where partials lie (the template's own folder)"}},
    {"stdout", OPTION_FLAG, FIELD(to_stdout), FOR_NEW, {0},
     {"skriv protokollet på skärmen, gör ingen fil", "print the minutes, make no file"}},
    {"strict", OPTION_FLAG, FIELD(strict), FOR_ARCHIVE, {0}, {"räkna varningar som fel", "count warnings as errors"}},
    {"jobs", OPTION_NUMBER, FIELD(jobs), FOR_ARCHIVE | FOR_NEW, {"ANTAL", "N"},
     {"hur många kärnor som används (alla)", "how many cores to use (all)"}},
    {"date", OPTION_DATE, FIELD(today), FOR_ARCHIVE | FOR_NEW, {"ÅÅÅÅ-MM-DD", "YYYY-MM-DD"},
     {"vad som är \"i dag\" (SOURCE_DATE_EPOCH eller klockan)", "what \"today\" is (SOURCE_DATE_EPOCH or the clock)"}},
    {"lang", OPTION_LANGUAGE, FIELD(language), FOR_ALL, {"sv|en", "sv|en"},
     {"språk i meddelanden (arkivets)", "language of messages (the archive's)"}},
    {"format", OPTION_FORMAT, FIELD(format), FOR_ALL, {"text|github|json", "text|github|json"},
     {"hur fel och varningar skrivs (text)", "how diagnostics are printed (text)"}},
    {"summary", OPTION_TEXT, FIELD(summary), FOR_BUILD | FOR_CHECK, {"FIL", "FILE"},
     {"skriv en sammanfattning av felen i en fil, som Markdown (GITHUB_STEP_SUMMARY)",
      "write a summary of the faults to a file, as Markdown (GITHUB_STEP_SUMMARY)"}},
    {"quiet", OPTION_FLAG, FIELD(quiet), FOR_ALL, {0}, {"skriv bara fel", "print errors only"}},
    {"verbose", OPTION_FLAG, FIELD(verbose), FOR_ALL, {0}, {"skriv mer: tiden för varje steg", "print more: the time of each stage"}},
    {"help", OPTION_FLAG, FIELD(help), FOR_ALL, {0}, {"visa den här hjälpen", "show this help"}},
    {"version", OPTION_FLAG, FIELD(version), FOR_ALL, {0}, {"visa version", "show the version"}},
};

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

const struct command commands[] = {
    {"build", command_build, FOR_BUILD, {"", ""}, 0, 0,
     {"bygg sajten av arkivet", "compile the archive into a site"},
     {"Läser allt i content/, berättar om allt som är fel och skriver sajten till public/.\n"
      "Är något fel publiceras ingenting: sajten som låg där förut står kvar.",
      "Reads everything in content/, reports everything that is wrong, and writes the site to public/.\n"
      "When there is an error nothing is published: the site that stood there before still stands."}},
    {"check", command_check, FOR_CHECK, {"", ""}, 0, 0,
     {"läs allt och berätta vad som är fel, skriv inget", "read everything, report, write nothing"},
     {"Kör den här innan du lämnar ifrån dig ett protokoll. Den ändrar ingenting.",
      "Run this before you hand in minutes. It changes nothing."}},
    {"serve", command_serve, FOR_SERVE, {"", ""}, 0, 0,
     {"visa arkivet i webbläsaren medan du skriver", "preview with live reload on 127.0.0.1"},
     {"Skriver ut en adress att öppna. Varje gång en fil sparas byggs allt om och sidan laddas om. Det som är fel visas över\n"
      "sidan, och under den står den senaste version som gick att bygga. Utkast är med. Avsluta med Ctrl-C.",
      "Prints an address to open. Each time a file is saved everything is built anew and the page reloads. Faults are shown\n"
      "over the page, with the last version that could be built below. Drafts are included. End it with Ctrl-C."}},
    {"new", command_new, FOR_NEW, {"NÄTVERK DATUM", "NETWORK DATE"}, 2, 2,
     {"gör en ny protokollfil: protokoll new SIKT 2026-12-04", "a new file of minutes: protokoll new SIKT 2026-12-04"},
     {"Skriver content/protokoll/ÅR/DATUM-NÄTVERK.md med det som arkivet redan vet: ordförande, vilka som brukar vara med,\n"
      "dagordningen, det som planerats för dagen, uppdrag som inte är avslutade och ämnen som väntar. Flera nätverk skrivs\n"
      "med komma emellan: SIKT,SKIS. En fil som finns skrivs aldrig över.",
      "Writes content/protokoll/YEAR/DATE-NETWORK.md with what the archive already knows: the chair, who usually comes, the\n"
      "standing agenda, what was planned for the day, open assignments and waiting topics. Several networks are written with\n"
      "a comma between: SIKT,SKIS. A file that is there is never overwritten."}},
    {"render", command_render, FOR_RENDER, {"MALL DATA", "FILE DATA"}, 2, 2,
     {"fyll en mall med data ur en YAML- eller JSON-fil", "fill one template from a YAML or JSON file"},
     {"För den som gör ett tema. Resultatet skrivs på skärmen.", "For theme authors. The result is printed."}},
    {"dump", command_dump, FOR_DUMP, {DUMPS, DUMPS}, 1, 1,
     {"skriv ut ett stegs resultat", "print one stage's product"},
     {"archive    allt som arkivet vet, som JSON\n"
      "mentions   varje omnämnande, en rad var med tabb emellan\n"
      "pages      adress, slag och källa för varje sida\n"
      "templates  temats mallar och de nycklar de använder\n"
      "schema     JSON Schema för filernas huvud, för redigerare\n"
      "man        manualsidan, i språket som --lang säger\n"
      "completion hjälp att skriva kommandon i bash, med tabbtangenten",
      "archive    everything known, as JSON\n"
      "mentions   every mention, one a line, tab-separated\n"
      "pages      address, kind and source of every page\n"
      "templates  the theme's templates and the keys they use\n"
      "schema     JSON Schema of the front matter, for editors\n"
      "man        the manual page, in the language of --lang\n"
      "completion help to type commands in bash, with the tab key"}},
    {"explain", command_explain, FOR_EXPLAIN, {"NUMMER", "NUMBER"}, 1, 1,
     {"förklara ett meddelande, till exempel: protokoll explain P012", "what a diagnostic means: protokoll explain P012"},
     {"Varje meddelande slutar med sitt nummer inom hakparentes. Här står vad det betyder och hur du rättar det.",
      "Every message ends with its number in brackets. This tells what it means and how to mend it."}},
    {0},
};

static const struct command *
find_command(str name)
{
	for (const struct command *command = commands; command->name; command++)
		if (str_eq(str_of(command->name), name))
			return command;
	return NULL;
}

static const struct option_row *
find_option(str name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (str_eq(str_of(option_rows[i].name), name))
			return &option_rows[i];
	return NULL;
}

static str
nearest_command(str word)
{
	str names[16];
	size_t n = 0;
	for (const struct command *command = commands; command->name && n < 16; command++)
		names[n++] = str_of(command->name);
	return text_nearest(word, names, n);
}

static str
nearest_option(struct options *options, str word)
{
	str names[OPTION_COUNT];
	for (size_t i = 0; i < OPTION_COUNT; i++)
		names[i] = str_of(option_rows[i].name);
	str found = text_nearest(word, names, OPTION_COUNT);
	return found.n ? str_join(options->arena, S("--"), found) : found;
}

static bool
bad_value(struct options *options, str name, str value, const char *wanted)
{
	diag(options->diags, DIAG_OPTION_VALUE, (struct place){0}, (str){0}, str_join(options->arena, S("--"), name), value,
	     str_of(wanted));
	return false;
}

static bool
parse_number(str value, unsigned most, unsigned *number)
{
	*number = 0;
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] < '0' || value.p[i] > '9' || *number > most)
			return false;
		*number = *number * 10 + (unsigned)(value.p[i] - '0');
	}
	return *number >= 1 && *number <= most;
}

static bool
one_of(str value, const char *const *words, int *index)
{
	for (*index = 0; words[*index]; ++*index)
		if (str_eq(value, str_of(words[*index])))
			return true;
	return false;
}

static bool
is_web_address(str value)
{
	return str_starts(value, S("https://")) || str_starts(value, S("http://"));
}

static bool
set_option(struct options *options, const struct option_row *row, str value)
{
	static const char *const languages[] = {"sv", "en", NULL};
	static const char *const formats[] = {"text", "github", "json", NULL};
	void *field = (char *)options + row->offset;
	str name = str_of(row->name);
	int index = 0;
	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)field = true;
		return true;
	case OPTION_TEXT:
	case OPTION_FOLDER:
		*(str *)field = value;
		return value.n > 0 || bad_value(options, name, value, row->argument[options->language]);
	case OPTION_URL:
		*(str *)field = value;
		return is_web_address(value) || bad_value(options, name, value, "https://…");
	case OPTION_NUMBER:
		return parse_number(value, 1024, field) || bad_value(options, name, value, "1–1024");
	case OPTION_PORT:
		return parse_number(value, 65535, field) || bad_value(options, name, value, "1–65535");
	case OPTION_DATE: {
		struct date date = {0};
		if (!date_parse(value, &date) || !date_is_day(date) || date.approximate)
			return bad_value(options, name, value, row->argument[options->language]);
		*(struct date *)field = date;
		return true;
	}
	case OPTION_LANGUAGE:
		if (!one_of(value, languages, &index))
			return bad_value(options, name, value, "sv, en");
		options->language = index ? LANGUAGE_EN : LANGUAGE_SV;
		options->language_given = true;
		return true;
	case OPTION_FORMAT:
		if (!one_of(value, formats, &index))
			return bad_value(options, name, value, "text, github, json");
		options->format = (enum diag_format)index;
		return true;
	}
	return false;
}

/* Takes the option at argv[*at], and its value from "=…" or the next argument. */
static bool
take_option(struct options *options, int argc, char **argv, int *at)
{
	str value = str_of(argv[*at] + 2);
	bool attached = str_find_char(value, '=') != SIZE_MAX;
	str name = str_cut(&value, '=');
	const struct option_row *row = find_option(name);
	if (!row) {
		diag(options->diags, DIAG_UNKNOWN_OPTION, (struct place){0}, nearest_option(options, name),
		     str_join(options->arena, S("--"), name));
		return false;
	}
	if (options->command && !(row->commands & options->command->bit)) {
		diag(options->diags, DIAG_OPTION_OF_ANOTHER_COMMAND, (struct place){0}, (str){0},
		     str_join(options->arena, S("--"), name), str_of(options->command->name));
		return false;
	}
	if (row->kind == OPTION_FLAG)
		return attached ? bad_value(options, name, value, options->language == LANGUAGE_EN ? "no value" : "inget värde")
		                : set_option(options, row, value);
	if (!attached) {
		if (*at + 1 >= argc)
			return bad_value(options, name, (str){0}, row->argument[options->language]);
		value = str_of(argv[++*at]);
	}
	return set_option(options, row, value);
}

bool
options_about(size_t position, struct option_about *about)
{
	if (position >= OPTION_COUNT)
		return false;
	const struct option_row *row = &option_rows[position];
	*about = (struct option_about){
	    .name = row->name,
	    .commands = row->commands,
	    .argument = {row->argument[0], row->argument[1]},
	    .help = {row->help[0], row->help[1]},
	    .folder = row->kind == OPTION_FOLDER,
	};
	return true;
}

/* What an option says, wherever it stands among the words; empty when it is not there. */
static str
value_of(str option, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		str word = str_of(argv[i]);
		if (str_eq(word, option) && i + 1 < argc)
			return str_of(argv[i + 1]);
		if (str_starts(word, option) && word.p[option.n] == '=')
			return str_from(word, option.n + 1);
	}
	return (str){0};
}

/* Help and complaints about the other options are in some language too, so it is looked for first. */
static void
find_language(struct options *options, int argc, char **argv)
{
	str language = value_of(S("--lang"), argc, argv), source = value_of(S("--source"), argc, argv);
	if (!language.n)
		language = content_language(options->arena, source.n ? source : options->source);
	options_use_archive_language(options, language);
}

static const struct command *
command_in(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const struct command *command = find_command(str_of(argv[i]));
		if (command)
			return command;
	}
	return NULL;
}

static bool
check_arguments(struct options *options)
{
	if (options->help || options->version)
		return true;
	if (!options->command) {
		if (options->arguments.n) {
			diag(options->diags, DIAG_UNKNOWN_COMMAND, (struct place){0}, nearest_command(options->arguments.items[0]),
			     options->arguments.items[0]);
			return false;
		}
		diag(options->diags, DIAG_NO_COMMAND, (struct place){0}, (str){0});
		return false;
	}
	if (options->record && options->drafts) {
		diag(options->diags, DIAG_RECORD_DRAFTS, (struct place){0}, (str){0});
		return false;
	}
	if (options->arguments.n < options->command->least || options->arguments.n > options->command->most) {
		str words = str_of(options->command->arguments[options->language]);
		diag(options->diags, DIAG_ARGUMENT_COUNT, (struct place){0}, (str){0}, str_of(options->command->name),
		     words.n ? str_join(options->arena, S(" "), words) : words);
		return false;
	}
	return true;
}

static void
set_defaults(struct options *options)
{
	options->source = S("content");
	options->output = S("public");
	options->jobs = parallel_cores();
	options->today = date_today();
}

/* GitHub says where the page of a job takes a summary; others may have written there before. */
static void
find_summary(struct options *options)
{
	str page = str_of(getenv("GITHUB_STEP_SUMMARY"));
	bool reports = options->command && options->command->bit & (FOR_BUILD | FOR_CHECK);
	if (options->summary.n || options->format != DIAG_GITHUB || !reports)
		return;
	options->summary = page;
	options->summary_added = true;
}

bool
options_parse(struct options *options, int argc, char **argv)
{
	set_defaults(options);
	options->program = str_of(argc ? argv[0] : "protokoll");
	find_language(options, argc, argv);
	options->command = command_in(argc, argv);
	bool good = true, only_arguments = false, command_seen = false;
	for (int i = 1; i < argc; i++) {
		str word = str_of(argv[i]);
		if (!only_arguments && str_eq(word, S("--")))
			only_arguments = true;
		else if (!only_arguments && str_starts(word, S("--")))
			good = take_option(options, argc, argv, &i) && good;
		else if (!only_arguments && (str_eq(word, S("-h"))))
			options->help = true;
		else if (!only_arguments && word.n > 1 && word.p[0] == '-') {
			diag(options->diags, DIAG_UNKNOWN_OPTION, (struct place){0}, nearest_option(options, str_from(word, 1)), word);
			good = false;
		} else if (!command_seen && options->command && str_eq(word, str_of(options->command->name)))
			command_seen = true;
		else
			vec_push(options->arena, &options->arguments, word);
	}
	find_summary(options);
	return good && check_arguments(options);
}

void
options_use_archive_language(struct options *options, str language)
{
	if (!options->language_given)
		options->language = str_eq(language, S("en")) ? LANGUAGE_EN : LANGUAGE_SV;
}

static bool
wants_colour(const struct options *options)
{
	const char *none = getenv("NO_COLOR"); /* https://no-color.org: set and not empty */
	return options->format == DIAG_TEXT && isatty(STDERR_FILENO) && !(none && *none);
}

void
options_mask_output(struct options *options)
{
	if (!options->archive || diag_count(options->diags, SEVERITY_ERROR) == 0)
		return;
	if (archive_hides_unknown(options->archive))
		buffer_clear(options->out);
	str masked = archive_mask_log(options->archive, options->arena,
	                              personal_masked(options->arena, buffer_str(options->out), false), true);
	if (masked.p == options->out->bytes)
		return;
	buffer_clear(options->out);
	buffer_add(options->out, masked);
}

struct diag_style
options_style(const struct options *options)
{
	return (struct diag_style){
	    .format = options->format,
	    .language = options->language,
	    .colour = wants_colour(options),
	    .strict = options->strict,
	    .quiet = options->quiet,
	    .mask = archive_mask_log,
	    .masking = options->archive,
	};
}

/* Faults of reading count as the machine's wherever their numbers stand (cli.md: "cannot read"). */
static enum exit_status
exit_status_of_code(enum diag_code code)
{
	switch (code) {
	case DIAG_FILE_UNREADABLE:
	case DIAG_CONTENT_UNREADABLE:
	case DIAG_THEME_FILE_UNREADABLE:
	case DIAG_RENDER_ABSENT:
	case DIAG_RENDER_UNREADABLE:
	case DIAG_RECORD_WRITE:
		return EXIT_MACHINE;
	case DIAG_RECORD_DRAFTS:
		return EXIT_USAGE;
	default:
		break;
	}
	/* The bands of diagnostics.def: the machine is P400 to P429, the command line P500 to P549. */
	int number = atoi(diag_row(code)->number + 1);
	return number >= 500 && number < 550 ? EXIT_USAGE : number >= 400 && number < 430 ? EXIT_MACHINE : EXIT_CONTENT;
}

int
exit_status_of(const struct diag_list *list, bool strict)
{
	int worst = EXIT_DONE;
	for (size_t i = 0; i < list->n; i++) {
		if (diag_row(list->items[i].code)->severity < (strict ? SEVERITY_WARNING : SEVERITY_ERROR))
			continue;
		int status = (int)exit_status_of_code(list->items[i].code);
		if (status == EXIT_USAGE)
			return EXIT_USAGE;
		if (status > worst)
			worst = status;
	}
	return worst;
}

static void
help_row(struct buffer *out, const char *name, const char *argument, const char *text)
{
	str title = str_of(name);
	size_t width = 2 + title.n;
	buffer_add_format(out, "  %s", name);
	if (argument) {
		buffer_add_format(out, " %s", argument);
		width += 1 + text_length(str_of(argument));
	}
	while (width++ < 28)
		buffer_add_char(out, ' ');
	buffer_add_format(out, " %s\n", text);
}

static void
help_options(struct buffer *out, unsigned bit, enum language language)
{
	buffer_add(out, language == LANGUAGE_EN ? S("\nOptions:\n") : S("\nFlaggor:\n"));
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		if (!(row->commands & bit))
			continue;
		char name[32] = "--";
		for (size_t c = 0; row->name[c] && c < sizeof name - 3; c++)
			name[c + 2] = row->name[c];
		help_row(out, name, row->argument[language], row->help[language]);
	}
}

static void
help_of_program(struct buffer *out, enum language language)
{
	bool english = language == LANGUAGE_EN;
	buffer_add(out, english ? S("protokoll compiles minutes written as Markdown into a cross-linked web archive.\n\n"
	                            "Usage: protokoll COMMAND [OPTIONS]\n\n")
	                        : S("protokoll gör en korslänkad webbplats av mötesprotokoll skrivna som Markdown.\n\n"
	                            "Så här: protokoll KOMMANDO [FLAGGOR]\n\n"));
	for (const struct command *command = commands; command->name; command++)
		help_row(out, command->name, NULL, command->summary[language]);
	buffer_add(out, english ? S("\nMost used:\n"
	                            "  protokoll check              is everything right?\n"
	                            "  protokoll build              make the site in public/\n"
	                            "  protokoll new SIKT 2026-12-04\n"
	                            "                               a file for the next meeting\n"
	                            "  protokoll explain P012       what does this message mean?\n"
	                            "\nprotokoll COMMAND --help shows a command's options.\n")
	                        : S("\nVanligast:\n"
	                            "  protokoll check              är allt rätt?\n"
	                            "  protokoll build              gör sajten i public/\n"
	                            "  protokoll new SIKT 2026-12-04\n"
	                            "                               en fil för nästa möte\n"
	                            "  protokoll explain P012       vad betyder det här meddelandet?\n"
	                            "\nprotokoll KOMMANDO --help visar kommandots flaggor.\n"));
}

void
options_help(struct buffer *out, const struct command *command, enum language language)
{
	if (!command) {
		help_of_program(out, language);
		return;
	}
	bool english = language == LANGUAGE_EN;
	buffer_add_format(out, "%s: protokoll %s%s%s [%s]\n\n%s\n", english ? "Usage" : "Så här", command->name,
	                  *command->arguments[language] ? " " : "", command->arguments[language],
	                  english ? "OPTIONS" : "FLAGGOR", command->description[language]);
	help_options(out, command->bit, language);
}
