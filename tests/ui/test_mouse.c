#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "ui/mouse.h"

static const char *said;

static int next(void)
{
	return *said ? (unsigned char)*said++ : -1;
}

static void a_report_is_a_click_or_a_turn_of_the_wheel(void **state)
{
	static const struct {
		const char *said;
		KeyCode code;
		int row, col;
	} cases[] = {
		{"0;10;5M", KC_CLICK, 4, 9},	  {"0;10;5m", KC_NONE, 4, 9},	      {"64;1;1M", KC_WHEEL_UP, 0, 0},
		{"65;1;2M", KC_WHEEL_DOWN, 1, 0}, {"4;300;200M", KC_CLICK, 199, 299}, {"2;1;1M", KC_NONE, 0, 0},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		MouseReport report;
		said = cases[i].said;
		assert_true(mouse_hear_numbers(next, &report));
		assert_int_equal(mouse_key(&report, &(Clicks){0}).code, cases[i].code);
		assert_int_equal(report.row, cases[i].row);
		assert_int_equal(report.col, cases[i].col);
	}
}

static void bytes_say_the_same(void **state)
{
	MouseReport report;
	said = "\x20\x2A\x25";
	assert_true(mouse_hear_bytes(next, &report));
	assert_int_equal(mouse_key(&report, &(Clicks){0}).code, KC_CLICK);
	assert_int_equal(report.row, 4);
	assert_int_equal(report.col, 9);
	said = "\x23\x2A\x25";
	assert_true(mouse_hear_bytes(next, &report));
	assert_int_equal(mouse_key(&report, &(Clicks){0}).code, KC_NONE);
	said = "\x60\xFF\xFF";
	assert_true(mouse_hear_bytes(next, &report));
	assert_int_equal(mouse_key(&report, &(Clicks){0}).code, KC_WHEEL_UP);
	assert_int_equal(report.col, 222);
}

static void what_breaks_off_is_no_report(void **state)
{
	static const char *const broken[] = {
		"",    "0", "0;", "0;10", "0;10;5", "0;;5M", ";1;1M", "0;0;1M", "0;1;0M", "0;1x", "0;99999999999999;1M",
		"\xBE"};
	static const char *const cut[] = {"", "\x20", "\x20\x21", "\x1F\x21\x21", "\x20\x20\x21"};
	MouseReport report;
	for (size_t i = 0; i < countof(broken); i++) {
		said = broken[i];
		assert_false(mouse_hear_numbers(next, &report));
	}
	for (size_t i = 0; i < countof(cut); i++) {
		said = cut[i];
		assert_false(mouse_hear_bytes(next, &report));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_is_a_click_or_a_turn_of_the_wheel),
		cmocka_unit_test(bytes_say_the_same),
		cmocka_unit_test(what_breaks_off_is_no_report),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
