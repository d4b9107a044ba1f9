/* protokoll new: a file of minutes for the next meeting. */
#include <errno.h>
#include <string.h>

#include "archive/address.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/text.h"
#include "commands/draft.h"
#include "commands/options.h"
#include "content/read.h"
#include "markup/watch.h"
#include "publish/fresh.h"

/* ---- the archive as its secretary knows it ---- */

struct linking {
	const struct options *options;
	const struct archive *archive;
	const struct markup *markup;
	const struct body **bodies;
	struct arena *scratch;
	struct diag_list *faults;
	struct watch *watch;
};

static void
link_one(void *context, unsigned worker, size_t index)
{
	struct linking *linking = context;
	const struct document *document = linking->archive->documents.items[index];
	linking->faults[index].arena = &linking->options->arenas[worker];
	watch_begin(linking->watch, worker, document->source->path);
	linking->bodies[index] = markup_body(linking->markup, document, &linking->options->arenas[worker],
	                                     &linking->scratch[worker], &linking->faults[index]);
	watch_end(linking->watch, worker);
	arena_reset(&linking->scratch[worker]);
}

static void
link_documents(struct options *options, struct draft *draft, struct diag_list *faults)
{
	size_t n = draft->archive->documents.n;
	struct linking linking = {
	    .options = options,
	    .archive = draft->archive,
	    .markup = draft->markup = markup_new(options->arena, draft->archive, NULL, false),
	    .bodies = arena_array(options->arena, const struct body *, n + 1),
	    .scratch = arena_array(options->arena, struct arena, options->jobs),
	    .faults = arena_array(options->arena, struct diag_list, n + 1),
	    .watch = watch_start(options->jobs, options->gives_up),
	};
	parallel_for(n, options->jobs, link_one, &linking);
	watch_stop(linking.watch);
	for (size_t i = 0; i < n; i++)
		diag_append(faults, &linking.faults[i]);
	for (unsigned i = 0; i < options->jobs; i++)
		arena_free(&linking.scratch[i]);
	draft->index =
	    index_new(options->arena, draft->archive, linking.bodies, (struct workers){options->jobs, options->arenas});
}

/* Names stand in the content as they are, whatever is shown of them, and so they do in a new file of it. */
static void
hide_nobody(struct archive *archive)
{
	for (size_t i = 0; i < archive->entities[ENTITY_PERSON].n; i++)
		archive->entities[ENTITY_PERSON].items[i]->person.publication = (struct publication_rule){0};
}

/* What is wrong elsewhere does not keep anybody from writing: `check` tells it. */
static bool
read_archive(struct options *options, struct draft *draft)
{
	struct diag_list faults = {.arena = options->arena};
	struct content_options content = {
	    .root = options->source,
	    .today = options->today,
	    .jobs = options->jobs,
	    .drafts = true, /* the last minutes may not be published yet */
	    .arenas = options->arenas,
	};
	struct archive *archive = content_read(options->arena, content, &faults);
	if (!archive) {
		diag_append(options->diags, &faults);
		return false;
	}
	options_use_archive_language(options, archive->site.language);
	hide_nobody(archive);
	archive_resolve(archive, &faults);
	draft->archive = archive;
	link_documents(options, draft, &faults);
	size_t errors = diag_count(&faults, SEVERITY_ERROR);
	if (errors)
		diag(options->diags, DIAG_NEW_ARCHIVE_FAULTS, (struct place){0}, (str){0},
		     str_number(options->arena, errors));
	return true;
}

/* ---- what is asked for ---- */

struct known_networks {
	struct strs words; /* names, ids and aliases */
	struct buffer list; /* names, for people */
};

static struct known_networks
known_networks(struct arena *arena, const struct archive *archive)
{
	const struct entities *networks = &archive->entities[ENTITY_NETWORK];
	struct known_networks known = {.list = {.arena = arena}};
	for (size_t i = 0; i < networks->n; i++) {
		const struct entity *network = networks->items[i];
		vec_push(arena, &known.words, network->name);
		vec_push(arena, &known.words, network->id);
		for (size_t k = 0; k < network->aliases.n; k++)
			vec_push(arena, &known.words, network->aliases.items[k].text);
		buffer_add_format(&known.list, "%s%.*s", i ? ", " : "", STR(network->name));
	}
	return known;
}

/* An archive without a register of networks takes a new one, when it is no slip of the pen. */
static bool
find_network(struct options *options, struct draft *draft, const struct known_networks *known, str name)
{
	const struct archive *archive = draft->archive;
	const struct entity *network = archive_find(archive, ENTITY_NETWORK, name);
	str nearest = network ? (str){0} : text_nearest(name, known->words.items, known->words.n);
	bool refused = !network && (archive->has_register[ENTITY_NETWORK] || nearest.n);
	if (refused || text_slug(options->arena, name).n == 0) {
		diag(options->diags, DIAG_NEW_NETWORK, (struct place){0}, nearest, name, buffer_str(&known->list));
		return false;
	}
	str written = network ? network->name : name;
	if (strs_have(&draft->networks, written))
		return true;
	vec_push(options->arena, &draft->networks, written);
	if (network)
		vec_push(options->arena, &draft->bodies, network);
	return true;
}

static bool
find_networks(struct options *options, struct draft *draft)
{
	struct known_networks known = known_networks(options->arena, draft->archive);
	str rest = options->arguments.items[0];
	bool good = true;
	if (archive_find(draft->archive, ENTITY_NETWORK, rest)) /* one with a comma in its name */
		return find_network(options, draft, &known, rest);
	do
		good = find_network(options, draft, &known, str_trim(str_cut(&rest, ','))) && good;
	while (rest.n);
	return good;
}

static bool
read_date(struct options *options, struct date *date)
{
	str text = options->arguments.items[1];
	if (date_parse(text, date) && date_is_day(*date) && !date->approximate)
		return true;
	diag(options->diags, DIAG_NEW_DATE, (struct place){0}, (str){0}, text);
	return false;
}

/* The id that the minutes will have (format.md). */
static str
id_of(const struct draft *draft)
{
	struct buffer id = {.arena = draft->arena};
	buffer_add(&id, date_iso(draft->arena, draft->date));
	for (size_t i = 0; i < draft->networks.n; i++) {
		str name = draft->networks.items[i];
		const struct entity *network = archive_find(draft->archive, ENTITY_NETWORK, name);
		buffer_add_char(&id, '-');
		buffer_add(&id, network ? network->id : text_slug(draft->arena, name));
	}
	return buffer_str(&id);
}

static bool
has_address(const struct draft *draft, const struct document *document, str address)
{
	for (size_t i = 0; i < document->earlier.n; i++)
		if (str_eq(address_of_earlier(draft->arena, document->earlier.items[i].text), address))
			return true;
	return str_eq(address_of_document(draft->arena, document), address);
}

/* Another file may hold these minutes under another name, or have had their address. */
static bool
is_free(struct options *options, const struct draft *draft, str id)
{
	struct document wanted = {.kind = DOCUMENT_MINUTES, .id = id};
	str address = address_of_document(options->arena, &wanted);
	for (size_t i = 0; i < draft->archive->documents.n; i++) {
		const struct document *document = draft->archive->documents.items[i];
		if (!has_address(draft, document, address))
			continue;
		diag(options->diags, DIAG_NEW_TAKEN, (struct place){0}, (str){0}, document->source->path, address);
		return false;
	}
	return true;
}

static bool
write_file(struct options *options, str relative, str text)
{
	str path = path_join(options->arena, options->source, relative);
	switch (fresh_write(options->arena, options->source, relative, text)) {
	case FRESH_DONE:
		if (!options->quiet)
			buffer_add_format(options->out, "%.*s\n", STR(path));
		return true;
	case FRESH_EXISTS:
		diag(options->diags, DIAG_NEW_EXISTS, (struct place){0}, (str){0}, path);
		return false;
	case FRESH_FAILED:
		break;
	}
	diag(options->diags, DIAG_NEW_WRITE, (struct place){0}, (str){0}, path,
	     str_copy(options->arena, str_of(strerror(errno))));
	return false;
}

int
command_new(struct options *options)
{
	struct draft draft = {.arena = options->arena};
	bool dated = read_date(options, &draft.date);
	if (!read_archive(options, &draft) || !find_networks(options, &draft) || !dated)
		return exit_status_of(options->diags, options->strict);
	struct buffer text = {.arena = options->arena};
	str id = id_of(&draft);
	draft_look(&draft);
	draft_write(&draft, &text);
	if (options->to_stdout)
		buffer_add(options->out, buffer_str(&text));
	else if (is_free(options, &draft, id))
		write_file(options, str_format(options->arena, "protokoll/%04d/%.*s.md", draft.date.year, STR(id)),
		           buffer_str(&text));
	return exit_status_of(options->diags, options->strict);
}
