#include "model/people/people.h"

#include "base/text.h"
#include "model/care/care.h"

#define BEGIN_AS ROLE_RECEPTIONIST
#include "model/stage/at_practice.h"

static Chart *chart;

static int begin(void **state)
{
	set_up(state);
	practice_organisation(&practice, "C82009", "Kibworth Health Centre", CARE_GP, SYSTEM_EMIS);
	chart = practice_chart(&practice, ASHBY_NEIL, (Date){0});
	return 0;
}

static int end(void **state)
{
	desk_close_chart(practice.desk, chart);
	return tear_down(state);
}

static bool moves(Date on, const char *to)
{
	return desk_move_away(practice.desk, chart, on, to, &practice.err);
}

static const Date today = {2026, 11, 22}, last_week = {2026, 11, 15};

static const Fact *latest(void)
{
	return &chart->world.facts.items[chart->world.facts.count - 1];
}

static void moved_away_and_registered_again(void **state)
{
	refused(desk_register(practice.desk, chart, &practice.err), "registered here already");
	ok(moves(last_week, NULL));
	assert_null(chart->now.home);
	assert_false(desk_registered_here(practice.desk, chart));
	assert_int_equal(latest()->kind, FACT_DISCHARGED);
	assert_string_equal(latest()->note, "Moved away on 15-Nov-2026.");
	assert_int_equal(latest()->at.seconds, PRACTICE_NOW); /* nothing ends before it was told */
	refused(moves(today, NULL), "not registered here");
	ok(desk_register(practice.desk, chart, &practice.err));
	assert_true(desk_registered_here(practice.desk, chart));
	assert_int_equal(chart->now.agreements.episode_count, 2);
}

static void to_another_practice(void **state) /* A7 */
{
	ok(moves(today, "c82009"));
	assert_string_equal(chart->now.home->org, "C82009");
	assert_int_equal(latest()->kind, FACT_REGISTERED);
	assert_false(chart->now.agreements.episodes[0].open);
	ok(desk_register(practice.desk, chart, &practice.err)); /* and back */
	assert_string_equal(chart->now.home->org, "C82001");
}

static void where_nobody_can_have_moved(void **state)
{
	const char *what;
	refused(moves((Date){2026, 11, 23}, NULL), "has not come");
	refused(moves((Date){0}, NULL), "on which day");
	refused(moves((Date){1988, 3, 2}, NULL), "not born yet");
	refused(moves(today, "C82001"), "this practice itself");
	refused(moves(today, "ZZ9"), "no practice ZZ9");
	refused(moves(today, "RX1"), "not a GP practice");
	assert_true(desk_registered_here(practice.desk, chart));
	ok(moves(today, "C82009"));
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	assert_string_equal(what, "moved away");
	assert_true(desk_registered_here(practice.desk, chart));
}

static void nobody_registers_the_dead(void **state)
{
	ok(moves(today, NULL));
	Person died = *chart->world.person;
	died.died = (PartialDate){.year = 2026};
	practice_person(&practice, &died);
	refused(desk_register(practice.desk, chart, &practice.err), "died");
}

static void who_may_register(void **state)
{
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		const bool may = role <= ROLE_CLINICIAN;
		practice_sign_in(&practice, role);
		assert_int_equal(moves(today, NULL), may);
		assert_int_equal(desk_register(practice.desk, chart, &practice.err), may);
	}
	desk_sign_out(practice.desk);
	assert_false(moves(today, NULL));
}

static void nobody_is_referred_to_their_own_practice(void **state)
{
	const char *episode = NULL;
	Referral home = {.org = "C82001"}, other = {.org = "C82009"};
	refused(desk_refer(practice.desk, chart, &home, &episode, &practice.err),
		"Nobody is referred to their own practice");
	assert_null(episode);
	ok(desk_refer(practice.desk, chart, &other, &episode, &practice.err));
	ok(moves(today, "C82009"));
	refused(desk_refer(practice.desk, chart, &other, &episode, &practice.err), "own practice");
	ok(desk_refer(practice.desk, chart, &home, &episode, &practice.err));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(moved_away_and_registered_again, begin, end),
		cmocka_unit_test_setup_teardown(to_another_practice, begin, end),
		cmocka_unit_test_setup_teardown(where_nobody_can_have_moved, begin, end),
		cmocka_unit_test_setup_teardown(nobody_registers_the_dead, begin, end),
		cmocka_unit_test_setup_teardown(who_may_register, begin, end),
		cmocka_unit_test_setup_teardown(nobody_is_referred_to_their_own_practice, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
