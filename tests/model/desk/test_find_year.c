/* A name and the year in which somebody was born. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/find.h"
#include "model/stage/practice.h"

static void a_year_that_is_whole_and_likely(void **state)
{
	static const struct {
		const char *typed, *found;
	} table[] = {
		{"smith 1945", SMITH_TWO " " SMITH_ONE},
		{"smi, ja 1945 ", SMITH_TWO " " SMITH_ONE},
		{"jane smith 1945", SMITH_TWO " " SMITH_ONE},
		{"ashby 1951", ASHBY_MAUREEN},
		{"ashby 195", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"ashby 1950", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"ashby 1952", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"ashby 1407", ASHBY_MAUREEN " " ASHBY_NEIL}, /* the beginning of 14 July */
		{"ashby 2026", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"ashby 2027", ASHBY_MAUREEN " " ASHBY_NEIL},
		{"1951", ASHBY_MAUREEN},
		{"195", ""},
		{"may 1951", ""},
		{"february 1951", ASHBY_MAUREEN},
		{"ashby feb 1951", ASHBY_MAUREEN},
		{"ashby 2/1951", ASHBY_MAUREEN},
	};
	Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	for (size_t i = 0; i < countof(table); i++) {
		FoundList list;
		Text text = {.arena = &practice.arena};
		assert_true(desk_find_people(practice.desk, table[i].typed, 10, &practice.arena, &list, NULL));
		for (size_t j = 0; j < list.count; j++) {
			text_add_print(&text, "%s%s", j ? " " : "", list.items[j].person.nhs);
			assert_false(list.items[j].identified);
		}
		if (strcmp(text_done(&text), table[i].found) != 0)
			fail_msg("\"%s\" found %s", table[i].typed, text_done(&text));
	}
	practice_close(&practice);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_that_is_whole_and_likely),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
