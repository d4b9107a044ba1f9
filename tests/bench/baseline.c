/* What a build costs at the very least: the bare cmark-gfm and libyaml calls on the same text, and writing the same files.
   baseline SOURCE SITE SCRATCH prints the milliseconds of each. SITE is the finished site whose files are written again. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/file.h"
#include "figures.h"

static void
parse_yaml(str text)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.n);
	for (bool more = true; more;) {
		if (!yaml_parser_parse(&parser, &event))
			break;
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

static void
render_markdown(str text)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
	static const char *const extensions[] = {"table", "tasklist", "autolink", "strikethrough"};
	for (size_t i = 0; i < 4; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text.p, text.n);
	cmark_node *document = cmark_parser_finish(parser);
	free(cmark_render_html(document, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser)));
	cmark_node_free(document);
	cmark_parser_free(parser);
}

/* Splits a file of minutes after its front matter. */
static void
split(str text, str *front, str *body)
{
	size_t end = str_find(str_from(text, 3), S("\n---\n"));
	*front = (str){0};
	*body = text;
	if (str_starts(text, S("---\n")) && end != SIZE_MAX) {
		*front = str_slice(text, 4, end + 4);
		*body = str_from(text, end + 8);
	}
}

struct files {
	str *bytes;
	struct file_entries entries;
};

static struct files
load(struct arena *arena, str root)
{
	struct files files = {0};
	file_walk(arena, root, (str){0}, &files.entries);
	files.bytes = arena_array(arena, str, files.entries.n);
	for (size_t i = 0; i < files.entries.n; i++)
		file_read(arena, root, files.entries.items[i].relative, SIZE_MAX / 2, &files.bytes[i]);
	return files;
}

static double
cost_of_yaml(const struct files *files)
{
	double began = milliseconds();
	for (size_t i = 0; i < files->entries.n; i++) {
		str front = files->bytes[i], body;
		if (str_ends(files->entries.items[i].relative, S(".md")))
			split(files->bytes[i], &front, &body);
		else if (!str_ends(files->entries.items[i].relative, S(".yaml")))
			continue;
		parse_yaml(front);
	}
	return milliseconds() - began;
}

static double
cost_of_markdown(const struct files *files)
{
	double began = milliseconds();
	for (size_t i = 0; i < files->entries.n; i++) {
		str front, body;
		if (!str_ends(files->entries.items[i].relative, S(".md")))
			continue;
		split(files->bytes[i], &front, &body);
		render_markdown(body);
	}
	return milliseconds() - began;
}

static void
make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
}

static double
cost_of_writing(struct arena *arena, const struct files *files, str scratch)
{
	double began = milliseconds();
	for (size_t i = 0; i < files->entries.n; i++) {
		char *path = str_c(arena, path_join(arena, scratch, files->entries.items[i].relative));
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		if (fd < 0) {
			make_folders(path);
			fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		}
		if (fd < 0 || write(fd, files->bytes[i].p, files->bytes[i].n) != (ssize_t)files->bytes[i].n) {
			perror(path);
			exit(1);
		}
		close(fd);
	}
	return milliseconds() - began;
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fputs("usage: baseline SOURCE SITE SCRATCH\n", stderr);
		return 2;
	}
	struct arena arena = {0};
	cmark_gfm_core_extensions_ensure_registered();
	struct files source = load(&arena, str_of(argv[1])), site = load(&arena, str_of(argv[2]));
	double yaml = cost_of_yaml(&source), markdown = cost_of_markdown(&source);
	double writing = cost_of_writing(&arena, &site, str_of(argv[3]));
	printf("%.2f %.2f %.2f\n", yaml, markdown, writing);
	arena_free(&arena);
	return 0;
}
