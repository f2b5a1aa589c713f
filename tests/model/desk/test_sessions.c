/* Who signed in, by what, for how long, and how it ended; one person at two desks. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "base/text.h"
#include "model/desk/sessions.h"
#include "model/lists/lists.h"

static const char name[] = "Priya S";

static void sign_in(Desk *desk)
{
	ok(desk_sign_in(desk, name, PRACTICE_PASSPHRASE, &practice.err));
}

static SessionList sessions(void)
{
	SessionList list;
	ok(sessions_since(practice.desk, INSTANT_MIN, &practice.arena, &list, &practice.err));
	return list;
}

static const char *said(const SessionSeen *session)
{
	Text text = {.arena = &practice.arena};
	session_say(session, &text);
	return text_done(&text);
}

static void each_is_told_with_its_end(void **state)
{
	sign_in(practice.desk);
	assert_int_equal(sessions().count, 1);
	assert_null(sessions().items[0].out);
	assert_string_equal(said(sessions().items), "With the passphrase alone; not signed out");
	practice.clock.now.seconds += 3 * 60 * 60 + 12 * 60;
	desk_sign_out(practice.desk);
	assert_int_equal(sessions().items[0].out->ending, ENDING_SIGNED_OUT);
	assert_string_equal(said(sessions().items), "With the passphrase alone, for 3 h 12 min");
	desk_sign_out(practice.desk); /* nobody is: nothing more is told */
	sign_in(practice.desk);
	const SessionList two = sessions();
	assert_int_equal(two.count, 2);
	assert_null(two.items[0].out); /* the latest first */
	assert_non_null(two.items[1].out);
}

static void a_wrong_passphrase_and_a_kiosk_begin_none(void **state)
{
	desk_sign_out(practice.desk);
	refused(desk_sign_in(practice.desk, name, "another umbrella", &practice.err), "belong together");
	practice_sign_in(&practice, ROLE_NURSE); /* the demo's switch */
	assert_int_equal(sessions().count, 0);
}

static void closing_the_program_ends_it(void **state)
{
	Desk *other = practice_another_desk(&practice);
	sign_in(other);
	desk_close(other);
	assert_int_equal(sessions().items[0].out->ending, ENDING_CLOSED);
}

static void one_person_at_two_desks_is_said(void **state)
{
	Desk *other = practice_another_desk(&practice);
	Instant since;
	sign_in(other);
	practice.clock.now.seconds += 600;
	sign_in(practice.desk);
	assert_true(desk_signed_in_elsewhere(practice.desk, &since));
	assert_int_equal(since.seconds, practice.clock.now.seconds - 600);
	assert_false(desk_signed_in_meanwhile(practice.desk, &since));
	desk_lock(other);
	assert_false(desk_signed_in_meanwhile(other, &since)); /* nobody is there to read it */
	ok(desk_unlock(other, PRACTICE_PASSPHRASE, &practice.err));
	assert_true(desk_signed_in_meanwhile(other, &since));
	assert_int_equal(since.seconds, practice.clock.now.seconds);
	assert_false(desk_signed_in_meanwhile(other, &since)); /* once */
	desk_sign_out(other);
	assert_false(desk_signed_in_elsewhere(practice.desk, &since));
	sign_in(other);
	practice.clock.now.seconds += 24 * 60 * 60 + 1; /* a desk that lost its power says so for a day */
	sign_in(practice.desk);
	assert_false(desk_signed_in_elsewhere(practice.desk, &since));
	desk_close(other);
}

static void signing_out_elsewhere_ends_the_others(void **state)
{
	Desk *other = practice_another_desk(&practice), *third = practice_another_desk(&practice);
	Instant since;
	sign_in(other);
	ok(desk_sign_in(third, "Nia T", PRACTICE_PASSPHRASE, &practice.err));
	sign_in(practice.desk);
	ok(desk_sign_out_elsewhere(practice.desk, &practice.err));
	assert_false(desk_signed_in_elsewhere(practice.desk, &since));
	assert_true(desk_account_stands(practice.desk, &practice.err));
	assert_true(desk_account_stands(third, &practice.err));
	refused(desk_account_stands(other, &practice.err), "signed out everywhere");
	desk_lock(other);
	refused(desk_unlock(other, PRACTICE_PASSPHRASE, &practice.err), "signed out everywhere");
	desk_sign_out(other);
	FactList facts;
	size_t ended = 0;
	ok(practice.ledger.ops->sessions(practice.ledger.self, INSTANT_MIN, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++)
		ended += facts.items[i].kind == FACT_SIGNED_OUT;
	assert_int_equal(ended, 1); /* told once, by who did it */
	sign_in(other);
	assert_true(desk_account_stands(other, &practice.err));
	desk_close(other);
	desk_close(third);
}

static void an_account_that_was_closed_says_why_it_ended(void **state)
{
	Desk *other = practice_another_desk(&practice);
	sign_in(other);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_change_staff(practice.desk, name, ROLE_RECEPTIONIST, false, &practice.err));
	refused(desk_account_stands(other, &practice.err), "was closed");
	desk_sign_out(other);
	assert_int_equal(sessions().items[0].out->ending, ENDING_ACCOUNT);
	desk_close(other);
}

/* Also where another was chosen before the desk looked. */
static void a_passphrase_set_anew_ends_it_too(void **state)
{
	Desk *other = practice_another_desk(&practice), *asleep = practice_another_desk(&practice);
	char once[STAFF_ONCE_MAX];
	sign_in(other);
	sign_in(asleep);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_reset_staff(practice.desk, name, once, &practice.err));
	refused(desk_account_stands(other, &practice.err), "set anew");
	desk_sign_out(other);
	assert_int_equal(sessions().items[1].out->ending, ENDING_ACCOUNT);
	ok(desk_sign_in(other, name, once, &practice.err));
	ok(desk_choose_passphrase(other, "a longer umbrella", &practice.err));
	refused(desk_account_stands(asleep, &practice.err), "set anew");
	desk_sign_out(asleep);
	assert_int_equal(sessions().items[1].out->ending, ENDING_ACCOUNT);
	desk_close(asleep);
	desk_close(other);
}

#define SESSION(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		SESSION(each_is_told_with_its_end),
		SESSION(a_wrong_passphrase_and_a_kiosk_begin_none),
		SESSION(closing_the_program_ends_it),
		SESSION(one_person_at_two_desks_is_said),
		SESSION(signing_out_elsewhere_ends_the_others),
		SESSION(an_account_that_was_closed_says_why_it_ended),
		SESSION(a_passphrase_set_anew_ends_it_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
