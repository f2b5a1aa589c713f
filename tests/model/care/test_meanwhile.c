/* Two people at work on one patient: what another desk told since the screen was shown is said before anything that
 * rests on it is recorded. */
#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/people/people.h"
#include "model/stage/kiosk.h"
#include "model/stage/sitting_here.h"

/* --- one act prepared at each desk: the second is refused once, and then goes through --- */

typedef bool Act2(Desk *desk, Chart *chart, bool second);

static bool change_contact(Desk *desk, Chart *chart, bool second)
{
	const Contact contact = second ? (Contact){.email = "ann@example.com"} : (Contact){.mobile = "07700900111"};
	return desk_contact(desk, chart, &contact, &clinic->err);
}

static bool choose_scr(Desk *desk, Chart *chart, bool second)
{
	return desk_scr(desk, chart, second ? SCR_DISSENT : SCR_CORE, NULL, &clinic->err);
}

static bool choose_local_view(Desk *desk, Chart *chart, bool second)
{
	return desk_mig(desk, chart, second ? MIG_SHARE : MIG_DISSENT, NULL, &clinic->err);
}

static bool choose_purpose(Desk *desk, Chart *chart, bool second)
{
	return desk_purpose(desk, chart, second ? PURPOSE_PLANNED : PURPOSE_UNPLANNED, CHOICE_OPT_OUT, NULL,
			    &clinic->err);
}

static bool override(Desk *desk, Chart *chart, bool second)
{
	const OverrideStart start = {.org = second ? CLINIC_NURSING : CLINIC_FAR,
				     .reason = OVERRIDE_EMERGENCY,
				     .why = "collapsed; not breathing",
				     .asked_words = "unconscious"};
	return desk_start_override(desk, chart, &start, NULL, &clinic->err);
}

static bool mark_private(Desk *desk, Chart *chart, bool second)
{
	return second ? desk_entry_flag(desk, chart, "e1", FLAG_SAFEGUARDING, true, NULL, &clinic->err)
		      : desk_make_private(desk, chart, "e1", &clinic->err);
}

static bool restrict_them(Desk *desk, Chart *chart, bool second)
{
	return second ? desk_one_person(desk, chart, CLINIC_OTHER, &clinic->err)
		      : desk_restrict(desk, chart, true, &clinic->err);
}

static bool refer_them(Desk *desk, Chart *chart, bool second)
{
	const char *episode;
	return desk_refer(desk, chart, &(Referral){.org = CLINIC_NURSING, .service = "Physiotherapy"}, &episode,
			  &clinic->err);
}

static bool end_care(Desk *desk, Chart *chart, bool second)
{
	const GivenAnswer no = {"reg", DIRECTION_IN, ANSWER_NO};
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	return second ? desk_end_agreement(desk, chart, "reg", &clinic->err)
		      : desk_answer(desk, chart, &patient, &no, 1, &clinic->err);
}

static void what_changed_meanwhile_is_said_first(void **state)
{
	static const struct {
		Act2 *act;
		Role role;
		const char *said;
	} acts[] = {
		{change_contact, ROLE_RECEPTIONIST, "mobile"},
		{choose_scr, ROLE_RECEPTIONIST, "Summary Care Record"},
		{choose_local_view, ROLE_RECEPTIONIST, "MIG"},
		{choose_purpose, ROLE_RECEPTIONIST, "nplanned"},
		{override, ROLE_CLINICIAN, "Royal Cornwall"},
		{mark_private, ROLE_CLINICIAN, "private"},
		{restrict_them, ROLE_CLINICIAN, "estricted"},
		{refer_them, ROLE_RECEPTIONIST, "Referred to"},
		{end_care, ROLE_RECEPTIONIST, "Said no to Share In"},
	};
	for (size_t i = 0; i < countof(acts); i++) {
		clinic_close(clinic);
		clinic = clinic_open(NULL);
		clinic_person(clinic, &(Person){.nhs = CLINIC_OTHER, .family = "ASHBY", .given = "Mo"});
		for (int desk = 0; desk < CLINIC_DESKS; desk++)
			clinic_sign_in(clinic, desk, acts[i].role);
		clinic_fresh(clinic);
		ClinicDesk *one = &clinic->desks[0], *two = &clinic->desks[1];
		CLINIC_OK(clinic, acts[i].act(one->desk, one->chart, false));
		const int64_t head = desk_head(one->desk);
		if (acts[i].act(two->desk, two->chart, true))
			fail_msg("%zu is done", i);
		if (!strstr(clinic->err.text, acts[i].said))
			fail_msg("%zu: %s", i, clinic->err.text);
		assert_int_equal(desk_head(one->desk), head);
		CLINIC_OK(clinic, acts[i].act(two->desk, two->chart, true));
		assert_true(desk_head(one->desk) > head);
	}
}

/* Taking something back changes what it had changed. */
static void what_was_taken_back_meanwhile_is_said_first(void **state)
{
	ClinicDesk *one = &clinic->desks[0], *two = &clinic->desks[1];
	const char *what;
	CLINIC_OK(clinic, choose_scr(one->desk, one->chart, false));
	CLINIC_OK(clinic, desk_refresh_chart(two->desk, two->chart, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_undo(one->desk, one->chart, &what, &clinic->err));
	const int64_t head = desk_head(two->desk);
	assert_false(choose_scr(two->desk, two->chart, true));
	assert_non_null(strstr(clinic->err.text, "Recorded in error: Summary Care Record"));
	assert_int_equal(desk_head(two->desk), head);
	CLINIC_OK(clinic, choose_scr(two->desk, two->chart, true));
}

/* One's own acts of the visit are known, and what has nothing to do with an act does not stop it. */
static void what_is_known_or_elsewhere_stops_nothing(void **state)
{
	ClinicDesk *one = &clinic->desks[0], *two = &clinic->desks[1];
	one->chart->shown = two->chart->shown = 1; /* as of a form that was opened long ago */
	CLINIC_OK(clinic, change_contact(one->desk, one->chart, false));
	one->chart->shown = 1;
	CLINIC_OK(clinic, change_contact(one->desk, one->chart, true));
	two->chart->shown = 1;
	CLINIC_OK(clinic, choose_scr(two->desk, two->chart, false));
}

/* --- the ask --- */

static void answer_elsewhere(const char *episode, Direction direction, Answer answer)
{
	ClinicDesk *other = &clinic->desks[1];
	const GivenAnswer given = {episode, direction, answer};
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	CLINIC_OK(clinic, desk_answer(other->desk, other->chart, &patient, &given, 1, &clinic->err));
}

/* One desk saves yes and yes while no and no is answered at the other: told which, what, by whom and when, before the
 * read back, and asked again; and the read back of a no then says what it ends. */
static void two_desks_on_one_patient(void **state)
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	press("p\rnn");
	answer_elsewhere(id, DIRECTION_OUT, ANSWER_YES);
	answer_elsewhere(id, DIRECTION_IN, ANSWER_YES);
	press("\r");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	assert_said("Something was recorded while we were asking.");
	assert_said("9am, clinician: Yes: Community nursing can share what it records about you.");
	assert_said("9am, clinician: Yes: Community nursing can see what others have shared.");
	assert_int_equal(sitting.items[0].answer, 0);
	refuse('y');
	press("\r");
	assert_int_equal(sitting.step, SITTING_ASK);
	assert_said("Share Out: are you happy for Community nursing");
	press("n");
	assert_said("Share In: are you happy for Community nursing");
	press("n");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_said("from now on");
	press("y");
	assert_true(sitting_done(&sitting));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_WITHDRAWN);
}

/* Only what changed is asked again; the rest stands as it was answered. */
static void only_what_changed_is_asked_again(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	assert_int_equal(sitting.item_count, 4);
	press("p\ryyyy");
	answer_elsewhere(id, DIRECTION_OUT, ANSWER_NO);
	press("\r");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	press("\r");
	assert_said("Share Out: are you happy for Community nursing");
	press("y");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	press("y");
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_IN), STATE_YES);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_YES);
}

/* After the read back was shown, too: nothing is saved that was read back on another state. */
static void the_save_itself_looks_again(void **state)
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	press("p\rnn\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	answer_elsewhere(id, DIRECTION_IN, ANSWER_YES);
	const int64_t head = desk_head(clinic->desk);
	press("y");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	assert_int_equal(desk_head(clinic->desk), head);
	press("\rny");
	assert_true(sitting_done(&sitting));
	assert_int_equal(clinic_state(clinic, id, DIRECTION_OUT), STATE_REFUSED);
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_WITHDRAWN);
}

/* Care that has ended is asked about no more, and said to have. */
static void care_that_ended_is_not_asked_again(void **state)
{
	answer_practice();
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_fresh(clinic);
	start_all();
	press("p\ryy");
	ClinicDesk *other = &clinic->desks[1];
	CLINIC_OK(clinic, desk_discharge(other->desk, other->chart, id, &clinic->err));
	press("\r");
	assert_said("The agreement with Community nursing has ended.");
	press("\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	assert_said("No question was answered");
	press("y");
	assert_said("Nothing was recorded.");
}

/* --- at the kiosk --- */

static void sit(Sitting *at, const char *keys)
{
	for (; *keys; keys++)
		if (!sitting_answer(at, *keys, &clinic->err))
			fail_msg("step %d takes no %c: %s", at->step, *keys, clinic->err.text);
}

static void answer_all(Sitting *at, char key)
{
	while (at->step == SITTING_ASK)
		sit(at, (char[]){key, '\0'});
}

/* A desk answers while the patient does, and the other way round. */
static void a_desk_and_a_kiosk_on_one_patient(void **state)
{
	Kiosk *kiosk = kiosk_open(clinic, "1");
	Sitting alone;
	kiosk_come(kiosk);
	CLINIC_OK(clinic,
		  sitting_begin(&alone, kiosk->desk, kiosk->chart, &(SittingOrder){.how = HOW_KIOSK}, &clinic->err));
	clinic_fresh(clinic);
	start_all();
	sit(&alone, "c");
	answer_all(&alone, 'n');
	sit(&sitting, "p\r");
	answer_all(&sitting, 'y');
	sit(&sitting, "\ry");
	assert_true(sitting_done(&sitting));
	sit(&alone, "c");
	assert_int_equal(alone.step, SITTING_MEANWHILE);
	SittingQuestion told;
	sitting_question(&alone, &arena, &told);
	assert_non_null(strstr(told.lines[1].english, "receptionist: Yes: "));
	sitting_end(&sitting);
	start(&(SittingOrder){.episode = "reg", .direction = DIRECTION_IN});
	sit(&sitting, "p\ry\r");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	sit(&alone, "c");
	answer_all(&alone, 'n');
	sit(&alone, "y");
	assert_true(sitting_done(&alone));
	sit(&sitting, "y");
	assert_int_equal(sitting.step, SITTING_MEANWHILE);
	assert_said("kiosk 1: No: ");
	sit(&sitting, "\rny");
	assert_true(sitting_done(&sitting));
	sitting_end(&alone);
	kiosk_close(kiosk);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(what_changed_meanwhile_is_said_first),     SAT(what_was_taken_back_meanwhile_is_said_first),
		SAT(what_is_known_or_elsewhere_stops_nothing), SAT(two_desks_on_one_patient),
		SAT(only_what_changed_is_asked_again),	       SAT(the_save_itself_looks_again),
		SAT(care_that_ended_is_not_asked_again),       SAT(a_desk_and_a_kiosk_on_one_patient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
