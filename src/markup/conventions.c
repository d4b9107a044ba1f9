/* The conventions of minutes: find, number and read them, mark them for the writer. What each means stands in its own file:
   passage.c (decisions and assignments), excerpt.c (their text), assignment.c (whom), roundtable.c, citation.c. */
#include "markup/conventions.h"

#include <string.h>

#include "base/text.h"
#include "markup/citation.h"
#include "markup/passage.h"
#include "markup/sentence.h"
#include "markup/textmap.h"

enum { FIRST_BYTE_OF_O_UMLAUT = 0xc3, LOOK_BACK = 1000 };

static bool
is_running_text(const struct flow *flow)
{
	const struct node *block = flow->block;
	return block->kind == NODE_PARAGRAPH || (block->kind == NODE_CELL && !block->parent->header);
}

/* ---- adding what was found to the body ---- */

static void
add_anchor(struct work *work, bool decision, unsigned number)
{
	str anchor = str_format(work->arena, "%s-%u", decision ? "beslut" : "uppdrag", number);
	vec_push(work->arena, &work->body->anchors, anchor);
}

static void
add_to_body(struct minutes *minutes, const struct passage *passage)
{
	struct work *work = minutes->work;
	struct flow *flow = passage->flow;
	add_anchor(work, is_decision(passage), passage->number);
	if (is_decision(passage)) {
		struct decision decision = {.number = passage->number, .item = flow->item, .block = flow->counted};
		decision.place = passage_place(minutes, passage);
		vec_push(work->arena, &work->body->decisions, decision);
		return;
	}
	struct assignment assignment = {.number = passage->number, .item = flow->item, .block = flow->counted};
	assignment.place = passage_place(minutes, passage);
	assignment_read(minutes, passage, &assignment);
	vec_push(work->arena, &work->body->assignments, assignment);
}

/* Once all cuts are known. */
static void
add_text(struct minutes *minutes, const struct passage *passage)
{
	struct body *body = minutes->work->body;
	str text = passage_text(minutes, passage);
	if (is_decision(passage))
		body->decisions.items[passage->number - 1].text = text;
	else
		body->assignments.items[passage->number - 1].text = text;
}

static void
show(struct minutes *minutes, const struct passage *passage)
{
	enum edge_kind kind = is_decision(passage) ? EDGE_DECISION : EDGE_ASSIGNMENT;
	if (!passage->block)
		add_edges(minutes, passage->flow, passage->start, passage->end, kind, passage->number);
	add_edges(minutes, passage->flow, passage->word, passage->word_end, EDGE_WORD, 0);
}

/* ---- "Klart:", "Ersätter:", "Senast:" ---- */

/* The passage that a mark at an offset of a flow belongs to: the last of its kind that began before, in the same block, or
   right before a block that the mark begins. NULL: none. */
static const struct passage *
owner_of(const struct minutes *minutes, const struct flow *flow, uint32_t at, bool decision)
{
	size_t i = minutes->notes[flow->index].after;
	for (unsigned looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
		const struct passage *passage = &minutes->passages.items[i];
		if (is_decision(passage) != decision || (passage->flow == flow && passage->start > at))
			continue;
		bool same_item = passage->flow->item == flow->item;
		return passage_holds(passage, flow) || (same_item && str_trim(str_slice(flow->text, 0, at)).n == 0) ? passage
		                                                                                                     : NULL;
	}
	return NULL;
}

/* Takes [start, end) out of the passage's text, with the brackets or the comma before it, and with its full stop when it is a
   sentence of its own. */
static void
cut(struct minutes *minutes, const struct flow *flow, uint32_t start, uint32_t end)
{
	str text = flow->text;
	while (start > 0 && strchr(" \n", text.p[start - 1]))
		start--;
	bool bracket = start > 0 && text.p[start - 1] == '(' && end < text.n && text.p[end] == ')';
	if (bracket) {
		start--;
		end++;
	}
	while (start > 0 && strchr(" \n", text.p[start - 1]))
		start--;
	bool sentence = start == 0 || strchr(".!?:", text.p[start - 1]);
	if (!sentence && text.p[start - 1] == ',')
		start--;
	if (sentence && end < text.n && text.p[end] == '.')
		end++;
	struct stretch stretch = {start, end};
	vec_push(minutes->work->scratch, &minutes->notes[flow->index].cuts, stretch);
}

static void
add_closings(struct minutes *minutes, const struct flow *flow, const struct citations *citations)
{
	struct work *work = minutes->work;
	for (size_t i = 0; i < citations->n; i++) {
		struct closing closing = {citations->items[i], flow->item, flow->counted};
		vec_push(work->arena, &work->body->closings, closing);
	}
}

static void
add_superseded(struct minutes *minutes, struct flow *flow, uint32_t at, const struct citations *citations)
{
	struct work *work = minutes->work;
	const struct passage *owner = owner_of(minutes, flow, at, true);
	if (!owner) {
		diag(work->diags, DIAG_SUPERSEDES_NOTHING,
		     textmap_place(work->tree, flow, at, at + S("Ersätter:").n), (str){0});
		return;
	}
	struct decision *decision = &work->body->decisions.items[owner->number - 1];
	for (size_t i = 0; i < citations->n; i++)
		vec_push(work->arena, &decision->supersedes, citations->items[i]);
}

/* "SIKT 2020-09-04", "nästa möte": from the mark to the end of the sentence. */
static void
read_due(struct minutes *minutes, struct flow *flow, uint32_t start, uint32_t from, uint32_t end)
{
	struct work *work = minutes->work;
	const struct passage *owner = owner_of(minutes, flow, start, false);
	if (!owner)
		return;
	struct assignment *assignment = &work->body->assignments.items[owner->number - 1];
	str text = str_trim(str_slice(flow->text, from, end));
	while (text.n && strchr(".)!,;", text.p[text.n - 1]))
		text = str_trim(str_slice(text, 0, text.n - 1));
	str first = str_cut(&(str){text.p, text.n}, ' ');
	while (first.n && strchr(".),;", first.p[first.n - 1]))
		first.n--;
	struct cited cited;
	if (date_parse(first, &assignment->due)) {
		text = first;
	} else if (first.n && text_is_digit((unsigned char)first.p[0])) {
		diag(work->diags, DIAG_DUE_UNREADABLE, textmap_place(work->tree, flow, start, end), (str){0},
		     message_word(work->diags, text));
		return;
	} else if (text.n) {
		if (cited_read(work->markup->archive, text, &cited)) {
			assignment->due = cited.date;
			for (size_t i = 0; i < cited.network_count; i++)
				vec_push(work->arena, &assignment->due_networks, cited.networks[i]);
		}
		uint32_t at = (uint32_t)(text.p - flow->text.p);
		assignment->due_meeting = shown_text(work, flow, at, at + (uint32_t)text.n);
	}
	if (text.n)
		cut(minutes, flow, start, (uint32_t)(text.p + text.n - flow->text.p));
}

struct keyword {
	str word;
	char letter; /* of the numbers that follow; 0: "Senast:" */
};

static uint32_t
sentence_end(struct minutes *minutes, struct flow *flow, uint32_t at)
{
	const struct sentences *sentences = flow_sentences(minutes->work->scratch, flow);
	return sentences->n ? sentences->items[sentence_at(sentences, at)].end : (uint32_t)flow->text.n;
}

static void
read_keyword(struct minutes *minutes, struct flow *flow, const struct keyword *keyword, uint32_t at, struct spans *links)
{
	uint32_t from = at + (uint32_t)keyword->word.n, end = sentence_end(minutes, flow, at);
	if (keyword->letter == 0) {
		read_due(minutes, flow, at, from, end);
		return;
	}
	uint32_t read = from;
	struct citations citations = citations_read(minutes->work, flow, &read, end, keyword->letter, links);
	if (read == from)
		return;
	if (keyword->letter == 'U')
		add_closings(minutes, flow, &citations);
	else
		add_superseded(minutes, flow, at, &citations);
	cut(minutes, flow, at, read);
}

static bool
is_written(const struct flow *flow, uint32_t at)
{
	size_t leaf = flow_leaf(flow, at);
	return leaf != SIZE_MAX && !(flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML | LEAF_IMAGE | LEAF_LINK)) &&
	       !flow_is_taken(flow, at, at + 1) && (at == 0 || !text_is_word(text_before(flow->text, at)));
}

static void
find_keywords(struct minutes *minutes, struct flow *flow)
{
	const struct keyword keywords[] = {{S("Klart:"), 'U'}, {S("Ersätter:"), 'B'}, {S("Senast:"), 0}};
	struct spans links = {0};
	for (uint32_t at = 0; at < flow->text.n; at++) {
		size_t colon = str_find_char(str_from(flow->text, at), ':');
		if (colon == SIZE_MAX)
			break;
		uint32_t next = at + (uint32_t)colon;
		for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
			const struct keyword *keyword = &keywords[i];
			if (next + 1 < keyword->word.n || !str_ends(str_slice(flow->text, at, next + 1), keyword->word))
				continue;
			uint32_t start = next + 1 - (uint32_t)keyword->word.n;
			if (is_written(flow, start))
				read_keyword(minutes, flow, keyword, start, &links);
		}
		at = next;
	}
	flow_add_spans(minutes->work->scratch, flow, &links);
}

/* ---- "föregående protokoll" ---- */

static size_t
phrase_at(struct work *work, const struct flow *flow, size_t at)
{
	static const char *const phrases[] = {"föregående protokoll", "föregående mötes protokoll", "förra protokollet"};
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		str phrase = str_of(phrases[i]);
		str text = str_slice(flow->text, at, at + phrase.n);
		size_t end = at + phrase.n;
		if (text.n == phrase.n && str_eq(text_fold(work->scratch, text), phrase) &&
		    (end == flow->text.n || !text_is_word(text_next(flow->text, &(size_t){end}))))
			return phrase.n;
	}
	return 0;
}

static void
link_previous(struct minutes *minutes, struct flow *flow)
{
	struct work *work = minutes->work;
	struct spans links = {0};
	if (!str_contains(flow->text, S("protokoll")))
		return;
	str address = work->markup->addresses[work->document->previous->index];
	for (size_t at = 0; at < flow->text.n; at++) {
		bool initial = (flow->text.p[at] == 'f' || flow->text.p[at] == 'F') && at + 1 < flow->text.n &&
		               (unsigned char)flow->text.p[at + 1] == FIRST_BYTE_OF_O_UMLAUT;
		size_t n = initial && is_written(flow, (uint32_t)at) ? phrase_at(work, flow, at) : 0;
		if (n == 0 || !flow_is_words(flow, at, at + n) || flow_is_taken(flow, at, at + n))
			continue;
		struct span span = {.start = (uint32_t)at, .end = (uint32_t)(at + n), .shown = (uint32_t)at,
		                    .shown_end = (uint32_t)(at + n), .kind = SPAN_LINK,
		                    .href = relative_link(work, address, (str){0})};
		vec_push(work->scratch, &links, span);
		at += n - 1;
	}
	flow_add_spans(work->scratch, flow, &links);
}

/* ---- all of it ---- */

static void
for_running_text(struct minutes *minutes, void (*function)(struct minutes *, struct flow *))
{
	for (size_t i = 0; i < minutes->work->tree->flows.n; i++)
		if (is_running_text(minutes->work->tree->flows.items[i]))
			function(minutes, minutes->work->tree->flows.items[i]);
}

void
conventions_find(struct work *work)
{
	if (work->document->kind != DOCUMENT_MINUTES)
		return;
	struct minutes minutes = {.work = work};
	minutes.notes = arena_array(work->scratch, struct notes, work->tree->flows.n + 1);
	for_running_text(&minutes, passages_find);
	for (size_t i = 0; i < minutes.passages.n; i++)
		add_to_body(&minutes, &minutes.passages.items[i]);
	for_running_text(&minutes, labels_find);
	for_running_text(&minutes, find_keywords);
	for (size_t i = 0; i < minutes.passages.n; i++) {
		add_text(&minutes, &minutes.passages.items[i]);
		show(&minutes, &minutes.passages.items[i]);
	}
	reports_add(&minutes);
	if (work->document->previous)
		for_running_text(&minutes, link_previous);
}
