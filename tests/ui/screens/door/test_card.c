/* By smartcard: in asks for its PIN, out locks, and what was typed is there again. */
#include "ui/at_desk.h"

#include "model/desk/card.h"
#include "model/lists/lists.h"

#define GOOD_PIN "\"" HELD_PIN "\" enter"
#define STAFF "ctrl-p \"staff\" enter "

static const char of_priya[] = "serial 4F3B of CN=Practice CA", of_sam[] = "serial 4F3C of CN=Practice CA";
static const int sizes[][2] = {{24, 80}, {12, 40}};

static void give_card(const char *name, const char *identity)
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

/* Both have a card. */
static int begin_as(Role role)
{
	begin_on(stage_open_reading(role));
	give_card("Priya S", of_priya);
	give_card("Sam Reed", of_sam);
	return 0;
}

static int begin_with_nobody(void **state)
{
	return begin_as(0);
}

static int begin_with_priya(void **state)
{
	return begin_as(ROLE_RECEPTIONIST);
}

static int begin_with_sam(void **state)
{
	return begin_as(ROLE_ADMINISTRATOR);
}

static void ask_of(const char *setting, const char *roles)
{
	const LedgerOps *ops = stage->ledger.ops;
	stage_ok(stage, ops->begin(stage->ledger.self, &stage->err));
	stage_ok(stage, ops->put_setting(stage->ledger.self, setting, roles, &stage->err));
	stage_ok(stage, ops->commit(stage->ledger.self, &stage->err));
}

static void put(const char *identity, const char *holder)
{
	held_card_put(&stage->card, identity, holder);
	stage_wait(stage, &drive, 1);
}

static void pull(void)
{
	held_card_pull(&stage->card);
	stage_wait(stage, &drive, 1);
}

/* The PIN is typed, and the card answers. */
static void pin(const char *keys)
{
	drive_keys(&drive, keys);
	app_hear(drive.app);
}

/* Put in, with its PIN. */
static void use(const char *identity, const char *holder)
{
	put(identity, holder);
	pin(GOOD_PIN);
}

static const char *screen(void)
{
	return app_screen(drive.app)->name;
}

static void the_pages_are_as_pictured(void **state)
{
	for (size_t i = 0; i < countof(sizes); i++) {
		end(NULL);
		begin_with_nobody(NULL);
		drive_size(&drive, sizes[i][0], sizes[i][1]);
		put(of_priya, "Priya S");
		golden_check("sign-in-card", drive_canvas(&drive));
		pin(GOOD_PIN);
		drive_keys(&drive, "\"ashby m\"");
		pull();
		golden_check("lock-card-out", drive_canvas(&drive));
		put(of_sam, "Sam Reed");
		golden_check("lock-card", drive_canvas(&drive));
	}
}

static void a_card_and_its_pin_sign_in(void **state)
{
	assert_false(drive_shows(&drive, "Card or name"));
	put(of_priya, "Priya S");
	assert_true(drive_shows(&drive, "Card of Priya S"));
	pin("\"1111\" enter");
	assert_true(drive_shows(&drive, "not the PIN of this card"));
	assert_null(desk_staff(stage->desk));
	drive_keys(&drive, "\"" HELD_PIN "\"");
	assert_false(drive_shows(&drive, HELD_PIN));
	pin("enter");
	assert_string_equal(screen(), "home");
	assert_string_equal(desk_staff(stage->desk)->name, "Priya S");
}

static void a_name_can_be_typed_instead(void **state)
{
	put(of_priya, "Priya S");
	drive_keys(&drive, "f2");
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, "f2 \"471\"");
	assert_true(drive_shows(&drive, "Card of Priya S"));
	pull();
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, "\"Sam R\"");
	put(of_priya, "Priya S"); /* in the middle of a name: it is not asked */
	assert_true(drive_shows(&drive, "Sam R"));
	drive_keys(&drive, "\"eed\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(desk_staff(stage->desk)->name, "Sam Reed");
}

static void a_card_of_nobody_is_told_so(void **state)
{
	put("serial 01 of CN=Practice CA", "Mallory");
	pin(GOOD_PIN);
	assert_true(drive_shows(&drive, "belongs to nobody here"));
	assert_string_equal(screen(), "sign_in");
}

static void out_it_locks_and_in_it_opens_where_one_was(void **state)
{
	use(of_priya, "Priya S");
	drive_keys(&drive, "\"jane smith\" enter \"14-J\""); /* in the middle of a question */
	pull();
	assert_string_equal(screen(), "lock");
	assert_true(desk_locked(stage->desk));
	assert_false(drive_shows(&drive, "SMITH"));
	drive_keys(&drive, "\"" STAGE_PIN "\" enter"); /* the PIN of the desk does not open what stands by a card */
	assert_string_equal(screen(), "lock");
	use(of_sam, "Sam Reed");
	assert_true(drive_shows(&drive, "is not that of Priya S"));
	assert_string_equal(screen(), "lock");
	pull();
	use(of_priya, "Priya S");
	assert_false(desk_locked(stage->desk));
	assert_true(drive_shows(&drive, "jane smith"));
	assert_true(drive_shows(&drive, "14-J"));
	stage_wait(stage, &drive, 2);
	assert_string_not_equal(screen(), "lock");
}

static void what_was_typed_as_a_passphrase_is_no_pin(void **state)
{
	drive_keys(&drive, "f10 \"three pl\"");
	put(of_priya, "Priya S");
	drive_keys(&drive, "enter");
	assert_int_equal(stage->card.asked, 0);
	drive_keys(&drive, "f2 \"" STAGE_PIN "\" enter");
	assert_false(desk_locked(stage->desk));
}

static void a_session_by_passphrase_stays_when_a_card_goes(void **state)
{
	put(of_priya, "Priya S");
	pull();
	assert_string_equal(screen(), "home");
}

static void where_a_card_is_asked_the_passphrase_asks_for_it(void **state)
{
	ask_of(CARD_SETTING, "all");
	drive_keys(&drive, "\"Priya S\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(screen(), "sign_in");
	assert_true(drive_shows(&drive, "Priya S: put your smartcard in"));
	drive_keys(&drive, "\"12\" enter");
	assert_true(drive_shows(&drive, "no card in the reader"));
	use(of_sam, "Sam Reed");
	assert_true(drive_shows(&drive, "is not that of Priya S"));
	pull();
	use(of_priya, "Priya S");
	assert_string_equal(screen(), "home");
	pull();
	drive_keys(&drive, "f2 \"" STAGE_PASSPHRASE "\" enter");
	assert_true(desk_locked(stage->desk));
}

static void where_both_are_asked_the_card_asks_for_the_passphrase(void **state)
{
	ask_of(CARD_PASSPHRASE_SETTING, "all");
	use(of_priya, "Priya S");
	assert_true(drive_shows(&drive, "Priya S: the passphrase too"));
	drive_keys(&drive, "\"another one\" enter");
	assert_true(drive_shows(&drive, "not the passphrase"));
	drive_keys(&drive, "\"" STAGE_PASSPHRASE "\" enter");
	assert_string_equal(screen(), "home");
}

static void who_is_asked_and_has_none_is_named_by_the_settings(void **state)
{
	use(of_sam, "Sam Reed");
	drive_keys(&drive, "ctrl-p \"settings\" enter ctrl-s");
	assert_true(drive_shows(&drive, "The settings are kept."));
	assert_false(drive_shows(&drive, "k on the page Staff makes one theirs"));
	ask_of(CARD_SETTING, "all");
	drive_keys(&drive, "ctrl-p \"settings\" enter ctrl-s");
	assert_true(drive_shows(&drive, "Dr Shah"));
	assert_true(drive_shows(&drive, "k on the page Staff makes one theirs"));
}

static void half_way_in_the_card_goes_and_nobody_is(void **state)
{
	ask_of(CARD_PASSPHRASE_SETTING, "all");
	use(of_priya, "Priya S");
	pull();
	assert_null(desk_staff(stage->desk));
	assert_true(drive_shows(&drive, "Sign in to open the desk"));
	use(of_priya, "Priya S");
	drive_keys(&drive, "esc");
	assert_null(desk_staff(stage->desk));
}

static void what_is_wrong_with_the_reader_is_said(void **state)
{
	stage->card.seen = (CardSeen){.trouble = "The card reader's module crashed."};
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "module crashed"));
}

static const char *card_of(const char *name)
{
	const Staff *staff = NULL;
	stage_ok(stage, stage->ledger.ops->staff(stage->ledger.self, name, &stage->arena, &staff, &stage->err));
	return staff->card;
}

static void a_card_is_enrolled_on_the_page_staff(void **state)
{
	for (size_t i = 0; i < countof(sizes); i++) {
		end(NULL);
		begin_on(stage_open_reading(ROLE_ADMINISTRATOR));
		drive_size(&drive, sizes[i][0], sizes[i][1]);
		drive_keys(&drive, STAFF "end k");
		golden_check("staff-card", drive_canvas(&drive));
		put(of_priya, "Priya S");
		pin(GOOD_PIN);
		golden_check("staff-card-proved", drive_canvas(&drive));
		drive_keys(&drive, "enter");
		assert_null(card_of("Sam Reed")); /* by Ctrl-S alone */
		app_shown(drive.app);
		drive_keys(&drive, "ctrl-s");
		assert_string_equal(card_of("Sam Reed"), of_priya);
		assert_true(drive_shows(&drive, "Sam Reed"));
	}
}

static void a_card_is_taken_away_by_ctrl_s(void **state)
{
	drive_keys(&drive, STAFF);
	while (!drive_shows(&drive, "Priya S, receptionist"))
		drive_keys(&drive, "down");
	assert_true(drive_shows(&drive, "has a smartcard"));
	drive_keys(&drive, "t");
	assert_non_null(card_of("Priya S"));
	drive_keys(&drive, "ctrl-s");
	assert_null(card_of("Priya S"));
}

#define NOBODY(test) cmocka_unit_test_setup_teardown(test, begin_with_nobody, end)
#define PRIYA(test) cmocka_unit_test_setup_teardown(test, begin_with_priya, end)
#define SAM(test) cmocka_unit_test_setup_teardown(test, begin_with_sam, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		NOBODY(the_pages_are_as_pictured),
		NOBODY(a_card_and_its_pin_sign_in),
		NOBODY(a_name_can_be_typed_instead),
		NOBODY(a_card_of_nobody_is_told_so),
		NOBODY(out_it_locks_and_in_it_opens_where_one_was),
		PRIYA(what_was_typed_as_a_passphrase_is_no_pin),
		PRIYA(a_session_by_passphrase_stays_when_a_card_goes),
		NOBODY(where_a_card_is_asked_the_passphrase_asks_for_it),
		NOBODY(where_both_are_asked_the_card_asks_for_the_passphrase),
		NOBODY(who_is_asked_and_has_none_is_named_by_the_settings),
		NOBODY(half_way_in_the_card_goes_and_nobody_is),
		NOBODY(what_is_wrong_with_the_reader_is_said),
		SAM(a_card_is_enrolled_on_the_page_staff),
		SAM(a_card_is_taken_away_by_ctrl_s),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
