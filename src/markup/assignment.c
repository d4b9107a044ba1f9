/* Whom an assignment goes to: the people and groups that stand before the verb or the dash, or behind "Uppdrag till". */
#include "base/text.h"
#include "markup/link.h"
#include "markup/sentence.h"
#include "markup/token.h"
#include "markup/whom.h"

enum { PLAIN_WORDS = 4 };

/* ---- "Uppdrag: …" ---- */

/* The length of a dash at an offset: "–" or "—", or " - ". 0: none. */
static uint32_t
dash_at(str text, uint32_t at)
{
	str rest = str_from(text, at);
	if (str_starts(rest, S("–")) || str_starts(rest, S("—")))
		return (uint32_t)S("–").n;
	bool spaced = at > 0 && text.p[at - 1] == ' ' && rest.n > 1 && rest.p[1] == ' ';
	return spaced && rest.p[0] == '-' ? 1 : 0;
}

static bool
is_spaced(str text, uint32_t at, uint32_t n)
{
	return at > 0 && text.p[at - 1] == ' ' && at + n < text.n && text.p[at + n] == ' ';
}

/* The first dash with space around it, or the end. */
static uint32_t
find_dash(str text, uint32_t from)
{
	for (uint32_t at = from; at < text.n; at++) {
		uint32_t n = dash_at(text, at);
		if (n && is_spaced(text, at, n))
			return at;
	}
	return (uint32_t)text.n;
}

/* What ends a list of names for certain when a verb of the present tense follows it. */
static bool
is_finite(str word)
{
	static const char *const verbs[] = {
	    "ska",       "skall",     "får",        "tar",        "har",         "gör",       "hör",       "kollar",
	    "skickar",   "mejlar",    "mailar",     "bokar",      "bjuder",      "ser",       "undersöker", "kontaktar",
	    "stämmer",   "återkommer", "återkopplar", "förankrar", "för",        "lägger",    "skriver",   "ansvarar",
	    "ordnar",    "pratar",    "talar",      "meddelar",   "planerar",    "samordnar", "sammanställer", "redovisar",
	    "presenterar", "ringer",  "frågar",     "delar",      "leder",       "håller",    "bevakar",   "påminner",
	    "publicerar", "uppdaterar", "rapporterar", "återrapporterar", "fixar", "måste",   "bör",       "kan",
	    "förmedlar", "informerar", "berättar",  "tittar",     "utreder",     "föreslår",  "deltar",    "representerar", NULL};
	return is_one_of(word, verbs);
}

/* Words alone before a dash: "Sekreteraren – …", "Arbetsgruppen för temadagen – …", but not "Kolla avtalet – …". */
static void
assign_plain_words(struct reader *reader, str text, uint32_t from, uint32_t dash)
{
	static const char *const links[] = {"för", "i", "av", "från", "på", "inom", NULL};
	struct token token = {.end = from};
	unsigned n = 0;
	bool noun = true;
	while (token_next(text, &token) && token.start < dash) {
		if (token.kind != TOKEN_WORD)
			continue;
		n++;
		noun = noun && (n != 2 || is_one_of(str_slice(text, token.start, token.end), links));
	}
	str first = joined_word_at(text, from);
	uint32_t end;
	if (mention_at(reader, from, &end) && skip_spaces(text, end) == dash)
		return; /* a topic: "Mediapoolen – se över avtalet" */
	if (noun && n > 0 && n <= PLAIN_WORDS && (n == 1 || !str_ends(first, S("a"))))
		assign_other(reader, from, dash);
}

static void
read_marked(struct reader *reader, uint32_t from, uint32_t to)
{
	str text = str_slice(reader->flow->text, 0, to);
	from = skip_spaces(text, from);
	if (has_word_at(text, from, S("Till")) || has_word_at(text, from, S("till")))
		from = skip_spaces(text, from + (uint32_t)S("till").n);
	struct names names = take_names(reader, text, from);
	uint32_t next = skip_spaces(text, names.at), dash = find_dash(text, next);
	if (names.known + names.plain == 0) {
		if (dash < text.n)
			assign_plain_words(reader, text, from, dash);
		return;
	}
	str word = joined_word_at(text, next);
	bool at_dash = next == text.n || dash_at(text, next) || text.p[next] == ':' || str_eq(word, S("att"));
	bool verb = names.known ? str_ends(word, S("r")) || is_finite(word) : is_finite(word);
	if (names.plain_first && !verb && !(at_dash && next < text.n))
		return;
	assign_names(reader, &names);
	static const char *const links[] = {"med", "tillsammans", "via", NULL};
	bool goes_on = is_one_of(word, links) || (next < text.n && text.p[next] == '(');
	if (!at_dash && !verb && goes_on && dash < text.n)
		assign_named(reader, next, dash);
}

/* "Uppdrag:" and a list: whoever each item begins with. */
static void
read_items(struct minutes *minutes, struct reader *reader, const struct node *list)
{
	for (const struct node *item = list->first; item; item = item->next) {
		const struct node *first = item->first;
		if (item->notice || !first || first->kind != NODE_PARAGRAPH || !first->flow)
			continue;
		struct reader inside = *reader;
		inside.flow = first->flow;
		inside.after = found_in_flow(minutes->work, first->flow, &inside.first);
		const struct sentences *sentences = flow_sentences(minutes->work->scratch, first->flow);
		if (sentences->n)
			read_marked(&inside, sentences->items[0].start, sentences->items[0].end);
	}
}

/* ---- "Uppdrag till …", "X får i uppdrag …" ---- */

/* "Hannes till nästa möte", "höstens första SIKT-möte": who, and which meeting. */
static void
read_receivers(struct reader *reader, uint32_t from, uint32_t to, bool people)
{
	static const char *const links[] = {"till", "inför", "före", "innan", "vid", "på", "senast", NULL};
	str text = str_slice(reader->flow->text, 0, to);
	struct token token = {.end = from};
	uint32_t start = skip_spaces(text, from);
	bool meeting = false;
	for (bool more = true; more;) {
		more = token_next(text, &token);
		str word = more ? str_slice(text, token.start, token.end) : (str){0};
		meeting = meeting || (more && token.kind == TOKEN_WORD && is_meeting_word(word));
		if (more && !is_one_of(word, links))
			continue;
		uint32_t end = more ? token.start : to;
		if (meeting && reader->assignment->due_meeting.n == 0) {
			reader->assignment->due_meeting = shown_text(reader->work, reader->flow, start, end);
		} else if (people && !meeting) {
			struct names names = take_names(reader, str_slice(text, 0, end), start);
			assign_names(reader, &names);
			assign_named(reader, names.at, end);
		}
		start = skip_spaces(text, token.end);
		meeting = false;
	}
}

/* "I uppdrag till nästa möte att": the meeting between the words. */
static void
read_meeting_of_shape(struct reader *reader, const struct passage *passage)
{
	static const char *const links[] = {"till", "inför", "före", "innan", NULL};
	str text = str_slice(reader->flow->text, 0, passage->att);
	uint32_t at = skip_spaces(text, passage->word_end);
	str word = joined_word_at(text, at);
	if (is_one_of(word, links))
		read_receivers(reader, at + (uint32_t)word.n, passage->att, false);
}

static bool
is_pronoun(str word)
{
	static const char *const words[] = {"Vi", "Han", "Hon", "De", "Den", "Det", "Hen", "Man", "Jag", "Ni", "Du", "Där",
	                                    "Då", "Nu", "Därför", "Sedan", NULL};
	return is_one_of(word, words);
}

static bool
names_somebody(const struct reader *reader, uint32_t from, uint32_t to)
{
	str text = str_slice(reader->flow->text, 0, to);
	for (uint32_t at = from; at < to; at++) {
		uint32_t end;
		bool boundary = at == 0 || !text_is_word(text_before(text, at));
		if (everybody_at(text, at) || mention_at(reader, at, &end) || (boundary && text_begins_upper(joined_word_at(text, at))))
			return true;
	}
	return false;
}

/* The last "att" before the verb begins the clause whose subject is given the assignment. */
static uint32_t
clause_start(str text, uint32_t from, uint32_t verb)
{
	struct token token = {.end = from};
	uint32_t start = from;
	while (token_next(text, &token) && token.start < verb)
		if (token.kind == TOKEN_WORD && str_eq(str_slice(text, token.start, token.end), S("att")))
			start = token.end;
	return start;
}

static void
read_shape(struct reader *reader, const struct passage *passage)
{
	bool inverted = names_somebody(reader, passage->verb_end, passage->word);
	uint32_t from = inverted ? passage->verb_end : clause_start(reader->flow->text, passage->start, passage->verb);
	uint32_t to = inverted ? passage->word : passage->verb;
	str text = str_slice(reader->flow->text, 0, to);
	from = skip_spaces(text, from);
	if (!is_pronoun(joined_word_at(text, from))) {
		struct names names = take_names(reader, text, from);
		if (names.known || skip_spaces(text, names.at) >= text.n || inverted)
			assign_names(reader, &names);
	}
	assign_named(reader, from, to);
	read_meeting_of_shape(reader, passage);
}

void
assignment_read(struct minutes *minutes, const struct passage *passage, struct assignment *assignment)
{
	struct work *work = minutes->work;
	struct reader reader = {.work = work, .flow = passage->flow, .assignment = assignment};
	reader.after = found_in_flow(work, passage->flow, &reader.first);
	switch (passage->form) {
	case FORM_ASSIGNMENT:
		read_marked(&reader, passage->text, passage->end);
		if (passage->list && skip_spaces(passage->flow->text, passage->text) == passage->flow->text.n)
			read_items(minutes, &reader, passage->list);
		break;
	case FORM_ASSIGNED_TO:
		read_receivers(&reader, passage->text + (uint32_t)S(" till ").n, passage->att, true);
		break;
	case FORM_IS_ASSIGNED:
		read_shape(&reader, passage);
		break;
	default:
		break;
	}
}
