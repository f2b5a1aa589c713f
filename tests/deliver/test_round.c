#include "unit.h"

#include "deliver/reason.h"
#include "deliver/round.h"

static void test_waits(void **state)
{
	static const int64_t waits[] = {5, 15, 45, 135, 300, 300};
	for (unsigned i = 0; i < countof(waits); i++)
		assert_int_equal(round_wait(i), waits[i]);
	assert_int_equal(round_wait(4000000000U), 300);
}

/* What may pass is tried again; what will not pass is not. */
static void test_statuses(void **state)
{
	Sent sent;
	for (long status = 0; status < 600; status++) {
		reason_notify(status, "", &sent);
		bool never = status >= 400 && status < 500 && status != 429;
		assert_int_equal(sent.outcome, never ? SENT_NEVER : SENT_AGAIN);
		assert_true(sent.why[0] >= 'A' && sent.why[0] <= 'Z');
	}
	for (long reply = 400; reply < 600; reply++) {
		reason_smtp(reply, &sent);
		assert_int_equal(sent.outcome, reply < 500 ? SENT_AGAIN : SENT_NEVER);
		assert_true(sent.why[0] >= 'A' && sent.why[0] <= 'Z');
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_waits), cmocka_unit_test(test_statuses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
