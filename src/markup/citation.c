/* Citations of other minutes, and of the decisions and assignments in them. */
#include "markup/citation.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "markup/textmap.h"

enum { DIGITS_MAX = 4 };

/* ---- which minutes ---- */

static bool
add_network(const struct archive *archive, struct cited *cited, str name)
{
	const struct entity *network = archive_find(archive, ENTITY_NETWORK, name);
	if (!network || cited->network_count == CITED_NETWORKS_MAX)
		return false;
	cited->networks[cited->network_count++] = network;
	return true;
}

/* "SIKT", "SIKT och SKIS", "SIKT/SKIS". */
static void
read_networks(const struct archive *archive, struct cited *cited)
{
	str text = cited->names;
	if (add_network(archive, cited, text))
		return;
	size_t start = 0;
	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && !strchr(" \n/,+&", text.p[i]))
			continue;
		str word = str_slice(text, start, i);
		start = i + 1;
		if (word.n == 0 || str_eq(word, S("och")) || str_eq(word, S("and")))
			continue;
		if (!add_network(archive, cited, word)) {
			cited->network_count = 0;
			return;
		}
	}
}

/* Minutes stand first in the archive, by date. */
static size_t
first_of_date(const struct documents *documents, struct date date)
{
	size_t low = 0, high = documents->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct document *document = documents->items[middle];
		if (document->kind == DOCUMENT_MINUTES && date_compare(document->date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_of_all(const struct document *document, const struct cited *cited)
{
	for (size_t i = 0; i < cited->network_count; i++)
		if (!document_is_of(document, cited->networks[i]))
			return false;
	return true;
}

static void
find_minutes(const struct archive *archive, struct cited *cited)
{
	const struct documents *documents = &archive->documents;
	for (size_t i = first_of_date(documents, cited->date); i < documents->n && cited->n < CITED_MAX; i++) {
		const struct document *document = documents->items[i];
		if (document->kind != DOCUMENT_MINUTES || date_compare(document->date, cited->date) != 0)
			break;
		if (date_equal(document->date, cited->date) && is_of_all(document, cited))
			cited->items[cited->n++] = document;
	}
}

bool
cited_read(const struct archive *archive, str text, struct cited *cited)
{
	*cited = (struct cited){0};
	size_t space = text.n;
	while (space > 0 && text.p[space - 1] != ' ')
		space--;
	if (space == 0 || !date_parse(str_from(text, space), &cited->date))
		return false;
	cited->names = str_trim(str_slice(text, 0, space));
	read_networks(archive, cited);
	if (cited->network_count)
		find_minutes(archive, cited);
	return true;
}

str
cited_id(struct arena *arena, const struct cited *cited)
{
	struct buffer id = {.arena = arena};
	buffer_add(&id, date_iso(arena, cited->date));
	for (size_t i = 0; i < cited->network_count; i++) {
		buffer_add_char(&id, '-');
		buffer_add(&id, cited->networks[i]->id);
	}
	return buffer_str(&id);
}

/* ---- which decision or assignment ---- */

struct reader {
	struct work *work;
	struct flow *flow;
	uint32_t at, end;
	char letter;
	const struct document *document; /* the minutes that were named last */
	str id;
	struct spans *links;
	struct citations found;
};

static void
skip_spaces(struct reader *reader)
{
	while (reader->at < reader->end && strchr(" \n", reader->flow->text.p[reader->at]))
		reader->at++;
}

static bool
take(struct reader *reader, str word)
{
	if (!str_starts(str_slice(reader->flow->text, reader->at, reader->end), word))
		return false;
	reader->at += (uint32_t)word.n;
	return true;
}

static bool
is_letter_or_digit(str text, size_t at)
{
	return at < text.n && text_is_word(text_next(text, &at));
}

/* "U1" at an offset: its end and number; 0 when it is none. */
static uint32_t
number_at(const struct reader *reader, uint32_t at, char *letter, unsigned *number)
{
	str text = str_slice(reader->flow->text, 0, reader->end);
	if (at >= text.n || !strchr("BUbu", text.p[at]) || (at > 0 && text_is_word(text_before(text, at))))
		return 0;
	*letter = text.p[at] == 'b' || text.p[at] == 'B' ? 'B' : 'U';
	uint32_t end = at + 1;
	for (*number = 0; end < text.n && end - at <= DIGITS_MAX && text_is_digit((unsigned char)text.p[end]); end++)
		*number = *number * 10 + (unsigned)(text.p[end] - '0');
	return end > at + 1 && !is_letter_or_digit(text, end) ? end : 0;
}

/* Where the next "U1" begins before the sentence or the list goes on with something else; `end` when there is none. */
static uint32_t
next_number(const struct reader *reader)
{
	char letter;
	unsigned number;
	for (uint32_t at = reader->at; at < reader->end; at++)
		if (number_at(reader, at, &letter, &number))
			return at;
	return reader->end;
}

/* "[[SIKT 2020-05-29|maj]]": what the mark leads to. */
static str
without_mark(str text)
{
	if (!str_starts(text, S("[[")))
		return text;
	size_t end = str_find(text, S("]]"));
	size_t bar = str_find_char(text, '|');
	return str_slice(text, S("[[").n, bar < end ? bar : end);
}

static str
in_plain_words(struct work *work, str text)
{
	char *bytes = arena_bytes(work->scratch, text.n + 1);
	for (size_t i = 0; i < text.n; i++)
		bytes[i] = text.p[i] == '\n' ? ' ' : text.p[i];
	return str_trim((str){bytes, text.n});
}

/* The minutes between `at` and the number. False when they are not named so that anybody could find them. */
static bool
read_minutes(struct reader *reader, uint32_t number)
{
	struct work *work = reader->work;
	const struct archive *archive = work->markup->archive;
	str text = in_plain_words(work, without_mark(str_trim(str_slice(reader->flow->text, reader->at, number))));
	while (text.n && strchr(",:", text.p[text.n - 1]))
		text = str_trim(str_slice(text, 0, text.n - 1));
	struct cited cited;
	reader->document = archive_find_document(archive, text);
	if (reader->document && reader->document->kind == DOCUMENT_MINUTES) {
		reader->id = reader->document->id;
		return true;
	}
	if (!cited_read(archive, text, &cited) || cited.network_count == 0)
		return false;
	reader->document = cited.n == 1 ? cited.items[0] : NULL;
	reader->id = reader->document ? reader->document->id : cited_id(work->arena, &cited);
	struct place place = textmap_place(work->tree, reader->flow, reader->at, number);
	if (cited.n > 1)
		diag(work->diags, DIAG_CITED_MINUTES_SEVERAL, place, (str){0}, message_word(work->diags, text));
	else if (cited.n == 0 && !archive_may_be_unread(archive, reader->id))
		diag(work->diags, DIAG_CITED_MINUTES_UNKNOWN, place, suggest(work, text, &work->markup->names),
		     message_word(work->diags, text));
	return true;
}

static void
add_link(struct reader *reader, uint32_t start, uint32_t end, unsigned number)
{
	struct work *work = reader->work;
	if (!reader->document || !flow_is_words(reader->flow, start, end) || flow_is_taken(reader->flow, start, end))
		return;
	str anchor = str_format(work->scratch, "%s-%u", reader->letter == 'B' ? "beslut" : "uppdrag", number);
	if (reader->document->withdrawn) /* nothing is left on its page but that it is */
		anchor = (str){0};
	str address = reader->document == work->document ? (str){0} : work->markup->addresses[reader->document->index];
	struct span span = {.start = start, .end = end, .shown = start, .shown_end = end, .kind = SPAN_LINK,
	                    .href = relative_link(work, address, anchor)};
	vec_push(work->scratch, reader->links, span);
}

/* Minutes of some day in a month may be of any day in it. */
static bool
is_certainly_before(struct date a, struct date b)
{
	a.day = a.approximate ? 0 : a.day;
	b.day = b.approximate ? 0 : b.day;
	return a.year && b.year && date_days(date_last_day(a)) < date_days(b);
}

static bool
read_citation(struct reader *reader)
{
	struct work *work = reader->work;
	char letter;
	unsigned number;
	skip_spaces(reader);
	uint32_t start = reader->at, at = next_number(reader);
	uint32_t end = number_at(reader, at, &letter, &number);
	if (end == 0 || (at > start && !read_minutes(reader, at)) || reader->id.n == 0)
		return false;
	reader->at = end;
	struct place place = textmap_place(work->tree, reader->flow, start, end);
	if (letter != reader->letter) {
		diag(work->diags, letter == 'B' ? DIAG_CLOSES_DECISION : DIAG_SUPERSEDES_ASSIGNMENT, place, (str){0});
		return true;
	}
	if (reader->document && is_certainly_before(work->document->date, reader->document->date)) {
		diag(work->diags, DIAG_CITED_MINUTES_LATER, place, (str){0}, str_copy(work->arena, reader->id));
		add_link(reader, start, end, number);
		return true;
	}
	struct citation citation = {.id = reader->id, .document = reader->document, .letter = letter, .number = number,
	                            .place = place};
	vec_push(work->scratch, &reader->found, citation);
	add_link(reader, start, end, number);
	return true;
}

/* Whether something that looks like a citation stands there: a sign that one was meant. */
static bool
was_meant(struct reader *reader)
{
	if (next_number(reader) < reader->end)
		return true;
	struct cited cited;
	str text = in_plain_words(reader->work, str_slice(reader->flow->text, reader->at, reader->end));
	while (text.n && (text.p[text.n - 1] == '.' || text.p[text.n - 1] == ','))
		text.n--;
	return cited_read(reader->work->markup->archive, text, &cited);
}

struct citations
citations_read(struct work *work, struct flow *flow, uint32_t *at, uint32_t end, char letter, struct spans *links)
{
	struct reader reader = {.work = work, .flow = flow, .at = *at, .end = end, .letter = letter, .links = links};
	skip_spaces(&reader);
	uint32_t first = reader.at;
	for (bool more = true; more;) {
		uint32_t before = reader.at;
		if (!read_citation(&reader)) {
			reader.at = before;
			if (before == first && was_meant(&reader))
				diag(work->diags, DIAG_CITATION_UNREADABLE, textmap_place(work->tree, flow, before, end), (str){0});
			break;
		}
		*at = reader.at;
		skip_spaces(&reader);
		more = take(&reader, S(",")) || take(&reader, S("&")) || take(&reader, S("och ")) || take(&reader, S("samt "));
		skip_spaces(&reader);
		take(&reader, S("och "));
	}
	return reader.found;
}
