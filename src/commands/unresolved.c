/* Names that no step of resolution settled, over the whole archive. */
#include "commands/unresolved.h"

#include <stdlib.h>

#include "archive/person.h"
#include "base/map.h"

/* One name, in all the documents where it stayed unresolved for the same reason. */
struct unresolved {
	const struct mention *mention; /* the first */
	const struct document *first, *document; /* the first and the last it stands in */
	size_t count, documents;
};

struct unresolved_list {
	struct unresolved **items;
	size_t n, cap;
};

/* The name without its genitive. */
static str
bare(const struct mention *mention)
{
	str text = mention->text;
	if (!mention->genitive)
		return text;
	text.n--;
	return str_ends(text, S(":")) || str_ends(text, S("'")) ? str_slice(text, 0, text.n - 1) : text;
}

static str
network_of(const struct document *document)
{
	const struct entity *network = document->networks.n ? document->networks.items[0].entity : NULL;
	return network ? network->name : (str){0};
}

/* What one line settles is one entry: an ambiguous name in one document, an unknown one in one network. */
static struct unresolved *
entry_of(struct arena *arena, struct map *seen, struct unresolved_list *list, const struct document *document,
         const struct mention *mention)
{
	bool by_document = mention->how == MENTION_AMBIGUOUS || !network_of(document).n;
	str where = by_document ? document->source->relative : network_of(document);
	str key = str_join(arena, str_join(arena, bare(mention), mention->how == MENTION_AMBIGUOUS ? S("\n1") : S("\n0")), where);
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
		struct unresolved *entry = entry_of(arena, seen, list, body->document, mention);
		if (entry->count++ == 0) {
			entry->mention = mention;
			entry->first = body->document; /* minutes stand in the order of their dates */
		}
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
	int order = str_compare(bare(x->mention), bare(y->mention));
	return order ? order : str_compare(x->first->source->relative, y->first->source->relative);
}

static str
shown(const struct build *build, const struct entity *person)
{
	return person_shown(build->options->arena, build->archive, person).name;
}

/* An ambiguous name is settled in its document, an unknown one by saying where the person was active. */
static void
print_remedy(const struct build *build, struct buffer *out, const struct unresolved *entry, const struct entity *person,
             bool english)
{
	str network = network_of(entry->first);
	if (entry->mention->how == MENTION_AMBIGUOUS || !network.n) {
		buffer_add_format(out, "      %.*s, %s:  personer: {%.*s: %.*s}\n", STR(entry->first->source->relative),
		                  english ? "at the top" : "överst", STR(bare(entry->mention)), STR(person->id));
		return;
	}
	buffer_add_format(out, "      register/personer.yaml, %.*s:  roller: [{organ: %.*s, roll: ledamot", STR(shown(build, person)),
	                  STR(network));
	if (entry->first->date.year)
		buffer_add_format(out, ", från: %.*s", STR(date_iso(build->options->arena, entry->first->date)));
	buffer_lit(out, "}]\n");
}

static void
print_entry(const struct build *build, struct buffer *out, const struct unresolved *entry, bool english)
{
	const struct mention *mention = entry->mention;
	bool several = entry->documents > 1;
	buffer_add_format(out, "%4zu × %.*s (%zu %s): ", entry->count, STR(bare(mention)), entry->documents,
	                  !english ? "dokument" : several ? "documents" : "document");
	for (size_t i = 0; i < mention->candidate_count; i++)
		buffer_add_format(out, "%s%.*s (%.*s)", i == 0 ? "" : english ? " or " : " eller ",
		                  STR(shown(build, mention->candidates[i])), STR(mention->candidates[i]->id));
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < mention->candidate_count; i++)
		print_remedy(build, out, entry, mention->candidates[i], english);
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
