/* What closings and supersedings cite, checked when all minutes are done. */
#include "base/buffer.h"
#include "markup/conventions.h"

/* The decisions of all minutes in one row. */
struct decisions {
	const struct body *const *bodies;
	size_t n;
	size_t *first; /* by document: number of decisions before it */
	struct diag_list *diags;
};

/* Where the search for circles stands in a decision. */
enum state { NEW, OPEN, DONE };

struct step {
	size_t document, decision, next; /* next: of what it supersedes */
};

static const struct body *
cited_body(const struct decisions *all, const struct citation *citation)
{
	const struct document *document = citation->document;
	return document && document->index < all->n ? all->bodies[document->index] : NULL;
}

static bool
is_there(const struct decisions *all, const struct citation *citation)
{
	const struct body *body = cited_body(all, citation);
	size_t count = !body ? 0 : citation->letter == 'B' ? body->decisions.n : body->assignments.n;
	return citation->number >= 1 && citation->number <= count;
}

static void
check_citation(const struct decisions *all, const struct citation *citation)
{
	if (!cited_body(all, citation) || citation->document->withdrawn || is_there(all, citation))
		return;
	struct arena *arena = all->diags->arena;
	diag(all->diags, citation->letter == 'B' ? DIAG_CITED_DECISION_UNKNOWN : DIAG_CITED_ASSIGNMENT_UNKNOWN,
	     citation->place, (str){0}, str_format(arena, "%c%u", citation->letter, citation->number),
	     str_copy(arena, citation->id));
}

static size_t
index_of(const struct decisions *all, size_t document, size_t decision)
{
	return all->first[document] + decision;
}

/* Goes along what the decision supersedes, and what that supersedes; a decision that is met while it is still open is in a
   circle. */
static void
follow(const struct decisions *all, unsigned char *states, struct step *steps, struct step start)
{
	size_t depth = 0;
	steps[depth++] = start;
	states[index_of(all, start.document, start.decision)] = OPEN;
	while (depth) {
		struct step *step = &steps[depth - 1];
		const struct decision *decision = &all->bodies[step->document]->decisions.items[step->decision];
		if (step->next == decision->supersedes.n) {
			states[index_of(all, step->document, step->decision)] = DONE;
			depth--;
			continue;
		}
		const struct citation *citation = &decision->supersedes.items[step->next++];
		if (!is_there(all, citation))
			continue;
		struct step next = {citation->document->index, citation->number - 1, 0};
		size_t at = index_of(all, next.document, next.decision);
		if (states[at] == OPEN) {
			diag(all->diags, DIAG_SUPERSEDED_IN_CIRCLE, citation->place, (str){0});
		} else if (states[at] == NEW) {
			states[at] = OPEN;
			steps[depth++] = next;
		}
	}
}

static void
check_circles(const struct decisions *all, struct arena *scratch, size_t total)
{
	unsigned char *states = arena_array(scratch, unsigned char, total + 1);
	struct step *steps = arena_array(scratch, struct step, total + 1);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; all->bodies[i] && k < all->bodies[i]->decisions.n; k++)
			if (states[index_of(all, i, k)] == NEW)
				follow(all, states, steps, (struct step){i, k, 0});
}

void
conventions_check(const struct body *const *bodies, size_t n, struct diag_list *diags)
{
	struct arena scratch = {0};
	struct decisions all = {bodies, n, arena_array(&scratch, size_t, n + 1), diags};
	size_t total = 0;
	for (size_t i = 0; i < n; i++) {
		all.first[i] = total;
		if (!bodies[i])
			continue;
		total += bodies[i]->decisions.n;
		for (size_t k = 0; k < bodies[i]->closings.n; k++)
			check_citation(&all, &bodies[i]->closings.items[k].citation);
		for (size_t k = 0; k < bodies[i]->decisions.n; k++)
			for (size_t j = 0; j < bodies[i]->decisions.items[k].supersedes.n; j++)
				check_citation(&all, &bodies[i]->decisions.items[k].supersedes.items[j]);
	}
	check_circles(&all, &scratch, total);
	arena_free(&scratch);
}
