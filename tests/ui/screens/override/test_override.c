#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/screens/override/override.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define REVIEWED "9990000182" /* an override of Dr Shah's ran out there; nobody has reviewed it */
#define DIED "9990000220"

typedef struct Page {
	Stage *stage;
	Drive drive;
} Page;

static Page page_open(Role role, const char *nhs)
{
	Page page = {.stage = stage_open(role)};
	page.drive = stage_drive(page.stage, &screen_matrix, stage_chart(page.stage, nhs), 24, 80);
	return page;
}

static void page_close(Page *page)
{
	drive_close(&page->drive);
	stage_close(page->stage);
}

static const Fact *last_of(Page *page, const char *nhs, FactKind kind)
{
	FactList facts;
	const Fact *last = NULL;
	stage_ok(page->stage, page->stage->ledger.ops->facts(page->stage->ledger.self, nhs, &page->stage->arena, &facts,
							     &page->stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind)
			last = &facts.items[i];
	return last;
}

static void both_sizes(Page *page, const char *name)
{
	golden_check(name, drive_canvas(&page->drive));
	drive_size(&page->drive, 12, 40);
	stage_wait(page->stage, &page->drive, 1); /* cards wrap anew */
	golden_check(name, drive_canvas(&page->drive));
	drive_size(&page->drive, 24, 80);
	stage_wait(page->stage, &page->drive, 1);
}

/* From the list of organisations to the tick for private entries. */
static const char filled[] =
	"right down right down i down \"Collapsed at the bus stop\" down o down \"Unconscious\" down";

static void ctrl_s_starts_it_never_enter(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	const Fact *fact;
	drive_keys(&page.drive, "d");
	assert_ptr_equal(app_screen(page.drive.app), &screen_override);
	both_sizes(&page, "override-form");
	drive_keys(&page.drive, filled);
	both_sizes(&page, "override-filled");
	drive_keys(&page.drive, "ctrl-s");
	both_sizes(&page, "override-read-back");
	drive_keys(&page.drive, "enter enter");
	assert_null(last_of(&page, MAUREEN, FACT_OVERRIDE));
	drive_keys(&page.drive, "d ctrl-s");
	fact = last_of(&page, MAUREEN, FACT_OVERRIDE);
	assert_non_null(fact);
	assert_int_equal(fact->override_reason, OVERRIDE_EMERGENCY);
	assert_int_equal(fact->until.seconds - fact->at.seconds, 3600);
	assert_int_equal(fact->include_private, TRUTH_FALSE);
	assert_non_null(strstr(fact->note, "patient not asked: Unconscious"));
	assert_ptr_equal(app_screen(page.drive.app), &screen_overrides);
	both_sizes(&page, "overrides-on");
	page_close(&page);
}

/* In a small window what is read back is longer than it: s reads on before it starts anything. */
static void nothing_starts_before_the_read_back_was_read(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_size(&page.drive, 12, 40);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "ctrl-s");
	stage_wait(page.stage, &page.drive, 1);
	assert_false(drive_shows(&page.drive, "The privacy officer reviews it."));
	drive_keys(&page.drive, "d");
	assert_true(drive_shows(&page.drive, "There is more: read on first."));
	drive_keys(&page.drive, "ctrl-s");
	assert_null(last_of(&page, MAUREEN, FACT_OVERRIDE));
	drive_keys(&page.drive, "pagedown pagedown pagedown pagedown d ctrl-s");
	assert_non_null(last_of(&page, MAUREEN, FACT_OVERRIDE));
	page_close(&page);
}

/* From the keys to the fact and back to the screen. */
static void what_is_typed_is_kept_as_typed(void **state)
{
	static const char words[] = "a; b, \"c\" — d's <e> %s \\n {0}";
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d right down right down i down");
	drive_keys(&page.drive,
		   "\"a; b, \" \" \"c\" \" space \"— d's <e> %s \\n {0}\" down o down \"Unconscious\" down ctrl-s");
	assert_true(drive_shows(&page.drive, words));
	drive_keys(&page.drive, "d ctrl-s");
	assert_non_null(strstr(last_of(&page, MAUREEN, FACT_OVERRIDE)->note, words));
	assert_ptr_equal(app_screen(page.drive.app), &screen_overrides);
	assert_true(drive_shows(&page.drive, words));
	page_close(&page);
}

/* The first of a patient: no empty list below the form. From then on there is one, and n on it starts another. */
static void one_key_opens_one_page(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d esc");
	assert_ptr_equal(app_screen(page.drive.app), &screen_matrix);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "ctrl-s d ctrl-s delete ctrl-s");
	assert_non_null(last_of(&page, MAUREEN, FACT_OVERRIDE_ENDED));
	drive_keys(&page.drive, "esc d");
	assert_ptr_equal(app_screen(page.drive.app), &screen_overrides);
	drive_keys(&page.drive, "d esc");
	assert_ptr_equal(app_screen(page.drive.app), &screen_overrides);
	drive_keys(&page.drive, "esc");
	assert_ptr_equal(app_screen(page.drive.app), &screen_matrix);
	page_close(&page);
}

static void its_line_is_on_every_screen_until_it_ends(void **state)
{
	static const char *const places[] = {"2", "3", "4", "5", "1", "w", "r", "s"};
	Page page = page_open(ROLE_NURSE, MAUREEN);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "ctrl-s d ctrl-s esc");
	both_sizes(&page, "override-matrix");
	for (size_t i = 0; i < countof(places); i++) {
		drive_keys(&page.drive, places[i]);
		if (!drive_shows(&page.drive, "OVERRIDE on until 11:41"))
			fail_msg("no line after %s:\n%s", places[i], drive_text(&page.drive));
		if (i > 4)
			drive_keys(&page.drive, "esc");
	}
	drive_keys(&page.drive, "d delete ctrl-s");
	assert_non_null(last_of(&page, MAUREEN, FACT_OVERRIDE_ENDED));
	assert_false(drive_shows(&page.drive, "OVERRIDE on"));
	drive_keys(&page.drive, "delete");
	assert_true(drive_shows(&page.drive, "over already"));
	page_close(&page);
}

static void it_ends_by_itself(void **state)
{
	Page page = page_open(ROLE_NURSE, MAUREEN);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "backspace backspace \"1\" ctrl-s d ctrl-s esc");
	assert_true(drive_shows(&page.drive, "OVERRIDE on until"));
	stage_wait(page.stage, &page.drive, 61);
	assert_false(drive_shows(&page.drive, "OVERRIDE on until"));
	page_close(&page);
}

static void private_entries_need_tick_and_reason(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	const Fact *fact;
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "down space ctrl-s");
	assert_true(drive_shows(&page.drive, "Why private is missing"));
	drive_keys(&page.drive, "\"an allergy\" up space");
	assert_false(drive_shows(&page.drive, "Why private"));
	drive_keys(&page.drive, "ctrl-s");
	assert_true(drive_shows(&page.drive, "Private entries stay hidden."));
	drive_keys(&page.drive, "esc space ctrl-s");
	assert_true(drive_shows(&page.drive, "WITH the private entries: an allergy"));
	drive_keys(&page.drive, "d ctrl-s");
	fact = last_of(&page, MAUREEN, FACT_OVERRIDE);
	assert_int_equal(fact->include_private, TRUTH_TRUE);
	assert_non_null(strstr(fact->note, "private entries: an allergy"));
	page_close(&page);
}

static void its_minutes_are_limited(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "backspace backspace \"1441\" ctrl-s");
	assert_true(drive_shows(&page.drive, "from 1 to 1440"));
	drive_keys(&page.drive, "backspace backspace backspace backspace \"0\" ctrl-s");
	assert_true(drive_shows(&page.drive, "from 1 to 1440"));
	page_close(&page);
}

/* Ready words: nothing is typed, and nothing said that nobody chose. The practice itself is not offered. */
static void the_shortest_is_eleven_keys(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d");
	assert_false(drive_shows(&page.drive, "this practice"));
	assert_false(drive_shows(&page.drive, "They said"));
	drive_keys(&page.drive, "ctrl-s");
	assert_true(drive_shows(&page.drive, "Who is to see: choose"));
	drive_keys(&page.drive, "right ctrl-s");
	assert_true(drive_shows(&page.drive, "Reason: choose"));
	drive_keys(&page.drive, "right ctrl-s");
	assert_true(drive_shows(&page.drive, "What happened: choose"));
	drive_keys(&page.drive, "c ctrl-s");
	assert_true(drive_shows(&page.drive, "Patient asked: choose"));
	drive_keys(&page.drive, "esc d");
	drive_keys(&page.drive, "d right down right down c down c ctrl-s d ctrl-s");
	const Fact *fact = last_of(&page, MAUREEN, FACT_OVERRIDE);
	assert_non_null(fact);
	assert_string_equal(fact->note,
			    "Why: Collapsed or unconscious; patient not asked: Unconscious or too ill to be asked");
	page_close(&page);
}

static void others_are_refused(void **state)
{
	Page page = page_open(ROLE_RECEPTIONIST, MAUREEN);
	drive_keys(&page.drive, "d");
	assert_ptr_equal(app_screen(page.drive.app), &screen_overrides);
	both_sizes(&page, "overrides-receptionist");
	drive_keys(&page.drive, "d");
	assert_true(drive_shows(&page.drive, "receptionist may not start an override"));
	page_close(&page);
}

static void none_is_started_in_the_past(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "[ d d");
	assert_true(drive_shows(&page.drive, "This is the past"));
	page_close(&page);
	page = page_open(ROLE_CLINICIAN, DIED);
	drive_keys(&page.drive, "a");
	assert_true(drive_shows(&page.drive, "The patient has died"));
	drive_keys(&page.drive, "r");
	assert_true(drive_shows(&page.drive, "The patient has died"));
	drive_keys(&page.drive, "d a down \"RT5\"");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "ctrl-s d");
	assert_true(drive_shows(&page.drive, "The patient has died: only a statute"));
	assert_null(last_of(&page, DIED, FACT_OVERRIDE));
	page_close(&page);
}

static void the_privacy_officer_reviews(void **state)
{
	Page page = {.stage = stage_open(ROLE_PRIVACY_OFFICER)};
	Fact viewed = FACT_NONE;
	const Fact *fact;
	viewed.kind = FACT_VIEWED;
	viewed.id = "look-1";
	viewed.by = "Dr Shah";
	viewed.patient = REVIEWED;
	viewed.org = STAGE_PRACTICE;
	viewed.at = (Instant){.seconds = STAGE_NOW - 2 * 86400 - 10 * 3600}; /* 9 June, 23:41 in London */
	stage_tell(page.stage, viewed);
	page.drive = stage_drive(page.stage, NULL, NULL, 24, 80);
	stage_wait(page.stage, &page.drive, 1);
	assert_true(drive_shows(&page.drive, "Overrides to review"));
	drive_keys(&page.drive, "enter");
	assert_ptr_equal(app_screen(page.drive.app), &screen_override_review);
	both_sizes(&page, "override-review");
	assert_true(drive_shows(&page.drive, "Dr Shah: Opened the record"));
	drive_keys(&page.drive, "j ctrl-s");
	assert_true(drive_shows(&page.drive, "Why"));
	drive_keys(&page.drive, "\"It could not wait\"");
	both_sizes(&page, "override-verdict");
	drive_keys(&page.drive, "enter enter enter");
	both_sizes(&page, "override-verdict-asked");
	drive_keys(&page.drive, "esc ctrl-s enter j");
	assert_null(last_of(&page, REVIEWED, FACT_OVERRIDE_REVIEWED)); /* only Ctrl-S says yes */
	drive_keys(&page.drive, "ctrl-s");
	fact = last_of(&page, REVIEWED, FACT_OVERRIDE_REVIEWED);
	assert_non_null(fact);
	assert_int_equal(fact->outcome, OUTCOME_JUSTIFIED);
	assert_int_equal(fact->tell, TELL_NOW);
	assert_string_equal(fact->reason, "It could not wait");
	both_sizes(&page, "override-reviewed");
	drive_keys(&page.drive, "w");
	assert_true(drive_shows(&page.drive, "reviewed already"));
	page_close(&page);
}

/* From the minutes to what the patient is told. */
static const char to_tell[] = "down down";

static void safeguarding_is_told_after_its_review(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, to_tell);
	both_sizes(&page, "override-tell");
	drive_keys(&page.drive, "up up up up up up up right ctrl-s");
	assert_true(drive_shows(&page.drive, "The patient is told after the review"));
	drive_keys(&page.drive, "esc down down down down down down down right ctrl-s");
	assert_true(drive_shows(&page.drive, "AT ONCE, though it is for safeguarding"));
	drive_keys(&page.drive, "esc left ctrl-s d ctrl-s");
	assert_int_equal(last_of(&page, MAUREEN, FACT_OVERRIDE)->tell, TELL_AFTER_REVIEW);
	assert_true(drive_shows(&page.drive, "The patient is told after the review. Until"));
	page_close(&page);
}

static void not_telling_needs_a_reason(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	const Fact *fact;
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, to_tell);
	drive_keys(&page.drive, "left ctrl-s");
	assert_true(drive_shows(&page.drive, "Why not is missing"));
	drive_keys(&page.drive, "\"her brother reads her post\" ctrl-s");
	both_sizes(&page, "override-not-told");
	drive_keys(&page.drive, "d ctrl-s");
	fact = last_of(&page, MAUREEN, FACT_OVERRIDE);
	assert_int_equal(fact->tell, TELL_NOT);
	assert_non_null(strstr(fact->note, "patient not told: her brother reads her post"));
	assert_true(drive_shows(&page.drive, "Why not: her brother reads her post."));
	page_close(&page);
}

/* Started at another desk, and over: it waits for its review, and the patient with it. */
static void tell_safeguarding(Stage *stage)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE;
	fact.id = "safe-1";
	fact.by = "Dr Shah";
	fact.patient = MAUREEN;
	fact.override = "safe";
	fact.org = STAGE_PRACTICE;
	fact.override_reason = OVERRIDE_SAFEGUARDING;
	fact.include_private = TRUTH_FALSE;
	fact.note = "Why: afraid of her brother; patient not asked: he was there";
	fact.at = (Instant){.seconds = STAGE_NOW - 3 * 86400};
	fact.until = instant_add(fact.at, 3600);
	stage_tell(stage, fact);
}

static void the_reviewer_says_whether_the_patient_is_told(void **state)
{
	Page page = {.stage = stage_open(ROLE_PRIVACY_OFFICER)};
	const Fact *fact;
	tell_safeguarding(page.stage);
	page.drive = stage_drive(page.stage, NULL, NULL, 24, 80);
	stage_wait(page.stage, &page.drive, 1);
	both_sizes(&page, "home-override-not-told");
	drive_keys(&page.drive, "enter enter");
	assert_true(drive_shows(&page.drive, "The patient is told after the review. Until"));
	drive_keys(&page.drive, "w \"nobody spoke with her\" ctrl-s"); /* nothing is chosen for the reviewer */
	assert_true(drive_shows(&page.drive, "Say whether the patient is told"));
	drive_keys(&page.drive, "down right right ctrl-s");
	assert_true(drive_shows(&page.drive, "why the patient is not to be told"));
	drive_keys(&page.drive, "down \"the case goes on\" ctrl-s");
	assert_true(drive_shows(&page.drive, "The override was NOT justified. The patient is not told"));
	drive_keys(&page.drive, "ctrl-s");
	fact = last_of(&page, MAUREEN, FACT_OVERRIDE_REVIEWED);
	assert_int_equal(fact->tell, TELL_NOT);
	assert_string_equal(fact->note, "the case goes on");
	both_sizes(&page, "override-reviewed-not-told");
	drive_keys(&page.drive, "j \"closed\" down left ctrl-s ctrl-s"); /* told after all */
	assert_int_equal(last_of(&page, MAUREEN, FACT_OVERRIDE_REVIEWED)->tell, TELL_NOW);
	drive_keys(&page.drive, "j");
	assert_true(drive_shows(&page.drive, "reviewed already"));
	page_close(&page);
}

/* Papers and questions are read by the patient too; the other pages are staff's. */
static void what_is_turned_to_the_patient_has_no_line_of_it(void **state)
{
	static const char *const places[] = {"t", "a"};
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, to_tell);
	drive_keys(&page.drive, "right right ctrl-s d ctrl-s esc");
	for (size_t i = 0; i < countof(places); i++) {
		assert_true(drive_shows(&page.drive, "OVERRIDE on until"));
		drive_keys(&page.drive, places[i]);
		assert_false(app_screen(page.drive.app) == &screen_matrix);
		assert_false(drive_shows(&page.drive, "OVERRIDE"));
		drive_keys(&page.drive, "esc");
	}
	drive_keys(&page.drive, "d delete ctrl-s d");
	drive_keys(&page.drive, filled);
	drive_keys(&page.drive, "ctrl-s d ctrl-s esc t");
	assert_true(drive_shows(&page.drive, "OVERRIDE on until"));
	page_close(&page);
}

static void reception_does_not_read_why(void **state)
{
	Page page = {.stage = stage_open(ROLE_RECEPTIONIST)};
	tell_safeguarding(page.stage);
	page.drive = stage_drive(page.stage, &screen_matrix, stage_chart(page.stage, MAUREEN), 24, 80);
	drive_keys(&page.drive, "d");
	assert_true(drive_shows(&page.drive, "safeguarding"));
	assert_false(drive_shows(&page.drive, "brother"));
	drive_keys(&page.drive, "enter");
	assert_ptr_equal(app_screen(page.drive.app), &screen_override_review);
	assert_false(drive_shows(&page.drive, "brother"));
	page_close(&page);
}

/* With its time, and nobody else's home has it. */
static void one_that_is_on_stands_on_their_home(void **state)
{
	Page page = page_open(ROLE_CLINICIAN, MAUREEN);
	drive_keys(&page.drive, "d right down right down c down c ctrl-s d ctrl-s esc esc");
	stage_wait(page.stage, &page.drive, 1);
	assert_false(drive_shows(&page.drive, "Overrides on now"));
	stage_ok(page.stage, desk_sign_in_demo(page.stage->desk, ROLE_PRIVACY_OFFICER, &page.stage->err));
	drive_close(&page.drive);
	page.drive = stage_drive(page.stage, NULL, NULL, 24, 80);
	stage_wait(page.stage, &page.drive, 1);
	assert_true(drive_shows(&page.drive, "until 11:41"));
	both_sizes(&page, "home-override-on");
	drive_keys(&page.drive, "2 enter");
	assert_ptr_equal(app_screen(page.drive.app), &screen_override_review);
	assert_true(drive_shows(&page.drive, "until 11:41"));
	assert_true(drive_shows(&page.drive, "Dr Shah: Opened the record."));
	assert_true(drive_shows(&page.drive, "Opened the record, for the review.")); /* no use of the override */
	page_close(&page);
}

static void nobody_reviews_their_own(void **state)
{
	Page page = {.stage = stage_open(ROLE_CLINICIAN)};
	Fact own = FACT_NONE;
	own.kind = FACT_OVERRIDE, own.id = "own", own.patient = REVIEWED, own.override = "own", own.org = "RX9";
	own.override_reason = OVERRIDE_EMERGENCY, own.include_private = TRUTH_FALSE, own.by = "Dr Shah";
	own.at = instant_add(page.stage->clock.now, -7200);
	own.until = instant_add(page.stage->clock.now, -3600);
	stage_tell_here(page.stage, own);
	page.drive = stage_drive(page.stage, &screen_matrix, stage_chart(page.stage, REVIEWED), 24, 80);
	drive_keys(&page.drive, "d");
	if (app_screen(page.drive.app) == &screen_override)
		drive_keys(&page.drive, "esc");
	drive_keys(&page.drive, "enter j");
	assert_true(drive_shows(&page.drive, "Nobody reviews their own"));
	page_close(&page);
}

static void the_keys_stand(void **state)
{
	static const Screen *const screens[] = {&screen_override, &screen_overrides, &screen_override_review,
						&screen_override_verdict, &screen_matrix};
	char fault[128];
	for (size_t i = 0; i < countof(screens); i++)
		if (keymap_fault(&screens[i]->keymap, &action_global, fault, sizeof fault))
			fail_msg("%s: %s", screens[i]->name, fault);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ctrl_s_starts_it_never_enter),
		cmocka_unit_test(nothing_starts_before_the_read_back_was_read),
		cmocka_unit_test(what_is_typed_is_kept_as_typed),
		cmocka_unit_test(one_key_opens_one_page),
		cmocka_unit_test(its_line_is_on_every_screen_until_it_ends),
		cmocka_unit_test(it_ends_by_itself),
		cmocka_unit_test(private_entries_need_tick_and_reason),
		cmocka_unit_test(its_minutes_are_limited),
		cmocka_unit_test(the_shortest_is_eleven_keys),
		cmocka_unit_test(others_are_refused),
		cmocka_unit_test(none_is_started_in_the_past),
		cmocka_unit_test(the_privacy_officer_reviews),
		cmocka_unit_test(safeguarding_is_told_after_its_review),
		cmocka_unit_test(not_telling_needs_a_reason),
		cmocka_unit_test(the_reviewer_says_whether_the_patient_is_told),
		cmocka_unit_test(what_is_turned_to_the_patient_has_no_line_of_it),
		cmocka_unit_test(reception_does_not_read_why),
		cmocka_unit_test(one_that_is_on_stands_on_their_home),
		cmocka_unit_test(nobody_reviews_their_own),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
