/* Finding decisions and assignments: by the words they begin with, or by the shape of the sentence. */
#include "markup/passage.h"

#include "base/text.h"
#include "markup/sentence.h"
#include "markup/token.h"
#include "markup/whom.h"

enum { WORDS_BETWEEN = 6 };

bool
is_decision(const struct passage *passage)
{
	return passage->form == FORM_DECISION || passage->form == FORM_DECIDED;
}

bool
has_word_at(str text, size_t at, str word)
{
	size_t end = at + word.n;
	if (end > text.n || !str_eq(str_slice(text, at, end), word) || (at > 0 && text_is_word(text_before(text, at))))
		return false;
	return end == text.n || !text_is_word(text_next(text, &end));
}

static bool
is_word(str text, const struct token *token, str word)
{
	return token->kind == TOKEN_WORD && str_eq(str_slice(text, token->start, token->end), word);
}

/* The first whole word `word` in [from, to), or SIZE_MAX. */
static size_t
find_word(str text, size_t from, size_t to, str word)
{
	struct token token = {.end = (uint32_t)from};
	while (token_next(text, &token) && token.start < to)
		if (is_word(text, &token, word))
			return token.start;
	return SIZE_MAX;
}

/* ---- "Uppdrag till … att …" ---- */

/* "Uppdrag till nätverken diskuterades …", "… för att": no assignment. */
static bool
names_no_receiver(str text, size_t from, size_t att)
{
	static const char *const verbs[] = {"ges", "gavs", "är", "har", "var", "ska", "kan", "kommer",
	                            "lämnas", "lämnades", "finns", "blir", "ger", "som", NULL};
	static const char *const before_att[] = {"för", "till", "om", "så", "genom", "utan", "efter", "på", NULL};
	struct token token = {.end = (uint32_t)from};
	str last = {0};
	while (token_next(text, &token) && token.start < att) {
		if (token.kind != TOKEN_WORD)
			continue;
		last = str_slice(text, token.start, token.end);
		if (is_one_of(last, verbs) || str_ends(last, S("ades")))
			return true;
	}
	return last.n == 0 || is_one_of(last, before_att);
}

static bool
is_assigned_to(str text, struct passage *passage)
{
	size_t at = passage->start;
	str words = S("Uppdrag till ");
	if (!str_starts(str_slice(text, at, passage->end), words))
		return false;
	size_t att = find_word(text, at + words.n, passage->end, S("att"));
	if (att == SIZE_MAX || names_no_receiver(text, at + words.n, att))
		return false;
	passage->form = FORM_ASSIGNED_TO;
	passage->word = passage->start;
	passage->word_end = passage->text = (uint32_t)(at + S("Uppdrag").n);
	passage->att = (uint32_t)att;
	return true;
}

/* ---- "X får i uppdrag att …" ---- */

static bool
is_no(str word)
{
	static const char *const words[] = {"inte", "aldrig", "ej", "knappast", "ingen", "inget", "Ingen",
	                            "Inget", NULL};
	return is_one_of(word, words);
}

/* The last words before "i uppdrag" with the verb among them. */
struct window {
	struct token words[WORDS_BETWEEN];
	size_t n;
};

static void
push_word(struct window *window, struct token token)
{
	if (window->n == WORDS_BETWEEN) {
		for (size_t i = 1; i < window->n; i++)
			window->words[i - 1] = window->words[i];
		window->n--;
	}
	window->words[window->n++] = token;
}

/* "får", "fick", "har fått" among the words before "i uppdrag"; no "inte" after it and no "som" before it. */
static bool
find_verb(str text, const struct window *window, struct passage *passage)
{
	for (size_t i = window->n; i-- > 0;) {
		str word = str_slice(text, window->words[i].start, window->words[i].end);
		if (is_no(word))
			return false;
		bool perfect = str_eq(word, S("fått"));
		while (perfect && i > 0 && !is_word(text, &window->words[i], S("har")))
			i--;
		word = str_slice(text, window->words[i].start, window->words[i].end);
		static const char *const verbs[] = {"får", "fick", "Får", "Fick", NULL};
		if (!(perfect ? str_eq(word, S("har")) : is_one_of(word, verbs)))
			continue;
		str before = i > 0 ? str_slice(text, window->words[i - 1].start, window->words[i - 1].end) : (str){0};
		passage->verb = window->words[i].start;
		passage->verb_end = window->words[i].end;
		return !str_eq(before, S("som")) && !is_no(before);
	}
	return false;
}

/* "Om Hannes får i uppdrag att …", "… berättade att han har fått i uppdrag att …": told of, not given. */
static bool
is_only_told(str text, const struct passage *passage, uint32_t uppdrag)
{
	static const char *const conditions[] = {"Om", "När", "Ifall", "Innan", "Sedan", "Eftersom", "Medan", NULL};
	struct token first = {.end = passage->start};
	if (!token_next(text, &first))
		return true;
	bool inverted = passage->verb_end + S(" i ").n < uppdrag; /* "… får Hannes i uppdrag" */
	if (!inverted && is_one_of(str_slice(text, first.start, first.end), conditions))
		return true;
	static const char *const pronouns[] = {"han", "hon", "de", "den", "hen", "vi", "man", "jag", NULL};
	size_t att = find_word(text, passage->start, passage->verb, S("att"));
	struct token token = {.end = (uint32_t)(att == SIZE_MAX ? 0 : att + S("att").n)};
	if (att == SIZE_MAX || !token_next(text, &token) || !token_next(text, &token))
		return false;
	return is_one_of(str_slice(text, token.start, token.end), pronouns);
}

/* "i uppdrag", also over a line break. */
static bool
holds_in_charge(str sentence)
{
	for (size_t at; (at = str_find(sentence, S("uppdrag"))) != SIZE_MAX; sentence = str_from(sentence, at + 1))
		if (at >= 2 && (sentence.p[at - 2] == 'i' || sentence.p[at - 2] == 'I'))
			return true;
	return false;
}

static bool
is_shape(str text, struct passage *passage)
{
	str sentence = str_slice(text, passage->start, passage->end);
	if (!holds_in_charge(sentence) || str_ends(sentence, S("?")))
		return false;
	struct window window = {0};
	struct token token = {.end = passage->start};
	while (token_next(text, &token) && token.end <= passage->end) {
		if (token.kind == TOKEN_SIGN && text.p[token.start] == ';')
			window.n = 0;
		if (token.kind != TOKEN_WORD)
			continue;
		bool uppdrag = window.n && is_word(text, &token, S("uppdrag")) &&
		               is_word(text, &window.words[window.n - 1], S("i"));
		if (uppdrag) {
			size_t att = find_word(text, token.end, passage->end, S("att"));
			window.n--;
			if (att == SIZE_MAX || !find_verb(text, &window, passage) || is_only_told(text, passage, token.start))
				return false;
			passage->form = FORM_IS_ASSIGNED;
			passage->word = token.start - (uint32_t)S("i ").n;
			passage->word_end = token.end;
			passage->text = passage->start;
			passage->att = (uint32_t)att;
			return true;
		}
		push_word(&window, token);
	}
	return false;
}

/* ---- all forms ---- */

static bool
begins_with(str text, struct passage *passage, str words, enum passage_form form)
{
	size_t end = passage->start + words.n, after = end;
	if (!str_starts(str_slice(text, passage->start, passage->end), words) ||
	    (!str_ends(words, S(":")) && end < text.n && text_is_word(text_next(text, &after))))
		return false;
	if (!str_ends(words, S(":")) && end < passage->end && (text.p[end] == ':' || text.p[end] == ','))
		end++; /* "Beslutades: …", "Beslutades, efter omröstning, …" */
	passage->form = form;
	passage->word = passage->start;
	passage->word_end = passage->text = (uint32_t)end;
	return true;
}

static bool
is_plain(const struct flow *flow, size_t at)
{
	size_t leaf = flow_leaf(flow, at);
	return leaf != SIZE_MAX && !(flow->leaves.items[leaf].flags & (LEAF_CODE | LEAF_HTML | LEAF_IMAGE)) &&
	       !flow_is_taken(flow, at, at + 1);
}

/* Whether the sentence is a decision or an assignment. */
static bool
is_passage(struct flow *flow, struct passage *passage)
{
	str text = flow->text;
	char first = text.p[passage->start];
	if ((first == 'B' || first == 'U') && is_plain(flow, passage->start) &&
	    (begins_with(text, passage, S("Beslut:"), FORM_DECISION) ||
	     begins_with(text, passage, S("Beslutades"), FORM_DECIDED) ||
	     begins_with(text, passage, S("Beslut är taget"), FORM_DECIDED) ||
	     begins_with(text, passage, S("Uppdrag:"), FORM_ASSIGNMENT) || is_assigned_to(text, passage)))
		return true;
	return is_shape(text, passage);
}

/* Where a sentence ends, or a line begins with a word that tells before it does. */
static uint32_t
end_of_unit(const struct flow *flow, uint32_t start, uint32_t end)
{
	for (size_t i = flow_leaf(flow, start); i < flow->leaves.n && flow->leaves.items[i].end < end; i++) {
		const struct leaf *leaf = &flow->leaves.items[i];
		if (!(leaf->flags & LEAF_BREAK))
			continue;
		str rest = str_from(flow->text, leaf->end);
		if (str_starts(rest, S("Beslut:")) || str_starts(rest, S("Uppdrag:")))
			return leaf->start;
	}
	return end;
}

/* The paragraph or item that a flow begins; NULL for a cell. */
static struct node *
block_of(const struct flow *flow)
{
	struct node *node = flow->block;
	if (node->kind != NODE_PARAGRAPH)
		return NULL;
	return node->parent->kind == NODE_ITEM && node->parent->first == node ? node->parent : node;
}

/* The list behind a paragraph that ends in a colon. */
static struct node *
list_of(const struct flow *flow)
{
	struct node *next = flow->block->next;
	bool colon = str_ends(str_trim(flow->text), S(":"));
	return colon && flow->block->kind == NODE_PARAGRAPH && next && next->kind == NODE_LIST ? next : NULL;
}

static bool
says_nothing(const struct flow *flow, const struct passage *passage)
{
	uint32_t end = passage->block ? (uint32_t)flow->text.n : passage->end;
	bool item = passage->block && passage->block->kind == NODE_ITEM && flow->block->next;
	return !item && !passage->list && str_trim(str_slice(flow->text, passage->text, end)).n == 0;
}

static void
mark_block(struct passage *passage)
{
	passage->block->notice = passage->number;
	passage->block->decision = is_decision(passage);
	if (passage->block->kind == NODE_PARAGRAPH)
		(passage->list ? passage->list : passage->block)->ends_notice = true;
}

static void
add_passage(struct minutes *minutes, struct flow *flow, struct passage passage, bool begins_block)
{
	struct work *work = minutes->work;
	passage.flow = flow;
	passage.block = begins_block ? block_of(flow) : NULL;
	bool last = str_trim(str_from(flow->text, passage.end)).n == 0;
	passage.list = begins_block || last ? list_of(flow) : NULL;
	if (says_nothing(flow, &passage)) {
		diag(work->diags, DIAG_NOTICE_EMPTY, passage_place(minutes, &passage), (str){0},
		     message_word(work->diags, str_slice(flow->text, passage.word, passage.word_end)));
		return;
	}
	passage.number = 1;
	for (size_t i = minutes->passages.n; i-- > 0;)
		if (is_decision(&minutes->passages.items[i]) == is_decision(&passage)) {
			passage.number = minutes->passages.items[i].number + 1;
			break;
		}
	if (passage.block)
		mark_block(&passage);
	vec_push(work->scratch, &minutes->passages, passage);
}

void
passages_find(struct minutes *minutes, struct flow *flow)
{
	struct notes *notes = &minutes->notes[flow->index];
	notes->first = notes->after = minutes->passages.n;
	/* Most paragraphs hold neither word, and finding sentences costs more than looking. */
	if (!str_contains(flow->text, S("Beslut")) && !str_contains(flow->text, S("ppdrag")))
		return;
	const struct sentences *sentences = flow_sentences(minutes->work->scratch, flow);
	for (size_t i = 0; i < sentences->n; i++) {
		uint32_t start = sentences->items[i].start;
		while (start < sentences->items[i].end) {
			struct passage passage = {.start = start};
			passage.end = end_of_unit(flow, start, sentences->items[i].end);
			if (is_passage(flow, &passage))
				add_passage(minutes, flow, passage, i == 0 && start == sentences->items[0].start);
			start = passage.end;
			while (start < sentences->items[i].end && (flow->text.p[start] == ' ' || flow->text.p[start] == '\n'))
				start++;
		}
	}
	notes->after = minutes->passages.n;
}
