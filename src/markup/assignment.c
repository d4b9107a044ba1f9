/* Whom an assignment goes to: the people and groups that stand before the verb or the dash, or behind "Uppdrag till". */
#include "base/buffer.h"
#include "base/text.h"
#include "markup/link.h"
#include "markup/passage.h"
#include "markup/sentence.h"
#include "markup/token.h"

enum { NAME_WORDS = 3, PLAIN_WORDS = 4 };

struct reader {
	struct work *work;
	const struct flow *flow;
	str text; /* of the flow, up to where names may stand */
	size_t first, after; /* mentions of the flow */
	struct assignment *assignment;
};

static bool
is_one_of(str word, const char *const *words)
{
	while (*words && !str_eq(word, str_of(*words)))
		words++;
	return *words != NULL;
}

static uint32_t
skip_spaces(str text, uint32_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n'))
		at++;
	return at;
}

/* The word at an offset with what hyphens join to it ("Ann-Britt"); empty when none begins there. */
static str
word_at(str text, uint32_t at)
{
	struct token token = {.end = at};
	if (!token_next(text, &token) || token.kind != TOKEN_WORD)
		return (str){0};
	uint32_t end = token.end;
	while (token_next(text, &token) && token.kind == TOKEN_HYPHEN && token_next(text, &token) &&
	       token.kind == TOKEN_WORD)
		end = token.end;
	return str_slice(text, at, end);
}

static bool
is_capitalised(str word)
{
	size_t at = 0;
	return word.n && text_is_upper(text_next(word, &at));
}

/* "möte", "SIKT-mötet", "träffen" */
static bool
is_meeting_word(str word)
{
	static const char *const endings[] = {"möte", "mötet", "möten", "mötena", "träff", "träffen", "temadag", "temadagen",
	                                      "konferens", "konferensen", "sammanträde", "sammanträdet", NULL};
	for (size_t i = 0; endings[i]; i++)
		if (str_ends(word, str_of(endings[i])))
			return true;
	return false;
}

/* ---- what is remembered ---- */

static bool
may_be_assigned(const struct entity *entity)
{
	return entity && entity->kind != ENTITY_TOPIC;
}

static void
assign(struct reader *reader, const struct entity *entity)
{
	struct assignment *assignment = reader->assignment;
	for (size_t i = 0; i < assignment->assigned.n; i++)
		if (assignment->assigned.items[i] == entity)
			return;
	vec_push(reader->work->arena, &assignment->assigned, entity);
}

static void
assign_other(struct reader *reader, uint32_t start, uint32_t end)
{
	str name = shown_text(reader->work, reader->flow, start, end);
	struct assignment *assignment = reader->assignment;
	bool known = name.n == 0;
	for (size_t i = 0; i < assignment->others.n; i++)
		known = known || str_eq(assignment->others.items[i], name);
	if (!known)
		vec_push(reader->work->arena, &assignment->others, name);
}

/* The mention that begins at an offset or inside a mark [[…]] that does; NULL. *end: behind it. */
static const struct found *
mention_at(const struct reader *reader, uint32_t at, uint32_t *end)
{
	const struct spans *spans = &reader->flow->spans;
	uint32_t to = at + 1;
	for (size_t i = 0; i < spans->n; i++)
		if (spans->items[i].start == at)
			to = *end = spans->items[i].end;
	for (size_t i = reader->first; i < reader->after; i++) {
		const struct found *found = &reader->work->found.items[i];
		if (found->start < at || found->start >= to)
			continue;
		if (to == at + 1)
			*end = found->end;
		return found;
	}
	return NULL;
}

/* "SIKT-mötet" is a meeting, "SIKT-gruppen" the group. */
static bool
is_part_of_meeting(str text, uint32_t start, uint32_t end)
{
	if (end >= text.n || text.p[end] != '-')
		return false;
	return is_meeting_word(word_at(text, start)) || is_meeting_word(word_at(text, end + 1));
}

/* "Mattias Gustafssons grupp": not he. */
static bool
owns_what_follows(str text, const struct found *found, uint32_t end)
{
	str name = found->mention.text;
	if (!found->mention.entity || !str_ends(name, S("s")) || str_contains(found->mention.entity->name, name))
		return false;
	static const char *const links[] = {"och", "samt", "i", "på", "från", "av", "med", "får", "fick", "har", NULL};
	str next = word_at(text, skip_spaces(text, end));
	return end < text.n && text.p[end] == ' ' && next.n && !is_one_of(next, links);
}

/* ---- everybody ---- */

/* The end of "var och en", "alla", "samtliga" or "varje" at an offset, or 0. */
static uint32_t
everybody_at(str text, uint32_t at)
{
	static const char *const words[] = {"var och en", "Var och en", "alla",  "Alla",
	                                    "samtliga",   "Samtliga",   "varje", "Varje", NULL};
	for (size_t i = 0; words[i]; i++)
		if (has_word_at(text, at, str_of(words[i])))
			return at + (uint32_t)str_of(words[i]).n;
	return 0;
}

/* ---- names anywhere in a stretch ---- */

/* Whether a municipality or organisation only tells where the person before it comes from: "Hannes (Vara)". */
static bool
tells_whence(str text, uint32_t from, uint32_t to)
{
	static const char *const links[] = {"från", "i", "på", "för", "hos", "vid", NULL};
	struct token token = {.end = from};
	while (token_next(text, &token) && token.start < to) {
		str word = str_slice(text, token.start, token.end);
		bool sign = str_eq(word, S(",")) || str_eq(word, S("(")) || str_eq(word, S("["));
		if (token.kind != TOKEN_SPACE && !sign && !is_one_of(word, links))
			return false;
	}
	return true;
}

/* All who are named in [from, to). */
static void
assign_named(struct reader *reader, uint32_t from, uint32_t to)
{
	str text = str_slice(reader->flow->text, 0, to);
	const struct entity *before = NULL;
	uint32_t end = from;
	for (uint32_t at = from; at < to; at++)
		if (everybody_at(text, at))
			reader->assignment->everybody = true;
	for (size_t i = reader->first; i < reader->after; i++) {
		const struct found *found = &reader->work->found.items[i];
		const struct entity *entity = found->mention.entity;
		if (found->start < from || found->end > to || is_part_of_meeting(text, found->start, found->end) ||
		    owns_what_follows(text, found, found->end))
			continue;
		bool whence = before && before->kind == ENTITY_PERSON && entity && entity->kind != ENTITY_PERSON &&
		              tells_whence(text, end, found->start);
		if (!entity && !found->mention.document)
			assign_other(reader, found->start, found->end);
		else if (may_be_assigned(entity) && !whence)
			assign(reader, entity);
		before = whence ? before : entity;
		end = found->end;
	}
}

/* ---- a list of names ---- */

struct names {
	uint32_t at;     /* behind the last one */
	unsigned known;  /* names that somebody bears, and "var och en" */
	unsigned plain;  /* words that look like a name */
	bool plain_first;
	VEC(struct stretch) others;
	VEC(const struct entity *) entities;
	bool everybody;
};

/* "Ann-Britt", "Maria Mjörnestrand": words with capitals that no register has. */
static uint32_t
plain_name_at(const struct reader *reader, str text, uint32_t at)
{
	uint32_t end = 0;
	for (unsigned n = 0; n < NAME_WORDS; n++) {
		uint32_t after;
		str word = word_at(text, at);
		if (!is_capitalised(word) || mention_at(reader, at, &after))
			break;
		end = at + (uint32_t)word.n;
		if (end >= text.n || text.p[end] != ' ')
			break;
		at = skip_spaces(text, end);
	}
	return end;
}

/* "i SKIS", "av kommunerna", "(Vara)", "på Göliska-IT" behind a name: moves past it. */
static void
skip_modifier(struct reader *reader, str text, struct names *names, bool person)
{
	static const char *const links[] = {"i", "av", "på", "från", "för", "inom", "hos", "vid", NULL};
	uint32_t at = skip_spaces(text, names->at), end;
	bool bracket = at < text.n && text.p[at] == '(';
	str word = word_at(text, at);
	if (!bracket && !is_one_of(word, links))
		return;
	at = skip_spaces(text, at + (bracket ? 1 : (uint32_t)word.n));
	const struct found *found = mention_at(reader, at, &end);
	if (found && !person && may_be_assigned(found->mention.entity))
		vec_push(reader->work->scratch, &names->entities, found->mention.entity);
	if (!found) {
		end = at + (uint32_t)word_at(text, at).n;
		if (end == at)
			return;
	}
	names->at = end + (bracket && end < text.n && text.p[end] == ')');
}

static bool
take_name(struct reader *reader, str text, struct names *names)
{
	uint32_t at = skip_spaces(text, names->at), end = everybody_at(text, at);
	if (end) {
		names->everybody = true;
		names->known++;
		names->at = end;
		skip_modifier(reader, text, names, false);
		return true;
	}
	const struct found *found = mention_at(reader, at, &end);
	const struct entity *entity = found ? found->mention.entity : NULL;
	if (found && (owns_what_follows(text, found, end) || is_part_of_meeting(text, at, end) ||
	              (entity && !may_be_assigned(entity)) || found->mention.document))
		return false;
	if (found) {
		if (entity)
			vec_push(reader->work->scratch, &names->entities, entity);
		else
			vec_push(reader->work->scratch, &names->others, (struct stretch){found->start, found->end});
		names->known++;
		str joined = end < text.n && text.p[end] == '-' ? word_at(text, end + 1) : (str){0};
		names->at = joined.n ? end + 1 + (uint32_t)joined.n : end;
		skip_modifier(reader, text, names, entity && entity->kind == ENTITY_PERSON);
		return true;
	}
	end = plain_name_at(reader, text, at);
	if (end == 0)
		return false;
	names->plain_first = names->plain_first || names->known + names->plain == 0;
	names->plain++;
	vec_push(reader->work->scratch, &names->others, (struct stretch){at, end});
	names->at = end;
	return true;
}

static bool
take_link(str text, uint32_t *at)
{
	static const char *const links[] = {"och", "samt", "o", "med", NULL};
	uint32_t next = skip_spaces(text, *at);
	if (next >= text.n)
		return false;
	if (text.p[next] == ',' || text.p[next] == '&' || text.p[next] == '/' || text.p[next] == '+') {
		*at = next + 1;
		uint32_t after = skip_spaces(text, *at);
		str word = word_at(text, after);
		if (is_one_of(word, links))
			*at = after + (uint32_t)word.n;
		return true;
	}
	str word = word_at(text, next);
	if (!is_one_of(word, links) || str_eq(word, S("med")))
		return false;
	*at = next + (uint32_t)word.n;
	return true;
}

static struct names
take_names(struct reader *reader, str text, uint32_t at)
{
	struct names names = {.at = at};
	if (!take_name(reader, text, &names))
		return names;
	for (;;) {
		uint32_t end = names.at;
		if (!take_link(text, &names.at))
			break;
		if (!take_name(reader, text, &names)) {
			names.at = end;
			break;
		}
	}
	return names;
}

static void
assign_names(struct reader *reader, const struct names *names)
{
	for (size_t i = 0; i < names->entities.n; i++)
		assign(reader, names->entities.items[i]);
	for (size_t i = 0; i < names->others.n; i++)
		assign_other(reader, names->others.items[i].start, names->others.items[i].end);
	reader->assignment->everybody = reader->assignment->everybody || names->everybody;
}

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
	str first = word_at(text, from);
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
	str word = word_at(text, next);
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
	str word = word_at(text, at);
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
		if (everybody_at(text, at) || mention_at(reader, at, &end) || (boundary && is_capitalised(word_at(text, at))))
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
	if (!is_pronoun(word_at(text, from))) {
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
