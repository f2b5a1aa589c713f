/* Every decision is one plain sentence (property 9), with names, dates and who was asked. */
#include "unit.h"

#include <string.h>

#include "little_world.h"
#include "model/explain.h"
#include "model/research.h"

static LittleWorld little;

static int begin(void **state)
{
	(void)state;
	little_begin(&little);
	little_standing(&little, "RT5", STANDING_ALLOWED);
	little_entry(&little, "a", "C82001", "2024-01-10 09:00", CATEGORY_DOCUMENT);
	little_entry(&little, "m", "C82001", "2024-01-10 10:00", CATEGORY_MEDICATION);
	little_entry(&little, "n", "RT5", "2024-02-20 10:00", CATEGORY_DOCUMENT);
	return 0;
}

static int end(void **state)
{
	(void)state;
	little_end(&little);
	return 0;
}

static const char *explained(const char *org, size_t entry, const char *at)
{
	Text out = {.arena = &little.arena};
	little_fold(&little, at);
	Viewer viewer = viewer_of(&little.reach, org);
	Decision decision = decide(&viewer, entry);
	explain_decision(&little.reach, explain_name(&little.world, org, &little.arena), &decision, "this", &out);
	return text_done(&out);
}

static void a_refusal_names_who_when_and_how(void **state)
{
	(void)state;
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_NO);
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust cannot see this: Maureen said no to Share In there on 02-Feb-2024, "
		"asked by Priya S in person.");
}

static void an_allow_names_both_answers(void **state)
{
	(void)state;
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust sees this: Maureen said yes to Share In there on 02-Feb-2024 and to "
		"Share Out at South Leicestershire Medical Group on 02-Jan-2024.");
}

static void what_stopped_share_out_names_the_place(void **state)
{
	(void)state;
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_answered(&little, "2024-01-05 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust cannot see this: Share Out at South Leicestershire Medical Group stopped "
		"on 05-Jan-2024, and it was recorded later.");
}

static void an_ask_says_whom_to_ask(void **state)
{
	(void)state;
	assert_string_equal(explained("RWE", 1, "2024-03-01 09:00"),
		"University Hospitals of Leicester NHS Trust may ask to see this: they must ask Maureen first, at the point of care.");
}

/* A sentence with a hole left in it would be worse than none: every reason has one, and every {name} in it is said. */
static void every_reason_has_a_whole_sentence(void **state)
{
	(void)state;
	Fact *override = little_fact(&little, FACT_OVERRIDE, "2024-02-01 09:00");
	override->override = "o";
	override->override_reason = OVERRIDE_EMERGENCY;
	little_fold(&little, "2024-03-01 09:00");
	for (Reason reason = 1; reason < Reason_COUNT_; reason++) {
		Decision decision = {.reason = reason, .because = {override}, .because_count = 1};
		bool research = reason >= REASON_DE_IDENTIFIED;
		Text out = {.arena = &little.arena};
		if (research)
			explain_research(&little.reach, &decision, &out);
		else
			explain_decision(&little.reach, "They", &decision, "this", &out);
		const char *sentence = text_done(&out);
		assert_true(strlen(sentence) > 20);
		assert_null(strpbrk(sentence, "{}"));
		assert_int_equal(sentence[strlen(sentence) - 1], '.');
	}
}

static void every_kind_of_fact_has_words(void **state)
{
	(void)state;
	for (FactKind kind = 1; kind < FactKind_COUNT_; kind++) {
		Fact fact = FACT_NONE;
		Text out = {.arena = &little.arena};
		fact.kind = (WordByte)kind;
		fact.answer = ANSWER_YES;
		fact.direction = DIRECTION_OUT;
		fact.scr_status = SCR_CORE;
		fact.entry = "a";
		fact.episode = "reg";
		explain_fact(&little.world, &fact, &out);
		const char *words = text_done(&out);
		assert_true(strlen(words) > 5);
		assert_null(strpbrk(words, "{}"));
	}
}

static void a_fact_about_an_entry_never_tells_its_content(void **state)
{
	(void)state;
	Text out = {.arena = &little.arena};
	little.entries[1].text = "Lithium";
	Fact *fact = little_fact(&little, FACT_ENTRY_PRIVATE, "2024-02-01 09:00");
	fact->entry = "m";
	explain_fact(&little.world, fact, &out);
	assert_string_equal(text_done(&out), "Marked the medication entry of 10-Jan-2024 private");
}

static void an_answer_in_the_history_says_who_spoke(void **state)
{
	(void)state;
	Text out = {.arena = &little.arena};
	Fact *fact = little_answered(&little, "2024-02-01 09:00", "reg", DIRECTION_IN, ANSWER_NO);
	fact->who = WHO_PARENTAL_RESPONSIBILITY;
	fact->name = "L Ashby";
	explain_fact(&little.world, fact, &out);
	assert_string_equal(text_done(&out),
		"Said no to Share In at South Leicestershire Medical Group (L Ashby, parent, in-person)");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_refusal_names_who_when_and_how), CASE(an_allow_names_both_answers),
		CASE(what_stopped_share_out_names_the_place), CASE(an_ask_says_whom_to_ask),
		CASE(every_reason_has_a_whole_sentence), CASE(every_kind_of_fact_has_words),
		CASE(a_fact_about_an_entry_never_tells_its_content), CASE(an_answer_in_the_history_says_who_spoke),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
