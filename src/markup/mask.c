/* Masking works on what a reader sees of a flow, its marks and emphasis gone, and is led back to the words and spans it
   came from. */
#include "markup/mask.h"

#include <stdlib.h>

#include "archive/decode.h"
#include "archive/mask.h"
#include "archive/person.h"
#include "base/buffer.h"
#include "base/text.h"
#include "markup/link.h"
#include "markup/names.h"
#include "markup/seen.h"

enum { WORDS_AROUND = 2 };

/* What may not be shown: [start, end) of what is seen. */
struct stretch {
	size_t start, end;
	str shown;
	bool written; /* what is shown instead has been put into a piece */
};

struct masker {
	struct work *work;
	const struct name_table *own;
	struct flow *flow;
	struct seen seen;
	struct decoded reading; /* what is seen, or what that says to a program */
	const struct flow *ends_name; /* the cell that goes on with a name which the cell before it begins */
	size_t first, after; /* mentions of the flow */
	VEC(struct stretch) stretches;
};

static const struct archive *
archive_of(const struct masker *masker)
{
	return masker->work->markup->archive;
}

/* [start, end) of the reading. */
static void
add_stretch(struct masker *masker, size_t start, size_t end, str shown)
{
	const struct decoded *reading = &masker->reading;
	if (reading->start && start < end) {
		start = reading->start[start];
		end = reading->end[end - 1];
	}
	vec_push(masker->work->scratch, &masker->stretches, (struct stretch){start, end, shown, false});
}

/* ---- mentions ---- */

static bool
is_hidden(const struct entity *entity)
{
	return entity && entity->kind == ENTITY_PERSON && entity->person.hidden;
}

/* Whether a mention is of a hidden person, or may be. */
static bool
may_be_hidden(const struct mention *mention)
{
	for (size_t i = 0; !mention->entity && i < mention->candidate_count; i++)
		if (is_hidden(mention->candidates[i]))
			return true;
	return is_hidden(mention->entity);
}

/* Which short name a mention is by, for the surname that may go on behind it; the words as they stand. */
static str
short_name_of(const struct archive *archive, const struct mention *mention)
{
	const struct entity *person = mention->entity;
	for (size_t i = 0; !person && i < mention->candidate_count; i++)
		if (is_hidden(mention->candidates[i]))
			person = mention->candidates[i];
	const struct secret *secret = person ? archive_secret(archive, person) : NULL;
	return secret ? secret->short_name : (str){0};
}

/* Moves *at over the words that follow, or back over those before, with the signs between. */
static size_t
words_behind(str text, size_t at, unsigned words)
{
	while (words--) {
		size_t next = at, end = at;
		while (next < text.n && !text_is_word(text_next(text, &next)))
			;
		for (size_t after = next; next < text.n && text_is_word(text_next(text, &after)); next = after)
			;
		end = next;
		if (end == at)
			break;
		at = end;
	}
	return at;
}

static size_t
words_before(str text, size_t at, unsigned words)
{
	size_t start = at;
	while (words--) {
		while (at > 0 && !text_is_word(text_before(text, at)))
			at = text_previous(text, at);
		if (at == 0)
			break;
		while (at > 0 && text_is_word(text_before(text, at)))
			at = text_previous(text, at);
		start = at;
	}
	return start;
}

/* A short name with the words around it, as they stood. One alone could not be told from anybody else's. */
static void
remember_words(struct masker *masker, size_t start, size_t end)
{
	struct work *work = masker->work;
	str text = masker->reading.text;
	size_t from = words_before(text, start, WORDS_AROUND), to = words_behind(text, end, WORDS_AROUND);
	if (from == start && to == end)
		return;
	char *copy = arena_bytes(work->arena, to - from + 1);
	for (size_t i = from; i < to; i++)
		copy[i - from] = text.p[i] == '\n' ? ' ' : text.p[i];
	str phrase = str_trim((str){copy, to - from});
	vec_push(work->arena, &work->body->masked, phrase);
}

/* A mention, recognised in [start, end) of the reading. */
static void
mask_mention(struct masker *masker, const struct mention *mention, bool short_name, size_t start, size_t end)
{
	const struct archive *archive = archive_of(masker);
	str text = masker->reading.text, shown = mention->entity ? mention->entity->name : name_removed;
	bool genitive = mention->genitive;
	if (short_name)
		remember_words(masker, start, end);
	if (short_name && !genitive) {
		size_t surname = archive_mask_surname(archive, short_name_of(archive, mention), text, end);
		genitive =
		    surname > end && text.p[surname - 1] == 's' && mention->entity &&
		    !str_ends(archive_known_name(archive, mention->entity), str_slice(text, surname - 2, surname));
		end = surname;
	}
	if (genitive)
		shown = person_genitive(masker->work->scratch, shown);
	add_stretch(masker, start, archive_mask_stop(shown, text, end), shown);
}

static void
mask_mentions(struct masker *masker)
{
	for (size_t i = masker->first; i < masker->after; i++) {
		struct found *found = &masker->work->found.items[i];
		if (!may_be_hidden(&found->mention))
			continue;
		found->masked = true;
		if (found->mention.how == MENTION_EXPLICIT)
			continue; /* its mark shows no name */
		size_t start = seen_start(&masker->seen, found->start), end = seen_end(&masker->seen, found->end);
		mask_mention(masker, &found->mention, found->short_name, start, end);
	}
}

/* ---- where the linker does not look ---- */

/* Whether what was recognised in [start, end) of what is seen has been dealt with as a mention, or by hand is said to be
   somebody who is shown. */
static bool
is_settled(const struct masker *masker, const struct name_match *match, size_t start, size_t end)
{
	for (size_t i = masker->first; i < masker->after; i++) {
		const struct found *found = &masker->work->found.items[i];
		const struct entity *entity = found->mention.entity;
		if (seen_start(&masker->seen, found->start) >= end || seen_end(&masker->seen, found->end) <= start)
			continue;
		if (found->mention.how != MENTION_EXPLICIT)
			return true;
		for (size_t k = 0; k < match->form->entities.n; k++)
			if (match->form->entities.items[k] == entity && !is_hidden(entity))
				return true;
	}
	return false;
}

/* Names are recognised once more, over all of the reading, and resolved in the same way. */
static void
mask_recognised(struct masker *masker)
{
	struct work *work = masker->work;
	const struct decoded *reading = &masker->reading;
	struct flow plain = {.block = masker->flow->block, .index = masker->flow->index, .text = reading->text};
	struct name_matches matches = {0};
	names_recognise(work->scratch, work->markup->table, masker->own, &plain, &matches);
	for (size_t i = 0; i < matches.n; i++) {
		const struct name_match *match = &matches.items[i];
		struct mention mention = {.genitive = match->genitive};
		size_t start = reading->start ? reading->start[match->start] : match->start;
		size_t end = reading->end ? reading->end[match->end - 1] : match->end;
		if (!name_resolve(work, &matches, i, true, &mention) || !may_be_hidden(&mention) ||
		    is_settled(masker, match, start, end))
			continue;
		mask_mention(masker, &mention, match->form->short_name || match->form->own, match->start, match->end);
	}
}

static void
mask_full_names(struct masker *masker)
{
	struct masked masked;
	for (size_t at = 0;
	     archive_mask_next(archive_of(masker), masker->work->scratch, masker->reading.text, &at, &masked);)
		add_stretch(masker, masked.start, masked.end, masked.shown);
}

/* What is seen, and whatever else it says once its escapes and tags are undone. */
static void
mask_readings(struct masker *masker)
{
	struct decoding decoding = {.text = masker->seen.text};
	do {
		mask_recognised(masker);
		mask_full_names(masker);
	} while (decode_next(masker->work->scratch, &decoding, &masker->reading));
}

/* What a mark shows is a text of its own as well, in registers and indexes: a letter right behind it makes no other word of
   the name in it. */
static void
mask_marks(struct masker *masker)
{
	for (size_t i = 0; i < masker->seen.pieces.n; i++) {
		const struct seen_piece *piece = &masker->seen.pieces.items[i];
		if (piece->span == SEEN_WORDS)
			continue;
		str text = str_slice(masker->seen.text, piece->start, piece->end);
		struct masked masked;
		for (size_t at = 0; archive_mask_next(archive_of(masker), masker->work->scratch, text, &at, &masked);)
			add_stretch(masker, piece->start + masked.start, piece->start + masked.end, masked.shown);
	}
}

/* A table with a column for first names and one for surnames: two cells that together hold nothing but a name. */
static void
mask_cells(struct masker *masker)
{
	struct arena *scratch = masker->work->scratch;
	const struct node *next = masker->flow->block->kind == NODE_CELL ? masker->flow->block->next : NULL;
	size_t at = 0, n = masker->seen.text.n;
	if (masker->ends_name == masker->flow && n)
		add_stretch(masker, 0, n, (str){0});
	str here = str_trim(masker->seen.text);
	str there = next && next->flow && here.n ? str_trim(seen_of(scratch, next->flow).text) : (str){0};
	str name = there.n ? str_format(scratch, "%.*s %.*s", STR(here), STR(there)) : (str){0};
	struct masked masked;
	if (!archive_mask_next(archive_of(masker), scratch, name, &at, &masked) || masked.start || masked.end < name.n)
		return;
	masker->ends_name = next->flow;
	add_stretch(masker, 0, n, masked.shown);
}

/* ---- together ---- */

static int
by_start(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

/* What overlaps becomes one; the longer says what is shown. */
static void
merge_stretches(struct masker *masker)
{
	struct stretch *all = masker->stretches.items;
	qsort(all, masker->stretches.n, sizeof *all, by_start);
	size_t n = 1;
	for (size_t i = 1; i < masker->stretches.n; i++) {
		struct stretch *last = &all[n - 1];
		if (all[i].start >= last->end) {
			all[n++] = all[i];
			continue;
		}
		if (all[i].end - all[i].start > last->end - last->start)
			last->shown = all[i].shown;
		if (all[i].end > last->end)
			last->end = all[i].end;
	}
	masker->stretches.n = n;
}

/* ---- into the flow ---- */

/* What a part of a stretch shows: the first all of it, the others nothing. */
static str
take_shown(struct stretch *stretch)
{
	str shown = stretch->written ? (str){0} : stretch->shown;
	stretch->written = true;
	return shown;
}

/* How far a span that begins in a leaf may reach: over words and breaks that follow one another in one parent, but a
   line break, which the writer sees to, stands alone. */
static size_t
last_leaf(const struct flow *flow, size_t leaf, size_t end)
{
	const struct leaf *leaves = flow->leaves.items;
	if (leaves[leaf].flags)
		return leaf;
	while (leaf + 1 < flow->leaves.n && leaves[leaf + 1].start < end &&
	       !(leaves[leaf + 1].flags & ~(unsigned)LEAF_BREAK) && leaves[leaf].node->next == leaves[leaf + 1].node)
		leaf++;
	return leaf;
}

/* Spans over [start, end) of the flow's words, cut where elements begin and end. */
static void
add_spans(struct masker *masker, struct spans *spans, size_t start, size_t end, struct stretch *stretch)
{
	const struct flow *flow = masker->flow;
	for (size_t leaf = flow_leaf(flow, start); leaf < flow->leaves.n && flow->leaves.items[leaf].start < end;
	     leaf++) {
		size_t last = last_leaf(flow, leaf, end);
		size_t from = flow->leaves.items[leaf].start, to = flow->leaves.items[last].end;
		from = from > start ? from : start;
		to = to < end ? to : end;
		bool line = flow->leaves.items[leaf].flags & LEAF_BREAK;
		struct span span = {.start = (uint32_t)from,
		                    .end = (uint32_t)to,
		                    .shown = (uint32_t)to,
		                    .shown_end = (uint32_t)to,
		                    .kind = SPAN_PLAIN,
		                    .text = line ? (str){0} : take_shown(stretch)};
		vec_push(masker->work->scratch, spans, span);
		leaf = last;
	}
}

/* The words that a span shows, without what may not be shown. */
static void
mask_span(struct masker *masker, const struct seen_piece *piece, size_t stretch)
{
	struct span *span = &masker->flow->spans.items[piece->span];
	struct buffer text = {.arena = masker->work->scratch};
	size_t at = piece->start;
	for (; stretch < masker->stretches.n && masker->stretches.items[stretch].start < piece->end; stretch++) {
		struct stretch *masked = &masker->stretches.items[stretch];
		if (masked->start > at)
			buffer_add(&text, str_slice(masker->seen.text, at, masked->start));
		buffer_add(&text, take_shown(masked));
		at = masked->end;
	}
	if (at < piece->end)
		buffer_add(&text, str_slice(masker->seen.text, at, piece->end));
	span->text = buffer_str(&text);
	if (span->text.n)
		return;
	span->shown_end = span->shown;
	if (span->kind == SPAN_LINK)
		span->kind = SPAN_PLAIN;
}

static void
apply(struct masker *masker)
{
	struct spans spans = {0};
	size_t first = 0;
	for (size_t i = 0; i < masker->seen.pieces.n; i++) {
		const struct seen_piece *piece = &masker->seen.pieces.items[i];
		while (first < masker->stretches.n && masker->stretches.items[first].end <= piece->start)
			first++;
		if (first == masker->stretches.n || masker->stretches.items[first].start >= piece->end)
			continue;
		if (piece->span != SEEN_WORDS) {
			mask_span(masker, piece, first);
			continue;
		}
		for (size_t k = first; k < masker->stretches.n && masker->stretches.items[k].start < piece->end; k++) {
			struct stretch *stretch = &masker->stretches.items[k];
			size_t start = stretch->start > piece->start ? stretch->start : piece->start;
			size_t end = stretch->end < piece->end ? stretch->end : piece->end;
			add_spans(masker, &spans, piece->at + (start - piece->start), piece->at + (end - piece->start),
			          stretch);
		}
	}
	flow_add_spans(masker->work->scratch, masker->flow, &spans);
}

/* A mention is what is shown in its place, and that may be more than what was recognised. */
static void
widen_mentions(struct masker *masker)
{
	for (size_t i = masker->first; i < masker->after; i++) {
		struct found *found = &masker->work->found.items[i];
		if (found->mention.how == MENTION_EXPLICIT)
			continue;
		size_t start = seen_start(&masker->seen, found->start), end = seen_end(&masker->seen, found->end);
		for (size_t k = 0; k < masker->stretches.n; k++) {
			const struct stretch *stretch = &masker->stretches.items[k];
			if (stretch->start >= end || stretch->end <= start)
				continue;
			found->masked = true;
			found->start = (uint32_t)flow_start(&masker->seen, stretch->start);
			found->end = (uint32_t)flow_end(&masker->seen, stretch->end);
			break;
		}
	}
}

/* ---- addresses and titles ---- */

static void
drop_links(struct masker *masker)
{
	const struct archive *archive = archive_of(masker);
	for (size_t i = 0; i < masker->flow->spans.n; i++) {
		struct span *span = &masker->flow->spans.items[i];
		if (span->kind != SPAN_LINK || !archive_tells_hidden(archive, span->href))
			continue;
		span->kind = SPAN_PLAIN;
		span->href = (str){0};
	}
}

static void
mask_titles(struct work *work)
{
	for (size_t i = 0; i < work->tree->links.n; i++) {
		struct node *node = work->tree->links.items[i];
		node->title = archive_mask_text(work->markup->archive, work->scratch, work->document, node->title);
	}
}

/* ---- all of it ---- */

static void
mask_flow(struct masker *masker, struct flow *flow)
{
	struct work *work = masker->work;
	masker->flow = flow;
	masker->stretches.n = 0;
	masker->seen = seen_of(work->scratch, flow);
	masker->reading = (struct decoded){.text = masker->seen.text};
	masker->after = found_in_flow(work, flow, &masker->first);
	mask_mentions(masker);
	if (masker->stretches.n || archive_may_name_hidden(archive_of(masker), masker->seen.text))
		mask_readings(masker);
	masker->reading = (struct decoded){.text = masker->seen.text};
	mask_marks(masker);
	mask_cells(masker);
	drop_links(masker);
	if (masker->stretches.n == 0)
		return;
	merge_stretches(masker);
	widen_mentions(masker);
	apply(masker);
}

void
names_mask(struct work *work)
{
	if (!work->markup->archive->masking)
		return;
	struct masker masker = {.work = work, .own = name_table_of_document(work->scratch, work->document, false)};
	for (size_t i = 0; i < work->tree->flows.n; i++)
		mask_flow(&masker, work->tree->flows.items[i]);
	mask_titles(work);
}
