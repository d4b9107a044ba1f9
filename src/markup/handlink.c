/* The house's own mark: [[Mediapoolen]], [[Hannes Berggren|Hannes]], [[!Vara]], [[SIKT 2018-12-14 §4]], [[dolt: skäl]],
   [[rapport: Hjo, Tibro]] (format.md, "The body"). */
#include <string.h>

#include "archive/address.h"
#include "archive/mask.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"
#include "markup/citation.h"
#include "markup/textmap.h"
#include "markup/work.h"

struct finder {
	struct work *work;
	struct flow *flow;
	struct spans found;
	bool reported_open;
};

/* One [[target|label]]. */
struct mark {
	size_t start, end; /* brackets and all */
	size_t target, target_end;
	size_t shown, shown_end; /* what is shown: the label, or the target */
};

static str
text_of(const struct finder *finder, size_t start, size_t end)
{
	return str_slice(finder->flow->text, start, end);
}

static struct place
place_in(const struct finder *finder, size_t start, size_t end)
{
	return textmap_place(finder->work->tree, finder->flow, start, end);
}

static void
trim(str text, size_t *start, size_t *end)
{
	while (*start < *end && (text.p[*start] == ' ' || text.p[*start] == '\n'))
		++*start;
	while (*start < *end && (text.p[*end - 1] == ' ' || text.p[*end - 1] == '\n'))
		--*end;
}

static void
add_span(struct finder *finder, const struct mark *mark, enum span_kind kind, str href, str text)
{
	struct span span = {(uint32_t)mark->start,
	                    (uint32_t)mark->end,
	                    (uint32_t)mark->shown,
	                    (uint32_t)mark->shown_end,
	                    kind,
	                    href,
	                    text};
	vec_push(finder->work->scratch, &finder->found, span);
}

static void
add_mention(struct finder *finder, const struct mark *mark, const struct entity *entity,
            const struct document *document)
{
	struct mention mention = {.entity = entity, .document = document, .how = MENTION_EXPLICIT};
	remember_mention(finder->work, finder->flow, mark->shown, mark->shown_end, mention);
}

/* What is shown of a hidden person takes along a genitive -s or a full stop behind the mark. */
static void
show_hidden(struct finder *finder, struct mark *mark, const struct entity *person)
{
	struct work *work = finder->work;
	str text = finder->flow->text;
	size_t behind = mark->end, after = mark->end + 1;
	str shown = archive_shown(work->markup->archive, work->scratch, person, text_of(finder, mark->shown, mark->shown_end));
	bool genitive = behind < text.n && text.p[behind] == 's' && (after == text.n || !text_is_word(text_next(text, &after)));
	if (genitive && flow_is_words(finder->flow, mark->start, behind + 1)) {
		mark->end++;
		shown = person_genitive(work->scratch, person->name);
	}
	size_t stop = archive_mask_stop(shown, text, mark->end);
	if (flow_is_words(finder->flow, mark->start, stop))
		mark->end = stop;
	add_mention(finder, mark, person, NULL);
	add_span(finder, mark, SPAN_PLAIN, (str){0}, shown);
}

static void
link_entity(struct finder *finder, struct mark *mark, const struct entity *entity)
{
	struct work *work = finder->work;
	if (entity->kind == ENTITY_PERSON && entity->person.hidden) {
		show_hidden(finder, mark, entity);
		return;
	}
	add_mention(finder, mark, entity, NULL);
	str address = address_of_entity(work->scratch, entity);
	add_span(finder, mark, SPAN_LINK, relative_link(work, address, (str){0}), (str){0});
}

static void
link_document(struct finder *finder, const struct mark *mark, const struct document *document, str anchor)
{
	struct work *work = finder->work;
	if (document->withdrawn) /* nothing is left on its page but that it is */
		anchor = (str){0};
	add_mention(finder, mark, NULL, document);
	str address = document == work->document && anchor.n ? (str){0} : work->markup->addresses[document->index];
	if (anchor.n) {
		struct inner_link link = {.place = place_in(finder, mark->target, mark->target_end),
		                          .document = document,
		                          .anchor = str_copy(work->arena, anchor)};
		vec_push(work->arena, &work->body->links, link);
	}
	add_span(finder, mark, SPAN_LINK, relative_link(work, address, anchor), (str){0});
}

/* Minutes that are not in the archive get the id they would have had. */
static void
link_stub(struct finder *finder, const struct mark *mark, const struct cited *cited)
{
	struct work *work = finder->work;
	struct stub stub = {.id = cited_id(work->arena, cited),
	                    .network = cited->networks[0],
	                    .date = cited->date,
	                    .place = place_in(finder, mark->target, mark->target_end)};
	struct document page = {.kind = DOCUMENT_MINUTES, .id = stub.id};
	str address = address_of_document(work->scratch, &page);
	add_span(finder, mark, SPAN_LINK, relative_link(work, address, (str){0}), (str){0});
	remember_mention(work, finder->flow, mark->shown, mark->shown_end,
	                 (struct mention){.cited = stub.id, .how = MENTION_EXPLICIT});
	for (size_t i = 0; i < work->body->stubs.n; i++)
		if (str_eq(work->body->stubs.items[i].id, stub.id))
			return;
	vec_push(work->arena, &work->body->stubs, stub);
	if (!archive_may_be_unread(work->markup->archive, stub.id))
		diag(work->diags, DIAG_STUB, stub.place, (str){0},
		     message_word(work->diags, text_of(finder, mark->target, mark->target_end)));
}

static void
report_unknown(struct finder *finder, const struct mark *mark, str word)
{
	struct work *work = finder->work;
	str nearest = suggest(work, word, &work->markup->names);
	add_span(finder, mark, SPAN_PLAIN, (str){0}, (str){0});
	if (!archive_may_be_unread(work->markup->archive, word))
		diag(work->diags, DIAG_HAND_LINK_UNKNOWN, place_in(finder, mark->target, mark->target_end), nearest,
	     message_word(work->diags, word));
}

static void
add_candidate(struct buffer *list, str word)
{
	if (list->n)
		buffer_lit(list, ", ");
	buffer_add(list, word);
}

static void
report_ambiguous(struct finder *finder, const struct mark *mark, str word, str candidates)
{
	struct work *work = finder->work;
	add_span(finder, mark, SPAN_PLAIN, (str){0}, (str){0});
	diag(work->diags, DIAG_HAND_LINK_AMBIGUOUS, place_in(finder, mark->target, mark->target_end), (str){0},
	     message_word(work->diags, word), candidates);
}

/* "SIKT 2018-12-14": false when it is no network and date at all. */
static bool
cite(struct finder *finder, const struct mark *mark, str text, str anchor)
{
	const struct archive *archive = finder->work->markup->archive;
	struct cited cited;
	if (!cited_read(archive, text, &cited))
		return false;
	if (cited.network_count == 0) {
		report_unknown(finder, mark, cited.names);
	} else if (cited.n == 1) {
		link_document(finder, mark, cited.items[0], anchor);
	} else if (cited.n == 0) {
		link_stub(finder, mark, &cited);
	} else {
		struct buffer ids = {.arena = finder->work->diags->arena};
		for (size_t i = 0; i < cited.n; i++)
			add_candidate(&ids, cited.items[i]->id);
		report_ambiguous(finder, mark, text, buffer_str(&ids));
	}
	return true;
}

/* Ids of all that bear the name; empty when nobody does. Only asked when no single one was found. */
static str
candidates_of(struct work *work, str name)
{
	const struct entities *bearers = map_get(&work->markup->archive->names, text_fold(work->scratch, name));
	struct buffer ids = {.arena = work->diags->arena};
	for (size_t i = 0; bearers && i < bearers->n; i++)
		add_candidate(&ids, bearers->items[i]->id);
	return buffer_str(&ids);
}

/* Cuts "§4" off the end of a citation; returns "p4", or empty when there is none. */
static str
cut_item(struct work *work, str *text)
{
	size_t sign = str_find(*text, S("§"));
	if (sign == SIZE_MAX)
		return (str){0};
	str number = str_trim(str_from(*text, sign + S("§").n));
	for (size_t i = 0; i < number.n; i++)
		if (!text_is_digit((unsigned char)number.p[i]))
			return (str){0};
	if (number.n == 0)
		return (str){0};
	*text = str_trim(str_slice(*text, 0, sign));
	return str_join(work->scratch, S("p"), number);
}

static void
link_target(struct finder *finder, struct mark *mark)
{
	struct work *work = finder->work;
	const struct archive *archive = work->markup->archive;
	struct buffer plain = {.arena = work->scratch};
	flow_plain(&plain, finder->flow, mark->target, mark->target_end);
	str text = buffer_str(&plain);
	const struct entity *entity = archive_find(archive, ENTITY_KINDS, text);
	if (entity) {
		link_entity(finder, mark, entity);
		return;
	}
	str anchor = cut_item(work, &text);
	const struct document *document = archive_find_document(archive, text);
	if (document) {
		link_document(finder, mark, document, anchor);
		return;
	}
	if (cite(finder, mark, text, anchor))
		return;
	str candidates = candidates_of(work, text);
	if (candidates.n)
		report_ambiguous(finder, mark, text, candidates);
	else
		report_unknown(finder, mark, text);
}

static void
add_omission(struct finder *finder, const struct mark *mark, str reason)
{
	struct work *work = finder->work;
	reason = archive_mask_text(work->markup->archive, work->scratch, work->document, reason);
	struct place place = place_in(finder, mark->start, mark->end);
	if (reason.n == 0)
		diag(work->diags, DIAG_OMISSION_WITHOUT_REASON, place, (str){0});
	struct omission omission = {
	    .reason = str_copy(work->arena, reason), .place = place, .item = finder->flow->item};
	vec_push(work->arena, &work->body->omissions, omission);
	str omitted = work->markup->words.omitted;
	add_span(finder, mark, SPAN_OMISSION, (str){0},
	         str_format(work->scratch, "[%.*s%s%.*s]", STR(omitted), reason.n ? ": " : "", STR(reason)));
}

static void
report_municipality(struct finder *finder, size_t start, size_t end)
{
	struct work *work = finder->work;
	const struct archive *archive = work->markup->archive;
	str name = text_of(finder, start, end);
	struct place place = place_in(finder, start, end);
	const struct entity *municipality = archive_find(archive, ENTITY_MUNICIPALITY, name);
	if (municipality) {
		struct report report = {.municipality = municipality, .place = place, .item = finder->flow->item,
		                        .block = finder->flow->counted};
		vec_push(work->arena, &work->body->reports, report);
		return;
	}
	diag(work->diags, DIAG_UNKNOWN_MUNICIPALITY, place, suggest(work, name, &work->markup->municipalities),
	     message_word(work->diags, name));
}

static bool
is_at_head(const struct finder *finder, size_t start)
{
	size_t from = finder->found.n ? finder->found.items[finder->found.n - 1].end : 0;
	for (size_t i = 0; i + 1 < finder->found.n; i++)
		if (finder->found.items[i].end != finder->found.items[i + 1].start)
			return false;
	return finder->flow->block->kind != NODE_HEADING && str_trim(text_of(finder, from, start)).n == 0 &&
	       (finder->found.n == 0 || finder->found.items[0].start == 0);
}

/* The mark shows nothing, and takes the space after it along. */
static void
add_report(struct finder *finder, struct mark *mark, size_t names)
{
	struct work *work = finder->work;
	str text = finder->flow->text;
	if (!is_at_head(finder, mark->start))
		diag(work->diags, DIAG_REPORT_NOT_FIRST, place_in(finder, mark->start, mark->end), (str){0});
	if (str_trim(text_of(finder, names, mark->target_end)).n == 0)
		diag(work->diags, DIAG_HAND_LINK_EMPTY, place_in(finder, mark->start, mark->end), (str){0});
	for (size_t start = names; start < mark->target_end;) {
		size_t end = start;
		while (end < mark->target_end && text.p[end] != ',')
			end++;
		size_t name = start, name_end = end;
		trim(text, &name, &name_end);
		if (name < name_end)
			report_municipality(finder, name, name_end);
		start = end + 1;
	}
	while (mark->end < text.n && text.p[mark->end] == ' ' &&
	       flow_is_words(finder->flow, mark->start, mark->end + 1))
		mark->end++;
	mark->shown = mark->shown_end = 0;
	add_span(finder, mark, SPAN_PLAIN, (str){0}, (str){0});
}

static bool
has_keyword(str text, str keyword)
{
	return str_starts(text, keyword) && (text.n == keyword.n || text.p[keyword.n] == ':');
}

static void
read_mark(struct finder *finder, size_t start, size_t end)
{
	str text = finder->flow->text;
	struct mark mark = {.start = start, .end = end, .target = start + 2, .target_end = end - 2};
	size_t bar = str_find_char(text_of(finder, mark.target, mark.target_end), '|');
	mark.shown = mark.target;
	mark.shown_end = mark.target_end;
	if (bar != SIZE_MAX) {
		mark.shown = mark.target + bar + 1;
		mark.target_end = mark.target + bar;
	}
	trim(text, &mark.target, &mark.target_end);
	trim(text, &mark.shown, &mark.shown_end);
	if (mark.shown == mark.shown_end) {
		mark.shown = mark.target;
		mark.shown_end = mark.target_end;
	}
	str target = text_of(finder, mark.target, mark.target_end);
	if (target.n == 0) {
		diag(finder->work->diags, DIAG_HAND_LINK_EMPTY, place_in(finder, start, end), (str){0});
	} else if (target.p[0] == '!') {
		mark.shown += bar == SIZE_MAX;
		add_span(finder, &mark, SPAN_PLAIN, (str){0}, (str){0});
	} else if (has_keyword(target, S("dolt"))) {
		add_omission(finder, &mark, str_trim(str_from(target, S("dolt:").n)));
	} else if (str_starts(target, S("rapport:"))) {
		add_report(finder, &mark, mark.target + S("rapport:").n);
	} else {
		link_target(finder, &mark);
	}
}

static bool
is_written(const struct finder *finder, size_t at)
{
	size_t leaf = flow_leaf(finder->flow, at);
	return leaf != SIZE_MAX && !(finder->flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML)) &&
	       textmap_is_written(finder->work->tree, finder->flow, at);
}

static size_t
next_pair(str text, size_t from, const char *pair)
{
	const char *found = from < text.n ? memmem(text.p + from, text.n - from, pair, 2) : NULL;
	return found ? (size_t)(found - text.p) : SIZE_MAX;
}

static size_t
next_opening(const struct finder *finder, size_t from)
{
	size_t at = next_pair(finder->flow->text, from, "[[");
	while (at != SIZE_MAX && !(is_written(finder, at) && is_written(finder, at + 1)))
		at = next_pair(finder->flow->text, at + 1, "[[");
	return at;
}

/* One message for each block: the first tells what is wrong with the rest. */
static void
report_open(struct finder *finder, size_t at)
{
	bool cell = finder->flow->block->kind == NODE_CELL;
	if (!finder->reported_open)
		diag(finder->work->diags, cell ? DIAG_HAND_LINK_CUT_BY_CELL : DIAG_HAND_LINK_OPEN,
		     place_in(finder, at, at + 2), (str){0});
	finder->reported_open = true;
}

static void
find_marks(struct finder *finder)
{
	str text = finder->flow->text;
	size_t close = 0;
	for (size_t at = next_opening(finder, 0); at != SIZE_MAX;) {
		size_t next = next_opening(finder, at + 1);
		if (close != SIZE_MAX && close < at + 2)
			close = next_pair(text, at + 2, "]]");
		if (next != SIZE_MAX && next == at + 1) {
			at = next; /* "[[[x]]]": the inner pair */
			continue;
		}
		if (close == SIZE_MAX || (next != SIZE_MAX && next < close)) {
			report_open(finder, at);
		} else if (!flow_is_words(finder->flow, at, close + 2)) {
			diag(finder->work->diags, DIAG_HAND_LINK_CUT, place_in(finder, at, close + 2), (str){0});
		} else {
			read_mark(finder, at, close + 2);
		}
		at = next;
	}
}

/* [[X]](url), and [[X]] where a reference [X] is defined: Markdown made a link of what was meant as a mark. */
static void
find_cut_by_link(struct finder *finder)
{
	struct work *work = finder->work;
	str text = finder->flow->text;
	const struct leaf *leaves = finder->flow->leaves.items;
	const struct node *seen = NULL;
	for (size_t i = 0; i < finder->flow->leaves.n; i++) {
		if (!(leaves[i].flags & LEAF_LINK))
			continue;
		const struct node *link = leaves[i].node;
		while (link->kind != NODE_LINK)
			link = link->parent;
		if (link == seen)
			continue;
		seen = link;
		struct place place = textmap_node(work->tree, link);
		str source = str_slice(work->tree->source->text, place.start, place.end);
		bool inside = str_starts(source, S("[[")) && link->to > link->from + 1 && text.p[link->to - 1] == ']';
		bool around = link->from > 0 && text.p[link->from - 1] == '[' && link->to < text.n &&
		              text.p[link->to] == ']' && str_ends(source, S("]"));
		if (inside || around)
			diag(work->diags, DIAG_HAND_LINK_CUT, place, (str){0});
	}
}

void
handlinks_find(struct work *work, struct flow *flow)
{
	if (str_find_char(flow->text, '[') == SIZE_MAX)
		return;
	struct finder finder = {.work = work, .flow = flow};
	find_marks(&finder);
	find_cut_by_link(&finder);
	flow_add_spans(work->scratch, flow, &finder.found);
}
