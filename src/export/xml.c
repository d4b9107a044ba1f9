/* A writer of XML: start tags stay open until something follows, so that attributes can be added one by one. */
#include "export/xml.h"

#include "base/escape.h"

/* Where the first of some characters stands, or the end. */
static size_t
next_of(str text, const char *characters)
{
	size_t first = text.n;
	for (; *characters; characters++) {
		size_t at = str_find_char(str_slice(text, 0, first), *characters);
		first = at < first ? at : first;
	}
	return first;
}

/* What a reader of XML would turn into something else is written as a reference: line ends in text become one "\n", and
   in attributes every kind of white space becomes a space (XML 1.0, 2.11 and 3.3.3). */
static void
add_escaped(struct buffer *out, str text, bool attribute)
{
	const char *changes = attribute ? "\r\n\t" : "\r";
	for (size_t n; (n = next_of(text, changes)) < text.n; text = str_from(text, n + 1)) {
		escape_xml(out, str_slice(text, 0, n));
		buffer_lit(out, "&#");
		buffer_add_number(out, (unsigned char)text.p[n]);
		buffer_add_char(out, ';');
	}
	escape_xml(out, text);
}

static void
end_tag(struct xml *xml, str with)
{
	if (xml->in_tag)
		buffer_add(xml->out, with);
	xml->in_tag = false;
}

void
xml_declare(struct xml *xml)
{
	buffer_lit(xml->out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
}

void
xml_open(struct xml *xml, const char *name)
{
	end_tag(xml, S(">\n"));
	buffer_lit(xml->out, "<");
	buffer_add(xml->out, str_of(name));
	xml->open[xml->depth++] = name;
	xml->in_tag = true;
}

void
xml_attribute(struct xml *xml, const char *name, str value)
{
	buffer_lit(xml->out, " ");
	buffer_add(xml->out, str_of(name));
	buffer_lit(xml->out, "=\"");
	add_escaped(xml->out, value, true);
	buffer_lit(xml->out, "\"");
}

void
xml_text(struct xml *xml, str text)
{
	end_tag(xml, S(">"));
	add_escaped(xml->out, text, false);
}

void
xml_close(struct xml *xml)
{
	const char *name = xml->open[--xml->depth];
	if (xml->in_tag) {
		end_tag(xml, S("/>\n"));
		return;
	}
	buffer_lit(xml->out, "</");
	buffer_add(xml->out, str_of(name));
	buffer_lit(xml->out, ">\n");
}

void
xml_element(struct xml *xml, const char *name, str text)
{
	xml_open(xml, name);
	xml_text(xml, text);
	xml_close(xml);
}
