/* One document from Markdown to body: the stages in order. */
#include "markup/markup.h"

#include "archive/address.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/text.h"
#include "markup/conventions.h"
#include "markup/limits.h"
#include "markup/link.h"
#include "markup/mask.h"
#include "markup/names.h"
#include "markup/parse.h"
#include "markup/resolve.h"
#include "markup/textmap.h"
#include "markup/work.h"

enum { MESSAGE_WORD = 80, SUMMARY = 200, SUGGESTIONS_MAX = 50 };

static const struct markup_words swedish = {
    .footnotes = {"Fotnoter", sizeof "Fotnoter" - 1},
    .footnote = {"not", sizeof "not" - 1},
    .back = {"tillbaka till texten", sizeof "tillbaka till texten" - 1},
    .omitted = {"utelämnat", sizeof "utelämnat" - 1},
    .table = {"Tabell", sizeof "Tabell" - 1},
    .done = {"klart", sizeof "klart" - 1},
    .undone = {"inte klart", sizeof "inte klart" - 1},
};

/* The beginning of a text, at most n bytes, without half a character at the end. */
static str
beginning(str text, size_t n)
{
	if (text.n <= n)
		return text;
	while (n > 0 && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return str_slice(text, 0, n);
}

str
suggest(struct work *work, str word, const struct strs *words)
{
	return work->suggestions++ < SUGGESTIONS_MAX ? text_nearest(word, words->items, words->n) : (str){0};
}

str
message_word(struct diag_list *diags, str word)
{
	str shown = beginning(word, MESSAGE_WORD);
	/* cmark cuts an undefined footnote's name by columns of one line, so a name over two lines may end inside a letter. */
	size_t broken = text_invalid(shown);
	if (broken != SIZE_MAX)
		shown = str_slice(shown, 0, broken);
	return shown.n < word.n ? str_join(diags->arena, shown, S("…")) : str_copy(diags->arena, word);
}

str
shown_text(struct work *work, const struct flow *flow, size_t from, size_t to)
{
	struct buffer out = {.arena = work->scratch};
	flow_plain(&out, flow, from, to);
	return str_copy(work->arena, str_trim(buffer_str(&out)));
}

str
relative_link(struct work *work, str address, str anchor)
{
	struct buffer link = {.arena = work->scratch};
	if (address.n)
		address_add_relative(&link, work->address, address);
	if (anchor.n) {
		buffer_add_char(&link, '#');
		escape_url(&link, anchor);
	}
	return buffer_str(&link);
}

static void
add_entities(struct arena *arena, struct markup *markup, const struct archive *archive)
{
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		str *addresses = arena_array(arena, str, archive->entities[kind].n + 1);
		markup->entity_addresses[kind] = addresses;
		for (size_t i = 0; i < archive->entities[kind].n; i++) {
			const struct entity *entity = archive->entities[kind].items[i];
			addresses[i] = address_of_entity(arena, entity);
			if (kind == ENTITY_PERSON && entity->person.hidden)
				continue;
			vec_push(arena, &markup->names, entity->name);
			if (kind == ENTITY_MUNICIPALITY)
				vec_push(arena, &markup->municipalities, entity->name);
			for (size_t j = 0; j < entity->aliases.n; j++)
				vec_push(arena, &markup->names, entity->aliases.items[j].text);
		}
	}
}

static void
add_documents(struct arena *arena, struct markup *markup, const struct archive *archive)
{
	str *addresses = arena_array(arena, str, archive->documents.n + 1);
	markup->by_address.arena = arena;
	for (size_t i = 0; i < archive->documents.n; i++) {
		struct document *document = archive->documents.items[i];
		addresses[i] = address_of_document(arena, document);
		*map_at(&markup->by_address, addresses[i]) = document;
		vec_push(arena, &markup->paths, document->source->relative);
		vec_push(arena, &markup->names, document->title.n ? document->title : document->id);
	}
	markup->addresses = addresses;
}

const struct markup *
markup_new(struct arena *arena, const struct archive *archive, const struct markup_words *words, bool places)
{
	struct markup *markup = arena_new(arena, struct markup);
	markup->archive = archive;
	markup->places = places;
	markup->words = words ? *words : swedish;
	add_entities(arena, markup, archive);
	add_documents(arena, markup, archive);
	markup->table = name_table_new(arena, archive);
	markup->activity = activity_new(arena, archive);
	parse_prepare();
	return markup;
}

static void
warn_of_invisible_characters(struct work *work)
{
	str text = work->tree->source->text;
	for (size_t at = text_invisible(text, work->document->body); at < text.n; at = text_invisible(text, at)) {
		size_t end = at;
		uint32_t code = text_next(text, &end);
		diag(work->diags, DIAG_INVISIBLE_CHARACTER, place_of(work->tree->source, at, end), (str){0},
		     str_format(work->diags->arena, "U+%04X", (unsigned)code));
		at = end;
	}
}

/* Once for each line: what is shown as text would else be told tag by tag. */
static void
warn_of_html(struct work *work, struct flow *flow)
{
	if (flow->block->kind == NODE_HTML_BLOCK) {
		diag(work->diags, DIAG_RAW_HTML, tree_lines(work->tree, flow->block->line, flow->block->line),
		     (str){0});
		return;
	}
	size_t line_end = 0;
	for (size_t i = 0; i < flow->leaves.n; i++) {
		const struct leaf *leaf = &flow->leaves.items[i];
		if (leaf->flags & LEAF_BREAK)
			line_end = 0;
		if (!(leaf->flags & LEAF_HTML) || line_end)
			continue;
		diag(work->diags, DIAG_RAW_HTML, textmap_place(work->tree, flow, leaf->start, leaf->end), (str){0});
		line_end = leaf->end;
	}
}

static void
find_spans(struct work *work)
{
	for (size_t i = 0; i < work->tree->flows.n; i++) {
		struct flow *flow = work->tree->flows.items[i];
		flow->index = (uint32_t)i;
		warn_of_html(work, flow);
		handlinks_find(work, flow);
		bare_links_find(work, flow);
	}
}

static str
cut_at_word(struct arena *arena, str text)
{
	str start = beginning(text, SUMMARY);
	if (start.n == text.n)
		return text;
	size_t end = start.n;
	while (end > 0 && start.p[end] != ' ')
		end--;
	return str_join(arena, str_trim(str_slice(start, 0, end ? end : start.n)), S("…"));
}

/* The first paragraph that says anything. */
static str
summarize(struct work *work)
{
	for (size_t i = 0; i < work->tree->flows.n; i++) {
		const struct flow *flow = work->tree->flows.items[i];
		if (flow->block->kind != NODE_PARAGRAPH)
			continue;
		str text = shown_text(work, flow, 0, flow->text.n);
		if (text.n)
			return cut_at_word(work->arena, text);
	}
	return (str){0};
}

const struct body *
markup_body(const struct markup *markup, const struct document *document, struct arena *arena, struct arena *scratch,
            struct diag_list *diags)
{
	if (!limits_hold(document->source, document->body, diags))
		return NULL;
	struct tree *tree = parse_markdown(scratch, document->source, document->body, diags);
	if (!tree)
		return NULL;
	struct body *body = arena_new(arena, struct body);
	body->document = document;
	struct work work = {
	    .markup = markup,
	    .document = document,
	    .address = markup->addresses[document->index],
	    .tree = tree,
	    .body = body,
	    .arena = arena,
	    .scratch = scratch,
	    .diags = diags,
	};
	work.outline = outline_make(tree, diags);
	warn_of_invisible_characters(&work);
	footnotes_check(&work);
	find_spans(&work);
	targets_resolve(&work);
	names_resolve(&work);
	names_mask(&work);
	names_keep(&work);
	conventions_find(&work);
	names_link(&work);
	render(&work);
	body->summary = summarize(&work);
	return body;
}
