#include "unit.h"

#include <string.h>
#include <time.h>

#include "base/text.h"
#include "model/care/sitting.h"
#include "model/desk/find.h"
#include "model/desk/telling.h"
#include "model/lists/lists.h"
#include "model/stage/kiosk.h"

static Clinic *clinic;
static Kiosk *kiosk;
static Arena arena;

#define PASSPHRASE "three plain words"

static int set_up(void **state)
{
	clinic = clinic_open(NULL);
	kiosk = kiosk_open(clinic, "1");
	return 0;
}

static int tear_down(void **state)
{
	kiosk_close(kiosk);
	clinic_close(clinic);
	arena_clear(&arena);
	return 0;
}

static void put_passphrase(const char *name, bool active)
{
	char hash[PASSPHRASE_HASH_MAX];
	Ledger ledger = clinic->ledger;
	CLINIC_OK(clinic, passphrase_hash(least_hash_cost(), PASSPHRASE, hash, &clinic->err));
	Staff staff = {.name = name, .role = ROLE_NURSE, .active = active, .passphrase = hash};
	CLINIC_OK(clinic, ledger.ops->begin(ledger.self, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->put_staff(ledger.self, &staff, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->commit(ledger.self, &clinic->err));
}

static KioskLines lines_now(void)
{
	KioskLines lines;
	CLINIC_OK(clinic, desk_kiosks(clinic->desk, &arena, &lines, &clinic->err));
	return lines;
}

static const char *first_line(void)
{
	KioskLines lines = lines_now();
	assert_true(lines.count > 0);
	return lines.items[0].text;
}

/* Answers all that is asked with yes, up to the step. */
static void sit_until(Sitting *sitting, SittingStep until)
{
	for (int i = 0; i < 40 && sitting->step != until; i++) {
		SittingQuestion question;
		arena_clear(&arena);
		sitting_question(sitting, &arena, &question);
		CLINIC_OK(clinic, sitting_answer(sitting, question.choices[0].key, &clinic->err));
	}
	assert_int_equal(sitting->step, until);
}

static void begin(Sitting *sitting)
{
	SittingOrder order = {.how = HOW_KIOSK};
	CLINIC_OK(clinic, sitting_begin(sitting, kiosk->desk, kiosk->chart, &order, &clinic->err));
}

static void it_is_signed_in_as_itself_only(void **state)
{
	static const char *const numbers[] = {NULL, "", "0", "01", "100", "1a", "-1", "a"};
	assert_string_equal(desk_staff(kiosk->desk)->name, "kiosk 1");
	assert_true(desk_is_kiosk(kiosk->desk) && !desk_is_kiosk(clinic->desk));
	for (size_t i = 0; i < countof(numbers); i++)
		assert_false(desk_sign_in_kiosk(kiosk->desk, numbers[i], NULL));
	CLINIC_REFUSED(clinic, desk_sign_in_kiosk(clinic->desk, "1", &clinic->err), "no kiosk");
	put_passphrase("Nia T", true);
	CLINIC_REFUSED(clinic, desk_sign_in(kiosk->desk, "Nia T", PASSPHRASE, &clinic->err), "kiosk");
	CLINIC_REFUSED(clinic, desk_sign_in_demo(kiosk->desk, ROLE_NURSE, &clinic->err), "kiosk");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_add_staff(clinic->desk, "Nia 2", ROLE_KIOSK, PASSPHRASE, &clinic->err),
		       "not a role");
	CLINIC_REFUSED(clinic, desk_change_staff(clinic->desk, "Nia T", ROLE_KIOSK, true, &clinic->err), "not a role");
}

/* Every act of a person at the desk that needs a right, tried with a patient open. */
static void nothing_but_its_three_acts(void **state)
{
	FoundList found;
	Chart *chart;
	StaffList staff;
	const char *text = NULL;
	Referral referral = {.org = CLINIC_NURSING};
	GivenAnswer answer = {.episode = "reg", .direction = DIRECTION_OUT, .answer = ANSWER_YES};
	Speaker speaker = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	kiosk_come(kiosk);
	Desk *desk = kiosk->desk;
	Chart *open = kiosk->chart;
	Error *err = &clinic->err;
	for (Act act = 1; act < Act_COUNT_; act++)
		assert_int_equal(desk_may(desk, act),
				 act == ACT_OPEN_BY_TICKET || act == ACT_ANSWER_ALONE || act == ACT_CALL_STAFF);
	CLINIC_REFUSED(clinic, desk_find_people(desk, "ashby", 9, &arena, &found, err),
		       "A kiosk may not find a patient");
	CLINIC_REFUSED(clinic, desk_open_chart(desk, CLINIC_PATIENT, KIOSK_BORN, &chart, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_view_entry(desk, open, "e1", err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_refer(desk, open, &referral, &text, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_discharge(desk, open, "reg", err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_open_request(desk, open, "reg", &text, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_staff_list(desk, &arena, &staff, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_put_setting(desk, "theme", "mono", err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_answer(desk, open, &speaker, &answer, 1, err), "only patients themselves");
	speaker.how = HOW_KIOSK;
	speaker.who = WHO_HEALTH_WELFARE_LPA;
	CLINIC_REFUSED(clinic, desk_answer(desk, open, &speaker, &answer, 1, err), "only patients themselves");
	CLINIC_REFUSED(clinic, desk_void(desk, open, clinic_latest(clinic, FACT_TICKET)->id, "wrong", err),
		       "at a kiosk");
	Fact told = FACT_NONE;
	told.kind = FACT_CONTACT;
	told.mobile = "07700900001";
	CLINIC_REFUSED(clinic, desk_tell_facts(desk, open, ACT_ANSWER_ALONE, NULL, &told, 1, err), "at a kiosk");
	Ticket ticket;
	CLINIC_REFUSED(clinic, desk_hand_ticket(desk, open, &ticket, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_take_over(desk, open, err), "A kiosk may not");
	CLINIC_REFUSED(clinic, desk_attend_kiosk(desk, "1", err), "A kiosk may not");
	KioskLines lines;
	CLINIC_REFUSED(clinic, desk_kiosks(desk, &arena, &lines, err), "A kiosk may not");
}

static void answers_are_saved_at_once_and_by_the_kiosk(void **state)
{
	Sitting sitting;
	kiosk_come(kiosk);
	begin(&sitting);
	assert_int_not_equal(sitting.step, SITTING_WHO);
	sit_until(&sitting, SITTING_READ_BACK);
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 0);
	sit_until(&sitting, SITTING_SAVED);
	const Fact *answered = clinic_latest(clinic, FACT_ANSWERED);
	assert_string_equal(answered->by, "kiosk 1");
	assert_int_equal(answered->how, HOW_KIOSK);
	assert_int_equal(answered->who, WHO_PATIENT);
	sitting_end(&sitting);
}

static bool is_said(const Sitting *sitting, const char *words)
{
	SittingQuestion question;
	bool said = false;
	sitting_question(sitting, &arena, &question);
	for (size_t i = 0; i < question.line_count; i++) {
		assert_null(strstr(question.lines[i].english, "entr"));
		said |= strstr(question.lines[i].english, words) != NULL;
	}
	return said;
}

/* No entries are known there: none are counted, what is seen is said of the record as a whole. */
static void nothing_is_counted_there(void **state)
{
	Sitting sitting;
	kiosk_come(kiosk);
	begin(&sitting);
	sit_until(&sitting, SITTING_READ_BACK);
	assert_true(is_said(&sitting, "GP record"));
	sitting_end(&sitting);

	/* What stands in the way of a yes is said too. */
	clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_refresh_chart(kiosk->desk, kiosk->chart, NULL, &clinic->err));
	begin(&sitting);
	sit_until(&sitting, SITTING_READ_BACK);
	assert_true(is_said(&sitting, "Royal Cornwall Hospitals also needs a code"));
	sitting_end(&sitting);
}

static void desks_see_how_far_it_is(void **state)
{
	KioskAt at;
	assert_string_equal(first_line(), "Kiosk 1: nobody is at it");
	CLINIC_OK(clinic, desk_kiosk_show(kiosk->desk, NULL, KIOSK_CHOOSING, 0, 0, &clinic->err));
	assert_string_equal(first_line(), "Kiosk 1: choosing");
	kiosk_come(kiosk);
	CLINIC_OK(clinic, desk_kiosk_show(kiosk->desk, kiosk->chart, KIOSK_ANSWERING, 2, 4, &clinic->err));
	assert_string_equal(first_line(), "Kiosk 1: Ashby M, question 2 of 4");
	CLINIC_OK(clinic, desk_kiosk_at(clinic->desk, clinic->chart, &arena, &at, &clinic->err));
	assert_string_equal(at.text, "answering at kiosk 1, question 2 of 4");
	int64_t calls = clinic->memory.calls;
	CLINIC_OK(clinic, desk_kiosk_show(kiosk->desk, kiosk->chart, KIOSK_ANSWERING, 2, 4, &clinic->err));
	assert_int_equal(clinic->memory.calls, calls + 1); /* looked, and wrote nothing */

	desk_kiosk_done(kiosk->desk, kiosk->chart);
	kiosk->chart = NULL;
	assert_string_equal(first_line(), "Kiosk 1: nobody is at it");
	CLINIC_OK(clinic, desk_kiosk_at(clinic->desk, clinic->chart, &arena, &at, &clinic->err));
	assert_null(at.text);
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	KioskLines lines;
	CLINIC_REFUSED(clinic, desk_kiosks(clinic->desk, &arena, &lines, &clinic->err), "may not");
}

static void a_silent_kiosk_shows(void **state)
{
	KioskNow now;
	kiosk_wait(kiosk, KIOSK_QUIET_SECONDS - 1);
	assert_false(lines_now().items[0].quiet);
	CLINIC_OK(clinic, desk_kiosk_tick(kiosk->desk, NULL, &now, &clinic->err));
	kiosk_wait(kiosk, 1);
	assert_false(lines_now().items[0].quiet);
	kiosk_wait(kiosk, KIOSK_QUIET_SECONDS);
	assert_string_equal(first_line(), "Kiosk 1 gives no sign of life");
}

static void staff_are_called_until_somebody_comes(void **state)
{
	KioskNow now;
	CLINIC_OK(clinic, desk_call_staff(kiosk->desk, NULL, &clinic->err));
	assert_string_equal(first_line(), "Kiosk 1 calls staff: nobody is at it");
	assert_int_equal(clinic_count(clinic, FACT_STAFF_CALLED), 0);
	CLINIC_OK(clinic, desk_attend_kiosk(clinic->desk, "1", &clinic->err));
	assert_int_equal(lines_now().calling, 0);

	kiosk_come(kiosk);
	CLINIC_OK(clinic, desk_call_staff(kiosk->desk, kiosk->chart, &clinic->err));
	CLINIC_OK(clinic, desk_call_staff(kiosk->desk, kiosk->chart, &clinic->err));
	assert_int_equal(clinic_count(clinic, FACT_STAFF_CALLED), 1);
	assert_string_equal(clinic_latest(clinic, FACT_STAFF_CALLED)->kiosk, "1");
	assert_string_equal(first_line(), "Kiosk 1 calls staff: Ashby M, choosing");
	CLINIC_OK(clinic, desk_kiosk_tick(kiosk->desk, kiosk->chart, &now, &clinic->err));
	assert_true(now.calling && !now.taken_over && !now.locked);

	/* A call outlives the visit, and a restart. */
	desk_kiosk_done(kiosk->desk, kiosk->chart);
	kiosk->chart = NULL;
	kiosk_close(kiosk);
	kiosk_wait(kiosk = kiosk_open(clinic, "1"), 5);
	Kiosk *second = kiosk_open(clinic, "2");
	Instant earlier = lines_now().latest_call;
	CLINIC_OK(clinic, desk_call_staff(second->desk, NULL, &clinic->err));
	KioskLines lines = lines_now();
	assert_int_equal(lines.calling, 2);
	assert_string_equal(lines.items[0].presence.kiosk, "1"); /* who waits longest comes first */
	assert_true(instant_before(earlier, lines.latest_call));
	CLINIC_OK(clinic, desk_attend_kiosk(clinic->desk, "1", &clinic->err));
	assert_string_equal(lines_now().items[0].presence.kiosk, "2");
	kiosk_close(second);
}

static void staff_take_over_and_nothing_is_half_saved(void **state)
{
	Sitting sitting;
	KioskNow now;
	CLINIC_REFUSED(clinic, desk_take_over(clinic->desk, clinic->chart, &clinic->err), "no kiosk");
	kiosk_come(kiosk);
	begin(&sitting);
	sit_until(&sitting, SITTING_READ_BACK);
	CLINIC_OK(clinic, desk_take_over(clinic->desk, clinic->chart, &clinic->err));
	assert_string_equal(first_line(), "Kiosk 1: nobody is at it");

	CLINIC_REFUSED(clinic, sitting_answer(&sitting, 'y', &clinic->err), "goes on with this at the desk");
	assert_int_equal(sitting.step, SITTING_READ_BACK);
	CLINIC_REFUSED(clinic, desk_call_staff(kiosk->desk, kiosk->chart, &clinic->err),
		       "goes on with this at the desk");
	CLINIC_OK(clinic, desk_kiosk_show(kiosk->desk, kiosk->chart, KIOSK_ANSWERING, 3, 4, &clinic->err));
	assert_string_equal(first_line(), "Kiosk 1: nobody is at it"); /* it does not put its patient back */
	CLINIC_OK(clinic, desk_kiosk_tick(kiosk->desk, kiosk->chart, &now, &clinic->err));
	assert_true(now.taken_over);
	sitting_end(&sitting);
	desk_kiosk_done(kiosk->desk, kiosk->chart);
	kiosk->chart = NULL;
	assert_int_equal(clinic_count(clinic, FACT_ANSWERED), 0);

	SittingOrder order = {0};
	clinic_fresh(clinic);
	CLINIC_OK(clinic, sitting_begin(&sitting, clinic->desk, clinic->chart, &order, &clinic->err));
	sit_until(&sitting, SITTING_SAVED);
	sitting_end(&sitting);
	assert_true(clinic_count(clinic, FACT_ANSWERED) > 0);
}

static void a_second_run_of_the_same_kiosk_ends_the_first(void **state)
{
	Sitting sitting;
	kiosk_come(kiosk);
	begin(&sitting);
	sit_until(&sitting, SITTING_READ_BACK);
	Kiosk *again = kiosk_open(clinic, "1");
	CLINIC_REFUSED(clinic, sitting_answer(&sitting, 'y', &clinic->err), "nothing was saved");
	sitting_end(&sitting);
	kiosk_close(again);
}

static void staff_leave_by_passphrase_only(void **state)
{
	put_passphrase("Nia T", true);
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, "three wrong words", &clinic->err),
		       "not the passphrase");
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, "", &clinic->err), "not the passphrase");
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, "nobody", PASSPHRASE, &clinic->err), "not the passphrase");
	assert_int_equal(kiosk_presence(kiosk).wrong_passphrases, 3);
	CLINIC_OK(clinic, desk_kiosk_unlock(kiosk->desk, "nia t", PASSPHRASE, &clinic->err));
	assert_int_equal(kiosk_presence(kiosk).wrong_passphrases, 0);
	assert_non_null(desk_staff(kiosk->desk));

	put_passphrase("Nia T", false);
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, PASSPHRASE, &clinic->err), "not the passphrase");
	put_passphrase("Nia T", true);
	CLINIC_OK(clinic, desk_kiosk_leave(kiosk->desk, NULL, PASSPHRASE, &clinic->err));
	assert_null(desk_staff(kiosk->desk));
	assert_null(desk_kiosk_number(kiosk->desk));
	assert_int_equal(lines_now().count, 0);
	CLINIC_REFUSED(clinic, desk_call_staff(kiosk->desk, NULL, &clinic->err), "signed in");
}

static void a_row_that_cannot_be_read_rings(void **state)
{
	Ledger ledger = clinic->ledger;
	const Presence odd = {.kiosk = "7",
			      .state = KIOSK_IDLE,
			      .unread = true,
			      .since = INSTANT_MIN,
			      .seen = INSTANT_MIN,
			      .called = {0},
			      .passphrase_at = INSTANT_MIN};
	CLINIC_OK(clinic, ledger.ops->begin(ledger.self, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->put_presence(ledger.self, &odd, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->commit(ledger.self, &clinic->err));
	const KioskLines lines = lines_now();
	assert_int_equal(lines.count, 2);
	assert_int_equal(lines.calling, 1);
	assert_string_equal(lines.items[0].text, "Kiosk 7 calls staff: what is kept of it cannot be read");
	CLINIC_OK(clinic, desk_attend_kiosk(clinic->desk, "7", &clinic->err));
	assert_int_equal(lines_now().calling, 0);
}

static double processor_seconds(const char *name, HashCost cost)
{
	bool opens = true;
	const clock_t before = clock();
	CLINIC_OK(clinic, door_opens(&clinic->ledger, cost, name, "a guess", &opens, &clinic->err));
	assert_false(opens);
	return (double)(clock() - before) / CLOCKS_PER_SEC;
}

/* Whoever stands at the kiosk does not learn by the wait who works here. */
static void a_name_that_nobody_has_takes_as_long(void **state)
{
	const HashCost cost = {.passes = 4, .memory = 16 * 1024 * 1024};
	char hash[PASSPHRASE_HASH_MAX];
	Ledger ledger = clinic->ledger;
	CLINIC_OK(clinic, passphrase_hash(cost, PASSPHRASE, hash, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->begin(ledger.self, &clinic->err));
	const Staff works = {.name = "Nia T", .role = ROLE_NURSE, .active = true, .passphrase = hash},
		    left = {.name = "Lee F", .role = ROLE_NURSE, .passphrase = hash},
		    without = {.name = "Wyn O", .role = ROLE_NURSE, .active = true};
	CLINIC_OK(clinic, ledger.ops->put_staff(ledger.self, &works, &clinic->err) &&
				  ledger.ops->put_staff(ledger.self, &left, &clinic->err) &&
				  ledger.ops->put_staff(ledger.self, &without, &clinic->err));
	CLINIC_OK(clinic, ledger.ops->commit(ledger.self, &clinic->err));
	const double known = processor_seconds("Nia T", cost);
	static const char *const others[] = {"Nobody", "", "Lee F", "Wyn O"};
	for (size_t i = 0; i < countof(others); i++)
		assert_true(processor_seconds(others[i], cost) > known / 4);
}

static void guessing_passphrases_calls_staff_and_waits(void **state)
{
	put_passphrase("Nia T", true);
	for (int i = 0; i < KIOSK_PASSPHRASE_TRIES; i++) {
		assert_int_equal(lines_now().calling, 0);
		CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, "guess after guess", &clinic->err),
			       "not the");
	}
	assert_int_equal(lines_now().calling, 1);
	kiosk_close(kiosk); /* a restart does not help */
	kiosk = kiosk_open(clinic, "1");
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, PASSPHRASE, &clinic->err), "wait a minute");
	kiosk_wait(kiosk, KIOSK_PASSPHRASE_WAIT - 1);
	CLINIC_REFUSED(clinic, desk_kiosk_leave(kiosk->desk, NULL, PASSPHRASE, &clinic->err), "wait a minute");
	kiosk_wait(kiosk, 1);
	CLINIC_OK(clinic, desk_kiosk_leave(kiosk->desk, NULL, PASSPHRASE, &clinic->err));
}

static void the_silence_is_a_setting(void **state)
{
	assert_string_equal(desk_setting(kiosk->desk, "kiosk-silence", &arena), "90");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_setting(clinic->desk, "kiosk-silence", "30", &clinic->err));
	CLINIC_OK(clinic, desk_put_setting(clinic->desk, "kiosk-silence", "600", &clinic->err));
	CLINIC_REFUSED(clinic, desk_put_setting(clinic->desk, "kiosk-silence", "29", &clinic->err), "30 to 600");
	CLINIC_REFUSED(clinic, desk_put_setting(clinic->desk, "kiosk-silence", "601", &clinic->err), "30 to 600");
	assert_string_equal(desk_setting(kiosk->desk, "kiosk-silence", &arena), "600");
}

/* Nobody at the desk told it, and still it was told here: somebody has to enter it where it acts. */
static void what_is_said_there_waits_to_be_passed_on(void **state)
{
	const GivenAnswer no = {.episode = "reg", .direction = DIRECTION_OUT, .answer = ANSWER_NO};
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_KIOSK};
	kiosk_come(kiosk);
	CLINIC_OK(clinic, desk_answer(kiosk->desk, kiosk->chart, &patient, &no, 1, &clinic->err));
	for (int i = 0; i < 4; i++)
		desk_work_step(clinic->desk, 100);
	assert_int_equal(desk_work(clinic->desk).of[WORK_PASS_ON], 1);
}

SUITE
{
#define AT_KIOSK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		AT_KIOSK(it_is_signed_in_as_itself_only),
		AT_KIOSK(nothing_but_its_three_acts),
		AT_KIOSK(answers_are_saved_at_once_and_by_the_kiosk),
		AT_KIOSK(nothing_is_counted_there),
		AT_KIOSK(desks_see_how_far_it_is),
		AT_KIOSK(a_silent_kiosk_shows),
		AT_KIOSK(staff_are_called_until_somebody_comes),
		AT_KIOSK(staff_take_over_and_nothing_is_half_saved),
		AT_KIOSK(a_second_run_of_the_same_kiosk_ends_the_first),
		AT_KIOSK(staff_leave_by_passphrase_only),
		AT_KIOSK(a_row_that_cannot_be_read_rings),
		AT_KIOSK(a_name_that_nobody_has_takes_as_long),
		AT_KIOSK(guessing_passphrases_calls_staff_and_waits),
		AT_KIOSK(the_silence_is_a_setting),
		AT_KIOSK(what_is_said_there_waits_to_be_passed_on),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
