/* protokoll render: one template filled with the data of one file, by the bare rules of Mustache. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "commands/options.h"
#include "template/template.h"
#include "values.h"

struct render {
	struct options *options;
	struct map partials; /* name -> struct template, NULL for one that does not exist */
	bool unreadable;
};

static void
report(struct render *render, str path, enum file_status status, size_t limit)
{
	struct options *options = render->options;
	struct place place = place_file(source_unread(options->arena, path, path));
	if (status == FILE_TOO_LARGE)
		diag(options->diags, DIAG_RENDER_SIZE, place, (str){0}, path,
		     str_format(options->arena, "%zu", limit / 1000));
	else if (status == FILE_UNREADABLE)
		diag(options->diags, DIAG_RENDER_UNREADABLE, place, (str){0}, path,
		     str_copy(options->arena, str_of(strerror(errno))));
	else
		diag(options->diags, DIAG_RENDER_ABSENT, place, (str){0}, path);
	render->unreadable |= status != FILE_TOO_LARGE;
}

/* A file the user named; NULL after reporting. */
static const struct source *
read_named(struct render *render, str path, size_t limit)
{
	struct options *options = render->options;
	str bytes;
	enum file_status status = file_read_named(options->arena, path, limit, &bytes);
	if (status == FILE_OK)
		return source_make(options->arena, path, path, bytes, options->diags);
	report(render, path, status, limit);
	return NULL;
}

/* A partial that does not exist renders as nothing, as Mustache has it. */
static const struct template *
read_partial(struct render *render, str folder, str name)
{
	struct options *options = render->options;
	str file = str_join(options->arena, name, S(".mustache")), path = path_join(options->arena, folder, file),
	    bytes;
	if (!file_path_is_safe(file))
		return NULL;
	enum file_status status = file_read(options->arena, folder.n ? folder : S("."), file, LIMIT_TEMPLATE, &bytes);
	if (status == FILE_ABSENT)
		return NULL;
	if (status != FILE_OK) {
		report(render, path, status, LIMIT_TEMPLATE);
		return NULL;
	}
	const struct source *source = source_make(options->arena, path, file, bytes, options->diags);
	return source ? template_compile(options->arena, source, false, options->diags) : NULL;
}

/* Reads what the template needs, and what that needs. */
static void
read_partials(struct render *render, const struct template *template, str folder)
{
	struct arena *arena = render->options->arena;
	struct map seen = {.arena = arena};
	struct strs wanted = {0};
	for (size_t i = 0; template || i < wanted.n; i++) {
		for (size_t need = 0; template && need < template_needs(template)->n; need++)
			vec_push(arena, &wanted, template_needs(template)->items[need]);
		template = NULL;
		if (i == wanted.n)
			return;
		void **slot = map_at(&seen, wanted.items[i]);
		if (*slot)
			continue;
		*slot = render;
		template = read_partial(render, folder, wanted.items[i]);
		*map_at(&render->partials, wanted.items[i]) = (void *)(uintptr_t) template;
	}
}

static const struct template *
find_partial(const void *context, str name)
{
	const struct render *render = context;
	return map_get(&render->partials, name);
}

/* JSON by its ending or its first character, else YAML. */
static bool
read_data(struct render *render, str path, struct value *data)
{
	struct options *options = render->options;
	const struct source *source = read_named(render, path, LIMIT_REGISTER);
	if (!source)
		return false;
	str text = str_trim(source->text);
	bool json = str_starts(text, S("{")) || str_starts(text, S("[")) || str_eq(path_ending(path), S("json"));
	return json ? value_from_json(options->arena, source, data, options->diags)
	            : value_from_yaml_text(options->arena, source, data, options->diags);
}

static int
status_of(const struct render *render)
{
	const struct options *options = render->options;
	return render->unreadable ? EXIT_MACHINE : exit_status_of(options->diags, options->strict);
}

int
command_render(struct options *options)
{
	struct render render = {.options = options, .partials = {.arena = options->arena}};
	str file = options->arguments.items[0];
	struct value data;
	const struct template *template = NULL;
	if (str_eq(file, S("-"))) {
		diag(options->diags, DIAG_RENDER_STANDARD_INPUT, (struct place){0}, (str){0});
		return EXIT_USAGE;
	}
	const struct source *source = read_named(&render, file, LIMIT_TEMPLATE);
	if (source)
		template = template_compile(options->arena, source, false, options->diags);
	if (template)
		read_partials(&render, template, options->partials.n ? options->partials : path_folder(file));
	bool sound = read_data(&render, options->arguments.items[1], &data);
	if (!template || !sound || diag_count(options->diags, SEVERITY_ERROR))
		return status_of(&render);
	struct template_set set = {.find = find_partial, .context = &render};
	struct buffer out = {.arena = options->arena};
	if (template_run(template, &set, &data, options->arena, &out, options->diags))
		buffer_add(options->out, buffer_str(&out));
	return status_of(&render);
}
