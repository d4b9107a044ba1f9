/* Completion for bash: commands, the options of the one that is typed, and the values that are known. */
#include "commands/manual.h"

static bool
is_first(const struct command *command)
{
	return command == commands;
}

static void
add_words(struct buffer *out, const char *words)
{
	for (; *words; words++)
		buffer_add_char(out, *words == '|' ? ' ' : *words);
}

static void
add_numbers(struct buffer *out)
{
	for (int code = 0; code < DIAG_COUNT; code++)
		buffer_add_format(out, "%s%s", code ? " " : "", diag_row((enum diag_code)code)->number);
}

/* One row of a case over commands: its options. */
static void
add_options_of(struct buffer *out, const struct command *command)
{
	struct option_about option;
	buffer_add_format(out, "\t%s) options='", command->name);
	const char *space = "";
	for (size_t i = 0; options_about(i, &option); i++) {
		if (!(option.commands & command->bit))
			continue;
		buffer_add_format(out, "%s--%s", space, option.name);
		space = " ";
	}
	buffer_lit(out, "' ;;\n");
}

/* One row of a case over options: what may follow. Where nothing is known the shell says nothing, but names of files
   are right for what is called a file. */
static void
add_value_of(struct buffer *out, const struct option_about *option)
{
	const char *argument = option->argument[LANGUAGE_EN];
	if (!argument)
		return;
	buffer_add_format(out, "\t--%s) ", option->name);
	if (option->folder)
		buffer_lit(out, "compopt -o dirnames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$word\")");
	else if (str_eq(str_of(argument), S("FILE")))
		buffer_lit(out, "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$word\")");
	else if (str_find_char(str_of(argument), '|') != SIZE_MAX) {
		buffer_lit(out, "mapfile -t COMPREPLY < <(compgen -W '");
		add_words(out, argument);
		buffer_lit(out, "' -- \"$word\")");
	} else {
		buffer_lit(out, "COMPREPLY=()");
	}
	buffer_lit(out, "; return ;;\n");
}

/* What the command itself takes. */
static void
add_arguments_of(struct buffer *out, const struct command *command)
{
	str arguments = str_of(command->arguments[LANGUAGE_EN]);
	if (str_find_char(arguments, '|') != SIZE_MAX) {
		buffer_add_format(out, "\t%s) mapfile -t COMPREPLY < <(compgen -W '", command->name);
		add_words(out, command->arguments[LANGUAGE_EN]);
		buffer_lit(out, "' -- \"$word\") ;;\n");
	} else if (str_eq(arguments, S("NUMBER"))) {
		buffer_add_format(out, "\t%s) mapfile -t COMPREPLY < <(compgen -W '", command->name);
		add_numbers(out);
		buffer_lit(out, "' -- \"$word\") ;;\n");
	} else if (str_contains(arguments, S("FILE"))) {
		buffer_add_format(
		    out,
		    "\t%s) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n",
		    command->name);
	}
}

void
manual_completion(struct buffer *out)
{
	struct option_about option;
	buffer_lit(
	    out, "# bash completion for protokoll; made by `protokoll dump completion`\n\n_protokoll() {\n"
	         "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' options='' i\n"
	         "\tlocal commands='");
	for (const struct command *command = commands; command->name; command++)
		buffer_add_format(out, "%s%s", is_first(command) ? "" : " ", command->name);
	buffer_lit(out,
	           "'\n\tCOMPREPLY=()\n"
	           "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	           "\t\tcase \" $commands \" in *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;; esac\n"
	           "\tdone\n"
	           "\t[ \"$word\" != = ] || word=''\n"
	           "\t[ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
	           "\tcase $before in\n");
	for (size_t i = 0; options_about(i, &option); i++)
		add_value_of(out, &option);
	buffer_lit(out, "\tesac\n\tcase $command in\n\t'') options='--help --version --lang' ;;\n");
	for (const struct command *command = commands; command->name; command++)
		add_options_of(out, command);
	buffer_lit(out,
	           "\tesac\n\tcase $word in -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\"); return "
	           ";; esac\n"
	           "\tcase $command in\n\t'') mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$word\") ;;\n");
	for (const struct command *command = commands; command->name; command++)
		add_arguments_of(out, command);
	buffer_lit(out, "\tesac\n}\ncomplete -F _protokoll protokoll\n");
}
