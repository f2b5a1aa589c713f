/* What a terminal says of its ground. */
#include "unit.h"

#include <math.h>

#include "base/macros.h"
#include "palettes.h"
#include "ui/ground.h"

static double heard(const char *answer)
{
	Ground ground = GROUND_UNKNOWN;
	ground_hear(&ground, answer);
	return ground.luminance;
}

static void a_ground_is_read_in_every_width(void **state)
{
	assert_true(fabs(heard("rgb:ffff/ffff/ffff") - 1) < 0.001);
	assert_true(fabs(heard("rgb:0/0/0")) < 0.001);
	assert_true(fabs(heard("rgb:fd/f6/e3") - luminance(0xfdf6e3)) < 0.005);
	assert_true(fabs(heard("rgb:3030/0a0a/2424") - luminance(0x300a24)) < 0.005);
	assert_true(fabs(heard("rgba:1e1e/1e1e/1e1e/ffff") - luminance(0x1e1e1e)) < 0.005);
}

static void what_is_no_answer_changes_nothing(void **state)
{
	static const char *const answers[] = {"",
					      "?",
					      "white",
					      "rgb:",
					      "rgb:ff/ff",
					      "rgb:fffff/0/0",
					      "rgb:0x/0/0",
					      "rgb:ff/ff/gg",
					      "cmyk:ff/ff/ff/ff",
					      "rgb:-1/0/0"};
	for (size_t i = 0; i < countof(answers); i++)
		assert_true(heard(answers[i]) < 0);
}

static void an_answer_is_waited_for_until_it_comes(void **state)
{
	Ground ground = GROUND_UNKNOWN;
	assert_false(ground_is_asked(&ground));
	ground_ask(&ground);
	assert_true(ground_is_asked(&ground));
	assert_false(ground_hear(&ground, "nothing"));
	assert_false(ground_is_asked(&ground));
}

static const char *bytes;

static bool next(int wait, uint32_t *ret_point)
{
	*ret_point = (unsigned char)*bytes;
	return *bytes && *bytes++ != '|';
}

static const char *left_of(const char *sent, double wanted)
{
	Ground ground = GROUND_UNKNOWN;
	bytes = sent;
	assert_int_equal(ground_listen(&ground, next), wanted >= 0);
	assert_true(fabs(ground.luminance - wanted) < 0.001);
	return bytes;
}

/* "|" is a pause that is too long. */
static void an_answer_is_read_to_its_end(void **state)
{
	assert_string_equal(left_of("rgb:ffff/ffff/ffff\033\\ab", 1), "ab");
	assert_string_equal(left_of("rgb:0/0/0\aab", 0), "ab");
	assert_string_equal(left_of("1;rgb:0/0/0\aab", 0), "ab");
	assert_string_equal(left_of("rgb:ffff/ff|ab", -1), "ab");
	assert_string_equal(left_of("?\aab", -1), "ab");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ground_is_read_in_every_width),
		cmocka_unit_test(what_is_no_answer_changes_nothing),
		cmocka_unit_test(an_answer_is_read_to_its_end),
		cmocka_unit_test(an_answer_is_waited_for_until_it_comes),
	};
	return cmocka_run_group_tests_name("ui/ground", tests, NULL, NULL);
}
