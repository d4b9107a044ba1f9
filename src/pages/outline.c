/* Reads list items and subheadings back from the HTML that markup/ writes: tags in lower case, attributes in double
   quotes, and the five entities of escape_html(). */
#include "pages/outline.h"

#include "base/buffer.h"
#include "base/vec.h"

struct reader {
	struct arena *arena;
	struct outline *outline;
	struct buffer text;   /* of what is open */
	str heading;
	str anchor;           /* of the item that is open */
	bool in_heading, in_item;
};

/* "li" of `li id="p2-4"`, "/li" of `/li`. */
static str
tag_name(str tag)
{
	size_t end = 0;
	while (end < tag.n && tag.p[end] != ' ' && tag.p[end] != '\n' && (tag.p[end] != '/' || !end))
		end++;
	return str_slice(tag, 0, end);
}

static str
tag_id(str tag)
{
	size_t at = str_find(tag, S(" id=\""));
	str rest = at == SIZE_MAX ? (str){0} : str_from(tag, at + S(" id=\"").n);
	return str_cut(&rest, '"');
}

static bool
is_heading(str name)
{
	return name.n == 2 && name.p[0] == 'h' && name.p[1] >= '3' && name.p[1] <= '6';
}

/* Entities become characters, and white space one space. */
static void
add_text(struct buffer *out, str text)
{
	static const struct {
		const char *entity;
		char character;
	} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i] == '\n' || text.p[i] == '\t' ? ' ' : text.p[i];
		for (size_t j = 0; c == '&' && j < sizeof entities / sizeof *entities; j++)
			if (str_starts(str_from(text, i), str_of(entities[j].entity))) {
				c = entities[j].character;
				i += str_of(entities[j].entity).n - 1;
				break;
			}
		if (c != ' ' || (out->n && out->bytes[out->n - 1] != ' '))
			buffer_add_char(out, c);
	}
}

static void
end_item(struct reader *reader)
{
	str text = str_trim(buffer_str(&reader->text));
	if (reader->in_item && text.n)
		vec_push(reader->arena, reader->outline,
		         (struct outline_point){reader->heading, str_copy(reader->arena, text), reader->anchor});
	reader->in_item = false;
	reader->text = (struct buffer){.arena = reader->arena};
}

static void
read_tag(struct reader *reader, str tag)
{
	str name = tag_name(tag);
	bool closing = str_starts(name, S("/"));
	str element = closing ? str_from(name, 1) : name;
	if (is_heading(element)) {
		if (closing && reader->in_heading)
			reader->heading = str_copy(reader->arena, str_trim(buffer_str(&reader->text)));
		else
			end_item(reader);
		reader->text = (struct buffer){.arena = reader->arena};
		reader->in_heading = !closing;
	} else if (str_eq(element, S("li"))) {
		end_item(reader);
		reader->in_item = !closing;
		reader->anchor = closing ? (str){0} : tag_id(tag);
	} else if (str_eq(element, S("ul")) || str_eq(element, S("ol"))) {
		end_item(reader);
	} else if (str_eq(element, S("p")) || str_eq(element, S("br"))) {
		add_text(&reader->text, S(" "));
	}
}

struct outline
outline_of(struct arena *arena, str html)
{
	struct outline outline = {0};
	struct reader reader = {.arena = arena, .outline = &outline, .text = {.arena = arena}};
	while (html.n) {
		str text = str_cut(&html, '<');
		if (reader.in_item || reader.in_heading)
			add_text(&reader.text, text);
		if (html.n)
			read_tag(&reader, str_cut(&html, '>'));
	}
	return outline;
}
