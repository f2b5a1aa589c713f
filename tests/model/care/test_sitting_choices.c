/* Choices beside Share Out and Share In, asked in a sitting. */
#include "model/stage/at_choices.h"

static void a_no_to_a_summary_is_one_fact(void **state) /* S1 */
{
	ask_about(ABOUT_SCR, NULL);
	press("p");
	assert_said("Are you happy to have a Summary Care Record?");
	assert_said("Until you choose, it shows your medicines, allergies and bad reactions.");
	assert_said("not even in an emergency");
	press("n");
	assert_said("Summary Care Record: you chose not to have one.");
	assert_int_equal(clinic_count(clinic, FACT_SCR), 0); /* nothing before it is agreed to */
	press("y");
	const Fact *fact = clinic_latest(clinic, FACT_SCR);
	assert_int_equal(fact->scr_status, SCR_DISSENT);
	assert_int_equal(fact->who, WHO_PATIENT);
	assert_int_equal(fact->how, HOW_IN_PERSON);
	assert_string_equal(fact->script, SCRIPT_VERSION);
	assert_null(fact->name);
	assert_null(fact->note);
	assert_int_equal(clinic_count(clinic, FACT_SCR), 1);
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 0);
}

static void what_a_summary_shows_is_asked_of_who_wants_one(void **state) /* S3 */
{
	ask_about(ABOUT_SCR, NULL);
	press("py");
	assert_said("show additional information too?");
	press("y");
	assert_said("important illnesses, operations and vaccinations.");
	press("y");
	assert_int_equal(clinic_latest(clinic, FACT_SCR)->scr_status, SCR_ADDITIONAL);
	ask_about(ABOUT_SCR, NULL);
	press("p");
	assert_said("Until now your answer was yes.");
	press("y");
	assert_said("Until now your answer was yes.");
	press("ny");
	assert_int_equal(clinic_latest(clinic, FACT_SCR)->scr_status, SCR_CORE);
	assert_int_equal(clinic_count(clinic, FACT_SCR), 2);
	clinic_wait(clinic, 1);
	ask_about(ABOUT_SCR, NULL);
	press("py");
	assert_said("Until now your answer was no.");
	sitting_back(&sitting);
	press("ny");
	clinic_wait(clinic, 1);
	ask_about(ABOUT_SCR, NULL);
	press("py");
	assert_unsaid("Until now"); /* of what no summary showed nothing was said */
}

/* What holds of who said nothing is what their practice says of them. */
static void what_holds_unasked_is_said(void **state) /* S1 */
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_SCR_DEFAULT;
	fact.id = "default";
	fact.practice = CLINIC_PRACTICE;
	fact.scr_status = SCR_ADDITIONAL;
	clinic_tell(clinic, fact);
	clinic_fresh(clinic);
	ask_about(ABOUT_SCR, NULL);
	press("p");
	assert_said("Until you choose, it shows additional information too.");
}

static void a_choice_is_answered_once(void **state)
{
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	const ChoiceGiven twice[] = {{{ABOUT_STUDY, "TWIN"}, ANSWER_YES}, {{ABOUT_STUDY, "TWIN"}, ANSWER_NO}};
	const ChoiceGiven unable = {{ABOUT_MIG, NULL}, ANSWER_UNABLE};
	CLINIC_REFUSED(clinic,
		       desk_record(clinic->desk, clinic->chart, &patient, &(Given){.choices = twice, .choice_count = 2},
				   &clinic->err),
		       "twice");
	CLINIC_REFUSED(clinic,
		       desk_record(clinic->desk, clinic->chart, &patient,
				   &(Given){.choices = &unable, .choice_count = 1}, &clinic->err),
		       "yes or no");
	assert_int_equal(clinic_count(clinic, FACT_STUDY_CONSENT), 0);
}

/* A yes alone would say core, which nobody chose. */
static void a_summary_half_asked_stays_as_it_was(void **state)
{
	ask_about(ABOUT_SCR, NULL);
	press("pyl");
	assert_said("We will ask you about the rest another time.");
	press("y");
	assert_said("Nothing was recorded.");
	assert_int_equal(clinic_count(clinic, FACT_SCR), 0);
}

static void each_choice_tells_its_fact(void **state)
{
	static const struct {
		ChoiceAbout about;
		const char *of;
		FactKind kind;
		const char *asked, *yes, *no;
	} rows[] = {
		{ABOUT_MIG, NULL, FACT_MIG, "for local services", "if you agree at the time", "no to the local view"},
		{ABOUT_PLANNED, NULL, FACT_PURPOSE, "for planned care?", "can be shared", "opted out"},
		{ABOUT_UNPLANNED, NULL, FACT_PURPOSE, "for unplanned care?", "can be shared", "opted out"},
		{ABOUT_RESEARCH, NULL, FACT_PURPOSE, "planning and research?", "where the law allows", "opted out"},
		{ABOUT_STUDY, "TWIN", FACT_STUDY_CONSENT, "study TWIN",
		 "the study TWIN can use your record where the law allows", "no to the study TWIN"},
		{ABOUT_SCR_ENTRY, "s1", FACT_SCR_INCLUDE, "the entry of 1 May 2025", "is put into", "stays out"},
		{ABOUT_NATIONAL, NULL, FACT_NATIONAL_OPT_OUT, "0300 303 5678", "that you have opted out",
		 "not opted out"},
	};
	put_sensitive("s1");
	for (size_t i = 0; i < countof(rows); i++)
		for (int no = 0; no < 2; no++) {
			ask_about(rows[i].about, rows[i].of);
			press("p");
			assert_said(rows[i].asked);
			if (rows[i].about == ABOUT_NATIONAL)
				assert_unsaid("You can change your mind"); /* not here */
			else
				assert_said("You can change your mind");
			press(no ? "n" : "y");
			assert_said(no ? rows[i].no : rows[i].yes);
			press("y");
			const Fact *fact = clinic_latest(clinic, rows[i].kind);
			assert_non_null(fact);
			assert_int_equal(fact->who, WHO_PATIENT);
			const Choice choice = {rows[i].about, rows[i].of};
			assert_int_equal(choice_stands(&clinic->chart->now, &choice), no ? ANSWER_NO : ANSWER_YES);
			clinic_wait(clinic, 1);
		}
}

static void an_allow_of_research_says_its_day(void **state) /* G4 */
{
	ask_about(ABOUT_RESEARCH, NULL);
	press("pyy");
	clinic_wait(clinic, 1);
	ask_about(ABOUT_RESEARCH, NULL);
	press("pn");
	assert_unsaid("takes effect");
	press("y");
	clinic_wait(clinic, 1);
	ask_about(ABOUT_RESEARCH, NULL);
	press("py");
	assert_said("This takes effect on 11 December 2026.");
}

static void who_speaks_is_kept_with_it(void **state) /* A12 */
{
	clinic_close(clinic);
	clinic = clinic_open("2016-02-11");
	ask_about(ABOUT_MIG, NULL);
	assert_int_equal(sitting.step, SITTING_NAME);
	type("Ruth Ashby");
	assert_said("What you allow for Maureen Ashby counts until they are 16.");
	sitting_ask_by(&sitting, HOW_PHONE);
	sitting.speaker.interpreter = "Mr Patel";
	press("n");
	assert_said("Ruth Ashby answers for Maureen Ashby.");
	press("y");
	const Fact *fact = clinic_latest(clinic, FACT_MIG);
	assert_int_equal(fact->who, WHO_PARENTAL_RESPONSIBILITY);
	assert_int_equal(fact->how, HOW_PHONE);
	assert_string_equal(fact->name, "Ruth Ashby");
	assert_string_equal(fact->note, "Interpreter: Mr Patel");
}

/* From 11 on the child is asked first whether they can decide. */
static void a_child_who_can_decide_chooses_alone(void **state)
{
	clinic_close(clinic);
	clinic = clinic_open("2014-02-11");
	ask_about(ABOUT_MIG, NULL);
	assert_int_equal(sitting.step, SITTING_CAN_DECIDE);
	press("yny");
	assert_int_equal(clinic_latest(clinic, FACT_MIG)->who, WHO_PATIENT);
	assert_int_equal(clinic_latest(clinic, FACT_MIG)->capacity, CAPACITY_HAS);
}

static void an_attorney_speaks_where_the_patient_cannot(void **state)
{
	ask_about(ABOUT_RESEARCH, NULL);
	press("ay");
	type("N Ashby");
	press("ny");
	assert_int_equal(clinic_latest(clinic, FACT_PURPOSE)->who, WHO_HEALTH_WELFARE_LPA);
	assert_int_equal(clinic_latest(clinic, FACT_PURPOSE)->capacity, CAPACITY_LACKS);
}

static void research_is_nobodys_best_interest(void **state)
{
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	ask_about(ABOUT_RESEARCH, NULL);
	refuse('b');
	ask_about(ABOUT_PLANNED, NULL);
	press("by");
	type("in a coma");
	press("yy");
	assert_int_equal(clinic_latest(clinic, FACT_PURPOSE)->who, WHO_BEST_INTEREST);
	assert_string_equal(clinic_latest(clinic, FACT_PURPOSE)->reason, "in a coma");
}

/* Of a small child no parent need be there to be named. */
static void a_small_child_cannot_respond_either(void **state) /* P1 */
{
	clinic_close(clinic);
	clinic = clinic_open("2020-02-11");
	ask_about(ABOUT_VIEW_SCR, CLINIC_FAR);
	press("ny");
	assert_true(sitting_done(&sitting));
	assert_int_equal(clinic_latest(clinic, FACT_VIEW_PERMISSION)->who, 0);
}

static void who_cannot_respond_says_nothing(void **state) /* P1 */
{
	ask_about(ABOUT_VIEW_SCR, CLINIC_FAR);
	assert_int_equal(sitting.step, SITTING_RESPOND);
	press("n");
	assert_said("cannot answer now, so Royal Cornwall Hospitals may look.");
	press("y");
	assert_int_equal(clinic_latest(clinic, FACT_VIEW_PERMISSION)->answer, ANSWER_UNABLE);
	assert_int_equal(clinic_latest(clinic, FACT_VIEW_PERMISSION)->who, 0);
	clinic_wait(clinic, 1);
	ask_about(ABOUT_VIEW_SCR, CLINIC_FAR);
	press("ypny");
	clinic_wait(clinic, 1);
	ask_about(ABOUT_VIEW_SCR, CLINIC_FAR);
	press("n");
	assert_said("Their no of the last 24 hours stands");
}

static void only_a_sensitive_entry_is_put_back(void **state) /* S4 */
{
	put_sensitive("s1");
	clinic_entry(clinic, "plain", CLINIC_PRACTICE, "2025-05-01T09:00:00Z", NULL);
	ask_about(ABOUT_SCR_ENTRY, "plain");
	press("py");
	assert_false(sitting_answer(&sitting, 'y', &clinic->err));
	assert_non_null(strstr(clinic->err.text, "Only a sensitive entry"));
	assert_int_equal(sitting.step, SITTING_READ_BACK);
}

/* --- One sitting --- */

static void the_rest_is_asked_if_there_is_time(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	start(&(SittingOrder){.more = true});
	finish_questions("yn");
	assert_int_equal(sitting.step, SITTING_MORE);
	assert_said("There are 4 more questions");
	press("y");
	assert_said("Summary Care Record?");
	press("n");
	assert_said("for planned care?");
	press("ye");
	assert_int_not_equal(sitting.step, SITTING_CHOOSE);
	assert_true(sitting_back(&sitting));
	assert_said("for planning and research?"); /* the last of them, and each can be gone back to */
	assert_true(sitting_back(&sitting) && sitting_back(&sitting));
	assert_said("for planned care?");
	sitting_back(&sitting);
	press("y");
	sitting_back(&sitting);
	sitting_back(&sitting);
	assert_said("There are 4 more questions"); /* what a summary shows is part of one */
	press("yn");
	press("ye");
	press_on("");
	assert_said("We will ask you about the rest another time.");
	press_on("y");
	assert_int_equal(clinic_count(clinic, FACT_SCR), 1);
	assert_int_equal(clinic_count(clinic, FACT_PURPOSE), 1);
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 4);
	assert_int_equal(sitting_choice_count(&sitting), 2);
	sitting_end(&sitting);

	const char *what;
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "recorded 4 answers");
	assert_int_equal(clinic->chart->now.scr == NULL, 1);
}

/* G4: what is read back of an agreement holds with the choices of the same sitting. */
static void an_opt_out_counts_in_what_is_read_back(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	for (int out = 0; out < 2; out++) {
		start(&(SittingOrder){.more = true});
		finish_questions("yy");
		press("yl"); /* the summary, later */
		press(out ? "ne" : "ye");
		press_on("");
		assert_int_equal(sitting.step, SITTING_READ_BACK);
		if (out)
			assert_unsaid("will see");
		else
			assert_said("Community nursing will see");
		sitting_end(&sitting);
	}
}

static void no_time_leaves_them_as_they_are(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	start(&(SittingOrder){.more = true});
	finish_questions("yn");
	assert_int_equal(sitting.step, SITTING_MORE);
	assert_false(sitting_answer(&sitting, '\r', &clinic->err)); /* Enter answers nothing */
	assert_int_equal(sitting.step, SITTING_MORE);
	press("n");
	assert_true(sitting.step > SITTING_CHOOSE);
	press_on("y");
	assert_int_equal(clinic_count(clinic, FACT_SCR), 0);
	assert_int_equal(clinic_count(clinic, FACT_PURPOSE), 0);
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 4);
}

static void what_was_chosen_is_not_asked_again(void **state)
{
	const Choice *choices;
	size_t count;
	choices_due(clinic->desk, clinic->chart, &arena, &choices, &count);
	assert_int_equal(count, 5); /* the summary by two questions; nobody here is a partner of the local view */
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_CORE, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_purpose(clinic->desk, clinic->chart, PURPOSE_PLANNED, CHOICE_ALLOW, NULL, &clinic->err));
	choices_due(clinic->desk, clinic->chart, &arena, &choices, &count);
	assert_int_equal(count, 2);
	assert_int_equal(choices[0].about, ABOUT_UNPLANNED);
}

static void at_sixteen_what_a_parent_chose_is_asked_again(void **state) /* A12 */
{
	static const Speaker parent = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_PHONE, .name = "Ruth Ashby"};
	const Choice *choices;
	size_t count;
	clinic_close(clinic);
	clinic = clinic_open("2010-11-21"); /* 16 tomorrow */
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, &parent, &clinic->err));
	CLINIC_OK(clinic, desk_study_consent(clinic->desk, clinic->chart, "TWIN", false, &parent, &clinic->err));
	for (Purpose purpose = PURPOSE_PLANNED; purpose <= PURPOSE_RESEARCH; purpose++)
		CLINIC_OK(clinic,
			  desk_purpose(clinic->desk, clinic->chart, purpose, CHOICE_OPT_OUT, NULL, &clinic->err));
	choices_due(clinic->desk, clinic->chart, &arena, &choices, &count);
	assert_int_equal(count, 0);
	clinic_wait(clinic, 24 * 3600);
	clinic_fresh(clinic);
	choices_due(clinic->desk, clinic->chart, &arena, &choices, &count);
	assert_int_equal(count, 2);
	assert_int_equal(choices[0].about, ABOUT_SCR);
}

/* --- Two desks --- */

static void what_another_desk_recorded_is_told_and_asked_again(void **state)
{
	const Choice choices[] = {{ABOUT_PLANNED, NULL}, {ABOUT_STUDY, "TWIN"}};
	ClinicDesk *other = &clinic->desks[1];
	start(&(SittingOrder){.choices = choices, .choice_count = 2});
	press("py");
	CLINIC_OK(clinic, desk_refresh_chart(other->desk, other->chart, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_study_consent(other->desk, other->chart, "TWIN", false, NULL, &clinic->err));
	press("y");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	press("\r");
	assert_int_equal(sitting.step, SITTING_CHOOSE);
	assert_said("the study TWIN");
	assert_said("Until now your answer was no.");
	press("y");
	assert_said("Planned care: your record can be shared.");
	assert_said("You agreed that the study TWIN can use your record where the law allows.");
	press("y");
	assert_true(sitting_done(&sitting));
	assert_int_equal(clinic_count(clinic, FACT_STUDY_CONSENT), 2);
	assert_int_equal(clinic_count(clinic, FACT_PURPOSE), 1);
}

/* Between the read back and the save: the save is refused, told, and the choice asked again. */
static void another_desk_that_is_quicker_is_told(void **state)
{
	ClinicDesk *other = &clinic->desks[1];
	ask_about(ABOUT_MIG, NULL);
	press("py");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	CLINIC_OK(clinic, desk_refresh_chart(other->desk, other->chart, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_mig(other->desk, other->chart, MIG_DISSENT, NULL, &clinic->err));
	press("y");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	assert_int_equal(clinic_count(clinic, FACT_MIG), 1);
	press("\r");
	assert_said("Until now your answer was no.");
	press("g"); /* and in the short form */
	assert_said("Until now your answer was no.");
	press("ny");
	assert_true(sitting_done(&sitting));
}

/* --- The words --- */

static size_t words_in(const char *text)
{
	size_t words = 0;
	for (const char *at = text; *at; at++)
		words += *at != ' ' && (at == text || at[-1] == ' ');
	return words;
}

/* Read aloud by somebody who has a queue: each form has its length. */
static void each_form_is_short_enough(void **state)
{
	for (ChoiceAbout about = 0; about < ABOUT_COUNT_; about++)
		for (int brief = 0; brief < 2; brief++) {
			const bool view = about == ABOUT_VIEW_MIG || about == ABOUT_VIEW_SCR;
			ask_about(about, view ? CLINIC_FAR : about == ABOUT_STUDY ? "TWIN" : NULL);
			press(view ? "y" : "");
			press(brief ? "g" : "p");
			SittingQuestion now = question();
			size_t words = 0;
			for (size_t i = 0; i < now.line_count; i++)
				words += words_in(now.lines[i].english);
			if (words > (brief ? 40u : 120u))
				fail_msg("%d has %zu words: %s", (int)about, words, said());
		}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(a_no_to_a_summary_is_one_fact),
		SAT(what_a_summary_shows_is_asked_of_who_wants_one),
		SAT(what_holds_unasked_is_said),
		SAT(a_choice_is_answered_once),
		SAT(a_summary_half_asked_stays_as_it_was),
		SAT(each_choice_tells_its_fact),
		SAT(an_allow_of_research_says_its_day),
		SAT(who_speaks_is_kept_with_it),
		SAT(a_child_who_can_decide_chooses_alone),
		SAT(an_attorney_speaks_where_the_patient_cannot),
		SAT(research_is_nobodys_best_interest),
		SAT(who_cannot_respond_says_nothing),
		SAT(a_small_child_cannot_respond_either),
		SAT(only_a_sensitive_entry_is_put_back),
		SAT(the_rest_is_asked_if_there_is_time),
		SAT(an_opt_out_counts_in_what_is_read_back),
		SAT(no_time_leaves_them_as_they_are),
		SAT(what_was_chosen_is_not_asked_again),
		SAT(at_sixteen_what_a_parent_chose_is_asked_again),
		SAT(what_another_desk_recorded_is_told_and_asked_again),
		SAT(another_desk_that_is_quicker_is_told),
		SAT(each_form_is_short_enough),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
