/* Names that no step of resolution settled, over the whole archive. */
#include "commands/unresolved.h"

#include <stdlib.h>

#include "archive/person.h"
#include "base/map.h"

/* One name, in all the documents where it stayed unresolved for the same reason. */
struct unresolved {
	const struct mention *mention; /* the first */
	const struct document *document;
	size_t count, documents;
};

struct unresolved_list {
	struct unresolved **items;
	size_t n, cap;
};

static struct unresolved *
entry_of(struct arena *arena, struct map *seen, struct unresolved_list *list, const struct mention *mention)
{
	str key = str_join(arena, mention->text, mention->how == MENTION_AMBIGUOUS ? S("\n1") : S("\n0"));
	void **at = map_at(seen, key);
	if (!*at) {
		*at = arena_new(arena, struct unresolved);
		vec_push(arena, list, *at);
	}
	return *at;
}

static void
add_body(struct arena *arena, struct map *seen, struct unresolved_list *list, const struct body *body)
{
	for (size_t i = 0; i < body->mentions.n; i++) {
		const struct mention *mention = &body->mentions.items[i];
		if (mention->how != MENTION_AMBIGUOUS && mention->how != MENTION_UNKNOWN)
			continue;
		struct unresolved *entry = entry_of(arena, seen, list, mention);
		if (entry->count++ == 0)
			entry->mention = mention;
		if (entry->document != body->document)
			entry->documents++;
		entry->document = body->document;
	}
}

static int
by_frequency(const void *a, const void *b)
{
	const struct unresolved *x = *(struct unresolved *const *)a, *y = *(struct unresolved *const *)b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	int order = str_compare(x->mention->text, y->mention->text);
	return order ? order : (x->mention->how > y->mention->how) - (x->mention->how < y->mention->how);
}

static str
shown(const struct build *build, const struct entity *person)
{
	return person_shown(build->options->arena, build->archive, person).name;
}

/* An ambiguous name is settled in the document, an unknown one by saying where the person was active. */
static void
print_remedy(const struct build *build, struct buffer *out, const struct unresolved *entry, bool english)
{
	const struct mention *mention = entry->mention;
	const struct entity *person = mention->candidates[0];
	if (mention->how == MENTION_AMBIGUOUS) {
		buffer_add_format(out, english ? "      %.*s, at the top:  personer: {%.*s: %.*s}\n"
		                               : "      %.*s, överst:  personer: {%.*s: %.*s}\n",
		                  STR(entry->document->source->relative), STR(mention->text), STR(shown(build, person)));
		return;
	}
	const struct references *networks = &entry->document->networks;
	str network = networks->n && networks->items[0].entity ? networks->items[0].entity->name : S("SIKT");
	str date = entry->document->date.year ? date_iso(build->options->arena, entry->document->date) : S("2020");
	buffer_add_format(out, "      register/personer.yaml, %.*s:  roller: [{organ: %.*s, roll: %s, %s: %.*s}]\n",
	                  STR(shown(build, person)), STR(network), "ledamot", "från", STR(date));
}

static void
print_entry(const struct build *build, struct buffer *out, const struct unresolved *entry, bool english)
{
	const struct mention *mention = entry->mention;
	buffer_add_format(out, "%4zu × %.*s (%zu %s): ", entry->count, STR(mention->text), entry->documents,
	                  english ? entry->documents == 1 ? "document" : "documents" : "dokument");
	for (size_t i = 0; i < mention->candidate_count; i++)
		buffer_add_format(out, "%s%.*s", i == 0 ? "" : english ? " or " : " eller ", STR(shown(build, mention->candidates[i])));
	buffer_add_char(out, '\n');
	if (mention->candidate_count)
		print_remedy(build, out, entry, english);
}

void
unresolved_print(const struct build *build, struct buffer *out, enum language language)
{
	struct arena *arena = build->options->arena;
	struct map seen = {.arena = arena};
	struct unresolved_list list = {0};
	bool english = language == LANGUAGE_EN;
	for (size_t i = 0; build->bodies && i < build->archive->documents.n; i++)
		if (build->bodies[i])
			add_body(arena, &seen, &list, build->bodies[i]);
	if (list.n == 0)
		return;
	qsort(list.items, list.n, sizeof *list.items, by_frequency);
	buffer_add(out, english ? S("Unresolved names, most frequent first, and the line that settles each:\n")
	                        : S("Olösta namn, vanligast först, och raden som löser dem:\n"));
	for (size_t i = 0; i < list.n; i++)
		print_entry(build, out, list.items[i], english);
}
