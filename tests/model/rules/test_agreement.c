/* The A-rules, one by one. X is on home's list throughout, so that only what was answered counts. */
#include "model/stage/expect.h"

/* A1, A2 */
static void a1_an_episode_starts_not_asked(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("a", "X"));
	expect_edsm(&s, "X", "e", 1, "deny share-in-not-asked E5");
	scene_tell(&s, 2, IN_YES("a"));
	expect_edsm(&s, "X", "e", 2, "allow shared E7");
	Reach reach = scene_reach(&s, 2);
	const Episode *episode = agreements_episode(&reach.agreements, "a");
	assert_int_equal(episode->side[DIRECTION_OUT].state, STATE_NOT_ASKED);
	assert_int_equal(episode->side[DIRECTION_IN].state, STATE_YES);
	scene_end(&s);
}

/* A3 */
static void a3_a_no_refuses_or_withdraws(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 2, IN_NO("a"));
	expect_edsm(&s, "X", "e", 2, "deny share-in-refused E5");
	scene_tell(&s, 3, IN_NO("a"));
	expect_edsm(&s, "X", "e", 3, "deny share-in-refused E5");
	scene_tell(&s, 4, IN_YES("a"));
	scene_tell(&s, 5, IN_NO("a"));
	expect_edsm(&s, "X", "e", 5, "allow shared E7"); /* withdrawn: recorded before */
	scene_tell(&s, 6, IN_NO("a"));
	scene_entry(&s, "late", "H", 5.5, CATEGORY_DOCUMENT); /* between the two: the first moment counts */
	expect_edsm(&s, "X", "late", 7, "deny share-in-stopped E5");
	scene_end(&s);
}

/* A4 */
static void a4_not_given_changes_nothing(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 2, ANSWERED("a", IN, NOT_GIVEN, PATIENT));
	expect_edsm(&s, "X", "e", 2, "deny share-in-not-asked E5");
	scene_tell(&s, 3, IN_YES("a"));
	scene_tell(&s, 4, ANSWERED("a", IN, NOT_GIVEN, PATIENT));
	expect_edsm(&s, "X", "e", 4, "allow shared E7");
	scene_end(&s);
}

/* A5 */
static void a5_ended_may_be_asked_again_discharged_may_not(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, ENDED("a"));
	expect_edsm(&s, "X", "e", 2, "deny share-in-not-asked E5");
	scene_tell(&s, 3, IN_YES("a"));
	expect_edsm(&s, "X", "e", 3, "allow shared E7");
	scene_tell(&s, 4, DISCHARGED("a"));
	scene_tell(&s, 5, IN_YES("a"));
	expect_edsm(&s, "X", "e", 5, "deny agreement-ended E3");
	scene_tell(&s, 6, REFERRED("b", "X"));
	expect_edsm(&s, "X", "e", 6, "deny share-in-not-asked E5");
	scene_end(&s);
}

/* A6 */
static void a6_a_cancelled_discharge_revives_no_answer(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, DISCHARGED("a"));
	scene_tell(&s, 3, CANCELLED("a"));
	expect_edsm(&s, "X", "e", 3, "deny share-in-not-asked E5");
	scene_tell(&s, 4, IN_YES("a"));
	expect_edsm(&s, "X", "e", 4, "allow shared E7");
	scene_end(&s);
}

/* A7 */
static void a7_a_new_registration_discharges_the_open_one(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 2, REGISTERED("r2", "G"));
	Reach reach = scene_reach(&s, 2);
	assert_string_equal(reach.home->id, "r2");
	const Episode *old = agreements_episode(&reach.agreements, "r");
	assert_false(old->open);
	assert_int_equal(old->closing->at.seconds, scene_at(2).seconds);
	expect(&s, "G", "e", 2, "allow own own-record G1");
	scene_tell(&s, 3, REGISTERED("r3", "G")); /* at the same practice too */
	reach = scene_reach(&s, 3);
	assert_string_equal(reach.home->id, "r3");
	scene_end(&s);
}

/* A8 */
static void a8_what_cannot_be_has_no_effect(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, IN_YES("a")); /* before its opening */
	scene_tell(&s, 2, REFERRED("a", "X"));
	scene_tell(&s, 2, CANCELLED("a")); /* of what is open */
	expect_edsm(&s, "X", "e", 2, "deny share-in-not-asked E5");
	scene_tell(&s, 3, IN_YES("a"));
	scene_tell(&s, 4, REFERRED("a", "X")); /* a second opening */
	expect_edsm(&s, "X", "e", 4, "allow shared E7");
	scene_tell(&s, 5, DISCHARGED("a"));
	scene_tell(&s, 6, ENDED("a"));
	scene_tell(&s, 6, DISCHARGED("a"));
	scene_tell(&s, 7, REGISTERED("r2", "G"));
	scene_tell(&s, 8, CANCELLED("r")); /* while another is open */
	Reach reach = scene_reach(&s, 8);
	assert_string_equal(reach.home->id, "r2");
	scene_tell(&s, 9, DISCHARGED("r2"));
	scene_tell(&s, 10, CANCELLED("r")); /* now it can be */
	reach = scene_reach(&s, 10);
	assert_string_equal(reach.home->id, "r");
	scene_end(&s);
}

/* A8: a `registered` that had no effect discharges nothing and makes no GP record. */
static void a8_an_opening_without_effect_is_none(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, REGISTERED("a", "G"));
	scene_entry(&s, "g", "G", 1, CATEGORY_MEDICATION);
	Reach reach = scene_reach(&s, 2);
	assert_string_equal(reach.home->id, "r");
	expect_channel(&s, "X", "g", 2, MIG, "deny not-gp-record M2");
	scene_end(&s);
}

/* A9. X is not on the list here. */
static void a9_a_request_verifies_while_it_is_open(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 1, STANDS("H", "X", VERIFY));
	scene_tell(&s, 2, REQUEST("q", "Y", "a")); /* not that episode's organisation */
	scene_tell(&s, 2, ACCEPTED("q"));
	expect_edsm(&s, "X", "e", 2, "deny not-verified E4");
	scene_tell(&s, 3, REQUEST("q", "X", "a")); /* the first had no effect, so this one opens it */
	scene_tell(&s, 3, CHOICE("q", NO));
	expect_edsm(&s, "X", "e", 3, "deny verification-refused E4");
	scene_tell(&s, 4, CHOICE("q", YES));
	expect_edsm(&s, "X", "e", 4, "allow shared E7");
	scene_tell(&s, 5, CHOICE("q", NO));
	scene_tell(&s, 6, ACCEPTED("q"));
	expect_edsm(&s, "X", "e", 6, "allow shared E7");
	scene_tell(&s, 7, REQUEST_OFF("q"));
	expect_edsm(&s, "X", "e", 7, "allow shared E7"); /* closed, not undone */
	scene_tell(&s, 8, CHOICE("q", NO));
	expect_edsm(&s, "X", "e", 8, "allow shared E7");
	scene_end(&s);
}

/* A9 */
static void a9_ending_the_agreement_closes_its_requests(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 1, STANDS("H", "X", VERIFY));
	scene_tell(&s, 2, REQUEST("q", "X", "a"));
	scene_tell(&s, 3, ENDED("a"));
	scene_tell(&s, 4, ACCEPTED("q"));
	scene_tell(&s, 4, IN_YES("a"));
	expect_edsm(&s, "X", "e", 4, "deny not-verified E4");
	scene_tell(&s, 5, REQUEST("q2", "X", "a"));
	scene_tell(&s, 5, ACCEPTED("q2"));
	expect_edsm(&s, "X", "e", 5, "allow shared E7");
	scene_tell(&s, 6, DISCHARGED("a"));
	scene_tell(&s, 6, CANCELLED("a"));
	scene_tell(&s, 6, IN_YES("a"));
	expect_edsm(&s, "X", "e", 6, "deny not-verified E4");
	scene_tell(&s, 7, DISCHARGED("a"));
	scene_tell(&s, 8, REQUEST("q3", "X", "a")); /* no longer open */
	scene_tell(&s, 9, CANCELLED("a"));
	scene_tell(&s, 9, IN_YES("a"));
	scene_tell(&s, 9, ACCEPTED("q3"));
	expect_edsm(&s, "X", "e", 9, "deny not-verified E4");
	scene_end(&s);
}

/* Born on 2 March 2008: 16 at hour 24 where midnight is UTC's. */
static void begin_child(Scene *s)
{
	expect_begin_registered(s);
	s->person.born = (Date){2008, 3, 2};
	s->sixteen = scene_at(24);
	scene_tell(s, 1, REFERRED("a", "X"));
}

/* A10 */
static void a10_a_parents_yes_speaks_until_sixteen(void **state)
{
	Scene s;
	begin_child(&s);
	scene_tell(&s, 2, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	expect_edsm(&s, "X", "e", 23.99, "allow shared E7");
	expect_edsm(&s, "X", "e", 24, "deny share-in-not-asked E5");
	scene_tell(&s, 25, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	expect_edsm(&s, "X", "e", 25, "deny share-in-not-asked E5");
	scene_tell(&s, 26, IN_YES("a"));
	expect_edsm(&s, "X", "e", 26, "allow shared E7");
	scene_end(&s);
}

/* A6, A10: what is open again begins anew; that the yes ended at 16 is no more to be said than what the yes was. */
static void a6_a_cancelled_discharge_forgets_the_coming_of_age(void **state)
{
	Scene s;
	begin_child(&s);
	scene_tell(&s, 2, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	Reach reach = scene_reach(&s, 24);
	assert_true(agreements_episode(&reach.agreements, "a")->came_of_age);
	scene_tell(&s, 25, DISCHARGED("a"));
	scene_tell(&s, 26, CANCELLED("a"));
	reach = scene_reach(&s, 26);
	assert_true(agreements_episode(&reach.agreements, "a")->open);
	assert_false(agreements_episode(&reach.agreements, "a")->came_of_age);
	scene_end(&s);
}

/* A10: before any fact of that instant, and the whole agreement with it. */
static void a10_closes_before_any_fact_of_that_midnight(void **state)
{
	Scene s;
	begin_child(&s);
	scene_tell(&s, 2, ANSWERED("a", OUT, YES, PARENTAL_RESPONSIBILITY));
	scene_tell(&s, 2, IN_YES("a"));
	expect_edsm(&s, "X", "e", 23, "allow shared E7");
	expect_edsm(&s, "X", "e", 24, "deny share-in-not-asked E5"); /* the child's own yes was of the same agreement */
	scene_tell(&s, 24, IN_YES("a"));
	expect_edsm(&s, "X", "e", 24, "allow shared E7");
	scene_end(&s);
}

/* A10: who gave the answer that stands is the latest yes. */
static void a10_the_childs_own_yes_stays(void **state)
{
	Scene s;
	begin_child(&s);
	scene_tell(&s, 2, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	scene_tell(&s, 3, IN_YES("a"));
	expect_edsm(&s, "X", "e", 30, "allow shared E7");
	scene_tell(&s, 4, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	expect_edsm(&s, "X", "e", 30, "deny share-in-not-asked E5");
	scene_end(&s);
}

/* A10, property 2: a no before 16 must not let see more after 16 than no answer at all. */
static void a10_a_parents_withdrawn_yes_ends_too(void **state)
{
	Scene s;
	begin_child(&s);
	scene_tell(&s, 2, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	scene_tell(&s, 3, IN_NO("a"));
	expect_edsm(&s, "X", "e", 23, "allow shared E7"); /* recorded before the no */
	expect_edsm(&s, "X", "e", 24, "deny share-in-not-asked E5");
	scene_end(&s);
}

/* A10: midnight of Europe/London, in summer an hour before UTC's. */
static void a10_midnight_is_local(void **state)
{
	Scene s;
	begin_child(&s);
	s.zone = (Zone){.count = 1, .changes = {{scene_at(0), SCENE_HOUR}}};
	s.sixteen = scene_at(23);
	scene_tell(&s, 2, ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY));
	expect_edsm(&s, "X", "e", 22.99, "allow shared E7");
	expect_edsm(&s, "X", "e", 23, "deny share-in-not-asked E5");
	scene_end(&s);
}

/* A11 */
static void a11_a_dispute_acts_as_ended(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, DISPUTED("a"));
	expect_edsm(&s, "X", "e", 2, "deny share-in-not-asked E5");
	Reach reach = scene_reach(&s, 2);
	const Episode *episode = agreements_episode(&reach.agreements, "a");
	assert_int_equal(episode->stopped->kind, FACT_DISPUTED);
	assert_true(episode->open);
	scene_tell(&s, 3, IN_YES("a"));
	expect_edsm(&s, "X", "e", 3, "allow shared E7");
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a1_an_episode_starts_not_asked),
		cmocka_unit_test(a3_a_no_refuses_or_withdraws),
		cmocka_unit_test(a4_not_given_changes_nothing),
		cmocka_unit_test(a5_ended_may_be_asked_again_discharged_may_not),
		cmocka_unit_test(a6_a_cancelled_discharge_revives_no_answer),
		cmocka_unit_test(a7_a_new_registration_discharges_the_open_one),
		cmocka_unit_test(a8_what_cannot_be_has_no_effect),
		cmocka_unit_test(a8_an_opening_without_effect_is_none),
		cmocka_unit_test(a9_a_request_verifies_while_it_is_open),
		cmocka_unit_test(a9_ending_the_agreement_closes_its_requests),
		cmocka_unit_test(a10_a_parents_yes_speaks_until_sixteen),
		cmocka_unit_test(a6_a_cancelled_discharge_forgets_the_coming_of_age),
		cmocka_unit_test(a10_closes_before_any_fact_of_that_midnight),
		cmocka_unit_test(a10_the_childs_own_yes_stays),
		cmocka_unit_test(a10_a_parents_withdrawn_yes_ends_too),
		cmocka_unit_test(a10_midnight_is_local),
		cmocka_unit_test(a11_a_dispute_acts_as_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
