#include "unit.h"

#include "model/facts/person.h"

typedef void Printer(const Person *person, Text *out);

static void assert_prints(Printer *print, const Person *person, const char *expected)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	print(person, &out);
	assert_string_equal(text_done(&out), expected);
}

static void test_banner_name(void **state)
{
	assert_prints(person_print_name, &(Person){.family = "Smith", .given = "Jane", .title = "Mrs"},
		      "SMITH, Jane (Mrs)");
	assert_prints(person_print_name, &(Person){.family = "Ó Briain", .given = "Seán"}, "Ó BRIAIN, Seán");
	assert_prints(person_print_name, &(Person){.family = "Devi", .given = ""}, "DEVI");
	assert_prints(person_print_name, &(Person){.family = "Devi", .title = "Ms"}, "DEVI (Ms)");
}

static void test_spoken_name(void **state)
{
	assert_prints(person_print_spoken, &(Person){.family = "Ashby", .given = "Maureen"}, "Maureen Ashby");
	assert_prints(person_print_spoken, &(Person){.family = "Ashby", .given = "Maureen", .preferred = "Mo"},
		      "Mo Ashby");
	assert_prints(person_print_spoken, &(Person){.family = "Devi"}, "Devi");
}

static void test_short_name(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(person_short_name(&(Person){.family = "Ashby", .given = "Maureen"}, &arena), "Ashby M");
	assert_string_equal(person_short_name(&(Person){.family = "Ó Briain", .given = "Éva"}, &arena), "Ó Briain É");
	assert_string_equal(person_short_name(&(Person){.family = "Devi"}, &arena), "Devi");
	assert_string_equal(person_short_name(&(Person){.given = "Chidi"}, &arena), "(no name) C");
}

static void assert_age(Date born, Date died, Date today, const char *expected)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	person_print_age(&(Person){.born = born, .died = died}, today, &out);
	assert_string_equal(text_done(&out), expected);
}

static void test_age(void **state)
{
	static const Date born = {2024, 1, 31};
	assert_age((Date){1951, 2, 11}, (Date){0}, (Date){2026, 2, 10}, "(74y)");
	assert_age((Date){1951, 2, 11}, (Date){0}, (Date){2026, 2, 11}, "(75y)");
	assert_age(born, (Date){0}, born, "(0d)");
	assert_age(born, (Date){0}, (Date){2024, 3, 5}, "(34d)");
	assert_age(born, (Date){0}, (Date){2024, 3, 6}, "(1m)");
	assert_age(born, (Date){0}, (Date){2026, 1, 30}, "(23m)");
	assert_age(born, (Date){0}, (Date){2026, 1, 31}, "(2y)");
	assert_age((Date){1951, 2, 11}, (Date){2001, 2, 10}, (Date){2026, 2, 11}, "(49y)");
}

static void test_age_not_known(void **state)
{
	assert_age((Date){0}, (Date){0}, (Date){2026, 2, 10}, "");
	assert_age((Date){2026, 2, 11}, (Date){0}, (Date){2026, 2, 10}, "");
}

static void test_reachable(void **state)
{
	assert_true(person_reachable(&(Person){.mobile = "07700900111"}));
	assert_true(person_reachable(&(Person){.email = "m@example.org", .prefers = PREFERS_SMS}));
	assert_true(person_reachable(&(Person){.online = TRUTH_TRUE}));
	assert_false(person_reachable(&(Person){.online = TRUTH_FALSE}));
	assert_false(person_reachable(&(Person){.mobile = "", .email = ""}));
	assert_false(person_reachable(&(Person){.mobile = "07700900111", .prefers = PREFERS_NONE}));
	assert_false(person_reachable(&(Person){0}));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_banner_name),   cmocka_unit_test(test_spoken_name),
		cmocka_unit_test(test_short_name),    cmocka_unit_test(test_age),
		cmocka_unit_test(test_age_not_known), cmocka_unit_test(test_reachable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
