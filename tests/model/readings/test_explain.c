/* Every decision is one plain sentence (property 9), with names, dates and who was asked. */
#include "unit.h"

#include <string.h>

#include "model/properties/little_world.h"
#include "model/readings/explain.h"
#include "model/rules/research.h"

static LittleWorld little;

static int begin(void **state)
{
	little_begin(&little);
	little_standing(&little, "RT5", STANDING_ALLOWED);
	little_entry(&little, "a", "C82001", "2024-01-10 09:00", CATEGORY_DOCUMENT);
	little_entry(&little, "m", "C82001", "2024-01-10 10:00", CATEGORY_MEDICATION);
	little_entry(&little, "n", "RT5", "2024-02-20 10:00", CATEGORY_DOCUMENT);
	return 0;
}

static int end(void **state)
{
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
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_NO);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust cannot see this: Maureen said no to Share In there on 02-Feb-2024, "
		"asked by Priya S in person.");
}

static void an_allow_names_both_answers(void **state)
{
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust sees this: Maureen said yes to Share In there on 02-Feb-2024 and to "
		"Share Out at South Leicestershire Medical Group on 02-Jan-2024.");
}

static void what_stopped_share_out_names_the_place(void **state)
{
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_answered(&little, "2024-01-05 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"),
		"Leicestershire Partnership NHS Trust cannot see this: Share Out at South Leicestershire Medical Group stopped "
		"on 05-Jan-2024, and it was recorded later.");
}

static void an_ask_says_whom_to_ask(void **state)
{
	assert_string_equal(
		explained("RWE", 1, "2024-03-01 09:00"),
		"University Hospitals of Leicester NHS Trust may ask to see this: they must ask Maureen first, at the point of care.");
}

/* A sentence with a hole left in it would be worse than none: every reason has one, and every {name} in it is said. */
static void every_reason_has_a_whole_sentence(void **state)
{
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
	for (FactKind kind = 1; kind < FactKind_COUNT_; kind++) {
		Fact fact = FACT_NONE;
		Text out = {.arena = &little.arena};
		fact.kind = (WordByte)kind;
		fact.answer = ANSWER_YES;
		fact.direction = DIRECTION_OUT;
		fact.scr_status = SCR_CORE;
		fact.entry = "a";
		fact.episode = "reg";
		fact.ending = ENDING_CLOSED;
		explain_fact(&little.world, &fact, &out);
		const char *words = text_done(&out);
		assert_true(strlen(words) > 5);
		assert_null(strpbrk(words, "{}"));
	}
}

static void a_fact_about_an_entry_never_tells_its_content(void **state)
{
	Text out = {.arena = &little.arena};
	little.entries[1].text = "Lithium";
	Fact *fact = little_fact(&little, FACT_ENTRY_PRIVATE, "2024-02-01 09:00");
	fact->entry = "m";
	explain_fact(&little.world, fact, &out);
	assert_string_equal(text_done(&out), "Marked the medication entry of 10-Jan-2024 private");
}

static void an_export_says_what_was_taken(void **state)
{
	static const char *const cases[][2] = {
		{NULL, "The ledger was exported"},
		{"FHIR R4, patient 9990000018", "The consents of one patient were exported (FHIR)"},
		{"a list for the study", "Exported: a list for the study"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Text out = {.arena = &little.arena};
		Fact fact = FACT_NONE;
		fact.kind = FACT_EXPORTED;
		fact.reason = cases[i][0];
		explain_fact(&little.world, &fact, &out);
		assert_string_equal(text_done(&out), cases[i][1]);
	}
}

static void an_answer_in_the_history_says_who_spoke(void **state)
{
	Text out = {.arena = &little.arena};
	Fact *fact = little_answered(&little, "2024-02-01 09:00", "reg", DIRECTION_IN, ANSWER_NO);
	fact->who = WHO_PARENTAL_RESPONSIBILITY;
	fact->name = "L Ashby";
	explain_fact(&little.world, fact, &out);
	assert_string_equal(text_done(&out),
			    "Said no to Share In at South Leicestershire Medical Group (L Ashby, parent, in person)");
}

static void a_flag_is_said_in_words(void **state)
{
	static const struct {
		EntryFlag flag;
		Truth on;
		const char *said;
	} cases[] = {
		{FLAG_SAFEGUARDING, TRUTH_TRUE, "Flagged an entry as safeguarding relevant"},
		{FLAG_SAFEGUARDING, TRUTH_FALSE, "Took the safeguarding flag off an entry"},
		{FLAG_NOT_ONLINE, TRUTH_TRUE, "Kept an entry from being shown online"},
		{FLAG_NOT_ONLINE, TRUTH_FALSE, "Let an entry be shown online again"},
		{FLAG_SENSITIVE, TRUTH_TRUE, "Marked an entry sensitive"},
		{FLAG_SENSITIVE, TRUTH_FALSE, "Marked an entry not sensitive"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Text out = {.arena = &little.arena};
		Fact *fact = little_fact(&little, FACT_ENTRY_FLAG, "2024-02-01 09:00");
		fact->flag = (WordByte)cases[i].flag;
		fact->on = (WordByte)cases[i].on;
		fact->entry = "none of these";
		explain_fact(&little.world, fact, &out);
		assert_string_equal(text_done(&out), cases[i].said);
	}
}

static void a_best_interest_decision_says_why(void **state)
{
	Text out = {.arena = &little.arena};
	Fact *fact = little_answered(&little, "2024-02-01 09:00", "reg", DIRECTION_IN, ANSWER_YES);
	fact->who = WHO_BEST_INTEREST;
	fact->name = "Dr Shah";
	fact->reason = "the nurses must know her medicines";
	explain_fact(&little.world, fact, &out);
	assert_non_null(strstr(text_done(&out),
			       "(Dr Shah, in their best interest, in person: the nurses must know her medicines)"));
}

/* --- A sentence is true of what decided, not of what lies near --- */

#define PARTNERSHIP "Leicestershire Partnership NHS Trust "

static void what_was_seen_before_a_no_is_not_put_down_to_that_no(void **state)
{
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_answered(&little, "2024-02-25 09:00", "reg", DIRECTION_OUT, ANSWER_NO);
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"sees this: Maureen said yes to Share In there on 02-Feb-2024, and it was recorded before Share "
		"Out at South Leicestershire Medical Group stopped on 25-Feb-2024.");
	little_answered(&little, "2024-02-26 09:00", "n", DIRECTION_IN, ANSWER_NO);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"sees this: it was recorded before Maureen stopped Share In there on 26-Feb-2024, and before Share "
		"Out at South Leicestershire Medical Group stopped on 25-Feb-2024.");
}

static void a_permission_is_dated_by_itself(void **state)
{
	little.entries[1].category = CATEGORY_PROBLEM;
	little_fact(&little, FACT_SCR, "2023-05-05 09:00")->scr_status = SCR_ADDITIONAL;
	Fact *permission = little_fact(&little, FACT_VIEW_PERMISSION, "2024-03-01 08:00");
	permission->org = "REF";
	permission->view_channel = VIEW_SCR;
	permission->answer = ANSWER_YES;
	permission->by = "Dr Shah";
	assert_string_equal(
		explained("REF", 1, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust sees this: Maureen gave permission to look on 01-Mar-2024, noted by Dr Shah.");
}

static void who_spoke_for_the_patient_is_named(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	Fact *answer = little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_NO);
	answer->who = WHO_PARENTAL_RESPONSIBILITY;
	answer->name = "L Ashby";
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: L Ashby, for Maureen, said no to Share In there on 02-Feb-2024, asked by Priya S "
		"in person.");
	answer->name = NULL;
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: a parent, for Maureen, said no to Share In there on 02-Feb-2024, asked by Priya S "
		"in person.");
}

static void what_was_asked_before_is_not_called_never_asked(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"),
			    PARTNERSHIP "cannot see this: nobody has asked about Share In there yet.");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_NOT_GIVEN);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: Maureen gave no answer about Share In there on 02-Feb-2024, asked by Priya S in "
		"person.");
	little_answered(&little, "2024-02-03 09:00", "n", DIRECTION_IN, ANSWER_YES);
	little_fact(&little, FACT_ENDED, "2024-02-04 09:00")->episode = "n";
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: the agreement there was ended on 04-Feb-2024, and nobody has asked about Share In "
		"again.");
}

static void share_out_that_nobody_asked_about_names_the_place(void **state)
{
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: nobody has asked about Share Out at South Leicestershire Medical Group yet.");
	little_answered(&little, "2024-02-03 09:00", "reg", DIRECTION_OUT, ANSWER_NOT_GIVEN);
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: Maureen gave no answer about Share Out at South Leicestershire Medical Group on "
		"03-Feb-2024, asked by Priya S in person.");
}

static void one_name_is_said_whichever_it_is(void **state)
{
	static const char *const names[][3] = {
		{"", "Madonna Louise", "Madonna"}, {"De Vi", "", "De Vi"}, {"", "", "the patient"}};
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	little_answered(&little, "2024-02-03 09:00", "reg", DIRECTION_OUT, ANSWER_NOT_GIVEN);
	for (size_t i = 0; i < countof(names); i++) {
		little.person.family = names[i][0];
		little.person.given = names[i][1];
		assert_non_null(strstr(explained("RT5", 0, "2024-03-01 09:00"),
				       arena_print(&little.arena, ": %s gave no answer", names[i][2])));
	}
}

static void a_parents_yes_ends_at_the_birthday(void **state)
{
	little.person.born = (Date){2008, 2, 11};
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES)->who =
		WHO_PARENTAL_RESPONSIBILITY;
	little_referred(&little, "2024-01-03 09:00", "n", "RT5");
	little_answered(&little, "2024-01-03 09:00", "n", DIRECTION_IN, ANSWER_YES)->who = WHO_PARENTAL_RESPONSIBILITY;
	assert_string_equal(
		explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: what a parent said ended on 11-Feb-2024, when Maureen turned 16, and nobody has "
		"asked about Share In again.");
	little_answered(&little, "2024-02-12 09:00", "n", DIRECTION_IN, ANSWER_YES);
	little_entry(&little, "late", "C82001", "2024-02-20 09:00", CATEGORY_DOCUMENT);
	assert_string_equal(
		explained("RT5", 3, "2024-03-01 09:00"), PARTNERSHIP
		"cannot see this: Share Out at South Leicestershire Medical Group stopped on 11-Feb-2024, and it was "
		"recorded later.");
}

static void a_system_that_is_not_shared_is_said_of_the_viewer(void **state)
{
	Text out = {.arena = &little.arena};
	little_fold(&little, "2024-03-01 09:00");
	Decision decision = {.reason = REASON_NO_SHARED_SYSTEM, .rule = RULE_E1, .viewer = "RWE"};
	explain_decision(&little.reach, "They", &decision, "this record", &out);
	assert_string_equal(text_done(&out), "They cannot see this record: they use neither SystmOne nor EMIS.");
}

static void a_code_read_back_for_another_practice_counts_no_more(void **state)
{
	little_referred(&little, "2024-01-02 09:00", "c", "REF");
	assert_string_equal(
		explained("REF", 0, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust cannot see this: they are not on the local list, and no code has been read "
		"back for them.");
	Fact *request = little_fact(&little, FACT_REQUEST, "2024-01-03 09:00");
	request->request = "r";
	request->org = "REF";
	request->episode = "c";
	little_fact(&little, FACT_CODE_ACCEPTED, "2024-01-03 09:10")->request = "r";
	Fact *moved = little_fact(&little, FACT_REGISTERED, "2024-01-05 09:00");
	moved->episode = "again";
	moved->org = "C82001";
	assert_string_equal(
		explained("REF", 0, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust cannot see this: what verified them on 03-Jan-2024 no longer counts, and no "
		"code has been read back for them since.");
	little_fact(&little, FACT_DISCHARGED, "2024-01-06 09:00")->episode = "again";
	assert_string_equal(
		explained("REF", 0, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust cannot see this: Maureen is registered with no practice, so nobody can "
		"verify them.");
}

static void a_verified_yes_says_so(void **state)
{
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES);
	little_referred(&little, "2024-01-02 09:00", "c", "REF");
	little_answered(&little, "2024-01-02 09:00", "c", DIRECTION_IN, ANSWER_YES);
	Fact *request = little_fact(&little, FACT_REQUEST, "2024-01-03 09:00");
	request->request = "r";
	request->org = "REF";
	request->episode = "c";
	little_fact(&little, FACT_CODE_ACCEPTED, "2024-01-03 09:10")->request = "r";
	assert_string_equal(
		explained("REF", 0, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust sees this: Maureen said yes to Share In there on 02-Jan-2024 and to Share Out "
		"at South Leicestershire Medical Group on 02-Jan-2024, verified on 03-Jan-2024.");
}

static void a_wish_is_not_called_a_mark(void **state)
{
	Fact *wish = little_fact(&little, FACT_ENTRY_PRIVATE_REQUESTED, "2024-02-01 09:00");
	wish->entry = "a";
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
			    "cannot see this: it is private, as Maureen asked on 01-Feb-2024, noted by Priya S.");
}

/* Who spoke may be left out: then it was the patient. Words of the ledger are said as words. */
static void words_are_said_as_people_say_them(void **state)
{
	Text out = {.arena = &little.arena};
	little_answered(&little, "2024-01-02 09:00", "reg", DIRECTION_OUT, ANSWER_YES)->who = 0;
	little_referred(&little, "2024-02-01 09:00", "n", "RT5");
	little_answered(&little, "2024-02-02 09:00", "n", DIRECTION_IN, ANSWER_YES);
	assert_string_equal(explained("RT5", 0, "2024-03-01 09:00"), PARTNERSHIP
			    "sees this: Maureen said yes to Share In there on 02-Feb-2024 and to Share Out at South "
			    "Leicestershire Medical Group on 02-Jan-2024.");
	Fact *override = little_fact(&little, FACT_OVERRIDE, "2024-03-01 08:00");
	override->override = "o";
	override->org = "REF";
	override->override_reason = OVERRIDE_COURT_ORDER;
	override->until = little_at("2024-03-01 20:00");
	assert_string_equal(
		explained("REF", 0, "2024-03-01 09:00"),
		"Royal Cornwall Hospitals NHS Trust sees this: an override (court order) is in force, started on 01-Mar-2024 by "
		"Priya S.");
	explain_fact(&little.world, override, &out);
	assert_string_equal(text_done(&out), "Override for Royal Cornwall Hospitals NHS Trust: court order");
}

/* Several entries are "they", and what only one of them rests on is not said of all. */
static void several_entries_are_spoken_of_as_several(void **state)
{
	Fact *mark = little_fact(&little, FACT_ENTRY_PRIVATE, "2024-02-01 09:00");
	mark->entry = "a";
	little_fold(&little, "2024-03-01 09:00");
	Viewer viewer = viewer_of(&little.reach, "RT5");
	Decision decision = decide(&viewer, 0);
	Text same = {.arena = &little.arena}, mixed = {.arena = &little.arena};
	explain_entries(&little.reach, "It", &decision, &(Explained){"2 entries", 2, false}, &same);
	explain_entries(&little.reach, "It", &decision, &(Explained){"2 entries", 2, true}, &mixed);
	assert_string_equal(text_done(&same),
			    "It cannot see 2 entries: they are private, marked on 01-Feb-2024 by Priya S.");
	assert_string_equal(text_done(&mixed), "It cannot see 2 entries: they are private.");
}

static void the_practice_of_a_restricted_patient_is_never_named(void **state)
{
	Text out = {.arena = &little.arena};
	little.person.restricted = TRUTH_TRUE;
	assert_string_equal(explained("C82001", 0, "2024-03-01 09:00"),
			    "A GP practice sees this: it is part of their own record.");
	explain_fact(&little.world, &little.facts[0], &out);
	assert_string_equal(text_done(&out), "Registered at a GP practice");
	assert_string_equal(explain_name(&little.world, "RT5", &little.arena), "Leicestershire Partnership NHS Trust");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(a_refusal_names_who_when_and_how),
		CASE(an_allow_names_both_answers),
		CASE(what_stopped_share_out_names_the_place),
		CASE(an_ask_says_whom_to_ask),
		CASE(every_reason_has_a_whole_sentence),
		CASE(every_kind_of_fact_has_words),
		CASE(a_fact_about_an_entry_never_tells_its_content),
		CASE(an_export_says_what_was_taken),
		CASE(an_answer_in_the_history_says_who_spoke),
		CASE(a_best_interest_decision_says_why),
		CASE(a_flag_is_said_in_words),
		CASE(what_was_seen_before_a_no_is_not_put_down_to_that_no),
		CASE(a_permission_is_dated_by_itself),
		CASE(who_spoke_for_the_patient_is_named),
		CASE(what_was_asked_before_is_not_called_never_asked),
		CASE(share_out_that_nobody_asked_about_names_the_place),
		CASE(one_name_is_said_whichever_it_is),
		CASE(a_parents_yes_ends_at_the_birthday),
		CASE(a_system_that_is_not_shared_is_said_of_the_viewer),
		CASE(a_code_read_back_for_another_practice_counts_no_more),
		CASE(a_verified_yes_says_so),
		CASE(a_wish_is_not_called_a_mark),
		CASE(words_are_said_as_people_say_them),
		CASE(several_entries_are_spoken_of_as_several),
		CASE(the_practice_of_a_restricted_patient_is_never_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
