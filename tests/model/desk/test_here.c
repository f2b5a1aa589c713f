#include "unit.h"

#include "base/text.h"
#include "model/desk/expected.h"
#include "model/desk/here.h"
#include "model/desk/work.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"
#include "model/stage/practice.h"

enum { DAY = 86400, MINUTE = 60 };

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static void load(Practice *practice, const Expected *rows, size_t count)
{
	ExpectedLoaded loaded;
	if (!desk_load_expected(practice->desk, rows, count, &practice->arena, &loaded, &practice->err))
		fail_msg("%s", practice->err.text);
}

static HereList here(Practice *practice)
{
	desk_here_look(practice->desk);
	for (int i = 0; i < 10; i++)
		desk_work_step(practice->desk, 100);
	const HereList list = desk_here(practice->desk, &practice->arena);
	if (practice->desk->here)
		practice->desk->here->counted = false; /* what is kept of the counts is what is counted anew */
	const HereList anew = desk_here(practice->desk, &practice->arena);
	assert_int_equal(anew.count, list.count);
	assert_int_equal(anew.next, list.next);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(anew.items[i].due, list.items[i].due);
	for (size_t i = 0; i < list.count; i++)
		desk_here_say(practice->desk, &list.items[i], &practice->arena);
	return list;
}

static const Expected three[] = {
	{ASHBY_MAUREEN, 10 * 60, "Dr Shah"},
	{OKAFOR, EXPECTED_ANY_TIME, NULL},
	{ASHBY_NEIL, 9 * 60 + 50, NULL},
};

/* An organisation's line names no patient, and whoever told it may have looked at them. */
static void an_organisation_that_changes_is_counted_anew(void **state)
{
	Practice *practice = *state;
	practice_organisation(practice, "RX8", "Records elsewhere", CARE_PLANNED, SYSTEM_SYSTMONE);
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX8", PRACTICE_NOW);
	load(practice, three, countof(three));
	assert_int_equal(here(practice).due, 1);
	practice_organisation(practice, "RX8", "Records elsewhere", CARE_PLANNED, SYSTEM_OTHER);
	assert_int_equal(here(practice).due, 0);
}

static void in_the_order_of_time_with_what_is_due(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW - 60);
	practice_refer(practice, ASHBY_MAUREEN, "e2", "RX1", PRACTICE_NOW);
	practice_refer(practice, SMITH_ONE, "e3", "RX1", PRACTICE_NOW);
	load(practice, three, countof(three));
	const HereList list = here(practice);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.due, 1);
	assert_false(list.counting);
	assert_string_equal(list.items[0].nhs, ASHBY_NEIL);
	assert_string_equal(list.items[0].what, "");
	assert_string_equal(list.items[1].name, "Ashby M");
	assert_string_equal(list.items[1].clinician, "Dr Shah");
	assert_int_equal(list.items[1].minute, 600);
	assert_int_equal(list.items[1].due, 2);
	assert_string_equal(list.items[1].what, "Physiotherapy, referred today");
	assert_string_equal(list.items[1].item, "e1");
	assert_string_equal(list.items[2].nhs, OKAFOR);
	assert_int_equal(list.next, 1);
}

/* Nobody is read who is not shown; of whom something was told is counted anew. */
static void a_long_list_is_counted_once(void **state)
{
	enum { MANY = 300 };
	Practice *practice = *state;
	Expected *rows = arena_array(&practice->arena, MANY, sizeof *rows);
	practice_refer(practice, ASHBY_NEIL, "e1", "RX1", PRACTICE_NOW);
	for (size_t i = 0; i < MANY; i++)
		rows[i] = (Expected){i % 3 ? OKAFOR : ASHBY_MAUREEN, (int)i, NULL};
	load(practice, rows, MANY);
	assert_int_equal(here(practice).due, 0);
	desk_here(practice->desk, &practice->arena);
	const int64_t before = practice->memory.calls;
	desk_here_look(practice->desk);
	assert_int_equal(desk_here(practice->desk, &practice->arena).due, 0);
	assert_in_range(practice->memory.calls - before, 1, 40);
	practice_refer(practice, ASHBY_MAUREEN, "e2", "RX1", PRACTICE_NOW);
	assert_int_equal(here(practice).due, MANY / 3);
}

/* By the time alone, and by another desk: seen within a minute. */
static void what_another_desk_finds_is_counted(void **state)
{
	Practice *practice = *state;
	const Ledger *ledger = &practice->ledger;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	load(practice, three, 1);
	assert_int_equal(here(practice).due, 1);
	desk_here(practice->desk, &practice->arena);
	assert_true(ledger->ops->begin(ledger->self, NULL));
	assert_true(ledger->ops->put_due(ledger->self, ASHBY_MAUREEN, &(DueRows){0}, INSTANT_MAX, NULL, NULL));
	assert_true(ledger->ops->commit(ledger->self, NULL));
	assert_int_equal(desk_here(practice->desk, &practice->arena).due, 0);
}

static void next_goes_by_the_time(void **state)
{
	Practice *practice = *state;
	static const char *const patients[] = {ASHBY_NEIL, ASHBY_MAUREEN, OKAFOR};
	for (size_t i = 0; i < countof(patients); i++)
		practice_refer(practice, patients[i], patients[i], "RX1", PRACTICE_NOW);
	load(practice, three, countof(three));
	assert_int_equal(here(practice).next, 0); /* 09:41, and 09:50 is first */
	practice->clock.now.seconds = PRACTICE_NOW + (24 * MINUTE);
	assert_int_equal(here(practice).next, 0); /* 10:05: a little late */
	practice->clock.now.seconds += MINUTE;
	assert_int_equal(here(practice).next, 1);
	practice->clock.now.seconds += DAY / 4;
	assert_int_equal(here(practice).next, 2); /* at any time */
}

static void when_all_times_are_over_the_last_is_next(void **state)
{
	Practice *practice = *state;
	practice_refer(practice, ASHBY_NEIL, "e1", "RX1", PRACTICE_NOW);
	practice_refer(practice, ASHBY_MAUREEN, "e2", "RX1", PRACTICE_NOW);
	load(practice, three, countof(three));
	practice->clock.now.seconds += DAY / 4;
	assert_int_equal(here(practice).next, 1);
	load(practice, three + 1, 1);
	assert_int_equal(here(practice).next, 1); /* nothing is due */
}

static void another_list_replaces_it(void **state)
{
	Practice *practice = *state;
	load(practice, three, countof(three));
	assert_true(desk_here_look(practice->desk));
	assert_false(desk_here_look(practice->desk));
	load(practice, three, 1);
	assert_true(desk_here_look(practice->desk));
	assert_int_equal(here(practice).count, 1);
}

static void who_died_is_not_asked(void **state)
{
	Practice *practice = *state;
	const Person *person = NULL;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	load(practice, three, 1);
	assert_int_equal(here(practice).due, 1);
	assert_true(practice->ledger.ops->person(practice->ledger.self, ASHBY_MAUREEN, &practice->arena, &person,
						 &practice->err));
	Person dead = *person;
	dead.died = partial_of_day((Date){2026, 11, 21});
	practice_person(practice, &dead);
	const HereList list = here(practice);
	assert_int_equal(list.due, 0);
	assert_true(list.items[0].died);
}

static size_t kept(Practice *practice)
{
	ExpectedList list;
	assert_true(practice->ledger.ops->expected(practice->ledger.self, &practice->arena, &list, &practice->err));
	return list.count;
}

/* 09:41 plus 14 h 19 min is midnight in London, in November. */
static void it_is_forgotten_at_night(void **state)
{
	Practice *practice = *state;
	load(practice, three, countof(three));
	practice->clock.now.seconds += 14 * 3600 + 19 * MINUTE - 1;
	assert_int_equal(here(practice).count, 3);
	practice->clock.now.seconds += 1;
	assert_int_equal(desk_here(practice->desk, &practice->arena).count, 0); /* nobody has looked yet */
	assert_int_equal(kept(practice), 3);
	assert_int_equal(here(practice).count, 0);
	assert_int_equal(kept(practice), 0);
}

/* A clock that is a day behind shows nothing of it, and takes nothing from the others. */
static void a_list_of_a_day_to_come_stays(void **state)
{
	Practice *practice = *state;
	load(practice, three, countof(three));
	practice->clock.now.seconds -= DAY;
	assert_int_equal(here(practice).count, 0);
	assert_int_equal(kept(practice), 3);
}

static void who_sees_no_patients_sees_none_here(void **state)
{
	Practice *practice = *state;
	load(practice, three, countof(three));
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
		practice_sign_in(practice, role);
		assert_int_equal(here(practice).count, role_may(role, ACT_FIND) ? 3 : 0);
	}
	practice_sign_in(practice, ROLE_NURSE);
	assert_int_equal(here(practice).count, 3);
	desk_lock(practice->desk);
	assert_int_equal(desk_here(practice->desk, &practice->arena).count, 0);
}

/* However many others there are. */
static void who_comes_today_is_looked_at_first(void **state)
{
	Practice *practice = *state;
	for (uint64_t i = 1; i <= 50; i++) {
		const NhsNumber number = nhs_number_test(i, 0);
		practice_person(practice, &(Person){
						  .nhs = number.digits,
						  .family = "Other",
						  .given = "One",
						  .born = {1950, 1, 1},
					  });
	}
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	load(practice, three, countof(three));
	desk_here_look(practice->desk);
	assert_true(desk_here(practice->desk, &practice->arena).counting);
	while (desk_work(practice->desk).counting)
		desk_work_step(practice->desk, 20);
	assert_false(desk_here(practice->desk, &practice->arena).counting);
	assert_int_equal(desk_here(practice->desk, &practice->arena).due, 1);
	practice_refer(practice, ASHBY_NEIL, "e2", "RX1", PRACTICE_NOW); /* as a file would tell it */
	assert_true(desk_here(practice->desk, &practice->arena).counting);
	desk_work_step(practice->desk, 1);
	assert_false(desk_here(practice->desk, &practice->arena).counting);
	assert_int_equal(desk_here(practice->desk, &practice->arena).due, 2);
}

/* --- Taking it in --- */

static void each_role_may_or_may_not(void **state)
{
	Practice *practice = *state;
	ExpectedLoaded loaded;
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
		Error err = {0};
		practice_sign_in(practice, role);
		const bool may = role != ROLE_PRIVACY_OFFICER;
		assert_int_equal(
			desk_load_expected(practice->desk, three, countof(three), &practice->arena, &loaded, &err),
			may);
		assert_int_equal(err.kind, may ? ERROR_NONE : ERROR_REFUSED);
	}
	desk_lock(practice->desk);
	assert_false(desk_load_expected(practice->desk, three, 1, &practice->arena, &loaded, &practice->err));
	assert_int_equal(kept(practice), 3);
}

static void numbers_of_nobody_are_left_out(void **state)
{
	Practice *practice = *state;
	const Expected rows[] = {{"9990009996", 600, NULL}, {ASHBY_NEIL, 610, NULL}, {"9990009988", 620, NULL}};
	ExpectedLoaded loaded;
	assert_true(desk_load_expected(practice->desk, rows, 3, &practice->arena, &loaded, &practice->err));
	assert_int_equal(loaded.taken, 1);
	assert_int_equal(loaded.unknown_count, 2);
	assert_true(loaded.unknown[0] && !loaded.unknown[1] && loaded.unknown[2]);
	assert_int_equal(here(practice).count, 1);
	assert_false(desk_load_expected(practice->desk, rows, 1, &practice->arena, &loaded, &practice->err));
	assert_string_equal(practice->err.text, "Nobody here has any of these NHS numbers: nothing was taken.");
	assert_int_equal(kept(practice), 1);
}

static void a_fault_takes_nothing(void **state)
{
	Practice *practice = *state;
	ExpectedLoaded loaded;
	load(practice, three, countof(three));
	for (int64_t call = 1;; call++) {
		Error err = {0};
		practice->memory.fail_at = practice->memory.calls + call;
		if (desk_load_expected(practice->desk, three, 1, &practice->arena, &loaded, &err))
			break;
		practice->memory.fail_at = 0;
		assert_int_equal(kept(practice), 3);
	}
	practice->memory.fail_at = 0;
	assert_int_equal(kept(practice), 1);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_organisation_that_changes_is_counted_anew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_the_order_of_time_with_what_is_due, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_another_desk_finds_is_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_long_list_is_counted_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(next_goes_by_the_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(when_all_times_are_over_the_last_is_next, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_list_replaces_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_died_is_not_asked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_is_forgotten_at_night, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_list_of_a_day_to_come_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_sees_no_patients_sees_none_here, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_comes_today_is_looked_at_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_role_may_or_may_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(numbers_of_nobody_are_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_fault_takes_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
