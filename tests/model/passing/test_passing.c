#define BEGIN_AS ROLE_RECEPTIONIST
#include "model/passing/passing.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"
#include "model/stage/at_practice.h"

enum { DAY = 24 * 60 * 60 };

/* At the desk: a no to Share Out at the practice, and no to the local view. */
static void answer_at_the_desk(const char *nhs, bool local_view)
{
	Chart *chart = desk_make_chart(nhs);
	Fact facts[2] = {FACT_NONE, FACT_NONE};
	facts[0].kind = FACT_ANSWERED;
	facts[0].episode = arena_print(&practice.arena, "home-%s", nhs);
	facts[0].direction = DIRECTION_OUT;
	facts[0].answer = ANSWER_NO;
	facts[0].who = WHO_PATIENT;
	facts[0].how = HOW_PHONE;
	facts[1].kind = FACT_MIG;
	facts[1].mig_choice = MIG_DISSENT;
	ok(desk_tell_facts(practice.desk, chart, ACT_ASK, "asked", facts, local_view ? 2 : 1, &practice.err));
	desk_close_chart(practice.desk, chart);
}

static PassingList list_of(const char *nhs)
{
	PassingList list;
	for (int i = 0; i < 10; i++)
		desk_work_step(practice.desk, 100);
	ok(desk_passing(practice.desk, nhs, SIZE_MAX, &practice.arena, &list, &practice.err));
	return list;
}

static void what_is_answered_waits_by_patient(void **state)
{
	answer_at_the_desk(ASHBY_NEIL, false);
	practice.clock.now.seconds += DAY;
	answer_at_the_desk(ASHBY_MAUREEN, true);
	practice.clock.now.seconds += DAY;
	answer_at_the_desk(ASHBY_NEIL, true);
	const PassingList list = list_of(NULL);
	assert_int_equal(list.count, 4);
	assert_int_equal(list.people, 2);
	assert_int_equal(list.system, SYSTEM_SYSTMONE);
	assert_int_equal(list.oldest.seconds, PRACTICE_NOW + DAY);
	assert_string_equal(list.lines[0].name, "Ashby M");
	assert_string_equal(list.lines[0].what, "Share Out here: no");
	assert_string_equal(list.lines[0].whom, "the patient, by telephone; recorded by Priya S");
	assert_string_equal(list.lines[0].system, "SystmOne");
	assert_null(list.lines[0].code);
	assert_true(list.lines[0].first && !list.lines[1].first && list.lines[2].first);
	assert_string_equal(list.lines[1].code, "CTV3 XaKRw, SNOMED CT 416409005");
	assert_string_equal(list.lines[2].nhs, ASHBY_NEIL);
	assert_string_equal(passing_age(practice.desk, list.oldest, &practice.arena), "1 day");
	assert_int_equal(list_of(ASHBY_NEIL).count, 2);
	assert_int_equal(list_of(OKAFOR).count, 0);
}

static void ticked_it_waits_no_more_and_undone_again(void **state)
{
	const char *what = NULL;
	Chart *chart = NULL;
	answer_at_the_desk(ASHBY_MAUREEN, true);
	PassingList list = list_of(NULL);
	const char *const facts[] = {list.lines[0].fact, list.lines[1].fact};
	ok(desk_passing_chart(practice.desk, ASHBY_MAUREEN, &chart, &practice.err));
	ok(desk_pass_on(practice.desk, chart, facts, 2, &practice.err));
	assert_int_equal(list_of(NULL).count, 0);
	const FactList told = chart->world.facts;
	const Fact *last = &told.items[told.count - 1];
	assert_int_equal(last->kind, FACT_PASSED_ON);
	assert_int_equal(last->passed_to, PASSED_TO_SYSTMONE);
	assert_string_equal(last->code, "CTV3 XaKRw, SNOMED CT 416409005");
	assert_string_equal(last->by, "Priya S");
	/* Ticked by another meanwhile. */
	refused(desk_pass_on(practice.desk, chart, facts, 1, &practice.err), "does not wait any more");
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	assert_string_equal(what, "passed on, 2 answers");
	assert_int_equal(list_of(NULL).count, 2);
	desk_close_chart(practice.desk, chart);
}

static void none_is_ticked_where_one_does_not_wait(void **state)
{
	Chart *chart = NULL;
	answer_at_the_desk(ASHBY_MAUREEN, true);
	const char *const facts[] = {list_of(NULL).lines[0].fact, "nothing"};
	ok(desk_passing_chart(practice.desk, ASHBY_MAUREEN, &chart, &practice.err));
	refused(desk_pass_on(practice.desk, chart, facts, 2, &practice.err), "does not wait any more");
	assert_int_equal(list_of(NULL).count, 2);
	desk_close_chart(practice.desk, chart);
}

static void who_may_pass_on(void **state)
{
	answer_at_the_desk(ASHBY_MAUREEN, false);
	const PassingList all = list_of(NULL);
	const char *fact = all.lines[0].fact;
	for (Role role = ROLE_RECEPTIONIST; role < ROLE_KIOSK; role++) {
		PassingList list;
		Chart *chart = NULL;
		practice_sign_in(&practice, role);
		const bool may = role <= ROLE_CLINICIAN;
		assert_int_equal(desk_passing(practice.desk, NULL, SIZE_MAX, &practice.arena, &list, NULL), may);
		assert_int_equal(desk_passing_chart(practice.desk, ASHBY_MAUREEN, &chart, NULL), may);
		if (!may) {
			chart = desk_make_chart(ASHBY_MAUREEN);
			refused(desk_pass_on(practice.desk, chart, &fact, 1, &practice.err), "may not pass on");
			refused(desk_passing_left(practice.desk, &all, "printed", &practice.err), "may not pass on");
		}
		desk_close_chart(practice.desk, chart);
	}
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	assert_int_equal(list_of(NULL).count, 1);
}

static void what_an_import_told_does_not_wait(void **state)
{
	Fact fact = practice_fact(FACT_MIG, ASHBY_MAUREEN, PRACTICE_NOW);
	fact.mig_choice = MIG_DISSENT;
	practice_tell(&practice, fact);
	assert_int_equal(list_of(NULL).count, 0);
}

/* Nothing of what the entry says, nor of which kind it is. */
static void a_private_entry_is_a_date_and_no_more(void **state)
{
	practice_entry(&practice, "e", ASHBY_MAUREEN, "C82001", PRACTICE_START);
	Chart *chart = desk_make_chart(ASHBY_MAUREEN);
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_PRIVATE_REQUESTED;
	fact.entry = "e";
	ok(desk_tell_facts(practice.desk, chart, ACT_ASK_PRIVATE, "asked", &fact, 1, &practice.err));
	desk_close_chart(practice.desk, chart);
	const PassingList list = list_of(NULL);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.lines[0].what, "An entry of 01-Dec-2025, to be made private");
}

static void the_practices_system_says_which_way(void **state)
{
	answer_at_the_desk(ASHBY_MAUREEN, true);
	assert_int_equal(list_of(NULL).lines[1].way_count, 1);
	practice_organisation(&practice, "C82001", "South Leicestershire Medical Group", CARE_GP, SYSTEM_UNKNOWN);
	const PassingList list = list_of(NULL);
	assert_int_equal(list.system, SYSTEM_UNKNOWN);
	assert_int_equal(list.lines[1].way_count, 2);
	Chart *chart = NULL;
	ok(desk_passing_chart(practice.desk, ASHBY_MAUREEN, &chart, &practice.err));
	ok(desk_pass_on(practice.desk, chart, &list.lines[1].fact, 1, &practice.err));
	const Fact *last = &chart->world.facts.items[chart->world.facts.count - 1];
	assert_int_equal(last->passed_to, PASSED_TO_OTHER);
	assert_null(last->code);
	desk_close_chart(practice.desk, chart);
}

/* The list follows a table that is loaded while it stands. */
static void a_site_loads_its_own_table(void **state)
{
	const PassOnRow rows[] = {
		{PASS_ON_SHARE, PASSED_TO_SYSTMONE, NULL, NULL, NULL, NULL, TRUTH_TRUE},
		{PASS_ON_LOCAL_VIEW_NO, PASSED_TO_SYSTMONE, "template 7", NULL, "XaKRw", NULL, TRUTH_FALSE},
	};
	answer_at_the_desk(ASHBY_MAUREEN, true);
	assert_int_equal(list_of(NULL).count, 2);
	refused(desk_load_pass_on(practice.desk, rows, countof(rows), &practice.err), "may not import");
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	refused(desk_load_pass_on(practice.desk, rows, 0, &practice.err), "no row");
	PassOnRow wrong = rows[1];
	wrong.snomed = "416409006";
	refused(desk_load_pass_on(practice.desk, &wrong, 1, &practice.err), "check digit");
	ok(desk_load_pass_on(practice.desk, rows, countof(rows), &practice.err));
	assert_string_equal(desk_setting(practice.desk, "pass-on-list", &practice.arena),
			    "2 rows, loaded 22-Nov-2026 by Ada M");
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	const PassingList list = list_of(NULL);
	assert_int_equal(list.count, 1);
	assert_int_equal(desk_work(practice.desk).of[WORK_PASS_ON], 1);
	assert_string_equal(list.lines[0].ways[0].where, "template 7");
	assert_string_equal(passing_code(&list.lines[0].ways[0], &practice.arena), "CTV3 XaKRw (check)");
}

static void on_paper_and_as_a_table(void **state)
{
	Sheet sheet;
	Text text = {.arena = &practice.arena};
	answer_at_the_desk(ASHBY_MAUREEN, true);
	const PassingList list = list_of(NULL);
	passing_sheet(practice.desk, &list, &practice.arena, &sheet);
	sheet_plain(&sheet, SHEET_TEXT_COLS, &text);
	const char *plain = text_done(&text);
	assert_non_null(strstr(plain, "Ashby M, NHS No. 999 000 0018"));
	assert_non_null(strstr(plain, "[ ] Local view (MIG): no"));
	assert_non_null(strstr(plain, "CTV3 XaKRw, SNOMED CT 416409005"));
	assert_non_null(strstr(plain, "Since 22-Nov-2026"));
	const Table table = passing_table(practice.desk, &list, &practice.arena);
	assert_int_equal(table.rows, 3);
	assert_string_equal(table.cells[2 * table.columns], ASHBY_MAUREEN);
	assert_string_equal(table.cells[2 * table.columns + 5], "CTV3 XaKRw, SNOMED CT 416409005");
	ok(desk_passing_left(practice.desk, &list, "printed", &practice.err));
	FactList nobodys;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &nobodys, &practice.err));
	assert_string_equal(nobodys.items[nobodys.count - 1].reason, "the list To pass on, 2 lines, printed");
}

static void the_figures_count_what_waits(void **state)
{
	Figures figures;
	answer_at_the_desk(ASHBY_MAUREEN, true);
	answer_at_the_desk(ASHBY_NEIL, false);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_figures(practice.desk, (Month){2020, 1}, (Month){2020, 1}, &practice.arena, &figures, &practice.err));
	assert_int_equal(figures.waiting, 3);
	assert_int_equal(figures.oldest.seconds, PRACTICE_NOW);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_answered_waits_by_patient, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ticked_it_waits_no_more_and_undone_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(none_is_ticked_where_one_does_not_wait, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_may_pass_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_an_import_told_does_not_wait, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_private_entry_is_a_date_and_no_more, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_practices_system_says_which_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_site_loads_its_own_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(on_paper_and_as_a_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_figures_count_what_waits, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
