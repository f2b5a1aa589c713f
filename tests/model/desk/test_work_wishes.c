/* What waits for a clinician's review is what the chart says of each entry, however it came to stand so. */
#include "unit.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/work.h"
#include "model/stage/practice.h"
#include "model/stage/work_here.h"

static const Date born = {1951, 2, 11}; /* ASHBY_MAUREEN */

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_CLINICIAN);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static void put_entry(Practice *practice, const char *entry)
{
	practice_entry(practice, entry, ASHBY_MAUREEN, "C82001", PRACTICE_START);
}

static const char *mark(Practice *practice, FactKind kind, const char *entry, int64_t at)
{
	Fact fact = practice_fact(kind, ASHBY_MAUREEN, at);
	fact.id = arena_print(&practice->arena, "m%u", ++practice->told);
	fact.entry = entry;
	practice_tell(practice, fact);
	return fact.id;
}

static void void_it(Practice *practice, const char *fact)
{
	Fact made = practice_fact(FACT_VOIDED, ASHBY_MAUREEN, PRACTICE_NOW);
	made.fact = fact, made.reason = "another's";
	practice_tell(practice, made);
}

/* Both ways: none is listed that the chart shows otherwise, and each once. */
static size_t due_as_the_chart_says(Practice *practice)
{
	size_t to_review = 0;
	Index due = {0};
	const WorkHere here = work_here(practice->desk, &practice->arena);
	for (size_t i = 0; i < here.count; i++)
		if (here.items[i].kind == WORK_PRIVATE_REVIEW)
			index_add(&due, &practice->arena, here.items[i].id, 0);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, born);
	const EntryMarks *marks = desk_all_marks(chart, &practice->arena);
	for (size_t i = 0; i < chart->world.entries.count; i++) {
		const char *entry = chart->world.entries.items[i].id;
		if (marks[i].to_review != (index_find(&due, entry) != INDEX_NONE))
			fail_msg("%s: the chart says %s", entry, marks[i].to_review ? "to review" : "nothing");
		to_review += marks[i].to_review;
	}
	desk_close_chart(practice->desk, chart);
	assert_int_equal(due.count, to_review);
	assert_int_equal(here.of[WORK_PRIVATE_REVIEW], to_review);
	return to_review;
}

static void a_mark_taken_back_leaves_the_wish(void **state)
{
	Practice *practice = *state;
	const char *what;
	put_entry(practice, "n1");
	mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, "n1", PRACTICE_NOW - 60);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, born);
	assert_true(desk_make_private(practice->desk, chart, "n1", &practice->err));
	assert_int_equal(due_as_the_chart_says(practice), 0);
	assert_true(desk_undo(practice->desk, chart, &what, &practice->err));
	desk_close_chart(practice->desk, chart);
	assert_int_equal(due_as_the_chart_says(practice), 1);
}

static void opened_in_error_it_waits_again(void **state)
{
	Practice *practice = *state;
	put_entry(practice, "n1");
	mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, "n1", PRACTICE_NOW - 60);
	const char *opened = mark(practice, FACT_ENTRY_OPEN, "n1", PRACTICE_NOW);
	assert_int_equal(due_as_the_chart_says(practice), 0);
	void_it(practice, opened);
	assert_int_equal(due_as_the_chart_says(practice), 1);
}

/* The desk was told of the review first, and of the later wish before that of an earlier opening. */
static void what_happened_last_counts(void **state)
{
	Practice *practice = *state;
	put_entry(practice, "n1");
	put_entry(practice, "n2");
	mark(practice, FACT_ENTRY_PRIVATE, "n1", PRACTICE_NOW);
	mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, "n1", PRACTICE_NOW - 60);
	assert_int_equal(due_as_the_chart_says(practice), 0);
	mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, "n2", PRACTICE_NOW);
	mark(practice, FACT_ENTRY_OPEN, "n2", PRACTICE_NOW - 60);
	assert_int_equal(due_as_the_chart_says(practice), 1);
}

/* As a file of an older program says it: the chart shows nothing of it until then, and nobody tells anything. */
static void what_is_yet_to_come_is_due_when_it_has_come(void **state)
{
	enum { DAY = 24 * 60 * 60 };
	Practice *practice = *state;
	put_entry(practice, "n1");
	mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, "n1", PRACTICE_NOW + 3 * DAY);
	assert_int_equal(due_as_the_chart_says(practice), 0);
	practice->clock.now.seconds += 2 * DAY - 1;
	assert_int_equal(due_as_the_chart_says(practice), 0);
	Chart *chart = practice_chart(practice, ASHBY_MAUREEN, born);
	assert_false(desk_chart_aged(practice->desk, chart));
	practice->clock.now.seconds += 1; /* it may be of a place where it is tomorrow already */
	assert_true(desk_chart_aged(practice->desk, chart));
	desk_close_chart(practice->desk, chart);
	assert_int_equal(due_as_the_chart_says(practice), 1);
}

enum { MARKS = 3, TIMES = 3, KINDS = 3, HISTORIES = 9 * 9 * 9 * 2 * 2 * 2 };

static unsigned take_digit(unsigned *number, unsigned base)
{
	const unsigned digit = *number % base;
	*number /= base;
	return digit;
}

/* Three marks on an entry of its own: of what kind each is, when it was and whether it was in error, the digits of
 * `number` say. Each void is told at once, or all come last. */
static void tell_history(Practice *practice, unsigned number, bool at_once)
{
	static const FactKind kinds[KINDS] = {FACT_ENTRY_PRIVATE_REQUESTED, FACT_ENTRY_PRIVATE, FACT_ENTRY_OPEN};
	const char *entry = arena_print(&practice->arena, "h%u%s", number, at_once ? "" : "-last");
	const char *wrong[MARKS] = {NULL};
	put_entry(practice, entry);
	for (size_t i = 0; i < MARKS; i++) {
		const FactKind kind = kinds[take_digit(&number, KINDS)];
		const char *told = mark(practice, kind, entry, PRACTICE_NOW - 60 * take_digit(&number, TIMES));
		wrong[i] = take_digit(&number, 2) ? told : NULL;
		if (wrong[i] && at_once)
			void_it(practice, wrong[i]);
	}
	for (size_t i = 0; i < MARKS && !at_once; i++)
		if (wrong[i])
			void_it(practice, wrong[i]);
}

/* Every three marks, told in any order of their times, also of one time, with any of them voided. */
static void however_it_was_told_it_is_due_as_the_chart_says(void **state)
{
	Practice *practice = *state;
	for (unsigned number = 0; number < HISTORIES; number++) {
		tell_history(practice, number, false);
		tell_history(practice, number, true);
	}
	assert_in_range(due_as_the_chart_says(practice), HISTORIES / 2, HISTORIES);
}

/* Each told twice. */
static size_t memory_of_wishes(Practice *practice, unsigned from, unsigned to)
{
	scoped(arena_free) Arena arena = {0};
	WorkList list;
	for (unsigned i = from; i < to; i++) {
		const char *entry = arena_print(&practice->arena, "n%u", i);
		put_entry(practice, entry);
		mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, entry, PRACTICE_NOW - 60);
		mark(practice, FACT_ENTRY_PRIVATE_REQUESTED, entry, PRACTICE_NOW);
	}
	assert_int_equal(due_as_the_chart_says(practice), to);
	assert_true(desk_work_list(practice->desk, WORK_PRIVATE_REVIEW, NULL, 1, &arena, &list, &practice->err));
	assert_int_equal(list.count, 1);
	return arena_size(&arena);
}

static void many_wishes_take_memory_by_their_number(void **state)
{
	Practice *practice = *state;
	const size_t some = memory_of_wishes(practice, 0, 1000), twice = memory_of_wishes(practice, 1000, 2000);
	assert_in_range(twice, some, 3 * some);
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(a_mark_taken_back_leaves_the_wish),
		IN_PRACTICE(opened_in_error_it_waits_again),
		IN_PRACTICE(what_happened_last_counts),
		IN_PRACTICE(what_is_yet_to_come_is_due_when_it_has_come),
		IN_PRACTICE(however_it_was_told_it_is_due_as_the_chart_says),
		IN_PRACTICE(many_wishes_take_memory_by_their_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
