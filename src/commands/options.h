/* What the command line says, parsed by one table (options.c). Commands read it, write data into `out` and faults into
   `diags`, and return an exit status; main prints both. */
#ifndef COMMANDS_OPTIONS_H
#define COMMANDS_OPTIONS_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/diag.h"

enum exit_status {
	EXIT_DONE = 0,    /* notes and warnings may have been reported */
	EXIT_CONTENT = 1, /* the content has errors: nothing was published */
	EXIT_USAGE = 2,
	EXIT_MACHINE = 3, /* cannot read, cannot write, another build is running, the output is not ours */
};

#ifndef VERSION
#define VERSION "0.1.0"
#endif

struct archive;
struct command;

struct options {
	const struct command *command;
	str program; /* argv[0] */
	str source, output, theme, base_url, partials;
	str bind;
	unsigned port; /* 0: not given */
	bool no_search;
	bool no_history; /* ask git nothing */
	bool noindex;    /* every page asks search engines to leave it out */
	bool record; /* write down what is published, in adresser.txt */
	bool drafts, strict, force, quiet, verbose, help, version;
	unsigned jobs;
	struct date today;
	enum language language;
	bool language_given;
	enum diag_format format;
	bool to_stdout;        /* new: print the file, write nothing */
	str summary;           /* where a summary of the faults is written in Markdown; empty: nowhere */
	bool summary_added;    /* behind what stands there */
	struct strs arguments; /* what is no option, without the command's name */

	/* Prints the diagnostics so far, for commands that go on; main prints those of the end. */
	void (*report)(struct options *);
	/* Prints what is in `out` or `closing` now. */
	void (*say)(const struct buffer *);

	/* Whose hidden names no diagnostic may tell; NULL until it is read. */
	const struct archive *archive;

	/* Called on another thread when a document takes longer than LIMIT_DOCUMENT_SECONDS: says so and ends the process. */
	void (*gives_up)(str path);

	struct arena *arena;     /* the build's */
	struct arena *arenas;    /* one for each job, as long-lived as `arena`: diagnostics point into them */
	struct buffer *out;      /* data, for stdout */
	struct buffer *closing;  /* the line that ends a run, for stderr after the diagnostics */
	struct diag_list *diags;
};

struct command {
	const char *name;
	int (*run)(struct options *);
	unsigned bit;          /* in option rows: which commands take the option */
	const char *arguments[2]; /* of the usage line, by language: "FIL DATA" */
	unsigned least, most;  /* how many arguments it takes */
	const char *summary[2];
	const char *description[2];
};

/* All commands, in the order help shows them; ends with a row without a name. */
extern const struct command commands[];

/* Parses the command line. Returns false after reporting P5xx: exit status 2. A missing command asks for help. */
bool options_parse(struct options *, int argc, char **argv);

/* Help for one command, or for the program when it is NULL. */
void options_help(struct buffer *, const struct command *, enum language);

/* One option as help, the manual and the shell tell it. */
struct option_about {
	const char *name;        /* without "--" */
	unsigned commands;       /* bits of the commands that take it */
	const char *argument[2]; /* by language; NULL: a flag */
	const char *help[2];
	bool folder;             /* the argument is a folder */
};

/* The option at a position of the table, in the order of help; false behind the last. */
bool options_about(size_t position, struct option_about *);

/* How the diagnostics of this run are printed. */
struct diag_style options_style(const struct options *);

/* What was printed of an archive with errors, in which even ids and addresses may tell a hidden name, is masked as a whole. */
void options_mask_output(struct options *);

/* The exit status that the worst diagnostic asks for. */
int exit_status_of(const struct diag_list *, bool strict);

/* The language diagnostics are printed in: --lang, else the archive's, else Swedish. */
void options_use_archive_language(struct options *, str language);

/* Writes options->summary when there is one. False after reporting. */
bool summary_write(struct options *);

int command_build(struct options *);
int command_check(struct options *);
int command_render(struct options *);
int command_dump(struct options *);
int command_explain(struct options *);
int command_serve(struct options *);
int command_new(struct options *);

#endif
