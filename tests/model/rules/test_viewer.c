/* The E-rules: eDSM, one by one. */
#include "model/stage/expect.h"

/* E1 */
static void e1_both_ends_need_a_shared_system(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	expect_edsm(&s, "U", "e", 2, "deny no-shared-system E1");
	expect_edsm(&s, "N", "e", 2, "deny no-shared-system E1"); /* not told: treated as other */
	scene_entry(&s, "u", "U", 1, CATEGORY_DOCUMENT);
	expect_edsm(&s, "X", "u", 2, "deny no-shared-system E1"); /* no holder does */
	scene_end(&s);
}

/* E1, E6: home holds the GP record of a practice that cannot share. */
static void e1_home_is_a_holder_of_the_gp_record(void **state)
{
	Scene s;
	expect_begin(&s);
	s.organisations[1].system = SYSTEM_OTHER;
	scene_entry(&s, "g", "G", 0.5, CATEGORY_DOCUMENT);
	scene_tell(&s, 0, STANDS("H", "X", ALLOWED));
	scene_tell(&s, 0, REGISTERED("g", "G"));
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 1, IN_YES("a"));
	expect_edsm(&s, "X", "g", 1, "deny no-shared-system E1");
	scene_tell(&s, 2, REGISTERED("r", "H"));
	scene_tell(&s, 2, OUT_YES("r"));
	expect_edsm(&s, "X", "g", 2, "allow shared E7");
	scene_end(&s);
}

/* E2 */
static void e2_a_prohibited_organisation_sees_nothing(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, STANDS("H", "X", PROHIBITED));
	expect_edsm(&s, "X", "e", 2, "deny prohibited E2");
	scene_end(&s);
}

/* E2: home's own standing is always allowed. */
static void e2_home_is_always_allowed(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "x", "X", 1, CATEGORY_ENCOUNTER);
	scene_tell(&s, 2, STANDS("H", "H", PROHIBITED));
	scene_tell(&s, 2, OUT_YES("a"));
	scene_tell(&s, 2, IN_YES("r"));
	expect_edsm(&s, "H", "x", 2, "allow shared E7");
	scene_end(&s);
}

/* E3 */
static void e3_no_open_episode(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	expect_edsm(&s, "Y", "e", 2, "deny no-agreement E3");
	scene_tell(&s, 3, DISCHARGED("a"));
	expect_edsm(&s, "X", "e", 3, "deny agreement-ended E3");
	scene_end(&s);
}

/* E4 */
static void e4_an_unlisted_organisation_must_be_verified(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("y", "Y"));
	scene_tell(&s, 1, IN_YES("y"));
	expect_edsm(&s, "Y", "e", 1, "deny not-verified E4");
	scene_tell(&s, 2, REQUEST("q", "Y", "y"));
	expect_edsm(&s, "Y", "e", 2, "deny not-verified E4");
	scene_tell(&s, 3, ACCEPTED("q"));
	expect_edsm(&s, "Y", "e", 3, "allow shared E7");
	scene_tell(&s, 4, REFERRED("y2", "Y"));
	scene_tell(&s, 4, IN_YES("y2"));
	scene_tell(&s, 5, ENDED("y"));
	expect_edsm(&s, "Y", "e", 5, "deny not-verified E4"); /* the other episode's code is not this one's */
	scene_end(&s);
}

/* E4 */
static void e4_a_refusal_is_named(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("y", "Y"));
	scene_tell(&s, 1, REFERRED("y2", "Y"));
	scene_tell(&s, 2, REQUEST("q", "Y", "y"));
	scene_tell(&s, 2, CHOICE("q", NO));
	expect_edsm(&s, "Y", "e", 2, "deny verification-refused E4");
	scene_tell(&s, 3, REGISTERED("g", "G")); /* a refusal does not lapse with a new home */
	expect_edsm(&s, "Y", "e", 3, "deny verification-refused E4");
	scene_end(&s);
}

static void begin_verified(Scene *s)
{
	expect_begin_registered(s);
	scene_tell(s, 1, REFERRED("y", "Y"));
	scene_tell(s, 1, IN_YES("y"));
	scene_tell(s, 1, REQUEST("q", "Y", "y"));
	scene_tell(s, 1, ACCEPTED("q"));
}

/* E4 */
static void e4_a_new_home_asks_anew(void **state)
{
	Scene s;
	begin_verified(&s);
	scene_tell(&s, 2, REGISTERED("g", "G"));
	expect_edsm(&s, "Y", "e", 2, "deny not-verified E4");
	scene_tell(&s, 3, ACCEPTED("q")); /* the request is still open */
	expect_edsm(&s, "Y", "e", 3, "allow shared E7");
	scene_tell(&s, 4, DISCHARGED("g"));
	expect_edsm(&s, "Y", "e", 4, "deny not-verified E4"); /* no home */
	scene_tell(&s, 5, CANCELLED("g"));
	expect_edsm(&s, "Y", "e", 5, "deny not-verified E4"); /* re-opened after it */
	scene_tell(&s, 6, ACCEPTED("q"));
	expect_edsm(&s, "Y", "e", 6, "allow shared E7");
	scene_end(&s);
}

/* E4 */
static void e4_a_prohibition_asks_anew(void **state)
{
	Scene s;
	begin_verified(&s);
	scene_tell(&s, 2, STANDS("G", "Y", PROHIBITED)); /* not home's */
	scene_tell(&s, 2, STANDS("G", "Y", VERIFY));
	scene_tell(&s, 2, STANDS("H", "Y", VERIFY)); /* lifts nothing */
	expect_edsm(&s, "Y", "e", 2, "allow shared E7");
	scene_tell(&s, 3, STANDS("H", "Y", PROHIBITED));
	scene_tell(&s, 4, STANDS("H", "Y", VERIFY));
	expect_edsm(&s, "Y", "e", 4, "deny not-verified E4");
	scene_tell(&s, 5, ACCEPTED("q"));
	scene_tell(&s, 6, STANDS("H", "Y", VERIFY)); /* said again: it is the lifting that counts */
	expect_edsm(&s, "Y", "e", 6, "allow shared E7");
	scene_end(&s);
}

/* E4: in replay order, so of one instant the later told. */
static void e4_within_one_instant_the_sequence_decides(void **state)
{
	Scene s;
	begin_verified(&s);
	scene_tell(&s, 2, ACCEPTED("q"));
	scene_tell(&s, 2, REGISTERED("g", "G"));
	expect_edsm(&s, "Y", "e", 2, "deny not-verified E4");
	scene_tell(&s, 2, ACCEPTED("q"));
	expect_edsm(&s, "Y", "e", 2, "allow shared E7");
	scene_end(&s);
}

/* E5 */
static void e5_share_in_closed_for_three_reasons(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_entry(&s, "late", "H", 9, CATEGORY_DOCUMENT);
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 1, REFERRED("b", "X"));
	expect_edsm(&s, "X", "e", 1, "deny share-in-not-asked E5");
	scene_tell(&s, 2, IN_NO("b"));
	expect_edsm(&s, "X", "e", 2, "deny share-in-refused E5");
	scene_tell(&s, 3, IN_YES("a"));
	expect_edsm(&s, "X", "e", 3, "allow shared E7");
	scene_tell(&s, 4, IN_NO("a"));
	expect_edsm(&s, "X", "late", 9, "deny share-in-stopped E5"); /* stopped goes before refused */
	scene_end(&s);
}

/* E6 */
static void e6_share_out_closed_for_three_reasons(void **state)
{
	Scene s;
	expect_begin(&s);
	scene_entry(&s, "late", "H", 9, CATEGORY_DOCUMENT);
	scene_tell(&s, 0, STANDS("H", "X", ALLOWED));
	scene_tell(&s, 0, REGISTERED("r", "H"));
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 1, IN_YES("a"));
	expect_edsm(&s, "X", "e", 1, "deny share-out-not-asked E6");
	scene_tell(&s, 2, OUT_NO("r"));
	expect_edsm(&s, "X", "e", 2, "deny share-out-refused E6");
	scene_tell(&s, 3, OUT_YES("r"));
	expect_edsm(&s, "X", "e", 3, "allow shared E7");
	scene_tell(&s, 4, OUT_NO("r"));
	expect_edsm(&s, "X", "late", 9, "deny share-out-stopped E6");
	expect_edsm(&s, "X", "e", 9, "allow shared E7");
	scene_end(&s);
}

/* E6: the reason is read at home where home holds the entry and can share, else at the recorder. */
static void e6_the_reason_is_read_at_home(void **state)
{
	Scene s;
	expect_begin(&s);
	scene_entry(&s, "late", "G", 9, CATEGORY_DOCUMENT);
	scene_entry(&s, "y", "Y", 3, CATEGORY_DOCUMENT);
	scene_tell(&s, 0, STANDS("H", "X", ALLOWED));
	scene_tell(&s, 0, REGISTERED("g", "G"));
	scene_tell(&s, 1, OUT_YES("g"));
	scene_tell(&s, 2, REGISTERED("r", "H"));
	scene_tell(&s, 2, REFERRED("a", "X"));
	scene_tell(&s, 2, IN_YES("a"));
	expect_edsm(&s, "X", "late", 9, "deny share-out-not-asked E6"); /* at G it would be stopped */
	scene_tell(&s, 3, REFERRED("y", "Y"));
	scene_tell(&s, 3, OUT_NO("y"));
	expect_edsm(&s, "X", "y", 9, "deny share-out-refused E6"); /* no GP record: at its recorder */
	s.organisations[0].system = SYSTEM_OTHER;		   /* home can no longer share */
	expect_edsm(&s, "X", "late", 9, "deny share-out-stopped E6");
	scene_end(&s);
}

/* E7, and what it rests on: the verification, and the answers that set the two watermarks. */
static void e7_shared_and_why(void **state)
{
	Scene s;
	begin_verified(&s);
	Decision decision = scene_decide(&s, "Y", "e", 2);
	assert_int_equal(decision.rule, RULE_E7);
	assert_int_equal(decision.because_count, 3);
	assert_int_equal(decision.because[0]->direction, DIRECTION_OUT);
	assert_int_equal(decision.because[1]->direction, DIRECTION_IN);
	assert_int_equal(decision.because[2]->kind, FACT_CODE_ACCEPTED);
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(e1_both_ends_need_a_shared_system),
		cmocka_unit_test(e1_home_is_a_holder_of_the_gp_record),
		cmocka_unit_test(e2_a_prohibited_organisation_sees_nothing),
		cmocka_unit_test(e2_home_is_always_allowed),
		cmocka_unit_test(e3_no_open_episode),
		cmocka_unit_test(e4_an_unlisted_organisation_must_be_verified),
		cmocka_unit_test(e4_a_refusal_is_named),
		cmocka_unit_test(e4_a_new_home_asks_anew),
		cmocka_unit_test(e4_a_prohibition_asks_anew),
		cmocka_unit_test(e4_within_one_instant_the_sequence_decides),
		cmocka_unit_test(e5_share_in_closed_for_three_reasons),
		cmocka_unit_test(e6_share_out_closed_for_three_reasons),
		cmocka_unit_test(e6_the_reason_is_read_at_home),
		cmocka_unit_test(e7_shared_and_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
