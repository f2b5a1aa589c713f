/* What stands in the way of a choice is said with it. */
#include "model/stage/at_choices.h"

static void an_opt_out_that_closes_it_is_said_with_it(void **state) /* G4 */
{
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_UNPLANNED, CHOICE_OPT_OUT, NULL, &clinic->err));
	ask_about(ABOUT_SCR, NULL);
	press("p");
	assert_said("You are opted out of sharing for unplanned care. Until you change that");
	assert_said("If you want to change that, tell us now.");
	assert_unsaid("for planned care");
	press("yn");
	assert_said("Services for unplanned care cannot look while you are opted out");
	assert_unsaid("for planned care");
	sitting_end(&sitting);
	ask_about(ABOUT_MIG, NULL);
	press("p");
	assert_said("You are opted out of sharing for unplanned care. Until you change that");
	press("y");
	assert_said("Services for unplanned care cannot look while you are opted out");
	sitting_back(&sitting);
	press("n");
	assert_unsaid("cannot look while");
}

static void the_national_opt_out_stands_beside_an_allow(void **state) /* R5 */
{
	ask_about(ABOUT_NATIONAL, NULL);
	press("pyy");
	clinic_wait(clinic, 1);
	ask_about(ABOUT_RESEARCH, NULL);
	press("p");
	assert_said("still stands against use that names you");
	press("y");
	assert_said("where the law allows");
	assert_said("still stands against use that names you");
	sitting_back(&sitting);
	press("n");
	assert_unsaid("still stands");
}

static void an_entry_shows_only_with_the_additional_information(void **state) /* S3 */
{
	put_sensitive("s1");
	ask_about(ABOUT_SCR_ENTRY, "s1");
	press("g");
	assert_said("but only with the additional information");
	press("y");
	assert_said("It does not show there until");
	sitting_end(&sitting);
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_ADDITIONAL, NULL, &clinic->err));
	ask_about(ABOUT_SCR_ENTRY, "s1");
	press("gy");
	assert_unsaid("It does not show there");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(an_opt_out_that_closes_it_is_said_with_it),
		SAT(the_national_opt_out_stands_beside_an_allow),
		SAT(an_entry_shows_only_with_the_additional_information),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
