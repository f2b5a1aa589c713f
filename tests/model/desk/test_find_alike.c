/* Those who are found although their name is not quite what was typed. */
#define BEGIN_AS ROLE_RECEPTIONIST
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/find.h"
#include "model/facts/nhs_number.h"
#include "model/stage/at_practice.h"

#define BOTH_SMITHS SMITH_TWO "~ " SMITH_ONE "~"

/* The numbers found, parted by spaces; of those whose name is but like it with a "~". */
static const char *found(const char *typed)
{
	FoundList list;
	Text text = {.arena = &practice.arena};
	assert_true(desk_find_people(practice.desk, typed, 50, &practice.arena, &list, NULL));
	for (size_t i = 0; i < list.count; i++) {
		text_add_print(&text, "%s%s%s", i ? " " : "", list.items[i].person.nhs, list.items[i].alike ? "~" : "");
		assert_false(list.items[i].alike && list.items[i].identified);
	}
	return text_done(&text);
}

static void a_slip_or_the_same_sound(void **state)
{
	static const struct {
		const char *typed, *found;
	} table[] = {
		{"smiht", BOTH_SMITHS},
		{"smyth", BOTH_SMITHS},
		{"schmidt", BOTH_SMITHS},
		{"smiht jane", BOTH_SMITHS},
		{"jane smiht", BOTH_SMITHS},
		{"smiht, ja", BOTH_SMITHS},
		{"smiht bob", ""},
		{"smiht 14/7/1945", SMITH_ONE "~"},
		{"smiht 1945", BOTH_SMITHS},
		{"smiht 1944", ""},
		{"smith", SMITH_TWO " " SMITH_ONE},
		{"smith jnae", BOTH_SMITHS},
		{"jnae smith", BOTH_SMITHS},
		{"smi, jnae", BOTH_SMITHS},
		{"jayne smith 1945", BOTH_SMITHS},
		{"jnae smiht", ""}, /* one of the two */
		{"jnae", BOTH_SMITHS},
		{"smt", ""}, /* too short */
		{"smi", SMITH_TWO " " SMITH_ONE},
		{"jane van smiht", ""},
	};
	for (size_t i = 0; i < countof(table); i++)
		if (strcmp(found(table[i].typed), table[i].found) != 0)
			fail_msg("\"%s\" found %s", table[i].typed, found(table[i].typed));
}

static void those_called_so_come_first_and_the_closest_next(void **state)
{
	static const Person people[] = {
		{.nhs = "9990000069", .family = "Schmidt", .given = "Jane"},
		{.nhs = "9990000077", .family = "Smyth", .given = "Jane"},
		{.nhs = "9990000093", .family = "Smithers", .given = "Jane"},
	};
	for (size_t i = 0; i < countof(people); i++)
		practice_person(&practice, &people[i]);
	assert_string_equal(found("smyth"), "9990000077 " BOTH_SMITHS " 9990000093~ 9990000069~");
}

/* Where many are found nobody asks for more, and of those alike there are never many. */
static void few_rows_at_most(void **state)
{
	FoundList list;
	for (int i = 0; i < 15; i++) {
		const NhsNumber number = nhs_number_test(12345u * (uint64_t)i, 0);
		practice_person(&practice, &(Person){.nhs = number.digits, .family = "Thompson", .given = "Ann"});
	}
	assert_true(desk_find_people(practice.desk, "thomson", 50, &practice.arena, &list, NULL));
	assert_int_equal(list.count, 10);
	assert_false(list.more);
	assert_true(desk_find_people(practice.desk, "thomson", 5, &practice.arena, &list, NULL));
	assert_int_equal(list.count, 0);
	practice_person(&practice, &(Person){.nhs = "9990000069", .family = "Thomson", .given = "Zoe"});
	assert_true(desk_find_people(practice.desk, "thompson", 50, &practice.arena, &list, NULL));
	assert_int_equal(list.count, 15);
	for (size_t i = 0; i < list.count; i++)
		assert_false(list.items[i].alike);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_slip_or_the_same_sound, set_up, tear_down),
		cmocka_unit_test_setup_teardown(those_called_so_come_first_and_the_closest_next, set_up, tear_down),
		cmocka_unit_test_setup_teardown(few_rows_at_most, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
