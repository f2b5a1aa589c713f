#include "unit.h"

#include "base/macros.h"
#include "ui/key.h"
#include "ui/keys.h"

static const struct {
	KeyCode code;
	const char *name;
} keys[] = {
	{'a', "a"},
	{'A', "A"},
	{' ', "Space"},
	{'?', "?"},
	{0xE9, "é"},
	{KC_ENTER, "Enter"},
	{KC_ESC, "Esc"},
	{KC_CTRL('p'), "Ctrl-P"},
	{KC_ALT('x'), "Alt-X"},
	{KC_F(1), "F1"},
	{KC_F(12), "F12"},
	{KC_PAGE_UP, "PageUp"},
	{KC_SHIFT | KC_TAB, "Shift-Tab"},
	{KC_CTRL(KC_LEFT), "Ctrl-Left"},
	{'-', "-"},
	{KC_CTRL('-'), "Ctrl--"},
	{'f', "f"},
	{KC_WHEEL_UP, "WheelUp"},
};

static void every_key_is_read_by_its_name(void **state)
{
	for (size_t i = 0; i < countof(keys); i++) {
		char name[KEY_NAME_MAX];
		KeyCode code = KC_NONE;
		key_print(keys[i].code, name);
		assert_string_equal(name, keys[i].name);
		assert_true(key_parse(keys[i].name, &code));
		assert_int_equal(code, keys[i].code);
	}
}

static void names_of_keys_are_read_or_are_none(void **state)
{
	static const struct {
		const char *name;
		KeyCode code; /* KC_NONE: is no key */
	} cases[] = {
		{"ctrl-p", KC_CTRL('p')},
		{"CTRL-P", KC_CTRL('p')},
		{"enter", KC_ENTER},
		{"f10", KC_F(10)},
		{"alt-1", KC_F(1)},
		{"alt-0", KC_F(10)},
		{"pagedown", KC_PAGE_DOWN},
		{"f13", KC_NONE},
		{"f0", KC_NONE},
		{"", KC_NONE},
		{"ab", KC_NONE},
		{"\033", KC_NONE},
		{"ctrl-", KC_NONE},
		{"\xff", KC_NONE},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		KeyCode code = KC_NONE;
		const bool known = key_parse(cases[i].name, &code);
		if (known != (cases[i].code != KC_NONE) || (known && code != cases[i].code))
			fail_msg("\"%s\" was read as %#x", cases[i].name, code);
	}
}

static void keys_of_text_and_keys_of_acts_differ(void **state)
{
	assert_true(key_is_text('a') && key_is_text(' ') && key_is_text(0x1F600));
	assert_false(key_is_text(KC_ENTER) || key_is_text(KC_CTRL('a')) || key_is_text(KC_ALT('a')));
	assert_false(key_is_text(0x7F));
	assert_true(key_acts_in_field(KC_CTRL('p')) && key_acts_in_field(KC_ALT('x')) && key_acts_in_field(KC_F(10)));
	assert_false(key_acts_in_field('a') || key_acts_in_field(KC_ENTER) || key_acts_in_field(KC_UP));
	assert_true(key_is_mouse(KC_CLICK) && key_is_mouse(KC_WHEEL_DOWN));
	assert_false(key_is_mouse(KC_RESIZE) || key_is_mouse(KC_F(12)));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_read_by_its_name),
		cmocka_unit_test(names_of_keys_are_read_or_are_none),
		cmocka_unit_test(keys_of_text_and_keys_of_acts_differ),
	};
	return cmocka_run_group_tests_name("ui/key", tests, NULL, NULL);
}
