/* A sitting, a referral or a form is put aside, somebody else is served, and it is taken up where it stood. */
#include "ui/at_desk.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"

#define ASHBY_MAUREEN "9990000018"
#define SMITH_ELDER "9990000085" /* Jane, born 14-Jul-1945; there is another */

static void other_desk_contacts(const char *nhs)
{
	Chart *chart = NULL;
	if (!desk_staff(stage->other))
		stage_ok(stage, desk_sign_in(stage->other, "Nurse Okoye", STAGE_PASSPHRASE, &stage->err));
	stage_ok(stage, desk_open_chart(stage->other, nhs, (Date){0}, &chart, &stage->err));
	stage_ok(stage, desk_contact(stage->other, chart, &(Contact){.email = "mo@example.com"}, &stage->err));
	desk_close_chart(stage->other, chart);
}

static void asides_are_as_pictured(void **state)
{
	stage_golden(stage, "aside", NULL, NULL,
		     "\"ashby m\" enter a p enter ctrl-z \"kowal\" enter r \"kibw\" ctrl-z f2 \"New\" ctrl-z");
	stage_golden(stage, "aside-taken-up", NULL, NULL, "\"ashby m\" enter a p enter ctrl-z ctrl-z");
}

/* Nothing of it is told but who looked; the other patient's answers are theirs. */
static void a_sitting_is_taken_up_where_it_stood(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter a p enter");
	const char *page = arena_text(&stage->arena, drive_text(&drive));
	const int64_t head = desk_head(stage->desk);
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	assert_int_equal(desk_head(stage->desk), head);
	drive_keys(&drive, "\"kowal\" enter");
	assert_true(drive_shows(&drive, "KOWALSKA, Agnieszka"));
	drive_keys(&drive, "esc ctrl-z");
	assert_true(drive_shows(&drive, "Taken up as it stood at 10:41. Make sure that it is Mo Ashby, born"));
	drive_wait(&drive, 1);
	drive_keys(&drive, "f12"); /* the notice goes */
	assert_int_equal(strncmp(drive_text(&drive), page, 400), 0);
	assert_int_equal(desk_head(stage->desk), head + 2); /* two looks */
}

static void enter_on_its_row_takes_it_up(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter r \"kibw\" ctrl-z \"kowal\" enter a ctrl-z");
	drive_keys(&drive, "up");
	assert_true(drive_shows(&drive, "▌ 2 ASHBY, Maureen"));
	assert_true(drive_shows(&drive, "Refer to, put aside at 10:41."));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "refer");
	assert_true(drive_shows(&drive, "kibw"));
}

/* As when they are opened: who has a namesake says the date of birth, each time. */
static void who_has_a_namesake_is_asked_again(void **state)
{
	drive_keys(&drive, "\"jane smi\" enter \"14/7/1945\" enter r ctrl-z ctrl-z");
	assert_true(drive_shows(&drive, "There is more than one Jane Smith here"));
	drive_keys(&drive, "\"1/1/1980\" enter");
	assert_true(drive_shows(&drive, "That is not the date of birth on file"));
	assert_int_equal(app_aside_count(drive.app), 1);
	drive_keys(&drive, "esc ctrl-z \"14/7/1945\" enter");
	assert_string_equal(app_screen(drive.app)->name, "refer");
}

static void what_another_desk_told_is_said(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter h ctrl-z");
	other_desk_contacts(ASHBY_MAUREEN);
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "Meanwhile Nurse Okoye, 10:41:"));
	drive_wait(&drive, 2);
	drive_keys(&drive, "ctrl-u \"07700900123\" ctrl-s");
	assert_true(drive_shows(&drive, "was recorded: look at it, then do this again."));
	drive_keys(&drive, "ctrl-s");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
}

/* A nurse's form shows the number that a fresh opening blanks; the page below it names the practice. */
static void who_became_restricted_is_not_taken_up(void **state)
{
	static const char *const pages[] = {"\"ashby m\" enter h ctrl-z", "\"ashby m\" enter ctrl-z"};
	end(NULL);
	for (size_t i = 0; i < countof(pages); i++) {
		stage = stage_open(ROLE_NURSE);
		drive = stage_drive(stage, NULL, NULL, 24, 80);
		drive_keys(&drive, pages[i]);
		stage_tell(
			stage,
			(Fact){.kind = FACT_RESTRICTED, .patient = ASHBY_MAUREEN, .by = "Dr Shah", .on = TRUTH_TRUE});
		drive_keys(&drive, "ctrl-z");
		assert_true(drive_shows(&drive, "This record became restricted meanwhile, by Dr Shah:"));
		assert_string_equal(app_screen(drive.app)->name, "home");
		assert_int_equal(app_aside_count(drive.app), 0);
		assert_false(drive_shows(&drive, "07700"));
		assert_false(drive_shows(&drive, "Put aside by"));
		if (i + 1 < countof(pages))
			end(NULL);
	}
}

/* The lock keeps it, and shows nothing of it. */
static void the_lock_keeps_it(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter r ctrl-z f10");
	assert_null(strstr(drive_text(&drive), "ASHBY"));
	assert_null(strstr(drive_text(&drive), "Refer"));
	drive_keys(&drive, "ctrl-z");
	assert_string_equal(app_screen(drive.app)->name, "lock");
	drive_keys(&drive, "\"" STAGE_PIN "\" enter");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_keys(&drive, "ctrl-z");
	assert_string_equal(app_screen(drive.app)->name, "refer");
}

/* It is of who put it aside: they are asked before it goes with them. */
static void signing_out_forgets_it(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter r ctrl-z f9");
	assert_true(drive_shows(&drive, "What was put aside has not been saved, and is forgotten."));
	drive_keys(&drive, "n f10 f9");
	assert_true(drive_shows(&drive, "What was typed or put aside at this desk"));
	drive_keys(&drive, "o");
	assert_int_equal(app_aside_count(drive.app), 0);
	drive_keys(&drive, "\"Nurse Okoye\" enter \"" STAGE_PASSPHRASE "\" enter");
	assert_null(strstr(drive_text(&drive), "ASHBY"));
}

static void closing_the_desk_and_another_role_ask_first(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter r ctrl-z ctrl-q");
	assert_true(drive_shows(&drive, "What was put aside is not saved, and is forgotten."));
	drive_keys(&drive, "n ctrl-p \"be nurse\" enter");
	assert_true(drive_shows(&drive, "Take up first what is put aside"));
	assert_string_equal(desk_staff(stage->desk)->name, "Priya S");
}

static void put_staff(const Staff *staff)
{
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err) &&
				stage->ledger.ops->put_staff(stage->ledger.self, staff, &stage->err) &&
				stage->ledger.ops->commit(stage->ledger.self, &stage->err));
}

static void who_may_see_it_is_looked_at_again(void **state)
{
	drive_keys(&drive, "\"ashby m\" enter r ctrl-z");
	Staff changed = *desk_staff(stage->desk);
	changed.role = ROLE_ADMINISTRATOR;
	put_staff(&changed);
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "The role of Priya S was changed"));
	assert_string_equal(app_screen(drive.app)->name, "home");
	changed.active = false;
	put_staff(&changed);
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "The account Priya S was closed"));
	assert_string_equal(app_screen(drive.app)->name, "home");
}

/* Two ticks are of the person who stood there then. */
static void what_was_checked_of_them_is_checked_again(void **state)
{
	const unsigned before = desk_breaks(stage->desk);
	drive_keys(&drive, "\"ashby m\" enter ctrl-z ctrl-z");
	assert_int_equal(desk_breaks(stage->desk), before + 1);
}

static void nothing_aside_is_nothing_to_take_up(void **state)
{
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "Nothing is put aside."));
}

static void an_administrator_puts_aside_too(void **state)
{
	end(NULL);
	stage = stage_open(ROLE_ADMINISTRATOR);
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "ctrl-p \"settings\" enter ctrl-z");
	assert_true(drive_shows(&drive, "Put aside at 10:41: Settings."));
	drive_keys(&drive, "ctrl-z");
	assert_string_equal(app_screen(drive.app)->name, "settings");
}

#define ASIDE(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		ASIDE(asides_are_as_pictured),
		ASIDE(a_sitting_is_taken_up_where_it_stood),
		ASIDE(enter_on_its_row_takes_it_up),
		ASIDE(who_has_a_namesake_is_asked_again),
		ASIDE(what_another_desk_told_is_said),
		ASIDE(who_became_restricted_is_not_taken_up),
		ASIDE(the_lock_keeps_it),
		ASIDE(signing_out_forgets_it),
		ASIDE(closing_the_desk_and_another_role_ask_first),
		ASIDE(who_may_see_it_is_looked_at_again),
		ASIDE(what_was_checked_of_them_is_checked_again),
		ASIDE(nothing_aside_is_nothing_to_take_up),
		ASIDE(an_administrator_puts_aside_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
