#include "unit.h"

#include "ui/drive.h"
#include "ui/large.h"

static void yes_and_no_of_each_language_can_be_large(void **state)
{
	static const char *const words[] = {"YES",  "NO",  "TAK", "NIE", "HAA", "MAYA",
					    "IGEN", "NEM", "ANO", "NE",	 "ÁNO"};
	for (size_t i = 0; i < countof(words); i++)
		assert_in_range(large_columns(words[i]), 5, 26);
	assert_false(large_has("હા"));
	assert_int_equal(large_columns("હા"), 0);
	assert_int_equal(large_columns("0123 456789"), 10 * 3 + 2 + 10);
}

static void a_large_letter_is_drawn_with_itself(void **state)
{
	scoped(canvas_free) Canvas canvas = {0};
	scoped(arena_free) Arena arena = {0};
	canvas_size(&canvas, LARGE_ROWS, 8);
	large_put(area_all(&canvas), 0, 0, STYLE_CODE, "ÁN"); /* the N has no room */
	assert_string_equal(canvas_text(&canvas, &arena), " ÁÁ\nÁ  Á\nÁÁÁÁ\nÁ  Á\nÁ  Á\n");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yes_and_no_of_each_language_can_be_large),
		cmocka_unit_test(a_large_letter_is_drawn_with_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
