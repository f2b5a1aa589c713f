/* By when a complaint is acknowledged and a copy is made. */
#include "model/readings/owed.h"

#include "unit.h"

#include "base/macros.h"
#include "model/properties/little_world.h"

static LittleWorld little;

static int begin(void **state)
{
	little_begin(&little);
	return 0;
}

static int end(void **state)
{
	little_end(&little);
	return 0;
}

static Owed only(const char *at)
{
	little_fold(&little, at);
	const OwedList owed = owed_of(&little.reach, &little.arena);
	assert_int_equal(owed.count, 1);
	return owed.items[0];
}

static void is_day(Date date, const char *day)
{
	char printed[16];
	date_print(date, printed);
	assert_string_equal(printed, day);
}

static void a_copy_is_owed_on_the_same_day_of_the_next_month(void **state)
{
	static const struct {
		Date asked;
		const char *by;
	} rows[] = {
		{{2026, 11, 3}, "2026-12-03"}, {{2026, 12, 31}, "2027-01-31"}, {{2026, 1, 31}, "2026-02-28"},
		{{2028, 1, 30}, "2028-02-29"}, {{2026, 8, 31}, "2026-09-30"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		little_fact(&little, FACT_ACCESS_REQUESTED, "2029-01-01 09:00")->received = rows[i].asked;
	little_fold(&little, "2029-01-02 09:00");
	const OwedList owed = owed_of(&little.reach, &little.arena);
	assert_int_equal(owed.count, countof(rows));
	for (size_t i = 0; i < countof(rows); i++)
		is_day(owed.items[i].due, rows[i].by);
}

/* The day after is the first of thirty. */
static void a_complaint_is_acknowledged_within_thirty_days(void **state)
{
	little_fact(&little, FACT_COMPLAINT, "2024-03-01 09:00")->reason = "a letter";
	Owed owed = only("2024-03-31 23:00");
	is_day(owed.received, "2024-03-01");
	is_day(owed.due, "2024-03-31");
	assert_false(owed.late);
	assert_true(only("2024-04-01 00:30").late);
}

static void it_counts_from_the_day_it_came(void **state)
{
	Fact *fact = little_fact(&little, FACT_COMPLAINT, "2024-03-04 09:00");
	fact->reason = "a letter";
	fact->received = (Date){2024, 3, 1};
	is_day(only("2024-03-04 10:00").due, "2024-03-31");
}

static void acknowledged_it_has_no_day_and_answered_it_is_over(void **state)
{
	const char *complaint = little_fact(&little, FACT_COMPLAINT, "2024-03-01 09:00")->id;
	little_fact(&little, FACT_COMPLAINT_ACKNOWLEDGED, "2024-03-02 09:00")->fact = "another";
	assert_null(only("2024-03-05 09:00").acknowledged);
	little_fact(&little, FACT_COMPLAINT_ACKNOWLEDGED, "2024-03-06 09:00")->fact = complaint;
	Owed owed = only("2024-06-01 09:00");
	assert_non_null(owed.acknowledged);
	assert_true(date_is_none(owed.due) && !owed.late && !owed.done && owed.in_time);
	little_fact(&little, FACT_COMPLAINT_ANSWERED, "2024-06-02 09:00")->fact = complaint;
	assert_non_null(only("2024-06-03 09:00").done);
}

static void an_answer_acknowledges_too_and_a_void_takes_it_back(void **state)
{
	const char *complaint = little_fact(&little, FACT_COMPLAINT, "2024-03-01 09:00")->id;
	Fact *answer = little_fact(&little, FACT_COMPLAINT_ANSWERED, "2024-03-02 09:00");
	answer->fact = complaint;
	const char *told = answer->id;
	assert_true(date_is_none(only("2024-06-01 09:00").due));
	little_fact(&little, FACT_VOIDED, "2024-03-03 09:00")->fact = told;
	assert_true(only("2024-06-01 09:00").late);
}

static void the_next_copy_is_the_one_asked_for(void **state)
{
	little_fact(&little, FACT_ACCESS_GIVEN, "2024-02-01 09:00");
	little_fact(&little, FACT_ACCESS_REQUESTED, "2024-03-01 09:00");
	is_day(only("2024-03-02 09:00").due, "2024-04-01");
	assert_true(only("2024-04-02 09:00").late);
	little_fact(&little, FACT_ACCESS_GIVEN, "2024-04-02 10:00");
	const Owed owed = only("2024-04-02 11:00");
	assert_non_null(owed.done);
	assert_false(owed.late || owed.in_time);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(a_copy_is_owed_on_the_same_day_of_the_next_month),
		CASE(a_complaint_is_acknowledged_within_thirty_days),
		CASE(it_counts_from_the_day_it_came),
		CASE(acknowledged_it_has_no_day_and_answered_it_is_over),
		CASE(an_answer_acknowledges_too_and_a_void_takes_it_back),
		CASE(the_next_copy_is_the_one_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
