#include "unit.h"

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

static void test_fail_fills_and_is_false(void **state)
{
	Error err = {0};
	assert_false(fail(&err, ERROR_INPUT, "Line %d has no kind; add one.", 7));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_string_equal(err.text, "Line 7 has no kind; add one.");
	assert_false(fail(NULL, ERROR_INPUT, "Nobody asked."));
	assert_false(fail_at(NULL, "nowhere"));
}

static void test_fail_may_quote_its_own_text(void **state)
{
	Error err = {0};
	fail(&err, ERROR_MISSING, "No such file.");
	fail(&err, ERROR_STORE, "Not saved: %s", err.text);
	assert_string_equal(err.text, "Not saved: No such file.");
	assert_int_equal(err.kind, ERROR_STORE);
}

static void test_fail_at_goes_before(void **state)
{
	Error err = {0};
	fail(&err, ERROR_MISSING, "No such organisation.");
	assert_false(fail_at(&err, "line %d", 3));
	assert_false(fail_at(&err, "%s", "facts.jsonl"));
	assert_string_equal(err.text, "facts.jsonl: line 3: No such organisation.");
	assert_int_equal(err.kind, ERROR_MISSING);
}

static void test_control_characters_are_shown_as_marks(void **state)
{
	Error err = {0};
	fail(&err, ERROR_INPUT, "%s", "a\x1b[2Jb\tc\nd\xC2\x9B\xE2\x80\xAE\xFFz");
	assert_string_equal(err.text, "a\uFFFD[2Jb c d\uFFFD\uFFFD\uFFFDz");
	fail_at(&err, "x\ry");
	assert_true(utf8_is_clean(err.text));
	assert_string_equal(err.text, "x\uFFFDy: a\uFFFD[2Jb c d\uFFFD\uFFFD\uFFFDz");
}

static void test_long_text_is_cut_between_characters(void **state)
{
	char text[2048] = "";
	Error err = {0};
	for (size_t lead = 0; lead < 4; lead++) {
		memset(text, 'a', lead);
		for (size_t i = lead; i + 4 < sizeof text; i += 4)
			memcpy(text + i, "😀", 5);
		fail(&err, ERROR_INPUT, "%s", text);
		assert_in_range(strlen(err.text), sizeof err.text - 4, sizeof err.text - 1);
		assert_true(utf8_is_clean(err.text));
		fail_at(&err, "line %d", 1);
		assert_true(utf8_is_clean(err.text));
		assert_memory_equal(err.text, "line 1: ", 8);
	}
	/* Marks are longer than what they stand for. */
	memset(text, 0x01, sizeof text - 1);
	fail(&err, ERROR_INPUT, "%s", text);
	assert_in_range(strlen(err.text), sizeof err.text - 3, sizeof err.text - 1);
	assert_true(utf8_is_clean(err.text));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fail_fills_and_is_false),
		cmocka_unit_test(test_fail_may_quote_its_own_text),
		cmocka_unit_test(test_fail_at_goes_before),
		cmocka_unit_test(test_control_characters_are_shown_as_marks),
		cmocka_unit_test(test_long_text_is_cut_between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
