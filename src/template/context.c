/* The tokenizer: one function for each group of states, dispatched by a table. */
#include "template/context.h"

#include <string.h>

#include "base/arena.h"

static const char *const element_names[] = {
    [ELEMENT_OTHER] = "",
    [ELEMENT_META] = "meta",
    [ELEMENT_SCRIPT] = "script",
    [ELEMENT_DATA] = "script",
    [ELEMENT_STYLE] = "style",
    [ELEMENT_TITLE] = "title",
    [ELEMENT_TEXTAREA] = "textarea",
    [ELEMENT_IFRAME] = "iframe",
    [ELEMENT_NOEMBED] = "noembed",
    [ELEMENT_NOFRAMES] = "noframes",
    [ELEMENT_XMP] = "xmp",
    [ELEMENT_PLAINTEXT] = "plaintext",
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return small(c) >= 'a' && small(c) <= 'z';
}

static void
word_add(struct context *context, char c)
{
	if (context->length < sizeof context->word)
		context->word[context->length] = small(c);
	if (context->length <= sizeof context->word)
		context->length++;
}

static bool
word_is(const struct context *context, const char *word)
{
	size_t n = strlen(word);
	return context->length == n && n <= sizeof context->word && memcmp(context->word, word, n) == 0;
}

/* The tag's name is complete. */
static void
end_tag_name(struct context *context)
{
	context->element = ELEMENT_OTHER;
	for (size_t i = ELEMENT_META; i < sizeof element_names / sizeof *element_names; i++)
		if (i != ELEMENT_DATA && word_is(context, element_names[i]))
			context->element = (uint8_t)i;
	context->typed = context->refresh = false;
	context->length = 0;
}

static void
end_attribute_name(struct context *context)
{
	static const char *const addresses[] = {"href",   "src",        "srcset",   "action",     "formaction",
	                                        "poster", "data",       "cite",     "xlink:href", "imagesrcset",
	                                        "ping",   "background", "manifest", "longdesc"};
	bool code = (context->length >= 2 && memcmp(context->word, "on", 2) == 0) || word_is(context, "style") ||
	            word_is(context, "srcdoc");
	context->attribute = code ? ATTRIBUTE_CODE : ATTRIBUTE_PLAIN;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (word_is(context, addresses[i]))
			context->attribute = ATTRIBUTE_URL;
	if (context->element == ELEMENT_SCRIPT && word_is(context, "type") && !context->typed)
		context->attribute = ATTRIBUTE_TYPE;
	if (context->element == ELEMENT_META && word_is(context, "http-equiv"))
		context->attribute = ATTRIBUTE_EQUIV;
	if (context->element == ELEMENT_META && context->refresh && word_is(context, "content"))
		context->attribute = ATTRIBUTE_URL;
	context->hash = false;
}

/* The value's closing quote, or the end of an unquoted value. */
static bool
end_value(struct context *context)
{
	bool refresh = context->attribute == ATTRIBUTE_EQUIV && word_is(context, "refresh");
	if (context->attribute == ATTRIBUTE_TYPE) {
		context->typed = true;
		if (word_is(context, "application/ld+json"))
			context->element = ELEMENT_DATA;
	}
	context->refresh |= refresh;
	context->attribute = ATTRIBUTE_PLAIN;
	context->length = 0;
	/* <meta content="{{x}}" http-equiv="refresh">: the value was not seen to be an address. */
	return !(refresh && context->filled);
}

static void
end_tag(struct context *context)
{
	bool raw = !context->end_tag && context->element != ELEMENT_OTHER && context->element != ELEMENT_META;
	*context = (struct context){.state = raw ? STATE_RAW : STATE_TEXT, .element = raw ? context->element : 0};
}

static bool
go(struct context *context, enum context_state state)
{
	context->state = (uint8_t)state;
	return true;
}

static bool
begin_tag(struct context *context, char c, bool end)
{
	*context = (struct context){.state = STATE_TAG_NAME, .end_tag = end};
	word_add(context, c);
	return true;
}

static bool
feed_text(struct context *context, char c)
{
	return c == '<' ? go(context, STATE_TAG_OPEN) : true;
}

static bool
feed_tag_open(struct context *context, char c)
{
	if (is_letter(c))
		return begin_tag(context, c, context->state == STATE_END_TAG_OPEN);
	if (context->state == STATE_END_TAG_OPEN)
		return false;
	if (c == '/')
		return go(context, STATE_END_TAG_OPEN);
	if (c == '!')
		return go(context, STATE_MARKUP);
	if (c == '?')
		return go(context, STATE_DECLARATION);
	return go(context, c == '<' ? STATE_TAG_OPEN : STATE_TEXT);
}

static bool
feed_markup(struct context *context, char c)
{
	if (context->state == STATE_MARKUP_DASH) {
		context->dashes = 2; /* <!--> and <!---> are whole comments */
		return c == '-' && go(context, STATE_COMMENT);
	}
	if (c == '-')
		return go(context, STATE_MARKUP_DASH);
	return is_letter(c) && go(context, STATE_DECLARATION);
}

static bool
feed_declaration(struct context *context, char c)
{
	return c == '>' ? go(context, STATE_TEXT) : c != '[';
}

static bool
feed_comment(struct context *context, char c)
{
	enum { BANG = 100 };
	if (c == '>' && context->dashes >= 2) {
		context->dashes = 0;
		return go(context, STATE_TEXT);
	}
	if (c == '-')
		context->dashes = context->dashes >= BANG ? 1 : context->dashes < 2 ? context->dashes + 1 : 2;
	else
		context->dashes = c == '!' && context->dashes == 2 ? BANG : 0;
	return true;
}

static bool
feed_tag_name(struct context *context, char c)
{
	if (!is_space(c) && c != '/' && c != '>') {
		word_add(context, c);
		return c != '<' && c != '"' && c != '\'' && c != '=';
	}
	end_tag_name(context);
	if (c == '>')
		end_tag(context);
	else
		go(context, STATE_BEFORE_NAME);
	return true;
}

/* Between attributes, and where a boundary must come. */
static bool
feed_between(struct context *context, char c)
{
	if (is_space(c) || c == '/')
		return go(context,
		          context->state == STATE_AFTER_NAME && c != '/' ? STATE_AFTER_NAME : STATE_BEFORE_NAME);
	if (c == '>') {
		end_tag(context);
		return true;
	}
	if (c == '=' && context->state == STATE_AFTER_NAME) {
		end_attribute_name(context);
		return go(context, STATE_BEFORE_VALUE);
	}
	if (c == '=' || c == '"' || c == '\'' || c == '<' || context->state == STATE_BOUNDARY)
		return false;
	context->length = 0;
	word_add(context, c);
	return go(context, STATE_NAME);
}

static bool
feed_name(struct context *context, char c)
{
	if (c == '=') {
		end_attribute_name(context);
		return go(context, STATE_BEFORE_VALUE);
	}
	if (is_space(c))
		return go(context, STATE_AFTER_NAME);
	if (c == '/')
		return go(context, STATE_BEFORE_NAME);
	if (c == '>') {
		end_tag(context);
		return true;
	}
	word_add(context, c);
	return c != '"' && c != '\'' && c != '<';
}

static bool
feed_before_value(struct context *context, char c)
{
	context->length = 0;
	if (is_space(c))
		return true;
	if (c == '"' || c == '\'')
		return go(context, c == '"' ? STATE_DOUBLE : STATE_SINGLE);
	word_add(context, c);
	return c != '>' && go(context, STATE_UNQUOTED);
}

static bool
feed_value(struct context *context, char c)
{
	if (c == (context->state == STATE_DOUBLE ? '"' : '\''))
		return end_value(context) && go(context, STATE_BOUNDARY);
	word_add(context, c);
	if (c == '#')
		context->hash = true;
	return true;
}

static bool
feed_unquoted(struct context *context, char c)
{
	if (!is_space(c) && c != '>') {
		word_add(context, c);
		return c != '"' && c != '\'' && c != '<' && c != '=' && c != '`';
	}
	bool sound = end_value(context);
	if (c == '>')
		end_tag(context);
	else
		go(context, STATE_BEFORE_NAME);
	return sound;
}

static bool
feed_raw(struct context *context, char c)
{
	if (context->state == STATE_RAW)
		return c == '<' ? go(context, STATE_RAW_OPEN) : true;
	if (context->state == STATE_RAW_OPEN) {
		context->length = 0;
		/* <!-- in a script changes what ends it; no template of ours needs that. */
		bool script = context->element == ELEMENT_SCRIPT || context->element == ELEMENT_DATA;
		if (c == '!' && script)
			return false;
		return go(context, c == '/' ? STATE_RAW_END : c == '<' ? STATE_RAW_OPEN : STATE_RAW);
	}
	if (is_letter(c)) {
		word_add(context, c);
		return true;
	}
	if ((is_space(c) || c == '/' || c == '>') && word_is(context, element_names[context->element])) {
		*context = (struct context){.state = STATE_BEFORE_NAME, .end_tag = true};
		return feed_between(context, c);
	}
	return go(context, c == '<' ? STATE_RAW_OPEN : STATE_RAW);
}

bool
context_feed(struct context *context, char c)
{
	static bool (*const feeders[])(struct context *, char) = {
	    [STATE_TEXT] = feed_text,
	    [STATE_TAG_OPEN] = feed_tag_open,
	    [STATE_END_TAG_OPEN] = feed_tag_open,
	    [STATE_MARKUP] = feed_markup,
	    [STATE_MARKUP_DASH] = feed_markup,
	    [STATE_DECLARATION] = feed_declaration,
	    [STATE_COMMENT] = feed_comment,
	    [STATE_TAG_NAME] = feed_tag_name,
	    [STATE_BEFORE_NAME] = feed_between,
	    [STATE_NAME] = feed_name,
	    [STATE_AFTER_NAME] = feed_between,
	    [STATE_BEFORE_VALUE] = feed_before_value,
	    [STATE_DOUBLE] = feed_value,
	    [STATE_SINGLE] = feed_value,
	    [STATE_UNQUOTED] = feed_unquoted,
	    [STATE_BOUNDARY] = feed_between,
	    [STATE_RAW] = feed_raw,
	    [STATE_RAW_OPEN] = feed_raw,
	    [STATE_RAW_END] = feed_raw,
	};
	return feeders[context->state](context, c);
}

static enum context_place
value_place(const struct context *context)
{
	if (context->attribute == ATTRIBUTE_CODE || context->attribute == ATTRIBUTE_TYPE)
		return PLACE_CODE;
	if (context->attribute == ATTRIBUTE_URL)
		return context->hash ? PLACE_FRAGMENT : PLACE_URL;
	return PLACE_ATTRIBUTE;
}

enum context_place
context_place(const struct context *context)
{
	switch ((enum context_state)context->state) {
	case STATE_TEXT:
		return PLACE_TEXT;
	case STATE_COMMENT:
		return PLACE_COMMENT;
	case STATE_DOUBLE:
	case STATE_SINGLE:
		return value_place(context);
	case STATE_BEFORE_VALUE:
	case STATE_UNQUOTED:
		return PLACE_UNQUOTED;
	case STATE_RAW:
		if (context->element == ELEMENT_TITLE || context->element == ELEMENT_TEXTAREA)
			return PLACE_TITLE;
		return context->element == ELEMENT_DATA ? PLACE_DATA : PLACE_CODE;
	case STATE_RAW_OPEN:
	case STATE_RAW_END:
		return PLACE_CODE;
	default:
		return PLACE_TAG;
	}
}

void
context_fill(struct context *context)
{
	context->filled = context->state != STATE_TEXT && context->state != STATE_RAW;
}

bool
context_settle(struct context *context)
{
	switch ((enum context_state)context->state) {
	case STATE_TEXT:
	case STATE_RAW:
	case STATE_BEFORE_NAME:
	case STATE_BOUNDARY:
		return true;
	case STATE_COMMENT:
		return context->dashes == 0;
	case STATE_DOUBLE:
	case STATE_SINGLE:
		/* What the value says as a whole is not known any more. */
		context->length = sizeof context->word + 1;
		context->refresh |= context->attribute == ATTRIBUTE_EQUIV;
		return true;
	case STATE_TAG_NAME:
		end_tag_name(context);
		return go(context, STATE_BOUNDARY);
	case STATE_NAME:
		return go(context, STATE_BOUNDARY);
	case STATE_AFTER_NAME:
		return go(context, STATE_BEFORE_NAME);
	default:
		return false;
	}
}

bool
context_join(struct context *after, const struct context *before)
{
	bool between = (after->state == STATE_BOUNDARY || after->state == STATE_BEFORE_NAME) &&
	               (before->state == STATE_BOUNDARY || before->state == STATE_BEFORE_NAME);
	if (after->state != before->state && !between)
		return false;
	if (after->element != before->element || after->end_tag != before->end_tag ||
	    after->attribute != before->attribute)
		return false;
	if (before->state == STATE_BOUNDARY)
		after->state = STATE_BOUNDARY;
	after->typed |= before->typed;
	after->refresh |= before->refresh;
	after->filled |= before->filled;
	after->hash &= before->hash;
	return true;
}

str
context_name(struct arena *arena, const struct context *context)
{
	static const char *const attributes[] = {[ATTRIBUTE_PLAIN] = "…=\"…\"",
	                                         [ATTRIBUTE_URL] = "href=",
	                                         [ATTRIBUTE_CODE] = "style=, on…=",
	                                         [ATTRIBUTE_TYPE] = "type=",
	                                         [ATTRIBUTE_EQUIV] = "http-equiv="};
	switch (context_place(context)) {
	case PLACE_COMMENT:
		return S("<!-- -->");
	case PLACE_UNQUOTED:
		return S("…=…");
	case PLACE_TAG:
		return S("<…>");
	case PLACE_TEXT:
		return S("");
	default:
		if (context->state == STATE_DOUBLE || context->state == STATE_SINGLE)
			return str_of(attributes[context->attribute]);
		return str_format(arena, "<%s>", element_names[context->element]);
	}
}
