#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "command/demo_practice.h"
#include "command/host_zone.h"
#include "model/desk/chart.h"
#include "model/desk/find.h"
#include "model/desk/work.h"
#include "model/stage/still.h"

typedef struct Demo {
	Session session;
	StillClock clock;
	CountedEntropy entropy;
} Demo;

static void open_demo(const char *now, Demo *demo)
{
	Error err = {0};
	*demo = (Demo){0};
	assert_true(instant_parse(now, &demo->clock.now));
	assert_true(store_open(NULL, STORE_MEMORY, &demo->session.store, &err));
	assert_true(host_zone("Europe/London", &demo->session.zone, &err));
	demo->session.ledger = store_ledger(demo->session.store);
	demo->session.desk = desk_open(&(DeskPorts){
		.hash_cost = {.passes = 1, .memory = 8192},
		.clock = still_clock(&demo->clock),
		.entropy = counted_entropy(&demo->entropy),
		.ledger = demo->session.ledger,
		.zone = &demo->session.zone,
		.demo = true,
	});
	if (!demo_practice(&demo->session, &err))
		fail_msg("%s: %s", now, err.text);
}

/* Whenever it is opened, in summer, at night, on a leap day: the same work waits, and nothing lies in the future. */
static void test_the_same_work_waits(void **state)
{
	static const char *const moments[] = {
		"2026-11-22T11:31:00Z", "2026-11-22T00:00:05Z", "2027-07-01T23:59:59Z",
		"2028-02-29T07:00:00Z", "2024-06-12T09:41:00Z",
	};
	static const size_t waiting[WORK_KINDS] = {
		[WORK_QUESTIONS] = 10,
		[WORK_CODES] = 1,
		[WORK_PRIVATE_REVIEW] = 1,
		[WORK_OVERRIDE_REVIEW] = 1,
	};
	for (size_t i = 0; i < countof(moments); i++) {
		Demo demo;
		Error err = {0};
		open_demo(moments[i], &demo);
		assert_true(desk_sign_in_demo(demo.session.desk, ROLE_RECEPTIONIST, &err));
		while (desk_work_step(demo.session.desk, 100) && desk_work(demo.session.desk).counting)
			;
		for (int kind = 0; kind < WORK_KINDS; kind++) {
			const size_t found = desk_work(demo.session.desk).of[kind];
			if (found != waiting[kind])
				fail_msg("%s: %zu of kind %d wait", moments[i], found, kind);
		}
		assert_false(desk_clock_behind(demo.session.desk, NULL));
		session_close(&demo.session);
	}
}

static void test_everybody_can_sign_in(void **state)
{
	Demo demo;
	Error err = {0};
	open_demo("2026-11-22T11:31:00Z", &demo);
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
		assert_true(desk_sign_in_demo(demo.session.desk, role, &err));
		assert_true(desk_has_pin(demo.session.desk));
	}
	assert_true(desk_sign_in(demo.session.desk, "Dr Shah", DEMO_PASSPHRASE, &err));
	desk_lock(demo.session.desk);
	assert_true(desk_unlock(demo.session.desk, DEMO_PIN, &err));
	session_close(&demo.session);
}

/* Through the real store: the two Jane Smiths are told apart by their date of birth. */
static void test_same_names_are_noticed(void **state)
{
	Demo demo;
	Arena arena = {0};
	FoundList found;
	Chart *chart = NULL;
	Error err = {0};
	open_demo("2026-11-22T11:31:00Z", &demo);
	assert_true(desk_sign_in_demo(demo.session.desk, ROLE_RECEPTIONIST, &err));
	assert_true(desk_find_people(demo.session.desk, "jane smith", 10, &arena, &found, &err));
	assert_int_equal(found.count, 2);
	assert_true(found.items[0].same_name);
	assert_true(found.items[1].same_name);
	assert_false(desk_open_chart(demo.session.desk, found.items[0].person.nhs, (Date){0}, &chart, &err));
	assert_non_null(strstr(err.text, "date of birth"));
	arena_free(&arena);
	session_close(&demo.session);
}

static const Field *field_of(const Line *line, const char *name)
{
	for (size_t i = 0; i < line->kind->count; i++)
		if (text_is(line->kind->fields[i].name, name))
			return &line->kind->fields[i];
	fail_msg("there is no field %s", name);
	return NULL;
}

static Instant at(const char *text)
{
	Instant instant = {0};
	assert_true(instant_parse(text, &instant));
	return instant;
}

static void test_moves(void **state)
{
	const Instant now = at("2026-11-22T08:00:00Z");
	Fact fact = FACT_NONE;
	Line line;
	fact.kind = FACT_CODE_ISSUED;
	fact.at = at("2024-06-12T09:37:00Z");
	fact.expires = at("2024-06-12T09:47:00Z");
	line = line_of_fact(&fact);
	demo_move(&line, now);
	assert_int_equal(line.fact.at.seconds, now.seconds - 240);
	assert_int_equal(line.fact.expires.seconds, now.seconds + 360);

	fact.at = at("2024-06-11T15:00:00Z"); /* yesterday stays yesterday, at its hour */
	line = line_of_fact(&fact);
	demo_move(&line, now);
	assert_int_equal(line.fact.at.seconds, at("2026-11-21T15:00:00Z").seconds);

	fact.at = at("2024-06-12T17:00:00Z"); /* later that day has not happened yet */
	line = line_of_fact(&fact);
	demo_move(&line, now);
	assert_int_equal(line.fact.at.seconds, now.seconds);
}

static void test_births_stay(void **state)
{
	const Person person = {.nhs = "9990000018", .family = "Ashby", .born = {1951, 2, 11}, .died = {2024, 6, 2}};
	Line line = line_of_person(&person);
	demo_move(&line, at("2024-07-12T09:41:00Z"));
	assert_int_equal(date_order(line_date(&line, field_of(&line, "born")), (Date){1951, 2, 11}), 0);
	assert_true(partial_same(line.person.died, (PartialDate){2024, 7, 2}));

	line.person.died = (PartialDate){2023, 12, 0}; /* as exact as before */
	demo_move(&line, at("2024-07-12T09:41:00Z"));
	assert_true(partial_same(line.person.died, (PartialDate){2023, 12, 0}));
	demo_move(&line, at("2024-09-12T09:41:00Z"));
	assert_true(partial_same(line.person.died, (PartialDate){2024, 3, 0}));
	line.person.died = (PartialDate){.year = PARTIAL_YEAR_UNKNOWN};
	demo_move(&line, at("2024-07-12T09:41:00Z"));
	assert_true(partial_is_unknown(line.person.died));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_work_waits),
		cmocka_unit_test(test_everybody_can_sign_in),
		cmocka_unit_test(test_same_names_are_noticed),
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_births_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
