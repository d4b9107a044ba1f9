/* The front matter of a new file of minutes, with comments that tell the secretary what to look at. */
#include "commands/draft.h"

#include "base/buffer.h"
#include "base/escape.h"

bool
draft_is_of(const struct draft *draft, const struct document *document)
{
	for (size_t i = 0; i < draft->bodies.n; i++)
		if (document_is_of(document, draft->bodies.items[i]))
			return true;
	return false;
}

str
draft_reference(const struct draft *draft, const struct entity *entity)
{
	bool enough = str_find_char(entity->name, ',') == SIZE_MAX &&
	              archive_find(draft->archive, ENTITY_KINDS, entity->name) == entity;
	return enough ? entity->name : entity->id;
}

/* ---- what there is to begin from ---- */

static bool
is_for(const struct draft *draft, const struct plan *plan)
{
	const struct references *who = &plan->meeting->who;
	for (size_t i = 0; i < draft->bodies.n; i++)
		if (references_have(who, draft->bodies.items[i]))
			return true;
	return who->n == 0 && draft_is_of(draft, plan->document);
}

static bool
is_on_the_day(const struct draft *draft, struct dates dates)
{
	if (!date_is_day(dates.first))
		return false;
	long day = date_days(draft->date), last = date_days(dates.last.year ? dates.last : dates.first);
	return date_days(dates.first) <= day && day <= last;
}

void
draft_look(struct draft *draft)
{
	const struct documents *documents = &draft->archive->documents;
	for (size_t i = 0; i < documents->n; i++) {
		const struct document *document = documents->items[i];
		if (document->kind == DOCUMENT_MINUTES && document->date.year && !document->withdrawn &&
		    date_days(document->date) < date_days(draft->date) && draft_is_of(draft, document))
			draft->last = document; /* minutes stand in the order of their dates */
	}
	for (size_t i = 0; i < draft->index->plans.n; i++) {
		const struct plan *plan = &draft->index->plans.items[i];
		if (!plan->replaced && !plan->moved_to && is_on_the_day(draft, plan->meeting->dates) &&
		    is_for(draft, plan))
			draft->plan = plan;
	}
}

static bool
is_planned(const struct draft *draft, const struct entity *topic)
{
	return draft->plan && references_have(&draft->plan->meeting->topics, topic);
}

/* Whether it waited in minutes of one of the networks before the day. */
static bool
waits(const struct draft *draft, const struct waiting *waiting)
{
	for (size_t i = 0; i < waiting->minutes.n; i++) {
		const struct document *minutes = waiting->minutes.items[i];
		if (draft_is_of(draft, minutes) && minutes->date.year &&
		    date_days(minutes->date) < date_days(draft->date))
			return !waiting->taken_up && !is_planned(draft, waiting->topic);
	}
	return false;
}

struct strs
draft_waiting(const struct draft *draft)
{
	struct strs topics = {0};
	for (size_t i = 0; i < draft->index->backlog.n; i++) {
		const struct waiting *waiting = &draft->index->backlog.items[i];
		if (waits(draft, waiting))
			vec_push(draft->arena, &topics, draft_reference(draft, waiting->topic));
	}
	return topics;
}

/* ---- writing ---- */

static void
add_comment(struct buffer *out, str text)
{
	buffer_lit(out, "# ");
	escape_yaml_comment(out, text);
	buffer_add_char(out, '\n');
}

static void
add_value(struct buffer *out, const char *key, str value)
{
	if (value.n == 0)
		return;
	buffer_add_format(out, "%s: ", key);
	escape_yaml(out, value, false);
	buffer_add_char(out, '\n');
}

/* [a, b] */
static void
add_row(struct buffer *out, const char *key, const struct strs *values)
{
	buffer_add_format(out, "%s: [", key);
	for (size_t i = 0; i < values->n; i++) {
		buffer_add(out, i ? S(", ") : S(""));
		escape_yaml(out, values->items[i], true);
	}
	buffer_lit(out, "]\n");
}

static void
add_one_or_row(struct buffer *out, const char *key, const struct strs *values)
{
	if (values->n == 1)
		add_value(out, key, values->items[0]);
	else if (values->n)
		add_row(out, key, values);
}

static void
add_column(struct buffer *out, const char *key, const struct strs *values)
{
	buffer_add_format(out, "%s:\n", key);
	for (size_t i = 0; i < values->n; i++) {
		buffer_lit(out, "  - ");
		escape_yaml(out, values->items[i], false);
		buffer_add_char(out, '\n');
	}
}

static str
referred(const struct draft *draft, const struct reference *reference)
{
	return reference->entity ? draft_reference(draft, reference->entity) : reference->text;
}

static void
add_references(const struct draft *draft, struct buffer *out, const char *key, const struct references *references)
{
	struct strs values = {0};
	for (size_t i = 0; i < references->n; i++)
		vec_push(draft->arena, &values, referred(draft, &references->items[i]));
	if (values.n)
		add_row(out, key, &values);
}

static void
add_time(const struct draft *draft, struct buffer *out)
{
	str planned = draft->plan ? times_text(draft->arena, draft->plan->meeting->times) : (str){0};
	str before = draft->last ? times_text(draft->arena, draft->last->times) : (str){0};
	if (planned.n) {
		buffer_add_format(out, "tid: %.*s\n", STR(planned));
	} else if (before.n) {
		add_comment(out, S("Så var det förra gången. Stämmer det nu också tar du bort tecknet # på raden."));
		buffer_add_format(out, "# tid: %.*s\n", STR(before));
	}
}

static void
add_meeting(const struct draft *draft, struct buffer *out)
{
	add_time(draft, out);
	const struct planned_meeting *meeting = draft->plan ? draft->plan->meeting : NULL;
	if (!meeting) {
		add_comment(out, S("Skriv plats och kommun när de är bestämda, och ta bort tecknen #."));
		buffer_lit(out, "# plats:\n# kommun:\n");
		return;
	}
	add_value(out, "plats", meeting->venue);
	if (meeting->municipality.text.n)
		add_value(out, "kommun", referred(draft, &meeting->municipality));
	add_references(draft, out, "ämnen", &meeting->topics);
	if (meeting->topics.n == 0 && meeting->text.n)
		add_comment(out, str_join(draft->arena, S("Ur planeringen: "), meeting->text));
}

static str
listed(struct arena *arena, const struct strs *words)
{
	struct buffer text = {.arena = arena};
	for (size_t i = 0; i < words->n; i++) {
		buffer_add(&text, i == 0 ? S("") : i + 1 == words->n ? S(" och ") : S(", "));
		buffer_add(&text, words->items[i]);
	}
	return buffer_str(&text);
}

static void
add_chairs(const struct draft *draft, struct buffer *out)
{
	struct chairs chairs = {0};
	draft_chairs(draft, &chairs);
	if (chairs.municipalities.n)
		add_comment(out, str_format(draft->arena, "Ordförandeskapet har enligt registret %.*s.",
		                            STR(listed(draft->arena, &chairs.municipalities))));
	if (chairs.people.n && chairs.suggested)
		add_comment(out, S("Ordförande förra gången. Byt om någon annan leder mötet."));
	if (chairs.people.n == 0)
		buffer_lit(out, "# Skriv vem som leder mötet, och ta bort tecknet #.\n# ordförande:\n");
	add_one_or_row(out, "ordförande", &chairs.people);
}

/* One alone: two secretaries are a warning. */
static void
add_secretary(const struct draft *draft, struct buffer *out)
{
	const struct references *before = draft->last ? &draft->last->secretaries : NULL;
	if (!before || before->n == 0) {
		buffer_lit(out, "# Skriv vem som antecknar, och ta bort tecknet #.\n# sekreterare:\n");
		return;
	}
	add_comment(out, S("Sekreterare förra gången, som förslag. Byt när ni har utsett någon."));
	add_value(out, "sekreterare", referred(draft, &before->items[0]));
}

static void
add_attendance(const struct draft *draft, struct buffer *out)
{
	struct strs others, present = draft_present(draft, &others);
	if (others.n)
		add_comment(out, str_format(draft->arena, "Med i nätverket är enligt registret också %.*s.",
		                            STR(listed(draft->arena, &others))));
	if (present.n) {
		add_comment(out,
		            S("Stryk dem som inte var där. Skriv dem i stället under frånvarande, en på varje rad som "
		              "här, och ta bort []."));
		add_column(out, "närvarande", &present);
	} else {
		buffer_lit(out,
		           "# Skriv vilka som är där, en på varje rad: \"  - Namn, Kommun\" eller \"  - Kommun\".\n"
		           "närvarande: okänt\n");
	}
	buffer_lit(out, "frånvarande: []\n");
}

static void
add_waiting(const struct draft *draft, struct buffer *out)
{
	struct strs waiting = draft_waiting(draft);
	if (waiting.n == 0)
		return;
	add_comment(out, S("Ämnen som väntar sedan tidigare. Stryk dem som ni tar upp."));
	add_column(out, "oplanerat", &waiting);
}

void
draft_write(const struct draft *draft, struct buffer *out)
{
	struct buffer body = {.arena = draft->arena};
	unsigned follow_up;
	draft_body(draft, &body, &follow_up);
	buffer_lit(out, "---\n");
	add_one_or_row(out, "nätverk", &draft->networks);
	buffer_add_format(out, "datum: %.*s\n", STR(date_iso(draft->arena, draft->date)));
	add_meeting(draft, out);
	add_chairs(draft, out);
	add_secretary(draft, out);
	add_attendance(draft, out);
	add_waiting(draft, out);
	if (follow_up)
		buffer_add_format(out,
		                  "# Punkt %u räknar upp uppdragen som inte är avslutade. Byt ordet Kvarstår mot Klart "
		                  "framför dem som är "
		                  "klara.\n",
		                  follow_up);
	add_comment(out, S("Ett utkast visas inte på webbplatsen. Ta bort raden när protokollet är klart."));
	buffer_lit(out, "status: utkast\n---\n");
	buffer_add(out, buffer_str(&body));
}
