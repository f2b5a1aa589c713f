/* Any word of any name, in any order, with an age or a year; numbers, postcodes; what cannot be right is said. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/find.h"
#include "model/facts/nhs_number.h"
#include "model/stage/practice.h"

/* Today is 22-Nov-2026. */
static const Person people[] = {
	{.nhs = "9990000069", .family = "De La Cruz", .given = "Ana Lucía", .born = {1975, 11, 22}},
	{.nhs = "9990000077", .family = "Al-Rashid", .given = "Omar", .born = {1975, 11, 23}},
	{.nhs = "9990000093", .family = "Smith-Jones", .given = "Ann", .born = {1951, 5, 1}},
	{.nhs = "9990000107", .family = "Jones", .given = "John Albert", .preferred = "Bert", .born = {1951, 6, 1}},
	{.nhs = "9990000115", .family = "Johnson", .given = "Zoe", .born = {2004, 2, 29}},
	{.nhs = "9990000123", .family = "John", .given = "Smith", .born = {1999, 1, 1}},
	{.nhs = "9990000131", .family = "O'Neill", .given = "Joan", .mobile = "+44 7700 900222", .postcode = "LE8 0HD"},
	{.nhs = "9990000158",
	 .family = "Hidden",
	 .given = "May",
	 .mobile = "07700 900223",
	 .postcode = "LE8 0HD",
	 .restricted = TRUTH_TRUE},
};

#define CRUZ "9990000069"
#define RASHID "9990000077"
#define SMITH_JONES "9990000093"
#define JONES "9990000107"
#define JOHNSON "9990000115"
#define JOHN "9990000123"
#define ONEILL "9990000131"
#define HIDDEN "9990000158"
#define SMITH_JO "9990000166"

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	for (size_t i = 0; i < countof(people); i++)
		practice_person(&practice, &people[i]);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static FoundList find(Practice *practice, const char *typed)
{
	FoundList list;
	if (!desk_find_people(practice->desk, typed, 10, &practice->arena, &list, &practice->err))
		fail_msg("\"%s\": %s", typed, practice->err.text);
	return list;
}

static const char *found(Practice *practice, const char *typed)
{
	const FoundList list = find(practice, typed);
	Text text = {.arena = &practice->arena};
	for (size_t i = 0; i < list.count && !list.items[i].alike; i++)
		text_add_print(&text, "%s%s", i ? " " : "", list.items[i].person.nhs);
	return text_done(&text);
}

typedef struct Case {
	const char *typed, *found;
} Case;

static void expect(Practice *practice, const Case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(found(practice, cases[i].typed), cases[i].found) != 0)
			fail_msg("\"%s\" found %s", cases[i].typed, found(practice, cases[i].typed));
}

static void any_word_in_any_order(void **state)
{
	static const Case cases[] = {
		{"lucia", CRUZ},
		{"ana", CRUZ},
		{"lucia cruz", CRUZ},
		{"cruz lucia", CRUZ},
		{"ana lucia de la cruz", CRUZ},
		{"analu", CRUZ},
		{"rashid", RASHID},
		{"alrash", RASHID},
		{"omar al-rashid", RASHID},
		{"al omar", RASHID},
		{"neill", ONEILL},
		{"joan o", ONEILL},
		{"bert", JONES},
		{"albert jones", JONES},
		{"jones bert", JONES},
		{"mr jones", JONES " " SMITH_JONES},
		{"jones mr", JONES " " SMITH_JONES},
		{"Mrs de la Cruz", CRUZ},
		{"dr", ""},
	};
	expect(*state, cases, countof(cases));
}

static void what_is_typed_before_what_goes_on(void **state)
{
	static const Case cases[] = {
		{"john", JOHN " " JONES " " JOHNSON}, /* so called; by a given name; a longer one */
		{"jo", SMITH_JO " " JOHN " " JOHNSON " " JONES " " SMITH_JONES " " ONEILL},
		{"smith jo", SMITH_JO " " JOHN " " SMITH_JONES},
		{"jones", JONES " " SMITH_JONES},
	};
	Practice *practice = *state;
	practice_person(practice, &(Person){.nhs = SMITH_JO, .family = "Smith", .given = "Jo"});
	expect(practice, cases, countof(cases));
}

static void a_year_or_an_age_beside_a_name(void **state)
{
	static const Case cases[] = {
		{"ashby 75", ASHBY_MAUREEN},
		{"ashby 51", ASHBY_MAUREEN}, /* born in '51 */
		{"ashby 38", ASHBY_NEIL},
		{"ashby 37", ASHBY_MAUREEN " " ASHBY_NEIL}, /* nobody: the name alone, and it is said */
		{"ashby 7", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"cruz 51", CRUZ},     /* today */
		{"rashid 51", RASHID}, /* not before tomorrow, and not born in '51 */
		{"rashid 50", RASHID},
		{"johnson 22", JOHNSON},
		{"jones 51", JONES " " SMITH_JONES},
		{"ann 1951", SMITH_JONES},
		{"may 1951", SMITH_JONES},
		{"june 1951", JONES},
		{"jones june 1951", JONES},
		{"smith may 1951", SMITH_JONES},
		{"14 july 1945", SMITH_ONE},
		{"July 14th 1945", SMITH_ONE},
		{"smith the 14th of july 1945", SMITH_ONE},
		{"1951", ASHBY_MAUREEN " " JONES " " SMITH_JONES},
	};
	expect(*state, cases, countof(cases));
}

/* As behind the name. */
static void what_is_beside_a_name_before_it(void **state)
{
	static const Case cases[] = {
		{"51 ashby", ASHBY_MAUREEN},
		{"1951 ashby", ASHBY_MAUREEN},
		{"11/2/1951 ashby", ASHBY_MAUREEN},
		{"11 feb 1951 ashby", ASHBY_MAUREEN},
		{"feb 11th 1951 ashby", ASHBY_MAUREEN},
		{"feb 1951 ashby", ASHBY_MAUREEN},
		{"1951-02-11 ashby", ASHBY_MAUREEN},
		{"19510211 ashby", ASHBY_MAUREEN},
		{"11021951, ashby, mau", ASHBY_MAUREEN},
		{"1951 maureen ashby", ASHBY_MAUREEN},
		{"9990000018 ashby", ASHBY_MAUREEN},
		{"999 000 0018 mrs ashby", ASHBY_MAUREEN},
		{"ashby 999 000 0018", ASHBY_MAUREEN},
		{"9990000018 smith", ASHBY_MAUREEN " " SMITH_TWO " " SMITH_ONE " " JOHN " " SMITH_JONES},
		{"37 ashby", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"999 ashby", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"51 may", HIDDEN}, /* nobody who is called so is 51 */
		{"19510211", ASHBY_MAUREEN},
		{"1951 zzz", ""},
	};
	Practice *practice = *state;
	expect(practice, cases, countof(cases));
	assert_true(find(practice, "11/2/1951 ashby").items[0].identified);
	assert_true(find(practice, "9990000018 ashby").items[0].identified);
	assert_false(find(practice, "9990000018 smith").items[0].identified);
}

/* Nobody learns by a telephone or a postcode that a restricted patient is here. */
static void a_telephone_number_or_a_postcode(void **state)
{
	static const Case cases[] = {
		{"07700 900222", ONEILL},
		{"+44 7700 900222", ONEILL},
		{"+44 (0)7700 900222", ONEILL},
		{"07700 9002", ONEILL},
		{"07700900223", ""},
		{"le8 0hd", ONEILL},
		{"LE80HD", ONEILL},
		{"le8", ONEILL},
		{"le8 1", ""},
		{"hidden", HIDDEN},
		{"le 8", ""},
		{"jo9 9zz", ""}, /* no beginning of a name */
		{"JO99ZZ", ""},
		{"jo9", ""},
		{"ha1a 1aa", ""},
	};
	expect(*state, cases, countof(cases));
	assert_string_equal(find(*state, "smith 07700 900222").items[0].person.nhs, ONEILL);
	assert_string_not_equal(find(*state, "smith 07700 900223").items[0].person.nhs, HIDDEN);
}

/* Who had another family name is found by it, and said to be. */
static void a_name_of_before(void **state)
{
	Practice *practice = *state;
	Person newly = people[2];
	newly.family = "Newton";
	practice_person(practice, &newly);
	assert_string_equal(found(practice, "smithj"), SMITH_JONES);
	assert_true(find(practice, "smithj").items[0].former);
	assert_string_equal(found(practice, "ann smithj"), SMITH_JONES);
	assert_string_equal(found(practice, "newt"), SMITH_JONES);
	assert_false(find(practice, "newt").items[0].former);
}

static void says_what_cannot_be_right(void **state)
{
	static const Case cases[] = {
		{"999 000 0019", "999 000 0019 is no NHS number: at least one digit is wrong. Ask for it again."},
		{"99900000181", "An NHS number has ten digits, and this has 11."},
		{"07700 900999", "Nobody here has that telephone number."},
		{"31/2/1990", "31/2/1990 is no date of birth: day, month and year, as 14/7/1945."},
		{"smith 7/14/1945", "7/14/1945 is no date of birth: day, month and year, as 14/7/1945."},
		{"1/1/2030", "1/1/2030 is no date of birth: day, month and year, as 14/7/1945."},
		{"31021990", "No NHS number here begins so, and it is no date of birth."},
		{"999 000 0999", NULL}, /* may be right: nobody here has it */
		{"zzz", NULL},
		{"31/2/19", "31/2/19 is no date of birth: day, month and year, as 14/7/1945."},
		{"0770", NULL},
		{"jo9 9zz", "Nobody here has that postcode."},
		{"SW1A1AA", "Nobody here has that postcode."},
		{"le8 0hd", NULL},
		{"jo9", NULL},
		{"ashby 37", "Nobody of that name is 37 or born in '37. By name alone:"},
		{"37 ashby", "Nobody of that name is 37 or born in '37. By name alone:"},
		{"ashby 7", "Nobody of that name is 7. By name alone:"},
		{"ashby 1950", "Nobody of that name was born in 1950. By name alone:"},
		{"ashby july 1945", "Nobody of that name was born in july 1945. By name alone:"},
		{"ashby 14/7/1945", "Nobody of that name was born on 14/7/1945. By name alone:"},
		{"smith 9990000018", "Nobody of that name has that number. By number or name alone:"},
		{"smith 99900", NULL},
		{"smith 44400", "Nobody of that name has a number that begins so. By number or name alone:"},
		{"smith 14071", NULL}, /* a day is begun */
		{"smith 1850", "1850 is no age, year of birth or number of a patient. By name alone:"},
		{"smith 2130", "2130 is no age, year of birth or number of a patient. By name alone:"},
		{"smith 07700900999", "By telephone number or name alone:"},
		{"smith 9990000042 7", "9990000042 7 is no age, year of birth or number of a patient. By name alone:"},
		{"smith 199", NULL},
		{"31/2/1990 smith", "31/2/1990 is no date of birth: day, month and year, as 14/7/1945."},
		{"ashby 51", NULL},
		{"zzz 51", NULL},
		{"999", NULL},
	};
	Practice *practice = *state;
	for (size_t i = 0; i < countof(cases); i++) {
		const char *fault = find(practice, cases[i].typed).fault;
		if (!text_is(fault, cases[i].found))
			fail_msg("\"%s\": %s", cases[i].typed, text_or(fault, "nothing"));
	}
	assert_true(find(practice, "smith 31/2/1990").count > 0); /* the name may be right all the same */
}

static const char *lately(Practice *practice)
{
	FoundList list;
	Text text = {.arena = &practice->arena};
	assert_true(desk_recent_people(practice->desk, &practice->arena, &list, &practice->err));
	assert_int_equal(list.count, desk_recent_count(practice->desk));
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&text, "%s%s", i ? " " : "", list.items[i].person.nhs);
	return text_done(&text);
}

static void look_at(Practice *practice, const char *nhs)
{
	desk_close_chart(practice->desk, practice_chart(practice, nhs, (Date){0}));
}

/* Of who is signed in, through the lock, until they sign out or the day is over. */
static void whom_one_had_open_today(void **state)
{
	Practice *practice = *state;
	FoundList list;
	assert_string_equal(lately(practice), "");
	look_at(practice, ASHBY_NEIL);
	look_at(practice, HIDDEN);
	look_at(practice, ASHBY_NEIL);
	assert_string_equal(lately(practice), ASHBY_NEIL " " HIDDEN);
	assert_true(desk_recent_people(practice->desk, &practice->arena, &list, NULL));
	assert_null(list.items[1].person.postcode); /* as every list has it */
	desk_lock(practice->desk);
	assert_false(desk_recent_people(practice->desk, &practice->arena, &list, NULL));
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	assert_string_equal(lately(practice), "");
	look_at(practice, ASHBY_NEIL);
	practice->clock.now = instant_add(practice->clock.now, 24 * 60 * 60);
	assert_string_equal(lately(practice), "");
	look_at(practice, HIDDEN);
	assert_string_equal(lately(practice), HIDDEN);
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_false(desk_recent_people(practice->desk, &practice->arena, &list, NULL));
}

static void the_last_twenty_of_them(void **state)
{
	enum { SEEN = 21 };
	Practice *practice = *state;
	NhsNumber numbers[SEEN];
	for (size_t i = 0; i < SEEN; i++) {
		numbers[i] = nhs_number_test((i + 1) * UINT64_C(10007), 0);
		practice_person(practice, &(Person){.nhs = numbers[i].digits,
						    .given = "",
						    .family = arena_print(&practice->arena, "F%c", (char)('a' + i))});
		look_at(practice, numbers[i].digits);
	}
	assert_int_equal(desk_recent_count(practice->desk), SEEN - 1);
	assert_true(text_starts(lately(practice), numbers[SEEN - 1].digits));
	assert_null(strstr(lately(practice), numbers[0].digits));
	look_at(practice, numbers[1].digits);
	assert_int_equal(desk_recent_count(practice->desk), SEEN - 1);
	assert_true(text_starts(lately(practice), numbers[1].digits));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(any_word_in_any_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_typed_before_what_goes_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_year_or_an_age_beside_a_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_beside_a_name_before_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_telephone_number_or_a_postcode, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_of_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(whom_one_had_open_today, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_last_twenty_of_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_what_cannot_be_right, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
