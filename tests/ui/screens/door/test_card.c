/* By smartcard: in asks for its PIN, out locks, and what was typed is there again. */
#include "unit.h"

#include "model/desk/card.h"
#include "model/lists/lists.h"
#include "ui/screens/lists/lists.h"
#include "ui/stage.h"

static const char of_priya[] = "serial 4F3B of CN=Practice CA", of_sam[] = "serial 4F3C of CN=Practice CA";
static const int sizes[][2] = {{24, 80}, {12, 40}};

static void give_card(Stage *stage, const char *name, const char *identity)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	const Staff *staff = NULL;
	stage_ok(stage, ops->begin(self, &stage->err));
	stage_ok(stage, ops->staff(self, name, &stage->arena, &staff, &stage->err));
	Staff changed = *staff;
	changed.card = identity;
	stage_ok(stage, ops->put_staff(self, &changed, &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

static Stage *open_with_cards(Role role)
{
	Stage *stage = stage_open_reading(role);
	give_card(stage, "Priya S", of_priya);
	give_card(stage, "Sam Reed", of_sam);
	return stage;
}

static void ask_of(Stage *stage, const char *setting, const char *roles)
{
	const LedgerOps *ops = stage->ledger.ops;
	stage_ok(stage, ops->begin(stage->ledger.self, &stage->err));
	stage_ok(stage, ops->put_setting(stage->ledger.self, setting, roles, &stage->err));
	stage_ok(stage, ops->commit(stage->ledger.self, &stage->err));
}

static void put(Stage *stage, Drive *drive, const char *identity, const char *holder)
{
	held_card_put(&stage->card, identity, holder);
	stage_wait(stage, drive, 1);
}

static void pull(Stage *stage, Drive *drive)
{
	held_card_pull(&stage->card);
	stage_wait(stage, drive, 1);
}

/* The PIN is typed, and the card answers. */
static void pin(Drive *drive, const char *keys)
{
	drive_keys(drive, keys);
	app_hear(drive->app);
}

static const char *screen(Drive *drive)
{
	return app_screen(drive->app)->name;
}

static void the_pages_are_as_pictured(void **state)
{
	for (size_t i = 0; i < countof(sizes); i++) {
		Stage *stage = open_with_cards(0);
		Drive drive = stage_drive(stage, NULL, NULL, sizes[i][0], sizes[i][1]);
		put(stage, &drive, of_priya, "Priya S");
		golden_check("sign-in-card", drive_canvas(&drive));
		pin(&drive, "\"" HELD_PIN "\" enter");
		drive_keys(&drive, "\"ashby m\"");
		pull(stage, &drive);
		golden_check("lock-card-out", drive_canvas(&drive));
		put(stage, &drive, of_sam, "Sam Reed");
		golden_check("lock-card", drive_canvas(&drive));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void a_card_and_its_pin_sign_in(void **state)
{
	Stage *stage = open_with_cards(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_false(drive_shows(&drive, "Card or name"));
	put(stage, &drive, of_priya, "Priya S");
	assert_true(drive_shows(&drive, "Card of Priya S"));
	pin(&drive, "\"1111\" enter");
	assert_true(drive_shows(&drive, "not the PIN of this card"));
	assert_null(desk_staff(stage->desk));
	drive_keys(&drive, "\"" HELD_PIN "\"");
	assert_false(drive_shows(&drive, HELD_PIN));
	pin(&drive, "enter");
	assert_string_equal(screen(&drive), "home");
	assert_string_equal(desk_staff(stage->desk)->name, "Priya S");
	drive_close(&drive);
	stage_close(stage);
}

static void a_name_can_be_typed_instead(void **state)
{
	Stage *stage = open_with_cards(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, of_priya, "Priya S");
	drive_keys(&drive, "f2");
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, "f2 \"471\"");
	assert_true(drive_shows(&drive, "Card of Priya S"));
	pull(stage, &drive);
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, "\"Sam R\"");
	put(stage, &drive, of_priya, "Priya S"); /* in the middle of a name: it is not asked */
	assert_true(drive_shows(&drive, "Sam R"));
	drive_keys(&drive, "\"eed\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(desk_staff(stage->desk)->name, "Sam Reed");
	drive_close(&drive);
	stage_close(stage);
}

static void a_card_of_nobody_is_told_so(void **state)
{
	Stage *stage = open_with_cards(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, "serial 01 of CN=Practice CA", "Mallory");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_true(drive_shows(&drive, "belongs to nobody here"));
	assert_string_equal(screen(&drive), "sign_in");
	drive_close(&drive);
	stage_close(stage);
}

static void out_it_locks_and_in_it_opens_where_one_was(void **state)
{
	Stage *stage = open_with_cards(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	drive_keys(&drive, "\"jane smith\" enter \"14-J\""); /* in the middle of a question */
	pull(stage, &drive);
	assert_string_equal(screen(&drive), "lock");
	assert_true(desk_locked(stage->desk));
	assert_false(drive_shows(&drive, "SMITH"));
	drive_keys(&drive, "\"" STAGE_PIN "\" enter"); /* the PIN of the desk does not open what stands by a card */
	assert_string_equal(screen(&drive), "lock");
	put(stage, &drive, of_sam, "Sam Reed");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_true(drive_shows(&drive, "is not that of Priya S"));
	assert_string_equal(screen(&drive), "lock");
	pull(stage, &drive);
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_false(desk_locked(stage->desk));
	assert_true(drive_shows(&drive, "jane smith"));
	assert_true(drive_shows(&drive, "14-J"));
	stage_wait(stage, &drive, 2);
	assert_string_not_equal(screen(&drive), "lock");
	drive_close(&drive);
	stage_close(stage);
}

static void what_was_typed_as_a_passphrase_is_no_pin(void **state)
{
	Stage *stage = open_with_cards(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "f10 \"three pl\"");
	put(stage, &drive, of_priya, "Priya S");
	drive_keys(&drive, "enter");
	assert_int_equal(stage->card.asked, 0);
	drive_keys(&drive, "f2 \"" STAGE_PIN "\" enter");
	assert_false(desk_locked(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void a_session_by_passphrase_stays_when_a_card_goes(void **state)
{
	Stage *stage = open_with_cards(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, of_priya, "Priya S");
	pull(stage, &drive);
	assert_string_equal(screen(&drive), "home");
	drive_close(&drive);
	stage_close(stage);
}

static void where_a_card_is_asked_the_passphrase_asks_for_it(void **state)
{
	Stage *stage = open_with_cards(0);
	ask_of(stage, CARD_SETTING, "all");
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"Priya S\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(screen(&drive), "sign_in");
	assert_true(drive_shows(&drive, "Priya S: put your smartcard in"));
	drive_keys(&drive, "\"12\" enter");
	assert_true(drive_shows(&drive, "no card in the reader"));
	put(stage, &drive, of_sam, "Sam Reed");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_true(drive_shows(&drive, "is not that of Priya S"));
	pull(stage, &drive);
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_string_equal(screen(&drive), "home");
	pull(stage, &drive);
	drive_keys(&drive, "f2 \"" STAGE_PASSPHRASE "\" enter");
	assert_true(desk_locked(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void where_both_are_asked_the_card_asks_for_the_passphrase(void **state)
{
	Stage *stage = open_with_cards(0);
	ask_of(stage, CARD_PASSPHRASE_SETTING, "all");
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	assert_true(drive_shows(&drive, "Priya S: the passphrase too"));
	drive_keys(&drive, "\"another one\" enter");
	assert_true(drive_shows(&drive, "not the passphrase"));
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(screen(&drive), "home");
	drive_close(&drive);
	stage_close(stage);
}

static void half_way_in_the_card_goes_and_nobody_is(void **state)
{
	Stage *stage = open_with_cards(0);
	ask_of(stage, CARD_PASSPHRASE_SETTING, "all");
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	pull(stage, &drive);
	assert_null(desk_staff(stage->desk));
	assert_true(drive_shows(&drive, "Sign in to open the desk"));
	put(stage, &drive, of_priya, "Priya S");
	pin(&drive, "\"" HELD_PIN "\" enter");
	drive_keys(&drive, "esc");
	assert_null(desk_staff(stage->desk));
	drive_close(&drive);
	stage_close(stage);
}

static void what_is_wrong_with_the_reader_is_said(void **state)
{
	Stage *stage = open_with_cards(0);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage->card.seen = (CardSeen){.trouble = "The card reader's module crashed."};
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "module crashed"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_card_is_enrolled_on_the_page_staff(void **state)
{
	for (size_t i = 0; i < countof(sizes); i++) {
		Stage *stage = stage_open_reading(ROLE_ADMINISTRATOR);
		Drive drive = stage_drive(stage, &screen_staff, NULL, sizes[i][0], sizes[i][1]);
		const Staff *staff = NULL;
		drive_keys(&drive, "end k");
		golden_check("staff-card", drive_canvas(&drive));
		put(stage, &drive, of_priya, "Priya S");
		pin(&drive, "\"" HELD_PIN "\" enter");
		golden_check("staff-card-proved", drive_canvas(&drive));
		drive_keys(&drive, "enter");
		stage_ok(stage,
			 stage->ledger.ops->staff(stage->ledger.self, "Sam Reed", &stage->arena, &staff, &stage->err));
		assert_null(staff->card); /* by Ctrl-S alone */
		app_shown(drive.app);
		drive_keys(&drive, "ctrl-s");
		stage_ok(stage,
			 stage->ledger.ops->staff(stage->ledger.self, "Sam Reed", &stage->arena, &staff, &stage->err));
		assert_string_equal(staff->card, of_priya);
		assert_true(drive_shows(&drive, "Sam Reed"));
		drive_close(&drive);
		stage_close(stage);
	}
}

static void a_card_is_taken_away_by_ctrl_s(void **state)
{
	Stage *stage = open_with_cards(ROLE_ADMINISTRATOR);
	Drive drive = stage_drive(stage, &screen_staff, NULL, 24, 80);
	const Staff *staff = NULL;
	while (!drive_shows(&drive, "Priya S, receptionist"))
		drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "has a smartcard"));
	drive_keys(&drive, "t");
	stage_ok(stage, stage->ledger.ops->staff(stage->ledger.self, "Priya S", &stage->arena, &staff, &stage->err));
	assert_non_null(staff->card);
	drive_keys(&drive, "ctrl-s");
	stage_ok(stage, stage->ledger.ops->staff(stage->ledger.self, "Priya S", &stage->arena, &staff, &stage->err));
	assert_null(staff->card);
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pages_are_as_pictured),
		cmocka_unit_test(a_card_and_its_pin_sign_in),
		cmocka_unit_test(a_name_can_be_typed_instead),
		cmocka_unit_test(a_card_of_nobody_is_told_so),
		cmocka_unit_test(out_it_locks_and_in_it_opens_where_one_was),
		cmocka_unit_test(what_was_typed_as_a_passphrase_is_no_pin),
		cmocka_unit_test(a_session_by_passphrase_stays_when_a_card_goes),
		cmocka_unit_test(where_a_card_is_asked_the_passphrase_asks_for_it),
		cmocka_unit_test(where_both_are_asked_the_card_asks_for_the_passphrase),
		cmocka_unit_test(half_way_in_the_card_goes_and_nobody_is),
		cmocka_unit_test(what_is_wrong_with_the_reader_is_said),
		cmocka_unit_test(a_card_is_enrolled_on_the_page_staff),
		cmocka_unit_test(a_card_is_taken_away_by_ctrl_s),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
