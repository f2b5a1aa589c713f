#include "unit.h"

#include <string.h>

#include "deliver/token.h"

#define SERVICE "26785a09-ab16-4eb0-8407-a37497a57506"
#define SECRET "3d844edf-8d35-48ac-975b-e847b4f122b0"

/* Made by Python's hmac, hashlib and base64 from the same key and moment. */
static const char known[] = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."
			    "eyJpc3MiOiIyNjc4NWEwOS1hYjE2LTRlYjAtODQwNy1hMzc0OTdhNTc1MDYiLCJpYXQiOjE3MDAwMDAwMDB9."
			    "q1v0ZBAPOtT5-Ng39fZDm8ojJu-wrEQD-OrsVHHKnIM";

static void test_known(void **state)
{
	Arena arena = {0};
	Error err = {0};
	const char *token = NULL;
	assert_true(token_make("my-key-" SERVICE "-" SECRET, (Instant){1700000000}, &arena, &token, &err));
	assert_string_equal(token, known);
	assert_true(token_make("my-key-" SERVICE "-" SECRET, (Instant){1700000001}, &arena, &token, &err));
	assert_string_not_equal(token, known);
	arena_wipe(&arena);
}

static void test_no_key(void **state)
{
	static const char *const keys[] = {
		"",
		"key",
		SERVICE "-" SECRET,
		"-" SERVICE "-" SECRET "x",
		"key-" SERVICE SECRET,
		"key-" SERVICE "--" SECRET,
		"key" SERVICE "-" SECRET,
		"key-" SERVICE "-" SECRET "\n",
		"key-" SERVICE "-3d844edf-8d35-48ac-975b-e847b4f122bg",
		("key-26785a09\"ab16-4eb0-8407-a37497a57506-" SECRET),
	};
	for (size_t i = 0; i < countof(keys); i++) {
		Arena arena = {0};
		Error err = {0};
		const char *token = "untouched";
		if (token_make(keys[i], (Instant){1700000000}, &arena, &token, &err))
			fail_msg("taken: %s", keys[i]);
		assert_string_equal(token, "untouched");
		assert_null(strstr(err.text, "3d844edf"));
		arena_free(&arena);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_no_key)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
