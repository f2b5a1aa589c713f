#include "model/lists/lists.h"

#include "unit.h"

#include "base/text.h"

#define BEGIN_AS ROLE_RECEPTIONIST
#include "model/care/care.h"
#include "model/stage/at_practice.h"

/* RX1 has closed and became RX2. */
static void close_physiotherapy(const char *successor)
{
	const Organisation *known;
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_organisation(practice.desk, "RX1", &practice.arena, &known, &practice.err));
	Organisation closed = *known;
	closed.closed = (Date){2026, 11, 1};
	closed.successor = successor;
	ok(desk_put_organisation(practice.desk, &closed, &practice.err));
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
}

static void answer(const char *episode, Direction direction)
{
	Fact fact = practice_fact(FACT_ANSWERED, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.episode = episode, fact.direction = (WordByte)direction, fact.answer = ANSWER_YES;
	practice_tell(&practice, fact);
}

static Reask *looked(const char *org)
{
	Reask *reask = NULL;
	ok(desk_reask_open(practice.desk, org, &reask, &practice.err));
	for (bool done = false; !done;)
		ok(desk_reask_step(practice.desk, reask, 2, &done, &practice.err));
	return reask;
}

static void who_must_be_asked_again(void **state)
{
	const ReaskRow *rows;
	size_t count;
	Reask *reask = NULL;
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW - 86400 * 50);
	refused(desk_reask_open(practice.desk, "RX1", &reask, &practice.err), "is open");
	close_physiotherapy("RX2");
	practice_refer(&practice, ASHBY_MAUREEN, "m2", "RX2", PRACTICE_NOW);
	reask = looked("RX1");
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "Ashby M");
	assert_string_equal(rows[0].newer, "m2");
	assert_false(rows[0].asked);
	assert_string_equal(rows[0].successor_called, "Royal Cornwall Hospitals");
	assert_null(rows[1].newer);
	assert_string_equal(rows[1].episode, "n1");
	answer("m2", DIRECTION_OUT);
	answer("m2", DIRECTION_IN);
	ok(desk_reask_again(practice.desk, reask, ASHBY_MAUREEN, &practice.err));
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].nhs, ASHBY_NEIL); /* what is left to do comes first */
	assert_true(rows[1].asked);
	desk_reask_close(reask);
	reask = looked(NULL);
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 2);
	desk_reask_close(reask);
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	desk_reask_close(looked(NULL));
}

static void the_dead_are_asked_nothing(void **state)
{
	const ReaskRow *rows;
	const Person *neil;
	size_t count;
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW - 86400 * 50);
	close_physiotherapy("RX2");
	Reask *reask = looked("RX1");
	ok(practice.ledger.ops->person(practice.ledger.self, ASHBY_NEIL, &practice.arena, &neil, &practice.err));
	Person died = *neil;
	died.died = (PartialDate){2026, 11, 21};
	practice_person(&practice, &died);
	ok(desk_reask_again(practice.desk, reask, ASHBY_NEIL, &practice.err)); /* heard of while the list is open */
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].nhs, ASHBY_MAUREEN);
	desk_reask_close(reask);
	reask = looked(NULL);
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].nhs, ASHBY_MAUREEN);
	desk_reask_close(reask);
}

static void one_act_moves_the_care(void **state)
{
	const char *id = NULL, *what;
	const Organisation *next = NULL;
	const ReaskRow *rows;
	size_t count;
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	Chart *chart = practice_chart(&practice, ASHBY_NEIL, (Date){1988, 3, 3});
	refused(desk_move_care(practice.desk, chart, "n1", &id, &practice.err), "is open");
	close_physiotherapy(NULL);
	refused(desk_move_care(practice.desk, chart, "n1", &id, &practice.err), "took the place");
	close_physiotherapy("RX2");
	refused(desk_move_care(practice.desk, chart, "home-" ASHBY_NEIL, &id, &practice.err), "registered at");
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err)); /* as every second, at the desk */
	refused(desk_care_successor(practice.desk, chart, "home-" ASHBY_NEIL, &next, &practice.err), "registered at");
	ok(desk_care_successor(practice.desk, chart, "n1", &next, &practice.err));
	assert_string_equal(next->code, "RX2");
	ok(desk_move_care(practice.desk, chart, "n1", &id, &practice.err));
	assert_false(agreements_episode(&chart->now.agreements, "n1")->open);
	refused(desk_care_successor(practice.desk, chart, "n1", &next, &practice.err), "has ended");
	const Episode *moved = agreements_episode(&chart->now.agreements, id);
	assert_string_equal(moved->org, "RX2");
	assert_string_equal(moved->opening->from, "C82001");
	assert_int_equal(moved->side[DIRECTION_IN].state, STATE_NOT_ASKED);
	Reask *reask = looked("RX1");
	desk_reask_rows(reask, &rows, &count);
	assert_int_equal(count, 0);
	desk_reask_close(reask);
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	assert_true(agreements_episode(&chart->now.agreements, "n1")->open);
	assert_null(agreements_episode(&chart->now.agreements, id));
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	refused(desk_move_care(practice.desk, chart, "n1", &id, &practice.err), "administrator");
	desk_close_chart(practice.desk, chart);
}

static void lists_say_who_and_when(void **state)
{
	const StandingLine *lines;
	size_t count;
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_put_standing(practice.desk, "RX1", STANDING_PROHIBITED, &practice.err));
	ok(desk_put_standing(practice.desk, "RX2", STANDING_ALLOWED, &practice.err));
	practice.clock.now.seconds += 86400;
	ok(desk_put_standing(practice.desk, "RX1", STANDING_ALLOWED, &practice.err));
	ok(desk_standing_lines(practice.desk, &practice.arena, &lines, &count, &practice.err));
	assert_int_equal(count, 2);
	assert_string_equal(lines[0].text, "allowed since 23-Nov-2026, said by Pat O");
	assert_string_equal(lines[1].name, "Royal Cornwall Hospitals"); /* by name, whenever it was said */
	assert_string_equal(lines[1].text, "allowed since 22-Nov-2026, said by Pat O");
	assert_false(lines[0].closed);
	ok(desk_put_standing(practice.desk, "RX1", STANDING_VERIFY, &practice.err));
	ok(desk_standing_lines(practice.desk, &practice.arena, &lines, &count, &practice.err));
	assert_int_equal(count, 1);
	desk_lock(practice.desk);
	refused(desk_standing_lines(practice.desk, &practice.arena, &lines, &count, &practice.err), "locked");
}

static void unknown_systems_are_listed(void **state)
{
	OrganisationList orgs;
	bool more = true;
	ok(desk_unknown_systems(practice.desk, 5, &practice.arena, &orgs, &more, &practice.err));
	assert_int_equal(orgs.count, 1);
	assert_string_equal(orgs.items[0].code, "RX2");
	assert_false(more);
	ok(desk_unknown_systems(practice.desk, 0, &practice.arena, &orgs, &more, &practice.err));
	assert_true(more);
	ok(desk_tell_system(practice.desk, "RX2", SYSTEM_EMIS, &practice.err));
	ok(desk_unknown_systems(practice.desk, 5, &practice.arena, &orgs, &more, &practice.err));
	assert_int_equal(orgs.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(who_must_be_asked_again), TEST(the_dead_are_asked_nothing), TEST(one_act_moves_the_care),
		TEST(lists_say_who_and_when),  TEST(unknown_systems_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
