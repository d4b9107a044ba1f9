/* libyaml's events to a tree (the only file that includes <yaml.h>). The parser is stopped at the first level that is too
   deep, so that its quadratic treatment of nesting never comes into play, and aliases are never followed. */
#include "content/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"
#include "content/yaml_fault.h"

const struct yaml_limits yaml_front_matter = {LIMIT_FRONT_MATTER, LIMIT_YAML_DEPTH, LIMIT_YAML_ITEMS};
const struct yaml_limits yaml_register = {LIMIT_REGISTER, LIMIT_REGISTER_DEPTH, LIMIT_REGISTER_ITEMS};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	struct yaml_limits limits;
	size_t start, end; /* of the YAML in source->text */
	size_t index, offset; /* a code point counted from start, and the byte it stands at */
	size_t items;
	bool stopped;
	size_t quote_start, quote_end;
};

enum { FEW_KEYS = 16 };

static bool
continues(const struct reader *reader, size_t offset)
{
	return ((unsigned char)reader->source->text.p[offset] & 0xc0) == 0x80;
}

/* libyaml counts code points; marks come nearly in order, so a cursor that walks both ways costs next to nothing. */
static size_t
offset_of(struct reader *reader, yaml_mark_t mark)
{
	while (reader->index < mark.index && reader->offset < reader->end) {
		reader->offset++;
		while (reader->offset < reader->end && continues(reader, reader->offset))
			reader->offset++;
		reader->index++;
	}
	while (reader->index > mark.index && reader->offset > reader->start) {
		reader->offset--;
		while (reader->offset > reader->start && continues(reader, reader->offset))
			reader->offset--;
		reader->index--;
	}
	return reader->offset;
}

static struct place
place_of_marks(struct reader *reader, yaml_mark_t start, yaml_mark_t end)
{
	size_t first = offset_of(reader, start);
	return place_of(reader->source, first, offset_of(reader, end));
}

static bool
next_event(struct reader *reader, yaml_event_t *event)
{
	yaml_parser_t *parser = &reader->parser;
	if (yaml_parser_parse(parser, event))
		return true;
	if (parser->error == YAML_MEMORY_ERROR)
		out_of_memory();
	struct yaml_fault fault = {
	    .problem = parser->problem ? parser->problem : "",
	    .context = parser->context ? parser->context : "",
	    .at = offset_of(reader, parser->problem_mark),
	    .context_at = parser->context ? offset_of(reader, parser->context_mark) : SIZE_MAX,
	    .start = reader->start,
	    .end = reader->end,
	    .quote_start = reader->quote_start,
	    .quote_end = reader->quote_end,
	};
	yaml_fault_report(reader->arena, reader->source, &fault, reader->diags);
	reader->stopped = true;
	return false;
}

static void
stop(struct reader *reader, enum diag_code code, struct place place, size_t limit)
{
	diag(reader->diags, code, place, (str){0}, str_format(reader->arena, "%zu", limit));
	reader->stopped = true;
}

static struct yaml_node *
new_node(struct reader *reader, enum yaml_kind kind, struct place place)
{
	struct yaml_node *node = arena_new(reader->arena, struct yaml_node);
	node->kind = kind;
	node->place = place;
	return node;
}

static void
refuse(struct reader *reader, enum diag_code code, const yaml_event_t *event, const yaml_char_t *word)
{
	if (!word)
		return;
	diag(reader->diags, code, place_of_marks(reader, event->start_mark, event->end_mark), (str){0},
	     str_copy(reader->arena, str_of((const char *)word)));
}

/* A value followed on its line by " #": the rest is a comment to YAML, seldom to the one who wrote "Sal #4". */
static void
warn_of_comment(struct reader *reader, struct place place)
{
	str text = str_slice(reader->source->text, 0, reader->end);
	size_t at = place.end;
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	if (at == place.end || at >= text.n || text.p[at] != '#')
		return;
	str rest = str_from(text, at);
	size_t end = at + str_cut(&rest, '\n').n;
	diag(reader->diags, DIAG_YAML_CUT_BY_COMMENT, place_of(reader->source, at, end), (str){0},
	     str_slice(text, place.start, place.end), str_slice(text, place.start, end));
}

/* The words without the quotes, when they stand in the file as they are. */
static struct place
inside_quotes(struct place place, str text)
{
	str written = str_slice(place.source->text, place.start, place.end);
	if (text.n && written.n == text.n + 2 && str_eq(str_slice(written, 1, written.n - 1), text))
		return place_of(place.source, place.start + 1, place.end - 1);
	return place;
}

static struct place
without_line_ends(struct place place)
{
	while (place.end > place.start && place.source->text.p[place.end - 1] == '\n')
		place.end--;
	return place;
}

/* An item of a list that is indented below another reads as more words of that one. */
static bool
swallows_item(struct reader *reader, struct place place)
{
	str rest = str_slice(reader->source->text, place.start, place.end);
	for (str_cut(&rest, '\n'); rest.n;) {
		str line = str_trim(str_cut(&rest, '\n'));
		if (!str_starts(line, S("- ")))
			continue;
		size_t start = (size_t)(line.p - reader->source->text.p);
		diag(reader->diags, DIAG_YAML_INDENTATION, place_of(reader->source, start, start + line.n), (str){0});
		return true;
	}
	return false;
}

static struct yaml_node *
read_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct place place = place_of_marks(reader, event->start_mark, event->end_mark);
	yaml_scalar_style_t style = event->data.scalar.style;
	str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
	struct yaml_node *node = new_node(reader, YAML_SCALAR, without_line_ends(place));
	node->text = str_copy(reader->arena, text);
	node->plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->literal = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (node->plain && text.n) {
		warn_of_comment(reader, place);
		node->broken = swallows_item(reader, place);
	}
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
		node->text = text_nfc(reader->arena, node->text);
		node->broken = memchr(reader->source->text.p + place.start, '\\', place.end - place.start) &&
		               !yaml_scalar_check(reader->arena, node->text, place, reader->diags);
	}
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE) {
		reader->quote_start = place.start;
		reader->quote_end = place.end;
		node->place = inside_quotes(place, node->text);
	}
	refuse(reader, DIAG_YAML_ANCHOR, event, event->data.scalar.anchor);
	refuse(reader, DIAG_YAML_TAG, event, event->data.scalar.tag);
	return node;
}

static struct yaml_node *
read_alias(struct reader *reader, const yaml_event_t *event)
{
	struct yaml_node *node =
	    new_node(reader, YAML_SCALAR, place_of_marks(reader, event->start_mark, event->end_mark));
	node->broken = true;
	refuse(reader, DIAG_YAML_ALIAS, event, event->data.alias.anchor);
	return node;
}

/* The place of a list or map is where it begins, to the end of that line. */
static struct yaml_node *
begin_collection(struct reader *reader, const yaml_event_t *event, enum yaml_kind kind, size_t depth)
{
	str text = reader->source->text;
	size_t start = offset_of(reader, event->start_mark);
	size_t end = start;
	while (end < reader->end && text.p[end] != '\n')
		end++;
	struct yaml_node *node = new_node(reader, kind, place_of(reader->source, start, end));
	if (depth > reader->limits.depth)
		stop(reader, DIAG_YAML_TOO_DEEP, place_of(reader->source, start, start + 1), reader->limits.depth);
	return node;
}

static void
push(struct reader *reader, struct yaml_node *node, struct yaml_node *key, struct yaml_node *item)
{
	/* The capacity is the power of two that n has reached: nothing to store. */
	size_t n = node->n;
	if (n == 0 || (n >= 4 && (n & (n - 1)) == 0)) {
		size_t old = n * sizeof *node->items, size = (n ? n * 2 : 4) * sizeof *node->items;
		node->items = arena_grow(reader->arena, node->items, old, size);
		if (key)
			node->keys = arena_grow(reader->arena, node->keys, old, size);
	}
	node->items[n] = item;
	if (key)
		node->keys[n] = key;
	node->n++;
	if (++reader->items > reader->limits.items)
		stop(reader, DIAG_YAML_TOO_MANY_ITEMS, (key ? key : item)->place, reader->limits.items);
}

static struct yaml_node *read_node(struct reader *, yaml_event_t *, size_t depth);

static void
report_duplicate(struct reader *reader, const struct yaml_node *first, const struct yaml_node *again)
{
	struct position position = source_position(reader->source, first->place.start);
	diag(reader->diags, DIAG_YAML_DUPLICATE_KEY, again->place, (str){0}, again->text,
	     str_format(reader->arena, "%u", (unsigned)position.line));
}

/* Small maps, which is nearly all of them, need no hash table. */
static void
check_duplicates(struct reader *reader, const struct yaml_node *map)
{
	struct map seen = {.arena = reader->arena};
	for (size_t i = 0; i < map->n; i++) {
		struct yaml_node *first = NULL;
		if (map->n > FEW_KEYS) {
			void **at = map_at(&seen, map->keys[i]->text);
			first = *at;
			if (!first)
				*at = map->keys[i];
		} else {
			for (size_t j = 0; j < i && !first; j++)
				if (str_eq(map->keys[j]->text, map->keys[i]->text))
					first = map->keys[j];
		}
		if (first && !first->broken && !map->keys[i]->broken)
			report_duplicate(reader, first, map->keys[i]);
	}
}

static struct yaml_node *
read_list(struct reader *reader, struct yaml_node *list, size_t depth)
{
	yaml_event_t event;
	while (!reader->stopped && next_event(reader, &event)) {
		bool ended = event.type == YAML_SEQUENCE_END_EVENT;
		struct yaml_node *item = ended ? NULL : read_node(reader, &event, depth + 1);
		yaml_event_delete(&event);
		if (ended)
			return list;
		if (item)
			push(reader, list, NULL, item);
	}
	return NULL;
}

static void
check_key(struct reader *reader, struct yaml_node *key)
{
	if (key->kind != YAML_SCALAR || (!key->broken && key->text.n == 0)) {
		diag(reader->diags, DIAG_YAML_KEY_NOT_TEXT, key->place, (str){0});
		key->broken = true;
	} else if (key->plain && str_eq(key->text, S("<<"))) {
		diag(reader->diags, DIAG_YAML_MERGE_KEY, key->place, (str){0});
		key->broken = true;
	}
}

static struct yaml_node *
read_map(struct reader *reader, struct yaml_node *map, size_t depth)
{
	yaml_event_t event;
	struct yaml_node *key = NULL;
	while (!reader->stopped && next_event(reader, &event)) {
		bool ended = event.type == YAML_MAPPING_END_EVENT;
		struct yaml_node *node = ended ? NULL : read_node(reader, &event, depth + 1);
		yaml_event_delete(&event);
		if (ended) {
			check_duplicates(reader, map);
			return map;
		}
		if (!node)
			return NULL;
		if (!key) {
			key = node;
			check_key(reader, key);
		} else {
			push(reader, map, key, node);
			key = NULL;
		}
	}
	return NULL;
}

static struct yaml_node *
read_node(struct reader *reader, yaml_event_t *event, size_t depth)
{
	struct yaml_node *node;
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		refuse(reader, DIAG_YAML_ANCHOR, event, event->data.sequence_start.anchor);
		refuse(reader, DIAG_YAML_TAG, event, event->data.sequence_start.tag);
		node = begin_collection(reader, event, YAML_LIST, depth);
		return reader->stopped ? NULL : read_list(reader, node, depth);
	case YAML_MAPPING_START_EVENT:
		refuse(reader, DIAG_YAML_ANCHOR, event, event->data.mapping_start.anchor);
		refuse(reader, DIAG_YAML_TAG, event, event->data.mapping_start.tag);
		node = begin_collection(reader, event, YAML_MAP, depth);
		return reader->stopped ? NULL : read_map(reader, node, depth);
	default:
		return read_alias(reader, event);
	}
}

/* What stands after the end of the one document: blank lines, comments and "..." do no harm. */
static void
check_rest(struct reader *reader, size_t at)
{
	str rest = str_slice(reader->source->text, at, reader->end);
	while (rest.n) {
		str line = str_cut(&rest, '\n');
		str words = str_trim(line);
		if (words.n == 0 || words.p[0] == '#' || str_eq(words, S("...")))
			continue;
		size_t start = (size_t)(words.p - reader->source->text.p);
		bool again = str_starts(words, S("---"));
		diag(reader->diags, again ? DIAG_YAML_SECOND_DOCUMENT : DIAG_YAML_SYNTAX,
		     place_of(reader->source, start, start + words.n), (str){0});
		reader->stopped = true;
		return;
	}
}

/* A whole text without a single key: "titel:SIKT" or a forgotten colon. */
static bool
root_is_words(struct reader *reader, const struct yaml_node *root)
{
	if (root->kind != YAML_SCALAR || !root->plain || yaml_is_empty(root) || root->broken)
		return false;
	bool colon = str_find_char(root->text, ':') != SIZE_MAX;
	struct place place = root->place;
	str line = str_slice(reader->source->text, place.start, place.end);
	diag(reader->diags, colon ? DIAG_YAML_MISSING_SPACE : DIAG_YAML_MISSING_COLON,
	     place_of(reader->source, place.start, place.start + str_cut(&line, '\n').n), (str){0});
	return true;
}

static struct yaml_node *
read_document(struct reader *reader)
{
	struct yaml_node *root = NULL;
	yaml_event_t event;
	for (bool ended = false; !ended && !reader->stopped && next_event(reader, &event);) {
		switch (event.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_START_EVENT:
			break;
		case YAML_STREAM_END_EVENT:
			ended = true;
			break;
		case YAML_DOCUMENT_END_EVENT:
			check_rest(reader, offset_of(reader, event.end_mark));
			ended = true;
			break;
		default:
			root = read_node(reader, &event, 1);
		}
		yaml_event_delete(&event);
	}
	if (reader->stopped)
		return NULL;
	if (!root) {
		root = new_node(reader, YAML_SCALAR, place_of(reader->source, reader->start, reader->start));
		root->plain = true;
	}
	return root_is_words(reader, root) ? NULL : root;
}

const struct yaml_node *
yaml_parse(struct arena *arena, const struct source *source, size_t start, size_t end, struct yaml_limits limits,
           struct diag_list *diags)
{
	if (end - start > limits.bytes) {
		diag(diags, DIAG_YAML_TOO_LARGE, place_of(source, start, start), (str){0},
		     str_format(arena, "%zu kB", limits.bytes / 1000));
		return NULL;
	}
	if (!yaml_text_check(arena, source, start, end, diags))
		return NULL;
	struct reader reader = {
	    .arena = arena,
	    .source = source,
	    .diags = diags,
	    .limits = limits,
	    .start = start,
	    .end = end,
	    .offset = start,
	    .quote_start = SIZE_MAX,
	    .quote_end = SIZE_MAX,
	};
	if (!yaml_parser_initialize(&reader.parser))
		out_of_memory();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	const char *text = source->text.n ? source->text.p + start : "";
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, end - start);
	struct yaml_node *root = read_document(&reader);
	yaml_parser_delete(&reader.parser);
	return root;
}

bool
yaml_is_empty(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && node->plain &&
	       (node->text.n == 0 || str_eq(node->text, S("~")) || str_eq(node->text, S("null")));
}

const struct yaml_node *
yaml_get(const struct yaml_node *map, str key)
{
	for (size_t i = 0; map->kind == YAML_MAP && i < map->n; i++)
		if (str_eq(map->keys[i]->text, key))
			return map->items[i];
	return NULL;
}

struct place
yaml_place(const struct yaml_node *node, size_t from, size_t to)
{
	struct place place = node->place;
	if (!str_eq(str_slice(place.source->text, place.start, place.end), node->text))
		return place;
	return place_of(place.source, place.start + from, place.start + to);
}
