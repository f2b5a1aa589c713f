/* Duty of care (G2): when an override begins, holds and ends. */
#include "model/stage/expect.h"

/* G2 */
static void g2_an_override_opens_for_its_time(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, STANDS("H", "U", PROHIBITED));
	scene_tell(&s, 1, PURPOSE(UNPLANNED, OPT_OUT));
	scene_tell(&s, 2, OVERRIDE("o", "U", 4, TRUTH_FALSE));
	expect(&s, "U", "e", 1.5, "deny - opted-out-unplanned G4");
	expect(&s, "U", "e", 2, "allow override override G2"); /* before prohibition and opt-out */
	expect(&s, "X", "e", 2, "deny - no-agreement E3");     /* that organisation only */
	expect(&s, "U", "e", 4, "deny - opted-out-unplanned G4");
	scene_tell(&s, 5, OVERRIDE("p", "U", 90, TRUTH_FALSE));
	expect(&s, "U", "e", 28.99, "allow override override G2");
	expect(&s, "U", "e", 29, "deny - opted-out-unplanned G4"); /* 24 h, whatever `until` says */
	scene_tell(&s, 8, OVERRIDE_OFF("p"));
	expect(&s, "U", "e", 8, "deny - opted-out-unplanned G4");
	scene_end(&s);
}

/* G2 */
static void g2_private_needs_an_override_that_says_so(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, PRIVATE("e"));
	scene_tell(&s, 2, OVERRIDE("o", "U", 20, TRUTH_FALSE));
	expect(&s, "U", "e", 2, "deny - private G2");
	scene_tell(&s, 3, OVERRIDE("o", "U", 20, TRUTH_TRUE)); /* a second of the same identifier has no effect */
	expect(&s, "U", "e", 3, "deny - private G2");
	scene_tell(&s, 4, OVERRIDE("p", "U", 20, TRUTH_TRUE));
	expect(&s, "U", "e", 4, "allow override override G2");
	scene_end(&s);
}

/* G2, A8: an end that comes before its opening ends nothing. */
static void g2_an_end_before_its_opening_has_no_effect(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, OVERRIDE_OFF("o"));
	scene_tell(&s, 2, OVERRIDE("o", "U", 20, TRUTH_FALSE));
	expect(&s, "U", "e", 2, "allow override override G2");
	scene_end(&s);
}

/* P1 takes answers, and G2 what was opened: the end of an override is neither. */
static void an_ended_override_is_no_permission(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, OVERRIDE("o", "X", 4, TRUTH_FALSE));
	scene_tell(&s, 2, OVERRIDE_OFF("o"));
	Reach reach = scene_reach(&s, 3);
	assert_int_equal(reach.override_count, 1);
	assert_non_null(reach.overrides[0].ended);
	assert_int_equal(reach.permission_count, 0);
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g2_an_override_opens_for_its_time),
		cmocka_unit_test(g2_private_needs_an_override_that_says_so),
		cmocka_unit_test(g2_an_end_before_its_opening_has_no_effect),
		cmocka_unit_test(an_ended_override_is_no_permission),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
