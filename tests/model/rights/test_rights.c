#define BEGIN_AS ROLE_RECEPTIONIST
#include "model/rights/rights.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/work.h"
#include "model/paper/paper.h"
#include "model/readings/explain.h"
#include "model/stage/at_practice.h"
#include "model/stage/work_here.h"

enum { DAY = 24 * 60 * 60 };

static Chart *chart;

static int open_all(void **state)
{
	set_up(state);
	chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){0});
	return 0;
}

static int close_all(void **state)
{
	desk_close_chart(practice.desk, chart);
	return tear_down(state);
}

static const char *complain(Date received)
{
	const char *fact;
	ok(desk_complain(practice.desk, chart,
			 &(Asked){.about = " A letter went\nastray; twice ", .how = HOW_PHONE, .received = received},
			 &fact, &practice.err));
	return arena_text(&practice.arena, fact);
}

static const WorkItem *waits(WorkKind kind)
{
	for (int i = 0; i < 10; i++)
		desk_work_step(practice.desk, 100);
	const WorkHere list = work_here(practice.desk, &practice.arena);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == kind)
			return &list.items[i];
	return NULL;
}

static const char *stand(const char *fact)
{
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	return desk_owed_text(chart, desk_owed_find(chart, fact, &practice.arena), &practice.arena);
}

static void a_complaint_waits_until_it_is_answered(void **state)
{
	const char *fact = complain((Date){0});
	const WorkItem *item = waits(WORK_COMPLAINTS);
	assert_string_equal(item->id, fact);
	assert_string_equal(item->what, "complained today");
	assert_int_equal(date_order(item->due, (Date){2026, 12, 22}), 0);
	assert_string_equal(stand(fact), "Acknowledge it by 22-Dec-2026.");
	assert_string_equal(desk_owed_find(chart, fact, &practice.arena)->opening->reason,
			    "A letter went astray; twice");

	refused(desk_acknowledge_complaint(practice.desk, chart, fact, HOW_PAPER, &practice.err),
		"ask a privacy officer");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_acknowledge_complaint(practice.desk, chart, fact, HOW_PAPER, &practice.err));
	assert_true(date_is_none(waits(WORK_COMPLAINTS)->due));
	assert_string_equal(stand(fact), "Acknowledged on 22-Nov-2026: answer it without undue delay.");
	refused(desk_acknowledge_complaint(practice.desk, chart, fact, HOW_PAPER, &practice.err),
		"acknowledged already");
	refused(desk_answer_complaint(practice.desk, chart, fact, "  ", &practice.err), "the outcome");
	ok(desk_answer_complaint(practice.desk, chart, fact, "Put right", &practice.err));
	assert_null(waits(WORK_COMPLAINTS));
	assert_string_equal(stand(fact), "Answered on 22-Nov-2026.");
	refused(desk_answer_complaint(practice.desk, chart, fact, "Again", &practice.err), "answered already");
	refused(desk_answer_complaint(practice.desk, chart, "x", "Again", &practice.err), "no such complaint");
}

static void what_cannot_be_is_refused_and_nothing_is_told(void **state)
{
	static const char long_word[] =
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
	Text words = {.arena = &practice.arena};
	for (int i = 0; i < 10; i++)
		text_add(&words, long_word);
	const size_t before = chart->world.facts.count;
	refused(desk_complain(practice.desk, chart, &(Asked){.about = " "}, NULL, &practice.err), "what the complaint");
	refused(desk_complain(practice.desk, chart, &(Asked){.about = text_done(&words)}, NULL, &practice.err),
		"too long");
	refused(desk_complain(practice.desk, chart, &(Asked){.about = "x", .received = {2026, 11, 23}}, NULL,
			      &practice.err),
		"still to be");
	refused(desk_complain(practice.desk, chart, &(Asked){.about = "x", .received = {2025, 11, 2}}, NULL,
			      &practice.err),
		"more than a year");
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	refused(desk_complain(practice.desk, chart, &(Asked){.about = "x"}, NULL, &practice.err), "may not");
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	assert_int_equal(chart->world.facts.count, before);
}

/* What is late stands before what is not, and that before what waits for its answer alone. */
static void the_first_due_stands_first(void **state)
{
	const char *early = complain((Date){2026, 10, 1}), *today = complain((Date){0});
	const char *old = complain((Date){2026, 9, 1});
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_acknowledge_complaint(practice.desk, chart, old, HOW_PAPER, &practice.err));
	waits(WORK_COMPLAINTS);
	const WorkHere list = work_here(practice.desk, &practice.arena);
	const char *const order[] = {early, today, old};
	size_t seen = 0;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == WORK_COMPLAINTS)
			assert_string_equal(list.items[i].id, order[seen++]);
	assert_int_equal(seen, 3);
	assert_string_equal(stand(early), "It was to be acknowledged by 31-Oct-2026: do it now.");
}

static void a_copy_is_asked_for_once(void **state)
{
	const Asked asked = {.how = HOW_PAPER, .name = "Anna Ashby", .received = {2026, 11, 20}};
	Text said = {.arena = &practice.arena};
	ok(desk_ask_for_copy(practice.desk, chart, &asked, NULL, &practice.err));
	assert_int_equal(date_order(waits(WORK_COPIES)->due, (Date){2026, 12, 20}), 0);
	assert_string_equal(waits(WORK_COPIES)->what, "asked 20-Nov");
	refused(desk_ask_for_copy(practice.desk, chart, &asked, NULL, &practice.err), "owed by 20-Dec-2026");
	explain_fact(&chart->world, &chart->world.facts.items[chart->world.facts.count - 1], &said);
	assert_string_equal(text_done(&said),
			    "Asked for a copy of all that is kept (20-Nov-2026, on paper, from Anna Ashby)");
}

static void a_complaint_is_taken_back_by_u_and_voided_by_the_privacy_officer(void **state)
{
	const char *what, *fact = complain((Date){0});
	ok(desk_undo(practice.desk, chart, &what, &practice.err));
	assert_string_equal(what, "took down a complaint");
	assert_null(waits(WORK_COMPLAINTS));
	fact = complain((Date){0});
	refused(desk_void(practice.desk, chart, fact, "typed for another", &practice.err), "privacy officer");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_void(practice.desk, chart, fact, "typed for another", &practice.err));
	assert_null(waits(WORK_COMPLAINTS));
}

static bool reads(const char *part)
{
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	for (size_t i = 0; i < chart->world.facts.count; i++) {
		Text text = {.arena = &practice.arena};
		explain_fact(&chart->world, &chart->world.facts.items[i], &text);
		if (strstr(text_done(&text), part))
			return desk_reads_fact(practice.desk, chart, &chart->world.facts.items[i]);
	}
	fail_msg("no line has \"%s\"", part);
	return false;
}

/* It may be about who sits at the next desk. */
static void what_was_complained_about_is_not_for_everybody(void **state)
{
	const char *fact = complain((Date){0});
	assert_true(reads("went astray"));
	practice_sign_in(&practice, ROLE_NURSE);
	assert_false(reads("went astray"));
	practice_sign_in(&practice, ROLE_CLINICIAN);
	assert_true(reads("went astray"));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_acknowledge_complaint(practice.desk, chart, fact, 0, &practice.err));
	ok(desk_answer_complaint(practice.desk, chart, fact, "Put right", &practice.err));
	assert_true(reads("Put right"));
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	assert_true(reads("went astray") && reads("was received"));
	assert_false(reads("Put right"));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_void(practice.desk, chart, fact, "of another", &practice.err));
	practice_sign_in(&practice, ROLE_NURSE);
	assert_false(reads("Recorded in error: Complaint"));
}

static void the_paper_says_by_when_and_where_else(void **state)
{
	const char *fact = complain((Date){2026, 11, 20});
	Sheet sheet;
	Text text = {.arena = &practice.arena};
	complaint_sheet_make(practice.desk, chart, desk_owed_find(chart, fact, &practice.arena), NULL, &practice.arena,
			     &sheet);
	sheet_plain(&sheet, 200, &text);
	assert_non_null(strstr(text_done(&text), "came to us on 20 November 2026."));
	assert_non_null(strstr(text_done(&text), "by 20 December 2026 that we look into it."));
	assert_non_null(strstr(text_done(&text), "“A letter went astray; twice”"));
	assert_non_null(strstr(text_done(&text), "0303 123 1113"));
	assert_null(strstr(text_done(&text), "999"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_all, close_all)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(a_complaint_waits_until_it_is_answered),
		CASE(what_cannot_be_is_refused_and_nothing_is_told),
		CASE(the_first_due_stands_first),
		CASE(a_copy_is_asked_for_once),
		CASE(a_complaint_is_taken_back_by_u_and_voided_by_the_privacy_officer),
		CASE(what_was_complained_about_is_not_for_everybody),
		CASE(the_paper_says_by_when_and_where_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
