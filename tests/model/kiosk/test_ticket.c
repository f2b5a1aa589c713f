#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/stage/kiosk.h"

static Clinic *clinic;
static Kiosk *kiosk;

static int set_up(void **state)
{
	clinic = clinic_open(NULL);
	kiosk = kiosk_open(clinic, "1");
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	return 0;
}

static int tear_down(void **state)
{
	kiosk_close(kiosk);
	clinic_close(clinic);
	return 0;
}

static Ticket hand(void)
{
	Ticket ticket;
	CLINIC_OK(clinic, desk_hand_ticket(clinic->desk, clinic->chart, &ticket, &clinic->err));
	assert_int_equal(strlen(ticket.digits), TICKET_DIGITS);
	return ticket;
}

static void a_ticket_opens_the_patient_once(void **state)
{
	Ticket ticket = hand();
	assert_int_equal(ticket.expires.seconds - clinic->desks[0].clock.now.seconds, 600);
	assert_true(instant_order(desk_ticket_until(clinic->desk, clinic->chart), ticket.expires) == 0);
	assert_int_equal(clinic_count(clinic, FACT_TICKET), 1);
	assert_null(clinic_latest(clinic, FACT_TICKET)->kiosk);

	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_RIGHT);
	const Fact *used = clinic_latest(clinic, FACT_TICKET);
	assert_string_equal(used->kiosk, "1");
	assert_string_equal(used->by, "kiosk 1");
	assert_string_equal(kiosk->chart->world.person->nhs, CLINIC_PATIENT);
	clinic_fresh(clinic);
	assert_true(instant_order(desk_ticket_until(clinic->desk, clinic->chart), INSTANT_MIN) == 0);
	assert_int_equal(clinic_count(clinic, FACT_VIEWED), 2); /* of the desks only: nobody looked */

	desk_kiosk_done(kiosk->desk, kiosk->chart);
	kiosk->chart = NULL;
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_WRONG);
}

static void every_cause_of_a_refusal_looks_the_same(void **state)
{
	Ticket first = hand(), newest = hand();
	int64_t head = desk_head(clinic->desk);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, kiosk_other_digits(newest.digits)), TICKET_WRONG);
	assert_int_equal(kiosk_try(kiosk, (Date){1951, 2, 12}, newest.digits), TICKET_WRONG);
	assert_int_equal(kiosk_try(kiosk, (Date){1988, 3, 3}, newest.digits), TICKET_WRONG); /* another patient's day */
	if (strcmp(first.digits, newest.digits) != 0)
		assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, first.digits), TICKET_WRONG);
	assert_int_equal(desk_head(clinic->desk), head); /* a wrong try tells nothing: of whom would it be? */
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, newest.digits), TICKET_RIGHT);
	assert_int_equal(kiosk_presence(kiosk).wrong_tickets, 0);
}

static void it_runs_out_after_ten_minutes_and_no_clock_wakes_it(void **state)
{
	Ticket ticket = hand();
	kiosk_wait(kiosk, 599);
	Ticket next = hand();
	kiosk_wait(kiosk, 600);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, next.digits), TICKET_WRONG);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_WRONG);
	kiosk->clock.now = instant_add(kiosk->clock.now, -30); /* set back, within what is let pass */
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, next.digits), TICKET_WRONG);
	kiosk->clock.now = instant_add(kiosk->clock.now, 30);

	Ticket last = hand();
	kiosk_wait(kiosk, 599);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, last.digits), TICKET_RIGHT);
}

static void a_clock_behind_opens_nothing(void **state)
{
	Chart *chart = NULL;
	TicketOutcome outcome;
	Ticket ticket = hand();
	kiosk->clock.now = instant_add(kiosk->clock.now, -61);
	CLINIC_REFUSED(clinic,
		       desk_open_by_ticket(kiosk->desk, KIOSK_BORN, ticket.digits, &chart, &outcome, &clinic->err),
		       "clock");
	assert_int_equal(kiosk_presence(kiosk).wrong_tickets, 0);
}

static void five_wrong_in_a_row_lock_it_over_a_restart(void **state)
{
	Ticket ticket = hand();
	for (int i = 1; i < TICKET_TRIES; i++)
		assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, kiosk_other_digits(ticket.digits)), TICKET_WRONG);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, kiosk_other_digits(ticket.digits)), TICKET_LOCKED);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_LOCKED);
	assert_true(instant_order(kiosk_presence(kiosk).called, INSTANT_MIN) != 0);

	kiosk_close(kiosk);
	kiosk = kiosk_open(clinic, "1");
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_LOCKED);

	Kiosk *other = kiosk_open(clinic, "2"); /* each has its own */
	assert_int_equal(kiosk_try(other, KIOSK_BORN, kiosk_other_digits(ticket.digits)), TICKET_WRONG);
	kiosk_close(other);

	CLINIC_OK(clinic, desk_attend_kiosk(clinic->desk, "1", &clinic->err));
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_RIGHT);
}

static void what_is_no_number_costs_no_try(void **state)
{
	static const char *const typed[] = {"", "123", "12345", "12a4", "１２３４", "12.4"};
	char digits[TICKET_DIGITS + 1];
	for (size_t i = 0; i < countof(typed); i++) {
		Chart *chart = NULL;
		TicketOutcome outcome;
		CLINIC_REFUSED(clinic,
			       desk_open_by_ticket(kiosk->desk, KIOSK_BORN, typed[i], &chart, &outcome, &clinic->err),
			       "four digits");
	}
	assert_int_equal(kiosk_presence(kiosk).wrong_tickets, 0);
	CLINIC_OK(clinic, ticket_read(" 12-3 4", digits, &clinic->err));
	assert_string_equal(digits, "1234");
	Chart *chart = NULL;
	TicketOutcome outcome;
	CLINIC_REFUSED(clinic, desk_open_by_ticket(kiosk->desk, (Date){0}, "1234", &chart, &outcome, &clinic->err),
		       "date");
}

static void a_void_ends_it_and_wakes_no_other(void **state)
{
	const char *what;
	Ticket first = hand();
	kiosk_wait(kiosk, 1);
	Ticket second = hand();
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "handed out a ticket");
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, second.digits), TICKET_WRONG);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, first.digits), TICKET_WRONG);
}

static void who_cannot_be_asked_there_gets_none(void **state)
{
	Ticket ticket;
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_hand_ticket(clinic->desk, clinic->chart, &ticket, &clinic->err), "ticket");

	Clinic *young = clinic_open("2011-02-11");
	clinic_refer(young, CLINIC_NURSING, NULL);
	CLINIC_REFUSED(young, desk_hand_ticket(young->desk, young->chart, &ticket, &young->err), "16");
	clinic_close(young);

	Clinic *idle = clinic_open(NULL);
	clinic_answer(idle, "reg", DIRECTION_OUT, ANSWER_YES);
	clinic_answer(idle, "reg", DIRECTION_IN, ANSWER_YES);
	clinic_fresh(idle);
	CLINIC_REFUSED(idle, desk_hand_ticket(idle->desk, idle->chart, &ticket, &idle->err), "Nothing is due");
	Person nameless = *idle->chart->world.person;
	nameless.born = (Date){0};
	clinic_person(idle, &nameless);
	CLINIC_REFUSED(idle, desk_hand_ticket(idle->desk, idle->chart, &ticket, &idle->err), "date of birth");
	clinic_close(idle);
}

/* Twins: a date and four digits must not name two. The entropy is counted, so the second draw would be the first
 * again. */
static void two_of_a_birthday_never_share_digits(void **state)
{
	Person twin = {.nhs = CLINIC_OTHER, .family = "Ashby", .given = "Moira", .born = KIOSK_BORN};
	Chart *chart;
	Ticket hers;
	clinic_person(clinic, &twin);
	CLINIC_OK(clinic, desk_open_chart(clinic->desk, CLINIC_OTHER, KIOSK_BORN, &chart, &clinic->err));
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.patient = CLINIC_OTHER;
	fact.episode = "twin";
	fact.org = CLINIC_NURSING;
	clinic_tell(clinic, fact);
	fact.kind = FACT_REGISTERED;
	fact.episode = "twin-reg";
	fact.org = CLINIC_PRACTICE;
	clinic_tell(clinic, fact);
	CLINIC_OK(clinic, desk_refresh_chart(clinic->desk, chart, NULL, &clinic->err));

	uint64_t before = clinic->desks[0].entropy.next;
	Ticket mine = hand();
	clinic->desks[0].entropy.next = before; /* the same digits would be drawn */
	CLINIC_OK(clinic, desk_hand_ticket(clinic->desk, chart, &hers, &clinic->err));
	assert_string_not_equal(hers.digits, mine.digits);

	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, hers.digits), TICKET_RIGHT);
	assert_string_equal(kiosk->chart->world.person->nhs, CLINIC_OTHER);
	desk_kiosk_done(kiosk->desk, kiosk->chart);
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, mine.digits), TICKET_RIGHT);
	assert_string_equal(kiosk->chart->world.person->nhs, CLINIC_PATIENT);
	desk_close_chart(clinic->desk, chart);
}

static void the_digits_are_kept_nowhere_and_the_key_is_their_own(void **state)
{
	Ticket ticket = hand();
	unsigned char key[DESK_KEY_BYTES];
	ticket_key(clinic->key, key);
	assert_memory_not_equal(key, clinic->key, sizeof key);
	for (size_t i = 0; i < clinic->memory.now.code_count; i++)
		assert_null(strstr((const char *)clinic->memory.now.codes[i].hash.bytes, ticket.digits));
	const Fact *fact = clinic_latest(clinic, FACT_TICKET);
	assert_true(text_empty(fact->note));
	assert_null(strstr(fact->id, ticket.digits));
}

static void a_fault_anywhere_leaves_it_as_it_was(void **state)
{
	Ticket ticket = hand();
	int faults = 0;
	for (;; faults++) {
		Chart *chart = NULL;
		TicketOutcome outcome = 0;
		size_t before = clinic_count(clinic, FACT_TICKET);
		clinic->memory.fail_at = clinic->memory.calls + 1 + faults;
		bool done = desk_open_by_ticket(kiosk->desk, KIOSK_BORN, ticket.digits, &chart, &outcome, &clinic->err);
		bool reached = clinic->memory.calls >= clinic->memory.fail_at;
		clinic->memory.fail_at = 0;
		if (done) {
			kiosk->chart = chart;
			assert_int_equal(outcome, TICKET_RIGHT);
			if (!reached)
				break;
			desk_kiosk_done(kiosk->desk, chart);
			kiosk->chart = NULL;
			ticket = hand();
			continue;
		}
		assert_null(chart);
		if (clinic_count(clinic, FACT_TICKET) > before)
			ticket = hand(); /* told and not read back: the visit is over, the ticket is used */
	}
	assert_true(faults > 10);
}

SUITE
{
#define AT_KIOSK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		AT_KIOSK(a_ticket_opens_the_patient_once),
		AT_KIOSK(every_cause_of_a_refusal_looks_the_same),
		AT_KIOSK(it_runs_out_after_ten_minutes_and_no_clock_wakes_it),
		AT_KIOSK(a_clock_behind_opens_nothing),
		AT_KIOSK(five_wrong_in_a_row_lock_it_over_a_restart),
		AT_KIOSK(what_is_no_number_costs_no_try),
		AT_KIOSK(a_void_ends_it_and_wakes_no_other),
		AT_KIOSK(who_cannot_be_asked_there_gets_none),
		AT_KIOSK(two_of_a_birthday_never_share_digits),
		AT_KIOSK(the_digits_are_kept_nowhere_and_the_key_is_their_own),
		AT_KIOSK(a_fault_anywhere_leaves_it_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
