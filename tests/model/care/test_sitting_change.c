/* A change of mind: one question, neither who speaks nor what explains again. And a no, which is not all. */
#include "model/stage/choosing.h"
#include "model/stage/sitting_here.h"

static const char *answered_nursing(void)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	answer_practice();
	clinic_answer(clinic, id, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	return id;
}

static void it_is_asked_read_back_and_saved(void **state)
{
	const char *id = answered_nursing();
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN, .change = true});
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_said("Share In: are you happy for Community nursing");
	press("n");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_int_equal(question().of, 2);
	press("y");
	assert_true(sitting_done(&sitting));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_WITHDRAWN);
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_PATIENT);
	assert_string_equal(fact->script, SCRIPT_VERSION "-change");
}

static void somebody_else_speaks_and_is_asked_for(void **state)
{
	const char *id = answered_nursing();
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_OUT, .change = true, .who_else = true});
	assert_int_equal(sitting.step, SITTING_WHO);
	press("ay");
	assert_int_equal(sitting.step, SITTING_NAME);
	CLINIC_OK(clinic, sitting_type(&sitting, "Tom Ashby", &clinic->err));
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_said("Where we say"); /* of whom it is */
	assert_said("Share Out: are you happy");
}

/* What was never asked was never explained. */
static void without_an_answer_there_is_no_change(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	const SittingOrder order = {.episode = id, .direction = DIRECTION_IN, .change = true};
	assert_false(sitting_begin(&sitting, clinic->desk, clinic->chart, &order, &clinic->err));
	assert_non_null(strstr(clinic->err.text, "ask it first"));
}

/* Share In alone is refused: where they ask first they may ask all the same. */
static void a_no_says_who_may_still_ask(void **state) /* C1 */
{
	static const char may[] = "Community nursing will be able to see a part of your GP record only if it asks you";
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	press("p\ryn\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_said(may);
	sitting_end(&sitting);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	press("p\ry\r");
	assert_null(strstr(said(), may));
	sitting_end(&sitting);
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	press("p\rn\r");
	assert_null(strstr(said(), may));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(it_is_asked_read_back_and_saved),
		SAT(somebody_else_speaks_and_is_asked_for),
		SAT(without_an_answer_there_is_no_change),
		SAT(a_no_says_who_may_still_ask),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
