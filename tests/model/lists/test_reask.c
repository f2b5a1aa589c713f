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

static void close_on(Date day)
{
	const Organisation *known;
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_organisation(practice.desk, "RX1", &practice.arena, &known, &practice.err));
	Organisation closed = *known;
	closed.closed = day;
	ok(desk_put_organisation(practice.desk, &closed, &practice.err));
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
}

static ReaskCounts counts(void)
{
	ReaskCounts counts;
	ok(desk_reask_counts(practice.desk, &counts, &practice.err));
	return counts;
}

/* "9990000018/m1 999…/n1* ": whom to ask, * where they were; read `limit` at a time. */
static const char *listed(size_t limit, bool back)
{
	Text text = {.arena = &practice.arena};
	DueRows rows = {.count = limit};
	const DueRow *from = NULL;
	while (desk_work_on(practice.desk, 100))
		;
	while (rows.count == limit) {
		const WorkPage page = {.from = from, .back = back, .limit = limit};
		ok(desk_reask_rows(practice.desk, &page, &practice.arena, &rows, &practice.err));
		for (size_t i = 0; i < rows.count; i++)
			text_add_print(&text, "%s/%s%s ", rows.items[i].patient, rows.items[i].what,
				       rows.items[i].sort == REASK_ASKED ? "*" : "");
		from = rows.count > 0 ? &rows.items[rows.count - 1] : from;
	}
	return text_done(&text);
}

static WorkItem first(void)
{
	DueRows rows;
	WorkItem item;
	ok(desk_reask_rows(practice.desk, &(WorkPage){.limit = 1}, &practice.arena, &rows, &practice.err));
	ok(desk_work_words(practice.desk, &rows, &practice.arena, &item, &practice.err));
	return item;
}

#define MAUREEN ASHBY_MAUREEN "/"
#define NEIL ASHBY_NEIL "/"

static void who_must_be_asked_again(void **state)
{
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW - 86400 * 50);
	assert_string_equal(listed(10, false), "");
	close_physiotherapy("RX2");
	assert_true(counts().counting);
	practice_refer(&practice, ASHBY_MAUREEN, "m2", "RX2", PRACTICE_NOW);
	assert_string_equal(listed(10, false), MAUREEN "m1 " NEIL "n1 ");
	assert_false(counts().counting);
	WorkItem item = first();
	assert_string_equal(item.name, "Ashby M");
	assert_string_equal(item.newer, "m2");
	assert_false(item.asked);
	assert_string_equal(item.org, "RX1");
	assert_string_equal(item.successor, "Royal Cornwall Hospitals");
	answer("m2", DIRECTION_OUT);
	assert_int_equal(counts().to_ask, 2);
	answer("m2", DIRECTION_IN);
	assert_string_equal(listed(10, false), NEIL "n1 " MAUREEN "m1* "); /* what is left to do comes first */
	assert_int_equal(counts().to_ask, 1);
	assert_int_equal(counts().asked, 1);
	assert_null(first().newer);
	assert_string_equal(listed(1, false), NEIL "n1 " MAUREEN "m1* ");
	assert_string_equal(listed(1, true), MAUREEN "m1* " NEIL "n1 ");
	assert_string_equal(listed(2, true), MAUREEN "m1* " NEIL "n1 ");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	assert_int_equal(counts().to_ask, 1);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	assert_int_equal(counts().to_ask, 1);
	desk_lock(practice.desk);
	ReaskCounts none;
	refused(desk_reask_counts(practice.desk, &none, &practice.err), "locked");
}

/* The closing date is the last day open. */
static void one_that_is_to_close_is_listed_from_the_next_midnight(void **state)
{
	const Zone *zone = desk_zone(practice.desk);
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	close_on((Date){2026, 12, 1});
	assert_string_equal(listed(10, false), "");
	practice.clock.now = zone_midnight(zone, (Date){2026, 12, 2});
	practice.clock.now.seconds--;
	assert_string_equal(listed(10, false), "");
	practice.clock.now.seconds++;
	assert_true(counts().counting);
	assert_string_equal(listed(10, false), NEIL "n1 ");
	close_on((Date){0}); /* it goes on after all */
	assert_string_equal(listed(10, false), "");
}

/* The day on which it closed comes before the number. */
static void who_was_left_longest_comes_first(void **state)
{
	practice_organisation(&practice, "RX8", "Another", CARE_PLANNED, SYSTEM_SYSTMONE);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_NEIL, "n8", "RX8", PRACTICE_NOW);
	close_physiotherapy(NULL);
	const Organisation *known;
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_organisation(practice.desk, "RX8", &practice.arena, &known, &practice.err));
	Organisation closed = *known;
	closed.closed = (Date){2026, 10, 1};
	ok(desk_put_organisation(practice.desk, &closed, &practice.err));
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	assert_string_equal(listed(10, false), NEIL "n8 " MAUREEN "m1 ");
}

/* A row that is gone, or says that they were asked, is not what the facts make. */
static void a_changed_row_is_found(void **state)
{
	const Ledger *ledger = &practice.ledger;
	const DueQuery all = {.kind = DUE_KINDS_MAX, .patient = ASHBY_NEIL, .limit = SIZE_MAX};
	const char *patient;
	DueRows rows;
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	close_physiotherapy(NULL);
	listed(10, false);
	ok(desk_work_check(practice.desk, NULL, NULL, NULL, &practice.arena, &patient, &practice.err));
	assert_null(patient);
	ok(ledger->ops->due(ledger->self, &all, &practice.arena, &rows, &practice.err));
	DueRow *changed = arena_array(&practice.arena, rows.count, sizeof *changed);
	for (size_t i = 0; i < rows.count; i++) {
		changed[i] = rows.items[i];
		if (changed[i].kind == WORK_REASK)
			changed[i].sort = REASK_ASKED;
	}
	ok(ledger->ops->begin(ledger->self, &practice.err));
	ok(ledger->ops->put_due(ledger->self, ASHBY_NEIL, &(DueRows){changed, rows.count}, INSTANT_MAX, NULL,
				&practice.err));
	ok(ledger->ops->commit(ledger->self, &practice.err));
	ok(desk_work_check(practice.desk, NULL, NULL, NULL, &practice.arena, &patient, &practice.err));
	assert_string_equal(patient, ASHBY_NEIL);
}

/* Neither among what is due on home nor counted there. */
static void it_is_on_its_own_page_alone(void **state)
{
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	const char *before = listed(10, false);
	const size_t questions = desk_work(practice.desk).of[WORK_QUESTIONS];
	close_physiotherapy(NULL);
	assert_string_not_equal(listed(10, false), before);
	assert_int_equal(desk_work(practice.desk).of[WORK_QUESTIONS], questions);
}

static void the_dead_are_asked_nothing(void **state)
{
	const Person *neil;
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 86400 * 60);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW - 86400 * 50);
	close_physiotherapy("RX2");
	assert_string_equal(listed(10, false), MAUREEN "m1 " NEIL "n1 ");
	ok(practice.ledger.ops->person(practice.ledger.self, ASHBY_NEIL, &practice.arena, &neil, &practice.err));
	Person died = *neil;
	died.died = (PartialDate){2026, 11, 21};
	practice_person(&practice, &died);
	assert_string_equal(listed(10, false), MAUREEN "m1 ");
}

static void one_act_moves_the_care(void **state)
{
	const char *id = NULL, *what;
	const Organisation *next = NULL;
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
	assert_string_equal(listed(10, false), "");
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
		TEST(one_that_is_to_close_is_listed_from_the_next_midnight),
		TEST(who_was_left_longest_comes_first),
		TEST(it_is_on_its_own_page_alone),
		TEST(a_changed_row_is_found),
		TEST(who_must_be_asked_again),
		TEST(the_dead_are_asked_nothing),
		TEST(one_act_moves_the_care),
		TEST(lists_say_who_and_when),
		TEST(unknown_systems_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
