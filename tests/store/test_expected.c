#include "sample.h"

#include "model/ledger/ledger.h"

static void expect_expected(const Expected *got, const char *nhs, int minute, const char *clinician)
{
	assert_string_equal(got->nhs, nhs);
	assert_int_equal(got->minute, minute);
	assert_true(text_is(got->clinician, clinician));
}

static void test_who_is_expected_comes_back_and_is_replaced(void **state)
{
	static const Expected two[] = {{"222", 550, "Dr Shah"}, {"111", EXPECTED_ANY_TIME, NULL}};
	Sample s;
	ExpectedList got;
	sample_begin(&s);
	void *self = s.ledger.self;
	must(s.ledger.ops->expected(self, &s.arena, &got, &s.err), &s);
	assert_int_equal(got.count, 0);
	assert_true(date_is_none(got.day));
	must(s.ledger.ops->begin(self, &s.err), &s);
	must(s.ledger.ops->put_expected(self, &(ExpectedList){{2026, 11, 28}, two, 2}, &s.err), &s);
	must(s.ledger.ops->put_expected(self, &(ExpectedList){{2026, 11, 29}, two, 2}, &s.err), &s);
	must(s.ledger.ops->commit(self, &s.err), &s);
	must(s.ledger.ops->expected(self, &s.arena, &got, &s.err), &s);
	assert_int_equal(date_order(got.day, (Date){2026, 11, 29}), 0);
	assert_int_equal(got.count, 2);
	expect_expected(&got.items[0], "222", 550, "Dr Shah");
	expect_expected(&got.items[1], "111", EXPECTED_ANY_TIME, NULL);
	must(s.ledger.ops->begin(self, &s.err), &s);
	must(s.ledger.ops->put_expected(self, &(ExpectedList){0}, &s.err), &s);
	must(s.ledger.ops->commit(self, &s.err), &s);
	must(s.ledger.ops->expected(self, &s.arena, &got, &s.err), &s);
	assert_int_equal(got.count, 0);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_who_is_expected_comes_back_and_is_replaced)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
