#include "unit.h"

#include "base/macros.h"
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
	assert_prints(person_print_name, &(Person){.family = "", .given = "Madonna"}, "Madonna");
	assert_prints(person_print_name, &(Person){.family = "", .given = "Madonna", .title = "Ms"}, "Madonna (Ms)");
}

static void test_spoken_name(void **state)
{
	assert_prints(person_print_spoken, &(Person){.family = "Ashby", .given = "Maureen"}, "Maureen Ashby");
	assert_prints(person_print_spoken, &(Person){.family = "Ashby", .given = "Maureen", .preferred = "Mo"},
		      "Mo Ashby");
	assert_prints(person_print_spoken, &(Person){.family = "Devi"}, "Devi");
	assert_prints(person_print_spoken, &(Person){.family = "Devi", .given = ""}, "Devi");
	assert_prints(person_print_spoken, &(Person){.family = "", .given = "Madonna"}, "Madonna");
}

static void test_short_name(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(person_short_name(&(Person){.family = "Ashby", .given = "Maureen"}, &arena), "Ashby M");
	assert_string_equal(person_short_name(&(Person){.family = "Ó Briain", .given = "Éva"}, &arena), "Ó Briain É");
	assert_string_equal(person_short_name(&(Person){.family = "Devi"}, &arena), "Devi");
	assert_string_equal(person_short_name(&(Person){.family = "", .given = "Chidi"}, &arena), "Chidi");
	assert_string_equal(person_short_name(&(Person){0}, &arena), "(no name)");
}

static void test_full_name(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(
		person_full_name(&(Person){.family = "Ashby", .given = "Maureen", .preferred = "Mo"}, &arena),
		"Maureen Ashby");
	assert_string_equal(person_full_name(&(Person){.family = "Devi", .given = ""}, &arena), "Devi");
	assert_string_equal(person_full_name(&(Person){.family = "", .given = "Madonna"}, &arena), "Madonna");
}

static void test_filed_names(void **state)
{
	static const struct {
		const char *family, *given, *name, *beside;
	} cases[] = {
		{"Ashby", "Maureen", "Ashby", "Maureen"}, {"Devi", "", "Devi", ""}, {"", "Madonna", "Madonna", ""},
		{NULL, "Madonna", "Madonna", ""},	  {NULL, NULL, "", ""},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		const Person person = {.family = cases[i].family, .given = cases[i].given};
		assert_string_equal(person_filed_name(&person), cases[i].name);
		assert_string_equal(person_filed_given(&person), cases[i].beside);
	}
}

static void assert_age(Date born, PartialDate died, Date today, const char *expected)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	person_print_age(&(Person){.born = born, .died = died}, today, &out);
	assert_string_equal(text_done(&out), expected);
}

static void test_age(void **state)
{
	static const Date born = {2024, 1, 31};
	assert_age((Date){1951, 2, 11}, (PartialDate){0}, (Date){2026, 2, 10}, "(74y)");
	assert_age((Date){1951, 2, 11}, (PartialDate){0}, (Date){2026, 2, 11}, "(75y)");
	assert_age(born, (PartialDate){0}, born, "(0d)");
	assert_age(born, (PartialDate){0}, (Date){2024, 3, 5}, "(34d)");
	assert_age(born, (PartialDate){0}, (Date){2024, 3, 6}, "(1m)");
	assert_age(born, (PartialDate){0}, (Date){2026, 1, 30}, "(23m)");
	assert_age(born, (PartialDate){0}, (Date){2026, 1, 31}, "(2y)");
	assert_age((Date){1951, 2, 11}, (PartialDate){2001, 2, 10}, (Date){2026, 2, 11}, "(49y)");
}

static void test_age_not_known(void **state)
{
	assert_age((Date){0}, (PartialDate){0}, (Date){2026, 2, 10}, "");
	assert_age((Date){2026, 2, 11}, (PartialDate){0}, (Date){2026, 2, 10}, "");
}

/* Only what is so on every day that the death can have been. */
static void test_age_at_a_death_of_which_little_is_known(void **state)
{
	static const Date born = {1951, 2, 11}, young = {2020, 7, 1}, today = {2026, 2, 10};
	static const PartialDate unknown = {.year = PARTIAL_YEAR_UNKNOWN};
	assert_age(born, (PartialDate){2001, 1, 0}, today, "(49y)");
	assert_age(born, (PartialDate){2001, 2, 0}, today, "");
	assert_age(born, (PartialDate){2001, 3, 0}, today, "(50y)");
	assert_age(born, (PartialDate){2001, 0, 0}, today, "");
	assert_age((Date){1951, 1, 1}, (PartialDate){2001, 0, 0}, today, "(50y)");
	assert_age(born, (PartialDate){2026, 0, 0}, today, "(74y)"); /* the year is not over */
	assert_age(born, (PartialDate){1950, 0, 0}, today, "");
	assert_age(young, (PartialDate){2020, 0, 0}, today, "");
	assert_age(young, (PartialDate){2020, 7, 0}, (Date){2020, 7, 1}, "(0d)");
	assert_age(born, unknown, today, "");
	assert_age((Date){2026, 2, 10}, unknown, today, "(0d)");
	assert_age((Date){0}, (PartialDate){2001, 0, 0}, today, "");
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
		cmocka_unit_test(test_banner_name),
		cmocka_unit_test(test_spoken_name),
		cmocka_unit_test(test_full_name),
		cmocka_unit_test(test_filed_names),
		cmocka_unit_test(test_short_name),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_age_not_known),
		cmocka_unit_test(test_reachable),
		cmocka_unit_test(test_age_at_a_death_of_which_little_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
