#include "model/readings/pass_on.h"

#include "unit.h"

#include <string.h>

#include "model/properties/little_world.h"
#include "random.h"

static LittleWorld little;

static int set_up(void **state)
{
	little_begin(&little);
	return 0;
}

static int tear_down(void **state)
{
	little_end(&little);
	return 0;
}

static Fact *here(Fact *fact)
{
	fact->told_here = true;
	return fact;
}

static Fact *shared(const char *at, Direction direction, Answer answer)
{
	return here(little_answered(&little, at, "reg", direction, answer));
}

static Fact *passed(const char *at, const Fact *answer)
{
	Fact *fact = here(little_fact(&little, FACT_PASSED_ON, at));
	fact->fact = answer->id;
	fact->passed_to = PASSED_TO_SYSTMONE;
	return fact;
}

static void voided(const char *at, const Fact *fact)
{
	here(little_fact(&little, FACT_VOIDED, at))->fact = fact->id;
}

/* All that waits, "f2 Share Out here: no" a line. */
static const char *waiting(void)
{
	Text text = {.arena = &little.arena};
	little_fold(&little, "2025-01-01 09:00");
	const PassOnItems items = pass_on_waiting(&little.reach, "C82001", &little.arena);
	for (size_t i = 0; i < items.count; i++)
		text_add_print(&text, "%s%s %s", i ? "\n" : "", items.items[i].fact->id,
			       pass_on_what(&little.reach, &items.items[i], &little.arena));
	return text_done(&text);
}

static void an_answer_waits_until_it_is_passed_on(void **state)
{
	const Fact *no = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO);
	assert_string_equal(waiting(), "f2 Share Out here: no");
	const Fact *tick = passed("2024-02-02 09:00", no);
	assert_string_equal(waiting(), "");
	voided("2024-02-03 09:00", tick);
	assert_string_equal(waiting(), "f2 Share Out here: no");
}

static void each_sort_of_answer_waits(void **state)
{
	little_entry(&little, "x", "C82001", "2024-01-12 09:00", CATEGORY_PROBLEM);
	shared("2024-02-01 09:00", DIRECTION_IN, ANSWER_YES);
	here(little_fact(&little, FACT_SCR, "2024-02-01 09:01"))->scr_status = SCR_DISSENT;
	here(little_fact(&little, FACT_MIG, "2024-02-01 09:02"))->mig_choice = MIG_DISSENT;
	Fact *research = here(little_fact(&little, FACT_PURPOSE, "2024-02-01 09:03"));
	research->purpose = PURPOSE_RESEARCH;
	research->purpose_choice = CHOICE_OPT_OUT;
	here(little_fact(&little, FACT_ENTRY_PRIVATE_REQUESTED, "2024-02-01 09:04"))->entry = "x";
	assert_string_equal(waiting(), "f2 Share In here: yes\n"
				       "f3 Summary record: none\n"
				       "f4 Local view (MIG): no\n"
				       "f5 Planning and research: opted out\n"
				       "f6 An entry of 12-Jan-2024, to be made private");
}

static void another_service_asks_for_itself(void **state)
{
	little_referred(&little, "2024-02-01 08:00", "knee", "RT5");
	here(little_answered(&little, "2024-02-01 09:00", "knee", DIRECTION_OUT, ANSWER_NO));
	shared("2024-02-01 09:01", DIRECTION_OUT, ANSWER_NOT_GIVEN);
	here(little_fact(&little, FACT_SCR, "2024-02-01 09:02"))->scr_status = SCR_IMPLIED;
	assert_string_equal(waiting(), "");
}

static void what_a_file_told_does_not_wait(void **state)
{
	little_answered(&little, "2024-02-01 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	assert_string_equal(waiting(), "");
	const Fact *yes = shared("2024-02-02 09:00", DIRECTION_OUT, ANSWER_YES);
	assert_string_equal(waiting(), "f3 Share Out here: yes");
	/* The file's no took the place of a yes that nobody had entered. */
	little_answered(&little, "2024-02-03 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	assert_string_equal(waiting(), "");
	/* Told before the yes was passed on, it does not say how things stand there. */
	passed("2024-02-04 09:00", yes);
	assert_string_equal(waiting(), "f4 Share Out here: no");
}

static void only_the_last_answer_of_a_question_waits(void **state)
{
	const Fact *no = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO);
	shared("2024-02-02 09:00", DIRECTION_OUT, ANSWER_YES);
	assert_string_equal(waiting(), "f3 Share Out here: yes");
	passed("2024-02-03 09:00", no); /* too late: the yes is what stands */
	assert_string_equal(waiting(), "f3 Share Out here: yes");
}

static void what_was_passed_on_in_error_is_taken_back(void **state)
{
	const Fact *no = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO);
	passed("2024-02-02 09:00", no);
	voided("2024-02-03 09:00", no);
	assert_string_equal(waiting(), "f2 Take back \"Share Out here: no\"");
	passed("2024-02-04 09:00", no);
	assert_string_equal(waiting(), "");
}

static void what_stood_before_an_error_is_entered_again(void **state)
{
	const Fact *no = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO);
	passed("2024-02-01 10:00", no);
	const Fact *yes = shared("2024-02-02 09:00", DIRECTION_OUT, ANSWER_YES);
	passed("2024-02-02 10:00", yes);
	voided("2024-02-03 09:00", yes);
	assert_string_equal(waiting(), "f2 Share Out here: no");
	passed("2024-02-03 10:00", no);
	assert_string_equal(waiting(), "");
}

static void an_answer_voided_before_it_was_passed_on_makes_none(void **state)
{
	voided("2024-02-02 09:00", shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO));
	assert_string_equal(waiting(), "");
}

static void an_end_is_passed_on_once_for_both(void **state)
{
	shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_YES);
	shared("2024-02-01 09:01", DIRECTION_IN, ANSWER_YES);
	Fact *ended = here(little_fact(&little, FACT_ENDED, "2024-02-02 09:00"));
	ended->episode = "reg";
	assert_string_equal(waiting(), "f4 Share Out and In here: ended");
	passed("2024-02-03 09:00", ended);
	assert_string_equal(waiting(), "");
}

/* A10: no yes is passed on that does not stand. */
static void a_parents_yes_at_sixteen(void **state)
{
	little.person.born = (Date){2008, 6, 1};
	Fact *yes = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_YES);
	yes->who = WHO_PARENTAL_RESPONSIBILITY;
	assert_string_equal(waiting(), "");
	passed("2024-02-02 09:00", yes);
	assert_string_equal(waiting(), "f2 Take back \"Share Out here: yes\"");
	Fact *late = shared("2024-07-01 09:00", DIRECTION_OUT, ANSWER_YES);
	late->who = WHO_PARENTAL_RESPONSIBILITY;
	assert_string_equal(waiting(), "f2 Take back \"Share Out here: yes\"");
}

static void a_wish_that_was_confirmed_is_the_same_mark(void **state)
{
	Fact *wish = here(little_fact(&little, FACT_ENTRY_PRIVATE_REQUESTED, "2024-02-01 09:00"));
	wish->entry = "x";
	passed("2024-02-02 09:00", wish);
	here(little_fact(&little, FACT_ENTRY_PRIVATE, "2024-02-03 09:00"))->entry = "x";
	assert_string_equal(waiting(), "");
	here(little_fact(&little, FACT_ENTRY_OPEN, "2024-02-04 09:00"))->entry = "x";
	assert_string_equal(waiting(), "f5 An entry, to be opened again");
}

static void a_choice_that_is_said_again_is_entered_already(void **state)
{
	Fact *first = here(little_fact(&little, FACT_MIG, "2024-02-01 09:00"));
	first->mig_choice = MIG_DISSENT;
	passed("2024-02-02 09:00", first);
	here(little_fact(&little, FACT_MIG, "2024-02-03 09:00"))->mig_choice = MIG_DISSENT;
	assert_string_equal(waiting(), "");
	here(little_fact(&little, FACT_MIG, "2024-02-04 09:00"))->mig_choice = MIG_SHARE;
	assert_string_equal(waiting(), "f5 Local view (MIG): yes");
}

static void a_choice_waits_while_it_decides(void **state)
{
	little_referred(&little, "2024-02-01 08:00", "far", "REF");
	Fact *request = little_fact(&little, FACT_REQUEST, "2024-02-01 08:10");
	request->request = "q";
	request->org = "REF";
	request->episode = "far";
	Fact *no = here(little_fact(&little, FACT_CHOICE, "2024-02-01 09:00"));
	no->request = "q";
	no->answer = ANSWER_NO;
	assert_string_equal(waiting(), "f4 Royal Cornwall Hospitals NHS Trust: no");
	here(little_fact(&little, FACT_DISCHARGED, "2024-02-02 09:00"))->episode = "far";
	assert_string_equal(waiting(), "");
}

static void who_said_it_and_who_recorded_it(void **state)
{
	Fact *no = shared("2024-02-01 09:00", DIRECTION_OUT, ANSWER_NO);
	no->how = HOW_PHONE;
	PassOnItem item = {.fact = no};
	assert_string_equal(pass_on_whom(&item, &little.arena), "the patient, by telephone; recorded by Priya S");
	no->who = WHO_PARENTAL_RESPONSIBILITY;
	no->name = "L Ashby";
	assert_string_equal(pass_on_whom(&item, &little.arena), "L Ashby, a parent, by telephone; recorded by Priya S");
	no->who = 0;
	assert_string_equal(pass_on_whom(&item, &little.arena), "recorded by Priya S");
}

/* --- Histories at random --- */

enum { HISTORIES = 3000, FACTS = 14, QUESTIONS = 6 };

/* Which of the questions below it answers, by a list of its own; FACTS: none. */
static size_t naive_question(const Fact *fact)
{
	switch (fact->kind) {
	case FACT_ANSWERED:
		if (!text_is(fact->episode, "reg") || fact->answer == ANSWER_NOT_GIVEN)
			return QUESTIONS;
		return fact->direction == DIRECTION_OUT ? 0 : 1;
	case FACT_SCR: return 2;
	case FACT_MIG: return 3;
	case FACT_ENTRY_PRIVATE:
	case FACT_ENTRY_OPEN: return text_is(fact->entry, "x") ? 4 : 5;
	default: return QUESTIONS;
	}
}

static const Fact *naive_fact(const char *id)
{
	for (size_t i = 0; i < little.world.facts.count; i++)
		if (text_is(little.facts[i].id, id))
			return &little.facts[i];
	return NULL;
}

static const Fact *naive_void(const Fact *fact)
{
	for (size_t i = 0; i < little.world.facts.count; i++)
		if (little.facts[i].kind == FACT_VOIDED && text_is(little.facts[i].fact, fact->id))
			return &little.facts[i];
	return NULL;
}

/* The facts stand in the order in which they were told, each a minute after the one before. */
static void naive_line(size_t question, Text *out)
{
	const Fact *said = NULL, *entered = NULL, *tick = NULL;
	for (size_t i = 0; i < little.world.facts.count; i++) {
		const Fact *fact = &little.facts[i];
		if (naive_void(fact))
			continue;
		if (naive_question(fact) == question)
			said = fact;
		const Fact *named = fact->kind == FACT_PASSED_ON ? naive_fact(fact->fact) : NULL;
		if (!named || naive_question(named) != question)
			continue;
		const Fact *error = naive_void(named);
		entered = error && error < fact ? NULL : named;
		tick = fact;
	}
	const bool again = said && entered && said->kind == entered->kind && said->kind != FACT_ANSWERED &&
			   (said->kind != FACT_SCR || said->scr_status == entered->scr_status) &&
			   (said->kind != FACT_MIG || said->mig_choice == entered->mig_choice);
	const bool same = again || (said && said == entered);
	if (said && !same && (said->told_here || (entered && said < tick)))
		text_add_print(out, "%s ", said->id);
	if (!said && entered)
		text_add_print(out, "%s back ", entered->id);
}

static Fact *random_fact(Random *random, const char *at)
{
	static const FactKind kinds[] = {FACT_ANSWERED,	     FACT_ANSWERED,   FACT_SCR,	      FACT_MIG,
					 FACT_ENTRY_PRIVATE, FACT_ENTRY_OPEN, FACT_PASSED_ON, FACT_PASSED_ON,
					 FACT_PASSED_ON,     FACT_VOIDED,     FACT_VOIDED};
	const FactKind kind = kinds[random_below(random, countof(kinds))];
	const size_t before = little.world.facts.count;
	Fact *fact = little_fact(&little, kind, at);
	fact->told_here = !random_one_in(random, 4);
	fact->episode = "reg";
	fact->direction = (WordByte)(random_one_in(random, 2) ? DIRECTION_OUT : DIRECTION_IN);
	fact->answer = (WordByte)(ANSWER_YES + (int)random_below(random, 3));
	fact->scr_status = (WordByte)(SCR_CORE + (int)random_below(random, 3));
	fact->mig_choice = (WordByte)(random_one_in(random, 2) ? MIG_SHARE : MIG_DISSENT);
	fact->entry = random_one_in(random, 2) ? "x" : "y";
	fact->passed_to = PASSED_TO_EMIS;
	fact->fact = little.facts[random_below(random, before)].id;
	if (kind == FACT_VOIDED && (fact->fact == little.facts[0].id || naive_fact(fact->fact)->kind == FACT_VOIDED))
		fact->fact = "nothing";
	return fact;
}

static const char *told_apart(const PassOnItems *items, size_t question)
{
	Text text = {.arena = &little.arena};
	for (size_t i = 0; i < items->count; i++)
		if (naive_question(items->items[i].fact) == question)
			text_add_print(&text, "%s %s", items->items[i].fact->id, items->items[i].back ? "back " : "");
	return text_done(&text);
}

static void the_list_is_what_a_naive_reading_finds(void **state)
{
	Random random = {unit_seed()};
	size_t lines = 0, backs = 0;
	for (int history = 0; history < HISTORIES; history++) {
		little_end(&little);
		little_begin(&little);
		for (int i = 0; i < FACTS; i++)
			random_fact(&random, arena_print(&little.arena, "2024-02-01 09:%02d", i));
		little_fold(&little, "2025-01-01 09:00");
		const PassOnItems items = pass_on_waiting(&little.reach, "C82001", &little.arena);
		lines += items.count;
		for (size_t i = 0; i < items.count; i++)
			backs += items.items[i].back;
		for (size_t question = 0; question < QUESTIONS; question++) {
			Text naive = {.arena = &little.arena};
			naive_line(question, &naive);
			if (strcmp(text_done(&naive), told_apart(&items, question)) != 0)
				fail_msg("history %d, question %zu: \"%s\", and naively \"%s\"", history, question,
					 told_apart(&items, question), text_done(&naive));
		}
	}
	assert_true(lines > HISTORIES && backs > HISTORIES / 50);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_answer_waits_until_it_is_passed_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_sort_of_answer_waits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_service_asks_for_itself, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_a_file_told_does_not_wait, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_the_last_answer_of_a_question_waits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_passed_on_in_error_is_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_stood_before_an_error_is_entered_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_answer_voided_before_it_was_passed_on_makes_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_end_is_passed_on_once_for_both, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_parents_yes_at_sixteen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_wish_that_was_confirmed_is_the_same_mark, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_choice_that_is_said_again_is_entered_already, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_choice_waits_while_it_decides, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_said_it_and_who_recorded_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_list_is_what_a_naive_reading_finds, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
