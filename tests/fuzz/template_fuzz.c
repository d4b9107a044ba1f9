/* Templates: the first byte chooses strict or bare, the rest is a template and its partials "p" and "q", apart by NUL. In a
   strict template no text comes out unescaped, whatever the template does. */
#include "fuzz.h"

#include <string.h>

#include "base/map.h"
#include "template/template.h"

static const char hostile[] = "<x9 y='\">&javascript:";

static const struct template *
find(const void *context, str name)
{
	return map_get(context, name);
}

static struct value
make_data(struct arena *arena)
{
	struct value root = value_object(), list = value_list(), item = value_object();
	value_set(arena, &item, S("a"), value_text(str_of(hostile)));
	value_set(arena, &item, S("b"), value_bool(true));
	value_push(arena, &list, item);
	value_push(arena, &list, value_text(str_of(hostile)));
	value_push(arena, &list, value_list());
	value_set(arena, &root, S("a"), value_text(str_of(hostile)));
	value_set(arena, &root, S("b"), value_bool(false));
	value_set(arena, &root, S("h"), value_html(S("<b>h</b>")));
	value_set(arena, &root, S("u"), value_url(S("https://example.org/?a&b")));
	value_set(arena, &root, S("j"), value_json(S("{\"a\":1}")));
	value_set(arena, &root, S("n"), value_number(arena, -7));
	value_set(arena, &root, S("o"), item);
	value_set(arena, &root, S("l"), list);
	return root;
}

static void
run_template(struct arena *arena, const struct map *templates, bool strict, struct diag_list *diags)
{
	struct template_set set = {find, templates, strict};
	struct value data = make_data(arena);
	struct buffer out = {.arena = arena};
	struct arena scratch = {0};
	const struct template *main = map_get(templates, S("main"));
	if (main && template_run(main, &set, &data, &scratch, &out, diags) && strict && str_contains(buffer_str(&out), S("<x9")))
		broken("text came out unescaped", buffer_str(&out));
	arena_free(&scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"main", "p", "q"};
	struct arena arena = {0};
	struct diag_list diags = {.arena = &arena};
	struct map templates = {.arena = &arena};
	bool strict = size && data[0] % 2, whole = true;
	str rest = size ? (str){(const char *)data + 1, size - 1} : (str){0};
	/* A template may write the mark itself. */
	for (size_t i = 0; i < 3 && !str_contains(rest, S("x9")); i++) {
		str piece = str_cut(&rest, '\0');
		const struct source *source = source_of(&arena, (const uint8_t *)piece.p, piece.n, &diags);
		const struct template *template = source ? template_compile(&arena, source, strict, &diags) : NULL;
		whole = whole && template;
		if (template)
			*map_at(&templates, str_of(names[i])) = (void *)(uintptr_t)template;
	}
	if (whole && (!strict || template_check(&templates, &diags)))
		run_template(&arena, &templates, strict, &diags);
	print_all(&diags);
	arena_free(&arena);
	return 0;
}
