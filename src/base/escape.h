/* Escaping, one function for each context a value can land in. The names say the context; there are no others. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/str.h"

struct buffer;

/* HTML text and quoted attributes alike: & < > " '. Characters that XML 1.0 forbids become U+FFFD, so that every page is
   well-formed XML as well. */
void escape_html(struct buffer *, str);

/* XML text and attributes: the same rule. */
void escape_xml(struct buffer *, str);

/* A path segment of an address (RFC 3986 pchar without reserved characters; UTF-8 percent-encoded). */
void escape_url_segment(struct buffer *, str);

/* An address that is already complete: percent-encodes what may not stand in one (spaces, controls, quotes, non-ASCII)
   and leaves the rest, so that doing it twice changes nothing. The result still needs escape_html(). */
void escape_url(struct buffer *, str);

/* The inside of a JSON string; < > & and U+2028/2029 are escaped too, so that it may stand in a <script> block. */
void escape_json(struct buffer *, str);

/* A message of a GitHub workflow command (%, CR, LF; other controls so that content cannot steer a log), and a property of
   one (also : and ,). */
void escape_github(struct buffer *, str);
void escape_github_property(struct buffer *, str);

/* Text for a terminal: control characters become U+FFFD so that content cannot steer it. Tab becomes one space. */
void escape_terminal(struct buffer *, str);

/* A value of YAML, in quotes where it needs them; `inside_brackets`: in a list such as [a, b]. Line ends become escapes. */
void escape_yaml(struct buffer *, str, bool inside_brackets);

/* A comment of YAML on one line, without its "#". */
void escape_yaml_comment(struct buffer *, str);

/* Words of Markdown that mean only themselves, on one line; for the start of a line or anywhere in it. */
void escape_markdown(struct buffer *, str);

/* The same for a cell of a table on a page that others show (GitHub's job summary): no markup, HTML, link or mention comes
   out of it. */
void escape_markdown_cell(struct buffer *, str);

#endif
