/* Who is named: one after another at the head of a text, or anywhere in a stretch of it. */
#include "markup/whom.h"

#include "base/text.h"
#include "markup/link.h"
#include "markup/token.h"

enum { NAME_WORDS = 3 };

bool
is_one_of(str word, const char *const *words)
{
	while (*words && !str_eq(word, str_of(*words)))
		words++;
	return *words != NULL;
}

uint32_t
skip_spaces(str text, uint32_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n'))
		at++;
	return at;
}

/* The word at an offset with what hyphens join to it ("Ann-Britt"); empty when none begins there. */
str
joined_word_at(str text, uint32_t at)
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

/* "möte", "SIKT-mötet", "träffen" */
bool
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

/* A name of somebody, though it is not known of whom. */
static bool
is_unresolved(const struct mention *mention)
{
	return mention->how == MENTION_AMBIGUOUS || mention->how == MENTION_UNKNOWN;
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

void
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
const struct found *
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
	return is_meeting_word(joined_word_at(text, start)) || is_meeting_word(joined_word_at(text, end + 1));
}

/* "Mattias Gustafssons grupp": not he. */
static bool
owns_what_follows(str text, const struct found *found, uint32_t end)
{
	str name = found->mention.text;
	if (!found->mention.entity || !str_ends(name, S("s")) || str_contains(found->mention.entity->name, name))
		return false;
	static const char *const links[] = {"och", "samt", "i", "på", "från", "av", "med", "får", "fick", "har", NULL};
	str next = joined_word_at(text, skip_spaces(text, end));
	return end < text.n && text.p[end] == ' ' && next.n && !is_one_of(next, links);
}

/* ---- everybody ---- */

/* The end of "var och en", "alla", "samtliga" or "varje" at an offset, or 0. */
uint32_t
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
void
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
		if (is_unresolved(&found->mention))
			assign_other(reader, found->start, found->end);
		else if (may_be_assigned(entity) && !whence)
			assign(reader, entity);
		before = whence ? before : entity;
		end = found->end;
	}
}

/* ---- a list of names ---- */

/* "Ann-Britt", "Maria Mjörnestrand": words with capitals that no register has. */
static uint32_t
plain_name_at(const struct reader *reader, str text, uint32_t at)
{
	uint32_t end = 0;
	for (unsigned n = 0; n < NAME_WORDS; n++) {
		uint32_t after;
		str word = joined_word_at(text, at);
		if (!text_begins_upper(word) || mention_at(reader, at, &after))
			break;
		end = at + (uint32_t)word.n;
		if (end >= text.n || text.p[end] != ' ')
			break;
		at = skip_spaces(text, end);
	}
	return end;
}

/* "Bo Ek, Skara" as in the list of those present: moves past the municipality that the person comes from. */
static bool
skip_municipality(struct reader *reader, str text, struct names *names, const struct entity *person)
{
	uint32_t at = skip_spaces(text, names->at), end;
	if (!person || at >= text.n || text.p[at] != ',')
		return false;
	const struct found *found = mention_at(reader, skip_spaces(text, at + 1), &end);
	const struct entity *entity = found ? found->mention.entity : NULL;
	if (!entity || entity->kind != ENTITY_MUNICIPALITY || !counts_for(reader->work->document, person, entity))
		return false;
	names->at = end;
	return true;
}

/* "i SKIS", "av kommunerna", "(Vara)", "på Göliska-IT" behind a name: moves past it. */
static void
skip_modifier(struct reader *reader, str text, struct names *names, const struct entity *person)
{
	if (skip_municipality(reader, text, names, person))
		return;
	static const char *const links[] = {"i", "av", "på", "från", "för", "inom", "hos", "vid", NULL};
	uint32_t at = skip_spaces(text, names->at), end;
	bool bracket = at < text.n && text.p[at] == '(';
	str word = joined_word_at(text, at);
	if (!bracket && !is_one_of(word, links))
		return;
	at = skip_spaces(text, at + (bracket ? 1 : (uint32_t)word.n));
	const struct found *found = mention_at(reader, at, &end);
	if (found && !person && may_be_assigned(found->mention.entity))
		vec_push(reader->work->scratch, &names->entities, found->mention.entity);
	if (!found) {
		end = at + (uint32_t)joined_word_at(text, at).n;
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
		skip_modifier(reader, text, names, NULL);
		return true;
	}
	const struct found *found = mention_at(reader, at, &end);
	const struct entity *entity = found ? found->mention.entity : NULL;
	if (found && (owns_what_follows(text, found, end) || is_part_of_meeting(text, at, end) ||
	              (entity ? !may_be_assigned(entity) : !is_unresolved(&found->mention))))
		return false;
	if (found) {
		if (entity)
			vec_push(reader->work->scratch, &names->entities, entity);
		else
			vec_push(reader->work->scratch, &names->others, (struct stretch){found->start, found->end});
		names->known++;
		str joined = end < text.n && text.p[end] == '-' ? joined_word_at(text, end + 1) : (str){0};
		names->at = joined.n ? end + 1 + (uint32_t)joined.n : end;
		skip_modifier(reader, text, names, entity && entity->kind == ENTITY_PERSON ? entity : NULL);
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
		str word = joined_word_at(text, after);
		if (is_one_of(word, links))
			*at = after + (uint32_t)word.n;
		return true;
	}
	str word = joined_word_at(text, next);
	if (!is_one_of(word, links) || str_eq(word, S("med")))
		return false;
	*at = next + (uint32_t)word.n;
	return true;
}

struct names
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

void
assign_names(struct reader *reader, const struct names *names)
{
	for (size_t i = 0; i < names->entities.n; i++)
		assign(reader, names->entities.items[i]);
	for (size_t i = 0; i < names->others.n; i++)
		assign_other(reader, names->others.items[i].start, names->others.items[i].end);
	reader->assignment->everybody = reader->assignment->everybody || names->everybody;
}
