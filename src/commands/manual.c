/* The manual page, in the macros of man(7), which both man-db and mandoc read. */
#include "commands/manual.h"

#include "base/arena.h"

enum { LONGEST_LINE = 52 /* bytes; roff fills paragraphs itself */ };

static void
add_char(struct buffer *out, char c)
{
	if (c == '\\')
		buffer_lit(out, "\\e");
	else if (c == '-')
		buffer_lit(out, "\\-");
	else
		buffer_add_char(out, c);
}

/* Words of roff in short lines: no line begins a request, and a hyphen is one that can be copied. */
static void
add_words(struct buffer *out, str text)
{
	size_t column = 0;
	while (text.n) {
		str word = str_cut(&text, ' ');
		if (column)
			buffer_add_char(out, column + word.n > LONGEST_LINE ? '\n' : ' ');
		column = column && column + word.n <= LONGEST_LINE ? column + 1 : 0;
		if (column == 0 && word.n && (word.p[0] == '.' || word.p[0] == '\''))
			buffer_lit(out, "\\&");
		for (size_t i = 0; i < word.n; i++)
			add_char(out, word.p[i]);
		column += word.n;
	}
}

/* Lines in columns stay lines. */
static void
add_text(struct buffer *out, str text)
{
	bool columns = str_contains(text, S("  "));
	for (bool first = true; text.n; first = false) {
		if (!first)
			buffer_add(out, columns ? S("\n.br\n") : S("\n"));
		str line = str_cut(&text, '\n');
		str term = columns ? str_cut(&line, ' ') : (str){0};
		add_words(out, term);
		buffer_add(out, columns ? S(":\n") : S(""));
		add_words(out, str_trim(line));
	}
}

static void
add_paragraph(struct buffer *out, const char *text)
{
	buffer_lit(out, ".PP\n");
	add_text(out, str_of(text));
	buffer_add_char(out, '\n');
}

static void
add_term(struct buffer *out, const char *term, const char *argument)
{
	buffer_lit(out, ".TP\n\\fB");
	add_text(out, str_of(term));
	buffer_lit(out, "\\fR");
	if (argument && *argument) {
		buffer_lit(out, " \\fI");
		add_text(out, str_of(argument));
		buffer_lit(out, "\\fR");
	}
	buffer_add_char(out, '\n');
}

static void
add_commands(struct buffer *out, enum language language)
{
	buffer_add_format(out, ".SH %s\n", language == LANGUAGE_EN ? "COMMANDS" : "KOMMANDON");
	for (const struct command *command = commands; command->name; command++) {
		add_term(out, command->name, command->arguments[language]);
		add_text(out, str_of(command->description[language]));
		buffer_add_char(out, '\n');
	}
}

/* "build, check": where not every command takes the option. */
static void
add_takers(struct buffer *out, unsigned takers, enum language language)
{
	bool all = true, first = true;
	for (const struct command *command = commands; command->name; command++)
		all = all && takers & command->bit;
	if (all)
		return;
	buffer_add(out, language == LANGUAGE_EN ? S("\nFor ") : S("\nFör "));
	for (const struct command *command = commands; command->name; command++) {
		if (!(takers & command->bit))
			continue;
		buffer_add_format(out, "%s%s", first ? "" : ", ", command->name);
		first = false;
	}
	buffer_add_char(out, '.');
}

static void
add_options(struct buffer *out, enum language language)
{
	struct option_about option;
	buffer_add_format(out, ".SH %s\n", language == LANGUAGE_EN ? "OPTIONS" : "FLAGGOR");
	for (size_t i = 0; options_about(i, &option); i++) {
		struct arena scratch = {0};
		add_term(out, str_c(&scratch, str_format(&scratch, "--%s", option.name)), option.argument[language]);
		add_text(out, str_of(option.help[language]));
		buffer_add_char(out, '.');
		add_takers(out, option.commands, language);
		buffer_add_char(out, '\n');
		arena_free(&scratch);
	}
}

struct entry {
	const char *term, *text[2];
};

static const struct entry statuses[] = {
    {"0", {"Klart. Noter och varningar kan ha skrivits ut.", "Done. Notes and warnings may have been printed."}},
    {"1",
     {"Innehållet har fel. Inget har publicerats, och sajten som stod där förut står kvar.",
      "The content has errors. Nothing was published, and the site that stood there before still stands."}},
    {"2", {"Fel i kommandot.", "Wrong usage."}},
    {"3",
     {"Datorn vägrade: något gick inte att läsa eller skriva, ett annat bygge pågår eller mappen är inte vår.",
      "The machine refused: something could not be read or written, another build is running, or the output folder is "
      "not "
      "ours."}},
};

static const struct entry variables[] = {
    {"SOURCE_DATE_EPOCH",
     {"Vilken dag som är i dag, i sekunder sedan 1970.", "Which day is today, in seconds since 1970."}},
    {"GITHUB_STEP_SUMMARY",
     {"Filen som en sammanfattning läggs till i, med --format=github.",
      "The file that a summary is added to, with --format=github."}},
    {"NO_COLOR", {"Satt till något: inga färger.", "Set to anything: no colours."}},
};

static const struct entry files[] = {
    {"content/",
     {"Arkivet: arkiv.yaml, register, protokoll, dokument och sidor.",
      "The archive: arkiv.yaml, registers, minutes, documents and pages."}},
    {"public/", {"Sajten.", "The site."}},
    {"PREFIX/share/protokoll/themes/", {"Teman som följer med programmet.", "Themes that come with the program."}},
};

static void
add_entries(struct buffer *out, const char *title, const struct entry *entries, size_t n, enum language language)
{
	buffer_add_format(out, ".SH %s\n", title);
	for (size_t i = 0; i < n; i++) {
		add_term(out, entries[i].term, NULL);
		add_text(out, str_of(entries[i].text[language]));
		buffer_add_char(out, '\n');
	}
}

#define ENTRIES(table) (table), sizeof(table) / sizeof *(table)

void
manual_page(const struct options *options, struct buffer *out)
{
	enum language language = options->language;
	bool english = language == LANGUAGE_EN;
	buffer_add_format(out, ".TH PROTOKOLL 1 %.*s \"protokoll " VERSION "\"\n",
	                  STR(date_iso(options->arena, options->today)));
	buffer_add(out, english ? S(".SH NAME\nprotokoll \\- minutes in, archive out\n.SH SYNOPSIS\n")
	                        : S(".SH NAMN\nprotokoll \\- protokoll in, arkiv ut\n.SH SYNOPSIS\n"));
	buffer_add(out, english ? S("\\fBprotokoll\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n")
	                        : S("\\fBprotokoll\\fR \\fIKOMMANDO\\fR [\\fIFLAGGOR\\fR]\n.SH BESKRIVNING\n"));
	add_text(out, english ? S("protokoll compiles minutes written as Markdown into a cross-linked web archive.")
	                      : S("protokoll gör en korslänkad webbplats av mötesprotokoll skrivna som Markdown."));
	buffer_add_char(out, '\n');
	add_commands(out, language);
	add_options(out, language);
	add_entries(out, english ? "EXIT STATUS" : "SLUTSTATUS", ENTRIES(statuses), language);
	add_entries(out, english ? "ENVIRONMENT" : "MILJÖVARIABLER", ENTRIES(variables), language);
	add_entries(out, english ? "FILES" : "FILER", ENTRIES(files), language);
	buffer_add_format(out, ".SH %s\n", english ? "EXAMPLES" : "EXEMPEL");
	buffer_lit(out, "protokoll new SIKT 2026\\-12\\-04\n");
	add_paragraph(out, "protokoll serve");
	add_paragraph(out, "protokoll check");
	add_paragraph(out, "protokoll build --output /srv/www/protokoll");
	add_paragraph(out, "protokoll explain P012");
}
