/* A name is cut at its spaces: the first word, what stands between, and the last. */
#include "archive/variants.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

static str
last_word(str name)
{
	size_t start = name.n;
	while (start && name.p[start - 1] != ' ')
		start--;
	return str_from(name, start);
}

/* Both ways round. */
static void
add(struct arena *arena, str first, str last, struct variants *variants)
{
	vec_push(arena, variants, (struct variant){str_format(arena, "%.*s %.*s", STR(first), STR(last)), false});
	vec_push(arena, variants, (struct variant){str_format(arena, "%.*s, %.*s", STR(last), STR(first)), true});
}

/* Mail addresses leave out what joins a name: "annkarin.oneill@…". */
static str
squeezed(struct arena *arena, str name)
{
	struct buffer out = {.arena = arena};
	for (size_t at = 0; at < name.n;) {
		size_t start = at;
		uint32_t code = text_next(name, &at);
		if (code != '-' && code != '\'' && code != 0x2019)
			buffer_add(&out, str_slice(name, start, at));
	}
	return buffer_str(&out);
}

void
name_variants(struct arena *arena, str name, str short_name, struct variants *variants)
{
	str last = last_word(name), rest = name, first = str_cut(&rest, ' ');
	if (last.n == name.n || str_find_char(name, ',') != SIZE_MAX)
		return;
	add(arena, str_trim(str_slice(name, 0, name.n - last.n)), last, variants);
	if (first.n + 1 + last.n < name.n)
		add(arena, first, last, variants);
	if (short_name.n && !str_eq(short_name, first))
		add(arena, short_name, last, variants);
	str joined = squeezed(arena, name);
	if (joined.n < name.n)
		vec_push(arena, variants, (struct variant){joined, false});
}
