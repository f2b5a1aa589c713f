/* Who answers, in which language, and where nothing can be asked. */
#include "model/stage/sitting_here.h"

#include "model/care/inside.h"

static void somebody_else_speaks_only_where_the_patient_cannot(void **state)
{
	start_all();
	refuse('r'); /* no parent at 75 */
	refuse('b'); /* and no best-interest decision by a receptionist */
	press("a");
	assert_int_equal(sitting.step, SITTING_CAPACITY);
	press("n");
	assert_int_equal(sitting.speaker.who, WHO_PATIENT);
	assert_int_equal(sitting.step, SITTING_EXPLAIN);
	assert_true(sitting_back(&sitting));
	press("ay");
	assert_int_equal(sitting.step, SITTING_NAME);
	assert_false(sitting_type(&sitting, "  ", &clinic->err));
	CLINIC_OK(clinic, sitting_type(&sitting, "Neil Ashby", &clinic->err));
	assert_said("Where we say “you”, we mean Maureen Ashby.");
	finish("yy");
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_HEALTH_WELFARE_LPA);
	assert_int_equal(fact->capacity, CAPACITY_LACKS);
	assert_string_equal(fact->name, "Neil Ashby");
}

static void a_clinician_decides_in_the_best_interest(void **state)
{
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	start_all();
	press("by");
	assert_int_equal(sitting.step, SITTING_REASON);
	CLINIC_OK(clinic, sitting_type(&sitting, "cannot be woken", &clinic->err));
	finish("yy");
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_BEST_INTEREST);
	assert_string_equal(fact->name, "clinician");
	assert_string_equal(fact->reason, "cannot be woken");
}

/* The desks stand on 20 November 2026. */
static void ages_of_a_child(void **state) /* A10; DOMAIN 1.8 */
{
	static const struct {
		const char *born;
		SittingStep first;
	} rows[] = {
		{"2015-11-21", SITTING_NAME},
		{"2015-11-20", SITTING_CAN_DECIDE},
		{"2010-11-21", SITTING_CAN_DECIDE},
		{"2010-11-20", SITTING_WHO},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		sitting_end(&sitting);
		clinic_close(clinic);
		begin_with(rows[i].born);
		start_all();
		assert_int_equal(sitting.step, rows[i].first);
	}
}

static void a_child_who_can_decide_decides(void **state)
{
	clinic_close(clinic);
	begin_with("2013-05-05");
	start_all();
	press("n");
	assert_said("parental responsibility for Maureen Ashby");
	CLINIC_OK(clinic, sitting_type(&sitting, "L Ashby", &clinic->err));
	assert_int_equal(sitting.step, SITTING_EXPLAIN);
	while (sitting_back(&sitting)) {
	}
	press("y");
	finish("yn");
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_PATIENT);
	assert_int_equal(fact->capacity, CAPACITY_HAS);
	assert_null(fact->name);
}

static void a_parent_answers_for_a_small_child(void **state)
{
	clinic_close(clinic);
	begin_with("2020-05-05");
	start_all();
	CLINIC_OK(clinic, sitting_type(&sitting, "L Ashby", &clinic->err));
	finish("yn");
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_PARENTAL_RESPONSIBILITY);
	assert_string_equal(fact->name, "L Ashby");
	/* Turned 16 while the sitting was open: refused on the read back, and nothing told. */
	sitting_end(&sitting);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_IN});
	CLINIC_OK(clinic, sitting_type(&sitting, "L Ashby", &clinic->err));
	press("\ry\r");
	clinic_wait(clinic, (int64_t)16 * 366 * 86400);
	int64_t head = desk_head(clinic->desk);
	refuse('y');
	assert_int_equal(desk_head(clinic->desk), head);
}

static void at_the_kiosk_only_the_patient_speaks(void **state)
{
	SittingOrder kiosk = {.how = HOW_KIOSK, .language = "gu"};
	start(&kiosk);
	assert_int_equal(sitting.step, SITTING_EXPLAIN);
	finish("yy");
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->how, HOW_KIOSK);
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->language, "gu");
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->script, "gu-" SCRIPT_NUMBER "+" SCRIPT_VERSION);
	sitting_end(&sitting);
	clinic_close(clinic);
	begin_with("2013-05-05");
	Sitting child;
	assert_false(sitting_begin(&child, clinic->desk, clinic->chart, &kiosk, &clinic->err));
}

/* Every line and answer that the patient hears has its words, those for staff have not; English is always there. */
static void in_the_patients_language_and_english(void **state)
{
	start(&(SittingOrder){.language = "Gujarati"});
	do {
		SittingQuestion now = question();
		for (size_t i = 0; i < now.line_count; i++) {
			assert_true(now.lines[i].english[0] != '\0');
			assert_string_equal(now.lines[i].own, CLINIC_GUJARATI);
		}
		for (size_t i = 0; i < now.choice_count; i++) {
			assert_string_equal(now.choices[i].english, script_english(now.choices[i].label, 0));
			if (script_for_staff(now.choices[i].label))
				assert_null(now.choices[i].own);
			else
				assert_string_equal(now.choices[i].own, CLINIC_GUJARATI);
		}
		press(sitting.step == SITTING_WHO					 ? "p"
		      : sitting.step == SITTING_ASK || sitting.step == SITTING_READ_BACK ? "y"
											 : "\r");
	} while (!sitting_done(&sitting));
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->language, "gu");
}

static void in_english_where_their_language_is_not_spoken(void **state)
{
	start(&(SittingOrder){.language = "pl"});
	press("p");
	for (size_t i = 0; i < question().line_count; i++)
		assert_null(question().lines[i].own);
	finish("yy");
	assert_null(clinic_latest(clinic, FACT_ANSWERED)->language);
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->script, SCRIPT_VERSION);
}

/* Kept for what follows in this visit, and through a reading of the chart; the next patient is in person again. */
static void how_it_is_asked_is_told_with_each_answer(void **state)
{
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	press("p\ry");
	sitting_ask_by(&sitting, HOW_PHONE);
	press("yyy\ry\r");
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->how, HOW_PHONE);
	sitting_end(&sitting);
	clinic_wait(clinic, 60);
	clinic_fresh(clinic);
	assert_int_equal(clinic->chart->how, HOW_PHONE);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_OUT});
	assert_int_equal(sitting.speaker.how, HOW_PHONE);
	sitting_ask_by(&sitting, HOW_IN_PERSON);
	finish("n");
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->how, HOW_IN_PERSON);
}

static void the_language_of_one_sitting(void **state)
{
	const Language *gujarati = language_find("gu"), *polish = language_find("pl"), *english = language_find("en");
	start_all();
	assert_false(sitting_speak(&sitting, polish, &clinic->err));
	assert_non_null(strstr(clinic->err.text, "Polish is not turned on: an administrator does that"));
	CLINIC_OK(clinic, sitting_speak(&sitting, gujarati, &clinic->err));
	assert_string_equal(question().lines[0].own, CLINIC_GUJARATI);
	CLINIC_OK(clinic, sitting_speak(&sitting, english, &clinic->err));
	assert_null(question().lines[0].own);
	CLINIC_OK(clinic, sitting_speak(&sitting, gujarati, &clinic->err));
	press("p");
	assert_false(sitting_speak(&sitting, english, &clinic->err));
	assert_non_null(strstr(clinic->err.text, "at the first step"));
	finish("yy");
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_string_equal(fact->language, "gu");
	assert_string_equal(fact->script, gujarati->script);
	assert_null(clinic->chart->world.person->language); /* their file stays as it is */
}

/* Of a woman it is hers; of who speaks for her nothing is on file. */
static void words_depend_on_who_answers(void **state)
{
	Person patient = *clinic->chart->world.person;
	patient.gender = "Female";
	clinic_person(clinic, &patient);
	clinic_fresh(clinic);
	start_all();
	CLINIC_OK(clinic, sitting_speak(&sitting, language_find("gu"), &clinic->err));
	assert_string_equal(sitting_speaks(&sitting)->words, "gu-f");
	sitting.speaker.who = WHO_HEALTH_WELFARE_LPA;
	assert_string_equal(sitting_speaks(&sitting)->words, "gu");
}

static void where_nothing_can_be_asked(void **state)
{
	Sitting refused;
	SittingOrder all = {0}, unknown = {.episode = "nowhere"};
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	answer_practice();
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err));
	CLINIC_REFUSED(clinic, sitting_begin(&refused, clinic->desk, clinic->chart, &all, &clinic->err),
		       "Nothing is due");
	CLINIC_REFUSED(clinic, sitting_begin(&refused, clinic->desk, clinic->chart, &unknown, &clinic->err),
		       "no such referral");
	unknown.episode = id;
	CLINIC_REFUSED(clinic, sitting_begin(&refused, clinic->desk, clinic->chart, &unknown, &clinic->err),
		       "has ended");
	clinic->desks[0].clock.now = instant_add(clinic->desks[0].clock.now, -3600);
	CLINIC_REFUSED(clinic, sitting_begin(&refused, clinic->desk, clinic->chart, &all, &clinic->err), "clock");
}

/* Discharged at another desk while the questions were read out. */
static void care_that_ends_meanwhile_is_not_saved(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	press("p\ryyyy\r");
	ClinicDesk *other = &clinic->desks[1];
	CLINIC_OK(clinic, desk_discharge(other->desk, other->chart, id, &clinic->err));
	clinic_fresh(clinic);
	int64_t head = desk_head(clinic->desk);
	refuse('y');
	assert_non_null(strstr(clinic->err.text, "has ended"));
	assert_int_equal(desk_head(clinic->desk), head);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(somebody_else_speaks_only_where_the_patient_cannot),
		SAT(a_clinician_decides_in_the_best_interest),
		SAT(ages_of_a_child),
		SAT(a_child_who_can_decide_decides),
		SAT(a_parent_answers_for_a_small_child),
		SAT(at_the_kiosk_only_the_patient_speaks),
		SAT(in_the_patients_language_and_english),
		SAT(in_english_where_their_language_is_not_spoken),
		SAT(how_it_is_asked_is_told_with_each_answer),
		SAT(the_language_of_one_sitting),
		SAT(words_depend_on_who_answers),
		SAT(where_nothing_can_be_asked),
		SAT(care_that_ends_meanwhile_is_not_saved),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
