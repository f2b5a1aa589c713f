#include "model/lists/first_hour.h"

#include "base/text.h"
#include "model/audit/audit.h"

#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

static FirstHour hour_now(void)
{
	FirstHour hour;
	ok(desk_first_hour(practice.desk, &practice.arena, &hour, &practice.err));
	return hour;
}

static const FirstLine *line_of(const FirstHour *hour, FirstStep step)
{
	for (size_t i = 0; i < FIRST_STEPS; i++)
		if (hour->lines[i].step == step)
			return &hour->lines[i];
	fail_msg("no line of step %d", step);
	return NULL;
}

static void expect(FirstStep step, bool done, const char *stands)
{
	const FirstHour hour = hour_now();
	const FirstLine *line = line_of(&hour, step);
	assert_string_equal(line->stands, stands);
	assert_int_equal(line->done, done);
}

/* A little county: 04C is ours. */
static void put_county(void)
{
	static const Organisation county[] = {
		{.code = "C82001", .name = "Home", .commissioner = "04C", .postcode = "LE8 5QQ", .status = "active"},
		{.code = "C82011",
		 .name = "Our side",
		 .commissioner = "04C",
		 .postcode = "NG1 1AA",
		 .status = "active"},
		{.code = "C82012", .name = "Asleep", .commissioner = "04C", .postcode = "LE1 1AA", .status = "dormant"},
		{.code = "C82013", .name = "Gone", .commissioner = "04C", .status = "closed"},
		{.code = "C84001", .name = "Next door", .commissioner = "03W", .postcode = "LE2 2AA"},
		{.code = "R01",
		 .name = "Ward house here",
		 .type = "trust",
		 .care = CARE_PLANNED,
		 .postcode = "LE1 5WW"},
		{.code = "R02", .name = "Hospital there", .type = "trust", .care = CARE_PLANNED, .postcode = "L1 5WW"},
		{.code = "R03", .name = "Hospital of no place", .type = "trust", .care = CARE_PLANNED},
		{.code = "V01", .name = "Clinic", .commissioner = "04C", .care = CARE_PLANNED, .postcode = "LE1 6AA"},
	};
	for (size_t i = 0; i < countof(county); i++)
		practice_list(&practice, county[i]);
}

static void expect_codes(OrganisationList list, const char *codes)
{
	Text got = {.arena = &practice.arena};
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&got, "%s ", list.items[i].code);
	assert_string_equal(text_or(text_done(&got), ""), codes);
}

static OrganisationList proposed(void)
{
	OrganisationList list;
	ok(desk_proposed_list(practice.desk, &practice.arena, &list, &practice.err));
	return list;
}

static OrganisationList unknown(void)
{
	OrganisationList list;
	ok(desk_local_unknown(practice.desk, &practice.arena, &list, &practice.err));
	return list;
}

static void practices_of_the_commissioner_and_trusts_of_the_area_are_proposed(void **state)
{
	const Organisation home = {.code = "C82001", .name = "Home", .care = CARE_GP};
	const Organisation there = {.code = "C82001", .name = "Home", .care = CARE_GP, .postcode = "L8 5QQ"};
	expect_codes(proposed(), "");
	put_county();
	expect_codes(proposed(), "R01 C82011 ");
	ok(desk_put_standing(practice.desk, "R01", STANDING_PROHIBITED, &practice.err));
	expect_codes(proposed(), "C82011 ");
	ok(desk_put_standing(practice.desk, "R01", STANDING_VERIFY, &practice.err));
	expect_codes(proposed(), "R01 C82011 ");
	practice_list(&practice, there); /* L is not the beginning of LE */
	expect_codes(proposed(), "R02 ");
	practice_list(&practice, home); /* of no commissioner, at no place */
	expect_codes(proposed(), "");
}

static void systems_are_to_be_said_of_the_practice_and_of_whom_it_allows(void **state)
{
	const SystemRow told = {.code = "C82001", .system = SYSTEM_EMIS};
	ListLoaded loaded;
	put_county();
	expect_codes(unknown(), "C82001 ");
	expect(FIRST_SYSTEMS, false, "not known of us: nothing is shared");
	ok(desk_put_standing(practice.desk, "R02", STANDING_ALLOWED, &practice.err));
	ok(desk_put_standing(practice.desk, "R01", STANDING_ALLOWED, &practice.err));
	ok(desk_put_standing(practice.desk, "C82011", STANDING_PROHIBITED, &practice.err));
	ok(desk_put_standing(practice.desk, "C82013", STANDING_ALLOWED, &practice.err));
	ok(desk_put_standing(practice.desk, "RX1", STANDING_ALLOWED, &practice.err));
	expect_codes(unknown(), "C82001 R02 R01 ");
	expect(FIRST_SYSTEMS, false, "not known of us and of 2 more: nothing is shared");
	ok(desk_load_systems(practice.desk, &told, 1, &loaded, &practice.err));
	expect_codes(unknown(), "R02 R01 ");
	expect(FIRST_SYSTEMS, false, "not known of 2: nothing is shared with them");
}

static void while_nobody_is_allowed_our_own_system_is_enough(void **state)
{
	const SystemRow told = {.code = "C82001", .system = SYSTEM_EMIS};
	ListLoaded loaded;
	put_county();
	ok(desk_load_systems(practice.desk, &told, 1, &loaded, &practice.err));
	expect(FIRST_SYSTEMS, true, "known of us; of others once they are allowed");
}

static void the_lists_are_said_one_by_one(void **state)
{
	expect(FIRST_LISTS, false, "neither practices (epraccur) nor trusts (etr)");
	practice_list(&practice, (Organisation){.code = "R01", .name = "Hospital", .type = "trust"});
	expect(FIRST_LISTS, false, "no practices yet (epraccur)");
	put_county();
	expect(FIRST_LISTS, true, "practices and trusts are here");
}

static void what_is_missing_is_true_now(void **state)
{
	static const char *const roles[] = {"Priya S", "Nia T", "Carl D"};
	FirstHour hour;
	put_county();
	expect(FIRST_LOCAL, false, "nobody is allowed yet: everybody needs a code");
	ok(desk_put_standing(practice.desk, "RX1", STANDING_ALLOWED, &practice.err));
	expect(FIRST_LOCAL, true, "1 organisation on our lists");
	expect(FIRST_PATIENTS, true, "they are here; each morning: sharedesk today FILE");
	expect(FIRST_STAFF, true, "somebody of each role");
	for (size_t i = 0; i < countof(roles); i++)
		ok(desk_change_staff(practice.desk, roles[i], (Role)(i + 1), false, &practice.err));
	expect(FIRST_STAFF, false, "no receptionist, nurse or clinician");
	ok(desk_change_staff(practice.desk, roles[1], ROLE_NURSE, true, &practice.err));
	expect(FIRST_STAFF, false, "no receptionist or clinician");
	expect(FIRST_NOTICE, false, "its address is not known");
	hour = hour_now();
	assert_int_equal(hour.missing, 4); /* the practice's own system, staff, backup, notice */
	ok(desk_put_setting(practice.desk, "privacy-notice", "https://surgery.example/privacy", &practice.err));
	expect(FIRST_NOTICE, false, "known; where to complain is not");
	ok(desk_put_setting(practice.desk, "complaints", "the practice manager", &practice.err));
	expect(FIRST_NOTICE, true, "https://surgery.example/privacy");
	expect(FIRST_BACKUP, false, "none yet");
	assert_null(desk_warning(practice.desk, &practice.arena)); /* none yet: it stands among what is missing */
	ok(desk_note_backup(practice.desk, &practice.err));
	expect(FIRST_BACKUP, true, "the last is of 22-Nov-2026");
	assert_int_equal(hour_now().missing, 2);
	expect(FIRST_SENDER, false, "codes are shown at the desk alone");
	expect(FIRST_LANGUAGES, false, "English alone");
	expect(FIRST_SCR, false, "core only, where nobody chose");
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, (Date){2020, 7, 1}, &practice.err));
	expect(FIRST_SCR, true, "core and additional, where nobody chose, since 01-Jul-2020");
}

static void an_address_is_one_that_opens(void **state)
{
	static const char *const wrong[] = {"http://surgery.example", "surgery.example", "https://", "https:///privacy",
					    "https://a b.example"};
	for (size_t i = 0; i < countof(wrong); i++)
		assert_false(desk_put_setting(practice.desk, "privacy-notice", wrong[i], NULL));
	ok(desk_put_setting(practice.desk, "privacy-notice", "", &practice.err));
}

static void it_is_an_administrators(void **state)
{
	FirstHour hour;
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		practice_sign_in(&practice, role);
		assert_int_equal(desk_first_hour(practice.desk, &practice.arena, &hour, NULL),
				 role == ROLE_ADMINISTRATOR);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(practices_of_the_commissioner_and_trusts_of_the_area_are_proposed,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(systems_are_to_be_said_of_the_practice_and_of_whom_it_allows, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(while_nobody_is_allowed_our_own_system_is_enough, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_lists_are_said_one_by_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_missing_is_true_now, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_address_is_one_that_opens, set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_is_an_administrators, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
