/* What must hold over the whole archive. */
#include "world.h"

static void
registers(struct world *world)
{
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	entry(world, ENTITY_MUNICIPALITY, "Skara");
	entry(world, ENTITY_MUNICIPALITY, "Hjo");
	person(world, "Hannes Berggren", "Vara");
	person(world, "Anders Wilhelmsson", "Skara");
}

static struct document *
a_meeting(struct world *world)
{
	return minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
}

static void
nothing_to_say(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Hannes Berggren", "Vara");
	attend(world, &document->present, "Anders Wilhelmsson", "");
	attend(world, &document->absent, "Hjo", "");
	refer(world, &document->chairs, "Hannes Berggren");
	refer(world, &document->secretaries, "Anders Wilhelmsson");
	resolve_and_check(world);
	assert_int_equal(world->diags.n, 0);
}

static void
present_and_absent(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Hannes Berggren", "");
	attend(world, &document->present, "Skara", "");
	attend(world, &document->absent, "Vara kommun", ""); /* Hannes counts for it */
	attend(world, &document->absent, "Skara", "");
	attend(world, &document->absent, "Hannes Berggren", "");
	attend(world, &document->absent, "Hjo", "");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_PRESENT_AND_ABSENT), 3);
	assert_int_equal(world->diags.n, 3);
}

/* Marks of one meeting must not colour the next. */
static void
meetings_are_apart(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *first = a_meeting(world);
	attend(world, &first->present, "Vara", "");
	attend(world, &first->absent, "Skara", "");
	attend(world, &first->absent, "Hjo", "");
	struct document *second = minutes(world, "protokoll/b.md", "SIKT", "2019-01-31");
	attend(world, &second->present, "Skara", "");
	attend(world, &second->present, "Hjo", "");
	attend(world, &second->absent, "Vara", "");
	resolve_and_check(world);
	assert_int_equal(world->diags.n, 0);
}

static void
listed_twice(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Hannes Berggren", "");
	attend(world, &document->present, "hannes-berggren", "");
	attend(world, &document->present, "Vara", ""); /* the municipality and its man are no repetition */
	refer(world, &document->chairs, "Hannes Berggren");
	refer(world, &document->secretaries, "Hannes Berggren");
	refer(world, &document->secretaries, "HANNES BERGGREN");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_LISTED_TWICE), 2);
	assert_int_equal(world->diags.n, 2);
}

static void
neither_present_nor_absent(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Hannes Berggren", "");
	attend(world, &document->absent, "Anders Wilhelmsson", "");
	resolve_and_check(world);
	assert_str(first_reported(world, DIAG_ATTENDANCE_INCOMPLETE)->arguments[0], "Hjo");
	document->absent.unknown = true;
	world->diags.n = 0;
	archive_check(world->archive, (struct workers){1, &world->arena}, &world->diags);
	assert_int_equal(world->diags.n, 0);
}

static void
members_only(void **state)
{
	struct world *world = *state;
	registers(world);
	refer(world, &world->archive->entities[ENTITY_NETWORK].items[1]->network.municipalities, "Vara");
	struct document *document = minutes(world, "protokoll/a.md", "SKIS", "2018-12-14");
	attend(world, &document->present, "Anders Wilhelmsson", "Skara");
	attend(world, &document->present, "Skara", "");
	attend(world, &document->absent, "Vara", "");
	/* A joint meeting takes the members of both. */
	struct document *joint = minutes(world, "protokoll/b.md", "SKIS", "2018-12-15");
	refer(world, &joint->networks, "SIKT");
	attend(world, &joint->present, "Skara", "");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_NOT_A_MEMBER), 1);
	assert_str(first_reported(world, DIAG_NOT_A_MEMBER)->arguments[1], "SKIS");
	assert_int_equal(world->diags.n, 1);
}

static void
another_municipality_than_registered(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Hannes Berggren", "Skara kommun");
	resolve_and_check(world);
	const struct diag *other = first_reported(world, DIAG_OTHER_MUNICIPALITY);
	assert_str(other->arguments[1], "Vara");
	assert_str(other->arguments[2], "Skara");
	assert_str(document->present.items[0].counts_for.entity->id, "skara");
}

static void
those_who_led_the_meeting(void **state)
{
	struct world *world = *state;
	registers(world);
	struct entity *sikt = world->archive->entities[ENTITY_NETWORK].items[0];
	vec_push(
	    &world->arena, &sikt->network.chairs,
	    (struct tenure){.who = ref(world, "Anders Wilhelmsson"), .from = a_date("2018"), .to = a_date("2018-12")});
	vec_push(&world->arena, &sikt->network.chairs,
	         (struct tenure){.who = ref(world, "Vara"), .from = a_date("2019")});
	struct document *first = a_meeting(world);
	attend(world, &first->present, "Anders Wilhelmsson", "");
	refer(world, &first->chairs, "Hannes Berggren"); /* not present, and not the chair of that time */
	refer(world, &first->secretaries, "Anders Wilhelmsson");
	refer(world, &first->secretaries, "Hannes Berggren"); /* two, one of them not present */
	struct document *second = minutes(world, "protokoll/b.md", "SIKT", "2019-05-02");
	attend(world, &second->present, "Vara", ""); /* municipalities alone: nobody can tell */
	refer(world, &second->chairs, "Hannes Berggren");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_CHAIR_NOT_PRESENT), 1);
	assert_int_equal(times_reported(world, DIAG_SECRETARY_NOT_PRESENT), 1);
	assert_str(first_reported(world, DIAG_TWO_SECRETARIES)->arguments[0], "Anders Wilhelmsson, Hannes Berggren");
	assert_str(first_reported(world, DIAG_CHAIR_DIFFERS)->arguments[1], "Anders Wilhelmsson");
	assert_int_equal(world->diags.n, 4);
}

static struct planned_meeting *
plan(struct world *world, struct document *document, const char *date, enum planned_kind kind)
{
	struct planned_meeting *planned = vec_add(&world->arena, &document->planned);
	assert_true(dates_parse(str_of(date), &planned->dates));
	planned->kind = kind;
	planned->place = document->date_place;
	return planned;
}

static void
planned_without_minutes(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_ORGANISATION, "Styrgruppen");
	struct document *document = a_meeting(world);
	minutes(world, "protokoll/b.md", "SIKT", "2019-01-31");
	minutes(world, "protokoll/c.md", "SIKT", "2019-03-06~")->date_source = S("gissat");
	minutes(world, "protokoll/d.md", "SKIS", "2019-04-04");
	plan(world, document, "2019-01-31", PLANNED_MEETING); /* held */
	plan(world, document, "2019-03-20", PLANNED_MEETING); /* held at some time of that month */
	plan(world, document, "2019-03", PLANNED_MEETING); /* the same */
	plan(world, document, "2019-01-30/2019-02-02", PLANNED_MEETING); /* held on one of the days */
	plan(world, document, "2019-05-05", PLANNED_CONFERENCE); /* keeps no minutes */
	refer(world, &plan(world, document, "2019-06-06", PLANNED_MEETING)->who, "Styrgruppen");
	plan(world, document, "2026-10-01", PLANNED_MEETING); /* today */
	plan(world, document, "2026-10", PLANNED_MEETING); /* this month */
	plan(world, document, "2019-04-04", PLANNED_MEETING); /* another network's day: missing */
	plan(world, document, "2018-12-14", PLANNED_MEETING); /* these minutes themselves do not count: missing */
	plan(world, document, "2018-12-13", PLANNED_MEETING); /* before the meeting */
	plan(world, world->archive->documents.items[1], "2019-04-04", PLANNED_MEETING); /* said once */
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_PLANNED_WITHOUT_MINUTES), 2);
	assert_str(first_reported(world, DIAG_PLANNED_WITHOUT_MINUTES)->arguments[0], "2019-04-04");
	assert_int_equal(times_reported(world, DIAG_PLANNED_BEFORE_MEETING), 1);
	assert_int_equal(world->diags.n, 3);
}

static void
dates_in_the_wrong_order(void **state)
{
	struct world *world = *state;
	registers(world);
	struct entity *sikt = world->archive->entities[ENTITY_NETWORK].items[0];
	sikt->network.from = a_date("2019");
	sikt->network.to = a_date("2018"); /* backwards; and no day lies in it */
	struct entity *hannes = world->archive->entities[ENTITY_PERSON].items[0];
	vec_push(&world->arena, &hannes->person.roles, (struct tenure){.from = a_date("2019"), .to = a_date("2019")});
	vec_push(&world->arena, &hannes->person.roles,
	         (struct tenure){.from = a_date("2019-02"), .to = a_date("2019-01")});
	struct document *document = a_meeting(world);
	document->reviewed = a_date("2018-12-13");
	vec_push(&world->arena, &document->corrections, (struct correction){.date = a_date("2018-12")});
	vec_push(&world->arena, &document->corrections, (struct correction){.date = a_date("2018-11")});
	vec_push(&world->arena, &document->corrections, (struct correction){.date = a_date("2027")});
	minutes(world, "protokoll/b.md", "SKIS", "2026-10-02");
	minutes(world, "protokoll/c.md", "SKIS", "2026-10-01");
	minutes(world, "protokoll/d.md", "SKIS", "2020-05~");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_PERIOD_BACKWARDS), 2);
	assert_int_equal(times_reported(world, DIAG_NETWORK_NOT_ACTIVE), 1);
	assert_int_equal(times_reported(world, DIAG_BEFORE_MEETING), 2);
	assert_int_equal(times_reported(world, DIAG_DATE_IN_FUTURE), 2);
	assert_int_equal(times_reported(world, DIAG_DATE_WITHOUT_SOURCE), 1);
	assert_int_equal(world->diags.n, 8);
}

static void
addresses_collide(void **state)
{
	struct world *world = *state;
	document(world, DOCUMENT_PAGE, "sidor/beslut.md", "Beslut");
	document(world, DOCUMENT_PAGE, "sidor/om.md", "Om");
	document(world, DOCUMENT_OTHER, "dokument/index.md", "Index");
	minutes(world, "protokoll/a.md", "SIKT", "2018-12-14")->id = S("2018");
	/* Made from front matter, so that no register has reported them. */
	struct document *document = minutes(world, "protokoll/b.md", "SIKT", "2018-12-15");
	attend(world, &document->present, "Habo", "");
	attend(world, &document->present, "Håbo", "");
	/* Of a register, by what their names become and by what is written. */
	entry(world, ENTITY_NETWORK, "Ä-gruppen");
	entry(world, ENTITY_NETWORK, "A-gruppen");
	entry(world, ENTITY_NETWORK, "SIKT");
	/* Of different kinds: different addresses. */
	refer(world, &document->topics, "Habo");
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_RESERVED_ADDRESS), 3);
	assert_int_equal(times_reported(world, DIAG_SAME_ADDRESS), 2);
	assert_str(first_reported(world, DIAG_SAME_ADDRESS)->arguments[0], "/kommuner/habo/");
	assert_int_equal(world->diags.n, 5);
}

static void
attachments_and_earlier_addresses_collide(void **state)
{
	struct world *world = *state;
	struct document *a = minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
	struct document *b = minutes(world, "protokoll/b.md", "SIKT", "2018-12-15");
	static const char *const files[] = {"x.pdf", "x.pdf", "X.pdf", "y.pdf"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		vec_push(&world->arena, &a->attachments,
		         (struct attachment){.kind = ATTACHMENT_FILE, .target = {str_of(files[i]), a->date_place}});
	static const char *const earlier[] = {"/gammal/", "/protokoll/2018-12-14-sikt/", "/sok", "/gammal"};
	for (size_t i = 0; i < sizeof earlier / sizeof *earlier; i++)
		vec_push(&world->arena, &b->earlier, (struct text_at){str_of(earlier[i]), b->date_place});
	resolve_and_check(world);
	assert_int_equal(times_reported(world, DIAG_SAME_ADDRESS), 1);
	assert_int_equal(times_reported(world, DIAG_EARLIER_ADDRESS_TAKEN), 2);
	assert_int_equal(times_reported(world, DIAG_EARLIER_ADDRESS_RESERVED), 1);
	assert_int_equal(world->diags.n, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(nothing_to_say),
	    test(present_and_absent),
	    test(meetings_are_apart),
	    test(listed_twice),
	    test(neither_present_nor_absent),
	    test(members_only),
	    test(another_municipality_than_registered),
	    test(those_who_led_the_meeting),
	    test(planned_without_minutes),
	    test(dates_in_the_wrong_order),
	    test(addresses_collide),
	    test(attachments_and_earlier_addresses_collide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
