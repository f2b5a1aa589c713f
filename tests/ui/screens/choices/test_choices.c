#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/at_choices.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/choices/inside.h"
#include "ui/screens/sharing/sharing.h"

#define NISHA "9990000077"  /* core and additional, three sensitive entries, a research opt-out on its way */
#define GEORGE "9990000190" /* no local view */
#define READ "space space space space space space " /* to the last page, in a small window too */
#define ARTHUR "9990000220"			    /* has died */

static const void *nisha(Stage *stage)
{
	return stage_chart(stage, NISHA);
}

static const void *george(Stage *stage)
{
	return stage_chart(stage, GEORGE);
}

/* At 80×24, 40×12 and 200×60. */
static void golden(Role role, const char *name, StageArgument *argument, const char *keys)
{
	Stage *stage = stage_open(role);
	stage_golden(stage, name, &screen_choices, argument, keys);
	Drive drive = stage_drive(stage, &screen_choices, argument(stage), 60, 200);
	if (keys)
		drive_keys(&drive, keys);
	golden_check(name, drive_canvas(&drive));
	drive_close(&drive);
	stage_close(stage);
}

static void the_pages_are_as_pictured(void **state)
{
	golden(ROLE_RECEPTIONIST, "choices", nisha, NULL);
	golden(ROLE_RECEPTIONIST, "choices-research", nisha, "down down down down down");
	golden(ROLE_RECEPTIONIST, "choices-scr", nisha, "down enter");
	golden(ROLE_RECEPTIONIST, "choices-scr-sensitive", nisha, "down enter down down down");
	golden(ROLE_CLINICIAN, "choices-scr-clinician", nisha, "down enter down down down");
	golden(ROLE_RECEPTIONIST, "choices-mig", nisha, "down down enter");
	golden(ROLE_RECEPTIONIST, "choices-mig-dissent", george, "down down enter");
	golden(ROLE_RECEPTIONIST, "choices-permission", nisha, "down down enter down down enter space y p");
	golden(ROLE_RECEPTIONIST, "choices-purposes", nisha, "down down down down down enter");
	golden(ROLE_RECEPTIONIST, "choices-national", nisha, "end enter");
	golden(ROLE_RECEPTIONIST, "choices-hand-over", nisha, "end enter h");
	golden(ROLE_RECEPTIONIST, "choices-respond", nisha, "down down enter down down enter");
	golden(ROLE_RECEPTIONIST, "choices-ask-scr", nisha, "down a p");
	golden(ROLE_RECEPTIONIST, "choices-ask-brief", nisha, "down a p g");
	golden(ROLE_RECEPTIONIST, "choices-ask-gujarati", nisha, "down a f3 down enter p");
	golden(ROLE_RECEPTIONIST, "choices-ask-scr-more", nisha, "down a p " READ "y");
	golden(ROLE_RECEPTIONIST, "choices-ask-mig", nisha, "down down a p");
	golden(ROLE_RECEPTIONIST, "choices-ask-research", nisha, "down down down down down a p");
	golden(ROLE_RECEPTIONIST, "choices-ask-back", nisha, "down a p " READ "y " READ "n");
	golden(ROLE_RECEPTIONIST, "choices-ask-saved", nisha, "down a p " READ "y " READ "n ctrl-s");
	golden(ROLE_RECEPTIONIST, "choices-ask-national", nisha, "end a p");
}

/* --- Summary Care Record --- */

static void a_summary_choice_is_taken_back(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;
	drive_keys(&choices.drive, "down enter");
	latest(&choices, &before);
	drive_keys(&choices.drive, "y n"); /* no key of the card records */
	drive_keys(&choices.drive, "a p");
	assert_true(drive_shows(&choices.drive, "Are you happy to have a Summary Care Record?"));
	assert_true(drive_shows(&choices.drive, "Until now your answer was yes."));
	drive_keys(&choices.drive, "n");
	latest(&choices, &after);
	assert_int_equal(before, after);
	drive_keys(&choices.drive, "ctrl-s");
	assert_int_equal(latest(&choices, NULL)->kind, FACT_SCR);
	assert_int_equal(latest(&choices, NULL)->scr_status, SCR_DISSENT);
	assert_int_equal(latest(&choices, NULL)->who, WHO_PATIENT);
	assert_null(latest(&choices, NULL)->note);
	assert_true(drive_shows(&choices.drive, "Summary Care Record: you chose not to have one."));
	assert_true(drive_shows(&choices.drive, "It waits to be passed on"));
	drive_keys(&choices.drive, "enter");
	assert_true(drive_shows(&choices.drive, "1 answer of Nisha Patel recorded."));
	assert_true(drive_shows(&choices.drive, "No Summary Care Record: chosen on"));
	drive_keys(&choices.drive, "u ctrl-s");
	assert_true(drive_shows(&choices.drive, "Taken back: recorded the choice about the Summary Care Record"));
	assert_true(drive_shows(&choices.drive, "Core and additional information: chosen on"));
	choices_close(&choices);
}

/* How the patient speaks is one for all pages: said by F2, kept with each choice. */
static void who_rings_chooses_by_telephone(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "f2 down a p n ctrl-s enter enter");
	assert_int_equal(latest(&choices, NULL)->how, HOW_PHONE);
	assert_true(drive_shows(&choices.drive, "Said by telephone."));
	choices_close(&choices);
}

static void nothing_said_is_never_offered(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, GEORGE);
	drive_keys(&choices.drive, "down enter");
	assert_true(drive_shows(&choices.drive, "Core information, nothing said: never chosen"));
	assert_true(drive_shows(&choices.drive, "\"Nothing said\" cannot be chosen"));
	assert_true(drive_shows(&choices.drive, "Sensitive entries: none"));
	drive_keys(&choices.drive, "a p");
	assert_true(drive_shows(&choices.drive, "Until you choose, it shows your medicines, allergies and bad"));
	drive_keys(&choices.drive, "y n ctrl-s");
	assert_int_equal(latest(&choices, NULL)->scr_status, SCR_CORE);
	choices_close(&choices);
}

static void each_sensitive_entry_has_its_own_yes(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "down enter");
	assert_true(drive_shows(&choices.drive, "Sensitive entries: 3, of which 1 put back"));
	drive_keys(&choices.drive, "down down a p");
	assert_false(drive_shows(&choices.drive, "fertilisation"));
	drive_keys(&choices.drive, "y ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->kind, FACT_SCR_INCLUDE);
	assert_string_equal(latest(&choices, NULL)->entry, "demo-e0873"); /* the latest comes first */
	assert_int_equal(latest(&choices, NULL)->scr_include, TRUTH_TRUE);
	assert_true(drive_shows(&choices.drive, "of which 2 put back"));
	drive_keys(&choices.drive, "a p n ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->scr_include, TRUTH_FALSE);
	assert_true(drive_shows(&choices.drive, "patient said no"));
	choices_close(&choices);
}

static void content_is_for_clinicians(void **state)
{
	Choices reception = choices_open(ROLE_RECEPTIONIST, NISHA), clinician = choices_open(ROLE_CLINICIAN, NISHA);
	drive_keys(&reception.drive, "down enter");
	assert_true(drive_shows(&reception.drive, "procedure of 02-Sep-2019"));
	assert_false(drive_shows(&reception.drive, "fertilisation"));
	drive_keys(&clinician.drive, "down enter");
	assert_true(drive_shows(&clinician.drive, "fertilisation"));
	choices_close(&reception);
	choices_close(&clinician);
}

/* --- MIG --- */

static void mig_dissent_closes_every_partner(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "down down enter");
	assert_true(drive_shows(&choices.drive, "East Midlands Ambulance Service NHS Trust: ask"));
	drive_keys(&choices.drive, "a p n ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->mig_choice, MIG_DISSENT);
	assert_true(drive_shows(&choices.drive, "East Midlands Ambulance Service NHS Trust: closed"));
	drive_keys(&choices.drive, "down down enter");
	assert_true(drive_shows(&choices.drive, "No permission opens this to them"));
	assert_ptr_equal(app_screen(choices.drive.app), &screen_mig);
	choices_close(&choices);
}

/* --- Purposes --- */

static void purposes_are_kept_apart(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, GEORGE);
	size_t before, after;
	drive_keys(&choices.drive, "down down down enter");
	latest(&choices, &before);
	drive_keys(&choices.drive, "a p n ctrl-s enter");
	assert_int_equal(latest(&choices, &after)->purpose, PURPOSE_PLANNED);
	assert_int_equal(after, before + 1);
	assert_true(drive_shows(&choices.drive, "Planned care: opted out since 12-Jun-2024"));
	assert_true(drive_shows(&choices.drive, "Unplanned care: allowed; nobody has chosen"));
	drive_keys(&choices.drive, "down down a p n ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->purpose, PURPOSE_RESEARCH);
	assert_int_equal(latest(&choices, NULL)->purpose_choice, CHOICE_OPT_OUT);
	choices_close(&choices);
}

static void a_study_is_named_then_answered(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;
	drive_keys(&choices.drive, "down down down enter");
	latest(&choices, &before);
	drive_keys(&choices.drive, "t \"Bowel study\" enter p");
	assert_true(drive_shows(&choices.drive, "Are you happy for the study Bowel study to use your record?"));
	latest(&choices, &after);
	assert_int_equal(before, after);
	drive_keys(&choices.drive, "n ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->kind, FACT_STUDY_CONSENT);
	assert_string_equal(latest(&choices, NULL)->study, "Bowel study");
	assert_int_equal(latest(&choices, NULL)->answer, ANSWER_NO);
	assert_true(drive_shows(&choices.drive, "Bowel study: no"));
	choices_close(&choices);
}

static void type_2_codes_are_refused(void **state)
{
	static const char *const codes[] = {"\"9Nu4.\"", "\"XaaVL\"", "\"881561000000100\""};
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;
	drive_keys(&choices.drive, "down down down enter");
	latest(&choices, &before);
	for (size_t i = 0; i < countof(codes); i++) {
		drive_keys(&choices.drive, "t");
		drive_keys(&choices.drive, codes[i]);
		drive_keys(&choices.drive, "enter");
		assert_true(drive_shows(&choices.drive, "(type 2) stopped on 11-Oct-2018"));
	}
	latest(&choices, &after);
	assert_int_equal(before, after);
	choices_close(&choices);
}

/* --- The national opt-out --- */

static void the_national_opt_out_is_noted_never_set(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	size_t before, after;
	drive_keys(&choices.drive, "end enter");
	latest(&choices, &before);
	drive_keys(&choices.drive, "s");
	assert_true(drive_shows(&choices.drive, "The desk never sets the national data opt-out"));
	latest(&choices, &after);
	assert_int_equal(before, after);
	drive_keys(&choices.drive, "a p");
	assert_true(drive_shows(&choices.drive, "0300 303 5678"));
	drive_keys(&choices.drive, "y ctrl-s enter");
	assert_int_equal(latest(&choices, NULL)->national, NATIONAL_OPTED_OUT);
	drive_keys(&choices.drive, "esc");
	assert_true(drive_shows(&choices.drive, "National opt-out    opted out"));
	assert_true(drive_shows(&choices.drive, "Planning, research  opted out since 05-Jun-2024"));
	choices_close(&choices);
}

/* The screen is turned round: nothing of the patient is on it. */
static void the_hand_over_names_nobody(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "end enter h");
	assert_true(drive_shows(&choices.drive, "nhs.uk/your-nhs-data-matters"));
	assert_true(drive_shows(&choices.drive, "0300 303 5678"));
	assert_false(drive_shows(&choices.drive, "PATEL"));
	assert_false(drive_shows(&choices.drive, "999 000"));
	drive_keys(&choices.drive, "h");
	assert_ptr_equal(app_screen(choices.drive.app), &screen_national);
	choices_close(&choices);
}

/* --- Rights, the past, the dead, other desks --- */

static void who_may_not_choose_reads_why(void **state)
{
	static const char *const cards[] = {"down enter a", "down down enter a", "down down down enter a",
					    "end enter a", "down a"};
	for (size_t i = 0; i < countof(cards); i++) {
		Choices choices = choices_open(ROLE_PRIVACY_OFFICER, NISHA);
		drive_keys(&choices.drive, cards[i]);
		assert_true(drive_shows(&choices.drive, "A privacy officer may not ask and record answers"));
		choices_close(&choices);
	}
}

static void nothing_changes_in_the_past(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "[ [ down down down down down");
	assert_true(drive_shows(&choices.drive, "As it was on"));
	drive_keys(&choices.drive, "enter a");
	assert_true(drive_shows(&choices.drive, "This is the past"));
	choices_close(&choices);
}

static void nobody_chooses_for_the_dead(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, ARTHUR);
	size_t before, after;
	drive_keys(&choices.drive, "down enter");
	latest(&choices, &before);
	drive_keys(&choices.drive, "a");
	latest(&choices, &after);
	assert_int_equal(before, after);
	assert_true(drive_shows(&choices.drive, "died"));
	choices_close(&choices);
}

static void what_another_desk_tells_is_seen(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	Fact fact = FACT_NONE;
	fact.kind = FACT_MIG;
	fact.id = "other-1";
	fact.by = "Dr Shah";
	fact.patient = NISHA;
	fact.mig_choice = MIG_DISSENT;
	stage_tell(choices.stage, fact);
	stage_wait(choices.stage, &choices.drive, 2);
	assert_true(drive_shows(&choices.drive, "Local view (MIG)    Not shared"));
	choices_close(&choices);
}

static void tabs_lead_here_and_on(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "1 4");
	assert_ptr_equal(app_screen(choices.drive.app), &screen_choices);
	drive_keys(&choices.drive, "enter"); /* the first line is the Sharing tab's */
	assert_ptr_equal(app_screen(choices.drive.app), &screen_matrix);
	drive_keys(&choices.drive, "5");
	assert_true(drive_shows(&choices.drive, "National"));
	choices_close(&choices);
}

/* A card that is open while its window becomes another. */
static void another_window_wraps_the_lines_anew(void **state)
{
	Choices choices = choices_open(ROLE_RECEPTIONIST, NISHA);
	drive_keys(&choices.drive, "down enter");
	drive_size(&choices.drive, 12, 40);
	stage_wait(choices.stage, &choices.drive, 2);
	for (int row = 4; row < 10; row++)
		assert_null(strstr(drive_row(&choices.drive, row), "…"));
	choices_close(&choices);
}

static void the_keys_stand(void **state)
{
	static const Screen *const screens[] = {
		&screen_choices, &screen_scr, &screen_mig, &screen_purposes, &screen_national, &screen_hand_over,
	};
	char fault[128];
	for (size_t i = 0; i < countof(screens); i++)
		if (keymap_fault(&screens[i]->keymap, &action_global, fault, sizeof fault))
			fail_msg("%s: %s", screens[i]->name, fault);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pages_are_as_pictured),
		cmocka_unit_test(a_summary_choice_is_taken_back),
		cmocka_unit_test(who_rings_chooses_by_telephone),
		cmocka_unit_test(nothing_said_is_never_offered),
		cmocka_unit_test(each_sensitive_entry_has_its_own_yes),
		cmocka_unit_test(content_is_for_clinicians),
		cmocka_unit_test(mig_dissent_closes_every_partner),
		cmocka_unit_test(purposes_are_kept_apart),
		cmocka_unit_test(a_study_is_named_then_answered),
		cmocka_unit_test(type_2_codes_are_refused),
		cmocka_unit_test(the_national_opt_out_is_noted_never_set),
		cmocka_unit_test(the_hand_over_names_nobody),
		cmocka_unit_test(who_may_not_choose_reads_why),
		cmocka_unit_test(nothing_changes_in_the_past),
		cmocka_unit_test(nobody_chooses_for_the_dead),
		cmocka_unit_test(what_another_desk_tells_is_seen),
		cmocka_unit_test(tabs_lead_here_and_on),
		cmocka_unit_test(another_window_wraps_the_lines_anew),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
