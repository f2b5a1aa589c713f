#include "model/stage/sitting_here.h"

static void one_referral_in_eight_keys(void **state)
{
	static const char keys[] = "p\ryy\ry\r";
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	start_all();
	press(keys);
	assert_true(sitting_done(&sitting));
	assert_true(1 + strlen(keys) <= 12); /* SCREENS "Ask": counted from the matrix */
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_YES);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_YES);
	const Fact *fact = clinic_latest(clinic, FACT_ANSWERED);
	assert_int_equal(fact->who, WHO_PATIENT);
	assert_int_equal(fact->how, HOW_IN_PERSON);
	assert_string_equal(fact->script, SCRIPT_VERSION);
}

/* Where they have the guide: the essentials on one page, the questions alone, and the fact says which words it was. */
static void the_short_form_in_five_keys(void **state)
{
	static const char keys[] = "g\ryyy";
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	start_all();
	for (size_t i = 0; i + 1 < sizeof keys; i++) {
		press((char[]){keys[i], '\0'});
		assert_int_not_equal(sitting.step, SITTING_HONEST);
		if (sitting.step == SITTING_ASK)
			assert_int_equal(question().line_count, 1);
		if (sitting.step == SITTING_EXPLAIN && keys[i] == 'g')
			assert_said("Sharing in this way is never for insurance");
	}
	assert_true(sitting_done(&sitting));
	assert_true(1 + sizeof keys - 1 <= 7); /* with the one from the matrix */
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->script, SCRIPT_VERSION "-short");
}

/* The same key leads back, and then the long form is what was read. */
static void the_long_form_can_be_read_after_all(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	press("pg");
	assert_said("Share Out means");
	press("g");
	assert_said("Every service that cares for you");
	press("\ryy");
	assert_int_equal(sitting.step, SITTING_HONEST);
	press("\ry");
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->script, SCRIPT_VERSION);
}

static void the_steps_in_their_order(void **state)
{
	static const SittingStep order[] = {
		SITTING_WHO,	SITTING_EXPLAIN,   SITTING_ASK,	  SITTING_ASK,
		SITTING_HONEST, SITTING_READ_BACK, SITTING_SAVED,
	};
	static const char keys[] = "p\ryy\ry";
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	start_all();
	for (size_t i = 0; i < countof(order); i++) {
		SittingQuestion now = question();
		assert_int_equal(now.step, order[i]);
		assert_int_equal(now.of, countof(order) - 1);
		assert_int_equal(now.number, i < countof(order) - 1 ? i + 1 : i);
		assert_true(now.line_count > 0);
		if (i < sizeof keys - 1)
			press((char[]){keys[i], '\0'});
	}
}

/* Who has no record here, as after a list of patients alone, is not told that the practice sees 0 entries. */
static void where_no_record_is_none_is_counted(void **state)
{
	Chart *chart;
	clinic_tell(clinic,
		    (Fact){.kind = FACT_REGISTERED, .patient = CLINIC_OTHER, .episode = "new", .org = CLINIC_PRACTICE});
	CLINIC_OK(clinic, desk_open_chart(clinic->desk, CLINIC_OTHER, (Date){0}, &chart, &clinic->err));
	CLINIC_OK(clinic, sitting_begin(&sitting, clinic->desk, chart, &(SittingOrder){0}, &clinic->err));
	while (sitting.step != SITTING_HONEST)
		press(sitting.step == SITTING_WHO				       ? "p"
		      : sitting.step == SITTING_ASK || sitting.step == SITTING_CONTACT ? "n"
										       : "\r");
	press("\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_null(strstr(said(), "entries"));
	desk_close_chart(clinic->desk, chart);
}

static void what_is_said(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	start_all();
	assert_said("Who is speaking?");
	press("p");
	assert_said("whatever you choose");
	press("c");
	assert_said("Share Out: are you happy for Community nursing (Physiotherapy, knee) to share");
	press("n");
	assert_said("Share In: are you happy for Community nursing (Physiotherapy, knee) to see");
	press("y");
	assert_said("insurance");
	press("\r");
	assert_said("Community nursing will see 4 entries in your record.\nAt the moment it sees 0.");
	assert_said("No: Community nursing (Physiotherapy, knee) cannot share");
	assert_said("Yes: Community nursing (Physiotherapy, knee) can see");
	assert_said("Is that right?");
	refuse('\r'); /* nothing is saved by Enter alone */
	refuse('n');
	press("y");
	assert_said("saved");
}

static void all_due_in_one_sitting_the_explanation_once(void **state)
{
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	clinic_refer(clinic, CLINIC_FAR, NULL);
	start_all();
	assert_int_equal(sitting.item_count, 6);
	assert_string_equal(sitting.items[0].episode, "reg");
	size_t explained = 0;
	while (!sitting_done(&sitting)) {
		explained += sitting.step == SITTING_EXPLAIN;
		press(sitting.step == SITTING_WHO					 ? "p"
		      : sitting.step == SITTING_ASK || sitting.step == SITTING_READ_BACK ? "y"
											 : "\r");
	}
	assert_int_equal(explained, 1);
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 6);
	assert_int_equal(clinic->chart->matrix.due, 0);
}

static void leaving_half_way_saves_nothing(void **state)
{
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	int64_t head = desk_head(clinic->desk);
	start_all();
	assert_false(sitting_anything(&sitting));
	press("p\ry");
	assert_true(sitting_anything(&sitting));
	press("nyn\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	sitting_end(&sitting);
	assert_int_equal(desk_head(clinic->desk), head);
}

static void later_is_not_asked_and_no_answer_is_recorded(void **state) /* A1, A4 */
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	size_t before = clinic_count(clinic, FACT_ANSWERED);
	start_all();
	finish("lw");
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), before + 1);
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->answer, ANSWER_NOT_GIVEN);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_NOT_ASKED);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_NOT_ASKED);
	assert_said("another time");
	sitting_end(&sitting);
	start_all();
	finish("ll");
	assert_said("Nothing was recorded");
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), before + 1);
}

static void back_keeps_the_answers(void **state)
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	assert_false(sitting_back(&sitting));
	press("p\ryn\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_true(sitting_back(&sitting) && sitting_back(&sitting));
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_int_equal(sitting.at, 1);
	assert_true(sitting_back(&sitting));
	assert_int_equal(sitting.items[0].answer, ANSWER_YES);
	press("ny\ry");
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_REFUSED);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_YES);
	assert_false(sitting_back(&sitting));
}

static void one_direction_is_asked_again(void **state)
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	assert_int_equal(sitting.item_count, 1);
	finish("n");
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_WITHDRAWN);
	sitting_end(&sitting);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_OUT});
	press("p\rn\r");
	assert_said("What South Leicestershire Medical Group records from now on will not be shared.");
	press("y");
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_WITHDRAWN);
}

static void what_a_yes_after_a_no_opens(void **state) /* W1, W2, W3 */
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	clinic_wait(clinic, 60);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_NO);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_NO);
	clinic_wait(clinic, 60);
	clinic_entry(clinic, "n1", CLINIC_PRACTICE, "2026-11-20T09:01:30Z", NULL);
	clinic_fresh(clinic);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_OUT});
	press("p\ry\r");
	assert_said("This also opens 1 entry recorded while you said no.");
	sitting_end(&sitting);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	press("p\ry\r");
	assert_said("Community nursing will see 5 entries in your record.");
	assert_said("At the moment it sees 4.");
	assert_said("This also opens 1 entry recorded while you said no.");
}

static void another_agreement_there_still_says_yes(void **state) /* W1, W2 */
{
	answer_practice();
	const char *back = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, back");
	clinic_answer(clinic, back, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, back, DIRECTION_IN, ANSWER_YES);
	const char *knee = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	start_all();
	press("p\rny\r");
	assert_int_equal(sitting.step, SITTING_OTHER);
	assert_said("Community nursing (Physiotherapy, back). It still says yes to Share Out");
	press("n"); /* the yes to Share In brings up nothing */
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	for (int i = 0; i < 4; i++)
		assert_true(sitting_back(&sitting));
	press("nn\r"); /* now both directions come up */
	assert_said("Share Out");
	press("n");
	assert_said("Share In");
	press("y");
	assert_said("Community nursing sees 4 entries in your record. That stays as it is.\n"
		    "Community nursing will see nothing that other services record from now on.");
	assert_false(strstr(said(), "will not be shared"));
	assert_said("your other agreement");
	press("y");
	assert_int_equal(clinic_state(clinic, knee, DIRECTION_IN), STATE_REFUSED);
	assert_int_equal(clinic_state(clinic, back, DIRECTION_IN), STATE_WITHDRAWN);
	assert_int_equal(clinic_state(clinic, back, DIRECTION_OUT), STATE_YES);
}

/* Three referrals to one service, one of them answered yes: it comes up once, however many of the others say no. */
static void another_agreement_comes_up_once(void **state)
{
	answer_practice();
	const char *back = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, back");
	clinic_answer(clinic, back, DIRECTION_OUT, ANSWER_NO);
	clinic_answer(clinic, back, DIRECTION_IN, ANSWER_YES);
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, knee");
	clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy, hip");
	start_all();
	assert_int_equal(sitting.item_count, 4);
	press("p\ryyo\r"); /* only the last says no */
	assert_int_equal(sitting.step, SITTING_OTHER);
	assert_said("Physiotherapy, back");
	press("n");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	for (int i = 0; i < 4; i++)
		assert_true(sitting_back(&sitting));
	press("nn\r"); /* both say no to Share In */
	assert_int_equal(sitting.step, SITTING_OTHER);
	press("n");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
}

static void only_what_is_not_asked_is_asked(void **state)
{
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_NO);
	start_all();
	assert_int_equal(sitting.item_count, 1);
	assert_int_equal(sitting.items[0].direction, DIRECTION_IN);
}

/* A first yes opens all there is; only what was recorded since the no is said to have been recorded while it stood. */
static void what_is_older_than_the_no_is_not_counted_as_such(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_NO);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_OUT});
	press("p\ry\r");
	assert_said("Community nursing will see 4 entries");
	assert_false(strstr(said(), "while you said no"));
	sitting_end(&sitting);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	CLINIC_OK(clinic, desk_end_agreement(clinic->desk, clinic->chart, id, &clinic->err));
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_NO);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	press("p\ry\r");
	assert_said("Community nursing will see 4 entries");
	assert_false(strstr(said(), "while you said no"));
}

static void a_code_is_needed_far_away(void **state) /* E4 */
{
	answer_practice();
	clinic_refer(clinic, CLINIC_FAR, NULL);
	start_all();
	press("p\ryy\r");
	assert_said("Royal Cornwall Hospitals also needs a code");
}

static void elsewhere(void)
{
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_setting(clinic->desks[1].desk, "records", "elsewhere", &clinic->err));
	clinic_fresh(clinic);
}

/* Nothing is counted aloud of a record that stands in another system. */
static void of_a_record_elsewhere_it_is_said_as_a_whole(void **state)
{
	elsewhere();
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	press("p\ryy\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_said("Yes: Community nursing can see what others have shared.\n");
	assert_said("Community nursing will be able to see your whole GP record, except what is private.\n");
	sitting_end(&sitting);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	clinic_wait(clinic, 60);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_IN});
	press("p\rn\r");
	assert_said("Community nursing will no longer see what other services record from now on. What it can see "
		    "today it can still see.\n");
	assert_said("Share In for Community nursing: no.\n");
	sitting_end(&sitting);
	start(&(SittingOrder){.episode = id, .direction = DIRECTION_OUT});
	press("p\rn\r");
	assert_said("Community nursing can see your whole GP record");
	assert_said("No: Community nursing cannot share what it records about you.");
}

/* G4: said before the question which it makes idle; no read back says "can see". */
static void an_opt_out_is_said_before_what_it_makes_idle(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_tell(clinic, (Fact){.kind = FACT_PURPOSE,
				   .patient = CLINIC_PATIENT,
				   .purpose = PURPOSE_PLANNED,
				   .purpose_choice = CHOICE_OPT_OUT});
	clinic_fresh(clinic);
	start_all();
	press("p\ry");
	const char *idle = strstr(said(), "You are opted out of sharing for planned care"),
		   *asked = strstr(said(), "happy");
	assert_true(idle && asked && question().lines[0].text == SCRIPT_OPTED_OUT_PLANNED);
	assert_said("If you want to change that, tell us now.");
	assert_null(strstr(said(), "it can see what others have shared"));
	press("y\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_said("Share In for Community nursing: yes.\n");
	assert_said("You are opted out of sharing for planned care, so Community nursing cannot see your record");
	assert_null(strstr(said(), "can see what"));
}

/* As the national lists leave it: nobody said which system they use. */
static void forget_system(const char *code)
{
	const Organisation *known;
	Organisation forgotten;
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	Desk *desk = clinic->desks[1].desk;
	CLINIC_OK(clinic, desk_organisation(desk, code, &arena, &known, &clinic->err));
	forgotten = *known;
	forgotten.system = SYSTEM_UNKNOWN;
	CLINIC_OK(clinic, desk_put_organisation(desk, &forgotten, &clinic->err));
	clinic_fresh(clinic);
}

static void no_code_is_promised_that_opens_nothing(void **state) /* E1 before E4 */
{
	answer_practice();
	clinic_refer(clinic, CLINIC_FAR, NULL);
	forget_system(CLINIC_FAR);
	start_all();
	assert_string_equal(sitting_unlinked(&sitting, &arena),
			    "The system of Royal Cornwall Hospitals is not known: nothing is shared. Set it first: g "
			    "on the row.");
	press("p\ryy\r");
	assert_said("nothing is shared in this way.\nShare In for Royal Cornwall Hospitals: yes.\nRoyal Cornwall "
		    "Hospitals sees 0 entries in your record. That stays as it is.\nIs that right?");
}

static void nor_where_the_practice_itself_shares_nothing(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_FAR, NULL);
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	assert_null(sitting_unlinked(&sitting, &arena));
	sitting_end(&sitting);
	forget_system(CLINIC_FAR);
	forget_system(CLINIC_NURSING);
	start_all();
	assert_non_null(strstr(sitting_unlinked(&sitting, &arena), " (and of 1 more) is not known"));
	sitting_end(&sitting);
	forget_system(CLINIC_PRACTICE);
	start_all();
	assert_non_null(strstr(sitting_unlinked(&sitting, &arena), "Our own system is not known"));
}

/* A yes would open nothing there (E2): said with the question, not only after it. Share Out reaches others all the
 * same. */
static void a_prohibited_one_is_said_so_with_the_question(void **state)
{
	answer_practice();
	clinic_sign_in(clinic, 1, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_standing(clinic->desks[1].desk, CLINIC_NURSING, STANDING_PROHIBITED, &clinic->err));
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	start_all();
	press("p\r");
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_null(strstr(said(), "whatever the answer"));
	press("y");
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_said("whatever the answer");
}

static void the_patient_is_reached_or_asked_how(void **state)
{
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = ""}, &clinic->err));
	start_all();
	press("p");
	assert_int_equal(sitting.step, SITTING_CONTACT);
	press("n");
	assert_int_equal(sitting.step, SITTING_EXPLAIN);
	assert_true(sitting_back(&sitting));
	press("y");
	assert_said("Which mobile number or email address");
	assert_false(sitting_type(&sitting, "12", &clinic->err));
	assert_false(sitting_answer(&sitting, 'y', &clinic->err));
	CLINIC_OK(clinic, sitting_type(&sitting, "+44 7700 900 333", &clinic->err));
	finish("yy");
	clinic_fresh(clinic);
	assert_string_equal(clinic->chart->world.person->mobile, "07700900333");
	assert_int_equal(clinic->chart->world.person->prefers, PREFERS_SMS);
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_YES);
}

static void who_declined_to_be_reached_is_not_asked(void **state)
{
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.prefers = PREFERS_NONE}, &clinic->err));
	start_all();
	press("p");
	assert_int_equal(sitting.step, SITTING_EXPLAIN);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(one_referral_in_eight_keys),
		SAT(the_short_form_in_five_keys),
		SAT(the_long_form_can_be_read_after_all),
		SAT(the_steps_in_their_order),
		SAT(where_no_record_is_none_is_counted),
		SAT(what_is_said),
		SAT(all_due_in_one_sitting_the_explanation_once),
		SAT(leaving_half_way_saves_nothing),
		SAT(later_is_not_asked_and_no_answer_is_recorded),
		SAT(back_keeps_the_answers),
		SAT(one_direction_is_asked_again),
		SAT(what_a_yes_after_a_no_opens),
		SAT(another_agreement_there_still_says_yes),
		SAT(another_agreement_comes_up_once),
		SAT(only_what_is_not_asked_is_asked),
		SAT(what_is_older_than_the_no_is_not_counted_as_such),
		SAT(a_code_is_needed_far_away),
		SAT(of_a_record_elsewhere_it_is_said_as_a_whole),
		SAT(an_opt_out_is_said_before_what_it_makes_idle),
		SAT(no_code_is_promised_that_opens_nothing),
		SAT(nor_where_the_practice_itself_shares_nothing),
		SAT(a_prohibited_one_is_said_so_with_the_question),
		SAT(the_patient_is_reached_or_asked_how),
		SAT(who_declined_to_be_reached_is_not_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
