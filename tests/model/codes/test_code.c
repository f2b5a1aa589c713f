#include "model/codes/codes.h"

#include <string.h>

#include "base/text.h"
#include "unit.h"

typedef struct Draws {
	uint32_t values[4];
	size_t next;
	bool fails;
} Draws;

static bool draw_next(void *self, void *bytes, size_t n, Error *err)
{
	Draws *draws = self;
	assert_int_equal(n, sizeof(uint32_t));
	if (draws->fails)
		return fail(err, ERROR_SYSTEM, "dry");
	memcpy(bytes, &draws->values[draws->next++ % 4], n);
	return true;
}

static void draws_are_unbiased(void **state)
{
	char digits[CODE_DIGITS + 1];
	Draws draws = {.values = {4294000000u, UINT32_MAX, 42, 7}};
	assert_true(code_draw(&(Entropy){draw_next, &draws}, digits, NULL));
	assert_string_equal(digits, "000042"); /* the two beyond the last whole million are thrown away */
	assert_int_equal(draws.next, 3);
	draws = (Draws){.values = {4293999999u}};
	assert_true(code_draw(&(Entropy){draw_next, &draws}, digits, NULL));
	assert_string_equal(digits, "999999");
}

static void a_broken_source_makes_no_code(void **state)
{
	char digits[CODE_DIGITS + 1] = "";
	Error err = {0};
	Draws dry = {.fails = true}, stuck = {.values = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX}};
	assert_false(code_draw(&(Entropy){draw_next, &dry}, digits, &err));
	assert_false(code_draw(&(Entropy){draw_next, &stuck}, digits, &err));
	assert_string_equal(digits, "");
}

static void what_is_typed_is_read(void **state)
{
	static const struct {
		const char *typed, *digits;
	} rows[] = {
		{"123456", "123456"},
		{"123 456", "123456"},
		{" 12-34-56 ", "123456"},
		{"1.2.3.4.5.6", "123456"},
		{"123\xC2\xA0"
		 "456",
		 "123456"},
		{"12345", NULL},
		{"1234567", NULL},
		{"", NULL},
		{"12345O", NULL},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		char digits[CODE_DIGITS + 1] = "";
		assert_int_equal(code_read(rows[i].typed, digits, NULL), rows[i].digits != NULL);
		assert_string_equal(digits, rows[i].digits ? rows[i].digits : "");
	}
}

static void a_hash_is_bound_to_all_of_it(void **state)
{
	unsigned char key[DESK_KEY_BYTES] = {1}, other_key[DESK_KEY_BYTES] = {2};
	CodeBinding binding = {"9990000018", "REF", "r1", "f1"}, shifted = {"9990000018", "REFr1", "", "f1"};
	Seal hash = code_hash(key, &binding, "123456"), same = code_hash(key, &binding, "123456");
	assert_true(code_hash_same(&hash, &same));
	const char **parts[] = {&binding.patient, &binding.org, &binding.request, &binding.fact};
	for (size_t i = 0; i < countof(parts); i++) {
		const char *kept = *parts[i];
		*parts[i] = "other";
		Seal other = code_hash(key, &binding, "123456");
		assert_false(code_hash_same(&hash, &other));
		*parts[i] = kept;
	}
	Seal by_key = code_hash(other_key, &binding, "123456"), by_digits = code_hash(key, &binding, "123457");
	Seal by_seam = code_hash(key, &shifted, "123456");
	assert_false(code_hash_same(&hash, &by_key));
	assert_false(code_hash_same(&hash, &by_digits));
	assert_false(code_hash_same(&hash, &by_seam));
}

static void a_message_fits(void **state)
{
	static const char name[] = "Université Hospitals of Leicester NHS Trust";
	LocalTime until = {.hour = 14, .minute = 30};
	char out[200];
	size_t whole = code_message("123456", name, until, 160, out, sizeof out);
	assert_string_equal(
		out, "123 456 is your record-sharing code for Université Hospitals of Leicester NHS Trust, until "
		     "2:30pm. Only read it to them.");
	assert_int_equal(whole, strlen(out));
	code_message("123456", name, until, 100, out, sizeof out);
	assert_string_equal(out, "123 456 is your record-sharing code for Université Hospitals, until 2:30pm. "
				 "Only read it to them.");
	code_message("123456", name, until, 78, out, sizeof out);
	assert_string_equal(out, "123 456 is your record-sharing code until 2:30pm. Only tell those who asked.");
	for (size_t limit = 0; limit <= 160; limit++) {
		size_t length = code_message("123456", name, until, limit, out, sizeof out);
		assert_true(length <= limit);
		assert_int_equal(length, strlen(out));
		assert_true(limit < 76 || text_starts(out, "123 456 is your record-sharing code"));
		assert_true(limit < 78 ||
			    strstr(out, strstr(out, " for ") ? "Only read it to them." : "Only tell those who asked."));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_are_unbiased),	 cmocka_unit_test(a_broken_source_makes_no_code),
		cmocka_unit_test(what_is_typed_is_read), cmocka_unit_test(a_hash_is_bound_to_all_of_it),
		cmocka_unit_test(a_message_fits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
