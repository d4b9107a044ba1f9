/* Where in HTML a place of a template lies: a small tokenizer that is fed the literal text and says in which context a tag
   stands. It follows the tokenization of the HTML standard (html.spec.whatwg.org, 13.2.5) as far as well-written
   templates need it, and refuses what it cannot follow with certainty. For the engine only. */
#ifndef TEMPLATE_CONTEXT_H
#define TEMPLATE_CONTEXT_H

#include "base/str.h"

enum context_state {
	STATE_TEXT,
	STATE_TAG_OPEN, /* < */
	STATE_END_TAG_OPEN, /* </ */
	STATE_MARKUP, /* <! */
	STATE_MARKUP_DASH, /* <!- */
	STATE_DECLARATION, /* <!DOCTYPE …, <?xml … */
	STATE_COMMENT,
	STATE_TAG_NAME,
	STATE_BEFORE_NAME, /* in a tag, between attributes */
	STATE_NAME, /* an attribute's */
	STATE_AFTER_NAME,
	STATE_BEFORE_VALUE,
	STATE_DOUBLE, /* inside "…" */
	STATE_SINGLE, /* inside '…' */
	STATE_UNQUOTED,
	STATE_BOUNDARY, /* white space, / or > must follow: after a quoted value, or where a name is known to end */
	STATE_RAW, /* inside <script>, <style>, <title>, … up to their own end tag */
	STATE_RAW_OPEN, /* < in there */
	STATE_RAW_END, /* </ and letters in there */
};

/* Elements and attributes that change what a value may be. */
enum context_element {
	ELEMENT_OTHER,
	ELEMENT_META,
	ELEMENT_SCRIPT,
	ELEMENT_DATA, /* <script type="application/ld+json"> */
	ELEMENT_STYLE,
	ELEMENT_TITLE, /* text without markup: <title>, <textarea> */
	ELEMENT_TEXTAREA,
	ELEMENT_IFRAME, /* raw text in which no value may stand: <iframe>, <noembed>, <noframes>, <xmp>, <plaintext> */
	ELEMENT_NOEMBED,
	ELEMENT_NOFRAMES,
	ELEMENT_XMP,
	ELEMENT_PLAINTEXT,
};

enum context_attribute { ATTRIBUTE_PLAIN, ATTRIBUTE_URL, ATTRIBUTE_CODE, ATTRIBUTE_TYPE, ATTRIBUTE_EQUIV };

/* Plain data: sections save and restore it. A zeroed context is text. */
struct context {
	uint8_t state, element, attribute;
	uint8_t dashes; /* of a comment's end */
	uint8_t length; /* of `word`; past its size when it is too long to be one of ours */
	bool end_tag;
	bool typed; /* this <script> has had its type */
	bool refresh; /* this <meta> may be a forwarding one: its content holds an address */
	bool filled; /* a value stands in this tag */
	bool hash; /* the address being written has a literal # */
	char word[24]; /* the name or value being read, in small letters */
};

/* Where a value would land. */
enum context_place {
	PLACE_TEXT,
	PLACE_TITLE, /* <title>, <textarea> */
	PLACE_ATTRIBUTE, /* a quoted one */
	PLACE_URL, /* a quoted attribute that holds an address */
	PLACE_FRAGMENT, /* behind the # of one */
	PLACE_DATA, /* a data block */
	PLACE_CODE, /* <script>, <style>, on…, style= */
	PLACE_UNQUOTED,
	PLACE_COMMENT,
	PLACE_TAG, /* the name of a tag or attribute, or a declaration */
	PLACE_COUNT,
};

/* Takes one byte of literal text. False when the markup cannot be followed. */
bool context_feed(struct context *, char);

enum context_place context_place(const struct context *);

/* Called where a value has been allowed. */
void context_fill(struct context *);

/* Called where any tag that writes something or decides about text stands: settles names that are being read. False when
   no such tag may stand there. */
bool context_settle(struct context *);

/* The context after a section that was entered in `before` and may have been left out; false when the two do not fit. */
bool context_join(struct context *after, const struct context *before);

/* What the context is called in messages: "<script>", "onclick=", "href=". Lives in the arena. */
struct arena;
str context_name(struct arena *, const struct context *);

#endif
