#include "model/lists/lists.h"

#include "unit.h"

#include "base/text.h"
#include "model/choices/choices.h"

#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

static const Date in_2020 = {2020, 7, 1}, in_2022 = {2022, 3, 1}, today = {2026, 11, 22};

static ScrDefault stands(void)
{
	ScrDefault now;
	ok(desk_scr_default(practice.desk, &practice.arena, &now, &practice.err));
	return now;
}

static void expect(ScrStatus status, Date since, const char *by)
{
	const ScrDefault now = stands();
	assert_int_equal(now.status, status);
	assert_int_equal(date_order(now.since, since), 0);
	assert_string_equal(now.said->by, by);
}

static void refused_default(ScrStatus status, Date since, const char *part)
{
	const int64_t head = desk_head(practice.desk);
	refused(desk_put_scr_default(practice.desk, status, since, &practice.err), part);
	assert_int_equal(desk_head(practice.desk), head);
}

static void nobody_said_it(void **state)
{
	assert_int_equal(stands().status, SCR_CORE);
	assert_null(stands().said);
	assert_true(date_is_none(stands().since));
}

static void it_begins_at_midnight_of_its_day(void **state)
{
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, in_2020, &practice.err));
	expect(SCR_ADDITIONAL, in_2020, "Ada M");
	assert_true(instant_order(stands().said->at, zone_midnight(desk_zone(practice.desk), in_2020)) == 0);
	assert_true(instant_order(stands().said->recorded_at, desk_now(practice.desk)) == 0);
	assert_string_equal(stands().said->practice, "C82001");
	refused_default(SCR_ADDITIONAL, in_2020, "It stands so since 01-Jul-2020 already");
	refused_default(SCR_ADDITIONAL, in_2022, "first say core only since 01-Jul-2020");
}

static void that_of_today_begins_now(void **state)
{
	ok(desk_put_scr_default(practice.desk, SCR_CORE, today, &practice.err));
	expect(SCR_CORE, today, "Ada M");
	assert_true(instant_order(stands().said->at, desk_now(practice.desk)) == 0);
	refused_default(SCR_ADDITIONAL, date_add_days(today, 1), "has not come yet");
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, today, &practice.err));
	expect(SCR_ADDITIONAL, today, "Ada M");
}

/* What the page says is what holds, whatever was said of later days; how it was before that day stays. */
static void an_earlier_day_voids_what_was_said_of_later_ones(void **state)
{
	FactList facts;
	size_t voids = 0;
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, in_2020, &practice.err));
	ok(desk_put_scr_default(practice.desk, SCR_CORE, today, &practice.err));
	ok(desk_put_scr_default(practice.desk, SCR_CORE, in_2022, &practice.err));
	expect(SCR_CORE, in_2022, "Ada M");
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++) {
		voids += facts.items[i].kind == FACT_VOIDED;
		if (facts.items[i].kind == FACT_VOIDED)
			assert_true(instant_order(facts.items[i].at, desk_now(practice.desk)) == 0);
	}
	assert_int_equal(voids, 1);
	ok(desk_put_scr_default(practice.desk, SCR_CORE, in_2020, &practice.err));
	expect(SCR_CORE, in_2020, "Ada M");
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, in_2022, &practice.err));
	expect(SCR_ADDITIONAL, in_2022, "Ada M");
}

/* S1: the patient who never chose has it from that day on, and is shown so. */
static void a_patient_who_never_chose_has_it(void **state)
{
	ScrPage page;
	ok(desk_put_scr_default(practice.desk, SCR_ADDITIONAL, in_2020, &practice.err));
	practice_sign_in(&practice, ROLE_CLINICIAN);
	Chart *chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	assert_int_equal(reach_scr(&chart->now).status, SCR_ADDITIONAL);
	ok(desk_scr_page(practice.desk, chart, &practice.arena, &page, &practice.err));
	assert_int_equal(page.status, SCR_IMPLIED);
	assert_string_equal(page.chosen.text, "Core and additional information, nothing said");
	desk_close_chart(practice.desk, chart);
}

static void administrators_say_it(void **state)
{
	static const Role others[] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN, ROLE_PRIVACY_OFFICER};
	for (size_t i = 0; i < countof(others); i++) {
		practice_sign_in(&practice, others[i]);
		refused_default(SCR_ADDITIONAL, in_2020, "may not change settings");
	}
	assert_null(stands().said);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_said_it),
		TEST(it_begins_at_midnight_of_its_day),
		TEST(that_of_today_begins_now),
		TEST(an_earlier_day_voids_what_was_said_of_later_ones),
		TEST(a_patient_who_never_chose_has_it),
		TEST(administrators_say_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
