/* Where values, sections and calls may stand. Partials and arguments are always compiled as if they stood in text, and
   must end in text; inside a quoted attribute or a <title> only such are put in as hold no markup at all. That is a
   simple rule that can be seen to be safe: no piece of a template ever changes what the text around it means. */
#include "template/strict.h"

#include "base/text.h"

static void
fault(struct strict *strict, enum diag_code code, const struct tag *tag)
{
	if (!strict->lost)
		diag(strict->diags, code, place_of(strict->source, tag->start, tag->end), (str){0},
		     scan_quote(strict->source, tag->start, tag->end), context_name(strict->arena, &strict->context));
}

/* After a refused tag: as if a name or a value had stood there, so that one mistake is told once. */
static void
go_on(struct strict *strict)
{
	if (context_place(&strict->context) == PLACE_UNQUOTED)
		strict->context.state = STATE_UNQUOTED;
	else if (!context_settle(&strict->context))
		strict->lost = true;
}

void
strict_text(struct strict *strict, size_t offset, str text)
{
	for (size_t i = 0; i < text.n && !strict->lost; i++) {
		char c = text.p[i];
		if (c == '<' || c == '>' || c == '"' || c == '\'' || c == '`')
			strict->markup = true;
		if (context_feed(&strict->context, c))
			continue;
		size_t end = i;
		text_next(text, &end);
		diag(strict->diags, DIAG_TEMPLATE_MARKUP, place_of(strict->source, offset + i, offset + end),
		     (str){0}, str_slice(text, i, end));
		strict->lost = true;
	}
}

enum node_takes
strict_value(struct strict *strict, const struct tag *tag)
{
	enum { REFUSED = 255 };
	static const struct {
		uint8_t takes, takes_raw; /* of {{x}} and of {{{x}}} */
		enum diag_code refusal;
	} rules[PLACE_COUNT] = {
	    [PLACE_TEXT] = {TAKES_TEXT, TAKES_HTML, DIAG_COUNT},
	    [PLACE_TITLE] = {TAKES_TEXT, REFUSED, DIAG_TEMPLATE_RAW_PLACE},
	    [PLACE_ATTRIBUTE] = {TAKES_TEXT, REFUSED, DIAG_TEMPLATE_RAW_PLACE},
	    [PLACE_URL] = {TAKES_URL, REFUSED, DIAG_TEMPLATE_RAW_PLACE},
	    [PLACE_FRAGMENT] = {TAKES_TEXT, REFUSED, DIAG_TEMPLATE_RAW_PLACE},
	    [PLACE_DATA] = {REFUSED, TAKES_JSON, DIAG_TEMPLATE_DATA_PLACE},
	    [PLACE_CODE] = {REFUSED, REFUSED, DIAG_TEMPLATE_VALUE_IN_CODE},
	    [PLACE_UNQUOTED] = {REFUSED, REFUSED, DIAG_TEMPLATE_UNQUOTED},
	    [PLACE_COMMENT] = {REFUSED, REFUSED, DIAG_TEMPLATE_VALUE_IN_COMMENT},
	    [PLACE_TAG] = {REFUSED, REFUSED, DIAG_TEMPLATE_VALUE_IN_TAG},
	};
	bool raw = tag->kind == TAG_RAW;
	enum context_place place = context_place(&strict->context);
	uint8_t takes = raw ? rules[place].takes_raw : rules[place].takes;
	if (raw)
		strict->markup = true;
	if (takes == REFUSED) {
		fault(strict, rules[place].refusal, tag);
		go_on(strict);
		return TAKES_TEXT;
	}
	context_fill(&strict->context);
	context_settle(&strict->context);
	return (enum node_takes)takes;
}

void
strict_section(struct strict *strict, const struct tag *tag)
{
	bool unquoted = context_place(&strict->context) == PLACE_UNQUOTED;
	if (context_settle(&strict->context))
		return;
	fault(strict, unquoted ? DIAG_TEMPLATE_UNQUOTED : DIAG_TEMPLATE_CALL_PLACE, tag);
	strict->lost = true;
}

void
strict_section_end(struct strict *strict, const struct tag *tag, const struct context *before)
{
	strict_section(strict, tag);
	if (!strict->lost && !context_join(&strict->context, before)) {
		fault(strict, DIAG_TEMPLATE_CONTEXT, tag);
		strict->lost = true;
	}
}

bool
strict_call(struct strict *strict, const struct tag *tag)
{
	strict->markup = true;
	enum context_place place = context_place(&strict->context);
	bool text = place == PLACE_TEXT;
	bool plain = place == PLACE_TITLE || place == PLACE_ATTRIBUTE || place == PLACE_FRAGMENT;
	if (place == PLACE_UNQUOTED)
		fault(strict, DIAG_TEMPLATE_UNQUOTED, tag);
	else if (!text && (!plain || tag->kind == TAG_PARENT))
		fault(strict, DIAG_TEMPLATE_CALL_PLACE, tag);
	go_on(strict);
	return !text;
}

void
strict_end(struct strict *strict, size_t start, size_t end)
{
	if (!strict->lost && strict->context.state != STATE_TEXT)
		diag(strict->diags, DIAG_TEMPLATE_OPEN_END, place_of(strict->source, start, end), (str){0},
		     context_name(strict->arena, &strict->context));
	strict->context = (struct context){0};
}
