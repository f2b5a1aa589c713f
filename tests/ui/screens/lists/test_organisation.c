#include "unit.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/action.h"
#include "ui/screens/lists/lists.h"
#include "ui/stage.h"

typedef struct Card {
	Stage *stage;
	Drive drive;
} Card;

static Card card_open(Role role, const char *code)
{
	Card card = {.stage = stage_open(role)};
	card.drive = stage_drive(card.stage, &screen_organisation, &(OrganisationArgument){code}, 24, 80);
	return card;
}

static Card list_open_for(Role role)
{
	Card card = {.stage = stage_open(role)};
	card.drive = stage_drive(card.stage, &screen_organisations, NULL, 24, 80);
	return card;
}

static void card_close(Card *card)
{
	drive_close(&card->drive);
	stage_close(card->stage);
}

static const Organisation *organisation(Card *card, const char *code)
{
	const Organisation *found = NULL;
	stage_ok(card->stage,
		 desk_organisation(card->stage->desk, code, &card->stage->arena, &found, &card->stage->err));
	return found;
}

static Standing standing(Card *card, const char *code)
{
	Standing said = 0;
	stage_ok(card->stage, desk_standing(card->stage->desk, code, &said, &card->stage->err));
	return said;
}

static const void *cornwall(Stage *stage)
{
	static const OrganisationArgument argument = {"REF"};
	return &argument;
}

static void a_receptionist_reads_the_card(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST, "REF");
	stage_golden(card.stage, "organisation-card", &screen_organisation, cornwall, NULL);
	drive_keys(&card.drive, "e");
	assert_true(
		drive_shows(&card.drive, "An administrator changes the card, the privacy officer the list it is on."));
	card_close(&card);
}

/* Whoever refers may say which system, while nobody knows. */
static void a_receptionist_tells_an_unknown_system(void **state)
{
	Card card = card_open(ROLE_RECEPTIONIST, "RX1");
	drive_keys(&card.drive, "e s enter ctrl-s");
	assert_true(drive_shows(&card.drive, "The card is saved."));
	assert_int_equal(organisation(&card, "RX1")->system, SYSTEM_SYSTMONE);
	assert_string_equal(organisation(&card, "RX1")->name, "NOTTINGHAM UNIVERSITY HOSPITALS NHS TRUST");
	drive_keys(&card.drive, "e");
	assert_true(drive_shows(&card.drive, "An administrator changes the card"));
	card_close(&card);
}

static void the_privacy_officer_changes_the_standing(void **state)
{
	Card card = card_open(ROLE_PRIVACY_OFFICER, "REF");
	drive_keys(&card.drive, "e");
	golden_check("organisation-standing", drive_canvas(&card.drive));
	drive_keys(&card.drive, "p enter ctrl-s");
	assert_int_equal(standing(&card, "REF"), STANDING_PROHIBITED);
	assert_true(drive_shows(&card.drive, "prohibited"));
	drive_keys(&card.drive, "e n ctrl-s");
	assert_int_equal(standing(&card, "REF"), STANDING_VERIFY);
	card_close(&card);
}

static void an_administrator_changes_all(void **state)
{
	Card card = card_open(ROLE_ADMINISTRATOR, "REF");
	drive_keys(&card.drive, "e");
	golden_check("organisation-form", drive_canvas(&card.drive));
	drive_size(&card.drive, 12, 40);
	golden_check("organisation-form", drive_canvas(&card.drive));
	drive_keys(&card.drive, "down u down space down n down down down ctrl-u \"01872 999\" down e down o ctrl-s");
	assert_true(drive_shows(&card.drive, "The card is saved."));
	assert_string_equal(organisation(&card, "REF")->phone, "01872 999");
	assert_int_equal(organisation(&card, "REF")->care, CARE_URGENT);
	assert_int_equal(organisation(&card, "REF")->mig, TRUTH_TRUE);
	assert_int_equal(organisation(&card, "REF")->scr, TRUTH_FALSE);
	assert_int_equal(organisation(&card, "REF")->system, SYSTEM_EMIS);
	assert_int_equal(standing(&card, "REF"), STANDING_ALLOWED);
	assert_string_equal(organisation(&card, "REF")->postcode, "TR1 3LJ");
	card_close(&card);
}

/* Where nobody said it, the care says it, and what was said can be taken off again. */
static void who_views_the_summary_is_said(void **state)
{
	Card card = card_open(ROLE_ADMINISTRATOR, "REF");
	drive_keys(&card.drive, "e down down down a ctrl-s");
	assert_true(drive_shows(&card.drive, "no, as its care"));
	drive_keys(&card.drive, "e down u down down y ctrl-s");
	assert_true(drive_shows(&card.drive, "Views SCR     yes"));
	drive_keys(&card.drive, "e down down down n ctrl-s");
	assert_int_equal(organisation(&card, "REF")->scr, TRUTH_FALSE);
	assert_true(drive_shows(&card.drive, "Views SCR     no"));
	drive_keys(&card.drive, "e down down down a ctrl-s");
	assert_int_equal(organisation(&card, "REF")->scr, 0);
	assert_true(drive_shows(&card.drive, "yes, as its care"));
	card_close(&card);
}

static void leaving_a_changed_form_asks(void **state)
{
	Card card = card_open(ROLE_ADMINISTRATOR, "REF");
	drive_keys(&card.drive, "e esc");
	assert_true(drive_shows(&card.drive, "Commissioner") || drive_shows(&card.drive, "Code"));
	drive_keys(&card.drive, "e \"x\" esc");
	assert_true(drive_shows(&card.drive, "Leave without saving?"));
	drive_keys(&card.drive, "d");
	assert_string_equal(organisation(&card, "REF")->name, "ROYAL CORNWALL HOSPITALS NHS TRUST");
	card_close(&card);
}

static void the_practice_itself_is_on_no_list(void **state)
{
	Card card = card_open(ROLE_PRIVACY_OFFICER, STAGE_PRACTICE);
	assert_true(drive_shows(&card.drive, "this practice itself"));
	drive_keys(&card.drive, "e");
	assert_true(drive_shows(&card.drive, "An administrator changes the practice's own card."));
	card_close(&card);
}

static void one_is_added_by_hand(void **state)
{
	Card card = card_open(ROLE_ADMINISTRATOR, NULL);
	drive_keys(&card.drive, "ctrl-s");
	assert_true(drive_shows(&card.drive, "Name is missing"));
	drive_keys(&card.drive, "\"Oadby Foot Clinic\" down down down down \"Oadby\" ctrl-s");
	assert_true(drive_shows(&card.drive, "Added as local-oadby-foot-clinic. It can be referred to now."));
	assert_string_equal(organisation(&card, "local-oadby-foot-clinic")->town, "Oadby");
	assert_int_equal(organisation(&card, "local-oadby-foot-clinic")->care, CARE_PLANNED);
	assert_int_equal(organisation(&card, "local-oadby-foot-clinic")->scr, 0);
	card_close(&card);
}

static void only_administrators_add(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(app_open(drive.app, &screen_organisation, &(OrganisationArgument){NULL}));
	assert_true(drive_shows(&drive, "A receptionist may not change organisations"));
	drive_close(&drive);
	stage_close(stage);
}

static void the_list_finds_by_words(void **state)
{
	Card card = list_open_for(ROLE_RECEPTIONIST);
	stage_golden(card.stage, "organisations", &screen_organisations, NULL, NULL);
	drive_keys(&card.drive, "\"nott univ\"");
	golden_check("organisations-found", drive_canvas(&card.drive));
	drive_keys(&card.drive, "enter");
	assert_ptr_equal(app_screen(card.drive.app), &screen_organisation);
	assert_true(drive_shows(&card.drive, "0115 924 9924"));
	drive_keys(&card.drive, "esc ctrl-n");
	assert_true(drive_shows(&card.drive, "Only an administrator adds an organisation by hand."));
	card_close(&card);
}

static void those_on_our_lists_stand_alone(void **state)
{
	Card card = list_open_for(ROLE_PRIVACY_OFFICER);
	drive_keys(&card.drive, "ctrl-o");
	golden_check("organisations-listed", drive_canvas(&card.drive));
	assert_false(drive_shows(&card.drive, "needs a code"));
	drive_keys(&card.drive, "\"leic part\"");
	assert_true(drive_shows(&card.drive, "Leicestershire Partnership"));
	assert_false(drive_shows(&card.drive, "East Midlands"));
	drive_keys(&card.drive, "enter e n enter ctrl-s esc");
	assert_true(drive_shows(&card.drive, "Nothing matches"));
	card_close(&card);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_organisation.keymap, &action_global, fault, sizeof fault));
	assert_null(keymap_fault(&screen_organisations.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receptionist_reads_the_card),
		cmocka_unit_test(a_receptionist_tells_an_unknown_system),
		cmocka_unit_test(the_privacy_officer_changes_the_standing),
		cmocka_unit_test(an_administrator_changes_all),
		cmocka_unit_test(who_views_the_summary_is_said),
		cmocka_unit_test(leaving_a_changed_form_asks),
		cmocka_unit_test(the_practice_itself_is_on_no_list),
		cmocka_unit_test(one_is_added_by_hand),
		cmocka_unit_test(only_administrators_add),
		cmocka_unit_test(the_list_finds_by_words),
		cmocka_unit_test(those_on_our_lists_stand_alone),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
