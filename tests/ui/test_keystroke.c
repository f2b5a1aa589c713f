#include "unit.h"

#include "ui/keystroke.h"

static void a_code_point_becomes_its_key(void **state)
{
	assert_int_equal(keystroke_point('\n'), KC_ENTER);
	assert_int_equal(keystroke_point(0x7F), KC_BACKSPACE);
	assert_int_equal(keystroke_point(3), KC_CTRL('c'));
	assert_int_equal(keystroke_point(0x1C), KC_NONE); /* Ctrl-\ */
	assert_int_equal(keystroke_point(0x0A97), 0x0A97);
	assert_int_equal(keystroke_point(0x200D), 0x200D); /* a joiner, which some scripts write with */
	assert_int_equal(keystroke_point(0x82), KC_NONE);  /* a control of C1 */
	assert_int_equal(keystroke_point(0x200B), KC_NONE);
	assert_int_equal(keystroke_alt('0'), KC_F(10));
	assert_int_equal(keystroke_alt('4'), KC_F(4));
	assert_int_equal(keystroke_alt('x'), KC_ALT('x'));
}

static void a_second_click_at_once_is_double(void **state)
{
	Clicks clicks = {0};
	assert_int_equal(keystroke_click(&clicks, 3, 4).code, KC_CLICK);
	assert_int_equal(keystroke_click(&clicks, 3, 4).code, KC_DOUBLE_CLICK);
	assert_int_equal(keystroke_click(&clicks, 3, 5).code, KC_CLICK);
	clicks.at.tv_sec -= 1;
	assert_int_equal(keystroke_click(&clicks, 3, 5).code, KC_CLICK);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_code_point_becomes_its_key),
					   cmocka_unit_test(a_second_click_at_once_is_double)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
