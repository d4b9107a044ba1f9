/* protokoll dump: one stage's product, for people who debug and for tests that measure. The columns are a contract
   (cli.md, "Dumps"). */
#include "archive/dump.h"
#include "build.h"
#include "commands/manual.h"
#include "commands/options.h"
#include "content/schema.h"

/* A field of a tab-separated row: white space inside becomes one space. */
static void
add_field(struct buffer *out, str text)
{
	for (size_t i = 0; i < text.n; i++)
		buffer_add_char(out, text.p[i] == '\t' || text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
}

static void
dump_archive(struct build *build)
{
	if (build_run(build, BUILD_CHECK) || build->archive)
		archive_dump(build->archive, build->options->out);
}

static void
dump_mention(struct buffer *out, const struct mention *mention)
{
	static const char *const hows[] = {"explicit", "document", "full", "meeting", "network", "ambiguous", "unknown"};
	static const char *const kinds[] = {"person", "kommun", "amne", "natverk", "organisation"};
	struct position position = source_position(mention->place.source, mention->place.start);
	bool document = mention->document || mention->cited.n;
	str id = mention->document ? mention->document->id : mention->cited.n ? mention->cited : mention->entity ? mention->entity->id : S("-");
	/* Only people share names, so what stays unresolved is a person. */
	enum entity_kind kind = mention->entity ? mention->entity->kind : ENTITY_PERSON;
	add_field(out, mention->place.source->relative);
	buffer_add_format(out, "\t%u\t%u\t", position.line, position.column);
	add_field(out, mention->text);
	buffer_add_format(out, "\t%s\t%.*s\t%s\t", document ? "dokument" : kinds[kind], STR(id),
	                  hows[mention->how]);
	for (size_t i = 0; mention->how == MENTION_AMBIGUOUS && i < mention->candidate_count; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		buffer_add(out, mention->candidates[i]->id);
	}
	buffer_add_char(out, '\n');
}

static void
dump_mentions(struct build *build)
{
	struct buffer *out = build->options->out;
	build->places = true;
	build_run(build, BUILD_SHOW);
	buffer_lit(out, "file\tline\tcolumn\ttext\tkind\tid\thow\tcandidates\n");
	for (size_t i = 0; build->bodies && i < build->archive->documents.n; i++)
		for (size_t k = 0; build->bodies[i] && k < build->bodies[i]->mentions.n; k++)
			dump_mention(out, &build->bodies[i]->mentions.items[k]);
}

static void
dump_pages(struct build *build)
{
	struct buffer *out = build->options->out;
	build_run(build, BUILD_SHOW);
	buffer_lit(out, "address\tkind\tsource\n");
	for (size_t i = 0; i < build->pages.n; i++) {
		const struct page *page = &build->pages.items[i];
		add_field(out, page->address);
		buffer_add_format(out, "\t%.*s\t", STR(page_kind_name(page->kind)));
		add_field(out, page->source);
		buffer_add_char(out, '\n');
	}
}

static void
dump_templates(struct build *build)
{
	struct buffer *out = build->options->out;
	build_run(build, BUILD_SHOW);
	buffer_lit(out, "template\tkey\n");
	for (size_t i = 0; build->theme && i < build->theme->templates.n; i++) {
		const struct map_entry *entry = &build->theme->templates.entries[i];
		const struct strs *keys = template_keys(entry->value);
		for (size_t k = 0; k < keys->n; k++)
			buffer_add_format(out, "%.*s\t%.*s\n", STR(entry->key), STR(keys->items[k]));
	}
}

static void
dump_schema(struct build *build)
{
	content_schema(build->options->out);
}

static void
dump_man(struct build *build)
{
	manual_page(build->options, build->options->out);
}

static void
dump_completion(struct build *build)
{
	manual_completion(build->options->out);
}

int
command_dump(struct options *options)
{
	static const struct {
		const char *name;
		void (*run)(struct build *);
	} dumps[] = {
	    {"archive", dump_archive},     {"mentions", dump_mentions}, {"pages", dump_pages},
	    {"templates", dump_templates}, {"schema", dump_schema},     {"man", dump_man},
	    {"completion", dump_completion},
	};
	for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
		if (!str_eq(options->arguments.items[0], str_of(dumps[i].name)))
			continue;
		struct build *build = build_new(options);
		dumps[i].run(build);
		options_mask_output(options);
		int status = exit_status_of(options->diags, options->strict);
		build_free(build);
		return status;
	}
	diag(options->diags, DIAG_UNKNOWN_DUMP, (struct place){0}, (str){0}, options->arguments.items[0]);
	return EXIT_USAGE;
}
