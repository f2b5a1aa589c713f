#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/find.h"
#include "model/desk/telling.h"
#include "model/stage/practice.h"

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

/* The numbers found, parted by spaces. */
static const char *found(Practice *practice, const char *typed)
{
	FoundList list;
	Text text = {.arena = &practice->arena};
	if (!desk_find_people(practice->desk, typed, 10, &practice->arena, &list, &practice->err))
		return practice->err.text;
	for (size_t i = 0; i < list.count && !list.items[i].alike; i++)
		text_add_print(&text, "%s%s", i ? " " : "", list.items[i].person.nhs);
	return text_done(&text);
}

#define BOTH_ASHBYS ASHBY_MAUREEN " " ASHBY_NEIL

static void finds_whatever_was_typed(void **state)
{
	static const struct {
		const char *typed, *found;
	} table[] = {
		{"ash", BOTH_ASHBYS},
		{"ASHBY", BOTH_ASHBYS},
		{"  ash ", BOTH_ASHBYS},
		{"maureen ash", ASHBY_MAUREEN},
		{"ash mau", ASHBY_MAUREEN},
		{"ash, ne", ASHBY_NEIL},
		{"ash,", BOTH_ASHBYS},
		{"ne ash", ASHBY_NEIL},
		{"neil maureen", ""},
		{"", ""},
		{"   ", ""},
		{",", ""},
		{"zz", ""},
		{"é", ""},
		{"14/7/1945", SMITH_ONE},
		{"14-Jul-1945", SMITH_ONE},
		{"14 July 1945", SMITH_ONE},
		{"14071945", SMITH_ONE},
		{"15.07.45", SMITH_TWO},
		{"smith 14/7/1945", SMITH_ONE},
		{"jane smi 15-Jul-1945", SMITH_TWO},
		{"smith 14/7", SMITH_TWO " " SMITH_ONE},
		{"ashby 14/7/1945", BOTH_ASHBYS},
		{"999 000 0018", ASHBY_MAUREEN},
		{"9990000018", ASHBY_MAUREEN},
		{"999 000 002", ASHBY_NEIL},
		{"999 000 0019", ""},
		{"99", ""},
		{"99900000181", ""},
		{"okafor", OKAFOR},
		{"140745", SMITH_ONE},
		{"smith 140745", SMITH_ONE},
		{"14th July 1945", SMITH_ONE},
		{"999\u00A0000\u00A00018", ASHBY_MAUREEN},
		{"\t999 000 0018\r\n", ASHBY_MAUREEN},
		{"14\u00A0July\u00A01945", SMITH_ONE},
		{"\tAshby,\u00A0Neil\n", ASHBY_NEIL},
	};
	Practice *practice = *state;
	for (size_t i = 0; i < countof(table); i++)
		if (strcmp(found(practice, table[i].typed), table[i].found) != 0)
			fail_msg("\"%s\" found %s", table[i].typed, found(practice, table[i].typed));
	assert_int_equal(strlen(found(practice, "999")), 5 * 11 - 1);
}

static void says_that_there_are_more(void **state)
{
	Practice *practice = *state;
	FoundList list;
	assert_true(desk_find_people(practice->desk, "999", 4, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 4);
	assert_true(list.more);
	assert_true(desk_find_people(practice->desk, "999", 5, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 5);
	assert_false(list.more);
}

/* The other one of the same name is found in the whole directory, not among the rows. */
static void marks_two_of_the_same_name(void **state)
{
	Practice *practice = *state;
	FoundList list;
	assert_true(desk_find_people(practice->desk, "14/7/1945", 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 1);
	assert_true(list.items[0].same_name);
	assert_true(desk_find_people(practice->desk, "ash", 10, &practice->arena, &list, NULL));
	assert_false(list.items[0].same_name || list.items[1].same_name);
}

static void one_name_is_found_and_compared(void **state)
{
	static const Person people[] = {
		{.nhs = "9990000069", .family = "", .given = "Madonna"},
		{.nhs = "9990000077", .family = "Madonna", .given = ""},
		{.nhs = "9990000093", .family = "Madonna", .given = "Louise"},
	};
	Practice *practice = *state;
	FoundList list;
	for (size_t i = 0; i < countof(people); i++)
		practice_person(practice, &people[i]);
	assert_string_equal(found(practice, "mado"), "9990000069 9990000077 9990000093");
	assert_string_equal(found(practice, "MADONNA,"), "9990000069 9990000077 9990000093");
	assert_string_equal(found(practice, "madonna lou"), "9990000093");
	assert_string_equal(found(practice, "lou"), "9990000093");
	assert_true(desk_find_people(practice->desk, "mado", 10, &practice->arena, &list, NULL));
	for (size_t i = 0; i < countof(people); i++)
		assert_int_equal(list.items[i].same_name, i < 2);
	Chart *chart;
	assert_false(desk_open_chart(practice->desk, "9990000069", (Date){0}, &chart, &practice->err));
	assert_string_equal(practice->err.text, "There is another patient called Madonna: ask for the date of birth.");
}

static bool opens(Practice *practice, const char *nhs, Date born)
{
	Chart *chart = NULL;
	bool opened = desk_open_chart(practice->desk, nhs, born, &chart, &practice->err);
	assert_int_equal(opened, chart != NULL);
	desk_close_chart(practice->desk, chart);
	return opened;
}

/* However a name is written, it is the same name, and any word of it finds it. */
static void letters_alone_count(void **state)
{
	static const Person people[] = {
		{.nhs = "9990000069", .family = "O'Brien", .given = "Shaun"},
		{.nhs = "9990000077", .family = "OBRIEN", .given = "Shaun"},
		{.nhs = "9990000093", .family = "Smith-Jones", .given = "Ann Marie"},
		{.nhs = "9990000107", .family = "De La Cruz", .given = "Ana"},
		{.nhs = "9990000115", .family = "Jones", .given = "Zoe"},
		{.nhs = "9990000123", .family = "SmithJones", .given = "AnnMarie"},
	};
	static const struct {
		const char *typed, *found;
	} table[] = {
		{"obrien", "9990000069 9990000077"},
		{"O'Brien", "9990000069 9990000077"},
		{"o brien, sh", "9990000069 9990000077"},
		{"shaun obr", "9990000069 9990000077"},
		{"brien", "9990000069"},
		{"jones", "9990000115 9990000093"},
		{"smith-jones", "9990000093 9990000123"},
		{"smithj", "9990000093 9990000123"},
		{"jones ann-m", "9990000093"},
		{"annm smithjones", "9990000093 9990000123"},
		{"cruz", "9990000107"},
		{"la cruz ana", "9990000107"},
		{"de la", "9990000107"},
		{"delac", "9990000107"},
		{"ruz", ""},
		{"ones", ""},
	};
	Practice *practice = *state;
	FoundList list;
	for (size_t i = 0; i < countof(people); i++)
		practice_person(practice, &people[i]);
	for (size_t i = 0; i < countof(table); i++)
		if (strcmp(found(practice, table[i].typed), table[i].found) != 0)
			fail_msg("\"%s\" found %s", table[i].typed, found(practice, table[i].typed));
	assert_true(desk_find_people(practice->desk, "obrien", 10, &practice->arena, &list, NULL));
	assert_true(list.items[0].same_name && list.items[1].same_name);
	assert_true(desk_find_people(practice->desk, "smithjones", 10, &practice->arena, &list, NULL));
	assert_true(list.items[0].same_name && list.items[1].same_name);
	assert_true(desk_find_people(practice->desk, "jones", 10, &practice->arena, &list, NULL));
	assert_false(list.items[0].same_name);
	assert_false(opens(practice, "9990000069", (Date){0}));
}

static void two_digits_mean_both_centuries(void **state)
{
	Practice *practice = *state;
	practice_person(practice,
			&(Person){.nhs = "9990000069", .family = "Old", .given = "Ann", .born = {1921, 3, 5}});
	practice_person(practice,
			&(Person){.nhs = "9990000077", .family = "Young", .given = "A", .born = {2021, 3, 5}});
	assert_string_equal(found(practice, "5/3/21"), "9990000077 9990000069");
	assert_string_equal(found(practice, "ann old 5.3.21"), "9990000069");
}

static bool identified(Practice *practice, const char *typed)
{
	FoundList list;
	assert_true(desk_find_people(practice->desk, typed, 10, &practice->arena, &list, NULL));
	return list.count > 0 && list.items[0].identified;
}

static void says_who_is_identified_by_what_was_typed(void **state)
{
	assert_true(identified(*state, SMITH_ONE) && identified(*state, "14/7/1945"));
	assert_true(identified(*state, "smith 14/7/45"));
	assert_false(identified(*state, "smith") || identified(*state, "999 000 00") ||
		     identified(*state, "smith 14/7"));
}

static void counts_as_many_questions_as_asking_would_put(void **state)
{
	Practice *practice = *state;
	FoundList list;
	practice_refer(practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	desk_work_step(practice->desk, 100);
	assert_true(desk_find_people(practice->desk, "ash", 10, &practice->arena, &list, NULL));
	assert_true(list.items[0].due == 2 && list.items[1].due == 1);
	Chart *chart;
	assert_true(desk_open_chart(practice->desk, ASHBY_MAUREEN, list.items[0].person.born, &chart, NULL));
	assert_int_equal(chart->matrix.due, 2);
	desk_close_chart(practice->desk, chart);
}

static void a_row_gives_nothing_away_of_a_restricted_patient(void **state)
{
	Practice *practice = *state;
	FoundList list;
	assert_true(desk_find_people(practice->desk, "okafor", 10, &practice->arena, &list, NULL));
	assert_null(list.items[0].person.postcode);
	assert_null(list.items[0].person.mobile);
	assert_true(desk_find_people(practice->desk, "ashby m", 10, &practice->arena, &list, NULL));
	assert_string_equal(list.items[0].person.mobile, "07700900111");
}

static void who_may_find_and_open(void **state)
{
	static const bool may[Role_COUNT_] = {
		[ROLE_RECEPTIONIST] = true,
		[ROLE_NURSE] = true,
		[ROLE_CLINICIAN] = true,
		[ROLE_PRIVACY_OFFICER] = true,
	};
	Practice *practice = *state;
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		FoundList list;
		practice_sign_in(practice, role);
		assert_int_equal(opens(practice, ASHBY_NEIL, (Date){0}), may[role]);
		assert_int_equal(desk_find_people(practice->desk, "ash", 10, &practice->arena, &list, NULL), may[role]);
	}
	desk_sign_out(practice->desk);
	assert_false(opens(practice, ASHBY_NEIL, (Date){0}));
}

static void two_of_a_name_are_told_apart_by_birth_date(void **state)
{
	Practice *practice = *state;
	assert_false(opens(practice, SMITH_ONE, (Date){0}));
	assert_string_equal(practice->err.text,
			    "There is another patient called Jane Smith: ask for the date of birth.");
	assert_false(opens(practice, SMITH_ONE, (Date){1945, 7, 15}));
	assert_true(opens(practice, SMITH_ONE, (Date){1945, 7, 14}));
	assert_true(opens(practice, ASHBY_NEIL, (Date){0}));
	assert_false(opens(practice, ASHBY_NEIL, (Date){1988, 3, 4}));
	assert_false(opens(practice, "9990000019", (Date){0}));
	assert_false(opens(practice, "9990000069", (Date){0}));
	assert_string_equal(practice->err.text,
			    "No patient with the NHS number 9990000069 is on file: check the number.");
}

static const Fact *latest(Practice *practice)
{
	return &memory_ledger_line(&practice->memory, desk_head(practice->desk))->line.fact;
}

static void opening_is_a_fact(void **state)
{
	Practice *practice = *state;
	int64_t head = desk_head(practice->desk);
	practice_entry(practice, "n1", ASHBY_NEIL, "C82001", PRACTICE_START);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	assert_int_equal(desk_head(practice->desk), head + 2);
	assert_int_equal(latest(practice)->kind, FACT_VIEWED);
	assert_string_equal(latest(practice)->org, "C82001");
	assert_string_equal(latest(practice)->by, "Priya S");
	assert_null(latest(practice)->entry);
	assert_string_equal(chart->world.person->family, "Ashby");
	assert_int_equal(chart->matrix.count, 1);
	assert_ptr_equal(chart->now.world, &chart->world);

	assert_false(desk_view_entry(practice->desk, chart, "n1", NULL)); /* a receptionist does not see content */
	practice_sign_in(practice, ROLE_CLINICIAN);
	assert_true(desk_view_entry(practice->desk, chart, "n1", NULL));
	assert_string_equal(latest(practice)->entry, "n1");
	assert_false(desk_view_entry(practice->desk, chart, "n2", NULL));
	desk_close_chart(practice->desk, chart);
}

/* Content goes by the same decision as everybody's: the practice is no exception (property 6). */
static void what_the_practice_cannot_see_nobody_reads_here(void **state)
{
	Practice *practice = *state;
	Error err = {0};
	practice_entry(practice, "theirs", ASHBY_NEIL, "RX1", PRACTICE_START);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	practice_sign_in(practice, ROLE_CLINICIAN);
	Viewer own = desk_own_viewer(practice->desk, chart, &chart->arena);
	assert_string_equal(own.code, "C82001");
	assert_int_equal(decide(&own, 0).verdict, VERDICT_DENY);
	int64_t head = desk_head(practice->desk);
	assert_false(desk_view_entry(practice->desk, chart, "theirs", &err));
	assert_int_equal(err.kind, ERROR_REFUSED);
	assert_int_equal(desk_head(practice->desk), head);
	desk_close_chart(practice->desk, chart);
}

static void what_was_hidden_since_is_not_read_by_going_back(void **state)
{
	Practice *practice = *state;
	Error err = {0};
	practice_entry(practice, "theirs", ASHBY_NEIL, "RX1", PRACTICE_START);
	Fact override = FACT_NONE;
	override.kind = FACT_OVERRIDE;
	override.override = "o";
	override.org = "C82001";
	override.override_reason = OVERRIDE_EMERGENCY;
	override.include_private = TRUTH_FALSE;
	override.until = instant_add(desk_now(practice->desk), 3600);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	practice_sign_in(practice, ROLE_CLINICIAN);
	assert_true(desk_tell_facts(practice->desk, chart, ACT_ASK, NULL, &override, 1, &err));
	Instant then = chart->now.at;
	assert_true(desk_view_entry(practice->desk, chart, "theirs", &err));
	practice->clock.now.seconds += 60;
	assert_true(desk_make_private(practice->desk, chart, "theirs", &err));
	assert_true(desk_chart_past(practice->desk, chart, then, &err));
	Viewer as_it_was = viewer_of(&chart->now, "C82001");
	assert_int_equal(decide(&as_it_was, 0).verdict, VERDICT_ALLOW);
	assert_false(desk_view_entry(practice->desk, chart, "theirs", &err));
	desk_close_chart(practice->desk, chart);
}

/* Wherever the store fails, either the chart is open and the viewing told, or nothing is shown. */
static void a_chart_opens_whole_or_not_at_all(void **state)
{
	Practice *practice = *state;
	bool done = false;
	int failed = 0;
	for (int64_t next = 1; !done; next++, failed += !done) {
		practice->memory.fail_at = practice->memory.calls + next;
		done = opens(practice, ASHBY_NEIL, (Date){0});
		practice->memory.fail_at = 0;
	}
	assert_true(failed >= 10);
}

static void another_desk_is_seen_at_the_next_refresh(void **state)
{
	Practice *practice = *state;
	bool changed = true;
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	assert_true(desk_refresh_chart(practice->desk, chart, &changed, NULL));
	assert_false(changed);
	practice_refer(practice, ASHBY_NEIL, "e1", "RX1", PRACTICE_NOW);
	assert_true(desk_refresh_chart(practice->desk, chart, &changed, NULL));
	assert_true(changed);
	assert_int_equal(chart->matrix.open, 2);
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, NULL));

	practice_refer(practice, ASHBY_NEIL, "e2", "RX2", PRACTICE_NOW);
	practice->memory.fail_at = practice->memory.calls + 3;
	assert_false(desk_refresh_chart(practice->desk, chart, &changed, NULL));
	assert_int_equal(chart->matrix.open, 2); /* the old one stands */
	assert_true(desk_refresh_chart(practice->desk, chart, &changed, NULL));
	assert_int_equal(chart->matrix.open, 3);
	desk_close_chart(practice->desk, chart);
}

/* What an organisation is changes what it may see, though no fact of the patient did. */
static void an_organisation_that_changes_is_seen_too(void **state)
{
	Practice *practice = *state;
	bool changed = false;
	practice_refer(practice, ASHBY_NEIL, "e1", "RX1", PRACTICE_NOW);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	assert_int_equal(chart->world.directory.organisation(chart->world.directory.self, "RX1")->system,
			 SYSTEM_SYSTMONE);
	practice_organisation(practice, "RX1", "Another name", CARE_PLANNED, SYSTEM_OTHER);
	assert_true(desk_refresh_chart(practice->desk, chart, &changed, NULL));
	assert_true(changed);
	assert_int_equal(chart->world.directory.organisation(chart->world.directory.self, "RX1")->system, SYSTEM_OTHER);
	Viewer viewer = viewer_of(&chart->now, "RX1");
	assert_int_equal(viewer.organisation->system, SYSTEM_OTHER);
	desk_close_chart(practice->desk, chart);
}

static bool changes_at(Practice *practice, Chart *chart, int64_t seconds)
{
	bool before = true, at = false;
	practice->clock.now = (Instant){seconds - 1};
	assert_true(desk_refresh_chart(practice->desk, chart, &before, NULL));
	practice->clock.now = (Instant){seconds};
	assert_true(desk_refresh_chart(practice->desk, chart, &at, NULL));
	return !before && at;
}

static void moments_at_which_a_rule_changes_by_itself(void **state)
{
	Practice *practice = *state;
	Fact permission = practice_fact(FACT_VIEW_PERMISSION, ASHBY_NEIL, PRACTICE_NOW);
	permission.org = "RX1", permission.view_channel = VIEW_SCR, permission.answer = ANSWER_YES;
	practice_tell(practice, permission);
	Fact override = practice_fact(FACT_OVERRIDE, ASHBY_NEIL, PRACTICE_NOW);
	override.override = "o1", override.org = "RX1", override.override_reason = OVERRIDE_EMERGENCY;
	override.include_private = TRUTH_FALSE, override.until = (Instant){PRACTICE_NOW + 3600};
	practice_tell(practice, override);
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	int64_t midnight = zone_midnight(&practice->zone, (Date){2026, 11, 23}).seconds;
	assert_true(changes_at(practice, chart, PRACTICE_NOW + 3600));
	assert_true(changes_at(practice, chart, midnight));
	assert_true(changes_at(practice, chart, PRACTICE_NOW + 86400));
	desk_close_chart(practice->desk, chart);
}

static void restricted_is_the_latest_word(void **state)
{
	Practice *practice = *state;
	Chart *chart = practice_chart(practice, OKAFOR, (Date){0});
	assert_true(chart->restricted);
	Fact fact = practice_fact(FACT_RESTRICTED, OKAFOR, PRACTICE_NOW);
	fact.on = TRUTH_FALSE;
	practice_tell(practice, fact);
	assert_true(desk_refresh_chart(practice->desk, chart, NULL, NULL));
	assert_false(chart->restricted);
	desk_close_chart(practice->desk, chart);
}

/* A fact of a desk whose clock is ahead counts at once here too: a new no is not seen late. */
static void what_a_faster_clock_told_counts_at_once(void **state)
{
	Practice *practice = *state;
	practice->clock.now.seconds += 40;
	practice_refer(practice, ASHBY_NEIL, "e1", "RX1", PRACTICE_NOW + 40);
	practice->clock.now.seconds -= 40;
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	assert_int_equal(chart->matrix.open, 2);
	desk_close_chart(practice->desk, chart);
}

static void a_preview_tells_nothing(void **state)
{
	Practice *practice = *state;
	Reach reach;
	Fact fact = practice_fact(FACT_ANSWERED, NULL, 0);
	fact.episode = "home-" ASHBY_NEIL, fact.direction = DIRECTION_OUT, fact.answer = ANSWER_YES;
	Chart *chart = practice_chart(practice, ASHBY_NEIL, (Date){0});
	int64_t head = desk_head(practice->desk);
	desk_preview(practice->desk, chart, &fact, 1, &practice->arena, &reach);
	assert_int_equal(reach.home->side[DIRECTION_OUT].state, STATE_YES);
	assert_int_equal(chart->now.home->side[DIRECTION_OUT].state, STATE_NOT_ASKED);
	assert_int_equal(desk_head(practice->desk), head);
	desk_close_chart(practice->desk, chart);
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(finds_whatever_was_typed),
		IN_PRACTICE(says_that_there_are_more),
		IN_PRACTICE(marks_two_of_the_same_name),
		IN_PRACTICE(one_name_is_found_and_compared),
		IN_PRACTICE(letters_alone_count),
		IN_PRACTICE(two_digits_mean_both_centuries),
		IN_PRACTICE(says_who_is_identified_by_what_was_typed),
		IN_PRACTICE(counts_as_many_questions_as_asking_would_put),
		IN_PRACTICE(a_row_gives_nothing_away_of_a_restricted_patient),
		IN_PRACTICE(who_may_find_and_open),
		IN_PRACTICE(two_of_a_name_are_told_apart_by_birth_date),
		IN_PRACTICE(opening_is_a_fact),
		IN_PRACTICE(what_the_practice_cannot_see_nobody_reads_here),
		IN_PRACTICE(what_was_hidden_since_is_not_read_by_going_back),
		IN_PRACTICE(a_chart_opens_whole_or_not_at_all),
		IN_PRACTICE(an_organisation_that_changes_is_seen_too),
		IN_PRACTICE(another_desk_is_seen_at_the_next_refresh),
		IN_PRACTICE(moments_at_which_a_rule_changes_by_itself),
		IN_PRACTICE(restricted_is_the_latest_word),
		IN_PRACTICE(what_a_faster_clock_told_counts_at_once),
		IN_PRACTICE(a_preview_tells_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
