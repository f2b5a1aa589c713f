#include "model/audit/audit.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/work.h"
#include "model/stage/practice.h"

static Practice practice;

static const Month november = {2026, 11}, december_2025 = {2025, 12}, october = {2026, 10};

static int set_up(void **state)
{
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	return 0;
}

static int tear_down(void **state)
{
	practice_close(&practice);
	return 0;
}

/* Everybody was looked at, as after an import. */
static Figures counted(Month from, Month to)
{
	Figures figures;
	if (!desk_work_settle(practice.desk, NULL, NULL, &practice.err) ||
	    !desk_figures(practice.desk, from, to, &practice.arena, &figures, &practice.err))
		fail_msg("%s", practice.err.text);
	assert_false(figures.counting);
	return figures;
}

static void answer(const char *patient, const char *episode, Direction direction, Answer answer, Who who)
{
	Fact fact = practice_fact(FACT_ANSWERED, patient, PRACTICE_NOW);
	fact.episode = episode;
	fact.direction = (WordByte)direction;
	fact.answer = (WordByte)answer;
	fact.who = (WordByte)who;
	practice_tell(&practice, fact);
}

static void assert_counts(const FigureRow *row, Direction direction, size_t yes, size_t no, size_t not_given,
			  size_t not_asked)
{
	const FigureCounts *counts = &row->of[direction];
	assert_int_equal(counts->yes, yes);
	assert_int_equal(counts->no, no);
	assert_int_equal(counts->not_given, not_given);
	assert_int_equal(counts->not_asked, not_asked);
	assert_int_equal(figure_count(row, direction, FIGURE_ASKED) + counts->not_asked, row->opened);
}

/* As the answer that holds was asked, not those before it. */
static void how_it_was_asked_counts(void **state)
{
	static const struct {
		Answer answer;
		How how;
	} told[] = {{ANSWER_YES, HOW_IN_PERSON}, {ANSWER_NO, HOW_PHONE}, {ANSWER_NOT_GIVEN, HOW_ONLINE}};
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW);
	for (size_t i = 0; i < countof(told); i++) {
		Fact fact = practice_fact(FACT_ANSWERED, ASHBY_MAUREEN, PRACTICE_NOW);
		fact.episode = "m1";
		fact.direction = DIRECTION_OUT;
		fact.answer = (WordByte)told[i].answer;
		fact.how = (WordByte)told[i].how;
		practice_tell(&practice, fact);
	}
	const Figures figures = counted(november, november);
	const FigureRow *rows = figures.rows;
	for (size_t i = 0; i < figures.count; i++)
		if (text_is(rows[i].org, "RX1")) {
			assert_int_equal(figure_count(&rows[i], DIRECTION_OUT, FIGURE_PHONE), 1);
			assert_int_equal(figure_count(&rows[i], DIRECTION_OUT, FIGURE_IN_PERSON), 0);
			assert_int_equal(figure_count(&rows[i], DIRECTION_OUT, FIGURE_ONLINE), 0);
			assert_int_equal(figure_count(&rows[i], DIRECTION_IN, FIGURE_PHONE), 0);
		}
}

static void what_was_answered_last_counts(void **state)
{
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_MAUREEN, "m2", "RX1", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 30 * 86400);
	practice_refer(&practice, SMITH_ONE, "s1", "RX2", PRACTICE_NOW);
	answer(ASHBY_MAUREEN, "m1", DIRECTION_OUT, ANSWER_YES, WHO_PATIENT);
	answer(ASHBY_MAUREEN, "m1", DIRECTION_OUT, ANSWER_NOT_GIVEN, WHO_PATIENT);
	answer(ASHBY_MAUREEN, "m2", DIRECTION_OUT, ANSWER_YES, WHO_PATIENT);
	answer(ASHBY_MAUREEN, "m2", DIRECTION_OUT, ANSWER_NO, WHO_PATIENT);
	answer(ASHBY_MAUREEN, "m2", DIRECTION_IN, ANSWER_NOT_GIVEN, WHO_PATIENT);
	/* Discharged: the answer given before still counts, one given after never had effect (A5). */
	Fact discharged = practice_fact(FACT_DISCHARGED, ASHBY_MAUREEN, PRACTICE_NOW);
	discharged.episode = "m1";
	practice_tell(&practice, discharged);
	answer(ASHBY_MAUREEN, "m1", DIRECTION_IN, ANSWER_NO, WHO_PATIENT);
	/* A parent's yes for an adult has none either (A10). */
	answer(SMITH_ONE, "s1", DIRECTION_IN, ANSWER_YES, WHO_PARENTAL_RESPONSIBILITY);
	Figures figures = counted(november, november);
	const FigureRow *rows = figures.rows;
	assert_int_equal(figures.count, 2);
	assert_string_equal(rows[0].org, "RX1");
	assert_string_equal(rows[0].name, "Physiotherapy");
	assert_int_equal(rows[0].opened, 2);
	assert_counts(&rows[0], DIRECTION_OUT, 1, 1, 0, 0);
	assert_counts(&rows[0], DIRECTION_IN, 0, 0, 1, 1);
	assert_string_equal(rows[1].org, "RX2");
	assert_counts(&rows[1], DIRECTION_IN, 0, 0, 0, 1);
	figures = counted(december_2025, november);
	rows = figures.rows;
	assert_int_equal(figures.count, 4); /* the registrations of December, October's referral, November's two */
	assert_int_equal(rows[0].opened, 5);
	assert_string_equal(rows[0].name, "South Leicestershire Medical Group");
	assert_int_equal(rows[1].month.month, 10);
}

/* The matrix shows a dot there, and nobody is late with a question that is none. */
static void where_nothing_can_be_shared_nobody_is_unasked(void **state)
{
	practice_organisation(&practice, "RWE", "University Hospitals", CARE_PLANNED, SYSTEM_OTHER);
	practice_refer(&practice, ASHBY_NEIL, "n1", "RWE", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_NEIL, "n2", "RX1", PRACTICE_NOW);
	const Figures figures = counted(november, november);
	const FigureRow *rows = figures.rows;
	assert_int_equal(figures.count, 1);
	assert_string_equal(rows[0].org, "RX1");
}

static void a_voided_answer_counts_nowhere(void **state)
{
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW);
	Fact fact = practice_fact(FACT_ANSWERED, ASHBY_NEIL, PRACTICE_NOW);
	fact.episode = "n1", fact.direction = DIRECTION_OUT, fact.answer = ANSWER_YES, fact.id = "a1";
	practice_tell(&practice, fact);
	Fact voided = practice_fact(FACT_VOIDED, ASHBY_NEIL, PRACTICE_NOW);
	voided.fact = "a1", voided.reason = "a slip";
	practice_tell(&practice, voided);
	const Figures figures = counted(november, november);
	const FigureRow *rows = figures.rows;
	assert_counts(&rows[0], DIRECTION_OUT, 0, 0, 0, 1);
}

/* With the system it changes whether there is anything to ask there, of an episode that nobody asked about. */
static void another_system_is_another_figure(void **state)
{
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_MAUREEN, "m1", "RX1", PRACTICE_NOW);
	answer(ASHBY_MAUREEN, "m1", DIRECTION_OUT, ANSWER_NO, WHO_PATIENT);
	assert_int_equal(counted(november, november).rows[0].opened, 2);
	practice_organisation(&practice, "RX1", "Physiotherapy", CARE_PLANNED, SYSTEM_OTHER);
	assert_int_equal(counted(november, november).rows[0].opened, 1);
	practice_organisation(&practice, "RX1", "Physiotherapy", CARE_PLANNED, SYSTEM_EMIS);
	assert_int_equal(counted(november, november).rows[0].opened, 2);
}

/* An act counts at once; what a file tells, once they were looked at. */
static void who_is_yet_to_be_looked_at_is_not_counted(void **state)
{
	Figures figures;
	assert_int_equal(counted(november, november).count, 0);
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW);
	assert_true(desk_figures(practice.desk, november, november, &practice.arena, &figures, &practice.err));
	assert_true(figures.counting);
	assert_int_equal(figures.count, 0);
	desk_work_step(practice.desk, 10);
	assert_true(desk_figures(practice.desk, november, november, &practice.arena, &figures, &practice.err));
	assert_false(figures.counting);
	assert_int_equal(figures.count, 1);
	assert_counts(&figures.rows[0], DIRECTION_OUT, 0, 0, 0, 1);
}

static bool may_read(Month from, Month to)
{
	Figures figures;
	return desk_figures(practice.desk, from, to, &practice.arena, &figures, &practice.err);
}

static void who_may_and_which_months(void **state)
{
	assert_false(may_read(november, october));
	assert_non_null(strstr(practice.err.text, "change them round"));
	assert_false(may_read((Month){2026, 13}, november));
	assert_non_null(strstr(practice.err.text, "1 to 12"));
	assert_false(may_read((Month){1900, 1}, november));
	practice_sign_in(&practice, ROLE_CLINICIAN);
	assert_false(may_read(october, november));
	assert_non_null(strstr(practice.err.text, "A clinician may not see the figures"));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	assert_true(may_read(october, november));
	practice_sign_in(&practice, ROLE_NURSE);
	assert_false(may_read(october, november));
}

static const char *written(const FigureRow *row, bool suppress, Direction direction)
{
	static char all[FIGURE_COLUMNS * FIGURE_TEXT_MAX];
	size_t used = 0;
	for (FigureColumn c = 0; c < FIGURE_COLUMNS; c++) {
		char text[FIGURE_TEXT_MAX];
		figure_text(row, direction, c, suppress, text);
		used += text_print(all + used, sizeof all - used, c ? " %s" : "%s", text);
	}
	return all;
}

static void small_numbers_can_be_kept_back(void **state)
{
	FigureRow row = {.opened = 30,
			 .of = {[DIRECTION_OUT] = {.yes = 20, .no = 3, .not_given = 0, .not_asked = 7},
				[DIRECTION_IN] = {.yes = 5, .no = 10, .not_given = 0, .not_asked = 15}}};
	assert_string_equal(written(&row, false, DIRECTION_OUT), "23 7 20 3 0 0 0 0 0 0 0");
	assert_string_equal(written(&row, true, DIRECTION_OUT), "* 7 * <5 0 * * * * * *");
	assert_string_equal(written(&row, true, DIRECTION_IN), "15 15 5 10 0 0 0 0 0 0 0");
	row.of[DIRECTION_OUT] = (FigureCounts){.yes = 4, .no = 1, .not_given = 5, .not_asked = 20};
	assert_string_equal(written(&row, true, DIRECTION_OUT), "* * <5 <5 * * * * * * *");
	row.of[DIRECTION_IN].how[HOW_IN_PERSON] = 9;
	row.of[DIRECTION_IN].how[HOW_PHONE] = 6;
	assert_string_equal(written(&row, true, DIRECTION_IN), "15 15 5 10 0 9 6 0 0 0 0");
	row.of[DIRECTION_IN].how[HOW_PHONE] = 4; /* small: and beside what was asked the other would tell it */
	row.of[DIRECTION_IN].how[HOW_ONLINE] = 2;
	assert_string_equal(written(&row, true, DIRECTION_IN), "15 15 5 10 0 * * 0 0 0 *");
	row = (FigureRow){.opened = 6, .of[DIRECTION_OUT] = {.yes = 5, .no = 1}};
	assert_string_equal(written(&row, true, DIRECTION_OUT), "* * * * * * * * * * *");
	for (FigureColumn c = 0; c < FIGURE_COLUMNS; c++)
		assert_non_null(figure_headings[c]);
}

enum { PARTS = 4, OPENED_MAX = 24, WORLDS_MAX = 3000, SAID_MAX = 64 };

typedef struct Parted {
	size_t part[PARTS];
	char said[SAID_MAX];
} Parted;

/* All ways in which so many can be parted, and what is said of each. */
static size_t part_all(size_t opened, Parted *worlds)
{
	size_t count = 0;
	for (size_t a = 0; a <= opened; a++)
		for (size_t b = 0; a + b <= opened; b++)
			for (size_t c = 0; a + b + c <= opened; c++) {
				Parted *world = &worlds[count++];
				*world = (Parted){.part = {a, b, c, opened - a - b - c}};
				const FigureRow row = {.opened = opened,
						       .of[DIRECTION_OUT] = {.not_asked = world->part[0],
									     .yes = world->part[1],
									     .no = world->part[2],
									     .not_given = world->part[3]}};
				text_copy(world->said, SAID_MAX, written(&row, true, DIRECTION_OUT));
			}
	return count;
}

static bool tells(const Parted *worlds, size_t count, const Parted *world, size_t part)
{
	for (size_t i = 0; i < count; i++)
		if (worlds[i].part[part] != world->part[part] && text_is(worlds[i].said, world->said))
			return false;
	return true;
}

/* Whoever knows how many were opened, as the other question may say, and how numbers are kept back, finds no small one:
 * whatever is written may be written of another number too. */
static void no_small_number_can_be_worked_out(void **state)
{
	static Parted worlds[WORLDS_MAX];
	for (size_t opened = 1; opened <= OPENED_MAX; opened++) {
		const size_t count = part_all(opened, worlds);
		for (size_t i = 0; i < count; i++)
			for (size_t part = 0; part < PARTS; part++)
				if (worlds[i].part[part] > 0 && worlds[i].part[part] < FIGURE_SMALL &&
				    tells(worlds, count, &worlds[i], part))
					fail_msg("of %zu opened \"%s\" tells %zu", opened, worlds[i].said,
						 worlds[i].part[part]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const char *said(Month from, Month to, bool suppress)
{
	Text text = {.arena = &practice.arena};
	const Figures figures = counted(from, to);
	desk_figures_say_complaints(&figures, suppress, &text);
	return text_done(&text);
}

static void complaints_are_counted_by_the_month_they_came(void **state)
{
	assert_string_equal(said(november, november, false), "");
	for (int i = 0; i < 6; i++) {
		Fact fact = practice_fact(FACT_COMPLAINT, ASHBY_MAUREEN, PRACTICE_NOW - 60);
		fact.id = arena_print(&practice.arena, "c%d", i);
		fact.reason = "a letter";
		if (i == 5)
			fact.received = (Date){2026, 10, 1};
		practice_tell(&practice, fact);
		Fact answer = practice_fact(FACT_COMPLAINT_ANSWERED, ASHBY_MAUREEN, PRACTICE_NOW);
		answer.fact = fact.id;
		answer.reason = "put right";
		if (i % 2)
			practice_tell(&practice, answer);
	}
	assert_string_equal(said(november, november, false),
			    "Complaints about data: 5, 2 acknowledged in time, 3 open.");
	assert_string_equal(said(october, november, false),
			    "Complaints about data: 6, 2 acknowledged in time, 3 open.");
	assert_string_equal(said(october, november, true),
			    "Complaints about data: 6, fewer than 5 acknowledged in time, fewer than 5 open.");
	assert_string_equal(said(october, october, true), "Complaints about data: fewer than 5.");
}

/* A row for each question; what is too small is kept back there too. */
static void a_table_has_both_questions(void **state)
{
	practice_refer(&practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	answer(ASHBY_MAUREEN, "e1", DIRECTION_OUT, ANSWER_YES, WHO_PATIENT);
	const Figures figures = counted(november, november);
	const FigureRow *rows = figures.rows;
	assert_int_equal(figures.count, 1);
	for (int suppress = 0; suppress < 2; suppress++) {
		const Table table = table_of_figures(rows, figures.count, suppress, &practice.arena);
		assert_int_equal(table.rows, 3);
		assert_string_equal(table.cells[0], "Month");
		assert_string_equal(table.cells[table.columns], "2026-11");
		assert_string_equal(table.cells[table.columns + 1], "RX1");
		assert_string_equal(table.cells[table.columns + 3], "Share Out");
		assert_string_equal(table.cells[2 * table.columns + 3], "Share In");
		assert_string_equal(table.cells[table.columns + 4], suppress ? "*" : "1");
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(how_it_was_asked_counts),
		TEST(what_was_answered_last_counts),
		TEST(where_nothing_can_be_shared_nobody_is_unasked),
		TEST(a_voided_answer_counts_nowhere),
		TEST(another_system_is_another_figure),
		TEST(who_is_yet_to_be_looked_at_is_not_counted),
		TEST(who_may_and_which_months),
		TEST(small_numbers_can_be_kept_back),
		TEST(no_small_number_can_be_worked_out),
		TEST(complaints_are_counted_by_the_month_they_came),
		TEST(a_table_has_both_questions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
