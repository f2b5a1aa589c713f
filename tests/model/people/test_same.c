#include "model/people/people.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/care/sitting.h"
#include "model/desk/find.h"

#define BEGIN_AS ROLE_CLINICIAN
#include "model/stage/at_practice.h"

static Chart *chart, *other;
static const Date born = {1988, 3, 3};

static int begin(void **state)
{
	set_up(state);
	chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){0});
	other = practice_chart(&practice, ASHBY_NEIL, born);
	return 0;
}

static int end(void **state)
{
	desk_close_chart(practice.desk, chart);
	desk_close_chart(practice.desk, other);
	return tear_down(state);
}

static bool restricts(bool on)
{
	return desk_restrict(practice.desk, chart, on, &practice.err);
}

static bool one(const char *typed)
{
	return desk_one_person(practice.desk, chart, typed, &practice.err);
}

/* The number that the row of the search says, "" where it says none. */
static const char *goes_on(const char *nhs)
{
	FoundList list;
	ok(desk_find_people(practice.desk, nhs, 1, &practice.arena, &list, &practice.err));
	assert_int_equal(list.count, 1);
	return text_or(list.items[0].goes_on, "");
}

static void a_record_is_restricted_and_opened_again(void **state)
{
	const char *what;
	refused(restricts(false), "not restricted");
	ok(restricts(true));
	assert_true(chart->restricted);
	assert_int_equal(chart->world.person->restricted, TRUTH_TRUE);
	refused(restricts(true), "restricted already");
	refused(desk_undo(practice.desk, chart, &what, &practice.err), "restriction");
	ok(restricts(false));
	assert_false(chart->restricted);
}

static void two_numbers_are_one_person(void **state)
{
	const MergeLine *lines;
	size_t count;
	const char *what;
	ok(one("999 000 0026"));
	desk_merges(chart, &practice.arena, &lines, &count);
	assert_int_equal(count, 1);
	assert_false(lines[0].goes_on);
	assert_string_equal(goes_on(ASHBY_NEIL), ASHBY_MAUREEN);
	assert_string_equal(goes_on(ASHBY_MAUREEN), "");
	ok(desk_refresh_chart(practice.desk, other, NULL, &practice.err));
	desk_merges(other, &practice.arena, &lines, &count);
	assert_int_equal(count, 1);
	assert_true(lines[0].goes_on);
	assert_string_equal(lines[0].text, "One person with 999 000 0018 since 22-Nov-2026: go on under that number.");
	refused(one(ASHBY_NEIL), "already");
	refused(desk_one_person(practice.desk, other, ASHBY_MAUREEN, &practice.err), "already");
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	assert_string_equal(what, "said that two numbers are one person");
	assert_string_equal(goes_on(ASHBY_NEIL), "");
	ok(one(ASHBY_NEIL));
}

/* Nothing of a restricted record is to be had under another number. */
static void where_one_is_restricted_both_are(void **state)
{
	const char *what;
	ok(restricts(true));
	ok(one(ASHBY_NEIL));
	ok(desk_refresh_chart(practice.desk, other, NULL, &practice.err));
	assert_true(other->restricted);
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	ok(restricts(false));
	ok(desk_refresh_chart(practice.desk, other, NULL, &practice.err));
	assert_true(other->restricted); /* it is lifted where it stands */
}

static void a_restriction_comes_from_the_other_number_too(void **state)
{
	ok(desk_restrict(practice.desk, other, true, &practice.err));
	ok(one(ASHBY_NEIL));
	assert_true(chart->restricted);
}

/* What is asked and chosen is kept where care goes on. */
static void nothing_is_recorded_under_the_old_number(void **state)
{
	Sitting sitting;
	const char *episode;
	ok(one(ASHBY_NEIL));
	ok(desk_refresh_chart(practice.desk, other, NULL, &practice.err));
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	refused(sitting_begin(&sitting, practice.desk, other, &(SittingOrder){0}, &practice.err), "open that one");
	refused(desk_refer(practice.desk, other, &(Referral){.org = "RT5"}, &episode, &practice.err), "open that one");
	refused(desk_register(practice.desk, other, &practice.err), "one person with 999 000 0018");
}

static void which_number_it_can_be(void **state)
{
	const Person *found;
	ok(desk_other_number(practice.desk, chart, "999-000-0026", &practice.arena, &found, &practice.err));
	assert_string_equal(found->given, "Neil");
	refused(one(ASHBY_MAUREEN), "this record itself");
	refused(one("9990000069"), "No patient with the NHS number 999 000 0069");
	refused(one("9990000027"), "check");
	refused(one(""), "");
	refused(one(NULL), "");
}

static void who_may(void **state)
{
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		const bool may = role == ROLE_CLINICIAN || role == ROLE_PRIVACY_OFFICER;
		const Person *found;
		const char *what;
		practice_sign_in(&practice, role);
		assert_int_equal(restricts(true), may);
		assert_int_equal(restricts(false), may);
		assert_int_equal(
			desk_other_number(practice.desk, chart, ASHBY_NEIL, &practice.arena, &found, &practice.err),
			may);
		assert_int_equal(one(ASHBY_NEIL), may);
		assert_int_equal(may && desk_undo(practice.desk, chart, &what, &practice.err), may);
	}
}

/* Whoever may ask voids most lines: this one only who may say it. */
static void who_may_void_it(void **state)
{
	ok(one(ASHBY_NEIL));
	const char *id = arena_text(&practice.arena, chart->world.facts.items[chart->world.facts.count - 1].id);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	refused(desk_void(practice.desk, chart, id, "wrong", &practice.err), "may not say that two numbers");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_void(practice.desk, chart, id, "wrong", &practice.err));
	assert_string_equal(goes_on(ASHBY_NEIL), "");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_record_is_restricted_and_opened_again, begin, end),
		cmocka_unit_test_setup_teardown(two_numbers_are_one_person, begin, end),
		cmocka_unit_test_setup_teardown(where_one_is_restricted_both_are, begin, end),
		cmocka_unit_test_setup_teardown(a_restriction_comes_from_the_other_number_too, begin, end),
		cmocka_unit_test_setup_teardown(nothing_is_recorded_under_the_old_number, begin, end),
		cmocka_unit_test_setup_teardown(which_number_it_can_be, begin, end),
		cmocka_unit_test_setup_teardown(who_may, begin, end),
		cmocka_unit_test_setup_teardown(who_may_void_it, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
