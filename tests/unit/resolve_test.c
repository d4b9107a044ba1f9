/* References, names that two claim, ids, orders. */
#include "world.h"

/* SIKT, Vara, Skara, Gullspång and Borås in registers. */
static void
registers(struct world *world)
{
	entry(world, ENTITY_NETWORK, "SIKT");
	entry(world, ENTITY_MUNICIPALITY, "Vara");
	entry(world, ENTITY_MUNICIPALITY, "Skara");
	entry(world, ENTITY_MUNICIPALITY, "Gullspång");
	entry(world, ENTITY_MUNICIPALITY, "Borås");
}

static struct document *
a_meeting(struct world *world)
{
	return minutes(world, "protokoll/a.md", "SIKT", "2018-12-14");
}

static const struct entity *
attends(const struct attendees *list, size_t i)
{
	return list->items[i].who.entity;
}

static void
by_id_name_and_alias(void **state)
{
	struct world *world = *state;
	registers(world);
	struct entity *topic = entry(world, ENTITY_TOPIC, "Mediapoolen");
	alias(world, topic, "Media Poolen");
	struct document *document = a_meeting(world);
	static const char *const forms[] = {"Mediapoolen", "mediapoolen", "MEDIAPOOLEN", "media  poolen",
	                                    " Media Poolen"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		refer(world, &document->topics, forms[i]);
	resolve(world);
	for (size_t i = 0; i < document->topics.n; i++)
		assert_ptr_equal(document->topics.items[i].entity, topic);
	assert_int_equal(world->diags.n, 0);
	assert_ptr_equal(archive_find(world->archive, ENTITY_TOPIC, S("Media poolen")), topic);
	assert_ptr_equal(archive_find(world->archive, ENTITY_KINDS, S("mediapoolen")), topic);
	assert_null(archive_find(world->archive, ENTITY_PERSON, S("mediapoolen")));
}

static void
forms_of_a_municipality(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	static const char *const forms[] = {"Vara kommun", "Skara Kommun", "Gullspångs kommun", "Borås kommun", "Vara"};
	static const char *const ids[] = {"vara", "skara", "gullspang", "boras", "vara"};
	for (size_t i = 0; i < 5; i++)
		attend(world, &document->present, forms[i], "");
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	for (size_t i = 0; i < 5; i++)
		assert_str(attends(&document->present, i)->id, ids[i]);
}

static void
unknown_names_are_reported_with_the_nearest(void **state)
{
	struct world *world = *state;
	registers(world);
	person(world, "Hannes Berggren", "Vara");
	entry(world, ENTITY_TOPIC, "Mediapoolen");
	entry(world, ENTITY_ORGANISATION, "Kommunalförbundet");
	struct document *document = a_meeting(world);
	document->municipality = ref(world, "Skaraa");
	refer(world, &document->networks, "SIKTT");
	refer(world, &document->topics, "Mediepoolen");
	refer(world, &document->chairs, "Hannes Bergren");
	attend(world, &document->present, "Gulspång", "");
	attend(world, &document->present, "Hannes", "");
	attend(world, &document->absent, "Kommunalförbund", "");
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_MUNICIPALITY), 2);
	assert_str(first_reported(world, DIAG_UNKNOWN_MUNICIPALITY)->nearest, "Skara");
	assert_str(first_reported(world, DIAG_UNKNOWN_NETWORK)->nearest, "SIKT");
	assert_str(first_reported(world, DIAG_UNKNOWN_TOPIC)->nearest, "Mediapoolen");
	assert_str(first_reported(world, DIAG_UNKNOWN_BODY)->nearest, "Kommunalförbundet");
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_PERSON), 2);
	for (size_t i = 0; i < world->diags.n; i++)
		if (world->diags.items[i].code == DIAG_UNKNOWN_PERSON)
			assert_str(world->diags.items[i].nearest, "Hannes Berggren");
}

/* Unknown people and topics are warned of in every place and made all the same. */
static void
unknown_people_are_made(void **state)
{
	struct world *world = *state;
	registers(world);
	person(world, "Hannes Berggren", "Vara");
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Kristina Rudolfsson", "Vara kommun");
	refer(world, &document->chairs, "Kristina Rudolfsson");
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_PERSON), 2);
	const struct entity *kristina = attends(&document->present, 0);
	assert_true(kristina->derived);
	assert_str(kristina->id, "kristina-rudolfsson");
	assert_ptr_equal(document->chairs.items[0].entity, kristina);
	assert_str(kristina->person.municipality.entity->id, "vara");
	assert_str(kristina->person.short_name, "Kristina");
}

static void
without_registers_everything_is_made(void **state)
{
	struct world *world = *state;
	struct document *document = a_meeting(world);
	document->municipality = ref(world, "Vara kommun");
	attend(world, &document->present, "Ulf Andersson", "Gullspångs kommun");
	attend(world, &document->present, "Per Ek", "Borås kommun");
	attend(world, &document->absent, "Vara", "");
	attend(world, &document->absent, "Gullspång", "");
	refer(world, &document->topics, "AI");
	struct planned_meeting *planned = vec_add(&world->arena, &document->planned);
	refer(world, &planned->who, "Styrgruppen");
	refer(world, &planned->taking_part, "någon från Skolverket");
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	assert_int_equal(world->archive->entities[ENTITY_MUNICIPALITY].n, 3);
	assert_str(attends(&document->absent, 1)->id, "gullspang");
	assert_ptr_equal(document->present.items[0].counts_for.entity, attends(&document->absent, 1));
	assert_str(document->present.items[1].counts_for.entity->name, "Borås");
	assert_int_equal(planned->who.items[0].entity->kind, ENTITY_ORGANISATION);
	assert_null(planned->taking_part.items[0].entity);
	assert_str(document->id, "2018-12-14-sikt");
}

static void
wrong_kinds_are_told(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *document = a_meeting(world);
	refer(world, &document->networks, "Vara");
	refer(world, &document->topics, "SIKT");
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_WRONG_KIND), 2);
	assert_int_equal(world->diags.n, 2);
	assert_str(first_reported(world, DIAG_WRONG_KIND)->arguments[1], "register/kommuner.yaml");
	assert_str(first_reported(world, DIAG_WRONG_KIND)->arguments[2], "register/natverk.yaml");
}

static void
two_namesakes(struct world *world)
{
	registers(world);
	person(world, "Anna Ek", "Vara")->id = S("anna-vara");
	person(world, "Anna Ek", "Skara")->id = S("anna-skara");
}

static void
namesakes_are_told_apart_by_municipality(void **state)
{
	struct world *world = *state;
	two_namesakes(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Anna Ek", "Skara kommun");
	refer(world, &document->chairs, "Anna Ek, Vara");
	refer(world, &document->secretaries, "Anna Ek");
	resolve(world);
	assert_int_equal(world->diags.n, 0);
	assert_str(attends(&document->present, 0)->id, "anna-skara");
	assert_str(document->chairs.items[0].entity->id, "anna-vara");
	/* She of Skara is the one who was at the meeting. */
	assert_str(document->secretaries.items[0].entity->id, "anna-skara");
}

static void
namesakes_are_never_guessed(void **state)
{
	struct world *world = *state;
	two_namesakes(world);
	struct document *document = a_meeting(world);
	attend(world, &document->present, "Anna Ek", "");
	attend(world, &document->present, "Anna Ek", "Borås");
	attend(world, &document->absent, "anna-vara", "");
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_AMBIGUOUS_REFERENCE), 2);
	assert_str(first_reported(world, DIAG_AMBIGUOUS_REFERENCE)->arguments[1], "anna-vara, anna-skara");
	assert_null(attends(&document->present, 0));
	assert_str(attends(&document->absent, 0)->id, "anna-vara");
}

static void
namesakes_need_ids(void **state)
{
	struct world *world = *state;
	person(world, "Anna Ek", "")->id = S("anna-1");
	person(world, "Anna Ek", "");
	person(world, "Bo Ek", "");
	person(world, "Bo Ek", "");
	refer(world, &a_meeting(world)->chairs, "Bo Ek");
	resolve(world);
	/* Each pair once, and who of them is meant is not asked until they have ids. */
	assert_int_equal(times_reported(world, DIAG_NAMESAKES_NEED_ID), 2);
	assert_int_equal(world->diags.n, 2);
}

static void
a_name_belongs_to_one(void **state)
{
	struct world *world = *state;
	alias(world, entry(world, ENTITY_TOPIC, "Mediapoolen"), "mediapoolen");
	entry(world, ENTITY_ORGANISATION, "MEDIAPOOLEN");
	alias(world, entry(world, ENTITY_TOPIC, "AI"), "artificiell intelligens");
	alias(world, person(world, "Anna Ek", ""), "ai");
	entry(world, ENTITY_MUNICIPALITY, "Habo");
	entry(world, ENTITY_MUNICIPALITY, "Håbo");
	resolve(world);
	/* Each pair once, though the ids of the first pair are alike as well; Habo and Håbo share an address, no name. */
	assert_int_equal(times_reported(world, DIAG_NAME_TAKEN), 2);
	const struct diag *first = first_reported(world, DIAG_NAME_TAKEN);
	assert_str(first->arguments[2], "register.yaml:1");
}

static void
names_with_commas_were_meant_as_a_list(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_TOPIC, "AI");
	entry(world, ENTITY_TOPIC, "GDPR");
	struct document *document = a_meeting(world);
	refer(world, &document->topics, "AI, gdpr");
	refer(world, &document->topics, "AI, okänt");
	resolve(world);
	assert_int_equal(world->diags.n, 2);
	assert_str(world->diags.items[0].nearest, "[AI, gdpr]");
	assert_int_equal(world->diags.items[1].nearest.n, 0);
}

static void
what_could_not_be_read_is_not_unknown_as_well(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_TOPIC, "AI");
	struct unread unread = {S("register/amnen.yaml"), S("- nam: Mediapoolen")};
	struct unread minutes = {S("protokoll/2018-12-07-skis.md"), S("---\ntitel: [Nätverksmötet\n---\n")};
	vec_push(&world->arena, &world->archive->unread, unread);
	vec_push(&world->arena, &world->archive->unread, minutes);
	struct document *document = a_meeting(world);
	refer(world, &document->topics, "Mediapoolen");
	refer(world, &document->topics, "Licenser");
	static const char *const titles[] = {"Nätverksmötet", "2018-12-07-skis", "protokoll/2018-12-07-skis.md", "Planen"};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		vec_push(&world->arena, &document->attachments,
		         (struct attachment){.kind = ATTACHMENT_DOCUMENT, .target = {.text = str_of(titles[i])}});
	resolve(world);
	assert_str(first_reported(world, DIAG_UNKNOWN_TOPIC)->arguments[0], "Licenser");
	assert_str(first_reported(world, DIAG_UNKNOWN_DOCUMENT)->arguments[0], "Planen");
	assert_int_equal(world->diags.n, 2);
}

static void
circles_are_reported_once(void **state)
{
	struct world *world = *state;
	entry(world, ENTITY_TOPIC, "A")->topic.parent = ref(world, "B");
	entry(world, ENTITY_TOPIC, "B")->topic.parent = ref(world, "C");
	entry(world, ENTITY_TOPIC, "C")->topic.parent = ref(world, "B");
	entry(world, ENTITY_TOPIC, "D")->topic.parent = ref(world, "D");
	entry(world, ENTITY_TOPIC, "E")->topic.parent = ref(world, "F");
	entry(world, ENTITY_TOPIC, "F");
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_PARENT_CIRCLE), 2);
	assert_str(first_reported(world, DIAG_PARENT_CIRCLE)->arguments[0], "B → C → B");
}

static void
related_topics_and_bodies(void **state)
{
	struct world *world = *state;
	registers(world);
	entry(world, ENTITY_TOPIC, "Digital kompetens")->topic.parent = ref(world, "Kompetenz");
	entry(world, ENTITY_ORGANISATION, "Arbetsgruppen")->organisation.parent = ref(world, "SIKT");
	struct entity *hannes = person(world, "Hannes Berggren", "");
	vec_push(&world->arena, &hannes->person.roles,
	         (struct tenure){.body = ref(world, "SIKT"), .role = S("ledamot")});
	vec_push(&world->arena, &hannes->person.roles, (struct tenure){.body = ref(world, "Okända gruppen")});
	resolve(world);
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_RELATED_TOPIC), 1);
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_BODY), 1);
	assert_int_equal(world->diags.n, 2);
}

static void
ids_of_minutes(void **state)
{
	struct world *world = *state;
	registers(world);
	struct document *month = minutes(world, "protokoll/1.md", "sikt", "2019-09~");
	struct document *joint = minutes(world, "protokoll/2.md", "SKIS", "2018-12-14");
	refer(world, &joint->networks, "SIKT");
	entry(world, ENTITY_NETWORK, "SKIS");
	struct document *undated = minutes(world, "protokoll/Gammalt möte.md", "SIKT", "");
	struct document *own = minutes(world, "protokoll/4.md", "SIKT", "2018-12-14");
	own->id = S("extra");
	resolve(world);
	assert_str(month->id, "2019-09-sikt");
	assert_str(joint->id, "2018-12-14-skis-sikt");
	assert_str(undated->id, "gammalt-mote");
	assert_str(own->id, "extra");
	assert_int_equal(world->diags.n, 0);
}

static void
two_meetings_on_one_day(void **state)
{
	struct world *world = *state;
	minutes(world, "protokoll/1.md", "SIKT", "2018-12-14");
	minutes(world, "protokoll/2.md", "SIKT", "2018-12-14");
	document(world, DOCUMENT_OTHER, "dokument/plan.md", "Plan");
	document(world, DOCUMENT_OTHER, "dokument/gamla/Plan.md", "Gammal plan");
	document(world, DOCUMENT_PAGE, "sidor/plan.md", "Sida");
	resolve_and_check(world);
	const struct diag *same_day = first_reported(world, DIAG_SAME_DAY);
	assert_str(same_day->place.source->path, "protokoll/2.md");
	assert_str(same_day->arguments[0], "2018-12-14-sikt");
	assert_str(same_day->arguments[1], "protokoll/1.md:1");
	assert_int_equal(times_reported(world, DIAG_SAME_ID), 1);
	assert_int_equal(world->diags.n, 2);
}

static void
swedish_order(void **state)
{
	struct world *world = *state;
	static const char *const names[] = {"Åke Ödman", "Sara von Seth", "Zara Ek", "Per-Anders Johansson Ögren",
	                                    "Bo Ek",     "Eva Ärlig",     "Eva Vik"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		person(world, names[i], "");
	world->archive->entities[ENTITY_PERSON].items[1]->person.sort_as = S("von Seth");
	resolve(world);
	static const char *const sorted[] = {
	    "Bo Ek", "Zara Ek", "Eva Vik", "Sara von Seth", "Eva Ärlig", "Åke Ödman", "Per-Anders Johansson Ögren"};
	for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++) {
		const struct entity *entity = world->archive->entities[ENTITY_PERSON].items[i];
		assert_str(entity->name, sorted[i]);
		assert_int_equal(entity->index, i);
	}
}

static void
order_and_neighbours(void **state)
{
	struct world *world = *state;
	struct document *page = document(world, DOCUMENT_PAGE, "sidor/om.md", "Om");
	struct document *third = minutes(world, "protokoll/1.md", "SIKT", "2019-03-01");
	struct document *other = minutes(world, "protokoll/2.md", "SKIS", "2019-02-01");
	struct document *joint = minutes(world, "protokoll/3.md", "SKIS", "2019-01-15");
	refer(world, &joint->networks, "SIKT");
	struct document *first = minutes(world, "protokoll/4.md", "SIKT", "2018~");
	struct document *undated = minutes(world, "protokoll/5.md", "SIKT", "");
	struct document *plan = document(world, DOCUMENT_OTHER, "dokument/plan.md", "Plan");
	resolve(world);
	struct document *const order[] = {undated, first, joint, other, third, plan, page};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		assert_ptr_equal(world->archive->documents.items[i], order[i]);
		assert_int_equal(order[i]->index, i);
	}
	assert_null(first->previous);
	assert_ptr_equal(first->next, joint);
	/* The joint meeting stands in the line of its first network, and in the line of those who look back at it. */
	assert_null(joint->previous);
	assert_ptr_equal(joint->next, other);
	assert_ptr_equal(other->previous, joint);
	assert_ptr_equal(third->previous, joint);
	assert_null(undated->next);
}

static void
documents_are_found(void **state)
{
	struct world *world = *state;
	struct document *sikt = minutes(world, "protokoll/2018/a.md", "SIKT", "2018-12-14");
	struct document *plan = document(world, DOCUMENT_OTHER, "dokument/plan.md", "Den stora planen");
	document(world, DOCUMENT_OTHER, "dokument/b.md", "Dubbel");
	document(world, DOCUMENT_OTHER, "dokument/c.md", "Dubbel");
	static const char *const targets[] = {"plan",   "dokument/plan",   "dokument/plan.md", "den stora planen",
	                                      "Dubbel", "Den stora planet"};
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		vec_push(
		    &world->arena, &sikt->attachments,
		    (struct attachment){.kind = ATTACHMENT_DOCUMENT, .target = {str_of(targets[i]), sikt->date_place}});
	resolve(world);
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(sikt->attachments.items[i].document, plan);
	assert_int_equal(times_reported(world, DIAG_UNKNOWN_DOCUMENT), 2);
	assert_ptr_equal(archive_find_document(world->archive, S("2018-12-14-sikt")), sikt);
	assert_ptr_equal(archive_find_document(world->archive, S("SIKT 2018-12-14")), sikt);
	assert_null(archive_find_document(world->archive, S("SIKT 2018-12-15")));
}

static void
membership(void **state)
{
	struct world *world = *state;
	registers(world);
	struct entity *sikt = archive_find(world->archive, ENTITY_NETWORK, S("SIKT"));
	assert_null(sikt); /* nothing is found before resolving */
	sikt = world->archive->entities[ENTITY_NETWORK].items[0];
	refer(world, &entry(world, ENTITY_NETWORK, "SKIS")->network.municipalities, "Vara kommun");
	struct document *document = a_meeting(world);
	resolve(world);
	const struct entity *skis = archive_find(world->archive, ENTITY_NETWORK, S("skis"));
	const struct entity *vara = archive_find(world->archive, ENTITY_MUNICIPALITY, S("Vara"));
	const struct entity *skara = archive_find(world->archive, ENTITY_KINDS, S("Skara kommun"));
	assert_true(network_has_municipality(world->archive, sikt, skara));
	assert_true(network_has_municipality(world->archive, skis, vara));
	assert_false(network_has_municipality(world->archive, skis, skara));
	assert_true(document_is_of(document, sikt));
	assert_false(document_is_of(document, skis));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    test(by_id_name_and_alias),
	    test(forms_of_a_municipality),
	    test(unknown_names_are_reported_with_the_nearest),
	    test(unknown_people_are_made),
	    test(without_registers_everything_is_made),
	    test(wrong_kinds_are_told),
	    test(namesakes_are_told_apart_by_municipality),
	    test(namesakes_are_never_guessed),
	    test(namesakes_need_ids),
	    test(a_name_belongs_to_one),
	    test(names_with_commas_were_meant_as_a_list),
	    test(what_could_not_be_read_is_not_unknown_as_well),
	    test(circles_are_reported_once),
	    test(related_topics_and_bodies),
	    test(ids_of_minutes),
	    test(two_meetings_on_one_day),
	    test(swedish_order),
	    test(order_and_neighbours),
	    test(documents_are_found),
	    test(membership),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
