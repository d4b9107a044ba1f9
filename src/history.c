/* One thread of its own, which mostly waits: two short questions to git. A cloned repository's own configuration may name
   programs to run, so everything of it that git would run here is turned off, and nothing is fetched. */
#include "history.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "content/git_log.h"
#include "publish/process.h"

enum { MOST_LOG = 256 * 1000 * 1000, MOST_SECONDS = 30, MOST_WORDS = 48 };

struct history {
	pthread_t thread;
	bool threaded; /* else it was done at once: the machine had no thread to give */
	str folder;
	struct arena arena;
	enum { HISTORY_NONE, HISTORY_REFUSED, HISTORY_FAILED, HISTORY_KNOWN } state;
	str prefix; /* of the content folder in the repository: "content/", or empty */
	bool shallow;
	str log;
};

/* The system's and the user's own settings stand: "safe.directory" is said there. */
static const char *const environment[] = {
    "GIT_OPTIONAL_LOCKS=0", /* read only */
    "GIT_ALLOW_PROTOCOL=none", /* what a partial clone lacks is not fetched: a transport is a program */
    "GIT_NO_LAZY_FETCH=1", /* said a second time, to those that know it */
    "GIT_TERMINAL_PROMPT=0",
    "GIT_NO_REPLACE_OBJECTS=1", /* a clone would not have them */
    NULL,
};

/* Of the repository's settings. A program, then what would change the form of the log. */
static const char *const settings[] = {
    "-c", "core.fsmonitor=false",    "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit",
    "-c", "log.showSignature=false", "-c", "log.showRoot=true",        "-c", "log.follow=false",
    NULL,
};

static const char *const where[] = {"rev-parse", "--is-shallow-repository", "--show-prefix", NULL};

static const char *const log_arguments[] = {
    "log",
    "-z",
    "--raw",
    "-c",
    "-M100%",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-color",
    "--encoding=UTF-8",
    "--no-show-signature",
    "--format=" GIT_LOG_FORMAT,
    "HEAD",
    "--",
    ".",
    NULL,
};

static struct process_result
ask(struct history *history, const char *const question[])
{
	const char *words[MOST_WORDS] = {"git", "--no-pager", "--literal-pathspecs", "-C",
	                                 str_c(&history->arena, history->folder)};
	size_t n = 5;
	for (size_t i = 0; settings[i]; i++)
		words[n++] = settings[i];
	for (size_t i = 0; question[i]; i++)
		words[n++] = question[i];
	struct process_limits limits = {.output = MOST_LOG, .seconds = MOST_SECONDS, .variables = environment};
	return process_run(&history->arena, words, (str){0}, limits);
}

static bool
done(const struct process_result *result)
{
	return result->end == PROCESS_DONE && result->status == 0;
}

/* Without a first commit there is nothing to tell, and nothing is wrong. */
static bool
is_empty(struct history *history)
{
	static const char *const head[] = {"rev-parse", "--quiet", "--verify", "HEAD", NULL};
	struct process_result result = ask(history, head);
	return result.end == PROCESS_DONE && result.status == 1;
}

static void
run_questions(struct history *history)
{
	struct process_result result = ask(history, where);
	if (result.end == PROCESS_ABSENT)
		return;
	if (!done(&result)) {
		bool refused = str_contains(result.errors, S("dubious ownership")) ||
		               str_contains(result.errors, S("safe.directory"));
		bool none = str_contains(result.errors, S("not a git repository"));
		history->state = refused ? HISTORY_REFUSED : none ? HISTORY_NONE : HISTORY_FAILED;
		return;
	}
	str lines = result.output;
	history->shallow = str_eq(str_cut(&lines, '\n'), S("true"));
	history->prefix = str_cut(&lines, '\n');
	result = ask(history, log_arguments);
	history->log = result.output;
	history->state = done(&result) ? HISTORY_KNOWN : is_empty(history) ? HISTORY_NONE : HISTORY_FAILED;
}

static void *
run(void *argument)
{
	run_questions(argument);
	return NULL;
}

/* Whether a folder above has ".git": what costs nothing to see is not asked of a program. */
static bool
in_a_repository(struct arena *arena, str folder)
{
	char *real = realpath(str_c(arena, folder), NULL);
	str path = str_copy(arena, str_of(real));
	free(real);
	while (path.n) {
		if (access(str_c(arena, path_join(arena, path, S(".git"))), F_OK) == 0)
			return true;
		path = path_folder(path);
	}
	return access("/.git", F_OK) == 0;
}

struct history *
history_start(struct arena *arena, str folder)
{
	if (!in_a_repository(arena, folder))
		return NULL;
	struct history *history = arena_new(arena, struct history);
	history->folder = folder;
	history->threaded = pthread_create(&history->thread, NULL, run, history) == 0;
	if (!history->threaded)
		run(history);
	return history;
}

/* ---- the answer ---- */

struct comparison {
	struct archive *archive;
	const struct last_change *changes;
};

/* Whether the file is what git says it was after its last change. Git may keep it with LF where it stands with CRLF. */
static bool
is_committed(struct arena *arena, const struct source *source, str blob)
{
	static const str mark = {"\xEF\xBB\xBF", 3};
	if (is_git_name(blob, (str){0}, source->raw) || is_git_name(blob, mark, source->raw))
		return true;
	if (str_find_char(source->raw, '\r') == SIZE_MAX)
		return false;
	char *plain = arena_bytes(arena, source->raw.n);
	size_t n = 0;
	for (size_t i = 0; i < source->raw.n; i++)
		if (source->raw.p[i] != '\r' || i + 1 == source->raw.n || source->raw.p[i + 1] != '\n')
			plain[n++] = source->raw.p[i];
	return is_git_name(blob, (str){0}, (str){plain, n}) || is_git_name(blob, mark, (str){plain, n});
}

/* A file that has been changed since its last commit was last changed on a day nobody has told. */
static void
compare_one(void *context, unsigned worker, size_t index)
{
	(void)worker;
	struct comparison *comparison = context;
	const struct last_change *change = &comparison->changes[index];
	struct document *document = comparison->archive->documents.items[index];
	struct arena scratch = {0};
	if (change->date.year && is_committed(&scratch, document->source, change->blob))
		document->changed = change->date;
	arena_free(&scratch);
}

static void
take_answer(struct history *history, struct archive *archive, unsigned jobs, struct diag_list *diags)
{
	size_t n = archive->documents.n, cut = 0;
	struct last_change *changes = arena_array(&history->arena, struct last_change, n);
	for (size_t i = 0; i < n; i++)
		changes[i].path =
		    str_join(&history->arena, history->prefix, archive->documents.items[i]->source->relative);
	if (!git_log_read(&history->arena, history->log, history->shallow, changes, n)) {
		diag(diags, DIAG_HISTORY_FAILED, (struct place){0}, (str){0});
		return;
	}
	str prefix = history->prefix;
	while (str_ends(prefix, S("/")))
		prefix.n--;
	str *lies = arena_new(archive->arena, str);
	*lies = str_copy(archive->arena, prefix);
	archive->in_repository = lies;
	parallel_for(n, jobs, compare_one, &(struct comparison){archive, changes});
	for (size_t i = 0; i < n; i++)
		cut += changes[i].cut;
	if (cut)
		diag(diags, DIAG_HISTORY_SHALLOW, (struct place){0}, (str){0}, str_number(diags->arena, cut));
}

static void
await(struct history *history)
{
	if (history->threaded)
		pthread_join(history->thread, NULL);
}

void
history_finish(struct history *history, struct archive *archive, unsigned jobs, struct diag_list *diags)
{
	if (!history)
		return;
	await(history);
	if (history->state == HISTORY_REFUSED)
		diag(diags, DIAG_HISTORY_REFUSED, (struct place){0}, (str){0});
	else if (history->state == HISTORY_FAILED)
		diag(diags, DIAG_HISTORY_FAILED, (struct place){0}, (str){0});
	else if (history->state == HISTORY_KNOWN)
		take_answer(history, archive, jobs, diags);
	arena_free(&history->arena);
}

void
history_abandon(struct history *history)
{
	if (!history)
		return;
	await(history);
	arena_free(&history->arena);
}
