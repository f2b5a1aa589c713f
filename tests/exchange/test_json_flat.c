#include "unit.h"

#include <jansson.h>
#include <string.h>

#include "exchange/json.h"
#include "exchange/json_flat.h"

/* What is said of a line in one way and in another is the same: here both as a text. */
static const char *as_text(const JsonFlat *flat, Arena *arena)
{
	Text out = {.arena = arena};
	for (size_t i = 0; i < flat->count; i++)
		text_add_print(&out, "%s=%d%s;", flat->members[i].name, flat->members[i].type,
			       text_or(flat->members[i].text, ""));
	return text_done(&out);
}

static const char *by_jansson(const json_t *object, Arena *arena)
{
	Text out = {.arena = arena};
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)object, name, value)
		text_add_print(&out, "%s=%d%s;", name,
			       json_is_string(value)  ? JSON_IS_TEXT
			       : json_is_true(value)  ? JSON_IS_TRUE
			       : json_is_false(value) ? JSON_IS_FALSE
						      : JSON_IS_OTHER,
			       text_or(json_string_value(value), ""));
	return text_done(&out);
}

/* Whether cJSON took it; if so jansson does, and both found the same in it. */
static bool taken_alike(const char *text, size_t length)
{
	scoped(json_flat_done) JsonFlat flat = {0};
	scoped(arena_free) Arena arena = {0};
	if (!json_flat_plain(&flat, text, length))
		return false;
	json_t *object = json_read_object(text, length, NULL);
	if (!object)
		fail_msg("jansson does not take: %s", text);
	assert_string_equal(as_text(&flat, &arena), by_jansson(object, &arena));
	json_decref(object);
	return true;
}

static const char plain[] =
	"{\"kind\":\"patient\", \"nhs\":\"9990000018\",\"family\":\"Caf\xC3\xA9 [1,2] {x}\",\"given\":\"\","
	"\"online\":true ,\"interpreter\": false}";

static void test_a_plain_line_is_taken_by_the_quick_reader(void **state)
{
	assert_true(taken_alike(plain, strlen(plain)));
	assert_true(taken_alike("{}", 2));
}

static void test_what_is_not_plain_is_left_to_the_strict_one(void **state)
{
	static const char *const lines[] = {
		"",
		" {\"a\":\"b\"}",
		"{\"a\":\"b\\n\"}",
		"{\"a\":\"\\u0000\"}",
		"{\"a\":\"b\tc\"}",
		"{\"a\":\"b\",\"a\":\"c\"}",
		"{\"a\":1}",
		"{\"a\":null}",
		"{\"a\":[]}",
		"{\"a\":{}}",
		"[]",
		"{\"a\":\"b\"} x",
		"{\"a\":\"b\",}",
		"{\"a\":\"b\"",
		"{\"a\":True}",
		"{a:\"b\"}",
		"\xEF\xBB\xBF{\"a\":\"b\"}",
		"{\"a\":\"\xC3\"}",
		"{\"a\":\"\x1F\"}",
		"{\"a\":truex}",
		"{\"a\":\"b\"\t,\"c\":\"d\"}",
		"{\"a\":'b'}",
		"{\"a\":\"b\"}{}",
		"{\"a\":\"b\" /* c */}",
	};
	JsonFlat flat = {0};
	for (size_t i = 0; i < countof(lines); i++)
		if (json_flat_plain(&flat, lines[i], strlen(lines[i])))
			fail_msg("taken: %s", lines[i]);
	assert_false(json_flat_plain(&flat, "{\"a\":\"b\0c\"}", 11));
	json_flat_done(&flat);
}

/* Many members are more than the quick reader has room for; all are there. */
static void test_many_members(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(json_flat_done) JsonFlat flat = {0};
	Text line = {.arena = &arena};
	for (int i = 0; i < 2 * JSON_PLAIN_MEMBERS; i++)
		text_add_print(&line, "%c\"m%d\":\"%d\"", i == 0 ? '{' : ',', i, i);
	text_add_char(&line, '}');
	assert_false(json_flat_plain(&flat, line.bytes, line.length));
	assert_true(json_flat_read(&flat, line.bytes, line.length, NULL));
	assert_int_equal(flat.count, 2 * JSON_PLAIN_MEMBERS);
	assert_string_equal(json_flat_text(&flat, "m100"), "100");
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

/* Some bytes of a plain line changed, taken out or put in, most of them signs of JSON. */
static void test_a_line_with_slips_is_never_taken_by_one_alone(void **state)
{
	static const char signs[] = "{}[]\",:\\ tfn0-.eE'/*\t\n\x01\x1F\x7F\xC3\xA9\xEF\xBB\xBFtruefalsenull";
	enum { TRIES = 200000, SLIPS = 3 };
	uint32_t seed = 1;
	size_t taken = 0;
	for (int i = 0; i < TRIES; i++) {
		char text[2 * sizeof plain];
		size_t length = strlen(plain);
		memcpy(text, plain, sizeof plain);
		for (uint32_t slips = 1 + next_random(&seed) % SLIPS; slips > 0; slips--) {
			const size_t at = next_random(&seed) % length;
			const char sign = signs[next_random(&seed) % sizeof signs];
			const uint32_t how = next_random(&seed) % 3;
			if (how == 0) {
				text[at] = sign;
			} else if (how == 1) {
				memmove(text + at, text + at + 1, length - at);
				length--;
			} else {
				memmove(text + at + 1, text + at, length - at + 1);
				text[at] = sign;
				length++;
			}
		}
		taken += taken_alike(text, length);
	}
	assert_true(taken > TRIES / 10); /* or it would have shown nothing */
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_plain_line_is_taken_by_the_quick_reader),
		cmocka_unit_test(test_what_is_not_plain_is_left_to_the_strict_one),
		cmocka_unit_test(test_many_members),
		cmocka_unit_test(test_a_line_with_slips_is_never_taken_by_one_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
