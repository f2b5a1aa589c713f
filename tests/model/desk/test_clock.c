/* No answer while the clock is behind: behind what anybody has told, or behind what is known of this patient. */
#include <string.h>

#include "base/text.h"
#include "model/desk/telling.h"
#include "model/facts/nhs_number.h"
#include "model/stage/at_desk.h"

static Fact fact_of(FactKind kind, const char *patient)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.patient = patient;
	return fact;
}

/* Another desk, whose clock is so far ahead, told something of another patient. */
static void put_ledger_ahead(int64_t seconds)
{
	Instant now = clinic->desks[0].clock.now;
	clinic->desks[0].clock.now = instant_add(now, seconds);
	clinic_tell_here(clinic, fact_of(FACT_TICKET, CLINIC_OTHER));
	clinic->desks[0].clock.now = now;
}

static Fact ahead(int64_t seconds)
{
	Fact fact = fact_of(FACT_TICKET, CLINIC_PATIENT);
	fact.at = instant_add(clinic->desks[0].clock.now, seconds);
	return fact;
}

/* What was told now of this patient happened so much later. */
static void put_patient_ahead(int64_t seconds)
{
	clinic_tell_here(clinic, ahead(seconds));
}

static bool tell_answer(void)
{
	Fact fact = fact_of(FACT_ANSWERED, NULL);
	fact.episode = "reg";
	fact.direction = DIRECTION_OUT;
	fact.answer = ANSWER_YES;
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	return desk_tell_facts(clinic->desk, clinic->chart, ACT_ASK, "answered", &fact, 1, &clinic->err);
}

static bool tell_ticket(void)
{
	Fact fact = fact_of(FACT_TICKET, NULL);
	return desk_tell_facts(clinic->desk, clinic->chart, ACT_ASK, NULL, &fact, 1, &clinic->err);
}

static void behind_the_ledger_but_not_this_patient(void **state)
{
	put_ledger_ahead(60);
	CLINIC_OK(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err));
	CLINIC_OK(clinic, tell_answer());
	put_ledger_ahead(61);
	CLINIC_REFUSED(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err),
		       "clock is 2 minutes behind what was already recorded");
	CLINIC_REFUSED(clinic, tell_answer(), "clock is 2 minutes behind what was already recorded");
	CLINIC_OK(clinic, tell_ticket()); /* no answer */
	clinic_wait(clinic, 1);
	CLINIC_OK(clinic, tell_answer());
}

static void behind_this_patient_but_not_the_ledger(void **state)
{
	put_patient_ahead(60);
	CLINIC_OK(clinic, tell_answer());
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->at.seconds, clinic->desks[0].clock.now.seconds + 60);
	put_patient_ahead(600);
	CLINIC_OK(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err)); /* others may answer */
	CLINIC_REFUSED(clinic, tell_answer(), "clock is 10 minutes behind what was already recorded");
	CLINIC_OK(clinic, tell_ticket());
	clinic_wait(clinic, 540);
	CLINIC_OK(clinic, tell_answer());
}

/* Whichever it is further behind is said. */
static void behind_both(void **state)
{
	put_patient_ahead(300);
	put_ledger_ahead(120);
	CLINIC_REFUSED(clinic, tell_answer(), "clock is 5 minutes behind");
	put_ledger_ahead(601);
	CLINIC_REFUSED(clinic, tell_answer(), "clock is 11 minutes behind");
}

/* A file is dated by somebody else's clock, whatever it says was recorded when. */
static void a_file_sets_no_clock(void **state)
{
	Fact fact = fact_of(FACT_TICKET, CLINIC_PATIENT);
	assert_true(instant_parse("9999-01-01T00:00:00Z", &fact.recorded_at));
	clinic_tell(clinic, fact);
	CLINIC_OK(clinic, tell_answer());
	assert_false(desk_clock_behind(clinic->desk, NULL));
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->at.seconds, clinic->desks[0].clock.now.seconds);
}

/* An old ledger may have it: it is passed over, and no answer is dated by it. */
static void what_a_file_dated_far_ahead_never_comes(void **state)
{
	clinic_tell(clinic, ahead(24 * 60 * 60 + 1));
	CLINIC_OK(clinic, tell_answer());
	assert_int_equal(clinic_latest(clinic, FACT_ANSWERED)->at.seconds, clinic->desks[0].clock.now.seconds);
}

/* An answer is dated after what is known of the patient: only they wait. */
static void what_a_file_dated_ahead_is_waited_for(void **state)
{
	clinic_tell(clinic, ahead(600));
	CLINIC_OK(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err));
	CLINIC_REFUSED(clinic, tell_answer(), "A file says of this patient what comes only in 10 minutes");
	clinic_wait(clinic, 540);
	CLINIC_OK(clinic, tell_answer());
}

static void bring_patients(int64_t count)
{
	static int64_t next = 4000000000;
	for (int64_t end = next + 12 * count; next < end; next++) {
		char nhs[16];
		text_print(nhs, sizeof nhs, "%lld", (long long)next);
		if (nhs_number_valid(nhs))
			clinic_person(clinic, &(Person){.nhs = nhs, .family = "Ashby", .given = "May"});
	}
}

/* However many a file brings: the last few are read, and what is told here meanwhile is seen. */
static void a_large_file_is_not_read_for_the_clock(void **state)
{
	int64_t calls[2];
	for (size_t i = 0; i < countof(calls); i++) {
		CLINIC_OK(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err));
		bring_patients(i == 0 ? 40 : 400);
		put_ledger_ahead(120);
		calls[i] = clinic->memory.calls;
		CLINIC_REFUSED(clinic, desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err), "2 minutes behind");
		calls[i] = clinic->memory.calls - calls[i];
		clinic_wait(clinic, 120);
	}
	assert_int_equal(calls[0], calls[1]);
}

/* A ledger that cannot be read is no right clock. */
static void a_fault_is_never_a_yes(void **state)
{
	int faults = 0;
	do {
		put_ledger_ahead(1); /* else nothing is read but the head */
		clinic->err = (Error){0};
		clinic->memory.fail_at = clinic->memory.calls + 1 + faults;
		faults++;
	} while (!desk_clock_right(clinic->desk, INSTANT_MIN, &clinic->err) && clinic->err.kind == ERROR_STORE);
	assert_int_equal(clinic->err.kind, ERROR_NONE);
	assert_in_range(faults, 4, 10);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(behind_the_ledger_but_not_this_patient),
		AT_DESK(behind_this_patient_but_not_the_ledger),
		AT_DESK(behind_both),
		AT_DESK(a_file_sets_no_clock),
		AT_DESK(what_a_file_dated_far_ahead_never_comes),
		AT_DESK(what_a_file_dated_ahead_is_waited_for),
		AT_DESK(a_large_file_is_not_read_for_the_clock),
		AT_DESK(a_fault_is_never_a_yes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
