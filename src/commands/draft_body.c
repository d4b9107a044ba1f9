/* The agenda of a new file of minutes: the standing one, what was planned for the day, and the open assignments,
   each in a line that cites it. Nothing in it is read as a decision, an assignment or a report of its own: each line
   is tried. */
#include "commands/draft.h"

#include "base/buffer.h"
#include "base/escape.h"
#include "base/text.h"

enum {
	ATTEMPTS = 3,
	LONGEST_NAMES = 80, /* bytes before a dash that may be the names of an assignment */
};

struct agenda_item {
	str title;
	struct buffer text;
};

struct agenda {
	struct agenda_item *items;
	size_t n, cap;
};

/* ---- the items ---- */

static bool
begins(str folded, const char *const *words)
{
	for (; *words; words++)
		if (str_starts(folded, str_of(*words)))
			return true;
	return false;
}

static bool
holds(str folded, const char *words)
{
	return str_contains(folded, str_of(words));
}

/* "1. Utse sekreterare" in a standing agenda: the number is given anew. */
static str
without_number(str title)
{
	size_t n = 0;
	while (n < title.n && text_is_digit((unsigned char)title.p[n]))
		n++;
	bool numbered = n && n + 1 < title.n && (title.p[n] == '.' || title.p[n] == ')') && title.p[n + 1] == ' ';
	return str_trim(str_from(title, numbered ? n + 1 : 0));
}

static struct agenda_item
item_of(const struct draft *draft, str title)
{
	return (struct agenda_item){title, {.arena = draft->arena}};
}

static void
insert_item(const struct draft *draft, struct agenda *agenda, size_t at, str title)
{
	vec_push(draft->arena, agenda, item_of(draft, title));
	struct agenda_item item = agenda->items[agenda->n - 1];
	for (size_t i = agenda->n - 1; i > at; i--)
		agenda->items[i] = agenda->items[i - 1];
	agenda->items[at] = item;
}

static void
add_standing(const struct draft *draft, struct agenda *agenda)
{
	static const char *const usual[] = {"Utse sekreterare", "Föregående protokoll", "Laget runt",
	                                    "Övriga frågor",    "Nästa möte",           NULL};
	for (size_t i = 0; i < draft->bodies.n && agenda->n == 0; i++) {
		const struct texts_at *standing = &draft->bodies.items[i]->network.agenda;
		for (size_t k = 0; k < standing->n; k++)
			vec_push(draft->arena, agenda, item_of(draft, without_number(standing->items[k].text)));
	}
	for (size_t i = 0; agenda->n == 0 || (i && usual[i]); i++)
		vec_push(draft->arena, agenda, item_of(draft, str_of(usual[i])));
}

/* ---- what is written under them ---- */

/* Whether minutes that hold the words say nothing by them: no decision, assignment, closing or report, and no fault. */
static bool
is_silent(const struct draft *draft, const struct document *like, str words)
{
	struct arena scratch = {0};
	struct diag_list faults = {.arena = draft->arena};
	str text = str_format(draft->arena, "---\n---\n\n## 1. X\n\n%.*s\n", STR(words));
	struct document trial = *like;
	trial.source = source_make(draft->arena, like->source->path, like->source->relative, text, &faults);
	trial.body = S("---\n---\n").n;
	const struct body *body =
	    trial.source ? markup_body(draft->markup, &trial, draft->arena, &scratch, &faults) : NULL;
	bool silent = body && body->decisions.n + body->assignments.n + body->closings.n + body->reports.n == 0 &&
	              diag_count(&faults, SEVERITY_ERROR) + diag_count(&faults, SEVERITY_WARNING) == 0;
	arena_free(&scratch);
	return silent;
}

/* "SIKT 2020-05-29" where that is enough, else the id. */
static str
cited(const struct draft *draft, const struct document *document)
{
	struct buffer text = {.arena = draft->arena};
	for (size_t i = 0; i < document->networks.n; i++)
		buffer_add_format(&text, "%s%.*s", i ? " och " : "", STR(document->networks.items[i].entity->name));
	buffer_add_format(&text, " %.*s", STR(date_iso(draft->arena, document->date)));
	return archive_find_document(draft->archive, buffer_str(&text)) == document ? buffer_str(&text) : document->id;
}

/* " (senast 2020-09-04)", or empty. */
static str
due_words(const struct draft *draft, const struct ruled *open)
{
	struct buffer words = {.arena = draft->arena};
	const struct due *due = index_due(draft->index, open->document, open->assignment);
	if (due->date.year) {
		buffer_add_format(&words, " (senast %.*s)", STR(date_edtf(draft->arena, due->date)));
	} else if (open->assignment->due_meeting.n) {
		buffer_lit(&words, " (till ");
		escape_markdown(&words, open->assignment->due_meeting);
		buffer_add_char(&words, ')');
	}
	return buffer_str(&words);
}

static str
names_of(const struct draft *draft, const struct assignment *assignment)
{
	struct buffer names = {.arena = draft->arena};
	size_t last = assignment->others.n || assignment->everybody ? SIZE_MAX : assignment->assigned.n - 1;
	for (size_t i = 0; i < assignment->assigned.n; i++)
		buffer_add_format(&names, "%s%.*s",
		                  i == 0      ? ""
		                  : i == last ? " och "
		                              : ", ",
		                  STR(assignment->assigned.items[i]->name));
	for (size_t i = 0; i < assignment->others.n; i++)
		buffer_add_format(&names, "%s%.*s", names.n ? ", " : "", STR(assignment->others.items[i]));
	if (assignment->everybody)
		buffer_add_format(&names, "%s", names.n ? ", alla" : "alla");
	return buffer_str(&names);
}

static str
named_words(const struct draft *draft, str names, str task)
{
	struct buffer words = {.arena = draft->arena};
	escape_markdown(&words, names);
	buffer_add(&words, names.n ? S(" – ") : S(""));
	escape_markdown(&words, task);
	return buffer_str(&words);
}

/* What stands behind the citation, from the fullest to none: the words as they are, "X – göra det" for "X får i
   uppdrag att göra det", and nothing. A first name alone would mean nobody in the new minutes, so before a dash the
   names are whole. */
static str
words_of(const struct draft *draft, const struct assignment *assignment, int attempt)
{
	str text = assignment->text, dash = S(" – ");
	size_t at = str_find(text, dash), att = str_find(text, S(" att "));
	bool all_known = assignment->assigned.n && assignment->others.n == 0 && !assignment->everybody;
	if (attempt == 0 && all_known && at != SIZE_MAX && at < LONGEST_NAMES)
		return named_words(draft, names_of(draft, assignment), str_from(text, at + dash.n));
	if (attempt == 0)
		return named_words(draft, (str){0}, text);
	if (attempt == 1 && att != SIZE_MAX)
		return named_words(draft, names_of(draft, assignment), str_from(text, att + S(" att ").n));
	return (str){0};
}

static void
add_open(const struct draft *draft, struct buffer *out, const struct ruled *open)
{
	str due = due_words(draft, open);
	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		struct buffer line = {.arena = draft->arena};
		str words = words_of(draft, open->assignment, attempt);
		if (words.n == 0 && attempt < ATTEMPTS - 1)
			continue;
		buffer_add_format(&line, "- Kvarstår: %.*s U%u", STR(cited(draft, open->document)),
		                  open->assignment->number);
		bool stop = due.n && str_ends(words, S(".")); /* it ends the line behind the brackets */
		if (words.n)
			buffer_add_format(&line, " – %.*s", STR(str_slice(words, 0, words.n - stop)));
		buffer_add(&line, due);
		buffer_add(&line, stop ? S(".") : S(""));
		if (attempt < ATTEMPTS - 1 && !is_silent(draft, open->document, buffer_str(&line)))
			continue;
		buffer_add(out, buffer_str(&line));
		buffer_add_char(out, '\n');
		return;
	}
}

/* Oldest first, as they were given. */
static void
add_follow_up(const struct draft *draft, struct buffer *out)
{
	const struct ruling_list *all = &draft->index->assignments;
	for (size_t end = all->n; end > 0;) {
		size_t first = end - 1;
		while (first > 0 && all->items[first - 1].document == all->items[end - 1].document)
			first--;
		for (size_t i = first; i < end; i++) {
			const struct ruled *ruled = &all->items[i];
			bool before =
			    ruled->document->date.year && date_days(ruled->document->date) < date_days(draft->date);
			if (before && draft_is_of(draft, ruled->document) &&
			    index_assignment_status(draft->index, ruled->document, ruled->assignment) !=
			        ASSIGNMENT_CLOSED)
				add_open(draft, out, ruled);
		}
		end = first;
	}
}

/* The item on the last minutes or on assignments, or one of its own behind the first. */
static size_t
follow_up_item(const struct draft *draft, struct agenda *agenda)
{
	for (size_t i = 0; i < agenda->n; i++) {
		str title = text_fold(draft->arena, agenda->items[i].title);
		bool before = holds(title, "föregående") || holds(title, "förra") || holds(title, "senaste");
		if ((before && (holds(title, "protokoll") || holds(title, "anteckning"))) ||
		    holds(title, "uppföljning"))
			return i;
	}
	size_t at = agenda->n ? 1 : 0;
	insert_item(draft, agenda, at, S("Uppföljning av uppdrag"));
	return at;
}

/* ---- what was planned ---- */

static void
add_sentence(const struct draft *draft, struct buffer *out, const char *before, str text)
{
	struct buffer line = {.arena = draft->arena};
	buffer_add(&line, str_of(before));
	escape_markdown(&line, text);
	if (text.n == 0 || !is_silent(draft, draft->plan->document, buffer_str(&line)))
		return;
	if (out->n)
		buffer_add_char(out, '\n');
	buffer_add(out, buffer_str(&line));
	buffer_add_char(out, '\n');
}

static str
name_of(const struct reference *reference)
{
	return reference->entity ? reference->entity->name : reference->text;
}

static void
add_taking_part(const struct draft *draft, struct buffer *out)
{
	const struct references *people = &draft->plan->meeting->taking_part;
	struct buffer names = {.arena = draft->arena};
	for (size_t i = 0; i < people->n; i++)
		buffer_add_format(&names, "%s%.*s", i ? ", " : "", STR(name_of(&people->items[i])));
	if (names.n)
		buffer_add_char(&names, '.');
	add_sentence(draft, out, "Medverkande: ", buffer_str(&names));
}

/* The item that names the topic, or one of its own before those that end a meeting. */
static size_t
topic_item(const struct draft *draft, struct agenda *agenda, str name)
{
	static const char *const last[] = {"laget runt", "övrig", "kommande", "nästa", "avslut", "mötet avslut", NULL};
	str folded = text_fold(draft->arena, name);
	for (size_t i = 0; i < agenda->n; i++)
		if (str_contains(text_fold(draft->arena, agenda->items[i].title), folded))
			return i;
	size_t at = 0;
	while (at < agenda->n && !begins(text_fold(draft->arena, agenda->items[at].title), last))
		at++;
	insert_item(draft, agenda, at, name);
	return at;
}

static void
add_planned(const struct draft *draft, struct agenda *agenda)
{
	const struct references *topics = &draft->plan->meeting->topics;
	for (size_t i = 0; i < topics->n; i++)
		topic_item(draft, agenda, name_of(&topics->items[i]));
	if (topics->n == 0)
		return;
	struct agenda_item *first = &agenda->items[topic_item(draft, agenda, name_of(&topics->items[0]))];
	add_sentence(draft, &first->text, "", draft->plan->meeting->text);
	add_taking_part(draft, &first->text);
}

void
draft_body(const struct draft *draft, struct buffer *out, unsigned *follow_up)
{
	struct agenda agenda = {0};
	struct buffer open = {.arena = draft->arena};
	add_standing(draft, &agenda);
	if (draft->plan)
		add_planned(draft, &agenda);
	add_follow_up(draft, &open);
	size_t at = open.n ? follow_up_item(draft, &agenda) : SIZE_MAX;
	*follow_up = at == SIZE_MAX ? 0 : (unsigned)at + 1;
	for (size_t i = 0; i < agenda.n; i++) {
		const struct agenda_item *item = &agenda.items[i];
		buffer_add_format(out, "\n## %zu. ", i + 1);
		escape_markdown(out, item->title);
		buffer_add_char(out, '\n');
		if (item->text.n)
			buffer_add_format(out, "\n%.*s", STR(buffer_str(&item->text)));
		if (i == at)
			buffer_add_format(out, "\n%.*s", STR(buffer_str(&open)));
	}
}
